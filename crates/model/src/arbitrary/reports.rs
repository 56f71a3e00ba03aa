//! Arbitrary status updates, baselines, scenarios, communication and allowances.

use crate::{
    Allowance, Baseline, BaselineDates, BulletPoint, EscalationLevel, Health, Message, PathToGreen,
    Raci, Scenario, StatusUpdate, UpdateState, UpdateSubject,
};

use super::draw::Draw;
use super::program::{Of, One};

impl Of<'_> {
    pub(super) fn update(&self, draw: &mut Draw, one: &One<'_>) -> StatusUpdate {
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

    pub(super) fn baseline(&self, draw: &mut Draw, one: &One<'_>) -> Baseline {
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

    pub(super) fn scenario(&self, draw: &mut Draw, one: &One<'_>) -> Scenario {
        Scenario {
            title: draw.words(),
            by: self.somebody(draw),
            set: self.edits(draw),
            meta: draw.meta(one.id),
        }
    }

    pub(super) fn message(&self, draw: &mut Draw, one: &One<'_>) -> Message {
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

    pub(super) fn level(&self, draw: &mut Draw, one: &One<'_>) -> EscalationLevel {
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

    pub(super) fn raci(&self, draw: &mut Draw, one: &One<'_>) -> Raci {
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

    pub(super) fn allowance(&self, draw: &mut Draw, one: &One<'_>) -> Allowance {
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
