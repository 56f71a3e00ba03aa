//! Which type has a custom field: that which all cells of its column look like, else text.
//!
//! A column is looked at as a whole, so that a version `1.10` beside `1.9b` stays the text that it is.

use longpole_model::{FieldValue, Probability};

use crate::plan::{custom_value, decimal, decimal_text};
use crate::table::sheet::{Cell, number_text};

/// The values of a column's cells: all of one type, or all text; `None` for an empty cell.
pub(in crate::table) fn values(cells: &[&Cell]) -> Vec<Option<FieldValue>> {
    let values: Vec<Option<FieldValue>> = cells.iter().map(|cell| value(cell)).collect();
    let kinds: Vec<_> = values
        .iter()
        .flatten()
        .map(std::mem::discriminant)
        .collect();
    if kinds.windows(2).all(|pair| pair[0] == pair[1]) {
        return values;
    }
    let text = |cell: &&Cell| (!cell.is_empty()).then(|| FieldValue::Text(cell.shown()));
    cells.iter().map(text).collect()
}

fn value(cell: &Cell) -> Option<FieldValue> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Text(text) => custom_value(text),
        Cell::Flag(flag) => FieldValue::Flag(*flag),
        Cell::Number(number) => {
            let text = number_text(*number);
            match decimal(&text, 1000) {
                Some(number) => FieldValue::Number(number),
                None => FieldValue::Text(text),
            }
        }
        Cell::Share(share) => match millionths(*share) {
            Some(share) => FieldValue::Share(share),
            None => FieldValue::Text(cell.shown()),
        },
        Cell::Day(date) if date.year() >= 1900 => FieldValue::Date(*date),
        Cell::Day(_) | Cell::Moment(_) => FieldValue::Text(cell.shown()),
    })
}

/// A share between 0 and 1.
pub(in crate::table) fn millionths(share: f64) -> Option<Probability> {
    let millionths = (share * 1e6).round();
    (0.0..=1e6)
        .contains(&millionths)
        .then(|| Probability::millionths(millionths as u32))
        .flatten()
}

/// A custom field's value as a cell. What a list holds is written in a row, and comes back as text.
pub(in crate::table) fn cell(value: &FieldValue) -> Cell {
    match value {
        FieldValue::Text(text) => Cell::text(text),
        // What a sheet's numbers can't hold exactly is written as text.
        FieldValue::Number(thousandths) if thousandths.unsigned_abs() > 1 << 50 => {
            Cell::Text(decimal_text(*thousandths, 1000))
        }
        FieldValue::Number(thousandths) => Cell::Number(*thousandths as f64 / 1000.0),
        FieldValue::Flag(flag) => Cell::Flag(*flag),
        FieldValue::Date(date) => Cell::Day(*date),
        FieldValue::Share(share) => Cell::Share(share.as_f64()),
        FieldValue::List(list) => {
            let parts: Vec<String> = list.iter().map(|value| cell(value).shown()).collect();
            Cell::text(&parts.join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &str) {
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::text(text)).collect();
        let values = values(&cells.iter().collect::<Vec<_>>());
        assert_eq!(
            format!("{:?}", values.into_iter().flatten().collect::<Vec<_>>()),
            expected
        );
    }

    #[test]
    fn a_column_has_one_type() {
        check(&["1.9", "", "1.5"], "[Number(1900), Number(1500)]");
        check(&["1.9", "1.10"], r#"[Text("1.9"), Text("1.10")]"#);
        check(&["007"], r#"[Text("007")]"#);
        check(&["true", "false"], "[Flag(true), Flag(false)]");
        check(&["2026-01-05"], "[Date(2026-01-05)]");
        check(&["50%", "x"], r#"[Text("50%"), Text("x")]"#);
    }
}
