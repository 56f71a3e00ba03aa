//! The risk assessment: what could go wrong, what does it cost in days, what do we do, and what has to be decided?

use longpole_document::{
    Block, Callout, CalloutKind, Column, Document, Inline, Row, Sentence, Status, Table, Term,
    words as format,
};
use longpole_engine::answers::{ResponseLine, RiskLine};
use longpole_engine::{Analysis, Insights};
use longpole_model::{ItemId, Money, ProgramId, RiskId, RiskType, Span, Spread};

use crate::citations::{Cite, count, day};
use crate::facts::Facts;
use crate::pages::{missing, without_work};
use crate::sections::{self, risks};
use crate::words;

/// The assessment of one risk of `program`, or of all that can still happen.
pub fn risk_assessment(
    analysis: &Analysis,
    insights: &Insights,
    program: &ProgramId,
    risk: Option<&RiskId>,
) -> Document {
    let Some(facts) = Facts::of(analysis, insights, program) else {
        return without_work(&analysis.scheduled, program);
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = match risk {
        Some(risk) => match facts
            .risks
            .iter()
            .find(|line| *line.key.id == *risk.as_str())
        {
            Some(line) => one(&facts, &mut cite, line),
            None => return missing("risk", risk.as_str()),
        },
        None => all(&facts, &mut cite),
    };
    document.meta = sections::based_on(&facts, &mut cite, None);
    document.push(sections::freshness::footer(&facts, &mut cite));
    cite.finish(document)
}

fn one(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Document {
    let mut document = Document::new(words::capital(&line.title));
    document.subtitle = Some(
        Sentence::new()
            .text("Risk assessment · ")
            .name(&facts.line.name),
    );
    document.headline(colour(line), one_verdict(facts, cite, line));
    document.blocks = assessment(facts, cite, line);
    document
}

fn all(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Document {
    let mut document = Document::new(&facts.line.name);
    document.subtitle = Some("Risk assessment".into());
    let top = risks::top(facts);
    document.headline(None, all_verdict(facts, cite, &top));
    if let Some(chart) = risks::tornado(facts, cite) {
        document.push(Block::Chart(chart));
    }
    for line in &top {
        document.push(Block::section(Inline::name(&line.title)));
        document.blocks.extend(assessment(facts, cite, line));
    }
    document.blocks.extend(opportunities(facts, cite));
    document.blocks.extend(over(facts));
    document
}

fn all_verdict(facts: &Facts<'_>, cite: &mut Cite<'_>, top: &[&RiskLine<'_>]) -> Sentence {
    let id = cite.plan_count();
    if facts.risks.is_empty() {
        return "No risks are recorded, which is not the same as none.".into();
    }
    let Some(first) = top.first() else {
        return "No risk can still happen.".into();
    };
    let sentence = Sentence::new()
        .with(count(top.len(), "risk", &id))
        .text(" can still happen; ");
    let unpriced = top.iter().filter(|line| line.p80_days.is_none()).count();
    let sentence = match first.p80_days {
        Some(days) => {
            let with = cite.comparison(&first.key, "with and without this risk");
            let sentence = sentence
                .text("the costliest, “")
                .name(&first.title)
                .text("”, is worth ");
            sentence
                .figure(words::working_days(days), &with)
                .text(" at P80")
        }
        None => sentence.text("none can be put into days"),
    };
    match unpriced {
        0 => sentence.text("."),
        _ if first.p80_days.is_none() => sentence.text("."),
        1 => sentence
            .text("; ")
            .figure("1", &id)
            .text(" cannot be put into days."),
        unpriced => sentence
            .text("; ")
            .figure(unpriced.to_string(), &id)
            .text(" cannot be put into days."),
    }
}

fn one_verdict(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    if !line.risk.state.is_live() {
        return Sentence::new()
            .text("It cannot happen any more: it has ")
            .text(words::risk_state(line.risk.state))
            .text(".");
    }
    let Some(days) = line.p80_days else {
        return Sentence::new()
            .text("What it costs in days is unknown: ")
            .text(why_unpriced(facts, line))
            .text(".");
    };
    let id = cite.comparison(&line.key, "with and without this risk");
    let sentence = Sentence::new()
        .text("It costs ")
        .figure(words::working_days(days), &id)
        .text(" at P80");
    let best = risks::best_response(line)
        .and_then(|best| Some((best, best.p80_days.filter(|days| *days > 0.0)?)));
    match best {
        Some((best, buys)) => sentence
            .text("; “")
            .name(risks::response_title(best))
            .text("” would win back ")
            .figure(words::working_days(buys), &id)
            .text("."),
        None => sentence.text("."),
    }
}

fn why_unpriced(facts: &Facts<'_>, line: &RiskLine<'_>) -> &'static str {
    if line.risk.probability.is_none() {
        "nobody has said how likely it is"
    } else if line.risk.delays.is_empty() {
        "nobody has said which work it would delay"
    } else if !facts.is_forecast_known() {
        "the work itself has no estimates"
    } else {
        "the work that it would delay does not move the date"
    }
}

/// Off track when its sign was seen, unknown when nobody has looked at it in time.
fn colour(line: &RiskLine<'_>) -> Option<Status> {
    let fired = line.fired.map(|_| Status::OffTrack);
    fired.or(match line.fresh {
        Some(true) => None,
        Some(false) | None => Some(Status::Unknown),
    })
}

fn assessment(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::Paragraph(statement(cite, line)),
        Block::Terms(terms(facts, cite, line)),
    ];
    if !line.responses.is_empty() {
        blocks.push(Block::Table(responses(facts, cite, line)));
    }
    blocks.extend(decision_wanted(facts, cite, line));
    blocks
}

/// The risk in three parts: because of this, that may happen, which would lead to such.
fn statement(cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    let risk = line.risk;
    let mut part = |field: &str, text: &Option<String>, missing: &'static str| match text {
        Some(text) => cite.quote(&line.key, field, &words::within_sentence(text)),
        None => missing.into(),
    };
    let because = part("because", &risk.because, "a cause that nobody has named");
    let maybe = part(
        "maybe",
        &risk.maybe,
        "something may happen that nobody has put into words",
    );
    let then = part("then", &risk.then, "nobody has said what");
    Sentence::new()
        .with(Inline::strong("Because "))
        .then(because)
        .with(Inline::strong(", it may be that "))
        .then(maybe)
        .with(Inline::strong(", which would lead to this: "))
        .then(then)
        .text(".")
}

fn terms(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Vec<Term> {
    let mut terms = vec![Term::new("Exposure", exposure(facts, cite, line))];
    terms.extend(delays(facts, cite, line).map(|delays| Term::new("Would delay", delays)));
    terms.push(Term::new("Owner", owner(facts, line)));
    terms.push(Term::new("State", state(facts, cite, line)));
    terms.extend(sign(cite, line).map(|sign| Term::new("Sign to watch for", sign)));
    let risk = line.risk;
    for (label, field, text) in [
        ("If it happens", "contingency", &risk.contingency),
        ("If that fails", "fallback", &risk.fallback),
    ] {
        if let Some(text) = text {
            terms.push(Term::new(
                label,
                cite.quote(&line.key, field, &words::as_sentence(text)),
            ));
        }
    }
    terms
}

fn exposure(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    let with = cite.comparison(&line.key, "with and without this risk");
    let mut sentence = match (line.p50_days, line.p80_days) {
        (Some(p50), Some(p80)) => Sentence::new()
            .figure(words::working_days(p80), &with)
            .text(" at P80, ")
            .figure(words::working_days(p50), &with)
            .text(" at P50"),
        _ => Sentence::new()
            .text("unknown in days: ")
            .text(why_unpriced(facts, line)),
    };
    if let Some(probability) = line.risk.probability {
        let said = cite.claim(&line.key, "probability");
        sentence = sentence
            .text("; ")
            .figure(format!("{probability} likely"), &said);
        if let Some(source) = &line.risk.probability_source {
            let source = cite.quote(&line.key, "probability_source", source);
            sentence = sentence.text(" (").then(source).text(")");
        }
    }
    if let Some(cost) = &line.risk.cost {
        let said = cite.claim(&line.key, "cost");
        sentence = sentence
            .text("; costs ")
            .figure(words::money(cost), &said)
            .text(" when it happens");
    }
    sentence.text(".")
}

fn delays(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Option<Sentence> {
    if line.risk.delays.is_empty() {
        return None;
    }
    let said = cite.claim(&line.key, "delays");
    let one = |(item, spread): (&ItemId, &Spread<Span>)| {
        let key = facts.key(longpole_model::EntityKind::Item, item);
        Sentence::new()
            .name(facts.workspace.display_name(&key))
            .text(" by ")
            .figure(spread_words(spread), &said)
    };
    Some(words::list(line.risk.delays.iter().map(one)).text("."))
}

/// "10d to 60d, most likely 20d".
fn spread_words(spread: &Spread<Span>) -> String {
    match spread {
        Spread::Fixed(span) => span.to_string(),
        Spread::Three { low, likely, high } => format!("{low} to {high}, most likely {likely}"),
    }
}

fn owner(facts: &Facts<'_>, line: &RiskLine<'_>) -> Sentence {
    match &line.risk.owner {
        Some(owner) => Inline::name(facts.person(owner)).into(),
        None => "nobody".into(),
    }
}

fn state(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Sentence {
    let risk = line.risk;
    let said = cite.claim(&line.key, "reviewed_on");
    let sentence = Sentence::new().text(words::risk_state(risk.state));
    let sentence = match (&risk.accepted_by, risk.accepted_until) {
        (Some(by), Some(until)) => {
            let accepted = cite.claim(&line.key, "accepted_until");
            sentence
                .text(" by ")
                .name(facts.person(by))
                .text(" until ")
                .with(day(until, &accepted))
        }
        _ => sentence,
    };
    match (risk.reviewed_on, line.fresh) {
        (Some(on), Some(true)) => sentence
            .text(", reviewed on ")
            .with(day(on, &said))
            .text("."),
        (Some(on), _) => sentence
            .text(", last reviewed on ")
            .with(day(on, &said))
            .text(", which is too long ago."),
        (None, _) => sentence.text(", never reviewed."),
    }
}

fn sign(cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Option<Sentence> {
    let trigger = line.risk.trigger.as_deref()?;
    let quote = cite.quote(&line.key, "trigger", &words::within_sentence(trigger));
    let counted = cite.plan_count();
    Some(match line.fired {
        Some(on) => quote
            .text(". ")
            .with(Inline::strong("Seen"))
            .text(" on ")
            .with(day(on, &counted))
            .text("."),
        None => quote.text("; not seen so far."),
    })
}

fn responses(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Table {
    let mut table = Table::new([
        Column::left("Response"),
        Column::left("Who"),
        Column::right("Due"),
        Column::right("Cost"),
        Column::right("Buys at P80"),
        Column::right("Worth"),
        Column::right("Left with it"),
        Column::left("State"),
    ]);
    for response in &line.responses {
        table.row(response_row(facts, cite, line, response));
    }
    table
}

fn response_row(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    line: &RiskLine<'_>,
    response: &ResponseLine<'_>,
) -> Row {
    let content = response.response;
    let said = |cite: &mut Cite<'_>, field: &str| {
        cite.claim(&line.key, &format!("responses.{}.{field}", response.id))
    };
    let with = cite.comparison(&line.key, &format!("with and without {}", response.id));
    let (due, cost, left) = (
        said(cite, "due"),
        said(cite, "cost"),
        said(cite, "probability"),
    );
    let figure = |text: Option<String>, id: &longpole_document::CitationId, none: &'static str| {
        text.map_or_else(
            || Sentence::from(none),
            |text| Inline::figure(text, id).into(),
        )
    };
    Row::new([
        Sentence::new()
            .name(risks::response_title(response))
            .text(" (")
            .text(words::response_kind(content.kind))
            .text(")"),
        content.owner.as_ref().map_or_else(
            || "nobody".into(),
            |owner| Inline::name(facts.person(owner)).into(),
        ),
        figure(content.due.map(format::date), &due, "–"),
        figure(content.cost.as_ref().map(words::money), &cost, "–"),
        figure(response.p80_days.map(words::working_days), &with, "unknown"),
        figure(
            worth(facts, response).as_ref().map(words::money),
            &with,
            "–",
        ),
        figure(content.probability.map(|left| left.to_string()), &left, "–"),
        state_of(response).into(),
    ])
}

fn worth(facts: &Facts<'_>, response: &ResponseLine<'_>) -> Option<Money> {
    let currency = facts.line.delay_cost.as_ref()?.amount.currency.clone();
    Some(Money {
        hundredths: response.worth?,
        currency,
    })
}

fn state_of(response: &ResponseLine<'_>) -> &'static str {
    match (response.response.done_on, response.response.active) {
        (Some(_), _) => "done",
        (None, true) => "under way",
        (None, false) => "not decided",
    }
}

/// The response that still has to be decided for, when it buys time.
fn decision_wanted(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &RiskLine<'_>) -> Option<Block> {
    let best = risks::best_response(line)?;
    let buys = best
        .p80_days
        .filter(|days| format::decimal(*days) != "0" && *days > 0.0)?;
    let with = cite.comparison(&line.key, &format!("with and without {}", best.id));
    let mut title = Sentence::new()
        .text("Decide for or against: ")
        .name(risks::response_title(best));
    if let Some(by) = best.decide_by {
        let said = cite.claim(&line.key, &format!("responses.{}.decide_by", best.id));
        title = title.text(", by ").with(day(by, &said));
    }
    let mut detail = Sentence::new()
        .text("It buys ")
        .figure(words::working_days(buys), &with)
        .text(" of P80");
    if let Some(p80) = best.p80_with {
        detail = detail.text(", which would then be ").with(day(p80, &with));
    }
    if let Some(cost) = &best.response.cost {
        let said = cite.claim(&line.key, &format!("responses.{}.cost", best.id));
        detail = detail.text(", for ").figure(words::money(cost), &said);
    }
    if let Some(per_day) = best.cost_per_day
        && let Some(cost) = &best.response.cost
    {
        let per_day = Money {
            hundredths: per_day,
            currency: cost.currency.clone(),
        };
        detail = detail
            .text(": ")
            .figure(words::money(&per_day), &with)
            .text(" a day won");
    }
    if let Some(worth) = worth(facts, best) {
        detail = detail
            .text("; the days are worth ")
            .figure(words::money(&worth), &with);
    }
    Some(Block::Callout(Callout {
        kind: CalloutKind::Decision,
        title: title.text("."),
        details: vec![detail.text(".")],
    }))
}

fn opportunities(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let lines: Vec<&RiskLine<'_>> = facts
        .risks
        .iter()
        .filter(|line| line.risk.state.is_live() && line.risk.kind == RiskType::Opportunity)
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::section("Opportunities")];
    for line in lines {
        blocks.push(Block::subsection(Inline::name(&line.title)));
        blocks.extend(assessment(facts, cite, line));
    }
    blocks
}

/// Risks that are over, by name, so that nobody looks for them in vain.
fn over(facts: &Facts<'_>) -> Vec<Block> {
    let over: Vec<&RiskLine<'_>> = facts
        .risks
        .iter()
        .filter(|line| !line.risk.state.is_live())
        .collect();
    if over.is_empty() {
        return Vec::new();
    }
    let parts = over.iter().map(|line| {
        Sentence::new()
            .name(&line.title)
            .text(" (")
            .text(words::risk_state(line.risk.state))
            .text(")")
    });
    vec![
        Block::section("No longer risks"),
        Block::Paragraph(words::list(parts).text(".")),
    ]
}
