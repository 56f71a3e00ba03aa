//! A table as text: commas, quotes where needed, lines that end as RFC 4180 says.

use csv::{Terminator, WriterBuilder};

use crate::table::cells::escape::escape;
use crate::table::sheet::Cell;
use crate::table::write::OutTable;

/// The bytes of a table.
pub(super) fn print(table: &OutTable) -> Vec<u8> {
    // With the mark, Excel takes the text for UTF-8.
    let bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(bytes);
    let headers = table.headers.iter().map(|header| escape(header));
    writer
        .write_record(headers)
        .expect("a vector takes every byte");
    for row in &table.rows {
        let cells = row.iter().map(|cell| escape(&Cell::shown(cell)));
        writer
            .write_record(cells)
            .expect("a vector takes every byte, and all rows have as many cells");
    }
    writer.into_inner().expect("a vector takes every byte")
}
