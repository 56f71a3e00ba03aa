//! Elements of a record, as they are made from the model.

use jiff::civil::DateTime;
use longpole_model::Moment;

use crate::mspdi::values::{date_time_text, length_text};
use crate::xml::Element;

/// Elements, in the order in which they are made.
#[derive(Debug, Default)]
pub(super) struct Elements<'r>(
    pub(super) Vec<Element<'static>>,
    /// The row beside which they are to be held: elements that it has not are not made.
    Option<&'r [Element<'r>]>,
);

impl<'r> Elements<'r> {
    /// Elements that were made already.
    pub(super) fn of(made: Vec<Element<'static>>) -> Self {
        Self(made, None)
    }

    /// No elements yet, and only those to come that `row` has, too; all of them where there is none.
    pub(super) fn beside(row: Option<&'r [Element<'r>]>) -> Self {
        Self(Vec::new(), row)
    }

    fn is_asked_for(&self, name: &str) -> bool {
        self.1
            .is_none_or(|row| row.iter().any(|element| element.name == name))
    }

    /// Adds an element with text.
    pub(super) fn text(&mut self, name: &'static str, text: impl Into<String>) {
        if self.is_asked_for(name) {
            self.0.push(Element::leaf(name, text.into()));
        }
    }

    /// Adds one where there is a text.
    pub(super) fn some_text(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// Adds a number.
    pub(super) fn number(&mut self, name: &'static str, number: i64) {
        if self.is_asked_for(name) {
            self.0.push(Element::leaf(name, number.to_string()));
        }
    }

    /// Adds `1` or `0`.
    pub(super) fn flag(&mut self, name: &'static str, flag: bool) {
        if self.is_asked_for(name) {
            self.0
                .push(Element::leaf(name, if flag { "1" } else { "0" }));
        }
    }

    /// Adds a length of time, in milliseconds.
    pub(super) fn length(&mut self, name: &'static str, milliseconds: i64) {
        if self.is_asked_for(name) {
            self.0.push(Element::leaf(name, length_text(milliseconds)));
        }
    }

    /// Adds a time on a day, where there is one.
    pub(super) fn time(&mut self, name: &'static str, at: Option<DateTime>) {
        if let Some(at) = at.filter(|_| self.is_asked_for(name)) {
            self.0.push(Element::leaf(name, date_time_text(at)));
        }
    }

    /// Adds an element with elements in it.
    pub(super) fn parent(&mut self, name: &'static str, children: Elements<'_>) {
        self.0.push(Element::parent(name, children.0));
    }
}

/// The usual hours of a day: when a moment without its time begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mspdi) struct DayEnds {
    /// When a day begins, in minutes from midnight.
    pub(in crate::mspdi) start: u16,
    /// When it ends.
    pub(in crate::mspdi) finish: u16,
}

impl Default for DayEnds {
    fn default() -> Self {
        Self {
            start: 480,
            finish: 1020,
        }
    }
}

impl DayEnds {
    /// A moment at which something starts.
    pub(in crate::mspdi) fn start(self, moment: Moment) -> DateTime {
        at(moment, self.start)
    }

    /// A moment at which something finishes.
    pub(in crate::mspdi) fn finish(self, moment: Moment) -> DateTime {
        at(moment, self.finish)
    }
}

fn at(moment: Moment, minute: u16) -> DateTime {
    match moment.time {
        Some(time) => moment.date.to_datetime(time),
        None if minute >= 24 * 60 => moment.date.tomorrow().unwrap_or(moment.date).at(0, 0, 0, 0),
        None => moment
            .date
            .at((minute / 60) as i8, (minute % 60) as i8, 0, 0),
    }
}
