//! How does a network become a problem of activities and slots?
//!
//! Each node that is not done becomes an activity. A summary becomes the point at which its last child is done, and an entry two points, since what it
//! asks of starts and of finishes are two things. Begun work that waits for nothing, and work whose date a constraint sets against its needs, keep their
//! place. Commitments, deadlines, promises and priorities become due slots with weights.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use longpole_model::{ConstraintKind, LinkKind, Promise, PromiseState, Workspace};

use super::axis::Axis;
use super::people::{People, item_of};
use super::release::{after, leaving, release};
use crate::levelling::{
    Activity, Arc, Capacity, Demand, Due, Problem, ProblemError, Slot, SlotCalendar,
};
use crate::{
    Driver, Lag, Link, Network, Node, NodeIndex, NodeKind, NodeState, Schedule, Wall, WorkCalendar,
};

/// What a slot of delay counts: of a commitment or deadline, of a promise, and of a program's finish. An item's priority counts from 1 to 10.
const COMMITMENT: u32 = 100;
const PROMISE: u32 = 50;
const PROGRAM: u32 = 10;

/// A problem that is being made, and how it belongs to the network.
#[derive(Debug, Clone)]
pub(super) struct Translation {
    pub(super) activities: Vec<Activity>,
    pub(super) arcs: Vec<Arc>,
    pub(super) capacities: Vec<Capacity>,
    pub(super) calendars: Vec<SlotCalendar>,
    /// The node of each activity.
    pub(super) node_of: Vec<Option<NodeIndex>>,
    /// The activity of each node that has work to do.
    pub(super) work_of: Vec<Option<usize>>,
    /// What sets where each activity may begin at the earliest.
    pub(super) begins: Vec<Driver>,
}

/// The activities that stand for the two ends of a node.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    start: Option<usize>,
    finish: Option<usize>,
}

impl Translation {
    pub(super) fn problem(&self) -> Result<Problem, ProblemError> {
        Problem::new(
            self.activities.clone(),
            self.arcs.clone(),
            self.capacities.clone(),
            self.calendars.clone(),
        )
    }
}

pub(super) fn translate(
    workspace: &Workspace,
    network: &Network,
    schedule: &Schedule,
    people: &People,
    axis: &Axis,
) -> Result<Translation, ProblemError> {
    let mut translator = Translator {
        workspace,
        network,
        schedule,
        people,
        axis,
        ends: vec![Ends::default(); network.nodes.len()],
        slot_calendars: BTreeMap::new(),
        lowest_priority: lowest_priority(workspace),
        into: Translation {
            activities: Vec::new(),
            arcs: Vec::new(),
            capacities: Vec::new(),
            calendars: Vec::new(),
            node_of: Vec::new(),
            work_of: vec![None; network.nodes.len()],
            begins: Vec::new(),
        },
    };
    translator.add_capacities()?;
    for node in 0..network.nodes.len() {
        translator.add_node(node)?;
    }
    for link in &network.links {
        translator.add_link(link);
    }
    translator.add_finishes();
    Ok(translator.into)
}

struct Translator<'a> {
    workspace: &'a Workspace,
    network: &'a Network,
    schedule: &'a Schedule,
    people: &'a People,
    axis: &'a Axis,
    ends: Vec<Ends>,
    /// By calendar of the network, its position among the problem's; `None` for one that never pauses.
    slot_calendars: BTreeMap<u32, Option<usize>>,
    lowest_priority: u16,
    into: Translation,
}

impl Translator<'_> {
    fn add_capacities(&mut self) -> Result<(), ProblemError> {
        let from = self.axis.wall(0).date();
        let mut known: BTreeMap<u32, Option<SlotCalendar>> = BTreeMap::new();
        for source in &self.people.sources {
            let mut steps: Vec<(Slot, u32)> = Vec::new();
            for (wall, units) in source.changes(from) {
                let slot = self.axis.from(wall);
                match steps.last_mut() {
                    Some(last) if last.0 == slot => last.1 = units,
                    _ => steps.push((slot, units)),
                }
            }
            let there = match known.entry(source.calendar) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let calendar = &self.network.calendars[source.calendar as usize];
                    new.insert(self.axis.calendar(calendar)?)
                }
            };
            self.into.capacities.push(match there {
                Some(there) => while_there(&steps, there),
                None => Capacity(steps),
            });
        }
        Ok(())
    }

    fn add_node(&mut self, node: NodeIndex) -> Result<(), ProblemError> {
        let this = &self.network.nodes[node];
        if matches!(this.state, NodeState::Finished { .. }) {
            return Ok(());
        }
        self.ends[node] = match this.kind {
            NodeKind::LevelOfEffort => Ends::default(),
            NodeKind::Entry => {
                let start = self.add_point(None, self.axis.from(this.start_floor));
                Ends {
                    start: Some(start),
                    finish: Some(self.add_point(None, 0)),
                }
            }
            NodeKind::Summary => Ends {
                start: None,
                finish: Some(self.add_point(Some(node), 0)),
            },
            NodeKind::Task | NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision => {
                let activity = self.add_work(node)?;
                Ends {
                    start: Some(activity),
                    finish: Some(activity),
                }
            }
        };
        if let Some(finish) = self.ends[node].finish {
            self.into.activities[finish].due = self.due(node);
        }
        Ok(())
    }

    /// Adds something that takes no time.
    fn add_point(&mut self, node: Option<NodeIndex>, release: Slot) -> usize {
        let begins = if release > 0 {
            Driver::NotBefore
        } else {
            Driver::DataDate
        };
        self.add(
            node,
            begins,
            Activity {
                release,
                ..Activity::default()
            },
        )
    }

    fn add(&mut self, node: Option<NodeIndex>, begins: Driver, activity: Activity) -> usize {
        self.into.activities.push(activity);
        self.into.node_of.push(node);
        self.into.begins.push(begins);
        self.into.activities.len() - 1
    }

    fn add_work(&mut self, node: NodeIndex) -> Result<usize, ProblemError> {
        let this = &self.network.nodes[node];
        let calendar = self.network.calendar(node);
        let asked = self.people.asked[node].iter();
        let (at, by) = release(self.network, self.schedule, node);
        let fixed = self.is_fixed(node);
        let begins = match (fixed, this.state) {
            (false, _) => by,
            (true, NodeState::Planned) => Driver::Constraint,
            // What remains of work under way goes on without a break.
            (true, NodeState::Started(_)) => Driver::DataDate,
            (true, NodeState::Finished { .. }) => Driver::Actual,
        };
        let activity = Activity {
            duration: self.axis.up(this.duration),
            release: self.axis.from(at),
            fixed: fixed.then(|| self.axis.from(self.schedule.early_restart[node])),
            calendar: self.slot_calendar(this.calendar, calendar)?,
            demands: asked
                .map(|&(resource, units)| Demand { resource, units })
                .collect(),
            due: None,
        };
        let index = self.add(Some(node), begins, activity);
        self.into.work_of[node] = Some(index);
        Ok(index)
    }

    fn slot_calendar(
        &mut self,
        position: u32,
        calendar: &WorkCalendar,
    ) -> Result<Option<usize>, ProblemError> {
        if let Some(&known) = self.slot_calendars.get(&position) {
            return Ok(known);
        }
        let made = self.axis.calendar(calendar)?.map(|calendar| {
            self.into.calendars.push(calendar);
            self.into.calendars.len() - 1
        });
        self.slot_calendars.insert(position, made);
        Ok(made)
    }

    fn is_fixed(&self, node: NodeIndex) -> bool {
        let this = &self.network.nodes[node];
        match this.state {
            NodeState::Finished { .. } => true,
            NodeState::Started(_) => !self.network.incoming(node).any(|link| {
                let from = self.network.links[link].from;
                !matches!(self.network.nodes[from].state, NodeState::Finished { .. })
            }),
            NodeState::Planned => is_set(this),
        }
    }

    /// The dates that the finish of `node` should keep, the strictest of them; else what its priority says.
    fn due(&self, node: NodeIndex) -> Option<Due> {
        let this = &self.network.nodes[node];
        let anchors = this
            .anchors
            .iter()
            .filter(|anchor| anchor.kind.bounds_slack());
        let due = |by: Wall, weight| Due {
            by: self.axis.until(by),
            weight,
        };
        let item = item_of(self.workspace, &this.subject);
        let strict = anchors.map(|anchor| anchor.at).min();
        let promised = item.and_then(|item| {
            let promises = item.promises.values().filter(|promise| stands(promise));
            promises.filter_map(|promise| promise.date).min()
        });
        if let Some(at) = strict {
            return Some(due(at, COMMITMENT));
        }
        if let Some(date) = promised {
            let end = self.network.calendar(node).day_end(Wall::midnight(date));
            return Some(due(end, PROMISE));
        }
        let priority = item.map_or(500, |item| item.priority.unwrap_or(500));
        let above = priority.saturating_sub(self.lowest_priority);
        (above > 0 && this.kind == NodeKind::Task).then(|| {
            due(
                self.schedule.early_finish[node],
                u32::from(above).div_ceil(100),
            )
        })
    }

    fn add_link(&mut self, link: &Link) {
        let from = self.ends[link.from];
        let to = self.ends[link.to];
        let (from_start, to_start) = match link.kind {
            LinkKind::FinishToStart => (false, true),
            LinkKind::StartToStart => (true, true),
            LinkKind::FinishToFinish => (false, false),
            LinkKind::StartToFinish => (true, false),
        };
        let leaving = if from_start { from.start } else { from.finish };
        let entering = if to_start { to.start } else { to.finish };
        // What hangs on the start of a summary, which is that of the first of its children, is left to the passes.
        let (Some(from), Some(to)) = (leaving, entering) else {
            return;
        };
        self.into.arcs.push(Arc {
            from,
            to,
            kind: link.kind,
            lag: self.lag(link),
        });
    }

    /// Slots of a lag, where it lies in the schedule.
    fn lag(&self, link: &Link) -> i32 {
        if link.lag == Lag::NONE {
            return 0;
        }
        let end = leaving(self.schedule, link);
        let after = after(end, link.lag, self.network.calendar(link.to));
        let minutes = self.axis.position(after) - self.axis.position(end);
        if minutes >= 0 {
            self.axis.up(minutes) as i32
        } else {
            -((-minutes / self.axis.slot) as i32)
        }
    }

    /// Where something is due, every program should also finish when it would without levelling.
    fn add_finishes(&mut self) {
        let has_dues = self
            .into
            .activities
            .iter()
            .any(|activity| activity.due.is_some());
        if self.network.programs.len() < 2 && !has_dues {
            return;
        }
        for (number, program) in self.schedule.programs.iter().enumerate() {
            let open = (0..self.into.activities.len()).filter(|&activity| {
                self.into.node_of[activity].is_some_and(|node| {
                    self.network.nodes[node].program as usize == number
                        && crate::schedule::counts(&self.network.nodes[node])
                })
            });
            let open: Vec<usize> = open.collect();
            let end = self.add_point(None, 0);
            self.into.activities[end].due = Some(Due {
                by: self.axis.from(program.finish),
                weight: PROGRAM,
            });
            let arcs = open.into_iter().map(|from| Arc::finish_to_start(from, end));
            self.into.arcs.extend(arcs);
        }
    }
}

/// What there is in the slots of `there`, and nothing in the others.
fn while_there(steps: &[(Slot, u32)], there: &SlotCalendar) -> Capacity {
    let mut kept: Vec<(Slot, u32)> = Vec::new();
    for (index, &(from, units)) in steps.iter().enumerate() {
        let next = steps.get(index + 1).map(|step| step.0);
        // Beyond the last pause nothing changes but by a step.
        let until = next.unwrap_or_else(|| there.end().max(from) + 1);
        for slot in from..until.min(there.end().max(from) + 1) {
            let is_there = there.worked_before(slot + 1) > there.worked_before(slot);
            let units = if is_there { units } else { 0 };
            if kept.last().is_none_or(|last| last.1 != units) {
                kept.push((slot, units));
            }
        }
    }
    Capacity(kept)
}

/// Whether an activity of this node takes no time and is where what it waits for ends.
pub(super) fn is_point(nodes: &[Node], node: Option<NodeIndex>) -> bool {
    node.is_none_or(|node| nodes[node].kind == NodeKind::Summary)
}

/// Whether a constraint sets its date against what it waits for; levelling doesn't move it either.
pub(super) fn is_set(node: &Node) -> bool {
    match node.constraint.map(|(kind, _)| kind) {
        Some(
            ConstraintKind::MustStartOn
            | ConstraintKind::MustFinishOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::FinishNoLaterThan,
        ) => true,
        Some(
            ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::StartOn
            | ConstraintKind::FinishOn
            | ConstraintKind::AsLateAsPossible,
        )
        | None => false,
    }
}

/// Whether a promise is one to keep.
pub(super) fn stands(promise: &Promise) -> bool {
    match promise.state {
        PromiseState::Committed | PromiseState::InProgress | PromiseState::AtRisk => true,
        PromiseState::Countered
        | PromiseState::Declined
        | PromiseState::Delivered
        | PromiseState::Broken => false,
    }
}

/// The lowest priority that any item has: those above it should give way less.
fn lowest_priority(workspace: &Workspace) -> u16 {
    let items = workspace
        .programs
        .values()
        .flat_map(|program| program.items.values());
    items
        .map(|item| item.priority.unwrap_or(500))
        .min()
        .unwrap_or(500)
}
