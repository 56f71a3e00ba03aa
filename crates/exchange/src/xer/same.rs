//! Does a row mean the same with a kept cell in the place of one that the model made?

use longpole_model::{LinkKind, ProgramId};

use super::keep::Cells;
use super::rows;
use super::table::Row;
use crate::p6::record::ProjectRecord;
use crate::p6::take::Context;
use crate::p6::take::activity::activity;
use crate::p6::values::Quantity;

/// Reads cells as a row.
fn read<R>(cells: &Cells, record: impl Fn(&[&str], Row<'_>) -> R) -> R {
    let fields: Vec<&str> = cells.keys().map(|field| &**field).collect();
    let text = cells
        .values()
        .map(|cell| &**cell)
        .collect::<Vec<_>>()
        .join("\t");
    record(
        &fields,
        Row {
            text: &text,
            line: 0,
        },
    )
}

/// Whether two rows of a table mean the same to a plan.
pub(super) fn same(
    table: &str,
    one: &Cells,
    other: &Cells,
    program: Option<&ProgramId>,
    context: &Context,
) -> bool {
    let (one, other) = ([one], [other]);
    let both = |says: &dyn Fn(&Cells) -> String| says(one[0]) == says(other[0]);
    match (table, program) {
        ("TASK", Some(program)) => {
            let item = |cells: &Cells| activity(&read(cells, rows::activity), context, program);
            item(one[0]) == item(other[0])
        }
        ("PROJECT", _) => {
            let project = |cells: &Cells| ProjectRecord {
                code: None,
                ..read(cells, rows::project)
            };
            project(one[0]) == project(other[0])
        }
        ("SCHEDOPTIONS", _) => read(one[0], rows::options) == read(other[0], rows::options),
        ("PROJWBS", _) => both(&|cells| {
            let node = read(cells, rows::wbs);
            format!("{:?}", (node.name, node.parent, node.root))
        }),
        ("CALENDAR", _) => both(&|cells| {
            let calendar = read(cells, rows::calendar);
            let day = calendar.day.map(|day| (day.0 + 500).div_euclid(1000));
            format!(
                "{:?}",
                (
                    calendar.name,
                    calendar.base,
                    calendar.week,
                    calendar.exceptions,
                    day
                )
            )
        }),
        ("RSRC", _) => both(&|cells| {
            let resource = read(cells, rows::resource);
            let material = resource.kind == Some(crate::p6::words::ResourceWord::Material);
            format!("{:?}", (resource.name, resource.calendar, material))
        }),
        ("TASKPRED", _) => both(&|cells| {
            let link = read(cells, rows::link);
            let kind = link.link.unwrap_or(LinkKind::FinishToStart);
            format!(
                "{:?}",
                (
                    link.successor,
                    link.predecessor,
                    kind,
                    link.lag.unwrap_or_default()
                )
            )
        }),
        ("TASKRSRC", program) => {
            let project = program.and_then(|program| context.projects.get(program));
            let day = project.map_or(crate::p6::take::USUAL_DAY, |project| project.day);
            let effort = |quantity: Option<Quantity>| {
                quantity
                    .unwrap_or_default()
                    .effort(day)
                    .map(|effort| effort.micro_person_days)
            };
            both(&|cells| {
                let assignment = read(cells, rows::assignment);
                let actual = assignment
                    .actual
                    .unwrap_or_default()
                    .plus(assignment.actual_overtime.unwrap_or_default());
                format!(
                    "{:?}",
                    (
                        assignment.activity,
                        assignment.resource,
                        assignment.units,
                        effort(assignment.planned),
                        effort(assignment.remaining),
                        effort(Some(actual)),
                        effort(assignment.actual_overtime),
                        assignment.delay.unwrap_or_default()
                    )
                )
            })
        }
        _ => one[0] == other[0],
    }
}
