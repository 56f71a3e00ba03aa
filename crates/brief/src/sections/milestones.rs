//! Milestones: what was planned, what was promised, what is forecast, with what odds.

use longpole_document::chart::{MilestoneRow, MilestoneStrip};
use longpole_document::{
    Block, Chart, Column, Inline, Row, Sentence, Status, Table, words as format,
};
use longpole_engine::answers::MilestoneLine;
use longpole_engine::forecast::{DateForecast, Odds};
use longpole_model::{Commitment, EntityKind};

use super::finish::spread;
use crate::citations::{Cite, day, maybe_day};
use crate::facts::Facts;
use crate::words;

/// At most so many milestones stand in a brief.
const ROWS: usize = 15;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    if facts.milestones.is_empty() {
        return Vec::new();
    }
    let shown = worth_showing(facts);
    let mut blocks = vec![
        Block::section("Milestones"),
        Block::Table(table(facts, cite, &shown)),
    ];
    let left = facts.milestones.len() - shown.len();
    if let Some(more) = super::and_more(left, "milestone", cite) {
        blocks.push(Block::Paragraph(
            more.text(" ")
                .code("longpole milestones")
                .text(" lists them all."),
        ));
    }
    blocks.extend(strip(facts, cite, &shown).map(Block::Chart));
    blocks
}

/// Where there are too many, those that somebody committed to and that are still to come.
fn worth_showing<'f, 'a>(facts: &'f Facts<'a>) -> Vec<&'f MilestoneLine<'a>> {
    let mut shown: Vec<&MilestoneLine<'_>> = facts.milestones.iter().collect();
    if shown.len() > ROWS {
        shown.sort_by_key(|line| {
            (
                line.reached.is_some(),
                line.commitment.is_none(),
                line.planned,
                line.key.clone(),
            )
        });
        shown.truncate(ROWS);
        shown.sort_by_key(|line| (line.planned, line.key.clone()));
    }
    shown
}

/// The milestones as a table.
pub(crate) fn table(facts: &Facts<'_>, cite: &mut Cite<'_>, lines: &[&MilestoneLine<'_>]) -> Table {
    let mut table = Table::new([
        Column::left("Milestone"),
        Column::left("Owner"),
        Column::right("Baseline"),
        Column::right("Commitment"),
        Column::right("P50"),
        Column::right("P80"),
        Column::right("Odds"),
    ]);
    for line in lines {
        table.row(row(facts, cite, line));
    }
    table
}

fn row(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &MilestoneLine<'_>) -> Row {
    let owner = facts.who(line.owner.as_ref(), line.team.as_ref());
    let baseline = match &line.baseline {
        Some((id, _)) => {
            let key = facts.key(EntityKind::Baseline, id);
            cite.claim(&key, &format!("items.{}", line.key.id))
        }
        None => cite.plan_count(),
    };
    let (field, stated) = stated(line);
    let said = match stated {
        Some(stated) => cite.said(&line.key, field, stated.by.as_ref(), stated.said_on),
        None => cite.claim(&line.key, field),
    };
    let mut row = Row::new([
        Sentence::from(Inline::name(&line.title)),
        owner.map_or_else(|| "nobody".into(), |owner| Inline::name(owner).into()),
        maybe_day(line.baseline.as_ref().map(|(_, date)| *date), &baseline),
        maybe_day(stated.map(|stated| stated.date), &said),
    ]);
    row.status = line.computed.map(words::status);
    for cell in outlook(facts, cite, line) {
        row = row.cell(cell);
    }
    row
}

/// The commitment, else the target.
fn stated<'a>(line: &MilestoneLine<'a>) -> (&'static str, Option<&'a Commitment>) {
    match line.commitment {
        Some(commitment) => ("commit", Some(commitment)),
        None => ("target", line.target),
    }
}

/// P50, P80 and odds; what is known of them.
fn outlook(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &MilestoneLine<'_>) -> [Sentence; 3] {
    if let Some(reached) = line.reached {
        let said = cite.claim(&line.key, "finished");
        let reached = Sentence::new().text("reached ").with(day(reached, &said));
        return [reached, "–".into(), "–".into()];
    }
    let forecast = cite.forecast(facts.id);
    match line.forecast {
        Some(dates) if dates.is_complete() => {
            let odds = odds_of(dates).map_or_else(|| "–".into(), |odds| odds_cell(odds, &forecast));
            let quantiles = dates.quantiles;
            [
                day(quantiles.p50, &forecast).into(),
                day(quantiles.p80, &forecast).into(),
                odds,
            ]
        }
        _ => {
            let floor = Sentence::new()
                .text("from ")
                .with(day(line.planned, &cite.schedule(facts.id)));
            [floor, "unknown".into(), "unknown".into()]
        }
    }
}

/// The odds of the strictest thing that somebody stands for.
pub(crate) fn odds_of(dates: &DateForecast) -> Option<&Odds> {
    dates
        .commitment
        .as_ref()
        .or(dates.target.as_ref())
        .or(dates.deadline.as_ref())
}

/// Odds in a table, where P50 and P80 stand beside them.
pub(crate) fn odds_cell(odds: &Odds, id: &longpole_document::CitationId) -> Sentence {
    match odds.share() {
        Some(share) => Inline::figure(format::odds(share), id).into(),
        None => Status::Unknown.into(),
    }
}

/// Odds; near none and near certainty with the expected day beside them.
pub(crate) fn odds_words(
    odds: &Odds,
    dates: &DateForecast,
    id: &longpole_document::CitationId,
) -> Sentence {
    match odds.share() {
        None => Status::Unknown.into(),
        Some(share) if !(0.01..=0.99).contains(&share) => Sentence::new()
            .figure(format::odds(share), id)
            .text(", expected ")
            .with(day(dates.mean, id)),
        Some(share) => Inline::figure(format::odds(share), id).into(),
    }
}

/// The milestones that are still to come, drawn.
pub(crate) fn strip(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    lines: &[&MilestoneLine<'_>],
) -> Option<Chart> {
    let rows: Vec<MilestoneRow> = lines.iter().map(|line| strip_row(line)).collect();
    if !rows.iter().any(|row| row.spread.is_some()) {
        return None;
    }
    let forecast = cite.forecast(facts.id);
    let strip = MilestoneStrip {
        data_date: facts.line.data_date,
        rows,
    };
    Some(Chart::milestone_strip(
        strip_title(facts, cite, lines),
        &forecast,
        strip,
    ))
}

fn strip_row(line: &MilestoneLine<'_>) -> MilestoneRow {
    let known = line.forecast.filter(|dates| dates.is_complete());
    MilestoneRow {
        status: line.computed.map(words::status),
        baseline: line.baseline.as_ref().map(|(_, date)| *date),
        commitment: stated(line).1.map(|stated| stated.date),
        spread: known.map(|dates| spread(&dates.quantiles)),
        reached: line.reached,
        ..MilestoneRow::new(&line.title)
    }
}

/// The finding: which commitments P80 misses.
fn strip_title(facts: &Facts<'_>, cite: &mut Cite<'_>, lines: &[&MilestoneLine<'_>]) -> Sentence {
    let open: Vec<(&MilestoneLine<'_>, &Commitment, &DateForecast)> = lines
        .iter()
        .filter(|line| line.reached.is_none())
        .filter_map(|line| Some((*line, stated(line).1?, line.forecast?)))
        .collect();
    let missed: Vec<_> = open
        .iter()
        .filter(|(_, stated, dates)| dates.quantiles.p80 > stated.date)
        .collect();
    let unknown = open.iter().filter(|(_, _, dates)| !dates.is_complete());
    let unknown = unknown.count();
    let counted = cite.forecast(facts.id);
    match (open.len(), missed.as_slice()) {
        (0, _) => "Nobody has committed to a milestone yet".into(),
        (all, []) if unknown > 0 => Sentence::new().text("P80 is unknown for ").figure(
            match all {
                1 => "the one commitment".to_owned(),
                _ => format!("{unknown} of {all} commitments"),
            },
            &counted,
        ),
        (_, []) => "P80 keeps every commitment".into(),
        (_, [(line, ..)]) => Sentence::new()
            .text("P80 misses one commitment: ")
            .name(&line.title),
        (all, missed) => Sentence::new()
            .text("P80 misses ")
            .figure(format!("{} of {all} commitments", missed.len()), &counted),
    }
}
