//! The synthetic project as a program: a module that benchmarks share.

use jiff::civil::date;
use longpole_model::{
    Charter, Estimate, Item, ItemId, ItemRef, Need, NeedId, NeedSource, Program, ProgramId, Span,
    Spread, Workspace,
};
use longpole_testkit::SyntheticTask;

/// A program of these tasks, called `synthetic`, with what `spread` makes of how long each takes.
pub(crate) fn workspace(
    tasks: &[SyntheticTask],
    spread: impl Fn(&SyntheticTask) -> Spread<Span>,
) -> Workspace {
    let mut program = Program {
        charter: Charter {
            data_date: Some(date(2026, 1, 5)),
            ..Charter::default()
        },
        ..Program::default()
    };
    let id = |task: usize| ItemId::new(&format!("t{task:06}")).expect("it is an id");
    for (at, task) in tasks.iter().enumerate() {
        let item = Item {
            estimate: Some(Estimate::Duration(spread(task))),
            ..Item::default()
        };
        program.items.insert(id(at), item);
        for &before in &task.predecessors {
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: id(before),
            });
            let need = Need::plain(id(at), source.clone());
            program.needs.insert(NeedId::usual(&id(at), &source), need);
        }
    }
    let mut workspace = Workspace::default();
    let name = ProgramId::new("synthetic").expect("it is an id");
    workspace.programs.insert(name, program);
    workspace
}
