//! What does `clndr_data` say: which hours of which days does a calendar of P6 work?
//!
//! It is a tree of nodes such as `(0||1()( … ))`: a name, parameters, nodes inside. Between them stand spaces and the byte
//! 0x7F, P6's line break. Days are numbered from 1 for Sunday; exceptions are counted as Excel does, in days since
//! 30 December 1899. What is not balanced is read as far as it goes.

use jiff::Span;
use jiff::civil::{Date, date};
use longpole_model::{DayHours, Shift};

use crate::p6::keep::Cells;
use crate::p6::record::CalendarRecord;
use crate::p6::values::{day_hours, minute_of_day};

const FIELD: &str = "clndr_data";

pub(super) fn read(record: &mut CalendarRecord, field: &str, text: &str) {
    if field == FIELD {
        let hours = Hours::read(text);
        record.week = hours.week;
        record.exceptions = hours.exceptions;
        record.remarks = hours.remarks;
    }
}

pub(super) fn cells(record: &CalendarRecord, cells: &mut Cells) {
    cells.insert(FIELD.to_owned(), text(record));
}

/// The hours of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Hours {
    /// By weekday, Monday first; `None` where nothing is said.
    week: [Option<DayHours>; 7],
    /// Days with hours of their own.
    exceptions: Vec<(Date, DayHours)>,
    /// What else it says: names and parameters of the other nodes.
    other: Vec<String>,
    /// What is wrong with it.
    remarks: Vec<&'static str>,
}

impl Hours {
    /// Reads the field.
    fn read(text: &str) -> Self {
        let (nodes, balanced) = parse(text);
        let mut hours = Self::default();
        if !balanced {
            hours
                .remarks
                .push("the hours of a calendar are not complete: brackets don't match");
        }
        // The root is `CalendarData`; where it is missing, its parts stand alone.
        let parts = nodes.iter().flat_map(|node| match node.name {
            "CalendarData" => &node.children[..],
            _ => std::slice::from_ref(node),
        });
        for part in parts {
            match part.name {
                "DaysOfWeek" => hours.read_week(part),
                "Exceptions" => hours.read_exceptions(part),
                name => hours.other.push(format!("{name}({})", part.parameters)),
            }
        }
        hours
    }

    fn read_week(&mut self, node: &Node<'_>) {
        for day in &node.children {
            let Some(number) = day
                .name
                .parse::<usize>()
                .ok()
                .filter(|day| (1..=7).contains(day))
            else {
                self.remarks
                    .push("a calendar has hours for a day that no week has");
                continue;
            };
            let hours = self.shifts(day);
            self.week[(number + 5) % 7] = Some(hours);
        }
    }

    fn read_exceptions(&mut self, node: &Node<'_>) {
        for exception in &node.children {
            let on = exception.parameter("d").and_then(serial_day);
            let Some(on) = on else {
                self.remarks.push("an exception of a calendar is on no day");
                continue;
            };
            let hours = self.shifts(exception);
            self.exceptions.push((on, hours));
        }
    }

    /// The shifts in a node, in order and apart.
    fn shifts(&mut self, node: &Node<'_>) -> DayHours {
        let mut shifts = Vec::new();
        for child in &node.children {
            let at = |name| child.parameter(name).and_then(minute_of_day);
            let (Some(from), Some(to)) = (at("s"), at("f")) else {
                self.remarks.push("a shift of a calendar has no times");
                continue;
            };
            // A shift that ends at midnight ends with the day.
            let to = if to == 0 { 24 * 60 } else { to };
            match Shift::new(from, to) {
                Some(shift) => shifts.push(shift),
                None => self
                    .remarks
                    .push("a shift of a calendar ends before it begins"),
            }
        }
        day_hours(shifts, &mut self.remarks)
    }
}

/// The day on which Excel's count of days is nought.
const DAY_ZERO: Date = date(1899, 12, 30);

fn serial_day(text: &str) -> Option<Date> {
    let days = text.trim().parse::<i32>().ok()?;
    let day = DAY_ZERO
        .checked_add(Span::new().try_days(days).ok()?)
        .ok()?;
    (day.year() >= 1900).then_some(day)
}

/// A node with what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Node<'t> {
    name: &'t str,
    /// `s|08:00|f|12:00`.
    parameters: &'t str,
    children: Vec<Node<'t>>,
}

impl<'t> Node<'t> {
    fn parameter(&self, name: &str) -> Option<&'t str> {
        let mut parts = self.parameters.split('|');
        while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
            if key.trim() == name {
                return Some(value);
            }
        }
        None
    }
}

/// P6 goes five deep.
const MOST_DEPTH: usize = 16;

/// The nodes of a text, and whether all brackets match.
fn parse(text: &str) -> (Vec<Node<'_>>, bool) {
    let mut rest = skip(text);
    let mut open: Vec<Node<'_>> = Vec::new();
    let mut nodes = Vec::new();
    let mut balanced = true;
    while let Some(first) = rest.chars().next() {
        if first == '(' {
            let Some((node, after)) = head(rest).filter(|_| open.len() < MOST_DEPTH) else {
                balanced = false;
                break;
            };
            open.push(node);
            rest = after;
        } else if first == ')' {
            // One bracket ends what is inside a node, the other the node.
            rest = skip(&rest[1..]);
            let Some(node) = open.pop() else {
                balanced = false;
                break;
            };
            match rest.strip_prefix(')') {
                Some(after) => rest = skip(after),
                None => balanced = false,
            }
            place(&mut open, &mut nodes, node);
        } else {
            balanced = false;
            rest = skip(&rest[first.len_utf8()..]);
        }
    }
    balanced &= open.is_empty();
    while let Some(node) = open.pop() {
        place(&mut open, &mut nodes, node);
    }
    (nodes, balanced)
}

fn place<'t>(open: &mut [Node<'t>], nodes: &mut Vec<Node<'t>>, node: Node<'t>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None => nodes.push(node),
    }
}

/// The beginning of a node, `(0||name(parameters)(`, and what comes after it.
fn head(text: &str) -> Option<(Node<'_>, &str)> {
    let (name, rest) = text.strip_prefix('(')?.split_once('(')?;
    let name = name.split_once("||").map_or(name, |(_, name)| name);
    let (parameters, rest) = rest.split_once(')')?;
    let rest = skip(rest).strip_prefix('(')?;
    let node = Node {
        name: name.trim_matches(is_filler),
        parameters,
        children: Vec::new(),
    };
    Some((node, skip(rest)))
}

fn skip(text: &str) -> &str {
    text.trim_start_matches(is_filler)
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || c == '\u{7F}'
}

/// The hours of a calendar, as `clndr_data` has them.
fn text(record: &CalendarRecord) -> String {
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let shifts = |hours: &DayHours| -> String {
        let shifts = hours.shifts().iter().enumerate();
        shifts
            .map(|(at, shift)| {
                format!(
                    "(0||{at}(s|{}|f|{})())",
                    time(shift.from()),
                    time(shift.to())
                )
            })
            .collect::<Vec<_>>()
            .concat()
    };
    let days: String = (1..=7_usize)
        .filter_map(|day| {
            let hours = record.week[(day + 5) % 7].as_ref()?;
            Some(format!("(0||{day}()({}))", shifts(hours)))
        })
        .collect::<Vec<_>>()
        .concat();
    let exceptions: String = record
        .exceptions
        .iter()
        .enumerate()
        .map(|(at, (on, hours))| {
            let days = DAY_ZERO.until(*on).map_or(0, |span| span.get_days());
            format!("(0||{at}(d|{days})({}))", shifts(hours))
        })
        .collect::<Vec<_>>()
        .concat();
    format!("(0||CalendarData()((0||DaysOfWeek()({days}))(0||Exceptions()({exceptions}))))")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(hours: &Hours) -> String {
        let day = |hours: &DayHours| {
            let shifts: Vec<String> = hours
                .shifts()
                .iter()
                .map(|shift| format!("{}-{}", shift.from(), shift.to()))
                .collect();
            format!("[{}]", shifts.join(" "))
        };
        let mut lines: Vec<String> = Vec::new();
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        for (name, hours) in names.iter().zip(&hours.week) {
            if let Some(hours) = hours {
                lines.push(format!("{name} {}", day(hours)));
            }
        }
        for (on, hours) in &hours.exceptions {
            lines.push(format!("{on} {}", day(hours)));
        }
        lines.extend(hours.other.iter().cloned());
        lines.extend(hours.remarks.iter().map(|remark| (*remark).to_owned()));
        lines.join("\n")
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(&Hours::read(text)), expected);
    }

    #[test]
    fn days_begin_with_sunday_and_exceptions_are_counted_as_excel_does() {
        check(
            "(0||CalendarData()(\u{7F}\u{7F}  (0||DaysOfWeek()(\u{7F}\u{7F} (0||1()()) (0||2()( (0||0(s|08:00|f|12:00)())\u{7F}\u{7F} (0||1(f|17:00|s|13:00)())))))\
             (0||VIEW(ShowTotal|N)())(0||Exceptions()((0||0(d|40857)())(0||1(d|40898)((0||0(s|00:00|f|00:00)())))))))",
            "Mon [480-720 780-1020]\nSun []\n2011-11-10 []\n2011-12-21 [0-1440]\nVIEW(ShowTotal|N)",
        );
    }

    #[test]
    fn what_is_not_balanced_is_read_as_far_as_it_goes() {
        check(
            "(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|12:00)()",
            "Mon [480-720]\nthe hours of a calendar are not complete: brackets don't match",
        );
        check(
            ")))",
            "the hours of a calendar are not complete: brackets don't match",
        );
        let deep = "(0||a()(".repeat(100_000);
        assert!(!Hours::read(&deep).remarks.is_empty());
    }

    #[test]
    fn shifts_that_make_no_sense_are_remarked_upon() {
        check(
            "(0||DaysOfWeek()((0||2()((0||0(s|13:00|f|17:00)())(0||1(s|08:00|f|14:00)())(0||2(s|18:00|f|17:00)())(0||3(s|8)())))(0||8()())))(0||Exceptions()((0||0(d|x)())(0||0(d|-99999999)())))",
            "Mon [480-1020]\n\
             a shift of a calendar ends before it begins\n\
             a shift of a calendar has no times\n\
             shifts of a calendar overlap; they were joined\n\
             a calendar has hours for a day that no week has\n\
             an exception of a calendar is on no day\n\
             an exception of a calendar is on no day",
        );
    }

    #[test]
    fn hours_that_were_written_are_read_again() {
        let data = "(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|00:00)())))))(0||Exceptions()((0||0(d|46381)())(0||1(d|46386)((0||0(s|08:00|f|12:00)())))))))";
        let read = Hours::read(data);
        let record = CalendarRecord {
            week: read.week.clone(),
            exceptions: read.exceptions.clone(),
            ..CalendarRecord::default()
        };
        let mut written = Cells::new();
        cells(&record, &mut written);
        assert_eq!(written[FIELD], data);
        assert_eq!(read.remarks, [""; 0]);
    }

    proptest! {
        #[test]
        fn whatever_the_field_holds_it_is_read(text in "[()|0-9:sfd\u{7F} DaysOfWeekExceptions]{0,200}") {
            Hours::read(&text);
        }
    }
}
