//! What does an attribute say: a number, a day, a link?

use jiff::civil::{Date, DateTime};

use super::days::{END, START};
use crate::mspdi::{date_time_text, decimal};
use crate::xml::Element;

/// The value of an attribute; `None` where there is none or it is empty.
pub(super) fn attribute<'e>(element: &'e Element<'_>, name: &str) -> Option<&'e str> {
    let of_name = |(other, _): &&(String, String)| other == name;
    let (_, value) = element.attributes.iter().find(of_name)?;
    Some(value.trim()).filter(|value| !value.is_empty())
}

/// An attribute without a place in the model, as an element of its name; `None` where it says nothing.
pub(super) fn kept(name: &str, value: &str) -> Option<Element<'static>> {
    let is_said = !value.trim().is_empty();
    is_said.then(|| Element::leaf(name.to_owned(), value.to_owned()))
}

/// The number that an id is.
pub(super) fn id(element: &Element<'_>, name: &str) -> Option<i64> {
    attribute(element, name).and_then(|text| text.parse().ok())
}

/// Whether an attribute says so.
pub(super) fn is_on(element: &Element<'_>, name: &str) -> bool {
    attribute(element, name) == Some("true")
}

/// A day between the years 1900 and 9999.
pub(super) fn day(text: &str) -> Option<Date> {
    // Some versions write the time of day behind it.
    let day = text
        .get(..10)
        .filter(|_| text.as_bytes().get(10) == Some(&b'T'));
    let day: Date = day.unwrap_or(text).parse().ok()?;
    (1900..=9999).contains(&day.year()).then_some(day)
}

/// Thousandths.
pub(super) fn thousandths(text: &str) -> Option<i64> {
    decimal(text, 3)
}

/// When work of a day begins.
pub(super) fn start_text(day: Date) -> String {
    date_time_text(start(day))
}

/// When work of a day ends.
pub(super) fn end_text(day: Date) -> String {
    date_time_text(day.to_datetime(END))
}

fn start(day: Date) -> DateTime {
    day.to_datetime(START)
}

/// A link to a page, without the escapes (`http%3A%2F%2F`) of GanttProject; as it stands where those give no text.
pub(super) fn link(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let escaped = others.get(..2).filter(|_| *first == b'%');
        let escaped = escaped.and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok()
        });
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &others[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = others;
            }
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|link| text.contains('%') && !link.chars().any(char::is_control))
        .unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_shown_as_people_type_them() {
        assert_eq!(
            link("https%3A%2F%2Fexample.org%2Fa+b%C3%BC"),
            "https://example.org/a bü"
        );
        assert_eq!(
            link("https://example.org/?q=a+b"),
            "https://example.org/?q=a+b"
        );
        assert_eq!(link("100%"), "100%");
        assert_eq!(link("%FF%FE"), "%FF%FE");
    }

    #[test]
    fn days_lie_between_1900_and_9999() {
        assert_eq!(
            day("2026-02-28").map(|day| day.to_string()),
            Some("2026-02-28".to_owned())
        );
        assert_eq!(
            day("2026-02-28T00:00:00").map(|day| day.to_string()),
            Some("2026-02-28".to_owned())
        );
        for wrong in ["2026-02-30", "1899-12-31", "soon", "2026-02-28x", "ü"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
