//! Recurring exceptions: on which days between its first and its last one falls.

use jiff::civil::{Date, Weekday};
use longpole_model::{CalendarException, Nth, Recurrence};

use super::layers::Layer;
use crate::Wall;

/// More occurrences of one exception than this are left out: every other day of a century. No tool writes so many, and
/// a file may ask for every second day until the year 9999.
const MOST: usize = 20_000;

/// The layers of an exception, and whether all of it is in them. At most `most` occurrences are taken one by one.
pub(super) fn layers(exception: &CalendarException, most: usize) -> (Vec<Layer>, bool) {
    let (from, to) = (exception.from, exception.to);
    let (first, last) = (Wall::midnight(from).day(), Wall::midnight(to).day());
    let hours = &exception.hours;
    let days: Box<dyn Iterator<Item = Option<Date>>> = match exception.every {
        None | Some(Recurrence::Days(0 | 1)) => {
            return (vec![Layer::daily(first, last, hours)], true);
        }
        Some(Recurrence::Weeks { every: 0 | 1, on }) => {
            let week = on.map(|falls| falls.then(|| hours.clone()));
            let layer = Layer {
                from: first,
                to: last,
                week,
            };
            return (vec![layer], true);
        }
        Some(Recurrence::Days(every)) => Box::new(every_days(from, i64::from(every))),
        Some(Recurrence::Weeks { every, on }) => Box::new(every_weeks(from, every, on)),
        Some(Recurrence::MonthsOnDay { every, day }) => {
            Box::new(every_months(from, every).map(move |month| day_of(month, day)))
        }
        Some(Recurrence::MonthsOnWeekday {
            every,
            nth,
            weekday,
        }) => Box::new(every_months(from, every).map(move |month| weekday_of(month, nth, weekday))),
        Some(Recurrence::YearsOnDay { every, month, day }) => Box::new(
            every_years(from, every, month).map(move |month| month.and_then(|m| day_of(m, day))),
        ),
        Some(Recurrence::YearsOnWeekday {
            every,
            month,
            nth,
            weekday,
        }) => Box::new(
            every_years(from, every, month)
                .map(move |month| month.and_then(|m| weekday_of(m, nth, weekday))),
        ),
    };
    let mut layers = Vec::new();
    for (step, day) in days.enumerate() {
        // A month without its day has none, yet the one after it may have it.
        if day.is_some_and(|day| day > to) {
            break;
        }
        if step >= MOST || layers.len() >= most {
            return (layers, false);
        }
        if let Some(day) = day.filter(|day| *day >= from) {
            let number = Wall::midnight(day).day();
            layers.push(Layer::daily(number, number, hours));
        }
    }
    (layers, true)
}

fn every_days(from: Date, every: i64) -> impl Iterator<Item = Option<Date>> {
    let step = jiff::Span::new().days(every);
    std::iter::successors(Some(from), move |day| day.checked_add(step).ok()).map(Some)
}

/// Weeks are counted from that of the first day, Sunday first.
fn every_weeks(from: Date, every: u16, on: [bool; 7]) -> impl Iterator<Item = Option<Date>> {
    let since_sunday = jiff::Span::new().days(i64::from(from.weekday().to_sunday_zero_offset()));
    let sunday = from.checked_sub(since_sunday).unwrap_or(from);
    every_days(sunday, i64::from(every) * 7).flat_map(move |sunday| {
        (0..7i64).filter_map(move |day| {
            let monday_first = (day + 6) % 7;
            let date = sunday?.checked_add(jiff::Span::new().days(day)).ok()?;
            on[monday_first as usize].then_some(Some(date))
        })
    })
}

/// The first days of every so many months.
fn every_months(from: Date, every: u16) -> impl Iterator<Item = Date> {
    let step = jiff::Span::new().months(i64::from(every.max(1)));
    std::iter::successors(Some(from.first_of_month()), move |month| {
        month.checked_add(step).ok()
    })
}

/// The first day of `month` of every so many years, from the first one that does not lie before `from`.
fn every_years(from: Date, every: u16, month: u8) -> impl Iterator<Item = Option<Date>> {
    let first = i32::from(from.year()) + i32::from(month < from.month().unsigned_abs());
    let month = i8::try_from(month).unwrap_or(0);
    (0..)
        .map(move |index| first + index * i32::from(every.max(1)))
        .take_while(|&year| year <= 9999)
        .map(move |year| Date::new(i16::try_from(year).ok()?, month, 1).ok())
}

fn day_of(month: Date, day: u8) -> Option<Date> {
    Date::new(month.year(), month.month(), i8::try_from(day).ok()?).ok()
}

fn weekday_of(month: Date, nth: Nth, weekday: u8) -> Option<Date> {
    let nth = match nth {
        Nth::First => 1,
        Nth::Second => 2,
        Nth::Third => 3,
        Nth::Fourth => 4,
        Nth::Last => -1,
    };
    let weekday = Weekday::from_monday_zero_offset(i8::try_from(weekday).ok()?).ok()?;
    month.nth_weekday_of_month(nth, weekday).ok()
}

#[cfg(test)]
mod tests {
    use longpole_model::DayHours;
    use snapbox::{assert_data_eq, str};

    use super::*;

    /// The days of an exception from the first to the last, such as `2002-01-07 2002-03-04`.
    fn days(from: &str, to: &str, every: Recurrence) -> String {
        let exception = CalendarException {
            name: None,
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            hours: DayHours::off(),
            every: Some(every),
        };
        let (layers, is_all) = layers(&exception, usize::MAX);
        assert!(is_all);
        let days = layers.iter().map(|layer| {
            assert_eq!(layer.from, layer.to);
            let day = Wall::new(layer.from * crate::wall::DAY).date();
            day.strftime("%a %F").to_string()
        });
        days.collect::<Vec<_>>().join(", ")
    }

    const SUNDAY: [bool; 7] = [false, false, false, false, false, false, true];
    const MON_AND_SAT: [bool; 7] = [true, false, false, false, false, true, false];

    #[test]
    fn every_third_day_counts_from_the_first() {
        let found = days("2000-02-01", "2000-02-10", Recurrence::Days(3));
        assert_data_eq!(
            found,
            str!["Tue 2000-02-01, Fri 2000-02-04, Mon 2000-02-07, Thu 2000-02-10"]
        );
    }

    /// Microsoft Project ends nine Sundays of every seventh week, from Monday 2001-01-01 on, on 2002-03-17.
    #[test]
    fn weeks_begin_on_sunday() {
        let weeks = |every, on| Recurrence::Weeks { every, on };
        let sundays = days("2001-01-01", "2001-05-27", weeks(7, SUNDAY));
        assert_data_eq!(
            sundays,
            str!["Sun 2001-02-18, Sun 2001-04-08, Sun 2001-05-27"]
        );
        let both = days("2001-01-03", "2001-02-01", weeks(2, MON_AND_SAT));
        assert_data_eq!(
            both,
            str!["Sat 2001-01-06, Mon 2001-01-15, Sat 2001-01-20, Mon 2001-01-29"]
        );
    }

    #[test]
    fn a_month_without_its_day_is_passed_over() {
        let every = Recurrence::MonthsOnDay { every: 1, day: 31 };
        let found = days("2026-01-05", "2026-06-30", every);
        assert_data_eq!(
            found,
            str!["Sat 2026-01-31, Tue 2026-03-31, Sun 2026-05-31"]
        );
    }

    #[test]
    fn the_last_friday_of_every_sixth_month() {
        let every = Recurrence::MonthsOnWeekday {
            every: 6,
            nth: Nth::Last,
            weekday: 4,
        };
        let found = days("2002-01-01", "2003-01-31", every);
        assert_data_eq!(
            found,
            str!["Fri 2002-01-25, Fri 2002-07-26, Fri 2003-01-31"]
        );
    }

    #[test]
    fn a_day_of_the_year_that_has_passed_waits_for_the_next_year() {
        let every = Recurrence::YearsOnDay {
            every: 1,
            month: 2,
            day: 29,
        };
        let found = days("2003-03-01", "2012-12-31", every);
        assert_data_eq!(
            found,
            str!["Sun 2004-02-29, Fri 2008-02-29, Wed 2012-02-29"]
        );
    }

    #[test]
    fn the_second_wednesday_of_april() {
        let every = Recurrence::YearsOnWeekday {
            every: 1,
            month: 4,
            nth: Nth::Second,
            weekday: 2,
        };
        let found = days("2004-01-01", "2006-12-31", every);
        assert_data_eq!(
            found,
            str!["Wed 2004-04-14, Wed 2005-04-13, Wed 2006-04-12"]
        );
    }

    #[test]
    fn what_recurs_until_the_end_of_time_is_cut_or_is_one_layer() {
        let endless = |every| CalendarException {
            name: None,
            from: "1984-01-01".parse().unwrap(),
            to: Date::MAX,
            hours: DayHours::off(),
            every: Some(every),
        };
        let (every_other_day, is_all) = layers(&endless(Recurrence::Days(2)), usize::MAX);
        assert_eq!((every_other_day.len(), is_all), (MOST, false));
        let every_sunday = Recurrence::Weeks {
            every: 1,
            on: SUNDAY,
        };
        let (sundays, is_all) = layers(&endless(every_sunday), usize::MAX);
        assert_eq!((sundays.len(), is_all), (1, true));
        let never = Recurrence::MonthsOnDay { every: 1, day: 77 };
        assert_eq!(layers(&endless(never), usize::MAX).0.len(), 0);
    }
}
