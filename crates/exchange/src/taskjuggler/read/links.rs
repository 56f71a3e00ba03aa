//! Which needs are the dependencies of tasks?
//!
//! A task that is scheduled backwards hangs from the one task that it precedes: its end follows from that one's date, which does
//! not wait for it, and what depends on the task follows it there (TaskJuggler's `latestEnd` goes by `precedes` alone). As a need,
//! the task waits for a time before the other's start. From several at once it hangs by the earliest of them, which no need can
//! say; it is then as late as possible, and they wait for it.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    Asked, Constraint, ConstraintKind, ItemRef, LinkKind, Need, NeedId, NeedLag, NeedSource, Span,
    Workspace,
};

use super::Reading;
use super::plan::Plan;
use super::task::{Size, Task, Wait};
use crate::import::{Place, withdraw_loops};

impl Plan {
    /// The task that a dependency of `task` names.
    pub(super) fn named(&self, task: &Task, wait: &Wait) -> Option<usize> {
        let Some(outward) = wait.outward else {
            return self.tasks_by_path.get(&wait.name).copied();
        };
        let mut around = task.parent;
        for _ in 1..outward {
            around = self.tasks[around?].parent;
        }
        let path = match around {
            Some(around) => format!("{}.{}", self.tasks[around].path, wait.name),
            None => wait.name.clone(),
        };
        self.tasks_by_path.get(&path).copied()
    }

    /// For each task, whether anything waits for its end, or for that of a task around it.
    pub(super) fn awaited(&self) -> Vec<bool> {
        let mut awaited = vec![false; self.tasks.len()];
        for (number, task) in self.tasks.iter().enumerate() {
            for wait in &task.waits {
                match self.named(task, wait) {
                    Some(_) if wait.precedes => awaited[number] = true,
                    Some(other) if wait.at_end => awaited[other] = true,
                    Some(_) | None => {}
                }
            }
        }
        // A task stands after the one around it.
        for number in 0..awaited.len() {
            if let Some(parent) = self.tasks[number].parent {
                awaited[number] |= awaited[parent];
            }
        }
        awaited
    }
}

impl Plan {
    /// The tasks that hang from one other task: those that are scheduled backwards, have no end of their own or of what they stand
    /// in, and precede one task by one gap. An end around it is the earlier of two dates, as several tasks are.
    pub(super) fn hanging(&self) -> BTreeSet<usize> {
        let tasks = self.tasks.iter().enumerate();
        let hanging = tasks.filter(|(number, task)| {
            let mut precedes = task.waits.iter().filter(|wait| wait.precedes);
            let (Some(wait), None) = (precedes.next(), precedes.next()) else {
                return false;
            };
            let is_other = self.named(task, wait).is_some_and(|other| {
                !self.is_within(*number, other) && !self.is_within(other, *number)
            });
            let is_placed =
                task.start.is_some() || task.end.is_some() || self.end_around(task).is_some();
            task.backwards && task.children == 0 && !is_placed && wait.gaps.len() <= 1 && is_other
        });
        hanging.map(|(number, _)| number).collect()
    }
}

impl Reading<'_> {
    /// Takes the dependencies.
    pub(super) fn needs(&mut self, plan: &Plan) {
        let mut counts: BTreeMap<NeedId, usize> = BTreeMap::new();
        for (number, task) in plan.tasks.iter().enumerate() {
            for wait in &task.waits {
                let place = super::at(&wait.place, format!("task {}", task.path));
                let Some(other) = plan.named(task, wait) else {
                    let message = format!(
                        "`{}` names the task `{}`, which is not there",
                        word(wait),
                        wait.name
                    );
                    self.suspicious("dangling-link", message, place);
                    continue;
                };
                if plan.is_within(number, other) || plan.is_within(other, number) {
                    let message =
                        "a task waits for itself, or for one that it stands in; that is left out";
                    self.suspicious("loop", message, place);
                    continue;
                }
                let hangs = wait.precedes && self.hanging.contains(&number);
                let waits = if wait.precedes && !hangs {
                    other
                } else {
                    number
                };
                self.check_gap(plan, waits, wait, &place);
                if hangs {
                    let message = "a task that is scheduled backwards ends where the one begins that it precedes; here it waits for that, which does not wait for it: its slack goes on beyond, and nothing says so when it comes too late";
                    self.changed("hanging", message, place);
                    self.hang(number, other, wait, &mut counts);
                    continue;
                }
                let (consumer, provider) = if wait.precedes {
                    (other, number)
                } else {
                    (number, other)
                };
                let link = match (wait.precedes, wait.at_end) {
                    (true, false) | (false, true) => LinkKind::FinishToStart,
                    (true, true) => LinkKind::FinishToFinish,
                    (false, false) => LinkKind::StartToStart,
                };
                let gaps: Vec<NeedLag> = match wait.gaps.as_slice() {
                    [] => vec![NeedLag::NONE],
                    // Each gap holds, so that the longer one does.
                    gaps => gaps.iter().copied().map(NeedLag::Time).collect(),
                };
                for lag in gaps {
                    self.need(consumer, provider, link, lag, &mut counts);
                }
            }
        }
        let needs = self.program.needs.len();
        self.taken("needs", needs);
    }

    /// A gap of working time runs in the hours of the task that waits, and those of work by the clock are the clock.
    fn check_gap(&mut self, plan: &Plan, waits: usize, wait: &Wait, place: &Place) {
        let is_clock = matches!(plan.tasks[waits].size, Size::Duration(_));
        let is_working = |gap: &Span| !gap.elapsed && gap.thousandths != 0;
        if is_clock && wait.gaps.iter().any(is_working) {
            let message = "a gap of working time before or after work that is measured by the clock runs by the clock here, so that its dates differ";
            self.changed("gap-by-the-clock", message, place.clone());
        }
    }

    /// Lets a task hang from the one that it precedes.
    fn hang(
        &mut self,
        task: usize,
        from: usize,
        wait: &Wait,
        counts: &mut BTreeMap<NeedId, usize>,
    ) {
        let link = if wait.at_end {
            LinkKind::FinishToFinish
        } else {
            LinkKind::StartToFinish
        };
        let gap = wait.gaps.first().copied();
        let lag = gap.map_or(NeedLag::NONE, |gap| {
            NeedLag::Time(Span {
                thousandths: -gap.thousandths,
                ..gap
            })
        });
        let id = self.need(task, from, link, lag, counts);
        self.hung.insert(id);
    }

    fn need(
        &mut self,
        consumer: usize,
        provider: usize,
        link: LinkKind,
        lag: NeedLag,
        counts: &mut BTreeMap<NeedId, usize>,
    ) -> NeedId {
        let (consumer, provider) = (self.items[&consumer].clone(), self.items[&provider].clone());
        let source = NeedSource::Item(ItemRef {
            program: None,
            item: provider,
        });
        let usual = NeedId::usual(&consumer, &source);
        let count = counts.entry(usual.clone()).or_insert(0);
        *count += 1;
        let id = match *count {
            1 => usual,
            count => NeedId::new(&format!("{usual}#{count}")).unwrap_or(usual),
        };
        let mut need = Need::plain(consumer, source);
        need.link = link;
        need.lag = lag;
        self.program.needs.insert(id.clone(), need);
        id
    }
}

/// Turns what hangs round again where it leads in circles, as where the other task's date is set and it still waits for what
/// hangs from it: the task is then as late as possible, and the other waits for it.
pub(super) fn turn_circles(workspace: &mut Workspace, hung: &BTreeSet<NeedId>) {
    if hung.is_empty() {
        return;
    }
    for (program, id) in withdraw_loops(workspace, |_, id| hung.contains(id)) {
        let Some(program) = workspace.programs.get_mut(&program) else {
            continue;
        };
        if !hung.contains(&id) {
            // It is a circle of its own, of which is told like of any other.
            if let Some(need) = program.needs.get_mut(&id) {
                need.asked = Asked::default();
            }
            continue;
        }
        let Some(need) = program.needs.remove(&id) else {
            continue;
        };
        let NeedSource::Item(from) = &need.source else {
            continue;
        };
        let source = NeedSource::Item(ItemRef {
            program: None,
            item: need.consumer.clone(),
        });
        let mut turned = Need::plain(from.item.clone(), source);
        turned.link = match need.link {
            LinkKind::FinishToFinish => LinkKind::FinishToFinish,
            LinkKind::FinishToStart | LinkKind::StartToStart | LinkKind::StartToFinish => {
                LinkKind::FinishToStart
            }
        };
        turned.lag = match need.lag {
            NeedLag::Time(span) => NeedLag::Time(Span {
                thousandths: -span.thousandths,
                ..span
            }),
            share @ NeedLag::Share { .. } => share,
        };
        if let Some(item) = program.items.get_mut(&need.consumer) {
            item.constraint = Some(Constraint {
                kind: ConstraintKind::AsLateAsPossible,
                at: None,
            });
        }
        let usual = NeedId::usual(&turned.consumer, &turned.source);
        // One of so many names is free, as long as they are not too long.
        let more = (2..=program.needs.len() + 2)
            .filter_map(|count| NeedId::new(&format!("{usual}#{count}")).ok());
        let mut names = std::iter::once(usual.clone()).chain(more);
        let id = names.find(|id| !program.needs.contains_key(id));
        if let Some(id) = id {
            program.needs.insert(id, turned);
        }
    }
}

impl Plan {
    /// Whether a task is `outer`, or stands in it.
    fn is_within(&self, task: usize, outer: usize) -> bool {
        std::iter::successors(Some(task), |task| self.tasks[*task].parent).any(|task| task == outer)
    }
}

fn word(wait: &Wait) -> &'static str {
    if wait.precedes { "precedes" } else { "depends" }
}
