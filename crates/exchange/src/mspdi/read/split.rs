//! When is a task not worked on, as the work of its assignments over time shows?
//!
//! MSPDI has no element for a split: it shows as working time in which an assignment has no work (`PT0H0M0S`, where time off
//! has no value at all) between stretches in which it has.

use jiff::civil::DateTime;
use longpole_model::{Moment, Split};

use crate::mspdi::values::{date_time, length};
use crate::xml::Element;

/// A stretch of time.
type Stretch = (DateTime, DateTime);

/// Work that is left (1) and work that was done (2); the other types are overtime, baselines and costs.
fn is_work(data: &Element<'_>) -> bool {
    matches!(data.text_of("Type"), Some("1" | "2"))
}

/// The stretches in which an assignment is interrupted; `None` when it does not say how its work lies in time.
pub(super) fn interruptions(assignment: &[Element<'_>]) -> Option<Vec<Stretch>> {
    let timephased = assignment
        .iter()
        .filter(|element| element.name == "TimephasedData");
    let mut entries: Vec<(DateTime, DateTime, Option<i64>)> = timephased
        .filter(|data| is_work(data))
        .filter_map(|data| {
            let at = |name: &str| data.text_of(name).and_then(date_time);
            Some((
                at("Start")?,
                at("Finish")?,
                data.text_of("Value").and_then(length),
            ))
        })
        .collect();
    if entries.is_empty() {
        return None;
    }
    entries.sort_unstable();
    let mut gaps = Vec::new();
    let mut worked_until: Option<DateTime> = None;
    let mut idle = false;
    for (start, finish, work) in entries {
        match work {
            Some(work) if work > 0 => {
                if let Some(from) = worked_until
                    && idle
                    && from < start
                {
                    gaps.push((from, start));
                }
                worked_until = Some(worked_until.map_or(finish, |until| until.max(finish)));
                idle = false;
            }
            Some(_) => idle = true,
            None => {}
        }
    }
    Some(gaps)
}

/// The stretches in which none of a task's assignments is worked on, as splits.
pub(super) fn splits(assignments: &[Vec<Stretch>]) -> Vec<Split> {
    let Some((first, others)) = assignments.split_first() else {
        return Vec::new();
    };
    let mut common = first.clone();
    for other in others {
        common = in_both(&common, other);
    }
    let split = |(from, to): &Stretch| Split {
        from: Moment::at(*from),
        to: Moment::at(*to),
    };
    common.iter().map(split).collect()
}

/// What two sorted lists of stretches have in common.
fn in_both(one: &[Stretch], other: &[Stretch]) -> Vec<Stretch> {
    let mut common = Vec::new();
    let (mut a, mut b) = (0, 0);
    while let (Some(left), Some(right)) = (one.get(a), other.get(b)) {
        let (from, to) = (left.0.max(right.0), left.1.min(right.1));
        if from < to {
            common.push((from, to));
        }
        if left.1 <= right.1 {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::xml::fragment;

    fn gaps(entries: &[(&str, &str, &str)]) -> Option<Vec<String>> {
        let mut xml = String::new();
        for (start, finish, value) in entries {
            let value = match *value {
                "" => String::new(),
                value => format!("<Value>{value}</Value>"),
            };
            write!(
                xml,
                "<TimephasedData><Type>1</Type><Start>2026-01-{start}:00:00</Start>\
                 <Finish>2026-01-{finish}:00:00</Finish>{value}</TimephasedData>"
            )
            .unwrap();
        }
        let found = interruptions(&fragment(&xml, 9).unwrap())?;
        Some(
            splits(&[found])
                .iter()
                .map(|split| format!("{}..{}", split.from, split.to))
                .collect(),
        )
    }

    #[test]
    fn time_off_is_no_split_and_idle_working_time_is() {
        assert_eq!(gaps(&[]), None);
        assert_eq!(
            gaps(&[
                ("05T08", "06T08", "PT8H0M0S"),
                ("06T08", "07T08", ""),
                ("07T08", "07T17", "PT8H0M0S")
            ]),
            Some(vec![])
        );
        assert_eq!(
            gaps(&[
                ("05T08", "05T17", "PT8H0M0S"),
                ("05T17", "06T17", "PT0H0M0S"),
                ("06T17", "07T17", ""),
                ("07T17", "08T17", "PT8H0M0S"),
                ("08T17", "09T17", "PT0H0M0S"),
            ]),
            Some(vec!["2026-01-05T17:00..2026-01-07T17:00".to_owned()])
        );
    }

    #[test]
    fn a_task_rests_only_while_all_its_assignments_do() {
        let at = |day: i8| jiff::civil::date(2026, 1, day).at(0, 0, 0, 0);
        let one = vec![(at(1), at(5)), (at(8), at(9))];
        let other = vec![(at(3), at(8))];
        assert_eq!(in_both(&one, &other), vec![(at(3), at(5))]);
    }
}
