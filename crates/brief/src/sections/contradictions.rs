//! What contradicts what: the findings that matter most, errors first, each with what to do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use longpole_document::{Block, Inline, Sentence, words as format};
use longpole_engine::check::{Finding, FindingSeverity};

use crate::citations::Cite;
use crate::facts::Facts;
use crate::words;

/// At most so many findings stand in a brief.
const LINES: usize = 6;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let serious: Vec<&Finding> = facts
        .findings
        .iter()
        .copied()
        .filter(|finding| finding.severity > FindingSeverity::Info)
        .collect();
    if serious.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        Block::section("What does not fit together"),
        Block::Paragraph(summary(facts, cite)),
    ];
    blocks.push(Block::Bullets(
        varied(facts, &serious)
            .into_iter()
            .map(|finding| line(cite, finding))
            .collect(),
    ));
    blocks
}

fn summary(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let id = cite.plan_count();
    let number = |severity| {
        facts
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let parts = [
        (number(FindingSeverity::Error), "error"),
        (number(FindingSeverity::Warning), "warning"),
        (number(FindingSeverity::Info), "remark"),
    ];
    let parts = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, unit)| {
            Inline::figure(
                format::count(i64::try_from(number).unwrap_or(i64::MAX), unit),
                &id,
            )
        });
    words::list(parts)
        .text(". The worst of each kind; ")
        .code("longpole check")
        .text(" lists them all.")
}

/// The first of each rule, then the second of each, so that one frequent rule does not hide the others. What speaks of work
/// that sets the date comes before what does not, and shares that were measured over the whole plan come last.
fn varied<'a>(facts: &Facts<'_>, findings: &[&'a Finding]) -> Vec<&'a Finding> {
    let dates = &facts.analysis.forecast.dates;
    let weight = |finding: &Finding| {
        dates
            .get(&finding.at)
            .map_or(0.0, |dates| dates.criticality)
    };
    let mut ranked: Vec<&Finding> = findings.to_vec();
    ranked.sort_by(|a, b| {
        let worse = b
            .severity
            .cmp(&a.severity)
            .then(a.ratio.is_some().cmp(&b.ratio.is_some()));
        worse.then_with(|| weight(b).total_cmp(&weight(a)))
    });
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, &Finding)> = Vec::new();
    for finding in ranked {
        let turn = seen.entry(finding.rule).or_default();
        turns.push((*turn, finding));
        *turn += 1;
    }
    turns.sort_by_key(|(turn, finding)| (Reverse(finding.severity), *turn));
    turns
        .into_iter()
        .take(LINES)
        .map(|(_, finding)| finding)
        .collect()
}

/// A finding with its hint.
pub(crate) fn line(cite: &mut Cite<'_>, finding: &Finding) -> Sentence {
    let id = cite.finding(finding);
    let severity = match finding.severity {
        FindingSeverity::Error => Inline::strong("Error: "),
        FindingSeverity::Warning | FindingSeverity::Info => Inline::text(""),
    };
    let message = words::capital(&words::as_sentence(&finding.message));
    let hint = words::capital(&words::as_sentence(&finding.hint));
    let sentence = Sentence::new().with(severity).figure(message, &id);
    if hint.is_empty() {
        sentence
    } else {
        sentence.text(" ").with(Inline::name(hint))
    }
}
