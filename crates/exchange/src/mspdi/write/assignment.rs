//! Which elements does an assignment have?

use jiff::civil::DateTime;
use longpole_model::{Assignment, Effort};

use super::record::Elements;
use super::task::Work;
use crate::mspdi::contour;
use crate::mspdi::schema::NOBODY;
use crate::mspdi::values::{LengthFormat, Lengths, decimal_text};
use crate::xml::Element;

/// All that an assignment's elements follow from.
#[derive(Debug, Clone, Copy)]
pub(in crate::mspdi) struct AssignmentView<'a> {
    pub(in crate::mspdi) uid: i64,
    pub(in crate::mspdi) task: i64,
    /// Who works; nobody yet when left out.
    pub(in crate::mspdi) resource: Option<i64>,
    /// The assignment; left out where nobody works yet.
    pub(in crate::mspdi) assignment: Option<&'a Assignment>,
    pub(in crate::mspdi) work: Work,
    pub(in crate::mspdi) task_dates: TaskDates,
    pub(in crate::mspdi) lengths: Lengths,
}

/// The dates of a task as far as its assignments share them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::mspdi) struct TaskDates {
    pub(in crate::mspdi) start: Option<DateTime>,
    pub(in crate::mspdi) finish: Option<DateTime>,
    pub(in crate::mspdi) stop: Option<DateTime>,
    pub(in crate::mspdi) resume: Option<DateTime>,
    pub(in crate::mspdi) actual_start: Option<DateTime>,
    pub(in crate::mspdi) actual_finish: Option<DateTime>,
}

/// The work of an assignment.
pub(in crate::mspdi) fn work_of(assignment: &Assignment, lengths: &Lengths) -> Work {
    let milliseconds =
        |effort: Option<Effort>| effort.map(|effort| lengths.effort_in_milliseconds(effort));
    let total = milliseconds(assignment.work).unwrap_or(0);
    let actual = milliseconds(assignment.actual_work).unwrap_or(0);
    Work {
        total,
        actual,
        remaining: milliseconds(assignment.remaining_work).unwrap_or((total - actual).max(0)),
        overtime: milliseconds(assignment.overtime).unwrap_or(0),
    }
}

impl AssignmentView<'_> {
    /// Its elements.
    pub(in crate::mspdi) fn elements(&self) -> Vec<Element<'static>> {
        let mut out = Elements::default();
        out.number("UID", self.uid);
        out.number("TaskUID", self.task);
        out.number("ResourceUID", self.resource.unwrap_or(NOBODY));
        self.work(&mut out);
        let dates = self.task_dates;
        out.time("ActualStart", dates.actual_start);
        out.time("ActualFinish", dates.actual_finish);
        out.time("Start", dates.start);
        out.time("Finish", dates.finish);
        let begun = dates.actual_start.is_some();
        out.time("Stop", if begun { dates.stop } else { dates.start });
        out.time("Resume", if begun { dates.resume } else { dates.start });
        let (mut delay, mut levelling, mut format) = (0, 0, 7);
        if let Some(assignment) = self.assignment {
            let tenths = |span| self.lengths.in_milliseconds(span) / 6000;
            delay = assignment.delay.map_or(0, tenths);
            levelling = assignment.levelling_delay.map_or(0, tenths);
            format = assignment.levelling_delay.map_or(7, LengthFormat::code_of);
        }
        out.number("Delay", delay);
        out.number("LevelingDelay", levelling);
        out.number("LevelingDelayFormat", format);
        out.number(
            "WorkContour",
            self.assignment
                .map_or(0, |assignment| contour::code(&assignment.contour)),
        );
        let units = self
            .assignment
            .map_or(Some(1000), |assignment| assignment.units);
        if let Some(units) = units {
            out.text("Units", decimal_text(i64::from(units), 3));
        }
        out.0
    }

    fn work(&self, out: &mut Elements<'_>) {
        let Work {
            total,
            actual,
            remaining,
            overtime,
        } = self.work;
        if self
            .assignment
            .is_some_and(|assignment| assignment.work.is_none())
        {
            return;
        }
        let percent = match total {
            0 => 0,
            total => (i128::from(actual) * 100 / i128::from(total)) as i64,
        };
        out.number("PercentWorkComplete", percent);
        out.length("Work", total);
        out.length("RegularWork", total.saturating_sub(overtime));
        out.length("OvertimeWork", overtime);
        out.length("ActualWork", actual);
        out.length("ActualOvertimeWork", 0);
        out.length("RemainingWork", remaining);
        out.length("RemainingOvertimeWork", overtime);
    }
}
