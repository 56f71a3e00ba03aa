//! When is worked: a week, leaves, shifts for a while?

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use longpole_model::{Calendar, CalendarException, CalendarId, DayHours, Shift, WorkWeek};

use super::dates::interval;
use super::token::Token;

/// Hours by weekday, Monday first.
pub(super) type Week = [DayHours; 7];

/// The working time of the project, of a resource, or of a shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hours {
    pub(super) week: Week,
    pub(super) leaves: Vec<Leave>,
    pub(super) shifts: Vec<ShiftUse>,
}

/// A stretch in which nobody works. Its end is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leave {
    pub(super) from: DateTime,
    pub(super) to: DateTime,
    pub(super) name: Option<String>,
}

/// Another week, for a stretch or for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShiftUse {
    pub(super) stretch: Option<(DateTime, DateTime)>,
    pub(super) week: Week,
}

impl Default for Hours {
    /// Monday to Friday, 9 to 17.
    fn default() -> Self {
        let day = day_of(&[(9 * 60, 17 * 60)]);
        Self {
            week: std::array::from_fn(|weekday| {
                if weekday < 5 {
                    day.clone()
                } else {
                    DayHours::off()
                }
            }),
            leaves: Vec::new(),
            shifts: Vec::new(),
        }
    }
}

impl Hours {
    /// The working minutes of the week.
    pub(super) fn minutes_per_week(&self) -> u32 {
        self.week.iter().map(|day| u32::from(day.minutes())).sum()
    }

    /// The week that holds where no shift is for a while only.
    fn usual(&self) -> &Week {
        let for_good = self
            .shifts
            .iter()
            .rev()
            .find(|shift| shift.stretch.is_none());
        for_good.map_or(&self.week, |shift| &shift.week)
    }

    /// The hours of a day, leaves and shifts included.
    fn on(&self, date: Date) -> DayHours {
        let weekday = date.weekday().to_monday_zero_offset() as usize;
        let mut hours = self.usual()[weekday].clone();
        for shift in &self.shifts {
            if let Some((from, to)) = shift.stretch {
                let (from, to) = within(date, from, to);
                if from < to {
                    let rest = without(&hours, from, to);
                    let inside = meet(&shift.week[weekday], &day_of(&[(from, to)]));
                    hours = join(&rest, &inside);
                }
            }
        }
        for leave in &self.leaves {
            let (from, to) = within(date, leave.from, leave.to);
            if from < to {
                hours = without(&hours, from, to);
            }
        }
        hours
    }

    /// How many stretches differ from the week.
    pub(super) fn stretch_count(&self) -> usize {
        self.leaves.len() + self.shifts.len()
    }

    /// The minutes that are worked between two moments. `None` when more than ten years lie between.
    pub(super) fn minutes_between(&self, from: DateTime, to: DateTime) -> Option<i64> {
        let mut minutes = 0;
        let mut day = from.date();
        for _ in 0..3660 {
            if day > to.date() {
                return Some(minutes);
            }
            let (start, end) = within(day, from, to);
            let inside = meet(&self.on(day), &day_of(&[(start, end)]));
            minutes += i64::from(inside.minutes());
            day = day.tomorrow().ok()?;
        }
        None
    }

    fn stretches(&self) -> impl Iterator<Item = (DateTime, DateTime)> {
        let leaves = self.leaves.iter().map(|leave| (leave.from, leave.to));
        leaves.chain(self.shifts.iter().filter_map(|shift| shift.stretch))
    }

    /// As a calendar that stands alone.
    pub(super) fn calendar(&self) -> Calendar {
        let mut calendar = Calendar {
            week: self.usual().clone().map(Some),
            ..Calendar::default()
        };
        self.differences(&mut calendar, self.leaves.iter());
        calendar
    }

    /// As one that refines `base`.
    pub(super) fn refining(
        &self,
        base: &Self,
        base_leaves: &BTreeSet<&Leave>,
        id: &CalendarId,
    ) -> Calendar {
        let (own, theirs) = (self.usual(), base.usual());
        let differs: [bool; 7] = std::array::from_fn(|weekday| own[weekday] != theirs[weekday]);
        let mut calendar = Calendar {
            base: Some(id.clone()),
            week: std::array::from_fn(|weekday| differs[weekday].then(|| own[weekday].clone())),
            ..Calendar::default()
        };
        let alike = !differs.contains(&true) && self.shifts.is_empty();
        let own = self
            .leaves
            .iter()
            .filter(|leave| !alike || !base_leaves.contains(leave));
        self.differences(&mut calendar, own);
        calendar
    }

    /// What differs from the week: shifts as work weeks, leaves as exceptions, and days of which only a part differs.
    fn differences<'l>(&'l self, calendar: &mut Calendar, leaves: impl Iterator<Item = &'l Leave>) {
        for shift in &self.shifts {
            if let Some((from, to)) = shift.stretch.and_then(whole_days) {
                calendar.work_weeks.push(WorkWeek {
                    name: None,
                    from,
                    to,
                    week: shift.week.clone().map(Some),
                });
            }
        }
        let mut partly = BTreeSet::new();
        for leave in leaves {
            if let Some((from, to)) = whole_days((leave.from, leave.to)) {
                calendar.exceptions.push(CalendarException {
                    name: leave.name.clone(),
                    from,
                    to,
                    hours: DayHours::off(),
                    every: None,
                });
            }
            partly.extend(part_days((leave.from, leave.to)));
        }
        partly.extend(
            self.shifts
                .iter()
                .filter_map(|shift| shift.stretch)
                .flat_map(part_days),
        );
        for day in partly {
            calendar.exceptions.push(CalendarException {
                name: None,
                from: day,
                to: day,
                hours: self.on(day),
                every: None,
            });
        }
    }

    /// The time in which both work.
    pub(super) fn both(&self, other: &Self) -> Calendar {
        let mut calendar = Calendar {
            week: std::array::from_fn(|weekday| {
                Some(meet(&self.usual()[weekday], &other.usual()[weekday]))
            }),
            ..Calendar::default()
        };
        // Between the ends of any stretch all days of a week are alike.
        let mut edges = BTreeSet::new();
        for (from, to) in self.stretches().chain(other.stretches()) {
            edges.extend([from.date(), to.date()]);
            edges.extend(
                [from.date(), to.date()]
                    .into_iter()
                    .filter_map(|day| day.tomorrow().ok()),
            );
        }
        let edges: Vec<Date> = edges.into_iter().collect();
        for pair in edges.windows(2) {
            let (from, next) = (pair[0], pair[1]);
            let Ok(to) = next.yesterday() else { continue };
            let mut week = [const { None }; 7];
            let mut day = from;
            for _ in 0..7 {
                if day > to {
                    break;
                }
                let weekday = day.weekday().to_monday_zero_offset() as usize;
                let hours = meet(&self.on(day), &other.on(day));
                if calendar.week[weekday].as_ref() != Some(&hours) {
                    week[weekday] = Some(hours);
                }
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
            if week.iter().any(Option::is_some) {
                calendar.work_weeks.push(WorkWeek {
                    name: None,
                    from,
                    to,
                    week,
                });
            }
        }
        calendar
    }
}

/// The minutes of a day that lie in a stretch.
fn within(date: Date, from: DateTime, to: DateTime) -> (u16, u16) {
    let minute = |at: DateTime| match at.date().cmp(&date) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => at.time().hour() as u16 * 60 + at.time().minute() as u16,
        std::cmp::Ordering::Greater => 24 * 60,
    };
    (minute(from), minute(to))
}

/// The first and last day that lie in a stretch as a whole.
fn whole_days((from, to): (DateTime, DateTime)) -> Option<(Date, Date)> {
    let first = if from.time() == Time::midnight() {
        from.date()
    } else {
        from.date().tomorrow().ok()?
    };
    let last = to.date().yesterday().ok()?;
    (first <= last).then_some((first, last))
}

/// Days of which a part lies in a stretch.
fn part_days((from, to): (DateTime, DateTime)) -> impl Iterator<Item = Date> {
    [from, to]
        .into_iter()
        .filter(|at| at.time() != Time::midnight())
        .map(DateTime::date)
}

/// Shifts in any order, which may overlap, as the hours of a day.
fn day_of(shifts: &[(u16, u16)]) -> DayHours {
    let mut shifts = shifts.to_vec();
    shifts.sort_unstable();
    let mut joined: Vec<(u16, u16)> = Vec::new();
    for (from, to) in shifts {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    let shifts = joined
        .into_iter()
        .filter_map(|(from, to)| Shift::new(from, to))
        .collect();
    DayHours::new(shifts).unwrap_or_default()
}

fn pairs(hours: &DayHours) -> impl Iterator<Item = (u16, u16)> {
    hours
        .shifts()
        .iter()
        .map(|shift| (shift.from(), shift.to()))
}

fn without(hours: &DayHours, from: u16, to: u16) -> DayHours {
    let parts =
        pairs(hours).flat_map(|(start, end)| [(start, end.min(from)), (start.max(to), end)]);
    let parts: Vec<_> = parts.filter(|(start, end)| start < end).collect();
    day_of(&parts)
}

fn meet(one: &DayHours, other: &DayHours) -> DayHours {
    let parts = pairs(one).flat_map(|(from, to)| {
        pairs(other).map(move |(start, end)| (from.max(start), to.min(end)))
    });
    let parts: Vec<_> = parts.filter(|(from, to)| from < to).collect();
    day_of(&parts)
}

fn join(one: &DayHours, other: &DayHours) -> DayHours {
    let parts: Vec<_> = pairs(one).chain(pairs(other)).collect();
    day_of(&parts)
}

/// Puts `workinghours mon - fri 9:00 - 12:00, 13:00 - 17:00` into a week. `false` when that says nothing.
pub(super) fn set_working_hours(week: &mut Week, tokens: &[&Token]) -> bool {
    let mut days = [false; 7];
    let mut times = Vec::new();
    let mut rest = tokens;
    loop {
        rest = match rest {
            [] => break,
            [Token::Sign(','), rest @ ..] => rest,
            [Token::Word(off), rest @ ..] if off == "off" => rest,
            [
                Token::Word(from),
                Token::Sign('-'),
                Token::Word(to),
                rest @ ..,
            ] => {
                let (Some(from), Some(to)) = (weekday(from), weekday(to)) else {
                    return false;
                };
                // `fri - mon` goes over the weekend.
                for step in 0..=(to + 7 - from) % 7 {
                    days[(from + step) % 7] = true;
                }
                rest
            }
            [Token::Word(day), rest @ ..] => {
                let Some(day) = weekday(day) else {
                    return false;
                };
                days[day] = true;
                rest
            }
            [
                Token::Time(from),
                Token::Sign('-'),
                Token::Time(to),
                rest @ ..,
            ] if from < to => {
                times.push((*from, *to));
                rest
            }
            _ => return false,
        };
    }
    let hours = day_of(&times);
    for (day, _) in days.iter().enumerate().filter(|(_, is_meant)| **is_meant) {
        week[day] = hours.clone();
    }
    days.contains(&true)
}

fn weekday(word: &str) -> Option<usize> {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .position(|day| *day == word)
}

/// The leave that a part of `leaves` or `vacation` says: `annual 2026-01-07 - 2026-01-09`, `holiday "Epiphany" 2026-01-06`.
pub(super) fn leave(tokens: &[&Token], name: Option<&str>) -> Option<Leave> {
    let (from, to) = interval(tokens)?;
    let said = tokens.iter().find_map(|token| match token {
        Token::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let kind = match tokens.first() {
        Some(Token::Word(kind)) => Some(kind.as_str()),
        _ => None,
    };
    Some(Leave {
        from,
        to,
        name: said.or(name).or(kind).map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn shown(hours: &DayHours) -> String {
        let parts: Vec<String> = pairs(hours)
            .map(|(from, to)| format!("{from}-{to}"))
            .collect();
        parts.join(" ")
    }

    #[test]
    fn a_leave_takes_whole_days_and_parts_of_days() {
        let mut hours = Hours::default();
        hours.leaves.push(Leave {
            from: date(2026, 1, 5).at(12, 0, 0, 0),
            to: date(2026, 1, 8).at(12, 0, 0, 0),
            name: Some("sick".to_owned()),
        });

        let calendar = hours.calendar();

        let exceptions: Vec<String> = calendar
            .exceptions
            .iter()
            .map(|exception| {
                format!(
                    "{} {} {}",
                    exception.from,
                    exception.to,
                    shown(&exception.hours)
                )
            })
            .collect();
        assert_eq!(
            exceptions,
            [
                "2026-01-06 2026-01-07 ",
                "2026-01-05 2026-01-05 540-720",
                "2026-01-08 2026-01-08 720-1020"
            ]
        );
    }

    #[test]
    fn a_shift_for_a_while_is_a_work_week() {
        let mut hours = Hours::default();
        let mut week = hours.week.clone();
        week[0] = day_of(&[(480, 720)]);
        hours.shifts.push(ShiftUse {
            stretch: Some((
                date(2026, 1, 5).at(0, 0, 0, 0),
                date(2026, 1, 12).at(12, 0, 0, 0),
            )),
            week,
        });

        let calendar = hours.calendar();

        assert_eq!(calendar.work_weeks[0].from, date(2026, 1, 5));
        assert_eq!(calendar.work_weeks[0].to, date(2026, 1, 11));
        assert_eq!(shown(&calendar.exceptions[0].hours), "480-1020");
    }

    #[test]
    fn two_calendars_meet() {
        let mut one = Hours::default();
        one.leaves.push(Leave {
            from: date(2026, 1, 6).at(0, 0, 0, 0),
            to: date(2026, 1, 7).at(0, 0, 0, 0),
            name: None,
        });
        let other = Hours {
            week: std::array::from_fn(|_| day_of(&[(13 * 60, 20 * 60)])),
            ..Hours::default()
        };

        let both = one.both(&other);

        assert_eq!(shown(both.week[0].as_ref().unwrap()), "780-1020");
        assert_eq!(both.week[5], Some(DayHours::off()));
        assert_eq!(both.work_weeks.len(), 1);
        assert_eq!(both.work_weeks[0].week[1], Some(DayHours::off()));
        assert_eq!(
            (both.work_weeks[0].from, both.work_weeks[0].to),
            (date(2026, 1, 6), date(2026, 1, 6))
        );
    }
}
