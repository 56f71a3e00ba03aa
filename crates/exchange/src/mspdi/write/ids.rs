//! Which numbers do calendars, tasks, resources and assignments get?
//!
//! What came in from a file keeps the number that it has there; the rest gets the next ones that are free.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{CalendarId, ItemId, ItemTree, Meta, Program, ResourceId, Workspace};

use super::outline::Outline;

/// Numbers that were given.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    taken: BTreeSet<i64>,
    next: i64,
}

impl Numbers {
    /// Numbers of which those up to and with `most` are taken.
    pub(super) fn after(most: i64) -> Self {
        Self {
            taken: BTreeSet::new(),
            next: most.saturating_add(1),
        }
    }

    /// Takes the number that something has in its source, if it is one and free.
    pub(super) fn take(&mut self, meta: &Meta, least: i64) -> Option<i64> {
        let id = meta.origin.as_ref()?.external_id.as_deref()?;
        self.take_number(id.parse().ok()?, least)
    }

    /// Takes a number, if it is free.
    pub(super) fn take_number(&mut self, number: i64, least: i64) -> Option<i64> {
        let is_sound = (least..=i64::from(i32::MAX)).contains(&number);
        (is_sound && self.taken.insert(number)).then_some(number)
    }

    /// The next number that is free.
    pub(super) fn fresh(&mut self) -> i64 {
        while !self.taken.insert(self.next) {
            self.next += 1;
        }
        self.next
    }
}

/// Numbers for things in an order: their own where they have one, then fresh ones.
fn numbered<'a, I: Clone + Ord + 'a>(
    things: impl Iterator<Item = (&'a I, &'a Meta)> + Clone,
    least: i64,
) -> BTreeMap<I, i64> {
    let mut numbers = Numbers::after(0);
    let mut given = BTreeMap::new();
    for (id, meta) in things.clone() {
        if let Some(number) = numbers.take(meta, least) {
            given.insert(id.clone(), number);
        }
    }
    for (id, _) in things {
        given.entry(id.clone()).or_insert_with(|| numbers.fresh());
    }
    given
}

/// The numbers of a program's items.
pub(super) fn items(program: &Program, outline: &Outline<'_>) -> BTreeMap<ItemId, i64> {
    let items = outline
        .rows
        .iter()
        .filter_map(|row| Some((row.id, &program.items.get(row.id)?.meta)));
    // 0 is the project itself.
    numbered(items, 1)
}

/// The numbers of a program's resources.
pub(super) fn resources(program: &Program) -> BTreeMap<ResourceId, i64> {
    numbered(
        program
            .resources
            .iter()
            .map(|(id, resource)| (id, &resource.meta)),
        0,
    )
}

/// The numbers of the calendars that a program uses: all of them where it is the only program.
pub(super) fn calendars(
    workspace: &Workspace,
    program: &Program,
    tree: &ItemTree<'_>,
) -> BTreeMap<CalendarId, i64> {
    let mut used: BTreeSet<&CalendarId> = BTreeSet::new();
    if workspace.programs.len() == 1 {
        used.extend(workspace.calendars.keys());
    } else {
        used.extend(&program.charter.calendar);
        used.extend(
            program
                .items
                .keys()
                .filter_map(|item| tree.effective(item).calendar),
        );
        used.extend(
            program
                .resources
                .values()
                .filter_map(|resource| resource.calendar.as_ref()),
        );
        let mut waiting: Vec<&CalendarId> = used.iter().copied().collect();
        while let Some(id) = waiting.pop() {
            if let Some(base) = workspace
                .calendars
                .get(id)
                .and_then(|calendar| calendar.base.as_ref())
                && used.insert(base)
            {
                waiting.push(base);
            }
        }
    }
    let known = used
        .into_iter()
        .filter_map(|id| Some((id, &workspace.calendars.get(id)?.meta)));
    numbered(known.collect::<Vec<_>>().into_iter(), 0)
}
