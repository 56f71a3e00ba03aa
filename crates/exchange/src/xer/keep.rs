//! What is left of a row once the model has its share, and how does it come out again?
//!
//! The writer makes the cells that follow from the model. Whatever a row has beyond those is kept as it stands, as lines
//! `field<TAB>value`, and written again beside them. A kept cell that stands for something in the model is written instead
//! of the model's own as long as the row still means the same with it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::p6::values::decimal;

/// Cells by the names of their fields.
pub(super) type Cells = BTreeMap<String, String>;

/// The cells of a row that those made from the model don't cover.
pub(super) fn left<'c>(
    row: impl Iterator<Item = (&'c str, &'c str)>,
    fields: &[&str],
    made: &Cells,
    computed: &[&str],
) -> Vec<(String, String)> {
    let mut left = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (field, cell) in row {
        seen.push(field);
        let is_made = made.get(field).is_some_and(|made| same_value(made, cell));
        if !is_made && !computed.contains(&field) && !cell.trim().is_empty() {
            let name = if field.is_empty() { "+" } else { field };
            left.push((name.to_owned(), cell.to_owned()));
        }
    }
    // What the row leaves empty stays so, although the writer would put something there.
    for (field, cell) in made {
        let left_empty = fields.contains(&&**field) && !seen.contains(&&**field);
        if left_empty && !cell.is_empty() && !computed.contains(&&**field) {
            left.push((field.clone(), String::new()));
        }
    }
    left
}

/// Cells made from the model, with kept ones beside them or in their place.
pub(super) fn joined(
    made: Cells,
    usual: &[(&str, &str)],
    kept: &[(String, String)],
    means_the_same: impl Fn(&Cells) -> bool,
) -> Cells {
    let mut cells = made.clone();
    cells.extend(kept.iter().cloned());
    // As a rule nothing was changed, and all that was kept still holds; else each cell is looked at by itself.
    let all_hold = means_the_same(&cells);
    if !all_hold {
        cells = made;
    }
    for (field, cell) in kept.iter().filter(|_| !all_hold) {
        let own = cells.insert(field.clone(), cell.clone());
        if !means_the_same(&cells) {
            match own {
                Some(own) => cells.insert(field.clone(), own),
                None => cells.remove(field),
            };
        }
    }
    for (field, cell) in usual {
        cells
            .entry((*field).to_owned())
            .or_insert_with(|| (*cell).to_owned());
    }
    cells
}

fn same_value(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    let number = |text: &str| decimal(text, 1_000_000_000);
    one == other || number(one).is_some_and(|one| number(other) == Some(one))
}

/// Cells as a payload.
pub(super) fn payload(cells: &[(String, String)]) -> String {
    let mut text = String::new();
    for (field, cell) in cells {
        let _ = writeln!(text, "{field}\t{}", escaped(cell));
    }
    text
}

/// The cells of a payload: its lines up to the first that has no tab.
pub(super) fn kept(payload: &str) -> Vec<(String, String)> {
    payload
        .lines()
        .map_while(|line| line.split_once('\t'))
        .filter(|(field, _)| !field.starts_with('%') && *field != "ERMHDR")
        .map(|(field, cell)| (field.to_owned(), unescaped(cell)))
        .collect()
}

/// A cell on one line that can be read: P6's line breaks as `\n`, other control characters as their numbers.
pub(super) fn escaped(cell: &str) -> String {
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
pub(super) fn unescaped(text: &str) -> String {
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
