//! The schedule: dates, slack and drivers of every node.

use longpole_model::{Dates, ProgramId};

use crate::{Anchor, LinkIndex, Network, NodeIndex, Subject, Wall};

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
    /// Whether it is on the driving path to the finish of its program.
    pub driving: Vec<bool>,
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
    /// On the driving path to the finish of its program.
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

    /// Whether it is not finished and has no slack.
    pub fn is_critical(&self, network: &Network, node: NodeIndex) -> bool {
        use crate::NodeState;
        match network.nodes[node].state {
            NodeState::Planned | NodeState::Started(_) => self.total_slack[node] <= 0,
            NodeState::Finished { .. } => false,
        }
    }
}
