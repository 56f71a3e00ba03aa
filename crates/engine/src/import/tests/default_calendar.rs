//! Work goes by the hours that its own file means, whatever the plan's are.

use snapbox::{IntoData as _, assert_data_eq, str};

use super::*;

/// A plan with hours of its own.
const PLAN: &str = "\
program: ledger
calendar: long
calendars: { long: { week: { fri: \"06:00-12:00\" } } }
items: { ours: { estimate: 5d } }
";

/// Another tool's project: one task has a calendar of its own, the others go by the project's.
const FILE: &str = "\
program: yard
calendar: four
calendars:
  four: { week: { fri: off } }
  night: { week: { mon: \"20:00-24:00\" } }
items:
  hull: { estimate: 5d }
  engine: { estimate: 2d, calendar: night, needs: [hull] }
";

fn into_ledger<'a>(plan: &'a Plan, base: Option<&'a Import>, import: &'a Import) -> MergedPlan {
    run(&merger(plan, base, import))
}

#[test]
fn a_second_source_keeps_its_own_default_calendar() {
    let plan = plan(&[("plan.yaml", PLAN)]);
    let file = import(FILE);

    let merged = into_ledger(&plan, None, &file);

    assert_data_eq!(told(&merged), str![[r#"
program: ledger
calendar: long
calendars: { long: { week: { fri: "06:00-12:00" } }, four: { week: { fri: off }, origin: { source: jira, id: four } }, night: { week: { mon: 20:00-24:00 }, origin: { source: jira, id: night } } }
items: { ours: { estimate: 5d }, engine: { estimate: 2d, calendar: night, origin: { source: jira, id: engine }, needs: [{ hull: { origin: { source: jira } } }] }, hull: { estimate: 5d, calendar: four, origin: { source: jira, id: hull } } }
---
added: calendars.four
added: calendars.night
added: ledger/items.engine
added: ledger/items.hull
added: ledger/needs.engine<-hull

"#]].raw());
    let again = into_ledger(&merged.plan, Some(&file), &file);
    assert_eq!(again.plan.source, merged.plan.source);
    assert!(again.merged.changed.is_empty());
}

#[test]
fn a_default_calendar_with_the_hours_of_the_plans_is_not_repeated() {
    let plan = plan(&[("plan.yaml", PLAN)]);
    let same = FILE.replace(
        "four: { week: { fri: off } }",
        "four: { week: { fri: \"06:00-12:00\" } }",
    );

    let merged = into_ledger(&plan, None, &import(&same));

    let items = &merged.merged.workspace.programs["ledger"].items;
    assert_eq!(items["hull"].calendar, None);
}

#[test]
fn a_default_calendar_that_the_source_changes_is_changed_here() {
    let plan = plan(&[("plan.yaml", PLAN)]);
    let (before, now) = (
        import(&FILE.replace("calendar: four\n", "calendar: night\n")),
        import(FILE),
    );
    let first = into_ledger(&plan, None, &before);

    let second = into_ledger(&first.plan, Some(&before), &now);

    let calendar = |merged: &MergedPlan| {
        let items = &merged.plan.workspace.programs["ledger"].items;
        items["hull"].calendar.as_ref().map(ToString::to_string)
    };
    assert_eq!(calendar(&first).as_deref(), Some("night"));
    assert_eq!(calendar(&second).as_deref(), Some("four"));
}
