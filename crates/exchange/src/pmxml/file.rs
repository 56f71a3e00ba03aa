//! Which elements does a PMXML file hold, and to which project do they belong?

use crate::import::{ImportError, ImportLimits, Place};
use crate::xml::{Element, Xml};

/// The elements of a file, by what they are.
#[derive(Debug, Default)]
pub(super) struct File<'t> {
    /// Its projects, baselines and projects that are only named included.
    pub(super) projects: Vec<ProjectElement<'t>>,
    pub(super) calendars: Vec<Row<'t>>,
    pub(super) wbs: Vec<Row<'t>>,
    pub(super) activities: Vec<Row<'t>>,
    pub(super) links: Vec<Row<'t>>,
    pub(super) resources: Vec<Row<'t>>,
    pub(super) rates: Vec<Row<'t>>,
    pub(super) assignments: Vec<Row<'t>>,
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
        let mut file = Self::default();
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

    fn put(
        &mut self,
        project: Option<usize>,
        element: Element<'t>,
        limits: &ImportLimits,
    ) -> Result<(), ImportError> {
        let rows = match (&*element.name, project) {
            ("Calendar", _) => &mut self.calendars,
            ("WBS", _) => &mut self.wbs,
            ("Activity", _) => &mut self.activities,
            ("Relationship", _) => &mut self.links,
            ("Resource", _) => &mut self.resources,
            ("ResourceRate", _) => &mut self.rates,
            ("ResourceAssignment", _) => &mut self.assignments,
            (_, Some(project)) if is_field(&element) => {
                self.projects[project].fields.push(element);
                return Ok(());
            }
            _ => &mut self.others,
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

/// Whether an element of a project says something of the project itself and is no record of its own.
fn is_field(element: &Element<'_>) -> bool {
    element.children.is_empty() || matches!(&*element.name, "Code" | "UDF" | "ScheduleOptions")
}
