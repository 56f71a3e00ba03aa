//! What goes by the default calendar of its own file says so itself where the program that it comes into has another.
//!
//! Without that, work would be dated by hours that its source never meant. Where the two calendars have the same hours nothing
//! is said, so that a plan stays as short as it was.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    CalendarId, EntityKey, EntityKind, Item, ItemId, Program, ProgramId, Workspace,
};
use longpole_schedule::{CalendarSet, WorkCalendar};

use super::rename::Renames;

/// Names, in `renamed`, the calendar that items of `export` go by without naming one. `renamed` is `export` under the ids of
/// `plan`, and `charters` are the programs whose charters, and so whose calendars, are the source's own.
pub(super) fn name_default_calendars(
    renamed: &mut Workspace,
    export: &Workspace,
    renames: &Renames,
    plan: &Workspace,
    charters: &BTreeSet<ProgramId>,
) {
    let states_any = |program: &Program| program.charter.calendar.is_some();
    if !export.programs.values().any(states_any) {
        return;
    }
    let (here, theirs) = (Hours::of(plan), Hours::of(renamed));
    let mut met = BTreeSet::new();
    for (id, program) in &export.programs {
        let destination = renames.program(id);
        let is_own = charters.contains(&destination);
        // Of several programs that become one, the first has its charter.
        if met.insert(destination.clone()) && is_own {
            continue;
        }
        let Some(calendar) = program.charter.calendar.as_ref().map(|calendar| {
            let key = EntityKey {
                program: None,
                kind: EntityKind::Calendar,
                id: calendar.as_str().into(),
            };
            CalendarId::new(&renames.key(&key).id).expect("an id stays one")
        }) else {
            continue;
        };
        let by = if is_own { &theirs } else { &here };
        if theirs.hours(Some(&calendar)) == by.of_program(&destination) {
            continue;
        }
        for item in program
            .items
            .keys()
            .filter(|id| goes_by_default(id, program, export))
        {
            let key = renames.key(&EntityKey {
                program: Some(id.clone()),
                kind: EntityKind::Item,
                id: item.as_str().into(),
            });
            let of = renamed.programs.get_mut(&destination);
            let item: Option<&mut Item> = of.and_then(|of| of.items.get_mut(&*key.id));
            if let Some(item) = item {
                item.calendar = Some(calendar.clone());
            }
        }
    }
}

/// The hours of the calendars of a workspace.
struct Hours {
    set: CalendarSet,
    programs: BTreeMap<ProgramId, Option<CalendarId>>,
}

impl Hours {
    fn of(workspace: &Workspace) -> Self {
        let programs = workspace.programs.iter();
        let programs = programs.map(|(id, program)| (id.clone(), program.charter.calendar.clone()));
        Self {
            set: CalendarSet::compile(&workspace.calendars),
            programs: programs.collect(),
        }
    }

    fn hours(&self, calendar: Option<&CalendarId>) -> &WorkCalendar {
        let at = calendar.and_then(|id| self.set.find(id));
        &self.set.calendars[at.unwrap_or(CalendarSet::STANDARD) as usize]
    }

    fn of_program(&self, program: &ProgramId) -> &WorkCalendar {
        self.hours(self.programs.get(program).and_then(Option::as_ref))
    }
}

/// Whether neither an item nor its team names a calendar.
fn goes_by_default(id: &ItemId, program: &Program, export: &Workspace) -> bool {
    let Some(item) = program.items.get(id).filter(|item| item.calendar.is_none()) else {
        return false;
    };
    let above = |item: &&Item| program.items.get(item.parent.as_ref()?);
    // Outlines are not that deep; what is, goes in circles.
    let mut lineage = std::iter::successors(Some(item), above).take(1000);
    let team = lineage.find_map(|item| item.team.as_ref());
    let team = team.and_then(|team| export.teams.get(team));
    team.is_none_or(|team| team.calendar.is_none())
}
