//! The passes over a network whose programs have rules of their own: forward, backward, what is put off, slack.

use longpole_model::SchedulingProfile;

use super::dates::{NodeDates, ProfileDates};
use super::details::Details;
use super::longpole::Own;
use super::microsoft::{self, Memory};
use super::primavera;
use super::tick::Tick;
use super::working::Working;
use crate::schedule::{Counted, counts, program_dates};
use crate::{Driver, LinkIndex, Network, NodeIndex, NodeKind, ProgramDates, Wall};

/// What the passes have found so far. The rules of each profile read what others wrote, and write the dates of their nodes.
pub(super) struct Passes<'a> {
    pub(super) network: &'a Network,
    pub(super) details: &'a Details,
    /// Early dates by node. An entry has what it asks of its children's starts and finishes ([`Tick::MIN`] where it asks
    /// nothing).
    pub(super) early: Vec<Ends>,
    /// Late dates by node. An entry has what its children leave it.
    pub(super) late: Vec<Ends>,
    /// Where the early dates of each node lie on the axis of working time of its calendar. Empty until both passes are through.
    pub(super) axes: Vec<Axes>,
    /// What sets the early dates of each node.
    pub(super) drivers: Vec<Driver>,
    /// What follows from early and late dates, by node; those themselves come in at the very end. Empty until both passes
    /// are through.
    pub(super) dates: Vec<NodeDates>,
    /// By link: whether it sets an end of what waits.
    pub(super) driving: Vec<bool>,
    /// What Microsoft Project's rules remember.
    pub(super) memory: Memory,
    /// What Primavera's rules remember.
    pub(super) primavera: primavera::Memory,
    /// Whose rules date some program.
    has_microsoft: bool,
    has_primavera: bool,
    /// The same dates in whole minutes, where something is dated by Longpole's own rules.
    own: Option<Own<'a>>,
}

/// The start and the finish of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) start: Tick,
    pub(super) finish: Tick,
}

/// The start and the finish of a node on an axis of working time, in tenths of a minute.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axes {
    pub(super) start: i64,
    pub(super) finish: i64,
}

impl Axes {
    pub(super) fn of(ends: Ends, working: Working<'_>) -> Self {
        Self {
            start: working.work_at(ends.start),
            finish: working.work_at(ends.finish),
        }
    }
}

impl Ends {
    /// As early dates: nothing asks for one.
    const UNASKED: Self = Self {
        start: Tick::MIN,
        finish: Tick::MIN,
    };

    /// As late dates: nothing bounds them.
    const UNBOUNDED: Self = Self {
        start: Tick::MAX,
        finish: Tick::MAX,
    };
}

impl<'a> Passes<'a> {
    pub(super) fn new(network: &'a Network, details: &'a Details) -> Self {
        let has_own = (0..network.nodes.len())
            .any(|node| rules(details, node) == SchedulingProfile::Longpole);
        let has = |rules: SchedulingProfile| details.programs.iter().any(|it| it.profile == rules);
        let has_microsoft = has(SchedulingProfile::MicrosoftProject);
        Self {
            network,
            details,
            early: vec![Ends::UNASKED; network.nodes.len()],
            late: vec![Ends::UNBOUNDED; network.nodes.len()],
            axes: Vec::new(),
            drivers: vec![Driver::Nothing; network.nodes.len()],
            dates: Vec::new(),
            driving: vec![false; network.links.len()],
            memory: if has_microsoft {
                Memory::new(network, details)
            } else {
                Memory::default()
            },
            primavera: primavera::Memory::default(),
            has_microsoft,
            has_primavera: has(SchedulingProfile::PrimaveraP6),
            own: has_own.then(|| Own::new(network)),
        }
    }

    pub(super) fn run(mut self) -> ProfileDates {
        if self.has_primavera {
            primavera::begin(&mut self);
        }
        self.forward();
        self.backward();
        let mut last = Vec::new();
        if self.put_off() {
            let before = (self.early.clone(), self.drivers.clone());
            last = self.programs();
            self.driving.fill(false);
            self.forward();
            self.backward();
            self.keep_drivers(&before.0, &before.1);
        }
        let mut programs = self.programs();
        for (program, before) in programs.iter_mut().zip(&last) {
            // Work that ends a program with or without what is put off makes its end.
            let still = before
                .last
                .filter(|&node| self.shown(node).1 == program.finish);
            program.last = still.or(program.last);
        }
        let nodes = 0..self.network.nodes.len();
        self.dates = vec![NodeDates::UNKNOWN; nodes.len()];
        self.axes = nodes
            .map(|node| Axes::of(self.early[node], self.details.working(node)))
            .collect();
        if self.has_microsoft {
            microsoft::slack(&mut self);
            microsoft::summaries(&mut self);
            microsoft::show_late(&mut self);
        }
        if self.has_primavera {
            primavera::settle(&mut self);
        }
        self.settle(programs)
    }

    fn forward(&mut self) {
        for node in 0..self.network.nodes.len() {
            match rules(self.details, node) {
                SchedulingProfile::Longpole => {
                    let own = self.own.as_mut().expect("something follows these rules");
                    let placed = own.forward(node);
                    self.early[node] = Ends {
                        start: Tick::of(placed.restart),
                        finish: Tick::of(placed.finish),
                    };
                    continue;
                }
                SchedulingProfile::MicrosoftProject => microsoft::forward(self, node),
                SchedulingProfile::PrimaveraP6 => primavera::forward(self, node),
            }
            if let Some(own) = &mut self.own {
                let early = self.early[node];
                own.take_early(node, early.start, early.finish);
            }
        }
    }

    fn backward(&mut self) {
        if let Some(own) = &mut self.own {
            own.begin_backward();
        }
        if self.has_microsoft {
            microsoft::begin_backward(self);
        }
        if self.has_primavera {
            primavera::begin_backward(self);
        }
        for node in (0..self.network.nodes.len()).rev() {
            match rules(self.details, node) {
                SchedulingProfile::Longpole => {
                    let own = self.own.as_mut().expect("something follows these rules");
                    let (start, finish) = own.backward(node);
                    self.late[node] = Ends {
                        start: Tick::of(start),
                        finish: Tick::of(finish),
                    };
                }
                SchedulingProfile::MicrosoftProject => {
                    microsoft::backward(self, node);
                    if self.own.is_some() {
                        let late = microsoft::latest(self, node);
                        self.hand_over_late(node, late.start, late.finish);
                    }
                }
                SchedulingProfile::PrimaveraP6 => {
                    primavera::backward(self, node);
                    let late = self.late[node];
                    self.hand_over_late(node, late.start, late.finish);
                }
            }
        }
    }

    /// Tells Longpole's own rules the late dates that another profile's gave `node`.
    fn hand_over_late(&mut self, node: NodeIndex, start: Tick, finish: Tick) {
        if let Some(own) = &mut self.own {
            own.take_late(node, start, finish);
        }
    }

    /// Whether something that is to be as late as possible has to be placed in a second round.
    fn put_off(&mut self) -> bool {
        let details = self.details;
        let is_own = |node: NodeIndex| details.nodes[node].profile == SchedulingProfile::Longpole;
        let own = self.own.as_mut().is_some_and(|own| own.put_off(is_own));
        (self.has_microsoft && microsoft::put_off(self)) || own
    }

    /// What sets the dates of a node that is where it was before anything was put off is what did so then: what is put off
    /// until something needs it does not hold that up.
    fn keep_drivers(&mut self, early: &[Ends], drivers: &[Driver]) {
        for (node, (ends, driver)) in early.iter().zip(drivers).enumerate() {
            if self.early[node] == *ends {
                self.drivers[node] = *driver;
            }
        }
    }

    /// The start and the finish of a node, in whole minutes.
    fn shown(&self, node: NodeIndex) -> (Wall, Wall) {
        match (primavera::actual(self, node), &self.own) {
            (Some(actual), _) => actual,
            (None, Some(own)) => own.shown(node),
            (None, None) => {
                let early = self.early[node];
                (early.start.minute(), early.finish.minute_after())
            }
        }
    }

    /// The first start and the last finish of each program, in whole minutes.
    fn programs(&self) -> Vec<ProgramDates> {
        let counting =
            (0..self.network.nodes.len()).filter(|&node| match self.details.nodes[node].kind {
                NodeKind::Task | NodeKind::Milestone => true,
                NodeKind::Gate => counts(&self.network.nodes[node]),
                NodeKind::Decision
                | NodeKind::Entry
                | NodeKind::Summary
                | NodeKind::LevelOfEffort => false,
            });
        let dates = |node: NodeIndex| {
            let (start, finish) = self.shown(node);
            let driver = match &self.own {
                Some(own) if rules(self.details, node) == SchedulingProfile::Longpole => {
                    own.driver(node)
                }
                Some(_) | None => self.drivers[node],
            };
            Counted {
                node,
                program: self.details.nodes[node].program as usize,
                start,
                finish,
                is_put_off: driver == Driver::AsLateAsPossible,
            }
        };
        program_dates(self.network, counting.map(dates))
    }

    /// How much later what each link leads from could end, by the rules of what waits.
    fn link_slack(&self) -> Vec<Option<i64>> {
        let links = 0..self.network.links.len();
        links
            .map(
                |link| match rules(self.details, self.details.links[link].to()) {
                    SchedulingProfile::Longpole => None,
                    SchedulingProfile::MicrosoftProject => microsoft::link_slack(self, link),
                    SchedulingProfile::PrimaveraP6 => primavera::link_slack(self, link),
                },
            )
            .collect()
    }

    /// Gives `node` other early dates, after both passes.
    pub(super) fn move_to(&mut self, node: NodeIndex, early: Ends) {
        self.early[node] = early;
        self.axes[node] = Axes::of(early, self.details.working(node));
    }

    /// The working time from the finish of what `link` leads from to the start of what it leads to, where both have the same
    /// calendar.
    pub(super) fn gap(&self, link: LinkIndex) -> Option<i64> {
        let this = &self.details.links[link];
        let (from, to) = (this.from(), this.to());
        let nodes = &self.details.nodes;
        let is_same = nodes[from].calendar == nodes[to].calendar;
        is_same.then(|| self.axes[to].start - self.axes[from].finish)
    }

    /// All that is known of the dates of `node`.
    pub(super) fn dates_of(&self, node: NodeIndex) -> NodeDates {
        NodeDates {
            early_start: self.early[node].start,
            early_finish: self.early[node].finish,
            late_start: self.late[node].start,
            late_finish: self.late[node].finish,
            driver: self.drivers[node],
            ..self.dates[node]
        }
    }

    /// Puts the dates of all profiles together.
    fn settle(self, programs: Vec<ProgramDates>) -> ProfileDates {
        let (network, details) = (self.network, self.details);
        let link_slack = self.link_slack();
        let mut nodes = self.dates;
        for (node, dates) in nodes.iter_mut().enumerate() {
            (dates.early_start, dates.early_finish) =
                (self.early[node].start, self.early[node].finish);
            (dates.late_start, dates.late_finish) = (self.late[node].start, self.late[node].finish);
            dates.driver = self.drivers[node];
        }
        let mut drivers = self.drivers;
        let mut dates = ProfileDates {
            nodes,
            driving: self.driving,
            link_slack,
            programs,
        };
        if let Some(own) = self.own {
            let own = ProfileDates::of_schedule(network, &own.settle());
            let nodes = 0..network.nodes.len();
            for node in nodes.filter(|&node| rules(details, node) == SchedulingProfile::Longpole) {
                dates.nodes[node] = NodeDates {
                    longest_path: false,
                    ..own.nodes[node]
                };
                drivers[node] = own.nodes[node].driver;
                for link in network.incoming(node) {
                    dates.driving[link] = own.driving[link];
                    dates.link_slack[link] = own.link_slack[link];
                }
            }
        }
        // Primavera's rules have found theirs, which branch where several links drive.
        dates.find_longest_paths(network, details, &drivers, |program| {
            details.programs[program].profile != SchedulingProfile::PrimaveraP6
        });
        dates
    }
}

/// By whose rules `node` is dated. What the product of its program has no equal to follows Longpole's own.
fn rules(details: &Details, node: NodeIndex) -> SchedulingProfile {
    let this = &details.nodes[node];
    match this.profile {
        SchedulingProfile::MicrosoftProject if !microsoft::knows(this.kind) => {
            SchedulingProfile::Longpole
        }
        SchedulingProfile::Longpole
        | SchedulingProfile::MicrosoftProject
        | SchedulingProfile::PrimaveraP6 => this.profile,
    }
}
