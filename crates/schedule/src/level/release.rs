//! Where may work begin whatever it waits for among what is not done, and what says so?

use longpole_model::LinkKind;

use crate::{Driver, Lag, Link, Network, NodeIndex, NodeState, Schedule, Wall, WorkCalendar};

/// The moment before which the work of `node` doesn't begin, and what sets it.
pub(super) fn release(network: &Network, schedule: &Schedule, node: NodeIndex) -> (Wall, Driver) {
    let this = &network.nodes[node];
    let calendar = network.calendar(node);
    let floor = network.programs[this.program as usize].floor;
    let mut release = (floor, Driver::DataDate);
    let mut at_least = |at: Wall, driver| {
        if at > release.0 {
            release = (at, driver);
        }
    };
    at_least(this.start_floor, Driver::NotBefore);
    let by_finish = calendar.start_before(this.finish_floor, this.duration);
    at_least(by_finish, Driver::SetDay);
    for index in network.incoming(node) {
        let link = &network.links[index];
        if matches!(network.nodes[link.from].state, NodeState::Finished { .. }) {
            at_least(after_done(network, schedule, link), Driver::Link(index));
        }
    }
    release
}

/// Where work that waits for something done may begin.
fn after_done(network: &Network, schedule: &Schedule, link: &Link) -> Wall {
    let calendar = network.calendar(link.to);
    let at = after(leaving(schedule, link), link.lag, calendar);
    match link.kind {
        LinkKind::FinishToStart | LinkKind::StartToStart => at,
        LinkKind::FinishToFinish | LinkKind::StartToFinish => {
            calendar.start_before(at, network.nodes[link.to].duration)
        }
    }
}

/// The end of the provider on which a link hangs, as scheduled.
pub(super) fn leaving(schedule: &Schedule, link: &Link) -> Wall {
    match link.kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => schedule.early_finish[link.from],
        LinkKind::StartToStart | LinkKind::StartToFinish => schedule.early_start[link.from],
    }
}

/// Where a lag after `end` leads.
pub(super) fn after(end: Wall, lag: Lag, calendar: &WorkCalendar) -> Wall {
    match lag {
        Lag::Work(minutes) => calendar.finish_wall(calendar.work_at(end).saturating_add(minutes)),
        Lag::Elapsed(minutes) => end.plus_clock(minutes),
    }
}
