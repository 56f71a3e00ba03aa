//! When will it land, and how likely is that?

use longpole_document::{Block, Column, Document, Inline, Row, Sentence, Table, words as format};
use longpole_engine::forecast::{Assumption, DateForecast};
use longpole_engine::{Analysis, Insights};
use longpole_model::{EntityKey, EntityKind, ProgramId};

use super::without_work;
use crate::citations::{Cite, count, day};
use crate::executive::verdict;
use crate::facts::Facts;
use crate::sections::{self, finish, long_pole, milestones as shown_odds};

/// The forecast of `program`, with every open item.
pub fn forecast_page(analysis: &Analysis, program: &ProgramId) -> Document {
    let nothing = Insights::default();
    let Some(facts) = Facts::of(analysis, &nothing, program) else {
        return without_work(&analysis.scheduled, program);
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new(&facts.line.name);
    document.subtitle = Some("Forecast".into());
    document.meta = sections::based_on(&facts, &mut cite, None);
    document.headline(None, verdict(&facts, &mut cite));
    document.blocks = [
        finish::blocks(&facts, &mut cite),
        long_pole::blocks(&facts, &mut cite),
        items(&facts, &mut cite),
        assumptions(&facts, &mut cite),
    ]
    .concat();
    document.push(sections::freshness::footer(&facts, &mut cite));
    cite.finish(document)
}

/// Every open item, the earliest P80 first.
fn items(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let mut open: Vec<(&EntityKey, &DateForecast)> = facts
        .analysis
        .forecast
        .dates
        .iter()
        .filter(|(key, _)| key.program.as_ref() == Some(facts.id) && is_open(facts, key))
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    open.sort_by_key(|(key, dates)| (!dates.is_complete(), dates.quantiles.p80, (*key).clone()));
    let forecast = cite.forecast(facts.id);
    let mut table = Table::new([
        Column::left("Item"),
        Column::right("P10"),
        Column::right("P50"),
        Column::right("P80"),
        Column::right("P90"),
        Column::right("± at P80"),
        Column::right("Sets the date in"),
        Column::right("Odds of its date"),
    ]);
    for (key, dates) in open {
        let name = Sentence::from(Inline::name(facts.workspace.display_name(key)));
        table.row(item_row(name, dates, &forecast));
    }
    vec![Block::section("Item by item"), Block::Table(table)]
}

fn is_open(facts: &Facts<'_>, key: &EntityKey) -> bool {
    match key.kind {
        EntityKind::Item => facts
            .program
            .items
            .get(&*key.id)
            .is_some_and(|item| !item.is_finished()),
        EntityKind::Gate => facts
            .program
            .gates
            .get(&*key.id)
            .is_some_and(|gate| gate.passed_on.is_none()),
        _ => false,
    }
}

fn item_row(name: Sentence, dates: &DateForecast, id: &longpole_document::CitationId) -> Row {
    let quantiles = &dates.quantiles;
    if !dates.is_complete() {
        let floor = Sentence::new().text("from ").with(day(quantiles.p50, id));
        return Row::new([
            name,
            "–".into(),
            floor,
            "unknown".into(),
            "–".into(),
            "–".into(),
            "–".into(),
            "unknown".into(),
        ]);
    }
    let odds = shown_odds::odds_of(dates)
        .map_or_else(|| "–".into(), |odds| shown_odds::odds_cell(odds, id));
    let error = format!("{} d", format::decimal(dates.p80_error_days));
    Row::new([
        name,
        day(quantiles.p10, id).into(),
        day(quantiles.p50, id).into(),
        day(quantiles.p80, id).into(),
        day(quantiles.p90, id).into(),
        Inline::figure(error, id).into(),
        Inline::figure(format::percent(dates.criticality), id).into(),
        odds,
    ])
}

/// What was taken for granted where the plan is silent.
fn assumptions(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let assumed = &facts.line.forecast.finish.assumed;
    let id = cite.forecast(facts.id);
    let sorts = [
        (
            Assumption::DefaultReliability,
            "delivers around its promised day with the usual spread, since nobody measured how it keeps its word",
        ),
        (
            Assumption::SteadyPace,
            "goes on at one steady pace, since no single periods are known",
        ),
        (
            Assumption::NoProbability,
            "does not happen, since nobody has said how likely it is",
        ),
    ];
    let mut lines = Vec::new();
    for (sort, words) in sorts {
        let of_it: Vec<&EntityKey> = assumed
            .iter()
            .filter(|one| one.what == sort)
            .map(|one| &one.subject)
            .collect();
        let Some(first) = of_it.first() else { continue };
        let mut sentence = Sentence::new().name(facts.workspace.display_name(first));
        if of_it.len() > 1 {
            sentence = sentence
                .text(" (and ")
                .with(count(of_it.len() - 1, "other", &id))
                .text(")");
        }
        lines.push(sentence.text(" ").text(words).text("."));
    }
    if lines.is_empty() {
        return Vec::new();
    }
    vec![Block::section("Taken for granted"), Block::Bullets(lines)]
}
