//! Ids for what is new: its own, else with a number behind it. A number says nothing of the source, whose ids may change.

use std::collections::BTreeSet;

use longpole_model::{EntityKind, MAX_ID_CHARS, NeedId, Workspace};

use super::entry::{Entry, Scope};

/// The ids that are somebody's.
pub(super) struct Fresh<'p, 'e> {
    plan: &'p Workspace,
    claimed: BTreeSet<(&'e Scope, String)>,
}

impl<'p, 'e> Fresh<'p, 'e> {
    pub(super) fn new(plan: &'p Workspace) -> Self {
        Self {
            plan,
            claimed: BTreeSet::new(),
        }
    }

    /// Ids for all of `entries`; what is known keeps its own. Whoever can have its own id gets that before another may be given
    /// it for want of a better: else the next import would take the one for the other.
    pub(super) fn complete(
        mut self,
        entries: &[&'e Entry],
        mut ids: Vec<Option<String>>,
    ) -> Vec<String> {
        for (entry, id) in entries.iter().zip(&ids) {
            if let Some(id) = id {
                self.claimed.insert((&entry.scope, id.clone()));
            }
        }
        for (entry, id) in entries.iter().zip(&mut ids) {
            if id.is_none() && self.take(&entry.scope, &entry.id) {
                *id = Some(entry.id.clone());
            }
        }
        let complete = entries.iter().zip(ids);
        complete
            .map(|(entry, id)| id.unwrap_or_else(|| self.other(entry)))
            .collect()
    }

    fn take(&mut self, scope: &'e Scope, id: &str) -> bool {
        !self.plan.contains(scope.0.as_ref(), scope.1, id)
            && self.claimed.insert((scope, id.to_owned()))
    }

    fn other(&mut self, entry: &'e Entry) -> String {
        if let Some(link) = &entry.link {
            return self.numbered(entry, link.pair.as_str(), '#');
        }
        self.numbered(entry, stem(&entry.id), '-')
    }

    fn numbered(&mut self, entry: &'e Entry, stem: &str, mark: char) -> String {
        let is_id = |id: &str| entry.scope.1 != EntityKind::Need || NeedId::new(id).is_ok();
        let numbered = (2_usize..).map(|number| {
            let id = format!("{stem}{mark}{number}");
            if is_id(&id) {
                id
            } else {
                format!("need#{number}")
            }
        });
        let free = numbered.into_iter().find(|id| self.take(&entry.scope, id));
        free.expect("numbers do not end")
    }
}

/// As much of an id as leaves room for a number.
pub(super) fn stem(id: &str) -> &str {
    let end = id.char_indices().nth(MAX_ID_CHARS - 10);
    end.map_or(id, |(end, _)| &id[..end])
}
