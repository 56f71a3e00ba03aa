//! Dates on the axes of calendars, and how a date on one is read on another.
//!
//! A calendar's axis counts its working minutes from the origin; the clock itself is the calendar with number nought. A place
//! on an axis stands for the moment at which the minute before it ends, and for the one at which the next begins. Where a break
//! lies between them they differ, and it depends on who asks which one is meant: work ends before a break and begins after it.

use crate::clock::Clock;
use crate::kernel::network::End;

/// The number of the calendar that is the clock itself.
pub(crate) const CLOCK: u32 = 0;

/// The axes of a network's calendars.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axes<'a>(pub(crate) &'a [Clock<'a>]);

/// How a date on one axis is read on another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reading {
    pub(crate) from: u32,
    /// Whether a place means where work ends or where it begins,
    pub(crate) end: End,
    /// save for these, which mean where it begins whatever the end.
    pub(crate) begins: Vec<i64>,
    /// Minutes on the clock in between.
    pub(crate) elapsed: i64,
    pub(crate) to: u32,
}

impl Axes<'_> {
    /// The place of an instant, at the earliest where the axis begins.
    pub(crate) fn place(self, axis: u32, instant: i32) -> i64 {
        let place = match axis {
            CLOCK => i64::from(instant),
            _ => self.0[axis as usize].position(instant),
        };
        place.max(0)
    }

    /// Whether an instant is where a working minute begins or ends, so that the axis has a place for it. What lies before the axis is
    /// never asked for.
    pub(crate) fn has(self, axis: u32, instant: i32) -> bool {
        axis == CLOCK || instant <= 0 || self.0[axis as usize].place(instant).is_some()
    }

    /// Whether work begins at an instant after a break.
    pub(crate) fn begins(self, axis: u32, instant: i32) -> bool {
        let place = || self.0[axis as usize].place(instant);
        axis != CLOCK && instant > 0 && place().is_some_and(|place| place & 1 == 1)
    }

    /// The instant at which the minute before a place ends, or the next one begins.
    pub(crate) fn instant(self, axis: u32, place: i64, end: End) -> i32 {
        let place = place.clamp(0, i64::from(i32::MAX / 2 - 1)) as i32;
        match (axis, end) {
            (CLOCK, _) => place,
            (_, End::Finish) => self.0[axis as usize].instant(2 * place),
            (_, End::Start) => self.0[axis as usize].instant(2 * place + 1),
        }
    }

    /// What `reading` makes of a place.
    pub(crate) fn read(self, reading: &Reading, place: i64) -> i64 {
        let end = if reading.begins.binary_search(&place).is_ok() {
            End::Start
        } else {
            reading.end
        };
        let instant = i64::from(self.instant(reading.from, place, end)) + reading.elapsed;
        let instant = instant.clamp(i64::from(i32::MIN / 4), i64::from(crate::clock::HORIZON));
        self.place(reading.to, instant as i32)
    }
}
