//! In which encoding is an XER file written, and what does it say?
//!
//! The file does not tell. P6 writes the code page of the machine it runs on; bytes that such a page does not define
//! occur and are kept as control characters, so that they come out again as they were.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::import::{ImportError, Place};

/// The text of a file and the encoding that it was read in: that of its byte order mark, else the given one, else UTF-8
/// where it is valid, else Windows-1252.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    given: Option<&str>,
) -> Result<(Cow<'b, str>, &'static Encoding), ImportError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Ok((text, encoding));
    }
    let encoding = match given {
        Some(label) => {
            Encoding::for_label(label.as_bytes()).ok_or_else(|| ImportError::Malformed {
                place: Place::default(),
                message: format!("nobody knows the encoding \"{label}\""),
                hint: Some("name it as the web does, such as windows-1250".to_owned()),
            })?
        }
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok((text, encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], given: Option<&str>, text: &str, name: &str) {
        let (decoded, encoding) = decode(bytes, given).unwrap();
        assert_eq!((&*decoded, encoding.name()), (text, name));
    }

    #[test]
    fn bytes_that_a_code_page_does_not_define_are_kept() {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();

        let (text, encoding) = decode(&bytes, None).unwrap();

        assert_eq!(encoding, WINDOWS_1252);
        assert_eq!(text.chars().count(), 128);
        assert_eq!(*encoding.encode(&text).0, bytes);
    }

    #[test]
    fn the_encoding_is_the_given_one_or_what_the_bytes_allow() {
        check(b"\xCF", Some("windows-1251"), "П", "windows-1251");
        check("Ü".as_bytes(), None, "Ü", "UTF-8");
        check(b"\xDC", None, "Ü", "windows-1252");
        check(b"\xFF\xFEP\x006\x00", None, "P6", "UTF-16LE");
        let refused = decode(b"", Some("klingon")).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the file: nobody knows the encoding \"klingon\""
        );
    }
}
