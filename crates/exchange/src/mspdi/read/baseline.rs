//! Which dates did a task have in a baseline?

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use longpole_model::{Baseline, BaselineDates, BaselineId, ItemId};

use crate::mspdi::values::{
    LengthFormat, Lengths, date_time, date_time_text, decimal, length, length_text,
};
use crate::xml::Element;

/// A baseline by its number, 0 to 10, and the dates that it holds.
pub(in crate::mspdi) fn baseline_dates(
    element: &Element<'_>,
    lengths: &Lengths,
) -> Option<(u8, BaselineDates)> {
    let number = match element.text_of("Number") {
        Some(text) => decimal(text, 0)?,
        None => 0,
    };
    let number = u8::try_from(number).ok().filter(|number| *number <= 10)?;
    let at = |name: &str| {
        element
            .text_of(name)
            .and_then(date_time)
            .map(DateTime::date)
    };
    let format = element
        .text_of("DurationFormat")
        .and_then(|text| decimal(text, 0));
    let duration = element
        .text_of("Duration")
        .and_then(length)
        .filter(|length| *length >= 0);
    let format = LengthFormat::of(format.unwrap_or(7));
    let dates = BaselineDates {
        start: at("Start"),
        finish: at("Finish"),
        duration: duration.and_then(|length| lengths.span(length, format)),
    };
    Some((number, dates))
}

/// The id of a baseline by its number.
pub(in crate::mspdi) fn baseline_id(number: u8) -> BaselineId {
    let id = if number == 0 {
        "baseline".to_owned()
    } else {
        format!("baseline-{number}")
    };
    BaselineId::new(&id).expect("letters and a number are an id")
}

/// The numbers of a program's baselines: those that they have in the source, else those that are free. Baselines beyond the
/// eleven that Project has are left out.
pub(in crate::mspdi) fn numbers(
    baselines: &BTreeMap<BaselineId, Baseline>,
) -> BTreeMap<u8, &BaselineId> {
    let mut numbers: BTreeMap<u8, &BaselineId> = BTreeMap::new();
    let mut without = Vec::new();
    for (id, baseline) in baselines {
        let origin = baseline.meta.origin.as_ref();
        let stated = origin.and_then(|origin| origin.external_id.as_deref()?.parse().ok());
        match stated.filter(|number| *number <= 10 && !numbers.contains_key(number)) {
            Some(number) => {
                numbers.insert(number, id);
            }
            None => without.push((baseline.on, id)),
        }
    }
    without.sort();
    for (_, id) in without {
        if let Some(free) = (0..=10).find(|number| !numbers.contains_key(number)) {
            numbers.insert(free, id);
        }
    }
    numbers
}

/// The elements of the baselines that hold an item. Days begin at 8 and end at 17 o'clock there.
pub(in crate::mspdi) fn baseline_elements(
    baselines: &BTreeMap<BaselineId, Baseline>,
    item: &ItemId,
    lengths: &Lengths,
) -> Vec<Element<'static>> {
    let mut all = Vec::new();
    for (number, id) in numbers(baselines) {
        let Some(dates) = baselines
            .get(id)
            .and_then(|baseline| baseline.items.get(item))
        else {
            continue;
        };
        let mut children = vec![Element::leaf("Number", number.to_string())];
        if let Some(start) = dates.start {
            children.push(Element::leaf("Start", date_time_text(start.at(8, 0, 0, 0))));
        }
        if let Some(finish) = dates.finish {
            children.push(Element::leaf(
                "Finish",
                date_time_text(finish.at(17, 0, 0, 0)),
            ));
        }
        if let Some(duration) = dates.duration {
            children.push(Element::leaf(
                "Duration",
                length_text(lengths.in_milliseconds(duration)),
            ));
            children.push(Element::leaf(
                "DurationFormat",
                LengthFormat::code_of(duration).to_string(),
            ));
        }
        all.push(Element::parent("Baseline", children));
    }
    all
}
