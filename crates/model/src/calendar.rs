//! Calendars: which hours of which days are worked.

use jiff::civil::{Date, Weekday};

use crate::{CalendarId, Meta};

/// Minutes in a day: the largest end of a shift.
const DAY: u16 = 24 * 60;

/// A stretch of working time within one day, from midnight in minutes; `from < to <= 1440`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shift {
    from: u16,
    to: u16,
}

impl Shift {
    /// A shift of at least one minute within a day, or `None`.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < to && to <= DAY).then_some(Self { from, to })
    }

    /// Its first minute, counted from midnight.
    pub fn from(self) -> u16 {
        self.from
    }

    /// The minute after its last, counted from midnight.
    pub fn to(self) -> u16 {
        self.to
    }

    /// How many minutes it has.
    pub fn minutes(self) -> u16 {
        self.to - self.from
    }
}

/// The working hours of a day: shifts in order that do not overlap; none on a day off.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord, Hash)]
pub struct DayHours(Vec<Shift>);

impl DayHours {
    /// A day off.
    pub fn off() -> Self {
        Self(Vec::new())
    }

    /// The given shifts, if they are in order and do not overlap.
    pub fn new(shifts: Vec<Shift>) -> Option<Self> {
        shifts
            .windows(2)
            .all(|pair| pair[0].to <= pair[1].from)
            .then_some(Self(shifts))
    }

    /// The usual day: 08:00 to 12:00 and 13:00 to 17:00, as Microsoft Project's standard calendar has it.
    pub fn standard() -> Self {
        Self(vec![
            Shift { from: 480, to: 720 },
            Shift {
                from: 780,
                to: 1020,
            },
        ])
    }

    /// The shifts, in order.
    pub fn shifts(&self) -> &[Shift] {
        &self.0
    }

    /// Working minutes in the day.
    pub fn minutes(&self) -> u16 {
        self.0.iter().map(|shift| shift.minutes()).sum()
    }

    /// Whether nobody works.
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }
}

/// Days that differ from the week's pattern: a holiday, a shutdown, a working Saturday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarException {
    /// What it is, such as `Christmas`.
    pub name: Option<String>,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The hours of each of its days; off for a holiday.
    pub hours: DayHours,
    /// On which days between the two; on each when left out.
    pub every: Option<Recurrence>,
}

/// Which days of a stretch a recurring exception falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recurrence {
    /// Every so many days, from the first.
    Days(u16),
    /// On these weekdays of every so many weeks, counted from the week of the first day. Such weeks begin on Sunday, as
    /// Microsoft Project has them whatever day its weeks are shown from.
    Weeks {
        /// Every so many weeks.
        every: u16,
        /// Monday first.
        on: [bool; 7],
    },
    /// On this day of every so many months, from that of the first day; a month without it has none.
    MonthsOnDay {
        /// Every so many months.
        every: u16,
        /// 1 to 31.
        day: u8,
    },
    /// On the nth such weekday of every so many months.
    MonthsOnWeekday {
        /// Every so many months.
        every: u16,
        /// Which of them.
        nth: Nth,
        /// The weekday, 0 for Monday.
        weekday: u8,
    },
    /// On this day of every so many years; a year without it has none.
    YearsOnDay {
        /// Every so many years.
        every: u16,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// On the nth such weekday of a month of every so many years.
    YearsOnWeekday {
        /// Every so many years.
        every: u16,
        /// 1 to 12.
        month: u8,
        /// Which of them.
        nth: Nth,
        /// The weekday, 0 for Monday.
        weekday: u8,
    },
}

/// Which of the weekdays of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last.
    Last,
}

/// A stretch of days with a week of its own. Exceptions go before it, and it goes before the usual week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkWeek {
    /// What it is, such as `Summer hours`.
    pub name: Option<String>,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Hours by weekday, Monday first; `None` where the usual week holds.
    pub week: [Option<DayHours>; 7],
}

/// A working-time calendar. What it leaves out comes from `base`, or from Monday to Friday, eight hours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// Its name for people.
    pub name: Option<String>,
    /// The calendar that it refines.
    pub base: Option<CalendarId>,
    /// Hours by weekday, Monday first; `None` where the base decides.
    pub week: [Option<DayHours>; 7],
    /// Stretches with another week; where two overlap, the later one in this list holds.
    pub work_weeks: Vec<WorkWeek>,
    /// Exceptions; where two overlap, the later one in this list holds.
    pub exceptions: Vec<CalendarException>,
    /// Working minutes that `1d` means; by default those of the longest day of the week.
    pub minutes_per_day: Option<u32>,
    /// IANA time zone in which its hours are meant, such as `Europe/Berlin`.
    pub zone: Option<String>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

impl Calendar {
    /// What this calendar itself says of `weekday`.
    pub fn weekday(&self, weekday: Weekday) -> Option<&DayHours> {
        self.week[weekday.to_monday_zero_offset() as usize].as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_are_ordered_and_within_the_day() {
        assert_eq!(Shift::new(600, 600), None);
        assert_eq!(Shift::new(600, 1441), None);
        let morning = Shift::new(480, 720).unwrap();
        let overlapping = Shift::new(700, 800).unwrap();
        assert_eq!(DayHours::new(vec![morning, overlapping]), None);
        assert_eq!(DayHours::standard().minutes(), 480);
    }
}
