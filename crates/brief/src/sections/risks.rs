//! The risks that cost most: days at P80, who watches them, what is done.

use longpole_document::{
    Bar, Bars, Block, Chart, Column, Inline, Row, Sentence, Status, Table, words as format,
};
use longpole_engine::answers::{ResponseLine, RiskLine};
use longpole_model::RiskType;

use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;

/// At most so many risks stand in a brief.
const ROWS: usize = 5;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let top = top(facts);
    if top.is_empty() {
        return Vec::new();
    }
    let shown: Vec<&RiskLine<'_>> = top.iter().take(ROWS).copied().collect();
    let mut blocks = vec![
        Block::section("Risks, in days"),
        Block::Table(table(facts, cite, &shown)),
    ];
    if let Some(more) = super::and_more(top.len() - shown.len(), "risk", cite) {
        blocks.push(Block::Paragraph(
            more.text(" ")
                .code("longpole risks")
                .text(" shows them all."),
        ));
    }
    blocks
}

/// Threats that can still happen, the most days at P80 first; those that nobody priced come last.
pub(crate) fn top<'f, 'a>(facts: &'f Facts<'a>) -> Vec<&'f RiskLine<'a>> {
    let mut risks: Vec<&RiskLine<'_>> = facts
        .risks
        .iter()
        .filter(|line| line.risk.state.is_live() && line.risk.kind == RiskType::Threat)
        .collect();
    let days = |line: &RiskLine<'_>| line.p80_days.or(line.expected_days);
    risks.sort_by(|a, b| {
        let (a_days, b_days) = (days(a).unwrap_or(-1.0), days(b).unwrap_or(-1.0));
        b_days.total_cmp(&a_days).then_with(|| a.key.cmp(&b.key))
    });
    risks
}

fn table(facts: &Facts<'_>, cite: &mut Cite<'_>, lines: &[&RiskLine<'_>]) -> Table {
    let mut table = Table::new([
        Column::left("Risk"),
        Column::right("Likely"),
        Column::right("Working days at P80"),
        Column::left("Owner"),
        Column::left("What is done"),
    ]);
    for line in lines {
        let what_is_done = response_in_words(facts, cite, line);
        let mut row = Row::new([
            Sentence::from(Inline::name(words::capital(&line.title))),
            probability(cite, line),
            days_at_p80(cite, line),
            line.risk.owner.as_ref().map_or_else(
                || "nobody".into(),
                |owner| Inline::name(facts.person(owner)).into(),
            ),
            what_is_done,
        ]);
        // A fired trigger or a stale review speaks louder than the number of days.
        row.status = line.fired.map(|_| Status::OffTrack).or(match line.fresh {
            Some(true) => None,
            Some(false) | None => Some(Status::Unknown),
        });
        table.row(row);
    }
    if table.has_status() {
        table.caption = Some(
            "Off track: the sign to watch for was seen. Unknown: nobody reviewed it in time."
                .into(),
        );
    }
    table
}

/// Its probability, as somebody stated it.
pub(crate) fn probability(cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    match line.risk.probability {
        Some(probability) => {
            let id = cite.claim(&line.key, "probability");
            Inline::figure(probability.to_string(), &id).into()
        }
        None => "unknown".into(),
    }
}

/// What it costs at P80, in working days.
pub(crate) fn days_at_p80(cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    let id = cite.comparison(&line.key, "with and without this risk");
    match line.p80_days {
        Some(days) => Inline::figure(format::decimal(days), &id).into(),
        None => "unknown".into(),
    }
}

/// The response that is under way, else the one that buys most, else that there is none.
fn response_in_words(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    let open = |response: &&ResponseLine<'_>| response.response.done_on.is_none();
    let active = line
        .responses
        .iter()
        .filter(open)
        .find(|response| response.response.active);
    let best = || best_response(line);
    let Some(response) = active.or_else(best) else {
        return "nothing yet".into();
    };
    let title = response_title(response);
    let mut sentence = if response.response.active {
        Sentence::new().name(title)
    } else {
        Sentence::new().text("Proposed: ").name(title)
    };
    if let Some(owner) = &response.response.owner {
        sentence = sentence.text(", ").name(facts.person(owner));
    }
    if let Some(due) = response.response.due {
        let id = cite.claim(&line.key, &format!("responses.{}.due", response.id));
        sentence = sentence.text(", by ").with(day(due, &id));
    }
    sentence
}

/// The response not yet taken that buys the most days.
pub(crate) fn best_response<'l, 'a>(line: &'l RiskLine<'a>) -> Option<&'l ResponseLine<'a>> {
    let waiting = line
        .responses
        .iter()
        .filter(|one| !one.response.active && one.response.done_on.is_none());
    waiting.max_by(|a, b| {
        let days = |one: &ResponseLine<'_>| one.p80_days.unwrap_or(f64::NEG_INFINITY);
        days(a).total_cmp(&days(b)).then_with(|| b.id.cmp(&a.id))
    })
}

/// What people call a response.
pub(crate) fn response_title(response: &ResponseLine<'_>) -> String {
    response
        .response
        .title
        .clone()
        .unwrap_or_else(|| response.id.to_string())
}

/// The days that risks cost at P80, drawn; `None` where fewer than two are known.
pub(crate) fn tornado(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<Chart> {
    let mut bars: Vec<Bar> = Vec::new();
    for line in top(facts) {
        if let Some(days) = line.p80_days {
            bars.push(Bar::new(words::capital(&line.title), days));
        }
    }
    let first = bars.first()?;
    if bars.len() < 2 {
        return None;
    }
    let id = cite.comparison(&facts.charter_key(), "with and without each risk");
    let title = Sentence::new()
        .name(&first.label)
        .text(" costs the most: ")
        .figure(words::working_days(first.value), &id);
    let series = Bars {
        subject: "Risk".to_owned(),
        unit: "working days at P80".to_owned(),
        signed: false,
        bars,
    };
    Some(Chart::bars(title, &id, series))
}
