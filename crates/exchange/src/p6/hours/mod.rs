//! Which hours does a calendar work, in the language that each format has for them?

mod pmxml;
mod xer;

use super::keep::Cells;
use super::record::CalendarRecord;
use super::words::Dialect;

/// Reads a field that holds hours; any other is passed over.
pub(super) fn read(record: &mut CalendarRecord, field: &str, text: &str, dialect: Dialect) {
    match dialect {
        Dialect::Xer => xer::read(record, field, text),
        Dialect::Pmxml => pmxml::read(record, field, text),
    }
}

/// Writes the fields that hold hours.
pub(super) fn cells(record: &CalendarRecord, dialect: Dialect, cells: &mut Cells) {
    match dialect {
        Dialect::Xer => xer::cells(record, cells),
        Dialect::Pmxml => pmxml::cells(record, cells),
    }
}

#[cfg(test)]
mod tests {
    use longpole_model::{DayHours, Shift};
    use proptest::prelude::*;

    use super::*;

    fn day() -> impl Strategy<Value = DayHours> {
        proptest::collection::btree_set(0_u16..=1440, 0..5).prop_map(|ends| {
            let ends: Vec<u16> = ends.into_iter().collect();
            let shifts = ends
                .chunks_exact(2)
                .filter_map(|pair| Shift::new(pair[0], pair[1]));
            DayHours::new(shifts.collect::<Vec<_>>()).unwrap()
        })
    }

    proptest! {
        #[test]
        fn hours_that_were_written_are_read_again(
            week in proptest::array::uniform7(proptest::option::of(day())),
            days in proptest::collection::btree_map(-20_000_i32..20_000, day(), 0..4),
        ) {
            let zero = jiff::civil::date(2000, 1, 1);
            let on = |days: i32| zero.saturating_add(jiff::Span::new().days(days));
            let record = CalendarRecord {
                week,
                exceptions: days.into_iter().map(|(days, hours)| (on(days), hours)).collect(),
                ..CalendarRecord::default()
            };
            for dialect in [Dialect::Xer, Dialect::Pmxml] {
                let mut written = Cells::new();
                cells(&record, dialect, &mut written);
                let mut again = CalendarRecord::default();
                for (field, text) in &written {
                    read(&mut again, field, text, dialect);
                }
                prop_assert_eq!(&again, &record);
            }
        }
    }
}
