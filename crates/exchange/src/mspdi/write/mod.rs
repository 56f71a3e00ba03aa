//! How does a program become a file that Microsoft Project opens?

mod assignment;
mod assignments;
mod calendar;
mod custom;
mod document;
mod ids;
mod link;
mod lost;
mod outline;
mod people;
mod project;
mod record;
mod resource;
mod task;
mod tasks;

use std::collections::BTreeMap;

use longpole_model::{
    CalendarId, Charter, ItemId, ItemTree, Names, Program, ProgramId, ResourceId, ScheduleFrom,
    SchedulingProfile, Workspace,
};

use self::custom::definitions;
use self::outline::Outline;
use super::keep::kept;
use super::read::{Context, CustomFields};
use super::values::{Lengths, decimal};
use crate::export::{ExportDates, Written};
use crate::import::Notes;
use crate::xml::Element;

pub(super) use self::assignment::{AssignmentView, TaskDates, work_of};
pub(super) use self::calendar::CalendarView;
pub(super) use self::link::{link_elements, says_no_more};
pub(super) use self::project::ProjectView;
pub(super) use self::record::DayEnds;
pub(super) use self::resource::ResourceView;
pub(super) use self::task::{Passed, TaskView, Work};

/// Writes a program; `None` when the workspace has none of that id.
pub(super) fn write(workspace: &Workspace, id: &ProgramId, dates: &ExportDates) -> Option<Written> {
    let program = workspace.programs.get(id)?;
    let names = Names::of(workspace);
    let tree = ItemTree::of(&names, id)?;
    let mut notes = Notes::default();
    let charter = &program.charter;
    let mut left = Left::of(charter, program_is_from_project(charter));
    let custom = definitions(program, &mut left.project, &mut notes);
    let calendars = ids::calendars(workspace, program, &tree);
    let lengths = lengths(workspace, charter, &left.project);
    let outline = Outline::of(program, &tree, |item| {
        dates
            .get(&(id.clone(), item.clone()))
            .copied()
            .unwrap_or_default()
    });
    let writing = Writing {
        workspace,
        id,
        program,
        tree: &tree,
        names: &names,
        is_from_project: program_is_from_project(charter),
        context: Context {
            lengths,
            calendars: calendars
                .iter()
                .map(|(id, uid)| (*uid, id.clone()))
                .collect(),
            custom: &custom,
            currency: currency(program),
            from_finish: matches!(charter.scheduling.from, ScheduleFrom::Finish),
        },
        items: ids::items(program, &outline),
        resources: ids::resources(program),
        calendars,
        day: day_ends(workspace, charter),
        outline: &outline,
        left: &left,
    };
    let bytes = document::document(&writing, &mut notes);
    lost::note(workspace, program, id, &names, &mut notes);
    Some(Written { bytes, notes })
}

/// All that the records of a project follow from.
struct Writing<'a> {
    workspace: &'a Workspace,
    id: &'a ProgramId,
    program: &'a Program,
    tree: &'a ItemTree<'a>,
    names: &'a Names<'a>,
    /// Whether payloads are elements of MSPDI.
    is_from_project: bool,
    context: Context<'a>,
    items: BTreeMap<ItemId, i64>,
    resources: BTreeMap<ResourceId, i64>,
    calendars: BTreeMap<CalendarId, i64>,
    day: DayEnds,
    outline: &'a Outline<'a>,
    left: &'a Left,
}

impl Writing<'_> {
    /// The elements that were kept of something that came in from Project.
    fn kept(&self, meta: &longpole_model::Meta) -> Vec<Element<'static>> {
        let origin = meta.origin.as_ref().filter(|_| self.is_from_project);
        let mut kept = kept(origin.and_then(|origin| origin.payload.as_deref()));
        // What MPX alone has is no element of MSPDI.
        kept.retain(|element| element.name != "MPX");
        kept
    }
}

/// Whether a program came in from Project, so that what was kept of it are elements of MSPDI.
fn program_is_from_project(charter: &Charter) -> bool {
    match charter.scheduling.profile {
        SchedulingProfile::MicrosoftProject => true,
        SchedulingProfile::Longpole | SchedulingProfile::PrimaveraP6 => false,
    }
}

/// What was kept of the project as a whole.
#[derive(Debug, Default)]
struct Left {
    /// What the project says of itself.
    project: Vec<Element<'static>>,
    /// Its own summary, and empty rows.
    tasks: Vec<Element<'static>>,
    /// Resources that are nobody.
    resources: Vec<Element<'static>>,
    /// Assignments to nothing.
    assignments: Vec<Element<'static>>,
}

impl Left {
    fn of(charter: &Charter, is_from_project: bool) -> Self {
        let mut left = Self::default();
        let origin = charter.meta.origin.as_ref().filter(|_| is_from_project);
        for element in kept(origin.and_then(|origin| origin.payload.as_deref())) {
            match &*element.name {
                "Task" => left.tasks.push(element),
                "Resource" => left.resources.push(element),
                "Assignment" => left.assignments.push(element),
                _ => left.project.push(element),
            }
        }
        left
    }

    /// The text of an element of the project.
    fn text(elements: &[Element<'static>], name: &str) -> Option<String> {
        let found = elements.iter().find(|element| element.name == name);
        found
            .map(|element| element.text.trim().to_owned())
            .filter(|text| !text.is_empty())
    }
}

/// How long a day is, by the program's calendar; a week and a month as the file had it.
fn lengths(workspace: &Workspace, charter: &Charter, project: &[Element<'static>]) -> Lengths {
    let calendar = charter
        .calendar
        .as_ref()
        .and_then(|id| workspace.calendars.get(id));
    let longest = || {
        let calendar = calendar?;
        let longest = calendar
            .week
            .iter()
            .flatten()
            .map(longpole_model::DayHours::minutes)
            .max()?;
        Some(u32::from(longest)).filter(|minutes| *minutes > 0)
    };
    let stated = calendar.and_then(|calendar| calendar.minutes_per_day);
    let minutes_per_day = stated.or_else(longest).unwrap_or(480);
    let number = |name: &str| {
        let text = Left::text(project, name)?;
        u32::try_from(decimal(&text, 0)?)
            .ok()
            .filter(|number| *number > 0)
    };
    let usual = Lengths::of_days(minutes_per_day);
    Lengths {
        minutes_per_day,
        minutes_per_week: number("MinutesPerWeek").unwrap_or(usual.minutes_per_week),
        days_per_month: number("DaysPerMonth").unwrap_or(usual.days_per_month),
    }
}

/// When a usual day of the program's calendar begins and ends.
fn day_ends(workspace: &Workspace, charter: &Charter) -> DayEnds {
    let calendar = charter
        .calendar
        .as_ref()
        .and_then(|id| workspace.calendars.get(id));
    let mut days = calendar
        .into_iter()
        .flat_map(|calendar| calendar.week.iter().flatten());
    let first = days.find(|hours| !hours.is_off());
    match first.map(longpole_model::DayHours::shifts) {
        Some([first, .., last]) => DayEnds {
            start: first.from(),
            finish: last.to(),
        },
        Some([only]) => DayEnds {
            start: only.from(),
            finish: only.to(),
        },
        Some([]) | None => DayEnds::default(),
    }
}

/// The currency of a program's rates.
fn currency(program: &Program) -> Option<&str> {
    let rates = program
        .resources
        .values()
        .filter_map(|resource| resource.rate.as_ref());
    rates.map(|rate| rate.amount.currency.as_str()).next()
}

/// The custom fields of a list of definitions.
fn custom_fields(project: &[Element<'static>]) -> CustomFields {
    let found = project
        .iter()
        .find(|element| element.name == "ExtendedAttributes");
    found.map(CustomFields::read).unwrap_or_default()
}
