//! Text that shows what it is: nothing in it moves the cursor, reorders its neighbours or hides.

use std::borrow::Cow;

/// The text with line breaks and tabs as spaces, and with control, direction and other hidden characters as "�".
///
/// Titles come from trackers and files that anybody may write. An escape sequence must not reach a terminal, and a
/// right-to-left override must not make a date read backwards. Joiners stay: names and emoji need them.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some('\u{fffd}'),
        // Marks, embeddings, overrides and isolates of direction.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => {
            Some('\u{fffd}')
        }
        // The byte order mark, annotations, what is no character at all, and the invisible tag alphabet.
        '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(visible("Zürich – 東京 – 👩‍💻"), Cow::Borrowed(_)));
    }

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(visible("a\r\nb\tc"), "a  b c");
    }

    #[test]
    fn escapes_and_overrides_become_visible() {
        assert_eq!(visible("\u{1b}[31mred\u{9b}0m"), "�[31mred�0m");
        assert_eq!(visible("due \u{202e}7202"), "due �7202");
    }
}
