//! The time in which two calendars both work, and a calendar without stretches of time.

use longpole_model::{DayHours, Shift, Split};

use super::WorkCalendar;
use super::layers::Layer;
use super::week::Week;
use crate::Wall;
use crate::wall::DAY;

impl WorkCalendar {
    /// The time in which both work, with the first one's working day; `None` when in the long run there is none.
    pub fn intersection(a: &Self, b: &Self) -> Option<Self> {
        let mut weeks: Vec<Week> = Vec::new();
        let mut by_pair = std::collections::BTreeMap::new();
        let mut stretches: Vec<(i64, u32)> = Vec::new();
        let (mut at_a, mut at_b) = (0, 0);
        loop {
            let (in_a, in_b) = (&a.stretches[at_a], &b.stretches[at_b]);
            let week = *by_pair.entry((in_a.week, in_b.week)).or_insert_with(|| {
                let (a, b) = (a.week(in_a).days(), b.week(in_b).days());
                weeks.push(Week::new(std::array::from_fn(|day| {
                    common(&a[day], &b[day])
                })));
                weeks.len() as u32 - 1
            });
            stretches.push((in_a.from_day.max(in_b.from_day), week));
            let next = |calendar: &Self, at: usize| {
                calendar
                    .stretches
                    .get(at + 1)
                    .map(|stretch| stretch.from_day)
            };
            match (next(a, at_a), next(b, at_b)) {
                (None, None) => break,
                (Some(_), None) => at_a += 1,
                (None, Some(_)) => at_b += 1,
                (Some(in_a), Some(in_b)) => {
                    at_a += usize::from(in_a <= in_b);
                    at_b += usize::from(in_b <= in_a);
                }
            }
        }
        let works = stretches
            .last()
            .is_some_and(|last| weeks[last.1 as usize].works());
        works.then(|| Self::new(weeks, &stretches, a.minutes_per_day))
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
