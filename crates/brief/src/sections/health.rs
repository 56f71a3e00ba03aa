//! How it stands: computed and claimed health side by side, the reasons, and the thresholds that were used.

use longpole_document::{Block, Inline, KeyFigure, Sentence, Status, words as format};
use longpole_engine::check::{ClaimedHealth, HealthReason, ReasonKind, Subject};
use longpole_engine::forecast::Odds;
use longpole_model::{EntityKind, Health, HealthCounts, ItemId, Probability, UpdateSubject};

use super::reasons::{self, Of};
use crate::citations::{Cite, count, day};
use crate::facts::Facts;
use crate::words;

/// At most so many reasons are given.
const REASONS: usize = 4;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::KeyFigures(key_figures(facts, cite))];
    blocks.extend(disagreement(facts, cite).map(Block::Paragraph));
    let reasons = reasons(facts, cite);
    if !reasons.is_empty() {
        blocks.push(Block::subsection("Why"));
        blocks.push(Block::Bullets(reasons));
    }
    blocks.push(Block::Paragraph(
        counts(facts, cite).then(thresholds(facts, cite)),
    ));
    blocks
}

fn key_figures(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<KeyFigure> {
    let computed = match facts.status() {
        Some(status) => status.into(),
        None => Sentence::from("done"),
    };
    let mut figures = vec![KeyFigure::new(
        "Computed health",
        computed,
        claimed(facts, cite),
    )];
    if facts.is_forecast_known() {
        figures.extend(finish_figures(facts, cite));
    } else if facts.has_open_items() {
        let floor = if facts.line.planned_finish > facts.line.data_date {
            let schedule = cite.schedule(facts.id);
            let floor = Sentence::new().text("not before ");
            floor.with(day(facts.line.planned_finish, &schedule))
        } else {
            "estimates are missing".into()
        };
        figures.push(KeyFigure::new("Finish", Status::Unknown, floor));
        figures.push(KeyFigure::new(
            "Odds of the target",
            Status::Unknown,
            "estimates are missing",
        ));
    }
    figures
}

fn claimed(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    match claim_of(facts) {
        Some((claim, status)) => {
            let id = claim_citation(facts, cite, claim);
            let sentence = Sentence::new()
                .text("claimed: ")
                .status(status)
                .text(" on ");
            sentence.with(day(claim.on, &id))
        }
        None => "claimed: nothing yet".into(),
    }
}

fn claim_of<'f>(facts: &'f Facts<'_>) -> Option<(&'f ClaimedHealth, Status)> {
    let claim = facts.line.health.claimed.as_ref()?;
    Some((claim, words::status(claim.health)))
}

/// The update that the program's claimed health is from.
fn claim_citation(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    claim: &ClaimedHealth,
) -> longpole_document::CitationId {
    let mut updates = facts.program.updates.iter().filter(|(_, update)| {
        update.about == UpdateSubject::Program && update.on == claim.on && update.by == claim.by
    });
    let key = match updates.next() {
        Some((id, _)) => facts.key(EntityKind::StatusUpdate, id),
        None => facts.charter_key(),
    };
    cite.said(&key, "health", claim.by.as_ref(), Some(claim.on))
}

fn finish_figures(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<KeyFigure> {
    let finish = &facts.line.forecast.finish;
    let forecast = cite.forecast(facts.id);
    let note = |late: Option<i64>, error: f64| match late {
        Some(days) => Sentence::from(Inline::figure(format::working_days_late(days), &forecast)),
        None => give_or_take(error, &forecast),
    };
    let target = facts.line.target.map(|target| target.finish);
    let late = |date| target.map(|target| facts.working_days(target, date));
    let p50 = finish.quantiles.p50;
    let p80 = finish.quantiles.p80;
    let mut figures = vec![
        KeyFigure::new(
            "P50 finish",
            day(p50, &forecast),
            note(late(p50), finish.p50_error_days),
        ),
        KeyFigure::new(
            "P80 finish",
            day(p80, &forecast),
            note(facts.line.p80_after_target_days, finish.p80_error_days),
        ),
    ];
    if let (Some(target), Some(share)) = (
        facts.line.target,
        finish.target.as_ref().and_then(Odds::share),
    ) {
        let said = cite.claim(&facts.charter_key(), "target");
        let wanted = Sentence::new()
            .text("wanted: ")
            .figure(target.confidence.to_string(), &said);
        let odds = Inline::figure(format::odds(share), &forecast);
        figures.push(KeyFigure::new("Odds of the target", odds, wanted));
    }
    figures
}

/// The simulation's own error: "give or take 0.4 working days".
pub(crate) fn give_or_take(error_days: f64, id: &longpole_document::CitationId) -> Sentence {
    let error = words::working_days(error_days);
    Sentence::new().figure(format!("± {error}"), id)
}

/// Says so when a person's claim and the figures differ.
fn disagreement(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<Sentence> {
    let (claim, claimed) = claim_of(facts)?;
    let computed = facts.status()?;
    if claimed == computed {
        return None;
    }
    let id = claim_citation(facts, cite, claim);
    let who = claim
        .by
        .as_ref()
        .map_or_else(|| "The last update".to_owned(), |by| facts.person(by));
    let mut sentence = Sentence::new()
        .name(who)
        .text(" said ")
        .status(claimed)
        .text(" on ")
        .with(day(claim.on, &id))
        .text("; the figures say ")
        .status(computed)
        .text(".");
    if let Some(reason) = &claim.reason {
        sentence = sentence
            .text(" The reason given: ")
            .with(Inline::figure(words::as_sentence(reason), &id));
    }
    if claim.stale {
        sentence = sentence.text(" That claim has grown old.");
    }
    Some(sentence)
}

/// What decided the health, the worst first: its own reasons, then the parts that are as bad.
fn reasons(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Sentence> {
    let health = facts.line.health;
    let deciding: Vec<&HealthReason> = health
        .reasons
        .iter()
        .filter(|reason| Some(reason.health) == health.health)
        .filter(|reason| {
            !matches!(
                reason.kind,
                ReasonKind::NothingAgainst | ReasonKind::Part(_)
            )
        })
        .collect();
    let mut lines: Vec<Sentence> = deciding
        .iter()
        .take(REASONS)
        .map(|reason| reason_line(facts, cite, reason))
        .collect();
    lines.extend(super::and_more(
        deciding.len().saturating_sub(REASONS),
        "reason",
        cite,
    ));
    lines.extend(as_bad(facts, cite));
    lines
}

fn reason_line(facts: &Facts<'_>, cite: &mut Cite<'_>, reason: &HealthReason) -> Sentence {
    let because = reasons::because(facts, cite, Of::Program, facts.line.health, reason);
    let change = reasons::changes_when(facts, cite, Of::Program, reason);
    because.text(" What would change it: ").then(change)
}

/// The items that stand as badly as the program, those that set the date most often first.
fn as_bad(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<Sentence> {
    let health = facts
        .line
        .health
        .health
        .filter(|health| *health != Health::OnTrack)?;
    let stands = |id: &ItemId| {
        let subject = Subject::Item(facts.id.clone(), id.clone());
        facts
            .analysis
            .report
            .healths
            .of(&subject)
            .and_then(|computed| computed.health)
    };
    let leaves = facts
        .program
        .items
        .keys()
        .filter(|id| !facts.tree.is_summary(id));
    let mut bad: Vec<(f64, String)> = leaves
        .filter(|id| stands(id) == Some(health))
        .map(|id| {
            let key = facts.key(EntityKind::Item, id);
            let dates = facts.analysis.forecast.dates.get(&key);
            (
                dates.map_or(0.0, |dates| dates.criticality),
                facts.workspace.display_name(&key),
            )
        })
        .collect();
    bad.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<String> = bad.into_iter().map(|(_, name)| name).collect();
    let id = cite.health(facts.id);
    (!names.is_empty()).then(|| {
        Sentence::new()
            .status(words::status(health))
            .text(": ")
            .then(words::titles(&names, REASONS, &id))
            .text(".")
    })
}

fn counts(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let HealthCounts {
        on_track,
        at_risk,
        unknown,
        off_track,
    } = facts.line.health.parts.counts;
    let closed = facts.line.health.parts.closed;
    let open = on_track + at_risk + unknown + off_track;
    if open == 0 {
        return Sentence::new();
    }
    let id = cite.health(facts.id);
    let parts = [
        (on_track, "on track"),
        (at_risk, "at risk"),
        (unknown, "unknown"),
        (off_track, "off track"),
    ];
    let parts = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| {
            Sentence::new()
                .figure(number.to_string(), &id)
                .text(" ")
                .text(word)
        });
    let mut sentence = Sentence::new()
        .text("Of ")
        .with(count(open, "open item", &id))
        .text(": ")
        .then(words::list(parts));
    if closed > 0 {
        sentence = sentence
            .text("; ")
            .figure(closed.to_string(), &id)
            .text(" closed");
    }
    sentence.text(". ")
}

/// The thresholds, which are settings and so belong beside the result.
pub(crate) fn thresholds(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let health = facts.line.health;
    let said = cite.claim(&facts.charter_key(), "health");
    let wanted = facts
        .line
        .target
        .map_or(health.rules.confidence, |target| target.confidence);
    let half = f64::from(wanted.in_millionths()) * health.rules.off_track_below.as_f64();
    let off = Probability::millionths(half as u32).unwrap_or(wanted);
    Sentence::new()
        .text("At risk: odds below ")
        .figure(wanted.to_string(), &said)
        .text(", or a warning on work that drives the date. Off track: odds below ")
        .figure(off.to_string(), &said)
        .text(", or an error. Unknown: something needed to tell is missing, or older than ")
        .figure(format::count(health.stale_after_days, "day"), &said)
        .text(".")
}
