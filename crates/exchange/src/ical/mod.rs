//! iCalendar (RFC 5545): how do the days that people have to keep come into their calendars?
//!
//! `events` says which days there are and why, `line` how lines of a calendar look. All are whole days: a plan's dates are. Their
//! ids follow from those of the plan, so that a calendar that is read again shows each day once, wherever it has moved to.

mod events;
mod line;

use jiff::civil::Date;

use self::events::{Event, events};
use self::line::{Lines, text};
use crate::export::{Export, Written};
use crate::import::{NoteKind, Notes, Place};

/// Whether items that are no milestones are events, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Items {
    /// Only days that somebody has to keep.
    LeftOut,
    /// From its start to its finish, each.
    Listed,
}

/// Writes a program as a calendar; `None` when the workspace has no such program.
pub(crate) fn write(export: &Export<'_>, items: Items) -> Option<Written> {
    let program = export.workspace.programs.get(export.program)?;
    let mut notes = Notes::default();
    let events = events(export, program, items, &mut notes);
    if events.is_empty() {
        let message = "the plan has no milestones, gates, decisions, contracts or deadlines: the calendar is empty";
        notes.add(
            NoteKind::Suspicious,
            "nothing-to-show",
            message,
            Place::default(),
        );
    }
    // What is said is said as of the data date: the same plan gives the same bytes.
    let stamp = program.charter.data_date.unwrap_or(export.today);
    let name = program.charter.display_name(export.program);
    Some(Written {
        bytes: calendar(name, stamp, &events).into_bytes(),
        notes,
    })
}

fn calendar(name: &str, stamp: Date, events: &[Event]) -> String {
    let mut lines = Lines::default();
    lines.push("BEGIN:VCALENDAR");
    lines.push("VERSION:2.0");
    lines.push("PRODID:-//Longpole//Longpole//EN");
    lines.push("CALSCALE:GREGORIAN");
    lines.push(&format!("NAME:{}", text(name)));
    // What came before RFC 7986, and what most programs read.
    lines.push(&format!("X-WR-CALNAME:{}", text(name)));
    for event in events {
        lines.push("BEGIN:VEVENT");
        lines.push(&format!("UID:{}", text(&event.uid)));
        lines.push(&format!("DTSTAMP:{}T000000Z", day(stamp)));
        lines.push(&format!("DTSTART;VALUE=DATE:{}", day(event.first)));
        // The end is the day after. Without one, an event lasts a day.
        if let Some(end) = event
            .last
            .tomorrow()
            .ok()
            .filter(|_| event.last > event.first)
        {
            lines.push(&format!("DTEND;VALUE=DATE:{}", day(end)));
        }
        lines.push(&format!("SUMMARY:{}", text(&event.summary)));
        if !event.why.is_empty() {
            lines.push(&format!("DESCRIPTION:{}", text(&event.why.join("\n"))));
        }
        lines.push(&format!("CATEGORIES:{}", text(event.category)));
        // A day to keep in mind takes up nobody's time.
        lines.push("TRANSP:TRANSPARENT");
        lines.push("END:VEVENT");
    }
    lines.push("END:VCALENDAR");
    lines.finish()
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests;
