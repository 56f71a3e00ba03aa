//! What a forecast says of small plans: odds, what is unknown, what moves the finish, by when to decide.

use std::fmt::Write as _;

use longpole_model::{DecisionId, EntityKind, ProgramId};
use longpole_testkit::date;
use snapbox::{IntoData, str};

use super::plan::{Text, key};
use crate::{ForecastOptions, Odds, last_responsible_day, sensitivity};

#[track_caller]
fn check(text: &str, expected: impl IntoData) {
    snapbox::assert_data_eq!(show(&Text::read(text)), expected.raw());
}

/// Dates, odds and gaps, in lines.
fn show(text: &Text) -> String {
    let forecast = text.forecast(2_000);
    let mut out = String::new();
    for (subject, date) in &forecast.dates {
        let q = date.quantiles;
        write!(out, "{subject} {} {} {}", q.p10, q.p50, q.p90).unwrap();
        write!(out, " drives {:.2}", date.criticality).unwrap();
        odds(&mut out, "commitment", date.commitment);
        odds(&mut out, "target", date.target);
        odds(&mut out, "deadline", date.deadline);
        for incomplete in &date.incomplete {
            write!(out, ", {:?} of {}", incomplete.why, incomplete.subject).unwrap();
        }
        for assumed in &date.assumed {
            write!(out, ", {:?} of {}", assumed.what, assumed.subject).unwrap();
        }
        out.push('\n');
    }
    for (program, said) in &forecast.programs {
        let q = said.finish.quantiles;
        write!(out, "{program} lands {} {} {}", q.p10, q.p50, q.p90).unwrap();
        odds(&mut out, "target", said.finish.target);
        out.push('\n');
        for chain in &said.chains {
            let subjects: Vec<String> = chain.subjects.iter().map(ToString::to_string).collect();
            writeln!(out, "  {} x {}", chain.drives, subjects.join(" > ")).unwrap();
        }
    }
    for (need, said) in &forecast.needs {
        write!(out, "{need} from {} {}", said.provider, said.delivery.p50).unwrap();
        odds(&mut out, "promise", said.promise);
        odds(&mut out, "need-by", said.need_by);
        out.push('\n');
    }
    out
}

fn odds(out: &mut String, what: &str, odds: Option<Odds>) {
    if let Some(odds) = odds {
        match odds.share() {
            Some(share) => write!(out, ", {what} {} {share:.2}", odds.by).unwrap(),
            None => write!(out, ", {what} {} unknown", odds.by).unwrap(),
        }
    }
}

/// What moves the finish of program `p`.
fn moves(text: &str) -> String {
    let text = Text::read(text);
    let program = ProgramId::new("p").unwrap();
    let options = ForecastOptions::default();
    let found = sensitivity(text.plan(), &text.forecast(2_000), &program, &options).unwrap();
    let mut out = format!("p50 {} p80 {}\n", found.p50, found.p80);
    for effect in &found.effects {
        writeln!(
            out,
            "{} {:.1} {:.1}",
            effect.subject, effect.p50_days, effect.p80_days
        )
        .unwrap();
    }
    for response in &found.responses {
        writeln!(
            out,
            "{} of {}: active {}, {} instead of {}, buys {:.1} {:.1}",
            response.response,
            response.risk,
            response.active,
            response.p80_with,
            response.p80_without,
            response.p50_days,
            response.p80_days
        )
        .unwrap();
    }
    out
}

/// By when decision `d` of program `p` has to be made.
fn decide(text: &str) -> String {
    let text = Text::read(text);
    let program = ProgramId::new("p").unwrap();
    let decision = DecisionId::new("d").unwrap();
    let options = ForecastOptions::default();
    match last_responsible_day(text.plan(), &program, &decision, &options) {
        None => "nothing to decide".to_owned(),
        Some(found) => {
            let day = found
                .day
                .map_or("any day".to_owned(), |day| day.to_string());
            let late = if found.already_late {
                ", already late"
            } else {
                ""
            };
            format!(
                "{day}{late}, p80 {}, {:.1} days a week, tolerance {:.2}",
                found.p80, found.cost_days_per_week, found.tolerance_days
            )
        }
    }
}

#[test]
fn odds_stand_beside_every_date_that_was_said() {
    check(
        "land 2026-10-02; design 5d..8d..15d commit 2026-09-18 promised build 2026-09-21; \
         build 2d..4d..6d after design aim 2026-09-24 by 2026-10-09; end milestone after build",
        str![[r#"
p/items.build 2026-09-17 2026-09-24 2026-10-02 drives 1.00, target 2026-09-24 0.56, deadline 2026-10-09 1.00
p/items.design 2026-09-11 2026-09-18 2026-09-25 drives 1.00, commitment 2026-09-18 0.57
p/items.end 2026-09-17 2026-09-24 2026-10-02 drives 1.00
p lands 2026-09-17 2026-09-24 2026-10-02, target 2026-10-02 0.93
  2000 x p/items.design > p/items.build > p/items.end
p/needs.build<-design from p/items.design 2026-09-18, promise 2026-09-21 0.66, need-by 2026-09-18 0.57
p/needs.end<-build from p/items.build 2026-09-24, need-by 2026-10-02 0.93

"#]],
    );
}

#[test]
fn without_an_estimate_upstream_the_odds_are_unknown_and_downstream_only() {
    check(
        "land 2026-10-02; guess commit 2026-09-18; build 2d after guess commit 2026-09-24; \
         other 3d commit 2026-09-11; early 1d after guess SS commit 2026-09-11",
        str![[r#"
p/items.build 2026-09-08 2026-09-08 2026-09-08 drives 0.00, commitment 2026-09-24 unknown, Estimate of p/items.guess
p/items.early 2026-09-07 2026-09-07 2026-09-07 drives 0.00, commitment 2026-09-11 1.00
p/items.guess 2026-09-07 2026-09-07 2026-09-07 drives 0.00, commitment 2026-09-18 unknown, Estimate of p/items.guess
p/items.other 2026-09-09 2026-09-09 2026-09-09 drives 1.00, commitment 2026-09-11 1.00
p lands 2026-09-09 2026-09-09 2026-09-09, target 2026-10-02 unknown
  2000 x p/items.other
p/needs.build<-guess from p/items.guess 2026-09-07, need-by 2026-09-22 unknown
p/needs.early<-guess from p/items.guess 2026-09-07, need-by 2026-09-11 1.00

"#]],
    );
}

#[test]
fn a_backlog_without_a_pace_or_without_progress_has_no_odds() {
    check(
        "team still pace 0 0 0; team quick pace 4; team varied pace 0 5 3 8; \
         a backlog 20 commit 2026-10-30; b backlog 20 team still commit 2026-10-30; \
         c backlog 20 team quick commit 2026-10-30; d backlog 20..25..40 team varied commit 2026-10-30",
        str![[r#"
p/items.a 2026-09-07 2026-09-07 2026-09-07 drives 0.00, commitment 2026-10-30 unknown, Pace of p/items.a
p/items.b 2026-09-07 2026-09-07 2026-09-07 drives 0.00, commitment 2026-10-30 unknown, ZeroPace of p/items.b
p/items.c 2026-10-09 2026-10-09 2026-10-09 drives 0.18, commitment 2026-10-30 1.00, SteadyPace of p/items.c
p/items.d 2026-10-06 2026-10-27 2026-11-24 drives 0.84, commitment 2026-10-30 0.63
p lands 2026-10-09 2026-10-27 2026-11-24
  1636 x p/items.d
  364 x p/items.c

"#]],
    );
}

#[test]
fn an_overrun_without_what_is_left_is_unknown_and_with_three_points_drawn() {
    check(
        "data 2026-09-28; a 5d started 2026-09-14 commit 2026-10-02; \
         b 3d..5d..8d started 2026-09-14 commit 2026-10-02",
        str![[r#"
p/items.a 2026-09-28 2026-09-28 2026-09-28 drives 0.00, commitment 2026-10-02 unknown, Remaining of p/items.a
p/items.b 2026-09-28 2026-09-28 2026-09-29 drives 1.00, commitment 2026-10-02 1.00
p lands 2026-09-28 2026-09-28 2026-09-29
  2000 x p/items.b

"#]],
    );
}

#[test]
fn a_known_unreliable_team_is_waited_for_longer_by_other_teams_only() {
    check(
        "team slow kept 50% late 5d..10d..20d; team fast kept 100% late 1d; \
         api 10d team slow promised mine 2026-09-18 promised theirs 2026-09-18; \
         mine 1d team slow after api; theirs 1d team fast after api",
        str![[r#"
p/items.api 2026-09-18 2026-09-18 2026-09-18 drives 1.00
p/items.mine 2026-09-21 2026-09-21 2026-09-21 drives 0.52
p/items.theirs 2026-09-21 2026-09-21 2026-10-14 drives 1.00
p lands 2026-09-21 2026-09-21 2026-10-14
  1043 x p/items.api > p/items.mine
  957 x p/items.api > p/items.theirs
p/needs.mine<-api from p/items.api 2026-09-18, promise 2026-09-18 1.00
p/needs.theirs<-api from p/items.api 2026-09-18, promise 2026-09-18 0.52

"#]],
    );
}

#[test]
fn an_external_promise_without_known_reliability_has_the_default_spread_and_says_so() {
    check(
        "team carrier external; link team carrier promised use 2026-10-02; use 1d after link",
        str![[r#"
p/items.link 2026-10-02 2026-10-02 2026-11-05 drives 1.00, DefaultReliability of p/items.link
p/items.use 2026-10-05 2026-10-05 2026-11-06 drives 1.00
p lands 2026-10-05 2026-10-05 2026-11-06
  2000 x p/items.link > p/items.use
p/needs.use<-link from p/items.link 2026-10-02, promise 2026-10-02 0.61

"#]],
    );
}

#[test]
fn risks_that_are_over_or_happened_are_not_drawn() {
    check(
        "a 5d; risk past 100% hits a 9d until 2026-09-01; risk now 100% hits a 9d triggered; \
         risk silent hits a 9d",
        str![[r#"
p/items.a 2026-09-11 2026-09-11 2026-09-11 drives 1.00, NoProbability of p/risks.silent
p lands 2026-09-11 2026-09-11 2026-09-11
  2000 x p/items.a

"#]],
    );
}

#[test]
fn a_risk_on_a_summary_delays_it_as_a_whole_and_the_program() {
    check(
        "top; a 5d in top; risk r 100% hits top 2d; after 1d after top",
        str![[r#"
p/items.a 2026-09-11 2026-09-11 2026-09-11 drives 1.00
p/items.after 2026-09-16 2026-09-16 2026-09-16 drives 1.00
p/items.top 2026-09-15 2026-09-15 2026-09-15 drives 1.00
p lands 2026-09-16 2026-09-16 2026-09-16
  2000 x p/items.a > p/items.after
p/needs.after<-top from p/items.top 2026-09-15

"#]],
    );
}

#[test]
fn what_waits_across_programs_is_drawn_together() {
    check(
        "a 5d..8d..15d; program q; b 2d after p/a commit 2026-09-24",
        str![[r#"
p/items.a 2026-09-14 2026-09-18 2026-09-25 drives 1.00
q/items.b 2026-09-16 2026-09-22 2026-09-29 drives 1.00, commitment 2026-09-24 0.73
p lands 2026-09-14 2026-09-18 2026-09-25
  2000 x p/items.a
q lands 2026-09-16 2026-09-22 2026-09-29
  2000 x p/items.a > q/items.b
q/needs.b<-p/a from p/items.a 2026-09-18, need-by 2026-09-22 0.73

"#]],
    );
}

#[test]
fn a_gate_with_its_day_and_a_level_of_effort_have_dates() {
    check(
        "a 5d..8d..15d; gate g on 2026-09-18 after a; b 1d after gate:g; run support",
        str![[r#"
p/items.a 2026-09-14 2026-09-18 2026-09-25 drives 0.45
p/items.b 2026-09-21 2026-09-21 2026-09-28 drives 1.00
p/items.run 2026-09-21 2026-09-21 2026-09-28 drives 0.00
p/gates.g 2026-09-18 2026-09-18 2026-09-25 drives 1.00
p lands 2026-09-21 2026-09-21 2026-09-28
  1107 x p/gates.g > p/items.b
  893 x p/items.a > p/gates.g > p/items.b
p/needs.b<-g from p/gates.g 2026-09-18

"#]],
    );
}

#[test]
fn a_finish_over_the_weekend_of_another_calendar_counts() {
    check(
        "cal six sat; a 25h from 2026-09-16 cal six; b 1h after a FF",
        str![[r#"
p/items.a 2026-09-19 2026-09-19 2026-09-19 drives 1.00
p/items.b 2026-09-18 2026-09-18 2026-09-18 drives 0.00
p lands 2026-09-19 2026-09-19 2026-09-19
  2000 x p/items.a
p/needs.b<-a from p/items.a 2026-09-19

"#]],
    );
}

#[test]
fn what_moves_the_finish_is_found_by_leaving_it_out() {
    let text = "a 5d..10d..30d; b 4d after a; side 1d..2d..3d; \
        risk late 30% hits b 10d..20d..30d response second 10% response ready 30% hits b 5d active; \
        risk aside 50% hits side 1d; end milestone after b and side";
    snapbox::assert_data_eq!(
        moves(text),
        str![[r#"
p50 2026-10-05 p80 2026-10-16
p/items.a 6.8 10.7
p/risks.late 1.8 1.8
p/risks.aside 0.0 0.0
ready of p/risks.late: active true, 2026-10-16 instead of 2026-10-28, buys 3.6 7.3
second of p/risks.late: active false, 2026-10-15 instead of 2026-10-16, buys 1.2 1.0

"#]]
        .raw()
    );
}

#[test]
fn what_has_no_effect_moves_the_finish_by_exactly_nothing() {
    let text = Text::read(
        "a 20d..30d..50d; side 1d..2d..3d; risk aside 50% hits side 1d; end milestone after a and side",
    );
    let program = ProgramId::new("p").unwrap();
    let options = ForecastOptions::default();
    let found = sensitivity(text.plan(), &text.forecast(2_000), &program, &options).unwrap();
    let aside = key(EntityKind::Risk, "aside");
    let effect = found
        .effects
        .iter()
        .find(|effect| effect.subject == aside)
        .unwrap();
    assert_eq!(effect.p80_days.to_bits(), 0.0f64.to_bits());
    assert_eq!(found.items_left_out, 0);
}

#[test]
fn the_cap_of_items_is_kept_and_told() {
    let text = Text::read("a 2d..3d..5d; b 2d..3d..5d after a; c 2d..3d..5d after b");
    let options = ForecastOptions {
        item_cap: 2,
        ..ForecastOptions::default()
    };
    let program = ProgramId::new("p").unwrap();
    let found = sensitivity(text.plan(), &text.forecast(500), &program, &options).unwrap();
    assert_eq!((found.effects.len(), found.items_left_out), (2, 1));
}

#[test]
fn a_decision_may_wait_as_long_as_what_it_holds_up_has_slack() {
    // Twenty days of work beside ten: ten days of slack, and one of tolerance: 11 working days from Monday 7 September.
    let text = "work 20d; held 10d after decision:d; end milestone after work and held; decision d";
    snapbox::assert_data_eq!(
        decide(text),
        str!["2026-09-21, p80 2026-10-05, 5.0 days a week, tolerance 1.00"].raw()
    );
}

#[test]
fn a_decision_that_drives_is_late_after_the_tolerance() {
    snapbox::assert_data_eq!(
        decide("held 10d..15d..30d after decision:d; decision d by 2026-12-01"),
        str!["2026-09-07, p80 2026-10-14, 5.0 days a week, tolerance 1.00"].raw()
    );
}

#[test]
fn a_decision_for_which_nothing_waits_can_be_made_any_day() {
    snapbox::assert_data_eq!(
        decide("work 20d; decision d"),
        str!["any day, p80 2026-10-02, 0.0 days a week, tolerance 1.00"].raw()
    );
    snapbox::assert_data_eq!(
        decide("work 20d; decision d decided 2026-09-01"),
        str!["nothing to decide"].raw()
    );
}

#[test]
fn many_single_dates_of_the_distribution_sum_to_the_odds() {
    let text = Text::read("land 2026-09-25; a 5d..8d..15d; b 2d..4d..6d after a");
    let forecast = text.forecast(1_000);
    let program = forecast.programs.values().next().unwrap();
    let by_target = program.odds_by(date("2026-09-25"));
    assert_eq!(by_target.kept, program.finish.target.unwrap().kept);
    assert_eq!(
        program
            .odds_by(program.finish.quantiles.p80)
            .kept
            .map(|kept| kept >= 800),
        Some(true)
    );
}

#[test]
fn a_started_backlog_is_as_long_as_what_is_left_of_it() {
    check(
        "team t pace 4; data 2026-09-21; a backlog 20 team t started 2026-09-07; \
         b backlog 20 team t",
        str![[r#"
p/items.a 2026-10-23 2026-10-23 2026-10-23 drives 1.00, SteadyPace of p/items.a
p/items.b 2026-10-23 2026-10-23 2026-10-23 drives 1.00, SteadyPace of p/items.b
p lands 2026-10-23 2026-10-23 2026-10-23
  2000 x p/items.a

"#]],
    );
}

#[test]
fn an_open_decision_without_a_day_counts_as_made_at_once_and_says_so() {
    check(
        "a 5d after decision:d and decision:e; decision d; decision e by 2026-09-11",
        str![[r#"
p/items.a 2026-09-18 2026-09-18 2026-09-18 drives 1.00
p/decisions.d 2026-09-07 2026-09-07 2026-09-07 drives 0.00, DecidedAtOnce of p/decisions.d
p/decisions.e 2026-09-11 2026-09-11 2026-09-11 drives 1.00
p lands 2026-09-18 2026-09-18 2026-09-18
  2000 x p/decisions.e > p/items.a
p/needs.a<-d from p/decisions.d 2026-09-07
p/needs.a<-e from p/decisions.e 2026-09-11

"#]],
    );
}
