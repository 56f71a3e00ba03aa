//! When each item can start and finish, and what drives it.
//!
//! `Network::build` turns a workspace into flat arrays, ordered once: nodes for items, decisions and gates, links for
//! needs. `schedule` walks them forward (early dates), backward (late dates) and says what drives what.
//! `needs_by` says by when each need has to be met. Nothing here knows odds, files or today's date.

mod calendar;
mod network;
mod remark;
mod schedule;
mod subject;
mod wall;

pub use calendar::{CalendarSet, WorkCalendar};
pub use network::{
    Anchor, AnchorKind, Cycle, CycleReason, CycleStep, Lag, Link, LinkIndex, LinkRole, Network,
    Node, NodeIndex, NodeKind, NodeState, Options, Profile, ProgramNode, Tie, Work,
};
pub use remark::{Remark, RemarkKind};
pub use schedule::{
    Driver, ItemDates, NeedBy, NeedByBasis, ProgramDates, Schedule, Step, StepReason,
};
pub use subject::{NeedRef, Part, Subject};
pub use wall::Wall;
