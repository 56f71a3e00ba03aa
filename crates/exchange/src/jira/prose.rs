//! What does a description say, whether it is text or a document of blocks (Atlassian's document format)?

use serde_json::Value;

/// The text of a description.
pub(super) fn prose(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.replace("\r\n", "\n"),
        Value::Object(_) => document(value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The texts of a document's blocks, a line each. The parser has limited how deep blocks may be nested.
fn document(block: &Value) -> String {
    let kind = block
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let inside = |separator: &str| {
        let parts = block
            .get("content")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(document);
        parts
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(separator)
    };
    let attribute = |name: &str| {
        block
            .get("attrs")
            .and_then(|attrs| attrs.get(name))
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    match kind {
        "text" => block
            .get("text")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        "hardBreak" => "\n".to_owned(),
        "mention" | "emoji" | "status" => attribute("text").to_owned(),
        "inlineCard" | "blockCard" => attribute("url").to_owned(),
        "listItem" | "taskItem" => format!("- {}", inside("\n")),
        "paragraph" | "heading" | "codeBlock" => inside(""),
        _ => inside("\n"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_is_read_as_its_lines() {
        let document = json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "Move "}, {"type": "text", "text": "it."}]},
            {"type": "bulletList", "content": [
                {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "first"}]}]},
                {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "mention", "attrs": {"text": "@ann"}}]}]},
            ]},
        ]});
        assert_eq!(
            prose(&document).as_deref(),
            Some("Move it.\n- first\n- @ann")
        );
        assert_eq!(prose(&json!(" a\r\nb ")).as_deref(), Some("a\nb"));
        assert_eq!(prose(&json!(null)), None);
    }
}
