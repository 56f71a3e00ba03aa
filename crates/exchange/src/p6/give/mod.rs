//! Which records do the entities of a plan make?
//!
//! The mirror of `take`: what it makes of a record, this makes a record of again.

mod activity;
mod people;

use jiff::civil::{Date, DateTime, Time};
use longpole_model::{
    Calendar, CalendarId, CriticalBy, DayHours, Effort, Item, ItemId, LagCalendar, Meta, Moment,
    Need, NeedLag, NeedSource, OutOfSequence, Program, ProgramId, Scheduling, SchedulingProfile,
    SlackKind, Span, SpanUnit, Workspace,
};

use self::activity::planned;
use super::keys::Keys;
use super::payload::kept;
use super::record::{
    CalendarRecord, Key, Kind, LinkRecord, OptionsRecord, ProjectRecord, WbsRecord,
};
use super::take::{Context, ProjectContext, USUAL_DAY};
use super::values::{Length, Quantity};
use crate::import::{ForeignDates, ids};

/// What records are made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Giving<'w> {
    pub(crate) workspace: &'w Workspace,
    pub(crate) keys: &'w Keys,
}

impl Giving<'_> {
    /// What a record needs to know of others to become one of these entities again.
    pub(crate) fn context(self) -> Context {
        let calendars = self.keys.calendars.iter();
        let of_program = |id: &ProgramId| {
            let calendar = self.workspace.programs.get(id)?.charter.calendar.clone();
            let day = self.day(calendar.as_ref());
            Some((id.clone(), ProjectContext { calendar, day }))
        };
        let nodes = self.keys.nodes.iter();
        let roots = self.keys.roots.values();
        Context {
            calendars: calendars
                .map(|(id, key)| (key.clone(), (id.clone(), self.day(Some(id)))))
                .collect(),
            projects: self.keys.projects.keys().filter_map(of_program).collect(),
            wbs: nodes
                .map(|(place, key)| (key.clone(), Some(place.clone())))
                .chain(roots.map(|key| (key.clone(), None)))
                .collect(),
            ..Context::default()
        }
    }

    /// Minutes that a day of a calendar means.
    fn day(self, calendar: Option<&CalendarId>) -> u32 {
        let mut at = calendar;
        // A circle of bases has no end: no chain is longer than there are calendars.
        for _ in 0..=self.workspace.calendars.len() {
            let Some(calendar) = at.and_then(|id| self.workspace.calendars.get(id)) else {
                break;
            };
            if let Some(day) = calendar.minutes_per_day {
                return day;
            }
            let longest = calendar.week.iter().flatten().map(DayHours::minutes).max();
            if let Some(day) = longest.filter(|day| *day > 0) {
                return u32::from(day);
            }
            at = calendar.base.as_ref();
        }
        USUAL_DAY
    }

    /// A calendar.
    pub(crate) fn calendar(self, id: &CalendarId, calendar: &Calendar) -> CalendarRecord {
        let mut days = calendar.week.clone();
        if calendar.base.is_none() && days.iter().any(Option::is_some) {
            // A day of which nothing is said is a day off, which P6 wants to be said.
            for day in &mut days {
                day.get_or_insert_with(DayHours::off);
            }
        }
        let week = days.iter().flatten();
        let week = week.map(|day| i64::from(day.minutes()) * 1000).sum();
        CalendarRecord {
            key: self.keys.calendars.get(id).cloned().unwrap_or_default(),
            name: Some(calendar.name.clone().unwrap_or_else(|| id.to_string())),
            base: calendar
                .base
                .as_ref()
                .and_then(|base| self.keys.calendars.get(base).cloned()),
            day: Some(Length(i64::from(self.day(Some(id))) * 1000)),
            week_length: Some(Length(week)).filter(|week| week.0 > 0),
            week: days,
            exceptions: calendar
                .exceptions
                .iter()
                .filter(|exception| exception.from == exception.to && exception.every.is_none())
                .map(|exception| (exception.from, exception.hours.clone()))
                .collect(),
            ..CalendarRecord::default()
        }
    }

    /// A project.
    pub(crate) fn project(self, id: &ProgramId, program: &Program) -> ProjectRecord {
        let charter = &program.charter;
        let scheduling = &charter.scheduling;
        let from_p6 = scheduling.profile == SchedulingProfile::PrimaveraP6;
        let at = |date: Option<Date>, time: Option<Time>| {
            date.map(|date| date.to_datetime(time.unwrap_or(Time::midnight())))
        };
        let start = at(charter.start, scheduling.start_time);
        ProjectRecord {
            key: self.keys.projects.get(id).cloned().unwrap_or_default(),
            code: Some(code(&charter.meta, id.as_str(), |of| {
                let slug = ids::slug(of);
                let is_slug = id.as_str() == slug;
                // One that shares its name with another has its key behind it.
                let is_numbered = || {
                    let rest = id.as_str().strip_prefix(&*slug);
                    rest.is_some_and(|rest| rest.starts_with('-'))
                };
                is_slug || (from_p6 && is_numbered())
            })),
            name: charter.name.clone(),
            root: self.keys.roots.get(id).cloned(),
            calendar: charter
                .calendar
                .as_ref()
                .and_then(|calendar| self.keys.calendars.get(calendar).cloned()),
            planned_start: start,
            data_date: at(charter.data_date, scheduling.data_time),
            must_finish: scheduling
                .finish
                .map(|finish| moment(finish, Time::constant(17, 0, 0, 0))),
            critical_slack: Some(length(
                scheduling.critical_slack.unwrap_or(Span::ZERO),
                self.day(charter.calendar.as_ref()),
            )),
            longest_path: Some(scheduling.critical_by == CriticalBy::LongestPath),
            options: options(scheduling),
            ..ProjectRecord::default()
        }
    }

    /// A summary, as a node of the work breakdown.
    pub(crate) fn node(self, program: &ProgramId, id: &ItemId, item: &Item) -> WbsRecord {
        WbsRecord {
            key: self
                .keys
                .nodes
                .get(&(program.clone(), id.clone()))
                .cloned()
                .unwrap_or_default(),
            project: self.keys.projects.get(program).cloned(),
            parent: self.parent(program, item),
            code: self.node_code(program, item),
            name: Some(item.title.clone().unwrap_or_else(|| id.to_string())),
            ..WbsRecord::default()
        }
    }

    /// Its own part of the code that P6 had for a node.
    fn node_code(self, program: &ProgramId, item: &Item) -> Option<String> {
        kept(&item.meta, Kind::Wbs)?;
        let path = |item: &Item| item.meta.origin.as_ref()?.external_id.clone();
        let own = path(item)?;
        let items = &self.workspace.programs.get(program)?.items;
        let parent = item.parent.as_ref().and_then(|parent| items.get(parent));
        let whole = match parent {
            Some(parent) => path(parent),
            None => self.keys.root_codes.get(program).cloned(),
        };
        let within = whole.and_then(|parent| {
            let mut rest = own.strip_prefix(&*parent)?.chars();
            rest.next();
            Some(rest.as_str().to_owned())
        });
        let last = || own.rsplit('.').next().unwrap_or_default().to_owned();
        Some(within.unwrap_or_else(last)).filter(|code| !code.is_empty())
    }

    /// The node that an item is in: its summary's, else that of the project.
    fn parent(self, program: &ProgramId, item: &Item) -> Option<Key> {
        let parent = item.parent.as_ref();
        let node =
            parent.and_then(|parent| self.keys.nodes.get(&(program.clone(), parent.clone())));
        node.or_else(|| self.keys.roots.get(program)).cloned()
    }

    /// A link; `None` where one of its ends is no activity of the file.
    pub(crate) fn link(self, program: &ProgramId, need: &Need) -> Option<LinkRecord> {
        let NeedSource::Item(source) = &need.source else {
            return None;
        };
        let other = source.program.as_ref().unwrap_or(program);
        let successor = self
            .keys
            .activities
            .get(&(program.clone(), need.consumer.clone()))?;
        let predecessor = self
            .keys
            .activities
            .get(&(other.clone(), source.item.clone()))?;
        let provider = self.workspace.programs.get(other)?;
        let lag = match need.lag {
            NeedLag::Time(span) => length(span, self.day(provider.charter.calendar.as_ref())),
            NeedLag::Share { milli_percent, .. } => {
                let item = provider.items.get(&source.item)?;
                let day = self.day(
                    item.calendar
                        .as_ref()
                        .or(provider.charter.calendar.as_ref()),
                );
                let whole = planned(item, &ForeignDates::default(), day);
                Length((i128::from(whole.0) * i128::from(milli_percent) / 100_000) as i64)
            }
        };
        Some(LinkRecord {
            successor: successor.clone(),
            predecessor: predecessor.clone(),
            successor_project: self.keys.projects.get(program).cloned(),
            predecessor_project: self.keys.projects.get(other).cloned(),
            link: Some(need.link),
            lag: Some(lag),
            ..LinkRecord::default()
        })
    }
}

fn moment(at: Moment, usual: Time) -> DateTime {
    at.date.to_datetime(at.time.unwrap_or(usual))
}
/// The scheduling options of a program. One that came in from P6 says only what its file said, since the rest goes without
/// saying there; any other says all.
fn options(scheduling: &Scheduling) -> OptionsRecord {
    let says_all = scheduling.profile != SchedulingProfile::PrimaveraP6;
    let out_of_sequence = scheduling
        .out_of_sequence
        .or(says_all.then_some(OutOfSequence::RetainedLogic));
    let (retained, overrides) = match out_of_sequence {
        Some(OutOfSequence::RetainedLogic) => (Some(true), Some(false)),
        Some(OutOfSequence::ProgressOverride) => (Some(false), Some(true)),
        Some(OutOfSequence::ActualDates) => (Some(false), Some(false)),
        None => (None, None),
    };
    let flag = |flag: bool| (flag || says_all).then_some(flag);
    OptionsRecord {
        retained_logic: retained,
        progress_override: overrides,
        slack: scheduling.slack.or(says_all.then_some(SlackKind::Finish)),
        lag_calendar: scheduling
            .lag_calendar
            .or(says_all.then_some(LagCalendar::Predecessor)),
        expected_finish: flag(scheduling.expected_finish),
        open_ends_critical: flag(scheduling.open_ends_critical),
        lags_from_early_start: if says_all || scheduling.lags_from_actual_start {
            Some(!scheduling.lags_from_actual_start)
        } else {
            None
        },
        ignores_others: flag(scheduling.ignores_other_programs),
    }
}

/// The code that the source had for something, where its id here still follows from that; else its id.
fn code(meta: &Meta, id: &str, follows: impl Fn(&str) -> bool) -> String {
    let origin = meta.origin.as_ref();
    let code = origin.and_then(|origin| origin.external_id.as_deref());
    code.filter(|code| follows(code)).unwrap_or(id).to_owned()
}

/// A span in thousandths of a minute.
fn length(span: Span, day: u32) -> Length {
    let day = if span.elapsed { 1440 } else { i128::from(day) };
    let (days_of_week, days_of_month) = if span.elapsed { (7, 30) } else { (5, 20) };
    let minutes = match span.unit {
        SpanUnit::Minute => 1,
        SpanUnit::Hour => 60,
        SpanUnit::Day => day,
        SpanUnit::Week => days_of_week * day,
        SpanUnit::Month => days_of_month * day,
    };
    let length = i128::from(span.thousandths) * minutes;
    Length(length.clamp(i128::from(i64::MIN / 4), i128::from(i64::MAX / 4)) as i64)
}

/// Hours of work.
fn quantity(effort: Effort, day: u32) -> Quantity {
    let hours = i128::from(effort.micro_person_days) * i128::from(day) / 60;
    Quantity(hours.clamp(0, i128::from(i64::MAX / 4)) as i64)
}
