//! The long pole: a row an item, each beginning where the one before it lets it.

use maud::{Markup, html};

use super::axis::TimeAxis;
use super::milestone_strip::NARROW;
use super::{Anchor, LETTERS, Picture, all, letters, number, rect, status_shape, text};
use crate::chart::{LongPole, Step};
use crate::words;

pub(super) fn draw(series: &LongPole, width: f64) -> Picture {
    let description = describe(series);
    let narrow = width < NARROW;
    let names = series
        .steps
        .iter()
        .map(|step| letters::width(&step.name).max(letters::width(step.owner_words())));
    let longest = names.fold(0.0, f64::max) + 30.0;
    let (row, left, right) = if narrow {
        (54.0, 6.0, width - 6.0)
    } else {
        (42.0, longest.min(width * 0.34), width - 104.0)
    };
    let dates = series
        .steps
        .iter()
        .flat_map(|step| [step.start, step.finish])
        .chain([series.data_date]);
    let Some(axis) = TimeAxis::over(dates, left, right) else {
        return Picture {
            height: 0.0,
            description,
            body: html! {},
        };
    };
    let top = 20.0;
    let bottom = top + row * series.steps.len() as f64 + 2.0;

    let mut parts = vec![
        axis.draw(top, bottom),
        axis.draw_data_date(series.data_date, top, bottom),
    ];
    let middle = |index: usize| top + row * index as f64 + if narrow { 42.0 } else { row / 2.0 };
    // On a phone the words stand between the rows, where the links would run through them.
    let linked = if narrow { &[] } else { series.steps.as_slice() };
    for (index, pair) in linked.windows(2).enumerate() {
        let from = (axis.x(pair[0].finish), middle(index));
        let to = (axis.x(pair[1].start), middle(index + 1) - 8.0);
        parts.push(link(from, to));
    }
    for (index, step) in series.steps.iter().enumerate() {
        let y = middle(index);
        let start = axis.x(step.start);
        parts.push(rect(
            "pole",
            (start, y - 7.0),
            ((axis.x(step.finish) - start).max(3.0), 14.0),
        ));
        let words = if narrow {
            words_above(step, top + row * index as f64, width)
        } else {
            words_beside(step, y, left, width)
        };
        parts.push(words);
    }
    Picture {
        height: bottom + 28.0,
        description,
        body: all(parts),
    }
}

/// From an item's finish down to the start of the next.
fn link(from: (f64, f64), to: (f64, f64)) -> Markup {
    let turn = from.0.max(to.0 - 1.0) + 5.0;
    let path = if to.0 >= from.0 {
        format!(
            "M{} {}H{}V{}",
            number(from.0),
            number(from.1),
            number(to.0.max(from.0) + 4.0),
            number(to.1)
        )
    } else {
        let between = f64::midpoint(from.1, to.1) + 4.0;
        format!(
            "M{} {}H{}V{}H{}V{}",
            number(from.0),
            number(from.1),
            number(turn),
            number(between),
            number(to.0 + 4.0),
            number(to.1)
        )
    };
    html! { path class="link" d=(path) {} }
}

fn words_beside(step: &Step, y: f64, left: f64, width: f64) -> Markup {
    let room = left - 28.0;
    html! {
        @if let Some(status) = step.status { (status_shape(status, (7.0, y - 5.0), 5.0)) }
        (text("name", (18.0, y - 5.0 + LETTERS * 0.35), Anchor::Start, &letters::cut(&step.name, room)))
        (text(owner_class(step), (18.0, y + 14.0), Anchor::Start, &letters::cut(step.owner_words(), room)))
        (text("value", (width - 2.0, y - 5.0 + LETTERS * 0.35), Anchor::End, &words::date(step.finish)))
        @if let Some(share) = step.criticality {
            (text("tick", (width - 2.0, y + 14.0), Anchor::End, &format!("{} of runs", words::percent(share))))
        }
    }
}

fn words_above(step: &Step, top: f64, width: f64) -> Markup {
    let date = words::date(step.finish);
    let room = width - letters::width(&date) - 30.0;
    let criticality = step
        .criticality
        .map(|share| format!("{} of runs", words::percent(share)));
    html! {
        @if let Some(status) = step.status { (status_shape(status, (7.0, top + 9.0), 5.0)) }
        (text("name", (18.0, top + 13.0), Anchor::Start, &letters::cut(&step.name, room)))
        (text("value", (width - 2.0, top + 13.0), Anchor::End, &date))
        (text(owner_class(step), (18.0, top + 29.0), Anchor::Start, &letters::cut(step.owner_words(), width - 130.0)))
        @if let Some(words) = criticality { (text("tick", (width - 2.0, top + 29.0), Anchor::End, &words)) }
    }
}

fn owner_class(step: &Step) -> &'static str {
    if step.owner.is_some() {
        "tick"
    } else {
        "tick missing"
    }
}

fn describe(series: &LongPole) -> String {
    let steps: Vec<String> = series
        .steps
        .iter()
        .map(|step| {
            let dates = format!(
                "{} to {}",
                words::date(step.start),
                words::date(step.finish)
            );
            let status = step
                .status
                .map_or(String::new(), |status| format!(", {}", status.word()));
            format!(
                "{}, held by {}, {dates}{status}",
                step.name,
                step.owner_words()
            )
        })
        .collect();
    format!(
        "A chain of items, one after the other. {}.",
        steps.join(". Then ")
    )
}
