//! A calendar as look-up tables, so that adding working time costs a few loads and no search.
//!
//! Instants are minutes after an origin, a midnight; within some years from there the tables answer, outside of it the
//! calendar itself does. Both give the same instants to the minute.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::DayHours;
use longpole_schedule::{Wall, WorkCalendar};

/// Minutes in a day.
const DAY: i32 = 24 * 60;

/// Working minutes between two entries of the coarse index, as a power of two.
const HINT_SHIFT: u32 = 7;

/// An instant that nothing lies before.
pub(crate) const NEVER: i32 = i32::MIN / 4;

/// No instant lies beyond: two thousand years after the origin.
pub(crate) const HORIZON: i32 = 1 << 30;

/// Turns instants of the network into minutes after an origin, and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin(i64);

impl Origin {
    /// The midnight before `wall`.
    pub(crate) fn before(wall: Wall) -> Self {
        Self(wall.minutes() - wall.minutes().rem_euclid(i64::from(DAY)))
    }

    /// `wall` as minutes after the origin; [`NEVER`] for what has no date.
    pub(crate) fn minutes(self, wall: Wall) -> i32 {
        if wall == Wall::MIN {
            return NEVER;
        }
        (wall.minutes() - self.0).clamp(i64::from(NEVER), i64::from(HORIZON)) as i32
    }

    /// The instant `minutes` after the origin.
    pub(crate) fn wall(self, minutes: i32) -> Wall {
        if minutes <= NEVER {
            return Wall::MIN;
        }
        Wall::new(self.0 + i64::from(minutes))
    }
}

/// A calendar's tables from an origin on.
#[derive(Debug, Clone)]
pub(crate) struct Clock<'a> {
    calendar: &'a WorkCalendar,
    origin: Origin,
    days: Vec<Day>,
    /// Working minutes in all days.
    end: i32,
    /// Of every kind of day, working minutes before each minute of the day.
    until: Vec<u16>,
    work_days: Vec<WorkDay>,
    /// Of every kind of day, the minute of the day at which each working minute begins.
    begins: Vec<u16>,
    /// The minutes of the day at which work begins or ends.
    edges: Vec<u16>,
    /// For every so many working minutes, the last of `work_days` that has no more before it.
    hints: Vec<u32>,
}

/// A day, from its midnight on.
#[derive(Debug, Clone, Copy)]
struct Day {
    /// Working minutes from the origin to its midnight.
    before: i32,
    /// Where its kind begins in `until`.
    until: u32,
}

/// A day with working time.
#[derive(Debug, Clone, Copy)]
struct WorkDay {
    /// Working minutes from the origin to its midnight.
    before: i32,
    /// Its midnight.
    midnight: i32,
    /// Where its kind begins in `begins`.
    begins: u32,
}

impl<'a> Clock<'a> {
    /// Forty years, in days.
    pub(crate) const LONG: i32 = 14_610;
    /// Five years, in days.
    pub(crate) const SHORT: i32 = 1_826;

    /// The tables of `calendar` over so many days.
    pub(crate) fn new(calendar: &'a WorkCalendar, origin: Origin, days: i32) -> Self {
        let mut clock = Self {
            calendar,
            origin,
            days: Vec::new(),
            end: 0,
            until: Vec::new(),
            work_days: Vec::new(),
            begins: Vec::new(),
            hints: Vec::new(),
            edges: Vec::new(),
        };
        let mut kinds: BTreeMap<DayHours, (u32, u32)> = BTreeMap::new();
        for day in 0..days {
            let midnight = day * DAY;
            let hours = calendar.hours_on(origin.wall(midnight));
            let (until, begins) = match kinds.get(hours) {
                Some(&kind) => kind,
                None => {
                    let kind = clock.add_kind(hours);
                    kinds.insert(hours.clone(), kind);
                    kind
                }
            };
            let before = clock.end;
            clock.days.push(Day { before, until });
            if !hours.is_off() {
                clock.work_days.push(WorkDay {
                    before,
                    midnight,
                    begins,
                });
            }
            clock.end += i32::from(hours.minutes());
        }
        clock.hints = (0..=clock.end >> HINT_SHIFT)
            .map(|step| {
                let minutes = step << HINT_SHIFT;
                let days = &clock.work_days;
                let after = days.partition_point(|day| day.before <= minutes);
                after.saturating_sub(1) as u32
            })
            .collect();
        clock
    }

    /// Adds the tables of a kind of day and says where they begin.
    fn add_kind(&mut self, hours: &DayHours) -> (u32, u32) {
        let kind = (self.until.len() as u32, self.begins.len() as u32);
        let begins: Vec<u16> = hours
            .shifts()
            .iter()
            .flat_map(|shift| shift.from()..shift.to())
            .collect();
        let until =
            (0..DAY as u16).map(|minute| begins.partition_point(|&begin| begin < minute) as u16);
        let edges = hours
            .shifts()
            .iter()
            .flat_map(|shift| [shift.from(), shift.to()]);
        self.edges.extend(edges);
        self.until.extend(until);
        self.begins.extend(begins);
        kind
    }

    /// Working minutes from the origin to `instant`; `None` beyond the tables.
    #[inline]
    fn work_at(&self, instant: i32) -> Option<i32> {
        let instant = u32::try_from(instant).ok()?;
        let day = self.days.get((instant / DAY as u32) as usize)?;
        let minute = instant % DAY as u32;
        Some(day.before + i32::from(self.until[(day.until + minute) as usize]))
    }

    /// Where the working minute `work`, counted from the origin, begins; `None` beyond the tables.
    #[inline]
    fn begin_of(&self, work: i32) -> Option<i32> {
        let hint = usize::try_from(work >> HINT_SHIFT).ok()?;
        if work >= self.end {
            return None;
        }
        let mut index = *self.hints.get(hint)? as usize;
        while self
            .work_days
            .get(index + 1)
            .is_some_and(|next| next.before <= work)
        {
            index += 1;
        }
        let day = &self.work_days[index];
        let begin = self.begins[day.begins as usize + (work - day.before) as usize];
        Some(day.midnight + i32::from(begin))
    }

    /// `instant` moved by `minutes` of work, forward or back, to where work then ends. A lag of nothing is no move at all; do not
    /// ask for it.
    #[inline]
    pub(crate) fn shift(&self, instant: i32, minutes: i32) -> i32 {
        self.work_at(instant)
            .and_then(|work| self.begin_of(work.checked_add(minutes)? - 1))
            .map_or_else(
                || {
                    self.slow(instant, |c, wall| {
                        c.finish_wall(c.work_at(wall).saturating_add(i64::from(minutes)))
                    })
                },
                |begin| begin + 1,
            )
    }

    /// The place of `instant` on the axis of this calendar (see `translate::axis`); `None` where it has none or the tables do not reach.
    pub(crate) fn place(&self, instant: i32) -> Option<i32> {
        let work = self.work_at(instant)?;
        let at_end = || Some(2 * work).filter(|&place| work > 0 && self.instant(place) == instant);
        let at_begin = || (self.begin_of(work)? == instant).then_some(2 * work + 1);
        at_end().or_else(at_begin)
    }

    /// The instant at `place`.
    #[inline]
    pub(crate) fn instant(&self, place: i32) -> i32 {
        // A place after a break is where the next minute begins; any other is where the last one ends.
        let (work, after_break) = (place >> 1, place & 1);
        match self.begin_of(work - 1 + after_break) {
            Some(begin) => begin + 1 - after_break,
            None => self.slow(0, |calendar, origin| {
                let before = calendar.work_at(origin);
                calendar.finish_wall(before.saturating_add(i64::from(work)))
            }),
        }
    }

    /// Working minutes from the origin to `instant`, wherever it lies; negative before.
    #[inline]
    pub(crate) fn position(&self, instant: i32) -> i64 {
        match self.work_at(instant) {
            Some(work) => i64::from(work),
            None => {
                let wall = self.origin.wall(instant);
                self.calendar.minutes_from(self.origin.wall(0), wall)
            }
        }
    }

    /// The day on which so many working minutes after the origin are done.
    pub(crate) fn day_of_position(&self, position: i64) -> Date {
        let origin = self.calendar.work_at(self.origin.wall(0));
        self.calendar
            .finish_wall(origin.saturating_add(position))
            .finish_date()
    }

    /// The minutes of the day at which work begins or ends on any day.
    pub(crate) fn edges(&self) -> &[u16] {
        &self.edges
    }

    /// The working minutes that a day means.
    pub(crate) fn minutes_per_day(&self) -> u32 {
        self.calendar.minutes_per_day()
    }

    /// The answer of the calendar itself.
    #[cold]
    fn slow(&self, instant: i32, answer: impl Fn(&WorkCalendar, Wall) -> Wall) -> i32 {
        if instant <= NEVER {
            return NEVER;
        }
        self.origin
            .minutes(answer(self.calendar, self.origin.wall(instant)))
    }
}

#[cfg(test)]
mod tests {
    use longpole_model::{Calendar, CalendarException, CalendarId, Shift};
    use longpole_schedule::CalendarSet;
    use longpole_testkit::date;
    use proptest::prelude::*;

    use super::*;

    const REACH: i32 = Clock::SHORT;

    /// Part-time weeks with a night shift, a lunch break, a long holiday and a worked Saturday.
    fn odd_calendar() -> WorkCalendar {
        let shifts = |spans: &[(u16, u16)]| {
            let shifts = spans
                .iter()
                .map(|&(from, to)| Shift::new(from, to).unwrap());
            DayHours::new(shifts.collect()).unwrap()
        };
        let exception = |from: &str, to: &str, hours| CalendarException {
            name: None,
            from: date(from),
            to: date(to),
            hours,
            every: None,
        };
        let calendar = Calendar {
            week: [
                None,
                Some(shifts(&[(540, 600), (601, 607), (1200, 1440)])),
                Some(shifts(&[(0, 120)])),
                None,
                Some(DayHours::off()),
                None,
                None,
            ],
            exceptions: vec![
                exception("2026-12-21", "2027-01-10", DayHours::off()),
                exception("2027-02-06", "2027-02-06", shifts(&[(600, 610)])),
            ],
            ..Calendar::default()
        };
        let id = CalendarId::new("odd").unwrap();
        let set = CalendarSet::compile(&BTreeMap::from([(id.clone(), calendar)]));
        set.calendars[set.find(&id).unwrap() as usize].clone()
    }

    fn calendars() -> [WorkCalendar; 3] {
        [
            WorkCalendar::around_the_clock(),
            WorkCalendar::standard(),
            odd_calendar(),
        ]
    }

    proptest! {
        #[test]
        fn the_tables_say_what_the_calendar_says(
            which in 0..3usize,
            instant in prop_oneof![-3_000..400_000i32, (REACH * DAY - 5_000)..(REACH * DAY + 5_000)],
            minutes in 0..20_000i32,
        ) {
            let calendar = &calendars()[which];
            let origin = Origin::before(Wall::midnight(date("2026-09-07")));
            let clock = Clock::new(calendar, origin, REACH);
            let wall = origin.wall(instant);
            let long = i64::from(minutes);
            if let Some(place) = clock.place(instant) {
                prop_assert_eq!(clock.instant(place), instant);
                prop_assert_eq!(i64::from(place >> 1), clock.position(instant));
            }
            let later = clock.shift(instant.max(0), minutes + 1);
            let place = i32::try_from(2 * clock.position(later)).unwrap();
            prop_assert_eq!(clock.instant(place), later);
            prop_assert_eq!(clock.position(instant), calendar.minutes_from(origin.wall(0), wall));
            for lag in [-long - 1, long + 1] {
                let shifted = calendar.finish_wall(calendar.work_at(wall) + lag);
                prop_assert_eq!(origin.wall(clock.shift(instant, lag as i32)), shifted);
            }
        }
    }

    #[test]
    fn nothing_overflows_at_the_horizon() {
        let calendar = WorkCalendar::standard();
        let origin = Origin::before(Wall::midnight(date("2026-09-07")));
        let clock = Clock::new(&calendar, origin, REACH);
        assert_eq!(clock.shift(HORIZON, i32::MAX), HORIZON);
        assert_eq!(clock.shift(NEVER, 480), NEVER);
        assert_eq!(origin.minutes(Wall::MIN), NEVER);
        assert_eq!(origin.wall(NEVER), Wall::MIN);
        assert_eq!(origin.minutes(Wall::MAX), HORIZON);
    }
}
