//! Three-way merge: what two people made of the same workspace, together.
//!
//! Where both changed the same entity, fields that only one of them changed are taken from that one; a field that both
//! changed to different values is a conflict. Promises, options, criteria, custom fields and the like are merged entry by
//! entry; what belongs together (progress, an estimate, a commitment) counts as one field. Charters, needs, decisions and
//! risks are agreed as a whole: two edits of one are a conflict unless they are the same.

use crate::{Change, Changes, Entity, EntityKey, Workspace, apply, diff};

/// What two sides made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The changes of both sides, on top of the base. A conflicting entity stays as *ours* has it.
    pub changes: Changes,
    /// Where the two sides want different things.
    pub conflicts: Vec<MergeConflict>,
}

/// An entity of which the two sides made different things, with all three values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeConflict {
    /// The entity.
    pub key: EntityKey,
    /// What both began with.
    pub base: Option<Entity>,
    /// What we made of it. `None` where we removed it, or its program.
    pub ours: Option<Entity>,
    /// What they made of it.
    pub theirs: Option<Entity>,
    /// The fields that both changed; empty when one side removed it or both put it anew.
    pub fields: Vec<&'static str>,
}

/// Merges what `ours` and `theirs` made of `base`.
pub fn merge(base: &Workspace, ours: &Workspace, theirs: &Workspace) -> Merge {
    let mut merged = ours.clone();
    let conflicts = diff(base, theirs)
        .0
        .into_iter()
        .filter_map(|change| take_over(&mut merged, change))
        .collect();
    Merge {
        changes: diff(base, &merged),
        conflicts,
    }
}

/// Makes their `change` in `merged`, which holds our values, unless it conflicts with those.
fn take_over(merged: &mut Workspace, change: Change) -> Option<MergeConflict> {
    if merged.holds(&change.key, change.after.as_ref()) {
        return None;
    }
    let ours = merged.get(&change.key);
    let mut fields = Vec::new();
    if ours == change.before {
        if merged.set(&change.key, change.after.as_ref()) {
            return None;
        }
    } else if let (Some(base), Some(ours), Some(theirs)) = (&change.before, &ours, &change.after) {
        match Entity::merge_fields(base, ours, theirs) {
            Ok(entity) if merged.set(&change.key, Some(&entity)) => return None,
            Ok(_) => {}
            Err(clashes) => fields = clashes,
        }
    }
    Some(MergeConflict {
        key: change.key,
        base: change.before,
        ours,
        theirs: change.after,
        fields,
    })
}

impl Merge {
    /// The merged workspace, with our values where there is a conflict.
    pub fn workspace(&self, base: &Workspace) -> Workspace {
        let mut merged = base.clone();
        let applied = apply(&mut merged, &self.changes);
        debug_assert_eq!(
            applied,
            Ok(()),
            "a difference applies to what it begins with"
        );
        merged
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::{
        Item, ItemId, Need, NeedId, NeedSource, Program, ProgramId, Promise, PromiseState,
    };

    fn program(of: &mut Workspace) -> &mut Program {
        of.programs.entry(ProgramId::new("p").unwrap()).or_default()
    }

    fn item(of: &mut Workspace) -> &mut Item {
        let id = ItemId::new("a").unwrap();
        program(of).items.entry(id).or_default()
    }

    fn need(of: &mut Workspace) -> &mut Need {
        let (consumer, provider) = (ItemId::new("a").unwrap(), ItemId::new("b").unwrap());
        let source = NeedSource::Item(crate::ItemRef {
            program: None,
            item: provider,
        });
        program(of)
            .needs
            .entry(NeedId::usual(&consumer, &source))
            .or_insert(Need::plain(consumer, source))
    }

    fn promise(need: &str, of: &mut Workspace) {
        let promise = Promise::of(PromiseState::Countered);
        item(of)
            .promises
            .insert(NeedId::new(need).unwrap(), promise);
    }

    /// Merges two edits of a program with one item and one need: what changed against that, and what clashes.
    fn check(
        ours: impl Fn(&mut Workspace),
        theirs: impl Fn(&mut Workspace),
        expected: impl IntoData,
    ) {
        let mut base = Workspace::default();
        item(&mut base);
        need(&mut base);
        let side = |edit: &dyn Fn(&mut Workspace)| {
            let mut side = base.clone();
            edit(&mut side);
            side
        };

        let merge = merge(&base, &side(&ours), &side(&theirs));

        let mut text = String::new();
        for change in &merge.changes.0 {
            let fields = match (&change.before, &change.after) {
                (Some(before), Some(after)) => before.differing_fields(after).join(", "),
                (None, _) => "put".into(),
                (_, None) => "removed".into(),
            };
            writeln!(text, "{}: {fields}", change.key).unwrap();
        }
        for conflict in &merge.conflicts {
            let fields = conflict.fields.join(", ");
            writeln!(text, "conflict at {}: {fields}", conflict.key).unwrap();
        }
        assert_data_eq!(text, expected);
    }

    #[test]
    fn different_fields_of_an_item_go_together() {
        check(
            |ours| item(ours).title = Some("Ledger".into()),
            |theirs| item(theirs).priority = Some(900),
            str![[r#"
p/items.a: title, priority

"#]],
        );
    }

    #[test]
    fn the_same_field_of_an_item_is_a_conflict_and_stays_ours() {
        check(
            |ours| item(ours).title = Some("Ledger".into()),
            |theirs| {
                item(theirs).title = Some("The ledger".into());
                item(theirs).priority = Some(900);
            },
            str![[r#"
p/items.a: title
conflict at p/items.a: title

"#]],
        );
    }

    #[test]
    fn promises_about_different_needs_go_together() {
        check(
            |ours| promise("x<-a", ours),
            |theirs| promise("y<-a", theirs),
            str![[r#"
p/items.a: promises

"#]],
        );
    }

    #[test]
    fn a_need_accepted_here_and_rescoped_there_is_a_conflict() {
        check(
            |ours| need(ours).asked = crate::Asked::Accepted,
            |theirs| need(theirs).what = Some("twice as fast".into()),
            str![[r#"
p/needs.a<-b: asked
conflict at p/needs.a<-b: what, asked

"#]],
        );
    }

    #[test]
    fn an_item_changed_here_and_removed_there_is_a_conflict() {
        check(
            |ours| item(ours).priority = Some(1),
            |theirs| program(theirs).items.clear(),
            str![[r#"
p/items.a: priority
conflict at p/items.a: 

"#]],
        );
    }

    #[test]
    fn a_program_removed_here_that_grows_there_is_a_conflict() {
        check(
            |ours| ours.programs.clear(),
            |theirs| {
                let id = ItemId::new("new").unwrap();
                program(theirs).items.insert(id, Item::default());
            },
            str![[r#"
p/items.a: removed
p/needs.a<-b: removed
p/program.p: removed
conflict at p/items.new: 

"#]],
        );
    }
}
