//! How long the synthetic project takes: reading it, its network, a full pass, the passes by the rules of other products, and
//! what follows from an edit of one item.
//!
//! `cargo bench -p longpole-schedule --bench passes`. It prints lines `name<TAB>milliseconds`, which `peers.py` reads. Times are
//! those of the processor on the thread that works, as the peers' are; of edits, by the clock. Before it measures a pass it
//! holds the dates against those on which every other engine agrees.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::fmt::Write as _;
use std::time::Instant;

use jiff::civil::date;
use longpole_exchange::import::{self, Format, ReadOptions};
use longpole_model::{SchedulingProfile, Span, Spread};
use longpole_schedule::profile::{self, ProfileDates};
use longpole_schedule::{Live, Network, Options, Schedule};
use longpole_testkit::{SyntheticTask, processor_time, synthetic_project};

#[path = "synthetic_program.rs"]
mod synthetic_program;

use synthetic_program::workspace;

const RUNS: usize = 7;

/// Reading takes longer, and its times scatter less.
const READINGS: usize = 3;

/// Items that are edited.
const EDITS: usize = 2_000;

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    for (tasks, predecessors) in [(1_000, 2), (10_000, 2), (100_000, 3)] {
        let project = synthetic_project(tasks, predecessors);
        let workspace = workspace(&project, |task| {
            Spread::Fixed(Span::days(i64::from(task.days)))
        });
        let (build, network) = best(RUNS, || {
            Network::build(&workspace, &Options::default()).expect("nothing waits in a circle")
        });
        let (pass, schedule) = best(RUNS, || Schedule::compute(&network));
        check(tasks, &network, &schedule);
        println!("network-{tasks}\t{build:.3}");
        println!("pass-{tasks}\t{pass:.3}");
        println!("full-{tasks}\t{:.3}", build + pass);
        for (name, rules) in [
            ("microsoft-project", SchedulingProfile::MicrosoftProject),
            ("primavera-p6", SchedulingProfile::PrimaveraP6),
        ] {
            let options = Options {
                profile: Some(rules),
                ..Options::default()
            };
            let (pass, dates) = best(RUNS, || profile::compute(&workspace, &network, &options));
            check_profile(tasks, &dates);
            println!("profile-{name}-{tasks}\t{pass:.3}");
        }
        let file = file(&project).into_bytes();
        let (reading, read) = best(READINGS, || {
            let options = ReadOptions::of("synthetic");
            import::read(Format::Mspdi, &file, &options).expect("it is a file of Project's")
        });
        let items = read
            .workspace
            .programs
            .values()
            .map(|program| program.items.len());
        assert_eq!(items.sum::<usize>(), tasks);
        println!("import-{tasks}\t{reading:.3}");
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

/// By the rules of each product the project ends as it does by all others.
fn check_profile(tasks: usize, dates: &ProfileDates) {
    let finish = dates.programs[0].finish.datetime();
    match tasks {
        1_000 => assert_eq!(finish, date(2028, 2, 11).at(17, 0, 0, 0)),
        10_000 => assert_eq!(finish, date(2044, 11, 28).at(17, 0, 0, 0)),
        _ => {}
    }
}

/// The project as Microsoft Project's XML, as `synthetic_project.py` writes it.
fn file(project: &[SyntheticTask]) -> String {
    let mut out = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
        "<Project xmlns=\"http://schemas.microsoft.com/project\">\n",
        "<SaveVersion>14</SaveVersion><Name>synthetic</Name><ScheduleFromStart>1</ScheduleFromStart>\n",
        "<StartDate>2026-01-05T08:00:00</StartDate><CalendarUID>1</CalendarUID>\n",
        "<MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>\n<Tasks>\n",
    )
    .to_owned();
    for (place, task) in project.iter().enumerate() {
        let (number, hours) = (place + 1, task.days * 8);
        write!(
            out,
            "<Task><UID>{number}</UID><ID>{number}</ID><Name>T{number}</Name><Type>1</Type><IsNull>0</IsNull>\
            <OutlineNumber>{number}</OutlineNumber><OutlineLevel>1</OutlineLevel><Duration>PT{hours}H0M0S</Duration>\
            <DurationFormat>7</DurationFormat><EffortDriven>0</EffortDriven><Estimated>0</Estimated><Milestone>0</Milestone>\
            <Summary>0</Summary><PercentComplete>0</PercentComplete><ActualDuration>PT0H0M0S</ActualDuration>\
            <RemainingDuration>PT{hours}H0M0S</RemainingDuration><ConstraintType>0</ConstraintType>\
            <CalendarUID>-1</CalendarUID><Manual>0</Manual>"
        )
        .expect("a string takes all");
        for before in &task.predecessors {
            write!(
                out,
                "<PredecessorLink><PredecessorUID>{}</PredecessorUID><Type>1</Type><CrossProject>0</CrossProject>\
                <LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink>",
                before + 1
            )
            .expect("a string takes all");
        }
        out.push_str("</Task>\n");
    }
    out.push_str("</Tasks>\n</Project>\n");
    out
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

/// The shortest of several runs, in milliseconds of the processor, and what the last one gave.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let mut shortest = f64::MAX;
    let mut result = None;
    for _ in 0..runs {
        // What the run before it gave goes first.
        drop(result.take());
        let begun = processor_time();
        let made = work();
        let took = processor_time().saturating_sub(begun);
        shortest = shortest.min(took.as_secs_f64() * 1e3);
        result = Some(made);
    }
    (shortest, result.expect("it ran"))
}
