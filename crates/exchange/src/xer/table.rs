//! Which tables does an XER file hold, and which rows do they have?
//!
//! A line that begins with `%T` names a table, `%F` its fields, `%R` is a row and `%E` the end. What follows on lines that
//! begin otherwise belongs to the row before: some programs write line breaks into notes as they are. Rows are split into
//! cells only when they are looked at, so that memory stays in proportion to the file.

use crate::import::{ImportError, ImportLimits, Place};

/// The tables of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tables<'t> {
    /// The first line, after `ERMHDR`.
    pub(super) header: Vec<&'t str>,
    /// The tables, in order.
    pub(super) all: Vec<Table<'t>>,
    /// Whether the file has its end mark.
    pub(super) ended: bool,
}

/// A table. One that occurs twice stands here twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table<'t> {
    /// `TASK`.
    pub(super) name: &'t str,
    /// The names of its fields.
    pub(super) fields: Vec<&'t str>,
    /// Its rows.
    pub(super) rows: Vec<Row<'t>>,
}

/// A row, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// Its cells with the tabs between them.
    pub(super) text: &'t str,
    /// The line on which it begins, from 1.
    pub(super) line: u32,
}

/// No table of P6 has more than some ninety.
const MOST_FIELDS: usize = 1000;

/// A file has so many times more rows than items at most.
const ROWS_PER_ITEM: usize = 20;

impl<'t> Tables<'t> {
    /// Reads the text of a file.
    pub(super) fn read(text: &'t str, limits: &ImportLimits) -> Result<Self, ImportError> {
        let mut records = Records::new(text);
        let header = records
            .next()
            .and_then(|(record, _)| record.strip_prefix("ERMHDR"))
            .filter(|rest| rest.is_empty() || rest.starts_with('\t'))
            .ok_or_else(|| {
                malformed(
                    1,
                    "the file does not begin with ERMHDR, as an XER file does",
                )
            })?;
        let mut tables = Self {
            header: header.split('\t').skip(1).collect(),
            ..Self::default()
        };
        let mut rows = 0_usize;
        for (record, line) in records {
            let (mark, rest) = record.split_at_checked(2).unwrap_or((record, ""));
            let rest = rest.strip_prefix('\t').unwrap_or(rest);
            match mark {
                "%T" => tables.all.push(Table {
                    name: rest.split('\t').next().unwrap_or_default().trim(),
                    ..Table::default()
                }),
                "%F" => {
                    let table = tables.current(line)?;
                    // Other fields in the midst of a table make it another one.
                    let again = (!table.fields.is_empty()).then_some(table.name);
                    if let Some(name) = again {
                        tables.all.push(Table {
                            name,
                            ..Table::default()
                        });
                    }
                    let table = tables.current(line)?;
                    table.fields = rest
                        .split('\t')
                        .map(str::trim)
                        .take(MOST_FIELDS + 1)
                        .collect();
                    if table.fields.len() > MOST_FIELDS {
                        let message =
                            format!("line {line}: a table has at most {MOST_FIELDS} fields");
                        return Err(ImportError::TooLarge(message));
                    }
                }
                "%R" => {
                    let table = tables.current(line)?;
                    if table.fields.is_empty() {
                        return Err(malformed(
                            line,
                            "a row stands before the names of its fields (%F)",
                        ));
                    }
                    table.rows.push(Row { text: rest, line });
                    rows += 1;
                    if rows > limits.items.saturating_mul(ROWS_PER_ITEM) {
                        let message = format!("the file has more than {} rows", rows - 1);
                        return Err(ImportError::TooLarge(message));
                    }
                }
                "%E" => {
                    tables.ended = true;
                    break;
                }
                _ => {
                    return Err(malformed(
                        line,
                        "a line begins with none of %T, %F, %R and %E",
                    ));
                }
            }
        }
        tables.refuse_cut_off()?;
        Ok(tables)
    }

    /// A file that ends in the midst of a row lost what came after it.
    fn refuse_cut_off(&self) -> Result<(), ImportError> {
        if self.ended {
            return Ok(());
        }
        let Some(table) = self.all.last() else {
            return Err(malformed(1, "the file ends after its first line"));
        };
        let cut = table
            .rows
            .last()
            .filter(|row| row.text.split('\t').count() < table.fields.len());
        match cut {
            Some(row) => Err(ImportError::Malformed {
                place: Place {
                    line: Some(row.line),
                    record: Some(format!("{} row {}", table.name, table.rows.len())),
                    ..Place::default()
                },
                message: "the file ends in the midst of a row; what came after is lost".to_owned(),
                hint: Some("export it again; an XER file ends with a line %E".to_owned()),
            }),
            None => Ok(()),
        }
    }

    fn current(&mut self, line: u32) -> Result<&mut Table<'t>, ImportError> {
        self.all
            .last_mut()
            .ok_or_else(|| malformed(line, "this stands before the first table (%T)"))
    }

    /// The rows of all tables of this name, each with the names of its fields.
    pub(super) fn rows<'s>(
        &'s self,
        name: &'s str,
    ) -> impl Iterator<Item = (&'s [&'t str], Row<'t>)> + 's {
        let tables = self.all.iter().filter(move |table| table.name == name);
        tables.flat_map(|table| table.rows.iter().map(|row| (&*table.fields, *row)))
    }
}

impl<'t> Row<'t> {
    /// Its cells with the names of their fields, those that are empty left out. Cells beyond the fields have none.
    pub(super) fn cells<'s>(
        self,
        fields: &'s [&'t str],
    ) -> impl Iterator<Item = (&'s str, &'t str)> + 's {
        let names = fields.iter().copied().chain(std::iter::repeat(""));
        names
            .zip(self.text.split('\t'))
            .filter(|(_, cell)| !cell.is_empty())
    }

    /// The cell of one field; empty when it has none.
    pub(super) fn cell(self, fields: &[&str], name: &str) -> &'t str {
        let at = fields.iter().position(|field| *field == name);
        at.and_then(|at| self.text.split('\t').nth(at))
            .unwrap_or_default()
    }
}

fn malformed(line: u32, message: &str) -> ImportError {
    ImportError::Malformed {
        place: Place {
            line: Some(line),
            ..Place::default()
        },
        message: message.to_owned(),
        hint: None,
    }
}

/// Lines, each with those after it that begin with no mark.
struct Records<'t> {
    text: &'t str,
    line: u32,
}

impl<'t> Records<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, line: 1 }
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = (&'t str, u32);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.text.is_empty() {
                return None;
            }
            let line = self.line;
            let mut end = line_end(self.text, 0);
            self.line += 1;
            while end < self.text.len() && !has_mark(&self.text[end..]) {
                end = line_end(self.text, end);
                self.line = self.line.saturating_add(1);
            }
            let (record, rest) = self.text.split_at(end);
            self.text = rest;
            let record = record.trim_end_matches(['\r', '\n']);
            if !record.is_empty() {
                return Some((record, line));
            }
        }
    }
}

/// Where the line that begins at `from` ends, its line break included.
fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at + 1)
}

fn has_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [b'%', b'T' | b'F' | b'R' | b'E', rest @ ..] if matches!(rest, [] | [b'\t' | b'\r' | b'\n', ..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = match Tables::read(text, &ImportLimits::default()) {
            Ok(tables) => tables
                .all
                .iter()
                .flat_map(|table| table.rows.iter().map(move |row| (table, row)))
                .map(|(table, row)| {
                    let cells: Vec<String> = row
                        .cells(&table.fields)
                        .map(|(name, cell)| format!("{name}={cell:?}"))
                        .collect();
                    format!("{}@{} {}", table.name, row.line, cells.join(" "))
                })
                .collect::<Vec<_>>()
                .join("\n"),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn rows_may_be_short_long_or_broken_over_lines() {
        check(
            "ERMHDR\t5.0\r\n%T\tA\r\n%F\tx\ty\tz\r\n%R\t1\r\n%R\t1\t\t3\t4\r\n%R\t1\ttwo\r\nlines\t3\r\n\r\n%T\tB\n%F\tx\n%R\t5%\n%E\n",
            "A@4 x=\"1\"\nA@5 x=\"1\" z=\"3\" =\"4\"\nA@6 x=\"1\" y=\"two\\r\\nlines\" z=\"3\"\nB@11 x=\"5%\"",
        );
    }

    #[test]
    fn other_fields_in_the_midst_of_a_table_hold_for_what_follows() {
        check(
            "ERMHDR\n%T\tA\n%F\tx\n%R\t1\n%F\ty\n%R\t2\n%E",
            "A@4 x=\"1\"\nA@6 y=\"2\"",
        );
    }

    #[test]
    fn what_is_no_xer_file_or_cut_off_is_refused_with_its_place() {
        check(
            "",
            "line 1: the file does not begin with ERMHDR, as an XER file does",
        );
        check(
            "ERMHDRX\n%E",
            "line 1: the file does not begin with ERMHDR, as an XER file does",
        );
        check("ERMHDR\t5.0", "line 1: the file ends after its first line");
        check(
            "ERMHDR\n%R\t1\n%E",
            "line 2: this stands before the first table (%T)",
        );
        check(
            "ERMHDR\n%T\tA\n%R\t1\n%E",
            "line 3: a row stands before the names of its fields (%F)",
        );
        check(
            "ERMHDR\n%T\tA\n%F\tx\ty\n%R\t1\t2\n%R\t1",
            "line 5, A row 2: the file ends in the midst of a row; what came after is lost",
        );
        check("ERMHDR\n%T\tA\n%F\tx\ty\n%R\t1\t2\n", "A@4 x=\"1\" y=\"2\"");
    }

    #[test]
    fn a_table_with_endless_fields_is_refused() {
        let text = format!("ERMHDR\n%T\tA\n%F{}\n%E", "\tx".repeat(1001));
        check(&text, "line 3: a table has at most 1000 fields");
    }
}
