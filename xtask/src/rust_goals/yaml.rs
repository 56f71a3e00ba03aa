//! Text as a scalar of YAML: plain where nothing can be misread, quoted elsewhere.

/// `text` as a value inside or outside of braces.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        // A string of JSON is one of YAML.
        serde_json::Value::from(text).to_string()
    }
}

/// `name: value`, with the value as a scalar.
pub(super) fn field(name: &str, text: &str) -> String {
    format!("{name}: {}", scalar(text))
}

/// `name: [a, b]`.
pub(super) fn list(name: &str, texts: &[String]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| scalar(text)).collect();
    format!("{name}: [{}]", texts.join(", "))
}

/// `name: { … }`.
pub(super) fn map(name: &str, fields: &[String]) -> String {
    format!("{name}: {{ {} }}", fields.join(", "))
}

fn is_plain(text: &str) -> bool {
    let harmless = |c: char| c.is_ascii_alphanumeric() || " ._/-'+".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(harmless)
        && !text.ends_with(' ')
        && !["true", "false", "null", "yes", "no", "on", "off"]
            .contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_misread_is_quoted() {
        assert_eq!(scalar("Author RFC"), "Author RFC");
        assert_eq!(scalar("Yes"), "\"Yes\"");
        assert_eq!(scalar("say \"a: b\""), "\"say \\\"a: b\\\"\"");
        assert_eq!(scalar("2025"), "\"2025\"");
        assert_eq!(scalar("`#[expect]`"), "\"`#[expect]`\"");
        assert_eq!(
            list("teams", &["lang".into(), "a, b".into()]),
            "teams: [lang, \"a, b\"]"
        );
    }
}
