//! The long pole: the chain of work that sets the date, who holds each step, and which chains come next.

use longpole_document::chart::{LongPole as Pole, Step};
use longpole_document::{Block, Chart, Sentence, words as format};
use longpole_engine::answers::{LongPole, PoleStep, Rival};
use longpole_engine::check::Subject;
use longpole_model::{EntityKey, EntityKind, ItemId};

use crate::citations::Cite;
use crate::facts::Facts;
use crate::words;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let Some(pole) = facts.pole.as_ref().filter(|pole| !pole.steps.is_empty()) else {
        return Vec::new();
    };
    if !facts.is_forecast_known() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::section("The long pole"),
        Block::Chart(chart(facts, cite, pole)),
    ];
    blocks.push(Block::Paragraph(first_step(facts, cite, pole)));
    let rivals = rivals(facts, cite, pole);
    if !rivals.is_empty() {
        blocks.push(Block::Bullets(rivals));
    }
    blocks
}

fn chart(facts: &Facts<'_>, cite: &mut Cite<'_>, pole: &LongPole) -> Chart {
    let forecast = cite.forecast(facts.id);
    let shares = pole.steps.iter().map(|step| step.criticality);
    let least = shares.min_by(f64::total_cmp).unwrap_or(0.0);
    let title = if least >= 1.0 {
        Sentence::new().text("These steps set the date, whatever happens")
    } else {
        Sentence::new()
            .text("Each of these steps is on the path that sets the date in at least ")
            .figure(share(least), &forecast)
            .text(" of the runs")
    };
    let steps = pole.steps.iter().map(|step| drawn(facts, step)).collect();
    Chart::long_pole(
        title,
        &forecast,
        Pole {
            data_date: facts.line.data_date,
            steps,
        },
    )
}

fn share(share: f64) -> String {
    // A chain that was seen at all is not "0%".
    if share > 0.0 && share < 0.01 {
        "< 1%".to_owned()
    } else {
        format::percent(share)
    }
}

/// Who answers for a step, or does it.
fn who(facts: &Facts<'_>, step: &PoleStep) -> Option<String> {
    facts
        .who(step.owner.as_ref(), step.team.as_ref())
        .or_else(|| words::several(&step.resources))
}

fn drawn(facts: &Facts<'_>, step: &PoleStep) -> Step {
    Step {
        name: step.title.clone(),
        owner: who(facts, step),
        start: step.start,
        finish: step.finish,
        criticality: Some(step.criticality),
        status: health_of(facts, &step.key),
    }
}

/// The computed status of an item.
pub(crate) fn health_of(facts: &Facts<'_>, key: &EntityKey) -> Option<longpole_document::Status> {
    if key.kind != EntityKind::Item {
        return None;
    }
    let subject = Subject::Item(key.program.clone()?, ItemId::new(&key.id).ok()?);
    let health = facts.analysis.report.healths.of(&subject)?;
    health.health.map(words::status)
}

/// Who is working on what sets the date, now.
fn first_step(facts: &Facts<'_>, cite: &mut Cite<'_>, pole: &LongPole) -> Sentence {
    let Some(first) = pole.steps.first() else {
        return Sentence::new();
    };
    let (schedule, forecast) = (cite.schedule(facts.id), cite.forecast(facts.id));
    let owner = who(facts, first);
    let sentence = Sentence::new()
        .text("It begins with ")
        .then(words::title(&first.title));
    let sentence = match (owner, &first.team) {
        (Some(owner), Some(team)) if facts.team(team) != owner => sentence
            .text(" (")
            .name(owner)
            .text(", ")
            .name(facts.team(team))
            .text(")"),
        (Some(owner), _) => sentence.text(" (").name(owner).text(")"),
        (None, _) => sentence.text(", which nobody owns"),
    };
    let sentence = sentence
        .text(", planned until ")
        .with(crate::citations::day(first.finish, &schedule));
    if pole.drives >= 1.0 {
        return sentence.text(". A day saved anywhere else does not move the date.");
    }
    sentence
        .text(". All of it together sets the date in ")
        .figure(share(pole.drives), &forecast)
        .text(" of the runs; a day saved elsewhere moves the date only in the others.")
}

fn rivals(facts: &Facts<'_>, cite: &mut Cite<'_>, pole: &LongPole) -> Vec<Sentence> {
    let forecast = cite.forecast(facts.id);
    let line = |rival: &Rival| {
        let through = if rival.differs_by.is_empty() {
            Sentence::new().text("a part of the same chain")
        } else {
            Sentence::new()
                .text("through ")
                .then(words::titles(&rival.differs_by, 3, &forecast))
        };
        Sentence::new()
            .text("Another chain, in ")
            .figure(share(rival.drives), &forecast)
            .text(" of the runs: ")
            .then(through)
            .text(".")
    };
    pole.rivals.iter().map(line).collect()
}
