//! Which field does a header name?

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Entry, FIELDS, Field, LINK_FIELDS};

/// The kinds of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum TableKind {
    Items,
    Links,
}

/// Every spelling of every field, and how good a name it is: 0 for our own, then by the order of spellings.
type Spellings = BTreeMap<String, (Field, usize)>;

static ITEM_SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| spellings(FIELDS));
static LINK_SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| spellings(LINK_FIELDS));

fn spellings(entries: &[Entry]) -> Spellings {
    let mut all = Spellings::new();
    for (field, own, _, others) in entries {
        for (rank, spelling) in std::iter::once(own).chain(*others).enumerate() {
            all.entry(normal(spelling)).or_insert((*field, rank));
        }
    }
    all
}

/// The field that a header names in a kind of table, and how good the name is: the lower the better.
pub(in crate::table) fn field_of(header: &str, kind: TableKind) -> Option<(Field, usize)> {
    // No name of a field is as long; texts of cells are.
    if header.len() > 100 {
        return None;
    }
    let spellings = match kind {
        TableKind::Items => &ITEM_SPELLINGS,
        TableKind::Links => &LINK_SPELLINGS,
    };
    spellings.get(&normal(header)).copied()
}

/// A header as it is compared: `Start_Date (planned)` as `start date`.
pub(in crate::table) fn normal(header: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for c in without_brackets(header).chars() {
        // `fixVersions` are two words.
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        before = c;
        match c {
            'ä' | 'Ä' => words.push('a'),
            'ö' | 'Ö' => words.push('o'),
            'ü' | 'Ü' => words.push('u'),
            '%' | '#' => words.push(c),
            _ if c.is_alphanumeric() => words.extend(c.to_lowercase()),
            _ => words.push(' '),
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

/// A header without what stands in brackets at its end.
fn without_brackets(header: &str) -> &str {
    match bracketed(header) {
        Some((rest, _)) if !rest.is_empty() => rest,
        _ => header,
    }
}

/// A header apart from what stands in brackets at its end: a unit, the order of a date's parts.
pub(in crate::table) fn bracketed(header: &str) -> Option<(&str, &str)> {
    let header = header.trim();
    let open = match header.chars().last()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = header.rfind(open)?;
    let inside = header.get(at + 1..header.len() - 1)?;
    Some((header[..at].trim_end(), inside.trim()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Option<Field>) {
        assert_eq!(
            field_of(header, TableKind::Items).map(|(field, _)| field),
            expected,
            "{header}"
        );
    }

    #[test]
    fn a_header_is_known_however_it_is_spelled() {
        check("Task Name", Some(Field::Title));
        check("task_name", Some(Field::Title));
        check("% Complete", Some(Field::Percent));
        check("Duration (days)", Some(Field::Duration));
        check("DueDate", Some(Field::Target));
        check("Vorgänger", Some(Field::DependsOn));
        check("Colour", None);
        check("", None);
        check("(days)", None);
    }

    #[test]
    fn the_best_name_of_a_field_has_the_lowest_rank() {
        let rank = |header| field_of(header, TableKind::Items).unwrap().1;
        assert!(rank("Key") < rank("Unique ID") && rank("Unique ID") < rank("ID"));
    }

    #[test]
    fn no_spelling_names_two_fields_of_one_table() {
        for entries in [FIELDS, LINK_FIELDS] {
            let mut seen = BTreeSet::new();
            for (field, own, name, spellings) in entries {
                let own = normal(own);
                let unlike = spellings
                    .iter()
                    .map(|spelling| normal(spelling))
                    .filter(|spelling| *spelling != own);
                for spelling in unlike.chain([own.clone()]) {
                    assert!(seen.insert(spelling.clone()), "{spelling} of {field:?}");
                }
                assert_eq!(Field::named(name), Some(*field));
            }
        }
    }
}
