//! How long the passes take on the synthetic project: the network, a full pass, and what follows from an edit of one item.
//!
//! `cargo bench -p longpole-schedule --bench passes`. It prints lines `name<TAB>milliseconds`, which `peers.py` reads.
//! Before it measures it holds the dates against those on which every other engine agrees.

use std::time::Instant;

use jiff::civil::date;
use longpole_model::{
    Charter, Estimate, Item, ItemId, ItemRef, Need, NeedId, NeedSource, Program, ProgramId, Span,
    Spread, Workspace,
};
use longpole_schedule::{Network, Options, Schedule};
use longpole_testkit::{SyntheticTask, synthetic_project};

const RUNS: usize = 7;

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
    }
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
