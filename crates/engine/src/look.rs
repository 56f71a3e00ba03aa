//! A look at one program of an analysis: titles, owners, teams and dates by key, for the answers.

use std::collections::BTreeMap;

use longpole_check::Subject as HealthSubject;
use longpole_model::{
    DecisionId, EntityKey, EntityKind, GateId, Item, ItemId, ItemTree, Names, PersonId, Program,
    ProgramId, ResourceId, TeamId, Workspace,
};
use longpole_schedule::{ItemDates, NodeIndex, Part, Subject};

use crate::Analysis;

/// One program of an analysis, with its item tree indexed.
pub(crate) struct Look<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) workspace: &'a Workspace,
    pub(crate) id: &'a ProgramId,
    pub(crate) program: &'a Program,
    pub(crate) tree: ItemTree<'a>,
}

impl<'a> Look<'a> {
    /// At `program`; `None` when there is no such program.
    pub(crate) fn at(analysis: &'a Analysis, program: &ProgramId) -> Option<Self> {
        Self::through(
            &Names::of(&analysis.scheduled.plan.workspace),
            analysis,
            program,
        )
    }

    fn through(names: &Names<'a>, analysis: &'a Analysis, program: &ProgramId) -> Option<Self> {
        let workspace = &analysis.scheduled.plan.workspace;
        let (id, program) = workspace.programs.get_key_value(program)?;
        let tree = ItemTree::of(names, id)?;
        Some(Self {
            analysis,
            workspace,
            id,
            program,
            tree,
        })
    }

    /// After how many calendar days a status is stale.
    pub(crate) fn stale_after_days(&self) -> Option<i64> {
        let healths = &self.analysis.report.healths.by_subject;
        healths
            .get(&HealthSubject::Program(self.id.clone()))
            .map(|health| health.stale_after_days)
    }

    pub(crate) fn title(&self, key: &EntityKey) -> String {
        self.workspace.display_name(key)
    }

    /// The item at `key`, where it is one of this program.
    pub(crate) fn item(&self, key: &EntityKey) -> Option<&'a Item> {
        match key.kind {
            EntityKind::Item if key.program.as_ref() == Some(self.id) => {
                self.program.items.get(&*key.id)
            }
            _ => None,
        }
    }

    /// Who answers for an item, decision or gate of this program.
    pub(crate) fn owner(&self, key: &EntityKey) -> Option<&'a PersonId> {
        match key.kind {
            EntityKind::Item => {
                let (id, _) = self.program.items.get_key_value(&*key.id)?;
                let effective = self.tree.effective(id);
                let lead = || self.workspace.teams.get(effective.team?)?.lead.as_ref();
                effective.owner.or_else(lead)
            }
            EntityKind::Decision => self.program.decisions.get(&*key.id)?.approver.first(),
            EntityKind::Gate => self.program.gates.get(&*key.id)?.decides.as_ref(),
            _ => None,
        }
    }

    /// The team that does an item of this program.
    pub(crate) fn team(&self, key: &EntityKey) -> Option<&'a TeamId> {
        let (id, _) = self
            .program
            .items
            .get_key_value(&*key.id)
            .filter(|_| key.kind == EntityKind::Item)?;
        self.tree.effective(id).team
    }

    /// The resources that are assigned to an item of this program, each once, by name.
    pub(crate) fn resources(&self, key: &EntityKey) -> Vec<String> {
        if self.item(key).is_none() {
            return Vec::new();
        }
        let assignments = self.program.assignments.values();
        let mut resources: Vec<&ResourceId> = Vec::new();
        for assignment in assignments.filter(|it| it.item.as_str() == &*key.id) {
            if !resources.contains(&&assignment.resource) {
                resources.push(&assignment.resource);
            }
        }
        resources.iter().map(|id| self.resource_name(id)).collect()
    }

    fn resource_name(&self, id: &ResourceId) -> String {
        let resource = self.program.resources.get(id);
        let own = resource.and_then(|resource| resource.name.clone());
        let person = || {
            let person = resource?.person.as_ref()?;
            Some(self.title(&EntityKey::shared(EntityKind::Person, person)))
        };
        own.or_else(person).unwrap_or_else(|| id.to_string())
    }

    pub(crate) fn node(&self, key: &EntityKey) -> Option<NodeIndex> {
        self.analysis.scheduled.network.node(&subject_of(key)?)
    }

    pub(crate) fn dates(&self, key: &EntityKey) -> Option<ItemDates> {
        let scheduled = &self.analysis.scheduled;
        Some(
            scheduled
                .schedule
                .dates(&scheduled.network, self.node(key)?),
        )
    }

    /// The working minutes that a day means in the program's own calendar.
    pub(crate) fn minutes_per_day(&self) -> u32 {
        let network = &self.analysis.scheduled.network;
        let node = network
            .programs
            .iter()
            .find(|node| node.program == *self.id);
        node.map_or(480, |node| {
            network.calendars[node.calendar as usize].minutes_per_day()
        })
    }
}

/// Every program of an analysis, each indexed once.
pub(crate) struct Looks<'a>(BTreeMap<&'a ProgramId, Look<'a>>);

impl<'a> Looks<'a> {
    pub(crate) fn of(analysis: &'a Analysis) -> Self {
        let workspace = &analysis.scheduled.plan.workspace;
        let names = Names::of(workspace);
        let look = |id| Some((id, Look::through(&names, analysis, id)?));
        Self(workspace.programs.keys().filter_map(look).collect())
    }

    pub(crate) fn at(&self, program: &ProgramId) -> Option<&Look<'a>> {
        self.0.get(program)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Look<'a>> {
        self.0.values()
    }
}

/// What in the network an entity is; `None` where it has no dates.
pub(crate) fn subject_of(key: &EntityKey) -> Option<Subject> {
    let part = match key.kind {
        EntityKind::Item => Part::Item(ItemId::new(&key.id).ok()?),
        EntityKind::Decision => Part::Decision(DecisionId::new(&key.id).ok()?),
        EntityKind::Gate => Part::Gate(GateId::new(&key.id).ok()?),
        _ => return None,
    };
    Some(Subject {
        program: key.program.clone()?,
        part,
    })
}
