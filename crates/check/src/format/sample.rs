//! A report with one of everything, for the tests of the formats.

use jiff::civil::date;
use longpole_model::{
    Allowance, AllowanceId, EntityKey, Item, ItemId, Objective, ObjectiveId, PersonId, Program,
    ProgramId, Team, TeamId, Workspace,
};

use super::Place;
use crate::context::Context;
use crate::report::{Report, run};

/// What the rules say of a small program with an overdue item, an allowed finding and a check that lacks its input.
pub(crate) fn report() -> Report {
    let mut report = run(&Context::new(&workspace(), date(2026, 11, 23)));
    // Enough to see each kind once; the other rules have their own examples.
    let shown = [
        "past-its-commitment",
        "team-without-lead",
        "dcma-hard-constraints",
    ];
    report
        .findings
        .retain(|finding| shown.contains(&finding.rule));
    report.unknown.retain(|unknown| unknown.rule == "dcma-bei");
    report
        .measures
        .retain(|measure| shown.contains(&measure.rule));
    report
}

/// Items stand one below the other in `plans/pay,roll.yaml`; the rest has no place.
pub(crate) fn place(key: &EntityKey, field: Option<&str>) -> Option<Place> {
    (key.kind == longpole_model::EntityKind::Item).then(|| Place {
        file: "plans/pay,roll.yaml".to_owned(),
        line: 12,
        column: if field.is_some() { 7 } else { 3 },
    })
}

fn workspace() -> Workspace {
    let mut program = Program::default();
    program.charter.driver = PersonId::new("lead").ok();
    let item = Item {
        team: TeamId::new("identity").ok(),
        commit: Some(longpole_model::Commitment {
            date: date(2026, 11, 13),
            confidence: None,
            by: None,
            to: None,
            said_on: None,
        }),
        ..Item::default()
    };
    program
        .items
        .insert(ItemId::new("tokens-api").unwrap(), item);
    let objective = ObjectiveId::new("happier").unwrap();
    program.objectives.insert(objective, Objective::default());
    program.allowances.insert(
        AllowanceId::new("measure-later").unwrap(),
        Allowance {
            rule: "objective-without-measure".to_owned(),
            at: None,
            reason: "the survey starts in January".to_owned(),
            by: PersonId::new("cio").ok(),
            until: date(2027, 1, 31),
            meta: longpole_model::Meta::default(),
        },
    );
    let mut workspace = Workspace::default();
    workspace
        .teams
        .insert(TeamId::new("identity").unwrap(), Team::default());
    workspace
        .programs
        .insert(ProgramId::new("payroll").unwrap(), program);
    workspace
}
