//! How do the elements of a record of PMXML become cells, and cells elements?
//!
//! An element with text is a cell of its name. Elements with others in them, such as `Code`, `UDF` or the hours of a calendar,
//! are one cell by name, written `<Code>`, that holds them as XML.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::xml::{Element, fragment, write_children};

/// How deep elements of a record may be nested.
const DEPTH: usize = 64;

/// The cells of elements. What is empty or says that there is nothing is left out. Where several have one name and text, the
/// last is the cell, and those before it that differ stand under the name in brackets.
pub(crate) fn cells<'e>(elements: &'e [Element<'_>]) -> Vec<(Cow<'e, str>, Cow<'e, str>)> {
    let mut cells: Vec<(Cow<'e, str>, Cow<'e, str>)> = Vec::new();
    let mut whole: BTreeMap<&str, Vec<Element<'_>>> = BTreeMap::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for element in elements {
        let nothing = element.text.trim().is_empty() && element.children.is_empty();
        if element.is_empty() || (nothing && element.is_nil()) {
            continue;
        }
        let name = &*element.name;
        if !element.children.is_empty() || !element.attributes.is_empty() {
            whole.entry(name).or_default().push(element.clone());
            continue;
        }
        match places.get(name) {
            Some(at) => {
                let before = std::mem::replace(&mut cells[*at].1, Cow::Borrowed(&*element.text));
                if before != element.text {
                    let before = Element::leaf(name, before.into_owned());
                    whole.entry(name).or_default().push(before);
                }
            }
            None => {
                places.insert(name, cells.len());
                cells.push((Cow::Borrowed(name), Cow::Borrowed(&*element.text)));
            }
        }
    }
    for (name, elements) in whole {
        cells.push((
            Cow::Owned(format!("<{name}>")),
            Cow::Owned(write_children(&elements)),
        ));
    }
    cells
}

/// The elements of cells: in the order of their names, those with others in them last.
pub(crate) fn of_cells<'c>(
    cells: impl Iterator<Item = (&'c str, &'c str)>,
) -> Vec<Element<'static>> {
    let (mut elements, mut flat) = (Vec::new(), Vec::new());
    for (name, text) in cells {
        if name.starts_with('<') {
            elements.extend(fragment(text, DEPTH).unwrap_or_default());
        } else {
            flat.push(Element::leaf(name.to_owned(), text.to_owned()));
        }
    }
    elements.append(&mut flat);
    elements.sort_by(|one, other| {
        let place = |element: &Element<'_>| !element.children.is_empty();
        (place(one), &one.name).cmp(&(place(other), &other.name))
    });
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_out_of_cells_as_they_went_in() {
        let text = "<Id>A1</Id><Note>&lt;p&gt;b</Note><Name>one</Name><Limit>1</Limit><Limit>2</Limit><GUID nil=\"true\"/>\
                    <UDF><A>1</A></UDF><Empty/><UDF><A>2</A></UDF><At place=\"3\">4</At>";
        let elements = fragment(text, 9).unwrap();
        let cells = cells(&elements);
        let names: Vec<&str> = cells.iter().map(|(name, _)| &**name).collect();
        assert_eq!(
            names,
            ["Id", "Note", "Name", "Limit", "<At>", "<Limit>", "<UDF>"]
        );

        let again = of_cells(cells.iter().map(|(name, text)| (&**name, &**text)));
        assert_eq!(
            write_children(&again).replace('\n', ""),
            "<At place=\"3\">4</At><Id>A1</Id><Limit>1</Limit><Limit>2</Limit><Name>one</Name>\
             <Note>&lt;p&gt;b</Note><UDF><A>1</A></UDF><UDF><A>2</A></UDF>"
        );
    }
}
