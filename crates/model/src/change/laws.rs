//! The laws of changes, on arbitrary workspaces.

use proptest::prelude::*;

use crate::{Change, Changes, EntityKind, Workspace, apply, arbitrary, diff, merge};

/// A workspace, and another that differs from it in some of what differs from a third.
fn edited() -> impl Strategy<Value = (Workspace, Workspace)> {
    (
        arbitrary::workspace(),
        arbitrary::workspace(),
        any::<u64>().no_shrink(),
    )
        .prop_map(|(base, other, seed)| {
            let edited = with_some(&base, &diff(&base, &other), seed);
            (base, edited)
        })
}

/// `base` with about half of `changes`, as far as they can be made without the others.
fn with_some(base: &Workspace, changes: &Changes, seed: u64) -> Workspace {
    let mut edited = base.clone();
    for (index, change) in changes.0.iter().enumerate() {
        if chosen(seed, index) {
            edited.set(&change.key, change.after.as_ref());
        }
    }
    edited
}

fn chosen(seed: u64, index: usize) -> bool {
    (seed ^ (index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .count_ones()
        .is_multiple_of(2)
}

fn applied(base: &Workspace, changes: &Changes) -> Workspace {
    let mut workspace = base.clone();
    apply(&mut workspace, changes).unwrap();
    workspace
}

proptest! {
    // Three large workspaces a case.
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn a_difference_applied_gives_the_other((before, after) in edited()) {
        prop_assert_eq!(applied(&before, &diff(&before, &after)), after);
    }

    #[test]
    fn nothing_differs_from_itself(workspace in arbitrary::workspace()) {
        prop_assert!(diff(&workspace, &workspace).is_empty());
    }

    #[test]
    fn what_is_applied_and_inverted_is_gone((before, after) in edited()) {
        let changes = diff(&before, &after);
        prop_assert_eq!(applied(&after, &changes.invert()), before);
        prop_assert_eq!(changes.invert().invert(), changes);
    }

    #[test]
    fn a_change_is_refused_where_it_was_made_already((before, after) in edited()) {
        let changes = diff(&before, &after);
        prop_assume!(!changes.is_empty());
        let mut again = after.clone();
        let conflict = apply(&mut again, &changes).unwrap_err();
        prop_assert_eq!(conflict.found.map(|entity| *entity), changes.0[0].after.clone());
        prop_assert_eq!(again, after);
    }

    #[test]
    fn an_unchanged_side_leaves_the_other((base, edited) in edited()) {
        for merge in [merge(&base, &edited, &base), merge(&base, &base, &edited)] {
            prop_assert_eq!(&merge.conflicts, &[]);
            prop_assert_eq!(applied(&base, &merge.changes), edited.clone());
        }
    }

    #[test]
    fn the_same_edit_on_both_sides_is_made_once((base, edited) in edited()) {
        let merge = merge(&base, &edited, &edited);
        prop_assert_eq!(&merge.conflicts, &[]);
        prop_assert_eq!(merge.workspace(&base), edited);
    }

    #[test]
    fn changes_of_different_entities_merge_in_any_order((base, other) in edited(), seed: u64) {
        let staying: Vec<Change> = diff(&base, &other)
            .0
            .into_iter()
            .filter(|change| change.key.kind != EntityKind::Charter)
            .collect();
        let (ours, theirs): (Vec<_>, Vec<_>) = staying
            .into_iter()
            .enumerate()
            .partition(|(index, _)| chosen(seed, *index));
        let side = |changes: Vec<(usize, Change)>| {
            let mut side = base.clone();
            for (_, change) in changes {
                side.set(&change.key, change.after.as_ref());
            }
            side
        };
        let (ours, theirs) = (side(ours), side(theirs));

        let one = merge(&base, &ours, &theirs);

        prop_assert_eq!(&one.conflicts, &[]);
        prop_assert_eq!(one.changes, merge(&base, &theirs, &ours).changes);
    }

    #[test]
    fn a_merge_without_conflict_has_no_side_that_wins((base, ours) in edited(), other in arbitrary::workspace(), seed: u64) {
        let theirs = with_some(&base, &diff(&base, &other), seed);
        let (one, two) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        prop_assert_eq!(one.conflicts.is_empty(), two.conflicts.is_empty());
        if one.conflicts.is_empty() {
            prop_assert_eq!(&one.changes, &two.changes);
        }
        // Whatever the conflicts, the changes apply.
        one.workspace(&base);
    }
}
