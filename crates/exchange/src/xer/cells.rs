//! Which cells does a record make?
//!
//! The mirror of `rows`. Beside it: what P6 writes where nothing else is known, and what it computes.

use jiff::civil::DateTime;
use longpole_model::DayHours;

use super::keep::Cells;
use crate::import::ForeignDates;
use crate::p6::record::{
    ActivityRecord, AssignmentRecord, CalendarRecord, LinkRecord, ProjectRecord, ResourceRecord,
    WbsRecord,
};
use crate::p6::values::{Length, decimal_text};
use crate::p6::words::{ActivityKind, Dialect, Word};

/// What P6 writes into fields of which nothing is known, by table.
pub(super) fn usual(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "PROJECT" => &[
            ("fy_start_month_num", "1"),
            ("rsrc_self_add_flag", "Y"),
            ("allow_complete_flag", "Y"),
            ("rsrc_multi_assign_flag", "Y"),
            ("checkout_flag", "N"),
            ("project_flag", "Y"),
            ("step_complete_flag", "N"),
            ("cost_qty_recalc_flag", "N"),
            ("batch_sum_flag", "Y"),
            ("name_sep_char", "."),
            ("def_complete_pct_type", "CP_Drtn"),
            ("task_code_base", "1000"),
            ("task_code_step", "10"),
            ("priority_num", "10"),
            ("wbs_max_sum_level", "2"),
            ("strgy_priority_num", "500"),
            ("def_cost_per_qty", "0"),
            ("def_duration_type", "DT_FixedDUR2"),
            ("task_code_prefix", "A"),
            ("def_qty_type", "QT_Hour"),
            ("def_rate_type", "COST_PER_QTY"),
            ("add_act_remain_flag", "N"),
            ("act_this_per_link_flag", "Y"),
            ("def_task_type", "TT_Task"),
            ("act_pct_link_flag", "Y"),
            ("task_code_prefix_flag", "Y"),
            ("def_rollup_dates_flag", "Y"),
            ("use_project_baseline_flag", "Y"),
            ("rem_target_link_flag", "Y"),
            ("reset_planned_flag", "N"),
            ("allow_neg_act_flag", "N"),
            ("sum_assign_level", "SL_Taskrsrc"),
            ("loaded_scope_level", "7"),
            ("export_flag", "Y"),
        ],
        "PROJWBS" => &[
            ("est_wt", "1"),
            ("proj_node_flag", "N"),
            ("sum_data_flag", "N"),
            ("status_code", "WS_Open"),
            ("ev_user_pct", "6"),
            ("ev_etc_user_value", "0.88"),
            ("orig_cost", "0"),
            ("indep_remain_total_cost", "0"),
            ("ev_compute_type", "EC_Cmp_pct"),
            ("ev_etc_compute_type", "EE_Rem_hr"),
        ],
        "CALENDAR" => &[
            ("default_flag", "N"),
            ("clndr_type", "CA_Base"),
            ("rsrc_private", "N"),
        ],
        "TASK" => &[
            ("phys_complete_pct", "0"),
            ("rev_fdbk_flag", "N"),
            ("est_wt", "1"),
            ("lock_plan_flag", "N"),
            ("auto_compute_act_flag", "N"),
            ("complete_pct_type", "CP_Drtn"),
            ("duration_type", "DT_FixedDUR2"),
            ("priority_type", "PT_Normal"),
            ("driving_path_flag", "N"),
            ("act_work_qty", "0"),
            ("remain_work_qty", "0"),
            ("target_work_qty", "0"),
            ("target_equip_qty", "0"),
            ("act_equip_qty", "0"),
            ("remain_equip_qty", "0"),
            ("act_this_per_work_qty", "0"),
            ("act_this_per_equip_qty", "0"),
        ],
        "RSRC" => &[
            ("def_qty_per_hr", "1"),
            ("cost_qty_type", "QT_Hour"),
            ("active_flag", "Y"),
            ("auto_compute_act_flag", "Y"),
            ("def_cost_qty_link_flag", "Y"),
            ("ot_flag", "N"),
            ("curr_id", "1"),
        ],
        "SCHEDOPTIONS" => &[
            ("sched_setplantoforecast", "N"),
            ("level_float_thrs_cnt", "0"),
            ("level_outer_assign_flag", "N"),
            ("level_outer_assign_priority", "5"),
            ("level_over_alloc_pct", "25"),
            ("level_within_float_flag", "N"),
            ("level_keep_sched_date_flag", "Y"),
            ("level_all_rsrc_flag", "Y"),
            ("sched_use_project_end_date_for_float", "Y"),
            ("enable_multiple_longest_path_calc", "N"),
            ("limit_multiple_longest_path_calc", "Y"),
            ("max_multiple_longest_path", "10"),
            ("use_total_float_multiple_longest_paths", "Y"),
        ],
        "TASKRSRC" => &[
            ("cost_qty_link_flag", "Y"),
            ("act_ot_qty", "0"),
            ("act_reg_qty", "0"),
            ("target_lag_drtn_hr_cnt", "0"),
            ("rollup_dates_flag", "Y"),
            ("ts_pend_act_end_flag", "N"),
            ("rate_type", "COST_PER_QTY"),
            ("cost_per_qty_source_type", "ST_Rsrc"),
        ],
        _ => &[],
    }
}

/// The fields that P6 computes, by table.
pub(super) fn computed(table: &str) -> &'static [&'static str] {
    match table {
        "PROJECT" => &["scd_end_date"],
        "TASK" => &[
            "total_float_hr_cnt",
            "free_float_hr_cnt",
            "early_start_date",
            "early_end_date",
            "late_start_date",
            "late_end_date",
            "restart_date",
            "reend_date",
            "rem_late_start_date",
            "rem_late_end_date",
            "driving_path_flag",
            "float_path",
            "float_path_order",
        ],
        "TASKPRED" => &["aref", "arls", "float_path"],
        _ => &[],
    }
}

/// Cells, as they are made.
#[derive(Default)]
struct Making(Cells);

impl Making {
    fn text(&mut self, field: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.0.insert(field.to_owned(), cell(text));
        }
    }

    fn flag(&mut self, field: &str, flag: Option<bool>) {
        self.text(field, flag.map(|flag| if flag { "Y" } else { "N" }));
    }

    fn word<W: Word>(&mut self, field: &str, word: Option<W>) {
        self.text(field, word.map(|word| word.word(Dialect::Xer)));
    }

    fn hours(&mut self, field: &str, length: Option<Length>) {
        self.text(field, length.map(Length::in_hours).as_deref());
    }

    fn number(&mut self, field: &str, value: Option<i64>, places: usize) {
        self.text(
            field,
            value.map(|value| decimal_text(value, places)).as_deref(),
        );
    }

    fn date(&mut self, field: &str, at: Option<DateTime>) {
        self.text(field, at.map(date).as_deref());
    }

    fn tenths(&mut self, field: &str, tenths: Option<i64>) {
        self.hours(
            field,
            tenths.map(|tenths| Length(tenths.saturating_mul(100))),
        );
    }
}

/// Text as P6 writes it into a cell: quotes twice, 0x7F twice for a line break, no tabs.
fn cell(text: &str) -> String {
    text.replace('"', "\"\"")
        .replace(['\t', '\r'], " ")
        .replace('\n', "\u{7F}\u{7F}")
}

fn date(at: DateTime) -> String {
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute()
    )
}

/// `PROJECT`, without its key.
pub(super) fn project(record: &ProjectRecord) -> Cells {
    let mut out = Making::default();
    out.text("proj_short_name", record.code.as_deref());
    out.text("clndr_id", record.calendar.as_deref());
    out.date("plan_start_date", record.planned_start);
    out.date("last_recalc_date", record.data_date);
    out.date("plan_end_date", record.must_finish);
    out.hours("critical_drtn_hr_cnt", record.critical_slack);
    let path = record.longest_path;
    out.text(
        "critical_path_type",
        path.map(|longest| {
            if longest {
                "CT_DrivPath"
            } else {
                "CT_TotFloat"
            }
        }),
    );
    out.0
}

/// `SCHEDOPTIONS`, without its key.
pub(super) fn options(record: &ProjectRecord) -> Cells {
    let options = &record.options;
    let mut out = Making::default();
    out.text("proj_id", Some(&record.key));
    out.flag("sched_retained_logic", options.retained_logic);
    out.flag("sched_progress_override", options.progress_override);
    out.word("sched_float_type", options.slack);
    out.word("sched_calendar_on_relationship_lag", options.lag_calendar);
    out.flag("sched_use_expect_end_flag", options.expected_finish);
    out.flag("sched_open_critical_flag", options.open_ends_critical);
    out.flag("sched_lag_early_start_flag", options.lags_from_early_start);
    let ignores = options.ignores_others;
    out.text(
        "sched_outer_depend_type",
        ignores.map(|ignores| if ignores { "SD_None" } else { "SD_Both" }),
    );
    out.0
}

/// `PROJWBS`, without its key.
pub(super) fn wbs(record: &WbsRecord) -> Cells {
    let mut out = Making::default();
    out.text("proj_id", record.project.as_deref());
    out.text("parent_wbs_id", record.parent.as_deref());
    out.text("wbs_name", record.name.as_deref());
    out.text("wbs_short_name", record.code.as_deref());
    out.flag("proj_node_flag", record.root.then_some(true));
    out.0
}

/// `TASK`, without its key and without what is computed.
pub(super) fn activity(record: &ActivityRecord) -> Cells {
    let mut out = Making::default();
    out.text("proj_id", record.project.as_deref());
    out.text("wbs_id", record.wbs.as_deref());
    out.text("clndr_id", record.calendar.as_deref());
    out.text("task_code", record.code.as_deref());
    out.text("task_name", record.name.as_deref());
    out.word("task_type", record.kind);
    out.word("duration_type", record.duration_kind);
    out.word("complete_pct_type", record.percent_kind);
    out.word("status_code", record.status);
    out.word("priority_type", record.priority);
    out.number("phys_complete_pct", record.physical_percent, 4);
    let milestone = matches!(
        record.kind,
        Some(ActivityKind::StartMilestone | ActivityKind::FinishMilestone)
    );
    let no_time = |length: Option<Length>| if milestone { Some(Length(0)) } else { length };
    out.hours("target_drtn_hr_cnt", no_time(record.planned_duration));
    out.hours("remain_drtn_hr_cnt", no_time(record.remaining_duration));
    out.number("act_work_qty", record.actual_work.map(|work| work.0), 6);
    out.date("act_start_date", record.actual_start);
    out.date("act_end_date", record.actual_finish);
    out.date("suspend_date", record.suspend);
    out.date("resume_date", record.resume);
    out.date("expect_end_date", record.expected_finish);
    out.date("external_early_start_date", record.external_start);
    out.date("external_late_end_date", record.external_finish);
    out.word("cstr_type", record.constraint.kind);
    out.date("cstr_date", record.constraint.at);
    out.word("cstr_type2", record.second_constraint.kind);
    out.date("cstr_date2", record.second_constraint.at);
    out.date("target_start_date", record.planned_start);
    out.date("target_end_date", record.planned_finish);
    out.0
}

/// What is computed of a `TASK`.
pub(super) fn dates(record: &ActivityRecord) -> Cells {
    let dates: &ForeignDates = &record.dates;
    let mut out = Making::default();
    out.date("early_start_date", dates.early_start);
    out.date("early_end_date", dates.early_finish);
    out.date("late_start_date", dates.late_start);
    out.date("late_end_date", dates.late_finish);
    if record.actual_finish.is_none() {
        // Of work that has begun, these say when the rest of it is done; of other work, when all of it is.
        let start = dates
            .early_start
            .or(dates.start.filter(|_| record.actual_start.is_none()));
        out.date("restart_date", start);
        out.date("reend_date", dates.early_finish.or(dates.finish));
        out.date("rem_late_start_date", dates.late_start);
        out.date("rem_late_end_date", dates.late_finish);
    }
    out.tenths("total_float_hr_cnt", dates.total_slack);
    out.tenths("free_float_hr_cnt", dates.free_slack);
    out.flag("driving_path_flag", dates.longest_path);
    out.0
}

/// `TASKPRED`, without its key.
pub(super) fn link(record: &LinkRecord) -> Cells {
    let mut out = Making::default();
    out.text("task_id", Some(&record.successor));
    out.text("pred_task_id", Some(&record.predecessor));
    out.text("proj_id", record.successor_project.as_deref());
    out.text("pred_proj_id", record.predecessor_project.as_deref());
    out.word("pred_type", record.link);
    out.hours("lag_hr_cnt", record.lag);
    out.0
}

/// `CALENDAR`, without its key.
pub(super) fn calendar(record: &CalendarRecord) -> Cells {
    let mut out = Making::default();
    out.text("clndr_name", record.name.as_deref());
    out.text("base_clndr_id", record.base.as_deref());
    out.hours("day_hr_cnt", record.day);
    let week: i64 = record
        .week
        .iter()
        .flatten()
        .map(|day| i64::from(day.minutes()) * 1000)
        .sum();
    out.hours("week_hr_cnt", Some(Length(week)).filter(|week| week.0 > 0));
    out.0.insert("clndr_data".to_owned(), hours(record));
    out.0
}

/// The hours of a calendar, as `clndr_data` has them.
fn hours(record: &CalendarRecord) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let shifts = |hours: &DayHours| -> String {
        let shifts = hours.shifts().iter().enumerate();
        shifts
            .map(|(at, shift)| {
                format!(
                    "(0||{at}(s|{}|f|{})())",
                    time(shift.from()),
                    time(shift.to())
                )
            })
            .collect::<Vec<_>>()
            .concat()
    };
    let days: String = (1..=7_usize)
        .filter_map(|day| {
            let hours = record.week[(day + 5) % 7].as_ref()?;
            Some(format!("(0||{day}()({}))", shifts(hours)))
        })
        .collect::<Vec<_>>()
        .concat();
    let zero = jiff::civil::date(1899, 12, 30);
    let exceptions: String = record
        .exceptions
        .iter()
        .enumerate()
        .map(|(at, (on, hours))| {
            let days = zero.until(*on).map_or(0, |span| span.get_days());
            format!("(0||{at}(d|{days})({}))", shifts(hours))
        })
        .collect::<Vec<_>>()
        .concat();
    format!("(0||CalendarData()((0||DaysOfWeek()({days}))(0||Exceptions()({exceptions}))))")
}

/// `RSRC`, without its key.
pub(super) fn resource(record: &ResourceRecord) -> Cells {
    let mut out = Making::default();
    out.text("rsrc_short_name", record.code.as_deref());
    out.text("rsrc_name", record.name.as_deref());
    out.word("rsrc_type", record.kind);
    out.text("clndr_id", record.calendar.as_deref());
    out.0
}

/// `TASKRSRC`, without its key.
pub(super) fn assignment(record: &AssignmentRecord) -> Cells {
    let mut out = Making::default();
    out.text("proj_id", record.project.as_deref());
    out.text("task_id", Some(&record.activity));
    out.text("rsrc_id", record.resource.as_deref());
    out.number("target_qty_per_hr", record.units, 3);
    out.number("target_qty", record.planned.map(|quantity| quantity.0), 6);
    out.number("remain_qty", record.remaining.map(|quantity| quantity.0), 6);
    out.number("act_reg_qty", record.actual.map(|quantity| quantity.0), 6);
    out.number(
        "act_ot_qty",
        record.actual_overtime.map(|quantity| quantity.0),
        6,
    );
    out.hours("target_lag_drtn_hr_cnt", record.delay);
    out.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xer::hours::Hours;

    #[test]
    fn hours_that_were_written_are_read_again() {
        let data = "(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|00:00)())))))(0||Exceptions()((0||0(d|46381)())(0||1(d|46386)((0||0(s|08:00|f|12:00)())))))))";
        let read = Hours::read(data);
        let record = CalendarRecord {
            week: read.week.clone(),
            exceptions: read.exceptions.clone(),
            ..CalendarRecord::default()
        };
        assert_eq!(hours(&record), data);
        assert_eq!(read.remarks, [""; 0]);
    }
}
