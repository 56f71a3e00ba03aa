//! The sections that documents are made of, a file each. Each gives blocks, or none where it has nothing to say.

pub(crate) mod asks;
pub(crate) mod changes;
pub(crate) mod contracts;
pub(crate) mod contradictions;
pub(crate) mod decisions;
pub(crate) mod finish;
pub(crate) mod five_questions;
pub(crate) mod freshness;
pub(crate) mod gaps;
pub(crate) mod health;
pub(crate) mod leadership_ask;
pub(crate) mod long_pole;
pub(crate) mod milestones;
pub(crate) mod reasons;
pub(crate) mod risks;

use longpole_document::{Inline, Sentence, Term};
use longpole_engine::schedule::RemarkKind;

use crate::citations::{Cite, day};
use crate::facts::Facts;

/// What a document is based on: data date, plan, and with what it is compared.
pub(crate) fn based_on(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    since: Option<Sentence>,
) -> Vec<Term> {
    let said = cite.claim(&facts.charter_key(), "data_date");
    let mut terms = vec![Term::new("Data date", day(facts.line.data_date, &said))];
    terms.push(Term::new("Plan", plan_name(facts)));
    terms.extend(since.map(|since| Term::new("Compared with", since)));
    terms
}

/// The revision that the plan was read at, which anybody can look up.
fn plan_name(facts: &Facts<'_>) -> Sentence {
    match &facts.analysis.scheduled.plan.revision {
        Some(revision) => Inline::code(&revision.commit).into(),
        None => "working copy".into(),
    }
}

/// How many open items lack what a forecast needs.
pub(crate) fn unestimated(facts: &Facts<'_>) -> usize {
    let network = &facts.analysis.scheduled.network;
    let lacking = network.remarks.iter().filter(|remark| {
        let here = remark
            .subject
            .as_ref()
            .is_some_and(|subject| subject.program == *facts.id);
        here && matches!(
            remark.kind,
            RemarkKind::NoEstimate
                | RemarkKind::NoPace
                | RemarkKind::ZeroPace
                | RemarkKind::StartedWithoutRemaining
        )
    });
    // What lacks an estimate may lie in another program, so that none is found here.
    lacking
        .count()
        .max(facts.line.forecast.finish.incomplete.len())
}

/// How many of something did not fit, as the last line of a list: "And 12 more risks."
pub(crate) fn and_more(left: usize, unit: &str, cite: &mut Cite<'_>) -> Option<Sentence> {
    (left > 0).then(|| {
        let counted = cite.plan_count();
        let number = longpole_document::words::count(
            i64::try_from(left).unwrap_or(i64::MAX),
            &format!("more {unit}"),
        );
        Sentence::new()
            .text("And ")
            .figure(number, &counted)
            .text(".")
    })
}
