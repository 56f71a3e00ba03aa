//! Primavera P6's rules: what its scheduler computes under its options, in whole minutes.
//!
//! [`forward`] and [`backward`] date a node each; [`settle`] then puts off what is to be as late as possible, and finds floats,
//! the longest path, levels of effort and summaries. What each rule rests on is said where it stands.

mod activity;
mod asks;
mod backward;
mod critical;
mod effort;
mod forward;
mod lag;
mod late_as_possible;
mod slack;
mod summary;
mod work;

use longpole_model::{ConstraintKind, OutOfSequence, SchedulingProfile};

use super::ProgramDetails;
use super::details::Details;
use super::details::{Role, Stage};
use super::passes::{Ends, Passes};
use super::tick::{PER_MINUTE, Tick};
use crate::{LinkIndex, Network, NodeIndex, NodeKind, ProgramNode, Wall};

use activity::{Activity, Status};

/// What the rules remember between nodes.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// By node.
    activities: Vec<Activity>,
    /// By node: how far it is, which links ask far more often than when.
    stages: Vec<Stage>,
    /// By program: the last early finish, and the latest finish that anything may have.
    ends: Vec<(Wall, Wall)>,
}

/// Whether `node` is dated by these rules.
pub(super) fn dates(passes: &Passes<'_>, node: NodeIndex) -> bool {
    passes.details.nodes[node].profile == SchedulingProfile::PrimaveraP6
}

/// Looks at every node once, before the passes.
pub(super) fn begin(passes: &mut Passes<'_>) {
    let nodes = 0..passes.network.nodes.len();
    let activities: Vec<Activity> = nodes.map(|node| Activity::of(passes, node)).collect();
    passes.primavera = Memory {
        stages: activities.iter().map(Activity::stage).collect(),
        activities,
        ends: Vec::new(),
    };
}

/// Gives `node` its early dates; what it waits for has them.
pub(super) fn forward(passes: &mut Passes<'_>, node: NodeIndex) {
    let kind = passes.details.nodes[node].kind;
    let rules = Rules::of(passes);
    let (early, remaining) = match kind {
        NodeKind::Entry => (summary::entry(&rules, node), 0),
        NodeKind::Summary => (summary::early(&rules, node), 0),
        NodeKind::Task
        | NodeKind::Milestone
        | NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::LevelOfEffort => forward::place(&rules, node),
    };
    passes.early[node] = ends(early.start, early.finish);
    passes.drivers[node] = early.driver;
    passes.primavera.activities[node].remaining = remaining;
}

/// Every node has its early dates: finds where programs end.
///
/// The latest finish is "must finish by" where the project has one, also when that lies after its early finish.
pub(super) fn begin_backward(passes: &mut Passes<'_>) {
    let rules = Rules::of(passes);
    let mut finishes: Vec<Option<Wall>> = vec![None; passes.network.programs.len()];
    for (node, this) in passes.details.nodes.iter().enumerate() {
        if is_activity(this.kind) {
            let finish = &mut finishes[this.program as usize];
            *finish = (*finish).max(Some(rules.early_finish(node)));
        }
    }
    let ends = finishes.iter().enumerate().map(|(program, finish)| {
        let finish = finish.unwrap_or(passes.network.programs[program].floor);
        let must = passes.details.programs[program].finish;
        (finish, must.map_or(finish, Tick::minute))
    });
    let ends = ends.collect();
    passes.primavera.ends = ends;
}

/// Gives `node` its late dates; what waits for it has them.
pub(super) fn backward(passes: &mut Passes<'_>, node: NodeIndex) {
    let this = &passes.details.nodes[node];
    let (_, end) = passes.primavera.ends[this.program as usize];
    let rules = Rules::of(passes);
    let (start, finish) = if this.kind.is_of_summary() {
        backward::handed_on(&rules, node)
    } else {
        backward::late(&rules, node, end)
    };
    passes.late[node] = ends(start, finish);
}

/// How much later what `link` leads from could end before what waits moved. A summary waits for each child to finish.
pub(super) fn link_slack(passes: &Passes<'_>, link: LinkIndex) -> Option<i64> {
    let rules = Rules::of(passes);
    let ends = &passes.details.links[link];
    let from = ends.from();
    if rules.is_complete(ends.to()) {
        return None;
    }
    let is_dated_here = dates(passes, from) && passes.early[from].finish != Tick::MIN;
    if is_dated_here
        && slack::is_plain(&rules, ends)
        && let Some(gap) = passes.gap(link)
    {
        return Some(gap);
    }
    let slack = match ends.role {
        Role::Rollup => {
            let calendar = passes.details.working(from).0;
            let (child, summary) = (rules.early_finish(from), rules.early_finish(ends.to()));
            Some(calendar.minutes_from(child, summary))
        }
        Role::Wait | Role::Entry => slack::gap(&rules, from, link),
    };
    slack.map(|minutes| minutes.saturating_mul(PER_MINUTE))
}

/// What follows once both passes are through.
pub(super) fn settle(passes: &mut Passes<'_>) {
    late_as_possible::put_off(passes);
    slack::find(passes);
    critical::find_driving(passes);
    critical::find_longest_path(passes);
    effort::stretch_linked(passes);
    for node in 0..passes.network.nodes.len() {
        show(passes, node);
    }
    summary::roll_up(passes);
    effort::stretch_loose(passes);
    let details = passes.details;
    for effort in &details.efforts {
        show(passes, effort.node);
    }
}

/// Start and finish of an activity as they are shown: actual ones where there are.
fn show(passes: &mut Passes<'_>, node: NodeIndex) {
    let kind = passes.details.nodes[node].kind;
    if !dates(passes, node) || kind.is_of_summary() {
        return;
    }
    let status = passes.primavera.activities[node].status;
    let early = passes.early[node];
    let dates = &mut passes.dates[node];
    (dates.start, dates.finish) = match status {
        // It lasts from when the first of what it spans began.
        Status::NotStarted if kind == NodeKind::LevelOfEffort => (dates.start, early.finish),
        Status::NotStarted => (early.start, early.finish),
        Status::InProgress { started } => (Tick::of(started), early.finish),
        Status::Complete { started, finished } => (Tick::of(started), Tick::of(finished)),
    };
}

/// The actual start of what has begun, with its actual finish where it is done: its early dates, which are those of what
/// remains, lie at the data date. `None` for what has not begun, and for what other rules date.
pub(super) fn actual(passes: &Passes<'_>, node: NodeIndex) -> Option<(Wall, Wall)> {
    let activities = &passes.primavera.activities;
    match activities.get(node).filter(|_| dates(passes, node))?.status {
        Status::NotStarted => None,
        Status::InProgress { started } => Some((started, passes.early[node].finish.minute_after())),
        Status::Complete { started, finished } => Some((started, finished)),
    }
}

/// Whole minutes as ticks.
fn ends(start: Wall, finish: Wall) -> Ends {
    Ends {
        start: Tick::of(start),
        finish: Tick::of(finish),
    }
}

/// What the rules read: the network, its details, and what was found so far.
struct Rules<'a, 'b> {
    network: &'a Network,
    details: &'a Details,
    early: &'b [Ends],
    late: &'b [Ends],
    memory: &'b Memory,
}

impl<'a, 'b> Rules<'a, 'b> {
    fn of(passes: &'b Passes<'a>) -> Self {
        Self {
            network: passes.network,
            details: passes.details,
            early: &passes.early,
            late: &passes.late,
            memory: &passes.primavera,
        }
    }

    fn activity(&self, node: NodeIndex) -> &'b Activity {
        &self.memory.activities[node]
    }

    fn is_complete(&self, node: NodeIndex) -> bool {
        self.memory.stages[node] == Stage::Finished
    }

    fn is_started(&self, node: NodeIndex) -> bool {
        self.memory.stages[node] != Stage::Planned
    }

    fn program(&self, node: NodeIndex) -> &'a ProgramNode {
        &self.network.programs[self.details.nodes[node].program as usize]
    }

    fn options(&self, node: NodeIndex) -> &'a ProgramDetails {
        &self.details.programs[self.details.nodes[node].program as usize]
    }

    fn early_start(&self, node: NodeIndex) -> Wall {
        self.early[node].start.minute()
    }

    fn early_finish(&self, node: NodeIndex) -> Wall {
        self.early[node].finish.minute()
    }

    fn late_start(&self, node: NodeIndex) -> Wall {
        self.late[node].start.minute()
    }

    fn late_finish(&self, node: NodeIndex) -> Wall {
        self.late[node].finish.minute()
    }

    /// The data date of what waits.
    fn now(&self, link: LinkIndex) -> Wall {
        self.program(self.details.links[link].to()).now
    }

    /// What becomes of `node` when it began before what it waits for was done.
    fn rule_of(&self, node: NodeIndex) -> OutOfSequence {
        let option = self.options(node).scheduling.out_of_sequence;
        option.unwrap_or(OutOfSequence::RetainedLogic)
    }

    /// Whether a link no longer counts, since progress overrides it.
    fn is_overridden(&self, link: LinkIndex) -> bool {
        let to = self.details.links[link].to();
        self.is_started(to) && self.rule_of(to) == OutOfSequence::ProgressOverride
    }

    /// Whether `node` is to be as late as possible, and has not begun.
    fn is_put_off(&self, node: NodeIndex) -> bool {
        let details = self.details.facts(node);
        let constraints = [details.constraint, details.also].into_iter().flatten();
        let mut kinds = constraints.map(|constraint| constraint.kind);
        !self.is_started(node) && kinds.any(|kind| kind == ConstraintKind::AsLateAsPossible)
    }
}

/// Whether a node counts for the end of its program: neither what spans others nor what hands on.
fn is_activity(kind: NodeKind) -> bool {
    match kind {
        NodeKind::Task | NodeKind::Milestone | NodeKind::Gate => true,
        NodeKind::Decision | NodeKind::Entry | NodeKind::Summary | NodeKind::LevelOfEffort => false,
    }
}

/// Whole minutes of tenths, rounded half up: P6 works to the minute.
fn minutes(tenths: i64) -> i64 {
    tenths.saturating_add(PER_MINUTE / 2).div_euclid(PER_MINUTE)
}
