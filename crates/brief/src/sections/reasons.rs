//! Why something has its health, and what would change that, in the reader's words.

use longpole_document::{Inline, Sentence, words as format};
use longpole_engine::check::{ComputedHealth, HealthReason, ReasonKind, Subject};
use longpole_engine::forecast::DateForecast;
use longpole_model::{EntityKey, EntityKind, Health, PersonId};

use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;

/// What a health is of: the whole program, or one item with whoever answers for it.
#[derive(Clone, Copy)]
pub(crate) enum Of<'k> {
    Program,
    Item(&'k EntityKey, Option<&'k str>),
}

/// Why, as a sentence.
pub(crate) fn because(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    of: Of<'_>,
    health: &ComputedHealth,
    reason: &HealthReason,
) -> Sentence {
    match &reason.kind {
        ReasonKind::Odds {
            odds,
            confidence,
            by,
        } => {
            let forecast = cite.forecast(facts.id);
            Sentence::new()
                .text("The odds of ")
                .with(day(*by, &forecast))
                .text(" are ")
                .figure(format::odds(*odds), &forecast)
                .text("; ")
                .figure(format::percent(*confidence), &forecast)
                .text(" are wanted.")
        }
        ReasonKind::OddsUnknown => {
            "Nobody can tell the odds: something that it depends on has no estimate.".into()
        }
        ReasonKind::Claim => claim(facts, cite, of, health, reason.health),
        ReasonKind::NoClaim => "Nobody has ever said how it stands.".into(),
        ReasonKind::StaleClaim { age_days } => {
            let id = cite.health(facts.id);
            Sentence::new()
                .text("Nobody has said how it stands for ")
                .figure(format::count(*age_days, "day"), &id)
                .text(".")
        }
        ReasonKind::Part(subject) => {
            let name = words::title(subject_name(facts, subject));
            name.text(" is ")
                .status(words::status(reason.health))
                .text(".")
        }
        ReasonKind::Finding { .. } | ReasonKind::NothingAgainst => {
            let id = source(facts, cite, reason);
            Inline::figure(words::capital(&words::as_sentence(&reason.because)), &id).into()
        }
    }
}

/// What would change it, as a sentence.
pub(crate) fn changes_when(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    of: Of<'_>,
    reason: &HealthReason,
) -> Sentence {
    let owner = match of {
        Of::Item(_, owner) => owner,
        Of::Program => None,
    };
    let speaks = |what: &str| match owner {
        Some(owner) => Sentence::new().name(owner).text(format!(" {what}.")),
        None => Sentence::new().text(format!("Somebody who answers for it {what}.")),
    };
    match &reason.kind {
        ReasonKind::Odds { confidence, by, .. } => sooner(facts, cite, of, *confidence, *by),
        ReasonKind::OddsUnknown => "What it depends on gets its estimates.".into(),
        ReasonKind::NoClaim | ReasonKind::StaleClaim { .. } => speaks("says how it stands"),
        ReasonKind::Claim => speaks("says that it stands better, with what shows it"),
        ReasonKind::Part(_) => "That part changes.".into(),
        ReasonKind::Finding { .. } | ReasonKind::NothingAgainst => {
            let id = source(facts, cite, reason);
            let action = words::uncapital(&words::as_sentence(&reason.would_change));
            if action.is_empty() {
                return "Nobody has said.".into();
            }
            Sentence::new()
                .text("This is settled: ")
                .figure(action, &id)
        }
    }
}

/// By how much P80 has to come forward; where another confidence is wanted, which odds have to be reached.
fn sooner(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    of: Of<'_>,
    confidence: f64,
    by: jiff::civil::Date,
) -> Sentence {
    let forecast = cite.forecast(facts.id);
    let p80 = forecast_of(facts, of).map(|dates| dates.quantiles.p80);
    let is_p80 = (confidence - 0.8).abs() < 0.005;
    match p80.filter(|p80| is_p80 && *p80 > by) {
        Some(p80) => Sentence::new()
            .text("P80 comes forward by ")
            .figure(format::working_days(facts.working_days(by, p80)), &forecast)
            .text(", to ")
            .with(day(by, &forecast))
            .text("."),
        None => Sentence::new()
            .text("The odds of ")
            .with(day(by, &forecast))
            .text(" reach ")
            .figure(format::percent(confidence), &forecast)
            .text("."),
    }
}

fn forecast_of<'f>(facts: &'f Facts<'_>, of: Of<'_>) -> Option<&'f DateForecast> {
    match of {
        Of::Program => Some(&facts.line.forecast.finish),
        Of::Item(key, _) => facts.analysis.forecast.dates.get(key),
    }
}

fn claim(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    of: Of<'_>,
    health: &ComputedHealth,
    said: Health,
) -> Sentence {
    let Some(claim) = &health.claimed else {
        return Sentence::new()
            .text("Somebody said ")
            .status(words::status(said))
            .text(".");
    };
    let charter = facts.charter_key();
    let key = match of {
        Of::Program => &charter,
        Of::Item(key, _) => key,
    };
    let id = cite.said(key, "status.health", claim.by.as_ref(), Some(claim.on));
    let who = |by: &PersonId| facts.person(by);
    let sentence = Sentence::new()
        .name(claim.by.as_ref().map_or_else(|| "Somebody".to_owned(), who))
        .text(" said ")
        .status(words::status(said))
        .text(" on ")
        .with(day(claim.on, &id));
    if claim.stale {
        sentence.text(" and has not been heard of since.")
    } else {
        sentence.text(".")
    }
}

/// The finding behind a reason, or the computed health itself.
fn source(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    reason: &HealthReason,
) -> longpole_document::CitationId {
    let ReasonKind::Finding { rule, at } = &reason.kind else {
        return cite.health(facts.id);
    };
    let found = facts.analysis.report.findings.iter();
    let mut found = found.filter(|finding| finding.rule == *rule && finding.at == *at);
    match found.next() {
        Some(finding) => cite.finding(finding),
        None => cite.health(facts.id),
    }
}

fn subject_name(facts: &Facts<'_>, subject: &Subject) -> String {
    let workspace = facts.workspace;
    match subject {
        Subject::Portfolio => "the portfolio".to_owned(),
        Subject::Program(program) => workspace.display_name(&EntityKey::program(program)),
        Subject::Workstream(program, id) => {
            workspace.display_name(&EntityKey::of(program, EntityKind::Workstream, id))
        }
        Subject::Team(team) => facts.team(team),
        Subject::Item(program, id) => {
            workspace.display_name(&EntityKey::of(program, EntityKind::Item, id))
        }
    }
}
