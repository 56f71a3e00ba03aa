//! As late as possible: what is put off takes its late dates in a second round, and what waits for it follows.

use longpole_model::{ConstraintKind, ScheduleFrom};

use super::dates;
use crate::profile::details::Stage;
use crate::profile::passes::Passes;
use crate::profile::tick::Tick;
use crate::{NodeIndex, NodeKind};

/// Late dates are known: whether a second round is needed.
///
/// A program that is scheduled from its finish begins where its late dates do, and shows them: all of its work is as late as
/// possible. Its early dates stay those of work that begins with the program, so that slack is what lies between.
pub(in crate::profile) fn put_off(passes: &mut Passes<'_>) -> bool {
    let mut again = false;
    for node in 0..passes.network.nodes.len() {
        let late = (passes.late[node].start, passes.late[node].finish);
        match from(passes, node) {
            ScheduleFrom::Start if is_put_off(passes, node) => {
                passes.memory.put_off_to.insert(node, late);
            }
            // Also what a date holds has to begin in time.
            ScheduleFrom::Finish if is_open_work(passes, node) => {
                let program = passes.details.nodes[node].program as usize;
                let start = &mut passes.memory.starts[program];
                *start = Some(start.map_or(late.0, |start: Tick| start.min(late.0)));
            }
            ScheduleFrom::Start | ScheduleFrom::Finish => continue,
        }
        again = true;
    }
    again
}

/// Shows what is scheduled from the finish at its late dates.
pub(in crate::profile) fn show_late(passes: &mut Passes<'_>) {
    for node in 0..passes.network.nodes.len() {
        if from(passes, node) == ScheduleFrom::Finish && is_put_off(passes, node) {
            let late = passes.late[node];
            let dates = &mut passes.dates[node];
            (dates.start, dates.finish) = (late.start, late.finish);
        }
    }
}

fn is_put_off(passes: &Passes<'_>, node: NodeIndex) -> bool {
    let this = passes.details.facts(node);
    let asks = match (from(passes, node), this.constraint) {
        (ScheduleFrom::Finish, None) => true,
        (ScheduleFrom::Start, None) => false,
        (ScheduleFrom::Start | ScheduleFrom::Finish, Some(constraint)) => {
            constraint.kind == ConstraintKind::AsLateAsPossible
        }
    };
    asks && is_open_work(passes, node)
}

fn is_open_work(passes: &Passes<'_>, node: NodeIndex) -> bool {
    let this = passes.details.facts(node);
    let is_work = match passes.details.nodes[node].kind {
        NodeKind::Task | NodeKind::Milestone => true,
        NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::Entry
        | NodeKind::Summary
        | NodeKind::LevelOfEffort => false,
    };
    let is_open = this.manual.is_none() && passes.details.nodes[node].stage == Stage::Planned;
    is_work && is_open && dates(passes, node)
}

fn from(passes: &Passes<'_>, node: NodeIndex) -> ScheduleFrom {
    let program = passes.details.nodes[node].program as usize;
    passes.details.programs[program].scheduling.from
}
