//! What does a row of a table say, as a record?
//!
//! One function a table. A cell that can't be understood is left out of the record; the row keeps it.

use longpole_model::{ConstraintKind, FieldValue};

use super::hours::Hours;
use super::table::Row;
use crate::p6::record::{
    ActivityRecord, AssignmentRecord, CalendarRecord, LinkRecord, OptionsRecord, ProjectRecord,
    RateRecord, ResourceRecord, WbsRecord,
};
use crate::p6::values::{Length, Quantity, date_time, decimal};
use crate::p6::words::{Dialect, Word};

/// The text of a cell as people wrote it: P6 doubles quotes, and writes the byte 0x7F twice for a line break.
pub(super) fn plain(cell: &str) -> String {
    let text = cell.replace("\r\n", "\n").replace("\u{7F}\u{7F}", "\n");
    text.replace('\u{7F}', "\n")
        .replace("\"\"", "\"")
        .trim()
        .to_owned()
}

fn line(cell: &str) -> Option<String> {
    let text = plain(cell).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

fn owned(cell: &str) -> String {
    cell.trim().to_owned()
}

fn key(cell: &str) -> Option<String> {
    Some(owned(cell)).filter(|key| !key.is_empty())
}

/// `Y` or `N`.
fn flag(cell: &str) -> Option<bool> {
    match cell.trim() {
        "Y" => Some(true),
        "N" => Some(false),
        _ => None,
    }
}

fn word<W: Word>(cell: &str) -> Option<W> {
    W::read(cell, Dialect::Xer)
}

/// A row of `PROJECT`.
pub(super) fn project(fields: &[&str], row: Row<'_>) -> ProjectRecord {
    let mut record = ProjectRecord {
        line: row.line,
        ..ProjectRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "proj_id" => record.key = owned(cell),
            "proj_short_name" => record.code = line(cell),
            "clndr_id" => record.calendar = key(cell),
            "plan_start_date" => record.planned_start = date_time(cell),
            "last_recalc_date" => record.data_date = date_time(cell),
            "plan_end_date" => record.must_finish = date_time(cell),
            "critical_drtn_hr_cnt" => record.critical_slack = Length::hours(cell),
            "critical_path_type" => {
                record.longest_path = match cell.trim() {
                    "CT_TotFloat" => Some(false),
                    "CT_DrivPath" => Some(true),
                    _ => None,
                };
            }
            "name_sep_char" => record.separator = key(cell),
            "project_flag" => record.is_folder = flag(cell) == Some(false),
            "orig_proj_id" => record.baseline_of = key(cell),
            _ => {}
        }
    }
    record
}

/// A row of `SCHEDOPTIONS`.
pub(super) fn options(fields: &[&str], row: Row<'_>) -> OptionsRecord {
    let mut record = OptionsRecord::default();
    for (field, cell) in row.cells(fields) {
        match field {
            "sched_retained_logic" => record.retained_logic = flag(cell),
            "sched_progress_override" => record.progress_override = flag(cell),
            "sched_float_type" => record.slack = word(cell),
            "sched_calendar_on_relationship_lag" => record.lag_calendar = word(cell),
            "sched_use_expect_end_flag" => record.expected_finish = flag(cell),
            "sched_open_critical_flag" => record.open_ends_critical = flag(cell),
            "sched_lag_early_start_flag" => record.lags_from_early_start = flag(cell),
            "sched_outer_depend_type" => {
                record.ignores_others = match cell.trim() {
                    "SD_Both" => Some(false),
                    "SD_None" => Some(true),
                    _ => None,
                };
            }
            _ => {}
        }
    }
    record
}

/// A row of `PROJWBS`.
pub(super) fn wbs(fields: &[&str], row: Row<'_>) -> WbsRecord {
    let mut record = WbsRecord {
        line: row.line,
        ..WbsRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "wbs_id" => record.key = owned(cell),
            "proj_id" => record.project = key(cell),
            "parent_wbs_id" => record.parent = key(cell),
            "wbs_short_name" => record.code = line(cell),
            "wbs_name" => record.name = line(cell),
            "proj_node_flag" => record.root = flag(cell) == Some(true),
            _ => {}
        }
    }
    record
}

/// A row of `TASK`.
pub(super) fn activity(fields: &[&str], row: Row<'_>) -> ActivityRecord {
    let mut record = ActivityRecord {
        line: row.line,
        ..ActivityRecord::default()
    };
    let tenths = |cell: &str| Length::hours(cell).map(Length::tenths);
    for (field, cell) in row.cells(fields) {
        match field {
            "task_id" => record.key = owned(cell),
            "proj_id" => record.project = key(cell),
            "wbs_id" => record.wbs = key(cell),
            "clndr_id" => record.calendar = key(cell),
            "task_code" => record.code = line(cell),
            "task_name" => record.name = line(cell),
            "task_type" => record.kind = word(cell),
            "duration_type" => record.duration_kind = word(cell),
            "complete_pct_type" => record.percent_kind = word(cell),
            "status_code" => record.status = word(cell),
            "priority_type" => record.priority = word(cell),
            "phys_complete_pct" => record.physical_percent = decimal(cell, 10_000),
            "target_drtn_hr_cnt" => record.planned_duration = Length::hours(cell),
            "remain_drtn_hr_cnt" => record.remaining_duration = Length::hours(cell),
            "target_work_qty" => record.planned_work = Quantity::parse(cell),
            "act_work_qty" => record.actual_work = Quantity::parse(cell),
            "remain_work_qty" => record.remaining_work = Quantity::parse(cell),
            "act_equip_qty" => record.actual_machines = Quantity::parse(cell),
            "remain_equip_qty" => record.remaining_machines = Quantity::parse(cell),
            "act_start_date" => record.actual_start = date_time(cell),
            "act_end_date" => record.actual_finish = date_time(cell),
            "suspend_date" => record.suspend = date_time(cell),
            "resume_date" => record.resume = date_time(cell),
            "expect_end_date" => record.expected_finish = date_time(cell),
            "external_early_start_date" => record.external_start = date_time(cell),
            "external_late_end_date" => record.external_finish = date_time(cell),
            "cstr_type" => record.constraint.kind = word::<ConstraintKind>(cell),
            "cstr_date" => record.constraint.at = date_time(cell),
            "cstr_type2" => record.second_constraint.kind = word::<ConstraintKind>(cell),
            "cstr_date2" => record.second_constraint.at = date_time(cell),
            "target_start_date" => record.planned_start = date_time(cell),
            "target_end_date" => record.planned_finish = date_time(cell),
            "restart_date" => record.dates.start = date_time(cell),
            "reend_date" => record.dates.finish = date_time(cell),
            "early_start_date" => record.dates.early_start = date_time(cell),
            "early_end_date" => record.dates.early_finish = date_time(cell),
            "late_start_date" => record.dates.late_start = date_time(cell),
            "late_end_date" => record.dates.late_finish = date_time(cell),
            "total_float_hr_cnt" => record.dates.total_slack = tenths(cell),
            "free_float_hr_cnt" => record.dates.free_slack = tenths(cell),
            "driving_path_flag" => record.dates.longest_path = flag(cell),
            _ => {}
        }
    }
    record
}

/// A row of `TASKPRED`.
pub(super) fn link(fields: &[&str], row: Row<'_>) -> LinkRecord {
    let mut record = LinkRecord {
        line: row.line,
        ..LinkRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "task_pred_id" => record.key = owned(cell),
            "task_id" => record.successor = owned(cell),
            "pred_task_id" => record.predecessor = owned(cell),
            "proj_id" => record.successor_project = key(cell),
            "pred_proj_id" => record.predecessor_project = key(cell),
            "pred_type" => record.link = word(cell),
            "lag_hr_cnt" => record.lag = Length::hours(cell),
            _ => {}
        }
    }
    record
}

/// A row of `CALENDAR`.
pub(super) fn calendar(fields: &[&str], row: Row<'_>) -> CalendarRecord {
    let mut record = CalendarRecord {
        line: row.line,
        ..CalendarRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "clndr_id" => record.key = owned(cell),
            "clndr_name" => record.name = line(cell),
            "base_clndr_id" => record.base = key(cell),
            "default_flag" => record.is_default = flag(cell) == Some(true),
            "day_hr_cnt" => record.day = Length::hours(cell),
            "week_hr_cnt" => record.week_length = Length::hours(cell),
            "clndr_data" => {
                let hours = Hours::read(cell);
                record.week = hours.week;
                record.exceptions = hours.exceptions;
                record.remarks = hours.remarks;
            }
            _ => {}
        }
    }
    record
}

/// A row of `RSRC`.
pub(super) fn resource(fields: &[&str], row: Row<'_>) -> ResourceRecord {
    let mut record = ResourceRecord {
        line: row.line,
        ..ResourceRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "rsrc_id" => record.key = owned(cell),
            "parent_rsrc_id" => record.parent = key(cell),
            "rsrc_short_name" => record.code = line(cell),
            "rsrc_name" => record.name = line(cell),
            "rsrc_type" => record.kind = word(cell),
            "clndr_id" => record.calendar = key(cell),
            _ => {}
        }
    }
    record
}

/// A row of `RSRCRATE`.
pub(super) fn rate(fields: &[&str], row: Row<'_>) -> RateRecord {
    let mut record = RateRecord {
        line: row.line,
        ..RateRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "rsrc_rate_id" => record.key = owned(cell),
            "rsrc_id" => record.resource = owned(cell),
            "start_date" => record.from = date_time(cell),
            "max_qty_per_hr" => record.units = decimal(cell, 1000),
            "cost_per_qty" => record.price = decimal(cell, 100),
            _ => {}
        }
    }
    record
}

/// A row of `TASKRSRC`.
pub(super) fn assignment(fields: &[&str], row: Row<'_>) -> AssignmentRecord {
    let mut record = AssignmentRecord {
        line: row.line,
        ..AssignmentRecord::default()
    };
    for (field, cell) in row.cells(fields) {
        match field {
            "taskrsrc_id" => record.key = owned(cell),
            "proj_id" => record.project = key(cell),
            "task_id" => record.activity = owned(cell),
            "rsrc_id" => record.resource = key(cell),
            "rsrc_type" => record.kind = word(cell),
            "target_qty_per_hr" => record.units = decimal(cell, 1000),
            "target_qty" => record.planned = Quantity::parse(cell),
            "remain_qty" => record.remaining = Quantity::parse(cell),
            "act_reg_qty" => record.actual = Quantity::parse(cell),
            "act_ot_qty" => record.actual_overtime = Quantity::parse(cell),
            "target_lag_drtn_hr_cnt" => record.delay = Length::hours(cell),
            _ => {}
        }
    }
    record
}

/// The value in a row of `UDFVALUE`.
pub(super) fn field_value(fields: &[&str], row: Row<'_>) -> Option<FieldValue> {
    let cell = |name| Some(row.cell(fields, name)).filter(|cell| !cell.trim().is_empty());
    if let Some(text) = cell("udf_text") {
        return Some(FieldValue::Text(plain(text)));
    }
    if let Some(number) = cell("udf_number") {
        return decimal(number, 1000).map(FieldValue::Number);
    }
    let date = cell("udf_date")?;
    Some(FieldValue::Date(date_time(date)?.date()))
}
