//! Which sheets does a workbook have, and in which parts do they and their strings and styles lie?

use std::collections::BTreeMap;

use super::package::{Package, broken, in_part};
use crate::import::{ImportError, Notes, ReadOptions};
use crate::xml::{Element, Xml};

/// What a workbook's main part says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<SheetPart>,
    /// Whether days count from 1904.
    pub(super) from_1904: bool,
    /// The part with the strings.
    pub(super) strings: String,
    /// The part with the styles.
    pub(super) styles: String,
}

/// A sheet and the part in which it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) hidden: bool,
}

impl Workbook {
    pub(super) fn read(
        package: &mut Package<'_>,
        options: &ReadOptions,
        notes: &mut Notes,
    ) -> Result<Self, ImportError> {
        let main = relations(package, "_rels/.rels", "", options, notes)?
            .into_values()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.part);
        let folder = main
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        let file = main.rsplit('/').next().unwrap_or(&main);
        let relations = relations(
            package,
            &format!("{folder}/_rels/{file}.rels"),
            &folder,
            options,
            notes,
        )?;
        let by_kind = |kind: &str, usual: &str| {
            let found = relations.values().find(|relation| relation.kind == kind);
            found.map_or_else(|| join(&folder, usual), |relation| relation.part.clone())
        };
        let mut workbook = Self {
            strings: by_kind("sharedStrings", "sharedStrings.xml"),
            styles: by_kind("styles", "styles.xml"),
            ..Self::default()
        };
        let text = package
            .part(&main, notes)?
            .ok_or_else(|| broken(&main, "this part is missing: it is no workbook"))?;
        let root = whole(&text, &main, options)?;
        for child in &root.children {
            match &*child.name {
                "workbookPr" => {
                    workbook.from_1904 = matches!(attribute(child, "date1904"), Some("1" | "true"));
                }
                "sheets" => {
                    for sheet in &child.children {
                        let Some(relation) =
                            attribute(sheet, "id").and_then(|id| relations.get(id))
                        else {
                            continue;
                        };
                        if relation.kind != "worksheet" {
                            continue;
                        }
                        workbook.sheets.push(SheetPart {
                            name: attribute(sheet, "name").unwrap_or_default().to_owned(),
                            part: relation.part.clone(),
                            hidden: matches!(
                                attribute(sheet, "state"),
                                Some("hidden" | "veryHidden")
                            ),
                        });
                    }
                }
                _ => {}
            }
        }
        Ok(workbook)
    }
}

/// What a part is related to.
struct Relation {
    /// The last word of its type: `worksheet`.
    kind: String,
    part: String,
}

/// The relations of a part, by their ids.
fn relations(
    package: &mut Package<'_>,
    part: &str,
    folder: &str,
    options: &ReadOptions,
    notes: &mut Notes,
) -> Result<BTreeMap<String, Relation>, ImportError> {
    let Some(text) = package.part(part, notes)? else {
        return Ok(BTreeMap::new());
    };
    let root = whole(&text, part, options)?;
    let relation = |element: &Element<'_>| {
        let kind = attribute(element, "Type")?.rsplit('/').next()?.to_owned();
        let part = join(folder, attribute(element, "Target")?);
        Some((
            attribute(element, "Id")?.to_owned(),
            Relation { kind, part },
        ))
    };
    Ok(root.children.iter().filter_map(relation).collect())
}

/// A part's name, from the folder that it is named in.
fn join(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// All of a small part.
pub(super) fn whole(
    text: &str,
    part: &str,
    options: &ReadOptions,
) -> Result<Element<'static>, ImportError> {
    let mut xml = Xml::new(text, options.limits.depth);
    let mut read = || {
        let mut children = Vec::new();
        let root = xml.root()?;
        if root.is_some() {
            while let Some(start) = xml.next_child()? {
                children.push(xml.element(start)?.into_owned());
            }
        }
        Ok(Element::parent("root", children))
    };
    read().map_err(|error| in_part(error, part))
}

/// The value of an attribute.
pub(super) fn attribute<'e>(element: &'e Element<'_>, name: &str) -> Option<&'e str> {
    element
        .attributes
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_their_folder_or_from_the_root() {
        assert_eq!(
            join("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(join("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(join("xl/worksheets", "../styles.xml"), "xl/styles.xml");
        assert_eq!(join("", "../../etc/x"), "etc/x");
    }
}
