//! Status updates: what was said of a program, workstream or item, on a day.

use jiff::civil::Date;

use crate::{Health, ItemId, Meta, Money, PersonId, WorkstreamId};

/// What a status update is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum UpdateSubject {
    /// The whole program.
    #[default]
    Program,
    /// A workstream.
    Workstream(WorkstreamId),
    /// An item.
    Item(ItemId),
}

/// A status update. Once published it stays as it is; a correction is a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusUpdate {
    /// What it is about.
    pub about: UpdateSubject,
    /// The day it is of.
    pub on: Date,
    /// Who says so.
    pub by: Option<PersonId>,
    /// The claimed health.
    pub health: Option<Health>,
    /// The whole in a sentence.
    pub summary: Option<String>,
    /// What happened: at most five points in a short update.
    pub points: Vec<BulletPoint>,
    /// What comes next.
    pub next: Vec<String>,
    /// Whom or what it waits for.
    pub blocked_on: Vec<String>,
    /// What is wanted of leadership; empty means none.
    pub ask: Option<String>,
    /// Help that is looked for.
    pub help_wanted: Option<String>,
    /// Checked boxes done and in all, where the report has such.
    pub done: Option<(u32, u32)>,
    /// How it gets back on track.
    pub path_to_green: Option<PathToGreen>,
    /// How far the update itself is.
    pub state: UpdateState,
    /// The hash of the inputs that a published update rests on.
    pub inputs: Option<String>,
    /// A link to where it was published.
    pub link: Option<String>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

impl StatusUpdate {
    /// A published update about `about` of the day `on` that says nothing yet.
    pub fn new(about: UpdateSubject, on: Date) -> Self {
        Self {
            about,
            on,
            by: None,
            health: None,
            summary: None,
            points: Vec::new(),
            next: Vec::new(),
            blocked_on: Vec::new(),
            ask: None,
            help_wanted: None,
            done: None,
            path_to_green: None,
            state: UpdateState::default(),
            inputs: None,
            link: None,
            meta: Meta::default(),
        }
    }
}

/// One point of an update, with its own health.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BulletPoint {
    /// At most fifteen words.
    pub text: String,
    /// Its health.
    pub health: Option<Health>,
}

/// How something that is not on track gets back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PathToGreen {
    /// Why it is off track.
    pub cause: Option<String>,
    /// What is done, by whom, by when.
    pub actions: Vec<(String, Option<PersonId>, Option<Date>)>,
    /// When it is expected to be on track.
    pub expected: Option<Date>,
    /// The decision that is needed for it.
    pub decision: Option<String>,
    /// What it costs.
    pub cost: Option<Money>,
}

/// How far an update itself is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum UpdateState {
    /// Made by the machine.
    Draft,
    /// A person went over it.
    Edited,
    /// Sent; it does not change any more.
    #[default]
    Published,
    /// Replaced by a later version.
    Corrected,
}
