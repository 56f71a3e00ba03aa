//! Which cells does a text hold: what separates them, which stand in quotes?

use csv::{ReaderBuilder, StringRecord};

use super::decode::decode;
use crate::import::{ImportError, NoteKind, Notes, Place, ReadOptions};
use crate::table::cells::escape::unescape;
use crate::table::field::{TableKind, field_of};
use crate::table::sheet::{Cell, MOST_COLUMNS, Row, Sheet};

/// Reads a text as a sheet.
pub(super) fn sheet(
    bytes: &[u8],
    name: Option<&str>,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<Sheet, ImportError> {
    let text = decode(bytes, options.encoding.as_deref(), notes)?;
    let (said, text, skipped) = said_delimiter(&text);
    let delimiter = said.unwrap_or_else(|| likely_delimiter(text));
    let mut sheet = Sheet::named(name);
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut lines = Lines {
        text,
        counted: 0,
        line: skipped + 1,
    };
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            // The text is UTF-8 and rows may have any length, so that nothing is left to fail; if something does, it is said.
            Err(error) => return Err(malformed(error.to_string())),
        }
        let at = record
            .position()
            .map_or(0, |position| position.byte() as usize);
        let line = lines.at(at);
        if record.len() > MOST_COLUMNS {
            let message = format!(
                "line {line} has {} cells; at most {MOST_COLUMNS} are read",
                record.len()
            );
            return Err(ImportError::TooLarge(message));
        }
        let cells = record
            .iter()
            .map(|cell| Cell::text(unescape(cell.trim_matches(' '))));
        let row = Row::of(sheet.rows.len() as u32 + 1, Some(line), cells);
        if row.cells.is_empty() {
            continue;
        }
        sheet.push(row, options)?;
    }
    note_open_quote(text, &sheet, notes);
    Ok(sheet)
}

/// So much of a text is looked at to find out what separates its cells.
const HEAD: usize = 64 << 10;

/// The lines on which rows begin.
struct Lines<'t> {
    text: &'t str,
    /// Up to where lines were counted, and the line there.
    counted: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of a row that follows all those before it, behind line breaks and empty lines.
    fn at(&mut self, at: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let breaks = bytes[at.min(bytes.len())..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let at = at + breaks.count();
        let between = bytes.get(self.counted..at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u32;
        self.counted = self.counted.max(at);
        self.line
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn malformed(message: String) -> ImportError {
    ImportError::Malformed {
        place: Place::default(),
        message,
        hint: None,
    }
}

/// Excel's own first line, `sep=;`, the text without it, and how many lines it had.
fn said_delimiter(text: &str) -> (Option<u8>, &str, u32) {
    let found = text.strip_prefix("sep=").and_then(|rest| {
        let delimiter = *rest.as_bytes().first().filter(|byte| byte.is_ascii())?;
        let rest = rest[1..]
            .strip_prefix('\r')
            .unwrap_or(&rest[1..])
            .strip_prefix('\n')?;
        Some((Some(delimiter), rest, 1))
    });
    found.unwrap_or((None, text, 0))
}

/// The delimiter by which most headers are known, else by which most rows are alike.
fn likely_delimiter(text: &str) -> u8 {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let quality = |delimiter: u8| {
        let rows: Vec<StringRecord> = reader(head, delimiter)
            .into_records()
            .take(25)
            .filter_map(Result::ok)
            .collect();
        let known = |row: &StringRecord| {
            row.iter()
                .filter(|cell| {
                    field_of(cell, TableKind::Items)
                        .or_else(|| field_of(cell, TableKind::Links))
                        .is_some()
                })
                .count()
        };
        let best = rows.iter().map(known).max().unwrap_or(0);
        let cells = rows.first().map_or(0, StringRecord::len);
        let alike = rows
            .iter()
            .filter(|row| row.len() == cells && cells > 1)
            .count();
        (best, alike, cells)
    };
    // The first of equals.
    [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| quality(*delimiter))
        .unwrap_or(b',')
}

/// A quotation mark that is never closed makes the rest of a file one cell.
fn note_open_quote(text: &str, sheet: &Sheet, notes: &mut Notes) {
    if memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1 {
        let place = sheet
            .rows
            .last()
            .map(|row| sheet.place(row, None))
            .unwrap_or_default();
        notes.add(
            NoteKind::Suspicious,
            "open-quote",
            "a quotation mark is never closed: rows may have run together",
            place,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut notes = Notes::default();
        let sheet = sheet(text.as_bytes(), None, &ReadOptions::of("x"), &mut notes).unwrap();
        let rows = sheet.rows.iter().map(|row| {
            let cells: Vec<String> = (0..row.width()).map(|at| row.cell(at).shown()).collect();
            format!("{}@{} {}", row.number, row.line.unwrap(), cells.join("|"))
        });
        let codes = notes.iter().map(|note| note.code.to_owned());
        rows.chain(codes).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_separates_cells_is_found_out() {
        let rows = "1@1 Key|Title\n2@2 A|x, y; z";
        assert_eq!(shown("Key,Title\nA,\"x, y; z\"\n"), rows);
        assert_eq!(shown("Key;Title\r\nA;\"x, y; z\"\r\n"), rows);
        assert_eq!(shown("Key\tTitle\nA\tx, y; z\n"), rows);
        assert_eq!(shown("Key|Title\nA|x, y; z\n"), rows);
    }

    #[test]
    fn excels_own_line_says_it() {
        assert_eq!(shown("sep=;\r\nKey;Title\r\nA;b"), "1@2 Key|Title\n2@3 A|b");
    }

    #[test]
    fn lines_are_those_of_the_file_and_empty_rows_are_none() {
        assert_eq!(
            shown("Key,Title\nA,\"two\nlines\"\n,\n\nB,b"),
            "1@1 Key|Title\n2@2 A|two\nlines\n3@6 B|b"
        );
    }

    #[test]
    fn a_quote_that_stays_open_is_remarked_upon() {
        assert_eq!(
            shown("Key,Title\nA,\"b\nB,c"),
            "1@1 Key|Title\n2@2 A|b\nB,c\nopen-quote"
        );
    }

    #[test]
    fn what_was_neutralised_is_undone() {
        assert_eq!(shown("Key,Title\n'-A,'=1+1"), "1@1 Key|Title\n2@2 -A|=1+1");
    }
}
