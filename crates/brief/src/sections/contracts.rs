//! Promises between teams: what is needed by when, what was promised, what is likely, and who has to act.

use longpole_document::{Block, Column, Inline, Row, Sentence, Status, Table, words as format};
use longpole_engine::answers::ContractLine;
use longpole_engine::forecast::Odds;
use longpole_model::{ContractState, Workspace};

use crate::citations::{Cite, count, maybe_day};
use crate::facts::{Facts, person_name, team_name};
use crate::words;

/// At most so many contracts stand in a brief.
const ROWS: usize = 8;

pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>) -> Vec<Block> {
    if facts.contracts.is_empty() {
        return Vec::new();
    }
    let danger: Vec<&ContractLine<'_>> = in_danger(facts).collect();
    let mut blocks = vec![
        Block::section("Promises between teams"),
        Block::Paragraph(summary(facts, cite, danger.len())),
    ];
    if danger.is_empty() {
        return blocks;
    }
    let shown: Vec<&ContractLine<'_>> = danger.iter().take(ROWS).copied().collect();
    blocks.push(Block::Table(table(facts.workspace, cite, &shown)));
    if let Some(more) = super::and_more(danger.len() - shown.len(), "promise", cite) {
        blocks.push(Block::Paragraph(more));
    }
    blocks
}

/// Those of which one end is in danger, the earliest need first.
pub(crate) fn in_danger<'f, 'a>(
    facts: &'f Facts<'a>,
) -> impl Iterator<Item = &'f ContractLine<'a>> {
    facts.contracts.iter().filter(|contract| contract.in_danger)
}

fn summary(facts: &Facts<'_>, cite: &mut Cite<'_>, danger: usize) -> Sentence {
    let id = cite.plan_count();
    let open = facts
        .contracts
        .iter()
        .filter(|contract| !contract.met)
        .count();
    let unanswered = facts
        .contracts
        .iter()
        .filter(|contract| !contract.met && is_unanswered(contract))
        .count();
    let sentence = Sentence::new()
        .with(count(open, "open contract", &id))
        .text(": ");
    let sentence = sentence
        .figure(danger.to_string(), &id)
        .text(" in danger, ");
    sentence
        .figure(unanswered.to_string(), &id)
        .text(" without a promise.")
}

/// Whether nobody has promised a day.
pub(crate) fn is_unanswered(contract: &ContractLine<'_>) -> bool {
    contract
        .promise
        .is_none_or(|promise| promise.date.is_none() && promise.delivered_on.is_none())
}

/// Contracts as a table.
pub(crate) fn table(
    workspace: &Workspace,
    cite: &mut Cite<'_>,
    lines: &[&ContractLine<'_>],
) -> Table {
    let mut table = Table::new([
        Column::left("Needed"),
        Column::left("From"),
        Column::left("For"),
        Column::right("Need by"),
        Column::right("Promised"),
        Column::right("P80"),
        Column::right("In time"),
        Column::left("Who acts"),
    ]);
    for line in lines {
        table.row(row(workspace, cite, line));
    }
    table
}

fn row(workspace: &Workspace, cite: &mut Cite<'_>, line: &ContractLine<'_>) -> Row {
    let program = line.key.program.clone();
    let team = |team: Option<&longpole_model::TeamId>| {
        team.map_or_else(
            || "–".into(),
            |team| Sentence::from(Inline::name(team_name(workspace, team))),
        )
    };
    let (schedule, forecast) = match &program {
        Some(program) => (cite.schedule(program), cite.forecast(program)),
        None => (cite.plan_count(), cite.plan_count()),
    };
    let what = cite.quote(&line.key, "what", &line.what);
    let known = line
        .forecast
        .filter(|forecast| forecast.incomplete.is_empty());
    let p80 = known.map(|forecast| forecast.delivery.p80);
    let in_time = line
        .forecast
        .and_then(|forecast| forecast.need_by.as_ref())
        .and_then(Odds::share);
    let in_time = in_time.map_or_else(
        || Sentence::from("unknown"),
        |share| Inline::figure(format::odds(share), &forecast).into(),
    );
    Row::new([
        what,
        team(line.provider_team.as_ref()),
        team(line.consumer_team.as_ref()),
        maybe_day(line.need_by, &schedule),
        promised(cite, line),
        p80.map_or_else(|| "unknown".into(), |_| maybe_day(p80, &forecast)),
        in_time,
        who_acts(workspace, line),
    ])
    .status(colour(workspace, line))
}

/// How a contract stands, by the program's own thresholds for the odds of its need-by; a broken word is off track, a word that
/// is too late is at risk whatever the odds.
pub(crate) fn colour(workspace: &Workspace, line: &ContractLine<'_>) -> Status {
    let program = line
        .key
        .program
        .as_ref()
        .and_then(|id| workspace.programs.get(id));
    let rules = program
        .map(|program| program.charter.health_rules)
        .unwrap_or_default();
    let confidence = rules.confidence.as_f64();
    let forecast = line
        .forecast
        .filter(|forecast| forecast.incomplete.is_empty());
    let odds = forecast
        .and_then(|forecast| forecast.need_by)
        .and_then(|odds| odds.share());
    let broken = matches!(line.state, ContractState::Broken | ContractState::Declined);
    let hopeless = odds.is_some_and(|odds| odds < confidence * rules.off_track_below.as_f64());
    if !line.met && (broken || (line.need_by_is_anchored && hopeless)) {
        Status::OffTrack
    } else if line.in_danger
        || (line.need_by_is_anchored && odds.is_some_and(|odds| odds < confidence))
    {
        Status::AtRisk
    } else if is_unanswered(line) || forecast.is_none() {
        Status::Unknown
    } else {
        Status::OnTrack
    }
}

fn promised(cite: &mut Cite<'_>, line: &ContractLine<'_>) -> Sentence {
    let word = words::contract_state(line.state);
    let Some((promise, date)) = line
        .promise
        .and_then(|promise| Some((promise, promise.date?)))
    else {
        return word.into();
    };
    let id = cite.said(
        &line.provider,
        "promises",
        promise.by.as_ref(),
        promise.said_on,
    );
    let date = Sentence::from(crate::citations::day(date, &id));
    match line.state {
        ContractState::Committed
        | ContractState::InProgress
        | ContractState::Delivered
        | ContractState::Accepted => date,
        ContractState::Identified
        | ContractState::Requested
        | ContractState::Countered
        | ContractState::AtRisk
        | ContractState::Declined
        | ContractState::Broken
        | ContractState::Withdrawn
        | ContractState::Superseded => date.text(", ").text(word),
    }
}

/// Who has to act: the provider until it has answered, the consumer when another date was offered.
pub(crate) fn who_acts(workspace: &Workspace, line: &ContractLine<'_>) -> Sentence {
    match line.state {
        ContractState::Identified => name_or_nobody(consumer_person(workspace, line)).text(" asks"),
        ContractState::Requested => {
            name_or_nobody(provider_person(workspace, line)).text(" answers")
        }
        ContractState::Countered | ContractState::Declined => {
            name_or_nobody(consumer_person(workspace, line)).text(" accepts or escalates")
        }
        ContractState::Committed
        | ContractState::InProgress
        | ContractState::AtRisk
        | ContractState::Broken => {
            name_or_nobody(provider_person(workspace, line)).text(" renews the date")
        }
        ContractState::Delivered => {
            name_or_nobody(consumer_person(workspace, line)).text(" accepts it")
        }
        ContractState::Accepted | ContractState::Withdrawn | ContractState::Superseded => {
            "nobody".into()
        }
    }
}

/// Who answers for the consumer's side: its person for it, else its team.
fn consumer_person(workspace: &Workspace, line: &ContractLine<'_>) -> Option<String> {
    let person = line
        .consumer_owner
        .as_ref()
        .map(|owner| person_name(workspace, owner));
    person.or_else(|| {
        line.consumer_team
            .as_ref()
            .map(|team| team_name(workspace, team))
    })
}

/// Who answers for the provider's side: who promised, else the team's contact or lead, else the team.
pub(crate) fn provider_person(workspace: &Workspace, line: &ContractLine<'_>) -> Option<String> {
    let promised_by = line.promise.and_then(|promise| promise.by.as_ref());
    let team = line
        .provider_team
        .as_ref()
        .and_then(|id| workspace.teams.get(id));
    let lead = team.and_then(|team| {
        if line.external {
            team.contact.as_ref()
        } else {
            team.lead.as_ref()
        }
    });
    let person = promised_by
        .or(lead)
        .map(|person| person_name(workspace, person));
    person.or_else(|| {
        line.provider_team
            .as_ref()
            .map(|team| team_name(workspace, team))
    })
}

fn name_or_nobody(name: Option<String>) -> Sentence {
    name.map_or_else(|| "nobody".into(), |name| Inline::name(name).into())
}
