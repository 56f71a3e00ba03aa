//! Arbitrary risks, assumptions, issues and decisions, and the edits of the plan that those bring with them.

use std::collections::BTreeMap;

use crate::{
    Assumption, AssumptionState, DecideBy, Decision, DecisionOption, DecisionState, Issue,
    IssueState, ItemId, OptionId, PlanEdit, Response, ResponseId, ResponseKind, Reversibility,
    Risk, RiskState, RiskType, Severity, Span, Spread, Verdict,
};

use super::draw::Draw;
use super::program::{Of, One};

impl Of<'_> {
    pub(super) fn risk(&self, draw: &mut Draw, one: &One<'_>) -> Risk {
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

    pub(super) fn delays(&self, draw: &mut Draw) -> BTreeMap<ItemId, Spread<Span>> {
        let items = draw.several(&self.ids.items);
        items.into_iter().map(|item| (item, draw.spans())).collect()
    }

    pub(super) fn response(&self, draw: &mut Draw) -> Response {
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

    pub(super) fn assumption(&self, draw: &mut Draw, one: &One<'_>) -> Assumption {
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

    pub(super) fn issue(&self, draw: &mut Draw, one: &One<'_>) -> Issue {
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

    pub(super) fn decision(&self, draw: &mut Draw, one: &One<'_>) -> Decision {
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

    pub(super) fn option(&self, draw: &mut Draw) -> DecisionOption {
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
    pub(super) fn edits(&self, draw: &mut Draw) -> Vec<PlanEdit> {
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
}

fn decide_by(draw: &mut Draw) -> DecideBy {
    match draw.day() {
        None => DecideBy::Auto,
        Some(day) => DecideBy::On(day),
    }
}
