//! Working time: from the wall clock to a calendar's own axis of working minutes, and back.
//!
//! On the axis nights and weekends do not exist: Friday 17:00 and Monday 08:00 are the same value. A calendar is a sequence of
//! stretches of days, each with a week's pattern of its own. Time is counted in weeks from the Monday of [`Wall::MIN`], so that
//! a look-up divides by constants and does one binary search among the stretches, if there are several.

mod compile;
mod intersect;
mod layers;
mod recurrence;
mod week;

pub use compile::CalendarSet;

use longpole_model::{DayHours, Span};

use crate::Wall;
use crate::wall::DAY;
use week::Week;

/// A compiled working-time calendar. It always works at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    /// The patterns of `stretches`; each once.
    weeks: Vec<Week>,
    /// Stretches of days that cover everything from [`Wall::MIN`] on, in order. The last one works.
    stretches: Vec<Stretch>,
    minutes_per_day: u32,
    /// The axis at [`Wall::MAX`]; no position lies beyond.
    end: i64,
}

/// Days from `from_day` to the next stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    from_day: i64,
    /// Its first midnight, in minutes from [`Wall::MIN`].
    from: u32,
    /// The axis at its first midnight.
    axis: i64,
    /// What its week counts up to its first midnight falls short of `axis` by so much.
    offset: i64,
    /// The hours of its days, in [`WorkCalendar::weeks`].
    week: u32,
}

impl WorkCalendar {
    /// The clock: every minute counts. By it elapsed time runs.
    pub fn around_the_clock() -> Self {
        Self::of_week(Week::around_the_clock(), DAY as u32)
    }

    /// Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00.
    pub fn standard() -> Self {
        Self::of_week(Week::standard(), 480)
    }

    fn of_week(week: Week, minutes_per_day: u32) -> Self {
        Self::new(vec![week], &[(Wall::MIN.day(), 0)], minutes_per_day)
    }

    /// `stretches` are first days, in order, with the week that holds from there; the first is that of [`Wall::MIN`], and
    /// the last one's week works.
    fn new(weeks: Vec<Week>, stretches: &[(i64, u32)], minutes_per_day: u32) -> Self {
        let mut calendar = Self {
            weeks,
            stretches: Vec::with_capacity(stretches.len()),
            minutes_per_day,
            end: 0,
        };
        let mut axis = 0;
        for &(from_day, week) in stretches {
            let from = midnight(from_day);
            if let Some(last) = calendar.stretches.last() {
                axis = last.offset + calendar.week(last).minutes_until(from);
            }
            let offset = axis - calendar.weeks[week as usize].minutes_until(from);
            calendar.stretches.push(Stretch {
                from_day,
                from,
                axis,
                offset,
                week,
            });
        }
        calendar.end = calendar.work_at(Wall::MAX);
        calendar
    }

    fn week(&self, stretch: &Stretch) -> &Week {
        &self.weeks[stretch.week as usize]
    }

    /// The stretch in which the minute `at` lies, counted from [`Wall::MIN`].
    #[inline]
    fn stretch_of(&self, at: u32) -> &Stretch {
        match self.stretches.as_slice() {
            [only] => only,
            stretches => &stretches[stretches.partition_point(|it| it.from <= at) - 1],
        }
    }

    /// Of the stretches that begin at `axis` or before it, the last: those before it that begin at the same place have no
    /// working time.
    #[inline]
    fn stretch_at(&self, axis: i64) -> &Stretch {
        match self.stretches.as_slice() {
            [only] => only,
            stretches => &stretches[stretches.partition_point(|it| it.axis <= axis) - 1],
        }
    }

    /// Where the stretch after `stretch` begins, in minutes from [`Wall::MIN`].
    #[inline]
    fn end_of(&self, stretch: &Stretch) -> u32 {
        if self.stretches.len() == 1 {
            return u32::MAX;
        }
        let next = self.stretches.partition_point(|it| it.from <= stretch.from);
        self.stretches.get(next).map_or(u32::MAX, |next| next.from)
    }

    /// The working minutes that `1d` means.
    pub fn minutes_per_day(&self) -> u32 {
        self.minutes_per_day
    }

    /// Working minutes of `span`; of an elapsed span its minutes on the clock.
    pub fn minutes_of(&self, span: Span) -> i64 {
        span.in_minutes(self.minutes_per_day)
    }

    /// Tenths of working minutes of `span`, rounded half up; of an elapsed span its tenths of minutes on the clock.
    pub fn tenths_of(&self, span: Span) -> i64 {
        // Minutes of ten times as much, which rounds to the tenth.
        let tenfold = Span {
            thousandths: span.thousandths.saturating_mul(10),
            ..span
        };
        tenfold.in_minutes(self.minutes_per_day)
    }

    /// The working hours of the day in which `wall` lies.
    pub fn hours_on(&self, wall: Wall) -> &DayHours {
        self.hours_of_day(wall.day())
    }

    fn hours_of_day(&self, day: i64) -> &DayHours {
        self.week(self.stretch_of(midnight(day))).hours(day)
    }

    /// The position of `wall` on the axis: the working minutes from [`Wall::MIN`] to it. Within time off it stands still.
    #[inline]
    pub fn work_at(&self, wall: Wall) -> i64 {
        let at = since_min(wall);
        let stretch = self.stretch_of(at);
        stretch.offset + self.week(stretch).minutes_until(at)
    }

    /// The latest instant at `axis`: where the next working minute begins. For a start, Monday 08:00.
    #[inline]
    pub fn start_wall(&self, axis: i64) -> Wall {
        let axis = axis.clamp(0, self.end);
        let stretch = self.stretch_at(axis);
        let minute = self.week(stretch).place((axis - stretch.offset) as u32);
        Wall::new(Wall::MIN.minutes() + minute)
    }

    /// The earliest instant at `axis`: where the working minute before it ends. For a finish, Friday 17:00.
    pub fn finish_wall(&self, axis: i64) -> Wall {
        if axis <= 0 {
            return Wall::MIN;
        }
        self.start_wall(axis.min(self.end) - 1).plus_clock(1)
    }

    /// `wall`, or the next instant at which work can begin.
    #[inline]
    pub fn next_start(&self, wall: Wall) -> Wall {
        let at = since_min(wall);
        let stretch = self.stretch_of(at);
        match self.week(stretch).next_start(at) {
            Some(next) if next < self.end_of(stretch) => until_max(next),
            // It lies in a later stretch.
            Some(_) | None => self.start_wall(self.work_at(wall)).max(wall),
        }
    }

    /// `wall`, or the last instant before it at which work can end.
    #[inline]
    pub fn previous_finish(&self, wall: Wall) -> Wall {
        let at = since_min(wall);
        let stretch = self.stretch_of(at);
        match self.week(stretch).previous_finish(at) {
            Some(last) if last > stretch.from => until_max(last),
            // It lies in an earlier stretch.
            Some(_) | None => self.finish_wall(self.work_at(wall)).min(wall),
        }
    }

    /// The finish of `minutes` of work that begin at `start`, or at the next working instant.
    pub fn finish_after(&self, start: Wall, minutes: i64) -> Wall {
        if minutes <= 0 {
            return start;
        }
        self.finish_wall(self.work_at(start).saturating_add(minutes))
    }

    /// The latest start of `minutes` of work that end at `finish`, or at the last working instant before it.
    pub fn start_before(&self, finish: Wall, minutes: i64) -> Wall {
        if minutes <= 0 {
            return finish;
        }
        self.start_wall(self.work_at(finish).saturating_sub(minutes))
    }

    /// Working minutes from `from` to `to`; negative when `to` is earlier.
    pub fn minutes_from(&self, from: Wall, to: Wall) -> i64 {
        self.work_at(to) - self.work_at(from)
    }

    /// Where the work of `day` begins; its midnight when nobody works.
    pub fn day_start(&self, midnight: Wall) -> Wall {
        let start = self.next_start(midnight);
        if start.day() == midnight.day() {
            start
        } else {
            midnight
        }
    }

    /// Where the work of `day` ends; its last minute when nobody works.
    pub fn day_end(&self, midnight: Wall) -> Wall {
        let tomorrow = midnight.plus_clock(DAY);
        let finish = self.previous_finish(tomorrow);
        if finish > midnight {
            finish
        } else {
            tomorrow.plus_clock(-1)
        }
    }
}

/// Minutes from [`Wall::MIN`], which is a Monday's midnight; 8,100 years of them fit.
fn since_min(wall: Wall) -> u32 {
    (wall.minutes() - Wall::MIN.minutes()) as u32
}

/// The instant so many minutes after [`Wall::MIN`], or [`Wall::MAX`] beyond that.
fn until_max(minutes: u32) -> Wall {
    Wall::new(Wall::MIN.minutes() + i64::from(minutes))
}

/// The midnight at which `day` begins, in minutes from [`Wall::MIN`]; that after the last day lies beyond [`Wall::MAX`].
fn midnight(day: i64) -> u32 {
    ((day - Wall::MIN.day()) * DAY) as u32
}

#[cfg(test)]
mod tests;
