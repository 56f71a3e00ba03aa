//! What P6's rules give, worked out by hand. The data date is Monday, 7 September 2026.

use snapbox::{IntoData, str};

#[track_caller]
fn check(text: &str, expected: impl IntoData) {
    super::check_profile(&format!("profile primavera-p6; {text}"), expected);
}

#[test]
fn links_of_all_kinds_with_lags() {
    check(
        "a 3d; b 2d after a +1d; c 4d after a SS +1d; d 2d after c FF +1d; e 1d after d SF +1d",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical path
b      Fri 11 Sep .. Mon 14 Sep  late Fri 11 Sep .. Mon 14 Sep  slack 0d free 0d critical path
c      Tue  8 Sep .. Fri 11 Sep  late Tue  8 Sep .. Fri 11 Sep  slack 0d free 0d critical path
d      Fri 11 Sep .. Mon 14 Sep  late Fri 11 Sep .. Mon 14 Sep  slack 0d free 0d critical path
e      Fri 11 Sep .. Fri 11 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 1d free 1d

"#]],
    );
}

#[test]
fn a_lead_never_leads_to_before_the_data_date() {
    check(
        "a 1d; b 2d after a -5d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 0d path
b      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn lags_run_in_the_calendar_that_the_project_says() {
    check(
        "cal clock clock; a 1d; b 1d cal clock after a +1d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Mon  7 Sep .. Mon  7 Sep  slack 0d free 0d critical path
b      Thu 10 Sep 17:00 .. Fri 11 Sep  late Thu 10 Sep 17:00 .. Fri 11 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn lags_may_run_in_the_successors_calendar() {
    check(
        "option lags successor; cal clock clock; a 1d; b 1d cal clock after a +1d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Mon  7 Sep .. Mon  7 Sep  slack 0d free 0d critical path
b      Tue  8 Sep 17:00 .. Wed  9 Sep  late Tue  8 Sep 17:00 .. Wed  9 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn what_is_complete_lies_at_the_data_date_without_float() {
    check(
        "a 2d started 2026-09-01 finished 2026-09-02; b 1d after a",
        str![[r#"
a      Mon  7 Sep 00:00 .. Mon  7 Sep 00:00  late Mon  7 Sep .. Mon  7 Sep 08:00  slack - free - path  shown Tue  1 Sep .. Wed  2 Sep
b      Mon  7 Sep .. Mon  7 Sep  late Mon  7 Sep .. Mon  7 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn a_lag_after_finished_work_is_used_up_until_the_data_date() {
    check(
        "a 2d finished 2026-09-02; b 1d after a +5d",
        str![[r#"
a      Mon  7 Sep 00:00 .. Mon  7 Sep 00:00  late Mon  7 Sep .. Mon  7 Sep 08:00  slack - free - path  shown Tue  1 Sep .. Wed  2 Sep
b      Thu 10 Sep .. Thu 10 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn a_lag_after_the_start_of_work_in_progress_is_what_was_not_worked() {
    check(
        "a 5d started 2026-09-03 left 3d; b 1d after a SS +3d",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical path  shown Thu  3 Sep .. Wed  9 Sep
b      Tue  8 Sep .. Tue  8 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 1d free 1d

"#]],
    );
}

#[test]
fn work_in_progress_waits_for_what_it_still_needs() {
    check(
        "a 3d; b 4d started 2026-09-03 left 2d after a",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical path
b      Thu 10 Sep .. Fri 11 Sep  late Thu 10 Sep .. Fri 11 Sep  slack 0d free 0d critical path  shown Thu  3 Sep .. Fri 11 Sep

"#]],
    );
}

#[test]
fn progress_may_override_what_it_needs() {
    check(
        "option progress override; a 3d; b 4d started 2026-09-03 left 2d after a; c 1d after b",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical path
b      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical path  shown Thu  3 Sep .. Tue  8 Sep
c      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn work_goes_on_when_it_is_resumed() {
    check(
        "a 4d started 2026-09-03 left 2d stopped 2026-09-03 resumed 2026-09-10; b 1d after a SS +2d",
        str![[r#"
a      Thu 10 Sep .. Fri 11 Sep  late Thu 10 Sep .. Fri 11 Sep  slack 0d free 0d critical path  shown Thu  3 Sep .. Fri 11 Sep
b      Fri 11 Sep .. Fri 11 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn must_finish_by_sets_all_late_dates_earlier_or_later() {
    check(
        "option must-finish 2026-09-18; a 3d; b 2d after a",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Mon 14 Sep .. Wed 16 Sep  slack 5d free 0d path
b      Thu 10 Sep .. Fri 11 Sep  late Thu 17 Sep .. Fri 18 Sep  slack 5d free 0d path

"#]],
    );
}

#[test]
fn constraints_push_and_hold() {
    check(
        "a 1d SNET 2026-09-09; b 1d FNET 2026-09-11; c 1d SO 2026-09-09; d 1d FO 2026-09-10; e 1d SNLT 2026-09-08; \
         f 1d FNLT 2026-09-09; g 9d",
        str![[r#"
a      Wed  9 Sep .. Wed  9 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 6d free 6d
b      Fri 11 Sep .. Fri 11 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 4d free 4d
c      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 6d critical
d      Thu 10 Sep .. Thu 10 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 0d free 5d critical
e      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 8d
f      Mon  7 Sep .. Mon  7 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 2d free 8d
g      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn mandatory_constraints_override_what_is_waited_for() {
    check(
        "a 5d; b 2d after a MSO 2026-09-08; c 1d after b; d 2d after a MFO 2026-09-09",
        str![[r#"
a      Mon  7 Sep .. Fri 11 Sep  late Tue  1 Sep .. Mon  7 Sep  slack -4d free 0d critical path
b      Tue  8 Sep .. Wed  9 Sep  late Tue  8 Sep .. Wed  9 Sep  slack 0d free 0d critical
c      Thu 10 Sep .. Thu 10 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 1d free 1d
d      Tue  8 Sep .. Wed  9 Sep  late Tue  8 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_second_constraint_counts_too() {
    check(
        "a 1d SNET 2026-09-09 also FNLT 2026-09-11; b 9d",
        str![[r#"
a      Wed  9 Sep .. Wed  9 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 2d free 6d
b      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn an_expected_finish_says_what_remains() {
    check(
        "option expected; a 3d started 2026-09-03 left 2d expects 2026-09-11; b 1d after a; c 9d",
        str![[r#"
a      Mon  7 Sep .. Fri 11 Sep  late Thu 10 Sep .. Wed 16 Sep  slack 3d free 0d  shown Thu  3 Sep .. Fri 11 Sep
b      Mon 14 Sep .. Mon 14 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 3d free 3d
c      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn as_late_as_possible_uses_up_free_float_alone() {
    check(
        "a 1d ALAP; b 2d after a; c 4d; d 1d after b after c; e 1d ALAP",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 0d
b      Tue  8 Sep .. Wed  9 Sep  late Wed  9 Sep .. Thu 10 Sep  slack 1d free 1d
c      Mon  7 Sep .. Thu 10 Sep  late Mon  7 Sep .. Thu 10 Sep  slack 0d free 0d critical path
d      Fri 11 Sep .. Fri 11 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical path
e      Fri 11 Sep .. Fri 11 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn milestones_stay_where_work_ends_or_move_to_where_it_begins() {
    check(
        "a 5d; b milestone after a; c start-milestone after a; d 1d after c",
        str![[r#"
a      Mon  7 Sep .. Fri 11 Sep  late Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical path
b      Fri 11 Sep 17:00 .. Fri 11 Sep  late Mon 14 Sep 17:00 .. Mon 14 Sep  slack 1d free 1d
c      Mon 14 Sep .. Mon 14 Sep 08:00  late Mon 14 Sep .. Mon 14 Sep 08:00  slack 0d free 0d critical path
d      Mon 14 Sep .. Mon 14 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn a_level_of_effort_lasts_from_the_first_to_the_last() {
    check(
        "a 1d; b 3d after a; c 1d after b; d 9d; l support after a SS after b FF; s; x 1d in s; y 2d in s after x; w support in s",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 4d free 0d
b      Tue  8 Sep .. Thu 10 Sep  late Mon 14 Sep .. Wed 16 Sep  slack 4d free 0d
c      Fri 11 Sep .. Fri 11 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 4d free 4d
d      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path
l      Mon  7 Sep .. Thu 10 Sep  late Fri 11 Sep .. Wed 16 Sep  slack 4d free 0d
s      Mon  7 Sep .. Wed  9 Sep  late Tue 15 Sep .. Thu 17 Sep  slack 6d free -
w      Mon  7 Sep .. Wed  9 Sep  late Tue 15 Sep .. Thu 17 Sep  slack 6d free 0d
x      Mon  7 Sep .. Mon  7 Sep  late Tue 15 Sep .. Tue 15 Sep  slack 6d free 0d
y      Tue  8 Sep .. Wed  9 Sep  late Wed 16 Sep .. Thu 17 Sep  slack 6d free 6d

"#]],
    );
}

#[test]
fn external_dates_floor_and_cap() {
    check(
        "a 1d external-start 2026-09-10; b 1d external-finish 2026-09-09; c 9d",
        str![[r#"
a      Thu 10 Sep .. Thu 10 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 5d free 5d
b      Mon  7 Sep .. Mon  7 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 2d free 8d
c      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn the_longest_path_leads_back_over_driving_links() {
    check(
        "option must-finish 2026-09-30; option longest-path; a 3d; b 2d after a; c 1d after a; d 1d after b after c",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Wed 23 Sep .. Fri 25 Sep  slack 12d free 0d critical path
b      Thu 10 Sep .. Fri 11 Sep  late Mon 28 Sep .. Tue 29 Sep  slack 12d free 0d critical path
c      Thu 10 Sep .. Thu 10 Sep  late Tue 29 Sep .. Tue 29 Sep  slack 13d free 1d
d      Mon 14 Sep .. Mon 14 Sep  late Wed 30 Sep .. Wed 30 Sep  slack 12d free 0d critical path

"#]],
    );
}

#[test]
fn start_float_is_shown_where_the_project_says_so() {
    check(
        "option slack start; a 3d started 2026-09-03 left 2d; b 9d; c 1d after a",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Tue 15 Sep .. Wed 16 Sep  slack 6d free 0d  shown Thu  3 Sep .. Tue  8 Sep
b      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path
c      Wed  9 Sep .. Wed  9 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 6d free 6d

"#]],
    );
}

/// Three days of eight hours are a day by the clock.
#[test]
fn lags_may_run_by_the_clock() {
    check(
        "option lags clock; a 1d; b 1d after a +3d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Mon  7 Sep .. Mon  7 Sep  slack 0d free 0d critical path
b      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical path

"#]],
    );
}

/// The lag runs from the actual finish, and nothing of it is used up by the data date.
#[test]
fn lags_run_from_actual_dates_where_the_project_says_so() {
    check(
        "option progress actual; a 3d started 2026-09-01 finished 2026-09-03; b 1d after a +5d",
        str![[r#"
a      Tue  1 Sep .. Thu  3 Sep  late Mon  7 Sep .. Mon  7 Sep 08:00  slack - free - path
b      Fri 11 Sep .. Fri 11 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical path

"#]],
    );
}

#[test]
fn the_smaller_float_is_shown_where_the_project_says_so() {
    check(
        "option slack smaller; a 3d started 2026-09-03 left 2d; b 9d; c 1d after a",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Tue 15 Sep .. Wed 16 Sep  slack 6d free 0d  shown Thu  3 Sep .. Tue  8 Sep
b      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical path
c      Wed  9 Sep .. Wed  9 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 6d free 6d

"#]],
    );
}

/// It is done when the last of them is, each by his own hours; what remains of the activity itself does not count.
#[test]
fn resources_set_the_dates_of_what_depends_on_them() {
    check(
        "cal std; cal long 8-12 13-19; resource slow std; resource fast long; \
         a 9d rule resource-dependent does slow 16h does fast 30h; b 1d after a",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep 19:00  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical path
b      Thu 10 Sep .. Thu 10 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 0d free 0d critical path

"#]],
    );
}
