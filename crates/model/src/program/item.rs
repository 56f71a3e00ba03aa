//! Items: the work, as a tree, with what it takes, how far it is and what was promised.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    CalendarId, Effort, Health, ItemId, ItemScheduling, Meta, Moment, Money, Need, NeedId,
    ObjectiveId, Pace, PersonId, Probability, ProgramId, Promise, Span, Spread, SystemId, TeamId,
    WaveId, WorkstreamId,
};

/// A piece of work, a deliverable, a point in time, or a level of effort. An item with children is a summary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it is, for people; the id when left out.
    pub title: Option<String>,
    /// More about it.
    pub description: Option<String>,
    /// What kind of item.
    pub kind: ItemKind,
    /// The item that it is part of.
    pub parent: Option<ItemId>,
    /// The workstream that it belongs to, else its parent's.
    pub workstream: Option<WorkstreamId>,
    /// The team that does it, else its parent's.
    pub team: Option<TeamId>,
    /// The person who answers for it.
    pub owner: Option<PersonId>,
    /// Who accepts a deliverable.
    pub approver: Option<PersonId>,
    /// What it takes.
    pub estimate: Option<Estimate>,
    /// How many people work on it: demand, and for effort the divisor.
    pub people: Option<PeopleRange>,
    /// How far it is.
    pub progress: Progress,
    /// Stretches of the calendar in which it is not worked on.
    pub splits: Vec<Split>,
    /// The calendar that it is worked by, else its team's.
    pub calendar: Option<CalendarId>,
    /// It does not start before this.
    pub not_before: Option<Moment>,
    /// A date constraint, mostly from imported schedules.
    pub constraint: Option<Constraint>,
    /// How it is scheduled beside that.
    pub scheduling: ItemScheduling,
    /// The date after which it is of no use. It bounds slack, not dates.
    pub deadline: Option<Moment>,
    /// The date that its owner committed to.
    pub commit: Option<Commitment>,
    /// A date that is wished for but not committed.
    pub target: Option<Commitment>,
    /// What its team, as provider, promised to consumers, by need.
    pub promises: BTreeMap<NeedId, Promise>,
    /// Objectives that it serves.
    pub objectives: Vec<ObjectiveId>,
    /// Systems that it moves or changes.
    pub systems: Vec<SystemId>,
    /// The wave that it belongs to.
    pub wave: Option<WaveId>,
    /// The larger goes first where a team has to choose, 0 to 1000; 500 when left out.
    pub priority: Option<u16>,
    /// Money planned.
    pub budget: Option<Money>,
    /// Money spent.
    pub actual_cost: Option<Money>,
    /// Effort spent.
    pub actual_effort: Option<Effort>,
    /// What its owner last said of it.
    pub status: Option<StatusClaim>,
    /// Where its evidence is to be looked for.
    pub evidence: EvidenceHints,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// What kind of item it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ItemKind {
    /// Work.
    #[default]
    Task,
    /// Work with a result that somebody accepts.
    Deliverable,
    /// A point in time; takes no time itself.
    Milestone,
    /// A milestone that lies where work begins, not where it ends: P6's start milestone.
    StartMilestone,
    /// A milestone at which something is ruled.
    Gate,
    /// Work that lasts as long as what it supports.
    LevelOfEffort,
}

/// What an item takes. Duration, effort and backlog are three different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Estimate {
    /// Working time, whoever works on it.
    Duration(Spread<Span>),
    /// People's time; the duration follows from the people and the calendar.
    Effort(Spread<Effort>),
    /// So many things, at a team's pace.
    Backlog(Backlog),
}

/// Work that is counted in things to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// How many.
    pub size: BacklogSize,
    /// The pace at which they are done, else the team's.
    pub pace: Option<Pace>,
}

/// How many things there are to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BacklogSize {
    /// So many are left.
    Remaining(Spread<u32>),
    /// So many in all, of which so many are done.
    Total {
        /// In all.
        total: u32,
        /// Done.
        done: u32,
    },
}

impl BacklogSize {
    /// How many are left.
    pub fn remaining(&self) -> Spread<u32> {
        match *self {
            Self::Remaining(left) => left,
            Self::Total { total, done } => Spread::Fixed(total.saturating_sub(done)),
        }
    }
}

/// From so many to so many people; both at least 1, `least <= most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeopleRange {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
}

/// How far an item is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// When work began.
    pub started: Option<Moment>,
    /// When it was done.
    pub finished: Option<Moment>,
    /// What is left of a started item, as its owner estimates it.
    pub remaining: Option<Remaining>,
    /// The share that its owner says is done. Never used for dates where `remaining` is known.
    pub percent: Option<Probability>,
    /// When work was interrupted.
    pub stopped: Option<Moment>,
    /// When it goes on.
    pub resumed: Option<Moment>,
}

/// What is left of a started item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remaining {
    /// Working time.
    Duration(Spread<Span>),
    /// People's time.
    Effort(Spread<Effort>),
}

/// A stretch of the calendar in which an item is not worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Split {
    /// The first day off, or the moment at which work stops.
    pub from: Moment,
    /// The last day off, or the moment at which work goes on.
    pub to: Moment,
}

/// A date constraint as Microsoft Project and Primavera P6 know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constraint {
    /// Which.
    pub kind: ConstraintKind,
    /// The date; meaningless for [`ConstraintKind::AsLateAsPossible`], which has none.
    pub at: Option<Moment>,
}

/// The kinds of date constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConstraintKind {
    /// MSO: starts exactly then.
    MustStartOn,
    /// MFO: finishes exactly then.
    MustFinishOn,
    /// SNLT: starts then or before.
    StartNoLaterThan,
    /// FNLT: finishes then or before.
    FinishNoLaterThan,
    /// SNET: starts then or after.
    StartNoEarlierThan,
    /// FNET: finishes then or after.
    FinishNoEarlierThan,
    /// P6's "start on": starts then or later, and should start no later.
    StartOn,
    /// P6's "finish on": finishes then or later, and should finish no later.
    FinishOn,
    /// ALAP: as late as what follows allows.
    AsLateAsPossible,
}

/// A date that somebody stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The last day.
    pub date: Date,
    /// The odds that it should have; the program's default when left out.
    pub confidence: Option<Probability>,
    /// Who committed.
    pub by: Option<PersonId>,
    /// To whom.
    pub to: Option<String>,
    /// When that was said.
    pub said_on: Option<Date>,
}

/// What somebody said of an item, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusClaim {
    /// The health that was claimed.
    pub health: Option<Health>,
    /// When it was said.
    pub on: Date,
    /// Who said it.
    pub by: Option<PersonId>,
    /// In words.
    pub note: Option<String>,
    /// The date that was forecast.
    pub forecast: Option<Date>,
    /// Why a better health than the computed one is claimed, if it is.
    pub reason: Option<String>,
    /// Until when that better health holds.
    pub until: Option<Date>,
}

/// Where to look for what the engineers' systems show of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvidenceHints {
    /// Paths of code, as globs.
    pub paths: Vec<String>,
    /// Issue keys, as globs (`LEDG-*`).
    pub issues: Vec<String>,
    /// Branches, as globs.
    pub branches: Vec<String>,
    /// Repositories.
    pub repos: Vec<String>,
    /// Links to documents, dashboards, pull requests.
    pub links: Vec<String>,
}

impl EvidenceHints {
    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
            && self.issues.is_empty()
            && self.branches.is_empty()
            && self.repos.is_empty()
            && self.links.is_empty()
    }
}

impl Item {
    /// Whether it takes no time of its own.
    pub fn is_milestone(&self) -> bool {
        match self.kind {
            ItemKind::Milestone | ItemKind::StartMilestone | ItemKind::Gate => true,
            ItemKind::Task | ItemKind::Deliverable | ItemKind::LevelOfEffort => false,
        }
    }

    /// Whether it is done.
    pub fn is_finished(&self) -> bool {
        self.progress.finished.is_some()
    }

    /// What was promised for a need of `program`: under the need's id, with the program's before it (`ours/ledger<-api`) where
    /// consumers of several programs have needs alike, else under an id that it had before.
    pub fn promise_for(&self, program: &ProgramId, id: &NeedId, need: &Need) -> Option<&Promise> {
        if self.promises.is_empty() {
            return None;
        }
        let ids = std::iter::once(id.as_str()).chain(need.meta.aliases.iter().map(|id| &**id));
        ids.into_iter().find_map(|id| {
            let of_program = self.promises.get(format!("{program}/{id}").as_str());
            of_program.or_else(|| self.promises.get(id))
        })
    }
}
