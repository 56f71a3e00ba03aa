//! The charter: what has to be said before it is agreed, and what has to be met before its program closes.
//!
//! draft → in review → chartered → re-chartered … → closing → closed, met or stopped.

use jiff::civil::Date;

use super::refusal::absent;
use super::{Refusal, says};
use crate::{Charter, CharterState, ExitCriterion, Program};

/// Moves the charter of `program` on the day `on`, or says why not.
///
/// Agreed again, it counts one revision up; the former version is what stood there before the change.
pub fn move_charter(program: &Program, to: CharterState, on: Date) -> Result<Charter, Refusal> {
    let mut charter = program.charter.clone();
    check_order(charter.state, to)?;
    match to {
        CharterState::Draft
        | CharterState::InReview
        | CharterState::Closing
        | CharterState::ClosedStopped => {}
        CharterState::Chartered => {
            check_agreeable(program)?;
            charter.chartered_on = Some(on);
        }
        CharterState::Rechartered => {
            check_agreeable(program)?;
            charter.chartered_on = Some(on);
            charter.revision = charter.revision.saturating_add(1);
        }
        CharterState::ClosedMet => check_met(&charter)?,
    }
    charter.state = to;
    Ok(charter)
}

/// Whether one step leads there. A program that is being closed after all goes on under a new charter.
fn check_order(from: CharterState, to: CharterState) -> Result<(), Refusal> {
    use CharterState::{
        Chartered, ClosedMet, ClosedStopped, Closing, Draft, InReview, Rechartered,
    };
    let next: &[CharterState] = match from {
        Draft => &[InReview, ClosedStopped],
        InReview => &[Chartered, Draft, ClosedStopped],
        Chartered | Rechartered => &[Rechartered, Closing, ClosedStopped],
        Closing => &[ClosedMet, ClosedStopped, Rechartered],
        ClosedMet | ClosedStopped => &[],
    };
    if next.contains(&to) {
        return Ok(());
    }
    let ways: Vec<String> = next
        .iter()
        .map(|&state| format!("\"{}\"", name(state)))
        .collect();
    let message = match ways.as_slice() {
        [] => format!("it is \"{}\", which is the end", name(from)),
        ways => format!(
            "it is \"{}\"; from there it can become {}",
            name(from),
            ways.join(", ")
        ),
    };
    Err(Refusal::wrong_state(message))
}

/// One driver, one sponsor, and objectives of which each has a measure.
fn check_agreeable(program: &Program) -> Result<(), Refusal> {
    let charter = &program.charter;
    let fields = [
        ("driver", charter.driver.is_some()),
        ("sponsor", charter.sponsor.is_some()),
    ];
    if let Some(missing) = absent(&fields) {
        let message = "a charter names one driver and one sponsor";
        return Err(Refusal::missing(missing, message));
    }
    let unmeasured = program
        .objectives
        .iter()
        .find(|(_, objective)| objective.measure.is_none());
    if let Some((id, _)) = unmeasured {
        let message = format!("its objective \"{id}\" has no measure");
        return Err(Refusal::missing(vec!["measure"], message));
    }
    Ok(())
}

/// Every exit criterion met with evidence, or waived by the sponsor. Without criteria nobody can tell.
fn check_met(charter: &Charter) -> Result<(), Refusal> {
    if charter.exit_criteria.is_empty() {
        let message = "without exit criteria nobody can tell that they are met";
        return Err(Refusal::missing(vec!["exit_criteria"], message));
    }
    charter
        .exit_criteria
        .iter()
        .try_for_each(|criterion| check_criterion(charter, criterion))
}

fn check_criterion(charter: &Charter, criterion: &ExitCriterion) -> Result<(), Refusal> {
    let text = &criterion.text;
    if let Some(waiver) = &criterion.waived_by {
        return match &charter.sponsor {
            Some(sponsor) if sponsor == waiver => Ok(()),
            Some(sponsor) => {
                let message = format!("only the sponsor waives \"{text}\"");
                Err(Refusal::not_yours(sponsor.as_str(), message))
            }
            None => {
                let message = format!("only a sponsor waives \"{text}\"");
                Err(Refusal::missing(vec!["sponsor"], message))
            }
        };
    }
    let fields = [
        ("met_on", criterion.met_on.is_some()),
        ("evidence", says(criterion.evidence.as_deref())),
    ];
    match absent(&fields) {
        None => Ok(()),
        Some(missing) => {
            let message = format!("nothing shows that \"{text}\" is met");
            Err(Refusal::missing(missing, message))
        }
    }
}

fn name(state: CharterState) -> &'static str {
    match state {
        CharterState::Draft => "draft",
        CharterState::InReview => "in review",
        CharterState::Chartered => "chartered",
        CharterState::Rechartered => "re-chartered",
        CharterState::Closing => "closing",
        CharterState::ClosedMet => "closed, met",
        CharterState::ClosedStopped => "closed, stopped",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::{Measure, Objective, ObjectiveId, PersonId};

    const TODAY: Date = date(2027, 1, 15);
    const ALL: [CharterState; 7] = [
        Draft,
        InReview,
        Chartered,
        Rechartered,
        Closing,
        ClosedMet,
        ClosedStopped,
    ];

    fn met() -> ExitCriterion {
        ExitCriterion {
            text: "old site off".into(),
            evidence: Some("power bill".into()),
            met_on: Some(TODAY),
            waived_by: None,
        }
    }

    fn program() -> Program {
        Program {
            charter: Charter {
                driver: PersonId::new("lead").ok(),
                sponsor: PersonId::new("cio").ok(),
                exit_criteria: vec![met()],
                ..Charter::default()
            },
            ..Program::default()
        }
    }

    /// Moves through states; the refusals, and state and revision at the end.
    fn check(mut program: Program, states: &[CharterState], expected: impl IntoData) {
        let mut lines = Vec::new();
        for &to in states {
            match move_charter(&program, to, TODAY) {
                Ok(charter) => program.charter = charter,
                Err(refusal) => lines.push(line(&refusal)),
            }
        }
        let Charter {
            state, revision, ..
        } = program.charter;
        lines.push(format!("{}, revision {revision}", name(state)));
        assert_data_eq!(lines.join("\n"), expected);
    }

    use CharterState::{
        Chartered, ClosedMet, ClosedStopped, Closing, Draft, InReview, Rechartered,
    };

    #[test]
    fn a_charter_is_agreed_agreed_again_and_closed() {
        let states = [
            InReview,
            Chartered,
            Rechartered,
            Rechartered,
            Closing,
            ClosedMet,
        ];
        check(program(), &states, str!["closed, met, revision 2"]);
    }

    #[test]
    fn a_charter_is_reviewed_before_it_is_agreed_and_closing_comes_before_closed() {
        check(
            program(),
            &[Chartered, InReview, Draft, InReview, Chartered, ClosedMet],
            str![[r#"
wrong-state: it is "draft"; from there it can become "in review", "closed, stopped"
wrong-state: it is "chartered"; from there it can become "re-chartered", "closing", "closed, stopped"
chartered, revision 0
"#]],
        );
    }

    #[test]
    fn a_charter_names_one_driver_and_one_sponsor() {
        let mut program = program();
        program.charter.driver = None;
        program.charter.sponsor = None;
        check(
            program,
            &[InReview, Chartered],
            str![[r#"
missing: a charter names one driver and one sponsor; missing: driver, sponsor
in review, revision 0
"#]],
        );
    }

    #[test]
    fn every_objective_has_a_measure() {
        let mut program = program();
        let id = ObjectiveId::new("leave").unwrap();
        program.objectives.insert(id.clone(), Objective::default());
        check(
            program.clone(),
            &[InReview, Chartered],
            str![[r#"
missing: its objective "leave" has no measure; missing: measure
in review, revision 0
"#]],
        );
        let measure = Measure {
            name: "workloads".into(),
            from: Some(41_000),
            to: Some(0),
            now: None,
            seen_on: None,
        };
        program.objectives.get_mut(&id).unwrap().measure = Some(measure);
        check(
            program,
            &[InReview, Chartered],
            str!["chartered, revision 0"],
        );
    }

    fn closing(criteria: Vec<ExitCriterion>) -> Program {
        let mut program = program();
        program.charter.state = Closing;
        program.charter.exit_criteria = criteria;
        program
    }

    #[test]
    fn a_program_closes_only_when_something_shows_each_criterion() {
        let unproven = ExitCriterion {
            evidence: None,
            ..met()
        };
        check(
            closing(vec![met(), unproven]),
            &[ClosedMet],
            str![[r#"
missing: nothing shows that "old site off" is met; missing: evidence
closing, revision 0
"#]],
        );
        check(
            closing(vec![]),
            &[ClosedMet],
            str![[r#"
missing: without exit criteria nobody can tell that they are met; missing: exit_criteria
closing, revision 0
"#]],
        );
    }

    #[test]
    fn only_the_sponsor_waives_a_criterion() {
        let waived = |by: &str| ExitCriterion {
            waived_by: PersonId::new(by).ok(),
            met_on: None,
            ..met()
        };
        check(
            closing(vec![waived("lead")]),
            &[ClosedMet],
            str![[r#"
not-yours: only the sponsor waives "old site off"; who: cio
closing, revision 0
"#]],
        );
        check(
            closing(vec![waived("cio")]),
            &[ClosedMet],
            str!["closed, met, revision 0"],
        );
    }

    #[test]
    fn a_program_may_be_stopped_at_any_time_and_stays_so() {
        check(
            program(),
            &[ClosedStopped, Rechartered],
            str![[r#"
wrong-state: it is "closed, stopped", which is the end
closed, stopped, revision 0
"#]],
        );
    }

    proptest! {
        #[test]
        fn no_walk_reaches_what_the_rules_forbid(
            driver: bool,
            proven: bool,
            steps in proptest::collection::vec(0..7_usize, 0..40),
        ) {
            let mut program = program();
            if !driver {
                program.charter.driver = None;
            }
            if !proven {
                program.charter.exit_criteria[0].evidence = None;
            }
            for step in steps {
                let before = program.charter.clone();
                let Ok(after) = move_charter(&program, ALL[step], TODAY) else {
                    continue;
                };
                prop_assert!(!matches!(before.state, ClosedMet | ClosedStopped));
                match after.state {
                    Chartered | Rechartered => prop_assert!(driver && after.chartered_on == Some(TODAY)),
                    Closing => prop_assert!(driver),
                    ClosedMet => prop_assert!(driver && proven),
                    Draft | InReview | ClosedStopped => {}
                }
                let raised = after.revision - before.revision;
                prop_assert_eq!(raised, u32::from(after.state == Rechartered));
                program.charter = after;
            }
        }
    }
}
