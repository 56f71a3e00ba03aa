//! To which entity does a field of the user's own belong?

use std::collections::BTreeMap;

use longpole_model::Meta;

use super::Taking;
use crate::p6::record::FieldOwner;

impl Taking<'_> {
    pub(super) fn fields(&mut self) {
        let records = self.records;
        let mut nodes: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, record) in records.wbs.iter().enumerate() {
            nodes.insert(&record.key, at);
        }
        let mut assignments: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, record) in records.assignments.iter().enumerate() {
            assignments.insert(&record.key, at);
        }
        let mut resources: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, record) in records.resources.iter().enumerate() {
            resources.entry(&record.key).or_insert(at);
        }
        let mut count = 0;
        for record in &records.fields {
            let metas: Vec<&mut Meta> = match &record.of {
                FieldOwner::Activity(key) => {
                    let found = self.context.activities.get(key).cloned();
                    let found = found.and_then(|(program, item)| {
                        self.workspace
                            .programs
                            .get_mut(&program)?
                            .items
                            .get_mut(&item)
                    });
                    found.map(|item| &mut item.meta).into_iter().collect()
                }
                FieldOwner::Wbs(key) => {
                    let found = nodes.get(&**key).and_then(|at| self.ids.wbs[*at].clone());
                    let found = found.and_then(|(program, item)| {
                        self.workspace
                            .programs
                            .get_mut(&program)?
                            .items
                            .get_mut(&item)
                    });
                    found.map(|item| &mut item.meta).into_iter().collect()
                }
                FieldOwner::Project(key) => {
                    let found = self.context.programs.get(key).cloned();
                    let found = found.and_then(|program| self.workspace.programs.get_mut(&program));
                    found
                        .map(|program| &mut program.charter.meta)
                        .into_iter()
                        .collect()
                }
                FieldOwner::Resource(key) => {
                    let found = resources
                        .get(&**key)
                        .and_then(|at| self.ids.resources[*at].clone());
                    if let Some((programs, id)) = found {
                        for program in programs {
                            let resource = self.program(&program).resources.get_mut(&id);
                            if let Some(resource) = resource {
                                resource
                                    .meta
                                    .fields
                                    .insert(record.name.clone(), record.value.clone());
                                count += 1;
                            }
                        }
                    }
                    continue;
                }
                FieldOwner::Assignment(key) => {
                    let found = assignments
                        .get(&**key)
                        .and_then(|at| self.ids.assignments[*at].clone());
                    let found = found.and_then(|(program, id)| {
                        self.workspace
                            .programs
                            .get_mut(&program)?
                            .assignments
                            .get_mut(&id)
                    });
                    found
                        .map(|assignment| &mut assignment.meta)
                        .into_iter()
                        .collect()
                }
            };
            for meta in metas {
                meta.fields
                    .insert(record.name.clone(), record.value.clone());
                count += 1;
            }
        }
        self.taken("fields", count);
    }
}
