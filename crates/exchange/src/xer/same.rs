//! Does a row mean the same with a kept cell in the place of one that the model made?

use longpole_model::{LinkKind, ProgramId};

use super::keep::Cells;
use super::rows;
use super::table::Row;
use crate::p6::record::ProjectRecord;
use crate::p6::take::Context;
use crate::p6::take::activity::activity;
use crate::p6::values::{Length, Quantity};

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
            let (mut one, mut other) = (item(one[0]), item(other[0]));
            // What has no title is written under its id.
            if one.title.is_none() || other.title.is_none() {
                (one.title, other.title) = (None, None);
            }
            one == other
        }
        ("PROJECT", _) => {
            let project = |cells: &Cells| ProjectRecord {
                key: String::new(),
                code: None,
                separator: None,
                baseline_of: None,
                is_folder: false,
                ..read(cells, rows::project)
            };
            project(one[0]) == project(other[0])
        }
        ("SCHEDOPTIONS", _) => read(one[0], rows::options) == read(other[0], rows::options),
        ("PROJWBS", _) => {
            let node = |cells: &Cells| read(cells, rows::wbs);
            let (one, other) = (node(one[0]), node(other[0]));
            // One that led in a circle has no parent here.
            let parents =
                one.parent.is_none() || other.parent.is_none() || one.parent == other.parent;
            parents && (one.name, one.root) == (other.name, other.root)
        }
        ("CALENDAR", _) => {
            let calendar = |cells: &Cells| read(cells, rows::calendar);
            let (one, other) = (calendar(one[0]), calendar(other[0]));
            let bases = one.base.is_none() || other.base.is_none() || one.base == other.base;
            let minutes = |day: Option<Length>| day.map(|day| (day.0 + 500).div_euclid(1000));
            bases
                && (one.day.is_none()
                    || other.day.is_none()
                    || minutes(one.day) == minutes(other.day))
                && (one.name, one.week, one.exceptions)
                    == (other.name, other.week, other.exceptions)
        }
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
            let effort = |quantity: Quantity| quantity.effort(day);
            let one = read(one[0], rows::assignment);
            let other = read(other[0], rows::assignment);
            // What is used up has quantities that a plan does not have.
            let alike = |one: Option<Quantity>, other: Option<Quantity>| match (one, other) {
                (Some(one), Some(other)) => effort(one) == effort(other),
                (None, _) | (_, None) => true,
            };
            let units = one.units.is_none() || other.units.is_none() || one.units == other.units;
            let delay = one.delay.unwrap_or_default() == other.delay.unwrap_or_default();
            (one.activity, one.resource) == (other.activity, other.resource)
                && units
                && delay
                && alike(one.planned, other.planned)
                && alike(one.remaining, other.remaining)
                && alike(one.actual, other.actual)
                && alike(one.actual_overtime, other.actual_overtime)
        }
        _ => one[0] == other[0],
    }
}
