//! What the kinds of needs and their lags do to dates.

use snapbox::str;

use super::{check, check_chain};

#[test]
fn work_waits_for_what_it_needs() {
    check(
        "design 3d; build 5d after design; test 2d after build",
        str![[r#"
build    Thu 10 Sep .. Wed 16 Sep  slack 0d free 0d critical driving
design   Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
test     Thu 17 Sep .. Fri 18 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn lag_counts_working_days() {
    check(
        "design 3d; review 1d after design +2d",
        str![[r#"
design   Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
review   Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn an_elapsed_lag_runs_through_the_weekend() {
    check(
        "pour 4d; walk 1d after pour +3ed; paint 1d after pour +3d",
        str![[r#"
paint    Wed 16 Sep .. Wed 16 Sep  slack 0d free 0d critical driving
pour     Mon  7 Sep .. Thu 10 Sep  slack 0d free 0d critical driving
walk     Mon 14 Sep .. Mon 14 Sep  slack 2d free 2d

"#]],
    );
}

#[test]
fn a_lead_lets_work_begin_before_its_provider_ends() {
    check(
        "design 5d; build 5d after design -2d",
        str![[r#"
build    Thu 10 Sep .. Wed 16 Sep  slack 0d free 0d critical driving
design   Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn lag_runs_in_the_successors_calendar() {
    check(
        "cal six sat; a 5d; weekday 1d after a +1d; six-day 1d cal six after a +1d",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
six-day  Mon 14 Sep .. Mon 14 Sep  slack 1d free 1d
weekday  Tue 15 Sep .. Tue 15 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_start_to_start_link_does_not_wait_for_the_finish() {
    check(
        "dig 10d; lay 4d after dig SS +2d",
        str![[r#"
dig      Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
lay      Wed  9 Sep .. Mon 14 Sep  slack 4d free 4d

"#]],
    );
}

#[test]
fn a_finish_to_finish_link_pulls_the_start_along() {
    check(
        "write 10d; edit 2d after write FF +1d",
        str![[r#"
edit     Fri 18 Sep .. Mon 21 Sep  slack 0d free 0d critical driving
write    Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_start_to_finish_link_holds_the_finish() {
    check(
        "new 5d from 2026-09-16; old 3d after new SF",
        str![[r#"
new      Wed 16 Sep .. Tue 22 Sep  slack 0d free 0d critical driving
old      Fri 11 Sep .. Tue 15 Sep  slack 5d free 5d

"#]],
    );
}

#[test]
fn elapsed_work_runs_through_the_weekend() {
    check(
        "burn-in 4ed from 2026-09-10T12:00; ship 1d after burn-in",
        str![[r#"
burn-in  Thu 10 Sep 12:00 .. Mon 14 Sep 12:00  slack 60min free 60min driving
ship     Mon 14 Sep 13:00 .. Tue 15 Sep 12:00  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_milestone_after_saturdays_work_does_not_wait_for_monday() {
    check(
        "cal seven sat sun; move 6d cal seven; moved milestone after move; verify 1d cal seven after moved",
        str![[r#"
move     Mon  7 Sep .. Sat 12 Sep  slack 0d free 0d critical driving
moved    Sat 12 Sep 17:00 .. Sat 12 Sep  slack 0d free 0d critical driving
verify   Sun 13 Sep .. Sun 13 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn friday_evening_in_one_calendar_is_monday_morning_in_another() {
    check(
        "cal six sat; a 5d; b 1d cal six after a; c 1d after b",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
b        Sat 12 Sep .. Sat 12 Sep  slack 0d free 0d critical driving
c        Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_split_is_passed_over() {
    check(
        "build 5d off 2026-09-09 2026-09-10; test 1d after build",
        str![[r#"
build    Mon  7 Sep .. Tue 15 Sep  slack 0d free 0d critical driving
test     Wed 16 Sep .. Wed 16 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_split_may_begin_and_end_within_a_day() {
    check(
        "build 2d off 2026-09-07T10:00 2026-09-08T14:00; test 1d after build",
        str![[r#"
build    Mon  7 Sep .. Thu 10 Sep 11:00  slack 0d free 0d critical driving
test     Thu 10 Sep 11:00 .. Fri 11 Sep 11:00  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn what_is_inactive_takes_no_part_and_nothing_waits_for_it() {
    check(
        "a 2d; dropped 9d after a inactive; b 1d after dropped; s inactive; part 1d in s; c 1d after part and a",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical driving
b        Mon  7 Sep .. Mon  7 Sep  slack 2d free 2d
c        Wed  9 Sep .. Wed  9 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn needs_cross_programs_and_each_program_has_its_own_finish() {
    check(
        "program identity; tokens 10d; audit 2d after tokens; program payments; prep 3d; cutover 2d after identity/tokens and prep",
        str![[r#"
identity/audit Mon 21 Sep .. Tue 22 Sep  slack 0d free 0d critical driving
identity/tokens Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
payments/cutover Mon 21 Sep .. Tue 22 Sep  slack 0d free 0d critical driving
payments/prep Mon  7 Sep .. Wed  9 Sep  slack 7d free 7d

"#]],
    );
}

#[test]
fn the_chain_names_what_drives_each_step() {
    check_chain(
        "design 3d from 2026-09-14; build 5d after design; buy 1d; test 2d after build and buy",
        "test",
        str![[r#"
test     needs test<-build
build    needs build<-design
design   NotBefore

"#]],
    );
}

#[test]
fn a_circle_is_shown_as_a_path() {
    check(
        "a 1d after c; b 1d after a; c 1d after b; d 1d after c",
        str![[r#"
these wait for each other: p/a -> p/c -> p/b -> p/a

"#]],
    );
    check(
        "a 1d after a",
        str![[r#"
these wait for each other: p/a -> p/a

"#]],
    );
}

#[test]
fn a_circle_across_programs_is_found() {
    check(
        "program one; a 1d after two/b; program two; b 1d after one/a",
        str![[r#"
these wait for each other: one/a -> two/b -> one/a

"#]],
    );
}
