//! Names: what a text refers to, by an id of today or by one from before a rename.

use std::collections::BTreeMap;

use crate::{
    AllowanceId, AskId, AssignmentId, AssumptionId, BaselineId, CalendarId, DecisionId, EntityKey,
    EntityKind, EscalationId, GateId, IssueId, ItemId, ItemRef, MessageId, NeedId, ObjectiveId,
    PersonId, ProbeId, ProgramId, RaciId, ResourceId, RiskId, RunbookId, ScenarioId, SystemId,
    TeamId, UpdateId, WaveId, Workspace, WorkstreamId,
};

/// The former ids of everything in a workspace, looked up once.
///
/// An id of today goes before a former one. Former ids that two entities had are found as [`AliasClash`]; the first in
/// order of ids is meant.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    workspace: &'a Workspace,
    /// Ids of today by program, kind and former id.
    aliases: BTreeMap<(Option<&'a ProgramId>, EntityKind), BTreeMap<&'a str, &'a str>>,
    clashes: Vec<AliasClash>,
}

/// A former id that does not name one entity alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AliasClash {
    /// The former id.
    pub alias: String,
    /// The entity that has it as its id today, or that had it too. It is the one that the text means.
    pub meant: EntityKey,
    /// The entity that had it, too.
    pub other: EntityKey,
}

impl<'a> Names<'a> {
    /// Collects the former ids of `workspace`.
    pub fn of(workspace: &'a Workspace) -> Self {
        let mut names = Self {
            workspace,
            aliases: BTreeMap::new(),
            clashes: Vec::new(),
        };
        workspace.for_each_meta(|program, kind, id, meta| {
            for alias in &meta.aliases {
                names.add(program, kind, id, alias);
            }
        });
        names.clashes.sort();
        names
    }

    fn add(
        &mut self,
        program: Option<&'a ProgramId>,
        kind: EntityKind,
        id: &'a str,
        alias: &'a str,
    ) {
        // A program's former ids are looked for among all programs.
        let scope = program.filter(|_| kind != EntityKind::Charter);
        let by_alias = self.aliases.entry((scope, kind)).or_default();
        let today = self.workspace.contains(scope, kind, alias).then_some(alias);
        let meant = today.or_else(|| by_alias.get(alias).copied());
        match meant {
            Some(meant) if meant != id => self.clashes.push(AliasClash {
                alias: alias.to_owned(),
                meant: key(scope, kind, meant),
                other: key(scope, kind, id),
            }),
            Some(_) => {}
            None => {
                by_alias.insert(alias, id);
            }
        }
    }

    /// The workspace whose names these are.
    pub fn workspace(&self) -> &'a Workspace {
        self.workspace
    }

    /// Former ids that do not name one entity alone, sorted.
    pub fn clashes(&self) -> &[AliasClash] {
        &self.clashes
    }

    /// The entity of `kind` that `text` names in `program` (`None` for what programs share).
    pub fn resolve(
        &self,
        program: Option<&ProgramId>,
        kind: EntityKind,
        text: &str,
    ) -> Option<EntityKey> {
        if kind == EntityKind::Charter {
            return self
                .resolve_program(text)
                .map(|id| key(None, kind, id.as_str()));
        }
        let program = match program.filter(|_| !kind.is_shared()) {
            Some(program) => Some(self.resolve_program(program.as_str())?),
            None => None,
        };
        if self.workspace.contains(program, kind, text) {
            return Some(key(program, kind, text));
        }
        let id = self.alias(program, kind, text)?;
        Some(key(program, kind, id))
    }

    fn alias(&self, program: Option<&ProgramId>, kind: EntityKind, text: &str) -> Option<&'a str> {
        self.aliases.get(&(program, kind))?.get(text).copied()
    }

    /// The program that `text` names.
    pub fn resolve_program(&self, text: &str) -> Option<&'a ProgramId> {
        let programs = &self.workspace.programs;
        let by_alias = || programs.get_key_value(self.alias(None, EntityKind::Charter, text)?);
        programs
            .get_key_value(text)
            .or_else(by_alias)
            .map(|(id, _)| id)
    }

    /// The program and item that `item`, written in `program`, refers to.
    pub fn resolve_item_ref(
        &self,
        program: &ProgramId,
        item: &ItemRef,
    ) -> Option<(&'a ProgramId, &'a ItemId)> {
        let program = item.program.as_ref().unwrap_or(program);
        let program = self.resolve_program(program.as_str())?;
        Some((program, self.resolve_item(program, item.item.as_str())?))
    }
}

/// The key of an entity; a charter's program is the one that it is of.
fn key(program: Option<&ProgramId>, kind: EntityKind, id: &str) -> EntityKey {
    let of_charter = || {
        ProgramId::new(id)
            .ok()
            .filter(|_| kind == EntityKind::Charter)
    };
    EntityKey {
        program: program.cloned().or_else(of_charter),
        kind,
        id: id.into(),
    }
}

macro_rules! resolve {
    (
        shared { $($shared:ident($shared_map:ident, $shared_kind:ident) -> $shared_id:ident;)* }
        program { $($owned:ident($owned_map:ident, $owned_kind:ident) -> $owned_id:ident;)* }
    ) => {
        impl<'a> Names<'a> {
            $(
                /// What `text` names, by an id of today or a former one.
                pub fn $shared(&self, text: &str) -> Option<&'a $shared_id> {
                    let entities = &self.workspace.$shared_map;
                    let by_alias = || entities.get_key_value(self.alias(None, EntityKind::$shared_kind, text)?);
                    entities.get_key_value(text).or_else(by_alias).map(|(id, _)| id)
                }
            )*
            $(
                /// What `text` names in `program`, by an id of today or a former one.
                pub fn $owned(&self, program: &ProgramId, text: &str) -> Option<&'a $owned_id> {
                    let program = self.resolve_program(program.as_str())?;
                    let entities = &self.workspace.programs[program].$owned_map;
                    let by_alias =
                        || entities.get_key_value(self.alias(Some(program), EntityKind::$owned_kind, text)?);
                    entities.get_key_value(text).or_else(by_alias).map(|(id, _)| id)
                }
            )*
        }
    };
}

resolve! {
    shared {
        resolve_calendar(calendars, Calendar) -> CalendarId;
        resolve_team(teams, Team) -> TeamId;
        resolve_person(people, Person) -> PersonId;
        resolve_system(systems, System) -> SystemId;
    }
    program {
        resolve_objective(objectives, Objective) -> ObjectiveId;
        resolve_workstream(workstreams, Workstream) -> WorkstreamId;
        resolve_item(items, Item) -> ItemId;
        resolve_need(needs, Need) -> NeedId;
        resolve_resource(resources, Resource) -> ResourceId;
        resolve_assignment(assignments, Assignment) -> AssignmentId;
        resolve_ask(asks, Ask) -> AskId;
        resolve_risk(risks, Risk) -> RiskId;
        resolve_assumption(assumptions, Assumption) -> AssumptionId;
        resolve_issue(issues, Issue) -> IssueId;
        resolve_decision(decisions, Decision) -> DecisionId;
        resolve_gate(gates, Gate) -> GateId;
        resolve_wave(waves, Wave) -> WaveId;
        resolve_runbook(runbooks, Runbook) -> RunbookId;
        resolve_probe(probes, Probe) -> ProbeId;
        resolve_update(updates, StatusUpdate) -> UpdateId;
        resolve_baseline(baselines, Baseline) -> BaselineId;
        resolve_scenario(scenarios, Scenario) -> ScenarioId;
        resolve_message(communication, Message) -> MessageId;
        resolve_escalation(escalation, EscalationLevel) -> EscalationId;
        resolve_raci(raci, Raci) -> RaciId;
        resolve_allowance(allowances, Allowance) -> AllowanceId;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::{Entity, arbitrary};

    /// Items as `id` or `id=former,former`; the answer is what each alias means, then the clashes.
    fn check(items: &str, texts: &[&str], expected: impl IntoData) {
        let mut workspace = Workspace::default();
        let p = ProgramId::new("p").unwrap();
        let program = workspace.programs.entry(p.clone()).or_default();
        program.charter.meta.aliases = vec!["old-p".into()];
        for word in items.split_whitespace() {
            let (id, aliases) = word.split_once('=').unwrap_or((word, ""));
            let item = program.items.entry(ItemId::new(id).unwrap()).or_default();
            let aliases = aliases.split(',').filter(|alias| !alias.is_empty());
            item.meta.aliases = aliases.map(Into::into).collect();
        }
        let names = Names::of(&workspace);
        let old = ProgramId::new("old-p").unwrap();
        let mut lines = Vec::new();
        for text in texts {
            let id = names.resolve_item(&p, text);
            assert_eq!(names.resolve_item(&old, text), id);
            lines.push(format!(
                "{text} is {}",
                id.map_or("nothing", ItemId::as_str)
            ));
        }
        let clash =
            |clash: &AliasClash| format!("{}: {}, not {}", clash.alias, clash.meant, clash.other);
        lines.extend(names.clashes().iter().map(clash));
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn a_former_id_still_finds_what_it_named() {
        check(
            "tokens-api=tokens,api other",
            &["tokens-api", "tokens", "api", "gone"],
            str![[r#"
tokens-api is tokens-api
tokens is tokens-api
api is tokens-api
gone is nothing
"#]],
        );
    }

    #[test]
    fn an_id_of_today_goes_before_a_former_one() {
        check(
            "a=b b",
            &["b"],
            str![[r#"
b is b
b: p/items.b, not p/items.a
"#]],
        );
    }

    #[test]
    fn a_former_id_of_two_is_found() {
        check(
            "a=x b=x",
            &["x"],
            str![[r#"
x is a
x: p/items.a, not p/items.b
"#]],
        );
    }

    proptest! {
        #[test]
        fn every_entity_is_found_by_its_id_and_by_its_former_ids(workspace in arbitrary::workspace()) {
            let names = Names::of(&workspace);
            prop_assert_eq!(names.clashes(), &[]);
            for key in workspace.keys() {
                let entity: Entity = workspace.get(&key).unwrap();
                let aliases = entity.meta().aliases.iter().map(String::as_str);
                for text in aliases.chain([&*key.id]) {
                    prop_assert_eq!(names.resolve(key.program.as_ref(), key.kind, text), Some(key.clone()));
                }
            }
        }
    }
}
