//! Does a row mean the same with a kept cell in the place of one that the model made?

use longpole_model::{LinkKind, ProgramId, Scheduling};

use super::keep::Cells;
use super::record::{
    ActivityRecord, AssignmentRecord, CalendarRecord, Kind, LinkRecord, ProjectRecord,
    ResourceRecord, WbsRecord,
};
use super::spelling::{Spelled, read_cells};
use super::take::activity::activity;
use super::take::project::scheduling;
use super::take::{Context, USUAL_DAY};
use super::values::{Length, Quantity};
use super::words::{Dialect, ResourceWord};

/// Whether two rows of a kind mean the same to a plan.
pub(crate) fn same(
    (kind, dialect): (Kind, Dialect),
    one: &Cells,
    other: &Cells,
    program: Option<&ProgramId>,
    context: &Context,
) -> bool {
    fn both<R: Spelled>(one: &Cells, other: &Cells, dialect: Dialect) -> (R, R) {
        (read_cells(one, dialect), read_cells(other, dialect))
    }
    match kind {
        Kind::Activity => {
            let Some(program) = program else {
                return one == other;
            };
            let (one, other) = both::<ActivityRecord>(one, other, dialect);
            let item = |record| activity(record, context, program);
            let (mut one, mut other) = (item(&one), item(&other));
            // What has no title is written under its id.
            if one.title.is_none() || other.title.is_none() {
                (one.title, other.title) = (None, None);
            }
            one == other
        }
        Kind::Project => {
            // The options may stand among its fields.
            let rules_hold = rules(one, dialect) == rules(other, dialect);
            let (one, other) = both::<ProjectRecord>(one, other, dialect);
            let project = |record| ProjectRecord {
                key: String::new(),
                code: None,
                separator: None,
                baseline_of: None,
                is_folder: false,
                is_exported: None,
                root: None,
                ..record
            };
            let (mut one, mut other) = (project(one), project(other));
            if one.name.is_none() || other.name.is_none() {
                (one.name, other.name) = (None, None);
            }
            rules_hold && one == other
        }
        Kind::Options => rules(one, dialect) == rules(other, dialect),
        Kind::Wbs => {
            let (one, other) = both::<WbsRecord>(one, other, dialect);
            // One that led in a circle has no parent here.
            let parents =
                one.parent.is_none() || other.parent.is_none() || one.parent == other.parent;
            parents && (one.name, one.root) == (other.name, other.root)
        }
        Kind::Calendar => {
            let (one, other) = both::<CalendarRecord>(one, other, dialect);
            let bases = one.base.is_none() || other.base.is_none() || one.base == other.base;
            let minutes = |day: Option<Length>| day.map(|day| (day.0 + 500).div_euclid(1000));
            let days =
                one.day.is_none() || other.day.is_none() || minutes(one.day) == minutes(other.day);
            bases
                && days
                && (one.name, one.week, one.exceptions)
                    == (other.name, other.week, other.exceptions)
        }
        Kind::Resource => {
            let (one, other) = both::<ResourceRecord>(one, other, dialect);
            let said = |resource: ResourceRecord| {
                let is_material = resource.kind == Some(ResourceWord::Material);
                (resource.name, resource.calendar, is_material)
            };
            said(one) == said(other)
        }
        Kind::Link => {
            let (one, other) = both::<LinkRecord>(one, other, dialect);
            let said = |link: LinkRecord| {
                let kind = link.link.unwrap_or(LinkKind::FinishToStart);
                let lag = link.lag.unwrap_or_default();
                (link.successor, link.predecessor, kind, lag)
            };
            said(one) == said(other)
        }
        Kind::Assignment => {
            let project = program.and_then(|program| context.projects.get(program));
            let day = project.map_or(USUAL_DAY, |project| project.day);
            let (one, other) = both::<AssignmentRecord>(one, other, dialect);
            // What is used up has quantities that a plan does not have.
            let alike = |one: Option<Quantity>, other: Option<Quantity>| match (one, other) {
                (Some(one), Some(other)) => one.effort(day) == other.effort(day),
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
        Kind::Rate => one == other,
    }
}

/// The rules of scheduling that cells give.
fn rules(cells: &Cells, dialect: Dialect) -> Scheduling {
    scheduling(&ProjectRecord {
        options: read_cells(cells, dialect),
        ..ProjectRecord::default()
    })
}
