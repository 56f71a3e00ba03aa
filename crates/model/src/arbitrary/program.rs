//! Arbitrary programs: the charter, objectives, workstreams, resources and asks, and all the rest put together.

use std::collections::BTreeMap;

use crate::{
    Ask, AskLevel, Assignment, Charter, CharterState, CriticalBy, EntityKind, ExitCriterion,
    HealthRules, KeyResult, KeyResultId, LagCalendar, Measure, Objective, OutOfSequence, PersonId,
    Program, Resource, ResourceKind, ScheduleFrom, Scheduling, SchedulingProfile, SlackKind,
    Target, Workstream,
};

use super::draw::Draw;
use super::shared::capacity;
use super::work::items;
use super::world::{ProgramIds, World, before};

/// A program without its needs, which may cross programs.
pub(super) fn program(world: &World, ids: &ProgramIds) -> Program {
    let of = Of { world, ids };
    Program {
        charter: of.charter(),
        objectives: of.each(EntityKind::Objective, &ids.objectives, Of::objective),
        workstreams: of.each(EntityKind::Workstream, &ids.workstreams, Of::workstream),
        items: items(world, ids),
        needs: BTreeMap::new(),
        resources: of.each(EntityKind::Resource, &ids.resources, Of::resource),
        assignments: match (&*ids.items, &*ids.resources) {
            ([], _) | (_, []) => BTreeMap::new(),
            _ => of.each(EntityKind::Assignment, &ids.assignments, Of::assignment),
        },
        asks: match &*world.teams {
            [] => BTreeMap::new(),
            _ => of.each(EntityKind::Ask, &ids.asks, Of::ask),
        },
        risks: of.each(EntityKind::Risk, &ids.risks, Of::risk),
        assumptions: of.each(EntityKind::Assumption, &ids.assumptions, Of::assumption),
        issues: of.each(EntityKind::Issue, &ids.issues, Of::issue),
        decisions: of.each(EntityKind::Decision, &ids.decisions, Of::decision),
        gates: of.each(EntityKind::Gate, &ids.gates, Of::gate),
        waves: of.each(EntityKind::Wave, &ids.waves, Of::wave),
        runbooks: of.each(EntityKind::Runbook, &ids.runbooks, Of::runbook),
        probes: of.each(EntityKind::Probe, &ids.probes, Of::probe),
        updates: of.each(EntityKind::StatusUpdate, &ids.updates, Of::update),
        baselines: of.each(EntityKind::Baseline, &ids.baselines, Of::baseline),
        scenarios: of.each(EntityKind::Scenario, &ids.scenarios, Of::scenario),
        communication: of.each(EntityKind::Message, &ids.messages, Of::message),
        escalation: of.each(EntityKind::EscalationLevel, &ids.escalation, Of::level),
        raci: of.each(EntityKind::Raci, &ids.raci, Of::raci),
        allowances: of.each(EntityKind::Allowance, &ids.allowances, Of::allowance),
    }
}

/// The program that is being drawn, and the workspace around it.
pub(super) struct Of<'a> {
    pub(super) world: &'a World,
    pub(super) ids: &'a ProgramIds,
}

/// What is drawn: the choices, its place among its kind, its id.
pub(super) struct One<'a> {
    pub(super) index: usize,
    pub(super) id: &'a str,
}

impl Of<'_> {
    fn each<I: Ord + Clone + AsRef<str>, E>(
        &self,
        kind: EntityKind,
        ids: &[I],
        entity: impl Fn(&Self, &mut Draw, &One<'_>) -> E,
    ) -> BTreeMap<I, E> {
        let one = |(index, id): (usize, &I)| {
            let draw = &mut self.world.draw(kind, self.ids.index, index);
            let one = One {
                index,
                id: id.as_ref(),
            };
            (id.clone(), entity(self, draw, &one))
        };
        ids.iter().enumerate().map(one).collect()
    }

    pub(super) fn people(&self, draw: &mut Draw) -> Vec<PersonId> {
        draw.several(&self.world.people)
    }

    pub(super) fn somebody(&self, draw: &mut Draw) -> Option<PersonId> {
        draw.maybe(|draw| self.world.person(draw))
    }

    fn charter(&self) -> Charter {
        let draw = &mut self.world.draw(EntityKind::Charter, self.ids.index, 0);
        Charter {
            name: draw.words(),
            purpose: draw.words(),
            why_now: draw.words(),
            state: draw.one(&[
                CharterState::Draft,
                CharterState::InReview,
                CharterState::Chartered,
                CharterState::Rechartered,
                CharterState::Closing,
                CharterState::ClosedMet,
                CharterState::ClosedStopped,
            ]),
            chartered_on: draw.day(),
            revision: draw.number(4),
            recharter_on: draw.list(Draw::date),
            sponsor: self.somebody(draw),
            driver: self.somebody(draw),
            core_team: draw
                .list(Draw::text)
                .into_iter()
                .map(|function| (function, self.world.person(draw)))
                .collect::<BTreeMap<_, _>>()
                .into_iter()
                .collect(),
            affected_teams: draw.several(&self.world.teams),
            in_scope: draw.texts(),
            out_of_scope: draw.texts(),
            exit_criteria: draw.list(|draw| ExitCriterion {
                text: draw.text(),
                evidence: draw.words(),
                met_on: draw.day(),
                waived_by: self.somebody(draw),
            }),
            constraints: draw.texts(),
            governance: draw.words(),
            start: draw.day(),
            data_date: draw.day(),
            target: draw.maybe(|draw| Target {
                finish: draw.date(),
                confidence: draw.probability(),
            }),
            delay_cost: draw.rate(),
            budget: draw.cost(),
            cadence: draw.maybe(Draw::span),
            calendar: draw.some(&self.world.calendars),
            scheduling: draw.maybe(scheduling).unwrap_or_default(),
            health_rules: draw
                .maybe(|draw| HealthRules {
                    off_track_below: draw.probability(),
                    confidence: draw.probability(),
                    stale_after_days: draw.maybe(|draw| draw.number(100)),
                    risk_review_days: draw.number(100),
                    answer_within_days: draw.number(100),
                })
                .unwrap_or_default(),
            meta: draw.meta(self.ids.id.as_str()),
        }
    }

    fn objective(&self, draw: &mut Draw, one: &One<'_>) -> Objective {
        Objective {
            title: draw.words(),
            owner: self.somebody(draw),
            measure: draw.maybe(measure),
            by: draw.day(),
            key_results: (0..draw.below(3))
                .map(|number| {
                    let id = KeyResultId::new(&format!("{number}.10")).expect("an id");
                    (id, key_result(draw))
                })
                .collect(),
            meta: draw.meta(one.id),
        }
    }

    fn workstream(&self, draw: &mut Draw, one: &One<'_>) -> Workstream {
        Workstream {
            title: draw.words(),
            lead: self.somebody(draw),
            team: draw.some(&self.world.teams),
            parent: before(draw, one.index).map(|parent| self.ids.workstreams[parent].clone()),
            meta: draw.meta(one.id),
        }
    }

    fn resource(&self, draw: &mut Draw, one: &One<'_>) -> Resource {
        Resource {
            name: draw.words(),
            kind: draw.one(&[
                ResourceKind::Work,
                ResourceKind::Material,
                ResourceKind::Cost,
            ]),
            team: draw.some(&self.world.teams),
            person: self.somebody(draw),
            units: draw.maybe(|draw| draw.number(10_000)),
            availability: draw.list(capacity),
            calendar: draw.some(&self.world.calendars),
            rate: draw.rate(),
            meta: draw.meta(one.id),
        }
    }

    fn assignment(&self, draw: &mut Draw, one: &One<'_>) -> Assignment {
        Assignment {
            item: draw.one(&self.ids.items),
            resource: draw.one(&self.ids.resources),
            units: draw.maybe(|draw| draw.number(10_000)),
            work: draw.maybe(Draw::effort),
            actual_work: draw.maybe(Draw::effort),
            remaining_work: draw.maybe(Draw::effort),
            overtime: draw.maybe(Draw::effort),
            delay: draw.maybe(Draw::span),
            levelling_delay: draw.maybe(Draw::span),
            contour: draw.list(Draw::probability),
            meta: draw.meta(one.id),
        }
    }

    fn ask(&self, draw: &mut Draw, one: &One<'_>) -> Ask {
        Ask {
            of: draw.one(&self.world.teams),
            item: draw.some(&self.ids.items),
            objective: draw.some(&self.ids.objectives),
            level: draw.some(&[
                AskLevel::Vibes,
                AskLevel::Small,
                AskLevel::Medium,
                AskLevel::Large,
            ]),
            kind: draw.words(),
            what: draw.words(),
            champion: self.somebody(draw),
            from: draw.day(),
            by: draw.day(),
            takes: draw.maybe(Draw::span),
            accepted: draw.maybe(Draw::flag),
            meta: draw.meta(one.id),
        }
    }
}

fn measure(draw: &mut Draw) -> Measure {
    let figure = |draw: &mut Draw| draw.maybe(|draw| draw.below(2_000_000) as i64 - 100_000);
    Measure {
        name: draw.text(),
        from: figure(draw),
        to: figure(draw),
        now: figure(draw),
        seen_on: draw.day(),
    }
}

fn key_result(draw: &mut Draw) -> KeyResult {
    KeyResult {
        title: draw.text(),
        measure: draw.maybe(measure),
        committed: draw.flag(),
        grade: draw.share(),
        confidence: draw.share(),
    }
}

fn scheduling(draw: &mut Draw) -> Scheduling {
    Scheduling {
        profile: draw.one(&[
            SchedulingProfile::Longpole,
            SchedulingProfile::MicrosoftProject,
            SchedulingProfile::PrimaveraP6,
        ]),
        start_time: draw.moment().and_then(|moment| moment.time),
        data_time: draw.moment().and_then(|moment| moment.time),
        from: draw.one(&[ScheduleFrom::Start, ScheduleFrom::Finish]),
        finish: draw.moment(),
        out_of_sequence: draw.some(&[
            OutOfSequence::RetainedLogic,
            OutOfSequence::ProgressOverride,
            OutOfSequence::ActualDates,
        ]),
        lag_calendar: draw.some(&[
            LagCalendar::Predecessor,
            LagCalendar::Successor,
            LagCalendar::Clock,
            LagCalendar::Program,
        ]),
        slack: draw.some(&[SlackKind::Start, SlackKind::Finish, SlackKind::Smaller]),
        critical_slack: draw.maybe(Draw::span),
        critical_by: draw.one(&[CriticalBy::Slack, CriticalBy::LongestPath]),
        open_ends_critical: draw.flag(),
        expected_finish: draw.flag(),
        needs_before_constraints: draw.flag(),
        lags_from_actual_start: draw.flag(),
        ignores_other_programs: draw.flag(),
    }
}
