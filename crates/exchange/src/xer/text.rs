//! In which encoding is an XER file written, and what does it say?
//!
//! The file does not tell. P6 writes the code page of the machine it runs on; which one, `code_page` finds out. Bytes that
//! such a page does not define occur and are kept as control characters, so that they come out again as they were.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1252};

use super::code_page::{self, Guess, Sureness, guess};
use crate::import::{ImportError, NoteKind, Notes, Place};

/// The text of a file, and how that came about.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: &'static Encoding,
    /// Where the encoding had to be found out.
    guess: Option<Guess>,
}

/// The text of a file: in the encoding of its byte order mark, else in the given one, else in UTF-8 where it is valid, else in
/// the code page under which its words make most sense.
pub(super) fn decode<'b>(bytes: &'b [u8], given: Option<&str>) -> Result<Decoded<'b>, ImportError> {
    let of = |encoding: &'static Encoding, bytes: &'b [u8], guess| Decoded {
        text: encoding.decode_without_bom_handling(bytes).0,
        encoding,
        guess,
    };
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(of(encoding, &bytes[length..], None));
    }
    if let Some(label) = given {
        let encoding = named(label).ok_or_else(|| ImportError::Malformed {
            place: Place::default(),
            message: format!("nobody knows the encoding \"{label}\""),
            hint: Some("name it as the web does, such as windows-1250".to_owned()),
        })?;
        return Ok(of(encoding, bytes, None));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(of(UTF_8, bytes, None));
    }
    let guess = guess(bytes);
    Ok(of(guess.encoding, bytes, Some(guess)))
}

/// The encoding of a name that the web has for it, or of a number that Windows has.
fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    let number = label
        .strip_prefix("cp")
        .or_else(|| label.strip_prefix("windows-"))
        .unwrap_or(&label);
    match number {
        "874" => Some(WINDOWS_874),
        "932" => Some(SHIFT_JIS),
        "936" => Some(GBK),
        "949" => Some(EUC_KR),
        "950" => Some(BIG5),
        "65001" => Some(UTF_8),
        number if number.len() == 4 && number.starts_with("125") => {
            Encoding::for_label(format!("windows-{number}").as_bytes())
        }
        _ => Encoding::for_label(label.as_bytes()),
    }
}

impl Decoded<'_> {
    /// Says how the encoding was found out, and what it does not define.
    pub(super) fn note(&self, notes: &mut Notes) {
        let page = self.encoding.name();
        if let Some(guess) = self.guess {
            let (kind, sure) = match guess.sureness {
                Sureness::Sure => (NoteKind::Taken, "no other code page makes sense of them"),
                Sureness::Likely => (
                    NoteKind::Suspicious,
                    "other code pages make less sense of them",
                ),
                Sureness::Weak => (
                    NoteKind::Suspicious,
                    "another code page may be meant: `--encoding` names it",
                ),
            };
            let message = format!("letters beyond ASCII, read as {page}: {sure}");
            notes.add_counted(kind, "encoding", message, guess.letters, Place::default());
        }
        if is_unicode(self.encoding) {
            return;
        }
        let is_undefined = |c: &char| matches!(c, '\u{80}'..='\u{9F}' | '\u{FFFD}');
        notes.add_counted(
            NoteKind::Suspicious,
            "undefined-bytes",
            format!("bytes that {page} does not define"),
            self.text.chars().filter(is_undefined).count(),
            Place::default(),
        );
    }

    /// What the encoding is called; of a text that has only letters of ASCII, that.
    pub(super) fn name(&self) -> &'static str {
        if self.text.is_ascii() {
            ASCII
        } else {
            self.encoding.name()
        }
    }
}

/// A file that has only these letters may be written in any page.
const ASCII: &str = "ASCII";

fn is_unicode(encoding: &'static Encoding) -> bool {
    encoding.output_encoding() == UTF_8
}

/// The bytes of a text: in the encoding that the file had, else in the first code page that has all of its letters, else in
/// UTF-8. What the encoding cannot say becomes a question mark, and is said.
pub(super) fn encode(text: &str, had: Option<&str>, notes: &mut Notes) -> Vec<u8> {
    let had = had.filter(|name| *name != ASCII);
    let had = had.and_then(|name| Encoding::for_label(name.as_bytes()));
    let had = had.map(Encoding::output_encoding);
    let Some(encoding) = had else {
        let mut pages = std::iter::once(WINDOWS_1252).chain(code_page::pages());
        let all = pages.find_map(|page| {
            let (bytes, _, lossy) = page.encode(text);
            (!lossy).then(|| (page, bytes.into_owned()))
        });
        let (page, bytes) = all.unwrap_or_else(|| (UTF_8, text.as_bytes().to_vec()));
        if page != WINDOWS_1252 {
            let message = format!(
                "the file is written in {}, since windows-1252, the usual one, has not all of its letters",
                page.name()
            );
            notes.add(NoteKind::Changed, "encoding", message, Place::default());
        }
        return bytes;
    };
    let (bytes, _, lossy) = encoding.encode(text);
    if !lossy {
        return bytes.into_owned();
    }
    let (mut bytes, mut lost) = (Vec::new(), 0);
    let mut character = [0; 4];
    for c in text.chars() {
        let (encoded, _, lossy) = encoding.encode(c.encode_utf8(&mut character));
        if lossy {
            bytes.push(b'?');
            lost += 1;
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    let message = format!(
        "characters that {}, in which the file came, does not have are written as question marks",
        encoding.name()
    );
    notes.add_counted(
        NoteKind::Changed,
        "encoding",
        message,
        lost,
        Place::default(),
    );
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], given: Option<&str>, text: &str, name: &str) {
        let decoded = decode(bytes, given).unwrap();
        assert_eq!((&*decoded.text, decoded.encoding.name()), (text, name));
    }

    #[test]
    fn bytes_that_a_code_page_does_not_define_are_kept() {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();

        let decoded = decode(&bytes, Some("windows-1252")).unwrap();
        let mut notes = Notes::default();
        decoded.note(&mut notes);

        assert_eq!(decoded.text.chars().count(), 128);
        assert_eq!(
            encode(&decoded.text, Some("windows-1252"), &mut Notes::default()),
            bytes
        );
        let said: Vec<_> = notes
            .iter()
            .map(|note| (note.count, &*note.message))
            .collect();
        assert_eq!(said, [(5, "bytes that windows-1252 does not define")]);
    }

    #[test]
    fn the_encoding_is_the_given_one_or_what_the_bytes_allow() {
        check(b"\xCF", Some("windows-1251"), "П", "windows-1251");
        check(b"\xCF", Some("1251"), "П", "windows-1251");
        check(b"\x83\x65", Some("cp932"), "テ", "Shift_JIS");
        check("Ü".as_bytes(), None, "Ü", "UTF-8");
        check(b"\xDC", None, "Ü", "windows-1252");
        check(b"\xFF\xFEP\x006\x00", None, "P6", "UTF-16LE");
        let refused = decode(b"", Some("klingon")).err().unwrap();
        assert_eq!(
            refused.to_string(),
            "the file: nobody knows the encoding \"klingon\""
        );
    }

    #[test]
    fn what_an_encoding_cannot_say_is_a_question_mark_and_said() {
        let mut notes = Notes::default();
        let bytes = encode("Ü → Я", Some("windows-1252"), &mut notes);
        assert_eq!(bytes, b"\xDC ? ?");
        let counts: Vec<usize> = notes.iter().map(|note| note.count).collect();
        assert_eq!(counts, [2]);
    }

    #[test]
    fn new_text_is_written_in_the_first_page_that_has_all_of_it() {
        let check = |text: &str, named: &str| {
            let bytes = encode(text, None, &mut Notes::default());
            let decoded = decode(&bytes, Some(named)).unwrap();
            assert_eq!(decoded.text, text);
        };
        check("Bürogebäude", "windows-1252");
        check("Задача 1", "windows-1251");
        check("基礎工事 の", "Shift_JIS");
        check("Bürogebäude, Задача", "UTF-8");
    }
}
