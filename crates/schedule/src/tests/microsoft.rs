//! Microsoft Project's rules. Dates were worked out by hand, or are those that the product stored for a case like it.

use snapbox::str;

use super::check_profile;

/// Schedules by Microsoft Project's rules, from Monday 7 September 2026 on.
#[track_caller]
fn check(text: &str, expected: impl snapbox::IntoData) {
    let head = "profile microsoft-project; start 2026-09-07; ";
    check_profile(&format!("{head}{text}"), expected);
}

#[test]
fn unfinished_work_may_lie_before_the_data_date() {
    check(
        "data 2026-10-01; a 2d; b 1d after a",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical
b      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_lag_is_added_after_the_duration_was_taken_off() {
    check(
        "a 3d; b 1d after a FF +1d; c 1d after a SF +2d; d 2d after a -1d; e 1d after a +50%",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical
b      Thu 10 Sep .. Thu 10 Sep  late Fri 11 Sep 13:00 .. Mon 14 Sep 12:00  slack 720min free 720min
c      Tue  8 Sep .. Tue  8 Sep  late Fri 11 Sep 13:00 .. Mon 14 Sep 12:00  slack 1680min free 1680min
d      Wed  9 Sep .. Thu 10 Sep  late Thu 10 Sep 13:00 .. Mon 14 Sep 12:00  slack 720min free 720min
e      Fri 11 Sep 13:00 .. Mon 14 Sep 12:00  late Fri 11 Sep 13:00 .. Mon 14 Sep 12:00  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn work_waits_for_nothing_before_the_program_starts() {
    check(
        "a 1d; b 3d after a FF; c 3d after a -2d; d 3d after a SF",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 1d
b      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical
c      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical
d      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_milestone_stays_where_work_ends_and_work_waits_for_the_morning() {
    check(
        "a 1d; m milestone after a; b 1d after m; n milestone after a +2ed; o milestone SNET 2026-09-12",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 3d free 0d
b      Tue  8 Sep .. Tue  8 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 3d free 3d
m      Mon  7 Sep 17:00 .. Mon  7 Sep  late Fri 11 Sep .. Fri 11 Sep 08:00  slack 3d free 0d
n      Wed  9 Sep 17:00 .. Wed  9 Sep  late Mon 14 Sep .. Mon 14 Sep 08:00  slack 2d free 2d
o      Mon 14 Sep .. Mon 14 Sep 08:00  late Mon 14 Sep .. Mon 14 Sep 08:00  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_start_no_earlier_than_replaces_the_start_of_the_program() {
    check(
        "a 1d SNET 2026-09-01; b 1d SNET 2026-09-13; c 1d after a SNET 2026-09-10; d 1d after a SNET 2026-09-01",
        str![[r#"
a      Tue  1 Sep .. Tue  1 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 8d free 0d
b      Mon 14 Sep .. Mon 14 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical
c      Thu 10 Sep .. Thu 10 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 2d free 2d
d      Wed  2 Sep .. Wed  2 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 8d free 8d

"#]],
    );
}

/// From a schedule that Microsoft Project stored: it begins a week before its program, and so does what waits for it.
#[test]
fn a_finish_no_earlier_than_replaces_the_start_of_the_program() {
    check(
        "a 1d FNET 2026-09-02T17:00; b 2d after a; c 1d after b SS; d 1d after b FF; x 3d",
        str![[r#"
a      Wed  2 Sep .. Wed  2 Sep  late Mon  7 Sep .. Mon  7 Sep  slack 3d free 0d
b      Thu  3 Sep .. Fri  4 Sep  late Tue  8 Sep .. Wed  9 Sep  slack 3d free 0d
c      Thu  3 Sep .. Thu  3 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 4d free 4d
d      Mon  7 Sep .. Mon  7 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 2d free 2d
x      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_constraint_that_says_no_later_pulls_against_links_and_shows_as_negative_slack() {
    check(
        "a 3d; b 2d after a SNLT 2026-09-08T08:00; c 2d after a FNLT 2026-09-09T17:00; m milestone after a MFO 2026-09-08T17:00; d 1d after a MSO 2026-09-08T08:00",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Thu  3 Sep .. Mon  7 Sep  slack -2d free 0d critical
b      Tue  8 Sep .. Wed  9 Sep  late Tue  8 Sep .. Wed  9 Sep  slack -2d free 0d critical
c      Tue  8 Sep .. Wed  9 Sep  late Tue  8 Sep .. Wed  9 Sep  slack -2d free 0d critical
d      Tue  8 Sep .. Tue  8 Sep  late Tue  8 Sep .. Tue  8 Sep  slack -2d free 0d critical
m      Tue  8 Sep 17:00 .. Tue  8 Sep  late Tue  8 Sep 17:00 .. Tue  8 Sep  slack -1d free 0d critical

"#]],
    );
}

#[test]
fn links_go_before_constraints_where_the_program_says_so() {
    check(
        "option links-first; a 3d; b 2d after a SNLT 2026-09-08T08:00; m milestone after a MFO 2026-09-08T17:00; d 1d after a MSO 2026-09-08T08:00; e 1d MSO 2026-09-09T08:00",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Thu  3 Sep .. Mon  7 Sep  slack -2d free 0d critical
b      Thu 10 Sep .. Fri 11 Sep  late Tue  8 Sep .. Wed  9 Sep  slack -2d free 0d critical
d      Thu 10 Sep .. Thu 10 Sep  late Tue  8 Sep .. Tue  8 Sep  slack -2d free 0d critical
e      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical
m      Wed  9 Sep 17:00 .. Wed  9 Sep  late Tue  8 Sep 17:00 .. Tue  8 Sep  slack -1d free 0d critical

"#]],
    );
}

#[test]
fn a_deadline_bounds_slack_and_moves_nothing() {
    check(
        "a 3d by 2026-09-08T17:00; b 9d",
        str![[r#"
a      Mon  7 Sep .. Wed  9 Sep  late Fri  4 Sep .. Tue  8 Sep  slack -1d free 0d critical
b      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn free_slack_is_no_more_than_total_slack() {
    check(
        "a 2d MFO 2026-09-08T17:00; m milestone after a MFO 2026-09-11T17:00",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical
m      Fri 11 Sep 17:00 .. Fri 11 Sep  late Fri 11 Sep 17:00 .. Fri 11 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn levelling_puts_work_off_whether_or_not_it_waits() {
    check(
        "a 2d delay 1ed; b 1d after a delay 2ed; c 1d after b",
        str![[r#"
a      Tue  8 Sep .. Wed  9 Sep  late Thu 10 Sep .. Fri 11 Sep  slack 2d free 2d
b      Mon 14 Sep .. Mon 14 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical
c      Tue 15 Sep .. Tue 15 Sep  late Tue 15 Sep .. Tue 15 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn what_started_work_waits_for_has_time_until_the_rest_resumes() {
    check(
        "a 2d; b 5d after a started 2026-09-09 took 1d left 4d stopped 2026-09-09T17:00 resumed 2026-09-14T08:00; c 1d after b; x 9d",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Thu 10 Sep .. Fri 11 Sep  slack 3d free 0d
b      Wed  9 Sep .. Thu 17 Sep  late Wed  9 Sep .. Thu 17 Sep  slack 0d free 0d critical
c      Fri 18 Sep .. Fri 18 Sep  late Fri 18 Sep .. Fri 18 Sep  slack 0d free 0d critical
x      Mon  7 Sep .. Thu 17 Sep  late Tue  8 Sep .. Fri 18 Sep  slack 1d free 1d

"#]],
    );
}

#[test]
fn started_work_without_a_word_resumes_where_it_is() {
    check(
        "a 1d; b 5d after a started 2026-09-09 done 40%; c 1d after b",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 3d free 1d
b      Wed  9 Sep .. Tue 15 Sep  late Wed  9 Sep .. Tue 15 Sep  slack 0d free 0d critical
c      Wed 16 Sep .. Wed 16 Sep  late Wed 16 Sep .. Wed 16 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn finished_work_has_its_dates_and_no_slack() {
    check(
        "a 2d started 2026-09-05T08:00 finished 2026-09-08T12:00; b 1d after a; c 9d",
        str![[r#"
a      Sat  5 Sep .. Tue  8 Sep 12:00  late Sat  5 Sep .. Tue  8 Sep 12:00  slack 0d free 0d
b      Tue  8 Sep 13:00 .. Wed  9 Sep 12:00  late Thu 17 Sep .. Thu 17 Sep  slack 3120min free 3120min
c      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn work_set_by_hand_ignores_links_and_what_waits_for_its_start_leaves_its_finish_alone() {
    check(
        "a 1d; b 2d manual 2026-09-07T08:00 2026-09-08T17:00 after a; c 1d after b SS +2d; d 1d after b; e 3d manual - -",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Fri  4 Sep .. Fri  4 Sep  slack -1d free 0d critical
b      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Wed  9 Sep 08:00  slack 0d free 0d critical
c      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical
d      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical
e      Mon  7 Sep .. Wed  9 Sep  late Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

/// From schedules that Microsoft Project stored: of some 2900 tasks set by hand none has another slack of the start than of
/// the finish, unless it has begun.
#[test]
fn a_start_set_by_hand_has_the_slack_of_the_finish() {
    check(
        "a 2d manual 2026-09-07T07:00 2026-09-08T16:00; b 3d manual 2026-09-07T08:00 2026-09-17T17:00; c 2d manual 2026-09-07T08:00 2026-09-08T17:00 started 2026-09-07T08:00",
        str![[r#"
a      Mon  7 Sep 07:00 .. Tue  8 Sep 16:00  late Wed 16 Sep .. Thu 17 Sep  slack 3420min free 3420min
b      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical
c      Mon  7 Sep .. Tue  8 Sep  late Wed 16 Sep .. Thu 17 Sep  slack 7d free 7d

"#]],
    );
}

/// From schedules that Microsoft Project stored: 892 tasks without anything but a name, and 222 with a duration or a link.
#[test]
fn a_place_holder_is_not_critical() {
    check(
        "a manual 2026-09-07T08:00 2026-09-08T17:00; b manual 2026-09-07T08:00 2026-09-07T17:00; c 1d after b",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d
b      Mon  7 Sep .. Mon  7 Sep  late Mon  7 Sep .. Tue  8 Sep 08:00  slack 0d free 0d critical
c      Tue  8 Sep .. Tue  8 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_summary_set_by_hand_holds_its_children() {
    check(
        "go 1d; s manual 2026-09-14T08:00 2026-09-18T17:00 after go; a 2d in s; b 1d in s after a; c 1d after s",
        str![[r#"
a      Mon 14 Sep .. Tue 15 Sep  late Wed 16 Sep .. Thu 17 Sep  slack 2d free 0d
b      Wed 16 Sep .. Wed 16 Sep  late Fri 18 Sep .. Fri 18 Sep  slack 2d free 2d
c      Mon 21 Sep .. Mon 21 Sep  late Mon 21 Sep .. Mon 21 Sep  slack 0d free 0d critical
go     Mon  7 Sep .. Mon  7 Sep  late Mon 21 Sep .. Mon 21 Sep  slack 10d free 10d
s      Mon 14 Sep .. Fri 18 Sep  late Wed 16 Sep .. Fri 18 Sep  slack 0d free 0d

"#]],
    );
}

#[test]
fn links_of_a_summary_are_those_of_its_children() {
    check(
        "go 1d; s after go; a 2d in s; b 5d in s; next 1d after s; half 1d after s SS +1d; x 9d",
        str![[r#"
a      Tue  8 Sep .. Wed  9 Sep  late Tue 15 Sep .. Wed 16 Sep  slack 5d free 5d
b      Tue  8 Sep .. Mon 14 Sep  late Thu 10 Sep .. Wed 16 Sep  slack 2d free 2d
go     Mon  7 Sep .. Mon  7 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 2d free 0d
half   Wed  9 Sep .. Wed  9 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 6d free 6d
next   Tue 15 Sep .. Tue 15 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 2d free 2d
s      Tue  8 Sep .. Mon 14 Sep  late Thu 10 Sep .. Wed 16 Sep  slack 2d free 0d
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

/// From schedules that Microsoft Project stored.
#[test]
fn a_summary_that_is_under_way_leaves_time_until_the_late_start_of_its_open_children() {
    check(
        "go 1d; s after go; a 1d in s started 2026-09-08T08:00 finished 2026-09-08T17:00; b 1d in s after a; x 9d",
        str![[r#"
a      Tue  8 Sep .. Tue  8 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 0d free 0d
b      Wed  9 Sep .. Wed  9 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 6d free 6d
go     Mon  7 Sep .. Mon  7 Sep  late Wed 16 Sep .. Wed 16 Sep  slack 7d free 1d
s      Tue  8 Sep .. Wed  9 Sep  late Tue  8 Sep .. Thu 17 Sep  slack 6d free 6d
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
    check(
        "go 1d; s after go; a 2d in s started 2026-09-10T08:00 took 1d left 1d; b 1d in s; x 9d",
        str![[r#"
a      Thu 10 Sep .. Fri 11 Sep  late Thu 10 Sep .. Thu 17 Sep  slack 4d free 4d
b      Tue  8 Sep .. Tue  8 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 7d free 7d
go     Mon  7 Sep .. Mon  7 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 2d free 0d
s      Tue  8 Sep .. Fri 11 Sep  late Thu 10 Sep .. Thu 17 Sep  slack 4d free 4d
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn splits_are_passed_over_and_move_along() {
    check(
        "a 3d off 2026-09-08T08:00 2026-09-10T08:00; x 9d",
        str![[r#"
a      Mon  7 Sep .. Fri 11 Sep  late Fri 11 Sep .. Thu 17 Sep  slack 4d free 4d
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn elapsed_work_runs_through_the_clock_and_has_slack_of_the_clock() {
    check(
        "a 1d; b 2ed after a; c 1d after b; d 1ed; x 9d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 5d free 0d
b      Mon  7 Sep 17:00 .. Wed  9 Sep  late Tue 15 Sep .. Thu 17 Sep 08:00  slack 10980min free 900min
c      Thu 10 Sep .. Thu 10 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 5d free 5d
d      Mon  7 Sep .. Tue  8 Sep 08:00  late Wed 16 Sep 17:00 .. Thu 17 Sep  slack 13500min free 13500min
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

const PEOPLE: &str = "cal std; cal night 0-3 4-8 23-24; cal always 0-24; resource day std; resource owl night; resource robot always; resource paint -; ";

#[test]
fn work_runs_by_the_calendar_of_who_does_it() {
    check(
        &format!(
            "{PEOPLE} a 1d does owl 8h; b 1d after a does day 8h; c 1d does paint 1h; d 1d cal std does owl 8h ignores-resources; e 1d does owl 8h rule fixed-duration"
        ),
        str![[r#"
a      Mon  7 Sep 23:00 .. Tue  8 Sep 08:00  late Mon  7 Sep 23:00 .. Tue  8 Sep 08:00  slack 0d free 0d critical
b      Tue  8 Sep .. Tue  8 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 0d free 0d critical
c      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 1d
d      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 1d
e      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 1d

"#]],
    );
}

/// From a schedule that Microsoft Project stored: 70 hours around the clock and 75 hours of nights, 121 in all.
#[test]
fn each_assignment_has_a_length_of_its_own_where_that_explains_the_duration() {
    check(
        &format!(
            "{PEOPLE} a 12h; b 121h after a does owl 80h overtime 5h does robot 80h overtime 10h; c 1d after b; x 30d"
        ),
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep 12:00  late Mon  5 Oct 13:00 .. Tue  6 Oct  slack 9840min free 0d
b      Tue  8 Sep 12:00 .. Fri 18 Sep 02:00  late Wed  7 Oct 05:00 .. Fri 16 Oct 08:00  slack 20d free 0d
c      Fri 18 Sep .. Fri 18 Sep  late Fri 16 Oct .. Fri 16 Oct  slack 20d free 20d
x      Mon  7 Sep .. Fri 16 Oct  late Mon  7 Sep .. Fri 16 Oct  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn assignments_that_levelling_put_one_after_the_other_last_as_long_as_the_plan_says() {
    check(
        &format!("{PEOPLE} a 2d does day 8h does day 8h levelled 1ed; b 1d after a"),
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical
b      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn days_between_assignments_are_days_of_nobody() {
    check(
        &format!(
            "{PEOPLE} a 2d does day 8h does day 8h levelled 3d; b 1d after a; c 1d does day 8h late 2d"
        ),
        str![[r#"
a      Mon  7 Sep .. Thu 10 Sep  late Mon  7 Sep .. Thu 10 Sep  slack 0d free 0d critical
b      Fri 11 Sep .. Fri 11 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 0d free 0d critical
c      Mon  7 Sep .. Wed  9 Sep  late Wed  9 Sep .. Fri 11 Sep  slack 2d free 2d

"#]],
    );
}

#[test]
fn a_contour_makes_an_assignment_longer() {
    check(
        &format!("{PEOPLE} a 24h does day 8h does owl 8h contour 50,100,50"),
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn work_as_late_as_possible_takes_its_late_dates_and_pushes_what_waits() {
    check(
        "a 1d; b 2d after a ALAP; c 1d after b; x 9d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 5d free 5d
b      Tue 15 Sep .. Wed 16 Sep  late Tue 15 Sep .. Wed 16 Sep  slack 0d free 0d critical
c      Thu 17 Sep .. Thu 17 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 0d free 0d critical
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_program_that_is_scheduled_from_its_finish_shows_late_dates() {
    check(
        "option finish 2026-09-18T17:00; a 2d; b 3d after a; c 1d after a; d 1d SNET 2026-09-14",
        str![[r#"
a      Mon 14 Sep .. Tue 15 Sep  late Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d critical
b      Wed 16 Sep .. Fri 18 Sep  late Wed 16 Sep .. Fri 18 Sep  slack 0d free 0d critical
c      Wed 16 Sep .. Wed 16 Sep  late Fri 18 Sep .. Fri 18 Sep  slack 2d free 2d  shown Fri 18 Sep .. Fri 18 Sep
d      Mon 14 Sep .. Mon 14 Sep  late Fri 18 Sep .. Fri 18 Sep  slack 4d free 4d

"#]],
    );
}

#[test]
fn open_ends_are_late_by_their_own_finish_where_the_program_says_so() {
    check(
        "option open-ends; a 2d; b 3d after a; c 1d after a",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical
b      Wed  9 Sep .. Fri 11 Sep  late Wed  9 Sep .. Fri 11 Sep  slack 0d free 0d critical
c      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn what_has_no_more_slack_than_the_limit_is_critical() {
    check(
        "option critical-slack 2d; a 2d; b 3d after a; c 1d after a; d 1d",
        str![[r#"
a      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical
b      Wed  9 Sep .. Fri 11 Sep  late Wed  9 Sep .. Fri 11 Sep  slack 0d free 0d critical
c      Wed  9 Sep .. Wed  9 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 2d free 2d critical
d      Mon  7 Sep .. Mon  7 Sep  late Fri 11 Sep .. Fri 11 Sep  slack 4d free 4d

"#]],
    );
}

#[test]
fn decisions_gates_and_levels_of_effort_follow_longpoles_own_rules() {
    check(
        "decision d by 2026-09-10; a 1d after decision:d; gate g on 2026-09-16 after a; b 1d after gate:g; watch support after a and b",
        str![[r#"
a      Fri 11 Sep .. Fri 11 Sep  late Wed 16 Sep .. Wed 16 Sep  slack 3d free 3d
b      Thu 17 Sep .. Thu 17 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 0d free 0d critical
d      Thu 10 Sep 17:00 .. Thu 10 Sep  late Wed 16 Sep .. Wed 16 Sep 08:00  slack 3d free 0d
g      Wed 16 Sep 17:00 .. Wed 16 Sep  late Wed 16 Sep 17:00 .. Wed 16 Sep  slack 0d free 0d critical
watch  Fri 11 Sep .. Thu 17 Sep  late Wed 16 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn links_lead_from_one_profile_to_another() {
    check(
        "data 2026-09-09; a 2d; program q; data 2026-09-09; b 1d after p/a; c 1d; program r; profile microsoft-project; start 2026-09-07; data 2026-09-09; d 1d after q/b",
        str![[r#"
p/a    Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical
q/b    Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical
q/c    Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical
r/d    Thu 10 Sep .. Thu 10 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn front_ends_read_the_dates_and_flags_of_the_rules() {
    let text = "profile microsoft-project; start 2026-09-07; option critical-slack 2d; data 2026-10-01; a 2d; b 3d after a; c 1d after a";
    let plan = super::plan::Plan::read(text);
    let (network, schedule) = plan.schedule_by_profile();
    let shown = |name: &str| {
        let dates = schedule.dates(&network, plan.node(&network, name));
        (
            dates.early.start.date().to_string(),
            dates.critical,
            dates.driving,
        )
    };
    assert_eq!(shown("b"), ("2026-09-09".to_owned(), true, true));
    assert_eq!(shown("c"), ("2026-09-09".to_owned(), true, false));
}

/// What is put off by levelling leaves what it waits for no later than before the delay.
#[test]
fn a_levelling_delay_counts_backwards_too() {
    check(
        "a 1d; b 1d after a delay 6ed; c 1d after a; x 6d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Mon  7 Sep .. Mon  7 Sep  slack 0d free 0d critical
b      Mon 14 Sep .. Mon 14 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical
c      Tue  8 Sep .. Tue  8 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 4d free 4d
x      Mon  7 Sep .. Mon 14 Sep  late Mon  7 Sep .. Mon 14 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn no_later_dates_hold_where_a_program_is_scheduled_from_its_finish() {
    check(
        "option finish 2026-09-18T17:00; a 1d FNLT 2026-09-10T17:00; b 1d SNLT 2026-09-14T08:00; c 2d after a; d 1d MSO 2026-09-09T08:00",
        str![[r#"
a      Wed  9 Sep .. Wed  9 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 1d free 0d
b      Wed  9 Sep .. Wed  9 Sep  late Mon 14 Sep .. Mon 14 Sep  slack 3d free 3d
c      Thu 10 Sep .. Fri 11 Sep  late Thu 17 Sep .. Fri 18 Sep  slack 5d free 5d  shown Thu 17 Sep .. Fri 18 Sep
d      Wed  9 Sep .. Wed  9 Sep  late Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn links_of_all_kinds_into_started_work_bind_its_rest() {
    check(
        "a 1d; b 4d started 2026-09-09 took 1d left 3d after a SS; c 1d after b FF; d 1d after b SF; x 9d",
        str![[r#"
a      Mon  7 Sep .. Mon  7 Sep  late Thu 10 Sep .. Thu 10 Sep  slack 3d free 2d
b      Wed  9 Sep .. Mon 14 Sep  late Wed  9 Sep .. Thu 17 Sep  slack 3d free 0d
c      Mon 14 Sep .. Mon 14 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 3d free 3d
d      Tue  8 Sep .. Tue  8 Sep  late Thu 17 Sep .. Thu 17 Sep  slack 7d free 7d
x      Mon  7 Sep .. Thu 17 Sep  late Mon  7 Sep .. Thu 17 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn inactive_work_holds_nothing() {
    check(
        "a 5d inactive; b 1d after a; c 2d",
        str![[r#"
b      Mon  7 Sep .. Mon  7 Sep  late Tue  8 Sep .. Tue  8 Sep  slack 1d free 1d
c      Mon  7 Sep .. Tue  8 Sep  late Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical

"#]],
    );
}
