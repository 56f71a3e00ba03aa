//! `longpole milestones --json`

use longpole_engine::Analysis;
use longpole_engine::answers::{MilestoneLine, milestones};
use longpole_model::ProgramId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::basis::text;
use crate::forecast::{p50, p80};
use crate::{Basis, Odds};

/// Milestones, gates and commitments with their odds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Milestones {
    /// `longpole-milestones/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// The program.
    pub program: String,
    /// By planned date.
    pub milestones: Vec<Milestone>,
}

/// A date that somebody stands for or waits for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Milestone {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The team that does it.
    pub team: Option<String>,
    /// The date in the newest baseline that has it.
    pub baseline: Option<String>,
    /// The committed date.
    pub commitment: Option<String>,
    /// The target date.
    pub target: Option<String>,
    /// The deterministic date.
    pub planned: String,
    /// P50; null when unknown or reached.
    pub p50: Option<String>,
    /// P80; null when unknown or reached.
    pub p80: Option<String>,
    /// The odds of the commitment, or else of the target.
    pub odds: Option<Odds>,
    /// The day on which it was reached.
    pub reached: Option<String>,
    /// The computed health.
    pub computed: Option<String>,
    /// The claimed health.
    pub claimed: Option<String>,
}

impl Milestones {
    /// The milestones of a program as JSON.
    pub fn of(analysis: &Analysis, program: &ProgramId) -> Self {
        Self {
            schema: "longpole-milestones/1",
            basis: Basis::of(&analysis.scheduled),
            program: program.to_string(),
            milestones: milestones(analysis, program)
                .iter()
                .map(Milestone::from)
                .collect(),
        }
    }
}

impl From<&MilestoneLine<'_>> for Milestone {
    fn from(line: &MilestoneLine<'_>) -> Self {
        let odds = line
            .forecast
            .and_then(|it| it.commitment.as_ref().or(it.target.as_ref()));
        Self {
            key: line.key.to_string(),
            title: line.title.clone(),
            owner: text(line.owner.as_ref()),
            team: text(line.team.as_ref()),
            baseline: text(line.baseline.as_ref().map(|(_, date)| date)),
            commitment: text(line.commitment.map(|it| &it.date)),
            target: text(line.target.map(|it| &it.date)),
            planned: line.planned.to_string(),
            p50: p50(line.forecast),
            p80: p80(line.forecast),
            odds: odds.map(Odds::from),
            reached: text(line.reached.as_ref()),
            computed: line.computed.map(|health| health.as_str().to_owned()),
            claimed: line.claimed.map(|health| health.as_str().to_owned()),
        }
    }
}
