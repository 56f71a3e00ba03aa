//! What can people really do by when? Of all programs, since they share teams.

use jiff::civil::Date;
use longpole_forecast::subject_key;
use longpole_model::{EntityKey, ItemTree, Names, ProgramId, TeamId};
use longpole_schedule::{
    Coverage, LevelRemark, Levelling, NodeIndex, NodeKind, NodeState, Schedule, StandingKind, Wall,
    WeekLoad,
};

use super::levelled_chain::{LevelledStep, Steps, pool_key};
use crate::Scheduled;

/// A levelled plan, joined with names.
#[derive(Debug, Clone, PartialEq)]
pub struct Levelled<'a> {
    /// When each program ends.
    pub programs: Vec<LevelledProgram>,
    /// Items whose dates levelling moves, or whose people it chose, by levelled start.
    pub items: Vec<LevelledItem>,
    /// Each pool of people, with its weeks.
    pub pools: Vec<LevelledPool<'a>>,
    /// What holds the end of it all, from the end back.
    pub chain: Vec<LevelledStep>,
    /// What each pool on the chain costs, the dearest first.
    pub reliefs: Vec<LevelledRelief>,
    /// Pools that hold the end together, where none does so alone.
    pub together: Option<LevelledTogether>,
    /// How much of the open work has people who are known.
    pub coverage: Coverage,
    /// Dates that somebody stands for which the levelled plan misses, or would miss without levelling.
    pub dates: Vec<LevelledDate>,
    /// What had to be assumed, in words.
    pub remarks: Vec<String>,
    /// How many schedules were tried.
    pub schedules: u64,
    /// How many might have been tried.
    pub budget: u64,
    /// Whether it is known that no other order is better.
    pub optimal: bool,
    /// Minutes of a slot.
    pub slot_minutes: u32,
}

/// Pools that hold the end together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledTogether {
    /// The teams and resources.
    pub keys: Vec<EntityKey>,
    /// Their names for people.
    pub titles: Vec<String>,
    /// Working days by which the whole would end sooner if each had people enough.
    pub days: i64,
}

/// When a program ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledProgram {
    /// Which.
    pub program: ProgramId,
    /// As planned, as if everybody had time.
    pub planned: Date,
    /// If nothing changes.
    pub unmanaged: Date,
    /// By the levelled plan.
    pub levelled: Date,
    /// Working days from the planned to the levelled end.
    pub later_days: i64,
    /// Working days from the planned end to that if nothing changes.
    pub unmanaged_later_days: i64,
}

/// An item whose dates move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledItem {
    /// Its address.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Its team.
    pub team: Option<TeamId>,
    /// How many people it gets, where the plan leaves it open.
    pub people: Option<u32>,
    /// The planned finish.
    pub planned_finish: Date,
    /// The finish if nothing changes.
    pub unmanaged_finish: Date,
    /// The levelled start.
    pub start: Date,
    /// The levelled finish.
    pub finish: Date,
    /// Working days from the planned to the levelled finish.
    pub later_days: i64,
}

/// A pool of people.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelledPool<'a> {
    /// The team or resource.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Week by week, in thousandths of a person's day.
    pub weeks: &'a [WeekLoad],
    /// The addresses of what each week's work is.
    pub work: Vec<Vec<EntityKey>>,
}

/// What it would bring if a pool had people enough.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelledRelief {
    /// The team or resource.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Working days by which the whole would end sooner.
    pub days: i64,
    /// A date that somebody stands for, missed ones first, that would be sooner by most: its address, its name for people, and the working days.
    pub date: Option<(EntityKey, String, i64)>,
}

/// A date that somebody stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelledDate {
    /// Whose.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// What kind of date.
    pub kind: StandingKind,
    /// It should be done by the end of this day.
    pub by: Date,
    /// The planned finish.
    pub planned: Date,
    /// The levelled finish.
    pub levelled: Date,
    /// Whether the levelled plan keeps it.
    pub kept: bool,
}

/// Joins a levelled plan with names.
pub fn levelled<'a>(scheduled: &Scheduled, levelling: &'a Levelling) -> Levelled<'a> {
    let join = Join {
        scheduled,
        levelling,
    };
    Levelled {
        programs: join.programs(),
        items: join.items(),
        pools: join.pools(),
        chain: Steps {
            scheduled,
            levelling,
        }
        .of(&levelling.chain),
        reliefs: join.reliefs(),
        together: join.together(),
        coverage: levelling.coverage,
        dates: join.dates(),
        remarks: levelling
            .remarks
            .iter()
            .map(|remark| join.remark(remark))
            .collect(),
        schedules: levelling.schedules,
        budget: levelling.budget,
        optimal: levelling.optimal,
        slot_minutes: levelling.slot_minutes,
    }
}

struct Join<'a, 'b> {
    scheduled: &'b Scheduled,
    levelling: &'a Levelling,
}

impl<'a> Join<'a, '_> {
    fn key(&self, node: NodeIndex) -> EntityKey {
        subject_key(&self.scheduled.network.nodes[node].subject)
    }

    fn title(&self, key: &EntityKey) -> String {
        self.scheduled.plan.workspace.display_name(key)
    }

    fn later(&self, node: NodeIndex, from: Date, to: Date) -> i64 {
        let program = &self.scheduled.network.nodes[node].subject.program;
        self.scheduled.working_days(program, from, to)
    }

    fn programs(&self) -> Vec<LevelledProgram> {
        let all = [
            &self.scheduled.schedule,
            &self.levelling.unmanaged,
            &self.levelling.schedule,
        ];
        let planned = self.scheduled.schedule.programs.iter().enumerate();
        planned
            .filter(|(_, dates)| dates.last.is_some())
            .map(|(index, dates)| {
                let [planned, unmanaged, levelled] =
                    all.map(|schedule| schedule.programs[index].finish.finish_date());
                let later = |to| self.scheduled.working_days(&dates.program, planned, to);
                LevelledProgram {
                    program: dates.program.clone(),
                    planned,
                    unmanaged,
                    levelled,
                    later_days: later(levelled),
                    unmanaged_later_days: later(unmanaged),
                }
            })
            .collect()
    }

    fn items(&self) -> Vec<LevelledItem> {
        let workspace = &self.scheduled.plan.workspace;
        let names = Names::of(workspace);
        let finish =
            |schedule: &Schedule, node: NodeIndex| schedule.early_finish[node].finish_date();
        let mut found = Vec::new();
        for program in workspace.programs.keys() {
            let tree = ItemTree::of(&names, program);
            for (node, this) in self.scheduled.network.nodes.iter().enumerate() {
                let people = self.levelling.people.iter().find(|(of, _)| *of == node);
                let moves = finish(&self.levelling.schedule, node)
                    != finish(&self.scheduled.schedule, node);
                let is_work = this.kind == NodeKind::Task && this.subject.program == *program;
                if !is_work || !(moves || people.is_some()) {
                    continue;
                }
                let key = self.key(node);
                let item = this.subject.as_item();
                let team = tree
                    .as_ref()
                    .zip(item)
                    .and_then(|(tree, item)| tree.effective(item).team);
                let planned_finish = finish(&self.scheduled.schedule, node);
                let levelled = finish(&self.levelling.schedule, node);
                let start = self.levelling.schedule.early_start[node];
                found.push((
                    start,
                    LevelledItem {
                        title: self.title(&key),
                        team: team.cloned(),
                        people: people.map(|(_, count)| *count),
                        planned_finish,
                        unmanaged_finish: finish(&self.levelling.unmanaged, node),
                        start: start.date(),
                        finish: levelled,
                        later_days: self.later(node, planned_finish, levelled),
                        key,
                    },
                ));
            }
        }
        found.sort_by(|a, b| (a.0, &a.1.key).cmp(&(b.0, &b.1.key)));
        found.into_iter().map(|(_, item)| item).collect()
    }

    fn pools(&self) -> Vec<LevelledPool<'a>> {
        let pools = self.levelling.pools.iter();
        pools
            .map(|pool| {
                let key = pool_key(&pool.pool);
                let work = pool
                    .weeks
                    .iter()
                    .map(|week| week.work.iter().map(|&node| self.key(node)).collect());
                LevelledPool {
                    title: self.title(&key),
                    weeks: &pool.weeks,
                    work: work.collect(),
                    key,
                }
            })
            .collect()
    }

    /// Working days between two finishes, of the first program.
    fn days(&self, from: Wall, to: Wall) -> i64 {
        let first = self.scheduled.network.programs.first();
        first.map_or(0, |program| {
            let (from, to) = (from.finish_date(), to.finish_date());
            self.scheduled.working_days(&program.program, from, to)
        })
    }

    fn together(&self) -> Option<LevelledTogether> {
        let together = self.levelling.together.as_ref()?;
        let keys: Vec<EntityKey> = together.pools.iter().map(pool_key).collect();
        Some(LevelledTogether {
            titles: keys.iter().map(|key| self.title(key)).collect(),
            keys,
            days: self.days(together.relieved_end, together.end),
        })
    }

    fn reliefs(&self) -> Vec<LevelledRelief> {
        let days = |from: Wall, to: Wall| self.days(from, to);
        let reliefs = self.levelling.reliefs.iter();
        reliefs
            .map(|relief| {
                let key = pool_key(&relief.pool);
                LevelledRelief {
                    title: self.title(&key),
                    days: days(relief.relieved_end, relief.end),
                    date: relief.date.map(|date| {
                        let key = self.key(date.node);
                        let title = self.title(&key);
                        (key, title, days(date.relieved, date.finish))
                    }),
                    key,
                }
            })
            .collect()
    }

    fn dates(&self) -> Vec<LevelledDate> {
        let dates = self.levelling.dates.iter();
        let open = dates.filter(|date| {
            let state = self.scheduled.network.nodes[date.node].state;
            !matches!(state, NodeState::Finished { .. })
        });
        open.map(|date| {
            let key = self.key(date.node);
            let (by, levelled) = (date.by.finish_date(), date.levelled.finish_date());
            LevelledDate {
                title: self.title(&key),
                kind: date.kind,
                by,
                planned: date.planned.finish_date(),
                levelled,
                // What is promised is a day, to its end.
                kept: levelled <= by,
                key,
            }
        })
        .collect()
    }

    fn remark(&self, remark: &LevelRemark) -> String {
        let people = |units: u32| f64::from(units) / 1000.0;
        match remark {
            LevelRemark::UnknownPeople(team) => format!(
                "nobody said how many people \"{team}\" has, so its work is not levelled (`people:` in the team says it)"
            ),
            LevelRemark::AsksForMore {
                subject,
                pool,
                asked,
                available,
            } if *available == 0 => format!(
                "{subject} asks for people of \"{}\", which has nobody in the end, so that work is not levelled by it ({} asked)",
                self.title(&pool_key(pool)),
                people(*asked),
            ),
            LevelRemark::AsksForMore {
                subject,
                pool,
                asked,
                available,
            } => format!(
                "{subject} asks for {} people of \"{}\", which has {}; it takes all there are",
                people(*asked),
                self.title(&pool_key(pool)),
                people(*available)
            ),
            LevelRemark::NeverThere { subject, pool } => format!(
                "\"{}\" is never there in the hours of {subject}, so that work is not levelled by it",
                self.title(&pool_key(pool)),
            ),
            LevelRemark::Rests {
                subject,
                from,
                days,
                others,
            } => {
                let others = match others {
                    0 => String::new(),
                    1 => "; so does 1 more item".to_owned(),
                    _ => format!("; so do {others} more items"),
                };
                format!(
                    "{subject} rests on {} from {} on, since somebody whom it needs is not there{others}",
                    days_of(*days),
                    said(*from),
                )
            }
            LevelRemark::BeyondThere { pool, days, worst } => format!(
                "begun work, or work that a constraint sets, takes more of \"{}\" than there is on {}: {} of {} on {}",
                self.title(&pool_key(pool)),
                days_of(*days),
                worst.asked as f64 / 1000.0,
                worst.available as f64 / 1000.0,
                said(worst.day),
            ),
            LevelRemark::OnePersonEach(1) => {
                "1 item does not say how many people it takes; one was assumed".to_owned()
            }
            LevelRemark::OnePersonEach(count) => {
                format!(
                    "{count} items do not say how many people they take; one was assumed for each"
                )
            }
            LevelRemark::Uneven(count) => format!(
                "assignments that begin later than their item, or take more at one time than at another: {count}; they are levelled as if they took the same from its start to its end"
            ),
            LevelRemark::Rounded(minutes) => format!(
                "the plan’s times do not fit into slots of {minutes} minutes; levelled dates may be later by up to a slot"
            ),
        }
    }
}

fn days_of(count: u32) -> String {
    match count {
        1 => "1 day".to_owned(),
        _ => format!("{count} days"),
    }
}

fn said(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}
