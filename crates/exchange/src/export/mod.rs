//! What is written into the files of other tools, and what they have no room for.

mod json;
mod writers;

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{DecisionId, GateId, ItemId, MigrationUnit, NeedId, ProgramId, Workspace};

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
    /// Days that follow from its plan, for formats that [ask for them](Writer::asks_for_days).
    pub days: &'a ExportDays,
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

/// Days of a program that follow from its network and stand in no field of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportDays {
    /// The day by which each open decision has to be made. Those of which nobody can tell it are left out.
    pub decisions: BTreeMap<DecisionId, DecisionDay>,
    /// The days on which gates can be passed as things stand.
    pub gates: BTreeMap<GateId, Date>,
    /// By when what teams owe each other is needed. What was delivered is left out.
    pub contracts: BTreeMap<NeedId, ContractDay>,
}

/// By when a decision has to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionDay {
    /// The day: the one that somebody set, else the last responsible one.
    pub by: Date,
    /// Whether it is the last responsible day, from the network.
    pub is_computed: bool,
}

/// By when something is needed that a team owes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractDay {
    /// The latest delivery that keeps every date downstream.
    pub by: Date,
    /// Whether that follows from a commitment, deadline or target, and not from the consumer's earliest start.
    pub is_anchored: bool,
    /// What is needed.
    pub what: String,
    /// Whose work waits for it.
    pub consumer: String,
    /// Whose work brings it about.
    pub provider: String,
    /// The day that was promised.
    pub promised: Option<Date>,
    /// The day that the schedule gives.
    pub planned: Option<Date>,
}
