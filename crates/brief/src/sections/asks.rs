//! What is asked of each team, against what it can take.

use longpole_document::{
    Align, Block, Column, Inline, Row, Sentence, Status, Table, words as format,
};
use longpole_engine::Analysis;
use longpole_engine::answers::{AskLoad, KindCount, ask_loads};
use longpole_model::{Ask, ProgramId};

use crate::citations::{Cite, count};
use crate::words;

/// At most so many kinds are named for a team.
const KINDS: usize = 4;

/// The load of every team that is asked something; of one program's asks only, where one is named.
pub(crate) fn blocks(
    analysis: &Analysis,
    cite: &mut Cite<'_>,
    program: Option<&ProgramId>,
) -> Vec<Block> {
    let loads: Vec<AskLoad> = loads(analysis, program);
    if loads.is_empty() {
        return Vec::new();
    }
    vec![
        Block::section("Asks on teams"),
        Block::Paragraph(summary(analysis, cite, &loads)),
        Block::Table(table(analysis, cite, &loads)),
    ]
}

/// Teams that are asked something, those over their capacity first, then by number.
pub(crate) fn loads(analysis: &Analysis, program: Option<&ProgramId>) -> Vec<AskLoad> {
    let mut loads = ask_loads(&analysis.scheduled.plan.workspace);
    loads.retain(|load| {
        let here = |(at, _): &(ProgramId, _)| program.is_none_or(|program| at == program);
        load.asks.iter().any(here)
    });
    loads.sort_by_key(|load| {
        (
            !is_over(load),
            std::cmp::Reverse(load.asks.len()),
            load.team.clone(),
        )
    });
    loads
}

fn is_over(load: &AskLoad) -> bool {
    load.capacity
        .is_some_and(|capacity| load.asks.len() > capacity as usize)
}

fn summary(analysis: &Analysis, cite: &mut Cite<'_>, loads: &[AskLoad]) -> Sentence {
    let id = cite.plan_count();
    let asks: usize = loads.iter().map(|load| load.asks.len()).sum();
    let over = loads.iter().filter(|load| is_over(load)).count();
    let unknown = loads.iter().filter(|load| load.capacity.is_none()).count();
    let open: usize = loads.iter().map(|load| unanswered(analysis, load)).sum();
    let mut sentence = Sentence::new()
        .with(count(asks, "ask", &id))
        .text(" on ")
        .with(count(loads.len(), "team", &id))
        .text("; ")
        .figure(open.to_string(), &id)
        .text(" not answered yet. ");
    if over > 0 {
        sentence = sentence
            .with(count(over, "team", &id))
            .text(" asked for more than it can take. ");
    }
    if unknown == loads.len() {
        sentence = sentence.text("Nobody has said how many asks any of them can take at a time.");
    } else if unknown > 0 {
        sentence = sentence
            .text("Nobody has said how many asks ")
            .figure(unknown.to_string(), &id)
            .text(" of them can take at a time.");
    }
    sentence
}

fn ask<'a>(analysis: &'a Analysis, at: &(ProgramId, longpole_model::AskId)) -> Option<&'a Ask> {
    let (program, id) = at;
    analysis
        .scheduled
        .plan
        .workspace
        .programs
        .get(program)?
        .asks
        .get(id)
}

fn unanswered(analysis: &Analysis, load: &AskLoad) -> usize {
    let open = |at: &&(ProgramId, longpole_model::AskId)| {
        ask(analysis, at).is_some_and(|ask| ask.accepted.is_none())
    };
    load.asks.iter().filter(open).count()
}

fn table(analysis: &Analysis, cite: &mut Cite<'_>, loads: &[AskLoad]) -> Table {
    let has_levels = loads.iter().any(|load| !load.by_level.is_empty());
    let mut columns = vec![
        Column::left("Team"),
        Column::right("Asks"),
        Column::right("Can take"),
    ];
    if has_levels {
        columns.push(Column {
            heading: "Of which".to_owned(),
            align: Align::Left,
        });
    }
    columns.push(Column::left("Kinds"));
    columns.push(Column::right("Not answered"));
    let id = cite.plan_count();
    let mut table = Table::new(columns);
    for load in loads {
        let capacity = load.capacity.map_or_else(
            || Sentence::from("unknown"),
            |capacity| Inline::figure(capacity.to_string(), &id).into(),
        );
        let mut row = Row::new([
            Sentence::from(Inline::name(&load.name)),
            Inline::figure(load.asks.len().to_string(), &id).into(),
            capacity,
        ]);
        if has_levels {
            let levels = load.by_level.iter().map(|(level, number)| {
                Inline::figure(format!("{number} {}", words::ask_level(*level)), &id)
            });
            row = row.cell(words::list(levels));
        }
        let open = unanswered(analysis, load);
        row = row
            .cell(kinds(load, &id))
            .cell(Inline::figure(open.to_string(), &id));
        row.status = Some(match (is_over(load), load.capacity) {
            (true, _) => Status::OffTrack,
            (false, Some(_)) => Status::OnTrack,
            (false, None) => Status::Unknown,
        });
        table.row(row);
    }
    table
}

fn kinds(load: &AskLoad, id: &longpole_document::CitationId) -> Sentence {
    let word = |kind: &KindCount| {
        let name = kind.kind.as_deref().unwrap_or("other");
        Inline::figure(
            format!("{} {name}", format::integer(i64::from(kind.count))),
            id,
        )
    };
    let left = load.by_kind.len().saturating_sub(KINDS);
    let more = (left > 0).then(|| Inline::figure(format!("{left} more kinds"), id));
    words::list(load.by_kind.iter().take(KINDS).map(word).chain(more))
}
