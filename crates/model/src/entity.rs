//! Entities: the one list of kinds, where each lives, and how any of them is addressed, put and removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::{
    Allowance, AllowanceId, Ask, AskId, Assignment, AssignmentId, Assumption, AssumptionId,
    Baseline, BaselineId, Calendar, CalendarId, Change, Charter, Decision, DecisionId,
    EscalationId, EscalationLevel, Gate, GateId, Issue, IssueId, Item, ItemId, Message, MessageId,
    Meta, Need, NeedId, Objective, ObjectiveId, Person, PersonId, Probe, ProbeId, Program,
    ProgramId, Raci, RaciId, Resource, ResourceId, Risk, RiskId, Runbook, RunbookId, Scenario,
    ScenarioId, StatusUpdate, System, SystemId, Team, TeamId, UpdateId, Wave, WaveId, Workspace,
    Workstream, WorkstreamId,
};

/// The address of an entity: its program (none for what programs share), kind and id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey {
    /// The program that holds it; `None` for calendars, teams, people and systems.
    pub program: Option<ProgramId>,
    /// What it is.
    pub kind: EntityKind,
    /// Its id within program and kind. A charter's is its program's.
    pub id: Arc<str>,
}

impl fmt::Display for EntityKey {
    /// `program/items.tokens-api`, as `set` and findings write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(program) = &self.program {
            write!(f, "{program}/")?;
        }
        write!(f, "{}.{}", self.kind.section(), self.id)
    }
}

macro_rules! entities {
    (
        shared { $($(#[$sdoc:meta])* $shared:ident($sid:ident) $sfield:ident $ssection:literal;)* }
        program { $($(#[$pdoc:meta])* $owned:ident($pid:ident) $pfield:ident $psection:literal;)* }
    ) => {
        /// What kind of entity. The order is the order of sections in a plan file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EntityKind {
            /// A program's own record.
            Charter,
            $($(#[$sdoc])* $shared,)*
            $($(#[$pdoc])* $owned,)*
        }

        impl EntityKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[Self::Charter, $(Self::$shared,)* $(Self::$owned,)*];

            /// The section of a plan file that holds entities of this kind.
            pub fn section(self) -> &'static str {
                match self {
                    Self::Charter => "program",
                    $(Self::$shared => $ssection,)*
                    $(Self::$owned => $psection,)*
                }
            }

            /// Whether programs share it.
            pub fn is_shared(self) -> bool {
                match self {
                    Self::Charter => false,
                    $(Self::$shared => true,)*
                    $(Self::$owned => false,)*
                }
            }
        }

        /// Any entity, with its value.
        #[expect(clippy::large_enum_variant, reason = "held for the length of a change, never in bulk")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Entity {
            /// A program's own record.
            Charter(Charter),
            $($(#[$sdoc])* $shared($shared),)*
            $($(#[$pdoc])* $owned($owned),)*
        }

        impl Entity {
            /// What kind it is.
            pub fn kind(&self) -> EntityKind {
                match self {
                    Self::Charter(_) => EntityKind::Charter,
                    $(Self::$shared(_) => EntityKind::$shared,)*
                    $(Self::$owned(_) => EntityKind::$owned,)*
                }
            }

            /// Its former ids, origin and custom fields.
            pub fn meta(&self) -> &Meta {
                match self {
                    Self::Charter(charter) => &charter.meta,
                    $(Self::$shared(entity) => &entity.meta,)*
                    $(Self::$owned(entity) => &entity.meta,)*
                }
            }

            /// The same, to be changed.
            pub fn meta_mut(&mut self) -> &mut Meta {
                match self {
                    Self::Charter(charter) => &mut charter.meta,
                    $(Self::$shared(entity) => &mut entity.meta,)*
                    $(Self::$owned(entity) => &mut entity.meta,)*
                }
            }
        }

        impl Workspace {
            /// The entity at `key`, if there is one.
            pub fn get(&self, key: &EntityKey) -> Option<Entity> {
                let program = || self.programs.get(key.program.as_ref()?);
                match key.kind {
                    EntityKind::Charter => program().map(|program| Entity::Charter(program.charter.clone())),
                    $(EntityKind::$shared => self.$sfield.get(&*key.id).cloned().map(Entity::$shared),)*
                    $(EntityKind::$owned => program()?.$pfield.get(&*key.id).cloned().map(Entity::$owned),)*
                }
            }

            /// Calls `each` with the program, kind, id, former ids, origin and custom fields of every entity.
            pub fn for_each_meta<'a>(
                &'a self,
                mut each: impl FnMut(Option<&'a ProgramId>, EntityKind, &'a str, &'a Meta),
            ) {
                $(for (id, entity) in &self.$sfield {
                    each(None, EntityKind::$shared, id.as_str(), &entity.meta);
                })*
                for (name, program) in &self.programs {
                    each(Some(name), EntityKind::Charter, name.as_str(), &program.charter.meta);
                    $(for (id, entity) in &program.$pfield {
                        each(Some(name), EntityKind::$owned, id.as_str(), &entity.meta);
                    })*
                }
            }

            /// Whether there is an entity of `kind` called `id` in `program` (`None` for what programs share). A charter
            /// is found by its program's id alone.
            pub fn contains(&self, program: Option<&ProgramId>, kind: EntityKind, id: &str) -> bool {
                let program = program.and_then(|id| self.programs.get(id));
                match kind {
                    EntityKind::Charter => self.programs.contains_key(id),
                    $(EntityKind::$shared => self.$sfield.contains_key(id),)*
                    $(EntityKind::$owned => program.is_some_and(|program| program.$pfield.contains_key(id)),)*
                }
            }

            /// Whether exactly `expected` stands at `key`.
            pub(crate) fn holds(&self, key: &EntityKey, expected: Option<&Entity>) -> bool {
                let program = key.program.as_ref().and_then(|id| self.programs.get(id));
                match key.kind {
                    EntityKind::Charter => match (program, expected) {
                        (Some(program), Some(Entity::Charter(charter))) => program.charter == *charter,
                        (found, expected) => found.is_none() && expected.is_none(),
                    },
                    $(EntityKind::$shared => match (self.$sfield.get(&*key.id), expected) {
                        (Some(found), Some(Entity::$shared(expected))) => found == expected,
                        (found, expected) => found.is_none() && expected.is_none(),
                    },)*
                    $(EntityKind::$owned => {
                        match (program.and_then(|program| program.$pfield.get(&*key.id)), expected) {
                            (Some(found), Some(Entity::$owned(expected))) => found == expected,
                            (found, expected) => found.is_none() && expected.is_none(),
                        }
                    })*
                }
            }

            /// The changes that turn `self` into `after`, in order of program, kind and id.
            pub(crate) fn differences(&self, after: &Self) -> Vec<Change> {
                let mut changes = Vec::new();
                $(differing(&self.$sfield, &after.$sfield, |id, before, after| changes.push(Change {
                    key: EntityKey { program: None, kind: EntityKind::$shared, id: id.as_str().into() },
                    before: before.cloned().map(Entity::$shared),
                    after: after.cloned().map(Entity::$shared),
                }));)*
                let nothing = Program::default();
                differing(&self.programs, &after.programs, |name, before, after| {
                    let key = |kind, id: &str| EntityKey { program: Some(name.clone()), kind, id: id.into() };
                    let charter = |program: Option<&Program>| program.map(|program| program.charter.clone());
                    if charter(before) != charter(after) {
                        changes.push(Change {
                            key: key(EntityKind::Charter, name.as_str()),
                            before: charter(before).map(Entity::Charter),
                            after: charter(after).map(Entity::Charter),
                        });
                    }
                    let (before, after) = (before.unwrap_or(&nothing), after.unwrap_or(&nothing));
                    $(differing(&before.$pfield, &after.$pfield, |id, before, after| changes.push(Change {
                        key: key(EntityKind::$owned, id.as_str()),
                        before: before.cloned().map(Entity::$owned),
                        after: after.cloned().map(Entity::$owned),
                    }));)*
                });
                changes
            }

            /// The ids of one kind's entities in `program` (`None` for what programs share), in order.
            pub fn ids_of(&self, program: Option<&ProgramId>, kind: EntityKind) -> Vec<&str> {
                let program = program.and_then(|id| self.programs.get_key_value(id));
                match kind {
                    EntityKind::Charter => program.map(|(id, _)| id.as_str()).into_iter().collect(),
                    $(EntityKind::$shared => self.$sfield.keys().map($sid::as_str).collect(),)*
                    $(EntityKind::$owned => {
                        let entities = program.map(|(_, program)| &program.$pfield);
                        entities.into_iter().flatten().map(|(id, _)| id.as_str()).collect()
                    })*
                }
            }

            /// Every entity's key, in order of program, kind and id; what is shared comes first.
            pub fn keys(&self) -> Vec<EntityKey> {
                let mut keys = Vec::new();
                $(keys.extend(self.$sfield.keys().map(|id| EntityKey {
                    program: None,
                    kind: EntityKind::$shared,
                    id: id.as_str().into(),
                }));)*
                for (name, program) in &self.programs {
                    let key = |kind, id: &str| EntityKey { program: Some(name.clone()), kind, id: id.into() };
                    keys.push(key(EntityKind::Charter, name.as_str()));
                    $(keys.extend(program.$pfield.keys().map(|id| key(EntityKind::$owned, id.as_str())));)*
                }
                keys
            }

            /// Puts `entity` at `key`, whatever was there. `false` when the two are of different kinds, the id is none, or
            /// the program does not exist (a charter makes it).
            pub fn put(&mut self, key: &EntityKey, entity: Entity) -> bool {
                match (key.kind, entity) {
                    (EntityKind::Charter, Entity::Charter(charter)) => match &key.program {
                        Some(id) if id.as_str() == &*key.id => {
                            self.programs.entry(id.clone()).or_default().charter = charter;
                            true
                        }
                        _ => false,
                    },
                    $((EntityKind::$shared, Entity::$shared(entity)) => match (&key.program, $sid::new(&key.id)) {
                        (None, Ok(id)) => {
                            self.$sfield.insert(id, entity);
                            true
                        }
                        _ => false,
                    },)*
                    $((EntityKind::$owned, Entity::$owned(entity)) => {
                        let program = key.program.as_ref().and_then(|id| self.programs.get_mut(id));
                        match (program, $pid::new(&key.id)) {
                            (Some(program), Ok(id)) => {
                                program.$pfield.insert(id, entity);
                                true
                            }
                            _ => false,
                        }
                    })*
                    _ => false,
                }
            }

            /// Removes the entity at `key`. A charter goes only with the last of its program's entities; `false` when
            /// nothing was removed.
            pub(crate) fn remove(&mut self, key: &EntityKey) -> bool {
                match key.kind {
                    EntityKind::Charter => {
                        let Some(id) = &key.program else { return false };
                        let alone = self.programs.get(id).is_some_and(|program| {
                            *program == Program { charter: program.charter.clone(), ..Program::default() }
                        });
                        alone && self.programs.remove(id).is_some()
                    }
                    $(EntityKind::$shared => self.$sfield.remove(&*key.id).is_some(),)*
                    $(EntityKind::$owned => key
                        .program
                        .as_ref()
                        .and_then(|id| self.programs.get_mut(id))
                        .is_some_and(|program| program.$pfield.remove(&*key.id).is_some()),)*
                }
            }
        }
    };
}

/// Calls `found` with every key whose value differs, in order.
fn differing<I: Ord, E: PartialEq>(
    before: &BTreeMap<I, E>,
    after: &BTreeMap<I, E>,
    mut found: impl FnMut(&I, Option<&E>, Option<&E>),
) {
    let ids: BTreeSet<&I> = before.keys().chain(after.keys()).collect();
    for id in ids {
        let (before, after) = (before.get(id), after.get(id));
        if before != after {
            found(id, before, after);
        }
    }
}

entities! {
    shared {
        /// A working-time calendar.
        Calendar(CalendarId) calendars "calendars";
        /// A team.
        Team(TeamId) teams "teams";
        /// A person or role.
        Person(PersonId) people "people";
        /// A system, perhaps under migration.
        System(SystemId) systems "systems";
    }
    program {
        /// An objective.
        Objective(ObjectiveId) objectives "objectives";
        /// A workstream.
        Workstream(WorkstreamId) workstreams "workstreams";
        /// An item of work.
        Item(ItemId) items "items";
        /// A need.
        Need(NeedId) needs "needs";
        /// A resource.
        Resource(ResourceId) resources "resources";
        /// An assignment.
        Assignment(AssignmentId) assignments "assignments";
        /// An ask.
        Ask(AskId) asks "asks";
        /// A risk.
        Risk(RiskId) risks "risks";
        /// An assumption.
        Assumption(AssumptionId) assumptions "assumptions";
        /// An issue.
        Issue(IssueId) issues "issues";
        /// A decision.
        Decision(DecisionId) decisions "decisions";
        /// A gate.
        Gate(GateId) gates "gates";
        /// A wave.
        Wave(WaveId) waves "waves";
        /// A cut-over runbook.
        Runbook(RunbookId) runbooks "runbooks";
        /// A probe.
        Probe(ProbeId) probes "probes";
        /// A status update.
        StatusUpdate(UpdateId) updates "updates";
        /// A baseline.
        Baseline(BaselineId) baselines "baselines";
        /// A scenario.
        Scenario(ScenarioId) scenarios "scenarios";
        /// A line of the communication plan.
        Message(MessageId) communication "communication";
        /// A level of the escalation path.
        EscalationLevel(EscalationId) escalation "escalation";
        /// A row of the responsibility matrix.
        Raci(RaciId) raci "raci";
        /// An allowance.
        Allowance(AllowanceId) allowances "allow";
    }
}
