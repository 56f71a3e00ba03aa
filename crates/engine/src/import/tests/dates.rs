//! The dates of a file, held against ours: alone, and in a plan that is there.

use jiff::civil::datetime;
use longpole_exchange::import::ForeignDates;
use longpole_model::{ItemId, ProgramId};

use super::super::dates::compare_held;
use super::*;

/// A file of which `item` is stated to start and finish at 08:00 and 17:00 of days of January 2027.
fn stating(text: &str, items: &[(&str, i8, i8)]) -> Import {
    let mut import = import(text);
    let program = import.workspace.programs.keys().next().cloned().unwrap();
    for (item, start, finish) in items {
        let stated = ForeignDates {
            start: Some(datetime(2027, 1, *start, 8, 0, 0, 0)),
            finish: Some(datetime(2027, 1, *finish, 17, 0, 0, 0)),
            ..ForeignDates::default()
        };
        let key = (program.clone(), ItemId::new(item).unwrap());
        import.dates.insert(key, stated);
    }
    import
}

#[track_caller]
fn alone(import: &Import) -> DateComparison {
    compare_dates(import, date(2026, 11, 27)).unwrap().remove(0)
}

#[test]
fn a_program_of_which_all_is_done_finished_when_its_work_did() {
    for profile in ["longpole", "microsoft-project", "primavera-p6"] {
        let text = format!(
            "program: p\ndata_date: 2027-01-29\nscheduling: {{ profile: {profile} }}\n\
             items: {{ a: {{ estimate: 5d, started: 2027-01-04, finished: 2027-01-08 }} }}\n"
        );

        let dates = alone(&stating(&text, &[("a", 4, 8)]));

        let finishes = (dates.file_finish, dates.product_finish, dates.own_finish);
        let day = Some(date(2027, 1, 8));
        assert_eq!(finishes, (day, day, day), "{profile}");
    }
}

#[test]
fn work_that_the_file_has_before_the_data_date_waits_for_it_here() {
    let text = "program: p\ndata_date: 2027-01-18\nitems: { a: { estimate: 5d }, b: { estimate: 5d, needs: [a] } }\n";

    let dates = alone(&stating(text, &[("a", 4, 8), ("b", 11, 15)]));

    let follows = Reason::Follows(ItemId::new("another").unwrap());
    let reasons = [(Some(follows), 1), (Some(Reason::DataDate), 1)];
    assert_eq!(dates.reasons, reasons);
}

#[test]
fn work_under_way_that_the_file_ends_before_the_data_date_waits_for_it_here() {
    let text = "program: p\ndata_date: 2027-01-18\nscheduling: { profile: RULES }\nitems: { a: { estimate: 5d, started: 2027-01-04 } }\n";
    let reasons = |rules: &str| {
        let import = stating(&text.replace("RULES", rules), &[("a", 4, 11)]);
        alone(&import).reasons
    };

    assert_eq!(reasons("longpole"), [(Some(Reason::DataDate), 1)]);
    // By Microsoft Project's rules it ends in the past.
    assert_eq!(reasons("microsoft-project"), [(None, 1)]);
}

#[test]
fn what_is_compared_are_the_dates_that_the_plan_has_with_the_file_in_it() {
    let plan = plan(&[(
        "plan.yaml",
        "\
program: ledger
start: 2027-01-04
data_date: 2027-01-04
items:
  ours: { estimate: 5d }
  edited: { title: Edited, estimate: 10d, origin: { source: jira, id: edited } }
",
    )]);
    let file = stating(
        "\
program: yard
start: 2027-01-11
data_date: 2027-01-11
items:
  edited: { title: Edited, estimate: 5d }
  moved: { estimate: 5d }
  kept: { estimate: 5d, not_before: 2027-01-11 }
",
        &[("edited", 11, 15), ("moved", 11, 15), ("kept", 11, 15)],
    );

    let merged = run(&merger(&plan, None, &file));

    let held = merged.stated.held(&merged.plan.workspace);
    let dates = compare_held(&held, date(2026, 11, 27)).unwrap();
    let dates = &dates[0];
    assert_eq!(dates.program, ProgramId::new("ledger").unwrap());
    assert_eq!((dates.items, dates.equal), (3, 1));
    let reason = |item: &str| {
        let mut all = dates.differences.iter();
        let found = all.find(|one| one.item.as_str() == item);
        found.and_then(|one| one.reason.clone())
    };
    assert_eq!(reason("edited"), Some(Reason::Edited));
    assert_eq!(reason("moved"), Some(Reason::OtherRules));
    assert_eq!(dates.file_finish, Some(date(2027, 1, 15)));
    assert_eq!(dates.own_finish, Some(date(2027, 1, 15)));
}
