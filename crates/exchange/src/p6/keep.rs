//! What is left of a row once the model has its share, and how does it come out again?
//!
//! The writer makes the cells that follow from the model. Whatever a row has beyond those is kept as it stands (see
//! `payload`), and written again beside them. A kept cell that stands for something in the model is written instead of the
//! model's own as long as the row still means the same with it.

use std::collections::BTreeMap;

use super::values::decimal;

/// Cells by the names of their fields.
pub(crate) type Cells = BTreeMap<String, String>;

/// The cells of a row that those made from the model don't cover.
pub(crate) fn left<'c>(
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
pub(crate) fn joined(
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
