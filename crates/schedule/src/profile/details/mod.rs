//! Details: what the products' rules need of each node, link and program beside what the network has.
//!
//! Longpole's own pass works on what is left to do, in whole minutes; the products also look at what was done, at both
//! constraints, at dates set by hand and at assignments, and Microsoft Project does so in tenths of a minute.

mod assignment;
mod effort;
mod item;
mod program;
mod stated;

use std::ops::Range;

use longpole_model::{
    ConstraintKind, NeedLag, Probability, SchedulingProfile, WorkRule, Workspace,
};

use super::Working;
use super::tick::Tick;
use crate::{LinkRole, Network, NodeIndex, Options, WorkCalendar};

pub use assignment::AssignmentDetails;
pub use effort::{EffortDetails, EffortLink};
pub use program::ProgramDetails;

/// Details by node, link and program of a [`Network`].
#[derive(Debug, Clone)]
pub struct Details {
    /// By the position of the node in [`Network::nodes`].
    pub nodes: Vec<NodeDetails>,
    /// By the position of the link in [`Network::links`].
    pub lags: Vec<LinkLag>,
    /// By the position of the program in [`Network::programs`].
    pub programs: Vec<ProgramDetails>,
    /// The assignments of all nodes, by [`NodeDetails::assignments`].
    pub assignments: Vec<AssignmentDetails>,
    /// The calendars of the network, and after them those that assignments share with their items.
    pub calendars: Vec<WorkCalendar>,
    /// Levels of effort.
    pub efforts: Vec<EffortDetails>,
}

/// What is known of a node.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that a plan states"
)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeDetails {
    /// The calendar of its work, in [`Details::calendars`]; of elapsed work the one that its slack is counted in.
    pub calendar: u32,
    /// Whether its item names that calendar, rather than taking it from its team or program.
    pub names_calendar: bool,
    /// Whether its work runs through the clock.
    pub elapsed: bool,
    /// The work as a whole, in tenths of a minute: done and left.
    pub duration: i64,
    /// Whether its owner says how long it takes.
    pub states_duration: bool,
    /// What is left, where its owner says so.
    pub remaining: Option<i64>,
    /// What is done, where its owner says so.
    pub actual_duration: Option<i64>,
    /// The share that is done, where its owner says so.
    pub percent: Option<Probability>,
    /// When it began.
    pub started: Option<Tick>,
    /// When it was done.
    pub finished: Option<Tick>,
    /// When work was interrupted.
    pub stopped: Option<Tick>,
    /// When it goes on.
    pub resumed: Option<Tick>,
    /// Stretches in which it is not worked on, in order.
    pub splits: Vec<Range<Tick>>,
    /// Its dates are set by hand.
    pub manual: Option<ManualTicks>,
    /// `not_before` of its item.
    pub not_before: Option<Tick>,
    /// Its constraint.
    pub constraint: Option<Constrained>,
    /// Its second constraint.
    pub also: Option<Constrained>,
    /// The date after which it is of no use.
    pub deadline: Option<Tick>,
    /// The finish that its owner expects.
    pub expected_finish: Option<Tick>,
    /// The earliest start that a schedule elsewhere leaves it.
    pub external_start: Option<Tick>,
    /// The latest finish that a schedule elsewhere leaves it.
    pub external_finish: Option<Tick>,
    /// Time by which levelling puts it off.
    pub levelling_delay: Delay,
    /// What stays fixed when people change.
    pub work_rule: Option<WorkRule>,
    /// Whether the calendars of its resources don't count.
    pub ignores_resource_calendars: bool,
    /// A milestone where work begins, not where it ends.
    pub starts_work: bool,
    /// Its assignments, in [`Details::assignments`].
    pub assignments: Range<usize>,
}

/// Dates that were set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ManualTicks {
    /// When it starts.
    pub start: Option<Tick>,
    /// When it finishes.
    pub finish: Option<Tick>,
}

/// A date constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constrained {
    /// Which.
    pub kind: ConstraintKind,
    /// Its date; [`Tick::MAX`] for one that has none. A day alone is where its work begins for a start, and ends for a finish.
    pub at: Tick,
    /// Whether only a day was given.
    pub is_day: bool,
}

/// Time by which something is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delay {
    /// Tenths of a minute.
    pub tenths: i64,
    /// Whether it runs through the clock.
    pub elapsed: bool,
}

/// Time between the two ends of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkLag {
    /// Tenths of a minute of working time. In whose calendar is the profile's choice; days are those of the node that waits.
    Work(i64),
    /// Tenths of a minute on the clock.
    Elapsed(i64),
    /// A share of the duration of what is waited for.
    Share {
        /// Thousandths of a percent.
        milli_percent: i64,
        /// Whether it runs through the clock.
        elapsed: bool,
    },
}

impl LinkLag {
    /// No time between.
    pub const NONE: Self = Self::Work(0);

    /// Its tenths of a minute and whether they run through the clock, for a predecessor of that duration.
    pub fn resolve(self, predecessor_duration: i64) -> Delay {
        match self {
            Self::Work(tenths) => Delay {
                tenths,
                elapsed: false,
            },
            Self::Elapsed(tenths) => Delay {
                tenths,
                elapsed: true,
            },
            Self::Share {
                milli_percent,
                elapsed,
            } => {
                let product = i128::from(predecessor_duration) * i128::from(milli_percent);
                let tenths = (product + 50_000).div_euclid(100_000);
                Delay {
                    tenths: tenths.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64,
                    elapsed,
                }
            }
        }
    }
}

impl Details {
    /// What the products need to know of `network`, which was built of `workspace`.
    pub fn new(workspace: &Workspace, network: &Network, options: &Options) -> Self {
        let mut details = Self {
            nodes: Vec::with_capacity(network.nodes.len()),
            lags: Vec::with_capacity(network.links.len()),
            programs: program::programs(workspace, network, options),
            assignments: Vec::new(),
            calendars: network.calendars.clone(),
            efforts: Vec::new(),
        };
        let items = stated::items(workspace, network);
        for (node, item) in network.nodes.iter().zip(items) {
            details.nodes.push(match item {
                Some(item) => item::details(item, node, network),
                None => NodeDetails {
                    calendar: node.own_calendar,
                    ..NodeDetails::default()
                },
            });
        }
        details.add_assignments(workspace, network);
        details.add_lags(workspace, network);
        details.add_efforts(workspace, network);
        details
    }

    /// By whose rules `node` is dated.
    pub fn profile(&self, network: &Network, node: NodeIndex) -> SchedulingProfile {
        self.programs[network.nodes[node].program as usize].profile
    }

    /// Working time in the calendar of `node`.
    pub fn working(&self, node: NodeIndex) -> Working<'_> {
        self.calendar(self.nodes[node].calendar)
    }

    /// Working time in a calendar.
    pub fn calendar(&self, calendar: u32) -> Working<'_> {
        Working(&self.calendars[calendar as usize])
    }

    /// The assignments of `node`.
    pub fn assignments(&self, node: NodeIndex) -> &[AssignmentDetails] {
        &self.assignments[self.nodes[node].assignments.clone()]
    }

    fn add_lags(&mut self, workspace: &Workspace, network: &Network) {
        let stated = stated::lags(workspace, network);
        for link in &network.links {
            let lag = match link.role {
                LinkRole::Need(need) => match stated[need as usize] {
                    NeedLag::NONE => LinkLag::NONE,
                    lag => self.lag(lag, link.to),
                },
                LinkRole::Gate | LinkRole::Replacement | LinkRole::Entry | LinkRole::Rollup => {
                    LinkLag::NONE
                }
            };
            self.lags.push(lag);
        }
    }

    fn lag(&self, lag: NeedLag, to: NodeIndex) -> LinkLag {
        match lag {
            NeedLag::Time(span) if span.elapsed => {
                LinkLag::Elapsed(self.working(to).tenths_of(span))
            }
            NeedLag::Time(span) => LinkLag::Work(self.working(to).tenths_of(span)),
            NeedLag::Share {
                milli_percent,
                elapsed,
            } => LinkLag::Share {
                milli_percent,
                elapsed,
            },
        }
    }
}
