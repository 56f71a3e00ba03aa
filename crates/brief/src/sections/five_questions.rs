//! The five questions about everything that is not on track: how does it stand, why, what is being done, what must the
//! reader do, and what would change the colour?

use jiff::civil::Date;
use longpole_document::{Block, Inline, Sentence, Status, Term, words as format};
use longpole_engine::check::{ComputedHealth, HealthReason, ReasonKind, Subject};
use longpole_model::{
    EntityKey, EntityKind, Health, Item, ItemId, NeedSource, StatusUpdate, UpdateState,
    UpdateSubject,
};

use super::reasons::{self, Of};
use super::{contracts, decisions, risks};
use crate::citations::{Cite, day};
use crate::facts::Facts;
use crate::words;
use longpole_engine::answers::PoleStep;

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
    let (told, same_chain) = by_chain(facts, told);
    let at_length = told.len().min(AT_LENGTH).min(most);
    for (place, trouble) in told.iter().take(at_length).enumerate() {
        blocks.push(Block::subsection(Inline::name(
            facts.workspace.display_name(&trouble.key),
        )));
        blocks.push(Block::Terms(answers(facts, cite, trouble)));
        if place == 0 {
            blocks.extend(on_the_same_chain(facts, cite, &same_chain).map(Block::Paragraph));
        }
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

/// The first on the long pole whose odds are too low speaks for those that miss their dates for the same chain; it goes first.
fn by_chain<'f, 'a>(
    facts: &Facts<'_>,
    told: Vec<Trouble<'f, 'a>>,
) -> (Vec<Trouble<'f, 'a>>, Vec<Trouble<'f, 'a>>) {
    let (mut same, others): (Vec<_>, Vec<_>) = told
        .into_iter()
        .partition(|trouble| head_of(facts, trouble).is_some());
    if same.is_empty() {
        return (others, same);
    }
    let first = same.remove(0);
    (std::iter::once(first).chain(others).collect(), same)
}

/// What else the same chain makes late, with its odds.
fn on_the_same_chain(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    same: &[Trouble<'_, '_>],
) -> Option<Sentence> {
    if same.is_empty() {
        return None;
    }
    let forecast = cite.forecast(facts.id);
    let one = |trouble: &Trouble<'_, '_>| {
        let sentence = words::title(facts.workspace.display_name(&trouble.key));
        match trouble.reason.kind {
            ReasonKind::Odds { odds, by, .. } => sentence
                .text(" (")
                .figure(format::odds(odds), &forecast)
                .text(" for ")
                .with(day(by, &forecast))
                .text(")"),
            _ => sentence,
        }
    };
    let list = words::list(same.iter().map(one));
    Some(
        Sentence::new()
            .text("The same chain puts off: ")
            .then(list)
            .text("."),
    )
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
    Silence::of(&trouble.reason.kind).is_some()
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
        .status(words::status(trouble.reason.health))
        .text(" ")
        .with(name)
        .text(": ")
        .then(why(facts, cite, trouble))
        .text(" Being done: ")
        .then(being_done(facts, cite, trouble))
        .text(" You: ")
        .then(reader(facts, cite, trouble))
        .text(" Changes when: ")
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
        claim.map(|claim| (words::status(claim.health), claim.on));
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
    let because = reasons::because(facts, cite, of(trouble), trouble.health, trouble.reason);
    match head_of(facts, trouble) {
        Some((title, holder)) => {
            let sentence = because
                .text(" Its date hangs on ")
                .then(words::title(title));
            match holder {
                Some(holder) => sentence.text(" (").name(holder).text(")."),
                None => sentence.text("."),
            }
        }
        None => because,
    }
}

fn changes_when(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    reasons::changes_when(facts, cite, of(trouble), trouble.reason)
}

fn of<'t>(trouble: &'t Trouble<'_, '_>) -> Of<'t> {
    Of::Item(&trouble.key, trouble.owner.as_deref())
}

/// Where it is on the long pole and its odds are the matter: the step that the chain begins with, and who holds that.
fn head_of(facts: &Facts<'_>, trouble: &Trouble<'_, '_>) -> Option<(String, Option<String>)> {
    if !matches!(trouble.reason.kind, ReasonKind::Odds { .. }) {
        return None;
    }
    // What is seldom on the path that sets the date is no reason for a date.
    let head = before_it(facts, trouble)
        .first()
        .filter(|head| head.criticality >= 0.5)?;
    Some((
        head.title.clone(),
        facts.who(head.owner.as_ref(), head.team.as_ref()),
    ))
}

/// The steps of the long pole before it; none where it is not on it.
fn before_it<'f>(facts: &'f Facts<'_>, trouble: &Trouble<'_, '_>) -> &'f [PoleStep] {
    let Some(pole) = facts.pole.as_ref().filter(|_| facts.is_forecast_known()) else {
        return &[];
    };
    let place = pole.steps.iter().position(|step| step.key == trouble.key);
    place
        .and_then(|place| pole.steps.get(..place))
        .unwrap_or_default()
}

/// The item itself and, where its odds are the matter, what comes before it on the long pole: what is done about those moves
/// it too.
fn related(facts: &Facts<'_>, trouble: &Trouble<'_, '_>) -> Vec<ItemId> {
    if !matches!(trouble.reason.kind, ReasonKind::Odds { .. }) {
        return vec![trouble.id.clone()];
    }
    let before = before_it(facts, trouble)
        .iter()
        .filter(|step| step.key.kind == EntityKind::Item);
    let before = before.filter_map(|step| ItemId::new(&step.key.id).ok());
    std::iter::once(trouble.id.clone()).chain(before).collect()
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
    let related = related(facts, trouble);
    let touching = facts
        .risks
        .iter()
        .filter(|line| related.iter().any(|id| line.risk.delays.contains_key(id)));
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

/// What the reader has to do: decide what it waits for, get a date, decide for a response, name an owner; or nothing.
fn reader(facts: &Facts<'_>, cite: &mut Cite<'_>, trouble: &Trouble<'_, '_>) -> Sentence {
    waiting_decision(facts, cite, trouble)
        .or_else(|| waiting_response(facts, cite, trouble))
        .or_else(|| waiting_contract(facts, cite, trouble))
        .unwrap_or_else(|| match &trouble.owner {
            None => "Name somebody who answers for it.".into(),
            Some(_) => "Nothing now.".into(),
        })
}

/// The response to a risk of it, not yet decided for, that buys at least a day.
fn waiting_response(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    trouble: &Trouble<'_, '_>,
) -> Option<Sentence> {
    let related = related(facts, trouble);
    let touching = risks::top(facts).into_iter();
    let touching =
        touching.filter(|line| related.iter().any(|id| line.risk.delays.contains_key(id)));
    let best = touching.filter_map(|line| {
        let response = risks::best_response(line)?;
        Some((
            line,
            response,
            response.p80_days.filter(|days| *days >= 1.0)?,
        ))
    });
    let (line, response, days) = best.max_by(|a, b| a.2.total_cmp(&b.2))?;
    let id = cite.comparison(&line.key, &format!("with and without {}", response.id));
    let sentence = Sentence::new()
        .text("Decide for or against ")
        .then(words::title(risks::response_title(response)));
    Some(
        sentence
            .text(": it buys ")
            .figure(words::working_days(days), &id)
            .text(" of P80."),
    )
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

/// A sort of silence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Silence {
    NoClaim,
    StaleClaim,
    NoEstimate,
}

impl Silence {
    fn of(kind: &ReasonKind) -> Option<Self> {
        match kind {
            ReasonKind::NoClaim => Some(Self::NoClaim),
            ReasonKind::StaleClaim { .. } => Some(Self::StaleClaim),
            ReasonKind::OddsUnknown => Some(Self::NoEstimate),
            ReasonKind::Odds { .. }
            | ReasonKind::Finding { .. }
            | ReasonKind::Claim
            | ReasonKind::Part(_)
            | ReasonKind::NothingAgainst => None,
        }
    }

    /// What is said of one item, and of several.
    fn verb(self, items: usize) -> &'static str {
        match (self, items) {
            (Self::NoClaim, 1) => "has never had a status",
            (Self::NoClaim, _) => "have never had a status",
            (Self::StaleClaim, 1) => "has a status that has grown old",
            (Self::StaleClaim, _) => "have a status that has grown old",
            (Self::NoEstimate, _) => "cannot be forecast",
        }
    }

    fn changes_when(self) -> &'static str {
        match self {
            Self::NoClaim | Self::StaleClaim => "Those who answer for them say how they stand.",
            Self::NoEstimate => "What they depend on gets its estimates.",
        }
    }
}

/// Items of which nobody says how they stand: one answer for each sort of silence.
fn silence(facts: &Facts<'_>, cite: &mut Cite<'_>, silent: &[Trouble<'_, '_>]) -> Vec<Block> {
    if silent.is_empty() {
        return Vec::new();
    }
    let mut terms = vec![Term::new("Status", Status::Unknown)];
    for sort in [Silence::NoClaim, Silence::StaleClaim, Silence::NoEstimate] {
        let is_of_it = |trouble: &&Trouble<'_, '_>| Silence::of(&trouble.reason.kind) == Some(sort);
        let group: Vec<&Trouble<'_, '_>> = silent.iter().filter(is_of_it).collect();
        if !group.is_empty() {
            terms.push(silent_group(facts, cite, &group, sort.verb(group.len())));
            terms.push(Term::new("Changes when", sort.changes_when()));
        }
    }
    terms.push(Term::new(
        "Being done",
        "Their owners are to be asked; what they say may be better or worse.",
    ));
    terms.push(Term::new("You", "Nothing now."));
    vec![
        Block::subsection("Unknown, because nobody says"),
        Block::Terms(terms),
    ]
}

fn silent_group(
    facts: &Facts<'_>,
    cite: &mut Cite<'_>,
    group: &[&Trouble<'_, '_>],
    verb: &str,
) -> Term {
    let id = cite.health(facts.id);
    let names: Vec<String> = group
        .iter()
        .map(|trouble| facts.workspace.display_name(&trouble.key))
        .collect();
    let number = format::count(i64::try_from(group.len()).unwrap_or(i64::MAX), "item");
    let value = Sentence::new()
        .figure(number, &id)
        .text(" ")
        .text(verb)
        .text(": ")
        .then(words::titles(&names, NAMES, &id))
        .text(".");
    Term::new("Why", value)
}
