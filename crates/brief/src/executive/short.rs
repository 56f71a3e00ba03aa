//! The short brief: at most five points of at most fifteen words, each with its colour; the risks; the ask.

use longpole_document::{
    Block, Callout, CalloutKind, Document, Inline, Sentence, Status, words as format,
};
use longpole_engine::forecast::Odds;

use super::headline;
use crate::citations::{Cite, count, day};
use crate::facts::Facts;
use crate::sections::{self, contracts, decisions, leadership_ask, risks};
use crate::since::Since;
use crate::words;

/// At most so many points.
const POINTS: usize = 5;
/// So many things that are not on track are explained.
const EXPLAINED: usize = 3;

pub(super) fn document(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    since: Option<&Since<'_>>,
) -> Document {
    let mut document = Document::new(&facts.line.name);
    document.subtitle = Some(super::subtitle(facts).text(", short"));
    let points: Vec<(Status, Sentence)> = points(facts, cite, since);
    // The header is the worst colour that anything below it has.
    let worst = points
        .iter()
        .map(|(status, _)| *status)
        .chain(facts.status())
        .max();
    document.headline(worst, headline::verdict(facts, cite));
    let bullets = points
        .into_iter()
        .map(|(status, point)| Sentence::from(status).text("  ").then(point));
    document.push(Block::bullets(bullets));
    document.push(Block::Paragraph(risks_line(facts, cite)));
    document.push(ask(facts, cite));
    document
        .blocks
        .extend(sections::five_questions::blocks(facts, cite, EXPLAINED));
    document
}

/// The points, the weightiest first.
fn points(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    since: Option<&Since<'_>>,
) -> Vec<(Status, Sentence)> {
    let all = [
        finish(facts, cite),
        since.map(|since| movement(facts, cite, since)),
        claim(facts),
        promises(facts, cite),
        waiting(facts, cite),
        pole(facts),
        silence(facts, cite),
        asked(facts, cite),
    ];
    all.into_iter().flatten().take(POINTS).collect()
}

fn finish(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<(Status, Sentence)> {
    if !facts.has_open_items() {
        return None;
    }
    if !facts.is_forecast_known() {
        let counted = cite.plan_count();
        let missing = sections::unestimated(facts);
        let sentence =
            Sentence::new()
                .text("Finish unknown: ")
                .with(count(missing, "open item", &counted));
        return Some((Status::Unknown, sentence.text(" without an estimate.")));
    }
    let finish = &facts.line.forecast.finish;
    let forecast = cite.forecast(facts.id);
    let mut sentence = Sentence::new()
        .text("P80 is ")
        .with(day(finish.quantiles.p80, &forecast));
    let Some(late) = facts.line.p80_after_target_days else {
        return Some((Status::Unknown, sentence.text("; no target is set.")));
    };
    sentence = sentence
        .text(", ")
        .figure(format::working_days_late(late), &forecast);
    let share = finish.target.as_ref().and_then(Odds::share);
    if let Some(share) = share {
        sentence = sentence
            .text("; odds ")
            .figure(format::odds(share), &forecast);
    }
    let health = facts.line.health;
    let wanted = facts
        .line
        .target
        .map_or(health.rules.confidence, |target| target.confidence)
        .as_f64();
    let status = match share {
        None => Status::Unknown,
        Some(share) if share < wanted * health.rules.off_track_below.as_f64() => Status::OffTrack,
        Some(share) if share < wanted => Status::AtRisk,
        Some(_) => Status::OnTrack,
    };
    Some((status, sentence.text(".")))
}

fn movement(facts: &Facts<'_>, cite: &mut Cite<'_>, since: &Since<'_>) -> (Status, Sentence) {
    let before = since.p80(facts.id);
    let now = facts
        .is_forecast_known()
        .then_some(facts.line.forecast.finish.quantiles.p80);
    let Some((before, now)) = before.zip(now) else {
        return (
            Status::Unknown,
            Sentence::new()
                .text("Movement since ")
                .name(words::clip(since.name, 3))
                .text(" is unknown."),
        );
    };
    let moved = facts.working_days(before, now);
    let forecast = cite.forecast(facts.id);
    let sentence = Sentence::new()
        .text("P80 moved ")
        .figure(words::moved(moved), &forecast)
        .text(" since ")
        .name(words::clip(since.name, 3))
        .text(".");
    (
        if moved > 0 {
            Status::AtRisk
        } else {
            Status::OnTrack
        },
        sentence,
    )
}

/// Only where a person's word and the figures differ.
fn claim(facts: &Facts<'_>) -> Option<(Status, Sentence)> {
    let computed = facts.status()?;
    let claimed = words::status(facts.line.health.claimed.as_ref()?.health);
    (claimed != computed).then(|| {
        let sentence = Sentence::new()
            .text("Claimed ")
            .text(claimed.word())
            .text("; the figures say ");
        (computed, sentence.text(computed.word()).text("."))
    })
}

fn promises(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<(Status, Sentence)> {
    let danger: Vec<_> = contracts::in_danger(facts).collect();
    let worst = danger
        .iter()
        .map(|line| contracts::colour(facts.workspace, line))
        .max()?;
    let id = cite.plan_count();
    let mut sentence = Sentence::new()
        .with(count(danger.len(), "promise", &id))
        .text(" in danger");
    if let Some(first) = danger.iter().filter_map(|line| line.need_by).min() {
        let schedule = cite.schedule(facts.id);
        sentence = sentence
            .text("; the first is needed by ")
            .with(day(first, &schedule));
    }
    Some((worst, sentence.text(".")))
}

fn waiting(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<(Status, Sentence)> {
    let open: Vec<_> = decisions::open(facts).collect();
    if open.is_empty() {
        return None;
    }
    let id = cite.plan_count();
    let overdue = open
        .iter()
        .filter(|line| line.days_left.is_some_and(|days| days < 0))
        .count();
    let verb = if open.len() == 1 { " waits" } else { " wait" };
    let sentence = Sentence::new()
        .with(count(open.len(), "decision", &id))
        .text(verb);
    let sentence = match (overdue, open.iter().filter_map(|line| line.decide_by).min()) {
        (0, Some(first)) => sentence
            .text("; the first is due on ")
            .with(day(first, &id)),
        (0, None) => sentence.text("; none has a day"),
        (overdue, _) => sentence
            .text("; ")
            .figure(overdue.to_string(), &id)
            .text(" overdue"),
    };
    let worst = open
        .iter()
        .filter_map(|line| decisions::urgency(line))
        .max()
        .unwrap_or(Status::Unknown);
    Some((worst, sentence.text(".")))
}

fn pole(facts: &Facts<'_>) -> Option<(Status, Sentence)> {
    if !facts.is_forecast_known() {
        return None;
    }
    let first = facts.pole.as_ref()?.steps.first()?;
    let status = sections::long_pole::health_of(facts, &first.key)?;
    let sentence = Sentence::new()
        .text("The date hangs on: ")
        .name(words::clip(&first.title, 8))
        .text(".");
    Some((status, sentence))
}

fn silence(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<(Status, Sentence)> {
    let freshness = facts.freshness.as_ref()?;
    let (silent, open) = (
        freshness.stale + freshness.missing,
        freshness.fresh + freshness.stale + freshness.missing,
    );
    if silent == 0 {
        return None;
    }
    let id = cite.plan_count();
    let sentence = Sentence::new()
        .figure(format!("{silent} of {open}"), &id)
        .text(if open == 1 {
            " open items has"
        } else {
            " open items have"
        })
        .text(" no fresh status.");
    Some((Status::Unknown, sentence))
}

fn asked(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<(Status, Sentence)> {
    let loads = sections::asks::loads(facts.analysis, Some(facts.id));
    let most = loads.iter().max_by_key(|load| load.asks.len())?;
    let id = cite.plan_count();
    let sentence = Sentence::new()
        .text("The most is asked of ")
        .name(words::clip(&most.name, 4))
        .text(": ")
        .with(count(most.asks.len(), "ask", &id))
        .text(".");
    let status = match most.capacity {
        None => Status::Unknown,
        Some(capacity) if most.asks.len() > capacity as usize => Status::OffTrack,
        Some(_) => Status::OnTrack,
    };
    Some((status, sentence))
}

/// One line of risks and what blocks; there even when there are none.
fn risks_line(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let lead = Sentence::new().with(Inline::strong("Risks: "));
    if facts.risks.is_empty() {
        return lead.text("none recorded, which is not the same as none.");
    }
    let top = risks::top(facts);
    let mut parts = Vec::new();
    for line in top.iter().take(EXPLAINED) {
        let name = Sentence::from(Inline::name(words::clip(&line.title, 6)));
        parts.push(match line.p80_days {
            Some(days) => {
                let id = cite.comparison(&line.key, "with and without this risk");
                name.text(" (")
                    .figure(words::working_days(days), &id)
                    .text(" at P80)")
            }
            None => name,
        });
    }
    if parts.is_empty() {
        lead.text("none open.")
    } else {
        lead.then(words::list(parts)).text(".")
    }
}

fn ask(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Block {
    let asks = leadership_ask::asks(facts, cite);
    let title = match asks.into_iter().next() {
        Some(ask) => {
            let sentence = ask.short;
            match ask.by {
                Some(by) if by < facts.now() => {
                    let id = cite.plan_count();
                    let on = Sentence::new().with(day(by, &id));
                    sentence.text(", overdue since ").then(on).text(".")
                }
                Some(by) => {
                    let id = cite.plan_count();
                    sentence.text(", by ").with(day(by, &id)).text(".")
                }
                None => sentence.text("."),
            }
        }
        None => "None.".into(),
    };
    Block::Callout(Callout {
        kind: CalloutKind::Ask,
        title,
        details: Vec::new(),
    })
}
