//! The five questions about everything that is not on track: how does it stand, why, what is being done, what must the
//! reader do, and what would change the colour?

use jiff::civil::Date;
use longpole_document::{Block, Inline, Sentence, Status, Term, words as format};
use longpole_engine::check::{ComputedHealth, HealthReason, ReasonKind, Subject};
use longpole_model::{
    EntityKey, EntityKind, Health, Item, ItemId, NeedSource, StatusUpdate, UpdateState,
    UpdateSubject,
};

use super::{contracts, decisions, risks};
use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;

/// So many are answered at length; the rest in a line each.
const AT_LENGTH: usize = 8;
/// So many names stand for a group of which the same is to be said.
const NAMES: usize = 8;

/// An item that is not on track, with why.
struct Trouble<'f, 'a> {
    id: &'a ItemId,
    item: &'a Item,
    key: EntityKey,
    health: &'f ComputedHealth,
    reason: &'f HealthReason,
    owner: Option<String>,
    /// Share of runs in which it sets the date.
    criticality: f64,
}

/// The five questions for at most `most` items, the worst first.
pub(crate) fn blocks(facts: &Facts<'_>, cite: &mut Cite<'_>, most: usize) -> Vec<Block> {
    let (told, silent): (Vec<_>, Vec<_>) = troubles(facts)
        .into_iter()
        .partition(|trouble| !is_silence(trouble));
    if told.is_empty() && silent.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::section(
        "What is not on track, and what would change that",
    )];
    let at_length = told.len().min(AT_LENGTH).min(most);
    for trouble in told.iter().take(at_length) {
        blocks.push(Block::subsection(Inline::name(
            facts.workspace.display_name(&trouble.key),
        )));
        blocks.push(Block::Terms(answers(facts, cite, trouble)));
    }
    let rest: Vec<Sentence> = told
        .iter()
        .skip(at_length)
        .take(most.saturating_sub(at_length))
        .map(|trouble| in_a_line(facts, cite, trouble))
        .collect();
    if !rest.is_empty() {
        blocks.push(Block::subsection("Also not on track"));
        blocks.push(Block::Bullets(rest));
    }
    let left = told.len().saturating_sub(most.max(at_length));
    blocks.extend(super::and_more(left, "item", cite).map(Block::Paragraph));
    blocks.extend(silence(facts, cite, &silent));
    blocks
}

/// Items that are not on track for a reason of their own; a summary that only follows its parts is left to these.
fn troubles<'f, 'a>(facts: &'f Facts<'a>) -> Vec<Trouble<'f, 'a>> {
    let mut troubles: Vec<Trouble<'f, 'a>> = facts
        .program
        .items
        .iter()
        .filter_map(|(id, item)| trouble(facts, id, item))
        .collect();
    troubles.sort_by(|a, b| {
        let worse = b.reason.health.cmp(&a.reason.health);
        worse
            .then_with(|| b.criticality.total_cmp(&a.criticality))
            .then_with(|| a.key.cmp(&b.key))
    });
    troubles
}

fn trouble<'f, 'a>(
    facts: &'f Facts<'a>,
    id: &'a ItemId,
    item: &'a Item,
) -> Option<Trouble<'f, 'a>> {
    let subject = Subject::Item(facts.id.clone(), id.clone());
    let health = facts.analysis.report.healths.of(&subject)?;
    let stands = health.health.filter(|health| *health != Health::OnTrack)?;
    let own = |reason: &&HealthReason| {
        reason.health == stands
            && !matches!(
                reason.kind,
                ReasonKind::Part(_) | ReasonKind::NothingAgainst
            )
    };
    let reason = health.reasons.iter().find(own)?;
    let key = facts.key(EntityKind::Item, id);
    let effective = facts.tree.effective(id);
    let criticality = facts
        .analysis
        .forecast
        .dates
        .get(&key)
        .map_or(0.0, |dates| dates.criticality);
    let owner = facts.who(effective.owner, effective.team);
    Some(Trouble {
        id,
        item,
        key,
        health,
        reason,
        owner,
        criticality,
    })
}

/// Whether nothing is wrong with it but that nobody says how it stands.
fn is_silence(trouble: &Trouble<'_, '_>) -> bool {
    matches!(
        trouble.reason.kind,
        ReasonKind::NoClaim | ReasonKind::StaleClaim { .. } | ReasonKind::OddsUnknown
    )
}

fn answers(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Vec<Term> {
    vec![
        Term::new("Status", status(facts, cite, trouble)),
        Term::new("Why", why(facts, cite, trouble)),
        Term::new("Being done", being_done(facts, cite, trouble)),
        Term::new("You", reader(facts, cite, trouble)),
        Term::new("Changes when", changes_when(facts, cite, trouble)),
    ]
}

fn in_a_line(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    let name = Inline::strong(Inline::name(facts.workspace.display_name(&trouble.key)));
    Sentence::new()
        .then(words::status(trouble.reason.health))
        .text(" ")
        .with(name)
        .text(": ")
        .then(why(facts, cite, trouble))
        .text(" ")
        .then(being_done(facts, cite, trouble))
        .text(" ")
        .then(reader(facts, cite, trouble))
        .text(" ")
        .then(changes_when(facts, cite, trouble))
}

fn status(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    let sentence = Sentence::from(words::status(trouble.reason.health));
    let owner = trouble.owner.clone();
    let sentence = match owner {
        Some(owner) => sentence.text("; owner: ").name(owner),
        None => sentence.text("; nobody owns it"),
    };
    let claim = trouble.health.claimed.as_ref();
    let claimed: Option<(Status, Date)> =
        claim.and_then(|claim| Some((words::status(claim.health), claim.on)));
    let sentence = match claimed {
        Some((claimed, on)) if claimed != words::status(trouble.reason.health) => {
            let id = cite.said(
                &trouble.key,
                "status.health",
                claim.and_then(|claim| claim.by.as_ref()),
                Some(on),
            );
            sentence
                .text("; claimed ")
                .status(claimed)
                .text(" on ")
                .with(day(on, &id))
        }
        _ => sentence,
    };
    let forecast = facts
        .analysis
        .forecast
        .dates
        .get(&trouble.key)
        .filter(|dates| dates.is_complete());
    match forecast {
        Some(dates) => {
            let id = cite.forecast(facts.id);
            sentence
                .text("; P80 ")
                .with(day(dates.quantiles.p80, &id))
                .text(".")
        }
        None => sentence.text("."),
    }
}

fn why(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    let id = cite.health(facts.id);
    Inline::figure(
        words::capital(&words::as_sentence(&trouble.reason.because)),
        &id,
    )
    .into()
}

fn changes_when(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    let id = cite.health(facts.id);
    let text = words::capital(&words::as_sentence(&trouble.reason.would_change));
    if text.is_empty() {
        "Nobody has said.".into()
    } else {
        Inline::figure(text, &id).into()
    }
}

/// What somebody is doing about it: the path in the newest update, a response under way, an issue, the last note.
fn being_done(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    path_to_green(facts, cite, trouble)
        .or_else(|| response(facts, cite, trouble))
        .or_else(|| issue(facts, cite, trouble))
        .or_else(|| note(facts, cite, trouble))
        .unwrap_or_else(|| "Nothing that the plan knows of.".into())
}

fn path_to_green(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    trouble: &Trouble<'_, '_>,
) -> Option<Sentence> {
    let about = UpdateSubject::Item(trouble.id.clone());
    let counts = |update: &StatusUpdate| {
        matches!(update.state, UpdateState::Edited | UpdateState::Published)
    };
    let updates = facts
        .program
        .updates
        .iter()
        .filter(|(_, update)| update.about == about && counts(update));
    let (id, update) = updates.max_by_key(|(id, update)| (update.on, *id))?;
    let path = update.path_to_green.as_ref()?;
    let key = facts.key(EntityKind::StatusUpdate, id);
    let mut parts = Vec::new();
    for (what, by, due) in &path.actions {
        let mut part = cite.quote_said(
            &key,
            "path_to_green",
            &words::within_sentence(what),
            update.by.as_ref(),
            Some(update.on),
        );
        if let Some(by) = by {
            part = part.text(", ").name(facts.person(by));
        }
        if let Some(due) = due {
            let said = cite.said(&key, "path_to_green", update.by.as_ref(), Some(update.on));
            part = part.text(", by ").with(day(*due, &said));
        }
        parts.push(part.text("."));
    }
    let mut sentence = Sentence::new();
    for part in parts {
        sentence = if sentence.is_empty() {
            part
        } else {
            sentence.text(" ").then(part)
        };
    }
    if let Some(expected) = path.expected {
        let said = cite.said(
            &key,
            "path_to_green.expected",
            update.by.as_ref(),
            Some(update.on),
        );
        let lead = if sentence.is_empty() {
            "Expected"
        } else {
            " Expected"
        };
        sentence = sentence
            .text(format!("{lead} to be on track by "))
            .with(day(expected, &said))
            .text(".");
    }
    (!sentence.is_empty()).then_some(sentence)
}

fn response(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Option<Sentence> {
    let touching = facts
        .risks
        .iter()
        .filter(|line| line.risk.delays.contains_key(trouble.id));
    let (line, response) = touching
        .flat_map(|line| line.responses.iter().map(move |response| (line, response)))
        .find(|(_, response)| response.response.active && response.response.done_on.is_none())?;
    let mut sentence = Sentence::new().name(risks::response_title(response));
    if let Some(owner) = &response.response.owner {
        sentence = sentence.text(", ").name(facts.person(owner));
    }
    if let Some(due) = response.response.due {
        let id = cite.claim(&line.key, &format!("responses.{}.due", response.id));
        sentence = sentence.text(", by ").with(day(due, &id));
    }
    Some(sentence.text("."))
}

fn issue(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Option<Sentence> {
    use longpole_model::IssueState;
    let open = |state: IssueState| matches!(state, IssueState::Open | IssueState::InProgress);
    let mut issues = facts.program.issues.iter();
    let (id, issue) = issues.find(|(_, issue)| {
        open(issue.state) && issue.items.contains(trouble.id) && issue.action.is_some()
    })?;
    let key = facts.key(EntityKind::Issue, id);
    let mut sentence = cite.quote(
        &key,
        "action",
        &words::within_sentence(issue.action.as_deref()?),
    );
    if let Some(owner) = &issue.owner {
        sentence = sentence.text(", ").name(facts.person(owner));
    }
    if let Some(due) = issue.due {
        let said = cite.claim(&key, "due");
        sentence = sentence.text(", by ").with(day(due, &said));
    }
    Some(sentence.text("."))
}

fn note(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Option<Sentence> {
    let status = trouble.item.status.as_ref()?;
    let note = words::as_sentence(status.note.as_deref()?);
    let said = cite.said(
        &trouble.key,
        "status.note",
        status.by.as_ref(),
        Some(status.on),
    );
    let sentence = Sentence::new()
        .text("Last word, of ")
        .with(day(status.on, &said));
    let sentence = match &status.by {
        Some(by) => sentence.text(" from ").name(facts.person(by)),
        None => sentence,
    };
    let quote = cite.quote_said(
        &trouble.key,
        "status.note",
        &note,
        status.by.as_ref(),
        Some(status.on),
    );
    Some(sentence.text(": ").then(quote))
}

/// What the reader has to do: decide what it waits for, get a date, name an owner; or nothing.
fn reader(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    waiting_decision(facts, cite, trouble)
        .or_else(|| waiting_contract(facts, cite, trouble))
        .unwrap_or_else(|| match &trouble.owner {
            None => "Name somebody who answers for it.".into(),
            Some(_) => "Nothing now.".into(),
        })
}

fn waiting_decision(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    trouble: &Trouble<'_, '_>,
) -> Option<Sentence> {
    let path = format!("items.{}.", trouble.id);
    let needed = |id: &str| {
        facts.program.needs.values().any(|need| {
            need.consumer == *trouble.id
                && matches!(&need.source, NeedSource::Decision(decision) if decision.as_str() == id)
        })
    };
    let line = decisions::open(facts).find(|line| {
        let changes_it = line.decision.options.values().any(|option| {
            option.drops.contains(trouble.id)
                || option.set.iter().any(|edit| edit.path.starts_with(&path))
        });
        needed(&line.key.id) || changes_it
    })?;
    let question = cite.quote(&line.key, "question", &words::within_sentence(&line.title));
    let sentence = Sentence::new().text("Decide: ").then(question);
    Some(match line.decide_by {
        Some(_) => sentence
            .text(" By ")
            .then(decisions::decide_by(cite, line))
            .text("."),
        None => sentence,
    })
}

fn waiting_contract(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    trouble: &Trouble<'_, '_>,
) -> Option<Sentence> {
    let line = contracts::in_danger(facts).find(|line| line.consumer == trouble.key)?;
    let provider = contracts::provider_person(facts.workspace, line)?;
    let what = cite.quote(&line.key, "what", &words::within_sentence(&line.what));
    Some(
        Sentence::new()
            .text("Get a date that holds from ")
            .name(provider)
            .text(" for: ")
            .then(what)
            .text("."),
    )
}

/// Items of which nobody says how they stand: one answer for each sort of silence.
fn silence(facts: &Facts<'_>, cite: &mut Cite<'_>, silent: &[Trouble<'_, '_>]) -> Vec<Block> {
    if silent.is_empty() {
        return Vec::new();
    }
    let sorts: [(&str, &str, fn(&ReasonKind) -> bool); 3] = [
        (
            "has never had a status",
            "have never had a status",
            |kind| matches!(kind, ReasonKind::NoClaim),
        ),
        (
            "has a status that has grown old",
            "have a status that has grown old",
            |kind| matches!(kind, ReasonKind::StaleClaim { .. }),
        ),
        ("cannot be forecast", "cannot be forecast", |kind| {
            matches!(kind, ReasonKind::OddsUnknown)
        }),
    ];
    let mut blocks = vec![Block::subsection("Unknown, because nobody says")];
    let mut terms = Vec::new();
    for (one, many, is_of_sort) in sorts {
        let group: Vec<&Trouble<'_, '_>> = silent
            .iter()
            .filter(|trouble| is_of_sort(&trouble.reason.kind))
            .collect();
        if let Some(first) = group.first() {
            let verb = if group.len() == 1 { one } else { many };
            terms.push(silent_group(facts, cite, &group, verb));
            terms.push(Term::new("Changes when", changes_when(facts, cite, first)));
        }
    }
    terms.push(Term::new(
        "You",
        "Nothing now. The owners are asked for a word; the answer may be better or worse.",
    ));
    blocks.push(Block::Terms(terms));
    blocks
}

fn silent_group(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    group: &[&Trouble<'_, '_>],
    verb: &str,
) -> Term {
    let id = cite.health(facts.id);
    let shown = group
        .iter()
        .take(NAMES)
        .map(|trouble| Inline::name(facts.workspace.display_name(&trouble.key)));
    let left = group.len().saturating_sub(NAMES);
    let more = (left > 0).then(|| Inline::figure(format!("{left} more"), &id));
    let number = format::count(i64::try_from(group.len()).unwrap_or(i64::MAX), "item");
    let value = Sentence::new()
        .figure(number, &id)
        .text(" ")
        .text(verb)
        .text(": ")
        .then(words::list(shown.chain(more)))
        .text(".");
    Term::new("Why", value)
}
