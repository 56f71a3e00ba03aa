//! Entities as they stand in files: an item with its needs.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{EntityKey, EntityKind, ItemId, NeedId, ProgramId, Workspace};

use super::super::steps::Record;
use super::job::Job;

/// The needs of items.
pub(super) type Needs = BTreeMap<(Option<ProgramId>, String), Vec<NeedId>>;

/// The needs of those items of which something is said differently.
pub(super) struct NeedsByConsumer {
    pub(super) before: Needs,
    pub(super) wanted: Needs,
}

impl NeedsByConsumer {
    pub(super) fn of(job: &Job<'_>) -> Self {
        let touched: BTreeSet<EntityKey> = job
            .changes
            .0
            .iter()
            .flat_map(|change| job.entry_of(&change.key))
            .filter(|key| key.kind == EntityKind::Item)
            .collect();
        let needs = |workspace: &Workspace| {
            let mut needs = Needs::new();
            for (name, program) in &workspace.programs {
                for (id, need) in &program.needs {
                    let key = item_key(name, &need.consumer);
                    if touched.contains(&key) {
                        let consumer = (key.program, need.consumer.to_string());
                        needs.entry(consumer).or_default().push(id.clone());
                    }
                }
            }
            needs
        };
        Self {
            before: needs(job.before),
            wanted: needs(job.wanted),
        }
    }
}

fn item_key(program: &ProgramId, item: &ItemId) -> EntityKey {
    EntityKey {
        program: Some(program.clone()),
        kind: EntityKind::Item,
        id: item.as_str().into(),
    }
}

/// What a file says of the entity at `key`.
pub(super) fn record(workspace: &Workspace, key: &EntityKey, needs: &Needs) -> Option<Record> {
    let entity = workspace.get(key)?;
    let consumer = (key.program.clone(), key.id.to_string());
    let own = needs
        .get(&consumer)
        .filter(|_| key.kind == EntityKind::Item);
    let program = key
        .program
        .as_ref()
        .and_then(|id| workspace.programs.get(id));
    let need = |id: &NeedId| Some((id.clone(), program?.needs.get(id)?.clone()));
    let needs = own.into_iter().flatten().filter_map(need).collect();
    Some(Record { entity, needs })
}
