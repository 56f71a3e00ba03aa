//! What is done lies before the data date, what is left after it.

use snapbox::str;

use super::{check, check_remarks};

#[test]
fn finished_work_keeps_its_actual_dates() {
    check(
        "data 2026-09-21; a 5d started 2026-09-08 finished 2026-09-17; b 3d after a",
        str![[r#"
a        Tue  8 Sep .. Thu 17 Sep  slack 0d free 0d
b        Mon 21 Sep .. Wed 23 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn finished_work_without_a_start_began_its_duration_before() {
    check(
        "data 2026-09-21; a 5d finished 2026-09-17",
        str![[r#"
a        Fri 11 Sep .. Thu 17 Sep  slack 0d free 0d driving

"#]],
    );
}

#[test]
fn started_work_has_left_what_its_owner_says() {
    check(
        "data 2026-09-21; a 5d started 2026-09-14 left 4d; b 1d after a",
        str![[r#"
a        Mon 14 Sep .. Thu 24 Sep  slack 0d free 0d critical driving
b        Fri 25 Sep .. Fri 25 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn started_work_without_a_word_has_left_what_time_has_not_used_up() {
    check(
        "data 2026-09-21; a 8d started 2026-09-14; b 1d after a",
        str![[r#"
a        Mon 14 Sep .. Wed 23 Sep  slack 0d free 0d critical driving
b        Thu 24 Sep .. Thu 24 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn an_interruption_uses_up_nothing() {
    check(
        "data 2026-09-21; a 8d started 2026-09-14 stopped 2026-09-15; b 8d started 2026-09-14 stopped 2026-09-15 resumed 2026-09-18; c 8d started 2026-09-14 stopped 2026-09-15 resumed 2026-09-24",
        str![[r#"
a        Mon 14 Sep .. Mon 28 Sep  slack 3d free 3d
b        Mon 14 Sep .. Fri 25 Sep  slack 4d free 4d
c        Mon 14 Sep .. Thu  1 Oct  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn an_estimate_that_is_used_up_is_remarked_on() {
    let plan = "data 2026-09-21; a 3d started 2026-09-14; b 10d started 2026-09-01 done 40%; c started 2026-09-14";
    check(
        plan,
        str![[r#"
a        Mon 14 Sep .. Mon 21 Sep 08:00  slack 6d free 6d
b        Tue  1 Sep .. Mon 28 Sep  slack 0d free 0d critical driving
c        Mon 14 Sep .. Mon 21 Sep 08:00  slack 6d free 6d

"#]],
    );
    check_remarks(
        plan,
        str![[r#"
p/a: started, its estimate is used up and nothing says what is left; counted as done on the data date
p/b: started and its estimate is used up; what is left was taken from the percentage
p/c: started without an estimate or what is left; counted as done on the data date

"#]],
    );
}

#[test]
fn unfinished_work_never_lies_before_the_data_date() {
    check(
        "data 2026-09-23; a 2d from 2026-09-08; b 1d after a",
        str![[r#"
a        Wed 23 Sep .. Thu 24 Sep  slack 0d free 0d critical driving
b        Fri 25 Sep .. Fri 25 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn started_work_waits_for_what_it_still_needs() {
    check(
        "data 2026-09-21; a 3d; b 5d started 2026-09-17 left 2d after a",
        str![[r#"
a        Mon 21 Sep .. Wed 23 Sep  slack 0d free 0d critical driving
b        Thu 17 Sep .. Fri 25 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_data_date_on_a_weekend_means_monday() {
    check(
        "data 2026-09-19; a 1d",
        str![[r#"
a        Mon 21 Sep .. Mon 21 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn contradictory_progress_is_remarked_on() {
    check_remarks(
        "data 2026-09-21; a 3d finished 2026-09-25; b 3d started 2026-09-30; c 2d finished 2026-09-18 after b; d 1d started 2026-09-10 finished 2026-09-08",
        str![[r#"
p/a: said to have finished after the data date, on 25 Sep 2026
p/b: said to have started after the data date, on 30 Sep 2026
p/c: finished, while what it needs (c<-b) is not
p/d: finished before it started

"#]],
    );
}

#[test]
fn effort_is_shared_by_the_fewest_people_that_were_named() {
    check(
        "a effort 12pd people 3; b effort 4pd",
        str![[r#"
a        Mon  7 Sep .. Thu 10 Sep  slack 0d free 0d critical
b        Mon  7 Sep .. Thu 10 Sep  slack 0d free 0d critical driving

"#]],
    );
    check_remarks(
        "a effort 12pd people 3; b effort 4pd",
        str![[r#"
p/b: effort without a number of people; counted as one person's

"#]],
    );
}

#[test]
fn a_backlog_that_was_begun_has_left_all_that_it_counts() {
    check(
        "data 2026-09-21; team t pace 5; a backlog 20 team t started 2026-09-07",
        str![[r#"
a        Mon  7 Sep .. Fri 16 Oct  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_backlog_takes_its_size_over_the_mean_pace() {
    check(
        "team t pace 4 6; a backlog 20 team t",
        str![[r#"
a        Mon  7 Sep .. Fri  2 Oct  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn work_without_an_estimate_takes_no_time_and_is_remarked_on() {
    let plan =
        "team t; team none pace 0 0; a; b backlog 20 team t; c backlog 20 team none; d 1d after a";
    check(
        plan,
        str![[r#"
a        Mon  7 Sep .. Mon  7 Sep 08:00  slack 0d free 0d critical driving
b        Mon  7 Sep .. Mon  7 Sep 08:00  slack 1d free 1d
c        Mon  7 Sep .. Mon  7 Sep 08:00  slack 1d free 1d
d        Mon  7 Sep .. Mon  7 Sep  slack 0d free 0d critical driving

"#]],
    );
    check_remarks(
        plan,
        str![[r#"
p/a: no estimate; counted as no time
p/b: a backlog without a pace; counted as no time
p/c: a backlog at a pace of nought; counted as no time

"#]],
    );
}

#[test]
fn a_started_backlog_takes_what_is_left_of_it_from_now_on() {
    check(
        "team t pace 5; data 2026-09-21; a backlog 20 team t started 2026-09-07; b backlog 20 team t",
        str![[r#"
a        Mon  7 Sep .. Fri 16 Oct  slack 0d free 0d critical
b        Mon 21 Sep .. Fri 16 Oct  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_started_backlog_without_a_pace_lacks_the_pace_and_nothing_else() {
    check_remarks(
        "team t; data 2026-09-21; a backlog 20 team t started 2026-09-07",
        str![[r#"
p/a: a backlog without a pace; counted as no time

"#]],
    );
}
