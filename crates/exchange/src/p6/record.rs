//! Which records does a file of P6 hold, whatever its format?
//!
//! Keys are what the file itself calls a record, mostly a number; they hold records together and mean nothing elsewhere.
//! What a file leaves out or writes so that it can't be understood is left out here.

use jiff::civil::{Date, DateTime};
use longpole_model::{ConstraintKind, DayHours, FieldValue, LagCalendar, LinkKind, SlackKind};

use super::values::{Length, Quantity};
use super::words::{
    ActivityKind, Dialect, DurationKind, PercentKind, Priority, ResourceWord, Status,
};
use crate::import::ForeignDates;

/// What the file calls a record.
pub(crate) type Key = String;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Records {
    /// The currency of money.
    pub(crate) currency: Option<String>,
    pub(crate) calendars: Vec<CalendarRecord>,
    pub(crate) projects: Vec<ProjectRecord>,
    pub(crate) wbs: Vec<WbsRecord>,
    pub(crate) activities: Vec<ActivityRecord>,
    pub(crate) links: Vec<LinkRecord>,
    pub(crate) resources: Vec<ResourceRecord>,
    pub(crate) rates: Vec<RateRecord>,
    pub(crate) assignments: Vec<AssignmentRecord>,
    pub(crate) fields: Vec<FieldRecord>,
    /// What is known of activities that the file names but does not hold.
    pub(crate) outside: Vec<OutsideRecord>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ProjectRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    /// Its short name.
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) calendar: Option<Key>,
    pub(crate) planned_start: Option<DateTime>,
    pub(crate) data_date: Option<DateTime>,
    pub(crate) must_finish: Option<DateTime>,
    pub(crate) critical_slack: Option<Length>,
    /// Whether the longest path is what is critical.
    pub(crate) longest_path: Option<bool>,
    /// What stands between the parts of a code of the work breakdown.
    pub(crate) separator: Option<String>,
    /// Whether it is a node of the enterprise's project structure, and no project.
    pub(crate) is_folder: bool,
    /// Whether it was chosen to be exported; others stand there as far as links lead to them.
    pub(crate) is_exported: Option<bool>,
    /// The node that stands for it, be it in the file or not.
    pub(crate) root: Option<Key>,
    /// The project of which this is a baseline.
    pub(crate) baseline_of: Option<Key>,
    pub(crate) options: OptionsRecord,
}

/// The scheduling options of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct OptionsRecord {
    pub(crate) retained_logic: Option<bool>,
    pub(crate) progress_override: Option<bool>,
    pub(crate) slack: Option<SlackKind>,
    pub(crate) lag_calendar: Option<LagCalendar>,
    pub(crate) expected_finish: Option<bool>,
    pub(crate) open_ends_critical: Option<bool>,
    /// Whether lags of start-to-start links run from early starts, not from actual ones.
    pub(crate) lags_from_early_start: Option<bool>,
    /// Whether links to other projects don't hold.
    pub(crate) ignores_others: Option<bool>,
}

/// A node of the work breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct WbsRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) project: Option<Key>,
    pub(crate) parent: Option<Key>,
    /// Its own part of the code.
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    /// Whether it stands for the whole project.
    pub(crate) root: bool,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ActivityRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) project: Option<Key>,
    pub(crate) wbs: Option<Key>,
    pub(crate) calendar: Option<Key>,
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<ActivityKind>,
    pub(crate) duration_kind: Option<DurationKind>,
    pub(crate) percent_kind: Option<PercentKind>,
    pub(crate) status: Option<Status>,
    pub(crate) priority: Option<Priority>,
    /// Millionths.
    pub(crate) physical_percent: Option<i64>,
    pub(crate) planned_duration: Option<Length>,
    pub(crate) remaining_duration: Option<Length>,
    /// Work of people, in hours.
    pub(crate) planned_work: Option<Quantity>,
    pub(crate) actual_work: Option<Quantity>,
    pub(crate) remaining_work: Option<Quantity>,
    /// Work of machines, in hours.
    pub(crate) actual_machines: Option<Quantity>,
    pub(crate) remaining_machines: Option<Quantity>,
    pub(crate) actual_start: Option<DateTime>,
    pub(crate) actual_finish: Option<DateTime>,
    pub(crate) suspend: Option<DateTime>,
    pub(crate) resume: Option<DateTime>,
    pub(crate) expected_finish: Option<DateTime>,
    pub(crate) external_start: Option<DateTime>,
    pub(crate) external_finish: Option<DateTime>,
    pub(crate) constraint: ConstraintRecord,
    pub(crate) second_constraint: ConstraintRecord,
    pub(crate) planned_start: Option<DateTime>,
    pub(crate) planned_finish: Option<DateTime>,
    /// What P6 computed.
    pub(crate) dates: ForeignDates,
}

/// A date constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ConstraintRecord {
    pub(crate) kind: Option<ConstraintKind>,
    pub(crate) at: Option<DateTime>,
}

/// A link from what is waited for to what waits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct LinkRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) successor: Key,
    pub(crate) predecessor: Key,
    pub(crate) successor_project: Option<Key>,
    pub(crate) predecessor_project: Option<Key>,
    pub(crate) link: Option<LinkKind>,
    pub(crate) lag: Option<Length>,
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CalendarRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) name: Option<String>,
    pub(crate) base: Option<Key>,
    /// Whether projects without a calendar use it.
    pub(crate) is_default: bool,
    /// Hours that a day means.
    pub(crate) day: Option<Length>,
    /// Hours that a week means.
    pub(crate) week_length: Option<Length>,
    /// Hours by weekday, Monday first; `None` where the file says nothing.
    pub(crate) week: [Option<DayHours>; 7],
    pub(crate) exceptions: Vec<(Date, DayHours)>,
    /// What is wrong with its hours.
    pub(crate) remarks: Vec<&'static str>,
}

/// A resource.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ResourceRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) parent: Option<Key>,
    /// Its short name.
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<ResourceWord>,
    pub(crate) calendar: Option<Key>,
}

/// How many units of a resource there are from a day on, and what they cost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RateRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) resource: Key,
    pub(crate) from: Option<DateTime>,
    /// Thousandths of a unit.
    pub(crate) units: Option<i64>,
    /// Hundredths of the currency's unit, by the hour.
    pub(crate) price: Option<i64>,
}

/// A resource's work on an activity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AssignmentRecord {
    pub(crate) line: u32,
    pub(crate) key: Key,
    pub(crate) project: Option<Key>,
    pub(crate) activity: Key,
    pub(crate) resource: Option<Key>,
    pub(crate) kind: Option<ResourceWord>,
    /// Thousandths of a unit.
    pub(crate) units: Option<i64>,
    pub(crate) planned: Option<Quantity>,
    pub(crate) remaining: Option<Quantity>,
    pub(crate) actual: Option<Quantity>,
    pub(crate) actual_overtime: Option<Quantity>,
    pub(crate) delay: Option<Length>,
}

/// A value of a field of the user's own: a code or a user-defined field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldRecord {
    pub(crate) line: u32,
    pub(crate) of: FieldOwner,
    pub(crate) name: String,
    pub(crate) value: FieldValue,
}

/// Whose field it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FieldOwner {
    Activity(Key),
    Wbs(Key),
    Project(Key),
    Resource(Key),
    Assignment(Key),
}

/// An activity that the file names but does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct OutsideRecord {
    pub(crate) key: Key,
    /// The code of its project.
    pub(crate) project: Option<String>,
    /// Its own code.
    pub(crate) code: Option<String>,
}

/// What kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Calendar,
    Project,
    Options,
    Wbs,
    Resource,
    Rate,
    Activity,
    Assignment,
    Link,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 9] = [
        Self::Calendar,
        Self::Project,
        Self::Options,
        Self::Wbs,
        Self::Resource,
        Self::Rate,
        Self::Activity,
        Self::Assignment,
        Self::Link,
    ];

    /// Its table in XER.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Calendar => "CALENDAR",
            Self::Project => "PROJECT",
            Self::Options => "SCHEDOPTIONS",
            Self::Wbs => "PROJWBS",
            Self::Resource => "RSRC",
            Self::Rate => "RSRCRATE",
            Self::Activity => "TASK",
            Self::Assignment => "TASKRSRC",
            Self::Link => "TASKPRED",
        }
    }

    /// Its element in PMXML.
    pub(crate) fn element(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar",
            Self::Project => "Project",
            Self::Options => "ScheduleOptions",
            Self::Wbs => "WBS",
            Self::Resource => "Resource",
            Self::Rate => "ResourceRate",
            Self::Activity => "Activity",
            Self::Assignment => "ResourceAssignment",
            Self::Link => "Relationship",
        }
    }

    /// The field that holds its key.
    pub(crate) fn key(self, dialect: Dialect) -> &'static str {
        match (dialect, self) {
            (Dialect::Pmxml, _) => "ObjectId",
            (Dialect::Xer, Self::Calendar) => "clndr_id",
            (Dialect::Xer, Self::Project) => "proj_id",
            (Dialect::Xer, Self::Options) => "schedoptions_id",
            (Dialect::Xer, Self::Wbs) => "wbs_id",
            (Dialect::Xer, Self::Resource) => "rsrc_id",
            (Dialect::Xer, Self::Rate) => "rsrc_rate_id",
            (Dialect::Xer, Self::Activity) => "task_id",
            (Dialect::Xer, Self::Assignment) => "taskrsrc_id",
            (Dialect::Xer, Self::Link) => "task_pred_id",
        }
    }
}
