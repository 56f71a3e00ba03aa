//! What was kept with a program: what is left of its own records, and what of its file became nothing here.

use std::collections::BTreeMap;

use longpole_model::Program;

use super::payload::{Cell, cells_of, kept_lines};
use super::record::{Key, Kind};
use super::words::Dialect;
use crate::xml::{Element, fragment};

/// The records that say something of a program itself; the node is the one that stands for the whole project.
pub(crate) const OWN: [Kind; 3] = [Kind::Project, Kind::Options, Kind::Wbs];

/// The element that holds what became nothing here: it stands in it as it stood in the file.
pub(crate) const WHOLE: &str = "APIBusinessObjects";

/// The attribute of [`WHOLE`] that says which version of P6 wrote the file.
pub(crate) const NAMESPACE: &str = "namespace";

/// The line that says in which encoding the file was written.
pub(crate) const ENCODING: &str = "ENCODING";

/// How deep kept elements may be nested.
const DEPTH: usize = 256;

/// What was kept with a program.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    /// The format that it came in.
    pub(crate) dialect: Dialect,
    cells: BTreeMap<Kind, Vec<Cell>>,
    /// Of XER: the encoding of the file.
    pub(crate) encoding: Option<String>,
    /// Of XER: tables, as they stood.
    pub(crate) tables: String,
    /// Of PMXML: elements, as they stood.
    pub(crate) whole: Vec<Element<'static>>,
}

impl Own {
    /// What was kept with a program that came in from P6; `None` where it came from elsewhere.
    pub(crate) fn of(program: &Program) -> Option<Self> {
        let payload = program.charter.meta.origin.as_ref()?.payload.as_deref()?;
        if payload.trim_start().starts_with('<') {
            Self::of_elements(fragment(payload, DEPTH).ok()?)
        } else {
            Self::of_lines(payload)
        }
    }

    fn of_elements(elements: Vec<Element<'static>>) -> Option<Self> {
        let is_from_p6 = |element: &Element<'_>| {
            element.name == WHOLE || OWN.iter().any(|kind| kind.element() == element.name)
        };
        if !elements.iter().all(is_from_p6) || elements.is_empty() {
            return None;
        }
        let mut own = Self::new(Dialect::Pmxml);
        for element in elements {
            match OWN.iter().find(|kind| kind.element() == element.name) {
                Some(kind) => {
                    own.cells.insert(*kind, cells_of(&element));
                }
                None => own.whole.push(element),
            }
        }
        Some(own)
    }

    fn of_lines(payload: &str) -> Option<Self> {
        let begins = |line: &str| line.starts_with("ERMHDR") || line.starts_with("%T\t");
        let lines = payload.split_inclusive('\n');
        let at: usize = lines.take_while(|line| !begins(line)).map(str::len).sum();
        let (lines, tables) = payload.split_at(at);
        let mut own = Self::new(Dialect::Xer);
        for (field, cell) in kept_lines(lines) {
            let of = OWN.iter().find_map(|kind| {
                let field = field.strip_prefix(kind.table())?.strip_prefix('.')?;
                Some((*kind, field.to_owned()))
            });
            match of {
                Some((kind, field)) => own.cells.entry(kind).or_default().push((field, cell)),
                None if field == ENCODING => own.encoding = Some(cell),
                None => {}
            }
        }
        tables.clone_into(&mut own.tables);
        let is_from_p6 = !own.cells.is_empty() || !tables.is_empty() || own.encoding.is_some();
        is_from_p6.then_some(own)
    }

    fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            cells: BTreeMap::new(),
            encoding: None,
            tables: String::new(),
            whole: Vec::new(),
        }
    }

    /// What is left of its record of this kind, where it came in this format and had one.
    pub(crate) fn cells(&self, kind: Kind, dialect: Dialect) -> Option<&[Cell]> {
        let cells = self.cells.get(&kind).filter(|_| self.dialect == dialect)?;
        Some(cells)
    }

    /// The key that its record of this kind had, be it in the other format.
    pub(crate) fn key(&self, kind: Kind) -> Option<Key> {
        self.text(kind, kind.key(self.dialect))
    }

    /// The code of the node that stands for the whole project, be it in the other format.
    pub(crate) fn root_code(&self) -> Option<String> {
        let field = match self.dialect {
            Dialect::Xer => "wbs_short_name",
            Dialect::Pmxml => "Code",
        };
        self.text(Kind::Wbs, field)
    }

    fn text(&self, kind: Kind, field: &str) -> Option<String> {
        let cells = self.cells.get(&kind)?;
        let (_, text) = cells.iter().find(|(name, _)| name == field)?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}
