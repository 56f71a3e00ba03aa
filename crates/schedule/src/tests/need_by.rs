//! By when each need has to be met.

use snapbox::str;

use super::{Plan, check_needs};

#[test]
fn a_driving_provider_that_will_be_ten_working_days_late_shows_a_gap_of_ten() {
    // The commitment needs the interface by Fri 18 Sep; it takes until Fri 2 Oct.
    check_needs(
        "api 20d; use 5d after api; done milestone after use commit 2026-09-25",
        str![[r#"
done<-use: by Fri 25 Sep (Commitment of done), free Fri  9 Oct, delivery Fri  9 Oct, gap 10d
use<-api: by Fri 18 Sep (Commitment of done), free Fri  2 Oct, delivery Fri  2 Oct, gap 10d

"#]],
    );
}

#[test]
fn need_by_is_anchored_at_dates_that_were_set_and_never_at_the_computed_finish() {
    check_needs(
        "api 20d; use 5d after api; long 60d",
        str![[r#"
use<-api: by Fri  4 Sep (earliest start), free Fri  2 Oct, delivery Fri  2 Oct, gap 20d

"#]],
    );
}

#[test]
fn without_a_date_downstream_the_consumers_earliest_start_counts_and_is_labelled_so() {
    check_needs(
        "api 20d; prep 4d; use 5d after api and prep",
        str![[r#"
use<-api: by Thu 10 Sep (earliest start), free Fri  2 Oct, delivery Fri  2 Oct, gap 16d
use<-prep: by Fri  2 Oct (earliest start), free Fri  2 Oct, delivery Thu 10 Sep, gap -16d

"#]],
    );
}

#[test]
fn the_strictest_of_the_dates_downstream_counts_and_is_named() {
    check_needs(
        "land 2026-12-18; api 5d; use 5d after api by 2026-10-30; next 10d after use aim 2026-11-06; gate g on 2026-10-16 after use",
        str![[r#"
next<-use: by Fri 23 Oct (Target of next), free Fri 18 Sep, delivery Fri 18 Sep, gap -25d
use<-api: by Fri  9 Oct (GateDay of g), free Fri 11 Sep, delivery Fri 11 Sep, gap -20d

"#]],
    );
}

#[test]
fn the_program_target_anchors_every_item() {
    check_needs(
        "land 2026-10-02; api 5d; use 5d after api",
        str![[r#"
use<-api: by Fri 25 Sep (ProgramTarget of use), free Fri 11 Sep, delivery Fri 11 Sep, gap -10d

"#]],
    );
}

#[test]
fn the_free_date_is_where_the_consumer_is_not_moved_at_all() {
    check_needs(
        "land 2026-10-02; api 2d; long 8d; use 5d after api and long",
        str![[r#"
use<-api: by Fri 25 Sep (ProgramTarget of use), free Wed 16 Sep, delivery Tue  8 Sep, gap -13d
use<-long: by Fri 25 Sep (ProgramTarget of use), free Wed 16 Sep, delivery Wed 16 Sep, gap -7d

"#]],
    );
}

#[test]
fn typed_needs_and_lags_move_the_need_by() {
    check_needs(
        "land 2026-10-02; api 5d; ss 5d after api SS +2d; ff 5d after api FF +2d; lead 5d after api -2d; sf 5d after api SF",
        str![[r#"
ff<-api: by Wed 30 Sep (ProgramTarget of ff), free Fri 11 Sep, delivery Fri 11 Sep, gap -13d
lead<-api: by Tue 29 Sep (ProgramTarget of lead), free Fri 11 Sep, delivery Fri 11 Sep, gap -12d
sf<-api: by Mon  5 Oct 08:00 (ProgramTarget of sf), free Mon 14 Sep 08:00, delivery Mon  7 Sep 08:00, gap -20d
ss<-api: by Thu 24 Sep 08:00 (ProgramTarget of ss), free Mon  7 Sep 08:00, delivery Mon  7 Sep 08:00, gap -13d

"#]],
    );
}

#[test]
fn a_summary_needs_it_for_its_strictest_child() {
    check_needs(
        "api 5d; s after api; a 5d in s commit 2026-09-25; b 5d in s commit 2026-10-02",
        str![[r#"
s<-api: by Fri 18 Sep (Commitment of a), free Fri 11 Sep, delivery Fri 11 Sep, gap -5d

"#]],
    );
    check_needs(
        "api 5d; s after api; a 5d in s; b 5d in s",
        str![[r#"
s<-api: by Fri  4 Sep (earliest start), free Fri 11 Sep, delivery Fri 11 Sep, gap 5d

"#]],
    );
    check_needs(
        "api 5d; s after api FF; a 5d in s; b 9d in s",
        str![[r#"
s<-api: by Fri 11 Sep (earliest start), free Fri 11 Sep, delivery Fri 11 Sep, gap 0d

"#]],
    );
}

#[test]
fn what_a_finished_consumer_needed_is_met() {
    check_needs(
        "data 2026-09-21; api 5d finished 2026-09-10; use 5d finished 2026-09-17 after api commit 2026-09-18",
        str![[r#"
use<-api: by Thu 10 Sep (met), free Thu 10 Sep, delivery Thu 10 Sep, gap 0d

"#]],
    );
}

#[test]
fn a_started_consumer_needs_it_for_what_is_left() {
    check_needs(
        "data 2026-09-21; api 2d; use 9d started 2026-09-10 left 3d after api commit 2026-09-25",
        str![[r#"
use<-api: by Tue 22 Sep (Commitment of use), free Tue 22 Sep, delivery Tue 22 Sep, gap 0d

"#]],
    );
}

#[test]
fn a_need_of_a_decision_has_a_need_by_too() {
    check_needs(
        "decision sso by 2026-09-30; use 5d after decision:sso commit 2026-09-25",
        str![[r#"
use<-sso: by Fri 18 Sep (Commitment of use), free Wed 30 Sep, delivery Wed 30 Sep, gap 8d

"#]],
    );
}

#[test]
fn a_promise_is_measured_against_need_by() {
    let plan = Plan::read("api 5d; use 5d after api commit 2026-09-25");
    let (network, schedule) = plan.schedule();
    let need = crate::needs_by(&network, &schedule)[0];
    let gap = |on: &str| need.gap_until(&network, longpole_testkit::date(on)) / 480;
    assert_eq!(
        (gap("2026-09-18"), gap("2026-09-25"), gap("2026-09-16")),
        (0, 5, -2)
    );
}

#[test]
fn a_need_is_found_by_its_name_in_whatever_program_it_is() {
    let plan = Plan::read(
        "program b; x 1d; y 1d after x and a/z; program a; z 1d; w 1d after z and b/x; v 1d after w accepted",
    );
    let (network, schedule) = plan.schedule();
    let needs = crate::needs_by(&network, &schedule);
    assert_eq!(network.needs.len(), 4);
    for (index, need) in network.needs.iter().enumerate() {
        assert_eq!(network.need_index(need), Some(index));
        assert_eq!(network.link_of(need), Some(needs[index].link));
        assert_eq!(network.need_of(needs[index].link), Some(need));
    }
    let accepted = crate::NeedRef {
        program: network.programs[0].program.clone(),
        need: longpole_model::NeedId::new("v<-w").unwrap(),
    };
    assert_eq!(network.link_of(&accepted), None);
}
