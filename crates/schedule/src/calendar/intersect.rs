//! The time in which two calendars both work, or one of them does, and a calendar without stretches of time.

use std::collections::BTreeMap;

use longpole_model::{DayHours, Shift, Split};

use super::WorkCalendar;
use super::layers::Layer;
use super::week::Week;
use crate::Wall;
use crate::wall::DAY;

impl WorkCalendar {
    /// The time in which both work, with the first one's working day; `None` when in the long run there is none.
    pub fn intersection(a: &Self, b: &Self) -> Option<Self> {
        let (weeks, stretches) = together(a, b, common);
        let works = stretches
            .last()
            .is_some_and(|last| weeks[last.1 as usize].works());
        works.then(|| Self::new(weeks, &stretches, a.minutes_per_day))
    }

    /// The time in which one of them works, with the first one's working day.
    pub fn union(a: &Self, b: &Self) -> Self {
        let (weeks, stretches) = together(a, b, either);
        Self::new(weeks, &stretches, a.minutes_per_day)
    }

    /// This calendar without the time of `splits`.
    pub(crate) fn without(&self, splits: &[Split]) -> Self {
        let (week, mut layers) = self.as_layers();
        for split in splits {
            let (from, to) = (split_start(split), split_end(split));
            if from >= to {
                continue;
            }
            let (first, last) = (from.day(), Wall::new(to.minutes() - 1).day());
            let from_minute = from.minute_of_day();
            let to_minute = to.minutes() - last * DAY;
            if first == last {
                layers.push(self.day_without(first, from_minute, to_minute));
                continue;
            }
            layers.push(self.day_without(first, from_minute, DAY));
            layers.push(Layer::daily(first + 1, last - 1, &DayHours::off()));
            layers.push(self.day_without(last, 0, to_minute));
        }
        Self::layered(week, &layers, self.minutes_per_day)
    }

    /// A day of this calendar without the minutes in between.
    fn day_without(&self, day: i64, from: i64, to: i64) -> Layer {
        let shifts = self.hours_of_day(day).shifts();
        let minute = |minute: i64| u16::try_from(minute.clamp(0, DAY)).unwrap_or(0);
        let kept = shifts.iter().flat_map(|shift| {
            [
                Shift::new(shift.from(), shift.to().min(minute(from))),
                Shift::new(shift.from().max(minute(to)), shift.to()),
            ]
        });
        let hours = DayHours::new(kept.flatten().collect()).unwrap_or_default();
        Layer::daily(day, day, &hours)
    }
}

/// The stretches of two calendars as one sequence, each day `combine`d of theirs.
fn together(
    a: &WorkCalendar,
    b: &WorkCalendar,
    combine: impl Fn(&DayHours, &DayHours) -> DayHours,
) -> (Vec<Week>, Vec<(i64, u32)>) {
    let mut weeks: Vec<Week> = Vec::new();
    let mut by_pair: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut stretches: Vec<(i64, u32)> = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    loop {
        let (in_a, in_b) = (&a.stretches[at_a], &b.stretches[at_b]);
        let week = *by_pair.entry((in_a.week, in_b.week)).or_insert_with(|| {
            let (a, b) = (a.week(in_a).days(), b.week(in_b).days());
            let days = std::array::from_fn(|day| combine(&a[day], &b[day]));
            weeks.push(Week::new(days));
            weeks.len() as u32 - 1
        });
        stretches.push((in_a.from_day.max(in_b.from_day), week));
        let next = |calendar: &WorkCalendar, at: usize| {
            let next = calendar.stretches.get(at + 1);
            next.map(|stretch| stretch.from_day)
        };
        match (next(a, at_a), next(b, at_b)) {
            (None, None) => return (weeks, stretches),
            (Some(_), None) => at_a += 1,
            (None, Some(_)) => at_b += 1,
            (Some(in_a), Some(in_b)) => {
                at_a += usize::from(in_a <= in_b);
                at_b += usize::from(in_b <= in_a);
            }
        }
    }
}

/// The first moment off.
fn split_start(split: &Split) -> Wall {
    match split.from.time {
        Some(time) => Wall::at(split.from.date.to_datetime(time)),
        None => Wall::midnight(split.from.date),
    }
}

/// The moment at which work goes on.
fn split_end(split: &Split) -> Wall {
    match split.to.time {
        Some(time) => Wall::at(split.to.date.to_datetime(time)),
        None => Wall::midnight(split.to.date).plus_clock(DAY),
    }
}

/// The minutes that two days share.
fn common(a: &DayHours, b: &DayHours) -> DayHours {
    let mut shifts = Vec::new();
    for a in a.shifts() {
        for b in b.shifts() {
            shifts.extend(Shift::new(a.from().max(b.from()), a.to().min(b.to())));
        }
    }
    shifts.sort_unstable();
    DayHours::new(shifts).unwrap_or_default()
}

/// The minutes of one of two days.
fn either(a: &DayHours, b: &DayHours) -> DayHours {
    let mut shifts: Vec<Shift> = a.shifts().iter().chain(b.shifts()).copied().collect();
    shifts.sort_unstable();
    let mut merged: Vec<Shift> = Vec::new();
    for shift in shifts {
        match merged.last_mut() {
            Some(last) if shift.from() <= last.to() => {
                if let Some(both) = Shift::new(last.from(), last.to().max(shift.to())) {
                    *last = both;
                }
            }
            _ => merged.push(shift),
        }
    }
    DayHours::new(merged).unwrap_or_default()
}
