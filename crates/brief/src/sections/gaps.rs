//! What the plan does not say at all, in one line: an empty section would only look like good news.

use longpole_document::{Block, Sentence};

use super::{contracts, decisions, risks};
use crate::facts::Facts;
use crate::words;

pub(crate) fn block(facts: &Facts<'_>) -> Option<Block> {
    let charter = &facts.program.charter;
    let missing = [
        (charter.target.is_none(), "a target date"),
        (charter.sponsor.is_none(), "a sponsor"),
        (charter.delay_cost.is_none(), "what a week of delay costs"),
        (facts.milestones.is_empty(), "milestones"),
        (facts.contracts.is_empty(), "needs between teams"),
        (
            risks::top(facts).is_empty() && facts.risks.is_empty(),
            "risks",
        ),
        (facts.decisions.is_empty(), "decisions"),
        (facts.program.baselines.is_empty(), "a baseline"),
    ];
    let missing: Vec<&str> = missing
        .into_iter()
        .filter_map(|(is_missing, what)| is_missing.then_some(what))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let mut notes = Sentence::new()
        .text("The plan has no word of: ")
        .then(words::list(missing))
        .text(".");
    if contracts::in_danger(facts).next().is_none() && !facts.contracts.is_empty() {
        notes = notes.text(" No promise is in danger.");
    }
    if !facts.decisions.is_empty() && decisions::open(facts).next().is_none() {
        notes = notes.text(" No decision waits.");
    }
    Some(Block::Paragraph(notes))
}
