//! What would have to change for an item to finish earlier: by one change, or by the fewest that together do.
//!
//! Each answer was tried: the dates of what the item waits for are computed again with the change. Only what lies on the
//! driving chain can help, and only as far as the next chain lets it; so the chain is asked again after every change.

use longpole_model::ConstraintKind;

use crate::forward::{Ends, is_put_off, place};
use crate::{
    Driver, Lag, LinkIndex, Network, NodeIndex, NodeKind, NodeState, Schedule, StepReason, Wall,
    driving_chain,
};

/// A change that may bring a finish forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// What is left of the item takes so many working minutes less.
    Shorten(NodeIndex, i64),
    /// The item may start at this moment; what holds it back is a date of its own.
    StartFrom(NodeIndex, Wall),
    /// The day that is set for it (a gate's, a decision's, a promise from outside) is this one.
    SetDay(NodeIndex, Wall),
    /// The constraint that fixes its date goes.
    DropConstraint(NodeIndex),
    /// The link's lag goes.
    DropLag(LinkIndex),
}

/// What bringing a finish forward takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Single changes, in the order of the chain, each with the working minutes that it brings the finish forward. Those that
    /// reach what was asked ask for no more than that takes; the others are as large as they can be.
    pub alone: Vec<(Lever, i64)>,
    /// Changes that reach it together, none of them larger than it has to be; empty where nothing does.
    pub together: Vec<Lever>,
    /// The working minutes by which the changes of `together` bring it forward, or, where nothing reaches it, the most that
    /// was found.
    pub gain: i64,
}

/// As many steps of a chain are tried alone: the longest.
const MOST_STEPS: usize = 8;
/// As many changes are put together.
const MOST_CHANGES: usize = 12;

/// What would bring the finish of `node` forward by `minutes` of its calendar. `None` when it is finished.
pub fn earlier(
    network: &Network,
    schedule: &Schedule,
    node: NodeIndex,
    minutes: i64,
) -> Option<Earlier> {
    if matches!(network.nodes[node].state, NodeState::Finished { .. })
        || network.nodes[node].kind == NodeKind::LevelOfEffort
        || minutes <= 0
    {
        return None;
    }
    let mut trial = Trial::new(network, node);
    let before = trial.finish();
    let levers = levers(network, schedule, &driving_chain(network, schedule, node));
    let mut alone = Vec::new();
    for lever in &levers {
        let lever = least(&mut trial, *lever, before, minutes);
        let gain = trial.gain_of(lever, before);
        if gain > 0 {
            alone.push((lever, gain));
        }
    }
    let (together, gain) = together(network, &mut trial, before, minutes);
    Some(Earlier {
        alone,
        together,
        gain,
    })
}

/// What can be pulled on a chain: everything that has a date or a lag, and the longest pieces of work.
fn levers(network: &Network, schedule: &Schedule, chain: &[crate::Step]) -> Vec<Lever> {
    let mut work: Vec<(i64, NodeIndex)> = chain
        .iter()
        .filter(|step| can_be_shortened(network, step.node, network.nodes[step.node].duration))
        .map(|step| (network.nodes[step.node].duration, step.node))
        .collect();
    work.sort_unstable_by_key(|&(duration, node)| (std::cmp::Reverse(duration), node));
    work.truncate(MOST_STEPS);
    let mut levers = Vec::new();
    for step in chain {
        if let Some(&(duration, node)) = work.iter().find(|(_, node)| *node == step.node) {
            levers.push(Lever::Shorten(node, duration));
        }
        levers.extend(date_lever(network, schedule, step));
    }
    levers
}

fn can_be_shortened(network: &Network, node: NodeIndex, duration: i64) -> bool {
    duration > 0 && network.nodes[node].kind == NodeKind::Task
}

/// The lever at a step that is not its work: its lag, or the date at which the chain begins.
fn date_lever(network: &Network, schedule: &Schedule, step: &crate::Step) -> Option<Lever> {
    let floor = network.programs[network.nodes[step.node].program as usize].floor;
    match step.reason {
        StepReason::Link(link) => match network.links[link].lag {
            Lag::Work(minutes) | Lag::Elapsed(minutes) if minutes > 0 => Some(Lever::DropLag(link)),
            Lag::Work(_) | Lag::Elapsed(_) => None,
        },
        StepReason::Begins(driver) => match driver {
            Driver::NotBefore => Some(Lever::StartFrom(step.node, floor)),
            Driver::SetDay => Some(Lever::SetDay(step.node, floor)),
            Driver::Constraint => Some(Lever::DropConstraint(step.node)),
            Driver::Link(_)
            | Driver::DataDate
            | Driver::Actual
            | Driver::AsLateAsPossible
            | Driver::Span
            | Driver::Nothing => None,
        },
    }
    .filter(|_| schedule.early_finish[step.node] > floor)
}

/// The smallest form of `lever` that reaches what is wanted; its largest where none does.
fn least(trial: &mut Trial<'_>, lever: Lever, before: Wall, wanted: i64) -> Lever {
    if trial.gain_of(lever, before) < wanted {
        return lever;
    }
    match lever {
        Lever::Shorten(node, most) => {
            let enough = smallest(0, most, |minutes| {
                trial.gain_of(Lever::Shorten(node, minutes), before) >= wanted
            });
            Lever::Shorten(node, enough)
        }
        Lever::StartFrom(node, earliest) => {
            let now = trial.network.nodes[node].start_floor;
            let back = smallest(0, now.minutes() - earliest.minutes(), |minutes| {
                let lever = Lever::StartFrom(node, now.plus_clock(-minutes));
                trial.gain_of(lever, before) >= wanted
            });
            Lever::StartFrom(node, now.plus_clock(-back))
        }
        Lever::SetDay(node, earliest) => {
            let now = trial.network.nodes[node].finish_floor;
            let back = smallest(0, now.minutes() - earliest.minutes(), |minutes| {
                let lever = Lever::SetDay(node, now.plus_clock(-minutes));
                trial.gain_of(lever, before) >= wanted
            });
            Lever::SetDay(node, now.plus_clock(-back))
        }
        Lever::DropConstraint(_) | Lever::DropLag(_) => lever,
    }
}

/// The smallest of `low..=high` for which `enough` holds; it holds for `high`, and from some value on.
fn smallest(low: i64, high: i64, mut enough: impl FnMut(i64) -> bool) -> i64 {
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

/// Pulls a lever of the chain that is longest, again and again, until none is too long; then takes back what was too much.
fn together(
    network: &Network,
    trial: &mut Trial<'_>,
    before: Wall,
    wanted: i64,
) -> (Vec<Lever>, i64) {
    let mut pulled: Vec<Lever> = Vec::new();
    for _ in 0..MOST_CHANGES {
        let missing = wanted - trial.gain(before);
        if missing <= 0 {
            break;
        }
        let schedule = Schedule::compute(&trial.network);
        let chain = driving_chain(&trial.network, &schedule, trial.target);
        let choice = levers(&trial.network, &schedule, &chain)
            .into_iter()
            .filter(|lever| !pulled.contains(lever))
            .min_by_key(|lever| cost(&trial.network, *lever, missing));
        let Some(lever) = choice else {
            break;
        };
        let lever = match lever {
            Lever::Shorten(node, most) => Lever::Shorten(node, most.min(missing)),
            Lever::StartFrom(..)
            | Lever::SetDay(..)
            | Lever::DropConstraint(_)
            | Lever::DropLag(_) => lever,
        };
        trial.apply(lever);
        add(&mut pulled, lever);
    }
    let gain = trial.gain(before);
    if gain < wanted {
        return (Vec::new(), gain);
    }
    pulled.sort_unstable_by_key(|lever| place_of(network, *lever));
    trim(network, trial, &mut pulled, before, wanted);
    (pulled, trial.gain(before))
}

/// What a lever costs, so that the cheapest is pulled first: one that is enough before one that is not; then the share of the
/// work that has to go, beside which a date that somebody set weighs as a third of a piece of work and a lag as half of one.
fn cost(network: &Network, lever: Lever, missing: i64) -> (bool, i64, Lever) {
    let (relief, cost) = match lever {
        Lever::Shorten(_, most) => (most, 1000 * missing.min(most) / most.max(1)),
        Lever::StartFrom(node, earliest) => {
            let now = network.nodes[node].start_floor;
            (network.calendar(node).minutes_from(earliest, now), 333)
        }
        Lever::DropConstraint(_) => (missing, 400),
        Lever::DropLag(link) => match network.links[link].lag {
            Lag::Work(minutes) | Lag::Elapsed(minutes) => (minutes, 500),
        },
        Lever::SetDay(node, earliest) => {
            let now = network.nodes[node].finish_floor;
            (network.calendar(node).minutes_from(earliest, now), 600)
        }
    };
    let enough = relief >= missing;
    (!enough, if enough { cost } else { -relief }, lever)
}

/// Makes each change as small as it may be beside the others.
fn trim(
    network: &Network,
    trial: &mut Trial<'_>,
    pulled: &mut Vec<Lever>,
    before: Wall,
    wanted: i64,
) {
    for at in 0..pulled.len() {
        trial.network = network.clone();
        for (other, lever) in pulled.iter().enumerate() {
            if other != at {
                trial.apply(*lever);
            }
        }
        pulled[at] = if trial.gain(before) >= wanted {
            Lever::Shorten(place_of(network, pulled[at]), 0)
        } else {
            least(trial, pulled[at], before, wanted)
        };
    }
    pulled.retain(|lever| !matches!(lever, Lever::Shorten(_, 0)));
    trial.network = network.clone();
    for lever in pulled.iter() {
        trial.apply(*lever);
    }
}

/// Two changes of the same thing are one.
fn add(pulled: &mut Vec<Lever>, lever: Lever) {
    let Lever::Shorten(node, more) = lever else {
        pulled.push(lever);
        return;
    };
    for earlier in pulled.iter_mut() {
        if let Lever::Shorten(same, minutes) = earlier
            && *same == node
        {
            *minutes += more;
            return;
        }
    }
    pulled.push(lever);
}

fn place_of(network: &Network, lever: Lever) -> NodeIndex {
    match lever {
        Lever::Shorten(node, _)
        | Lever::StartFrom(node, _)
        | Lever::SetDay(node, _)
        | Lever::DropConstraint(node) => node,
        Lever::DropLag(link) => network.links[link].to,
    }
}

/// What leads to an item, whose dates can be tried with changes.
struct Trial<'a> {
    network: Network,
    original: &'a Network,
    target: NodeIndex,
    /// What leads to the target, and the target, in order.
    before: Vec<NodeIndex>,
    start: Vec<Wall>,
    finish: Vec<Wall>,
}

impl<'a> Trial<'a> {
    fn new(original: &'a Network, target: NodeIndex) -> Self {
        let mut leads = vec![false; original.nodes.len()];
        leads[target] = true;
        for node in (0..=target).rev() {
            if leads[node] {
                for link in original.incoming(node) {
                    leads[original.links[link].from] = true;
                }
            }
        }
        let before = (0..=target).filter(|&node| leads[node]).collect();
        Self {
            network: original.clone(),
            original,
            target,
            before,
            start: vec![Wall::MIN; original.nodes.len()],
            finish: vec![Wall::MIN; original.nodes.len()],
        }
    }

    /// The finish of the target with the changes so far. As-late-as-possible items count as early as they can be: how late
    /// they are follows from the date that is asked about.
    fn finish(&mut self) -> Wall {
        for &node in &self.before {
            let ends = Ends {
                start: &self.start,
                finish: &self.finish,
            };
            let duration = self.network.nodes[node].duration;
            let placed = place(&self.network, ends, node, duration, None);
            self.start[node] = placed.start;
            self.finish[node] = placed.finish;
        }
        self.finish[self.target]
    }

    /// Working minutes of the target's calendar from the finish with the changes so far to `before`.
    fn gain(&mut self, before: Wall) -> i64 {
        let now = self.finish();
        self.original
            .calendar(self.target)
            .minutes_from(now, before)
    }

    /// As [`Trial::gain`], with one more change.
    fn gain_of(&mut self, lever: Lever, before: Wall) -> i64 {
        let undo = self.apply(lever);
        let gain = self.gain(before);
        undo.undo(&mut self.network);
        gain
    }

    fn apply(&mut self, lever: Lever) -> Undo {
        match lever {
            Lever::DropLag(link) => {
                let lag = std::mem::replace(&mut self.network.links[link].lag, Lag::NONE);
                Undo::Lag(link, lag)
            }
            Lever::Shorten(node, _)
            | Lever::StartFrom(node, _)
            | Lever::SetDay(node, _)
            | Lever::DropConstraint(node) => {
                let this = &mut self.network.nodes[node];
                let undo = Undo::Node {
                    node,
                    duration: this.duration,
                    start_floor: this.start_floor,
                    finish_floor: this.finish_floor,
                    constraint: this.constraint,
                };
                match lever {
                    Lever::Shorten(_, minutes) => {
                        this.duration = (this.duration - minutes).max(0);
                    }
                    Lever::StartFrom(_, at) => this.start_floor = this.start_floor.min(at),
                    Lever::SetDay(_, at) => this.finish_floor = this.finish_floor.min(at),
                    Lever::DropConstraint(_) if !is_put_off(this) => this.constraint = None,
                    Lever::DropConstraint(_) | Lever::DropLag(_) => {}
                }
                undo
            }
        }
    }
}

/// What stood there before a change.
enum Undo {
    Lag(LinkIndex, Lag),
    Node {
        node: NodeIndex,
        duration: i64,
        start_floor: Wall,
        finish_floor: Wall,
        constraint: Option<(ConstraintKind, Wall)>,
    },
}

impl Undo {
    fn undo(self, network: &mut Network) {
        match self {
            Self::Lag(link, lag) => network.links[link].lag = lag,
            Self::Node {
                node,
                duration,
                start_floor,
                finish_floor,
                constraint,
            } => {
                let this = &mut network.nodes[node];
                this.duration = duration;
                this.start_floor = start_floor;
                this.finish_floor = finish_floor;
                this.constraint = constraint;
            }
        }
    }
}
