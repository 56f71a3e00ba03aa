//! By whose rules dates are computed, and the options of those rules: of a program, and of an item.
//!
//! Most of it comes with schedules that another tool computed, so that they keep the dates that were computed there.

use jiff::civil::Time;

use crate::{Constraint, Moment, Span};

/// By whose rules dates are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SchedulingProfile {
    /// Unfinished work never lies before the data date; started work waits for what it still needs (retained logic);
    /// lags run in the successor's calendar; must- and no-later constraints override needs and show as negative slack.
    #[default]
    Longpole,
    /// As Microsoft Project computes.
    MicrosoftProject,
    /// As Primavera P6 computes.
    PrimaveraP6,
}

/// How a program is scheduled. What is left out is the profile's own choice.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own in the tools that have it"
)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scheduling {
    /// By whose rules.
    pub profile: SchedulingProfile,
    /// The time of day at which the program's first day begins; where its working time begins when left out.
    pub start_time: Option<Time>,
    /// The time of day of the data date; midnight when left out.
    pub data_time: Option<Time>,
    /// From which end dates are computed.
    pub from: ScheduleFrom,
    /// The moment by which all is to be finished: P6's "must finish by", and the end from which a program that is scheduled
    /// from its finish is computed back.
    pub finish: Option<Moment>,
    /// What becomes of work that was started before what it waits for was done.
    pub out_of_sequence: Option<OutOfSequence>,
    /// In whose calendar lags run.
    pub lag_calendar: Option<LagCalendar>,
    /// Which slack is the total slack.
    pub slack: Option<SlackKind>,
    /// Work with no more slack than this is critical; none when left out.
    pub critical_slack: Option<Span>,
    /// What makes work critical.
    pub critical_by: CriticalBy,
    /// Whether work that nothing waits for is late by its own early finish, not by the program's ("calculate multiple
    /// critical paths" of Microsoft Project, "make open-ended activities critical" of P6).
    pub open_ends_critical: bool,
    /// Whether the expected finish of started work sets what remains of it (P6).
    pub expected_finish: bool,
    /// Whether needs pull past constraints that say no later ("tasks will always honor their constraint dates" switched off).
    pub needs_before_constraints: bool,
    /// Whether the lag of a start-to-start need runs from the provider's actual start, not from where what remains of it
    /// begins (P6's "start-to-start lag calculation type").
    pub lags_from_actual_start: bool,
    /// Whether needs between this program and others don't hold (P6's "ignore relationships to and from other projects").
    pub ignores_other_programs: bool,
}

/// From which end dates are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ScheduleFrom {
    /// Everything as early as it can be, from the first day on.
    #[default]
    Start,
    /// Everything as late as it can be, from the finish back.
    Finish,
}

/// What becomes of work that was started before what it waits for was done (P6's three options).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutOfSequence {
    /// What remains of it waits for what it needs.
    RetainedLogic,
    /// What remains of it goes on at the data date.
    ProgressOverride,
    /// As retained logic, but with the actual dates of what is done instead of the data date.
    ActualDates,
}

/// In whose calendar lags run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LagCalendar {
    /// That of what is waited for.
    Predecessor,
    /// That of what waits.
    Successor,
    /// The clock.
    Clock,
    /// The program's.
    Program,
}

/// Which slack is the total slack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlackKind {
    /// From early to late start.
    Start,
    /// From early to late finish.
    Finish,
    /// The smaller of the two.
    Smaller,
}

/// What makes work critical.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum CriticalBy {
    /// Its total slack.
    #[default]
    Slack,
    /// It is on the longest path: the driving path to the latest finish.
    LongestPath,
}

/// How an item is scheduled, beside its constraint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemScheduling {
    /// Its dates are set by hand; needs don't move it.
    pub manual: Option<ManualDates>,
    /// It takes no part in the schedule.
    pub inactive: bool,
    /// A second constraint.
    pub also: Option<Constraint>,
    /// The finish that its owner expects once it is started. See [`Scheduling::expected_finish`].
    pub expected_finish: Option<Moment>,
    /// The earliest start that a schedule elsewhere leaves it (P6's external early start).
    pub external_start: Option<Moment>,
    /// The latest finish that a schedule elsewhere leaves it (P6's external late finish).
    pub external_finish: Option<Moment>,
    /// Time by which levelling puts it off.
    pub levelling_delay: Option<Span>,
    /// What stays fixed when people change.
    pub work_rule: Option<WorkRule>,
    /// Whether more people make it shorter.
    pub effort_driven: bool,
    /// Whether the calendars of its resources don't count.
    pub ignores_resource_calendars: bool,
    /// Working time that a started item has taken.
    pub actual_duration: Option<Span>,
}

/// Dates that are set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ManualDates {
    /// When it starts.
    pub start: Option<Moment>,
    /// When it finishes.
    pub finish: Option<Moment>,
}

/// What stays fixed when people change, by the names of the two products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkRule {
    /// Units stay: duration follows from work.
    FixedUnits,
    /// Duration stays: units follow.
    FixedDuration,
    /// Work stays: duration follows from units.
    FixedWork,
    /// Its resources' calendars and units set its dates (P6's resource-dependent activity).
    ResourceDependent,
}
