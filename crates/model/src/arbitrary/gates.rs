//! Arbitrary gates, waves, runbooks and probes.

use crate::{
    Attestation, Criterion, CriterionId, CriterionKind, ExceptionId, ExceptionState, Gate,
    GateException, ItemAtGate, ItemId, NeedSource, Probe, ProbePattern, ProbeTarget, Runbook,
    RunbookStep, StepId, Wave,
};

use super::draw::Draw;
use super::program::{Of, One};
use super::work::{middle, sources};

impl Of<'_> {
    pub(super) fn gate(&self, draw: &mut Draw, one: &One<'_>) -> Gate {
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

    pub(super) fn criterion(&self, draw: &mut Draw) -> Criterion {
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

    pub(super) fn exception(&self, draw: &mut Draw, item: ItemId) -> GateException {
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

    pub(super) fn wave(&self, draw: &mut Draw, one: &One<'_>) -> Wave {
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

    pub(super) fn runbook(&self, draw: &mut Draw, one: &One<'_>) -> Runbook {
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

    pub(super) fn step(&self, draw: &mut Draw) -> RunbookStep {
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

    pub(super) fn probe(&self, draw: &mut Draw, one: &One<'_>) -> Probe {
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
