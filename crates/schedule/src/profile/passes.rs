//! The passes over a network whose programs have rules of their own: forward, backward, what is put off, slack.

use longpole_model::SchedulingProfile;

use super::dates::{NodeDates, ProfileDates};
use super::details::Details;
use super::longpole::Own;
use super::microsoft::{self, Memory};
use super::primavera;
use super::tick::Tick;
use crate::{Network, NodeIndex};

/// What the passes have found so far. The rules of each profile read what others wrote, and write the dates of their nodes.
pub(super) struct Passes<'a> {
    pub(super) network: &'a Network,
    pub(super) details: &'a Details,
    /// By node. An entry has what it asks of its children's starts and finishes as its early dates ([`Tick::MIN`] where it
    /// asks nothing), and what they leave it as its late dates.
    pub(super) dates: Vec<NodeDates>,
    /// By link: whether it sets an end of what waits.
    pub(super) driving: Vec<bool>,
    /// What Microsoft Project's rules remember.
    pub(super) memory: Memory,
    /// What Primavera's rules remember.
    pub(super) primavera: primavera::Memory,
    /// The same dates in whole minutes, for programs under Longpole's own rules.
    own: Own<'a>,
}

impl<'a> Passes<'a> {
    pub(super) fn new(network: &'a Network, details: &'a Details) -> Self {
        Self {
            network,
            details,
            dates: vec![NodeDates::UNKNOWN; network.nodes.len()],
            driving: vec![false; network.links.len()],
            memory: Memory::new(network, details),
            primavera: primavera::Memory::default(),
            own: Own::new(network),
        }
    }

    pub(super) fn run(mut self) -> ProfileDates {
        primavera::begin(&mut self);
        self.forward();
        self.backward();
        if self.put_off() {
            self.driving.fill(false);
            self.forward();
            self.backward();
        }
        microsoft::slack(&mut self);
        microsoft::summaries(&mut self);
        microsoft::show_late(&mut self);
        primavera::settle(&mut self);
        self.settle()
    }

    /// The profile of the program of `node`.
    pub(super) fn profile(&self, node: NodeIndex) -> SchedulingProfile {
        self.details.profile(self.network, node)
    }

    /// By whose rules `node` is dated. What the product of its program has no equal to follows Longpole's own.
    fn rules(&self, node: NodeIndex) -> SchedulingProfile {
        let profile = self.profile(node);
        match profile {
            SchedulingProfile::MicrosoftProject if !microsoft::dates(self, node) => {
                SchedulingProfile::Longpole
            }
            SchedulingProfile::Longpole
            | SchedulingProfile::MicrosoftProject
            | SchedulingProfile::PrimaveraP6 => profile,
        }
    }

    fn forward(&mut self) {
        for node in 0..self.network.nodes.len() {
            match self.rules(node) {
                SchedulingProfile::Longpole => {
                    let placed = self.own.forward(node);
                    self.dates[node].early_start = Tick::of(placed.restart);
                    self.dates[node].early_finish = Tick::of(placed.finish);
                    continue;
                }
                SchedulingProfile::MicrosoftProject => microsoft::forward(self, node),
                SchedulingProfile::PrimaveraP6 => primavera::forward(self, node),
            }
            let dates = &self.dates[node];
            self.own
                .take_early(node, dates.early_start, dates.early_finish);
        }
    }

    fn backward(&mut self) {
        self.own.begin_backward();
        microsoft::begin_backward(self);
        primavera::begin_backward(self);
        for node in (0..self.network.nodes.len()).rev() {
            match self.rules(node) {
                SchedulingProfile::Longpole => {
                    let (start, finish) = self.own.backward(node);
                    self.dates[node].late_start = Tick::of(start);
                    self.dates[node].late_finish = Tick::of(finish);
                }
                SchedulingProfile::MicrosoftProject => {
                    microsoft::backward(self, node);
                    let late = microsoft::latest(self, node);
                    self.own.take_late(node, late.start, late.finish);
                }
                SchedulingProfile::PrimaveraP6 => {
                    primavera::backward(self, node);
                    let dates = &self.dates[node];
                    self.own
                        .take_late(node, dates.late_start, dates.late_finish);
                }
            }
        }
    }

    /// Whether something that is to be as late as possible has to be placed in a second round.
    fn put_off(&mut self) -> bool {
        let (network, details) = (self.network, self.details);
        let own = self
            .own
            .put_off(|node| details.profile(network, node) == SchedulingProfile::Longpole);
        microsoft::put_off(self) || own
    }

    /// How much later what each link leads from could end, by the rules of what waits.
    fn link_slack(&self) -> Vec<Option<i64>> {
        let links = 0..self.network.links.len();
        links
            .map(|link| match self.rules(self.network.links[link].to) {
                SchedulingProfile::Longpole => None,
                SchedulingProfile::MicrosoftProject => microsoft::link_slack(self, link),
                SchedulingProfile::PrimaveraP6 => primavera::link_slack(self, link),
            })
            .collect()
    }

    /// Puts the dates of all profiles together.
    fn settle(self) -> ProfileDates {
        let network = self.network;
        let own_nodes: Vec<NodeIndex> = (0..network.nodes.len())
            .filter(|&node| self.rules(node) == SchedulingProfile::Longpole)
            .collect();
        let link_slack = self.link_slack();
        let own = ProfileDates::of_schedule(network, &self.own.settle());
        let mut dates = ProfileDates {
            nodes: self.dates,
            driving: self.driving,
            link_slack,
            programs: own.programs,
        };
        for node in own_nodes {
            dates.nodes[node] = own.nodes[node];
            for link in network.incoming(node) {
                dates.driving[link] = own.driving[link];
                dates.link_slack[link] = own.link_slack[link];
            }
        }
        // Primavera's rules have found theirs, which branch where several links drive.
        let details = self.details;
        dates.find_longest_paths(network, |program| {
            details.programs[program].profile != SchedulingProfile::PrimaveraP6
        });
        dates
    }
}
