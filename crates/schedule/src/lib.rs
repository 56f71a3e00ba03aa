//! When each item can start and finish, and what drives it.
//!
//! [`Network::build`] turns a workspace into flat arrays, ordered once: nodes for items, decisions and gates, links for
//! needs. [`schedule()`] walks them forward (early dates), backward (late dates) and says what drives what.
//! [`needs_by`] says by when each need has to be met. Nothing here knows odds, files or today's date.

mod backward;
mod calendar;
mod driving;
mod earlier;
mod forward;
mod level;
mod level_of_effort;
pub mod levelling;
mod live;
mod need_by;
mod network;
pub mod profile;
mod put_off;
mod remark;
mod schedule;
mod slack;
mod subject;
#[cfg(test)]
mod tests;
mod wall;

pub use calendar::{CalendarSet, WorkCalendar};
pub use driving::{drives_equally, driving_chain, driving_links};
pub use earlier::{
    Earlier, Elsewhere, Lever, Planned, Single, earlier, earlier_without_constraint,
    without_constraint,
};
pub use forward::{Early, early_dates};
pub use level::{
    ChainHold, ChainStep, Coverage, DayLoad, LevelChange, LevelLever, LevelOptions, LevelOrder,
    LevelRemark, Levelling, ONE_PERSON, Pool, PoolLoad, Queue, Relief, RelievedDate, Sooner,
    StandingDate, StandingKind, Together, WeekLoad, level,
};
pub use live::Live;
pub use need_by::needs_by;
pub use network::{
    Anchor, AnchorKind, Cycle, CycleReason, CycleStep, Lag, Link, LinkIndex, LinkRole, Network,
    Node, NodeIndex, NodeKind, NodeState, Options, ProgramNode, Tie, Work,
};
pub use remark::{Remark, RemarkKind};
pub use schedule::{
    Driver, ItemDates, NeedBy, NeedByBasis, ProgramDates, Schedule, Step, StepReason, schedule,
};
pub use subject::{NeedRef, Part, Subject};
pub use wall::Wall;
