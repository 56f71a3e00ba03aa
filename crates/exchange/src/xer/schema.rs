//! In which order do the tables of an XER file stand, and which fields does P6 give them?

/// The tables that are written from a plan, in P6's order: name, key, fields.
const TABLES: &[(&str, &str, &str)] = &[
    (
        "PROJECT",
        "proj_id",
        "proj_id fy_start_month_num rsrc_self_add_flag allow_complete_flag rsrc_multi_assign_flag checkout_flag project_flag \
         step_complete_flag cost_qty_recalc_flag batch_sum_flag name_sep_char def_complete_pct_type proj_short_name clndr_id \
         task_code_base task_code_step priority_num wbs_max_sum_level strgy_priority_num critical_drtn_hr_cnt def_cost_per_qty \
         last_recalc_date plan_start_date plan_end_date scd_end_date add_date def_duration_type task_code_prefix guid \
         def_qty_type def_rate_type add_act_remain_flag act_this_per_link_flag def_task_type act_pct_link_flag \
         critical_path_type task_code_prefix_flag def_rollup_dates_flag use_project_baseline_flag rem_target_link_flag \
         reset_planned_flag allow_neg_act_flag sum_assign_level loaded_scope_level export_flag",
    ),
    (
        "CALENDAR",
        "clndr_id",
        "clndr_id default_flag clndr_name proj_id base_clndr_id last_chng_date clndr_type day_hr_cnt week_hr_cnt \
         month_hr_cnt year_hr_cnt rsrc_private clndr_data",
    ),
    (
        "SCHEDOPTIONS",
        "schedoptions_id",
        "schedoptions_id proj_id sched_outer_depend_type sched_open_critical_flag sched_lag_early_start_flag \
         sched_retained_logic sched_setplantoforecast sched_float_type sched_calendar_on_relationship_lag \
         sched_use_expect_end_flag sched_progress_override level_float_thrs_cnt level_outer_assign_flag \
         level_outer_assign_priority level_over_alloc_pct level_within_float_flag level_keep_sched_date_flag \
         level_all_rsrc_flag sched_use_project_end_date_for_float enable_multiple_longest_path_calc \
         limit_multiple_longest_path_calc max_multiple_longest_path use_total_float_multiple_longest_paths \
         key_activity_for_multiple_longest_paths LevelPriorityList",
    ),
    (
        "PROJWBS",
        "wbs_id",
        "wbs_id proj_id obs_id seq_num est_wt proj_node_flag sum_data_flag status_code wbs_short_name wbs_name phase_id \
         parent_wbs_id ev_user_pct ev_etc_user_value orig_cost indep_remain_total_cost ev_compute_type ev_etc_compute_type guid",
    ),
    (
        "RSRC",
        "rsrc_id",
        "rsrc_id parent_rsrc_id clndr_id role_id guid rsrc_seq_num email_addr rsrc_name rsrc_short_name rsrc_title_name \
         def_qty_per_hr cost_qty_type ot_factor active_flag auto_compute_act_flag def_cost_qty_link_flag ot_flag curr_id \
         unit_id rsrc_type rsrc_notes",
    ),
    (
        "RSRCRATE",
        "rsrc_rate_id",
        "rsrc_rate_id rsrc_id max_qty_per_hr cost_per_qty start_date shift_period_id cost_per_qty2 cost_per_qty3 cost_per_qty4 \
         cost_per_qty5",
    ),
    (
        "TASK",
        "task_id",
        "task_id proj_id wbs_id clndr_id phys_complete_pct rev_fdbk_flag est_wt lock_plan_flag auto_compute_act_flag \
         complete_pct_type task_type duration_type status_code task_code task_name rsrc_id total_float_hr_cnt \
         free_float_hr_cnt remain_drtn_hr_cnt act_work_qty remain_work_qty target_work_qty target_drtn_hr_cnt \
         target_equip_qty act_equip_qty remain_equip_qty cstr_date act_start_date act_end_date late_start_date late_end_date \
         expect_end_date early_start_date early_end_date restart_date reend_date target_start_date target_end_date \
         rem_late_start_date rem_late_end_date cstr_type priority_type suspend_date resume_date float_path float_path_order \
         guid tmpl_guid cstr_date2 cstr_type2 driving_path_flag act_this_per_work_qty act_this_per_equip_qty \
         external_early_start_date external_late_end_date create_date update_date create_user update_user",
    ),
    (
        "TASKPRED",
        "task_pred_id",
        "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt comments float_path aref arls",
    ),
    (
        "TASKRSRC",
        "taskrsrc_id",
        "taskrsrc_id task_id proj_id cost_qty_link_flag role_id acct_id rsrc_id remain_qty target_qty remain_qty_per_hr \
         target_lag_drtn_hr_cnt target_qty_per_hr act_ot_qty act_reg_qty relag_drtn_hr_cnt ot_factor cost_per_qty target_cost \
         act_reg_cost act_ot_cost remain_cost act_start_date act_end_date restart_date reend_date target_start_date \
         target_end_date rem_late_start_date rem_late_end_date rollup_dates_flag ts_pend_act_end_flag guid rate_type \
         curv_id rsrc_type cost_per_qty_source_type",
    ),
];

fn table(name: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    TABLES.iter().find(|(table, _, _)| *table == name)
}

/// The field that holds the key of a table.
pub(super) fn key(name: &str) -> Option<&'static str> {
    table(name).map(|(_, key, _)| *key)
}

/// The fields that P6 gives a table.
pub(super) fn fields(name: &str) -> Vec<&'static str> {
    table(name)
        .map(|(_, _, fields)| fields.split_whitespace().collect())
        .unwrap_or_default()
}

/// The place of a table among those that are written from a plan; others stand before.
pub(super) fn place(name: &str) -> Option<usize> {
    TABLES.iter().position(|(table, _, _)| *table == name)
}
