//! How a foreign file comes in: which format it has, what was taken from it, what it says of its own dates.
//!
//! Each format is a folder or file of its own beside this one, with a `read` that gives an [`Import`] and, where it can be
//! written, a `write`. Nothing is dropped: what has no place in the model stays in the `payload` of an entity's origin and
//! comes out again when the same format is written; each such thing, and each thing that was changed, is a [`Note`].

mod format;
pub mod ids;
pub(crate) mod links;
mod loops;
pub(crate) mod need_ids;
mod note;
pub(crate) mod outline;
pub(crate) mod priority;
mod readers;
mod recognise;
pub(crate) mod sorted;
pub(crate) mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::DateTime;
use longpole_model::{ItemId, LinkKind, NeedLag, ProgramId, Workspace};

pub use loops::{break_loops, withdraw_loops};
pub use note::{Note, NoteKind, Notes};
pub use readers::read;
pub use recognise::recognise;

/// A file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Microsoft Project's XML.
    Mspdi,
    /// Microsoft Project's exchange text.
    Mpx,
    /// Primavera P6's tab-separated export.
    Xer,
    /// Primavera P6's XML.
    Pmxml,
    /// A TaskJuggler project.
    TaskJuggler,
    /// A GanttProject file.
    GanttProject,
    /// Rows of comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
    /// The answer of a Jira search.
    Jira,
    /// A list of GitHub issues.
    GitHub,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The format that it has.
    pub format: Format,
    /// Its programs and what they share.
    pub workspace: Workspace,
    /// The dates that the file itself gives its items, as its tool computed them.
    pub dates: BTreeMap<(ProgramId, ItemId), ForeignDates>,
    /// Links whose other end is not in the file. What another source brought may be that end.
    pub open_links: Vec<OpenLink>,
    /// What the columns of a table are, such as `depends-on`; nothing where the format has its fields by itself.
    pub columns: BTreeSet<String>,
    /// What was taken, changed, kept without an equivalent, and what is suspicious.
    pub notes: Notes,
}

impl Import {
    /// Whether its items go by the ids of a plan: a table that Longpole wrote has a column for them.
    pub fn says_plan_ids(&self) -> bool {
        self.columns.contains(crate::table::ITEM_ID)
    }
}

/// A link to something that the file names but does not hold, such as an issue of another project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLink {
    /// The program of the item that the file holds.
    pub program: ProgramId,
    /// That item.
    pub item: ItemId,
    /// The id of the other end, as its own source has it as external id: `LEDG-12`, an activity's code.
    pub other: String,
    /// Which end waits.
    pub waits: OpenEnd,
    /// Which ends are tied.
    pub link: LinkKind,
    /// Time between them.
    pub lag: NeedLag,
}

/// One of the two ends of an [`OpenLink`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenEnd {
    /// The item that the file holds.
    Item,
    /// The one that it only names.
    Other,
}

/// The dates that another tool computed for an item. What the file does not have is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ForeignDates {
    /// Start: actual where it has begun, else planned.
    pub start: Option<DateTime>,
    /// Finish: actual where it is done, else planned.
    pub finish: Option<DateTime>,
    /// Working time from start to finish, in tenths of a minute; of elapsed work, time on the clock.
    pub duration: Option<i64>,
    /// Working time that is left of what is under way, in tenths of a minute, where the plan itself does not say it.
    pub remaining: Option<i64>,
    /// Early start (P6: of what remains).
    pub early_start: Option<DateTime>,
    /// Early finish.
    pub early_finish: Option<DateTime>,
    /// Late start.
    pub late_start: Option<DateTime>,
    /// Late finish.
    pub late_finish: Option<DateTime>,
    /// Total slack, in tenths of a working minute.
    pub total_slack: Option<i64>,
    /// Free slack, in tenths of a working minute.
    pub free_slack: Option<i64>,
    /// Slack of the start, in tenths of a working minute.
    pub start_slack: Option<i64>,
    /// Slack of the finish, in tenths of a working minute.
    pub finish_slack: Option<i64>,
    /// Whether the tool calls it critical.
    pub critical: Option<bool>,
    /// Whether it is on the tool's longest path (P6's driving path flag).
    pub longest_path: Option<bool>,
}

/// How a file is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The name of the source: what entities have as the source of their origin.
    pub source: String,
    /// Bounds on what is read.
    pub limits: ImportLimits,
    /// Of a table: which field a column is, as header and field, where its header doesn't say (`Wann?`, `finish (d/m/y)`).
    pub columns: Vec<(String, String)>,
    /// The encoding of a text that doesn't say, by its name, such as `windows-1250`.
    pub encoding: Option<String>,
    /// Files that belong to this one, by the names by which it calls them: what a TaskJuggler project includes, a table
    /// of links beside one of items.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl ReadOptions {
    /// The usual limits, for a source of this name.
    pub fn of(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            limits: ImportLimits::default(),
            columns: Vec::new(),
            encoding: None,
            files: BTreeMap::new(),
        }
    }

    /// Refuses a file that is larger than the limits allow.
    pub(crate) fn check_size(&self, bytes: usize) -> Result<(), ImportError> {
        if bytes as u64 <= self.limits.bytes {
            return Ok(());
        }
        Err(ImportError::TooLarge(format!(
            "the file has {bytes} bytes; at most {} are read",
            self.limits.bytes
        )))
    }
}

/// Bounds on what is read: a file beyond them is refused, so that memory stays bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportLimits {
    /// The largest file, in bytes.
    pub bytes: u64,
    /// The most items.
    pub items: usize,
    /// How deep elements, lists or records may be nested.
    pub depth: usize,
}

impl Default for ImportLimits {
    fn default() -> Self {
        Self {
            bytes: 512 << 20,
            items: 1_000_000,
            depth: 256,
        }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// None of the formats.
    #[error("this is none of the formats that can be read")]
    UnknownFormat,
    /// Larger, deeper or more than the limits allow.
    #[error("{0}")]
    TooLarge(String),
    /// It breaks the rules of its format.
    #[error("{place}: {message}")]
    Malformed {
        /// Where.
        place: Place,
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
}

/// A place in a foreign file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// The record: `Task 17`, `TASK row 3`, `issues[4]`, `sheet "Plan", row 3`.
    pub record: Option<String>,
    /// The field: `ConstraintDate`.
    pub field: Option<String>,
}

impl fmt::Display for Place {
    /// `line 12, column 3, Task 17, ConstraintDate`; `the file` when nothing is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!("line {line}"));
        let column = self.column.map(|column| format!("column {column}"));
        let parts: Vec<String> = [line, column, self.record.clone(), self.field.clone()]
            .into_iter()
            .flatten()
            .collect();
        if parts.is_empty() {
            f.write_str("the file")
        } else {
            f.write_str(&parts.join(", "))
        }
    }
}
