//! What does a row take: time, people's time, or so many things?

use longpole_model::{Backlog, BacklogSize, Effort, Estimate, PeopleRange, Span, SpanUnit, Spread};

use super::Reading;
use crate::table::cells::length::{Amount, assumed, is_plausible, spans, spread, three};
use crate::table::field::{Field, normal};
use crate::table::sheet::Cell;

/// What a row takes.
pub(super) enum Takes {
    /// So much.
    Work(Estimate),
    /// No time: it is a point in time.
    Nothing,
}

impl Reading<'_> {
    /// What a leaf takes, by the first of its fields that says so.
    pub(super) fn takes(&mut self, at: usize) -> Option<Takes> {
        let found = self
            .things(at)
            .map(Takes::Work)
            .or_else(|| self.work_of(at, Field::Estimate))
            .or_else(|| self.three_points(at))
            .or_else(|| self.work_of(at, Field::Duration));
        if found.is_some() {
            self.set_aside(
                at,
                Field::Effort,
                "an effort beside a duration is kept as it stands",
            );
            return found;
        }
        let effort = self.amount(at, Field::Effort, "amount of work")?.effort();
        if !is_plausible(effort) || effort.micro_person_days < 0 {
            self.unreadable(at, Field::Effort, "amount of work");
            return None;
        }
        (effort.micro_person_days > 0)
            .then_some(Takes::Work(Estimate::Effort(Spread::Fixed(effort))))
    }

    /// `25 items`, `3 of 25 items`.
    fn things(&mut self, at: usize) -> Option<Estimate> {
        let Cell::Text(text) = self.cell(at, Field::Estimate)? else {
            return None;
        };
        Some(Estimate::Backlog(Backlog {
            size: backlog(text)?,
            pace: None,
        }))
    }

    fn work_of(&mut self, at: usize, field: Field) -> Option<Takes> {
        let named = &self.named[at];
        let (cell, column) = self.table(named).cell(named.row, field)?;
        let Some(found) = spread(cell, column.unit) else {
            self.unreadable(at, field, "length of time");
            return None;
        };
        if assumed(&found) {
            self.assume_days(at, field);
        }
        let takes = work(found);
        if takes.is_none() {
            self.unreadable(at, field, "length of time from nothing upwards");
        }
        takes
    }

    /// Three columns: optimistic, likely, pessimistic.
    fn three_points(&mut self, at: usize) -> Option<Takes> {
        let fields = [Field::Low, Field::Likely, Field::High];
        if fields.iter().all(|field| self.cell(at, *field).is_none()) {
            return None;
        }
        let points = fields.map(|field| self.amount(at, field, "length of time"));
        let takes = match points {
            [Some(low), Some(likely), Some(high)] => {
                let takes = three(low, likely, high).and_then(work);
                if takes.is_none() {
                    let place = self.place(&self.named[at], None);
                    self.suspicious(
                        "points-do-not-rise",
                        "three points of an estimate do not rise; they are kept as custom fields",
                        place,
                    );
                }
                takes
            }
            [None, Some(likely), None] => work(Spread::Fixed(likely)),
            _ => {
                let place = self.place(&self.named[at], None);
                self.suspicious(
                    "points-missing",
                    "an estimate has some of its three points only; they are kept as custom fields",
                    place,
                );
                None
            }
        };
        if takes.is_none() {
            for field in fields {
                self.keep(at, field);
            }
            return None;
        }
        self.note_points(at);
        takes
    }

    /// Extremes and medians are not what a spread has.
    fn note_points(&mut self, at: usize) {
        let table = self.table(&self.named[at]);
        let header = |field| {
            table
                .by_field
                .get(&field)
                .map(|columns| normal(&table.columns.columns[columns[0]].header))
                .unwrap_or_default()
        };
        let plain = |field, own: &[&str]| own.contains(&header(field).as_str());
        if !plain(Field::Low, &["low", "p10"]) || !plain(Field::High, &["high", "p90"]) {
            let place = table.sheet.place_of_column(
                &table.columns.columns[table
                    .by_field
                    .get(&Field::Low)
                    .map_or(0, |columns| columns[0])]
                .header,
            );
            self.changed("points", "the optimistic and pessimistic values were taken as what is kept one time in ten and nine times in ten", place);
        }
        if plain(Field::Likely, &["p50"]) {
            let place = self.place(&self.named[at], None);
            self.changed(
                "points",
                "the median was taken as the most likely value",
                place,
            );
        }
    }

    /// How many people work on a row: `2`, `1..3`, `1-3`.
    pub(super) fn people_range(&mut self, at: usize) -> Option<PeopleRange> {
        let text = self.text(at, Field::People)?;
        let (least, most) = text
            .split_once("..")
            .or_else(|| text.split_once('-'))
            .unwrap_or((&text, &text));
        let count = |text: &str| text.trim().parse::<u32>().ok();
        match (count(least), count(most)) {
            (Some(least), Some(most)) if least >= 1 && least <= most => {
                Some(PeopleRange { least, most })
            }
            _ => {
                self.unreadable(at, Field::People, "number of people");
                None
            }
        }
    }
}

/// Amounts as an estimate: people's time where all are, else time. `None` for what is less than nothing.
pub(super) fn work(amounts: Spread<Amount>) -> Option<Takes> {
    if amounts.low().effort().micro_person_days < 0 {
        return None;
    }
    if amounts.high().effort().micro_person_days == 0 && amounts.likely().span().is_some() {
        return Some(Takes::Nothing);
    }
    Some(Takes::Work(match spans(amounts) {
        Some(spans) => Estimate::Duration(spans),
        None => Estimate::Effort(amounts.map(Amount::effort)),
    }))
}

/// `25 items`, `20..25..40 items`, `3 of 25 items`.
pub(super) fn backlog(text: &str) -> Option<BacklogSize> {
    let text = text.trim();
    let number = text
        .strip_suffix("items")
        .or_else(|| text.strip_suffix("item"))?
        .trim();
    let count = |text: &str| text.trim().parse::<u32>().ok();
    if let Some((done, total)) = number.split_once(" of ") {
        return Some(BacklogSize::Total {
            total: count(total)?,
            done: count(done)?,
        })
        .filter(|size| matches!(size, BacklogSize::Total { total, done } if done <= total));
    }
    let points: Vec<Option<u32>> = number.split("..").map(count).collect();
    match points.as_slice() {
        [Some(one)] => Some(BacklogSize::Remaining(Spread::Fixed(*one))),
        [Some(low), Some(likely), Some(high)] if low <= likely && likely <= high => {
            Some(BacklogSize::Remaining(Spread::Three {
                low: *low,
                likely: *likely,
                high: *high,
            }))
        }
        _ => None,
    }
}

/// An estimate as it is written. `None` for what a cell has no room for.
pub(in crate::table) fn estimate_text(estimate: &Estimate) -> String {
    fn points<T: Copy>(spread: &Spread<T>, text: impl Fn(T) -> String) -> String {
        match *spread {
            Spread::Fixed(one) => text(one),
            Spread::Three { low, likely, high } => [low, likely, high].map(text).join(".."),
        }
    }
    match estimate {
        Estimate::Duration(spread) => points(spread, |span: Span| span.to_string()),
        Estimate::Effort(spread) => points(spread, |effort: Effort| effort.to_string()),
        Estimate::Backlog(backlog) => match backlog.size {
            BacklogSize::Remaining(left) => {
                format!("{} items", points(&left, |count: u32| count.to_string()))
            }
            BacklogSize::Total { total, done } => format!("{done} of {total} items"),
        },
    }
}

/// Working time from one day to another, by the usual week: Monday to Friday, 8 to 12 and 13 to 17. Both days are worked.
pub(super) fn working_time(
    from: longpole_model::Moment,
    to: longpole_model::Moment,
) -> Option<Span> {
    let (start, end) = (minute_of(from, 0), minute_of(to, 24 * 60));
    if to.date < from.date || (to.date - from.date).get_days() > 40_000 {
        return None;
    }
    let mut minutes = 0_i64;
    let mut day = from.date;
    // Whole weeks have five days of eight hours.
    let weeks = i64::from((to.date - from.date).get_days()) / 7;
    if weeks > 2 {
        let skipped = weeks - 2;
        minutes += skipped * 5 * 480;
        day = day
            .checked_add(jiff::Span::new().try_weeks(skipped).ok()?)
            .ok()?;
    }
    while day <= to.date {
        let first = if day == from.date { start } else { 0 };
        let last = if day == to.date { end } else { 24 * 60 };
        if day.weekday().to_monday_zero_offset() < 5 {
            for (open, close) in [(480, 720), (780, 1020)] {
                minutes += (last.min(close) - first.max(open)).max(0);
            }
        }
        day = day.tomorrow().ok()?;
    }
    if minutes <= 0 {
        return None;
    }
    // In days where that is exact to a thousandth.
    let (thousandths, unit) = if minutes * 1000 % 480 == 0 {
        (minutes * 1000 / 480, SpanUnit::Day)
    } else {
        (minutes * 1000, SpanUnit::Minute)
    };
    Some(Span {
        thousandths,
        unit,
        elapsed: false,
    })
}

/// The minute of a moment's day, or `otherwise` where it is the whole day.
fn minute_of(moment: longpole_model::Moment, otherwise: i64) -> i64 {
    moment.time.map_or(otherwise, |time| {
        i64::from(time.hour()) * 60 + i64::from(time.minute())
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use longpole_model::Moment;

    use super::*;

    #[test]
    fn things_are_counted() {
        let shown = [
            "25 items",
            "1 item",
            "3 of 25 items",
            "20..25..40 items",
            "9..8..7 items",
            "26 of 25 items",
            "many items",
            "25",
        ]
        .map(|text| {
            backlog(text)
                .map(|size| estimate_text(&Estimate::Backlog(Backlog { size, pace: None })))
                .unwrap_or_default()
        });
        assert_eq!(
            shown,
            [
                "25 items",
                "1 items",
                "3 of 25 items",
                "20..25..40 items",
                "",
                "",
                "",
                ""
            ]
        );
    }

    #[test]
    fn working_time_is_that_of_the_usual_week() {
        let day = |day| Moment::day(date(2026, 1, day));
        let time = |from, to| {
            working_time(from, to)
                .map(|span| span.to_string())
                .unwrap_or_default()
        };
        assert_eq!(time(day(5), day(5)), "1d");
        assert_eq!(time(day(5), day(12)), "6d");
        assert_eq!(time(day(3), day(4)), "");
        assert_eq!(time(day(12), day(5)), "");
        assert_eq!(time(day(5), Moment::day(date(2026, 12, 31))), "259d");
        let at = |hour| Moment::at(date(2026, 1, 5).at(hour, 0, 0, 0));
        assert_eq!(time(at(8), at(17)), "1d");
        assert_eq!(time(at(10), at(11)), "0.125d");
    }
}
