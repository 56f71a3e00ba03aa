//! The contract about a need: how far it is, read from both sides, and which side may move it where.
//!
//! identified → requested → countered ⇄ requested → committed → in progress → delivered → accepted; on the side: declined,
//! withdrawn, at risk, broken, superseded. Only the provider commits; only the consumer accepts; a new scope or date opens
//! the handshake again.

use std::fmt;

use jiff::civil::Date;

use super::refusal::absent;
use super::{Refusal, RefusalCode, says};
use crate::{Asked, Need, PersonId, Probability, Promise, PromiseState};

/// How far a contract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContractState {
    /// Somebody saw that it is needed; nobody was asked. All that an imported link is.
    Identified,
    /// The provider was asked and has not answered.
    Requested,
    /// The provider offered something else; the consumer has to answer.
    Countered,
    /// The provider promised a date.
    Committed,
    /// The provider is at work.
    InProgress,
    /// The provider says that the date is in danger.
    AtRisk,
    /// The provider delivered, and something shows it.
    Delivered,
    /// The consumer has what it needs.
    Accepted,
    /// The provider will not do it.
    Declined,
    /// The promised day passed without it.
    Broken,
    /// The consumer no longer needs it.
    Withdrawn,
    /// Another need took its place.
    Superseded,
}

impl ContractState {
    /// Reads the state from both halves.
    ///
    /// A promise counts only as far as it can: committed needs a date, delivered needs evidence. What the consumer says was
    /// promised counts as requested. A request that is newer than the provider's last word opens the handshake again.
    pub fn of(need: &Need, promise: Option<&Promise>) -> Self {
        match need.asked {
            Asked::Withdrawn => return Self::Withdrawn,
            Asked::Superseded => return Self::Superseded,
            Asked::Accepted => return Self::Accepted,
            Asked::Identified | Asked::Requested if need.accepted_on.is_some() => {
                return Self::Accepted;
            }
            Asked::Identified | Asked::Requested => {}
        }
        let was_asked = need.asked == Asked::Requested
            || need.requested_on.is_some()
            || need.promised.is_some();
        match promise {
            Some(promise) if is_older(promise, need.requested_on) => Self::Requested,
            Some(promise) => Self::promised(promise),
            None if was_asked => Self::Requested,
            None => Self::Identified,
        }
    }

    fn promised(promise: &Promise) -> Self {
        let shown = says(promise.evidence.as_deref());
        match (promise.state, promise.date) {
            (PromiseState::Countered, _) => Self::Countered,
            (PromiseState::Declined, _) => Self::Declined,
            (PromiseState::Delivered, _) if shown => Self::Delivered,
            (_, None) => Self::Requested,
            (PromiseState::Committed, Some(_)) => Self::Committed,
            (PromiseState::InProgress | PromiseState::Delivered, Some(_)) => Self::InProgress,
            (PromiseState::AtRisk, Some(_)) => Self::AtRisk,
            (PromiseState::Broken, Some(_)) => Self::Broken,
        }
    }

    /// Whether the provider stands for a date.
    pub fn is_promised(self) -> bool {
        match self {
            Self::Committed | Self::InProgress | Self::AtRisk => true,
            Self::Identified
            | Self::Requested
            | Self::Countered
            | Self::Delivered
            | Self::Accepted
            | Self::Declined
            | Self::Broken
            | Self::Withdrawn
            | Self::Superseded => false,
        }
    }

    /// Whether nothing more is to come of it.
    pub fn is_ended(self) -> bool {
        match self {
            Self::Accepted | Self::Withdrawn | Self::Superseded => true,
            Self::Identified
            | Self::Requested
            | Self::Countered
            | Self::Committed
            | Self::InProgress
            | Self::AtRisk
            | Self::Delivered
            | Self::Declined
            | Self::Broken => false,
        }
    }

    /// Whose move it is, if anybody's.
    pub fn waits_for(self) -> Option<Side> {
        match self {
            Self::Requested | Self::Committed | Self::InProgress | Self::AtRisk | Self::Broken => {
                Some(Side::Provider)
            }
            Self::Identified | Self::Countered | Self::Delivered | Self::Declined => {
                Some(Side::Consumer)
            }
            Self::Accepted | Self::Withdrawn | Self::Superseded => None,
        }
    }
}

impl fmt::Display for ContractState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Identified => "identified",
            Self::Requested => "requested",
            Self::Countered => "countered",
            Self::Committed => "committed",
            Self::InProgress => "in progress",
            Self::AtRisk => "at risk",
            Self::Delivered => "delivered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Broken => "broken",
            Self::Withdrawn => "withdrawn",
            Self::Superseded => "superseded",
        })
    }
}

/// Whether the provider's last word is older than the request. Words of one day are taken in the usual order: first the
/// request, then the answer.
fn is_older(promise: &Promise, requested_on: Option<Date>) -> bool {
    match (promise.said_on.max(promise.delivered_on), requested_on) {
        (Some(said), Some(requested)) => said < requested,
        _ => false,
    }
}

/// A side of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Who needs it.
    Consumer,
    /// Who is to deliver it.
    Provider,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Consumer => Self::Provider,
            Self::Provider => Self::Consumer,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Consumer => "the consumer's side",
            Self::Provider => "the provider's side",
        })
    }
}

/// What a side wants to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractMove {
    /// Consumer: asks, answers a counter-offer, or changes what is wanted, which opens the handshake again. What is left out
    /// stays as it was.
    Request {
        /// What exactly is needed.
        what: Option<String>,
        /// How the consumer will see that it has it.
        accept: Option<String>,
    },
    /// Consumer: has it.
    Accept,
    /// Consumer: no longer needs it.
    Withdraw,
    /// Consumer: needs something else instead.
    Supersede,
    /// Provider: offers another date or scope, also after having committed.
    Counter {
        /// The date that could be promised.
        date: Option<Date>,
        /// What is offered instead.
        note: Option<String>,
    },
    /// Provider: promises.
    Commit {
        /// The day.
        date: Option<Date>,
        /// Who promises.
        by: Option<PersonId>,
        /// How sure.
        confidence: Option<Probability>,
    },
    /// Provider: begins.
    Start,
    /// Provider: warns that the date is in danger.
    Warn {
        /// Why.
        note: Option<String>,
    },
    /// Provider: delivers.
    Deliver {
        /// What shows it.
        evidence: Option<String>,
    },
    /// Provider: will not do it.
    Decline {
        /// Why.
        note: Option<String>,
    },
    /// Either side: the promised day has passed without it.
    Break,
}

impl ContractMove {
    /// The side that may make it; `None` when both may.
    pub fn side(&self) -> Option<Side> {
        match self {
            Self::Request { .. } | Self::Accept | Self::Withdraw | Self::Supersede => {
                Some(Side::Consumer)
            }
            Self::Counter { .. }
            | Self::Commit { .. }
            | Self::Start
            | Self::Warn { .. }
            | Self::Deliver { .. }
            | Self::Decline { .. } => Some(Side::Provider),
            Self::Break => None,
        }
    }

    fn verb(&self) -> &'static str {
        match self {
            Self::Request { .. } => "request",
            Self::Accept => "accept",
            Self::Withdraw => "withdraw",
            Self::Supersede => "replace",
            Self::Counter { .. } => "counter",
            Self::Commit { .. } => "commit",
            Self::Start => "start",
            Self::Warn { .. } => "warn",
            Self::Deliver { .. } => "deliver",
            Self::Decline { .. } => "decline",
            Self::Break => "call the promise broken",
        }
    }
}

/// Both halves of a contract after a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractMoved {
    /// The consumer's half.
    pub need: Need,
    /// The provider's half. A request drops a promise of the same day, which it opens again.
    pub promise: Option<Promise>,
    /// Whether something that was promised or delivered is open again.
    pub reopened: bool,
    /// Who has to be told.
    pub notify: Side,
}

/// Moves the contract about `need` as `side` wants on the day `on`, or says why not.
pub fn move_contract(
    need: &Need,
    promise: Option<&Promise>,
    side: Side,
    on: Date,
    wanted: ContractMove,
) -> Result<ContractMoved, Refusal> {
    let state = ContractState::of(need, promise);
    if let Some(owner) = wanted.side().filter(|&owner| owner != side) {
        let message = format!("only {owner} can {}", wanted.verb());
        return Err(Refusal::not_yours(owner.to_string(), message));
    }
    check_order(state, &wanted)?;
    if let Some(requested_on) = need.requested_on.filter(|&requested_on| on < requested_on) {
        let message = format!("it was requested on {requested_on}, after that day");
        return Err(Refusal::new(RefusalCode::TooEarly, message));
    }
    let mut moved = ContractMoved {
        need: need.clone(),
        promise: promise.cloned(),
        reopened: false,
        notify: side.other(),
    };
    match wanted {
        ContractMove::Request { what, accept } => {
            moved.need.asked = Asked::Requested;
            moved.need.requested_on = Some(on);
            moved.need.what = what.or(moved.need.what);
            moved.need.accept = accept.or(moved.need.accept);
            moved.promise = moved.promise.filter(|promise| is_older(promise, Some(on)));
            moved.reopened = state.is_promised() || state == ContractState::Delivered;
        }
        ContractMove::Accept => {
            moved.need.asked = Asked::Accepted;
            moved.need.accepted_on = Some(on);
        }
        ContractMove::Withdraw => moved.need.asked = Asked::Withdrawn,
        ContractMove::Supersede => moved.need.asked = Asked::Superseded,
        ContractMove::Counter { date, note } => {
            if date.is_none() && !says(note.as_deref()) {
                let message = "a counter-offer needs a date or says what is offered instead";
                return Err(Refusal::missing(vec!["date", "note"], message));
            }
            moved.promise = Some(Promise {
                date,
                note,
                said_on: Some(on),
                ..Promise::of(PromiseState::Countered)
            });
            moved.reopened = state.is_promised();
        }
        ContractMove::Commit {
            date,
            by,
            confidence,
        } => {
            if let Some(missing) = absent(&[("date", date.is_some()), ("by", by.is_some())]) {
                let message = "a commitment needs a date and somebody who stands for it";
                return Err(Refusal::missing(missing, message));
            }
            moved.promise = Some(Promise {
                date,
                by,
                confidence,
                said_on: Some(on),
                ..Promise::of(PromiseState::Committed)
            });
        }
        ContractMove::Start => say(&mut moved, PromiseState::InProgress, on, None),
        ContractMove::Warn { note } => say(&mut moved, PromiseState::AtRisk, on, note),
        ContractMove::Deliver { evidence } => {
            if !says(evidence.as_deref()) {
                let message = "a delivery needs something that shows it, such as a merged change";
                return Err(Refusal::missing(vec!["evidence"], message));
            }
            say(&mut moved, PromiseState::Delivered, on, None);
            if let Some(promise) = &mut moved.promise {
                promise.evidence = evidence;
                promise.delivered_on = Some(on);
            }
        }
        ContractMove::Decline { note } => {
            let promise = Promise::of(PromiseState::Declined);
            moved.promise.get_or_insert(promise);
            say(&mut moved, PromiseState::Declined, on, note);
        }
        ContractMove::Break => {
            let date = promise.and_then(|promise| promise.date);
            if let Some(date) = date.filter(|&date| on <= date) {
                let message = format!("the promised day, {date}, has not passed");
                return Err(Refusal::new(RefusalCode::TooEarly, message));
            }
            say(&mut moved, PromiseState::Broken, on, None);
        }
    }
    Ok(moved)
}

/// Whether the move leads on from `state`.
fn check_order(state: ContractState, wanted: &ContractMove) -> Result<(), Refusal> {
    use ContractState::{
        AtRisk, Broken, Committed, Countered, Declined, Delivered, Identified, InProgress,
        Requested,
    };
    if state.is_ended() {
        let message = format!("it is {state}; what is needed now is a need of its own");
        return Err(Refusal::wrong_state(message));
    }
    let from: &[ContractState] = match wanted {
        ContractMove::Request { .. } | ContractMove::Withdraw | ContractMove::Supersede => {
            return Ok(());
        }
        ContractMove::Accept => &[Delivered],
        ContractMove::Counter { .. } => &[
            Identified, Requested, Countered, Committed, InProgress, AtRisk, Broken, Declined,
        ],
        ContractMove::Commit { .. } => &[Identified, Requested, Declined],
        ContractMove::Start => &[Committed, AtRisk],
        ContractMove::Warn { .. } => &[Committed, InProgress],
        ContractMove::Deliver { .. } => &[Committed, InProgress, AtRisk, Broken],
        ContractMove::Decline { .. } => &[
            Identified, Requested, Countered, Committed, InProgress, AtRisk, Broken,
        ],
        ContractMove::Break => &[Committed, InProgress, AtRisk],
    };
    if from.contains(&state) {
        return Ok(());
    }
    let verb = wanted.verb();
    let message = match (state, wanted) {
        (Countered, ContractMove::Commit { .. }) => {
            "the consumer has to answer the counter-offer first".to_owned()
        }
        (Committed | InProgress | AtRisk | Broken, ContractMove::Commit { .. }) => {
            format!("it is {state}; another date is a counter-offer")
        }
        (Identified | Requested | Countered | Declined, _) => {
            format!("it is {state}; a commitment comes before one can {verb}")
        }
        _ => format!("it is {state}; one cannot {verb} from there"),
    };
    Err(Refusal::wrong_state(message))
}

fn say(moved: &mut ContractMoved, state: PromiseState, on: Date, note: Option<String>) {
    if let Some(promise) = &mut moved.promise {
        promise.state = state;
        promise.said_on = Some(on);
        promise.note = note.or_else(|| promise.note.take());
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::{ItemId, ItemRef, NeedSource};

    const DUE: Date = date(2027, 2, 12);

    fn need() -> Need {
        let source = NeedSource::Item(ItemRef {
            program: None,
            item: ItemId::new("api").unwrap(),
        });
        Need::plain(ItemId::new("ledger").unwrap(), source)
    }

    fn committed() -> Promise {
        Promise {
            date: Some(DUE),
            ..Promise::of(PromiseState::Committed)
        }
    }

    fn named(word: &str) -> ContractMove {
        let text = |text: &str| Some(text.to_owned());
        match word {
            "request" => ContractMove::Request {
                what: None,
                accept: None,
            },
            "rescope" => ContractMove::Request {
                what: text("twice as fast"),
                accept: None,
            },
            "accept" => ContractMove::Accept,
            "withdraw" => ContractMove::Withdraw,
            "supersede" => ContractMove::Supersede,
            "counter" => ContractMove::Counter {
                date: Some(DUE),
                note: None,
            },
            "counter-nothing" => ContractMove::Counter {
                date: None,
                note: None,
            },
            "commit" => ContractMove::Commit {
                date: Some(DUE),
                by: PersonId::new("lead").ok(),
                confidence: None,
            },
            "commit-no-date" => ContractMove::Commit {
                date: None,
                by: None,
                confidence: None,
            },
            "start" => ContractMove::Start,
            "warn" => ContractMove::Warn { note: None },
            "deliver" => ContractMove::Deliver {
                evidence: text("contract test green"),
            },
            "deliver-no-evidence" => ContractMove::Deliver {
                evidence: text(" "),
            },
            "decline" => ContractMove::Decline { note: None },
            "break" => ContractMove::Break,
            other => panic!("no move {other}"),
        }
    }

    /// Makes moves, one a day from 1 February 2027, each by the side that may (`C:` or `P:` says otherwise); the states
    /// that they lead to, or the refusal.
    fn check(moves: &str, expected: impl IntoData) {
        let (mut need, mut promise) = (need(), None::<Promise>);
        let mut lines = Vec::new();
        for (day, word) in moves.split_whitespace().enumerate() {
            let (side, name) = match word.split_once(':') {
                Some(("C", name)) => (Some(Side::Consumer), name),
                Some((_, name)) => (Some(Side::Provider), name),
                None => (None, word),
            };
            let wanted = named(name);
            let side = side.or(wanted.side()).unwrap_or(Side::Consumer);
            let on = date(2027, 2, 1) + jiff::Span::new().days(day as i64);
            match move_contract(&need, promise.as_ref(), side, on, wanted) {
                Ok(moved) => {
                    (need, promise) = (moved.need, moved.promise);
                    let state = ContractState::of(&need, promise.as_ref());
                    let reopened = if moved.reopened { ", open again" } else { "" };
                    lines.push(format!("{state}{reopened}; tell {}", moved.notify));
                }
                Err(refusal) => lines.push(line(&refusal)),
            }
        }
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn a_contract_goes_from_request_to_acceptance() {
        check(
            "request counter request commit start warn start deliver accept",
            str![[r#"
requested; tell the provider's side
countered; tell the consumer's side
requested; tell the provider's side
committed; tell the consumer's side
in progress; tell the consumer's side
at risk; tell the consumer's side
in progress; tell the consumer's side
delivered; tell the consumer's side
accepted; tell the provider's side
"#]],
        );
    }

    #[test]
    fn only_the_provider_commits_and_only_the_consumer_accepts() {
        check(
            "request C:commit commit start deliver P:accept",
            str![[r#"
requested; tell the provider's side
not-yours: only the provider's side can commit; who: the provider's side
committed; tell the consumer's side
in progress; tell the consumer's side
delivered; tell the consumer's side
not-yours: only the consumer's side can accept; who: the consumer's side
"#]],
        );
    }

    #[test]
    fn a_commitment_needs_a_date_and_a_name() {
        check(
            "request commit-no-date",
            str![[r#"
requested; tell the provider's side
missing: a commitment needs a date and somebody who stands for it; missing: date, by
"#]],
        );
    }

    #[test]
    fn a_delivery_needs_evidence() {
        check(
            "commit deliver-no-evidence",
            str![[r#"
committed; tell the consumer's side
missing: a delivery needs something that shows it, such as a merged change; missing: evidence
"#]],
        );
    }

    #[test]
    fn a_counter_offer_offers_something_and_waits_for_an_answer() {
        check(
            "request counter-nothing counter commit",
            str![[r#"
requested; tell the provider's side
missing: a counter-offer needs a date or says what is offered instead; missing: date, note
countered; tell the consumer's side
wrong-state: the consumer has to answer the counter-offer first
"#]],
        );
    }

    #[test]
    fn a_new_scope_opens_the_handshake_again() {
        check(
            "commit rescope commit deliver rescope",
            str![[r#"
committed; tell the consumer's side
requested, open again; tell the provider's side
committed; tell the consumer's side
delivered; tell the consumer's side
requested, open again; tell the provider's side
"#]],
        );
    }

    #[test]
    fn another_date_opens_the_handshake_again() {
        check(
            "commit commit counter",
            str![[r#"
committed; tell the consumer's side
wrong-state: it is committed; another date is a counter-offer
countered, open again; tell the consumer's side
"#]],
        );
    }

    #[test]
    fn nothing_is_started_or_delivered_without_a_commitment() {
        check(
            "start deliver request deliver",
            str![[r#"
wrong-state: it is identified; a commitment comes before one can start
wrong-state: it is identified; a commitment comes before one can deliver
requested; tell the provider's side
wrong-state: it is requested; a commitment comes before one can deliver
"#]],
        );
    }

    #[test]
    fn a_promise_is_broken_only_after_its_day() {
        check(
            "commit break",
            str![[r#"
committed; tell the consumer's side
too-early: the promised day, 2027-02-12, has not passed
"#]],
        );
        let broken = move_contract(
            &need(),
            Some(&committed()),
            Side::Consumer,
            date(2027, 2, 13),
            ContractMove::Break,
        );
        let broken = broken.unwrap();
        let state = ContractState::of(&broken.need, broken.promise.as_ref());
        assert_eq!(state, ContractState::Broken);
    }

    #[test]
    fn an_answer_does_not_come_before_the_question() {
        let asked = Need {
            asked: Asked::Requested,
            requested_on: Some(DUE),
            ..need()
        };
        let early = DUE.yesterday().unwrap();
        let refusal = move_contract(&asked, None, Side::Provider, early, named("commit"));
        assert_eq!(refusal.unwrap_err().code, RefusalCode::TooEarly);
    }

    #[test]
    fn what_is_accepted_withdrawn_or_replaced_stays_so() {
        check(
            "commit deliver accept rescope",
            str![[r#"
committed; tell the consumer's side
delivered; tell the consumer's side
accepted; tell the provider's side
wrong-state: it is accepted; what is needed now is a need of its own
"#]],
        );
        check(
            "withdraw request",
            str![[r#"
withdrawn; tell the provider's side
wrong-state: it is withdrawn; what is needed now is a need of its own
"#]],
        );
        check(
            "supersede commit",
            str![[r#"
superseded; tell the provider's side
wrong-state: it is superseded; what is needed now is a need of its own
"#]],
        );
    }

    #[test]
    fn a_promise_on_the_consumers_side_counts_as_requested_only() {
        let need = Need {
            promised: Some(DUE),
            ..need()
        };
        assert_eq!(ContractState::of(&need, None), ContractState::Requested);
    }

    #[test]
    fn an_imported_link_is_identified_and_never_committed() {
        assert_eq!(ContractState::of(&need(), None), ContractState::Identified);
    }

    #[test]
    fn a_commitment_without_a_date_counts_as_requested() {
        let promise = Promise::of(PromiseState::Committed);
        let state = ContractState::of(&need(), Some(&promise));
        assert_eq!(state, ContractState::Requested);
    }

    #[test]
    fn a_delivery_without_evidence_counts_as_in_progress() {
        let promise = Promise {
            state: PromiseState::Delivered,
            ..committed()
        };
        let state = ContractState::of(&need(), Some(&promise));
        assert_eq!(state, ContractState::InProgress);
    }

    #[test]
    fn a_request_newer_than_the_promise_opens_it_again() {
        let asked = |day| Need {
            asked: Asked::Requested,
            requested_on: Some(date(2027, 1, day)),
            ..need()
        };
        let promise = Promise {
            said_on: Some(date(2027, 1, 10)),
            ..committed()
        };
        let state = |day| ContractState::of(&asked(day), Some(&promise));
        assert_eq!(state(10), ContractState::Committed);
        assert_eq!(state(11), ContractState::Requested);
    }

    proptest! {
        #[test]
        fn no_walk_reaches_what_the_rules_forbid(
            steps in proptest::collection::vec((0..15_usize, any::<bool>(), 0..4_i64), 0..40),
        ) {
            let names = [
                "request", "rescope", "accept", "withdraw", "supersede", "counter", "counter-nothing", "commit",
                "commit-no-date", "start", "warn", "deliver", "deliver-no-evidence", "decline", "break",
            ];
            let (mut need, mut promise) = (need(), None::<Promise>);
            let mut on = date(2027, 1, 1);
            for (step, by_provider, days) in steps {
                on += jiff::Span::new().days(days);
                let side = if by_provider { Side::Provider } else { Side::Consumer };
                let before = ContractState::of(&need, promise.as_ref());
                let Ok(moved) = move_contract(&need, promise.as_ref(), side, on, named(names[step])) else {
                    continue;
                };
                let after = ContractState::of(&moved.need, moved.promise.as_ref());
                prop_assert!(!before.is_ended(), "{before} is the end");
                if after == ContractState::Committed {
                    prop_assert_eq!(side, Side::Provider);
                }
                if after == ContractState::Accepted {
                    prop_assert_eq!((side, before), (Side::Consumer, ContractState::Delivered));
                }
                if after.is_promised() {
                    prop_assert!(moved.promise.as_ref().unwrap().date.is_some());
                }
                if after == ContractState::Delivered {
                    prop_assert!(says(moved.promise.as_ref().unwrap().evidence.as_deref()));
                }
                match (side, moved.promise.is_none()) {
                    (Side::Provider, _) => prop_assert_eq!(&moved.need, &need),
                    (Side::Consumer, true) => {}
                    (Side::Consumer, false) if names[step] == "break" => {}
                    (Side::Consumer, false) => prop_assert_eq!(&moved.promise, &promise),
                }
                if names[step] == "request" {
                    prop_assert_eq!(after, ContractState::Requested);
                }
                (need, promise) = (moved.need, moved.promise);
            }
        }
    }
}
