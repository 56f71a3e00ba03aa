//! A synthetic project on whose dates independent schedulers agree.

use longpole_model::{
    Charter, Estimate, Item, ItemId, ItemRef, Need, NeedId, NeedSource, Program, ProgramId, Span,
    Spread, Workspace,
};
use longpole_testkit::{date, synthetic_project};

use crate::{Options, needs_by, schedule};

#[test]
fn a_thousand_tasks_end_where_other_schedulers_say() {
    check(1_000, 550, "2028-02-11T17:00:00", 86);
}

#[test]
fn ten_thousand_tasks_end_where_other_schedulers_say() {
    check(10_000, 4_931, "2044-11-28T17:00:00", 786);
}

#[test]
fn a_hundred_thousand_items_with_three_needs_each_are_dated() {
    let (network, schedule) = schedule(&synthetic(100_000, 3), &Options::default()).unwrap();
    assert_eq!(network.nodes.len(), 100_000);
    assert_eq!(network.links.len(), 299_994);
    assert_eq!(needs_by(&network, &schedule).len(), 299_994);
    assert!(schedule.total_slack.iter().all(|&slack| slack >= 0));
}

fn check(tasks: usize, working_days: i64, finish: &str, critical: usize) {
    let (network, schedule) = schedule(&synthetic(tasks, 2), &Options::default()).unwrap();
    let program = &schedule.programs[0];
    assert_eq!(program.finish.datetime(), finish.parse().unwrap());
    let calendar = network.calendar(0);
    assert_eq!(
        calendar.minutes_from(program.start, program.finish),
        working_days * 480
    );
    let without_slack =
        (0..network.nodes.len()).filter(|&node| schedule.is_critical(&network, node));
    assert_eq!(without_slack.count(), critical);
}

fn synthetic(tasks: usize, needs: usize) -> Workspace {
    let id = |task: usize| ItemId::new(&format!("t{task:06}")).unwrap();
    let mut program = Program {
        charter: Charter {
            data_date: Some(date("2026-01-05")),
            ..Charter::default()
        },
        ..Program::default()
    };
    for (task, made) in synthetic_project(tasks, needs).iter().enumerate() {
        for &provider in &made.predecessors {
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: id(provider),
            });
            let need = NeedId::usual(&id(task), &source);
            program.needs.insert(need, Need::plain(id(task), source));
        }
        let days = Span::days(i64::from(made.days));
        let item = Item {
            estimate: Some(Estimate::Duration(Spread::Fixed(days))),
            ..Item::default()
        };
        program.items.insert(id(task), item);
    }
    Workspace {
        programs: [(ProgramId::new("synthetic").unwrap(), program)].into(),
        ..Workspace::default()
    }
}
