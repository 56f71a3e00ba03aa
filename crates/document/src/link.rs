//! Which addresses may become links.

/// The address, if following it cannot run anything: `http`, `https`, `mailto`, or a place in the document itself.
pub(crate) fn safe(href: &str) -> Option<&str> {
    let lower = href.to_ascii_lowercase();
    let allowed = ["http://", "https://", "mailto:", "#"]
        .iter()
        .any(|start| lower.starts_with(start));
    let plain = href.chars().all(|c| !c.is_control() && !c.is_whitespace());
    (allowed && plain && crate::visible::visible(href) == href).then_some(href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_hidden_characters_are_no_links() {
        assert_eq!(
            safe("https://example.org/a?b=c#d"),
            Some("https://example.org/a?b=c#d")
        );
        assert_eq!(safe("#risks"), Some("#risks"));
        assert_eq!(safe("javascript:alert(1)"), None);
        assert_eq!(safe("JavaScript:alert(1)"), None);
        assert_eq!(safe("data:text/html,x"), None);
        assert_eq!(safe("https://example.org/\u{202e}gpj"), None);
        assert_eq!(safe("https://example.org/ onclick=x"), None);
    }
}
