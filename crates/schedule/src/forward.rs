//! The forward pass: how early each node can start and finish, and what sets that.
//!
//! Work is placed on its calendar's axis, where time off does not exist; points in time lie on the wall clock, where their
//! providers put them, so that a milestone after a Saturday's work does not wait for Monday.

use longpole_model::{ConstraintKind, LinkKind};

use crate::network::Graph;
use crate::{
    Driver, Lag, Link, LinkIndex, LinkRole, Network, Node, NodeIndex, NodeKind, NodeState, Wall,
    WorkCalendar,
};

/// Early dates, by the position of the node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Early {
    /// When it starts, or started.
    pub start: Vec<Wall>,
    /// When its remaining work starts; `start` unless it is started.
    pub restart: Vec<Wall>,
    /// When it finishes, or finished.
    pub finish: Vec<Wall>,
    /// What sets them.
    pub driver: Vec<Driver>,
}

/// Computes early dates for `durations`: working minutes still to do, by node, as [`Network::durations`] gives them.
///
/// A forecast without chance gives the durations of the plan; a simulation its own.
///
/// # Panics
///
/// When `durations` is shorter than the list of nodes.
pub fn early_dates(network: &Network, durations: &[i64]) -> Early {
    assert!(
        durations.len() >= network.nodes.len(),
        "there is a duration for each node"
    );
    early_pass(network, &durations[..network.nodes.len()])
}

/// As [`early_dates`], over any graph whose nodes lie in order.
pub(crate) fn early_pass(graph: &impl Graph, durations: &[i64]) -> Early {
    let mut early = Early::empty(durations.len());
    for (node, &duration) in durations.iter().enumerate() {
        let placed = place(graph, early.ends(), node, duration, None);
        early.put(node, placed);
    }
    early
}

/// Whether it is to be as late as possible, and still can be.
pub(crate) fn is_put_off(node: &Node) -> bool {
    is_late(node.state, node.constraint)
}

/// As [`is_put_off`], of any graph.
pub(crate) fn has_to_wait(graph: &impl Graph, node: NodeIndex) -> bool {
    is_late(graph.state(node), graph.constraint(node))
}

fn is_late(state: NodeState, constraint: Option<(ConstraintKind, Wall)>) -> bool {
    state == NodeState::Planned && matches!(constraint, Some((ConstraintKind::AsLateAsPossible, _)))
}

impl Early {
    pub(crate) fn empty(nodes: usize) -> Self {
        Self {
            start: vec![Wall::MIN; nodes],
            restart: vec![Wall::MIN; nodes],
            finish: vec![Wall::MIN; nodes],
            driver: vec![Driver::Nothing; nodes],
        }
    }

    pub(crate) fn ends(&self) -> Ends<'_> {
        Ends {
            start: &self.start,
            finish: &self.finish,
        }
    }

    /// Room for so many nodes.
    pub(crate) fn resize(&mut self, nodes: usize) {
        self.start.resize(nodes, Wall::MIN);
        self.restart.resize(nodes, Wall::MIN);
        self.finish.resize(nodes, Wall::MIN);
        self.driver.resize(nodes, Driver::Nothing);
    }

    pub(crate) fn placed(&self, node: NodeIndex) -> Placed {
        Placed {
            start: self.start[node],
            restart: self.restart[node],
            finish: self.finish[node],
            driver: self.driver[node],
        }
    }

    pub(crate) fn put(&mut self, node: NodeIndex, placed: Placed) {
        self.start[node] = placed.start;
        self.restart[node] = placed.restart;
        self.finish[node] = placed.finish;
        self.driver[node] = placed.driver;
    }
}

/// Starts and finishes by node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends<'a> {
    pub(crate) start: &'a [Wall],
    pub(crate) finish: &'a [Wall],
}

/// Where a node falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) start: Wall,
    pub(crate) restart: Wall,
    pub(crate) finish: Wall,
    pub(crate) driver: Driver,
}

/// Places `node`, whose providers have their `ends`, as if the link `without` were not there.
pub(crate) fn place(
    graph: &impl Graph,
    ends: Ends<'_>,
    node: NodeIndex,
    duration: i64,
    without: Option<LinkIndex>,
) -> Placed {
    match (graph.kind(node), graph.state(node)) {
        (NodeKind::Entry, _) => {
            let (start, finish) = asked(graph, ends, node, |link| without == Some(link));
            let start = start.or(graph.start_floor(node), Driver::NotBefore);
            Placed {
                start: start.at,
                restart: start.at,
                finish: finish.at,
                driver: start.by,
            }
        }
        (NodeKind::Summary, _) => roll_up(graph, ends, node, without),
        (
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::LevelOfEffort,
            NodeState::Finished { start, finish },
        ) => Placed {
            start,
            restart: finish,
            finish,
            driver: Driver::Actual,
        },
        (
            NodeKind::Task
            | NodeKind::Milestone
            | NodeKind::Gate
            | NodeKind::Decision
            | NodeKind::LevelOfEffort,
            NodeState::Planned | NodeState::Started(_),
        ) => place_work(graph, ends, node, duration, without),
    }
}

/// The strictest of several demands, and whose it is.
#[derive(Debug, Clone, Copy)]
struct Demand {
    at: Wall,
    by: Driver,
}

impl Demand {
    const NONE: Self = Self {
        at: Wall::MIN,
        by: Driver::Nothing,
    };

    /// The later of this one and another; this one when they are alike.
    fn or(self, at: Wall, by: Driver) -> Self {
        if at > self.at { Self { at, by } } else { self }
    }
}

/// What the links that lead to `node` ask of its start and of its finish, but for those `without` which it is asked.
fn asked(
    graph: &impl Graph,
    ends: Ends<'_>,
    node: NodeIndex,
    without: impl Fn(LinkIndex) -> bool,
) -> (Demand, Demand) {
    let calendar = graph.calendar_of(node);
    let (mut start, mut finish) = (Demand::NONE, Demand::NONE);
    for index in graph.links_to(node) {
        if without(index) {
            continue;
        }
        let link = graph.link_at(index);
        let at = earliest_by(&link, ends, calendar);
        match link.kind {
            LinkKind::FinishToStart | LinkKind::StartToStart => {
                start = start.or(at, Driver::Link(index));
            }
            LinkKind::FinishToFinish | LinkKind::StartToFinish => {
                finish = finish.or(at, Driver::Link(index));
            }
        }
    }
    (start, finish)
}

/// What one link asks: its provider's end, and the lag in the calendar of the node that waits.
pub(crate) fn earliest_by(link: &Link, ends: Ends<'_>, calendar: &WorkCalendar) -> Wall {
    let end = match link.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => ends.finish[link.from],
        LinkKind::StartToStart | LinkKind::StartToFinish => ends.start[link.from],
    };
    match link.lag {
        Lag::NONE => end,
        Lag::Work(minutes) => calendar.finish_wall(calendar.work_at(end).saturating_add(minutes)),
        Lag::Elapsed(minutes) => end.plus_clock(minutes),
    }
}

/// Whether a constraint asks that it starts or finishes no later than on a date.
pub(crate) fn is_limited(graph: &impl Graph, node: NodeIndex) -> bool {
    matches!(
        graph.constraint(node),
        Some((
            ConstraintKind::StartNoLaterThan | ConstraintKind::FinishNoLaterThan,
            _
        ))
    )
}

fn place_work(
    graph: &impl Graph,
    ends: Ends<'_>,
    node: NodeIndex,
    duration: i64,
    without: Option<LinkIndex>,
) -> Placed {
    let state = graph.state(node);
    let mut placed = place_by_links(graph, ends, node, duration, without);
    if let Some(constraint) = graph
        .constraint(node)
        .filter(|_| state == NodeState::Planned)
    {
        let (calendar, floor) = (graph.calendar_of(node), graph.floor(node));
        constrain(constraint, calendar, floor, duration, &mut placed);
    }
    if let NodeState::Started(at) = state {
        placed.start = at;
    }
    placed
}

/// Places work as if no constraint pulled it.
pub(crate) fn place_unlimited(
    graph: &impl Graph,
    ends: Ends<'_>,
    node: NodeIndex,
    duration: i64,
) -> Placed {
    place_by_links(graph, ends, node, duration, None)
}

fn place_by_links(
    graph: &impl Graph,
    ends: Ends<'_>,
    node: NodeIndex,
    duration: i64,
    without: Option<LinkIndex>,
) -> Placed {
    let calendar = graph.calendar_of(node);
    let (state, floor) = (graph.state(node), graph.floor(node));
    let (start, finish) = asked(graph, ends, node, |link| without == Some(link));
    let start = later(
        start,
        graph.start_floor(node),
        Driver::NotBefore,
        calendar,
        duration,
    );
    let start = match state {
        NodeState::Started(at) => later(start, at, Driver::Actual, calendar, duration),
        NodeState::Planned | NodeState::Finished { .. } => start,
    };
    let start = later(start, floor, Driver::DataDate, calendar, duration);
    let start = not_held_by_the_past(graph, start, floor);
    let finish = later(
        finish,
        graph.finish_floor(node),
        Driver::SetDay,
        calendar,
        duration,
    );
    if duration > 0 {
        stretch(calendar, start, finish, duration)
    } else {
        meet(start, finish)
    }
}

/// The later of two demands. For work they are alike when no working time lies between; then `demand` stays.
fn later(demand: Demand, at: Wall, by: Driver, calendar: &WorkCalendar, duration: i64) -> Demand {
    if at <= demand.at {
        return demand;
    }
    let is_same = duration > 0
        && demand.at > Wall::MIN
        && calendar.work_at(at) == calendar.work_at(demand.at);
    if is_same {
        Demand { at, ..demand }
    } else {
        Demand { at, by }
    }
}

/// What is finished holds nothing up that could not begin before the data date anyway.
fn not_held_by_the_past(graph: &impl Graph, start: Demand, floor: Wall) -> Demand {
    match start.by {
        Driver::Link(link) if start.at <= floor => match graph.state(graph.link_at(link).from) {
            NodeState::Finished { .. } => Demand {
                by: Driver::DataDate,
                ..start
            },
            NodeState::Planned | NodeState::Started(_) => start,
        },
        _ => start,
    }
}

/// Work that begins when it may, or later where its finish has to wait.
fn stretch(calendar: &WorkCalendar, start: Demand, finish: Demand, duration: i64) -> Placed {
    let begins = calendar.work_at(start.at);
    let ends = begins.saturating_add(duration);
    let asked = if finish.at > Wall::MIN {
        calendar.work_at(finish.at)
    } else {
        0
    };
    let (begins, ends, driver) = if asked > ends {
        (asked.saturating_sub(duration), asked, finish.by)
    } else {
        (begins, ends, start.by)
    };
    let start = calendar.start_wall(begins);
    Placed {
        start,
        restart: start,
        finish: calendar.finish_wall(ends).max(start),
        driver,
    }
}

/// A point in time, where its start and its finish may both be.
fn meet(start: Demand, finish: Demand) -> Placed {
    let demand = start.or(finish.at, finish.by);
    Placed {
        start: demand.at,
        restart: demand.at,
        finish: demand.at,
        driver: demand.by,
    }
}

/// Constraints that pull: they override what is waited for, but not the data date.
fn constrain(
    (kind, at): (ConstraintKind, Wall),
    calendar: &WorkCalendar,
    floor: Wall,
    duration: i64,
    placed: &mut Placed,
) {
    let start = match kind {
        ConstraintKind::MustStartOn => at,
        ConstraintKind::MustFinishOn => calendar.start_before(at, duration),
        ConstraintKind::StartNoLaterThan if placed.start > at => at,
        ConstraintKind::FinishNoLaterThan if placed.finish > at => {
            calendar.start_before(at, duration)
        }
        ConstraintKind::StartNoLaterThan
        | ConstraintKind::FinishNoLaterThan
        | ConstraintKind::StartNoEarlierThan
        | ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::StartOn
        | ConstraintKind::FinishOn
        | ConstraintKind::AsLateAsPossible => return,
    };
    let start = if start > floor { start } else { floor };
    let start = if duration > 0 {
        calendar.next_start(start)
    } else {
        start
    };
    if start != placed.start {
        placed.driver = Driver::Constraint;
    }
    placed.start = start;
    placed.restart = start;
    placed.finish = calendar.finish_after(start, duration);
}

/// From the earliest start to the latest finish of the children.
pub(crate) fn roll_up(
    graph: &impl Graph,
    ends: Ends<'_>,
    node: NodeIndex,
    without: Option<LinkIndex>,
) -> Placed {
    let mut placed: Option<Placed> = None;
    for index in graph.links_to(node) {
        let link = graph.link_at(index);
        if link.role != LinkRole::Rollup || without == Some(index) {
            continue;
        }
        let (start, finish) = (ends.start[link.from], ends.finish[link.from]);
        let so_far = placed.get_or_insert(Placed {
            start,
            restart: start,
            finish,
            driver: Driver::Link(index),
        });
        so_far.start = so_far.start.min(start);
        so_far.restart = so_far.start;
        if finish > so_far.finish {
            so_far.finish = finish;
            so_far.driver = Driver::Link(index);
        }
    }
    placed.unwrap_or_else(|| {
        let at = graph.floor(node);
        Placed {
            start: at,
            restart: at,
            finish: at,
            driver: Driver::DataDate,
        }
    })
}

/// What sets the start that an entry hands on, and what the finish. `drivers` are those of all nodes: what is put off as
/// late as possible sets nothing, though it may end at that very moment.
pub(crate) fn entry_drivers(
    graph: &impl Graph,
    ends: Ends<'_>,
    drivers: &[Driver],
    entry: NodeIndex,
) -> (Driver, Driver) {
    let is_put_off = |link| drivers[graph.link_at(link).from] == Driver::AsLateAsPossible;
    let (start, finish) = asked(graph, ends, entry, is_put_off);
    let floor = graph.start_floor(entry);
    (start.or(floor, Driver::NotBefore).by, finish.by)
}
