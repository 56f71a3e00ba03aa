//! What would have to change for an item to finish earlier: by one change, or by the fewest that together do.
//!
//! Each answer was tried: the change was made in the plan and the plan dated again (see `trial`). Only what lies on the driving
//! chain can help, and only as far as the next chain lets it; so the chain is asked again after every change.

mod trial;

use jiff::ToSpan as _;
use jiff::civil::Date;
use longpole_model::Workspace;

use crate::{
    Driver, Lag, LinkIndex, LinkRole, Network, NodeIndex, NodeKind, NodeState, Options, Schedule,
    Step, StepReason, Wall, driving_chain,
};
use trial::Trial;

/// A plan and its dates.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// The plan.
    pub workspace: &'a Workspace,
    /// What it was dated for.
    pub options: &'a Options,
    /// Whether by the rules of each program's profile, as [`profile::compute`](crate::profile::compute) does; else by
    /// Longpole's own.
    pub by_profile: bool,
    /// Its network.
    pub network: &'a Network,
    /// Its dates.
    pub schedule: &'a Schedule,
}

/// A change that may bring a finish forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// What is left of the item takes so many working minutes less.
    Shorten(NodeIndex, i64),
    /// The item may start on this day; what holds it back is a date of its own.
    StartFrom(NodeIndex, Date),
    /// The day that is set for it (a gate's, a decision's, a promise from outside) is this one.
    SetDay(NodeIndex, Date),
    /// The constraint that fixes its date, or puts it off, goes.
    DropConstraint(NodeIndex),
    /// The link's lag goes.
    DropLag(LinkIndex),
}

/// What bringing a finish forward takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Single changes, in the order of the chain. Those that reach what was asked ask for no more than that takes; the others
    /// are as large as they can be.
    pub alone: Vec<Single>,
    /// Changes that reach it together, none of them larger than it has to be; empty where nothing does.
    pub together: Vec<Lever>,
    /// The working minutes by which the changes of `together` bring it forward, or, where nothing reaches it, the most that
    /// was found.
    pub gain: i64,
    /// The finish with all of those.
    pub finish: Wall,
}

/// A single change and what it brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Single {
    /// The change.
    pub lever: Lever,
    /// The working minutes that it brings the finish forward.
    pub gain: i64,
    /// The finish with it.
    pub finish: Wall,
}

/// As many steps of a chain are tried alone: the longest.
const MOST_STEPS: usize = 8;
/// As many changes are put together.
const MOST_CHANGES: usize = 12;

/// What would bring the finish of `node` forward by `minutes` of its calendar. `None` when it is finished.
pub fn earlier(planned: Planned<'_>, node: NodeIndex, minutes: i64) -> Option<Earlier> {
    earlier_given(planned, node, minutes, Vec::new())
}

/// What would bring the finish of `node` forward by `minutes` if it were not for its constraint: what it takes to keep that.
pub fn earlier_without_constraint(
    planned: Planned<'_>,
    node: NodeIndex,
    minutes: i64,
) -> Option<Earlier> {
    earlier_given(planned, node, minutes, vec![Lever::DropConstraint(node)])
}

/// Where a node would be, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Its start.
    pub start: Wall,
    /// Its finish.
    pub finish: Wall,
    /// What would set its dates; see [`driving_chain`].
    pub chain: Vec<Step>,
}

/// Where `node` would be without its constraint.
pub fn without_constraint(planned: Planned<'_>, node: NodeIndex) -> Option<Elsewhere> {
    let mut trial = Trial::new(planned, node, Vec::new());
    let (network, schedule) = trial.dated(&[Lever::DropConstraint(node)])?;
    Some(Elsewhere {
        start: schedule.early_start[node],
        finish: schedule.early_finish[node],
        chain: driving_chain(&network, &schedule, node),
    })
}

/// As [`earlier`], in a plan with the changes `given`.
fn earlier_given(
    planned: Planned<'_>,
    node: NodeIndex,
    minutes: i64,
    given: Vec<Lever>,
) -> Option<Earlier> {
    let this = &planned.network.nodes[node];
    if matches!(this.state, NodeState::Finished { .. })
        || this.kind == NodeKind::LevelOfEffort
        || minutes <= 0
    {
        return None;
    }
    let mut trial = Trial::new(planned, node, given);
    let (network, schedule) = trial.dated(&[])?;
    let mut search = Search {
        network: planned.network,
        target: node,
        before: schedule.early_finish[node],
        wanted: minutes,
        trial,
    };
    let mut alone = Vec::new();
    for lever in levers(&network, &schedule, node) {
        let lever = search.least(&[], lever);
        let finish = search.trial.finish(&[lever]);
        let gain = search.gain_of(finish);
        if gain > 0 {
            alone.push(Single {
                lever,
                gain,
                finish,
            });
        }
    }
    let (together, gain, finish) = search.together();
    Some(Earlier {
        alone,
        together,
        gain,
        finish,
    })
}

/// What can be pulled for `target`: everything on its chain that has a date or a lag, and the longest pieces of work. What is
/// put off until its program ends is as late as what sets that end.
fn levers(network: &Network, schedule: &Schedule, target: NodeIndex) -> Vec<Lever> {
    let mut chain = driving_chain(network, schedule, target);
    if let Some(put_off) = chain.last()
        && put_off.reason == StepReason::Begins(Driver::AsLateAsPossible)
        && let Some(last) = schedule.programs[network.nodes[put_off.node].program as usize].last
    {
        for step in driving_chain(network, schedule, last) {
            if chain.iter().all(|other| other.node != step.node) {
                chain.push(step);
            }
        }
    }
    let mut work: Vec<(i64, NodeIndex)> = chain
        .iter()
        .map(|step| (network.nodes[step.node].duration, step.node))
        .filter(|&(duration, node)| duration > 0 && network.nodes[node].kind == NodeKind::Task)
        .collect();
    work.sort_unstable_by_key(|&(duration, node)| (std::cmp::Reverse(duration), node));
    work.truncate(MOST_STEPS);
    let mut levers = Vec::new();
    for step in &chain {
        if let Some(&(duration, node)) = work.iter().find(|(_, node)| *node == step.node) {
            levers.push(Lever::Shorten(node, duration));
        }
        add_date_levers(network, step, &mut levers);
    }
    levers
}

/// The levers at a step that are not its work: its lag, or the date at which the chain begins.
fn add_date_levers(network: &Network, step: &Step, levers: &mut Vec<Lever>) {
    let this = &network.nodes[step.node];
    let floor = network.programs[this.program as usize].floor.date();
    match step.reason {
        StepReason::Link(link) => match network.links[link].lag {
            Lag::Work(minutes) | Lag::Elapsed(minutes) if minutes > 0 => {
                levers.push(Lever::DropLag(link));
            }
            Lag::Work(_) | Lag::Elapsed(_) => {}
        },
        StepReason::Begins(Driver::NotBefore) => {
            let mut nodes = vec![step.node];
            add_entries(network, step.node, &mut nodes);
            let late = nodes
                .into_iter()
                .filter(|&node| network.nodes[node].start_floor.date() > floor);
            levers.extend(late.map(|node| Lever::StartFrom(node, floor)));
        }
        StepReason::Begins(Driver::SetDay) => {
            levers.push(Lever::SetDay(step.node, floor));
            if this.constraint.is_some() {
                levers.push(Lever::DropConstraint(step.node));
            }
        }
        StepReason::Begins(Driver::Constraint | Driver::AsLateAsPossible) => {
            levers.push(Lever::DropConstraint(step.node));
        }
        StepReason::Begins(
            Driver::Link(_) | Driver::DataDate | Driver::Actual | Driver::Span | Driver::Nothing,
        ) => {}
    }
}

/// The entries through which what is asked of summaries comes to `node`.
fn add_entries(network: &Network, node: NodeIndex, entries: &mut Vec<NodeIndex>) {
    for link in network.incoming(node) {
        if network.links[link].role == LinkRole::Entry {
            let from = network.links[link].from;
            if !entries.contains(&from) {
                entries.push(from);
                add_entries(network, from, entries);
            }
        }
    }
}

/// Looks for changes that bring the finish of a target forward.
struct Search<'a> {
    network: &'a Network,
    target: NodeIndex,
    /// The finish without any change.
    before: Wall,
    /// The working minutes that are asked for.
    wanted: i64,
    trial: Trial<'a>,
}

impl Search<'_> {
    /// Working minutes of the target's calendar from `finish` to the finish without any change.
    fn gain_of(&self, finish: Wall) -> i64 {
        self.network
            .calendar(self.target)
            .minutes_from(finish, self.before)
    }

    fn gain(&mut self, levers: &[Lever]) -> i64 {
        let finish = self.trial.finish(levers);
        self.gain_of(finish)
    }

    /// The smallest form of `lever` that reaches what is wanted beside `others`; its largest where none does.
    fn least(&mut self, others: &[Lever], lever: Lever) -> Lever {
        let mut levers = others.to_vec();
        levers.push(lever);
        if self.gain(&levers) < self.wanted {
            return lever;
        }
        let (network, wanted) = (self.network, self.wanted);
        let place = levers.len() - 1;
        let mut reaches = |lever: Lever| {
            levers[place] = lever;
            self.gain(&levers) >= wanted
        };
        match lever {
            Lever::Shorten(node, most) => {
                let tenth = tenth(network, node);
                // A whole number of tenths of a day, as people say it; or all there is.
                let by = |tenths: i64| Lever::Shorten(node, (tenths * tenth).min(most));
                let guess = ceil(wanted, tenth);
                let all = ceil(most, tenth);
                by(smallest(all, guess, |tenths| reaches(by(tenths))))
            }
            Lever::StartFrom(node, earliest) => {
                let now = network.nodes[node].start_floor.date();
                let at = |days: i64| Lever::StartFrom(node, back(now, days).max(earliest));
                at(smallest(days_between(earliest, now), 7, |days| {
                    reaches(at(days))
                }))
            }
            Lever::SetDay(node, earliest) => {
                let now = network.nodes[node].finish_floor.finish_date();
                let at = |days: i64| Lever::SetDay(node, back(now, days).max(earliest));
                at(smallest(days_between(earliest, now), 7, |days| {
                    reaches(at(days))
                }))
            }
            Lever::DropConstraint(_) | Lever::DropLag(_) => lever,
        }
    }

    /// Pulls a lever of the chain that is longest, again and again, until none is too long; then takes back what was too much.
    fn together(&mut self) -> (Vec<Lever>, i64, Wall) {
        let mut pulled: Vec<Lever> = Vec::new();
        for _ in 0..MOST_CHANGES {
            let Some((network, schedule)) = self.trial.dated(&pulled) else {
                break;
            };
            let missing = self.wanted - self.gain_of(schedule.early_finish[self.target]);
            if missing <= 0 {
                break;
            }
            let choice = levers(&network, &schedule, self.target)
                .into_iter()
                .filter(|lever| !pulled.contains(lever))
                .min_by_key(|lever| cost(&network, *lever, missing));
            let Some(lever) = choice else {
                break;
            };
            let lever = match lever {
                Lever::Shorten(node, most) => {
                    let tenth = tenth(self.network, node);
                    Lever::Shorten(node, most.min(ceil(missing, tenth) * tenth))
                }
                Lever::StartFrom(..)
                | Lever::SetDay(..)
                | Lever::DropConstraint(_)
                | Lever::DropLag(_) => lever,
            };
            add(&mut pulled, lever);
        }
        let finish = self.trial.finish(&pulled);
        if self.gain_of(finish) < self.wanted {
            return (Vec::new(), self.gain_of(finish), finish);
        }
        pulled.sort_unstable_by_key(|lever| place_of(self.network, *lever));
        self.trim(&mut pulled);
        let finish = self.trial.finish(&pulled);
        (pulled, self.gain_of(finish), finish)
    }

    /// Makes each change as small as it may be beside the others.
    fn trim(&mut self, pulled: &mut Vec<Lever>) {
        let mut at = 0;
        while at < pulled.len() {
            let lever = pulled.remove(at);
            if self.gain(pulled) >= self.wanted {
                continue;
            }
            let lever = self.least(pulled, lever);
            pulled.insert(at, lever);
            at += 1;
        }
    }
}

/// The smallest of `1..=most` for which `enough` holds; it holds for `most`, and mostly from some value on, which is often
/// `guess`.
fn smallest(most: i64, guess: i64, mut enough: impl FnMut(i64) -> bool) -> i64 {
    let (mut low, mut high) = (1, most.max(1));
    if low < guess && guess < high {
        if enough(guess) {
            high = guess;
            if enough(guess - 1) {
                high = guess - 1;
            } else {
                low = guess;
            }
        } else {
            low = guess + 1;
        }
    }
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

/// A tenth of a working day of `node`, in minutes: in such steps people say how much less something takes.
fn tenth(network: &Network, node: NodeIndex) -> i64 {
    (i64::from(network.calendar(node).minutes_per_day()) / 10).max(1)
}

/// `minutes` in whole `steps`, the last of which may be begun only.
fn ceil(minutes: i64, step: i64) -> i64 {
    (minutes + step - 1) / step
}

fn back(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}

fn days_between(from: Date, to: Date) -> i64 {
    (Wall::midnight(to).minutes() - Wall::midnight(from).minutes()) / crate::wall::DAY
}

/// What a lever costs, so that the cheapest is pulled first: one that is enough before one that is not; then the share of the
/// work that has to go, beside which a date that somebody set weighs as a third of a piece of work and a lag as half of one.
fn cost(network: &Network, lever: Lever, missing: i64) -> (bool, i64, Lever) {
    let minutes = |node: NodeIndex, from: Date, to: Wall| {
        network
            .calendar(node)
            .minutes_from(Wall::midnight(from), to)
    };
    let (relief, cost) = match lever {
        Lever::Shorten(_, most) => (most, 1000 * missing.min(most) / most.max(1)),
        Lever::StartFrom(node, earliest) => (
            minutes(node, earliest, network.nodes[node].start_floor),
            333,
        ),
        Lever::DropConstraint(_) => (missing, 400),
        Lever::DropLag(link) => match network.links[link].lag {
            Lag::Work(minutes) | Lag::Elapsed(minutes) => (minutes, 500),
        },
        Lever::SetDay(node, earliest) => (
            minutes(node, earliest, network.nodes[node].finish_floor),
            600,
        ),
    };
    let enough = relief >= missing;
    (!enough, if enough { cost } else { -relief }, lever)
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
