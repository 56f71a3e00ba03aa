//! Calendars.

use jiff::civil::Date;
use longpole_model::{Calendar, CalendarException, DayHours, Recurrence, Span, SpanUnit, WorkWeek};

use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::read::unknown_field;
use crate::plan::read::{Codec, Fields, Flat, Many, Opt, Reader, Req, Value, entries_of, record};
use crate::plan::shape::{FieldShape, RecordShape, Shape};
use crate::plan::tree::Node;
use crate::plan::values::{Scalar, WeekHours};

record! { Calendar "Which hours of which days are worked." {
    name: Opt "name" "Name for people.";
    base: Opt "base" "The calendar that it refines.";
    week: Week "week" "Hours by weekday; those left out come from the base, or are eight hours from Monday to Friday.";
    work_weeks: Many "work_weeks" "Stretches of days with a week of their own; where two overlap, the later one holds.";
    exceptions: Many "exceptions" "Holidays, shutdowns, working Saturdays; where two overlap, the later one holds.";
    minutes_per_day: WorkingDay "day" "Working time that `1d` means; that of the longest weekday when left out.";
    zone: Opt "zone" "Time zone of its hours, such as `Europe/Berlin`.";
    meta: Flat "" "";
} }

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A mapping of weekdays to hours.
struct Week;

impl Codec<WeekHours> for Week {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<WeekHours> {
        let mut week = WeekHours::default();
        let Some(entry) = fields.take(key) else {
            return Some(week);
        };
        for entry in
            entries_of(&entry.value, reader, "a mapping of weekdays to hours").unwrap_or_default()
        {
            match DAYS.iter().position(|day| *day == entry.key.text) {
                Some(day) => week[day] = DayHours::read(&entry.value, reader),
                None => unknown_field(&entry.key, DAYS.into_iter(), reader),
            }
        }
        Some(week)
    }

    fn write(&self, value: &WeekHours, key: &'static str, out: &mut Vec<(String, Out)>) {
        let days: Vec<_> = DAYS
            .iter()
            .zip(value)
            .filter_map(|(day, hours)| Some(((*day).to_owned(), hours.as_ref()?.write())))
            .collect();
        if !days.is_empty() {
            out.push((key.to_owned(), Out::Map(days)));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let shape = Shape::Record(RecordShape {
            name: "Week",
            doc: "Hours by weekday.",
            fields: week_fields,
        });
        out.push(FieldShape {
            key,
            doc,
            shape,
            required: false,
        });
    }
}

fn week_fields() -> Vec<FieldShape> {
    DAYS.into_iter()
        .map(|key| FieldShape {
            key,
            doc: "Hours of the day, or `off`.",
            shape: DayHours::shape(),
            required: false,
        })
        .collect()
}

record! { WorkWeek "A stretch of days with a week of its own. Exceptions go before it." {
    name: Opt "name" "What it is, such as `Summer hours`.";
    from: Req "from" "The first day.";
    to: LastDay "to" "The last day.";
    week: Week "week" "Hours by weekday; those left out are those of the usual week.";
} }

/// How much working time a day means.
struct WorkingDay;

impl Codec<Option<u32>> for WorkingDay {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<u32>> {
        let Some(entry) = fields.take(key) else {
            return Some(None);
        };
        let Some(span) = Span::read(&entry.value, reader) else {
            return Some(None);
        };
        let minutes = match span.unit {
            SpanUnit::Minute | SpanUnit::Hour if !span.elapsed && span.thousandths > 0 => {
                span.in_minutes(0)
            }
            _ => 0,
        };
        if !(1..=24 * 60).contains(&minutes) {
            let diagnostic = Diagnostic::error(
                "out-of-range",
                reader.span(&entry.value),
                "a day has between 1min and 24h of working time",
            );
            reader.report(diagnostic.help("such as `8h` or `450min`"));
            return Some(None);
        }
        Some(Some(minutes as u32))
    }

    fn write(&self, value: &Option<u32>, key: &'static str, out: &mut Vec<(String, Out)>) {
        if let Some(minutes) = value {
            let whole = minutes % 60 == 0;
            let span = if whole {
                Span::hours(i64::from(minutes / 60))
            } else {
                Span::minutes(i64::from(*minutes))
            };
            out.push((key.to_owned(), span.write()));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let shape = Shape::Text {
            what: "hours or minutes",
            example: "8h",
            pattern: None,
        };
        out.push(FieldShape {
            key,
            doc,
            shape,
            required: false,
        });
    }
}

/// `on: day`, or `from` and `to`.
impl Value for CalendarException {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, reader, || "days that differ".to_owned())?;
        let name = Opt.read(&mut fields, "name", reader);
        let on: Option<Date> = Opt.read(&mut fields, "on", reader)?;
        let days = match on {
            Some(on) => Some((on, on)),
            None => {
                Req.read(&mut fields, "from", reader)
                    .zip(LastDay.read(&mut fields, "to", reader))
            }
        };
        let hours = Hours.read(&mut fields, "hours", reader);
        let every = Opt.read(&mut fields, "every", reader);
        fields.finish(exception_fields, reader);
        let (from, to) = days?;
        Some(Self {
            name: name?,
            from,
            to,
            hours: hours?,
            every: every?,
        })
    }

    fn write(&self) -> Out {
        let mut out = Vec::new();
        Opt.write(&self.name, "name", &mut out);
        if self.from == self.to {
            Req.write(&self.from, "on", &mut out);
        } else {
            Req.write(&self.from, "from", &mut out);
            Req.write(&self.to, "to", &mut out);
        }
        Hours.write(&self.hours, "hours", &mut out);
        Opt.write(&self.every, "every", &mut out);
        Out::Map(out)
    }

    fn shape() -> Shape {
        Shape::Record(RecordShape {
            name: "CalendarException",
            doc: "Days that differ from the week's pattern.",
            fields: exception_fields,
        })
    }
}

fn exception_fields() -> Vec<FieldShape> {
    let field = |key, doc, shape| FieldShape {
        key,
        doc,
        shape,
        required: false,
    };
    vec![
        field("name", "What it is, such as `Christmas`.", String::shape()),
        field("on", "The day, where it is only one.", Date::shape()),
        field(
            "from",
            "The first day, where there are several.",
            Date::shape(),
        ),
        field("to", "The last day.", Date::shape()),
        field(
            "hours",
            "The hours of each of the days; off when left out.",
            DayHours::shape(),
        ),
        field(
            "every",
            "On which of the days, such as `2 weeks on fri`; on each when left out.",
            Recurrence::shape(),
        ),
    ]
}

/// Off unless hours are given.
struct Hours;

impl Codec<DayHours> for Hours {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<DayHours> {
        let hours: Option<DayHours> = Opt.read(fields, key, reader)?;
        Some(hours.unwrap_or_else(DayHours::off))
    }

    fn write(&self, value: &DayHours, key: &'static str, out: &mut Vec<(String, Out)>) {
        Opt.write(
            &Some(value.clone()).filter(|hours| !hours.is_off()),
            key,
            out,
        );
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Option<DayHours>>::describe(&Opt, key, doc, out);
    }
}

/// The last day of a stretch, never before its first.
pub(super) struct LastDay;

impl<T: Scalar + Value + Copy + PartialOrd> Codec<T> for LastDay {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<T> {
        let from = fields
            .peek("from")
            .and_then(|entry| T::parse(entry.value.text()?).ok());
        let Some(entry) = fields.take(key) else {
            return from;
        };
        let to = T::read(&entry.value, reader)?;
        if from.is_some_and(|from| to < from) {
            reader.report(Diagnostic::error(
                "wrong-value",
                reader.span(&entry.value),
                "the last day lies before the first",
            ));
        }
        Some(to)
    }

    fn write(&self, value: &T, key: &'static str, out: &mut Vec<(String, Out)>) {
        out.push((key.to_owned(), value.write()));
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Option<T>>::describe(&Opt, key, doc, out);
    }
}
