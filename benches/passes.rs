//! How long the passes take on the synthetic project: the network, a full pass, and what follows from an edit of one item.
//!
//! `cargo bench -p longpole-schedule --bench passes`. It prints lines `name<TAB>milliseconds`, which `peers.py` reads.
//! Before it measures it holds the dates against those on which every other engine agrees.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use jiff::civil::date;
use longpole_model::{
    Charter, Estimate, Item, ItemId, ItemRef, Need, NeedId, NeedSource, Program, ProgramId, Span,
    Spread, Workspace,
};
use longpole_schedule::{Live, Network, Options, Schedule};
use longpole_testkit::{SyntheticTask, synthetic_project};

const RUNS: usize = 7;

/// Items that are edited.
const EDITS: usize = 2_000;

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    for (tasks, predecessors) in [(1_000, 2), (10_000, 2), (100_000, 3)] {
        let project = synthetic_project(tasks, predecessors);
        let workspace = workspace(&project);
        let (build, network) = best(|| {
            Network::build(&workspace, &Options::default()).expect("nothing waits in a circle")
        });
        let (pass, schedule) = best(|| Schedule::compute(&network));
        check(tasks, &network, &schedule);
        println!("network-{tasks}\t{build:.3}");
        println!("pass-{tasks}\t{pass:.3}");
        let edits = edits(&network);
        println!("edit-{tasks}-median\t{:.4}", edits[edits.len() / 2]);
        println!("edit-{tasks}-p99\t{:.4}", edits[edits.len() * 99 / 100]);
        println!("edit-{tasks}-most\t{:.4}", edits[edits.len() - 1]);
    }
}

/// How long it takes to follow the edit of one item, in milliseconds, sorted: a day more, and back, all over the network.
fn edits(network: &Network) -> Vec<f64> {
    let mut live = Live::new(network);
    let nodes = network.nodes.len();
    // Steps of this length, which has no divisor in common with the number of nodes, come by everywhere.
    let places = (0..EDITS).map(|edit| edit * 7_919 % nodes);
    let mut times = Vec::with_capacity(2 * EDITS);
    for place in places {
        for days in [1, -1] {
            let mut node = live.node_at(place).clone();
            node.duration += days * 480;
            let begun = Instant::now();
            live.put_node(place, node);
            live.update();
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
    }
    assert_eq!(
        live.schedule(),
        &Schedule::compute(network),
        "what was edited back is as before"
    );
    times.sort_by(f64::total_cmp);
    times
}

/// The dates on which the peers agree.
fn check(tasks: usize, network: &Network, schedule: &Schedule) {
    let critical = (0..network.nodes.len())
        .filter(|&node| schedule.is_critical(network, node))
        .count();
    let calendar = network.calendar(0);
    let program = &schedule.programs[0];
    let days = calendar.minutes_from(program.start, program.finish) / 480;
    let finish = program.finish.datetime();
    match tasks {
        1_000 => {
            assert_eq!(finish, date(2028, 2, 11).at(17, 0, 0, 0));
            assert_eq!((days, critical), (550, 86));
        }
        10_000 => {
            assert_eq!(finish, date(2044, 11, 28).at(17, 0, 0, 0));
            assert_eq!((days, critical), (4_931, 786));
        }
        _ => {}
    }
}

fn workspace(project: &[SyntheticTask]) -> Workspace {
    let mut program = Program {
        charter: Charter {
            data_date: Some(date(2026, 1, 5)),
            ..Charter::default()
        },
        ..Program::default()
    };
    let id = |task: usize| ItemId::new(&format!("t{task:06}")).expect("it is an id");
    for (task, made) in project.iter().enumerate() {
        let item = Item {
            estimate: Some(Estimate::Duration(Spread::Fixed(Span::days(i64::from(
                made.days,
            ))))),
            ..Item::default()
        };
        program.items.insert(id(task), item);
        for &before in &made.predecessors {
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: id(before),
            });
            program.needs.insert(
                NeedId::usual(&id(task), &source),
                Need::plain(id(task), source),
            );
        }
    }
    let mut workspace = Workspace::default();
    let name = ProgramId::new("synthetic").expect("it is an id");
    workspace.programs.insert(name, program);
    workspace
}

/// The shortest of several runs, in milliseconds.
fn best<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut shortest = f64::MAX;
    let mut result = None;
    for _ in 0..RUNS {
        let begun = Instant::now();
        let made = work();
        shortest = shortest.min(begun.elapsed().as_secs_f64() * 1e3);
        result = Some(made);
    }
    (shortest, result.expect("it ran"))
}
