//! Changes: every edit of a workspace is a list of entities put or removed, with the value before and after.
//!
//! So any edit can be applied, inverted, compared and merged, and the one who applies it finds out when something else
//! stands there by now.

mod diff;
#[cfg(test)]
mod laws;
mod merge;

pub use diff::diff;
pub use merge::{Merge, MergeConflict, merge};

use crate::{Entity, EntityKey, EntityKind, Workspace};

/// One entity put or removed. Undoing it puts `before` back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which entity.
    pub key: EntityKey,
    /// What stood there; `None` where there was nothing.
    pub before: Option<Entity>,
    /// What stands there afterwards; `None` removes it.
    pub after: Option<Entity>,
}

/// Changes in the order in which they are applied.
///
/// A program's charter has to be put before anything in the program, and can be removed only after everything else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes(pub Vec<Change>);

/// Why changes could not be applied: what they expect is not what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{key}\" {reason}")]
pub struct Conflict {
    /// The entity.
    pub key: EntityKey,
    /// Why it cannot be changed.
    pub reason: ConflictReason,
    /// What the change expects to stand there.
    pub expected: Option<Box<Entity>>,
    /// What stands there.
    pub found: Option<Box<Entity>>,
}

/// What stands in the way of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictReason {
    /// Somebody else put, changed or removed it.
    Differs,
    /// Its program does not exist, so it cannot be put.
    NoProgram,
    /// The program still holds other entities, so its charter cannot go.
    ProgramNotEmpty,
    /// The key does not fit the value: another kind, no id, or shared where it belongs to a program.
    KeyDoesNotFit,
}

impl std::fmt::Display for ConflictReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Differs => "was changed by somebody else",
            Self::NoProgram => "belongs to a program that does not exist",
            Self::ProgramNotEmpty => "still has other entities in its program",
            Self::KeyDoesNotFit => "is no place for that kind of entity",
        })
    }
}

impl Changes {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The changes that undo these: the values swapped, last first.
    #[must_use]
    pub fn invert(&self) -> Self {
        let inverted = self.0.iter().rev().map(|change| Change {
            key: change.key.clone(),
            before: change.after.clone(),
            after: change.before.clone(),
        });
        Self(inverted.collect())
    }
}

impl FromIterator<Change> for Changes {
    fn from_iter<T: IntoIterator<Item = Change>>(changes: T) -> Self {
        Self(changes.into_iter().collect())
    }
}

/// Applies all of `changes`, or none when one of them does not find what it expects.
pub fn apply(workspace: &mut Workspace, changes: &Changes) -> Result<(), Conflict> {
    for (done, change) in changes.0.iter().enumerate() {
        if let Err(conflict) = apply_one(workspace, change) {
            take_back(workspace, &changes.0[..done]);
            return Err(conflict);
        }
    }
    Ok(())
}

fn apply_one(workspace: &mut Workspace, change: &Change) -> Result<(), Conflict> {
    let Change { key, before, after } = change;
    if !workspace.holds(key, before.as_ref()) {
        return Err(conflict(workspace, change, ConflictReason::Differs));
    }
    if workspace.set(key, after.as_ref()) {
        return Ok(());
    }
    let program_exists = key
        .program
        .as_ref()
        .is_none_or(|id| workspace.programs.contains_key(id));
    let reason = match (key.kind, after) {
        (EntityKind::Charter, None) => ConflictReason::ProgramNotEmpty,
        (_, Some(_)) if !program_exists && key.kind != EntityKind::Charter => {
            ConflictReason::NoProgram
        }
        _ => ConflictReason::KeyDoesNotFit,
    };
    Err(conflict(workspace, change, reason))
}

fn conflict(workspace: &Workspace, change: &Change, reason: ConflictReason) -> Conflict {
    Conflict {
        key: change.key.clone(),
        reason,
        expected: change.before.clone().map(Box::new),
        found: workspace.get(&change.key).map(Box::new),
    }
}

fn take_back(workspace: &mut Workspace, done: &[Change]) {
    for change in done.iter().rev() {
        let restored = workspace.set(&change.key, change.before.as_ref());
        debug_assert!(restored, "what was just changed can be changed back");
    }
}

impl Workspace {
    /// Puts `value` at `key`, or removes what stands there; `false` when that cannot be (see [`ConflictReason`]).
    pub(crate) fn set(&mut self, key: &EntityKey, value: Option<&Entity>) -> bool {
        match value {
            Some(entity) => self.put(key, entity.clone()),
            None => self.remove(key) || self.holds(key, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::{Charter, Item, ProgramId, Team};

    fn key(program: Option<&str>, kind: EntityKind, id: &str) -> EntityKey {
        EntityKey {
            program: program.map(|id| ProgramId::new(id).unwrap()),
            kind,
            id: id.into(),
        }
    }

    fn put(key: EntityKey, after: Entity) -> Change {
        Change {
            key,
            before: None,
            after: Some(after),
        }
    }

    fn charter() -> Change {
        put(
            key(Some("p"), EntityKind::Charter, "p"),
            Entity::Charter(Charter::default()),
        )
    }

    fn item(id: &str) -> Change {
        put(
            key(Some("p"), EntityKind::Item, id),
            Entity::Item(Item::default()),
        )
    }

    /// Applies `changes` to nothing and then `more` to that; the error of the second.
    fn refused(changes: Vec<Change>, more: Vec<Change>) -> String {
        let mut workspace = Workspace::default();
        apply(&mut workspace, &Changes(changes)).unwrap();
        let before = workspace.clone();
        let conflict = apply(&mut workspace, &Changes(more)).unwrap_err();
        assert_eq!(workspace, before, "nothing was applied");
        conflict.to_string()
    }

    #[test]
    fn a_change_that_finds_something_else_is_refused_with_both_values() {
        let mut workspace = Workspace::default();
        apply(&mut workspace, &Changes(vec![charter(), item("a")])).unwrap();
        let stale = Change {
            before: Some(Entity::Item(Item {
                title: Some("theirs".into()),
                ..Item::default()
            })),
            after: None,
            ..item("a")
        };

        let conflict = apply(&mut workspace, &Changes(vec![stale.clone()])).unwrap_err();

        assert_eq!(conflict.expected.map(|entity| *entity), stale.before);
        assert_eq!(
            conflict.found.map(|entity| *entity),
            Some(Entity::Item(Item::default()))
        );
    }

    #[test]
    fn nothing_is_applied_when_a_later_change_is_refused() {
        assert_data_eq!(
            refused(vec![charter(), item("a")], vec![item("b"), item("a")]),
            str![[r#""p/items.a" was changed by somebody else"#]]
        );
    }

    #[test]
    fn an_item_needs_its_program() {
        assert_data_eq!(
            refused(vec![], vec![item("a")]),
            str![[r#""p/items.a" belongs to a program that does not exist"#]]
        );
    }

    #[test]
    fn a_charter_goes_last() {
        let removal = Changes(vec![charter()]).invert().0;
        assert_data_eq!(
            refused(vec![charter(), item("a")], removal),
            str![[r#""p/program.p" still has other entities in its program"#]]
        );
    }

    #[test]
    fn a_key_of_another_kind_is_refused() {
        let team = put(
            key(None, EntityKind::Calendar, "t"),
            Entity::Team(Team::default()),
        );
        assert_data_eq!(
            refused(vec![], vec![team]),
            str![[r#""calendars.t" is no place for that kind of entity"#]]
        );
    }
}
