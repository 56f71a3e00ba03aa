//! When a text needs quotes so that it is read back as the same text, here and by other YAML tools.

/// Where a scalar is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On a line of its own or after `key:`.
    Block,
    /// Inside `{ }` or `[ ]`, or as a key.
    Flow,
}

/// Writes `text` so that it is read back as text: plain where that is safe, else in double quotes.
pub fn text(text: &str, place: Place) -> String {
    let mut out = String::new();
    push_text(text, place, &mut out);
    out
}

/// As [`text`], behind `out`.
pub(crate) fn push_text(text: &str, place: Place, out: &mut String) {
    if is_plain_word(text) || plain_syntax(text, place) && !looks_typed(text) {
        out.push_str(text);
    } else {
        push_quoted(text, out);
    }
}

/// Writes the key of a mapping.
pub fn key(key: &str) -> String {
    let mut out = String::new();
    push_key(key, &mut out);
    out
}

/// As [`key`], behind `out`.
pub(crate) fn push_key(key: &str, out: &mut String) {
    // Words that YAML 1.1 took for truth values are usual keys, and no reader of mappings minds.
    let usual = matches!(key, "on" | "off" | "yes" | "no" | "y" | "n");
    if usual {
        out.push_str(key);
    } else {
        push_text(key, Place::Flow, out);
    }
}

/// Writes a value that is not text, such as a date or `10d`: quotes only where the syntax asks for them.
pub fn plain(text: &str, place: Place) -> String {
    let mut out = String::new();
    push_plain(text, place, &mut out);
    out
}

/// As [`plain`], behind `out`.
pub(crate) fn push_plain(text: &str, place: Place, out: &mut String) {
    if plain_syntax(text, place) {
        out.push_str(text);
    } else {
        push_quoted(text, out);
    }
}

/// Writes `text` in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_quoted(text, &mut out);
    out
}

/// As [`quoted`], behind `out`.
pub(crate) fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Unprintable, a line end to some readers, or a byte order mark.
            character
                if character.is_control()
                    || matches!(
                        character,
                        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
                    ) =>
            {
                let code = u32::from(character);
                out.push_str(&format_escape(code));
            }
            character => out.push(character),
        }
    }
    out.push('"');
}

/// Whether it is of the usual kind, of which nobody doubts that it is text: it begins with a letter, goes on with letters,
/// digits, dashes, dots and underscores, and is no word that means something else. [`plain_syntax`] and [`looks_typed`] agree.
fn is_plain_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
        && !is_typed_word(text)
}

fn format_escape(code: u32) -> String {
    if code <= 0xFF {
        format!("\\x{code:02X}")
    } else {
        format!("\\u{code:04X}")
    }
}

/// Whether YAML reads `text` without quotes as one scalar with exactly these characters.
fn plain_syntax(text: &str, place: Place) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    let second = characters.next();
    let starts_well = match first {
        '-' | '?' | ':' => second.is_some_and(|next| next != ' ' && !is_flow(next)),
        '!' | '&' | '*' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' | '#' | '<' | '=' | '.'
        | '~' => false,
        first => !is_flow(first),
    };
    let trimmed = text.trim() == text;
    let no_break = !text.chars().any(|character| {
        character.is_control()
            || matches!(
                character,
                '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
            )
    });
    let no_comment = !text.contains(" #");
    let no_key = !text.contains(": ") && !text.ends_with(':');
    let no_flow = place == Place::Block || !text.contains(is_flow) && !text.contains(":,");
    let no_document = !text.starts_with("---") && !text.starts_with("...");
    starts_well && trimmed && no_break && no_comment && no_key && no_flow && no_document
}

fn is_flow(character: char) -> bool {
    matches!(character, ',' | '[' | ']' | '{' | '}')
}

/// Whether some reader takes the plain text for a number, date, truth value or nothing.
fn looks_typed(text: &str) -> bool {
    let first = text.trim_start_matches(['+', '-', '.']).chars().next();
    let numeric = first.is_some_and(|first| first.is_ascii_digit())
        && (text.starts_with("0x")
            || text
                .chars()
                .all(|character| character.is_ascii_digit() || "+-._:eETZ%".contains(character)));
    numeric || is_typed_word(text)
}

/// Words that some reader takes for a truth value, a number or nothing.
fn is_typed_word(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::FileId;
    use crate::plan::tree::{Kind, Style, parse};

    #[test]
    fn ordinary_words_need_no_quotes() {
        for word in [
            "Ledger",
            "a b",
            "services/pay-*",
            "x: ",
            "10d",
            "120k EUR / week",
            "a<-b",
            "50% of it",
            "C#",
            "http://x/y",
            "-x",
        ] {
            let expected = if word == "x: " { "\"x: \"" } else { word };
            assert_eq!(text(word, Place::Block), expected);
        }
    }

    #[test]
    fn what_another_reader_would_take_for_something_else_is_quoted() {
        for word in [
            "yes",
            "No",
            "1.10",
            "null",
            "~",
            "",
            "2026-01-01",
            "08:00",
            "0x1F",
            "80%",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "- a",
            "a: b",
            "a #b",
            "a:",
            " a",
            "a ",
            "[a",
            "|",
            "---",
            "1_000",
        ] {
            assert!(text(word, Place::Block).starts_with('"'), "{word}");
        }
    }

    #[test]
    fn brackets_ask_for_more_quotes() {
        assert_eq!(text("a, b", Place::Block), "a, b");
        assert_eq!(text("a, b", Place::Flow), "\"a, b\"");
        assert_eq!(plain("2026-01-01", Place::Flow), "2026-01-01");
    }

    fn read_back(yaml: &str, key: &str) -> Option<(Cow<'static, str>, Style)> {
        let (tree, mistakes) = parse(FileId(0), yaml);
        assert!(mistakes.is_empty(), "{yaml:?} {mistakes:?}");
        match &tree.root?.entry(key)?.value.kind {
            Kind::Scalar(text, style) => Some((Cow::Owned(text.to_string()), *style)),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn usual_words_need_no_closer_look(word in "[-._a-zA-Z0-9]{0,9}|nan|Infinity|ON") {
            for place in [Place::Block, Place::Flow] {
                if is_plain_word(&word) {
                    prop_assert!(plain_syntax(&word, place) && !looks_typed(&word), "{word}");
                }
            }
        }

        #[test]
        fn every_text_is_read_back_as_it_was(value in "\\PC{0,12}|[-a-z:#,\\[\\]{}&*!|>'\"%@`~.?<= \\n\\t0-9]{0,8}|.{0,6}") {
            for (yaml, key) in [
                (format!("a: {}\n", text(&value, Place::Block)), "a"),
                (format!("a: {}\n", plain(&value, Place::Block)), "a"),
                (format!("{{ a: {}, b: 1 }}\n", text(&value, Place::Flow)), "a"),
                (format!("{{ a: {} }}\n", plain(&value, Place::Flow)), "a"),
            ] {
                let (read, _) = read_back(&yaml, key).unwrap();
                prop_assert_eq!(read.as_ref(), value.as_str());
            }
            let yaml = format!("{}: x\nb: {{ {}: y }}\n", text(&value, Place::Flow), text(&value, Place::Flow));
            if value != "b" {
                prop_assert!(read_back(&yaml, &value).is_some(), "{}", yaml);
            }
        }
    }
}
