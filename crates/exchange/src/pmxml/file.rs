//! Which elements does a PMXML file hold, and to which project do they belong?

use std::collections::BTreeMap;

use crate::import::{ImportError, ImportLimits, Place};
use crate::p6::record::Kind;
use crate::xml::{Element, Xml};

/// The elements of a file, by what they are.
#[derive(Debug, Default)]
pub(super) struct File<'t> {
    /// Which version of P6 wrote it.
    pub(super) namespace: Option<String>,
    /// Its projects, baselines and projects that are only named included.
    pub(super) projects: Vec<ProjectElement<'t>>,
    /// The elements that have a place in a plan; those of projects that are only named apart.
    rows: BTreeMap<Kind, Vec<Row<'t>>>,
    /// The elements of projects that are only named.
    pub(super) outside: Vec<Row<'t>>,
    /// Everything else.
    pub(super) others: Vec<Row<'t>>,
}

/// A project.
#[derive(Debug)]
pub(super) struct ProjectElement<'t> {
    /// `Project` or `BaselineProject`.
    pub(super) name: &'static str,
    /// Whether it is only named, as the other end of links.
    pub(super) is_outside: bool,
    pub(super) line: u32,
    /// What it says of itself.
    pub(super) fields: Vec<Element<'t>>,
}

/// An element with the place of its project in the list; `None` for what projects share.
#[derive(Debug)]
pub(super) struct Row<'t> {
    pub(super) project: Option<usize>,
    pub(super) element: Element<'t>,
}

impl<'t> File<'t> {
    /// Reads the text of a file.
    pub(super) fn read(text: &'t str, limits: &ImportLimits) -> Result<Self, ImportError> {
        let mut xml = Xml::new(text, limits.depth);
        let root = xml.root()?.filter(|root| root.name == "APIBusinessObjects");
        if root.is_none() {
            return Err(ImportError::Malformed {
                place: Place {
                    line: Some(1),
                    ..Place::default()
                },
                message: "the file is no XML of Primavera P6: its root is not APIBusinessObjects"
                    .to_owned(),
                hint: None,
            });
        }
        let mut file = Self {
            namespace: xml.namespace().map(str::to_owned),
            ..Self::default()
        };
        while let Some(start) = xml.next_child()? {
            let name = match &*start.name {
                "Project" => "Project",
                "BaselineProject" => "BaselineProject",
                _ => {
                    let element = xml.element(start)?;
                    file.put(None, element, limits)?;
                    continue;
                }
            };
            let external =
                |(name, value): &(String, String)| name == "external" && value != "false";
            let project = file.projects.len();
            file.projects.push(ProjectElement {
                name,
                is_outside: start.attributes.iter().any(external),
                line: start.line,
                fields: Vec::new(),
            });
            xml.enter(&start)?;
            while let Some(start) = xml.next_child()? {
                let element = xml.element(start)?;
                file.put(Some(project), element, limits)?;
            }
        }
        xml.end()?;
        Ok(file)
    }

    /// The elements of a kind.
    pub(super) fn rows(&self, kind: Kind) -> &[Row<'t>] {
        self.rows.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The projects that it holds: those that are more than named.
    pub(super) fn held(&self) -> impl Iterator<Item = (usize, &ProjectElement<'t>)> {
        let projects = self.projects.iter().enumerate();
        projects.filter(|(_, project)| !project.is_outside)
    }

    fn put(
        &mut self,
        project: Option<usize>,
        element: Element<'t>,
        limits: &ImportLimits,
    ) -> Result<(), ImportError> {
        let is_outside = project.is_some_and(|project| self.projects[project].is_outside);
        let rows = match (kind(&element.name), project) {
            (_, Some(project)) if is_field(&element) => {
                self.projects[project].fields.push(element);
                return Ok(());
            }
            _ if is_outside => &mut self.outside,
            (Some(kind), _) => self.rows.entry(kind).or_default(),
            (None, _) => &mut self.others,
        };
        if rows.len() >= limits.items {
            let message = format!(
                "the file has more than {} elements {}",
                limits.items, element.name
            );
            return Err(ImportError::TooLarge(message));
        }
        rows.push(Row { project, element });
        Ok(())
    }
}

/// Which kind of record an element is; projects and their options are none of these.
fn kind(name: &str) -> Option<Kind> {
    let mut kinds = Kind::ALL.into_iter();
    kinds
        .find(|kind| kind.element() == name)
        .filter(|kind| !matches!(kind, Kind::Project | Kind::Options))
}

/// Whether an element of a project says something of the project itself and is no record of its own.
fn is_field(element: &Element<'_>) -> bool {
    element.children.is_empty() || matches!(&*element.name, "Code" | "UDF" | "ScheduleOptions")
}
