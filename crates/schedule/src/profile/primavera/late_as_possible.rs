//! "As late as possible": what is so constrained uses up its free float, and nothing that follows moves.

use crate::profile::passes::Passes;
use crate::{Driver, NodeIndex};

use super::backward::left_by;
use super::work::Work;
use super::{Rules, dates, ends};

/// Moves early dates as late as the early dates of successors allow, the last ones first.
pub(super) fn put_off(passes: &mut Passes<'_>) {
    for node in (0..passes.network.nodes.len()).rev() {
        let rules = Rules::of(passes);
        if !dates(passes, node) || !rules.is_put_off(node) {
            continue;
        }
        if let Some((start, finish)) = latest(&rules, node) {
            passes.move_to(node, ends(start, finish));
            passes.drivers[node] = Driver::AsLateAsPossible;
        }
    }
}

/// The latest start and finish at which no successor moves, when that is later than now.
fn latest(rules: &Rules<'_, '_>, node: NodeIndex) -> Option<(crate::Wall, crate::Wall)> {
    let work = Work::of(rules.details, rules.activity(node), node);
    let (_, end) = rules.memory.ends[rules.details.nodes[node].program as usize];
    let left = left_by(rules, &work, node, |node| {
        (rules.early_start(node), rules.early_finish(node))
    });
    let finish = work.finish_by(left.finish.unwrap_or(end));
    let start = work.start_of(finish);
    (start > rules.early_start(node)).then(|| (start, work.finish(start)))
}
