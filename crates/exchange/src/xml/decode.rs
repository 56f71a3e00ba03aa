//! In which encoding is an XML file written, and what does it say?

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::{ImportError, NoteKind, Notes, Place};

/// The text of an XML file: by its byte order mark, else by its first characters, else by its declaration, else UTF-8.
///
/// What is no text in that encoding is replaced (U+FFFD) and noted as suspicious; a file that declares UTF-8 but is not is
/// read as Windows-1252, which is what such files are. An encoding that nobody knows is an error.
pub(crate) fn decode<'b>(bytes: &'b [u8], notes: &mut Notes) -> Result<Cow<'b, str>, ImportError> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (without_mark(bytes)?, bytes),
    };
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    if !broken {
        return Ok(text);
    }
    let used = if encoding == UTF_8 {
        WINDOWS_1252
    } else {
        encoding
    };
    let (text, _) = used.decode_without_bom_handling(rest);
    notes.add(
        NoteKind::Suspicious,
        "wrong-encoding",
        format!(
            "the file is not written in {}, as it says; it was read as {}",
            encoding.name(),
            used.name()
        ),
        Place::default(),
    );
    Ok(text)
}

/// The encoding of a file without a byte order mark.
fn without_mark(bytes: &[u8]) -> Result<&'static Encoding, ImportError> {
    match bytes {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let Some(label) = declared(bytes) else {
        return Ok(UTF_8);
    };
    match Encoding::for_label(label.as_bytes()) {
        // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(ImportError::Malformed {
            place: Place {
                line: Some(1),
                ..Place::default()
            },
            message: format!("nobody knows the encoding \"{label}\""),
            hint: Some("save the file in UTF-8".to_owned()),
        }),
    }
}

/// The encoding that the declaration (`<?xml version="1.0" encoding="…"?>`) names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(200)];
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(&head[..end]).ok()?;
    let value = head.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split_once(quote)?.0.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Note;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, remarks: &[&str]) {
        let mut notes = Notes::default();
        let text = match decode(bytes, &mut notes) {
            Ok(text) => text.into_owned(),
            Err(error) => error.to_string(),
        };
        assert_eq!(text, expected);
        let said: Vec<&str> = notes
            .iter()
            .map(|note: &Note| note.message.as_str())
            .collect();
        assert_eq!(said, remarks);
    }

    #[test]
    fn the_mark_the_first_characters_and_the_declaration_say_which_encoding_it_is() {
        check("<a>ü</a>".as_bytes(), "<a>ü</a>", &[]);
        check("\u{FEFF}<a>ü</a>".as_bytes(), "<a>ü</a>", &[]);
        let wide = |text: &str, mark: bool, big: bool| -> Vec<u8> {
            let text = if mark {
                format!("\u{FEFF}{text}")
            } else {
                text.to_owned()
            };
            text.encode_utf16()
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        for (mark, big) in [(true, true), (true, false), (false, true), (false, false)] {
            check(&wide("<a>ü</a>", mark, big), "<a>ü</a>", &[]);
        }
        check(
            b"<?xml version=\"1.0\" encoding='windows-1251'?><a>\xcf</a>",
            "<?xml version=\"1.0\" encoding='windows-1251'?><a>П</a>",
            &[],
        );
    }

    #[test]
    fn a_file_in_another_code_page_than_it_says_is_read_and_remarked_upon() {
        check(
            b"<a>\xfc</a>",
            "<a>ü</a>",
            &["the file is not written in UTF-8, as it says; it was read as windows-1252"],
        );
    }

    #[test]
    fn an_encoding_that_nobody_knows_is_refused() {
        check(
            b"<?xml version=\"1.0\" encoding=\"klingon\"?><a/>",
            "line 1: nobody knows the encoding \"klingon\"",
            &[],
        );
    }
}
