//! When it lands, and how sure that is: the distribution of the finish against the target.

use jiff::ToSpan as _;
use jiff::civil::Date;
use longpole_document::chart::Spread;
use longpole_document::{Bin, Block, Chart, FinishDistribution, Inline, Sentence, words as format};
use longpole_engine::forecast::{Incomplete, Missing};
use longpole_model::Quantiles;

use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;

/// About so many bars make a shape that one can read.
const BARS: i32 = 24;
/// At most so many items that lack something are named.
const NAMED: usize = 6;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    if !facts.has_open_items() {
        return Vec::new();
    }
    let mut blocks = vec![Block::section("When it lands")];
    if facts.is_forecast_known() {
        blocks.push(Block::Chart(chart(facts, cite)));
        blocks.push(Block::Paragraph(quantiles(facts, cite)));
    } else {
        blocks.push(Block::Paragraph(unknown(facts, cite)));
    }
    blocks
}

/// The four quantiles that a chart shows.
pub(crate) fn spread(quantiles: &Quantiles) -> Spread {
    Spread {
        p10: quantiles.p10,
        p50: quantiles.p50,
        p80: quantiles.p80,
        p90: quantiles.p90,
    }
}

fn chart(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Chart {
    let forecast = cite.forecast(facts.id);
    let series = FinishDistribution {
        bins: bins(&facts.line.forecast.distribution),
        spread: spread(&facts.line.forecast.finish.quantiles),
        target: facts.line.target.map(|target| target.finish),
        commitment: None,
    };
    Chart::finish_distribution(title(facts, cite), &forecast, series)
}

fn title(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let forecast = cite.forecast(facts.id);
    let p80 = facts.line.forecast.finish.quantiles.p80;
    match facts.line.p80_after_target_days {
        Some(0) => "P80 is on the day of the target".into(),
        Some(late) => {
            let side = if late > 0 {
                " after the target"
            } else {
                " before the target"
            };
            let days = format::working_days(late.saturating_abs());
            Sentence::new()
                .text("P80 is ")
                .figure(days, &forecast)
                .text(side)
        }
        None => Sentence::new().text("P80 is ").with(day(p80, &forecast)),
    }
}

/// The distribution in bars of equal width, none of them wider than it must be.
fn bins(distribution: &[(Date, u32)]) -> Vec<Bin> {
    let (Some((first, _)), Some((last, _))) = (distribution.first(), distribution.last()) else {
        return Vec::new();
    };
    let total: u32 = distribution.iter().map(|(_, count)| count).sum();
    let days = (*last - *first).get_days() + 1;
    let width = (days + BARS - 1) / BARS;
    let width = width.max(1);
    let mut bins: Vec<Bin> = Vec::new();
    let mut start = *first;
    while start <= *last {
        let end = start.checked_add((width - 1).days()).unwrap_or(Date::MAX);
        let within = distribution
            .iter()
            .filter(|(date, _)| (start..=end).contains(date));
        let count: u32 = within.map(|(_, count)| count).sum();
        bins.push(Bin {
            first: start,
            last: end,
            share: f64::from(count) / f64::from(total.max(1)),
        });
        let Ok(next) = end.checked_add(1.day()) else {
            break;
        };
        start = next;
    }
    bins
}

/// The quantiles with their error, in a sentence.
pub(crate) fn quantiles(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let finish = &facts.line.forecast.finish;
    let forecast = cite.forecast(facts.id);
    Sentence::new()
        .text("Even odds: ")
        .with(day(finish.quantiles.p50, &forecast))
        .text(" (P50, ")
        .then(super::health::give_or_take(
            finish.p50_error_days,
            &forecast,
        ))
        .text("). Four in five: ")
        .with(day(finish.quantiles.p80, &forecast))
        .text(" (P80, ")
        .then(super::health::give_or_take(
            finish.p80_error_days,
            &forecast,
        ))
        .text("). Without surprises: ")
        .with(day(facts.line.planned_finish, &cite.schedule(facts.id)))
        .text(".")
}

/// Why nobody can tell, and what would let one tell.
fn unknown(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Sentence {
    let counted = cite.plan_count();
    let missing = super::unestimated(facts);
    let named = facts.line.forecast.finish.incomplete.iter().take(NAMED);
    let names: Vec<Sentence> = named
        .map(|incomplete| words::title(facts.workspace.display_name(&incomplete.subject)))
        .collect();
    let left = missing.saturating_sub(names.len());
    let more = (left > 0).then(|| Sentence::from(Inline::figure(format!("{left} more"), &counted)));
    let schedule = cite.schedule(facts.id);
    let sentence = Sentence::new()
        .text("Unknown. What it depends on has ")
        .text(lack(&facts.line.forecast.finish.incomplete));
    let sentence = sentence
        .text(": ")
        .then(words::list(names.into_iter().chain(more)));
    if facts.line.planned_finish <= facts.line.data_date {
        return sentence.text(".");
    }
    sentence
        .text(". The work that has an estimate ends on ")
        .with(day(facts.line.planned_finish, &schedule))
        .text(" at the earliest; that is a floor, not a forecast.")
}

fn lack(incomplete: &[Incomplete]) -> &'static str {
    let all_pace =
        !incomplete.is_empty() && incomplete.iter().all(|one| one.why != Missing::Estimate);
    if all_pace { "no pace" } else { "no estimate" }
}
