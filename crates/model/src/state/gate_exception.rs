//! The exception at a gate: more time, asked for in the open, ruled on once.

use jiff::civil::Date;

use super::refusal::absent;
use super::{Refusal, RefusalCode, says};
use crate::{ExceptionId, ExceptionState, Gate, GateException, ItemAtGate, PersonId};

/// How late an exception may be asked for, and how much. The defaults are those of the Kubernetes release team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExceptionLimits {
    /// Calendar days after the gate's date within which it is asked for. Earlier is welcome.
    pub file_within_days: u32,
    /// The most days that may be asked for: days, not weeks.
    pub most_extra_days: u32,
}

impl Default for ExceptionLimits {
    fn default() -> Self {
        Self {
            file_within_days: 3,
            most_extra_days: 7,
        }
    }
}

/// What is ruled on a request for more time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExceptionRuling {
    /// Granted, from the gate's date on.
    Approve,
    /// Refused: the item is removed.
    Refuse,
}

/// How an item stands when the granted time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reassessment {
    /// It meets the criteria. Possible early.
    Meets,
    /// It does not.
    Misses,
}

/// Files `request` at `gate` on the day `on`, or says why not. The item then waits for a ruling.
pub fn request_exception(
    gate: &Gate,
    id: &ExceptionId,
    request: GateException,
    limits: ExceptionLimits,
    on: Date,
) -> Result<Gate, Refusal> {
    check_first(gate, id, &request)?;
    check_complete(&request)?;
    check_in_time(gate, limits, on)?;
    if let Some(days) = request
        .extra_days
        .filter(|&days| days > limits.most_extra_days)
    {
        let message = format!(
            "{days} days are too many; at most {} can be asked for",
            limits.most_extra_days
        );
        return Err(Refusal::new(RefusalCode::TooMuch, message));
    }
    let mut gate = gate.clone();
    gate.items
        .insert(request.item.clone(), ItemAtGate::ExceptionPending);
    let request = GateException {
        state: ExceptionState::Requested,
        requested_on: Some(on),
        ruled_by: None,
        ruled_on: None,
        granted_until: None,
        ..request
    };
    gate.exceptions.insert(id.clone(), request);
    Ok(gate)
}

/// Rules on the exception `id` as `by` on the day `on`, or says why not. A ruling is final.
pub fn rule_exception(
    gate: &Gate,
    id: &ExceptionId,
    ruling: ExceptionRuling,
    by: &PersonId,
    on: Date,
) -> Result<Gate, Refusal> {
    let Some(decides) = &gate.decides else {
        let message = "the gate names nobody who rules";
        return Err(Refusal::missing(vec!["decides"], message));
    };
    if by != decides {
        let message = format!("only {decides} rules at this gate");
        return Err(Refusal::not_yours(decides.as_str(), message));
    }
    let mut gate = gate.clone();
    let date = gate.on;
    let exception = find(&mut gate, id)?;
    if exception.state != ExceptionState::Requested {
        let message = "it was ruled on already, and a ruling is final";
        return Err(Refusal::new(RefusalCode::Final, message));
    }
    exception.ruled_by = Some(by.clone());
    exception.ruled_on = Some(on);
    let item = exception.item.clone();
    let at_gate = match ruling {
        ExceptionRuling::Approve => {
            exception.state = ExceptionState::Approved;
            exception.granted_until = Some(granted_until(date, exception)?);
            ItemAtGate::ExceptionApproved
        }
        ExceptionRuling::Refuse => {
            exception.state = ExceptionState::Refused;
            ItemAtGate::Removed
        }
    };
    gate.items.insert(item, at_gate);
    Ok(gate)
}

/// Settles how the item of a granted exception stands on the day `on`, or says why not yet.
pub fn reassess_exception(
    gate: &Gate,
    id: &ExceptionId,
    reassessment: Reassessment,
    on: Date,
) -> Result<Gate, Refusal> {
    let mut gate = gate.clone();
    let exception = find(&mut gate, id)?;
    if exception.state != ExceptionState::Approved {
        let message = "only a granted exception is looked at again";
        return Err(Refusal::wrong_state(message));
    }
    let item = exception.item.clone();
    let at_gate = match (reassessment, exception.granted_until) {
        (Reassessment::Meets, _) => {
            exception.state = ExceptionState::Tracked;
            ItemAtGate::Tracked
        }
        (Reassessment::Misses, Some(until)) if on <= until => {
            let message = format!("it has until {until}");
            return Err(Refusal::new(RefusalCode::TooEarly, message));
        }
        (Reassessment::Misses, _) => {
            exception.state = ExceptionState::Removed;
            ItemAtGate::Removed
        }
    };
    gate.items.insert(item, at_gate);
    Ok(gate)
}

/// One request for each item and gate: another is refused while one waits, and for good once one was ruled on.
fn check_first(gate: &Gate, id: &ExceptionId, request: &GateException) -> Result<(), Refusal> {
    let same_item = |exception: &&GateException| exception.item == request.item;
    let earlier = gate.exceptions.values().find(same_item);
    match earlier
        .or_else(|| gate.exceptions.get(id))
        .map(|earlier| earlier.state)
    {
        None => Ok(()),
        Some(ExceptionState::Requested) => {
            let message = "a request waits for its ruling already";
            Err(Refusal::wrong_state(message))
        }
        Some(
            ExceptionState::Approved
            | ExceptionState::Refused
            | ExceptionState::Tracked
            | ExceptionState::Removed,
        ) => {
            let message = "there is one ruling for each item and gate, and it was made";
            Err(Refusal::new(RefusalCode::Final, message))
        }
    }
}

fn check_complete(request: &GateException) -> Result<(), Refusal> {
    let fields = [
        ("owner", request.owner.is_some()),
        ("extra_days", request.extra_days.is_some()),
        ("why", says(request.why.as_deref())),
        ("risk_if_added", says(request.risk_if_added.as_deref())),
        ("risk_if_cut", says(request.risk_if_cut.as_deref())),
    ];
    match absent(&fields) {
        None => Ok(()),
        Some(missing) => {
            let message =
                "a request says who asks, for how many days, why, and what is risked either way";
            Err(Refusal::missing(missing, message))
        }
    }
}

fn check_in_time(gate: &Gate, limits: ExceptionLimits, on: Date) -> Result<(), Refusal> {
    let Some(date) = gate.on else {
        let message = "the gate has no date to ask more time after";
        return Err(Refusal::missing(vec!["on"], message));
    };
    let last = plus_days(date, limits.file_within_days);
    if on > last {
        let message = format!("requests for this gate could be filed until {last}");
        return Err(Refusal::new(RefusalCode::TooLate, message));
    }
    Ok(())
}

fn granted_until(date: Option<Date>, exception: &GateException) -> Result<Date, Refusal> {
    match (date, exception.extra_days) {
        (Some(date), Some(days)) => Ok(plus_days(date, days)),
        (date, days) => {
            let fields = [("on", date.is_some()), ("extra_days", days.is_some())];
            let message = "more time is granted from the gate's date, for so many days";
            Err(Refusal::missing(
                absent(&fields).unwrap_or_default(),
                message,
            ))
        }
    }
}

/// So many days later, or the last day that there is.
fn plus_days(date: Date, days: u32) -> Date {
    date.saturating_add(jiff::Span::new().days(i64::from(days.min(100_000))))
}

fn find<'g>(gate: &'g mut Gate, id: &ExceptionId) -> Result<&'g mut GateException, Refusal> {
    let message = format!("the gate has no exception called \"{id}\"");
    let missing = || Refusal::missing(vec!["exceptions"], message);
    gate.exceptions.get_mut(id).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::ItemId;

    const FREEZE: Date = date(2027, 5, 28);

    fn gate() -> Gate {
        Gate {
            on: Some(FREEZE),
            decides: PersonId::new("cio").ok(),
            ..Gate::default()
        }
    }

    fn request(extra_days: u32) -> GateException {
        let text = |text: &str| Some(text.to_owned());
        GateException {
            item: ItemId::new("ledger").unwrap(),
            owner: PersonId::new("lead").ok(),
            state: ExceptionState::Requested,
            requested_on: None,
            extra_days: Some(extra_days),
            why: text("customers wait for it"),
            risk_if_added: text("one more rehearsal"),
            risk_if_cut: text("a quarter of a year"),
            ruled_by: None,
            ruled_on: None,
            granted_until: None,
            evidence: vec![],
        }
    }

    fn step(gate: &Gate, name: &str, by: &str, on: Date) -> Result<Gate, Refusal> {
        let (name, id) = name.split_once('/').unwrap_or((name, "more"));
        let id = ExceptionId::new(id).unwrap();
        let by = PersonId::new(by).unwrap();
        let limits = ExceptionLimits::default();
        match name {
            "ask" => request_exception(gate, &id, request(5), limits, on),
            "ask-weeks" => request_exception(gate, &id, request(14), limits, on),
            "ask-bare" => {
                let bare = GateException {
                    owner: None,
                    why: Some(" ".into()),
                    ..request(5)
                };
                request_exception(gate, &id, bare, limits, on)
            }
            "approve" => rule_exception(gate, &id, ExceptionRuling::Approve, &by, on),
            "refuse" => rule_exception(gate, &id, ExceptionRuling::Refuse, &by, on),
            "meets" => reassess_exception(gate, &id, Reassessment::Meets, on),
            "misses" => reassess_exception(gate, &id, Reassessment::Misses, on),
            other => panic!("no step {other}"),
        }
    }

    /// Takes steps on days (`ask@05-28`, by the CIO unless `approve@05-30:lead`); how the item stands, or the refusal.
    fn check(mut gate: Gate, steps: &str, expected: impl IntoData) {
        let mut lines = Vec::new();
        for word in steps.split_whitespace() {
            let (word, by) = word.split_once(':').unwrap_or((word, "cio"));
            let (name, day) = word.split_once('@').unwrap();
            match step(&gate, name, by, format!("2027-{day}").parse().unwrap()) {
                Ok(after) => {
                    gate = after;
                    lines.push(format!("{:?}", gate.items.values().next().unwrap()));
                }
                Err(refusal) => lines.push(line(&refusal)),
            }
        }
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn more_time_is_asked_for_granted_and_looked_at_again() {
        check(
            gate(),
            "ask@05-20 approve@05-28 misses@06-02 misses@06-03",
            str![[r#"
ExceptionPending
ExceptionApproved
too-early: it has until 2027-06-02
Removed
"#]],
        );
        check(
            gate(),
            "ask@05-31 approve@06-01 meets@06-02",
            str![[r#"
ExceptionPending
ExceptionApproved
Tracked
"#]],
        );
    }

    #[test]
    fn a_request_comes_within_three_days_of_the_gate() {
        check(
            gate(),
            "ask@06-01",
            str!["too-late: requests for this gate could be filed until 2027-05-31"],
        );
    }

    #[test]
    fn a_request_is_for_days_and_not_for_weeks() {
        check(
            gate(),
            "ask-weeks@05-28",
            str!["too-much: 14 days are too many; at most 7 can be asked for"],
        );
    }

    #[test]
    fn a_request_says_who_why_and_what_is_risked() {
        check(
            gate(),
            "ask-bare@05-28",
            str![
                "missing: a request says who asks, for how many days, why, and what is risked either way; missing: owner, why"
            ],
        );
    }

    #[test]
    fn only_the_one_who_decides_at_the_gate_rules() {
        check(
            gate(),
            "ask@05-28 approve@05-28:lead",
            str![[r#"
ExceptionPending
not-yours: only cio rules at this gate; who: cio
"#]],
        );
        let nobody = Gate {
            decides: None,
            ..gate()
        };
        check(
            nobody,
            "ask@05-28 approve@05-28",
            str![[r#"
ExceptionPending
missing: the gate names nobody who rules; missing: decides
"#]],
        );
    }

    #[test]
    fn one_ruling_for_each_item_and_gate_is_final() {
        check(
            gate(),
            "ask@05-28 ask/again@05-28 refuse@05-28 approve@05-29 ask/again@05-29",
            str![[r#"
ExceptionPending
wrong-state: a request waits for its ruling already
Removed
final: it was ruled on already, and a ruling is final
final: there is one ruling for each item and gate, and it was made
"#]],
        );
    }

    #[test]
    fn what_was_not_granted_is_not_looked_at_again() {
        check(
            gate(),
            "ask@05-28 meets@05-28 misses/other@05-28",
            str![[r#"
ExceptionPending
wrong-state: only a granted exception is looked at again
missing: the gate has no exception called "other"; missing: exceptions
"#]],
        );
    }

    #[test]
    fn a_gate_without_a_date_has_no_more_time_to_give() {
        check(
            Gate { on: None, ..gate() },
            "ask@05-28",
            str!["missing: the gate has no date to ask more time after; missing: on"],
        );
    }

    proptest! {
        #[test]
        fn no_walk_reaches_what_the_rules_forbid(
            steps in proptest::collection::vec((0..14_usize, any::<bool>(), 0..3_i64), 0..40),
        ) {
            let names = ["ask", "ask-weeks", "ask-bare", "approve", "refuse", "meets", "misses"];
            let mut gate = gate();
            let mut on = date(2027, 5, 24);
            let mut rulings = 0;
            for (number, cio, days) in steps {
                on += jiff::Span::new().days(days);
                let by = if cio { "cio" } else { "lead" };
                let again = if number >= names.len() { "/again" } else { "" };
                let name = names[number % names.len()];
                let Ok(after) = step(&gate, &format!("{name}{again}"), by, on) else {
                    continue;
                };
                match name {
                    "ask" => prop_assert!(on <= date(2027, 5, 31)),
                    "ask-weeks" | "ask-bare" => prop_assert!(false, "{name} was let through"),
                    "approve" | "refuse" => {
                        prop_assert!(cio);
                        rulings += 1;
                    }
                    "misses" => prop_assert!(on > date(2027, 6, 2)),
                    _ => {}
                }
                prop_assert!(rulings <= 1 && after.exceptions.len() == 1);
                gate = after;
            }
        }
    }
}
