//! What changed between two workspaces.

use crate::{Change, Changes, EntityKind, Workspace};

/// The changes that turn `before` into `after`, in an order that applies: what is shared first, then program by program with
/// its charter before what it holds; charters that go, last.
pub fn diff(before: &Workspace, after: &Workspace) -> Changes {
    let (farewells, mut changes): (Vec<Change>, Vec<Change>) = before
        .differences(after)
        .into_iter()
        .partition(|change| change.key.kind == EntityKind::Charter && change.after.is_none());
    changes.extend(farewells);
    Changes(changes)
}
