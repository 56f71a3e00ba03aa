//! What needs into and out of summaries do.

use snapbox::str;

use super::{check, check_chain, check_remarks};

#[test]
fn a_summary_spans_its_children() {
    check(
        "s; a 2d in s; b 5d in s; t in s; c 1d in t after a",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack 2d free 0d
b        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
c        Wed  9 Sep .. Wed  9 Sep  slack 2d free 2d
s        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical
t        Wed  9 Sep .. Wed  9 Sep  slack 2d free 2d

"#]],
    );
}

#[test]
fn a_need_of_a_summary_is_a_need_of_every_child() {
    check(
        "go 3d; s after go; a 2d in s; t in s; b 5d in t",
        str![[r#"
a        Thu 10 Sep .. Fri 11 Sep  slack 3d free 3d
b        Thu 10 Sep .. Wed 16 Sep  slack 0d free 0d critical driving
go       Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
s        Thu 10 Sep .. Wed 16 Sep  slack 0d free 0d critical
t        Thu 10 Sep .. Wed 16 Sep  slack 0d free 0d critical

"#]],
    );
    check_chain(
        "go 3d; s after go; a 2d in s; t in s; b 5d in t",
        "b",
        str![[r#"
b        needs s<-go
go       DataDate

"#]],
    );
}

#[test]
fn what_needs_a_summary_waits_for_its_last_child() {
    check(
        "s; a 2d in s; b 5d in s; end 1d after s",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack 3d free 3d
b        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
end      Mon 14 Sep .. Mon 14 Sep  slack 0d free 0d critical driving
s        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving

"#]],
    );
    check_chain(
        "s; a 2d in s; b 5d in s; end 1d after s",
        "end",
        str![[r#"
end      needs end<-s
s        Rollup
b        DataDate

"#]],
    );
}

#[test]
fn a_start_to_start_need_of_a_summary_waits_for_its_first_child() {
    check(
        "s; a 2d in s from 2026-09-09; b 5d in s from 2026-09-10; with 1d after s SS +1d",
        str![[r#"
a        Wed  9 Sep .. Thu 10 Sep  slack 4d free 0d
b        Thu 10 Sep .. Wed 16 Sep  slack 0d free 0d critical driving
s        Wed  9 Sep .. Wed 16 Sep  slack 0d free 0d critical
with     Thu 10 Sep .. Thu 10 Sep  slack 4d free 4d

"#]],
    );
    check_chain(
        "s; a 2d in s from 2026-09-09; b 5d in s from 2026-09-10; with 1d after s SS +1d",
        "with",
        str![[r#"
with     needs with<-s
s        Rollup
a        NotBefore

"#]],
    );
}

#[test]
fn a_finish_to_finish_need_of_a_summary_holds_every_childs_finish() {
    check(
        "go 10d; s after go FF; a 2d in s; b 5d in s",
        str![[r#"
a        Thu 17 Sep .. Fri 18 Sep  slack 0d free 0d critical
b        Mon 14 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
go       Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
s        Mon 14 Sep .. Fri 18 Sep  slack 0d free 0d critical

"#]],
    );
    check_chain(
        "go 10d; s after go FF; a 2d in s; b 5d in s",
        "a",
        str![[r#"
a        needs s<-go
go       DataDate

"#]],
    );
}

#[test]
fn not_before_of_a_summary_holds_its_children() {
    check(
        "s from 2026-09-16; a 2d in s; b 1d in s after a",
        str![[r#"
a        Wed 16 Sep .. Thu 17 Sep  slack 0d free 0d critical driving
b        Fri 18 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
s        Wed 16 Sep .. Fri 18 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_deadline_of_a_summary_bounds_its_childrens_slack() {
    check(
        "s by 2026-09-11; a 2d in s; b 5d in s; c 10d",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack 3d free 3d
b        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical
c        Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
s        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical

"#]],
    );
}

#[test]
fn a_summary_is_finished_when_its_children_are() {
    let plan = "data 2026-09-21; s finished 2026-09-15; a 2d in s finished 2026-09-15; b 2d in s";
    check(
        plan,
        str![[r#"
a        Mon 14 Sep .. Tue 15 Sep  slack 0d free 0d
b        Mon 21 Sep .. Tue 22 Sep  slack 0d free 0d critical driving
s        Mon 14 Sep .. Tue 22 Sep  slack 0d free 0d critical

"#]],
    );
    check_remarks(
        plan,
        str![[r#"
p/s: said to be finished while children are open; the children count

"#]],
    );
}

#[test]
fn a_child_that_needs_its_summary_is_a_circle() {
    check(
        "s; a 2d in s; b 5d in s after s",
        str![[r#"
these wait for each other: p/b -> p/s -> p/b

"#]],
    );
    check(
        "s after a; a 2d in s",
        str![[r#"
these wait for each other: p/a -> p/s -> p/a

"#]],
    );
    check(
        "s in t; t in s",
        str![[r#"
these wait for each other: p/s -> p/t -> p/s

"#]],
    );
}

#[test]
fn what_a_summary_cannot_have_is_remarked_on() {
    check_remarks(
        "s 10d MSO 2026-09-30; a 2d in s; b 1d in nowhere",
        str![[r#"
p/b: its parent does not exist
p/s: has children and an estimate; the children count
p/s: has children and a constraint that only single items can have; left out

"#]],
    );
}
