//! How is what is left of a record kept with the entity that it became?
//!
//! What came from XER is kept as lines `field<TAB>value`; what came from PMXML as the element that it was, with what is left
//! of it. So a payload tells from which format and what kind of record it is.

use std::fmt::Write as _;

use longpole_model::Meta;

use super::elements;
use super::record::{Key, Kind};
use super::words::Dialect;
use crate::xml::{Element, fragment, write_children};

/// A field with its value.
pub(crate) type Cell = (String, String);

/// How deep kept elements may be nested.
const DEPTH: usize = 64;

/// Cells of a record as a payload.
pub(crate) fn payload(kind: Kind, cells: &[Cell], dialect: Dialect) -> String {
    match dialect {
        Dialect::Xer => lines(cells),
        Dialect::Pmxml => write_children(&[element(kind, cells)]),
    }
}

/// The element of a record with these cells.
pub(crate) fn element(kind: Kind, cells: &[Cell]) -> Element<'static> {
    let cells = cells.iter().map(|(name, text)| (&**name, &**text));
    Element::parent(kind.element(), elements::of_cells(cells))
}

/// What was kept of the record that something became, and in which format it came; nothing where it came from elsewhere, or
/// from a record of another kind.
pub(crate) fn kept(meta: &Meta, kind: Kind) -> Option<(Dialect, Vec<Cell>)> {
    let text = meta.origin.as_ref()?.payload.as_deref()?;
    if text.trim_start().starts_with('<') {
        let elements = fragment(text, DEPTH).ok()?;
        let [element] = &elements[..] else {
            return None;
        };
        return (element.name == kind.element()).then(|| (Dialect::Pmxml, cells_of(element)));
    }
    let cells = kept_lines(text);
    let has = |kind: Kind| {
        let key = kind.key(Dialect::Xer);
        cells.iter().any(|(name, _)| name == key)
    };
    // An activity keeps the key of its node where that is not the one that it is in here.
    let is_other = kind != Kind::Activity && kind != Kind::Link && kind != Kind::Assignment;
    let is_activity = is_other && has(Kind::Activity);
    (has(kind) && !is_activity).then_some((Dialect::Xer, cells))
}

/// The same, where it came in that format.
pub(crate) fn kept_in(meta: &Meta, kind: Kind, dialect: Dialect) -> Vec<Cell> {
    kept(meta, kind)
        .filter(|(of, _)| *of == dialect)
        .map(|(_, cells)| cells)
        .unwrap_or_default()
}

/// The key that a record had when it came in, be it from the other format.
pub(crate) fn kept_key(meta: &Meta, kind: Kind) -> Option<Key> {
    let (dialect, cells) = kept(meta, kind)?;
    let key = kind.key(dialect);
    let found = cells.into_iter().find(|(name, _)| name == key);
    found
        .map(|(_, key)| key.trim().to_owned())
        .filter(|key| !key.is_empty())
}

/// The cells of an element.
pub(crate) fn cells_of(element: &Element<'_>) -> Vec<Cell> {
    let cells = elements::cells(&element.children).into_iter();
    cells
        .map(|(name, text)| (name.into_owned(), text.into_owned()))
        .collect()
}

/// Cells as lines.
fn lines(cells: &[Cell]) -> String {
    let mut text = String::new();
    for (field, cell) in cells {
        let _ = writeln!(text, "{field}\t{}", escaped(cell));
    }
    text
}

/// The cells of a payload from XER: its lines up to the first that has no tab.
pub(crate) fn kept_lines(payload: &str) -> Vec<Cell> {
    payload
        .lines()
        .map_while(|line| line.split_once('\t'))
        .filter(|(field, _)| !field.starts_with('%') && *field != "ERMHDR")
        .map(|(field, cell)| (field.to_owned(), unescaped(cell)))
        .collect()
}

/// A cell on one line that can be read: P6's line breaks as `\n`, other control characters as their numbers.
pub(crate) fn escaped(cell: &str) -> String {
    let cell = cell
        .replace("\r\n", "\u{7F}\u{7F}")
        .replace('\n', "\u{7F}\u{7F}");
    let mut out = String::new();
    let mut rest = &*cell;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("\u{7F}\u{7F}") {
            out.push_str("\\n");
            rest = after;
            continue;
        }
        match c {
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The cell again.
pub(crate) fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let number = rest
            .strip_prefix("u{")
            .and_then(|rest| rest.split_once('}'))
            .and_then(|(number, after)| {
                let c = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
                Some((c, after))
            });
        if let Some((c, after)) = number {
            out.push(c);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('n') {
            out.push_str("\u{7F}\u{7F}");
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\\') {
            out.push('\\');
            rest = after;
        } else {
            out.push('\\');
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_stands_on_one_line() {
        assert_eq!(
            escaped("a\u{7F}\u{7F}b\r\nc\\d\u{81}\u{7F}"),
            "a\\nb\\nc\\\\d\\u{81}\\u{7f}"
        );
    }

    proptest! {
        #[test]
        fn a_cell_comes_out_as_it_went_in(cell in "[a-z\\\\{}nu\u{7F}\u{81}é]{0,30}") {
            prop_assert_eq!(unescaped(&escaped(&cell)), cell);
        }
    }
}
