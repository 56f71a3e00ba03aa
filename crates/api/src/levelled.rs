//! `longpole level --json`

use longpole_engine::Scheduled;
use longpole_engine::answers::{
    LevelledDate as DateAnswer, LevelledItem as ItemAnswer, LevelledPool as PoolAnswer,
    LevelledProgram as ProgramAnswer, levelled,
};
use longpole_engine::schedule::{Levelling, StandingKind};
use longpole_model::EntityKey;
use schemars::JsonSchema;
use serde::Serialize;

use crate::basis::{days, text};
use crate::{Basis, LevelledStep};

/// The plan levelled by the people that its teams have.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Levelled {
    /// `longpole-levelled/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// How many schedules were tried.
    pub schedules: u64,
    /// How many might have been tried: `--schedules` with this gives the same answer.
    pub budget: u64,
    /// Whether it is known that no other order is better.
    pub optimal: bool,
    /// Minutes of a slot, in which the search counts.
    pub slot_minutes: u32,
    /// When each program ends.
    pub programs: Vec<LevelledProgram>,
    /// Items whose dates move or whose people were chosen, by levelled start.
    pub items: Vec<LevelledItem>,
    /// What is asked of each team or resource, week by week.
    pub pools: Vec<LevelledPool>,
    /// What holds the end, from the end back.
    pub critical_chain: Vec<LevelledStep>,
    /// What people enough in a team or resource of the chain would bring; the first is the constraint.
    pub reliefs: Vec<LevelledRelief>,
    /// Teams and resources that hold the end together, where people enough in one alone would bring nothing.
    pub together: Option<LevelledTogether>,
    /// How many items are not done.
    pub open_items: usize,
    /// How many of them need people of whom it is known how many there are; the others are not levelled. None: nothing is known of people, and nothing
    /// was levelled.
    pub levelled_items: usize,
    /// Commitments, deadlines and promises.
    pub dates: Vec<LevelledDate>,
    /// What had to be assumed.
    pub remarks: Vec<String>,
}

/// When a program ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelledProgram {
    /// Which.
    pub program: String,
    /// As planned, as if everybody had time.
    pub planned: String,
    /// If nothing changes: whoever is free takes what was planned first.
    pub unmanaged: String,
    /// By the levelled plan.
    pub levelled: String,
    /// Working days from the planned to the levelled end.
    pub later_days: i64,
    /// Working days from the planned end to that if nothing changes.
    pub unmanaged_later_days: i64,
}

/// An item whose dates move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelledItem {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Its team.
    pub team: Option<String>,
    /// How many people it gets, where the plan leaves it open.
    pub people: Option<u32>,
    /// The planned finish.
    pub planned_finish: String,
    /// The finish if nothing changes.
    pub unmanaged_finish: String,
    /// The levelled start.
    pub start: String,
    /// The levelled finish.
    pub finish: String,
    /// Working days from the planned to the levelled finish.
    pub later_days: i64,
}

/// A team or resource.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledPool {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// Its weeks.
    pub weeks: Vec<LevelledWeek>,
}

/// A week of a team or resource, in person-days.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledWeek {
    /// Its Monday.
    pub monday: String,
    /// What there is.
    pub available: f64,
    /// What the plan asks for.
    pub asked: f64,
    /// What of that goes beyond what there is, day by day.
    pub over: f64,
    /// What the levelled plan asks for.
    pub levelled: f64,
    /// What of that goes beyond what there is: work that was begun or that a constraint sets, or rounding.
    pub levelled_over: f64,
    /// The day on which the plan asks for most beyond what there is.
    pub worst_day: Option<LevelledDay>,
    /// The items that the plan asks for in this week.
    pub work: Vec<String>,
}

/// What people enough would bring.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledRelief {
    /// The team or resource.
    pub pool: String,
    /// Working days by which the whole would end sooner.
    pub days: i64,
    /// Of dates that somebody stands for the address of one that would be sooner (missed ones first, then by most), with everything else in the same order.
    pub date: Option<String>,
    /// By so many working days.
    pub date_days: Option<i64>,
}

/// Teams and resources that hold the end together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelledTogether {
    /// Which.
    pub pools: Vec<String>,
    /// Working days by which the whole would end sooner if each had people enough.
    pub days: i64,
}

/// A day of a team or resource, in person-days.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LevelledDay {
    /// Which.
    pub day: String,
    /// What there is.
    pub available: f64,
    /// What is asked for.
    pub asked: f64,
}

/// A date that somebody stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelledDate {
    /// Whose.
    pub key: String,
    /// `commitment`, `deadline` or `promise`.
    pub kind: &'static str,
    /// It should be done by the end of this day.
    pub by: String,
    /// The planned finish.
    pub planned: String,
    /// The levelled finish.
    pub levelled: String,
    /// Whether the levelled plan keeps it; unknown where nothing is known of people.
    pub kept: Option<bool>,
}

impl Levelled {
    /// A levelled plan as JSON.
    pub fn of(scheduled: &Scheduled, levelling: &Levelling) -> Self {
        let answer = levelled(scheduled, levelling);
        Self {
            schema: "longpole-levelled/1",
            basis: Basis::of(scheduled),
            schedules: answer.schedules,
            budget: answer.budget,
            optimal: answer.optimal,
            slot_minutes: answer.slot_minutes,
            programs: answer.programs.iter().map(LevelledProgram::from).collect(),
            items: answer.items.iter().map(LevelledItem::from).collect(),
            pools: answer.pools.iter().map(LevelledPool::from).collect(),
            critical_chain: answer.chain.iter().map(LevelledStep::from).collect(),
            reliefs: answer
                .reliefs
                .iter()
                .map(|relief| LevelledRelief {
                    pool: relief.key.to_string(),
                    days: relief.days,
                    date: relief.date.as_ref().map(|(key, _, _)| key.to_string()),
                    date_days: relief.date.as_ref().map(|(_, _, days)| *days),
                })
                .collect(),
            together: answer.together.as_ref().map(|together| LevelledTogether {
                pools: together.keys.iter().map(EntityKey::to_string).collect(),
                days: together.days,
            }),
            open_items: answer.coverage.open,
            levelled_items: answer.coverage.levelled,
            dates: answer
                .dates
                .iter()
                .map(|date| LevelledDate::of(date, answer.coverage.levelled > 0))
                .collect(),
            remarks: answer.remarks,
        }
    }
}

impl From<&ProgramAnswer> for LevelledProgram {
    fn from(it: &ProgramAnswer) -> Self {
        Self {
            program: it.program.to_string(),
            planned: it.planned.to_string(),
            unmanaged: it.unmanaged.to_string(),
            levelled: it.levelled.to_string(),
            later_days: it.later_days,
            unmanaged_later_days: it.unmanaged_later_days,
        }
    }
}

impl From<&ItemAnswer> for LevelledItem {
    fn from(it: &ItemAnswer) -> Self {
        Self {
            key: it.key.to_string(),
            title: it.title.clone(),
            team: text(it.team.as_ref()),
            people: it.people,
            planned_finish: it.planned_finish.to_string(),
            unmanaged_finish: it.unmanaged_finish.to_string(),
            start: it.start.to_string(),
            finish: it.finish.to_string(),
            later_days: it.later_days,
        }
    }
}

impl From<&PoolAnswer<'_>> for LevelledPool {
    fn from(it: &PoolAnswer<'_>) -> Self {
        let weeks = it.weeks.iter().zip(&it.work);
        Self {
            key: it.key.to_string(),
            title: it.title.clone(),
            weeks: weeks
                .map(|(week, work)| LevelledWeek {
                    monday: week.monday.to_string(),
                    available: days(week.available),
                    asked: days(week.asked),
                    over: days(week.over),
                    levelled: days(week.levelled),
                    levelled_over: days(week.levelled_over),
                    worst_day: week.worst_day.map(|day| LevelledDay {
                        day: day.day.to_string(),
                        available: days(day.available),
                        asked: days(day.asked),
                    }),
                    work: work.iter().map(EntityKey::to_string).collect(),
                })
                .collect(),
        }
    }
}

impl LevelledDate {
    fn of(it: &DateAnswer, is_levelled: bool) -> Self {
        Self {
            key: it.key.to_string(),
            kind: match it.kind {
                StandingKind::Commitment => "commitment",
                StandingKind::Deadline => "deadline",
                StandingKind::Promise => "promise",
            },
            by: it.by.to_string(),
            planned: it.planned.to_string(),
            levelled: it.levelled.to_string(),
            kept: is_levelled.then_some(it.kept),
        }
    }
}
