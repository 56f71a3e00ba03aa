//! What does P6 compute of an activity, and under which names does it write that?

use jiff::civil::DateTime;

use super::keep::Cells;
use super::record::ActivityRecord;
use super::spelling::{date_text, flag_text, in_hours};
use super::take::activity::percent;
use super::values::decimal_text;
use super::words::{Dialect, PercentKind};

/// How much of what is computed a file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Extent {
    /// The dates of an activity and of what remains of it: all that P6 Professional writes in XML.
    Remaining,
    /// Early and late dates, slack and flags as well.
    #[default]
    All,
}

/// The cells for what is computed.
pub(crate) fn cells(record: &ActivityRecord, dialect: Dialect, extent: Extent) -> Cells {
    let mut making = Making {
        cells: Cells::new(),
        dialect,
    };
    match dialect {
        Dialect::Xer => xer(record, &mut making),
        Dialect::Pmxml => pmxml(record, extent, &mut making),
    }
    making.cells
}

struct Making {
    cells: Cells,
    dialect: Dialect,
}

impl Making {
    fn text(&mut self, field: &str, text: Option<String>) {
        if let Some(text) = text {
            self.cells.insert(field.to_owned(), text);
        }
    }

    fn date(&mut self, field: &str, at: Option<DateTime>) {
        let dialect = self.dialect;
        self.text(field, at.map(|at| date_text(at, dialect)));
    }

    fn hours(&mut self, field: &str, tenths: Option<i64>) {
        self.text(field, tenths.map(in_hours));
    }

    fn flag(&mut self, field: &str, flag: Option<bool>) {
        let dialect = self.dialect;
        self.text(field, flag.map(|flag| flag_text(flag, dialect).to_owned()));
    }
}

fn xer(record: &ActivityRecord, out: &mut Making) {
    let dates = &record.dates;
    out.date("early_start_date", dates.early_start);
    out.date("early_end_date", dates.early_finish);
    out.date("late_start_date", dates.late_start);
    out.date("late_end_date", dates.late_finish);
    if record.actual_finish.is_none() {
        out.date("restart_date", rest_begins(record));
        out.date("reend_date", dates.early_finish.or(dates.finish));
        out.date("rem_late_start_date", dates.late_start);
        out.date("rem_late_end_date", dates.late_finish);
    }
    out.hours("total_float_hr_cnt", dates.total_slack);
    out.hours("free_float_hr_cnt", dates.free_slack);
    out.flag("driving_path_flag", dates.longest_path);
}

fn pmxml(record: &ActivityRecord, extent: Extent, out: &mut Making) {
    let dates = &record.dates;
    out.date("StartDate", dates.start.or(record.actual_start));
    out.date("FinishDate", dates.finish.or(record.actual_finish));
    if record.actual_finish.is_none() {
        out.date("RemainingEarlyStartDate", rest_begins(record));
        out.date(
            "RemainingEarlyFinishDate",
            dates.early_finish.or(dates.finish),
        );
        out.date("RemainingLateStartDate", dates.late_start);
        out.date("RemainingLateFinishDate", dates.late_finish);
    }
    if extent == Extent::All {
        out.date("EarlyStartDate", dates.early_start);
        out.date("EarlyFinishDate", dates.early_finish);
        out.date("LateStartDate", dates.late_start);
        out.date("LateFinishDate", dates.late_finish);
        out.hours("TotalFloat", dates.total_slack);
        out.hours("FreeFloat", dates.free_slack);
        out.flag("IsCritical", dates.critical);
        out.flag("IsLongestPath", dates.longest_path);
    }
    let by = |kind| done(record, kind);
    let share = |millionths: i64| decimal_text(millionths, 6);
    out.text(
        "DurationPercentComplete",
        by(PercentKind::Duration).map(share),
    );
    let own = record.percent_kind.unwrap_or(PercentKind::Duration);
    out.text("PercentComplete", by(own).map(share));
}

/// When what remains of an activity begins: of work that has begun, only what was computed says.
fn rest_begins(record: &ActivityRecord) -> Option<DateTime> {
    let dates = &record.dates;
    let start = dates.start.filter(|_| record.actual_start.is_none());
    dates.early_start.or(start)
}

/// The share that is done by one of its measures, in millionths; `None` where that is not known.
fn done(record: &ActivityRecord, kind: PercentKind) -> Option<i64> {
    if record.actual_finish.is_some() {
        return Some(1_000_000);
    }
    let record = ActivityRecord {
        percent_kind: Some(kind),
        ..record.clone()
    };
    match (percent(&record), kind) {
        (Some(share), _) => Some(i64::from(share.in_millionths())),
        (None, PercentKind::Scope) => None,
        (None, PercentKind::Physical | PercentKind::Duration | PercentKind::Units) => {
            record.actual_start.is_none().then_some(0)
        }
    }
}
