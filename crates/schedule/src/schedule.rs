//! The schedule: dates, slack and drivers of every node.

use longpole_model::{Dates, ProgramId, Workspace};

use crate::backward::{Backward, Late, first_children};
use crate::driving::Chain;
use crate::forward::{Early, Ends, early_pass, has_to_wait, is_put_off};
use crate::network::{Graph, Packed, PackedNode};
use crate::{
    Anchor, Cycle, LinkIndex, LinkRole, Network, Node, NodeIndex, NodeKind, NodeState, Options,
    Part, Remark, RemarkKind, Subject, Wall, level_of_effort, put_off, slack,
};

/// Builds the network of a workspace and dates everything in it.
pub fn schedule(workspace: &Workspace, options: &Options) -> Result<(Network, Schedule), Cycle> {
    let mut network = Network::build(workspace, options)?;
    let schedule = Schedule::compute(&network);
    remark_on_the_end_of_time(&mut network, &schedule);
    Ok((network, schedule))
}

/// Dates, slack and drivers, by the position of the node in [`Network::nodes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// When it starts at the earliest; when it started.
    pub early_start: Vec<Wall>,
    /// When its remaining work starts at the earliest; `early_start` unless it is started.
    pub early_restart: Vec<Wall>,
    /// When it finishes at the earliest; when it finished.
    pub early_finish: Vec<Wall>,
    /// When it has to start so that nothing moves; when it started.
    pub late_start: Vec<Wall>,
    /// When it has to finish so that the program's finish, its commitment, deadline and those that follow hold.
    pub late_finish: Vec<Wall>,
    /// Working minutes in its calendar by which it can slip before the program's finish, a commitment or a deadline moves.
    /// Negative when one is already missed. 0 when finished.
    pub total_slack: Vec<i64>,
    /// Working minutes in its calendar by which it can slip before anything else moves. 0 when finished.
    pub free_slack: Vec<i64>,
    /// What sets its early dates.
    pub driver: Vec<Driver>,
    /// Whether it is on the driving path to the finish of a program.
    pub driving: Vec<bool>,
    /// What the rules of a product call critical, by a limit or a path of theirs; `None` where having no slack decides.
    pub critical: Option<Vec<bool>>,
    /// The dates of each program, in the order of [`Network::programs`].
    pub programs: Vec<ProgramDates>,
}

/// What sets a node's early dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Driver {
    /// It waits for the node at the other end of this link.
    Link(LinkIndex),
    /// It may not start before a date: `not_before`, or a constraint of that kind.
    NotBefore,
    /// It can start at once: the data date, or the first day of the program.
    DataDate,
    /// A constraint overrides what it waits for.
    Constraint,
    /// It has its actual dates.
    Actual,
    /// A day was set for it: a gate's, a decision's, an external promise.
    SetDay,
    /// It is put off as late as possible.
    AsLateAsPossible,
    /// It lasts as long as what it supports.
    Span,
    /// Nothing: an entry that nothing leads to.
    Nothing,
}

/// A step of a driving chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The node; never an entry.
    pub node: NodeIndex,
    /// What sets its dates.
    pub reason: StepReason,
}

/// What sets the dates of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepReason {
    /// It waits for the next step, by this link (a need, mostly; of a summary, the child that is last).
    Link(LinkIndex),
    /// Here the chain begins.
    Begins(Driver),
}

/// The dates of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramDates {
    /// Which program.
    pub program: ProgramId,
    /// The earliest start of its items.
    pub start: Wall,
    /// The latest early finish of its items.
    pub finish: Wall,
    /// The item that finishes last, from which the driving path is followed; `None` for a program without items.
    pub last: Option<NodeIndex>,
}

/// The dates of an item, decision or gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemDates {
    /// The earliest dates.
    pub early: Dates,
    /// The latest dates.
    pub late: Dates,
    /// See [`Schedule::total_slack`].
    pub total_slack_minutes: i64,
    /// See [`Schedule::free_slack`].
    pub free_slack_minutes: i64,
    /// The working minutes that a day means in its calendar, to say slack in days.
    pub minutes_per_day: u32,
    /// Not finished, and without slack.
    pub critical: bool,
    /// On the driving path to the finish of a program.
    pub driving: bool,
}

/// By when a need has to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedBy {
    /// The link of the need.
    pub link: LinkIndex,
    /// The latest delivery: for a start-to-… need the provider's start, else its finish.
    pub by: Wall,
    /// On what that rests.
    pub basis: NeedByBasis,
    /// The latest delivery that does not move the consumer at all.
    pub free: Wall,
    /// When it is delivered by the schedule.
    pub delivery: Wall,
    /// Working minutes in the provider's calendar from `by` to `delivery`: positive when it comes too late.
    pub gap_minutes: i64,
    /// The working minutes that a day means in the provider's calendar.
    pub minutes_per_day: u32,
}

/// On what a need-by rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedByBasis {
    /// The strictest date downstream of the consumer: this anchor of this node.
    Anchor(NodeIndex, Anchor),
    /// There is none: the consumer could start then if it were not for this need.
    EarliestStart,
    /// The consumer is finished; `by` is when that was.
    Met,
}

impl Schedule {
    /// Dates everything in `network`.
    pub fn compute(network: &Network) -> Self {
        let durations = network.durations();
        let packed = Packed::of(network);
        let mut early = early_pass(&packed, &durations);
        let mut ends = program_ends(&packed, &early);
        let mut late = late_dates(&packed, &durations, &early, &ends);
        if network.nodes.iter().any(is_put_off) {
            let room = room_of(&packed, &durations, &early, &ends);
            early = put_off::put_off(&packed, &durations, &early, &room);
            ends = program_ends(&packed, &early);
            late = late_dates(&packed, &durations, &early, &ends);
        }
        Self::of_passes(&packed, &durations, early, late, &ends)
    }

    /// Slack, drivers and roll-ups for early and late dates. `ends` are those of [`program_ends`].
    pub(crate) fn of_passes(
        packed: &Packed<'_>,
        durations: &[i64],
        early: Early,
        late: Late,
        ends: &[Wall],
    ) -> Self {
        let network = packed.network();
        let first = first_children(packed, &early.start);
        let backward = Backward {
            graph: packed,
            durations,
            first_children: &first,
            constraints: true,
        };
        let free = slack::free(&backward, &early, ends);
        let mut schedule = assemble(packed, durations, early, late, &free.slack);
        roll_up(network, &mut schedule);
        level_of_effort::stretch(network, &mut schedule);
        let last = schedule.programs.iter().filter_map(|program| program.last);
        let chain = Chain {
            graph: network,
            drivers: &schedule.driver,
            ends: schedule.ends(),
            first_children: &first,
        };
        let chains: Vec<Vec<Step>> = last.map(|node| chain.from(node)).collect();
        for step in chains.into_iter().flatten() {
            schedule.driving[step.node] = true;
        }
        schedule
    }

    /// Room for so many nodes.
    pub(crate) fn resize(&mut self, nodes: usize) {
        self.early_start.resize(nodes, Wall::MIN);
        self.early_restart.resize(nodes, Wall::MIN);
        self.early_finish.resize(nodes, Wall::MIN);
        self.late_start.resize(nodes, Wall::MAX);
        self.late_finish.resize(nodes, Wall::MAX);
        self.total_slack.resize(nodes, 0);
        self.free_slack.resize(nodes, 0);
        self.driver.resize(nodes, Driver::Nothing);
        self.driving.resize(nodes, false);
    }

    /// Early starts and finishes.
    pub(crate) fn ends(&self) -> Ends<'_> {
        Ends {
            start: &self.early_start,
            finish: &self.early_finish,
        }
    }

    /// The dates of `subject`, if it is in the network.
    pub fn of(&self, network: &Network, subject: &Subject) -> Option<ItemDates> {
        Some(self.dates(network, network.node(subject)?))
    }

    /// The dates of the node at `node`.
    pub fn dates(&self, network: &Network, node: NodeIndex) -> ItemDates {
        ItemDates {
            early: Dates {
                start: self.early_start[node].datetime(),
                finish: self.early_finish[node].datetime(),
            },
            late: Dates {
                start: self.late_start[node].datetime(),
                finish: self.late_finish[node].datetime(),
            },
            total_slack_minutes: self.total_slack[node],
            free_slack_minutes: self.free_slack[node],
            minutes_per_day: network.calendar(node).minutes_per_day(),
            critical: self.is_critical(network, node),
            driving: self.driving[node],
        }
    }

    /// Whether it is not finished and has no slack; under the rules of a product, whether those call it critical.
    pub fn is_critical(&self, network: &Network, node: NodeIndex) -> bool {
        if let Some(critical) = &self.critical {
            return critical[node];
        }
        match network.nodes[node].state {
            NodeState::Planned | NodeState::Started(_) => self.total_slack[node] <= 0,
            NodeState::Finished { .. } => false,
        }
    }
}

/// Late dates under the finish of each program, commitments and deadlines.
pub(crate) fn late_dates(
    packed: &Packed<'_>,
    durations: &[i64],
    early: &Early,
    ends: &[Wall],
) -> Late {
    let own = own_bounds(packed, ends);
    let first = first_children(packed, &early.start);
    let backward = Backward {
        graph: packed,
        durations,
        first_children: &first,
        constraints: true,
    };
    backward.late_dates(&own)
}

/// How late what is to be as late as possible can be, when all else stays at its `early` dates.
pub(crate) fn room_of(
    packed: &Packed<'_>,
    durations: &[i64],
    early: &Early,
    ends: &[Wall],
) -> Late {
    let own = own_bounds(packed, ends);
    let first = first_children(packed, &early.start);
    let backward = Backward {
        graph: packed,
        durations,
        first_children: &first,
        constraints: true,
    };
    put_off::room(&backward, early, &own, |node| has_to_wait(packed, node))
}

/// What bounds the finish of each node by itself: the end beyond which its program ends later, and the dates that it should
/// keep.
pub(crate) fn own_bounds(packed: &Packed<'_>, ends: &[Wall]) -> Vec<Wall> {
    let nodes = packed.nodes().iter().zip(ends);
    nodes.map(|(node, &end)| end.min(node.promised)).collect()
}

/// The earliest of the dates that the finish of `node` should keep and that bound slack; [`Wall::MAX`] for none.
pub(crate) fn promised(node: &Node) -> Wall {
    let promised = node
        .anchors
        .iter()
        .filter(|anchor| anchor.kind.bounds_slack());
    promised.map(|anchor| anchor.at).fold(Wall::MAX, Wall::min)
}

/// By node, the finish beyond which its program ends later.
pub(crate) fn program_ends(packed: &Packed<'_>, early: &Early) -> Vec<Wall> {
    let programs = programs(packed, early);
    packed
        .nodes()
        .iter()
        .zip(&early.finish)
        .map(|(node, &finish)| end_of(node.kind, programs[node.program as usize].finish, finish))
        .collect()
}

/// The finish beyond which the program of a node ends later than at `end`. `finish` is the node's own early one.
pub(crate) fn end_of(kind: NodeKind, end: Wall, finish: Wall) -> Wall {
    match kind {
        // Their children are bounded instead.
        NodeKind::Entry | NodeKind::Summary => Wall::MAX,
        // A gate or decision may lie after the last item of its program.
        NodeKind::Gate | NodeKind::Decision => end.max(finish),
        NodeKind::Task | NodeKind::Milestone | NodeKind::LevelOfEffort => end,
    }
}

/// Whether the dates of its program are those of `node`, among others. What only spans others does not count.
pub(crate) fn counts(node: &Node) -> bool {
    match node.kind {
        NodeKind::Task | NodeKind::Milestone => true,
        NodeKind::Gate => matches!(node.subject.part, Part::Item(_)),
        NodeKind::Decision | NodeKind::Entry | NodeKind::Summary | NodeKind::LevelOfEffort => false,
    }
}

fn programs(packed: &Packed<'_>, early: &Early) -> Vec<ProgramDates> {
    let nodes = packed.nodes().iter().enumerate();
    let counting = nodes.filter(|(_, this)| this.counts);
    let dates = |(node, this): (NodeIndex, &PackedNode)| Counted {
        node,
        program: this.program as usize,
        start: early.start[node],
        finish: early.finish[node],
        is_put_off: early.driver[node] == Driver::AsLateAsPossible,
    };
    program_dates(packed.network(), counting.map(dates))
}

/// A node that counts for the dates of its program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    pub(crate) node: NodeIndex,
    /// The position of its program.
    pub(crate) program: usize,
    pub(crate) start: Wall,
    pub(crate) finish: Wall,
    /// It is as late as it is by choice.
    pub(crate) is_put_off: bool,
}

/// Start and finish of each program: of its items, not counting what only spans others. `nodes` are those that count, in
/// order.
pub(crate) fn program_dates(
    network: &Network,
    nodes: impl Iterator<Item = Counted>,
) -> Vec<ProgramDates> {
    let mut last_is_put_off = vec![false; network.programs.len()];
    let mut programs: Vec<ProgramDates> = network
        .programs
        .iter()
        .map(|program| ProgramDates {
            program: program.program.clone(),
            start: program.floor,
            finish: program.floor,
            last: None,
        })
        .collect();
    for item in nodes {
        let program = &mut programs[item.program];
        let last_is_put_off = &mut last_is_put_off[item.program];
        let is_first = program.last.is_none();
        if is_first || item.start < program.start {
            program.start = item.start;
        }
        // Of those that finish together the last in order: it waits for the others, if any does. What was put off to the end
        // does not make it.
        let makes_it = *last_is_put_off || !item.is_put_off;
        if is_first || item.finish > program.finish || (item.finish == program.finish && makes_it) {
            program.finish = item.finish;
            program.last = Some(item.node);
            *last_is_put_off = item.is_put_off;
        }
    }
    programs
}

fn assemble(
    packed: &Packed<'_>,
    durations: &[i64],
    early: Early,
    late: Late,
    free: &[Option<i64>],
) -> Schedule {
    let nodes = free.len();
    let total_slack: Vec<i64> = (0..nodes)
        .map(|node| slack::total(packed, durations, &early, &late, node))
        .collect();
    let free_slack = (0..nodes)
        .map(|node| free[node].unwrap_or(total_slack[node].max(0)))
        .collect();
    let programs = programs(packed, &early);
    let (mut late_start, mut late_finish) = (late.start, late.finish);
    for node in 0..nodes {
        (late_start[node], late_finish[node]) =
            shown_late(packed.state(node), late_start[node], late_finish[node]);
    }
    Schedule {
        early_start: early.start,
        early_restart: early.restart,
        early_finish: early.finish,
        late_start,
        late_finish,
        total_slack,
        free_slack,
        driver: early.driver,
        driving: vec![false; nodes],
        critical: None,
        programs,
    }
}

/// Late dates as they are shown: what has happened is no later than it was.
pub(crate) fn shown_late(state: NodeState, start: Wall, finish: Wall) -> (Wall, Wall) {
    match state {
        NodeState::Planned => (start, finish),
        NodeState::Started(start) => (start, finish),
        NodeState::Finished { start, finish } => (start, finish),
    }
}

fn roll_up(network: &Network, schedule: &mut Schedule) {
    for node in 0..network.nodes.len() {
        if network.nodes[node].kind == NodeKind::Summary {
            roll_up_one(network, schedule, node);
        }
    }
}

/// A summary's late dates and slack are those of its children: the tightest child's slack is its own.
pub(crate) fn roll_up_one(graph: &impl Graph, schedule: &mut Schedule, summary: NodeIndex) {
    let children = || {
        graph
            .links_to(summary)
            .map(|link| graph.link_at(link))
            .filter(|link| link.role == LinkRole::Rollup)
            .map(|link| link.from)
    };
    let open =
        || children().filter(|&child| !matches!(graph.state(child), NodeState::Finished { .. }));
    let start = children().map(|child| schedule.late_start[child]).min();
    let finish = children().map(|child| schedule.late_finish[child]).max();
    let total = open().map(|child| schedule.total_slack[child]).min();
    let free = open().map(|child| schedule.free_slack[child]).min();
    schedule.late_start[summary] = start.unwrap_or(schedule.early_start[summary]);
    schedule.late_finish[summary] = finish.unwrap_or(schedule.early_finish[summary]);
    schedule.total_slack[summary] = total.unwrap_or(0);
    schedule.free_slack[summary] = free.unwrap_or(0);
}

fn remark_on_the_end_of_time(network: &mut Network, schedule: &Schedule) {
    let beyond: Vec<Remark> = network
        .nodes
        .iter()
        .zip(&schedule.early_finish)
        .filter(|(node, finish)| {
            node.kind != NodeKind::Entry && **finish >= Wall::MAX.plus_clock(-24 * 60)
        })
        .map(|(node, _)| Remark {
            subject: Some(node.subject.clone()),
            kind: RemarkKind::BeyondCalendar,
        })
        .collect();
    if !beyond.is_empty() {
        network.remarks.extend(beyond);
        network.remarks.sort();
    }
}
