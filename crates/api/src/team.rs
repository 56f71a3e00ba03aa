//! `longpole team --json`

use longpole_engine::Analysis;
use longpole_engine::answers::{AskLoad, Owed as OwedLine, team_page};
use longpole_model::TeamId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::basis::{days, text};
use crate::{Basis, Contract, Finding};

/// What a team owes, whom it waits for, and what it has to answer.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Team {
    /// `longpole-team/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// The team.
    pub team: String,
    /// Its name for people.
    pub name: String,
    /// Its computed health.
    pub computed: Option<String>,
    /// Its open items by the date that counts.
    pub owes: Vec<Owed>,
    /// Contracts in which others wait for it.
    pub promises: Vec<Contract>,
    /// Contracts in which it waits.
    pub waits_for: Vec<Contract>,
    /// The needs that wait for its answer, by address.
    pub to_answer: Vec<String>,
    /// Asks on it.
    pub asks: Option<Asks>,
    /// Findings that are its to fix, the worst first.
    pub findings: Vec<Finding>,
}

/// An open item of a team.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Owed {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The strictest date that it has to keep.
    pub due: Option<String>,
    /// P80; null when unknown.
    pub p80: Option<String>,
    /// The scheduled finish.
    pub planned: String,
    /// Total slack in working days.
    pub slack_days: f64,
    /// On the driving path.
    pub driving: bool,
    /// The computed health.
    pub computed: String,
    /// Whether work has begun.
    pub started: bool,
}

/// Asks on a team over all programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Asks {
    /// The team.
    pub team: String,
    /// How many.
    pub count: usize,
    /// How many of each kind.
    pub by_kind: Vec<AsksOfKind>,
    /// How many it can take at a time; null is unknown.
    pub capacity: Option<u32>,
}

/// How many asks of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AsksOfKind {
    /// The kind; null where the plan does not say.
    pub kind: Option<String>,
    /// How many.
    pub count: u32,
}

impl Team {
    /// The page of a team as JSON; `None` when there is no such team.
    pub fn of(analysis: &Analysis, team: &TeamId) -> Option<Self> {
        let page = team_page(analysis, team)?;
        Some(Self {
            schema: "longpole-team/1",
            basis: Basis::of(&analysis.scheduled),
            team: page.id.to_string(),
            name: page.name,
            computed: page.computed.map(|health| health.as_str().to_owned()),
            owes: page.owes.iter().map(Owed::from).collect(),
            promises: page.promises.iter().map(Contract::from).collect(),
            waits_for: page.waits_for.iter().map(Contract::from).collect(),
            to_answer: page
                .to_answer
                .iter()
                .map(|line| line.key.to_string())
                .collect(),
            asks: page.asks.as_ref().map(Asks::from),
            findings: page
                .findings
                .iter()
                .map(|finding| Finding::of(analysis, finding))
                .collect(),
        })
    }
}

impl From<&OwedLine> for Owed {
    fn from(line: &OwedLine) -> Self {
        Self {
            key: line.key.to_string(),
            title: line.title.clone(),
            owner: text(line.owner.as_ref()),
            due: text(line.due.as_ref()),
            p80: text(line.p80.as_ref()),
            planned: line.planned.to_string(),
            slack_days: days(line.slack_millidays),
            driving: line.driving,
            computed: line.computed.as_str().to_owned(),
            started: line.started,
        }
    }
}

impl From<&AskLoad> for Asks {
    fn from(load: &AskLoad) -> Self {
        Self {
            team: load.team.to_string(),
            count: load.asks.len(),
            by_kind: load
                .by_kind
                .iter()
                .map(|kind| AsksOfKind {
                    kind: kind.kind.clone(),
                    count: kind.count,
                })
                .collect(),
            capacity: load.capacity,
        }
    }
}
