//! The migration unit: a system's way from an inventory to the old path gone, and the ways out.
//!
//! discovered → assessed → disposition approved → planned → ready → cut over → validated → old path removed → closed; out:
//! retained, retired, rolled back.

use super::refusal::absent;
use super::{Refusal, says};
use crate::{Disposition, MigrationUnit, UnitState};

/// Moves `unit` one step, or says why not. What a step rests on has to stand in the unit before.
///
/// One may go back as long as nothing was cut over; back to before its approval, a disposition has to be approved again.
/// After the cut-over the way back is a roll-back, and from there a new plan.
pub fn move_unit(unit: &MigrationUnit, to: UnitState) -> Result<MigrationUnit, Refusal> {
    check_order(unit.state, to)?;
    check_disposition(unit, to)?;
    if let Some(missing) = absent(&required(unit, to)) {
        let message = format!(
            "it cannot become \"{}\" yet; something is missing",
            name(to)
        );
        return Err(Refusal::missing(missing, message));
    }
    let mut moved = unit.clone();
    moved.state = to;
    if matches!(to, UnitState::Discovered | UnitState::Assessed) {
        moved.approved_by = None;
    }
    Ok(moved)
}

/// Whether one step leads there.
fn check_order(from: UnitState, to: UnitState) -> Result<(), Refusal> {
    let next = next(from);
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

fn next(from: UnitState) -> &'static [UnitState] {
    use UnitState::{
        Assessed, Closed, CutOver, Discovered, DispositionApproved, OldPathRemoved, Planned, Ready,
        Retained, Retired, RolledBack, Validated,
    };
    match from {
        Discovered => &[Assessed],
        Assessed => &[DispositionApproved, Discovered],
        DispositionApproved => &[Planned, Retained, Retired, Assessed],
        Planned => &[Ready, Retired, DispositionApproved, Assessed],
        Ready => &[CutOver, Retired, Planned],
        CutOver => &[Validated, RolledBack],
        Validated => &[OldPathRemoved, RolledBack],
        OldPathRemoved => &[Closed],
        RolledBack => &[Planned],
        Closed | Retained | Retired => &[],
    }
}

/// What is retained is not moved, what is not retired is not switched off.
fn check_disposition(unit: &MigrationUnit, to: UnitState) -> Result<(), Refusal> {
    let message = match (to, unit.disposition) {
        (UnitState::Planned, Some(Disposition::Retain)) => {
            "its disposition is to retain it; there is nothing to plan"
        }
        (UnitState::Retained, Some(disposition)) if disposition != Disposition::Retain => {
            "its disposition is not to retain it"
        }
        (UnitState::Retired, Some(disposition)) if disposition != Disposition::Retire => {
            "its disposition is not to retire it"
        }
        _ => return Ok(()),
    };
    Err(Refusal::wrong_state(message))
}

/// What has to stand in the unit, by the name of the field.
fn required(unit: &MigrationUnit, to: UnitState) -> Vec<(&'static str, bool)> {
    let evidence = unit.evidence.iter().any(|evidence| says(Some(evidence)));
    let mut fields = Vec::new();
    if !matches!(to, UnitState::Discovered | UnitState::Assessed) {
        fields.push(("disposition", unit.disposition.is_some()));
        fields.push(("disposition_by", unit.approved_by.is_some()));
    }
    match to {
        UnitState::Planned
        | UnitState::Ready
        | UnitState::CutOver
        | UnitState::Validated
        | UnitState::RolledBack => fields.push(("wave", unit.wave.is_some())),
        UnitState::OldPathRemoved | UnitState::Closed => {
            fields.push(("wave", unit.wave.is_some()));
            fields.push(("evidence", evidence));
        }
        UnitState::Retired => fields.push(("evidence", evidence)),
        UnitState::Discovered
        | UnitState::Assessed
        | UnitState::DispositionApproved
        | UnitState::Retained => {}
    }
    fields
}

fn name(state: UnitState) -> &'static str {
    match state {
        UnitState::Discovered => "discovered",
        UnitState::Assessed => "assessed",
        UnitState::DispositionApproved => "disposition approved",
        UnitState::Planned => "planned",
        UnitState::Ready => "ready",
        UnitState::CutOver => "cut over",
        UnitState::Validated => "validated",
        UnitState::OldPathRemoved => "old path removed",
        UnitState::Closed => "closed",
        UnitState::Retained => "retained",
        UnitState::Retired => "retired",
        UnitState::RolledBack => "rolled back",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::{PersonId, WaveId};

    const ALL: [UnitState; 12] = [
        UnitState::Discovered,
        UnitState::Assessed,
        UnitState::DispositionApproved,
        UnitState::Planned,
        UnitState::Ready,
        UnitState::CutOver,
        UnitState::Validated,
        UnitState::OldPathRemoved,
        UnitState::Closed,
        UnitState::Retained,
        UnitState::Retired,
        UnitState::RolledBack,
    ];

    /// Says something of a unit: `refactor`, `retain` or `retire`, `approved`, `wave`, `evidence`.
    fn learn(unit: &mut MigrationUnit, word: &str) {
        match word {
            "refactor" => unit.disposition = Some(Disposition::Refactor),
            "retain" => unit.disposition = Some(Disposition::Retain),
            "retire" => unit.disposition = Some(Disposition::Retire),
            "approved" => unit.approved_by = PersonId::new("cio").ok(),
            "wave" => unit.wave = WaveId::new("two").ok(),
            "evidence" => unit.evidence = vec!["no call for 31 days".into()],
            other => panic!("nothing called {other}"),
        }
    }

    /// Moves to `>state`, and says things of the unit in between; the refusals, and the state at the end.
    fn check(steps: &str, expected: impl IntoData) {
        let mut unit = MigrationUnit::default();
        let mut lines = Vec::new();
        for word in steps.split_whitespace() {
            let Some(to) = word.strip_prefix('>') else {
                learn(&mut unit, word);
                continue;
            };
            let to = to.replace('-', " ");
            let to = *ALL.iter().find(|&&state| name(state) == to).unwrap();
            match move_unit(&unit, to) {
                Ok(moved) => unit = moved,
                Err(refusal) => lines.push(line(&refusal)),
            }
        }
        lines.push(name(unit.state).to_owned());
        assert_data_eq!(lines.join("\n"), expected);
    }

    const READY: &str = ">assessed refactor approved >disposition-approved wave >planned >ready ";

    #[test]
    fn a_unit_goes_from_the_inventory_to_the_old_path_removed() {
        check(
            &format!("{READY} >cut-over >validated evidence >old-path-removed >closed"),
            str!["closed"],
        );
    }

    #[test]
    fn no_step_is_left_out() {
        check(
            ">planned >assessed >ready",
            str![[r#"
wrong-state: it is "discovered"; from there it can become "assessed"
wrong-state: it is "assessed"; from there it can become "disposition approved", "discovered"
assessed
"#]],
        );
    }

    #[test]
    fn a_disposition_is_named_and_approved() {
        check(
            ">assessed >disposition-approved refactor >disposition-approved",
            str![[r#"
missing: it cannot become "disposition approved" yet; something is missing; missing: disposition, disposition_by
missing: it cannot become "disposition approved" yet; something is missing; missing: disposition_by
assessed
"#]],
        );
    }

    #[test]
    fn a_plan_needs_a_wave() {
        check(
            ">assessed refactor approved >disposition-approved >planned",
            str![[r#"
missing: it cannot become "planned" yet; something is missing; missing: wave
disposition approved
"#]],
        );
    }

    #[test]
    fn the_old_path_is_gone_only_when_something_shows_it() {
        check(
            &format!("{READY} >cut-over >validated >old-path-removed"),
            str![[r#"
missing: it cannot become "old path removed" yet; something is missing; missing: evidence
validated
"#]],
        );
    }

    #[test]
    fn a_cut_over_is_taken_back_and_planned_anew() {
        check(
            &format!("{READY} >cut-over >planned >rolled-back >planned >ready"),
            str![[r#"
wrong-state: it is "cut over"; from there it can become "validated", "rolled back"
ready
"#]],
        );
    }

    #[test]
    fn once_the_old_path_is_gone_there_is_no_way_back() {
        check(
            &format!("{READY} >cut-over >validated evidence >old-path-removed >rolled-back"),
            str![[r#"
wrong-state: it is "old path removed"; from there it can become "closed"
old path removed
"#]],
        );
    }

    #[test]
    fn what_is_retained_is_not_planned_and_only_that_is_retained() {
        check(
            ">assessed retain approved >disposition-approved wave >planned >retained >assessed",
            str![[r#"
wrong-state: its disposition is to retain it; there is nothing to plan
wrong-state: it is "retained", which is the end
retained
"#]],
        );
        check(
            ">assessed refactor approved >disposition-approved >retained",
            str![[r#"
wrong-state: its disposition is not to retain it
disposition approved
"#]],
        );
    }

    #[test]
    fn only_what_is_to_be_retired_is_and_something_shows_it() {
        check(
            ">assessed retire approved >disposition-approved >retired evidence >retired",
            str![[r#"
missing: it cannot become "retired" yet; something is missing; missing: evidence
retired
"#]],
        );
        check(
            ">assessed refactor approved >disposition-approved evidence >retired",
            str![[r#"
wrong-state: its disposition is not to retire it
disposition approved
"#]],
        );
    }

    #[test]
    fn assessed_again_its_disposition_is_approved_again() {
        check(
            &format!("{READY} >planned >assessed >disposition-approved"),
            str![[r#"
missing: it cannot become "disposition approved" yet; something is missing; missing: disposition_by
assessed
"#]],
        );
    }

    proptest! {
        #[test]
        fn no_walk_reaches_what_the_rules_forbid(steps in proptest::collection::vec(0..24_usize, 0..60)) {
            let words = ["refactor", "retain", "retire", "approved", "wave", "evidence"];
            let mut unit = MigrationUnit::default();
            let mut was_ready = false;
            for step in steps {
                let Some(&to) = ALL.get(step) else {
                    learn(&mut unit, words[step % words.len()]);
                    continue;
                };
                let Ok(moved) = move_unit(&unit, to) else {
                    continue;
                };
                unit = moved;
                was_ready |= unit.state == UnitState::Ready;
                let approved = unit.disposition.is_some() && unit.approved_by.is_some();
                match unit.state {
                    UnitState::Discovered | UnitState::Assessed => prop_assert!(unit.approved_by.is_none()),
                    UnitState::DispositionApproved => prop_assert!(approved),
                    UnitState::Planned | UnitState::Ready => prop_assert!(approved && unit.wave.is_some()),
                    UnitState::CutOver | UnitState::Validated | UnitState::RolledBack => prop_assert!(was_ready),
                    UnitState::OldPathRemoved | UnitState::Closed => prop_assert!(was_ready && !unit.evidence.is_empty()),
                    UnitState::Retained => prop_assert_eq!(unit.disposition, Some(Disposition::Retain)),
                    UnitState::Retired => prop_assert!(unit.disposition == Some(Disposition::Retire) && !unit.evidence.is_empty()),
                }
            }
        }
    }
}
