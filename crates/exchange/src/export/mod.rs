//! What is written into the files of other tools, and what they have no room for.

use std::collections::BTreeMap;

use longpole_model::{ItemId, ProgramId};

use crate::import::{ForeignDates, Notes};

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
