//! The computation itself: items first, then what they add up to.

use std::collections::BTreeMap;

use longpole_model::{
    Charter, Health, Part, ProgramId, RollUp, Standing, TeamId, UpdateSubject, WorkstreamId,
};

use super::bearing::Bearing;
use super::reasons;
use super::{ClaimedHealth, ComputedHealth, HealthReason, Healths, Subject};
use crate::context::{Context, ItemView, stale_after_days};
use crate::finding::{Finding, FindingSeverity};

impl Healths {
    /// The health of everything in `context`, given the findings that stand.
    pub(crate) fn compute(context: &Context<'_>, findings: &[Finding]) -> Self {
        let bearing = Bearing::of(context, findings);
        let mut healths = Self::default();
        healths.add_items(context, &bearing);
        healths.add_teams(context);
        healths.add_workstreams(context);
        healths.add_programs(context, &bearing);
        healths.add_portfolio();
        healths
    }

    /// Parts before what they are part of.
    fn add_items(&mut self, context: &Context<'_>, bearing: &Bearing<'_>) {
        let mut items: Vec<ItemView<'_>> = context.items().collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.lineage().count()));
        for item in items {
            let computed = self.item(context, bearing, &item);
            self.by_subject.insert(subject_of(&item), computed);
        }
    }

    fn item(
        &self,
        context: &Context<'_>,
        bearing: &Bearing<'_>,
        item: &ItemView<'_>,
    ) -> ComputedHealth {
        let charter = &item.program().charter;
        let about = UpdateSubject::Item(item.id().clone());
        let claimed = context.claim(item.program_id(), &about);
        let parts: Vec<_> = item.children().map(|child| subject_of(&child)).collect();
        if !item.is_open() {
            return self.rolled_up(&parts, Vec::new(), claimed, charter);
        }
        let owed = item.is_task() && item.owes_status(context.today);
        let mut reasons: Vec<_> = reasons::claim(claimed.as_ref(), owed).into_iter().collect();
        if claimed.is_none() && owed {
            reasons.push(reasons::silence(item));
        }
        reasons.extend(reasons::aim(item).or_else(|| reasons::incomplete(item)));
        let driving = item.is_driving();
        let counts = |finding: &&Finding| match finding.severity {
            FindingSeverity::Error => true,
            FindingSeverity::Warning => driving,
            FindingSeverity::Info => false,
        };
        reasons.extend(bearing.at_item(item).filter(counts).map(reasons::finding));
        if reasons.is_empty() && parts.is_empty() {
            reasons.push(reasons::nothing_against());
        }
        self.rolled_up(&parts, reasons, claimed, charter)
    }

    fn add_teams(&mut self, context: &Context<'_>) {
        let mut parts = BTreeMap::<&TeamId, Vec<Subject>>::new();
        for item in context.items().filter(|item| !item.is_summary()) {
            if let Some(team) = item.team() {
                parts.entry(team).or_default().push(subject_of(&item));
            }
        }
        for (team, parts) in parts {
            // A team works for several programs; the thresholds that all start with are the ones that they share.
            let computed = self.rolled_up(&parts, Vec::new(), None, &Charter::default());
            self.by_subject
                .insert(Subject::Team(team.clone()), computed);
        }
    }

    fn add_workstreams(&mut self, context: &Context<'_>) {
        for (program, held) in context.programs() {
            for id in held.workstreams.keys() {
                let parts = parts_of_workstream(context, program, id);
                let about = UpdateSubject::Workstream(id.clone());
                let claimed = context.claim(program, &about);
                let open = RollUp::of(parts.iter().map(|part| self.part(part)))
                    .health
                    .is_some();
                let said = reasons::claim(claimed.as_ref(), false).filter(|_| open);
                let reasons = said.into_iter().collect();
                let computed = self.rolled_up(&parts, reasons, claimed, &held.charter);
                let subject = Subject::Workstream(program.clone(), id.clone());
                self.by_subject.insert(subject, computed);
            }
        }
    }

    /// A program is open for as long as its charter is not closed, even when all of its items are done: it has its target
    /// to keep and its exit criteria to meet.
    fn add_programs(&mut self, context: &Context<'_>, bearing: &Bearing<'_>) {
        for (id, program) in context.programs() {
            let leaves = context.items_of(id).filter(|item| !item.is_summary());
            let parts: Vec<_> = leaves.map(|item| subject_of(&item)).collect();
            let claimed = context.claim(id, &UpdateSubject::Program);
            let mut reasons: Vec<_> = reasons::claim(claimed.as_ref(), false)
                .into_iter()
                .collect();
            reasons.extend(reasons::target(context, id));
            reasons.extend(bearing.at_program(id).map(reasons::finding));
            let computed = self.rolled_up(&parts, reasons, claimed, &program.charter);
            self.by_subject
                .insert(Subject::Program(id.clone()), computed);
        }
    }

    fn add_portfolio(&mut self) {
        let programs = self.by_subject.keys();
        let programs = programs.filter(|subject| matches!(subject, Subject::Program(_)));
        let parts: Vec<_> = programs.cloned().collect();
        let computed = self.rolled_up(&parts, Vec::new(), None, &Charter::default());
        self.by_subject.insert(Subject::Portfolio, computed);
    }

    /// The worst of the open `parts` and of the subject's own `reasons`; no health where there is neither.
    fn rolled_up(
        &self,
        parts: &[Subject],
        mut reasons: Vec<HealthReason>,
        claimed: Option<ClaimedHealth>,
        charter: &Charter,
    ) -> ComputedHealth {
        let roll_up = RollUp::of(parts.iter().map(|part| self.part(part)));
        let worst = parts.iter().find(|part| {
            let health = self.by_subject.get(part).and_then(|held| held.health);
            health.is_some() && health == roll_up.health
        });
        if let Some((health, part)) = roll_up.health.zip(worst) {
            reasons.push(reasons::part(health, part.clone(), &roll_up.counts));
        }
        // Stable, so that within a grade the order in which reasons were found stays.
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.health));
        let health = Health::worst(reasons.iter().map(|reason| reason.health));
        let old_red = claimed
            .as_ref()
            .is_some_and(|claim| claim.stale && claim.worth == Health::OffTrack);
        ComputedHealth {
            stale: health == Some(Health::OffTrack) && (old_red || roll_up.stale),
            health,
            reasons,
            claimed,
            parts: roll_up,
            rules: charter.health_rules,
            stale_after_days: stale_after_days(charter),
        }
    }

    fn part(&self, part: &Subject) -> Part {
        let held = self.by_subject.get(part);
        let open = held.and_then(|held| {
            let stale = held.stale;
            held.health.map(|health| Standing { health, stale })
        });
        open.map_or(Part::Closed, Part::Open)
    }
}

fn subject_of(item: &ItemView<'_>) -> Subject {
    Subject::Item(item.program_id().clone(), item.id().clone())
}

/// The leaves of a workstream and of those that are part of it.
fn parts_of_workstream(
    context: &Context<'_>,
    program: &ProgramId,
    id: &WorkstreamId,
) -> Vec<Subject> {
    let within = |item: &ItemView<'_>| {
        let own = item.workstream();
        own.is_some_and(|own| context.is_within(program, own, id))
    };
    let leaves = context.items_of(program).filter(|item| !item.is_summary());
    leaves
        .filter(within)
        .map(|item| subject_of(&item))
        .collect()
}
