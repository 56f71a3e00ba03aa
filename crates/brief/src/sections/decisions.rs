//! Decisions that wait: by when, who decides, what happens if nobody does.

use longpole_document::{Block, Column, Inline, Row, Sentence, Status, Table};
use longpole_engine::answers::{DecisionLine, OptionLine};
use longpole_model::{DecideBy, OptionId};

use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let open: Vec<&DecisionLine<'_>> = open(facts).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new([
        Column::left("Decision"),
        Column::left("Decides"),
        Column::right("Decide by"),
        Column::right("Last responsible day"),
        Column::left("Recommended"),
        Column::left("If nobody decides"),
    ]);
    for line in open {
        table.row(row(facts, cite, line));
    }
    vec![Block::section("Decisions that wait"), Block::Table(table)]
}

/// Decisions that are still to be made, the most urgent first.
pub(crate) fn open<'f, 'a>(facts: &'f Facts<'a>) -> impl Iterator<Item = &'f DecisionLine<'a>> {
    facts.decisions.iter().filter(|line| line.open)
}

fn row(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Row {
    let question = cite.quote(&line.key, "question", &line.title);
    let mut row = Row::new([
        question,
        approver(facts, line),
        decide_by(cite, line),
        last_day(facts, cite, line),
        named_option(line, line.decision.recommendation.as_ref())
            .unwrap_or_else(|| "nothing".into()),
        default(line),
    ]);
    row.status = urgency(line);
    row
}

/// Off track when overdue, at risk within two weeks, unknown without a day.
pub(crate) fn urgency(line: &DecisionLine<'_>) -> Option<Status> {
    match line.days_left {
        Some(days) if days < 0 => Some(Status::OffTrack),
        Some(days) if days <= 14 => Some(Status::AtRisk),
        Some(_) => Some(Status::OnTrack),
        // A computed day that does not exist: nothing that is forecast waits for the decision.
        None if line.decision.decide_by == Some(DecideBy::Auto) => None,
        None => Some(Status::Unknown),
    }
}

/// The one who decides. Two names are shown as two, since one of them has to go.
pub(crate) fn approver(facts: &Facts<'_>, line: &DecisionLine<'_>) -> Sentence {
    match line.decision.approver.as_slice() {
        [] => "nobody named".into(),
        several => words::names(several.iter().map(|person| facts.person(person))),
    }
}

/// The day by which it has to be made, and how long that is.
pub(crate) fn decide_by(cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Sentence {
    let Some(date) = line.decide_by else {
        return match line.decision.decide_by {
            Some(DecideBy::Auto) => "none: it moves no date".into(),
            Some(DecideBy::On(_)) | None => "no day set".into(),
        };
    };
    let id = match (line.decision.decide_by, &line.key.program) {
        (Some(DecideBy::Auto), Some(program)) => cite.forecast(program),
        _ => cite.claim(&line.key, "decide_by"),
    };
    let sentence = Sentence::from(day(date, &id));
    match line.days_left {
        Some(left) => {
            let counted = cite.plan_count();
            sentence.text(", ").figure(words::days_left(left), &counted)
        }
        None => sentence,
    }
}

/// The last day on which deciding does not move the date.
pub(crate) fn last_day(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    line: &DecisionLine<'_>,
) -> Sentence {
    let Some(last) = line.last_day else {
        return "unknown".into();
    };
    let id = cite.comparison(&line.key, "with this decision made day by day later");
    match last.day {
        Some(_) if last.already_late => "already passed".into(),
        Some(date) => day(date, &id).into(),
        None if facts.is_forecast_known() => "none: it moves no date".into(),
        None => "unknown".into(),
    }
}

/// An option by its name for people.
pub(crate) fn named_option(line: &DecisionLine<'_>, id: Option<&OptionId>) -> Option<Sentence> {
    let id = id?;
    let option = line.options.iter().find(|option| option.id == *id);
    Some(Inline::name(option.map_or_else(|| id.to_string(), option_title)).into())
}

/// What people call an option.
pub(crate) fn option_title(option: &OptionLine<'_>) -> String {
    option
        .option
        .title
        .clone()
        .unwrap_or_else(|| option.id.to_string())
}

/// The default, by its name for people.
fn default(line: &DecisionLine<'_>) -> Sentence {
    named_option(line, line.decision.default.as_ref()).unwrap_or_else(|| "nothing is said".into())
}

/// The default, and what waiting costs.
pub(crate) fn if_nobody_decides(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    line: &DecisionLine<'_>,
) -> Sentence {
    let sentence = default(line);
    let Some(cost) = waiting_cost(facts, cite, line) else {
        return sentence;
    };
    let last = line.last_day.and_then(|last| last.day);
    match last.filter(|last| *last > facts.now()) {
        Some(last) => {
            let id = cite.comparison(&line.key, "with this decision made day by day later");
            sentence
                .text("; each week after ")
                .with(day(last, &id))
                .text(" costs ")
                .then(cost)
        }
        None => sentence.text("; each week of waiting costs ").then(cost),
    }
}

/// What a week of waiting costs after the last responsible day, in days and money; `None` when nothing.
pub(crate) fn waiting_cost(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    line: &DecisionLine<'_>,
) -> Option<Sentence> {
    let last = line.last_day.filter(|last| last.day.is_some())?;
    if longpole_document::words::decimal(last.cost_days_per_week) == "0" {
        return None;
    }
    let id = cite.comparison(&line.key, "with this decision made day by day later");
    let days = Sentence::new()
        .figure(words::working_days(last.cost_days_per_week), &id)
        .text(" of P80");
    let Some((hundredths, rate)) = line
        .waiting_cost_per_week
        .zip(facts.line.delay_cost.as_ref())
    else {
        return Some(days);
    };
    let amount = longpole_model::Money {
        hundredths,
        currency: rate.amount.currency.clone(),
    };
    Some(days.text(", ").figure(words::money(&amount), &id))
}
