//! Remarks: what the plan leaves open or contradicts, and what was assumed instead.

use std::fmt;

use jiff::civil::Date;
use longpole_model::{CalendarId, NeedId, ProgramId};

use crate::Subject;

/// Something that the schedule had to assume. The dates hold under that assumption.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// What it is about; `None` for a program as a whole or for a calendar, which the kind names.
    pub subject: Option<Subject>,
    /// What was found, and what was assumed.
    pub kind: RemarkKind,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// No estimate: it counts as taking no time.
    NoEstimate,
    /// A backlog without a pace of its own or of its team: it counts as taking no time.
    NoPace,
    /// A backlog at a pace of nought: it counts as taking no time.
    ZeroPace,
    /// Effort for nobody: it counts as one person's.
    ZeroPeople,
    /// Effort without a number of people: it counts as one person's.
    EffortWithoutPeople,
    /// Started, the estimate is used up, and nothing says what is left: it counts as done on the data date.
    OverrunWithoutRemaining,
    /// Started, the estimate is used up; what is left was taken from the claimed percentage.
    RemainingFromPercent,
    /// Started without an estimate and without what is left: it counts as done on the data date.
    StartedWithoutRemaining,
    /// The actual start lies after the data date.
    StartAfterDataDate(Date),
    /// The actual finish lies after the data date.
    FinishAfterDataDate(Date),
    /// It finished before it started: it counts as having started when it finished.
    FinishBeforeStart,
    /// Finished, and a provider of this need is not.
    FinishedBeforeNeed(NeedId),
    /// A summary's own estimate: its children say what it takes.
    SummaryWithEstimate,
    /// A summary said to be finished while children are open: the children count.
    SummaryFinishedBeforeChildren,
    /// A constraint that a summary cannot have: it is left out.
    ConstraintOnSummary,
    /// A constraint without its date: it is left out.
    ConstraintWithoutDate,
    /// An undecided decision without a day: it counts as decided on the data date.
    DecisionWithoutDate,
    /// A decision that was made on an unknown day: it counts as made on the data date.
    DecidedWithoutDate,
    /// An external provider without estimate: its promised day stands for its delivery.
    PromiseAsDate(Date),
    /// Something needs a level of effort, which drives nothing: the need is left out.
    NeedsLevelOfEffort(NeedId),
    /// A need of something that does not exist: it is left out.
    UnknownSource(NeedId),
    /// A gate waits for something that does not exist: it is left out.
    UnknownGateSource(String),
    /// A need whose consumer does not exist: it is left out.
    UnknownConsumer(NeedId),
    /// A parent that does not exist: it counts as having none.
    UnknownParent,
    /// An item names a calendar that does not exist: the next best one holds.
    UnknownCalendar(CalendarId),
    /// A program names a calendar that does not exist: Monday to Friday, eight hours, hold.
    UnknownProgramCalendar(ProgramId, CalendarId),
    /// A calendar whose week has no working time: Monday to Friday, eight hours, hold.
    CalendarNeverWorks(CalendarId),
    /// Calendars that refine each other in a circle: this one's base is left out.
    CalendarCircle(CalendarId),
    /// A calendar whose exceptions recur too often: the later occurrences are left out.
    TooManyOccurrences(CalendarId),
    /// A program without a data date: this day is taken.
    NoDataDate(ProgramId, Date),
    /// Its dates lie beyond what calendars reach (the year 9999).
    BeyondCalendar,
}

impl RemarkKind {
    /// Its words without the day that differs from item to item, and that day. [`None`] where the words name no such day.
    pub fn by_day(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::StartAfterDataDate(date) => {
                Some(("said to have started after the data date", *date))
            }
            Self::FinishAfterDataDate(date) => {
                Some(("said to have finished after the data date", *date))
            }
            Self::PromiseAsDate(date) => Some((
                "an external provider without an estimate; the promised day stands for its delivery",
                *date,
            )),
            _ => None,
        }
    }
}

/// "12 Mar 2027", as everywhere in text for people.
fn day(date: Date) -> impl fmt::Display {
    date.strftime("%-d %b %Y")
}

impl fmt::Display for RemarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEstimate => f.write_str("no estimate; counted as no time"),
            Self::NoPace => f.write_str("a backlog without a pace; counted as no time"),
            Self::ZeroPace => f.write_str("a backlog at a pace of nought; counted as no time"),
            Self::ZeroPeople => f.write_str("effort for nobody; counted as one person's"),
            Self::EffortWithoutPeople => {
                f.write_str("effort without a number of people; counted as one person's")
            }
            Self::OverrunWithoutRemaining => f.write_str(
                "started, its estimate is used up and nothing says what is left; counted as done on the data date",
            ),
            Self::RemainingFromPercent => f.write_str(
                "started and its estimate is used up; what is left was taken from the percentage",
            ),
            Self::StartedWithoutRemaining => f.write_str(
                "started without an estimate or what is left; counted as done on the data date",
            ),
            Self::StartAfterDataDate(date) => {
                write!(f, "said to have started after the data date, on {}", day(*date))
            }
            Self::FinishAfterDataDate(date) => {
                write!(f, "said to have finished after the data date, on {}", day(*date))
            }
            Self::FinishBeforeStart => f.write_str("finished before it started"),
            Self::FinishedBeforeNeed(need) => {
                write!(f, "finished, while what it needs ({need}) is not")
            }
            Self::SummaryWithEstimate => {
                f.write_str("has children and an estimate; the children count")
            }
            Self::SummaryFinishedBeforeChildren => {
                f.write_str("said to be finished while children are open; the children count")
            }
            Self::ConstraintOnSummary => {
                f.write_str("has children and a constraint that only single items can have; left out")
            }
            Self::ConstraintWithoutDate => f.write_str("a constraint without its date; left out"),
            Self::DecisionWithoutDate => {
                f.write_str("undecided and without a day; counted as decided on the data date")
            }
            Self::DecidedWithoutDate => {
                f.write_str("decided on an unknown day; counted as decided on the data date")
            }
            Self::PromiseAsDate(date) => write!(
                f,
                "an external provider without an estimate; the promised {} stands for its delivery",
                day(*date)
            ),
            Self::NeedsLevelOfEffort(need) => {
                write!(f, "{need} waits for a level of effort, which drives nothing; left out")
            }
            Self::UnknownSource(need) => {
                write!(f, "{need} waits for something that does not exist; left out")
            }
            Self::UnknownGateSource(source) => {
                write!(f, "waits for \"{source}\", which does not exist; left out")
            }
            Self::UnknownConsumer(need) => {
                write!(f, "{need} is of an item that does not exist; left out")
            }
            Self::UnknownParent => f.write_str("its parent does not exist"),
            Self::UnknownCalendar(calendar) => {
                write!(f, "no calendar called \"{calendar}\"; the next best one holds")
            }
            Self::UnknownProgramCalendar(program, calendar) => write!(
                f,
                "\"{program}\" names no calendar that there is (\"{calendar}\"); Monday to Friday, eight hours, hold"
            ),
            Self::CalendarNeverWorks(calendar) => write!(
                f,
                "the calendar \"{calendar}\" has no working week; Monday to Friday, eight hours, hold"
            ),
            Self::CalendarCircle(calendar) => write!(
                f,
                "the calendar \"{calendar}\" is its own base; its base is left out"
            ),
            Self::TooManyOccurrences(calendar) => write!(
                f,
                "the calendar \"{calendar}\" has exceptions that recur too often; the later occurrences are left out"
            ),
            Self::NoDataDate(program, date) => {
                write!(f, "\"{program}\" has no data date; {} is taken", day(*date))
            }
            Self::BeyondCalendar => f.write_str("its dates lie beyond the year 9999"),
        }
    }
}
