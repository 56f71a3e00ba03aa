//! The charter's fields at the top of a file, said differently.

use std::collections::BTreeMap;

use longpole_model::{EntityKey, Workspace};

use super::super::entry::{Step, edit_entry};
use super::super::fresh::added_head;
use super::super::splice::Splice;
use super::super::steps::{Care, compare};
use super::NotRewritten;
use super::job::{Cares, Job};
use crate::plan::field_edits::fields;
use crate::plan::tree::Node;

impl Job<'_> {
    /// The charter's fields stand at the top of the file. Those that go, go later: the place behind them may be another's.
    pub(super) fn charter(
        &self,
        text: &str,
        root: Option<&Node<'_>>,
        key: &EntityKey,
        care: &Cares,
    ) -> Result<(Vec<Splice>, Vec<Step>), NotRewritten> {
        let unusual = || NotRewritten::Unusual(key.clone());
        let entity = |workspace: &Workspace| workspace.get(key).as_ref().map(fields);
        let (Some(was), Some(is), Some(root)) = (entity(self.before), entity(self.wanted), root)
        else {
            return Err(unusual());
        };
        let steps_with = |care| {
            let mut steps = Vec::new();
            compare(&[], &was, &is, care, &mut steps);
            by_field(steps)
        };
        let (fine, coarse) = (steps_with(Care::Fine), steps_with(Care::Fields));
        let (mut splices, mut later) = (Vec::new(), Vec::new());
        let mut fresh = Vec::new();
        for (field, steps) in coarse {
            match (root.entry(&field), &steps[..]) {
                (_, [Step::Take(_)]) => later.extend(steps),
                (Some(entry), _) => {
                    let fine = fine.get(&field).filter(|_| !care.contains_key(key));
                    let finely = fine.map(|fine| edit_entry(text, entry, fine));
                    let splice = match finely {
                        Some(Ok(splice)) => splice,
                        _ => edit_entry(text, entry, &steps).map_err(|_refusal| unusual())?,
                    };
                    splices.push(splice);
                }
                (None, [Step::Put(_, value)]) => fresh.push((field, value.clone())),
                (None, _) => {}
            }
        }
        splices.extend(added_head(text, root, &fresh));
        Ok((splices, later))
    }
}

/// Steps by the field of the charter that they are about.
fn by_field(steps: Vec<Step>) -> BTreeMap<String, Vec<Step>> {
    let mut fields: BTreeMap<String, Vec<Step>> = BTreeMap::new();
    for step in steps {
        let (Step::Put(path, _) | Step::Append(path, _) | Step::Take(path)) = &step;
        fields.entry(path[0].clone()).or_default().push(step);
    }
    fields
}
