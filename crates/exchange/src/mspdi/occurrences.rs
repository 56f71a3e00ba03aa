//! On which days does an exception fall, one by one? Versions before 2007 know exceptions only so.

use jiff::civil::{Date, Weekday};
use longpole_model::{CalendarException, Nth, Recurrence};

/// Stretches of at most so many days are looked at: three hundred years.
const MOST_DAYS: i32 = 110_000;

/// The stretches of days of an exception: the whole of one that does not recur, else each day of its own.
pub(super) fn stretches(exception: &CalendarException) -> Vec<(Date, Date)> {
    let Some(every) = exception.every else {
        return vec![(exception.from, exception.to)];
    };
    let mut days = Vec::new();
    let mut day = exception.from;
    let mut looked_at = 0;
    while day <= exception.to && looked_at < MOST_DAYS {
        if falls_on(every, exception.from, day) {
            days.push((day, day));
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        looked_at += 1;
    }
    days
}

/// Whether a recurrence that begins on `from` falls on `day`, which is not before it.
fn falls_on(every: Recurrence, from: Date, day: Date) -> bool {
    let days = day_number(day) - day_number(from);
    let months = i32::from(day.year() - from.year()) * 12 + i32::from(day.month() - from.month());
    let years = i32::from(day.year() - from.year());
    let each = |count: i32, every: u16| count % i32::from(every.max(1)) == 0;
    match every {
        Recurrence::Days(every) => each(days, every),
        Recurrence::Weeks { every, on } => {
            let weekday = |day: Date| i32::from(day.weekday().to_monday_zero_offset());
            let monday = |day: Date| day_number(day) - weekday(day);
            on[weekday(day) as usize] && each((monday(day) - monday(from)) / 7, every)
        }
        Recurrence::MonthsOnDay { every, day: on } => {
            i32::from(day.day()) == i32::from(on) && each(months, every)
        }
        Recurrence::MonthsOnWeekday {
            every,
            nth,
            weekday,
        } => is_nth(day, nth, weekday) && each(months, every),
        Recurrence::YearsOnDay {
            every,
            month,
            day: on,
        } => {
            i32::from(day.month()) == i32::from(month)
                && i32::from(day.day()) == i32::from(on)
                && each(years, every)
        }
        Recurrence::YearsOnWeekday {
            every,
            month,
            nth,
            weekday,
        } => {
            i32::from(day.month()) == i32::from(month)
                && is_nth(day, nth, weekday)
                && each(years, every)
        }
    }
}

/// Whether a day is the nth such weekday (0 for Monday) of its month.
fn is_nth(day: Date, nth: Nth, weekday: u8) -> bool {
    let is_weekday = |day: Date| {
        day.weekday() == Weekday::from_monday_zero_offset(weekday as i8).unwrap_or(Weekday::Monday)
    };
    let place = (day.day() - 1) / 7;
    let is_place = match nth {
        Nth::First => place == 0,
        Nth::Second => place == 1,
        Nth::Third => place == 2,
        Nth::Fourth => place == 3,
        Nth::Last => day.day() + 7 > day.days_in_month(),
    };
    is_place && is_weekday(day)
}

/// Days since the year 0.
fn day_number(day: Date) -> i32 {
    let zero = jiff::civil::date(0, 1, 1);
    zero.until(day).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use longpole_model::DayHours;

    use super::*;

    #[track_caller]
    fn check(every: Recurrence, expected: &[&str]) {
        let exception = CalendarException {
            name: None,
            from: date(2026, 1, 1),
            to: date(2027, 3, 31),
            hours: DayHours::off(),
            every: Some(every),
        };
        let found = stretches(&exception);
        let days: Vec<String> = found
            .iter()
            .map(|(day, _)| day.to_string())
            .take(expected.len())
            .collect();
        assert_eq!(days, expected);
    }

    #[test]
    fn each_recurrence_falls_on_its_days() {
        check(Recurrence::Days(10), &["2026-01-01", "2026-01-11"]);
        let on = [true, false, false, true, false, false, false];
        check(
            Recurrence::Weeks { every: 2, on },
            &["2026-01-01", "2026-01-12", "2026-01-15", "2026-01-26"],
        );
        check(
            Recurrence::MonthsOnDay { every: 1, day: 31 },
            &["2026-01-31", "2026-03-31", "2026-05-31"],
        );
        check(
            Recurrence::MonthsOnWeekday {
                every: 2,
                nth: Nth::Last,
                weekday: 4,
            },
            &["2026-01-30", "2026-03-27"],
        );
        check(
            Recurrence::YearsOnDay {
                every: 1,
                month: 2,
                day: 3,
            },
            &["2026-02-03", "2027-02-03"],
        );
        check(
            Recurrence::YearsOnWeekday {
                every: 1,
                month: 2,
                nth: Nth::Second,
                weekday: 0,
            },
            &["2026-02-09", "2027-02-08"],
        );
    }
}
