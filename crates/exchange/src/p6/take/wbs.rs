//! Which items do the nodes of the work breakdown and the activities make?

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{Item, ItemId, ProgramId};

use super::activity::{activity, foreign_dates};
use super::{Context, Taking, place};
use crate::import::ids::{self, Ids};
use crate::import::{ImportError, NoteKind, Place};
use crate::p6::record::{Key, ProjectRecord, WbsRecord};

/// The item of a node, without its origin. Only what has parts takes part in the schedule.
pub(crate) fn node(
    record: &WbsRecord,
    context: &Context,
    program: &ProgramId,
    has_parts: bool,
) -> Item {
    let mut item = Item {
        title: record.name.clone().or_else(|| record.code.clone()),
        parent: context.parent(record.parent.as_ref(), program),
        ..Item::default()
    };
    item.scheduling.inactive = !has_parts;
    item
}

impl<'r> Taking<'r> {
    /// Takes nodes and activities.
    pub(super) fn items(&mut self) -> Result<(), ImportError> {
        let mut ids: BTreeMap<ProgramId, Ids> = BTreeMap::new();
        self.name_activities(&mut ids);
        let tree = self.tree()?;
        self.name_nodes(&tree, &mut ids);
        self.put_nodes(&tree);
        self.put_activities();
        let count =
            self.ids.wbs.iter().flatten().count() + self.ids.activities.iter().flatten().count();
        self.taken("items", count);
        Ok(())
    }

    /// Activities have their codes as ids; nodes get what those leave.
    fn name_activities(&mut self, ids: &mut BTreeMap<ProgramId, Ids>) {
        let records = self.records;
        for record in &records.activities {
            let project = record.project.as_deref();
            if self.is_of_baseline(project) {
                self.ids.activities.push(None);
                continue;
            }
            let called = record.code.as_deref().unwrap_or(&record.key);
            let at = || place("activity", called, record.line);
            let Some((program, found)) = self.program_of(project) else {
                self.ids.activities.push(None);
                continue;
            };
            if !found {
                self.suspicious("dangling-link", "an activity is of a project that is not there; it was taken into the first one", at());
            }
            let ids = ids.entry(program.clone()).or_default();
            let code = ids::code(called).filter(|code| ids.reserve(code));
            let id = match code {
                Some(code) => code,
                None => {
                    self.notes.add(
                        NoteKind::Suspicious,
                        "duplicate-id",
                        "two activities have one code, or one without letters and digits; it got another id here",
                        at(),
                    );
                    ids.give(called, &record.key)
                }
            };
            let id = ItemId::new(&id).expect("an id that was given is one");
            if self.context.activities.contains_key(&record.key) {
                self.suspicious(
                    "duplicate-id",
                    "two activities have one key; links lead to the first",
                    at(),
                );
            } else {
                self.context
                    .activities
                    .insert(record.key.clone(), (program.clone(), id.clone()));
            }
            self.ids.activities.push(Some((program, id)));
        }
    }

    /// For each node its parent's place in the list. Circles are broken, and what is deeper than the limits is refused.
    fn tree(&mut self) -> Result<Tree<'r>, ImportError> {
        let records = self.records;
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, record) in records.wbs.iter().enumerate() {
            if places.insert(&record.key, at).is_some() {
                let at = place("WBS", &record.key, record.line);
                self.suspicious(
                    "duplicate-id",
                    "two nodes of the work breakdown have one id; the last one has it here",
                    at,
                );
            }
        }
        let mut parents: Vec<Option<usize>> = records
            .wbs
            .iter()
            .map(|record| {
                record
                    .parent
                    .as_deref()
                    .and_then(|parent| places.get(parent).copied())
            })
            .collect();
        let mut depths: Vec<Option<usize>> = vec![None; parents.len()];
        for start in 0..parents.len() {
            let mut path = Vec::new();
            let mut on_path = BTreeSet::new();
            let mut at = start;
            let base = loop {
                if let Some(depth) = depths[at] {
                    break depth + 1;
                }
                path.push(at);
                on_path.insert(at);
                match parents[at] {
                    Some(parent) if on_path.contains(&parent) => {
                        parents[at] = None;
                        let record = &records.wbs[at];
                        let at = place(
                            "WBS",
                            record.name.as_deref().unwrap_or(&record.key),
                            record.line,
                        );
                        self.suspicious("loop", "nodes of the work breakdown are parts of each other; one was taken as the topmost", at);
                        break 0;
                    }
                    Some(parent) => at = parent,
                    None => break 0,
                }
            };
            for (depth, node) in (base..).zip(path.into_iter().rev()) {
                depths[node] = Some(depth);
                if depth > self.options.limits.depth {
                    let message = format!(
                        "the work breakdown is more than {} deep",
                        self.options.limits.depth
                    );
                    return Err(ImportError::TooLarge(message));
                }
            }
        }
        let mut order: Vec<usize> = (0..parents.len()).collect();
        order.sort_by_key(|node| depths[*node]);
        let separator =
            |project: &'r ProjectRecord| Some((&*project.key, project.separator.as_deref()?));
        let has_its_key = |(at, record): (usize, &WbsRecord)| places.get(&*record.key) == Some(&at);
        Ok(Tree {
            has_its_key: records.wbs.iter().enumerate().map(has_its_key).collect(),
            parents,
            order,
            separators: records.projects.iter().filter_map(separator).collect(),
        })
    }

    fn name_nodes(&mut self, tree: &Tree<'_>, ids: &mut BTreeMap<ProgramId, Ids>) {
        let records = self.records;
        self.ids.wbs = vec![None; records.wbs.len()];
        for &at in &tree.order {
            let record = &records.wbs[at];
            if record.root || self.is_of_baseline(record.project.as_deref()) {
                if tree.has_its_key[at] {
                    self.context.wbs.insert(record.key.clone(), None);
                }
                continue;
            }
            let Some((program, _)) = self.program_of(record.project.as_deref()) else {
                continue;
            };
            let ids = ids.entry(program.clone()).or_default();
            let name = record
                .name
                .as_deref()
                .or(record.code.as_deref())
                .unwrap_or("WBS");
            let id = ItemId::new(&ids.give(name, &self.path(tree, at)))
                .expect("an id that was given is one");
            // One answer to whose key it is, here and in the tree: else a circle that the tree broke comes back.
            if tree.has_its_key[at] {
                self.context
                    .wbs
                    .insert(record.key.clone(), Some((program.clone(), id.clone())));
            }
            self.ids.wbs[at] = Some((program, id));
        }
    }

    /// The codes from the topmost node down, as P6 shows them.
    fn path(&self, tree: &Tree<'_>, node: usize) -> String {
        let mut codes = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at {
            let record = &self.records.wbs[node];
            codes.push(record.code.as_deref().unwrap_or(&record.key));
            at = tree.parents[node];
        }
        let project = self.records.wbs[node].project.as_deref();
        let separator = project.and_then(|project| tree.separators.get(project).copied());
        codes.reverse();
        codes.join(separator.unwrap_or("."))
    }

    fn put_nodes(&mut self, tree: &Tree<'_>) {
        let records = self.records;
        let mut with_parts: BTreeSet<&str> = records
            .activities
            .iter()
            .filter_map(|activity| activity.wbs.as_deref())
            .collect();
        with_parts.extend(records.wbs.iter().filter_map(|node| node.parent.as_deref()));
        for (at, record) in records.wbs.iter().enumerate() {
            let Some((program, id)) = self.ids.wbs[at].clone() else {
                continue;
            };
            let has_parts = with_parts.contains(&*record.key);
            let mut item = node(record, &self.context, &program, has_parts);
            if tree.parents[at].is_none() {
                item.parent = None;
            }
            self.remark_on_parent(record.parent.as_ref(), &program, || {
                place(
                    "WBS",
                    record.name.as_deref().unwrap_or(&record.key),
                    record.line,
                )
            });
            item.meta.origin = Some(self.origin(&self.path(tree, at)));
            self.program(&program).items.insert(id, item);
        }
    }

    fn remark_on_parent(
        &mut self,
        node: Option<&Key>,
        program: &ProgramId,
        at: impl FnOnce() -> Place,
    ) {
        let elsewhere = |known: &Option<(ProgramId, ItemId)>| {
            known.as_ref().is_some_and(|(of, _)| of != program)
        };
        if node
            .and_then(|node| self.context.wbs.get(node))
            .is_some_and(elsewhere)
        {
            self.suspicious(
                "dangling-link",
                "something is in a node of another project's work breakdown; it was taken at the top of its own",
                at(),
            );
        }
    }

    fn put_activities(&mut self) {
        let records = self.records;
        for (at, record) in records.activities.iter().enumerate() {
            let Some((program, id)) = self.ids.activities[at].clone() else {
                continue;
            };
            let mut item = activity(record, &self.context, &program);
            let called = record.code.as_deref().unwrap_or(&record.key);
            self.remark_on_parent(record.wbs.as_ref(), &program, || {
                self::at(called, record.line)
            });
            item.meta.origin = Some(self.origin(called));
            self.program(&program).items.insert(id.clone(), item);
            self.dates.insert((program, id), foreign_dates(record));
            self.remark_on_activity(record);
        }
    }
}

/// The work breakdown, as places in its list.
struct Tree<'r> {
    /// Whether a node is the one that others mean by its key: where several have one, the last.
    has_its_key: Vec<bool>,
    parents: Vec<Option<usize>>,
    /// From the topmost down.
    order: Vec<usize>,
    /// What stands between the parts of a code, by project.
    separators: BTreeMap<&'r str, &'r str>,
}

/// Where an activity stands.
pub(super) fn at(called: &str, line: u32) -> Place {
    place("activity", called, line)
}
