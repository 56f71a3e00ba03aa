//! A schedule of a plan that is being edited: after an edit only what that reaches is dated anew.
//!
//! The network of the edited plan is built and held against the one before. What of its nodes and links is other goes into
//! [`Live`], which runs the passes from there. Where the ground changes on which all stands (calendars, programs, what levels
//! of effort there are), everything is dated anew.

mod difference;
#[cfg(test)]
mod tests;

use longpole_model::{Dates, Workspace};
use longpole_schedule::{
    Cycle, ItemDates, Link, LinkIndex, Live, Network, NodeIndex, NodeKind, NodeState, Options,
    Subject,
};

use difference::{Difference, Role};

/// The dates of a plan under edits, by Longpole's own rules.
///
/// Dates, slack and what is critical are those that [`schedule()`](longpole_schedule::schedule()) gives for the edited plan. Of
/// several things that drive a date alike, it may name another one.
#[derive(Debug, Clone)]
pub struct LiveSchedule {
    options: Options,
    /// The network of the plan as it is now.
    network: Network,
    live: Live,
    /// Where the nodes of `network` are in `live`.
    nodes: Vec<NodeIndex>,
    /// Where the links of `network` are in `live`.
    links: Vec<LinkIndex>,
    /// Links that were added since everything was dated: their places are never given back.
    added: usize,
}

/// What an edit reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// These nodes, by their positions in [`LiveSchedule::network`]: their dates, slack or what drives them is other than before,
    /// or they are new.
    Some(Vec<NodeIndex>),
    /// The ground has changed, so that all was dated anew.
    All,
}

impl LiveSchedule {
    /// Dates everything in a plan, which is to be edited from now on.
    pub fn new(workspace: &Workspace, options: &Options) -> Result<Self, Cycle> {
        let network = Network::build(workspace, options)?;
        Ok(Self::of(network, options.clone()))
    }

    fn of(network: Network, options: Options) -> Self {
        Self {
            live: Live::new(&network),
            nodes: (0..network.nodes.len()).collect(),
            links: (0..network.links.len()).collect(),
            added: 0,
            network,
            options,
        }
    }

    /// Takes over what is other in `workspace`. With a circle nothing changes.
    pub fn follow(&mut self, workspace: &Workspace) -> Result<Reached, Cycle> {
        let next = Network::build(workspace, &self.options)?;
        if !stands_on_the_same(&self.network, &next) || self.added > next.links.len() {
            *self = Self::of(next, self.options.clone());
            return Ok(Reached::All);
        }
        let difference = Difference::between(&self.network, &next);
        self.take_over(&difference, next);
        let changed = self.live.update();
        let mut places = vec![None; changed.iter().max().map_or(0, |most| most + 1)];
        for (at, &place) in self.nodes.iter().enumerate() {
            if let Some(at_place) = places.get_mut(place) {
                *at_place = Some(at);
            }
        }
        let mut reached: Vec<_> = changed.iter().filter_map(|&node| places[node]).collect();
        reached.sort_unstable();
        Ok(Reached::Some(reached))
    }

    /// First goes what is no longer there, then comes what is new: so nothing in between closes a circle.
    fn take_over(&mut self, difference: &Difference, next: Network) {
        for &link in &difference.links_gone {
            self.live.remove_link(self.links[link]);
        }
        for &node in &difference.nodes_gone {
            self.live.remove_node(self.nodes[node]);
        }
        for (at, program) in next.programs.iter().enumerate() {
            if *program != self.network.programs[at] {
                self.live.put_program(at, program.clone());
            }
        }
        let mut nodes = Vec::with_capacity(next.nodes.len());
        for (node, before) in next.nodes.iter().zip(&difference.nodes) {
            nodes.push(match before {
                None => self.live.add_node(node.clone()),
                Some(before) => {
                    let place = self.nodes[*before];
                    if self.network.nodes[*before] != *node {
                        self.live.put_node(place, node.clone());
                    }
                    place
                }
            });
        }
        let mut links = Vec::with_capacity(next.links.len());
        for (at, (link, before)) in next.links.iter().zip(&difference.links).enumerate() {
            links.push(match before {
                Some(before) => {
                    let place = self.links[*before];
                    let old = &self.network.links[*before];
                    if (old.kind, old.lag) != (link.kind, link.lag) {
                        self.live.put_link(place, link.kind, link.lag);
                    }
                    place
                }
                None => {
                    let role = match Role::of(&next, at) {
                        Role::Need(need) => self.live.need(need.clone()),
                        Role::Other(role) => role,
                    };
                    self.added += 1;
                    let link = Link {
                        from: nodes[link.from],
                        to: nodes[link.to],
                        role,
                        ..*link
                    };
                    let added = self.live.add_link(link);
                    added.expect("all links together make no circle, so no few of them do")
                }
            });
        }
        for tie in &next.ties {
            let spans = tie.spans.iter().map(|&span| nodes[span]).collect();
            if difference.ties_changed.contains(&tie.node) {
                self.live.put_spans(nodes[tie.node], spans);
            }
        }
        (self.nodes, self.links, self.network) = (nodes, links, next);
    }

    /// The network of the plan as it is now.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The dates of `subject`.
    pub fn dates(&self, subject: &Subject) -> Option<ItemDates> {
        self.network.node(subject).map(|node| self.dates_at(node))
    }

    /// The dates of the node at `node` of [`LiveSchedule::network`].
    pub fn dates_at(&self, node: NodeIndex) -> ItemDates {
        let (schedule, at) = (self.live.schedule(), self.nodes[node]);
        let is_open = !matches!(self.network.nodes[node].state, NodeState::Finished { .. });
        ItemDates {
            early: Dates {
                start: schedule.early_start[at].datetime(),
                finish: schedule.early_finish[at].datetime(),
            },
            late: Dates {
                start: schedule.late_start[at].datetime(),
                finish: schedule.late_finish[at].datetime(),
            },
            total_slack_minutes: schedule.total_slack[at],
            free_slack_minutes: schedule.free_slack[at],
            minutes_per_day: self.network.calendar(node).minutes_per_day(),
            critical: is_open && schedule.total_slack[at] <= 0,
            driving: schedule.driving[at],
        }
    }
}

/// Whether nodes can be held against each other: the same programs, calendars and levels of effort.
fn stands_on_the_same(before: &Network, next: &Network) -> bool {
    let programs = |network: &Network| -> Vec<_> {
        let programs = network.programs.iter();
        programs.map(|program| program.program.clone()).collect()
    };
    let efforts = |network: &Network| -> Vec<Subject> {
        let ties = network.ties.iter();
        ties.map(|tie| network.nodes[tie.node].subject.clone())
            .collect()
    };
    programs(before) == programs(next)
        && before.calendars == next.calendars
        && efforts(before) == efforts(next)
        && next
            .ties
            .iter()
            .all(|tie| next.nodes[tie.node].kind == NodeKind::LevelOfEffort)
}
