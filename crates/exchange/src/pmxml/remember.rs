//! What of a file has no place in the plan, and where is it kept?
//!
//! An element that became an entity leaves what is left of it with that entity, under its own name. The program keeps what is
//! left of the project, of its options and of the node that stands for it, and in `APIBusinessObjects` the elements that
//! became nothing, as they stood: the first program those that projects share.

use std::borrow::Cow;
use std::collections::BTreeMap;

use longpole_model::Origin;

use super::file::{File, ProjectElement, Row};
use super::read::options_of;
use crate::import::{NoteKind, Notes, Place};
use crate::p6::elements;
use crate::p6::own::{NAMESPACE, WHOLE};
use crate::p6::payload::element;
use crate::p6::record::{Kind, Records};
use crate::p6::remember::{Remembered, Rows, remember as remember_rows};
use crate::p6::take::Taken;
use crate::p6::words::Dialect;
use crate::xml::{Element, write_children};

/// Puts what is left of the file into the origins of what was made of it.
pub(super) fn remember(file: &File<'_>, records: &Records, taken: &mut Taken) {
    let rows = FileRows {
        file,
        held: file.held().map(|(_, project)| project).collect(),
    };
    let remembered = remember_rows(&rows, records, taken);
    let whole = Whole::of(file, &remembered, taken);
    let ids = taken.ids.projects.clone();
    let mut first = true;
    for (at, id) in file.held().map(|(at, _)| at).zip(ids) {
        let Some(id) = id else { continue };
        let own = remembered.own.get(&id).into_iter().flatten();
        let mut kept: Vec<Element<'_>> = own.map(|(kind, left)| element(*kind, left)).collect();
        kept.extend(whole.of_program(file, at, first));
        first = false;
        if let Some(program) = taken.workspace.programs.get_mut(&id) {
            let origin = program
                .charter
                .meta
                .origin
                .get_or_insert_with(Origin::default);
            origin.payload = Some(write_children(&kept)).filter(|text| !text.is_empty());
        }
    }
    remembered.note(Dialect::Pmxml, &mut taken.notes);
    whole.note(file, &mut taken.notes);
}

/// The elements of a file that became nothing.
struct Whole<'e, 't> {
    /// Those of no project.
    shared: Vec<&'e Row<'t>>,
    /// Those of each project.
    of_projects: BTreeMap<usize, Vec<&'e Row<'t>>>,
    /// Projects that became no program.
    projects: Vec<usize>,
}

impl<'e, 't> Whole<'e, 't> {
    fn of(file: &'e File<'t>, remembered: &Remembered, taken: &Taken) -> Self {
        let mut rows: Vec<&Row<'_>> = file.others.iter().chain(&file.outside).collect();
        for kind in Kind::ALL {
            let of_kind = file.rows(kind).iter().enumerate();
            rows.extend(
                of_kind
                    .filter(|(at, _)| !remembered.used.contains(&(kind, *at)))
                    .map(|(_, row)| row),
            );
        }
        let mut whole = Self {
            shared: Vec::new(),
            of_projects: BTreeMap::new(),
            projects: Vec::new(),
        };
        for row in rows {
            match row.project {
                None => whole.shared.push(row),
                Some(project) => whole.of_projects.entry(project).or_default().push(row),
            }
        }
        let held = file.held().map(|(at, _)| at).zip(&taken.ids.projects);
        let became: Vec<usize> = held
            .filter(|(_, id)| id.is_some())
            .map(|(at, _)| at)
            .collect();
        whole.projects = (0..file.projects.len())
            .filter(|at| !became.contains(at))
            .collect();
        whole
    }

    /// The element for what stays with a program.
    fn of_program(&self, file: &File<'t>, at: usize, first: bool) -> Option<Element<'t>> {
        let mut children = Vec::new();
        if first {
            let shared = self.shared.iter();
            children.extend(shared.map(|row| row.element.clone().without_lines()));
            let projects = self.projects.iter();
            children.extend(projects.map(|at| self.project(&file.projects[*at], *at)));
        }
        let own = self.elements(at);
        if !own.is_empty() {
            children.push(Element::parent(Kind::Project.element(), own));
        }
        let mut element = Element::parent(WHOLE, children);
        if first {
            let namespace = file.namespace.clone().unwrap_or_default();
            element.attributes.push((NAMESPACE.to_owned(), namespace));
        }
        (!element.is_empty()).then_some(element)
    }

    /// A project as it stood.
    fn project(&self, project: &ProjectElement<'t>, at: usize) -> Element<'t> {
        let fields = project.fields.iter().cloned();
        let fields = fields.map(Element::without_lines);
        let mut element = Element::parent(project.name, fields.chain(self.elements(at)).collect());
        if project.is_outside {
            let attribute = ("external".to_owned(), "true".to_owned());
            element.attributes.push(attribute);
        }
        element
    }

    fn elements(&self, project: usize) -> Vec<Element<'t>> {
        let rows = self.of_projects.get(&project).into_iter().flatten();
        rows.map(|row| row.element.clone().without_lines())
            .collect()
    }

    fn note(&self, file: &File<'_>, notes: &mut Notes) {
        let mut counts: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
        let rows = self
            .shared
            .iter()
            .chain(self.of_projects.values().flatten());
        let rows = rows.map(|row| (&*row.element.name, row.element.line));
        let projects = self.projects.iter().map(|at| &file.projects[*at]);
        let projects = projects.map(|project| (project.name, project.line));
        for (name, line) in rows.chain(projects) {
            counts.entry(name).or_insert((0, line)).0 += 1;
        }
        for (name, (count, line)) in counts {
            let place = Place {
                line: Some(line),
                ..Place::default()
            };
            let message = format!(
                "elements {name} have no equivalent here; they are kept in the origin of the program"
            );
            notes.add_counted(NoteKind::Kept, "no-equivalent", message, count, place);
        }
    }
}

/// The elements that have a place in a plan, by kind.
struct FileRows<'e, 't> {
    file: &'e File<'t>,
    held: Vec<&'e ProjectElement<'t>>,
}

impl FileRows<'_, '_> {
    fn project(&self, at: usize) -> &[Element<'_>] {
        &self.held[at].fields
    }
}

impl Rows for FileRows<'_, '_> {
    const DIALECT: Dialect = Dialect::Pmxml;

    fn cells(&self, kind: Kind, at: usize) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        match kind {
            Kind::Project => {
                let options = format!("<{}>", Kind::Options.element());
                let mut cells = elements::cells(self.project(at));
                cells.retain(|(name, _)| *name != options);
                cells
            }
            Kind::Options => {
                let options = options_of(self.project(at));
                elements::cells(options.map_or(&[][..], |options| &options.children))
            }
            _ => elements::cells(&self.file.rows(kind)[at].element.children),
        }
    }

    fn fields(&self, _kind: Kind, _at: usize) -> Vec<&str> {
        Vec::new()
    }

    fn line(&self, kind: Kind, at: usize) -> u32 {
        match kind {
            Kind::Project | Kind::Options => self.held[at].line,
            _ => self.file.rows(kind)[at].element.line,
        }
    }

    fn options(&self, project: usize) -> Option<usize> {
        options_of(self.project(project)).map(|_| project)
    }

    fn has_flat_options(&self, project: usize) -> bool {
        self.options(project).is_none()
    }
}
