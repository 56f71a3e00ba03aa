//! The plan's files as text: decoded, measured and refused where they cannot be text.
//!
//! What cannot be read becomes a diagnostic with its place, and as much text as is left, so that one bad file does
//! not hide the mistakes of the others.

use crate::diagnostic::{Diagnostic, FileId, Lines, Sources, Span};

/// The files of a plan, in the order of their names, and what was wrong with their bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanSource {
    pub files: Vec<SourceFile>,
    /// Mistakes in the bytes; `decode` passes them on.
    pub diagnostics: Vec<Diagnostic>,
}

/// One file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As the user knows it: a path relative to where he stands, or a revision and a path.
    pub name: String,
    /// Without byte order mark. Empty where nothing could be read.
    pub text: String,
    /// Whether `text` is all that the file holds.
    pub complete: bool,
    lines: Lines,
}

/// What is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one file. Ask before reading a file: a plan of 100,000 items has some 20 MB.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
        }
    }
}

/// What is known of a file before it becomes text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// Not read, because it has this many bytes.
    TooLarge(u64),
}

impl PlanSource {
    /// Takes files by name and bytes, under the usual limits.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self::with_limits(
            files
                .into_iter()
                .map(|(name, bytes)| (name, Content::Bytes(bytes))),
            Limits::default(),
        )
    }

    /// Takes files of which some may have been too large to read.
    pub fn with_limits(files: impl IntoIterator<Item = (String, Content)>, limits: Limits) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        let mut source = Self::default();
        for (name, content) in files {
            source.add(name, content, limits);
        }
        source
    }

    /// Takes one text.
    pub fn of_text(name: &str, text: &str) -> Self {
        Self::new([(name.to_owned(), text.as_bytes().to_vec())])
    }

    /// The same files, one of them with another text.
    #[must_use]
    pub fn with_text(&self, file: FileId, text: String) -> Self {
        let mut source = self.clone();
        if let Some(changed) = source.files.get_mut(file.0 as usize) {
            changed.lines = Lines::of(&text);
            changed.text = text;
        }
        source
    }

    fn add(&mut self, name: String, content: Content, limits: Limits) {
        let file = FileId(self.files.len() as u32);
        // Spans are 32 bits wide, whatever limit the caller sets.
        let limit = limits.file_bytes.min(u64::from(u32::MAX));
        let read = match content {
            Content::TooLarge(bytes) => Read::refused(too_large(file, bytes, limit)),
            Content::Bytes(bytes) if bytes.len() as u64 > limit => {
                Read::refused(too_large(file, bytes.len() as u64, limit))
            }
            Content::Bytes(bytes) => read(file, bytes),
        };
        let lines = Lines::of(&read.text);
        self.files.push(SourceFile {
            name,
            text: read.text,
            complete: read.diagnostic.is_none(),
            lines,
        });
        self.diagnostics.extend(read.diagnostic);
    }
}

impl Sources for PlanSource {
    fn name(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].name
    }

    fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    fn lines(&self, file: FileId) -> &Lines {
        &self.files[file.0 as usize].lines
    }
}

struct Read {
    text: String,
    diagnostic: Option<Diagnostic>,
}

impl Read {
    fn refused(diagnostic: Diagnostic) -> Self {
        Self {
            text: String::new(),
            diagnostic: Some(diagnostic),
        }
    }
}

fn read(file: FileId, mut bytes: Vec<u8>) -> Read {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if let Some(byte_order) = utf16(&bytes) {
        let diagnostic = Diagnostic::error(
            "encoding",
            whole(file),
            format!("this is UTF-16 ({byte_order}), not UTF-8"),
        );
        return Read::refused(diagnostic.help("save it as UTF-8"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => no_nul(file, text),
        Err(error) => with_bad_bytes(file, error.as_bytes()),
    }
}

/// Byte order mark, or text in which every second byte is zero.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .take(32)
            .all(|byte| *byte == 0)
    };
    match bytes {
        [0xFF, 0xFE, ..] => Some("little endian"),
        [0xFE, 0xFF, ..] => Some("big endian"),
        [first, 0, ..] if *first != 0 && bytes.len() >= 4 && zeros(1) => Some("little endian"),
        [0, second, ..] if *second != 0 && bytes.len() >= 4 && zeros(0) => Some("big endian"),
        _ => None,
    }
}

fn no_nul(file: FileId, text: String) -> Read {
    let Some(at) = text.bytes().position(|byte| byte == 0) else {
        return Read {
            text,
            diagnostic: None,
        };
    };
    // What follows is unlikely to be a plan.
    let text = text.replace('\0', "\u{FFFD}");
    let span = Span {
        file,
        start: at as u32,
        end: at as u32 + 3,
    };
    let diagnostic = Diagnostic::error("encoding", span, "a NUL byte, which no text holds")
        .help("is this a text file?");
    Read {
        text,
        diagnostic: Some(diagnostic),
    }
}

/// Keeps the rest of the text, with a replacement character for each bad byte.
fn with_bad_bytes(file: FileId, bytes: &[u8]) -> Read {
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut count = 0_u64;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            first.get_or_insert((text.len() as u32, *byte));
            text.push('\u{FFFD}');
            count += 1;
        }
    }
    let text = text.replace('\0', "\u{FFFD}");
    let diagnostic = first.map(|(at, byte)| {
        bad_byte(
            Span {
                file,
                start: at,
                end: at + 3,
            },
            byte,
            count,
            &text,
        )
    });
    Read { text, diagnostic }
}

fn bad_byte(span: Span, byte: u8, count: u64, text: &str) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::error("encoding", span, format!("byte 0x{byte:02X} is not UTF-8"))
            .label("here");
    if count > 1 {
        diagnostic = diagnostic.note(match count - 1 {
            1 => "one more byte of this file is not UTF-8 either".to_owned(),
            more => format!("{more} more bytes of this file are not UTF-8 either"),
        });
    }
    // Western European text has one such byte here and there, between ordinary letters.
    let western = byte >= 0xA0 && count * 4 < text.chars().count() as u64;
    diagnostic.help(if western {
        format!(
            "the file looks like Latin-1, where this byte is `{}`; save it as UTF-8",
            char::from(byte)
        )
    } else {
        "save the file as UTF-8".to_owned()
    })
}

fn too_large(file: FileId, bytes: u64, limit: u64) -> Diagnostic {
    let message = format!(
        "this file has {}, more than the {} a plan file may have",
        size(bytes),
        size(limit)
    );
    Diagnostic::error("too-large", whole(file), message)
        .help("is it a plan? If so, split it into several files of one folder")
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{bytes} bytes"),
        _ => format!("{} MiB", bytes.div_ceil(1 << 20)),
    }
}

fn whole(file: FileId) -> Span {
    Span {
        file,
        start: 0,
        end: 0,
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::diagnostic::{Diagnostics, Look, render};

    fn check(bytes: &[u8], expected: impl snapbox::IntoData) {
        let source = PlanSource::new([("plan.yaml".to_owned(), bytes.to_vec())]);
        let diagnostics = Diagnostics::new(source.diagnostics.clone());
        assert_data_eq!(render(&diagnostics, &source, Look::default()), expected);
    }

    #[test]
    fn utf8_is_taken_with_or_without_byte_order_mark() {
        check("name: Übergang\r\n".as_bytes(), str![[""]]);
        let source = PlanSource::of_text("a", "\u{FEFF}a: 1\n");
        assert_eq!(source.files[0].text, "a: 1\n");
    }

    #[test]
    fn a_latin_1_byte_is_shown_with_its_place() {
        check(
            b"program: x\nname: Zahlungs\xFCbergang in die Wolke\nsponsor: J\xF6rg\n",
            str![[r#"
error: byte 0xFC is not UTF-8
  ╭▸ plan.yaml:2:15
  │
2 │ name: Zahlungs�bergang in die Wolke
  │               ━ here
  │
  ├ note: one more byte of this file is not UTF-8 either
  ╰ help: the file looks like Latin-1, where this byte is `ü`; save it as UTF-8

"#]],
        );
    }

    #[test]
    fn rubbish_is_not_taken_for_latin_1() {
        check(
            b"a\x80\x81\x82\xF0\xF1\xFF\xFE",
            str![[r#"
error: byte 0x80 is not UTF-8
  ╭▸ plan.yaml:1:2
  │
1 │ a�������
  │  ━ here
  │
  ├ note: 6 more bytes of this file are not UTF-8 either
  ╰ help: save the file as UTF-8

"#]],
        );
    }

    #[test]
    fn utf16_is_recognised_with_and_without_mark() {
        check(
            b"\xFF\xFEn\0a\0m\0e\0",
            str![[r#"
error: this is UTF-16 (little endian), not UTF-8
 ╭▸ plan.yaml
 ╰ help: save it as UTF-8

"#]],
        );
        check(
            b"\0n\0a\0m\0e",
            str![[r#"
error: this is UTF-16 (big endian), not UTF-8
 ╭▸ plan.yaml
 ╰ help: save it as UTF-8

"#]],
        );
    }

    #[test]
    fn a_nul_byte_is_refused() {
        check(
            b"name: x\0y\n",
            str![[r#"
error: a NUL byte, which no text holds
  ╭▸ plan.yaml:1:8
  │
1 │ name: x�y
  │        ━
  │
  ╰ help: is this a text file?

"#]],
        );
    }

    #[test]
    fn a_large_file_is_refused_without_being_read() {
        let files = [("dump.yaml".to_owned(), Content::TooLarge(200 << 20))];
        let source = PlanSource::with_limits(files, Limits::default());
        let text = render(
            &Diagnostics::new(source.diagnostics.clone()),
            &source,
            Look::default(),
        );
        assert_data_eq!(
            text,
            str![[r#"
error: this file has 200 MiB, more than the 64 MiB a plan file may have
 ╭▸ dump.yaml
 ╰ help: is it a plan? If so, split it into several files of one folder

"#]]
        );
    }

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let source = PlanSource::new([("b".to_owned(), vec![]), ("a".to_owned(), vec![])]);
        let names: Vec<_> = source.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
    }
}
