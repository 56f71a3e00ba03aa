//! What must be decided by when, and what does each option do?

use jiff::civil::Date;
use longpole_forecast::LastResponsibleDay;
use longpole_model::{
    DecideBy, Decision, DecisionOption, DecisionState, EntityKey, EntityKind, OptionId, ProgramId,
};

use crate::look::Look;
use crate::{Analysis, Insights};

use super::freshness::days_between;
use super::risks::per_working_day;

/// A decision with its last responsible day and its options' effect.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionLine<'a> {
    /// The decision.
    pub key: EntityKey,
    /// Its question, or its id.
    pub title: String,
    /// What the plan says of it.
    pub decision: &'a Decision,
    /// Whether it still waits to be made.
    pub open: bool,
    /// From the network; `None` when made, or when nothing waits for it.
    pub last_day: Option<&'a LastResponsibleDay>,
    /// The day by which it has to be made: what the plan says, or the last responsible day for `auto`.
    pub decide_by: Option<Date>,
    /// Calendar days from now to that day; negative when overdue.
    pub days_left: Option<i64>,
    /// The options in the order of their ids; doing nothing (the plan as it stands) is `baseline`.
    pub options: Vec<OptionLine<'a>>,
    /// P50 and P80 of the program with the plan as it stands.
    pub baseline: Option<(Date, Date)>,
    /// What a calendar week of waiting costs after the last responsible day, in hundredths of the delay cost's currency.
    pub waiting_cost_per_week: Option<i64>,
}

/// An option with its effect on the program's finish.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionLine<'a> {
    /// The option, within its decision.
    pub id: OptionId,
    /// What the plan says of it.
    pub option: &'a DecisionOption,
    /// P50 of the program with it; `None` when its edits cannot be applied or the forecast is unknown.
    pub p50: Option<Date>,
    /// P80 of the program with it.
    pub p80: Option<Date>,
    /// Working days by which P50 moves against the plan as it stands; positive is later.
    pub p50_days: Option<f64>,
    /// Working days by which P80 moves.
    pub p80_days: Option<f64>,
    /// Why its effect is unknown, where it is.
    pub unknown: Option<String>,
}

/// The decisions of `program`: open ones by the day by which they have to be made, then the others by id.
pub fn decisions<'a>(
    analysis: &'a Analysis,
    insights: &'a Insights,
    program: &ProgramId,
) -> Vec<DecisionLine<'a>> {
    let Some(look) = Look::at(analysis, program) else {
        return Vec::new();
    };
    let mut lines: Vec<_> = look
        .program
        .decisions
        .iter()
        .map(|(id, decision)| line(&look, insights, id.as_str(), decision))
        .collect();
    lines.sort_by(|a, b| {
        let day = |line: &DecisionLine<'_>| line.decide_by.unwrap_or(Date::MAX);
        b.open
            .cmp(&a.open)
            .then(day(a).cmp(&day(b)))
            .then_with(|| a.key.cmp(&b.key))
    });
    lines
}

fn line<'a>(
    look: &Look<'a>,
    insights: &'a Insights,
    id: &str,
    decision: &'a Decision,
) -> DecisionLine<'a> {
    let key = EntityKey::of(look.id, EntityKind::Decision, id);
    let open = is_open(decision);
    let last_day = insights.last_days.get(&key).filter(|_| open);
    let decide_by = match decision.decide_by {
        Some(DecideBy::On(day)) => Some(day),
        Some(DecideBy::Auto) | None => last_day.and_then(|last| last.day),
    };
    let effects = insights.options.get(&key);
    let rate = look.program.charter.delay_cost.as_ref();
    DecisionLine {
        title: look.title(&key),
        open,
        last_day,
        decide_by,
        days_left: decide_by
            .filter(|_| open)
            .map(|day| days_between(look.analysis.scheduled.options.now, day)),
        options: decision
            .options
            .iter()
            .map(|(id, option)| {
                let effect = effects.and_then(|effects| effects.get(id));
                let known = effect.and_then(|effect| effect.as_ref().ok());
                OptionLine {
                    id: id.clone(),
                    option,
                    p50: known.map(|effect| effect.p50),
                    p80: known.map(|effect| effect.p80),
                    p50_days: known.map(|effect| effect.p50_days),
                    p80_days: known.map(|effect| effect.p80_days),
                    unknown: effect.and_then(|effect| effect.as_ref().err().cloned()),
                }
            })
            .collect(),
        baseline: insights.sensitivity.get(look.id).map(|it| (it.p50, it.p80)),
        waiting_cost_per_week: last_day
            .zip(rate)
            .map(|(last, rate)| (last.cost_days_per_week * per_working_day(rate)).round() as i64),
        decision,
        key,
    }
}

/// Whether a decision still waits to be made.
pub(crate) fn is_open(decision: &Decision) -> bool {
    match decision.state {
        DecisionState::Drafted | DecisionState::Open | DecisionState::UnderReview => {
            decision.decided_on.is_none()
        }
        DecisionState::Decided
        | DecisionState::InForce
        | DecisionState::Superseded
        | DecisionState::Retired
        | DecisionState::DefaultTaken => false,
    }
}
