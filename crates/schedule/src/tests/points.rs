//! Decisions, gates, promises: points in time with a day of their own.

use snapbox::str;

use super::{check, check_chain, check_remarks};

#[test]
fn an_open_decision_holds_what_needs_it_until_its_day() {
    check(
        "decision sso by 2026-09-16; build 3d after decision:sso",
        str![[r#"
build    Thu 17 Sep .. Mon 21 Sep  slack 0d free 0d critical driving
sso      Wed 16 Sep 17:00 .. Wed 16 Sep  slack 0d free 0d critical driving

"#]],
    );
    check_chain(
        "decision sso by 2026-09-16; build 3d after decision:sso",
        "build",
        str![[r#"
build    needs build<-sso
sso      SetDay

"#]],
    );
}

#[test]
fn an_overdue_decision_holds_until_the_data_date() {
    check(
        "decision sso by 2026-09-01; build 3d after decision:sso",
        str![[r#"
build    Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
sso      Mon  7 Sep .. Mon  7 Sep 08:00  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_decision_that_was_made_or_fell_to_its_default_holds_nothing_up() {
    let plan = "decision sso decided 2026-09-03; decision db default-taken yes; build 3d after decision:sso and decision:db";
    check(
        plan,
        str![[r#"
build    Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
db       Mon  7 Sep .. Mon  7 Sep 08:00  slack 0d free 0d
sso      Thu  3 Sep 17:00 .. Thu  3 Sep  slack 0d free 0d

"#]],
    );
    check_remarks(
        plan,
        str![[r#"
p/decisions.db: decided on an unknown day; counted as decided on the data date

"#]],
    );
}

#[test]
fn a_deferred_decision_holds_until_the_day_to_which_it_was_put_off() {
    check(
        "decision sso deferred 2026-09-18; build 3d after decision:sso",
        str![[r#"
build    Mon 21 Sep .. Wed 23 Sep  slack 0d free 0d critical driving
sso      Fri 18 Sep 17:00 .. Fri 18 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_replaced_decision_waits_for_the_one_that_replaces_it() {
    check(
        "decision new by 2026-09-18; decision old replaced new; build 3d after decision:old",
        str![[r#"
build    Mon 21 Sep .. Wed 23 Sep  slack 0d free 0d critical driving
new      Fri 18 Sep 17:00 .. Fri 18 Sep  slack 0d free 0d critical driving
old      Fri 18 Sep 17:00 .. Fri 18 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn an_undecided_decision_without_a_day_is_remarked_on() {
    let plan = "decision sso; build 3d after decision:sso";
    check(
        plan,
        str![[r#"
build    Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
sso      Mon  7 Sep .. Mon  7 Sep 08:00  slack 0d free 0d critical driving

"#]],
    );
    check_remarks(
        plan,
        str![[r#"
p/decisions.sso: undecided and without a day; counted as decided on the data date

"#]],
    );
}

#[test]
fn a_gate_is_ruled_on_its_day_and_not_before_its_needs() {
    check(
        "docs 2d; gate ready on 2026-09-16 after docs; cutover 1d after gate:ready",
        str![[r#"
cutover  Thu 17 Sep .. Thu 17 Sep  slack 0d free 0d critical driving
docs     Mon  7 Sep .. Tue  8 Sep  slack 6d free 6d
ready    Wed 16 Sep 17:00 .. Wed 16 Sep  slack 0d free 0d critical driving

"#]],
    );
    check(
        "docs 10d; gate ready on 2026-09-16 after docs; cutover 1d after gate:ready",
        str![[r#"
cutover  Mon 21 Sep .. Mon 21 Sep  slack 0d free 0d critical driving
docs     Mon  7 Sep .. Fri 18 Sep  slack -2d free 0d critical driving
ready    Fri 18 Sep 17:00 .. Fri 18 Sep  slack -2d free 0d critical driving

"#]],
    );
}

#[test]
fn a_gate_that_was_passed_holds_nothing_up() {
    check(
        "docs 10d; gate ready on 2026-09-16 passed 2026-09-04 after docs; cutover 1d after gate:ready",
        str![[r#"
cutover  Mon  7 Sep .. Mon  7 Sep  slack 9d free 9d
docs     Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
ready    Fri  4 Sep 17:00 .. Fri  4 Sep  slack 0d free 0d

"#]],
    );
}

#[test]
fn a_gate_and_its_item_are_the_same_point() {
    check(
        "docs 2d; go milestone after docs; gate ready on 2026-09-16 item go; cutover 1d after go; party 1d after gate:ready",
        str![[r#"
cutover  Thu 17 Sep .. Thu 17 Sep  slack 0d free 0d critical
docs     Mon  7 Sep .. Tue  8 Sep  slack 6d free 6d
go       Wed 16 Sep 17:00 .. Wed 16 Sep  slack 0d free 0d critical driving
party    Thu 17 Sep .. Thu 17 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn a_promise_never_constrains() {
    check(
        "api 3d promised 2026-10-30; use 1d after api",
        str![[r#"
api      Mon  7 Sep .. Wed  9 Sep  slack 0d free 0d critical driving
use      Thu 10 Sep .. Thu 10 Sep  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn an_external_provider_without_an_estimate_delivers_as_promised() {
    let plan = "team vendor external; sso team vendor promised 2026-09-18; use 1d after sso";
    check(
        plan,
        str![[r#"
sso      Fri 18 Sep 17:00 .. Fri 18 Sep  slack 0d free 0d critical driving
use      Mon 21 Sep .. Mon 21 Sep  slack 0d free 0d critical driving

"#]],
    );
    check_remarks(
        plan,
        str![[r#"
p/sso: an external provider without an estimate; the promised 18 Sep 2026 stands for its delivery

"#]],
    );
}

#[test]
fn a_level_of_effort_lasts_as_long_as_what_it_supports() {
    check(
        "a 5d; b 5d after a; c 3d after b; lead support after a and b; pmo support; use 1d after lead",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
b        Mon 14 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
c        Mon 21 Sep .. Wed 23 Sep  slack 0d free 0d critical driving
lead     Mon  7 Sep .. Fri 18 Sep  slack 3d free 3d
pmo      Mon  7 Sep .. Wed 23 Sep  slack 0d free 0d critical
use      Mon  7 Sep .. Mon  7 Sep  slack 12d free 12d

"#]],
    );
    check_remarks(
        "a 5d; lead support after a; use 1d after lead",
        str![[r#"
p/use: use<-lead waits for a level of effort, which drives nothing; left out

"#]],
    );
}

#[test]
fn a_level_of_effort_that_has_begun_has_no_work_of_its_own_to_use_up() {
    check_remarks(
        "data 2026-09-21; a 5d started 2026-09-17; lead support started 2026-09-07 after a",
        str![[""]],
    );
}

#[test]
fn an_accepted_need_holds_nothing_up() {
    check(
        "a 5d; b 1d after a accepted",
        str![[r#"
a        Mon  7 Sep .. Fri 11 Sep  slack 0d free 0d critical driving
b        Mon  7 Sep .. Mon  7 Sep  slack 4d free 4d

"#]],
    );
}
