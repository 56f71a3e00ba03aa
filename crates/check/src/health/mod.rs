//! Computed health: how items, workstreams, teams, programs and the portfolio stand, with the reasons that decided.
//!
//! Order: on track < at risk < unknown < off track. A subject stands as its worst reason says; a roll-up as the worst of
//! its open parts. The law that tests hold: ageing a claim, or withdrawing a source or a favourable claim, never improves
//! a health. What a person claimed stands beside what was computed, and never in its place.

mod bearing;
mod compute;
mod reasons;

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    EntityKey, Health, HealthRules, ItemId, PersonId, ProgramId, RollUp, TeamId, WorkstreamId,
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
    /// Its parts, taken together; all nought where it has none.
    pub parts: RollUp,
    /// The thresholds that were used.
    pub rules: HealthRules,
    /// Calendar days after which a status was taken as stale.
    pub stale_after_days: i64,
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
    /// What the claim is worth today: an old red is red, anything else that is old is unknown.
    pub worth: Health,
    /// Whether it is older than a status may be, or past the day until which it holds.
    pub stale: bool,
    /// When it was said.
    pub on: Date,
    /// Calendar days since it was said.
    pub age_days: i64,
    /// Who said it.
    pub by: Option<PersonId>,
    /// Why a better health than the computed one is claimed, if it is.
    pub reason: Option<String>,
    /// Until when that holds.
    pub until: Option<Date>,
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
