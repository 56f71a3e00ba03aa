//! Need-by: by when each need has to be met so that the dates downstream of its consumer hold.
//!
//! A backward pass from commitments, deadlines and targets alone. The computed finish is no anchor: measured against it, a
//! late provider on the driving path would always be just in time.

use longpole_model::LinkKind;

use crate::backward::{Backward, Bound, Late, first_children};
use crate::forward::{Early, place};
use crate::network::Packed;
use crate::schedule::program_ends;
use crate::slack::{self, Free};
use crate::{
    Anchor, AnchorKind, Link, LinkIndex, LinkRole, NeedBy, NeedByBasis, Network, NodeIndex,
    NodeKind, NodeState, Schedule, Wall,
};

/// The need-by of every need that binds, in the order of [`Network::needs`].
pub fn needs_by(network: &Network, schedule: &Schedule) -> Vec<NeedBy> {
    let early = Early {
        start: schedule.early_start.clone(),
        restart: schedule.early_restart.clone(),
        finish: schedule.early_finish.clone(),
        driver: schedule.driver.clone(),
    };
    let durations = network.durations();
    let first = first_children(network, &early.start);
    let backward = Backward {
        graph: network,
        durations: &durations,
        first_children: &first,
        constraints: false,
    };
    let anchors: Vec<Option<Anchor>> = (0..network.nodes.len())
        .map(|node| strictest_anchor(network, node))
        .collect();
    let own: Vec<Wall> = anchors
        .iter()
        .map(|anchor| anchor.map_or(Wall::MAX, |anchor| anchor.at))
        .collect();
    let ends = program_ends(&Packed::of(network), &early);
    let pass = Pass {
        late: backward.late_dates(&own),
        free: slack::free(&backward, &early, &ends),
        backward,
        early: &early,
        anchors: &anchors,
    };
    let mut needs: Vec<Option<NeedBy>> = vec![None; network.needs.len()];
    for (index, link) in network.links.iter().enumerate() {
        if let LinkRole::Need(need) = link.role {
            needs[need as usize] = Some(pass.need_by(index, link));
        }
    }
    needs.into_iter().flatten().collect()
}

/// The strictest date that `node` itself should keep.
fn strictest_anchor(network: &Network, node: NodeIndex) -> Option<Anchor> {
    let this = &network.nodes[node];
    let of_program = match this.kind {
        NodeKind::Task | NodeKind::Milestone => network.programs[this.program as usize].target,
        NodeKind::Gate if this.subject.as_item().is_some() => {
            network.programs[this.program as usize].target
        }
        NodeKind::Gate
        | NodeKind::Decision
        | NodeKind::Entry
        | NodeKind::Summary
        | NodeKind::LevelOfEffort => None,
    };
    let of_program = of_program.map(|at| Anchor {
        at,
        kind: AnchorKind::ProgramTarget,
    });
    this.anchors.iter().copied().chain(of_program).min()
}

struct Pass<'a> {
    backward: Backward<'a, Network>,
    early: &'a Early,
    anchors: &'a [Option<Anchor>],
    /// Late dates under the anchors.
    late: Late,
    /// Where nothing moves.
    free: Free,
}

impl Pass<'_> {
    fn need_by(&self, index: LinkIndex, link: &Link) -> NeedBy {
        let network = self.backward.graph;
        let provider = network.calendar(link.from);
        let hangs_on_finish = match link.kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => true,
            LinkKind::StartToStart | LinkKind::StartToFinish => false,
        };
        let delivery = if hangs_on_finish {
            self.early.finish[link.from]
        } else {
            self.early.start[link.from]
        };
        let (by, basis) = self.by(index, link, delivery);
        let free = self.free_until(link).at;
        let settle = |at: Wall| match basis {
            NeedByBasis::Met => delivery,
            NeedByBasis::Anchor(..) | NeedByBasis::EarliestStart if hangs_on_finish => {
                provider.previous_finish(at)
            }
            NeedByBasis::Anchor(..) | NeedByBasis::EarliestStart => at,
        };
        let by = settle(by);
        NeedBy {
            link: index,
            by,
            basis,
            free: settle(free),
            delivery,
            gap_minutes: provider.minutes_from(by, delivery),
            minutes_per_day: provider.minutes_per_day(),
        }
    }

    fn by(&self, index: LinkIndex, link: &Link, delivery: Wall) -> (Wall, NeedByBasis) {
        let network = self.backward.graph;
        if let NodeState::Finished { .. } = network.nodes[link.to].state {
            return (delivery, NeedByBasis::Met);
        }
        let anchored = self.backward.latest_delivery(
            link,
            self.late.start(link.to),
            self.late.finish(link.to),
        );
        let anchor = anchored
            .by
            .and_then(|node| Some((node as NodeIndex, self.anchors[node as usize]?)));
        match anchor {
            Some((node, anchor)) => (anchored.at, NeedByBasis::Anchor(node, anchor)),
            None => (
                self.without_this_need(index, link).at,
                NeedByBasis::EarliestStart,
            ),
        }
    }

    /// The latest delivery that lets the consumer start as early as everything else lets it.
    fn without_this_need(&self, index: LinkIndex, link: &Link) -> Bound {
        let network = self.backward.graph;
        let duration = self.backward.durations[link.to];
        let placed = place(network, self.early.ends(), link.to, duration, Some(index));
        let floor = network.programs[network.nodes[link.to].program as usize].floor;
        let begins = network.calendar(link.to).next_start(floor);
        let here = |at| Bound { at, by: None };
        if placed.finish == Wall::MIN && network.nodes[link.to].kind == NodeKind::Entry {
            match link.kind {
                LinkKind::FinishToStart | LinkKind::StartToStart => {}
                // Nothing else holds the finish of the summary's children: it stays where it is.
                LinkKind::FinishToFinish | LinkKind::StartToFinish => return self.free_until(link),
            }
        }
        self.backward
            .latest_delivery(link, here(placed.restart.max(begins)), here(placed.finish))
    }

    fn free_until(&self, link: &Link) -> Bound {
        let dates = &self.free.dates;
        let bound =
            self.backward
                .latest_delivery(link, dates.start(link.to), dates.finish(link.to));
        if bound.at < Wall::MAX {
            return bound;
        }
        // All that waits is finished: nothing moves whenever it comes.
        Bound {
            at: self.early.finish[link.from],
            by: None,
        }
    }
}

impl NeedBy {
    /// Working minutes in the provider's calendar from need-by to the end of the day `on`: positive when that is too late.
    pub fn gap_until(&self, network: &Network, on: jiff::civil::Date) -> i64 {
        let calendar = network.calendar(network.links[self.link].from);
        calendar.minutes_from(self.by, calendar.day_end(Wall::midnight(on)))
    }
}
