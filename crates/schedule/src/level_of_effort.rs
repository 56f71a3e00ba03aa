//! Levels of effort: work that lasts as long as what it supports. Dated last; they drive nothing.

use crate::{Driver, Network, NodeState, Schedule, Tie, Wall};

/// Gives each level of effort the span of what it is tied to.
pub(crate) fn stretch(network: &Network, schedule: &mut Schedule) {
    for tie in &network.ties {
        if let NodeState::Finished { .. } = network.nodes[tie.node].state {
            continue;
        }
        stretch_one(network, schedule, tie);
    }
}

fn stretch_one(network: &Network, schedule: &mut Schedule, tie: &Tie) {
    let node = tie.node;
    let span = |starts: &[Wall], finishes: &[Wall]| {
        let start = tie.spans.iter().map(|&other| starts[other]).min();
        let finish = tie.spans.iter().map(|&other| finishes[other]).max();
        start.zip(finish)
    };
    let program = &schedule.programs[network.nodes[node].program as usize];
    let whole = (program.start, program.finish);
    let early = span(&schedule.early_start, &schedule.early_finish).unwrap_or(whole);
    let late = span(&schedule.late_start, &schedule.late_finish).unwrap_or(whole);
    let (start, late_start) = match network.nodes[node].state {
        NodeState::Started(at) => (at, at),
        NodeState::Planned | NodeState::Finished { .. } => (early.0, late.0),
    };
    schedule.early_start[node] = start;
    schedule.early_restart[node] = early.0.max(start);
    schedule.early_finish[node] = early.1.max(start);
    schedule.late_start[node] = late_start;
    schedule.late_finish[node] = late.1.max(late_start);
    schedule.driver[node] = Driver::Span;
    let slack = network
        .calendar(node)
        .minutes_from(schedule.early_finish[node], schedule.late_finish[node]);
    schedule.total_slack[node] = slack;
    schedule.free_slack[node] = slack.max(0);
}
