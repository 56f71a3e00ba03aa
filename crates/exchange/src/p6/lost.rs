//! What of a program has no equivalent in P6, or another one than it is?

use std::collections::BTreeMap;

use longpole_model::{Estimate, Item, ProgramId, Spread};

use super::keys::Plan;
use super::own::Own;
use super::words::Dialect;
use crate::import::{NoteKind, Notes, Place};

/// Remarks on what is not in the file.
pub(crate) fn note(
    plans: &[Plan<'_>],
    own: &BTreeMap<ProgramId, Own>,
    dialect: Dialect,
    notes: &mut Notes,
) {
    for (id, program) in plans {
        let mut lost = |count: usize, what: &str| {
            notes.add_counted(
                NoteKind::Kept,
                "not-in-the-file",
                format!("{what} have no equivalent in Primavera P6; they stay in the plan"),
                count,
                Place::default(),
            );
        };
        let count = |is: fn(&Item) -> bool| program.items.values().filter(|item| is(item)).count();
        lost(program.risks.len(), "risks");
        lost(program.decisions.len(), "decisions");
        lost(
            program.assumptions.len() + program.issues.len(),
            "assumptions and issues",
        );
        lost(program.gates.len(), "criteria of gates");
        lost(program.objectives.len(), "objectives");
        lost(
            program.items.values().map(|item| item.promises.len()).sum(),
            "promises of contracts",
        );
        lost(
            count(|item| item.commit.is_some() || item.target.is_some()),
            "commitments and targets",
        );
        lost(
            count(|item| item.team.is_some() || item.owner.is_some()),
            "teams and owners of items",
        );
        lost(count(is_uncertain), "estimates of three points");
        lost(count(|item| !item.splits.is_empty()), "splits");
        // Where they came in so, they are among what was kept.
        let came_so = own.get(*id).is_some_and(|own| own.dialect == dialect);
        if !came_so {
            notes.add_counted(
                NoteKind::Kept,
                "not-in-the-file",
                "fields of the user's own are not written; they stay in the plan",
                count(|item| !item.meta.fields.is_empty()),
                Place::default(),
            );
        }
        let mut changed = |count: usize, code: &'static str, what: &str| {
            notes.add_counted(NoteKind::Changed, code, what, count, Place::default());
        };
        changed(
            count(|item| {
                matches!(
                    item.estimate,
                    Some(Estimate::Effort(_) | Estimate::Backlog(_))
                )
            }),
            "duration-of-effort",
            "effort and backlogs are written as the duration that was computed for them",
        );
        changed(
            count(|item| item.scheduling.manual.is_some()),
            "manual-dates",
            "a start that is set by hand is written as a mandatory start",
        );
        changed(
            count(|item| item.deadline.is_some() || item.not_before.is_some()),
            "dates-as-constraints",
            "deadlines and \"not before\" are written as constraints, as far as there is room for two",
        );
        let parents: std::collections::BTreeSet<_> = program
            .items
            .values()
            .filter_map(|item| item.parent.as_ref())
            .collect();
        let inactive = program.items.iter().filter(|(id, item)| {
            item.scheduling.inactive && !parents.contains(id) && item.estimate.is_some()
        });
        changed(inactive.count(), "inactive", "inactive items are left out");
    }
}

fn is_uncertain(item: &Item) -> bool {
    match &item.estimate {
        Some(Estimate::Duration(spread)) => matches!(spread, Spread::Three { .. }),
        Some(Estimate::Effort(spread)) => matches!(spread, Spread::Three { .. }),
        Some(Estimate::Backlog(_)) | None => false,
    }
}
