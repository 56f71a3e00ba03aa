//! `longpole why --levelled --json`, and the steps of chains through needs and teams.

use longpole_engine::Scheduled;
use longpole_engine::answers::{
    LevelledHold, LevelledQueue as QueueAnswer, LevelledStep as StepAnswer,
    LevelledWhy as WhyAnswer, SoonerAnswer, SoonerChange as ChangeAnswer, SoonerLever,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::days;
use crate::why::begins;

/// What sets the date of an item, decision or gate when teams do what they can with the people that they have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledWhy {
    /// `longpole-levelled-why/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// How many schedules were tried.
    pub schedules: u64,
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The finish as planned, as if everybody had time.
    pub planned_finish: String,
    /// The levelled start of what is left of it.
    pub start: String,
    /// The levelled finish.
    pub finish: String,
    /// Working days from the planned to the levelled finish.
    pub later_days: i64,
    /// From the item itself back to where the chain begins.
    pub chain: Vec<LevelledStep>,
    /// What would bring it forward by a week; null when it is finished or has no turn of its own.
    pub sooner: Option<Sooner>,
}

/// A step of a chain through needs and teams.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledStep {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The levelled start.
    pub start: String,
    /// The levelled finish.
    pub finish: String,
    /// `need`: it waits for the next step; `part`: the next step is its part that is done last; `people`: the people that it takes work on something else
    /// until then, the last of which is the next step; `capacity`: the team has people enough only from then on; `start`: the chain begins here.
    pub held_by: &'static str,
    /// For `start`, what sets it: `link` for something that is done, `not-before`, `data-date`, `constraint`, `actual`, `set-day`, `as-late-as-possible`, `span`
    /// or `nothing`.
    pub begins: Option<&'static str>,
    /// The team or resource, for `people` and `capacity`.
    pub pool: Option<String>,
    /// Who has its people, for `people` and `capacity`.
    pub queue: Option<LevelledQueue>,
}

/// Who has a team's people on the day before a step begins.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledQueue {
    /// The day.
    pub day: String,
    /// How many people the step asks for.
    pub asks: f64,
    /// How many there are on that day.
    pub available: f64,
    /// Who has them, by levelled start.
    pub holders: Vec<LevelledHolder>,
}

/// A piece of work that has people on a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledHolder {
    /// Its address.
    pub key: String,
    /// How many people it has.
    pub people: f64,
    /// The levelled start.
    pub start: String,
    /// The levelled finish.
    pub finish: String,
}

/// What brings a levelled finish forward by a week.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Sooner {
    /// A week before the levelled finish.
    pub wanted: String,
    /// Single changes that help, in the order of the chain.
    pub alone: Vec<SoonerChange>,
    /// Changes that together reach it; empty where none do.
    pub together: Vec<SoonerChange>,
    /// The finish with those; where none reach it, the earliest that was found.
    pub together_finish: String,
}

/// A change that brings a levelled finish forward.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SoonerChange {
    /// Whose: the address.
    pub key: String,
    /// `more-people`, `shorten`, `goes-before` or `start-from`.
    pub what: &'static str,
    /// For `more-people`: so many more.
    pub people: Option<f64>,
    /// For `shorten`: so many working days less.
    pub by_days: Option<f64>,
    /// For `goes-before`: the address of what gives way.
    pub other: Option<String>,
    /// For `start-from`: the day.
    pub date: Option<String>,
    /// The finish with it alone; null among changes that go together.
    pub finish: Option<String>,
    /// For `goes-before` alone: when what gives way is then finished.
    pub gives_way: Option<String>,
}

impl LevelledWhy {
    /// An answer as JSON.
    pub fn of(scheduled: &Scheduled, it: &WhyAnswer) -> Self {
        Self {
            schema: "longpole-levelled-why/1",
            basis: Basis::of(scheduled),
            schedules: it.schedules,
            key: it.key.to_string(),
            title: it.title.clone(),
            planned_finish: it.planned_finish.to_string(),
            start: it.start.to_string(),
            finish: it.finish.to_string(),
            later_days: it.later_days,
            chain: it.chain.iter().map(LevelledStep::from).collect(),
            sooner: it.sooner.as_ref().map(Sooner::from),
        }
    }
}

impl From<&StepAnswer> for LevelledStep {
    fn from(it: &StepAnswer) -> Self {
        let (held_by, driver, queue) = match &it.held_by {
            LevelledHold::Need => ("need", None, None),
            LevelledHold::Part => ("part", None, None),
            LevelledHold::People(queue) => ("people", None, Some(queue)),
            LevelledHold::Capacity(queue) => ("capacity", None, Some(queue)),
            LevelledHold::Start(driver) => ("start", Some(begins(*driver)), None),
        };
        Self {
            key: it.key.to_string(),
            title: it.title.clone(),
            start: it.start.to_string(),
            finish: it.finish.to_string(),
            held_by,
            begins: driver,
            pool: queue.map(|queue| queue.key.to_string()),
            queue: queue.map(LevelledQueue::from),
        }
    }
}

fn people(millipeople: u32) -> f64 {
    days(i64::from(millipeople))
}

impl From<&QueueAnswer> for LevelledQueue {
    fn from(it: &QueueAnswer) -> Self {
        let holders = it.holders.iter().map(|holder| LevelledHolder {
            key: holder.key.to_string(),
            people: people(holder.millipeople),
            start: holder.start.to_string(),
            finish: holder.finish.to_string(),
        });
        Self {
            day: it.day.to_string(),
            asks: people(it.asks_millipeople),
            available: people(it.available_millipeople),
            holders: holders.collect(),
        }
    }
}

impl From<&SoonerAnswer> for Sooner {
    fn from(it: &SoonerAnswer) -> Self {
        Self {
            wanted: it.wanted.to_string(),
            alone: it.alone.iter().map(SoonerChange::from).collect(),
            together: it.together.iter().map(SoonerChange::from).collect(),
            together_finish: it.together_finish.to_string(),
        }
    }
}

impl From<&ChangeAnswer> for SoonerChange {
    fn from(it: &ChangeAnswer) -> Self {
        Self {
            finish: Some(it.finish.to_string()),
            gives_way: it.gives_way.map(|at| at.to_string()),
            ..Self::from(&it.lever)
        }
    }
}

impl From<&SoonerLever> for SoonerChange {
    fn from(it: &SoonerLever) -> Self {
        let (SoonerLever::MorePeople { key, .. }
        | SoonerLever::Shorten { key, .. }
        | SoonerLever::GoesBefore { key, .. }
        | SoonerLever::StartFrom { key, .. }) = it;
        let mut change = Self {
            key: key.to_string(),
            what: "",
            people: None,
            by_days: None,
            other: None,
            date: None,
            finish: None,
            gives_way: None,
        };
        match it {
            SoonerLever::MorePeople { millipeople, .. } => {
                change.what = "more-people";
                change.people = Some(people(*millipeople));
            }
            SoonerLever::Shorten { by_millidays, .. } => {
                change.what = "shorten";
                change.by_days = Some(days(*by_millidays));
            }
            SoonerLever::GoesBefore { other, .. } => {
                change.what = "goes-before";
                change.other = Some(other.to_string());
            }
            SoonerLever::StartFrom { from, .. } => {
                change.what = "start-from";
                change.date = Some(from.to_string());
            }
        }
        change
    }
}
