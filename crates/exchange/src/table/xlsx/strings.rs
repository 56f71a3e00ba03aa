//! Which strings do the cells of a workbook share?

use super::package::{Package, in_part};
use crate::import::{ImportError, Notes, ReadOptions};
use crate::xml::{Element, Xml};

/// The strings, in the order in which cells name them.
pub(super) fn strings(
    package: &mut Package<'_>,
    part: &str,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<Vec<String>, ImportError> {
    let Some(text) = package.part(part, notes)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(&text, options.limits.depth);
    let mut read = || {
        let mut strings = Vec::new();
        if xml.root()?.is_some() {
            while let Some(start) = xml.next_child()? {
                if start.name == "si" {
                    strings.push(rich_text(&xml.element(start)?));
                } else {
                    xml.skip(&start)?;
                }
            }
        }
        Ok(strings)
    };
    read().map_err(|error| in_part(error, part))
}

/// The text of a string: its own, or that of its runs; how it is pronounced is left out.
pub(super) fn rich_text(element: &Element<'_>) -> String {
    let mut text = String::new();
    for child in &element.children {
        match &*child.name {
            "t" => text.push_str(&child.text),
            "r" => text.extend(
                child
                    .children
                    .iter()
                    .filter(|part| part.name == "t")
                    .map(|part| &*part.text),
            ),
            _ => {}
        }
    }
    unescaped(&text)
}

/// A text whose characters that XML has no room for are written as `_x000D_` (ECMA-376, part 1, 22.9.2.19).
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let character = code
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match character {
            Some(character) => {
                plain.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_has_no_room_for_comes_back() {
        assert_eq!(unescaped("a_x000D_b"), "a\rb");
        assert_eq!(unescaped("a_x005F_x000D_b"), "a_x000D_b");
        assert_eq!(unescaped("_xyz_ _x00_ _x"), "_xyz_ _x00_ _x");
        assert_eq!(unescaped("_xäöü_"), "_xäöü_");
    }
}
