//! What is wanted of leadership: actions with a name and a date. The section is always there; "None" is an answer.

use std::cmp::Reverse;

use jiff::ToSpan as _;
use jiff::civil::Date;
use longpole_document::{Block, Callout, CalloutKind, Inline, Sentence, words as format};
use longpole_engine::answers::{ContractLine, DecisionLine};
use longpole_model::{
    EntityKind, EscalationLevel, PersonId, StatusUpdate, UpdateState, UpdateSubject,
};

use super::{contracts, decisions, risks};
use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;

/// Decisions further away than this are shown in their section and are not yet asked for.
const AHEAD_DAYS: i64 = 28;
/// A reader can act on so many.
const ASKS: usize = 5;

/// An action with a name and a date.
pub(crate) struct LeadershipAsk {
    /// By when; asks are in this order.
    pub(crate) by: Option<Date>,
    /// Who has to act, and what to do, by when.
    pub(crate) action: Sentence,
    /// The same in few words, without the date.
    pub(crate) short: Sentence,
    /// Why.
    pub(crate) because: Vec<Sentence>,
    kind: CalloutKind,
}

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::section("What is needed from you")];
    let asks = asks(facts, cite);
    if asks.is_empty() {
        blocks.push(Block::paragraph(
            "None: the plan names no decision for the next four weeks and no promise in danger.",
        ));
    }
    let left = asks.len().saturating_sub(ASKS);
    for ask in asks.into_iter().take(ASKS) {
        blocks.push(Block::Callout(Callout {
            kind: ask.kind,
            title: ask.action,
            details: ask.because,
        }));
    }
    blocks.extend(super::and_more(left, "request", cite).map(Block::Paragraph));
    blocks
}

/// Everything that leadership has to do, the most urgent first.
pub(crate) fn asks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<LeadershipAsk> {
    let mut asks: Vec<LeadershipAsk> = Vec::new();
    asks.extend(said_in_update(facts, cite));
    for line in decisions::open(facts) {
        asks.extend(decision(facts, cite, line));
    }
    if let Some(line) = worst_contract(facts) {
        asks.push(contract(facts, cite, line));
    }
    asks.extend(response(facts, cite));
    asks.extend(recovery(facts, cite));
    // Stable: what the driver wrote comes first on its day.
    asks.sort_by_key(|ask| ask.by.unwrap_or(Date::MAX));
    asks
}

/// What the newest update of the program asks for, in its own words.
fn said_in_update(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<LeadershipAsk> {
    let counts = |update: &StatusUpdate| match update.state {
        UpdateState::Edited | UpdateState::Published => true,
        UpdateState::Draft | UpdateState::Corrected => false,
    };
    let updates = facts.program.updates.iter();
    let (id, update) = updates
        .filter(|(_, update)| update.about == UpdateSubject::Program && counts(update))
        .max_by_key(|(id, update)| (update.on, *id))?;
    let text = update.ask.as_deref().filter(|text| !is_none(text))?;
    let key = facts.key(EntityKind::StatusUpdate, id);
    let quote = cite.quote_said(
        &key,
        "ask",
        &words::as_sentence(text),
        update.by.as_ref(),
        Some(update.on),
    );
    let said = cite.said(&key, "ask", update.by.as_ref(), Some(update.on));
    let who = update
        .by
        .as_ref()
        .map_or_else(|| "the last update".to_owned(), |by| facts.person(by));
    let because = Sentence::new()
        .text("Asked by ")
        .name(who)
        .text(" on ")
        .with(day(update.on, &said))
        .text(".");
    Some(LeadershipAsk {
        by: Some(update.on),
        short: quote.clone(),
        action: quote,
        because: vec![because],
        kind: CalloutKind::Ask,
    })
}

fn is_none(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    ["", "none", "nothing", "no", "n/a", "-", "–"].contains(&text.as_str())
}

fn decision(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    line: &DecisionLine<'_>,
) -> Option<LeadershipAsk> {
    if line.days_left.is_some_and(|days| days > AHEAD_DAYS) {
        return None;
    }
    let question = cite.quote(&line.key, "question", &words::within_sentence(&line.title));
    let approver = decisions::approver(facts, line);
    let verb = match line.decision.approver.len() {
        0 => "To be decided, and nobody is named to decide it: ",
        1 => ", decide: ",
        _ => ", agree who decides: ",
    };
    let lead = if line.decision.approver.is_empty() {
        Sentence::new()
    } else {
        approver.clone()
    };
    let mut action = lead.text(verb).then(question);
    if line.decide_by.is_some() {
        action = action
            .text(" By ")
            .then(decisions::decide_by(cite, line))
            .text(".");
    }
    let mut because = Vec::new();
    if let Some(why) = &line.decision.why_now {
        because.push(cite.quote(&line.key, "why_now", &words::as_sentence(why)));
    }
    if let Some(option) = decisions::named_option(line, line.decision.recommendation.as_ref()) {
        because.push(Sentence::new().text("Recommended: ").then(option).text("."));
    }
    because.push(
        Sentence::new()
            .text("If nobody decides: ")
            .then(decisions::if_nobody_decides(facts, cite, line))
            .text("."),
    );
    let short = Sentence::new()
        .then(approver)
        .text(": decide “")
        .name(words::clip(&line.title, 8))
        .text("”");
    Some(LeadershipAsk {
        by: line.decide_by,
        action,
        short,
        because,
        kind: CalloutKind::Decision,
    })
}

/// The contract whose danger costs most. On the long pole the first that is late, since it makes the others late; else the one
/// that is latest against its need.
fn worst_contract<'f, 'a>(facts: &'f Facts<'a>) -> Option<&'f ContractLine<'a>> {
    let place = |line: &ContractLine<'_>| {
        let mut steps = facts.pole.iter().flat_map(|pole| &pole.steps);
        steps
            .position(|step| step.key == line.provider)
            .unwrap_or(usize::MAX)
    };
    let gap = |line: &ContractLine<'_>| {
        line.forecast_gap_days
            .max(line.promise_gap_days)
            .unwrap_or_default()
    };
    let danger = contracts::in_danger(facts);
    // Within one team there is nobody to be asked.
    let between = danger.filter(|line| line.consumer_team != line.provider_team);
    between.min_by_key(|line| {
        let is_late = gap(line) > 0;
        (
            !is_late,
            if is_late { place(line) } else { usize::MAX },
            Reverse(gap(line)),
            &line.key,
        )
    })
}

/// The contract in the worst danger: what to get from whom by when, and whom the escalation path names.
fn contract(facts: &Facts<'_>, cite: &mut Cite<'_>, line: &ContractLine<'_>) -> LeadershipAsk {
    let provider = contracts::provider_person(facts.workspace, line)
        .unwrap_or_else(|| "the provider".to_owned());
    let level = escalation_for(facts, line);
    let who = level.and_then(|level| level.person.as_ref());
    let who = who.or(facts.program.charter.sponsor.as_ref());
    let what = cite.quote(&line.key, "what", &words::within_sentence(&line.what));
    let wanted = if contracts::is_unanswered(line) {
        "get a promise from "
    } else {
        "get a date that holds from "
    };
    let start = match who {
        Some(person) => Sentence::new()
            .name(facts.person(person))
            .text(", ")
            .text(wanted),
        None => Sentence::new().text(words::capital(wanted)),
    };
    let schedule = cite.schedule(facts.id);
    let soon = facts.now().checked_add(1.week()).unwrap_or(Date::MAX);
    let by = line
        .need_by
        .map_or(soon, |need_by| need_by.min(soon))
        .max(facts.now());
    let proposed = cite.proposed("a week from now, and not after the need-by");
    let action = start
        .name(&provider)
        .text(" for: ")
        .then(what)
        .text(", by ")
        .with(day(by, &proposed))
        .text(".");
    let mut because = Vec::new();
    if let Some(need_by) = line.need_by {
        let mut reason = Sentence::new()
            .text("It is needed by ")
            .with(day(need_by, &schedule));
        if let Some(days) = line.forecast_gap_days.filter(|days| *days > 0) {
            let forecast = cite.forecast(facts.id);
            reason = reason
                .text("; P80 of the delivery is ")
                .figure(format::working_days_late(days), &forecast);
        }
        because.push(reason.text("."));
    }
    because.extend(promise_words(cite, line));
    if let Some(action) = level.and_then(|level| level.action.as_deref()) {
        because.push(
            Sentence::new()
                .text("The escalation path says: ")
                .name(words::as_sentence(action)),
        );
    }
    let short = Sentence::new()
        .then(who.map_or_else(
            || Sentence::from("Leadership"),
            |who| Inline::name(facts.person(who)).into(),
        ))
        .text(": get a date from ")
        .name(words::clip(&provider, 4));
    LeadershipAsk {
        by: Some(by),
        action,
        short,
        because,
        kind: CalloutKind::Ask,
    }
}

/// What was promised, where that is no answer.
fn promise_words(cite: &mut Cite<'_>, line: &ContractLine<'_>) -> Option<Sentence> {
    let promise = line.promise?;
    let date = promise.date?;
    let id = cite.said(
        &line.provider,
        "promises",
        promise.by.as_ref(),
        promise.said_on,
    );
    let sentence = Sentence::new().text("Promised for ").with(day(date, &id));
    let sentence = match line.promise_gap_days.filter(|days| *days > 0) {
        Some(days) => sentence
            .text(", ")
            .figure(format::working_days(days), &id)
            .text(" after it is needed"),
        None => sentence
            .text(" (")
            .text(words::contract_state(line.state))
            .text(")"),
    };
    Some(match &promise.note {
        Some(note) => {
            let note = cite.quote_said(
                &line.provider,
                "promises",
                &words::as_sentence(note),
                promise.by.as_ref(),
                promise.said_on,
            );
            sentence.text(": ").then(note)
        }
        None => sentence.text("."),
    })
}

/// The highest level of the escalation path that this contract has reached.
fn escalation_for<'a>(facts: &Facts<'a>, line: &ContractLine<'_>) -> Option<&'a EscalationLevel> {
    let late = line
        .forecast_gap_days
        .or(line.promise_gap_days)
        .unwrap_or(0);
    let asked = line.need.requested_on.filter(|_| line.promise.is_none());
    let silent = asked.map(|on| i64::from((facts.now() - on).get_days()));
    let reached = |level: &&EscalationLevel| {
        level.days_late.is_some_and(|days| late >= i64::from(days))
            || level
                .no_answer_days
                .is_some_and(|days| silent.is_some_and(|silent| silent >= i64::from(days)))
    };
    facts
        .program
        .escalation
        .values()
        .filter(reached)
        .max_by_key(|level| level.level)
}

/// The response, not yet decided for, that buys the most working days of P80, where it buys at least one.
fn response(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<LeadershipAsk> {
    let best = risks::top(facts)
        .into_iter()
        .filter_map(|line| Some((line, risks::best_response(line)?)))
        .filter_map(|(line, response)| Some((line, response, response.p80_days?)))
        .filter(|(_, _, days)| *days >= 1.0)
        .max_by(|a, b| a.2.total_cmp(&b.2).then_with(|| b.0.key.cmp(&a.0.key)))?;
    let (line, response, days) = best;
    let id = cite.comparison(&line.key, &format!("with and without {}", response.id));
    let sponsor = facts.program.charter.sponsor.as_ref();
    let start = match sponsor {
        Some(sponsor) => Sentence::new()
            .name(facts.person(sponsor))
            .text(", decide for or against: "),
        None => Sentence::new().text("Decide for or against: "),
    };
    let title = risks::response_title(response);
    let mut action = start.then(words::title(&title));
    if let Some(by) = response.decide_by {
        let said = cite.claim(&line.key, &format!("responses.{}.decide_by", response.id));
        let lead = if by < facts.now() {
            "; the day for it was "
        } else {
            ", by "
        };
        action = action.text(lead).with(day(by, &said));
    }
    let mut reason = Sentence::new()
        .text("It buys ")
        .figure(words::working_days(days), &id)
        .text(" of P80");
    if let Some(cost) = &response.response.cost {
        let said = cite.claim(&line.key, &format!("responses.{}.cost", response.id));
        reason = reason.text(" for ").figure(words::money(cost), &said);
    }
    if let Some((worth, rate)) = response.worth.zip(facts.line.delay_cost.as_ref()) {
        let worth = longpole_model::Money {
            hundredths: worth,
            currency: rate.amount.currency.clone(),
        };
        reason = reason
            .text("; those days are worth ")
            .figure(words::money(&worth), &id);
    }
    let who = sponsor.map_or_else(Sentence::new, |who| {
        Sentence::new().name(facts.person(who)).text(": ")
    });
    let decide = if sponsor.is_some() {
        "decide on "
    } else {
        "Decide on "
    };
    let short = who.text(decide).then(words::title(words::clip(&title, 6)));
    Some(LeadershipAsk {
        by: response.decide_by,
        action: action.text("."),
        short,
        because: vec![
            reason.text("."),
            Sentence::new()
                .text("Against the risk: ")
                .name(&line.title)
                .text("."),
        ],
        kind: CalloutKind::Decision,
    })
}

/// When nothing that waits for a decision brings P80 back to the target: a choice of date, scope or people.
fn recovery(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Option<LeadershipAsk> {
    let target = facts.line.target?;
    let late = facts.line.p80_after_target_days.filter(|days| *days > 0)?;
    let options = decisions::open(facts)
        .flat_map(|line| &line.options)
        .filter_map(|option| option.p80);
    let responses = facts
        .risks
        .iter()
        .flat_map(|line| &line.responses)
        .filter_map(|response| response.p80_with);
    if options.chain(responses).any(|p80| p80 <= target.finish) {
        return None;
    }
    let charter = &facts.program.charter;
    let who: Option<&PersonId> = charter.sponsor.as_ref().or(charter.driver.as_ref());
    let start = match who {
        Some(person) => Sentence::new()
            .name(facts.person(person))
            .text(", choose: a later date, less scope, or more people"),
        None => Sentence::new().text("Choose: a later date, less scope, or more people"),
    };
    let next = facts.now().checked_add(2.weeks()).unwrap_or(Date::MAX);
    let proposed = cite.proposed("two weeks from now");
    let forecast = cite.forecast(facts.id);
    let action = start.text(", by ").with(day(next, &proposed)).text(".");
    let because = Sentence::new()
        .text("P80 is ")
        .figure(format::working_days_late(late), &forecast)
        .text(", and no single open decision or response brings it back to the target.");
    let short = match who {
        Some(person) => Sentence::new()
            .name(facts.person(person))
            .text(": choose date, scope or people"),
        None => "Choose: date, scope or people".into(),
    };
    Some(LeadershipAsk {
        by: Some(next),
        action,
        short,
        because: vec![because],
        kind: CalloutKind::Decision,
    })
}
