//! On which days does an exception of a calendar fall?

use jiff::civil::{Date, DateTime, Weekday};
use longpole_model::{CalendarException, Nth, Recurrence};

use super::calendar::{hours, listed};
use crate::mspdi::values::{date_time, decimal};
use crate::xml::Element;

/// So many days of an exception without an equivalent are listed one by one.
const MOST_DAYS: usize = 1000;

/// The exceptions of a calendar, in the order in which they hold: those that do not recur go before those that do (as Project
/// has it), so they come later in the list.
pub(super) fn exceptions(list: &Element<'_>, remarks: &mut Vec<String>) -> Vec<CalendarException> {
    let mut all: Vec<CalendarException> = Vec::new();
    for exception in &list.children {
        read(exception, remarks, &mut all);
    }
    all.sort_by_key(|exception| exception.every.is_none());
    all
}

/// The days that a calendar lists for versions before 2007.
pub(super) fn listed_days(days: &Element<'_>, remarks: &mut Vec<String>) -> Vec<CalendarException> {
    days.children
        .iter()
        .filter_map(|day| listed(day, remarks))
        .collect()
}

fn read(exception: &Element<'_>, remarks: &mut Vec<String>, out: &mut Vec<CalendarException>) {
    let period = exception.child("TimePeriod");
    let date = |name: &str| {
        let text = period.and_then(|period| period.text_of(name));
        text.and_then(date_time).map(DateTime::date)
    };
    let (Some(from), Some(to)) = (date("FromDate"), date("ToDate")) else {
        remarks.push("an exception without its days is left out".to_owned());
        return;
    };
    if to < from {
        remarks.push("an exception ends before it begins; it is left out".to_owned());
        return;
    }
    let on = |every| CalendarException {
        name: exception.text_of("Name").map(str::to_owned),
        from,
        to,
        hours: hours(exception, &mut Vec::new()),
        every,
    };
    hours(exception, remarks);
    match pattern(exception, from) {
        Pattern::Each => out.push(on(None)),
        Pattern::Recurring(Recurrence::Weeks { every, on: days }) if every > 1 && days[SUNDAY] => {
            let mut others = days;
            others[SUNDAY] = false;
            if others.contains(&true) {
                out.push(on(Some(Recurrence::Weeks { every, on: others })));
            }
            if let Some(first) = first_sunday(from, every).filter(|first| *first <= to) {
                let mut sundays = [false; 7];
                sundays[SUNDAY] = true;
                out.push(CalendarException {
                    from: first,
                    ..on(Some(Recurrence::Weeks { every, on: sundays }))
                });
            }
        }
        Pattern::Recurring(recurrence) => out.push(on(Some(recurrence))),
        Pattern::NthDay {
            months,
            month,
            nth,
            which,
        } => {
            remarks.push(format!(
                "the days of an exception on the {} of a month are listed one by one",
                which.name()
            ));
            let single = |day: Date| CalendarException {
                from: day,
                to: day,
                ..on(None)
            };
            let days = nth_days(from, to, months, month, nth, which);
            out.extend(days.into_iter().map(single));
        }
        Pattern::Unknown => {
            remarks
                .push("an exception that recurs in a way that is not known is left out".to_owned());
        }
    }
}

const SUNDAY: usize = 6;

/// The first Sunday of every so many weeks from a day on. Project's weeks begin with Sunday, whatever day the project's
/// weeks are shown to begin with; those of the model with Monday.
fn first_sunday(from: Date, every: u16) -> Option<Date> {
    let since = i64::from(from.weekday().to_sunday_zero_offset());
    if since == 0 {
        return Some(from);
    }
    let days = i64::from(every) * 7 - since;
    from.checked_add(jiff::Span::new().days(days)).ok()
}

/// How an exception recurs.
enum Pattern {
    /// On each of its days.
    Each,
    /// As the model can say it.
    Recurring(Recurrence),
    /// On the nth day, working day or weekend day of a month: the model has no word for it.
    NthDay {
        /// Every so many months.
        months: u16,
        /// The one month of a year in which it falls, 1 to 12.
        month: Option<i8>,
        nth: Nth,
        which: Days,
    },
    Unknown,
}

/// Kinds of days, by Project's codes.
#[derive(Clone, Copy)]
enum Days {
    All,
    Weekdays,
    Weekends,
}

impl Days {
    fn name(self) -> &'static str {
        match self {
            Self::All => "nth day",
            Self::Weekdays => "nth weekday",
            Self::Weekends => "nth weekend day",
        }
    }

    fn holds(self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self {
            Self::All => true,
            Self::Weekdays => !weekend,
            Self::Weekends => weekend,
        }
    }
}

fn pattern(exception: &Element<'_>, from: Date) -> Pattern {
    let number = |name: &str| exception.text_of(name).and_then(|text| decimal(text, 0));
    let period = number("Period")
        .and_then(|period| u16::try_from(period).ok())
        .filter(|period| *period > 0);
    let every = period.unwrap_or(1);
    let day = number("MonthDay")
        .and_then(|day| u8::try_from(day).ok())
        .filter(|day| (1..=31).contains(day));
    // Project counts months from 0.
    let month = number("Month")
        .and_then(|month| u8::try_from(month.checked_add(1)?).ok())
        .filter(|month| (1..=12).contains(month));
    let recurrence = match number("Type") {
        None | Some(1 | 9) => return Pattern::Each,
        Some(7) => Some(Recurrence::Days(every)),
        Some(6) => {
            let on = number("DaysOfWeek").map_or_else(|| only(from.weekday()), weekdays);
            Some(Recurrence::Weeks { every, on }).filter(|_| on.contains(&true))
        }
        Some(4) => day.map(|day| Recurrence::MonthsOnDay { every, day }),
        Some(2) => month
            .zip(day)
            .map(|(month, day)| Recurrence::YearsOnDay { every, month, day }),
        Some(5) => match position(&number) {
            Some((nth, Ok(weekday))) => Some(Recurrence::MonthsOnWeekday {
                every,
                nth,
                weekday,
            }),
            Some((nth, Err(which))) => {
                return Pattern::NthDay {
                    months: every,
                    month: None,
                    nth,
                    which,
                };
            }
            None => None,
        },
        Some(3) => match (position(&number), month) {
            (Some((nth, Ok(weekday))), Some(month)) => Some(Recurrence::YearsOnWeekday {
                every,
                month,
                nth,
                weekday,
            }),
            (Some((nth, Err(which))), Some(month)) => {
                return Pattern::NthDay {
                    months: 1,
                    month: Some(month as i8),
                    nth,
                    which,
                };
            }
            _ => None,
        },
        Some(_) => None,
    };
    recurrence.map_or(Pattern::Unknown, Pattern::Recurring)
}

/// Which day of a month by its position: a weekday (Monday is 0), or one of a kind of days.
fn position(number: &dyn Fn(&str) -> Option<i64>) -> Option<(Nth, Result<u8, Days>)> {
    let nth = match number("MonthPosition")? {
        0 => Nth::First,
        1 => Nth::Second,
        2 => Nth::Third,
        3 => Nth::Fourth,
        4 => Nth::Last,
        _ => return None,
    };
    let item = match number("MonthItem")? {
        0 => Err(Days::All),
        1 => Err(Days::Weekdays),
        2 => Err(Days::Weekends),
        3 => Ok(6),
        day @ 4..=9 => Ok(day as u8 - 4),
        _ => return None,
    };
    Some((nth, item))
}

/// Project's weekdays: a bit each, Sunday first.
fn weekdays(bits: i64) -> [bool; 7] {
    std::array::from_fn(|monday_first| {
        let sunday_first = (monday_first + 1) % 7;
        bits >> sunday_first & 1 == 1
    })
}

fn only(weekday: Weekday) -> [bool; 7] {
    let mut on = [false; 7];
    on[weekday.to_monday_zero_offset() as usize] = true;
    on
}

/// The days between two on which the nth of a kind of days of a month falls.
fn nth_days(
    from: Date,
    to: Date,
    months: u16,
    month: Option<i8>,
    nth: Nth,
    which: Days,
) -> Vec<Date> {
    let mut days = Vec::new();
    let mut first = from.first_of_month();
    let step = jiff::Span::new().months(i64::from(months));
    while first <= to && days.len() < MOST_DAYS {
        if month.is_none_or(|month| month == first.month()) {
            let of_month = (1..=first.days_in_month())
                .filter_map(|day| Date::new(first.year(), first.month(), day).ok());
            let mut of_kind = of_month.filter(|day| which.holds(*day));
            let day = match nth {
                Nth::First => of_kind.next(),
                Nth::Second => of_kind.nth(1),
                Nth::Third => of_kind.nth(2),
                Nth::Fourth => of_kind.nth(3),
                Nth::Last => of_kind.next_back(),
            };
            days.extend(day.filter(|day| (from..=to).contains(day)));
        }
        let Ok(next) = first.checked_add(step) else {
            break;
        };
        first = next;
    }
    days
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::xml::fragment;

    fn said(fields: &str) -> Vec<String> {
        let xml = format!(
            "<Exceptions><Exception><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate><ToDate>2026-04-30T23:59:00</ToDate></TimePeriod>{fields}</Exception></Exceptions>"
        );
        let list = fragment(&xml, 9).unwrap().remove(0);
        let mut remarks = Vec::new();
        let found = exceptions(&list, &mut remarks);
        let mut said: Vec<String> = found
            .iter()
            .map(|exception| match exception.every {
                Some(every) => format!("{every:?}"),
                None => format!("{}..{}", exception.from, exception.to),
            })
            .collect();
        said.extend(remarks);
        said
    }

    #[test]
    fn each_kind_of_recurrence_is_read() {
        assert_eq!(said("<Type>1</Type>"), ["2026-01-01..2026-04-30"]);
        assert_eq!(said("<Type>7</Type><Period>3</Period>"), ["Days(3)"]);
        assert_eq!(
            said("<Type>6</Type><Period>2</Period><DaysOfWeek>65</DaysOfWeek>"),
            [
                "Weeks { every: 2, on: [false, false, false, false, false, true, false] }",
                "Weeks { every: 2, on: [false, false, false, false, false, false, true] }"
            ]
        );
        assert_eq!(
            said("<Type>4</Type><Period>2</Period><MonthDay>31</MonthDay>"),
            ["MonthsOnDay { every: 2, day: 31 }"]
        );
        assert_eq!(
            said(
                "<Type>5</Type><Period>1</Period><MonthItem>4</MonthItem><MonthPosition>4</MonthPosition>"
            ),
            ["MonthsOnWeekday { every: 1, nth: Last, weekday: 0 }"]
        );
        assert_eq!(
            said("<Type>2</Type><Month>11</Month><MonthDay>25</MonthDay>"),
            ["YearsOnDay { every: 1, month: 12, day: 25 }"]
        );
        assert_eq!(
            said(
                "<Type>3</Type><Month>0</Month><MonthItem>3</MonthItem><MonthPosition>1</MonthPosition>"
            ),
            ["YearsOnWeekday { every: 1, month: 1, nth: Second, weekday: 6 }"]
        );
    }

    #[test]
    fn weeks_begin_with_sunday() {
        // January 1 is a Thursday: its week began on December 28.
        assert_eq!(first_sunday(date(2026, 1, 1), 7), Some(date(2026, 2, 15)));
        assert_eq!(first_sunday(date(2026, 1, 4), 7), Some(date(2026, 1, 4)));
    }

    #[test]
    fn days_without_an_equivalent_are_listed() {
        assert_eq!(
            said(
                "<Type>5</Type><Period>1</Period><MonthItem>1</MonthItem><MonthPosition>4</MonthPosition>"
            ),
            [
                "2026-01-30..2026-01-30",
                "2026-02-27..2026-02-27",
                "2026-03-31..2026-03-31",
                "2026-04-30..2026-04-30",
                "the days of an exception on the nth weekday of a month are listed one by one"
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_remarked_upon() {
        assert_eq!(
            said("<Type>4</Type><MonthDay>99</MonthDay>"),
            ["an exception that recurs in a way that is not known is left out"]
        );
    }
}
