//! What of a program has no equivalent in Project, or another one than it is?

use longpole_model::{Estimate, Item, ItemKind, Names, Program, ProgramId, Spread, Workspace};

use crate::import::{NoteKind, Notes, Place};

/// Remarks on what is not in the file.
pub(super) fn note(
    workspace: &Workspace,
    program: &Program,
    id: &ProgramId,
    names: &Names<'_>,
    notes: &mut Notes,
) {
    let _ = (workspace, id, names);
    let mut lost = |count: usize, what: &str| {
        notes.add_counted(
            NoteKind::Kept,
            "not-in-the-file",
            format!("{what} have no equivalent in Microsoft Project; they stay in the plan"),
            count,
            Place::default(),
        );
    };
    lost(program.risks.len(), "risks");
    lost(program.decisions.len(), "decisions");
    lost(program.assumptions.len(), "assumptions");
    lost(program.issues.len(), "issues");
    lost(program.gates.len(), "criteria of gates");
    lost(program.objectives.len(), "objectives");
    lost(program.workstreams.len(), "workstreams");
    lost(
        program.waves.len() + program.runbooks.len(),
        "waves and runbooks",
    );
    lost(program.asks.len(), "asks on teams");
    lost(program.updates.len(), "status updates");
    lost(program.scenarios.len(), "scenarios");
    let items = || program.items.values();
    lost(
        items().map(|item| item.promises.len()).sum(),
        "promises of contracts",
    );
    lost(
        items()
            .filter(|item| item.commit.is_some() || item.target.is_some())
            .count(),
        "commitments and targets",
    );
    lost(
        items().filter(|item| item.status.is_some()).count(),
        "claims of status",
    );
    lost(
        items()
            .filter(|item| item.team.is_some() || item.owner.is_some())
            .count(),
        "teams and owners of items",
    );
    lost(
        items().filter(|item| is_uncertain(item)).count(),
        "estimates of three points",
    );
    lost(
        items()
            .filter(|item| item.scheduling.also.is_some())
            .count(),
        "second constraints",
    );
    let mut changed = |count: usize, code: &'static str, what: &str| {
        notes.add_counted(NoteKind::Changed, code, what, count, Place::default());
    };
    changed(
        items().filter(|item| is_worked_off(item)).count(),
        "duration-of-effort",
        "effort and backlogs are written as the duration that was computed for them",
    );
    changed(
        items()
            .filter(|item| item.kind == ItemKind::LevelOfEffort)
            .count(),
        "level-of-effort",
        "a level of effort is written as a task with the duration that was computed for it",
    );
    changed(
        items()
            .filter(|item| item.kind == ItemKind::StartMilestone)
            .count(),
        "start-milestone",
        "a start milestone is written as a milestone",
    );
    changed(
        items()
            .filter(|item| item.not_before.is_some() && item.constraint.is_some())
            .count(),
        "not-before",
        "beside a constraint, \"not before\" has no room",
    );
}

fn is_uncertain(item: &Item) -> bool {
    match &item.estimate {
        Some(Estimate::Duration(spread)) => matches!(spread, Spread::Three { .. }),
        Some(Estimate::Effort(spread)) => matches!(spread, Spread::Three { .. }),
        Some(Estimate::Backlog(_)) | None => false,
    }
}

fn is_worked_off(item: &Item) -> bool {
    match &item.estimate {
        Some(Estimate::Effort(_) | Estimate::Backlog(_)) => true,
        Some(Estimate::Duration(_)) | None => false,
    }
}
