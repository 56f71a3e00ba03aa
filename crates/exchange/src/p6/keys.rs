//! What does a file call the entities of a plan?

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{
    CalendarId, ItemId, Program, ProgramId, ResourceId, SchedulingProfile, Workspace,
};

use super::own::Own;
use super::payload::{kept, kept_key};
use super::record::{Key, Kind, Records};
use super::take::Ids;

/// A program with its id.
pub(crate) type Plan<'w> = (&'w ProgramId, &'w Program);

/// The programs of these ids; `None` when there is none, or the workspace lacks one of them.
pub(crate) fn plans<'w>(workspace: &'w Workspace, ids: &[ProgramId]) -> Option<Vec<Plan<'w>>> {
    let plans = ids.iter().map(|id| workspace.programs.get_key_value(id));
    let mut plans = plans.collect::<Option<Vec<_>>>()?;
    plans.dedup_by_key(|(id, _)| *id);
    (!plans.is_empty()).then_some(plans)
}

/// What was kept with each program.
pub(crate) fn own(plans: &[Plan<'_>]) -> BTreeMap<ProgramId, Own> {
    let own = plans
        .iter()
        .filter_map(|(id, program)| Some(((*id).clone(), Own::of(program)?)));
    own.collect()
}

/// What the file calls the entities of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) calendars: BTreeMap<CalendarId, Key>,
    pub(crate) projects: BTreeMap<ProgramId, Key>,
    /// Nodes that stand for whole projects.
    pub(crate) roots: BTreeMap<ProgramId, Key>,
    /// The codes that these had when they came in.
    pub(crate) root_codes: BTreeMap<ProgramId, String>,
    pub(crate) nodes: BTreeMap<(ProgramId, ItemId), Key>,
    pub(crate) activities: BTreeMap<(ProgramId, ItemId), Key>,
    pub(crate) resources: BTreeMap<(ProgramId, ResourceId), Key>,
}

impl Keys {
    /// Those of the entities that records became.
    pub(crate) fn of_records(records: &Records, ids: &Ids) -> Self {
        let mut keys = Self::default();
        for (record, id) in records.calendars.iter().zip(&ids.calendars) {
            if let Some(id) = id {
                keys.calendars.insert(id.clone(), record.key.clone());
            }
        }
        let mut programs: BTreeMap<&str, &ProgramId> = BTreeMap::new();
        for (record, id) in records.projects.iter().zip(&ids.projects) {
            if let Some(id) = id {
                keys.projects.insert(id.clone(), record.key.clone());
                programs.insert(&record.key, id);
            }
        }
        for (record, id) in records.wbs.iter().zip(&ids.wbs) {
            let project = record.project.as_deref();
            let program = project.and_then(|project| programs.get(project));
            match (id, program) {
                (Some(id), _) => {
                    keys.nodes.insert(id.clone(), record.key.clone());
                }
                (None, Some(program)) if record.root => {
                    keys.roots
                        .entry((*program).clone())
                        .or_insert_with(|| record.key.clone());
                }
                (None, _) => {}
            }
        }
        for (record, id) in records.activities.iter().zip(&ids.activities) {
            if let Some(id) = id {
                keys.activities.insert(id.clone(), record.key.clone());
            }
        }
        for (record, id) in records.resources.iter().zip(&ids.resources) {
            if let Some((programs, id)) = id {
                for program in programs {
                    keys.resources
                        .insert((program.clone(), id.clone()), record.key.clone());
                }
            }
        }
        keys
    }

    /// Keys for everything that is written: those that something had when it came in, and new ones.
    pub(crate) fn give(
        given: &mut Given,
        workspace: &Workspace,
        plans: &[Plan<'_>],
        own: &BTreeMap<ProgramId, Own>,
        has_root: impl Fn(Option<&Own>) -> bool,
    ) -> Self {
        let mut keys = Self::default();
        let wanted = wanted(workspace, plans, own, has_root);
        // Those that have a key come first, so that no new one gets it.
        for (of, key) in &wanted {
            if let Some(key) = key {
                let key = given.take(of.kind(), key, matches!(of, Of::Resource(_)));
                if let Some(key) = key {
                    of.put(&mut keys, key);
                }
            }
        }
        let codes = own.iter();
        keys.root_codes = codes
            .filter_map(|(id, own)| Some((id.clone(), own.root_code()?)))
            .collect();
        for (of, _) in &wanted {
            if !of.is_in(&keys) {
                of.put(&mut keys, given.fresh(of.kind()));
            }
        }
        keys
    }
}

/// What needs a key, with the one that it had.
fn wanted(
    workspace: &Workspace,
    plans: &[Plan<'_>],
    own: &BTreeMap<ProgramId, Own>,
    has_root: impl Fn(Option<&Own>) -> bool,
) -> Vec<(Of, Option<Key>)> {
    let mut wanted = Vec::new();
    for calendar in calendars(workspace, plans) {
        let meta = workspace.calendars.get(&calendar);
        let had = meta.and_then(|calendar| kept_key(&calendar.meta, Kind::Calendar));
        wanted.push((Of::Calendar(calendar), had));
    }
    for (id, program) in plans {
        let own = own.get(*id);
        let had = own.and_then(|own| own.key(Kind::Project));
        wanted.push((Of::Project((*id).clone()), had));
        let root = own.and_then(|own| own.key(Kind::Wbs));
        if root.is_some() || has_root(own) {
            wanted.push((Of::Root((*id).clone()), root));
        }
        let parents: BTreeSet<&ItemId> = program
            .items
            .values()
            .filter_map(|item| item.parent.as_ref())
            .collect();
        for (item_id, item) in &program.items {
            let entity = ((*id).clone(), item_id.clone());
            let node = kept_key(&item.meta, Kind::Wbs);
            if node.is_some() || parents.contains(item_id) {
                wanted.push((Of::Node(entity), node));
            } else if !item.scheduling.inactive {
                let had = kept_key(&item.meta, Kind::Activity);
                wanted.push((Of::Activity(entity), had));
            }
        }
        for (resource_id, resource) in &program.resources {
            let entity = ((*id).clone(), resource_id.clone());
            let had = kept_key(&resource.meta, Kind::Resource);
            wanted.push((Of::Resource(entity), had));
        }
    }
    wanted
}

/// The calendars that programs use, those on which they are based, and what else came in from P6.
fn calendars(workspace: &Workspace, plans: &[Plan<'_>]) -> BTreeSet<CalendarId> {
    if plans.len() == workspace.programs.len() {
        return workspace.calendars.keys().cloned().collect();
    }
    let mut calendars = used_calendars(workspace, plans);
    let came_from_p6 = |(_, program): &Plan<'_>| {
        program.charter.scheduling.profile == SchedulingProfile::PrimaveraP6
    };
    if plans.iter().any(came_from_p6) {
        let all = workspace.calendars.iter();
        let of_p6 = all.filter(|(_, calendar)| kept(&calendar.meta, Kind::Calendar).is_some());
        calendars.extend(of_p6.map(|(id, _)| id.clone()));
    }
    calendars
}

fn used_calendars(workspace: &Workspace, plans: &[Plan<'_>]) -> BTreeSet<CalendarId> {
    let mut used: BTreeSet<CalendarId> = BTreeSet::new();
    for (_, program) in plans {
        let (items, resources) = (program.items.values(), program.resources.values());
        used.extend(program.charter.calendar.clone());
        used.extend(items.filter_map(|item| item.calendar.clone()));
        used.extend(resources.filter_map(|resource| resource.calendar.clone()));
    }
    let mut waiting: Vec<CalendarId> = used.iter().cloned().collect();
    while let Some(id) = waiting.pop() {
        let calendar = workspace.calendars.get(&id);
        let base = calendar.and_then(|calendar| calendar.base.clone());
        if let Some(base) = base.filter(|base| used.insert(base.clone())) {
            waiting.push(base);
        }
    }
    used
}

/// Something that needs a key.
enum Of {
    Calendar(CalendarId),
    Project(ProgramId),
    Root(ProgramId),
    Node((ProgramId, ItemId)),
    Activity((ProgramId, ItemId)),
    Resource((ProgramId, ResourceId)),
}

impl Of {
    fn kind(&self) -> Kind {
        match self {
            Self::Calendar(_) => Kind::Calendar,
            Self::Project(_) => Kind::Project,
            Self::Root(_) | Self::Node(_) => Kind::Wbs,
            Self::Activity(_) => Kind::Activity,
            Self::Resource(_) => Kind::Resource,
        }
    }

    fn put(&self, keys: &mut Keys, key: Key) {
        match self {
            Self::Calendar(id) => keys.calendars.insert(id.clone(), key),
            Self::Project(id) => keys.projects.insert(id.clone(), key),
            Self::Root(id) => keys.roots.insert(id.clone(), key),
            Self::Node(id) => keys.nodes.insert(id.clone(), key),
            Self::Activity(id) => keys.activities.insert(id.clone(), key),
            Self::Resource(id) => keys.resources.insert(id.clone(), key),
        };
    }

    fn is_in(&self, keys: &Keys) -> bool {
        match self {
            Self::Calendar(id) => keys.calendars.contains_key(id),
            Self::Project(id) => keys.projects.contains_key(id),
            Self::Root(id) => keys.roots.contains_key(id),
            Self::Node(id) => keys.nodes.contains_key(id),
            Self::Activity(id) => keys.activities.contains_key(id),
            Self::Resource(id) => keys.resources.contains_key(id),
        }
    }
}

/// Keys that are given, by kind.
#[derive(Debug, Default)]
pub(crate) struct Given {
    taken: BTreeSet<(Kind, Key)>,
    highest: BTreeMap<Kind, i64>,
}

impl Given {
    /// Remembers that a row which was kept has this key: no new one gets it.
    pub(crate) fn reserve(&mut self, kind: Kind, key: &str) {
        if let Ok(number) = key.trim().parse::<i64>() {
            let highest = self.highest.entry(kind).or_insert(0);
            *highest = (*highest).max(number.min(i64::MAX / 2));
        }
    }

    /// A key that something had, unless it is given; a resource of several programs has one for all.
    fn take(&mut self, kind: Kind, key: &str, shared: bool) -> Option<Key> {
        let is_free = self.taken.insert((kind, key.to_owned()));
        self.reserve(kind, key);
        (is_free || shared).then(|| key.to_owned())
    }

    /// A key that something had, else a new one.
    pub(crate) fn take_or_fresh(&mut self, kind: Kind, had: Option<Key>) -> Key {
        let had = had.and_then(|key| self.take(kind, &key, false));
        had.unwrap_or_else(|| self.fresh(kind))
    }

    /// A new key.
    pub(crate) fn fresh(&mut self, kind: Kind) -> Key {
        let highest = self.highest.entry(kind).or_insert(0);
        *highest += 1;
        highest.to_string()
    }
}
