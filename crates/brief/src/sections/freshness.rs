//! How old is what this rests on, and how can one make the same document again?

use longpole_document::{Block, Sentence, words as format};

use crate::citations::{Cite, count, day};
use crate::facts::Facts;

/// The small print of every document about a program.
pub(crate) fn footer(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Block {
    let mut lines = vec![ages(facts, cite)];
    lines.push(again(facts, cite));
    Block::footer(lines)
}

/// The oldest input, and how much is stale or missing.
pub(crate) fn ages(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let Some(freshness) = &facts.freshness else {
        return "Nothing is known of the age of what this rests on.".into();
    };
    let id = cite.plan_count();
    let open = freshness.fresh + freshness.stale + freshness.missing;
    let mut sentence = match &freshness.oldest {
        Some(oldest) => {
            let said = cite.said(&oldest.key, "status", None, Some(oldest.on));
            let age = i64::from((freshness.now - oldest.on).get_days());
            Sentence::new()
                .text("The oldest status that this rests on: ")
                .name(facts.workspace.display_name(&oldest.key))
                .text(", of ")
                .with(day(oldest.on, &said))
                .text(" (")
                .figure(format!("{} old", format::count(age, "day")), &id)
                .text("). ")
        }
        None if open > 0 => Sentence::new().text("No open item has a status. "),
        None => Sentence::new(),
    };
    if open > 0 {
        sentence = sentence
            .text("Of ")
            .with(count(open as usize, "open item", &id))
            .text(", ")
            .figure(freshness.fresh.to_string(), &id)
            .text(" have a fresh status, ")
            .figure(freshness.stale.to_string(), &id)
            .text(" a stale one (older than ")
            .figure(format::count(freshness.stale_after_days, "day"), &id)
            .text("), ")
            .figure(freshness.missing.to_string(), &id)
            .text(" none.");
    }
    sentence
}

/// What was run, so that somebody else can run it again.
fn again(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let options = &facts.analysis.scheduled.options;
    let id = cite.settings();
    let mut sentence = Sentence::new()
        .text("As of ")
        .with(day(options.now, &id))
        .text("; ")
        .figure(
            format!("{} runs", format::integer(i64::from(options.iterations))),
            &id,
        )
        .text(" with seed ")
        .figure(options.seed.to_string(), &id);
    let step = i64::from(facts.analysis.forecast.unit_minutes);
    if step > 1 {
        let step = format::count(step, "minute");
        sentence = sentence.text(", in steps of ").figure(step, &id);
    }
    let sentence = sentence.text(". It expires when the plan changes.");
    match &facts.analysis.scheduled.plan.revision {
        Some(revision) => sentence.text(" Plan at ").code(&revision.commit).text("."),
        None => {
            sentence.text(" The plan was read from a working copy, which nobody else can look up.")
        }
    }
}
