//! What is critical: by total float, or by the longest path, which leads back over driving links from what finishes last.

use longpole_model::CriticalBy;

use crate::profile::details::Role;
use crate::profile::passes::Passes;
use crate::{LinkIndex, NodeIndex, Wall};

use super::asks::{Ask, ask};
use super::forward::start_for;
use super::work::Work;
use super::{Rules, dates, is_activity};

/// Marks the links that set the start of what waits.
pub(super) fn find_driving(passes: &mut Passes<'_>) {
    let mut driving = std::mem::take(&mut passes.driving);
    for node in 0..passes.network.nodes.len() {
        if !dates(passes, node) {
            continue;
        }
        let rules = Rules::of(passes);
        let work = Work::of(rules.details, rules.activity(node), node);
        let start = rules.early_start(node);
        // What is asked for since then has it begin at `start`: Friday evening and Monday morning are one.
        let since = work
            .is_in_own_hours()
            .then(|| work.calendar.previous_finish(start));
        for link in passes.network.incoming(node) {
            driving[link] = is_driving(&rules, link, &work, since);
        }
    }
    passes.driving = driving;
}

/// Whether what `link` asks is the start of its successor, by working time: on from `since`, where that is known.
fn is_driving(
    rules: &Rules<'_, '_>,
    link: LinkIndex,
    work: &Work<'_>,
    since: Option<Wall>,
) -> bool {
    let ends = &rules.details.links[link];
    let to = ends.to();
    if ends.role == Role::Rollup {
        return rules.early_finish(ends.from()) == rules.early_finish(to);
    }
    if rules.details.nodes[to].kind.is_of_summary() {
        return true;
    }
    let Some(asked) = ask(rules, link) else {
        return false;
    };
    match (asked, since) {
        (Ask::Start(at), Some(since)) => at >= since,
        (Ask::Start(_) | Ask::Finish(_), _) => {
            let at = start_for(work, asked);
            let start = rules.early_start(to);
            at >= start || work.calendar.minutes_from(at, start) == 0
        }
    }
}

/// Marks the longest path of each program, and what is critical.
pub(super) fn find_longest_path(passes: &mut Passes<'_>) {
    let network = passes.network;
    let mut open: Vec<NodeIndex> = (0..network.nodes.len())
        .filter(|&node| dates(passes, node) && finishes_last(passes, node))
        .collect();
    while let Some(node) = open.pop() {
        if std::mem::replace(&mut passes.dates[node].longest_path, true) {
            continue;
        }
        let links = network.incoming(node);
        let driving = links.filter(|&link| passes.driving[link]);
        let within = |&node: &NodeIndex| passes.details.nodes[node].program;
        let from = driving.map(|link| passes.details.links[link].from());
        open.extend(from.filter(|other| within(other) == within(&node)));
    }
    for node in 0..network.nodes.len() {
        if dates(passes, node) {
            passes.dates[node].critical = is_critical(passes, node);
        }
    }
}

fn finishes_last(passes: &Passes<'_>, node: NodeIndex) -> bool {
    let this = &passes.details.nodes[node];
    let (end, _) = passes.primavera.ends[this.program as usize];
    is_activity(this.kind) && passes.early[node].finish.minute() == end
}

/// What is complete is not critical any more.
pub(super) fn is_critical(passes: &Passes<'_>, node: NodeIndex) -> bool {
    let program = &passes.details.programs[passes.details.nodes[node].program as usize];
    let dates = &passes.dates[node];
    let Some(total) = dates.total_slack else {
        return false;
    };
    match program.scheduling.critical_by {
        CriticalBy::Slack => total <= program.critical_slack,
        CriticalBy::LongestPath => dates.longest_path,
    }
}
