//! Arbitrary programs: the charter, and everything in one beside items and needs.

use std::collections::BTreeMap;

use crate::{
    Allowance, Ask, AskLevel, Assignment, Assumption, AssumptionState, Attestation, Baseline,
    BaselineDates, BulletPoint, Charter, CharterState, Criterion, CriterionId, CriterionKind,
    DecideBy, Decision, DecisionOption, DecisionState, EntityKind, EscalationLevel, ExceptionId,
    ExceptionState, ExitCriterion, Gate, GateException, Health, HealthRules, Issue, IssueState,
    ItemAtGate, ItemId, KeyResult, KeyResultId, Measure, Message, NeedSource, Objective, OptionId,
    PathToGreen, PersonId, PlanEdit, Probe, ProbePattern, ProbeTarget, Program, Raci, Resource,
    ResourceKind, Response, ResponseId, ResponseKind, Reversibility, Risk, RiskState, RiskType,
    Runbook, RunbookStep, Scenario, Severity, Span, Spread, StatusUpdate, StepId, Target,
    UpdateState, UpdateSubject, Verdict, Wave, Workstream,
};

use super::draw::Draw;
use super::work::{items, middle, sources};
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
struct Of<'a> {
    world: &'a World,
    ids: &'a ProgramIds,
}

/// What is drawn: the choices, its place among its kind, its id.
struct One<'a> {
    index: usize,
    id: &'a str,
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

    fn people(&self, draw: &mut Draw) -> Vec<PersonId> {
        draw.several(&self.world.people)
    }

    fn somebody(&self, draw: &mut Draw) -> Option<PersonId> {
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
            delay: draw.maybe(Draw::span),
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

    fn risk(&self, draw: &mut Draw, one: &One<'_>) -> Risk {
        Risk {
            title: draw.words(),
            because: draw.words(),
            maybe: draw.words(),
            then: draw.words(),
            objectives: draw.several(&self.ids.objectives),
            category: draw.words(),
            kind: draw.one(&[RiskType::Threat, RiskType::Opportunity]),
            probability: draw.share(),
            probability_source: draw.words(),
            delays: self.delays(draw),
            cost: draw.cost(),
            quality: draw.words(),
            from: draw.day(),
            until: draw.day(),
            velocity: draw.maybe(Draw::span),
            trigger: draw.words(),
            triggered_on: draw.day(),
            owner: self.somebody(draw),
            responses: (0..draw.below(3))
                .map(|number| {
                    let id = ResponseId::new(["no", "1.10", "b"][number as usize]);
                    (id.expect("an id"), self.response(draw))
                })
                .collect(),
            contingency: draw.words(),
            fallback: draw.words(),
            secondary: draw.several(&self.ids.risks[..one.index]),
            state: draw.one(&[
                RiskState::Open,
                RiskState::Proposed,
                RiskState::Responding,
                RiskState::Watching,
                RiskState::Triggered,
                RiskState::Closed,
                RiskState::Retired,
                RiskState::Accepted,
            ]),
            accepted_by: self.somebody(draw),
            accepted_until: draw.day(),
            reviewed_on: draw.day(),
            evidence: draw.texts(),
            meta: draw.meta(one.id),
        }
    }

    fn delays(&self, draw: &mut Draw) -> BTreeMap<ItemId, Spread<Span>> {
        let items = draw.several(&self.ids.items);
        items.into_iter().map(|item| (item, draw.spans())).collect()
    }

    fn response(&self, draw: &mut Draw) -> Response {
        Response {
            title: draw.words(),
            kind: draw.one(&[
                ResponseKind::Mitigate,
                ResponseKind::Avoid,
                ResponseKind::Transfer,
                ResponseKind::Accept,
                ResponseKind::Escalate,
                ResponseKind::Exploit,
                ResponseKind::Share,
                ResponseKind::Enhance,
            ]),
            cost: draw.cost(),
            probability: draw.share(),
            delays: self.delays(draw),
            owner: self.somebody(draw),
            due: draw.day(),
            decide_by: draw.maybe(decide_by),
            active: draw.flag(),
            done_on: draw.day(),
        }
    }

    fn assumption(&self, draw: &mut Draw, one: &One<'_>) -> Assumption {
        Assumption {
            statement: draw.words(),
            owner: self.somebody(draw),
            validate_by: draw.day(),
            test: draw.words(),
            if_false: draw.words(),
            items: draw.several(&self.ids.items),
            state: draw.one(&[
                AssumptionState::Open,
                AssumptionState::Confirmed,
                AssumptionState::Refuted,
            ]),
            meta: draw.meta(one.id),
        }
    }

    fn issue(&self, draw: &mut Draw, one: &One<'_>) -> Issue {
        Issue {
            title: draw.words(),
            severity: draw.some(&[
                Severity::Low,
                Severity::Medium,
                Severity::High,
                Severity::Critical,
            ]),
            owner: self.somebody(draw),
            opened_on: draw.day(),
            due: draw.day(),
            escalation: draw.some(&self.ids.escalation),
            risk: draw.some(&self.ids.risks),
            items: draw.several(&self.ids.items),
            action: draw.words(),
            state: draw.one(&[
                IssueState::Open,
                IssueState::InProgress,
                IssueState::Resolved,
                IssueState::Closed,
            ]),
            meta: draw.meta(one.id),
        }
    }

    fn decision(&self, draw: &mut Draw, one: &One<'_>) -> Decision {
        let options: Vec<OptionId> = ["null", "1.10", "keep"][..draw.below(4) as usize]
            .iter()
            .map(|id| OptionId::new(id).expect("an id"))
            .collect();
        Decision {
            question: draw.words(),
            why_now: draw.words(),
            state: draw.one(&[
                DecisionState::Open,
                DecisionState::Drafted,
                DecisionState::Decided,
                DecisionState::InForce,
                DecisionState::UnderReview,
                DecisionState::Superseded,
                DecisionState::Retired,
                DecisionState::DefaultTaken,
            ]),
            decide_by: draw.maybe(decide_by),
            default: draw.some(&options),
            recommendation: draw.some(&options),
            chosen: draw.some(&options),
            options: options
                .into_iter()
                .map(|id| (id, self.option(draw)))
                .collect(),
            confidence: draw.share(),
            driver: self.somebody(draw),
            approver: draw.list(|draw| self.world.person(draw)),
            contributors: self.people(draw),
            informed: self.people(draw),
            dissent: self
                .people(draw)
                .into_iter()
                .map(|person| (person, draw.text()))
                .collect(),
            evidence: draw.texts(),
            opened_on: draw.day(),
            decided_on: draw.day(),
            verdict: draw.some(&[Verdict::Accepted, Verdict::Rejected, Verdict::Deferred]),
            rationale: draw.words(),
            deferred_to: draw.day(),
            review_by: draw.day(),
            supersedes: draw.several(&self.ids.decisions[..one.index]),
            superseded_by: draw.some(&self.ids.decisions[one.index + 1..]),
            verification: draw.words(),
            meta: draw.meta(one.id),
        }
    }

    fn option(&self, draw: &mut Draw) -> DecisionOption {
        DecisionOption {
            title: draw.words(),
            because: draw.words(),
            against: draw.words(),
            cost: draw.cost(),
            reversibility: draw.some(&[Reversibility::OneWay, Reversibility::TwoWay]),
            risk: draw.words(),
            set: self.edits(draw),
            drops: draw.several(&self.ids.items),
        }
    }

    /// Edits of fields that there are; no path twice.
    fn edits(&self, draw: &mut Draw) -> Vec<PlanEdit> {
        // A dot in an id would make the path ambiguous.
        let plain: Vec<_> = self
            .ids
            .items
            .iter()
            .filter(|id| !id.as_str().contains('.'))
            .cloned()
            .collect();
        let items = draw.several(&plain);
        let edit = |item| match draw.below(3) {
            0 => PlanEdit {
                path: format!("items.{item}.estimate"),
                value: Some(draw.spans().likely().to_string()),
            },
            1 => PlanEdit {
                path: format!("items.{item}.title"),
                value: Some(draw.text()),
            },
            _ => PlanEdit {
                path: format!("items.{item}.owner"),
                value: None,
            },
        };
        items.into_iter().map(edit).collect()
    }

    fn gate(&self, draw: &mut Draw, one: &One<'_>) -> Gate {
        let mut needs: Vec<NeedSource> = sources(self.world, self.ids, middle(self.ids));
        needs.extend(
            self.ids.gates[..one.index]
                .iter()
                .cloned()
                .map(NeedSource::Gate),
        );
        Gate {
            title: draw.words(),
            on: draw.day(),
            decides: self.somebody(draw),
            criteria: (0..draw.below(5))
                .map(|number| {
                    let id = CriterionId::new(&format!("{number}")).expect("an id");
                    (id, self.criterion(draw))
                })
                .collect(),
            items: draw
                .several(&self.ids.items)
                .into_iter()
                .map(|item| (item, item_at_gate(draw)))
                .collect(),
            needs: draw.several(&needs),
            item: draw
                .flag()
                .then(|| self.ids.items.get(middle(self.ids)).cloned())
                .flatten(),
            if_missed: draw.words(),
            exceptions: draw
                .several(&self.ids.items)
                .into_iter()
                .map(|item| {
                    let id = ExceptionId::new(&format!("more-time.{item}")).expect("an id");
                    (id, self.exception(draw, item))
                })
                .collect(),
            passed_on: draw.day(),
            meta: draw.meta(one.id),
        }
    }

    fn criterion(&self, draw: &mut Draw) -> Criterion {
        let text = draw.words();
        let probe = draw.some(&self.ids.probes);
        let item = draw.some(&self.ids.items);
        let kind = match (draw.below(3), probe, item) {
            (0, Some(probe), _) => CriterionKind::Probe {
                probe,
                at_most: draw.below(1000),
            },
            (1, _, Some(item)) => CriterionKind::Done { item },
            (2, _, _) => CriterionKind::Green {
                job: draw.text(),
                runs: draw.number(9) + 1,
            },
            _ => CriterionKind::Attest {
                by: self.world.person(draw),
                attested: draw.maybe(|draw| Attestation {
                    met: draw.flag(),
                    on: draw.date(),
                    evidence: draw.words(),
                }),
            },
        };
        Criterion { text, kind }
    }

    fn exception(&self, draw: &mut Draw, item: ItemId) -> GateException {
        GateException {
            item,
            owner: self.somebody(draw),
            state: draw.one(&[
                ExceptionState::Requested,
                ExceptionState::Approved,
                ExceptionState::Refused,
                ExceptionState::Tracked,
                ExceptionState::Removed,
            ]),
            requested_on: draw.day(),
            extra_days: draw.maybe(|draw| draw.number(30)),
            why: draw.words(),
            risk_if_added: draw.words(),
            risk_if_cut: draw.words(),
            ruled_by: self.somebody(draw),
            ruled_on: draw.day(),
            granted_until: draw.day(),
            evidence: draw.texts(),
        }
    }

    fn wave(&self, draw: &mut Draw, one: &One<'_>) -> Wave {
        Wave {
            title: draw.words(),
            systems: draw.several(&self.world.systems),
            after: draw.several(&self.ids.waves[..one.index]),
            owner: self.somebody(draw),
            prerequisites: draw.texts(),
            acceptance: draw.texts(),
            item: draw.some(&self.ids.items),
            from: draw.day(),
            to: draw.day(),
            lessons: draw.texts(),
            meta: draw.meta(one.id),
        }
    }

    fn runbook(&self, draw: &mut Draw, one: &One<'_>) -> Runbook {
        let mut order: Vec<StepId> = ["b", "a", "1.10", "yes"][..draw.below(5) as usize]
            .iter()
            .map(|id| StepId::new(id).expect("an id"))
            .collect();
        if !order.is_empty() {
            let first = draw.below(order.len() as u64) as usize;
            order.rotate_left(first);
        }
        Runbook {
            title: draw.words(),
            system: draw.some(&self.world.systems),
            environment: draw.words(),
            owner: self.somebody(draw),
            item: draw.some(&self.ids.items),
            window: draw.maybe(Draw::span),
            steps: order
                .iter()
                .map(|id| (id.clone(), self.step(draw)))
                .collect(),
            point_of_no_return: draw.some(&order),
            order,
            rollback_criteria: draw.texts(),
            rehearsals: draw.list(|draw| (draw.date(), draw.span())),
            validation: draw.texts(),
            communication: draw.texts(),
            based_on: draw.some(&self.ids.runbooks[..one.index]),
            meta: draw.meta(one.id),
        }
    }

    fn step(&self, draw: &mut Draw) -> RunbookStep {
        RunbookStep {
            action: draw.text(),
            owner: self.somebody(draw),
            verifier: self.somebody(draw),
            takes: draw.maybe(Draw::span),
            rollback: draw.words(),
            checkpoint: draw.flag(),
            planned: draw.moment(),
            started: draw.moment(),
            finished: draw.moment(),
        }
    }

    fn probe(&self, draw: &mut Draw, one: &One<'_>) -> Probe {
        Probe {
            title: draw.words(),
            repo: draw.words(),
            find: draw.maybe(|draw| match draw.below(4) {
                0 => ProbePattern::Regex(draw.text()),
                1 => ProbePattern::Files(draw.text()),
                2 => ProbePattern::Dependency(draw.text()),
                _ => ProbePattern::Ast {
                    pattern: draw.text(),
                    language: draw.text(),
                },
            }),
            within: draw.texts(),
            target: draw.maybe(|draw| ProbeTarget {
                count: draw.below(10_000),
                by: draw.day(),
            }),
            team: draw.some(&self.world.teams),
            meta: draw.meta(one.id),
        }
    }

    fn update(&self, draw: &mut Draw, one: &One<'_>) -> StatusUpdate {
        let workstream = draw.some(&self.ids.workstreams);
        let item = draw.some(&self.ids.items);
        StatusUpdate {
            about: match (item, workstream) {
                (Some(item), _) => UpdateSubject::Item(item),
                (None, Some(workstream)) => UpdateSubject::Workstream(workstream),
                (None, None) => UpdateSubject::Program,
            },
            on: draw.date(),
            by: self.somebody(draw),
            health: draw.some(&Health::ALL),
            summary: draw.words(),
            points: draw.list(|draw| BulletPoint {
                text: draw.text(),
                health: draw.some(&Health::ALL),
            }),
            next: draw.texts(),
            blocked_on: draw.texts(),
            ask: draw.words(),
            help_wanted: draw.words(),
            done: draw.maybe(|draw| {
                let total = draw.number(50);
                (draw.number(total + 1), total)
            }),
            path_to_green: draw.maybe(|draw| PathToGreen {
                cause: Some(draw.text()),
                actions: draw.list(|draw| (draw.text(), self.somebody(draw), draw.day())),
                expected: draw.day(),
                decision: draw.words(),
                cost: draw.cost(),
            }),
            state: draw.one(&[
                UpdateState::Published,
                UpdateState::Draft,
                UpdateState::Edited,
                UpdateState::Corrected,
            ]),
            inputs: draw.words(),
            link: draw.words(),
            meta: draw.meta(one.id),
        }
    }

    fn baseline(&self, draw: &mut Draw, one: &One<'_>) -> Baseline {
        Baseline {
            name: draw.words(),
            on: draw.date(),
            approved_by: self.somebody(draw),
            items: draw
                .several(&self.ids.items)
                .into_iter()
                .map(|item| {
                    let (start, finish) = draw.period();
                    let dates = BaselineDates {
                        start: draw.maybe(|_| start),
                        finish: Some(finish),
                        duration: draw.maybe(Draw::span),
                    };
                    (item, dates)
                })
                .collect(),
            meta: draw.meta(one.id),
        }
    }

    fn scenario(&self, draw: &mut Draw, one: &One<'_>) -> Scenario {
        Scenario {
            title: draw.words(),
            by: self.somebody(draw),
            set: self.edits(draw),
            meta: draw.meta(one.id),
        }
    }

    fn message(&self, draw: &mut Draw, one: &One<'_>) -> Message {
        Message {
            audience: draw.text(),
            message: draw.words(),
            channel: draw.words(),
            every: draw.maybe(Draw::span),
            owner: self.somebody(draw),
            template: draw.words(),
            days_before: draw.list(|draw| draw.number(60)),
            meta: draw.meta(one.id),
        }
    }

    fn level(&self, draw: &mut Draw, one: &One<'_>) -> EscalationLevel {
        EscalationLevel {
            level: one.index as u32 + 1,
            days_late: draw.maybe(|draw| draw.number(60)),
            no_answer_days: draw.maybe(|draw| draw.number(60)),
            slack_below_days: draw.maybe(|draw| draw.number(60) as i32 - 30),
            person: self.somebody(draw),
            action: draw.words(),
            next_after: draw.maybe(Draw::span),
            meta: draw.meta(one.id),
        }
    }

    fn raci(&self, draw: &mut Draw, one: &One<'_>) -> Raci {
        Raci {
            item: draw.some(&self.ids.items),
            what: draw.words(),
            responsible: self.people(draw),
            accountable: self.people(draw),
            consulted: self.people(draw),
            informed: self.people(draw),
            teams: draw.several(&self.world.teams),
            meta: draw.meta(one.id),
        }
    }

    fn allowance(&self, draw: &mut Draw, one: &One<'_>) -> Allowance {
        let at = draw.some(&self.ids.items);
        Allowance {
            rule: draw.one(&["item-without-owner", "stale-status"]).to_owned(),
            at: at.map(|item| format!("items.{item}")),
            reason: draw.text(),
            by: self.somebody(draw),
            until: draw.date(),
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

fn decide_by(draw: &mut Draw) -> DecideBy {
    match draw.day() {
        None => DecideBy::Auto,
        Some(day) => DecideBy::On(day),
    }
}

fn item_at_gate(draw: &mut Draw) -> ItemAtGate {
    draw.one(&[
        ItemAtGate::NotAssessed,
        ItemAtGate::Tracked,
        ItemAtGate::AtRisk,
        ItemAtGate::ExceptionPending,
        ItemAtGate::ExceptionApproved,
        ItemAtGate::Removed,
        ItemAtGate::Deferred,
    ])
}
