//! The decision: who decides, when the default is taken, and what a decision of the past can become.
//!
//! drafted → open → decided → in force → under review → superseded or retired; and, when nobody decides in time, the
//! default is taken.

use jiff::civil::Date;

use super::refusal::absent;
use super::{Refusal, RefusalCode};
use crate::{DecideBy, Decision, DecisionId, DecisionState, OptionId, PersonId, Verdict};

/// What is to be done with a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionMove {
    /// Put it to the approver; also again, once the day has come to which it was deferred.
    Open,
    /// Take one of its options.
    Accept {
        /// Which.
        option: OptionId,
        /// Why.
        rationale: Option<String>,
    },
    /// Take none. It is kept, so that the same proposal does not come back unseen.
    Reject {
        /// Why.
        rationale: Option<String>,
    },
    /// Put it off.
    Defer {
        /// To which day.
        to: Option<Date>,
        /// Why.
        rationale: Option<String>,
    },
    /// Take the default, since nobody decided in time.
    TakeDefault {
        /// The last responsible day, where the decision leaves it to the network.
        last_responsible_day: Option<Date>,
    },
    /// Carry it out.
    PutInForce,
    /// Look at it again, its review day having come.
    Review,
    /// After a review: it stays in force.
    Confirm {
        /// The next review.
        review_by: Option<Date>,
    },
    /// It is no longer of use.
    Retire,
}

/// Moves `decision` as `by` wants on the day `on`, or says why not.
pub fn move_decision(
    decision: &Decision,
    wanted: DecisionMove,
    by: Option<&PersonId>,
    on: Date,
) -> Result<Decision, Refusal> {
    let mut moved = decision.clone();
    match wanted {
        DecisionMove::Open => open(&mut moved, on)?,
        DecisionMove::Accept { option, rationale } => {
            check_approver(decision, by)?;
            check_option(decision, &option)?;
            rule(&mut moved, Verdict::Accepted, rationale, on);
            moved.chosen = Some(option);
        }
        DecisionMove::Reject { rationale } => {
            check_approver(decision, by)?;
            rule(&mut moved, Verdict::Rejected, rationale, on);
        }
        DecisionMove::Defer { to, rationale } => {
            check_approver(decision, by)?;
            let Some(to) = to else {
                let message = "a decision is deferred to a day";
                return Err(Refusal::missing(vec!["deferred_to"], message));
            };
            if to <= on {
                let message = format!("{to} is no later day to defer it to");
                return Err(Refusal::new(RefusalCode::TooEarly, message));
            }
            rule(&mut moved, Verdict::Deferred, rationale, on);
            moved.deferred_to = Some(to);
        }
        DecisionMove::TakeDefault {
            last_responsible_day,
        } => take_default(&mut moved, last_responsible_day, on)?,
        DecisionMove::PutInForce => {
            check_taken(decision)?;
            moved.state = DecisionState::InForce;
        }
        DecisionMove::Review => review(&mut moved, on)?,
        DecisionMove::Confirm { review_by } => {
            if decision.state != DecisionState::UnderReview {
                return Err(Refusal::wrong_state(
                    "only a decision under review is confirmed",
                ));
            }
            moved.state = DecisionState::InForce;
            moved.review_by = review_by;
        }
        DecisionMove::Retire => {
            check_not_over(decision)?;
            moved.state = DecisionState::Retired;
        }
    }
    Ok(moved)
}

/// Lets `new` take the place of `old`; each then names the other.
pub fn supersede_decision(
    (old_id, old): (&DecisionId, &Decision),
    (new_id, new): (&DecisionId, &Decision),
) -> Result<(Decision, Decision), Refusal> {
    check_not_over(old)?;
    if old_id == new_id || new.superseded_by.is_some() {
        return Err(Refusal::wrong_state(format!(
            "\"{new_id}\" cannot take the place of \"{old_id}\""
        )));
    }
    let (mut old, mut new) = (old.clone(), new.clone());
    old.state = DecisionState::Superseded;
    old.superseded_by = Some(new_id.clone());
    if !new.supersedes.contains(old_id) {
        new.supersedes.push(old_id.clone());
    }
    Ok((old, new))
}

fn open(decision: &mut Decision, on: Date) -> Result<(), Refusal> {
    match (decision.state, decision.verdict) {
        (DecisionState::Drafted, _) => {}
        (DecisionState::Decided, Some(Verdict::Deferred)) => {
            if let Some(to) = decision.deferred_to.filter(|&to| on < to) {
                let message = format!("it is deferred to {to}");
                return Err(Refusal::new(RefusalCode::TooEarly, message));
            }
        }
        _ => {
            let message = "only a draft or a deferred decision is opened";
            return Err(Refusal::wrong_state(message));
        }
    }
    let one_approver = decision.approver.len() == 1;
    let fields = [
        ("approver", one_approver),
        ("decide_by", decision.decide_by.is_some()),
    ];
    if let Some(missing) = absent(&fields) {
        let message = "an open decision needs exactly one approver and a day to decide by";
        return Err(Refusal::missing(missing, message));
    }
    decision.state = DecisionState::Open;
    decision.opened_on = Some(on);
    decision.verdict = None;
    decision.decided_on = None;
    decision.deferred_to = None;
    Ok(())
}

/// Whether `by` is the one who decides, and it is open.
fn check_approver(decision: &Decision, by: Option<&PersonId>) -> Result<(), Refusal> {
    if decision.state != DecisionState::Open {
        return Err(Refusal::wrong_state("only an open decision is decided"));
    }
    match decision.approver.as_slice() {
        [approver] if by == Some(approver) => Ok(()),
        [approver] => {
            let message = format!("only its approver, {approver}, decides");
            Err(Refusal::not_yours(approver.as_str(), message))
        }
        _ => {
            let message = "a decision has exactly one approver";
            Err(Refusal::missing(vec!["approver"], message))
        }
    }
}

fn check_option(decision: &Decision, option: &OptionId) -> Result<(), Refusal> {
    if decision.options.contains_key(option) {
        return Ok(());
    }
    let message = format!("it has no option \"{option}\"");
    Err(Refusal::missing(vec!["options"], message))
}

fn rule(decision: &mut Decision, verdict: Verdict, rationale: Option<String>, on: Date) {
    decision.state = DecisionState::Decided;
    decision.verdict = Some(verdict);
    decision.decided_on = Some(on);
    decision.chosen = None;
    decision.deferred_to = None;
    decision.rationale = rationale.or_else(|| decision.rationale.take());
}

fn take_default(
    decision: &mut Decision,
    last_responsible_day: Option<Date>,
    on: Date,
) -> Result<(), Refusal> {
    if decision.state != DecisionState::Open {
        return Err(Refusal::wrong_state(
            "only an open decision falls to its default",
        ));
    }
    let decide_by = match decision.decide_by {
        Some(DecideBy::On(day)) => Some(day),
        Some(DecideBy::Auto) => last_responsible_day,
        None => None,
    };
    let (Some(decide_by), Some(default)) = (decide_by, decision.default.clone()) else {
        let fields = [
            ("decide_by", decide_by.is_some()),
            ("default", decision.default.is_some()),
        ];
        let message = "a default is taken after a day to decide by";
        return Err(Refusal::missing(
            absent(&fields).unwrap_or_default(),
            message,
        ));
    };
    check_option(decision, &default)?;
    if on <= decide_by {
        let message = format!("its approver has until {decide_by}");
        return Err(Refusal::new(RefusalCode::TooEarly, message));
    }
    decision.state = DecisionState::DefaultTaken;
    decision.decided_on = Some(on);
    decision.chosen = Some(default);
    Ok(())
}

/// Whether an option was taken, by somebody or by default.
fn check_taken(decision: &Decision) -> Result<(), Refusal> {
    match (decision.state, decision.verdict) {
        (DecisionState::Decided, Some(Verdict::Accepted)) | (DecisionState::DefaultTaken, _) => {
            Ok(())
        }
        _ => Err(Refusal::wrong_state(
            "only an option that was taken comes into force",
        )),
    }
}

fn review(decision: &mut Decision, on: Date) -> Result<(), Refusal> {
    if decision.state != DecisionState::InForce {
        return Err(Refusal::wrong_state("only a decision in force is reviewed"));
    }
    match decision.review_by {
        None => {
            let message = "it has no day of review";
            Err(Refusal::missing(vec!["review_by"], message))
        }
        Some(day) if on < day => {
            let message = format!("its review is on {day}");
            Err(Refusal::new(RefusalCode::TooEarly, message))
        }
        Some(_) => {
            decision.state = DecisionState::UnderReview;
            Ok(())
        }
    }
}

fn check_not_over(decision: &Decision) -> Result<(), Refusal> {
    match decision.state {
        DecisionState::Superseded => Err(Refusal::wrong_state("it was replaced already")),
        DecisionState::Retired => Err(Refusal::wrong_state("it is retired already")),
        DecisionState::Drafted
        | DecisionState::Open
        | DecisionState::Decided
        | DecisionState::InForce
        | DecisionState::UnderReview
        | DecisionState::DefaultTaken => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::DecisionOption;

    const DECIDE_BY: Date = date(2027, 1, 10);

    fn person(id: &str) -> PersonId {
        PersonId::new(id).unwrap()
    }

    fn option(id: &str) -> OptionId {
        OptionId::new(id).unwrap()
    }

    fn draft() -> Decision {
        Decision {
            state: DecisionState::Drafted,
            approver: vec![person("cio")],
            decide_by: Some(DecideBy::On(DECIDE_BY)),
            default: Some(option("keep")),
            options: [option("keep"), option("move")]
                .map(|id| (id, DecisionOption::default()))
                .into(),
            review_by: Some(date(2027, 3, 1)),
            ..Decision::default()
        }
    }

    fn named(word: &str) -> DecisionMove {
        match word {
            "open" => DecisionMove::Open,
            "accept" => DecisionMove::Accept {
                option: option("move"),
                rationale: None,
            },
            "accept-unknown" => DecisionMove::Accept {
                option: option("sell"),
                rationale: None,
            },
            "reject" => DecisionMove::Reject { rationale: None },
            "defer" => DecisionMove::Defer {
                to: Some(date(2027, 2, 1)),
                rationale: None,
            },
            "defer-no-day" => DecisionMove::Defer {
                to: None,
                rationale: None,
            },
            "default" => DecisionMove::TakeDefault {
                last_responsible_day: None,
            },
            "force" => DecisionMove::PutInForce,
            "review" => DecisionMove::Review,
            "confirm" => DecisionMove::Confirm { review_by: None },
            "retire" => DecisionMove::Retire,
            other => panic!("no move {other}"),
        }
    }

    /// Makes moves on days (`accept@01-05`, by the CIO unless `accept@01-05:lead`); the states, or the refusal.
    fn check(mut decision: Decision, moves: &str, expected: impl IntoData) {
        let mut lines = Vec::new();
        for word in moves.split_whitespace() {
            let (word, by) = word.split_once(':').unwrap_or((word, "cio"));
            let (name, day) = word.split_once('@').unwrap();
            let on = format!("2027-{day}").parse().unwrap();
            match move_decision(&decision, named(name), Some(&person(by)), on) {
                Ok(moved) => {
                    decision = moved;
                    lines.push(format!("{:?}", decision.state));
                }
                Err(refusal) => lines.push(line(&refusal)),
            }
        }
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn a_decision_goes_from_draft_to_review_and_back_into_force() {
        check(
            draft(),
            "open@01-02 accept@01-05 force@01-06 review@03-01 confirm@03-02 retire@04-01",
            str![[r#"
Open
Decided
InForce
UnderReview
InForce
Retired
"#]],
        );
    }

    #[test]
    fn an_open_decision_needs_one_approver_and_a_day_to_decide_by() {
        let nobody = Decision {
            approver: vec![],
            decide_by: None,
            ..draft()
        };
        check(
            nobody,
            "open@01-02",
            str![
                "missing: an open decision needs exactly one approver and a day to decide by; missing: approver, decide_by"
            ],
        );
        let two = Decision {
            approver: vec![person("cio"), person("cfo")],
            ..draft()
        };
        check(
            two,
            "open@01-02",
            str![
                "missing: an open decision needs exactly one approver and a day to decide by; missing: approver"
            ],
        );
    }

    #[test]
    fn only_the_approver_decides_and_only_what_is_open() {
        check(
            draft(),
            "accept@01-02 open@01-02 accept@01-05:lead",
            str![[r#"
wrong-state: only an open decision is decided
Open
not-yours: only its approver, cio, decides; who: cio
"#]],
        );
    }

    #[test]
    fn only_an_option_that_it_has_is_chosen() {
        check(
            draft(),
            "open@01-02 accept-unknown@01-05",
            str![[r#"
Open
missing: it has no option "sell"; missing: options
"#]],
        );
    }

    #[test]
    fn a_deferred_decision_has_a_day_and_opens_again_then() {
        check(
            draft(),
            "open@01-02 defer-no-day@01-05 defer@02-01 defer@01-05 open@01-20 open@02-01",
            str![[r#"
Open
missing: a decision is deferred to a day; missing: deferred_to
too-early: 2027-02-01 is no later day to defer it to
Decided
too-early: it is deferred to 2027-02-01
Open
"#]],
        );
    }

    #[test]
    fn the_default_is_taken_only_after_the_day_to_decide_by() {
        check(
            draft(),
            "open@01-02 default@01-10 default@01-11 force@01-12",
            str![[r#"
Open
too-early: its approver has until 2027-01-10
DefaultTaken
InForce
"#]],
        );
    }

    #[test]
    fn a_day_left_to_the_network_has_to_be_known_before_the_default_is_taken() {
        let auto = Decision {
            decide_by: Some(DecideBy::Auto),
            state: DecisionState::Open,
            ..draft()
        };
        check(
            auto.clone(),
            "default@05-01",
            str!["missing: a default is taken after a day to decide by; missing: decide_by"],
        );
        let computed = DecisionMove::TakeDefault {
            last_responsible_day: Some(DECIDE_BY),
        };
        let taken = move_decision(&auto, computed, None, date(2027, 1, 11)).unwrap();
        assert_eq!(taken.chosen, Some(option("keep")));
    }

    #[test]
    fn a_rejected_decision_is_kept_and_never_comes_into_force() {
        check(
            draft(),
            "open@01-02 reject@01-05 force@01-06 open@01-07",
            str![[r#"
Open
Decided
wrong-state: only an option that was taken comes into force
wrong-state: only a draft or a deferred decision is opened
"#]],
        );
    }

    #[test]
    fn a_review_comes_on_its_day() {
        check(
            draft(),
            "open@01-02 accept@01-05 force@01-06 review@02-01",
            str![[r#"
Open
Decided
InForce
too-early: its review is on 2027-03-01
"#]],
        );
    }

    #[test]
    fn a_decision_and_its_replacement_name_each_other() {
        let (old, new) = (
            DecisionId::new("old").unwrap(),
            DecisionId::new("new").unwrap(),
        );
        let (before, after) = supersede_decision((&old, &draft()), (&new, &draft())).unwrap();
        assert_eq!(before.state, DecisionState::Superseded);
        assert_eq!(before.superseded_by, Some(new.clone()));
        assert_eq!(after.supersedes, std::slice::from_ref(&old));
        assert!(supersede_decision((&old, &before), (&new, &after)).is_err());
        assert!(supersede_decision((&new, &after), (&new, &after)).is_err());
        assert!(supersede_decision((&new, &after), (&old, &before)).is_err());
    }

    proptest! {
        #[test]
        fn no_walk_reaches_what_the_rules_forbid(
            approvers in 0..3_usize,
            dated: bool,
            steps in proptest::collection::vec((0..11_usize, any::<bool>(), 0..12_i64), 0..30),
        ) {
            let names = [
                "open", "accept", "accept-unknown", "reject", "defer", "defer-no-day", "default", "force", "review",
                "confirm", "retire",
            ];
            let approver = [person("cio"), person("cfo")][..approvers].to_vec();
            let decide_by = dated.then_some(DecideBy::On(DECIDE_BY));
            let mut decision = Decision { decide_by, approver, ..draft() };
            let mut on = date(2027, 1, 1);
            for (step, cio, days) in steps {
                on += jiff::Span::new().days(days);
                let by = person(if cio { "cio" } else { "lead" });
                let Ok(moved) = move_decision(&decision, named(names[step]), Some(&by), on) else {
                    continue;
                };
                prop_assert_ne!(decision.state, DecisionState::Retired);
                match moved.state {
                    DecisionState::Open => prop_assert!(approvers == 1 && dated),
                    DecisionState::Decided => {
                        prop_assert!(cio && approvers == 1 && moved.decided_on == Some(on));
                        let chosen = moved.chosen.as_ref();
                        match moved.verdict.unwrap() {
                            Verdict::Accepted => prop_assert!(moved.options.contains_key(chosen.unwrap())),
                            Verdict::Rejected => prop_assert_eq!(chosen, None),
                            Verdict::Deferred => prop_assert!(moved.deferred_to.unwrap() > on),
                        }
                    }
                    DecisionState::DefaultTaken => prop_assert!(on > DECIDE_BY && moved.chosen.is_some()),
                    DecisionState::InForce | DecisionState::UnderReview => prop_assert!(moved.chosen.is_some()),
                    DecisionState::Drafted | DecisionState::Superseded | DecisionState::Retired => {}
                }
                decision = moved;
            }
        }
    }
}
