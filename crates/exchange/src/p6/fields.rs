//! Which fields do the records of P6 have, and what are they called in XER and in PMXML?
//!
//! The names are those of P6's own exports (XER of version 20.12, PMXML of 8.4 to 22.12).

use super::hours;
use super::keep::Cells;
use super::record::{
    ActivityRecord, AssignmentRecord, CalendarRecord, LinkRecord, OptionsRecord, ProjectRecord,
    RateRecord, ResourceRecord, WbsRecord,
};
use super::spelling::{Field, Slot, Spelled, flag_text};
use super::words::{Dialect, Word};

/// A field that holds a word of a list.
macro_rules! word {
    ($($field:ident).+) => {
        Slot::Word {
            read: |record, word, dialect| record.$($field).+ = Word::read(word, dialect),
            write: |record, dialect| record.$($field).+.map(|word| word.word(dialect)),
        }
    };
}

/// A field that holds yes or no in words of its own: for no and yes in XER, for no and yes in PMXML.
macro_rules! choice {
    ($field:ident, $xer:expr, $pmxml:expr) => {
        Slot::Word {
            read: |record, word, dialect| {
                let words: [&str; 2] = match dialect {
                    Dialect::Xer => $xer,
                    Dialect::Pmxml => $pmxml,
                };
                record.$field = words
                    .iter()
                    .position(|known| *known == word)
                    .map(|at| at == 1);
            },
            write: |record, dialect| {
                record.$field.map(|yes| match dialect {
                    Dialect::Xer => $xer[usize::from(yes)],
                    Dialect::Pmxml => $pmxml[usize::from(yes)],
                })
            },
        }
    };
}

impl Spelled for ProjectRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["proj_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(&["proj_short_name"], &["Id"], Slot::Line(|r| &mut r.code)),
        // In XER, the name of a project is that of its root node.
        Field::new(&[], &["Name"], Slot::Line(|r| &mut r.name)),
        Field::new(
            &["clndr_id"],
            &["ActivityDefaultCalendarObjectId"],
            Slot::Key(|r| &mut r.calendar),
        ),
        Field::new(
            &["plan_start_date"],
            &["PlannedStartDate"],
            Slot::Date(|r| &mut r.planned_start),
        ),
        Field::new(
            &["last_recalc_date"],
            &["DataDate"],
            Slot::Date(|r| &mut r.data_date),
        ),
        Field::new(
            &["plan_end_date"],
            &["MustFinishByDate"],
            Slot::Date(|r| &mut r.must_finish),
        ),
        Field::new(
            &["critical_drtn_hr_cnt"],
            &[
                "CriticalActivityFloatLimit",
                "CriticalActivityFloatThreshold",
            ],
            Slot::Hours(|r| &mut r.critical_slack),
        ),
        Field::new(
            &["critical_path_type"],
            &["CriticalActivityPathType"],
            choice!(
                longest_path,
                ["CT_TotFloat", "CT_DrivPath"],
                ["Critical Float", "Longest Path"]
            ),
        ),
        Field::only_read(
            &["name_sep_char"],
            &["WBSCodeSeparator"],
            Slot::Key(|r| &mut r.separator),
        ),
        Field::new(&[], &["WBSObjectId"], Slot::Key(|r| &mut r.root)),
        Field::new(
            &["project_flag"],
            &[],
            Slot::Word {
                read: |record, word, _| record.is_folder = word == "N",
                write: |_, _| None,
            },
        ),
        Field::only_read(&["export_flag"], &[], Slot::Flag(|r| &mut r.is_exported)),
        Field::only_read(
            &["orig_proj_id"],
            &["OriginalProjectObjectId"],
            Slot::Key(|r| &mut r.baseline_of),
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}

impl Spelled for OptionsRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::new(
            &["sched_retained_logic"],
            &[],
            Slot::Flag(|r| &mut r.retained_logic),
        ),
        Field::new(
            &["sched_progress_override"],
            &[],
            Slot::Flag(|r| &mut r.progress_override),
        ),
        Field::new(
            &[],
            &["OutOfSequenceScheduleType"],
            Slot::Word {
                read: read_out_of_sequence,
                write: |record, _| match (record.retained_logic?, record.progress_override) {
                    (true, _) => Some("Retained Logic"),
                    (false, Some(true)) => Some("Progress Override"),
                    (false, Some(false) | None) => Some("Actual Dates"),
                },
            },
        ),
        Field::new(
            &["sched_float_type"],
            &["ComputeTotalFloatType"],
            word!(slack),
        ),
        Field::new(
            &["sched_calendar_on_relationship_lag"],
            &["RelationshipLagCalendar"],
            word!(lag_calendar),
        ),
        Field::new(
            &["sched_use_expect_end_flag"],
            &["UseExpectedFinishDates"],
            Slot::Flag(|r| &mut r.expected_finish),
        ),
        Field::new(
            &["sched_open_critical_flag"],
            &["MakeOpenEndedActivitiesCritical"],
            Slot::Flag(|r| &mut r.open_ends_critical),
        ),
        Field::new(
            &["sched_lag_early_start_flag"],
            &["StartToStartLagCalculationType"],
            Slot::Flag(|r| &mut r.lags_from_early_start),
        ),
        Field::new(
            &["sched_outer_depend_type"],
            &["IgnoreOtherProjectRelationships"],
            Slot::Word {
                read: |record, word, dialect| {
                    record.ignores_others = match (dialect, word) {
                        (Dialect::Xer, "SD_Both") | (Dialect::Pmxml, "0" | "false") => Some(false),
                        (Dialect::Xer, "SD_None") | (Dialect::Pmxml, "1" | "true") => Some(true),
                        _ => None,
                    };
                },
                write: |record, dialect| {
                    record
                        .ignores_others
                        .map(|ignores| match (dialect, ignores) {
                            (Dialect::Xer, false) => "SD_Both",
                            (Dialect::Xer, true) => "SD_None",
                            (Dialect::Pmxml, ignores) => flag_text(ignores, dialect),
                        })
                },
            },
        ),
    ];
}

fn read_out_of_sequence(record: &mut OptionsRecord, word: &str, _: Dialect) {
    let (retained, overrides) = match word {
        "Retained Logic" => (true, false),
        "Progress Override" => (false, true),
        "Actual Dates" => (false, false),
        _ => return,
    };
    record.retained_logic = Some(retained);
    record.progress_override = Some(overrides);
}

impl Spelled for WbsRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["wbs_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(
            &["proj_id"],
            &["ProjectObjectId"],
            Slot::Key(|r| &mut r.project),
        ),
        Field::new(
            &["parent_wbs_id"],
            &["ParentObjectId"],
            Slot::Key(|r| &mut r.parent),
        ),
        Field::new(&["wbs_short_name"], &["Code"], Slot::Line(|r| &mut r.code)),
        Field::new(&["wbs_name"], &["Name"], Slot::Line(|r| &mut r.name)),
        Field::new(
            &["proj_node_flag"],
            &[],
            Slot::Word {
                read: |record, word, _| record.root = word == "Y",
                write: |record, dialect| record.root.then(|| flag_text(true, dialect)),
            },
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}

impl Spelled for ActivityRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["task_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(
            &["proj_id"],
            &["ProjectObjectId"],
            Slot::Key(|r| &mut r.project),
        ),
        Field::new(&["wbs_id"], &["WBSObjectId"], Slot::Key(|r| &mut r.wbs)),
        Field::new(
            &["clndr_id"],
            &["CalendarObjectId"],
            Slot::Key(|r| &mut r.calendar),
        ),
        Field::new(&["task_code"], &["Id"], Slot::Line(|r| &mut r.code)),
        Field::new(&["task_name"], &["Name"], Slot::Line(|r| &mut r.name)),
        Field::new(&["task_type"], &["Type"], word!(kind)),
        Field::new(&["duration_type"], &["DurationType"], word!(duration_kind)),
        Field::new(
            &["complete_pct_type"],
            &["PercentCompleteType"],
            word!(percent_kind),
        ),
        Field::new(&["status_code"], &["Status"], word!(status)),
        Field::new(&["priority_type"], &["LevelingPriority"], word!(priority)),
        Field::new(
            &["phys_complete_pct"],
            &["PhysicalPercentComplete"],
            Slot::Share(|r| &mut r.physical_percent),
        ),
        Field::new(
            &["target_drtn_hr_cnt"],
            &["PlannedDuration"],
            Slot::Hours(|r| &mut r.planned_duration),
        ),
        Field::new(
            &["remain_drtn_hr_cnt"],
            &["RemainingDuration"],
            Slot::Hours(|r| &mut r.remaining_duration),
        ),
        Field::new(
            &["target_work_qty"],
            &["PlannedLaborUnits"],
            Slot::Quantity(|r| &mut r.planned_work),
        ),
        Field::new(
            &["act_work_qty"],
            &["ActualLaborUnits"],
            Slot::Quantity(|r| &mut r.actual_work),
        ),
        Field::new(
            &["remain_work_qty"],
            &["RemainingLaborUnits"],
            Slot::Quantity(|r| &mut r.remaining_work),
        ),
        Field::new(
            &["act_equip_qty"],
            &["ActualNonLaborUnits"],
            Slot::Quantity(|r| &mut r.actual_machines),
        ),
        Field::new(
            &["remain_equip_qty"],
            &["RemainingNonLaborUnits"],
            Slot::Quantity(|r| &mut r.remaining_machines),
        ),
        Field::new(
            &["act_start_date"],
            &["ActualStartDate"],
            Slot::Date(|r| &mut r.actual_start),
        ),
        Field::new(
            &["act_end_date"],
            &["ActualFinishDate"],
            Slot::Date(|r| &mut r.actual_finish),
        ),
        Field::new(
            &["suspend_date"],
            &["SuspendDate"],
            Slot::Date(|r| &mut r.suspend),
        ),
        Field::new(
            &["resume_date"],
            &["ResumeDate"],
            Slot::Date(|r| &mut r.resume),
        ),
        Field::new(
            &["expect_end_date"],
            &["ExpectedFinishDate"],
            Slot::Date(|r| &mut r.expected_finish),
        ),
        Field::new(
            &["external_early_start_date"],
            &["ExternalEarlyStartDate"],
            Slot::Date(|r| &mut r.external_start),
        ),
        Field::new(
            &["external_late_end_date"],
            &["ExternalLateFinishDate"],
            Slot::Date(|r| &mut r.external_finish),
        ),
        Field::new(
            &["cstr_type"],
            &["PrimaryConstraintType"],
            word!(constraint.kind),
        ),
        Field::new(
            &["cstr_date"],
            &["PrimaryConstraintDate"],
            Slot::Date(|r| &mut r.constraint.at),
        ),
        Field::new(
            &["cstr_type2"],
            &["SecondaryConstraintType"],
            word!(second_constraint.kind),
        ),
        Field::new(
            &["cstr_date2"],
            &["SecondaryConstraintDate"],
            Slot::Date(|r| &mut r.second_constraint.at),
        ),
        Field::new(
            &["target_start_date"],
            &["PlannedStartDate"],
            Slot::Date(|r| &mut r.planned_start),
        ),
        Field::new(
            &["target_end_date"],
            &["PlannedFinishDate"],
            Slot::Date(|r| &mut r.planned_finish),
        ),
        // What P6 computes: see `dates`.
        Field::only_read(
            &["restart_date"],
            &["StartDate"],
            Slot::Date(|r| &mut r.dates.start),
        ),
        Field::only_read(
            &["reend_date"],
            &["FinishDate"],
            Slot::Date(|r| &mut r.dates.finish),
        ),
        Field::only_read(
            &["early_start_date"],
            &["RemainingEarlyStartDate", "EarlyStartDate"],
            Slot::Date(|r| &mut r.dates.early_start),
        ),
        Field::only_read(
            &["early_end_date"],
            &["RemainingEarlyFinishDate", "EarlyFinishDate"],
            Slot::Date(|r| &mut r.dates.early_finish),
        ),
        Field::only_read(
            &["late_start_date"],
            &["RemainingLateStartDate", "LateStartDate"],
            Slot::Date(|r| &mut r.dates.late_start),
        ),
        Field::only_read(
            &["late_end_date"],
            &["RemainingLateFinishDate", "LateFinishDate"],
            Slot::Date(|r| &mut r.dates.late_finish),
        ),
        Field::only_read(
            &["total_float_hr_cnt"],
            &["TotalFloat"],
            Slot::Tenths(|r| &mut r.dates.total_slack),
        ),
        Field::only_read(
            &["free_float_hr_cnt"],
            &["FreeFloat"],
            Slot::Tenths(|r| &mut r.dates.free_slack),
        ),
        Field::only_read(&[], &["IsCritical"], Slot::Flag(|r| &mut r.dates.critical)),
        Field::only_read(
            &["driving_path_flag"],
            &["IsLongestPath"],
            Slot::Flag(|r| &mut r.dates.longest_path),
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}

impl Spelled for LinkRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["task_pred_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(
            &["task_id"],
            &["SuccessorActivityObjectId"],
            Slot::Own(|r| &mut r.successor),
        ),
        Field::new(
            &["pred_task_id"],
            &["PredecessorActivityObjectId"],
            Slot::Own(|r| &mut r.predecessor),
        ),
        Field::new(
            &["proj_id"],
            &["SuccessorProjectObjectId"],
            Slot::Key(|r| &mut r.successor_project),
        ),
        Field::new(
            &["pred_proj_id"],
            &["PredecessorProjectObjectId"],
            Slot::Key(|r| &mut r.predecessor_project),
        ),
        Field::new(&["pred_type"], &["Type"], word!(link)),
        Field::new(&["lag_hr_cnt"], &["Lag"], Slot::Hours(|r| &mut r.lag)),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}

impl Spelled for CalendarRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["clndr_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(&["clndr_name"], &["Name"], Slot::Line(|r| &mut r.name)),
        Field::new(
            &["base_clndr_id"],
            &["BaseCalendarObjectId"],
            Slot::Key(|r| &mut r.base),
        ),
        Field::new(
            &["default_flag"],
            &["IsDefault"],
            Slot::Word {
                read: |record, word, _| record.is_default = matches!(word, "Y" | "1" | "true"),
                write: |_, _| None,
            },
        ),
        Field::new(
            &["day_hr_cnt"],
            &["HoursPerDay"],
            Slot::Hours(|r| &mut r.day),
        ),
        Field::new(
            &["week_hr_cnt"],
            &["HoursPerWeek"],
            Slot::Hours(|r| &mut r.week_length),
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }

    fn read_other(&mut self, field: &str, text: &str, dialect: Dialect) {
        hours::read(self, field, text, dialect);
    }

    fn other_cells(&self, dialect: Dialect, cells: &mut Cells) {
        hours::cells(self, dialect, cells);
    }
}

impl Spelled for ResourceRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["rsrc_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(
            &["parent_rsrc_id"],
            &["ParentObjectId"],
            Slot::Key(|r| &mut r.parent),
        ),
        Field::new(&["rsrc_short_name"], &["Id"], Slot::Line(|r| &mut r.code)),
        Field::new(&["rsrc_name"], &["Name"], Slot::Line(|r| &mut r.name)),
        Field::new(&["rsrc_type"], &["ResourceType"], word!(kind)),
        Field::new(
            &["clndr_id"],
            &["CalendarObjectId"],
            Slot::Key(|r| &mut r.calendar),
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}

impl Spelled for RateRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["rsrc_rate_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(
            &["rsrc_id"],
            &["ResourceObjectId"],
            Slot::Own(|r| &mut r.resource),
        ),
        Field::new(
            &["start_date"],
            &["EffectiveDate"],
            Slot::Date(|r| &mut r.from),
        ),
        Field::new(
            &["max_qty_per_hr"],
            &["MaxUnitsPerTime"],
            Slot::Number(3, |r| &mut r.units),
        ),
        Field::new(
            &["cost_per_qty"],
            &["PricePerUnit"],
            Slot::Number(2, |r| &mut r.price),
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}

impl Spelled for AssignmentRecord {
    const FIELDS: &'static [Field<Self>] = &[
        Field::only_read(&["taskrsrc_id"], &["ObjectId"], Slot::Own(|r| &mut r.key)),
        Field::new(
            &["proj_id"],
            &["ProjectObjectId"],
            Slot::Key(|r| &mut r.project),
        ),
        Field::new(
            &["task_id"],
            &["ActivityObjectId"],
            Slot::Own(|r| &mut r.activity),
        ),
        Field::new(
            &["rsrc_id"],
            &["ResourceObjectId"],
            Slot::Key(|r| &mut r.resource),
        ),
        Field::new(&["rsrc_type"], &["ResourceType"], word!(kind)),
        Field::new(
            &["target_qty_per_hr"],
            &["PlannedUnitsPerTime"],
            Slot::Number(3, |r| &mut r.units),
        ),
        Field::new(
            &["target_qty"],
            &["PlannedUnits"],
            Slot::Quantity(|r| &mut r.planned),
        ),
        Field::new(
            &["remain_qty"],
            &["RemainingUnits"],
            Slot::Quantity(|r| &mut r.remaining),
        ),
        Field::new(
            &["act_reg_qty"],
            &["ActualRegularUnits"],
            Slot::Quantity(|r| &mut r.actual),
        ),
        Field::new(
            &["act_ot_qty"],
            &["ActualOvertimeUnits"],
            Slot::Quantity(|r| &mut r.actual_overtime),
        ),
        Field::new(
            &["target_lag_drtn_hr_cnt"],
            &["PlannedLag"],
            Slot::Hours(|r| &mut r.delay),
        ),
    ];

    fn set_line(&mut self, line: u32) {
        self.line = line;
    }
}
