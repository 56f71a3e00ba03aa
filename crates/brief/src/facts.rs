//! What a document about a program draws on: the engine's answers, put together once.

use jiff::civil::Date;
use longpole_document::Status;
use longpole_engine::answers::{
    ContractLine, DecisionLine, Freshness, LongPole, MilestoneLine, ProgramLine, RiskLine,
    contracts, decisions, freshness, long_pole, milestones, program_line, risks,
};
use longpole_engine::check::Finding;
use longpole_engine::{Analysis, Insights};
use longpole_model::{
    EntityKey, EntityKind, ItemTree, Names, PersonId, Program, ProgramId, TeamId, Workspace,
};

use crate::words;

/// A program with the answers to every question about it.
pub(crate) struct Facts<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) workspace: &'a Workspace,
    pub(crate) id: &'a ProgramId,
    pub(crate) program: &'a Program,
    pub(crate) tree: ItemTree<'a>,
    pub(crate) line: ProgramLine<'a>,
    pub(crate) milestones: Vec<MilestoneLine<'a>>,
    pub(crate) pole: Option<LongPole>,
    pub(crate) contracts: Vec<ContractLine<'a>>,
    pub(crate) risks: Vec<RiskLine<'a>>,
    pub(crate) decisions: Vec<DecisionLine<'a>>,
    pub(crate) freshness: Option<Freshness>,
    /// Findings that stand in this program, errors first.
    pub(crate) findings: Vec<&'a Finding>,
}

impl<'a> Facts<'a> {
    /// `None` when the analysis has no such program.
    pub(crate) fn of(
        analysis: &'a Analysis,
        insights: &'a Insights,
        program: &ProgramId,
    ) -> Option<Self> {
        let workspace = &analysis.scheduled.plan.workspace;
        let (id, contents) = workspace.programs.get_key_value(program)?;
        Some(Self {
            analysis,
            workspace,
            id,
            program: contents,
            tree: ItemTree::of(&Names::of(workspace), id)?,
            line: program_line(analysis, id)?,
            milestones: milestones(analysis, id),
            pole: long_pole(analysis, id),
            contracts: contracts(analysis, Some(id)),
            risks: risks(analysis, insights, id),
            decisions: decisions(analysis, insights, id),
            freshness: freshness(analysis, id),
            findings: findings_of(analysis, id),
        })
    }

    /// The key of the program's own record.
    pub(crate) fn charter_key(&self) -> EntityKey {
        EntityKey::program(self.id)
    }

    /// The key of something in the program.
    pub(crate) fn key(&self, kind: EntityKind, id: impl AsRef<str>) -> EntityKey {
        EntityKey::of(self.id, kind, id)
    }

    /// The day against which things are overdue.
    pub(crate) fn now(&self) -> Date {
        self.analysis.scheduled.options.now
    }

    /// Whether everything that the finish depends on has an estimate.
    pub(crate) fn is_forecast_known(&self) -> bool {
        self.line.forecast.finish.is_complete() && self.has_open_items()
    }

    /// Whether anything is left to do.
    pub(crate) fn has_open_items(&self) -> bool {
        let mut leaves = self
            .program
            .items
            .iter()
            .filter(|(id, _)| !self.tree.is_summary(id));
        leaves.any(|(_, item)| !item.is_finished())
    }

    /// The program's computed health, as a status.
    pub(crate) fn status(&self) -> Option<Status> {
        let health = self.line.health.health.filter(|_| self.has_open_items());
        health.map(words::status)
    }

    /// Working days from one day to another in the program's calendar.
    pub(crate) fn working_days(&self, from: Date, to: Date) -> i64 {
        self.analysis.scheduled.working_days(self.id, from, to)
    }

    /// What people call a person.
    pub(crate) fn person(&self, person: &PersonId) -> String {
        person_name(self.workspace, person)
    }

    /// What people call a team.
    pub(crate) fn team(&self, team: &TeamId) -> String {
        team_name(self.workspace, team)
    }

    /// Who answers for something: the person, else the team, else nobody.
    pub(crate) fn who(&self, person: Option<&PersonId>, team: Option<&TeamId>) -> Option<String> {
        let team = || team.map(|team| self.team(team));
        person.map(|person| self.person(person)).or_else(team)
    }
}

/// What people call a person.
pub(crate) fn person_name(workspace: &Workspace, person: &PersonId) -> String {
    workspace.display_name(&EntityKey::shared(EntityKind::Person, person))
}

/// What people call a team.
pub(crate) fn team_name(workspace: &Workspace, team: &TeamId) -> String {
    workspace.display_name(&EntityKey::shared(EntityKind::Team, team))
}

fn findings_of<'a>(analysis: &'a Analysis, program: &ProgramId) -> Vec<&'a Finding> {
    let here = |finding: &&Finding| finding.at.program.as_ref().is_none_or(|at| at == program);
    let mut findings: Vec<_> = analysis.report.findings.iter().filter(here).collect();
    // Stable, so that the report's order by place holds within a severity.
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}
