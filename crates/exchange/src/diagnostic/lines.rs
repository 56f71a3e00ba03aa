//! On which line and in which column a byte lies.
//!
//! Instead of the start of every line (a quarter of a gigabyte for a large file of empty lines) it keeps the number
//! of line ends before every 4,096th byte, and counts the rest when asked.

use std::ops::Range;

const STRIDE: usize = 4096;

/// A place as people count it: both from 1, columns in characters (not bytes, not cells on a screen).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// Where the lines of a text are. Asked with the text it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// Line ends before byte `i * STRIDE`.
    before: Vec<u32>,
}

impl Lines {
    /// Counts the lines of `text`.
    pub fn of(text: &str) -> Self {
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let here = count;
                count += line_ends(chunk);
                here
            })
            .collect();
        Self { before }
    }

    /// Finds line and column of a byte; one past the end is allowed.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_char(text, offset);
        let chunk = (offset / STRIDE).min(self.before.len().saturating_sub(1));
        let before = self.before.get(chunk).copied().unwrap_or(0);
        let line = 1 + before + line_ends(&text.as_bytes()[chunk * STRIDE..offset]);
        let column = 1 + text[line_start(text, offset)..offset].chars().count() as u32;
        Position { line, column }
    }
}

/// The bytes of the line on which `offset` lies, without its line end.
pub(crate) fn line_range(text: &str, offset: usize) -> Range<usize> {
    let offset = floor_char(text, offset);
    let start = line_start(text, offset);
    let end = text.as_bytes()[offset..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(text.len(), |at| offset + at);
    let end = if end > start && text.as_bytes()[end - 1] == b'\r' {
        end - 1
    } else {
        end
    };
    start..end
}

fn line_start(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1)
}

fn line_ends(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(*byte == b'\n')).sum()
}

/// The nearest beginning of a character at or before `offset`, never past the end.
pub(crate) fn floor_char(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str) -> (u32, u32) {
        let position = Lines::of(text).position(text, text.find(needle).unwrap());
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(at("a: 1\nÜber: x\n", "x"), (2, 7));
        assert_eq!(at("a: 🚀 x\n", "x"), (1, 6));
        assert_eq!(at("\ta: x\n", "x"), (1, 5));
    }

    #[test]
    fn lines_are_found_across_strides() {
        let text = "abc\n".repeat(5000) + "here";
        assert_eq!(at(&text, "here"), (5001, 1));
    }

    #[test]
    fn the_end_of_a_text_has_a_position() {
        let lines = Lines::of("ab\n");
        assert_eq!(lines.position("ab\n", 3), Position { line: 2, column: 1 });
        assert_eq!(lines.position("ab\n", 99), Position { line: 2, column: 1 });
        assert_eq!(
            Lines::of("").position("", 0),
            Position { line: 1, column: 1 }
        );
        let exact = "x".repeat(STRIDE);
        assert_eq!(
            Lines::of(&exact).position(&exact, STRIDE).column,
            STRIDE as u32 + 1
        );
    }

    #[test]
    fn a_line_leaves_out_its_carriage_return() {
        let text = "ab\r\ncd\r\n";
        assert_eq!(line_range(text, 1), 0..2);
        assert_eq!(line_range(text, 5), 4..6);
    }
}
