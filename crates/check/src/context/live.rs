//! What is still open: risks, issues, decisions, asks and migration units, over all running programs.

use std::collections::BTreeMap;

use longpole_model::{
    Ask, AskId, AskLevel, Decision, DecisionId, DecisionState, Issue, IssueId, IssueState,
    MigrationUnit, ProgramId, Risk, RiskId, Runbook, RunbookId, System, SystemId, TeamId,
};

use super::{Context, days_between};

impl<'a> Context<'a> {
    /// Risks that can still happen.
    pub(crate) fn live_risks(&self) -> impl Iterator<Item = (&'a ProgramId, &'a RiskId, &'a Risk)> {
        self.programs().flat_map(|(program, held)| {
            let live = held.risks.iter().filter(|(_, risk)| risk.state.is_live());
            live.map(move |(id, risk)| (program, id, risk))
        })
    }

    /// Issues that are not resolved.
    pub(crate) fn open_issues(
        &self,
    ) -> impl Iterator<Item = (&'a ProgramId, &'a IssueId, &'a Issue)> {
        let is_open = |issue: &Issue| match issue.state {
            IssueState::Open | IssueState::InProgress => true,
            IssueState::Resolved | IssueState::Closed => false,
        };
        self.programs().flat_map(move |(program, held)| {
            let open = held.issues.iter().filter(move |(_, issue)| is_open(issue));
            open.map(move |(id, issue)| (program, id, issue))
        })
    }

    /// Decisions that nobody has made.
    pub(crate) fn open_decisions(
        &self,
    ) -> impl Iterator<Item = (&'a ProgramId, &'a DecisionId, &'a Decision)> {
        self.programs().flat_map(|(program, held)| {
            let open = held
                .decisions
                .iter()
                .filter(|(_, decision)| is_undecided(decision));
            open.map(move |(id, decision)| (program, id, decision))
        })
    }

    /// The asks that count against a team's capacity, over all programs. Good wishes and refused asks do not.
    pub(crate) fn asks_by_team(
        &self,
    ) -> BTreeMap<&'a TeamId, Vec<(&'a ProgramId, &'a AskId, &'a Ask)>> {
        let mut by_team = BTreeMap::<_, Vec<_>>::new();
        for (program, held) in self.programs() {
            for (id, ask) in &held.asks {
                if ask.level != Some(AskLevel::Vibes) && ask.accepted != Some(false) {
                    by_team.entry(&ask.of).or_default().push((program, id, ask));
                }
            }
        }
        by_team
    }

    /// Runbooks whose cut-over is not done.
    pub(crate) fn open_runbooks(
        &self,
    ) -> impl Iterator<Item = (&'a ProgramId, &'a RunbookId, &'a Runbook)> {
        let runbooks = self.programs().flat_map(|(program, held)| {
            let runbooks = held.runbooks.iter();
            runbooks.map(move |(id, runbook)| (program, id, runbook))
        });
        runbooks.filter(|(program, _, runbook)| {
            let night = runbook
                .item
                .as_ref()
                .and_then(|item| self.item(program, item));
            night.is_none_or(|night| night.is_open())
        })
    }

    /// Systems under migration.
    pub(crate) fn units(
        &self,
    ) -> impl Iterator<Item = (&'a SystemId, &'a System, &'a MigrationUnit)> {
        let systems = self.workspace.systems.iter();
        systems.filter_map(|(id, system)| Some((id, system, system.migration.as_ref()?)))
    }

    /// Whether the unit's wave begins within so many days, or has begun.
    pub(crate) fn wave_starts_within(&self, unit: &MigrationUnit, days: i64) -> bool {
        let Some(wave) = &unit.wave else {
            return false;
        };
        let mut starts = self
            .programs()
            .filter(|(program, _)| unit.program.as_ref().is_none_or(|named| named == *program))
            .filter_map(|(_, held)| held.waves.get(wave)?.from);
        starts.any(|from| days_between(self.today, from) <= days)
    }

    /// Whether a runbook says that it is for the system.
    pub(crate) fn has_runbook(&self, system: &SystemId) -> bool {
        let mut runbooks = self.programs().flat_map(|(_, held)| held.runbooks.values());
        runbooks.any(|runbook| runbook.system.as_ref() == Some(system))
    }
}

/// Whether nobody has made the decision.
pub(crate) fn is_undecided(decision: &Decision) -> bool {
    match decision.state {
        DecisionState::Drafted | DecisionState::Open => true,
        DecisionState::Decided
        | DecisionState::InForce
        | DecisionState::UnderReview
        | DecisionState::Superseded
        | DecisionState::Retired
        | DecisionState::DefaultTaken => false,
    }
}
