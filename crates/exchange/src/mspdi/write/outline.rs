//! In which order do items stand, and what is part of what?

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use longpole_model::{Item, ItemId, ItemTree, Program};

use crate::import::ForeignDates;
use crate::mspdi::values::decimal;

/// The items of a program as an outline.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    /// One row an item; parts follow their whole.
    pub(super) rows: Vec<OutlineRow<'a>>,
    /// The places of items in it.
    places: BTreeMap<&'a ItemId, usize>,
}

/// An item in the outline.
#[derive(Debug)]
pub(super) struct OutlineRow<'a> {
    pub(super) id: &'a ItemId,
    pub(super) item: &'a Item,
    /// The place of the row that it is part of.
    pub(super) parent: Option<usize>,
    /// 1 for those that are part of nothing.
    pub(super) level: usize,
    /// `1.2.3`.
    pub(super) number: String,
    pub(super) is_summary: bool,
    /// Its dates; a summary's, where nothing was computed for it, are those of its parts.
    pub(super) dates: ForeignDates,
    /// The row that it had in the file that it came from.
    pub(super) row: Option<i64>,
}

/// The longest outline number that is written out: deeper ones are hostile.
const MOST_CHARS: usize = 500;

impl<'a> Outline<'a> {
    /// The outline of a program. Siblings stand in the order of the file that they came from, then by their start.
    pub(super) fn of(
        program: &'a Program,
        tree: &ItemTree<'a>,
        dates: impl Fn(&ItemId) -> ForeignDates,
    ) -> Self {
        let facts: BTreeMap<&ItemId, (Option<i64>, ForeignDates)> = program
            .items
            .iter()
            .map(|(id, item)| (id, (row_of(item), dates(id))))
            .collect();
        let in_order = |ids: &[&'a ItemId]| -> Vec<&'a ItemId> {
            let mut ids = ids.to_vec();
            ids.sort_by_key(|id| {
                let (row, dates) = facts.get(id).copied().unwrap_or_default();
                (
                    row.unwrap_or(i64::MAX),
                    dates.start.unwrap_or(DateTime::MAX),
                    *id,
                )
            });
            ids
        };
        let mut outline = Self {
            rows: Vec::new(),
            places: BTreeMap::new(),
        };
        let mut seen: BTreeSet<&ItemId> = BTreeSet::new();
        // Items to come, the next one last, each with the row that it is part of and its number among its siblings.
        let mut waiting: Vec<(&'a ItemId, Option<usize>, usize)> = Vec::new();
        let roots = in_order(tree.roots());
        waiting.extend(
            roots
                .into_iter()
                .enumerate()
                .map(|(at, id)| (id, None, at + 1))
                .rev(),
        );
        while let Some((id, parent, place)) = waiting.pop() {
            let Some((id, item)) = program
                .items
                .get_key_value(id)
                .filter(|(id, _)| seen.insert(id))
            else {
                continue;
            };
            let above = parent.map(|parent| &outline.rows[parent]);
            let number = match above {
                Some(above) if above.number.len() < MOST_CHARS => {
                    format!("{}.{place}", above.number)
                }
                Some(_) | None => place.to_string(),
            };
            let level = above.map_or(1, |above| above.level + 1);
            let children = in_order(tree.children(id));
            let row = outline.rows.len();
            let (old_row, dates) = facts.get(id).copied().unwrap_or_default();
            outline.places.insert(id, row);
            outline.rows.push(OutlineRow {
                id,
                item,
                parent,
                level,
                number,
                is_summary: !children.is_empty(),
                dates,
                row: old_row,
            });
            waiting.extend(
                children
                    .into_iter()
                    .enumerate()
                    .map(|(at, id)| (id, Some(row), at + 1))
                    .rev(),
            );
        }
        outline.roll_up();
        outline
    }

    /// Gives summaries that have no dates of their own those of their parts.
    fn roll_up(&mut self) {
        let has_own: Vec<bool> = self
            .rows
            .iter()
            .map(|row| row.dates.start.is_some())
            .collect();
        for at in (0..self.rows.len()).rev() {
            let dates = self.rows[at].dates;
            let Some(parent) = self.rows[at].parent.filter(|parent| !has_own[*parent]) else {
                continue;
            };
            let whole = &mut self.rows[parent].dates;
            whole.start = earliest(whole.start, dates.start);
            whole.finish = latest(whole.finish, dates.finish);
        }
    }

    /// The row of an item.
    pub(super) fn row(&self, item: &ItemId) -> Option<&OutlineRow<'a>> {
        self.rows.get(*self.places.get(item)?)
    }

    /// When the first item starts and the last one finishes.
    pub(super) fn ends(&self) -> (Option<DateTime>, Option<DateTime>) {
        let starts = self.rows.iter().filter_map(|row| row.dates.start);
        let finishes = self.rows.iter().filter_map(|row| row.dates.finish);
        (starts.min(), finishes.max())
    }
}

fn earliest(one: Option<DateTime>, other: Option<DateTime>) -> Option<DateTime> {
    one.into_iter().chain(other).min()
}

fn latest(one: Option<DateTime>, other: Option<DateTime>) -> Option<DateTime> {
    one.into_iter().chain(other).max()
}

/// The row that an item had in a file of Project: kept elements stand on lines of their own.
fn row_of(item: &Item) -> Option<i64> {
    let payload = item.meta.origin.as_ref()?.payload.as_deref()?;
    let number = |line: &str| decimal(line.trim().strip_prefix("<ID>")?.strip_suffix("</ID>")?, 0);
    payload.lines().find_map(number)
}
