//! A plan: its files, the workspace that they say, and the place of everything in them.

use longpole_exchange::diagnostic::{
    DiagnosticView, Diagnostics, Look, Sources as _, render, view,
};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{Decoded, Places, decode};
use longpole_model::{EntityKey, Workspace};

use crate::open::{self, OpenError, PlanPlace, RevisionInfo};

/// A plan that was read without mistakes.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its files.
    pub source: PlanSource,
    /// What they say.
    pub workspace: Workspace,
    /// Where in them each entity and field stands.
    pub places: Places,
    /// Remarks about the files that are no mistakes.
    pub warnings: Diagnostics,
    /// The commit that it was read at, when it was read from history.
    pub revision: Option<RevisionInfo>,
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// It could not be read at all.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It has mistakes.
    #[error(transparent)]
    Mistakes(Box<Mistakes>),
}

/// All mistakes of a plan at once, each with its place.
#[derive(Debug, thiserror::Error)]
#[error("the plan has {} mistakes", .diagnostics.errors())]
pub struct Mistakes {
    /// The files, for excerpts.
    pub files: PlanSource,
    /// The mistakes.
    pub diagnostics: Diagnostics,
}

impl Mistakes {
    /// For people, with excerpts of the files.
    pub fn render(&self, look: Look) -> String {
        render(&self.diagnostics, &self.files, look)
    }

    /// As values with file, line and column.
    pub fn views(&self) -> Vec<DiagnosticView> {
        self.diagnostics
            .iter()
            .map(|diagnostic| view(diagnostic, &self.files))
            .collect()
    }
}

/// A place in a plan file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePlace {
    /// The file, as it was named to be read.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Plan {
    /// Reads and decodes the plan at `place`.
    pub fn open(place: &PlanPlace) -> Result<Self, PlanError> {
        let (source, revision) = open::read(place)?;
        let plan =
            Self::decode(source).map_err(|mistakes| PlanError::Mistakes(Box::new(mistakes)))?;
        Ok(Self { revision, ..plan })
    }

    /// Decodes a plan from its files.
    pub fn decode(source: PlanSource) -> Result<Self, Mistakes> {
        let decoded = decode(&source);
        Self::from_decoded(source, decoded)
    }

    pub(crate) fn from_decoded(source: PlanSource, decoded: Decoded) -> Result<Self, Mistakes> {
        match decoded.workspace {
            Some(workspace) => Ok(Self {
                source,
                workspace,
                places: decoded.places,
                warnings: decoded.diagnostics,
                revision: None,
            }),
            None => Err(Mistakes {
                files: source,
                diagnostics: decoded.diagnostics,
            }),
        }
    }

    /// Where an entity, or a field of it, is said. The entity's own place where the field is not said.
    pub fn place(&self, key: &EntityKey, field: Option<&str>) -> Option<FilePlace> {
        let span = match field {
            Some(field) => self.places.field(&self.source, key, field)?,
            None => self.places.of(key)?,
        };
        let position = self
            .source
            .lines(span.file)
            .position(self.source.text(span.file), span.start as usize);
        Some(FilePlace {
            file: self.source.name(span.file).to_owned(),
            line: position.line,
            column: position.column,
        })
    }
}
