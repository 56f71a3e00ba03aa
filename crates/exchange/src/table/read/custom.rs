//! What becomes of cells that no field has room for: custom fields, each column of one type.

use std::collections::BTreeMap;

use super::Reading;
use crate::table::cells::custom::values;
use crate::table::sheet::Cell;

/// Cells that are kept as custom fields.
#[derive(Debug, Default)]
pub(super) struct Leftovers {
    /// By name, then by row.
    columns: BTreeMap<String, BTreeMap<usize, Cell>>,
}

impl Leftovers {
    /// Keeps a cell of a row under a name, or under the next one where that is taken.
    pub(super) fn add(&mut self, at: usize, name: &str, cell: Cell) {
        let mut free = name.to_owned();
        let mut number = 2;
        while let Some(there) = self.columns.get(&free).and_then(|column| column.get(&at)) {
            if *there == cell {
                return;
            }
            free = format!("{name} {number}");
            number += 1;
        }
        self.columns.entry(free).or_default().insert(at, cell);
    }
}

impl Reading<'_> {
    /// Gives items what was kept for them: custom fields, and in the payload what they name that is not there.
    pub(super) fn leftovers(&mut self) {
        for (name, cells) in std::mem::take(&mut self.leftovers).columns {
            let values = values(&cells.values().collect::<Vec<_>>());
            for (at, value) in cells.keys().zip(values) {
                let named = &self.named[*at];
                let item = self
                    .workspace
                    .programs
                    .get_mut(&named.program)
                    .and_then(|program| program.items.get_mut(&named.id));
                if let (Some(item), Some(value)) = (item, value) {
                    item.meta.fields.insert(name.clone(), value);
                }
            }
        }
        for (at, kept) in std::mem::take(&mut self.kept) {
            let named = &self.named[at];
            let item = self
                .workspace
                .programs
                .get_mut(&named.program)
                .and_then(|program| program.items.get_mut(&named.id));
            if let Some(origin) = item.and_then(|item| item.meta.origin.as_mut()) {
                origin.payload = serde_json::to_string(&kept).ok();
            }
        }
    }
}
