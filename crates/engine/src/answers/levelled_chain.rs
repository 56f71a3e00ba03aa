//! What holds a piece of work in the levelled plan, joined with names.

use jiff::civil::Date;
use longpole_forecast::subject_key;
use longpole_model::{EntityKey, EntityKind};
use longpole_schedule::{
    ChainHold, ChainStep, Driver, Levelling, NodeIndex, NodeKind, NodeState, Pool, Queue,
};

use crate::Scheduled;

/// A step of a chain through needs and teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledStep {
    /// Its address.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// The levelled start.
    pub start: Date,
    /// The levelled finish.
    pub finish: Date,
    /// What holds it.
    pub held_by: LevelledHold,
}

/// What holds a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelledHold {
    /// It waits for the next step.
    Need,
    /// It is a summary: the next step is the part that is done last.
    Part,
    /// The people of a team or resource work on something else until then, the last of which is the next step.
    People(LevelledQueue),
    /// A team or resource has people enough only from then on: the chain begins here.
    Capacity(LevelledQueue),
    /// The chain begins here.
    Start(Driver),
}

/// Who has a team's people on the day before a step begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledQueue {
    /// The team or resource.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// The day.
    pub day: Date,
    /// What the step asks for, in thousandths of a person.
    pub asks_millipeople: u32,
    /// What there is on that day, in thousandths of a person.
    pub available_millipeople: u32,
    /// Who has them, by levelled start.
    pub holders: Vec<LevelledHolder>,
}

/// A piece of work that has people on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledHolder {
    /// Its address.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// How many people it has, in thousandths.
    pub millipeople: u32,
    /// The levelled start.
    pub start: Date,
    /// The levelled finish.
    pub finish: Date,
}

pub(super) struct Steps<'a> {
    pub(super) scheduled: &'a Scheduled,
    pub(super) levelling: &'a Levelling,
}

impl Steps<'_> {
    pub(super) fn of(&self, chain: &[ChainStep]) -> Vec<LevelledStep> {
        chain.iter().map(|step| self.step(step)).collect()
    }

    fn step(&self, step: &ChainStep) -> LevelledStep {
        let (key, title) = self.named(step.node);
        let is_summary = self.scheduled.network.nodes[step.node].kind == NodeKind::Summary;
        let held_by = match &step.held_by {
            ChainHold::Need if is_summary => LevelledHold::Part,
            ChainHold::Need => LevelledHold::Need,
            ChainHold::People(queue) => LevelledHold::People(self.queue(queue)),
            ChainHold::Capacity(queue) => LevelledHold::Capacity(self.queue(queue)),
            ChainHold::Start(driver) => LevelledHold::Start(*driver),
        };
        LevelledStep {
            key,
            title,
            start: self.start(step.node),
            finish: self.finish(step.node),
            held_by,
        }
    }

    fn queue(&self, queue: &Queue) -> LevelledQueue {
        let key = pool_key(&queue.pool);
        let mut holders: Vec<LevelledHolder> = queue
            .holders
            .iter()
            .map(|&(node, millipeople)| {
                let (key, title) = self.named(node);
                LevelledHolder {
                    key,
                    title,
                    millipeople,
                    start: self.start(node),
                    finish: self.finish(node),
                }
            })
            .collect();
        holders.sort_by(|a, b| (a.start, &a.key).cmp(&(b.start, &b.key)));
        LevelledQueue {
            title: self.scheduled.plan.workspace.display_name(&key),
            key,
            day: queue.at.date(),
            asks_millipeople: queue.asks,
            available_millipeople: queue.available,
            holders,
        }
    }

    pub(super) fn named(&self, node: NodeIndex) -> (EntityKey, String) {
        let key = subject_key(&self.scheduled.network.nodes[node].subject);
        let title = self.scheduled.plan.workspace.display_name(&key);
        (key, title)
    }

    /// The day on which what is left of it begins.
    fn start(&self, node: NodeIndex) -> Date {
        let schedule = &self.levelling.schedule;
        match self.scheduled.network.nodes[node].state {
            NodeState::Started(_) => schedule.early_restart[node].date(),
            NodeState::Planned | NodeState::Finished { .. } => schedule.early_start[node].date(),
        }
    }

    fn finish(&self, node: NodeIndex) -> Date {
        self.levelling.schedule.early_finish[node].finish_date()
    }
}

pub(super) fn pool_key(pool: &Pool) -> EntityKey {
    match pool {
        Pool::Team(team) => EntityKey {
            program: None,
            kind: EntityKind::Team,
            id: team.as_str().into(),
        },
        Pool::Resource(program, resource) => EntityKey {
            program: Some(program.clone()),
            kind: EntityKind::Resource,
            id: resource.as_str().into(),
        },
    }
}
