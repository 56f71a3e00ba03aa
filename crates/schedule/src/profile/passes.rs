//! The passes over a network whose programs have rules of their own: forward, backward, what is put off, slack.

use longpole_model::SchedulingProfile;

use super::dates::{NodeDates, ProfileDates};
use super::details::Details;
use super::longpole::Own;
use super::tick::Tick;
use crate::{Network, NodeIndex};

/// What the passes have found so far. The rules of each profile read what others wrote, and write the dates of their nodes.
pub(crate) struct Passes<'a> {
    pub(crate) network: &'a Network,
    pub(crate) details: &'a Details,
    /// By node. An entry has what it asks of its children's starts and finishes as its early dates ([`Tick::MIN`] where it
    /// asks nothing), and what they leave it as its late dates.
    pub(crate) dates: Vec<NodeDates>,
    /// By link: whether it sets an end of what waits.
    #[expect(dead_code, reason = "for the rules of other products")]
    pub(crate) driving: Vec<bool>,
    /// The same dates in whole minutes, for programs under Longpole's own rules.
    own: Own<'a>,
}

impl<'a> Passes<'a> {
    pub(crate) fn new(network: &'a Network, details: &'a Details) -> Self {
        Self {
            network,
            details,
            dates: vec![NodeDates::UNKNOWN; network.nodes.len()],
            driving: vec![false; network.links.len()],
            own: Own::new(network),
        }
    }

    pub(crate) fn run(mut self) -> ProfileDates {
        self.forward();
        self.backward();
        if self.put_off() {
            self.forward();
            self.backward();
        }
        self.settle()
    }

    /// By whose rules `node` is dated.
    pub(crate) fn profile(&self, node: NodeIndex) -> SchedulingProfile {
        self.details.profile(self.network, node)
    }

    fn forward(&mut self) {
        for node in 0..self.network.nodes.len() {
            match self.profile(node) {
                SchedulingProfile::Longpole
                | SchedulingProfile::MicrosoftProject
                | SchedulingProfile::PrimaveraP6 => self.forward_by_own_rules(node),
            }
        }
    }

    fn forward_by_own_rules(&mut self, node: NodeIndex) {
        let placed = self.own.forward(node);
        self.dates[node].early_start = Tick::of(placed.restart);
        self.dates[node].early_finish = Tick::of(placed.finish);
    }

    fn backward(&mut self) {
        self.own.begin_backward();
        for node in (0..self.network.nodes.len()).rev() {
            match self.profile(node) {
                SchedulingProfile::Longpole
                | SchedulingProfile::MicrosoftProject
                | SchedulingProfile::PrimaveraP6 => self.backward_by_own_rules(node),
            }
        }
    }

    fn backward_by_own_rules(&mut self, node: NodeIndex) {
        let (start, finish) = self.own.backward(node);
        self.dates[node].late_start = Tick::of(start);
        self.dates[node].late_finish = Tick::of(finish);
    }

    /// Whether something that is to be as late as possible has to be placed in a second round.
    fn put_off(&mut self) -> bool {
        let (network, details) = (self.network, self.details);
        self.own
            .put_off(|node| details.profile(network, node) == SchedulingProfile::Longpole)
    }

    fn settle(self) -> ProfileDates {
        let schedule = self.own.settle();
        ProfileDates::of_schedule(self.network, &schedule)
    }
}
