//! In which encoding is a table written?

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::{ImportError, NoteKind, Notes, Place};

/// The text of a table: by its byte order mark, else in the encoding that was said, else in the first that fits of UTF-8, UTF-16
/// and Windows-1252, in which Excel writes.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    said: Option<&str>,
    notes: &mut Notes,
) -> Result<Cow<'b, str>, ImportError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(in_encoding(encoding, &bytes[length..], notes));
    }
    if let Some(label) = said {
        let encoding =
            Encoding::for_label(label.as_bytes()).ok_or_else(|| ImportError::Malformed {
                place: Place::default(),
                message: format!("nobody knows the encoding \"{label}\""),
                hint: Some(
                    "such as utf-8, utf-16le, windows-1252, windows-1250, iso-8859-15, shift_jis"
                        .to_owned(),
                ),
            })?;
        return Ok(in_encoding(encoding, bytes, notes));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(in_encoding(encoding, bytes, notes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    notes.add(
        NoteKind::Changed,
        "encoding",
        "the file is not in UTF-8; it was read as Windows-1252, in which Excel writes: if letters are wrong, say the encoding",
        Place::default(),
    );
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

fn in_encoding<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
    notes: &mut Notes,
) -> Cow<'b, str> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let message = format!(
            "the file is not {} throughout; what is no text was replaced",
            encoding.name()
        );
        notes.add(
            NoteKind::Suspicious,
            "wrong-encoding",
            message,
            Place::default(),
        );
    }
    text
}

/// UTF-16 without a mark: of the first characters, mostly ASCII, every other byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |at: usize| head.chunks_exact(2).filter(|pair| pair[at] == 0).count() * 10;
    let most = head.len() / 2 * 7;
    match (zeros(0), zeros(1)) {
        _ if head.is_empty() => None,
        (low, high) if high > most && low == 0 => Some(UTF_16LE),
        (low, high) if low > most && high == 0 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], said: Option<&str>, expected: &str) {
        let mut notes = Notes::default();
        let text =
            decode(bytes, said, &mut notes).map_or_else(|error| error.to_string(), Cow::into_owned);
        let codes: Vec<&str> = notes.iter().map(|note| note.code).collect();
        assert_eq!(format!("{text} {}", codes.join(" ")).trim_end(), expected);
    }

    #[test]
    fn marks_names_and_bytes_say_the_encoding() {
        check("Größe".as_bytes(), None, "Größe");
        check("\u{FEFF}Größe".as_bytes(), None, "Größe");
        check(b"Gr\xf6\xdfe", None, "Größe encoding");
        check(b"\x80 5", Some("windows-1252"), "€ 5");
        check(b"\xb3", Some("iso-8859-2"), "ł");
        check(b"a\xff", Some("utf-8"), "a\u{FFFD} wrong-encoding");
        check(
            b"a",
            Some("klingon"),
            "the file: nobody knows the encoding \"klingon\"",
        );
        for big in [false, true] {
            let bytes = |text: &str| -> Vec<u8> {
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
            check(&bytes("Key;Größe"), None, "Key;Größe");
            check(&bytes("\u{FEFF}Größe"), None, "Größe");
        }
    }
}
