//! Why is a date what it is when teams do what they can? The chain through needs and queues, and what would bring it forward.

use jiff::civil::Date;
use longpole_model::EntityKey;
use longpole_schedule::levelling::ProblemError;
use longpole_schedule::{LevelChange, LevelLever, Levelling, NodeIndex, NodeState};

use super::levelled_chain::{LevelledStep, Steps, pool_key};
use crate::Scheduled;
use crate::look::subject_of;

/// What holds the date of an item, decision or gate in the levelled plan.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelledWhy {
    /// The subject.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// The finish as planned, as if everybody had time.
    pub planned_finish: Date,
    /// The levelled start of what is left of it.
    pub start: Date,
    /// The levelled finish.
    pub finish: Date,
    /// Working days from the planned to the levelled finish.
    pub later_days: i64,
    /// Whether it is finished.
    pub finished: bool,
    /// The chain that sets its levelled date, from the item itself back to where it begins.
    pub chain: Vec<LevelledStep>,
    /// What would bring it forward by a week; none when it is finished or has no turn of its own.
    pub sooner: Option<SoonerAnswer>,
    /// How many schedules were tried.
    pub schedules: u64,
}

/// What brings a levelled finish forward by a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoonerAnswer {
    /// A week before the levelled finish.
    pub wanted: Date,
    /// Single changes that help, in the order of the chain.
    pub alone: Vec<SoonerChange>,
    /// The changes that together reach it; empty where none do.
    pub together: Vec<SoonerLever>,
    /// The finish with those; where none reach it, the earliest that was found.
    pub together_finish: Date,
}

/// A change that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoonerChange {
    /// What changes.
    pub lever: SoonerLever,
    /// The finish with it.
    pub finish: Date,
    /// Working days that it brings.
    pub gain_days: i64,
    /// Whether it is enough.
    pub is_enough: bool,
    /// For an order that is turned round, when what gives way is then finished.
    pub gives_way: Option<Date>,
}

/// What changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SoonerLever {
    /// A team or resource has so many thousandths of a person more.
    MorePeople {
        /// The team or resource.
        key: EntityKey,
        /// Its name for people.
        title: String,
        /// So many more.
        millipeople: u32,
    },
    /// What is left of an item takes less.
    Shorten {
        /// The item.
        key: EntityKey,
        /// Its name for people.
        title: String,
        /// Less, in thousandths of a working day.
        by_millidays: i64,
    },
    /// One item goes before another.
    GoesBefore {
        /// The item that goes first.
        key: EntityKey,
        /// Its name for people.
        title: String,
        /// What gives way.
        other: EntityKey,
        /// Its name for people.
        other_title: String,
    },
    /// An item may start on a day.
    StartFrom {
        /// The item.
        key: EntityKey,
        /// Its name for people.
        title: String,
        /// The day.
        from: Date,
    },
}

/// A week on the clock.
const WEEK: i64 = 7 * 24 * 60;

/// Why the levelled date of `key` is what it is; `None` when it has no dates.
pub fn levelled_why(
    scheduled: &Scheduled,
    levelling: &Levelling,
    key: &EntityKey,
) -> Result<Option<LevelledWhy>, ProblemError> {
    let node = subject_of(key).and_then(|subject| scheduled.network.node(&subject));
    let Some(node) = node else {
        return Ok(None);
    };
    let steps = Steps {
        scheduled,
        levelling,
    };
    let answer = Answer { steps, node };
    let finished = matches!(
        scheduled.network.nodes[node].state,
        NodeState::Finished { .. }
    );
    let planned_finish = scheduled.schedule.early_finish[node].finish_date();
    let finish = levelling.schedule.early_finish[node].finish_date();
    Ok(Some(LevelledWhy {
        title: scheduled.plan.workspace.display_name(key),
        planned_finish,
        start: levelling.schedule.early_restart[node].date(),
        finish,
        later_days: answer.days(planned_finish, finish),
        finished,
        chain: answer.steps.of(&levelling.order.chain_of(node)),
        sooner: answer.sooner()?,
        schedules: levelling.schedules,
        key: key.clone(),
    }))
}

struct Answer<'a> {
    steps: Steps<'a>,
    node: NodeIndex,
}

impl Answer<'_> {
    fn days(&self, from: Date, to: Date) -> i64 {
        let scheduled = self.steps.scheduled;
        let program = &scheduled.network.nodes[self.node].subject.program;
        scheduled.working_days(program, from, to)
    }

    fn sooner(&self) -> Result<Option<SoonerAnswer>, ProblemError> {
        let levelling = self.steps.levelling;
        let now = levelling.schedule.early_finish[self.node];
        let wanted = now.plus_clock(-WEEK);
        let network = &self.steps.scheduled.network;
        let Some(found) = levelling.order.sooner(network, self.node, wanted)? else {
            return Ok(None);
        };
        let before = found.finish.finish_date();
        let change = |change: &LevelChange| {
            let finish = change.finish.finish_date();
            SoonerChange {
                lever: self.lever(&change.lever),
                finish,
                gain_days: self.days(finish, before),
                is_enough: change.finish <= wanted,
                gives_way: change.gives_way.map(longpole_schedule::Wall::finish_date),
            }
        };
        Ok(Some(SoonerAnswer {
            wanted: wanted.finish_date(),
            alone: found.alone.iter().map(change).collect(),
            together: found.together.iter().map(|it| self.lever(it)).collect(),
            together_finish: found.together_finish.finish_date(),
        }))
    }

    fn lever(&self, lever: &LevelLever) -> SoonerLever {
        match lever {
            LevelLever::MorePeople(pool, units) => {
                let key = pool_key(pool);
                SoonerLever::MorePeople {
                    title: self.steps.scheduled.plan.workspace.display_name(&key),
                    key,
                    millipeople: *units,
                }
            }
            LevelLever::Shorten(node, minutes) => {
                let (key, title) = self.steps.named(*node);
                let calendar = self.steps.scheduled.network.calendar(*node);
                let day = i64::from(calendar.minutes_per_day().max(1));
                SoonerLever::Shorten {
                    key,
                    title,
                    by_millidays: minutes.saturating_mul(1000) / day,
                }
            }
            LevelLever::GoesBefore(node, other) => {
                let (key, title) = self.steps.named(*node);
                let (other, other_title) = self.steps.named(*other);
                SoonerLever::GoesBefore {
                    key,
                    title,
                    other,
                    other_title,
                }
            }
            LevelLever::StartFrom(node, at) => {
                let (key, title) = self.steps.named(*node);
                SoonerLever::StartFrom {
                    key,
                    title,
                    from: at.date(),
                }
            }
        }
    }
}
