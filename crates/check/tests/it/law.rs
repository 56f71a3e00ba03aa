//! The law of health: ageing a claim, or withdrawing a favourable one, never improves a health.
//!
//! Random small programs are held against one harm at a time: a status, an update or a review grows older, a day passes, or a
//! favourable claim is taken back (a green status, a start, a finish, things done, a promise that is in time). The driving path
//! is the one thing that a withdrawn claim may move to another chain, and warnings count only there: such cases are left out
//! here, and have their counterexample by name.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;
use longpole_check::{Healths, Report};
use longpole_model::{
    BacklogSize, Estimate, Health, Item, ItemId, ProgramId, Promise, UpdateSubject, Workspace,
};
use longpole_testkit::{DATA_DATE, NOW};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::plan::{Plan, Planned};

#[derive(Debug, Clone)]
struct Work {
    estimate: Option<(u32, u32, u32)>,
    backlog: Option<(u32, u32)>,
    needs_last: bool,
    status: Option<(usize, i32)>,
    progress: u8,
    commit: Option<i32>,
    promise: Option<i32>,
    owned: bool,
    later: bool,
    team: Option<u8>,
    requested: Option<i32>,
}

fn work() -> impl Strategy<Value = Work> {
    let estimate = (1..10_u32, 0..10_u32, 0..20_u32);
    let estimate = proptest::option::weighted(
        0.9,
        estimate.prop_map(|(low, more, most)| (low, low + more, low + more + most)),
    );
    let backlog = proptest::option::weighted(0.2, (5..40_u32, 0..5_u32));
    let status = proptest::option::of((0..4_usize, 0..40_i32));
    let commit = proptest::option::weighted(0.3, -5..90_i32);
    let promise = proptest::option::weighted(0.4, -5..90_i32);
    let requested = proptest::option::weighted(0.3, 0..40_i32);
    let flags = (
        any::<bool>(),
        any::<bool>(),
        proptest::bool::weighted(0.2),
        proptest::option::of(0..2_u8),
        requested,
    );
    (estimate, backlog, status, 0..4_u8, commit, promise, flags).prop_map(
        |(
            estimate,
            backlog,
            status,
            progress,
            commit,
            promise,
            (needs_last, owned, later, team, requested),
        )| Work {
            estimate,
            backlog,
            needs_last,
            status,
            progress,
            commit,
            promise,
            owned,
            later,
            team,
            requested,
        },
    )
}

/// A plan of two to five items, with a risk, a target and an update.
fn plans() -> impl Strategy<Value = String> {
    let update = proptest::option::of((0..4_usize, 0..40_i32));
    (
        proptest::collection::vec(work(), 2..6),
        20..150_i32,
        0..60_i32,
        update,
    )
        .prop_map(|(items, target, reviewed, update)| text(&items, target, reviewed, update))
}

fn day(offset: i32) -> Date {
    NOW.checked_add(offset.days()).unwrap_or(NOW)
}

const HEALTHS: [&str; 4] = ["on-track", "at-risk", "unknown", "off-track"];

fn text(items: &[Work], target: i32, reviewed: i32, update: Option<(usize, i32)>) -> String {
    let mut text = format!(
        "program: p\nstart: 2026-09-07\ndata_date: {DATA_DATE}\ntarget: {{ finish: {} }}\nteams: {{ t0: {{ lead: a }}, t1: {{ lead: b }} }}\nitems:\n",
        day(target)
    );
    let mut earlier_done = true;
    for (place, work) in items.iter().enumerate() {
        earlier_done &= line(
            &mut text,
            place,
            work,
            earlier_done,
            items.get(place + 1).is_some_and(|next| next.needs_last),
        );
    }
    let _ = writeln!(
        text,
        "risks:\n  r: {{ maybe: it rains, probability: 30%, owner: a, reviewed_on: {}, delays: {{ i0: 5d }} }}",
        day(-reviewed)
    );
    if let Some((health, age)) = update {
        let _ = writeln!(
            text,
            "updates:\n  u: {{ on: {}, health: {} }}",
            day(-age),
            HEALTHS[health]
        );
    }
    text
}

/// Writes an item, and says whether it is done. Progress is in order: nothing starts before what it needs is done.
fn line(text: &mut String, place: usize, work: &Work, may_start: bool, needed: bool) -> bool {
    let _ = writeln!(text, "  i{place}:");
    match (work.backlog, work.estimate) {
        (Some((total, done)), _) => {
            let _ = writeln!(
                text,
                "    total: {total}\n    done: {done}\n    pace: {{ items: [3, 5, 4], per: week }}"
            );
        }
        (None, Some((low, likely, high))) => {
            let _ = writeln!(text, "    estimate: {low}d..{likely}d..{high}d");
        }
        (None, None) => {}
    }
    if work.owned {
        let _ = writeln!(text, "    owner: a");
    }
    if let Some(team) = work.team {
        let _ = writeln!(text, "    team: t{team}");
    }
    if work.needs_last && place > 0 {
        let asked = work.requested.map_or(String::new(), |age| {
            format!(": {{ asked: requested, requested_on: {} }}", day(-age))
        });
        let _ = writeln!(text, "    needs: [i{}{asked}]", place - 1);
    }
    if let Some((health, age)) = work.status {
        let _ = writeln!(
            text,
            "    status: {{ health: {}, on: {} }}",
            HEALTHS[health],
            day(-age)
        );
    }
    if let Some(commit) = work.commit {
        let _ = writeln!(text, "    commit: {}", day(commit));
    }
    if let (Some(promise), true) = (work.promise, needed) {
        let _ = writeln!(
            text,
            "    promises: {{ \"i{}<-i{place}\": {{ date: {}, by: a, state: committed }} }}",
            place + 1,
            day(promise)
        );
    }
    let done = may_start && work.progress == 3;
    if may_start && work.progress >= 2 {
        let _ = writeln!(text, "    started: 2026-11-1{place}");
    } else if work.later {
        let _ = writeln!(text, "    not_before: 2027-01-11");
    }
    if done {
        let _ = writeln!(text, "    finished: 2026-11-1{}", place + 3);
    }
    done
}

/// Something that may only make a health worse.
#[derive(Debug, Clone)]
enum Harm {
    Days(i32),
    AgeStatus(Index, i32),
    AgeUpdate(i32),
    AgeReview(i32),
    WithdrawGreen(Index),
    WithdrawStart(Index),
    WithdrawFinish(Index),
    WithdrawDone(Index),
    WithdrawPromise(Index),
}

fn harms() -> impl Strategy<Value = Harm> {
    let which = any::<Index>;
    let age = 1..40_i32;
    prop_oneof![
        age.clone().prop_map(Harm::Days),
        (which(), age.clone()).prop_map(|(which, age)| Harm::AgeStatus(which, age)),
        age.clone().prop_map(Harm::AgeUpdate),
        age.prop_map(Harm::AgeReview),
        which().prop_map(Harm::WithdrawGreen),
        which().prop_map(Harm::WithdrawStart),
        which().prop_map(Harm::WithdrawFinish),
        which().prop_map(Harm::WithdrawDone),
        which().prop_map(Harm::WithdrawPromise),
    ]
}

impl Harm {
    /// Does the harm, and gives the day on which it is looked at.
    fn done_to(&self, workspace: &mut Workspace, report: &Report) -> Date {
        let program = workspace.programs.values_mut().next().expect("a program");
        let ids: Vec<ItemId> = program.items.keys().cloned().collect();
        let older = |date: Date, age: i32| date.checked_sub(age.days()).unwrap_or(date);
        match self {
            Self::Days(days) => return day(*days),
            Self::AgeStatus(which, age) => {
                if let Some(status) = &mut item_at(&mut program.items, &ids, *which).status {
                    status.on = older(status.on, *age);
                }
            }
            Self::AgeUpdate(age) => {
                for update in program.updates.values_mut() {
                    update.on = older(update.on, *age);
                }
            }
            Self::AgeReview(age) => {
                for risk in program.risks.values_mut() {
                    risk.reviewed_on = risk.reviewed_on.map(|on| older(on, *age));
                }
            }
            Self::WithdrawGreen(which) => {
                let item = item_at(&mut program.items, &ids, *which);
                let green =
                    |claim: &longpole_model::StatusClaim| claim.health == Some(Health::OnTrack);
                item.status = item.status.take().filter(|claim| !green(claim));
                let favourable = |update: &longpole_model::StatusUpdate| {
                    update.about == UpdateSubject::Program && update.health == Some(Health::OnTrack)
                };
                program.updates.retain(|_, update| !favourable(update));
            }
            Self::WithdrawStart(which) => {
                let item = item_at(&mut program.items, &ids, *which);
                if item.progress.finished.is_none() && !overran(report, which.get(&ids)) {
                    item.progress.started = None;
                }
            }
            Self::WithdrawFinish(which) => {
                item_at(&mut program.items, &ids, *which).progress.finished = None;
            }
            Self::WithdrawDone(which) => {
                if let Some(Estimate::Backlog(backlog)) =
                    &mut item_at(&mut program.items, &ids, *which).estimate
                    && let BacklogSize::Total { done, .. } = &mut backlog.size
                {
                    *done = 0;
                }
            }
            Self::WithdrawPromise(which) => {
                let id = which.get(&ids);
                let late = report.findings.iter().any(|finding| {
                    let field = finding.field.as_deref().unwrap_or_default();
                    *finding.at.id == *id.as_str() && field.starts_with("promises.")
                });
                let in_time = |_: &longpole_model::NeedId, _: &mut Promise| late;
                item_at(&mut program.items, &ids, *which)
                    .promises
                    .retain(in_time);
            }
        }
        NOW
    }
}

fn item_at<'p>(
    items: &'p mut BTreeMap<ItemId, Item>,
    ids: &[ItemId],
    which: Index,
) -> &'p mut Item {
    items.get_mut(which.get(ids)).expect("an item")
}

/// A start whose estimate is used up speaks against the item, not for it.
fn overran(report: &Report, item: &ItemId) -> bool {
    let mut findings = report.findings.iter();
    findings.any(|finding| {
        finding.rule == "overrun-without-remaining" && *finding.at.id == *item.as_str()
    })
}

fn driving(planned: &Planned, workspace: &Workspace) -> Vec<bool> {
    let programs = workspace.programs.iter();
    let items = programs.flat_map(|(id, program): (&ProgramId, _)| {
        program.items.keys().map(move |item| (id, item))
    });
    items
        .map(|(program, item)| planned.is_driving(program, item))
        .collect()
}

/// The subjects whose health is better after than before. Closed is better than anything.
fn improved(before: &Healths, after: &Healths) -> Vec<String> {
    let subjects = before.by_subject.iter();
    let better = subjects.filter_map(|(subject, held)| {
        let (then, now) = (held.health, after.of(subject)?.health);
        (now < then).then(|| format!("{}: {then:?} became {now:?}", subject.name()))
    });
    better.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_harm_never_improves_a_health(text in plans(), harm in harms()) {
        let workspace = Plan::read("the law", &text).workspace;
        let planned = Planned::of(&workspace, 256);
        let before = planned.checked(&workspace, NOW);

        let mut harmed = workspace.clone();
        let today = harm.done_to(&mut harmed, &before);
        let replanned = Planned::of(&harmed, 256);
        let after = replanned.checked(&harmed, today);

        if driving(&planned, &workspace) == driving(&replanned, &harmed) {
            let improved = improved(&before.healths, &after.healths);
            prop_assert!(improved.is_empty(), "{text}\n{harm:?}\n{}", improved.join("\n"));
        }
    }
}

#[test]
fn named_counterexample_a_warning_leaves_an_item_when_another_chain_becomes_the_longer() {
    let text = "
        program: p
        start: 2026-11-16
        data_date: 2026-11-20
        target: { finish: 2027-12-31 }
        items:
          ownerless: { estimate: 10d, not_before: 2026-11-23, status: { health: on-track, on: 2026-11-20 } }
          begun: { owner: a, estimate: 12d, started: 2026-11-16, status: { health: on-track, on: 2026-11-20 } }
    ";
    let mut workspace = Plan::read("the counterexample", text).workspace;
    let health = |workspace: &Workspace| {
        let report = Planned::of(workspace, 100).checked(workspace, NOW);
        let ownerless = report.healths.by_subject.iter();
        let mut ownerless = ownerless.filter(|(subject, _)| subject.name() == "\"ownerless\"");
        ownerless.next().and_then(|(_, held)| held.health)
    };
    assert_eq!(health(&workspace), Some(Health::AtRisk));

    let program = workspace.programs.values_mut().next().unwrap();
    program.items.get_mut("begun").unwrap().progress.started = None;

    assert_eq!(health(&workspace), Some(Health::OnTrack));
}
