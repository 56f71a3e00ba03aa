//! Which findings bear on which item or program: through the entity they stand at, and the items that it is about.

use std::collections::BTreeMap;

use longpole_model::{EntityKind, GateId, ItemId, NeedSource, Program, ProgramId};

use crate::context::{Context, ItemView};
use crate::finding::{Finding, FindingSeverity};

/// Findings by what they bear on.
pub(super) struct Bearing<'f> {
    items: BTreeMap<(ProgramId, ItemId), Vec<&'f Finding>>,
    programs: BTreeMap<ProgramId, Vec<&'f Finding>>,
}

impl<'f> Bearing<'f> {
    pub(super) fn of(context: &Context<'_>, findings: &'f [Finding]) -> Self {
        let mut bearing = Self {
            items: BTreeMap::new(),
            programs: BTreeMap::new(),
        };
        for finding in findings {
            bearing.add(context, finding);
        }
        bearing
    }

    /// The findings that bear on an item.
    pub(super) fn at_item(&self, item: &ItemView<'_>) -> impl Iterator<Item = &'f Finding> {
        let key = (item.program_id().clone(), item.id().clone());
        self.items.get(&key).into_iter().flatten().copied()
    }

    /// The errors that bear on a program itself, and on none of its items.
    pub(super) fn at_program(&self, program: &ProgramId) -> impl Iterator<Item = &'f Finding> {
        self.programs.get(program).into_iter().flatten().copied()
    }

    fn add(&mut self, context: &Context<'_>, finding: &'f Finding) {
        let touched = items_touched(context, finding);
        let on_items = !touched.is_empty();
        for item in touched {
            self.items.entry(item).or_default().push(finding);
        }
        if !on_items && finding.severity == FindingSeverity::Error {
            for program in programs_touched(context, finding) {
                self.programs.entry(program).or_default().push(finding);
            }
        }
    }
}

/// The programs that an entity without items belongs to: of a shared system, the one that moves it.
fn programs_touched(context: &Context<'_>, finding: &Finding) -> Vec<ProgramId> {
    if let Some(program) = &finding.at.program {
        return vec![program.clone()];
    }
    if finding.at.kind != EntityKind::System {
        return Vec::new();
    }
    let unit = context
        .workspace
        .systems
        .get(&*finding.at.id)
        .and_then(|system| system.migration.as_ref());
    let moved_by = unit.and_then(|unit| unit.program.as_ref());
    let mut programs = context.programs().map(|(id, _)| id);
    match (moved_by, programs.next(), programs.next()) {
        (Some(program), _, _) => vec![program.clone()],
        (None, Some(only), None) => vec![only.clone()],
        (None, _, _) => Vec::new(),
    }
}

/// The items that the entity at which a finding stands is about.
fn items_touched(context: &Context<'_>, finding: &Finding) -> Vec<(ProgramId, ItemId)> {
    let Some(id) = &finding.at.program else {
        return Vec::new();
    };
    let Some(program) = context.workspace.programs.get(id) else {
        return Vec::new();
    };
    let items = match finding.at.kind {
        EntityKind::Item => ItemId::new(&finding.at.id).into_iter().collect(),
        _ => items_of(program, finding.at.kind, &finding.at.id),
    };
    items.into_iter().map(|item| (id.clone(), item)).collect()
}

/// The items that an entity of a program is about.
fn items_of(program: &Program, kind: EntityKind, id: &str) -> Vec<ItemId> {
    match kind {
        EntityKind::Need => program
            .needs
            .get(id)
            .map(|need| need.consumer.clone())
            .into_iter()
            .collect(),
        EntityKind::Ask => program
            .asks
            .get(id)
            .and_then(|ask| ask.item.clone())
            .into_iter()
            .collect(),
        EntityKind::Raci => program
            .raci
            .get(id)
            .and_then(|row| row.item.clone())
            .into_iter()
            .collect(),
        EntityKind::Runbook => program
            .runbooks
            .get(id)
            .and_then(|runbook| runbook.item.clone())
            .into_iter()
            .collect(),
        EntityKind::Wave => program
            .waves
            .get(id)
            .and_then(|wave| wave.item.clone())
            .into_iter()
            .collect(),
        EntityKind::Assignment => program
            .assignments
            .get(id)
            .map(|assignment| assignment.item.clone())
            .into_iter()
            .collect(),
        EntityKind::Risk => program
            .risks
            .get(id)
            .map(|risk| risk.delays.keys().cloned().collect())
            .unwrap_or_default(),
        EntityKind::Assumption => program
            .assumptions
            .get(id)
            .map(|assumption| assumption.items.clone())
            .unwrap_or_default(),
        EntityKind::Issue => program
            .issues
            .get(id)
            .map(|issue| issue.items.clone())
            .unwrap_or_default(),
        EntityKind::Gate => {
            let own = program.gates.get(id).and_then(|gate| gate.item.clone());
            own.into_iter()
                .chain(waiting_for(program, |source| is_gate(source, id)))
                .collect()
        }
        EntityKind::Decision => waiting_for(program, |source| is_decision(source, id)).collect(),
        EntityKind::Charter
        | EntityKind::Calendar
        | EntityKind::Team
        | EntityKind::Person
        | EntityKind::System
        | EntityKind::Objective
        | EntityKind::Workstream
        | EntityKind::Item
        | EntityKind::Resource
        | EntityKind::Probe
        | EntityKind::StatusUpdate
        | EntityKind::Baseline
        | EntityKind::Scenario
        | EntityKind::Message
        | EntityKind::EscalationLevel
        | EntityKind::Allowance => Vec::new(),
    }
}

fn waiting_for<'p>(
    program: &'p Program,
    is_it: impl Fn(&NeedSource) -> bool + 'p,
) -> impl Iterator<Item = ItemId> + 'p {
    let needs = program
        .needs
        .values()
        .filter(move |need| is_it(&need.source));
    needs.map(|need| need.consumer.clone())
}

fn is_decision(source: &NeedSource, id: &str) -> bool {
    match source {
        NeedSource::Decision(decision) => decision.as_str() == id,
        NeedSource::Item(_) | NeedSource::Gate(_) => false,
    }
}

fn is_gate(source: &NeedSource, id: &str) -> bool {
    match source {
        NeedSource::Gate(gate) => GateId::as_str(gate) == id,
        NeedSource::Item(_) | NeedSource::Decision(_) => false,
    }
}
