//! Work and lags that run by the clock, for a tool that only knows working hours: Primavera P6.
//!
//! The work gets a calendar of all hours, as P6 has it. A lag is counted in a calendar there, so it becomes the working time
//! that leads to the same instant from where the predecessor stands now. What has no calendar here gets the usual one there:
//! where a file has a single calendar, everything goes by it.

use std::collections::BTreeSet;

use longpole_exchange::export::ExportDates;
use longpole_exchange::import::{NoteKind, Notes, Place};
use longpole_model::{
    Calendar, CalendarId, DayHours, Estimate, Item, ItemId, LagCalendar, LinkKind, Need, NeedLag,
    NeedSource, ProgramId, Remaining, SchedulingProfile, Shift, Span, SpanUnit, Spread, Workspace,
};
use longpole_schedule::profile::{ProfileDates, Tick, Working};
use longpole_schedule::{CalendarSet, Network, NodeIndex, Subject, WorkCalendar};

/// A workspace in which nothing of a program runs by the clock.
pub(super) struct InHours {
    pub(super) workspace: Workspace,
    /// What was written otherwise than it stands in the plan.
    pub(super) notes: Notes,
    /// The items that have a calendar of all hours now.
    around_the_clock: BTreeSet<(ProgramId, ItemId)>,
}

/// The workspace without what runs by the clock in `program`; `None` where nothing does.
pub(super) fn in_hours(
    workspace: &Workspace,
    program: &ProgramId,
    network: &Network,
    dates: &ProfileDates,
) -> Option<InHours> {
    let contents = workspace.programs.get(program)?;
    let by_the_clock = contents.items.iter().filter(|(_, item)| is_elapsed(item));
    let items: Vec<ItemId> = by_the_clock.map(|(id, _)| id.clone()).collect();
    let clock = WorkCalendar::around_the_clock();
    let lags = Lags {
        workspace,
        program,
        network,
        dates,
        clock: &clock,
    };
    let needs = contents.needs.iter().filter(|(_, need)| need.binds());
    let lags: Vec<_> = needs
        .filter_map(|(id, need)| Some((id.clone(), need.consumer.clone(), lags.in_hours(need)?)))
        .collect();
    let has_calendars = !workspace.calendars.is_empty() || !items.is_empty();
    let lacks_usual = has_calendars
        && contents.charter.calendar.is_none()
        && contents.charter.scheduling.profile != SchedulingProfile::PrimaveraP6
        && contents.items.values().any(|item| item.calendar.is_none());
    if items.is_empty() && lags.is_empty() && !lacks_usual {
        return None;
    }
    let mut done = InHours {
        workspace: workspace.clone(),
        notes: Notes::default(),
        around_the_clock: BTreeSet::new(),
    };
    if lacks_usual {
        let usual = usual_calendar(&mut done.workspace);
        if let Some(program) = done.workspace.programs.get_mut(program) {
            program.charter.calendar = Some(usual);
        }
    }
    if !items.is_empty() {
        let calendar = around_the_clock(&mut done.workspace, &clock);
        for id in items {
            done.item(program, id, &calendar);
        }
    }
    for (id, consumer, lag) in lags {
        let program = done.workspace.programs.get_mut(program);
        let need = program.and_then(|program| program.needs.get_mut(&id));
        if let Some(need) = need {
            need.lag = lag;
            done.notes.add_named(
                NoteKind::Changed,
                "lag-by-the-clock",
                "lags that run by the clock, or after work that does, go out as the working hours that lead to the same dates as long as nothing moves",
                consumer.as_str(),
                Place::default(),
            );
        }
    }
    Some(done)
}

impl InHours {
    fn item(&mut self, program: &ProgramId, id: ItemId, calendar: &CalendarId) {
        let of = self.workspace.programs.get_mut(program);
        let Some(item) = of.and_then(|of| of.items.get_mut(&id)) else {
            return;
        };
        item.calendar = Some(calendar.clone());
        if let Some(Estimate::Duration(spread)) = &mut item.estimate {
            *spread = in_minutes(spread);
        }
        if let Some(Remaining::Duration(spread)) = &mut item.progress.remaining {
            *spread = in_minutes(spread);
        }
        self.notes.add_named(
            NoteKind::Changed,
            "work-by-the-clock",
            "work that runs by the clock goes out with a calendar of all hours",
            id.as_str(),
            Place::default(),
        );
        self.around_the_clock.insert((program.clone(), id));
    }

    /// Counts the slack of work by the clock, and what is left of it, in its calendar of all hours. `is_ours` tells whether
    /// the dates are by Longpole's own rules, by which what is left follows from them.
    pub(super) fn restate(
        &self,
        stated: &mut ExportDates,
        network: &Network,
        dates: &ProfileDates,
        is_ours: bool,
    ) {
        for key in &self.around_the_clock {
            let node = network.node(&Subject::item(&key.0, &key.1));
            let (Some(node), Some(stated)) = (node, stated.get_mut(key)) else {
                continue;
            };
            let here = &dates.nodes[node];
            let apart = |from: Tick, to: Tick| {
                (to < Tick::MAX).then(|| to.tenths().saturating_sub(from.tenths()))
            };
            let starts = apart(here.early_start, here.late_start);
            let finishes = apart(here.early_finish, here.late_finish);
            for slack in [&mut stated.total_slack, &mut stated.finish_slack] {
                *slack = slack.and(finishes);
            }
            stated.start_slack = stated.start_slack.and(starts);
            if !is_ours {
                // Counted in the hours of another calendar.
                stated.free_slack = stated.free_slack.filter(|slack| *slack == 0);
            }
            let contents = self.workspace.programs.get(&key.0);
            let item = contents.and_then(|of| of.items.get(&key.1));
            let progress = item.map(|item| &item.progress);
            let is_open = progress.is_some_and(|progress| {
                progress.started.is_some()
                    && progress.finished.is_none()
                    && progress.remaining.is_none()
            });
            if is_ours && is_open {
                let begins = here.early_start.max(here.start);
                stated.remaining = apart(begins, here.finish).map(|left| left.max(0));
            }
        }
    }
}

/// Whether work of an item runs by the clock.
fn is_elapsed(item: &Item) -> bool {
    let is_work = !item.is_milestone();
    is_work && matches!(&item.estimate, Some(Estimate::Duration(spread)) if spread.likely().elapsed)
}

/// Spans by the clock as minutes of a calendar of all hours.
fn in_minutes(spread: &Spread<Span>) -> Spread<Span> {
    spread.map(|span| {
        if span.elapsed {
            minutes(WorkCalendar::around_the_clock().tenths_of(span))
        } else {
            span
        }
    })
}

/// Tenths of minutes as a span of working time.
fn minutes(tenths: i64) -> Span {
    Span {
        thousandths: tenths.saturating_mul(100),
        unit: SpanUnit::Minute,
        elapsed: false,
    }
}

/// A calendar of all hours: one that is there, else a new one.
fn around_the_clock(workspace: &mut Workspace, clock: &WorkCalendar) -> CalendarId {
    let set = CalendarSet::compile(&workspace.calendars);
    let is_one = |id: &&CalendarId| {
        let at = set.find(id);
        at.is_some_and(|at| set.calendars[at as usize] == *clock)
    };
    if let Some(id) = workspace.calendars.keys().find(is_one) {
        return id.clone();
    }
    let id = fresh_id(workspace, "around-the-clock");
    let all_day = Shift::new(0, 1440).and_then(|day| DayHours::new(vec![day]));
    let calendar = Calendar {
        name: Some("Around the clock".to_owned()),
        week: std::array::from_fn(|_| all_day.clone()),
        minutes_per_day: Some(1440),
        ..Calendar::default()
    };
    workspace.calendars.insert(id.clone(), calendar);
    id
}

/// The hours of what has no calendar.
fn usual_calendar(workspace: &mut Workspace) -> CalendarId {
    let id = fresh_id(workspace, "standard");
    let hours = |day: usize| {
        if day < 5 {
            DayHours::standard()
        } else {
            DayHours::off()
        }
    };
    let calendar = Calendar {
        name: Some("Standard".to_owned()),
        week: std::array::from_fn(|day| Some(hours(day))),
        minutes_per_day: Some(480),
        ..Calendar::default()
    };
    workspace.calendars.insert(id.clone(), calendar);
    id
}

fn fresh_id(workspace: &Workspace, name: &str) -> CalendarId {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let names = std::iter::once(name.to_owned()).chain(numbered);
    let mut ids = names.map(|name| CalendarId::new(&name).expect("words and a number are an id"));
    ids.find(|id| !workspace.calendars.contains_key(id))
        .expect("numbers don't end")
}

/// What is known of the lags of a program.
struct Lags<'a> {
    workspace: &'a Workspace,
    program: &'a ProgramId,
    network: &'a Network,
    dates: &'a ProfileDates,
    clock: &'a WorkCalendar,
}

impl Lags<'_> {
    /// The working time that stands for the lag of a need; `None` where it can stay as it is.
    fn in_hours(&self, need: &Need) -> Option<NeedLag> {
        let NeedSource::Item(source) = &need.source else {
            return None;
        };
        let of = source.program.as_ref().unwrap_or(self.program);
        let provider = self.workspace.programs.get(of)?.items.get(&source.item)?;
        let from = self.network.node(&Subject::item(of, &source.item))?;
        let to = self
            .network
            .node(&Subject::item(self.program, &need.consumer))?;
        let (tenths, elapsed) = match need.lag {
            NeedLag::Time(span) => (self.network.calendar(to).tenths_of(span), span.elapsed),
            NeedLag::Share {
                milli_percent,
                elapsed,
            } => {
                let share = i128::from(self.duration(from, provider)) * i128::from(milli_percent);
                ((share / 100_000) as i64, elapsed)
            }
        };
        let calendar = self.calendar_there(from, provider, to);
        let counts_all_hours = calendar == self.clock;
        if tenths == 0 || !(elapsed || (is_elapsed(provider) && counts_all_hours)) {
            return None;
        }
        let dates = &self.dates.nodes[from];
        let at = match need.link {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => dates.finish,
            LinkKind::StartToStart | LinkKind::StartToFinish => dates.start,
        };
        let working = Working(self.network.calendar(to));
        let until = match (elapsed, tenths > 0) {
            (true, _) => at.plus_clock(tenths),
            (false, true) => working.finish_after(at, tenths),
            (false, false) => working.start_before(at, -tenths),
        };
        Some(NeedLag::Time(minutes(Working(calendar).between(at, until))))
    }

    /// The calendar in which the other tool counts the lag.
    fn calendar_there(&self, from: NodeIndex, provider: &Item, to: NodeIndex) -> &WorkCalendar {
        let program = self.workspace.programs.get(self.program);
        let said = program.and_then(|program| program.charter.scheduling.lag_calendar);
        match said.unwrap_or(LagCalendar::Predecessor) {
            LagCalendar::Predecessor if is_elapsed(provider) => self.clock,
            LagCalendar::Predecessor => self.network.calendar(from),
            LagCalendar::Successor => self.network.calendar(to),
            LagCalendar::Clock => self.clock,
            LagCalendar::Program => {
                let node = self.network.nodes[to].program as usize;
                let calendar = self.network.programs[node].calendar as usize;
                &self.network.calendars[calendar]
            }
        }
    }

    /// Tenths of minutes that a provider takes, by the clock or in its own working time.
    fn duration(&self, node: NodeIndex, provider: &Item) -> i64 {
        let dates = &self.dates.nodes[node];
        if is_elapsed(provider) {
            dates.finish.tenths() - dates.start.tenths()
        } else {
            Working(self.network.calendar(node)).between(dates.start, dates.finish)
        }
    }
}
