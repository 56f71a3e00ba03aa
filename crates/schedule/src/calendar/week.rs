//! A week's pattern of working hours, and where a working minute lies in it.

use longpole_model::{DayHours, Shift};

use crate::wall::DAY;

/// Minutes in a week on the clock.
pub(super) const WEEK: u32 = 7 * DAY as u32;

/// So many shifts of a day are looked at one after the other; among more, a place is found by halving.
const FEW: usize = 8;

/// The hours of the days of a week, Monday first. Some stretches of days have none at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    days: [DayHours; 7],
    /// Working minutes of the days before each, and of the whole week last.
    before: [u32; 8],
    /// The shifts of all days, in order.
    pieces: Vec<Piece>,
    /// By day, where its shifts begin in `pieces`.
    first: [u16; 8],
}

/// A shift on the clock of a week, in minutes from Monday's midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    from: u16,
    to: u16,
    /// Working minutes of the week before it.
    before: u16,
}

/// 1970-01-01 was a Thursday: so many days after the Monday from which weeks are counted.
const EPOCH_WEEKDAY: i64 = 3;

impl Week {
    pub(super) fn new(days: [DayHours; 7]) -> Self {
        let mut before = [0; 8];
        let mut first = [0; 8];
        let mut pieces = Vec::new();
        for (day, hours) in days.iter().enumerate() {
            let mut worked = before[day];
            for shift in hours.shifts() {
                let midnight = day as u16 * DAY as u16;
                pieces.push(Piece {
                    from: midnight + shift.from(),
                    to: midnight + shift.to(),
                    before: worked as u16,
                });
                worked += u32::from(shift.minutes());
            }
            before[day + 1] = worked;
            first[day + 1] = pieces.len() as u16;
        }
        Self {
            days,
            before,
            pieces,
            first,
        }
    }

    pub(super) fn standard() -> Self {
        let day = DayHours::standard;
        let off = DayHours::off;
        Self::new([day(), day(), day(), day(), day(), off(), off()])
    }

    pub(super) fn around_the_clock() -> Self {
        let all_day = Shift::new(0, DAY as u16)
            .and_then(|shift| DayHours::new(vec![shift]))
            .expect("a day is a shift");
        Self::new(std::array::from_fn(|_| all_day.clone()))
    }

    /// Whether anybody works on any day.
    pub(super) fn works(&self) -> bool {
        self.before[7] > 0
    }

    /// The hours by weekday, Monday first.
    pub(super) fn days(&self) -> &[DayHours; 7] {
        &self.days
    }

    /// The hours of `day`, counted from 1970-01-01.
    pub(super) fn hours(&self, day: i64) -> &DayHours {
        &self.days[(day + EPOCH_WEEKDAY).rem_euclid(7) as usize]
    }

    /// Minutes of the longest day.
    pub(super) fn longest_day(&self) -> u32 {
        self.days
            .iter()
            .map(|hours| u32::from(hours.minutes()))
            .max()
            .unwrap_or(0)
    }

    /// Working minutes of the pattern up to `minute`, both counted from the midnight at which some Monday begins.
    #[inline]
    pub(super) fn minutes_until(&self, minute: u32) -> i64 {
        let (week, rest) = (minute / WEEK, minute % WEEK);
        let day = (rest / DAY as u32) as usize;
        let pieces = &self.pieces[self.first[day] as usize..self.first[day + 1] as usize];
        let begun = begun(pieces, |piece| u32::from(piece.from) < rest);
        let within = match begun.checked_sub(1) {
            None => self.before[day],
            Some(last) => {
                let piece = pieces[last];
                u32::from(piece.before) + rest.min(u32::from(piece.to)) - u32::from(piece.from)
            }
        };
        i64::from(week) * i64::from(self.before[7]) + i64::from(within)
    }

    /// The minute at which the working minute `worked` (counted as in [`Self::minutes_until`]) begins. Only for a week that
    /// works.
    #[inline]
    pub(super) fn place(&self, worked: u32) -> i64 {
        let (week, rest) = (worked / self.before[7], worked % self.before[7]);
        let day: usize = self.before[1..7]
            .iter()
            .map(|&before| usize::from(before <= rest))
            .sum();
        let pieces = &self.pieces[self.first[day] as usize..self.first[day + 1] as usize];
        let begun = begun(pieces, |piece| u32::from(piece.before) <= rest);
        let piece = pieces[begun - 1];
        let minute = u32::from(piece.from) + rest - u32::from(piece.before);
        i64::from(week) * i64::from(WEEK) + i64::from(minute)
    }
}

impl Week {
    /// `minute`, or the next one of the pattern at which work begins or goes on. `None` when nobody ever works.
    #[inline]
    pub(super) fn next_start(&self, minute: u32) -> Option<u32> {
        let (from, rest) = (minute - minute % WEEK, minute % WEEK);
        let ended = self.shifts_before(rest, |piece| u32::from(piece.to) <= rest);
        match self.pieces.get(ended) {
            Some(next) => Some(from + rest.max(u32::from(next.from))),
            None => Some(from + WEEK + u32::from(self.pieces.first()?.from)),
        }
    }

    /// `minute`, or the last one of the pattern before it at which work ends or is going on. `None` before the first work.
    #[inline]
    pub(super) fn previous_finish(&self, minute: u32) -> Option<u32> {
        let (from, rest) = (minute - minute % WEEK, minute % WEEK);
        let begun = self.shifts_before(rest, |piece| u32::from(piece.from) < rest);
        match begun.checked_sub(1) {
            Some(last) => Some(from + rest.min(u32::from(self.pieces[last].to))),
            None => Some(from.checked_sub(WEEK)? + u32::from(self.pieces.last()?.to)),
        }
    }

    /// How many shifts lie on the days before the minute `rest` of the week, or on its day and `are_before`.
    #[inline]
    fn shifts_before(&self, rest: u32, are_before: impl Fn(&Piece) -> bool) -> usize {
        let day = (rest / DAY as u32) as usize;
        let (first, end) = (self.first[day] as usize, self.first[day + 1] as usize);
        first + begun(&self.pieces[first..end], are_before)
    }
}

/// How many of `pieces`, in order, have begun.
#[inline]
fn begun(pieces: &[Piece], has_begun: impl Fn(&Piece) -> bool) -> usize {
    if pieces.len() > FEW {
        return pieces.partition_point(has_begun);
    }
    pieces
        .iter()
        .map(|piece| usize::from(has_begun(piece)))
        .sum()
}
