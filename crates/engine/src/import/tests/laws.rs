//! What holds of every import into every plan.

use longpole_exchange::plan::encode;
use longpole_model::{Entity, FieldValue, arbitrary, diff};
use proptest::prelude::*;

use super::*;

/// A workspace as a source has it: everything that sources have, with an origin, and nothing else.
fn source_like(workspace: &Workspace) -> Import {
    let mut like = Workspace::default();
    for key in workspace.keys() {
        let Some(mut entity) = workspace.get(&key) else {
            continue;
        };
        let comes = matches!(
            key.kind,
            EntityKind::Charter
                | EntityKind::Calendar
                | EntityKind::Team
                | EntityKind::Item
                | EntityKind::Need
                | EntityKind::Resource
                | EntityKind::Assignment
        );
        if !comes {
            continue;
        }
        entity.meta_mut().aliases.clear();
        entity.meta_mut().fields.remove(GONE);
        entity.meta_mut().origin = Some(Origin {
            source: "jira".to_owned(),
            external_id: (key.kind != EntityKind::Need).then(|| format!("x{}", key.id)),
            ..Origin::default()
        });
        strip(&mut entity);
        like.put(&key, entity);
    }
    for program in like.programs.values_mut() {
        let items = &program.items;
        program.needs.retain(|id, need| {
            *id == longpole_model::NeedId::usual(&need.consumer, &need.source)
                && matches!(&need.source, longpole_model::NeedSource::Item(other) if other.program.is_none() && items.contains_key(&other.item))
        });
    }
    import_of(like)
}

/// References to what sources do not have.
fn strip(entity: &mut Entity) {
    match entity {
        Entity::Item(item) => {
            item.promises.clear();
            item.objectives.clear();
            item.systems.clear();
            (item.wave, item.workstream) = (None, None);
        }
        Entity::Team(team) => team.became.clear(),
        _ => {}
    }
}

fn fresh(import: &Import) -> Plan {
    let files = encode(&import.workspace);
    let files = files
        .into_iter()
        .map(|(name, text)| (format!("plan/{name}"), text.into_bytes()));
    Plan::decode(PlanSource::new(
        files.chain([("plan/more.yaml".to_owned(), b"teams: {}\n".to_vec())]),
    ))
    .unwrap_or_else(|mistakes| panic!("{}", mistakes.render(Look::default())))
}

/// What a source has of its own, after it was merged into a plan that had nothing else.
fn without_gone(plan: &Workspace) -> Workspace {
    let mut left = Workspace::default();
    for key in plan.keys() {
        let Some(entity) = plan.get(&key) else {
            continue;
        };
        if !entity.meta().fields.contains_key(GONE) {
            left.put(&key, entity);
        }
    }
    left
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_export_twice_changes_nothing(workspace in arbitrary::workspace()) {
        let import = source_like(&workspace);
        let plan = fresh(&import);

        let merged = run(&merger(&plan, Some(&import), &import));

        prop_assert_eq!(&merged.plan.source, &plan.source);
        prop_assert_eq!(merged.merged, Merged { workspace: plan.workspace.clone(), ..Merged::default() });
    }

    #[test]
    fn a_changed_export_of_a_plan_that_nobody_edited_is_taken_over(one in arbitrary::workspace(), other in arbitrary::workspace()) {
        let (before, now) = (source_like(&one), source_like(&other));
        let plan = fresh(&before);

        let merged = run(&merger(&plan, Some(&before), &now));

        let left = without_gone(&merged.plan.workspace);
        let lost: Vec<_> = plan.workspace.keys().into_iter().filter(|key| merged.plan.workspace.get(key).is_none()).collect();
        prop_assert_eq!(lost, vec![]);
        for key in now.workspace.keys() {
            // A link that would now close a circle with what is gone is withdrawn, and said.
            if merged.merged.loops.is_empty() {
                prop_assert_eq!(left.get(&key), now.workspace.get(&key), "{}", key);
            }
        }
    }

    #[test]
    fn edits_of_the_plan_survive_an_export_that_did_not_change(one in arbitrary::workspace(), seed in any::<u64>()) {
        let import = source_like(&one);
        let mut edited = fresh(&import).workspace;
        for (at, key) in edited.keys().into_iter().enumerate() {
            if let Some(mut entity) = edited.get(&key).filter(|_| (seed >> (at % 64)) & 1 == 1) {
                entity.meta_mut().fields.insert("mine".to_owned(), FieldValue::Flag(true));
                if let Entity::Item(item) = &mut entity {
                    item.title = Some("Renamed here".to_owned());
                }
                edited.put(&key, entity);
            }
        }
        let plan = fresh(&import_of(edited.clone()));

        let merged = run(&merger(&plan, Some(&import), &import));

        prop_assert!(diff(&edited, &merged.plan.workspace).is_empty());
    }
}
