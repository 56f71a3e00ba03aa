//! Calendars, as a parser that is not ours reads them.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component as _};
use jiff::civil::date;
use longpole_model::{DecisionId, GateId, NeedId, arbitrary};
use proptest::prelude::*;
use snapbox::str;

use super::*;
use crate::export::{ContractDay, DecisionDay, ExportDates, ExportDays};
use crate::import::ForeignDates;
use crate::plan::decode;
use crate::plan::source::PlanSource;

const PLAN: &str = "
program: ferry
name: Harbour ferry
data_date: 2026-11-20
people:
  ann: { name: Ann Lee }
items:
  hull: { title: Hull, estimate: 10d, owner: ann, deadline: 2026-12-04 }
  launch:
    title: 'Launch; with guests, and a band'
    milestone: true
    owner: ann
    commit: { date: 2026-12-01, confidence: 80%, by: ann }
    needs: [hull]
gates:
  sea-trial: { title: Sea trial, on: 2026-12-03, decides: ann, criteria: { tight: { attest: ann, text: The hull is tight } } }
decisions:
  paint:
    question: Which paint?
    why_now: The yard has to order it.
    decide_by: auto
    approver: ann
    default: grey
    recommendation: blue
    options: { blue: { title: Blue }, grey: { title: Grey } }
";

fn days() -> ExportDays {
    let contract = ContractDay {
        by: date(2026, 11, 27),
        is_anchored: true,
        what: "A crane of 40 t".to_owned(),
        consumer: "Launch".to_owned(),
        provider: "Crane".to_owned(),
        promised: Some(date(2026, 11, 30)),
        planned: Some(date(2026, 11, 26)),
    };
    let decision = DecisionDay {
        by: date(2026, 11, 25),
        is_computed: true,
    };
    ExportDays {
        decisions: BTreeMap::from([(DecisionId::new("paint").unwrap(), decision)]),
        gates: BTreeMap::from([(GateId::new("sea-trial").unwrap(), date(2026, 12, 7))]),
        contracts: BTreeMap::from([(NeedId::new("launch<-crane").unwrap(), contract)]),
    }
}

fn written(items: Items) -> String {
    let decoded = decode(&PlanSource::of_text("p.yaml", PLAN));
    let workspace = decoded.workspace.expect("the plan is sound");
    let (id, program) = workspace.programs.iter().next().unwrap();
    let dates: ExportDates = program
        .items
        .keys()
        .map(|item| {
            let dates = ForeignDates {
                start: Some(date(2026, 11, 20).at(8, 0, 0, 0)),
                finish: Some(date(2026, 12, 3).at(17, 0, 0, 0)),
                total_slack: Some(-9600),
                ..ForeignDates::default()
            };
            ((id.clone(), item.clone()), dates)
        })
        .collect();
    let export = Export {
        workspace: &workspace,
        program: id,
        dates: &dates,
        days: &days(),
        today: date(2026, 11, 21),
    };
    String::from_utf8(write(&export, items).unwrap().bytes).unwrap()
}

#[test]
fn each_day_says_why_it_is_one() {
    // Snapshots take a backslash for a slash: here `^` stands for it.
    let calendar = written(Items::LeftOut).replace('\r', "").replace('\\', "^");
    snapbox::assert_data_eq!(
        calendar,
        str![[r#"
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Longpole//Longpole//EN
CALSCALE:GREGORIAN
NAME:Harbour ferry
X-WR-CALNAME:Harbour ferry
BEGIN:VEVENT
UID:decision.ferry/decisions.paint@longpole
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261125
SUMMARY:Decide: Which paint?
DESCRIPTION:The last responsible day: what is decided later makes the progr
 am later.^nThe yard has to order it.^nAnn Lee decides.^n- Blue (recommende
 d)^n- Grey (taken if nobody decides)
CATEGORIES:Decision
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:need-by.ferry/needs.launch<-crane@longpole
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261127
SUMMARY:Needed: A crane of 40 t
DESCRIPTION:Launch waits for Crane.^nA later delivery moves a date that som
 ebody stands for.^nPromised for 2026-11-30^, which is too late.^nPlanned f
 or 2026-11-26.
CATEGORIES:Need-by
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:gate.ferry/gates.sea-trial@longpole
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261203
SUMMARY:Gate: Sea trial
DESCRIPTION:Its last day. What it waits for is done on 2026-12-07 as things
  stand^, which is too late.^nAnn Lee rules.^n- The hull is tight
CATEGORIES:Gate
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:milestone.ferry/items.launch@longpole
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261203
SUMMARY:Launch^; with guests^, and a band
DESCRIPTION:The day on which the plan as it stands reaches it.^nCommitted f
 or 2026-12-01 at 80% by Ann Lee: the plan is later than that.^nIt is late 
 by 2 working days already.^nAnn Lee answers for it.
CATEGORIES:Milestone
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:deadline.ferry/items.hull@longpole
DTSTAMP:20261120T000000Z
DTSTART;VALUE=DATE:20261204
SUMMARY:Deadline: Hull
DESCRIPTION:The plan finishes it on 2026-12-03.^nAnn Lee answers for it.
CATEGORIES:Deadline
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR

"#]]
    );
}

#[test]
fn items_are_stretches_of_days() {
    let calendar = written(Items::Listed);
    assert!(
        calendar.contains("UID:item.ferry/items.hull@longpole"),
        "{calendar}"
    );
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261204"),
        "{calendar}"
    );
}

#[test]
fn another_parser_reads_what_was_meant() {
    let calendar: Calendar = written(Items::LeftOut).parse().unwrap();
    let events: Vec<_> = calendar.events().collect();
    assert_eq!(events.len(), 5);
    let launch = events
        .iter()
        .find(|event| event.get_uid() == Some("milestone.ferry/items.launch@longpole"))
        .unwrap();
    assert_eq!(
        unescaped(launch.property_value("SUMMARY").unwrap()),
        "Launch; with guests, and a band"
    );
    assert_eq!(launch.property_value("DTSTART"), Some("20261203"));
    assert_eq!(launch.property_value("DTSTAMP"), Some("20261120T000000Z"));
}

/// A value as its reader shows it.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

/// As far as a calendar can hold it.
fn held(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: char| {
        if c.is_control() && !matches!(c, '\n' | '\t') {
            ' '
        } else {
            c
        }
    };
    value.chars().map(kept).collect()
}

proptest! {
    #[test]
    fn whatever_a_text_holds_it_comes_out_as_it_is(summary in any::<String>(), why in any::<String>(), id in any::<String>()) {
        let event = Event {
            uid: format!("item.{id}@longpole"),
            category: "Item",
            first: date(2026, 11, 20),
            last: date(2026, 11, 20),
            summary: summary.clone(),
            why: vec![why.clone()],
        };
        let text = calendar(&summary, date(2026, 11, 20), &[event]);
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{line:?}");
            prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
        }
        let unfolded = icalendar::parser::unfold(&text);
        let parsed = icalendar::parser::read_calendar(&unfolded);
        prop_assert!(parsed.is_ok(), "{parsed:?}\n{text}");
        let said = |name: &str| {
            let prefix = format!("{name}:");
            let line = unfolded.lines().find(|line| line.starts_with(&prefix));
            line.map(|line| unescaped(&line[prefix.len()..]))
        };
        // A reader that cuts lines at other line breaks than those of the standard is none for these.
        let is_plain = |text: &str| !text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']);
        if is_plain(&summary) {
            prop_assert_eq!(said("SUMMARY"), Some(held(&summary)));
        }
        if is_plain(&why) {
            prop_assert_eq!(said("DESCRIPTION"), Some(held(&why)));
        }
    }

    #[test]
    fn every_plan_is_a_calendar(workspace in arbitrary::workspace()) {
        for program in workspace.programs.keys() {
            let export = Export {
                workspace: &workspace,
                program,
                dates: &ExportDates::new(),
                days: &ExportDays::default(),
                today: date(2026, 11, 20),
            };
            let text = String::from_utf8(write(&export, Items::Listed).unwrap().bytes).unwrap();
            let unfolded = icalendar::parser::unfold(&text);
            let parsed = icalendar::parser::read_calendar(&unfolded);
            prop_assert!(parsed.is_ok(), "{parsed:?}\n{text}");
            let mut uids: Vec<&str> = unfolded.lines().filter(|line| line.starts_with("UID:")).collect();
            let count = uids.len();
            uids.sort_unstable();
            uids.dedup();
            prop_assert_eq!(uids.len(), count, "an id stands for one event");
        }
    }
}
