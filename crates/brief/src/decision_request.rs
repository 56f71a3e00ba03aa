//! The decision request: one question, the options with what each does to the date, and what happens if nobody decides.

use longpole_document::{
    Bar, Bars, Block, Callout, CalloutKind, Chart, Column, Document, Inline, Row, Sentence, Table,
    Term, words as format,
};
use longpole_engine::answers::{DecisionLine, OptionLine};
use longpole_engine::{Analysis, Insights};
use longpole_model::{DecideBy, DecisionId, PersonId, ProgramId};

use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::pages::{missing, without_work};
use crate::sections::{self, decisions};
use crate::words;

/// The request for `decision` of `program`.
pub fn decision_request(
    analysis: &Analysis,
    insights: &Insights,
    program: &ProgramId,
    decision: &DecisionId,
) -> Document {
    let Some(facts) = Facts::of(analysis, insights, program) else {
        return without_work(&analysis.scheduled, program);
    };
    let line = facts
        .decisions
        .iter()
        .find(|line| *line.key.id == *decision.as_str());
    let Some(line) = line else {
        return missing("decision", decision.as_str());
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new(&line.title);
    document.subtitle = Some(
        Sentence::new()
            .text("Decision request · ")
            .name(&facts.line.name),
    );
    document.meta = sections::based_on(&facts, &mut cite, None);
    let status = decisions::urgency(line).filter(|_| line.open);
    document.headline(status, verdict(&facts, &mut cite, line));
    document.blocks = blocks(&facts, &mut cite, line);
    document.push(sections::freshness::footer(&facts, &mut cite));
    cite.finish(document)
}

/// All decisions of `program`: those that wait, then those that were made.
pub fn decision_list(analysis: &Analysis, insights: &Insights, program: &ProgramId) -> Document {
    let Some(facts) = Facts::of(analysis, insights, program) else {
        return without_work(&analysis.scheduled, program);
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new(&facts.line.name);
    document.subtitle = Some("Decisions".into());
    document.meta = sections::based_on(&facts, &mut cite, None);
    document.blocks = decisions::blocks(&facts, &mut cite);
    let made: Vec<Sentence> = facts
        .decisions
        .iter()
        .filter(|line| !line.open)
        .map(|line| made(&facts, &mut cite, line))
        .collect();
    if !made.is_empty() {
        document.push(Block::section("No longer open"));
        document.push(Block::Bullets(made));
    }
    if document.blocks.is_empty() {
        let empty = Sentence::new()
            .text("No decisions yet. They stand in the plan under ")
            .code("decisions:")
            .text(".");
        document.push(Block::Paragraph(empty));
    }
    document.push(sections::freshness::footer(&facts, &mut cite));
    cite.finish(document)
}

fn made(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Sentence {
    let question = cite.quote(&line.key, "question", &line.title);
    Sentence::new()
        .with(Inline::strong(question))
        .text(" ")
        .then(outcome(facts, cite, line))
}

fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Terms(frame(facts, cite, line))];
    if line.open && line.decision.approver.len() != 1 {
        blocks.push(approver_warning(facts, line));
    }
    if !line.options.is_empty() {
        blocks.push(Block::section("Options"));
        blocks.push(Block::Table(options(facts, cite, line)));
        blocks.extend(chart(cite, line).map(Block::Chart));
        let arguments = arguments(cite, line);
        if !arguments.is_empty() {
            blocks.push(Block::Terms(arguments));
        }
    }
    blocks.extend(recommendation(facts, cite, line));
    blocks.extend(dissent(facts, cite, line));
    blocks.extend(evidence(line));
    blocks
}

fn verdict(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Sentence {
    if !line.open {
        return outcome(facts, cite, line);
    }
    let approver = decisions::approver(facts, line);
    let lead = match line.decision.approver.len() {
        0 => Sentence::new().text("To be decided, with nobody named to decide it"),
        1 => approver.text(" decides"),
        _ => approver.text(" have to agree who decides"),
    };
    let sentence = match line.decide_by {
        Some(_) => lead.text(" by ").then(decisions::decide_by(cite, line)),
        None if line.decision.decide_by == Some(DecideBy::Auto) => {
            lead.text("; nothing that is forecast waits for it, so no day follows from the plan")
        }
        None => lead.text("; no day is set"),
    };
    match decisions::waiting_cost(facts, cite, line) {
        Some(cost) => sentence
            .text("; each week after the last responsible day costs ")
            .then(cost)
            .text("."),
        None => sentence.text("."),
    }
}

fn outcome(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Sentence {
    let decision = line.decision;
    let said = cite.claim(&line.key, "decided_on");
    let mut sentence = Sentence::new()
        .text("This decision is ")
        .text(words::decision_state(decision.state));
    if let Some(on) = decision.decided_on {
        sentence = sentence.text(" since ").with(day(on, &said));
    }
    if let Some(chosen) = decisions::named_option(line, decision.chosen.as_ref()) {
        sentence = sentence.text(": ").then(chosen);
    }
    if let Some(to) = decision.deferred_to {
        let said = cite.claim(&line.key, "deferred_to");
        sentence = sentence.text(", deferred to ").with(day(to, &said));
    }
    if let Some(by) = &decision.superseded_by {
        let key = facts.key(longpole_model::EntityKind::Decision, by);
        sentence = sentence
            .text(", replaced by “")
            .name(facts.workspace.display_name(&key))
            .text("”");
    }
    match &decision.rationale {
        Some(why) => {
            let why = cite.quote(&line.key, "rationale", &words::as_sentence(why));
            sentence.text(". ").then(why)
        }
        None => sentence.text("."),
    }
}

/// Why now, by when, who, and what otherwise.
fn frame(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Vec<Term> {
    let decision = line.decision;
    let why = match &decision.why_now {
        Some(why) => cite.quote(&line.key, "why_now", &words::as_sentence(why)),
        None => "Nobody has said.".into(),
    };
    let mut terms = vec![Term::new("Why now", why)];
    if line.open {
        terms.push(Term::new("Decide by", decisions::decide_by(cite, line)));
        terms.push(Term::new(
            "Last responsible day",
            last_day(facts, cite, line),
        ));
        terms.push(Term::new(
            "If nobody decides",
            decisions::if_nobody_decides(facts, cite, line),
        ));
    }
    terms.push(Term::new("Approver", decisions::approver(facts, line)));
    let driver: Vec<PersonId> = decision.driver.iter().cloned().collect();
    for (label, people) in [
        ("Prepared by", &driver),
        ("Asked", &decision.contributors),
        ("Told", &decision.informed),
    ] {
        if !people.is_empty() {
            terms.push(Term::new(
                label,
                words::names(people.iter().map(|person| facts.person(person))),
            ));
        }
    }
    terms
}

fn last_day(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Sentence {
    let sentence = decisions::last_day(facts, cite, line);
    match line.last_day.filter(|last| last.day.is_some()) {
        Some(last) => {
            let id = cite.comparison(&line.key, "with this decision made day by day later");
            sentence
                .text(": until then, deciding moves P80 by no more than ")
                .figure(words::working_days(last.tolerance_days), &id)
                .text(".")
        }
        None => sentence,
    }
}

fn approver_warning(facts: &Facts<'_>, line: &DecisionLine<'_>) -> Block {
    let title = match line.decision.approver.as_slice() {
        [] => {
            Sentence::from("Nobody is named to decide this. A request needs exactly one approver.")
        }
        several => words::names(several.iter().map(|person| facts.person(person)))
            .text(" are all named to decide this. A request needs exactly one approver."),
    };
    Block::callout(CalloutKind::Warning, title)
}

/// The options beside doing nothing.
fn options(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Table {
    let mut table = Table::new([
        Column::left("Option"),
        Column::right("P50"),
        Column::right("P80"),
        Column::right("Moves P80"),
        Column::right("Cost"),
        Column::left("Way back"),
        Column::left("Risk"),
    ]);
    for option in &line.options {
        table.row(option_row(cite, line, option));
    }
    table.row(as_it_stands(facts, cite, line));
    table
}

fn option_row(cite: &mut Cite<'_>, line: &DecisionLine<'_>, option: &OptionLine<'_>) -> Row {
    let with = cite.comparison(&line.key, &format!("with option {}", option.id));
    let field = |name: &str| format!("options.{}.{name}", option.id);
    let cost = cite.claim(&line.key, &field("cost"));
    let date = |date: Option<jiff::civil::Date>| {
        date.map_or_else(|| "unknown".into(), |date| Sentence::from(day(date, &with)))
    };
    let moves = match (option.p80_days, &option.unknown) {
        (Some(days), _) => Inline::figure(words::effect(days), &with).into(),
        (None, Some(why)) => {
            Inline::figure(format!("unknown: {}", words::within_sentence(why)), &with).into()
        }
        (None, None) => Sentence::from("unknown"),
    };
    let risk = option
        .option
        .risk
        .as_deref()
        .map(|risk| cite.quote(&line.key, &field("risk"), risk));
    Row::new([
        option_name(line, option),
        date(option.p50),
        date(option.p80),
        moves,
        option.option.cost.as_ref().map_or_else(
            || "–".into(),
            |money| Inline::figure(words::money(money), &cost).into(),
        ),
        option
            .option
            .reversibility
            .map_or("–", words::reversibility)
            .into(),
        risk.unwrap_or_else(|| "–".into()),
    ])
}

/// Its name, marked where it is the recommended one or the default.
fn option_name(line: &DecisionLine<'_>, option: &OptionLine<'_>) -> Sentence {
    let name = Sentence::from(Inline::name(decisions::option_title(option)));
    let is = |id: Option<&longpole_model::OptionId>| id == Some(&option.id);
    match (
        is(line.decision.recommendation.as_ref()),
        is(line.decision.default.as_ref()),
    ) {
        (true, true) => name.text(" (recommended; also the default)"),
        (true, false) => name.text(" (recommended)"),
        (false, true) => name.text(" (the default)"),
        (false, false) => name,
    }
}

/// Doing nothing: the plan as it stands.
fn as_it_stands(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Row {
    let forecast = cite.forecast(facts.id);
    let known = line.baseline.filter(|_| facts.is_forecast_known());
    let date = |date: Option<jiff::civil::Date>| {
        date.map_or_else(
            || "unknown".into(),
            |date| Sentence::from(day(date, &forecast)),
        )
    };
    Row::new([
        Sentence::from("Do nothing: the plan as it stands"),
        date(known.map(|(p50, _)| p50)),
        date(known.map(|(_, p80)| p80)),
        "–".into(),
        "–".into(),
        "–".into(),
        "–".into(),
    ])
}

fn chart(cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Option<Chart> {
    let bars: Vec<Bar> = line
        .options
        .iter()
        .filter_map(|option| Some(Bar::new(decisions::option_title(option), option.p80_days?)))
        .collect();
    let best = bars.iter().min_by(|a, b| a.value.total_cmp(&b.value))?;
    if bars.iter().all(|bar| format::decimal(bar.value) == "0") {
        return None;
    }
    let id = cite.comparison(&line.key, "with each option");
    let title = if best.value < 0.0 {
        Sentence::new()
            .name(&best.label)
            .text(" brings P80 forward the most")
    } else {
        "No option brings P80 forward".into()
    };
    let series = Bars {
        subject: "Option".to_owned(),
        unit: "working days of P80".to_owned(),
        signed: true,
        bars,
    };
    Some(Chart::bars(title, &id, series))
}

/// What speaks for and against each option.
fn arguments(cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Vec<Term> {
    let mut terms = Vec::new();
    for option in &line.options {
        let mut sentence = Sentence::new();
        for (label, name, text) in [
            ("For: ", "because", &option.option.because),
            ("Against: ", "against", &option.option.against),
        ] {
            if let Some(text) = text {
                let quote = cite.quote(
                    &line.key,
                    &format!("options.{}.{name}", option.id),
                    &words::as_sentence(text),
                );
                let space = if sentence.is_empty() { "" } else { " " };
                sentence = sentence.text(format!("{space}{label}")).then(quote);
            }
        }
        if !sentence.is_empty() {
            terms.push(Term::new(decisions::option_title(option), sentence));
        }
    }
    terms
}

fn recommendation(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    line: &DecisionLine<'_>,
) -> Option<Block> {
    if !line.open {
        return None;
    }
    let recommended = decisions::named_option(line, line.decision.recommendation.as_ref());
    let Some(option) = recommended else {
        return Some(Block::callout(
            CalloutKind::Decision,
            "Nothing is recommended yet.",
        ));
    };
    let mut title = Sentence::new().text("Recommended: ").then(option);
    if let Some(driver) = &line.decision.driver {
        title = title.text(", by ").name(facts.person(driver));
    }
    if let Some(confidence) = line.decision.confidence {
        let said = cite.claim(&line.key, "confidence");
        title = title
            .text(", who is ")
            .figure(confidence.to_string(), &said)
            .text(" sure of it");
    }
    Some(Block::Callout(Callout {
        kind: CalloutKind::Decision,
        title: title.text("."),
        details: Vec::new(),
    }))
}

fn dissent(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &DecisionLine<'_>) -> Vec<Block> {
    let dissent = &line.decision.dissent;
    let mut lines = Vec::new();
    for (person, why) in dissent {
        let why = cite.quote(&line.key, "dissent", &words::as_sentence(why));
        lines.push(
            Sentence::new()
                .name(facts.person(person))
                .text(": ")
                .then(why),
        );
    }
    match (lines.is_empty(), line.open) {
        (false, _) => vec![
            Block::section("Who disagrees, and why"),
            Block::Bullets(lines),
        ],
        (true, true) => vec![Block::paragraph("Nobody is on record as disagreeing.")],
        (true, false) => Vec::new(),
    }
}

fn evidence(line: &DecisionLine<'_>) -> Vec<Block> {
    let links = &line.decision.evidence;
    if links.is_empty() {
        return Vec::new();
    }
    let link = |text: &String| {
        if text.starts_with("https://") || text.starts_with("http://") {
            Inline::link(text, text)
        } else {
            Inline::name(text)
        }
    };
    vec![
        Block::section("Evidence"),
        Block::bullets(links.iter().map(link)),
    ]
}
