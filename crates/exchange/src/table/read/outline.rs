//! Which row is part of which: by a column of parents, by levels, or by numbers such as `1.2.3`?

use super::Reading;
use crate::import::NoteKind;
use crate::import::outline::circles;
use crate::table::field::Field;

impl Reading<'_> {
    /// Finds the parents of all rows.
    pub(super) fn outline(&mut self) {
        self.parents = vec![None; self.named.len()];
        let mut levels: Vec<(usize, f64, usize)> = Vec::new();
        for at in 0..self.named.len() {
            let parent = self
                .parent_of(at, &mut levels)
                .filter(|parent| *parent != at);
            self.parents[at] = parent;
        }
        self.break_circles();
        self.summaries = self.parents.iter().flatten().copied().collect();
    }

    fn parent_of(&mut self, at: usize, levels: &mut Vec<(usize, f64, usize)>) -> Option<usize> {
        let named = &self.named[at];
        let table = self.table(named);
        if table.has(Field::Parent) {
            if let Some((cell, _)) = table.cell(named.row, Field::Parent) {
                return self.named_parent(at, &cell.shown());
            }
        } else if table.has(Field::Level) {
            let level = table
                .cell(named.row, Field::Level)?
                .0
                .shown()
                .parse::<f64>()
                .ok()
                .filter(|level| level.is_finite())?;
            // Rows that are as deep or deeper are done; what is left on top is what this row is part of.
            while levels
                .last()
                .is_some_and(|(of, other, _)| *of != named.table || *other >= level)
            {
                levels.pop();
            }
            let parent = levels.last().map(|(_, _, parent)| *parent);
            levels.push((named.table, level, at));
            return parent.filter(|parent| self.named[*parent].program == named.program);
        } else if let Some((cell, _)) = table.cell(named.row, Field::Wbs) {
            let wbs = cell.shown();
            let above = wbs.rsplit_once('.').map(|(above, _)| above.to_owned())?;
            return self
                .references
                .find(&named.program, &above)
                .filter(|parent| self.named[*parent].program == named.program);
        }
        let (cell, _) = table.cell(named.row, Field::Epic)?;
        self.named_parent(at, &cell.shown())
    }

    /// The row that is named as a parent. One that is not there is kept by its name.
    fn named_parent(&mut self, at: usize, name: &str) -> Option<usize> {
        let named = &self.named[at];
        let found = self
            .references
            .find(&named.program, name)
            .filter(|parent| self.named[*parent].program == named.program);
        if found.is_none() {
            let place = self.place(named, None);
            self.notes.add_named(
                NoteKind::Suspicious,
                "dangling-parent",
                "rows are part of what is not in the table",
                name,
                place,
            );
            self.kept
                .entry(at)
                .or_default()
                .entry("parent")
                .or_default()
                .push(name.to_owned());
        }
        found
    }

    /// Takes a row out of what it is part of where that leads back to itself.
    fn break_circles(&mut self) {
        for last in circles(&self.parents) {
            self.parents[last] = None;
            let place = self.place(&self.named[last], None);
            let message = "rows are part of each other; one was taken out";
            self.suspicious("parents-in-a-circle", message, place);
        }
    }
}
