//! What changed since an earlier state: the date first, then what happened, then what was edited.

use longpole_document::{Block, Inline, Sentence};
use longpole_engine::answers::milestones;
use longpole_engine::forecast::Odds;
use longpole_model::{Entity, EntityKey, EntityKind};

use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::pages::entity_changes;
use crate::since::Since;
use crate::words;

/// At most so many lines of one sort.
const LINES: usize = 5;

pub(crate) fn blocks(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    since: Option<&Since<'_>>,
) -> Vec<Block> {
    let Some(since) = since else {
        let nothing = Sentence::new()
            .text("Nothing to compare with: no earlier state was given. ")
            .code("--since DATE")
            .text(" or ")
            .code("--since REVISION")
            .text(" names one.");
        return vec![Block::section("What changed"), Block::Paragraph(nothing)];
    };
    let heading = Sentence::new().text("What changed since ").name(since.name);
    vec![
        Block::Section(heading),
        Block::Bullets(lines(facts, cite, since)),
    ]
}

/// What changed, the date first.
pub(crate) fn lines(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> Vec<Sentence> {
    let mut lines = vec![finish_moved(facts, cite, since)];
    lines.extend(odds_moved(facts, cite, since));
    lines.extend(pole_changed(facts, since));
    lines.extend(milestones_moved(facts, cite, since));
    lines.extend(finished(facts, cite, since));
    lines.push(edited(facts, cite, since));
    lines
}

/// How far P80 moved, in a sentence.
pub(crate) fn finish_moved(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> Sentence {
    let finish = &facts.line.forecast.finish;
    let now = facts.is_forecast_known().then_some(finish.quantiles.p80);
    let forecast = cite.forecast(facts.id);
    match (since.p80(facts.id), now) {
        (Some(before), Some(now)) => {
            let then = cite.forecast_before(since.name, since.before, facts.id);
            let moved = facts.working_days(before, now);
            let sentence = Sentence::new()
                .text("P80 moved ")
                .figure(words::moved(moved), &forecast);
            sentence
                .text(", from ")
                .with(day(before, &then))
                .text(" to ")
                .with(day(now, &forecast))
                .text(".")
        }
        (None, Some(now)) => Sentence::new()
            .text("P80 was unknown then and is ")
            .with(day(now, &forecast))
            .text(" now."),
        (Some(before), None) => {
            let then = cite.forecast_before(since.name, since.before, facts.id);
            let sentence = Sentence::new().text("P80 was ").with(day(before, &then));
            sentence.text(if facts.has_open_items() {
                " then and is unknown now."
            } else {
                " then; it is done now."
            })
        }
        (None, None) => "P80 was unknown then and still is.".into(),
    }
}

fn odds_moved(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> Option<Sentence> {
    let share = |odds: Option<&Odds>| odds.and_then(Odds::share);
    let now = share(facts.line.forecast.finish.target.as_ref())?;
    let before = since.before.forecast.programs.get(facts.id)?;
    let before = share(before.finish.target.as_ref())?;
    let (forecast, then) = (
        cite.forecast(facts.id),
        cite.forecast_before(since.name, since.before, facts.id),
    );
    let (before, now) = (
        longpole_document::words::odds(before),
        longpole_document::words::odds(now),
    );
    (before != now).then(|| {
        let sentence = Sentence::new()
            .text("The odds of the target went from ")
            .figure(before, &then);
        sentence.text(" to ").figure(now, &forecast).text(".")
    })
}

fn pole_changed(facts: &Facts<'_>, since: &Since<'_>) -> Option<Sentence> {
    let now: Vec<&str> = facts
        .pole
        .as_ref()?
        .steps
        .iter()
        .map(|step| step.title.as_str())
        .collect();
    let before = since.pole(facts.id)?;
    let new: Vec<&str> = now
        .iter()
        .copied()
        .filter(|title| !before.iter().any(|old| old == title))
        .collect();
    let first = new.first()?;
    let sentence = Sentence::new()
        .text("The long pole changed: it now runs through ")
        .then(words::title(*first));
    Some(sentence.text("."))
}

fn milestones_moved(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> Vec<Sentence> {
    let before = milestones(since.before, facts.id);
    let mut moved: Vec<(i64, &EntityKey, &str)> = facts
        .milestones
        .iter()
        .filter(|line| line.reached.is_none())
        .filter_map(|line| {
            let old = before.iter().find(|old| old.key == line.key)?;
            let (was, is) = (old.forecast?, line.forecast?);
            let known = was.is_complete() && is.is_complete();
            let days = facts.working_days(was.quantiles.p80, is.quantiles.p80);
            (known && days != 0).then_some((days, &line.key, line.title.as_str()))
        })
        .collect();
    moved.sort_by_key(|(days, key, _)| (std::cmp::Reverse(days.abs()), *key));
    let id = cite.difference(since.name, since.before);
    let line = |(days, _, title): &(i64, &EntityKey, &str)| {
        Sentence::new()
            .name(*title)
            .text(": P80 ")
            .figure(words::moved(*days), &id)
            .text(".")
    };
    let mut lines: Vec<Sentence> = moved.iter().take(LINES).map(line).collect();
    lines.extend(super::and_more(
        moved.len().saturating_sub(LINES),
        "milestone",
        cite,
    ));
    lines
}

/// Items that were finished since.
fn finished(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> Option<Sentence> {
    let changes = changes_here(facts, since);
    let done: Vec<&EntityKey> = changes
        .0
        .iter()
        .filter(|change| {
            let is_done = |entity: &Option<Entity>| matches!(entity, Some(Entity::Item(item)) if item.is_finished());
            is_done(&change.after) && !is_done(&change.before)
        })
        .map(|change| &change.key)
        .collect();
    if done.is_empty() {
        return None;
    }
    let id = cite.difference(since.name, since.before);
    let names: Vec<String> = done
        .iter()
        .map(|key| facts.workspace.display_name(key))
        .collect();
    let sentence = Sentence::new()
        .text("Finished since: ")
        .then(words::titles(&names, LINES, &id));
    Some(sentence.text("."))
}

/// How many entities of which kind were edited.
fn edited(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> Sentence {
    let changes = changes_here(facts, since);
    let mut kinds: Vec<(EntityKind, usize)> = Vec::new();
    for change in &changes.0 {
        match kinds.iter_mut().find(|(kind, _)| *kind == change.key.kind) {
            Some((_, number)) => *number += 1,
            None => kinds.push((change.key.kind, 1)),
        }
    }
    if kinds.is_empty() {
        return "Nothing in the plan was edited.".into();
    }
    let id = cite.difference(since.name, since.before);
    let parts = kinds.iter().map(|(kind, number)| {
        let text = longpole_document::words::count(
            i64::try_from(*number).unwrap_or(i64::MAX),
            entity_changes::noun(*kind),
        );
        Inline::figure(text, &id)
    });
    Sentence::new()
        .text("Edited in the plan: ")
        .then(words::list(parts))
        .text(".")
}

fn changes_here(facts: &Facts<'_>, since: &Since<'_>) -> longpole_model::Changes {
    let mut changes = longpole_model::diff(&since.before.scheduled.plan.workspace, facts.workspace);
    changes.0.retain(|change| {
        change
            .key
            .program
            .as_ref()
            .is_none_or(|program| program == facts.id)
    });
    changes
}
