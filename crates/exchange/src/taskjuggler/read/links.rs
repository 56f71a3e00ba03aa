//! Which needs are the dependencies of tasks?

use std::collections::BTreeMap;

use longpole_model::{ItemRef, LinkKind, Need, NeedId, NeedLag, NeedSource};

use super::Reading;
use super::plan::Plan;
use super::task::{Task, Wait};

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

    fn need(
        &mut self,
        consumer: usize,
        provider: usize,
        link: LinkKind,
        lag: NeedLag,
        counts: &mut BTreeMap<NeedId, usize>,
    ) {
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
        self.program.needs.insert(id, need);
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
