//! Which numbers of a workbook are days, and which are shares? Their formats say.

use std::collections::BTreeMap;

use super::package::Package;
use super::workbook::{attribute, whole};
use crate::import::{ImportError, Notes, ReadOptions};

/// What a number is by its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Plain,
    Day,
    Share,
}

/// The kinds of numbers by the styles of their cells.
pub(super) fn kinds(
    package: &mut Package<'_>,
    part: &str,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<Vec<Kind>, ImportError> {
    let Some(text) = package.part(part, notes)? else {
        return Ok(Vec::new());
    };
    let root = whole(&text, part, options)?;
    let mut formats: BTreeMap<u32, Kind> = BTreeMap::new();
    let mut kinds = Vec::new();
    let id = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    for child in &root.children {
        match &*child.name {
            "numFmts" => {
                for format in &child.children {
                    if let (Some(id), Some(code)) = (
                        id(attribute(format, "numFmtId")),
                        attribute(format, "formatCode"),
                    ) {
                        formats.insert(id, of_code(code));
                    }
                }
            }
            "cellXfs" => {
                let numbers = child
                    .children
                    .iter()
                    .map(|style| id(attribute(style, "numFmtId")).unwrap_or(0));
                kinds.extend(numbers);
            }
            _ => {}
        }
    }
    // Formats stand before the styles that use them, but nobody has to keep to that.
    Ok(kinds
        .into_iter()
        .map(|id| formats.get(&id).copied().unwrap_or_else(|| of_built_in(id)))
        .collect())
}

/// The kinds of the formats that every workbook has (ECMA-376, part 1, 18.8.30), those of East Asian languages included.
fn of_built_in(id: u32) -> Kind {
    match id {
        9 | 10 => Kind::Share,
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Kind::Day,
        _ => Kind::Plain,
    }
}

/// The kind of a format's code: `yyyy-mm-dd`, `0.0%`, `[h]:mm`. What is quoted, escaped or in brackets says nothing.
fn of_code(code: &str) -> Kind {
    if code.eq_ignore_ascii_case("general") {
        return Kind::Plain;
    }
    let mut letters = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            _ => letters.push(c.to_ascii_lowercase()),
        }
    }
    let has = |letter: char| letters.contains(letter);
    if has('%') {
        Kind::Share
    } else if has('y') || has('d') || (has('m') && !has('h') && !has('s')) {
        Kind::Day
    } else {
        Kind::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_its_numbers_are() {
        let days = [
            "yyyy-mm-dd",
            "DD.MM.YYYY",
            "[$-407]d. mmm yy;@",
            "mmm-yy",
            "d/m/yy h:mm",
            "m/d",
        ];
        let shares = ["0%", "0.00\\ %", "#,##0.0%"];
        let plain = [
            "General",
            "0.00",
            "h:mm",
            "[h]:mm:ss",
            "mm:ss",
            "0\" days\"",
            "[Red]0",
            "_-* #,##0_-",
            "@",
        ];
        for code in days {
            assert_eq!(of_code(code), Kind::Day, "{code}");
        }
        for code in shares {
            assert_eq!(of_code(code), Kind::Share, "{code}");
        }
        for code in plain {
            assert_eq!(of_code(code), Kind::Plain, "{code}");
        }
    }
}
