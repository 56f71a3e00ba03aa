//! Replacements of stretches of a text.

use std::ops::Range;

/// Puts `text` in the place of `range`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Splice {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            range,
            text: text.into(),
        }
    }
}

/// Applies replacements that do not overlap, and gives new line ends the file's form.
pub(super) fn apply(text: &str, mut splices: Vec<Splice>) -> String {
    let windows = text.contains("\r\n");
    splices.sort_by_key(|splice| splice.range.start);
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for splice in splices {
        out.push_str(&text[at..splice.range.start]);
        if windows {
            out.push_str(&splice.text.replace('\n', "\r\n"));
        } else {
            out.push_str(&splice.text);
        }
        at = splice.range.end;
    }
    out.push_str(&text[at..]);
    out
}
