//! The line on top of a generated file that says what made it, in the comments of its format.

/// What the line says, in every format. Whoever opens the file learns where to change it.
const WORDS: &str = "Made by `cargo xtask generate`. Change its source, not this file.";

/// `content` under the line, as the format that `path` ends in writes comments.
pub(super) fn with_header(path: &str, content: &str) -> String {
    let content = content.trim_end();
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("md" | "html" | "svg") => format!("<!-- {WORDS} -->\n\n{content}\n"),
        // JSON has no comments, but JSON Schema has a keyword for them.
        Some("json") => match content.strip_prefix('{') {
            Some(rest) => format!("{{\n  \"$comment\": \"{WORDS}\",{rest}\n"),
            None => format!("{content}\n"),
        },
        _ => format!("# {WORDS}\n\n{content}\n"),
    }
}

/// Whether a file says in its first two lines that it was made.
pub fn is_made(text: &str) -> bool {
    text.lines().take(2).any(|line| line.contains(WORDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_says_it_in_its_own_comments() {
        let markdown = with_header("docs/a.md", "# A\n");
        assert!(markdown.starts_with("<!-- Made by `cargo xtask generate`."));
        assert!(markdown.ends_with("-->\n\n# A\n"));

        let schema = with_header("docs/a.schema.json", "{\n  \"type\": \"object\"\n}");
        let json: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert_eq!(json["type"], "object");

        for made in [&markdown, &schema, &with_header("a.yaml", "a: 1")] {
            assert!(is_made(made), "{made}");
        }
    }

    #[test]
    fn prose_that_mentions_the_command_was_not_made_by_it() {
        assert!(!is_made(
            "# Contributing\n\nRun `cargo xtask generate` after a change of the commands.\n"
        ));
    }
}
