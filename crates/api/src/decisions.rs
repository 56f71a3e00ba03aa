//! `longpole decide --json`

use longpole_engine::answers::{DecisionLine, OptionLine, decisions};
use longpole_engine::{Analysis, Insights};
use longpole_model::{DecisionId, ProgramId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::text;

/// What must be decided by when, and what each option does.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Decisions {
    /// `longpole-decisions/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// The program.
    pub program: String,
    /// Open ones by the day by which they have to be made, then the others.
    pub decisions: Vec<Decision>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Decision {
    /// Its address.
    pub key: String,
    /// The question.
    pub question: String,
    /// Whether it still waits to be made.
    pub open: bool,
    /// The one who decides; more than one is a finding.
    pub approver: Vec<String>,
    /// The day by which it has to be made.
    pub decide_by: Option<String>,
    /// The last responsible day: later, P80 moves by more than the tolerance.
    pub last_responsible_day: Option<String>,
    /// Whether P80 is already moving.
    pub already_late: bool,
    /// Working days of P80 that a calendar week of waiting costs after that day.
    pub waiting_days_per_week: Option<f64>,
    /// What is taken if nobody decides.
    pub default: Option<String>,
    /// What was chosen.
    pub chosen: Option<String>,
    /// P50 of the program with the plan as it stands.
    pub p50: Option<String>,
    /// P80 of the program with the plan as it stands.
    pub p80: Option<String>,
    /// The options.
    pub options: Vec<DecisionChoice>,
}

/// An option with its effect.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DecisionChoice {
    /// Its id within the decision.
    pub id: String,
    /// Its name for people.
    pub title: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
    /// P50 of the program with it; null when unknown.
    pub p50: Option<String>,
    /// P80 of the program with it.
    pub p80: Option<String>,
    /// Working days by which P50 moves; positive is later.
    pub p50_days: Option<f64>,
    /// Working days by which P80 moves.
    pub p80_days: Option<f64>,
    /// Why its effect is unknown.
    pub unknown: Option<String>,
}

impl Decisions {
    /// The decisions of a program as JSON, or only one of them.
    pub fn of(
        analysis: &Analysis,
        insights: &Insights,
        program: &ProgramId,
        only: Option<&DecisionId>,
    ) -> Self {
        let lines = decisions(analysis, insights, program);
        let wanted = lines
            .iter()
            .filter(|line| only.is_none_or(|id| *line.key.id == *id.as_str()));
        Self {
            schema: "longpole-decisions/1",
            basis: Basis::of(&analysis.scheduled),
            program: program.to_string(),
            decisions: wanted.map(Decision::from).collect(),
        }
    }
}

impl From<&DecisionLine<'_>> for Decision {
    fn from(line: &DecisionLine<'_>) -> Self {
        Self {
            key: line.key.to_string(),
            question: line.title.clone(),
            open: line.open,
            approver: line
                .decision
                .approver
                .iter()
                .map(ToString::to_string)
                .collect(),
            decide_by: text(line.decide_by.as_ref()),
            last_responsible_day: text(line.last_day.and_then(|it| it.day).as_ref()),
            already_late: line.last_day.is_some_and(|it| it.already_late),
            waiting_days_per_week: line.last_day.map(|it| it.cost_days_per_week),
            default: text(line.decision.default.as_ref()),
            chosen: text(line.decision.chosen.as_ref()),
            p50: text(line.baseline.as_ref().map(|(p50, _)| p50)),
            p80: text(line.baseline.as_ref().map(|(_, p80)| p80)),
            options: line.options.iter().map(DecisionChoice::from).collect(),
        }
    }
}

impl From<&OptionLine<'_>> for DecisionChoice {
    fn from(line: &OptionLine<'_>) -> Self {
        Self {
            id: line.id.to_string(),
            title: line.option.title.clone(),
            cost: text(line.option.cost.as_ref()),
            p50: text(line.p50.as_ref()),
            p80: text(line.p80.as_ref()),
            p50_days: line.p50_days,
            p80_days: line.p80_days,
            unknown: line.unknown.clone(),
        }
    }
}
