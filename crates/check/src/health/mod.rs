//! Computed health: how items, workstreams, teams, programs and the portfolio stand, with the reasons that decided.
//!
//! Order: on track < at risk < unknown < off track. A subject stands as its worst reason says; a roll-up as the worst of
//! its open parts. The law that tests hold: ageing a claim, or withdrawing a source or a favourable claim, never improves
//! a health. What a person claimed stands beside what was computed, and never in its place.

mod compute;
mod standing;

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    EntityKey, Health, HealthRules, ItemId, PersonId, ProgramId, TeamId, WorkstreamId,
};

/// The computed health of everything in a workspace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Healths {
    /// By subject.
    pub by_subject: BTreeMap<Subject, ComputedHealth>,
}

/// What has a health.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// All programs of the workspace.
    Portfolio,
    /// A program.
    Program(ProgramId),
    /// A workstream.
    Workstream(ProgramId, WorkstreamId),
    /// A team, over all programs.
    Team(TeamId),
    /// An item.
    Item(ProgramId, ItemId),
}

/// How something stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct ComputedHealth {
    /// How it stands; `None` when nothing of it is open.
    pub health: Option<Health>,
    /// Whether it is off track because somebody said so and has not been heard of since.
    pub stale: bool,
    /// What speaks for the health, the worst first. Those with the health's own grade decided it.
    pub reasons: Vec<HealthReason>,
    /// What a person last claimed.
    pub claimed: Option<ClaimedHealth>,
    /// Open parts by their health; all nought where it has no parts.
    pub counts: RollUpCounts,
    /// The thresholds that were used.
    pub rules: HealthRules,
    /// Calendar days after which a status was taken as stale.
    pub stale_after_days: i64,
}

/// How many open parts stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RollUpCounts {
    /// On track.
    pub on_track: u32,
    /// At risk.
    pub at_risk: u32,
    /// Unknown.
    pub unknown: u32,
    /// Off track.
    pub off_track: u32,
    /// Closed: these do not count.
    pub closed: u32,
}

/// One thing that speaks for a health.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthReason {
    /// The health that it alone would give.
    pub health: Health,
    /// What it is.
    pub kind: ReasonKind,
    /// A sentence.
    pub because: String,
    /// What would change it: a sentence.
    pub would_change: String,
}

/// What kind of thing speaks for a health.
#[derive(Debug, Clone, PartialEq)]
pub enum ReasonKind {
    /// The odds of a commitment or target, 0 to 1, against its confidence.
    Odds {
        /// The share of runs that keep the date.
        odds: f64,
        /// The confidence that it should have, 0 to 1.
        confidence: f64,
        /// The date.
        by: Date,
    },
    /// The odds could not be told.
    OddsUnknown,
    /// A finding of the report.
    Finding {
        /// Its rule.
        rule: &'static str,
        /// Where it stands.
        at: EntityKey,
    },
    /// What a person said.
    Claim,
    /// Nobody has said how it stands.
    NoClaim,
    /// A claim that has grown old.
    StaleClaim {
        /// Calendar days since it was said.
        age_days: i64,
    },
    /// The worst of its open parts.
    Part(Subject),
    /// Nothing speaks against it.
    NothingAgainst,
}

/// What a person claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedHealth {
    /// The claimed health.
    pub health: Health,
    /// When it was said.
    pub on: Date,
    /// Who said it.
    pub by: Option<PersonId>,
    /// Why a better health than the computed one is claimed, if it is.
    pub reason: Option<String>,
    /// Until when that holds.
    pub until: Option<Date>,
    /// Calendar days since it was said.
    pub age_days: i64,
    /// Whether it is older than a status may be.
    pub stale: bool,
}

impl Subject {
    /// Its id, or what it is, as people write it.
    pub fn name(&self) -> String {
        match self {
            Self::Portfolio => "the portfolio".to_owned(),
            Self::Program(program) => format!("program \"{program}\""),
            Self::Workstream(_, workstream) => format!("workstream \"{workstream}\""),
            Self::Team(team) => format!("team \"{team}\""),
            Self::Item(_, item) => format!("\"{item}\""),
        }
    }
}

impl Healths {
    /// The health of `subject`, if it has one.
    pub fn of(&self, subject: &Subject) -> Option<&ComputedHealth> {
        self.by_subject.get(subject)
    }
}
