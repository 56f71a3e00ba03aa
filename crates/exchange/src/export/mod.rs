//! What is written into the files of other tools, and what they have no room for.

mod json;
mod writers;

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{ItemId, MigrationUnit, ProgramId, Workspace};

use crate::import::{ForeignDates, Notes};

pub use writers::{WRITERS, Writer, writer};

/// A program on its way out.
#[derive(Debug, Clone, Copy)]
pub struct Export<'a> {
    /// The plan that holds it.
    pub workspace: &'a Workspace,
    /// The program.
    pub program: &'a ProgramId,
    /// Its dates.
    pub dates: &'a ExportDates,
    /// The day of the export.
    pub today: Date,
}

impl Export<'_> {
    /// The plan with no other program in it; `None` when it has none of that name.
    fn alone(&self) -> Option<Workspace> {
        let (id, program) = self.workspace.programs.get_key_value(self.program)?;
        let mut alone = Workspace {
            programs: std::iter::once((id.clone(), program.clone())).collect(),
            ..self.workspace.clone()
        };
        // The migrations of other programs are theirs.
        for system in alone.systems.values_mut() {
            let own = |unit: &MigrationUnit| unit.program.as_ref() == Some(id);
            system.migration = system.migration.take().filter(own);
        }
        Some(alone)
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was changed and what has no equivalent in the format.
    pub notes: Notes,
}

/// The dates that were computed for items: a writer puts them into the date fields of its format. What is left out is left
/// out there too, or taken from what the item itself states.
pub type ExportDates = BTreeMap<(ProgramId, ItemId), ForeignDates>;
