//! Plans that mean harm or are absurd: an answer or a clear refusal, never a panic or an endless loop.

use std::fmt::Write as _;

use jiff::civil::Date;
use longpole_model::*;

use super::plan::Plan;
use crate::{Options, RemarkKind, Wall, needs_by, schedule};

fn edit_items(plan: &mut Plan, edit: impl Fn(&mut Item)) {
    for program in plan.workspace.programs.values_mut() {
        program.items.values_mut().for_each(&edit);
    }
}

/// Everything that there is to compute.
fn compute(plan: &Plan) -> (crate::Network, crate::Schedule) {
    let (network, schedule) = schedule(&plan.workspace, &Options::default()).unwrap();
    for node in 0..network.nodes.len() {
        schedule.dates(&network, node);
        crate::driving_chain(&network, &schedule, node);
    }
    needs_by(&network, &schedule);
    for rules in [
        SchedulingProfile::MicrosoftProject,
        SchedulingProfile::PrimaveraP6,
    ] {
        let options = Options {
            profile: Some(rules),
            ..Options::default()
        };
        let dates = crate::profile::compute(&plan.workspace, &network, &options);
        dates.to_schedule();
    }
    (network, schedule)
}

const EVERYTHING: &str = "team t pace 1; s; a 1d in s; b 1d in s after a SS +1d; c 1d after s FF -2d; d effort 3pd after c +3ed; e backlog 3 team t; \
    m milestone after d and e; x 1d ALAP; n 2d after m commit 2026-12-01; decision q by 2026-10-01; o 1d after decision:q; lead support after n";

#[test]
fn endless_amounts_stop_at_the_end_of_time_and_are_remarked_on() {
    for unit in [SpanUnit::Minute, SpanUnit::Day, SpanUnit::Month] {
        for elapsed in [false, true] {
            for thousandths in [i64::MAX, i64::MIN] {
                let span = Span {
                    thousandths,
                    unit,
                    elapsed,
                };
                let mut plan = Plan::read(EVERYTHING);
                edit_items(&mut plan, |item| {
                    item.estimate = Some(Estimate::Duration(Spread::Fixed(span)));
                });
                for program in plan.workspace.programs.values_mut() {
                    program
                        .needs
                        .values_mut()
                        .for_each(|need| need.lag = span.into());
                }
                let (network, schedule) = compute(&plan);
                let is_beyond = network
                    .remarks
                    .iter()
                    .any(|remark| remark.kind == RemarkKind::BeyondCalendar);
                assert_eq!(is_beyond, thousandths > 0, "{span}");
                assert!(schedule.early_finish.iter().all(|&at| at <= Wall::MAX));
            }
        }
    }
}

#[test]
fn endless_effort_backlogs_and_crowds_stop_at_the_end_of_time() {
    let mut plan = Plan::read(EVERYTHING);
    edit_items(&mut plan, |item| {
        item.people = Some(PeopleRange { least: 0, most: 0 });
        item.estimate = match &item.estimate {
            Some(Estimate::Backlog(_)) => Some(Estimate::Backlog(Backlog {
                size: BacklogSize::Remaining(Spread::Fixed(u32::MAX)),
                pace: Some(Pace {
                    samples: vec![u32::MAX, 0, 1],
                    per: SpanUnit::Month,
                }),
            })),
            _ => Some(Estimate::Effort(Spread::Fixed(Effort {
                micro_person_days: i64::MAX,
            }))),
        };
    });
    compute(&plan);
}

#[test]
fn dates_at_the_ends_of_time_are_taken_as_they_are() {
    for date in [Date::MIN, Date::MAX, Date::ZERO] {
        let mut plan = Plan::read(EVERYTHING);
        edit_items(&mut plan, |item| {
            item.not_before = Some(Moment::day(date));
            item.deadline = Some(Moment::day(date));
            item.splits = vec![Split {
                from: Date::MIN.into(),
                to: date.into(),
            }];
        });
        compute(&plan);
        edit_items(&mut plan, |item| {
            item.progress.started = Some(Moment::day(date));
            item.progress.stopped = Some(Moment::day(date));
            item.progress.resumed = Some(Moment::day(Date::MIN));
        });
        compute(&plan);
        for program in plan.workspace.programs.values_mut() {
            program.charter.data_date = Some(date);
            program.charter.start = Some(date);
            program.charter.target = Some(Target {
                finish: date,
                confidence: Probability::ONE,
            });
        }
        compute(&plan);
        edit_items(&mut plan, |item| {
            item.progress.finished = Some(Moment::day(date));
        });
        compute(&plan);
    }
}

#[test]
fn every_constraint_at_every_end_of_time_gives_dates() {
    for kind in [
        ConstraintKind::MustStartOn,
        ConstraintKind::MustFinishOn,
        ConstraintKind::StartNoLaterThan,
        ConstraintKind::FinishNoLaterThan,
        ConstraintKind::StartNoEarlierThan,
        ConstraintKind::FinishNoEarlierThan,
        ConstraintKind::AsLateAsPossible,
    ] {
        for at in [None, Some(Date::MIN), Some(Date::MAX)] {
            let mut plan = Plan::read(EVERYTHING);
            edit_items(&mut plan, |item| {
                item.constraint = Some(Constraint {
                    kind,
                    at: at.map(Moment::day),
                });
            });
            compute(&plan);
        }
    }
}

#[test]
fn an_empty_workspace_and_an_empty_program_have_a_schedule() {
    let empty = Workspace::default();
    assert!(schedule(&empty, &Options::default()).is_ok());
    let (network, schedule) = compute(&Plan::read(""));
    assert_eq!((network.nodes.len(), schedule.programs[0].last), (0, None));
}

#[test]
fn a_program_without_any_date_is_dated_from_an_assumed_one() {
    let mut plan = Plan::read("a 1d");
    for program in plan.workspace.programs.values_mut() {
        program.charter.data_date = None;
    }
    let (network, _) = compute(&plan);
    assert!(matches!(
        network.remarks[0].kind,
        RemarkKind::NoDataDate(..)
    ));
}

#[test]
fn summaries_may_be_nested_without_end() {
    let mut text = String::from("go 1d; s0 after go");
    for depth in 1..20_000 {
        write!(text, "; s{depth} in s{}", depth - 1).unwrap();
    }
    text.push_str("; leaf 2d in s19999; end 1d after s0");
    let plan = Plan::read(&text);
    let (network, schedule) = schedule(&plan.workspace, &Options::default()).unwrap();
    let finish = schedule.programs[0].finish;
    assert_eq!(finish.date(), longpole_testkit::date("2026-09-10"));
    let last = schedule.programs[0].last.unwrap();
    assert_eq!(
        crate::driving_chain(&network, &schedule, last).len(),
        20_003
    );
}

#[test]
fn a_long_circle_is_found_without_recursion() {
    let mut text = String::from("t0 1d after t19999");
    for task in 1..20_000 {
        write!(text, "; t{task} 1d after t{}", task - 1).unwrap();
    }
    let cycle = schedule(&Plan::read(&text).workspace, &Options::default()).unwrap_err();
    assert_eq!(cycle.steps.len(), 20_000);
}

#[test]
fn what_refers_to_nothing_is_left_out_and_remarked_on() {
    super::check_remarks(
        "a 1d after ghost and decision:ghost and gate:ghost; b 1d cal ghost team ghost; gate g after ghost",
        snapbox::str![[r#"
p/a: a<-ghost waits for something that does not exist; left out
p/b: no calendar called "ghost"; the next best one holds
p/gates.g: waits for "ghost", which does not exist; left out

"#]],
    );
}
