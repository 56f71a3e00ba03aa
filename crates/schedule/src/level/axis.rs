//! Which slot of working time is which stretch of the wall clock?
//!
//! The axis holds all time in which any of the plan's calendars works, cut into slots of equal length. The length is taken from a fixed ladder, the
//! longest of which durations, lags, floors and the edges of the calendars are multiples, so that slots carry the plan exactly. Where that would
//! make too many, slots are longer and times are rounded up.

use crate::levelling::{ProblemError, Slot, SlotCalendar};
use crate::wall::DAY;
use crate::{Wall, WorkCalendar};

/// Lengths of a slot in minutes, the longest first.
const LADDER: [i64; 10] = [960, 480, 240, 120, 60, 30, 15, 10, 5, 1];
/// More slots take more memory and time than a finer axis is worth.
const MOST_SLOTS: i64 = 60_000;

/// Working time in slots.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    /// Time in which somebody works, in order, with the minutes before it.
    stretches: Vec<Stretch>,
    /// Minutes of a slot.
    pub(super) slot: i64,
    /// Whether every time of the plan is a multiple of a slot.
    pub(super) exact: bool,
}

#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: Wall,
    to: Wall,
    position: i64,
}

impl Axis {
    /// The time between `from` and `until` in which any of `calendars` works. `times` are minutes, and `walls` moments, that should lie on the edges
    /// of slots.
    pub(super) fn new(
        calendars: &[&WorkCalendar],
        from: Wall,
        until: Wall,
        times: &[i64],
        walls: &[Wall],
    ) -> Self {
        let mut axis = Self {
            stretches: stretches(calendars, from, until),
            slot: 1,
            exact: true,
        };
        let mut common = times.iter().fold(0, |common, &time| gcd(common, time));
        common = walls
            .iter()
            .fold(common, |common, &wall| gcd(common, axis.position(wall)));
        if calendars.len() > 1 {
            for calendar in calendars {
                common = axis.common_edges(common, calendar, from, until);
            }
        }
        let end = axis.end();
        let fits = |slot: &&i64| end / **slot < MOST_SLOTS;
        let carries = |slot: &&i64| common % **slot == 0;
        let exact = LADDER.iter().find(carries).filter(fits).copied();
        let rounded = || LADDER.iter().rev().find(fits).copied();
        axis.exact = exact.is_some();
        axis.slot = exact.or_else(rounded).unwrap_or(LADDER[0]);
        axis
    }

    fn common_edges(&self, common: i64, calendar: &WorkCalendar, from: Wall, until: Wall) -> i64 {
        let mut common = common;
        for day in from.day()..=until.day() {
            let midnight = Wall::new(day * DAY);
            for shift in calendar.hours_on(midnight).shifts() {
                for edge in [shift.from(), shift.to()] {
                    let edge = midnight.plus_clock(i64::from(edge));
                    common = gcd(common, self.position(edge));
                }
            }
        }
        common
    }

    /// Minutes of the axis before `wall`.
    pub(super) fn position(&self, wall: Wall) -> i64 {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.from <= wall);
        match after.checked_sub(1).map(|index| self.stretches[index]) {
            None => 0,
            Some(stretch) => {
                stretch.position + wall.min(stretch.to).minutes() - stretch.from.minutes()
            }
        }
    }

    /// All minutes of the axis.
    fn end(&self) -> i64 {
        self.stretches.last().map_or(0, |last| {
            last.position + last.to.minutes() - last.from.minutes()
        })
    }

    /// How many whole slots it has.
    pub(super) fn slots(&self) -> Slot {
        (self.end() / self.slot) as Slot
    }

    /// The first slot that begins at `wall` or later.
    pub(super) fn from(&self, wall: Wall) -> Slot {
        self.up(self.position(wall))
    }

    /// How many slots end by `wall`.
    pub(super) fn until(&self, wall: Wall) -> Slot {
        (self.position(wall) / self.slot) as Slot
    }

    /// So many slots as `minutes` take, rounded up.
    pub(super) fn up(&self, minutes: i64) -> Slot {
        (minutes.max(0) as u64).div_ceil(self.slot as u64) as Slot
    }

    /// Where `slot` begins.
    pub(super) fn wall(&self, slot: Slot) -> Wall {
        let position = i64::from(slot) * self.slot;
        let after = self
            .stretches
            .partition_point(|stretch| stretch.position <= position);
        match after.checked_sub(1).map(|index| self.stretches[index]) {
            None => Wall::MIN,
            // Beyond the end of the axis all time counts.
            Some(stretch) => stretch.from.plus_clock(position - stretch.position),
        }
    }

    /// Where what takes the slots before `slot` ends: on the evening before, not on the next morning.
    pub(super) fn end_wall(&self, slot: Slot) -> Wall {
        let position = i64::from(slot) * self.slot;
        let before = self
            .stretches
            .partition_point(|stretch| stretch.position < position);
        match before.checked_sub(1).map(|index| self.stretches[index]) {
            None => self.wall(slot),
            Some(stretch) => stretch.from.plus_clock(position - stretch.position),
        }
    }

    /// The slots in which `calendar` works at least half of the time; `None` when it works in all.
    pub(super) fn calendar(
        &self,
        calendar: &WorkCalendar,
    ) -> Result<Option<SlotCalendar>, ProblemError> {
        let mut off: Vec<(Slot, Slot)> = Vec::new();
        let mut before = calendar.work_at(self.wall(0));
        for slot in 0..self.slots() {
            let after = calendar.work_at(self.wall(slot + 1));
            if (after - before) * 2 < self.slot {
                match off.last_mut() {
                    Some(last) if last.1 == slot => last.1 = slot + 1,
                    _ => off.push((slot, slot + 1)),
                }
            }
            before = after;
        }
        if off.is_empty() {
            return Ok(None);
        }
        SlotCalendar::with_time_off(&off).map(Some)
    }
}

fn stretches(calendars: &[&WorkCalendar], from: Wall, until: Wall) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut position = 0;
    for day in from.day()..=until.day() {
        let midnight = Wall::new(day * DAY);
        let mut shifts: Vec<(i64, i64)> = Vec::new();
        for calendar in calendars {
            let of_day = calendar.hours_on(midnight).shifts().iter();
            shifts.extend(of_day.map(|shift| (i64::from(shift.from()), i64::from(shift.to()))));
        }
        shifts.sort_unstable();
        for (begin, end) in shifts {
            let begin = midnight.plus_clock(begin).max(from);
            let end = midnight.plus_clock(end);
            // What is covered already is not counted twice.
            let begin = found.last().map_or(begin, |last| begin.max(last.to));
            if begin >= end {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.to == begin => last.to = end,
                _ => found.push(Stretch {
                    from: begin,
                    to: end,
                    position,
                }),
            }
            position += end.minutes() - begin.minutes();
        }
    }
    found
}

fn gcd(mut a: i64, mut b: i64) -> i64 {
    b = b.abs();
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}
