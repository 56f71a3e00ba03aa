//! What can people really do by when? A plan is levelled: what would be done at once by the same people is put in order.
//!
//! The plan becomes a problem of activities and slots ([`translate`]) on an axis of working time ([`axis`]), with what each pool of people has
//! ([`people`]). The search of [`crate::levelling`] puts it in order; the starts that it finds go back into the network as floors, and the usual passes
//! date it again, so that lags, summaries and calendars mean what they always mean. Work that was begun keeps its place.

mod axis;
mod chain;
mod dating;
mod horizon;
mod kept;
mod late;
mod load;
mod modes;
mod order;
mod people;
mod presence;
mod release;
mod relief;
mod settle;
mod sooner;
#[cfg(test)]
mod tests;
mod translate;

use longpole_model::Workspace;

use crate::levelling::{Budget, Generator, ProblemError};
use crate::{Network, NodeIndex, Schedule};
use load::Dated;
use people::People;
use settle::{Settled, settle};
use translate::{Translation, translate};

pub use chain::{ChainHold, ChainStep, Queue};
pub use kept::{StandingDate, StandingKind};
pub use load::{DayLoad, PoolLoad, WeekLoad};
pub use order::LevelOrder;
pub use people::{Coverage, LevelRemark, ONE_PERSON, Pool};
pub use relief::{Relief, RelievedDate, Together};
pub use sooner::{LevelChange, LevelLever, Sooner};

/// How a plan is levelled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LevelOptions {
    /// How many schedules are tried at most; so many as suit the plan's size when left out.
    pub schedules: Option<u64>,
    /// Where chance comes from: the same seed gives the same plan.
    pub seed: u64,
}

/// A levelled plan.
#[derive(Debug, Clone)]
pub struct Levelling {
    /// The network in which levelled work starts no earlier than its turn comes.
    pub network: Network,
    /// Its dates.
    pub schedule: Schedule,
    /// The dates if nothing changes: whoever is free takes what is ready, what was planned first goes first.
    pub unmanaged: Schedule,
    /// How many people each piece of effort gets, where the plan leaves it open.
    pub people: Vec<(NodeIndex, u32)>,
    /// What is asked of each pool and what it has, week by week.
    pub pools: Vec<PoolLoad>,
    /// The critical chain: what holds the end of the plan, through needs and through people, from the end back.
    pub chain: Vec<ChainStep>,
    /// What each pool on the chain costs, the dearest first: the first is the constraint.
    pub reliefs: Vec<Relief>,
    /// Pools that hold the end together, where more people in one of them alone would bring nothing.
    pub together: Option<Together>,
    /// How much of the open work has people who are known.
    pub coverage: Coverage,
    /// Dates that somebody stands for, with what levelling does to them.
    pub dates: Vec<StandingDate>,
    /// What had to be assumed.
    pub remarks: Vec<LevelRemark>,
    /// How many schedules were tried.
    pub schedules: u64,
    /// How many might have been tried: [`LevelOptions::schedules`] with this gives the same plan.
    pub budget: u64,
    /// Whether it is known that no other order is better.
    pub optimal: bool,
    /// Minutes of a slot.
    pub slot_minutes: u32,
    /// The order itself, of which one can ask what holds a piece of work and what would bring it forward.
    pub order: LevelOrder,
}

/// Levels the plan of `workspace`, of which `network` and `schedule` were computed; tries on as long as `go_on` says so.
///
/// Of a network there is one error: its work takes longer than can be counted.
pub fn level(
    workspace: &Workspace,
    network: &Network,
    schedule: &Schedule,
    options: &LevelOptions,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Levelling, ProblemError> {
    let mut people = People::of(workspace, network);
    let resting = presence::resting(network, &mut people);
    let rested = Schedule::compute(&resting);
    let plan = Plan {
        workspace,
        network,
        schedule,
        people: &people,
        resting: &resting,
        rested: &rested,
        options,
    };
    let mut until = horizon::first_horizon(&resting, &rested, &people);
    loop {
        let levelling = plan.level_until(until, go_on)?;
        // Beyond the end of the axis nothing is known of weekends.
        match (levelling, horizon::farther(&resting, until)) {
            (Found::Within(levelling) | Found::Beyond(levelling), None)
            | (Found::Within(levelling), Some(_)) => return Ok(*levelling),
            (Found::Beyond(_), Some(farther)) => until = farther,
        }
    }
}

/// A plan, and its network in which work rests while it has nobody, with the dates that it then has.
struct Plan<'a> {
    workspace: &'a Workspace,
    network: &'a Network,
    schedule: &'a Schedule,
    people: &'a People,
    resting: &'a Network,
    rested: &'a Schedule,
    options: &'a LevelOptions,
}

/// Whether the axis was long enough.
enum Found {
    Within(Box<Levelling>),
    Beyond(Box<Levelling>),
}

impl Plan<'_> {
    fn level_until(
        &self,
        until: crate::Wall,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Found, ProblemError> {
        let (people, schedule) = (self.people, self.schedule);
        let axis = horizon::axis(self.resting, self.rested, people, until);
        let mut translation = translate(self.workspace, self.resting, self.rested, people, &axis)?;
        let problem = translation.problem()?;
        let mut unmanaged =
            Generator::new(&problem).parallel_by(&planned_order(&translation, schedule));
        let dated = |network: &Network, translation: &Translation, starts: &[u32]| {
            let network = dating::with_floors(network, schedule, &axis, translation, starts);
            let schedule = Schedule::compute(&network);
            (network, schedule)
        };
        let as_it_comes = settle(
            &mut translation.clone(),
            problem,
            &mut unmanaged,
            &axis,
            &[],
            |translation, starts| dated(self.resting, translation, starts),
        )?;

        let flexible = modes::flexible(self.workspace, self.resting, people, &axis, &translation);
        let chosen = modes::choose(&flexible, &mut translation, self.options.seed, go_on)?;
        let mut staffed = self.resting.clone();
        dating::with_people(&mut staffed, &flexible, &chosen);
        let problem = translation.problem()?;
        let budget = self.budget(problem.len());
        let nodes = &self.network.nodes;
        let late = late::late(nodes, &translation);
        let mut found = late::order(nodes, &translation, &problem, &late, budget, &mut *go_on)?;
        let mut settled = settle(
            &mut translation,
            problem,
            &mut found.starts,
            &axis,
            &late,
            |translation, starts| dated(&staffed, translation, starts),
        )?;
        // What settles may have been the better order only before it did.
        let comparable = flexible.is_empty() && !late.contains(&true);
        if comparable && as_it_comes.cost(&unmanaged) < settled.cost(&found.starts) {
            settled = as_it_comes.clone();
            found.starts.clone_from(&unmanaged);
        }
        let Settled {
            problem,
            network,
            schedule: levelled,
            moved,
        } = settled;

        let order = LevelOrder::new(
            problem.clone(),
            found.starts.clone(),
            &translation,
            people,
            &axis,
            self.network,
            &late,
        );
        let dates = kept::standing_dates(self.workspace, self.network, schedule, &levelled);
        let ends = problem
            .makespan(&found.starts)
            .max(as_it_comes.problem.makespan(&unmanaged));
        let asked = asked_after(&translation, people);
        let pools = load::loads(
            people,
            Dated {
                network: self.network,
                schedule,
                asked: &people.asked,
            },
            Dated {
                network: &network,
                schedule: &levelled,
                asked: &asked,
            },
            horizon::beginning(self.resting).date(),
        );
        let reliefs = relief::reliefs(&order, &dates, budget, go_on)?;
        let mut remarks = remarks(people, &axis);
        remarks.extend(presence::interrupted(self.network, &network, &levelled));
        remarks.extend(load::beyond_there(&pools));
        let levelling = Box::new(Levelling {
            people: staffing(&flexible, &chosen),
            pools,
            chain: order
                .last
                .map_or_else(Vec::new, |last| order.chain_of(last)),
            together: relief::together(&order, &reliefs, budget, go_on)?,
            reliefs,
            coverage: people.coverage,
            dates,
            remarks,
            schedules: found.schedules,
            budget: budget.schedules,
            optimal: found.is_optimal() && flexible.is_empty() && axis.exact && !moved,
            slot_minutes: axis.slot as u32,
            unmanaged: as_it_comes.schedule,
            network,
            schedule: levelled,
            order,
        });
        Ok(if ends <= axis.slots() {
            Found::Within(levelling)
        } else {
            Found::Beyond(levelling)
        })
    }

    /// So many schedules as take a second or a few, whatever the size.
    fn budget(&self, activities: usize) -> Budget {
        let suited = 3_000_000 / activities.max(1) as u64;
        Budget {
            schedules: self
                .options
                .schedules
                .unwrap_or(suited.clamp(30, 20_000))
                .max(1),
            seed: self.options.seed,
        }
    }
}

/// By activity, when it was planned to start: what teams go by when nobody puts their work in order.
fn planned_order(translation: &Translation, schedule: &Schedule) -> Vec<i64> {
    let nodes = translation.node_of.iter();
    nodes
        .map(|node| node.map_or(0, |node| schedule.early_start[node].minutes()))
        .collect()
}

/// What each node asks of each source once its people are chosen.
fn asked_after(translation: &Translation, people: &People) -> Vec<Vec<(usize, u32)>> {
    let mut asked = people.asked.clone();
    for (node, activity) in translation.work_of.iter().enumerate() {
        if let Some(activity) = activity {
            let demands = translation.activities[*activity].demands.iter();
            asked[node] = demands
                .map(|demand| (demand.resource, demand.units))
                .collect();
        }
    }
    asked
}

fn staffing(flexible: &[modes::Flexible], chosen: &[usize]) -> Vec<(NodeIndex, u32)> {
    let pairs = flexible.iter().zip(chosen);
    pairs
        .map(|(this, &mode)| (this.node, this.modes[mode].people))
        .collect()
}

fn remarks(people: &People, axis: &axis::Axis) -> Vec<LevelRemark> {
    let mut remarks = people.remarks.clone();
    if !axis.exact {
        remarks.push(LevelRemark::Rounded(axis.slot as u32));
    }
    remarks
}
