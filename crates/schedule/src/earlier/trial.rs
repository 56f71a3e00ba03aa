//! A plan whose dates can be tried with changes: each change is made in the plan itself, and the whole plan is dated again.

use jiff::civil::Date;
use longpole_model::{
    ConstraintKind, DecideBy, DecisionId, Estimate, GateId, Item, ItemId, Moment, NeedLag,
    ProgramId, Remaining, Span, SpanUnit, Spread, Workspace,
};

use super::{Lever, Planned};
use crate::network::work::is_elapsed;
use crate::{NeedRef, Network, NodeIndex, NodeState, Part, Schedule, Wall, profile};

/// A plan, and what was changed in it.
pub(super) struct Trial<'a> {
    planned: Planned<'a>,
    /// The plan with changes; as it was between trials.
    changed: Workspace,
    /// The node whose finish is asked for.
    target: NodeIndex,
    /// Changes that every trial is made with.
    given: Vec<Lever>,
    touched: Vec<Touched>,
}

/// What a change was made to.
enum Touched {
    Item(ProgramId, ItemId),
    Need(NeedRef),
    Gate(ProgramId, GateId),
    Decision(ProgramId, DecisionId),
}

impl<'a> Trial<'a> {
    pub(super) fn new(planned: Planned<'a>, target: NodeIndex, given: Vec<Lever>) -> Self {
        Self {
            changed: planned.workspace.clone(),
            planned,
            target,
            given,
            touched: Vec::new(),
        }
    }

    /// The finish of the target with `levers` pulled.
    pub(super) fn finish(&mut self, levers: &[Lever]) -> Wall {
        match self.dated(levers) {
            Some((network, schedule)) => {
                let subject = &self.planned.network.nodes[self.target].subject;
                let node = network.node(subject).unwrap_or(self.target);
                schedule.early_finish[node]
            }
            None => self.planned.schedule.early_finish[self.target],
        }
    }

    /// Everything's dates with `levers` pulled. Nodes lie where they lay: no change adds or takes away what is waited for.
    /// `None` where the plan has no dates any more, which no change brings about.
    pub(super) fn dated(&mut self, levers: &[Lever]) -> Option<(Network, Schedule)> {
        for lever in self.given.clone().iter().chain(levers) {
            self.pull(*lever);
        }
        let dated = self.planned.date(&self.changed);
        self.put_back();
        dated.filter(|(network, _)| network.nodes.len() == self.planned.network.nodes.len())
    }

    fn pull(&mut self, lever: Lever) {
        match lever {
            Lever::Shorten(node, minutes) => {
                let this = &self.planned.network.nodes[node];
                let left = this.duration.saturating_sub(minutes).max(0);
                let is_started = matches!(this.state, NodeState::Started(_));
                self.change_item(node, |item| shorten(item, left, is_started));
            }
            Lever::StartFrom(node, day) => self.change_item(node, |item| start_from(item, day)),
            Lever::SetDay(node, day) => self.set_day(node, day),
            Lever::DropConstraint(node) => self.change_item(node, |item| {
                item.constraint = None;
                item.scheduling.also = None;
                item.scheduling.manual = None;
            }),
            Lever::DropLag(link) => {
                let Some(need) = self.planned.network.need_of(link) else {
                    return;
                };
                let program = self.changed.programs.get_mut(&need.program);
                if let Some(it) = program.and_then(|program| program.needs.get_mut(&need.need)) {
                    it.lag = NeedLag::Time(Span::ZERO);
                    self.touched.push(Touched::Need(need.clone()));
                }
            }
        }
    }

    fn change_item(&mut self, node: NodeIndex, change: impl FnOnce(&mut Item)) {
        let subject = &self.planned.network.nodes[node].subject;
        let Part::Item(id) = &subject.part else {
            return;
        };
        let program = self.changed.programs.get_mut(&subject.program);
        if let Some(item) = program.and_then(|program| program.items.get_mut(id)) {
            change(item);
            self.touched
                .push(Touched::Item(subject.program.clone(), id.clone()));
        }
    }

    /// Sets the day of a gate, a decision or a promise to `day`, where it is later.
    fn set_day(&mut self, node: NodeIndex, day: Date) {
        let subject = &self.planned.network.nodes[node].subject;
        let Some(program) = self.changed.programs.get_mut(&subject.program) else {
            return;
        };
        match &subject.part {
            Part::Item(id) => {
                let of_item = program
                    .gates
                    .iter_mut()
                    .filter(|(_, gate)| gate.item.as_ref() == Some(id));
                for (gate, it) in of_item {
                    it.on = it.on.map(|on| on.min(day));
                    self.touched
                        .push(Touched::Gate(subject.program.clone(), gate.clone()));
                }
                self.change_item(node, |item| finish_from(item, day));
            }
            Part::Gate(id) => {
                if let Some(gate) = program.gates.get_mut(id) {
                    gate.on = gate.on.map(|on| on.min(day));
                    self.touched
                        .push(Touched::Gate(subject.program.clone(), id.clone()));
                }
            }
            Part::Decision(id) => {
                if let Some(decision) = program.decisions.get_mut(id) {
                    decision.deferred_to = decision.deferred_to.map(|to| to.min(day));
                    decision.decide_by = match decision.decide_by {
                        Some(DecideBy::On(by)) => Some(DecideBy::On(by.min(day))),
                        other => other,
                    };
                    self.touched
                        .push(Touched::Decision(subject.program.clone(), id.clone()));
                }
            }
        }
    }

    fn put_back(&mut self) {
        let original = &self.planned.workspace.programs;
        for touched in self.touched.drain(..) {
            let (Touched::Item(id, _) | Touched::Gate(id, _) | Touched::Decision(id, _)) = &touched
            else {
                let Touched::Need(need) = &touched else {
                    continue;
                };
                let there = self.changed.programs.get_mut(&need.program);
                if let (Some(there), Some(before)) = (there, original.get(&need.program)) {
                    there
                        .needs
                        .insert(need.need.clone(), before.needs[&need.need].clone());
                }
                continue;
            };
            let (Some(there), Some(before)) = (self.changed.programs.get_mut(id), original.get(id))
            else {
                continue;
            };
            match &touched {
                Touched::Item(_, id) => {
                    there.items.insert(id.clone(), before.items[id].clone());
                }
                Touched::Gate(_, id) => {
                    there.gates.insert(id.clone(), before.gates[id].clone());
                }
                Touched::Decision(_, id) => {
                    there
                        .decisions
                        .insert(id.clone(), before.decisions[id].clone());
                }
                Touched::Need(_) => {}
            }
        }
    }
}

impl Planned<'_> {
    /// Dates `workspace` by the rules by which this plan was dated.
    fn date(&self, workspace: &Workspace) -> Option<(Network, Schedule)> {
        let network = Network::build(workspace, self.options).ok()?;
        let schedule = if self.by_profile {
            profile::compute(workspace, &network, self.options).to_schedule()
        } else {
            Schedule::compute(&network)
        };
        Some((network, schedule))
    }
}

/// So many working minutes are left of `item`.
fn shorten(item: &mut Item, left: i64, is_started: bool) {
    let span = Spread::Fixed(Span {
        thousandths: left.saturating_mul(1000),
        unit: SpanUnit::Minute,
        elapsed: is_elapsed(item),
    });
    if is_started {
        item.progress.remaining = Some(Remaining::Duration(span));
    } else {
        item.estimate = Some(Estimate::Duration(span));
    }
}

/// `item` may start on `day`, where it may not yet.
fn start_from(item: &mut Item, day: Date) {
    let earlier = |at: &mut Option<Moment>| *at = at.map(|at| no_later(at, day));
    earlier(&mut item.not_before);
    earlier(&mut item.progress.resumed);
    earlier(&mut item.scheduling.external_start);
    for constraint in [&mut item.constraint, &mut item.scheduling.also] {
        if let Some(constraint) = constraint
            && matches!(
                constraint.kind,
                ConstraintKind::StartNoEarlierThan | ConstraintKind::StartOn
            )
        {
            earlier(&mut constraint.at);
        }
    }
}

/// `item` may finish on `day`, where it may not yet.
fn finish_from(item: &mut Item, day: Date) {
    for constraint in [&mut item.constraint, &mut item.scheduling.also] {
        if let Some(constraint) = constraint
            && matches!(
                constraint.kind,
                ConstraintKind::FinishNoEarlierThan | ConstraintKind::FinishOn
            )
        {
            constraint.at = constraint.at.map(|at| no_later(at, day));
        }
    }
    for promise in item.promises.values_mut() {
        promise.date = promise.date.map(|date| date.min(day));
    }
}

/// The whole of `day`, where `at` is a time on it or later.
fn no_later(at: Moment, day: Date) -> Moment {
    if at.date >= day { Moment::day(day) } else { at }
}
