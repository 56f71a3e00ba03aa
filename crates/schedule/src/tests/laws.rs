//! What holds in every network.

use proptest::prelude::*;
use std::fmt::Write as _;

use longpole_model::LinkKind;

use super::plan::Plan;
use crate::{
    Driver, Lag, Network, NodeIndex, NodeKind, Options, Schedule, StepReason, Subject, Wall,
    driving_chain, early_dates,
};

/// A network as numbers: tasks in an order in which needs lead back.
#[derive(Debug, Clone)]
pub(super) struct Tasks {
    /// Hours and calendar of each.
    tasks: Vec<(i64, usize)>,
    /// Consumer, provider, kind, lag in hours.
    needs: Vec<(usize, usize, &'static str, i64)>,
}

const CALENDARS: &str = "cal c1 sat; cal c2 sat sun 2026-09-09 2026-09-16; cal c3 clock";

impl Tasks {
    /// The plan as text, so that a counterexample can be read.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(CALENDARS);
        for (task, (hours, calendar)) in self.tasks.iter().enumerate() {
            write!(text, "; t{task} {hours}h").unwrap();
            if *calendar > 0 {
                write!(text, " cal c{calendar}").unwrap();
            }
            for (consumer, provider, kind, lag) in &self.needs {
                if *consumer == task {
                    write!(text, " after t{provider} {kind} {lag:+}h").unwrap();
                }
            }
        }
        text.replace(" FS", "")
    }

    pub(super) fn dated(&self) -> (Network, Schedule) {
        Plan::read(&self.text()).schedule()
    }
}

pub(super) fn tasks(
    kinds: &'static [&'static str],
    calendars: usize,
) -> impl Strategy<Value = Tasks> {
    let task = (0i64..40, 0..calendars);
    prop::collection::vec(task, 1..9).prop_flat_map(move |tasks| {
        let count = tasks.len();
        let need = (0..count, 0..count, prop::sample::select(kinds), -12i64..20);
        prop::collection::vec(need, 0..14).prop_map(move |needs| {
            let mut needs: Vec<_> = needs
                .into_iter()
                .filter(|need| need.0 != need.1)
                .map(|(a, b, kind, lag)| (a.max(b), a.min(b), kind, lag))
                .collect();
            needs.sort_unstable();
            needs.dedup_by_key(|need| (need.0, need.1));
            Tasks {
                tasks: tasks.clone(),
                needs,
            }
        })
    })
}

pub(super) const ALL: &[&str] = &["FS", "SS", "FF", "SF"];

fn node(network: &Network, task: usize) -> NodeIndex {
    let id = format!("t{task}");
    let program = &network.programs[0].program;
    let item = longpole_model::ItemId::new(&id).unwrap();
    network.node(&Subject::item(program, &item)).unwrap()
}

/// What each link asks of the early dates, as the rules say it, on the axis of the node that waits.
fn is_kept(network: &Network, link: &crate::Link, start: &[Wall], finish: &[Wall]) -> bool {
    let calendar = network.calendar(link.to);
    let end = match link.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => finish[link.from],
        LinkKind::StartToStart | LinkKind::StartToFinish => start[link.from],
    };
    let Lag::Work(lag) = link.lag else {
        panic!("these plans have working lags");
    };
    let bound = match link.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => start[link.to],
        LinkKind::FinishToFinish | LinkKind::StartToFinish => finish[link.to],
    };
    calendar.work_at(bound) >= calendar.work_at(end) + lag
}

proptest! {
    #[test]
    fn early_dates_keep_every_need(tasks in tasks(ALL, 4)) {
        let (network, schedule) = tasks.dated();
        for link in &network.links {
            prop_assert!(is_kept(&network, link, &schedule.early_start, &schedule.early_finish), "{}", tasks.text());
        }
    }

    #[test]
    fn late_dates_keep_every_need_and_the_finish(tasks in tasks(ALL, 4)) {
        let (network, schedule) = tasks.dated();
        for link in &network.links {
            prop_assert!(is_kept(&network, link, &schedule.late_start, &schedule.late_finish), "{}", tasks.text());
        }
        for &finish in &schedule.late_finish {
            prop_assert!(finish <= schedule.programs[0].finish);
        }
    }

    #[test]
    fn slack_is_never_negative_without_dates_that_were_set(tasks in tasks(ALL, 4)) {
        let (network, schedule) = tasks.dated();
        for node in 0..network.nodes.len() {
            prop_assert!(schedule.total_slack[node] >= 0, "{}", tasks.text());
            prop_assert!(schedule.free_slack[node] >= 0);
        }
    }

    #[test]
    fn free_slack_is_part_of_total_slack(tasks in tasks(ALL, 1)) {
        let (network, schedule) = tasks.dated();
        for node in 0..network.nodes.len() {
            prop_assert!(schedule.free_slack[node] <= schedule.total_slack[node], "{}", tasks.text());
        }
    }

    #[test]
    fn using_up_free_slack_moves_nothing_else(tasks in tasks(ALL, 1), which in 0usize..9) {
        let (network, schedule) = tasks.dated();
        let slipped = node(&network, which % tasks.tasks.len());
        let calendar = network.calendar(slipped);
        let mut later = network.clone();
        let start = calendar.work_at(schedule.early_start[slipped]) + schedule.free_slack[slipped];
        later.nodes[slipped].start_floor = calendar.start_wall(start);
        let moved = early_dates(&later, &later.durations());
        for other in (0..network.nodes.len()).filter(|&other| other != slipped) {
            let at = |wall| network.calendar(other).work_at(wall);
            prop_assert_eq!(at(moved.start[other]), at(schedule.early_start[other]), "{}", tasks.text());
        }
    }

    #[test]
    fn adding_a_need_never_makes_anything_earlier(tasks in tasks(ALL, 4), drop in 0usize..14) {
        prop_assume!(!tasks.needs.is_empty());
        let mut fewer = tasks.clone();
        fewer.needs.remove(drop % tasks.needs.len());
        let (with, more) = tasks.dated();
        let (without, less) = fewer.dated();
        for task in 0..tasks.tasks.len() {
            let (a, b) = (node(&with, task), node(&without, task));
            prop_assert!(more.early_start[a] >= less.early_start[b], "{}", tasks.text());
            prop_assert!(more.early_finish[a] >= less.early_finish[b], "{}", tasks.text());
        }
    }

    #[test]
    fn shortening_never_delays_where_no_finish_type_link_drives(tasks in tasks(&["FS", "SS"], 4), which in 0usize..9, by in 1i64..40) {
        let (network, schedule) = tasks.dated();
        let mut durations = network.durations();
        let shorter = which % durations.len();
        durations[shorter] = (durations[shorter] - by * 60).max(0);
        let early = early_dates(&network, &durations);
        for node in 0..network.nodes.len() {
            prop_assert!(early.finish[node] <= schedule.early_finish[node], "{}", tasks.text());
        }
    }

    #[test]
    fn reversing_the_network_swaps_early_and_late(tasks in tasks(ALL, 1)) {
        let count = tasks.tasks.len();
        let reversed = Tasks {
            tasks: tasks.tasks.iter().rev().copied().collect(),
            needs: tasks
                .needs
                .iter()
                .map(|&(consumer, provider, kind, lag)| {
                    let kind = match kind { "SS" => "FF", "FF" => "SS", other => other };
                    (count - 1 - provider, count - 1 - consumer, kind, lag)
                })
                .collect(),
        };
        let (there, forward) = tasks.dated();
        let (back, backward) = reversed.dated();
        let calendar = there.calendar(0);
        let length = calendar.minutes_from(calendar.next_start(there.programs[0].floor), forward.programs[0].finish);
        let mirrored = calendar.minutes_from(calendar.next_start(back.programs[0].floor), backward.programs[0].finish);
        prop_assert_eq!(length, mirrored);
        let origin = calendar.next_start(there.programs[0].floor);
        let at = |wall| calendar.minutes_from(origin, wall);
        for task in 0..count {
            let (a, b) = (node(&there, task), node(&back, count - 1 - task));
            prop_assert_eq!(at(forward.late_finish[a]), length - at(backward.early_start[b]), "{}", tasks.text());
            prop_assert_eq!(at(forward.late_start[a]), length - at(backward.early_finish[b]), "{}", tasks.text());
        }
    }

    #[test]
    fn the_driving_chain_runs_from_the_finish_to_a_start_and_every_link_is_tight(tasks in tasks(ALL, 4)) {
        let (network, schedule) = tasks.dated();
        let last = schedule.programs[0].last.unwrap();
        prop_assert_eq!(schedule.early_finish[last], *schedule.early_finish.iter().max().unwrap());
        let chain = driving_chain(&network, &schedule, last);
        prop_assert_eq!(chain[0].node, last);
        prop_assert_eq!(chain.last().unwrap().reason, StepReason::Begins(Driver::DataDate));
        for pair in chain.windows(2) {
            let StepReason::Link(link) = pair[0].reason else { panic!("a chain goes on by links") };
            let link = &network.links[link];
            prop_assert_eq!((link.to, link.from), (pair[0].node, pair[1].node));
            let calendar = network.calendar(link.to);
            let mut tighter = network.links.clone();
            let Lag::Work(lag) = link.lag else { panic!("these plans have working lags") };
            let index = network.links.iter().position(|other| other == link).unwrap();
            tighter[index].lag = Lag::Work(lag + 1);
            let asked = &tighter[index];
            let kept = is_kept(&network, asked, &schedule.early_start, &schedule.early_finish);
            prop_assert!(!kept || calendar.work_at(schedule.early_start[link.to]) == 0, "{}", tasks.text());
        }
    }

    #[test]
    fn delivery_at_need_by_keeps_the_date_and_a_minute_later_breaks_it(tasks in tasks(&["FS", "FF"], 1), commit in 5usize..40) {
        let last = tasks.tasks.len() - 1;
        let day = longpole_testkit::START.saturating_add(jiff::Span::new().days(commit as i64));
        let text = format!("{} commit {day}", tasks.text());
        let plan = Plan::read(&text);
        let (network, schedule) = plan.schedule();
        for need in crate::needs_by(&network, &schedule) {
            let crate::NeedByBasis::Anchor(anchored, anchor) = need.basis else { continue };
            prop_assert_eq!(anchored, node(&network, last));
            // Deliver it, by itself, at an instant; whatever else its provider feeds stays.
            let finish_when = |delivered: i64| {
                let mut moved = network.clone();
                let calendar = moved.calendar(moved.links[need.link].to).clone();
                let lag = match moved.links[need.link].lag { Lag::Work(lag) => lag, Lag::Elapsed(_) => 0 };
                let link = moved.links[need.link];
                let asked = calendar.start_wall(delivered + lag);
                moved.links[need.link].lag = Lag::Work(-1_000_000);
                match link.kind {
                    LinkKind::FinishToStart | LinkKind::StartToStart => {
                        let floor = moved.nodes[link.to].start_floor.max(asked);
                        moved.nodes[link.to].start_floor = floor;
                    }
                    LinkKind::FinishToFinish | LinkKind::StartToFinish => {
                        let floor = moved.nodes[link.to].finish_floor.max(asked);
                        moved.nodes[link.to].finish_floor = floor;
                    }
                }
                calendar.work_at(early_dates(&moved, &moved.durations()).finish[anchored])
            };
            let calendar = network.calendar(anchored);
            let (by, bound) = (calendar.work_at(need.by), calendar.work_at(anchor.at));
            // Where other needs break the date anyway, no delivery keeps it.
            if finish_when(0) <= bound {
                prop_assert!(finish_when(by) <= bound, "{text}");
                prop_assert!(finish_when(by + 1) > bound, "{text}");
            }
        }
    }
}

/// Tasks of which some in the middle are the children of a summary, and needs of and by that summary.
#[derive(Debug, Clone)]
struct Grouped {
    hours: Vec<i64>,
    /// The children: from, and before.
    from: usize,
    to: usize,
    /// Of the summary: a task before it, kind, lag in hours.
    into: Vec<(usize, &'static str, i64)>,
    /// By the summary: a task after it, kind, lag in hours.
    out: Vec<(usize, &'static str, i64)>,
}

impl Grouped {
    /// As a plan; `expanded` has each child need, and be needed, by itself.
    fn text(&self, expanded: bool) -> String {
        let mut text = String::from("data 2026-09-07");
        let children = || self.from..self.to;
        let is_child = |task| children().contains(&task);
        if !expanded {
            text.push_str("; s");
            for (task, kind, lag) in &self.into {
                write!(text, " after t{task} {kind} {lag:+}h").unwrap();
            }
        }
        for (task, hours) in self.hours.iter().enumerate() {
            write!(text, "; t{task} {hours}h").unwrap();
            if is_child(task) && !expanded {
                text.push_str(" in s");
            } else if is_child(task) {
                for (task, kind, lag) in &self.into {
                    write!(text, " after t{task} {kind} {lag:+}h").unwrap();
                }
            }
            for (_, kind, lag) in self.out.iter().filter(|out| out.0 == task) {
                if expanded {
                    for child in children() {
                        write!(text, " after t{child} {kind} {lag:+}h").unwrap();
                    }
                } else {
                    write!(text, " after s {kind} {lag:+}h").unwrap();
                }
            }
        }
        text.replace(" FS", "")
    }
}

fn grouped() -> impl Strategy<Value = Grouped> {
    let into = (0usize..2, prop::sample::select(ALL), -12i64..20);
    let out = (0usize..2, prop::sample::select(&["FS", "FF"]), -12i64..20);
    (
        prop::collection::vec(0i64..40, 4..9),
        prop::collection::vec(into, 0..3),
        prop::collection::vec(out, 0..3),
    )
        .prop_map(|(hours, mut into, mut out)| {
            let (from, to) = (2, hours.len() - 2 + usize::from(hours.len() == 4));
            into.sort_unstable();
            into.dedup_by_key(|need| need.0);
            for need in &mut out {
                need.0 = (need.0 + to).min(hours.len() - 1);
            }
            out.sort_unstable();
            out.dedup_by_key(|need| need.0);
            Grouped {
                hours,
                from,
                to,
                into,
                out,
            }
        })
}

proptest! {
    #[test]
    fn a_summary_stands_for_its_children(grouped in grouped()) {
        let (network, schedule) = Plan::read(&grouped.text(false)).schedule();
        let (expanded, by_child) = Plan::read(&grouped.text(true)).schedule();
        for task in 0..grouped.hours.len() {
            let (a, b) = (node(&network, task), node(&expanded, task));
            let text = grouped.text(false);
            prop_assert_eq!(schedule.early_start[a], by_child.early_start[b], "{}", text);
            prop_assert_eq!(schedule.early_finish[a], by_child.early_finish[b], "{}", text);
            prop_assert_eq!(schedule.late_start[a], by_child.late_start[b], "{}", text);
            prop_assert_eq!(schedule.late_finish[a], by_child.late_finish[b], "{}", text);
            prop_assert_eq!(schedule.total_slack[a], by_child.total_slack[b], "{}", text);
            prop_assert_eq!(schedule.free_slack[a], by_child.free_slack[b], "{}", text);
        }
    }
}

#[test]
fn points_and_work_are_told_apart_by_their_kind() {
    let (network, _) = Plan::read("a 1d; m milestone after a").schedule();
    let kinds: Vec<_> = network.nodes.iter().map(|node| node.kind).collect();
    assert_eq!(kinds, [NodeKind::Task, NodeKind::Milestone]);
}

proptest! {
    #[test]
    fn by_microsofts_rules_finish_to_start_links_are_kept_and_something_has_no_slack(tasks in tasks(&["FS"], 4)) {
        let text = format!("profile microsoft-project; start 2026-09-07; {}", tasks.text());
        let plan = Plan::read(&text);
        let options = Options::default();
        let network = Network::build(&plan.workspace, &options).unwrap();
        let dates = crate::profile::compute(&plan.workspace, &network, &options);
        let slack: Vec<i64> = dates.nodes.iter().filter_map(|dates| dates.total_slack).collect();
        prop_assert_eq!(slack.len(), tasks.tasks.len());
        prop_assert!(slack.contains(&0), "{:?}", slack);
        for link in network.links.iter().filter(|link| link.lag == Lag::NONE) {
            prop_assert!(dates.nodes[link.from].early_finish <= dates.nodes[link.to].early_start);
        }
    }
}
