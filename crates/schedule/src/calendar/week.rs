//! A week's pattern of working hours, and where a working minute lies in it.

use longpole_model::{DayHours, Shift};

use crate::wall::DAY;

/// The hours of the days of a week, Monday first. Some stretches of days have none at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week {
    days: [DayHours; 7],
    /// Working minutes of the days before each, and of the whole week last.
    before: [i64; 8],
}

/// 1970-01-01 was a Thursday: so many days after the Monday from which weeks are counted.
const EPOCH_WEEKDAY: i64 = 3;

impl Week {
    pub(super) fn new(days: [DayHours; 7]) -> Self {
        let mut before = [0; 8];
        for (index, hours) in days.iter().enumerate() {
            before[index + 1] = before[index] + i64::from(hours.minutes());
        }
        Self { days, before }
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

    /// Working minutes of the pattern from the Monday before 1970-01-01 to the midnight at which `day` begins.
    pub(super) fn minutes_before(&self, day: i64) -> i64 {
        let day = day + EPOCH_WEEKDAY;
        day.div_euclid(7) * self.before[7] + self.before[day.rem_euclid(7) as usize]
    }

    /// The day and minute at which the working minute `minutes` (counted as in [`Self::minutes_before`]) begins. Only for a
    /// week that works.
    pub(super) fn place(&self, minutes: i64) -> (i64, i64) {
        let rest = minutes.rem_euclid(self.before[7]);
        let weekday = self.before[1..].partition_point(|&before| before <= rest);
        let day = minutes.div_euclid(self.before[7]) * 7 + weekday as i64 - EPOCH_WEEKDAY;
        (
            day,
            minute_at(&self.days[weekday], rest - self.before[weekday]),
        )
    }
}

/// Working minutes of a day up to `minute`, counted from midnight.
pub(super) fn minutes_until(hours: &DayHours, minute: i64) -> i64 {
    hours
        .shifts()
        .iter()
        .map(|shift| (minute.min(i64::from(shift.to())) - i64::from(shift.from())).max(0))
        .sum()
}

/// The minute after midnight at which the working minute `index` of a day begins.
pub(super) fn minute_at(hours: &DayHours, index: i64) -> i64 {
    let mut left = index;
    for shift in hours.shifts() {
        let minutes = i64::from(shift.minutes());
        if left < minutes {
            return i64::from(shift.from()) + left;
        }
        left -= minutes;
    }
    DAY
}
