//! What dates that somebody set do to computed ones.

use snapbox::str;

use super::{check, check_chain};

#[test]
fn not_before_holds_a_start() {
    check(
        "a 2d from 2026-09-10; b 1d after a",
        str![[r#"
a        Thu 10 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
b        Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical driving

"#]],
    );
    check_chain(
        "a 2d from 2026-09-10; b 1d after a",
        "b",
        str![[r#"
b        needs b<-a
a        NotBefore

"#]],
    );
}

#[test]
fn a_start_in_time_off_slides_to_the_next_working_day() {
    check(
        "a 2d SNET 2026-09-12",
        str![[r#"
a        Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_no_earlier_finish_pulls_the_start_along() {
    check(
        "a 2d FNET 2026-09-18",
        str![[r#"
a        Thu 17 Sep .. Fri 18 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_no_later_start_overrides_needs_and_shows_as_negative_slack() {
    check(
        "a 5d; b 2d after a SNLT 2026-09-10",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack -2d free 0d critical
b        Thu 10 Sep .. Fri 11 Sep  slack -2d free 0d critical driving

"#]],
    );
}

#[test]
fn a_no_later_finish_overrides_needs_and_shows_as_negative_slack() {
    check(
        "a 5d; b 2d after a FNLT 2026-09-11",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack -2d free 0d critical
b        Thu 10 Sep .. Fri 11 Sep  slack -2d free 0d critical driving

"#]],
    );
}

#[test]
fn a_no_later_date_that_holds_changes_no_dates() {
    check(
        "a 5d; b 2d after a FNLT 2026-09-30",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
b        Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn must_dates_override_needs_in_both_directions() {
    check(
        "a 5d; b 2d after a MSO 2026-09-10",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack -2d free 0d critical
b        Thu 10 Sep .. Fri 11 Sep  slack 0d free 0d critical driving

"#]],
    );
    check(
        "a 5d; b 2d after a MSO 2026-09-17; c 1d after b",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 3d free 3d
b        Thu 17 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
c        Mon 21 Sep .. Mon 21 Sep  slack 0d free 0d critical driving

"#]],
    );
    check(
        "a 5d; b 2d after a MFO 2026-09-18; c 1d after b",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 3d free 3d
b        Thu 17 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
c        Mon 21 Sep .. Mon 21 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn no_constraint_puts_unfinished_work_before_the_data_date() {
    check(
        "a 2d MSO 2026-08-03; b 2d FNLT 2026-08-04",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack -25d free 0d critical
b        Mon  7 Sep .. Tue  8 Sep  slack -25d free 0d critical driving

"#]],
    );
}

#[test]
fn work_as_late_as_possible_takes_its_slack_and_delays_nothing() {
    check(
        "build 10d; train 2d ALAP; launch milestone after build and train",
        str![[r#"
build    Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
launch   Fri 18 Sep 17:00 .. Fri 18 Sep  slack 0d free 0d critical driving
train    Thu 17 Sep .. Fri 18 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_deadline_bounds_slack_and_not_dates() {
    check(
        "a 5d by 2026-09-09; b 2d after a",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack -2d free 0d critical driving
b        Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_commitment_bounds_slack_and_a_wish_does_not() {
    check(
        "a 5d commit 2026-09-16; b 5d aim 2026-09-08; c 10d",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 3d free 3d
b        Mon  7 Sep .. Fri 11 Sep  slack 5d free 5d
c        Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn dates_set_by_hand_hold_against_needs_but_not_before_the_data_date() {
    check(
        "a 5d; b 2d after a manual 2026-09-09T08:00 2026-09-10T17:00; c 1d manual 2026-09-01T08:00 -; s manual 2026-09-16T08:00 -; d 1d in s",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack -3d free 0d critical
b        Wed  9 Sep .. Thu 10 Sep  slack 0d free 0d critical
c        Mon  7 Sep .. Mon  7 Sep  slack -4d free 0d critical
d        Wed 16 Sep .. Wed 16 Sep  slack 0d free 0d critical driving
s        Wed 16 Sep .. Wed 16 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_limit_that_cannot_be_kept_shows_by_how_much_it_is_missed() {
    check(
        "a 10d; b 2d after a FNLT 2026-09-18; c 3d SNLT 2026-09-10; d 4d SNLT 2026-09-30 after a",
        str![[r#"
a        Mon  7 Sep .. Fri 18 Sep  slack -2d free 0d critical driving
b        Thu 17 Sep .. Fri 18 Sep  slack -2d free 0d critical
c        Mon  7 Sep .. Wed  9 Sep  slack 3d free 3d
d        Mon 21 Sep .. Thu 24 Sep  slack 0d free 0d critical driving

"#]],
    );
}
