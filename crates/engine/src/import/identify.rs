//! Which entity of a plan is which entity of a source? By the source's own ids, whatever the plan calls it.
//!
//! An entity of the plan is a source's when its origin says so. One that somebody wrote by hand is taken for the source's when
//! it says that it is also known there (`fields: { also: jira/LEDG-12 }`, or a former id `was: LEDG-12`), or when its id is
//! the source's own id. Teams and people are the same under the same id, whoever brought them.

use std::collections::{BTreeMap, BTreeSet};

use longpole_exchange::import::ids;
use longpole_model::{
    Entity, EntityKey, EntityKind, FieldValue, ItemRef, Meta, Need, NeedId, NeedSource, Program,
    ProgramId, Workspace,
};

use super::rename::Renames;

/// The custom field in which an entity says what it is called elsewhere.
pub const ALSO: &str = "also";

/// Into which program of the plan a source's programs go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Destination {
    /// The program that was named: everything goes there.
    pub(super) program: Option<ProgramId>,
    /// The plan is one file, which holds one program.
    pub(super) only: bool,
}

/// Ids in the plan for what a source has, which both of its exports share.
pub(super) struct Identities<'p> {
    plan: &'p Workspace,
    source: &'p str,
    destination: &'p Destination,
    /// Entities of the plan by their id in the source.
    by_origin: BTreeMap<(Scope, &'p str), &'p str>,
    /// Items of the plan by what they say that they are called in the source.
    known_as: BTreeMap<(ProgramId, String), String>,
    /// The programs that hold items of the source.
    fed: BTreeSet<ProgramId>,
    /// Ids that were given, by what the source calls their bearer.
    settled: BTreeMap<(Scope, Identity), String>,
    /// Ids that are somebody's.
    claimed: BTreeSet<(Scope, String)>,
    programs: BTreeMap<Identity, ProgramId>,
}

type Scope = (Option<ProgramId>, EntityKind);

/// What makes an entity the same in two exports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// The source's id for it.
    External(String),
    /// It has none: its id in the import.
    Own(String),
    /// Of a link without an id: its ends, and how many between them come before it.
    Link(String, usize),
}

impl<'p> Identities<'p> {
    pub(super) fn new(plan: &'p Workspace, source: &'p str, destination: &'p Destination) -> Self {
        let mut identities = Self {
            plan,
            source,
            destination,
            by_origin: BTreeMap::new(),
            known_as: BTreeMap::new(),
            fed: BTreeSet::new(),
            settled: BTreeMap::new(),
            claimed: BTreeSet::new(),
            programs: BTreeMap::new(),
        };
        plan.for_each_meta(|program, kind, id, meta| identities.enter(program, kind, id, meta));
        identities
    }

    fn enter(
        &mut self,
        program: Option<&ProgramId>,
        kind: EntityKind,
        id: &'p str,
        meta: &'p Meta,
    ) {
        let origin = meta
            .origin
            .as_ref()
            .filter(|origin| origin.source == self.source);
        let scope = (
            program.cloned().filter(|_| kind != EntityKind::Charter),
            kind,
        );
        if let Some(external) = origin.and_then(|origin| origin.external_id.as_deref()) {
            self.by_origin.entry((scope, external)).or_insert(id);
        }
        let (Some(program), EntityKind::Item) = (program, kind) else {
            return;
        };
        if origin.is_some() {
            self.fed.insert(program.clone());
        }
        for name in known_as(meta, self.source) {
            let key = (program.clone(), name);
            self.known_as.entry(key).or_insert_with(|| id.to_owned());
        }
    }

    /// Ids in the plan for everything in `import`. What comes first gets the better ids.
    pub(super) fn of(&mut self, import: &Workspace) -> Renames {
        let mut renames = Renames::default();
        for (id, program) in &import.programs {
            let to = self.program(id, program);
            renames.programs.insert(id.clone(), to);
        }
        let keys = import.keys();
        let later = |key: &&EntityKey| key.kind == EntityKind::Need;
        let (needs, others): (Vec<_>, Vec<_>) = keys.iter().partition(later);
        // An external id that stands twice means only the first.
        let mut seen = BTreeSet::new();
        for key in others {
            let Some(entity) = import.get(key).filter(|_| key.kind != EntityKind::Charter) else {
                continue;
            };
            let scope = scope(&renames.key(key));
            let identity = identity(entity.meta(), &key.id);
            let identity = if seen.insert((scope.clone(), identity.clone())) {
                identity
            } else {
                Identity::Own(key.id.to_string())
            };
            let id = self.id(&scope, identity, &key.id, entity.meta());
            renames.add(key, &id);
        }
        self.needs(import, &needs, &mut renames);
        renames
    }

    /// The program of the plan for one of the source's.
    fn program(&mut self, id: &ProgramId, program: &Program) -> ProgramId {
        let identity = identity(&program.charter.meta, id.as_str());
        if let Some(settled) = self.programs.get(&identity) {
            return settled.clone();
        }
        let to = self.known_program(&identity, program);
        let to = to.unwrap_or_else(|| id.clone());
        self.programs.insert(identity, to.clone());
        to
    }

    fn known_program(&self, identity: &Identity, program: &Program) -> Option<ProgramId> {
        if let Some(named) = &self.destination.program {
            return Some(named.clone());
        }
        if let Identity::External(external) = identity {
            let scope = (None, EntityKind::Charter);
            let known = self.by_origin.get(&(scope, external.as_str()));
            if let Some(known) = known {
                return ProgramId::new(known).ok();
            }
        }
        let only = || self.plan.programs.keys().next().cloned();
        self.where_most_of(program)
            .or_else(|| only().filter(|_| self.destination.only))
    }

    /// The program of the plan that has most of the items of one of the source's. One that came from the source is that one
    /// alone: two projects may well use the same ids.
    fn where_most_of(&self, program: &Program) -> Option<ProgramId> {
        let mut counts: BTreeMap<&ProgramId, usize> = BTreeMap::new();
        for item in program.items.values() {
            let origin = item.meta.origin.as_ref();
            let Some(external) = origin.and_then(|origin| origin.external_id.as_deref()) else {
                continue;
            };
            for program in self.fed.iter().filter(|id| !self.came_whole(id)) {
                let scope = (Some(program.clone()), EntityKind::Item);
                if self.by_origin.contains_key(&(scope, external)) {
                    *counts.entry(program).or_default() += 1;
                }
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(program, _)| program.clone())
    }

    fn came_whole(&self, program: &ProgramId) -> bool {
        let program = self.plan.programs.get(program);
        let origin = program.and_then(|program| program.charter.meta.origin.as_ref());
        origin.is_some_and(|origin| origin.source == self.source && origin.external_id.is_some())
    }

    /// The id of an entity that is no need.
    fn id(&mut self, scope: &Scope, identity: Identity, own: &str, meta: &Meta) -> String {
        let settled = (scope.clone(), identity);
        if let Some(id) = self.settled.get(&settled) {
            return id.clone();
        }
        let known = self.known(scope, &settled.1, own);
        let known = known.filter(|id| self.claim(scope, id));
        let id = known.unwrap_or_else(|| self.fresh(scope, own, meta));
        self.settled.insert(settled, id.clone());
        id
    }

    /// The entity of the plan that it is.
    fn known(&self, scope: &Scope, identity: &Identity, own: &str) -> Option<String> {
        let (program, kind) = scope;
        if let Identity::External(external) = identity {
            if let Some(id) = self.by_origin.get(&(scope.clone(), external.as_str())) {
                return Some((*id).to_owned());
            }
            if let (Some(program), EntityKind::Item) = scope {
                let said = self.known_as.get(&(program.clone(), external.clone()));
                if let Some(id) = said {
                    return Some(id.clone());
                }
                let is_code = ids::code(external).as_deref() == Some(own);
                if is_code && self.is_by_hand(scope, own) {
                    return Some(own.to_owned());
                }
            }
        }
        let goes_by_id = match kind {
            EntityKind::Charter
            | EntityKind::Calendar
            | EntityKind::Item
            | EntityKind::Need
            | EntityKind::Resource
            | EntityKind::Assignment
            | EntityKind::Baseline
            | EntityKind::Workstream => self.is_of_source(scope, own),
            // Teams, people, and what no reader makes from another tool's file: one id, one meaning.
            EntityKind::Team
            | EntityKind::Person
            | EntityKind::System
            | EntityKind::Objective
            | EntityKind::Ask
            | EntityKind::Risk
            | EntityKind::Assumption
            | EntityKind::Issue
            | EntityKind::Decision
            | EntityKind::Gate
            | EntityKind::Wave
            | EntityKind::Runbook
            | EntityKind::Probe
            | EntityKind::StatusUpdate
            | EntityKind::Scenario
            | EntityKind::Message
            | EntityKind::EscalationLevel
            | EntityKind::Raci
            | EntityKind::Allowance => true,
        };
        let there = self.plan.contains(program.as_ref(), *kind, own);
        (goes_by_id && there).then(|| own.to_owned())
    }

    fn is_by_hand(&self, scope: &Scope, id: &str) -> bool {
        let entity = self.plan.get(&key(scope, id));
        entity.is_some_and(|entity| entity.meta().origin.is_none())
    }

    /// Whether the entity of that id came from the source, which gave it no id of its own.
    fn is_of_source(&self, scope: &Scope, id: &str) -> bool {
        let entity = self.plan.get(&key(scope, id));
        let origin = entity
            .as_ref()
            .and_then(|entity| entity.meta().origin.as_ref());
        origin.is_some_and(|origin| origin.source == self.source && origin.external_id.is_none())
    }

    fn claim(&mut self, scope: &Scope, id: &str) -> bool {
        self.claimed.insert((scope.clone(), id.to_owned()))
    }

    /// An id that nothing in the plan has: the import's own, else with the source's id or a number behind it.
    fn fresh(&mut self, scope: &Scope, own: &str, meta: &Meta) -> String {
        let is_free = |identities: &mut Self, id: &str| {
            !identities.plan.contains(scope.0.as_ref(), scope.1, id) && identities.claim(scope, id)
        };
        if is_free(self, own) {
            return own.to_owned();
        }
        let external = meta
            .origin
            .as_ref()
            .and_then(|origin| origin.external_id.as_deref());
        if let Some(code) = external.and_then(ids::code) {
            let id = format!("{own}-{code}");
            if longpole_model::ItemId::new(&id).is_ok() && is_free(self, &id) {
                return id;
            }
        }
        let stem: String = own
            .chars()
            .take(longpole_model::MAX_ID_CHARS - 10)
            .collect();
        let mut number = 2_usize;
        loop {
            let id = format!("{stem}-{number}");
            if is_free(self, &id) {
                return id;
            }
            number += 1;
        }
    }

    /// Needs are known by what they tie, since few sources have ids for links.
    fn needs(&mut self, import: &Workspace, keys: &[&EntityKey], renames: &mut Renames) {
        let pairs = self.needs_by_pair();
        let mut alike: BTreeMap<(Scope, NeedId), usize> = BTreeMap::new();
        for key in keys {
            let (Some(Entity::Need(need)), Some(program)) = (import.get(key), &key.program) else {
                continue;
            };
            let to = renames.program(program);
            let scope = (Some(to.clone()), EntityKind::Need);
            let usual = usual_id(&need, program, renames);
            let count = alike.entry((scope.clone(), usual.clone())).or_default();
            let identity = match identity(&need.meta, "") {
                Identity::External(id) => Identity::External(id),
                Identity::Own(_) | Identity::Link(..) => Identity::Link(usual.to_string(), *count),
            };
            *count += 1;
            let settled = (scope.clone(), identity);
            let id = match self.settled.get(&settled) {
                Some(id) => id.clone(),
                None => {
                    let known = self.known_need(&scope, &settled.1, &usual, &need, &pairs);
                    let id = known.unwrap_or_else(|| self.fresh_need(&scope, &usual));
                    self.settled.insert(settled, id.clone());
                    id
                }
            };
            renames.add(key, &id);
        }
    }

    /// The plan's needs by program and usual id.
    fn needs_by_pair(&self) -> BTreeMap<(&'p ProgramId, NeedId), Vec<(&'p NeedId, &'p Need)>> {
        let mut pairs: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, program) in &self.plan.programs {
            for (id, need) in &program.needs {
                let usual = NeedId::usual(&need.consumer, &need.source);
                pairs.entry((name, usual)).or_default().push((id, need));
            }
        }
        pairs
    }

    fn known_need(
        &mut self,
        scope: &Scope,
        identity: &Identity,
        usual: &NeedId,
        need: &Need,
        pairs: &BTreeMap<(&'p ProgramId, NeedId), Vec<(&'p NeedId, &'p Need)>>,
    ) -> Option<String> {
        if let Identity::External(external) = identity
            && let Some(id) = self
                .by_origin
                .get(&(scope.clone(), external.as_str()))
                .copied()
            && self.claim(scope, id)
        {
            return Some(id.to_owned());
        }
        let program = scope.0.as_ref()?;
        let all = pairs.get(&(program, usual.clone()))?;
        let of_source = |need: &Need| {
            let origin = need.meta.origin.as_ref();
            origin
                .is_some_and(|origin| origin.source == self.source && origin.external_id.is_none())
        };
        let by_hand = |need: &Need| need.meta.origin.is_none();
        let same_link = |other: &Need| other.link == need.link;
        let mut candidates: Vec<&NeedId> = Vec::new();
        let fits: [&dyn Fn(&Need) -> bool; 4] = [
            &|other| of_source(other) && same_link(other),
            &of_source,
            &|other| by_hand(other) && same_link(other),
            &by_hand,
        ];
        for fits in fits {
            candidates.extend(all.iter().filter(|(_, need)| fits(need)).map(|(id, _)| *id));
        }
        let mut candidates = candidates.into_iter();
        let known = candidates.find(|id| self.claim(scope, id.as_str()))?;
        Some(known.to_string())
    }

    fn fresh_need(&mut self, scope: &Scope, usual: &NeedId) -> String {
        let mut id = usual.to_string();
        let mut number = 2_usize;
        while self.plan.contains(scope.0.as_ref(), scope.1, &id) || !self.claim(scope, &id) {
            id = format!("{usual}#{number}");
            number += 1;
        }
        id
    }
}

fn scope(key: &EntityKey) -> Scope {
    (
        key.program.clone().filter(|_| !key.kind.is_shared()),
        key.kind,
    )
}

fn key(scope: &Scope, id: &str) -> EntityKey {
    EntityKey {
        program: scope.0.clone(),
        kind: scope.1,
        id: id.into(),
    }
}

fn identity(meta: &Meta, own: &str) -> Identity {
    let external = meta
        .origin
        .as_ref()
        .and_then(|origin| origin.external_id.clone());
    external.map_or_else(|| Identity::Own(own.to_owned()), Identity::External)
}

/// The usual id of a need, under the new ids of its ends.
fn usual_id(need: &Need, program: &ProgramId, renames: &Renames) -> NeedId {
    let renamed = |program: &ProgramId, item: &longpole_model::ItemId| {
        let key = renames.key(&EntityKey {
            program: Some(program.clone()),
            kind: EntityKind::Item,
            id: item.as_str().into(),
        });
        longpole_model::ItemId::new(&key.id).unwrap_or_else(|_invalid| item.clone())
    };
    let source = match &need.source {
        NeedSource::Item(other) => {
            let there = other.program.as_ref().unwrap_or(program);
            let (to, here) = (renames.program(there), renames.program(program));
            NeedSource::Item(ItemRef {
                program: Some(to).filter(|to| *to != here),
                item: renamed(there, &other.item),
            })
        }
        other @ (NeedSource::Decision(_) | NeedSource::Gate(_)) => other.clone(),
    };
    NeedId::usual(&renamed(program, &need.consumer), &source)
}

/// What an entity says that it is called in `source`: `also: LEDG-12`, `also: [jira/LEDG-12, A1000]`, and its former ids.
pub(super) fn known_as(meta: &Meta, source: &str) -> Vec<String> {
    let mut names = meta.aliases.clone();
    if let Some(also) = meta.fields.get(ALSO) {
        collect(also, &mut names);
    }
    let here = |name: String| match name.split_once('/') {
        Some((of, rest)) if of == source => rest.to_owned(),
        _ => name,
    };
    names.into_iter().map(here).collect()
}

fn collect(value: &FieldValue, names: &mut Vec<String>) {
    match value {
        FieldValue::Text(text) => names.push(text.clone()),
        FieldValue::List(values) => values.iter().for_each(|value| collect(value, names)),
        // A key that is all digits was read as a number.
        FieldValue::Number(thousandths) if thousandths % 1000 == 0 => {
            names.push((thousandths / 1000).to_string());
        }
        FieldValue::Number(_)
        | FieldValue::Flag(_)
        | FieldValue::Date(_)
        | FieldValue::Share(_) => {}
    }
}
