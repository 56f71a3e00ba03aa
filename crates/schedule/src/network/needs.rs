//! Needs as links, and decisions and gates as the points that they may wait for.

use longpole_model::{
    Asked, DecisionId, GateId, ItemId, LinkKind, Need, NeedId, NeedLag, NeedSource,
};

use super::build::Builder;
use super::points::{place_decision, place_gate, point};
use super::scope::Scope;
use super::{Lag, Link, LinkRole, NodeIndex, NodeKind};
use crate::{NeedRef, RemarkKind, Subject};

/// Whether a need still holds its consumer: not when it was withdrawn or replaced, nor when the consumer has accepted it.
pub(super) fn binds(need: &Need) -> bool {
    let is_open = match need.asked {
        Asked::Identified | Asked::Requested => true,
        Asked::Accepted | Asked::Withdrawn | Asked::Superseded => false,
    };
    is_open && need.accepted_on.is_none()
}

impl Builder {
    /// Adds the decisions and gates of a program. A gate with an item of its own shares that item's node.
    pub(super) fn add_points(&mut self, scope: &Scope<'_>, program: u32) {
        for id in scope.program.decisions.keys() {
            self.add_decision(scope, id, program);
        }
        for id in scope.program.gates.keys() {
            self.add_gate(scope, id, program);
        }
        for (id, decision) in &scope.program.decisions {
            let replacement = decision.superseded_by.as_ref();
            if let Some(by) = replacement.and_then(|by| self.decision_node(scope, by)) {
                let node = self.by_subject[&Subject::decision(scope.id, id)];
                self.tie(by, node, LinkKind::FinishToFinish, LinkRole::Replacement);
            }
        }
    }

    fn add_decision(&mut self, scope: &Scope<'_>, id: &DecisionId, program: u32) {
        let charter = &self.programs[program as usize];
        let calendar = &self.calendars.calendars[charter.calendar as usize];
        let subject = Subject::decision(scope.id, id);
        let mut node = point(
            subject.clone(),
            NodeKind::Decision,
            program,
            charter.calendar,
        );
        let mut remarks = Vec::new();
        let decision = &scope.program.decisions[id];
        place_decision(&mut node, decision, calendar, charter, &mut remarks);
        for kind in remarks {
            self.remark(&subject, kind);
        }
        let node = self.add_node(node);
        self.by_subject.insert(subject, node);
    }

    fn add_gate(&mut self, scope: &Scope<'_>, id: &GateId, program: u32) {
        let gate = &scope.program.gates[id];
        let subject = Subject::gate(scope.id, id);
        let shared = gate
            .item
            .as_ref()
            .and_then(|item| self.gate_item(scope, item, program));
        let node = shared.unwrap_or_else(|| {
            let calendar = self.programs[program as usize].calendar;
            self.add_node(point(subject.clone(), NodeKind::Gate, program, calendar))
        });
        let mut remarks = Vec::new();
        let calendar = &self.calendars.calendars[self.nodes[node].calendar as usize];
        let charter = &self.programs[program as usize];
        place_gate(&mut self.nodes[node], gate, calendar, charter, &mut remarks);
        self.nodes[node].kind = NodeKind::Gate;
        for kind in remarks {
            self.remark(&subject, kind);
        }
        self.by_subject.insert(subject, node);
    }

    /// The node of the item that stands for a gate: a milestone that no other gate has taken.
    fn gate_item(&self, scope: &Scope<'_>, item: &ItemId, program: u32) -> Option<NodeIndex> {
        let number = scope.item(item)?;
        let node = self.item_nodes[program as usize][number];
        let is_taken = self.gate_items.contains(&node);
        let is_milestone = scope.items[number].1.is_milestone() && !scope.is_summary(number);
        (is_milestone && !is_taken).then_some(node)
    }

    /// Adds the needs of a program's items and gates.
    pub(super) fn add_needs(&mut self, scopes: &[Scope<'_>], program: usize) {
        let scope = &scopes[program];
        for (id, need) in &scope.program.needs {
            if binds(need) {
                self.add_need(scopes, program, id, need);
            }
        }
        for (id, gate) in &scope.program.gates {
            let node = self.by_subject[&Subject::gate(scope.id, id)];
            for source in &gate.needs {
                if self.is_inactive(scopes, program, source) {
                    continue;
                }
                match self.source(scopes, program, source) {
                    Some(from) => self.add_gate_need(from, node),
                    None => {
                        let name = source_name(source);
                        self.remark(
                            &Subject::gate(scope.id, id),
                            RemarkKind::UnknownGateSource(name),
                        );
                    }
                }
            }
        }
        self.tie_loose_efforts(scope, program);
    }

    fn add_gate_need(&mut self, from: NodeIndex, gate: NodeIndex) {
        match self.ties.get_mut(&from) {
            Some(spans) => spans.push(gate),
            None => self.tie(from, gate, LinkKind::FinishToStart, LinkRole::Gate),
        }
    }

    fn add_need(&mut self, scopes: &[Scope<'_>], program: usize, id: &NeedId, need: &Need) {
        let scope = &scopes[program];
        if scope.is_inactive(&need.consumer) || self.is_inactive(scopes, program, &need.source) {
            return;
        }
        let consumer = Subject::item(scope.id, &need.consumer);
        let Some(number) = scope.item(&need.consumer) else {
            self.remark(&consumer, RemarkKind::UnknownConsumer(id.clone()));
            return;
        };
        let Some(from) = self.source(scopes, program, &need.source) else {
            self.remark(&consumer, RemarkKind::UnknownSource(id.clone()));
            return;
        };
        let node = self.item_nodes[program][number];
        if let Some(spans) = self.ties.get_mut(&node) {
            spans.push(from);
        } else if let Some(spans) = self.ties.get_mut(&from) {
            spans.push(node);
            self.remark(&consumer, RemarkKind::NeedsLevelOfEffort(id.clone()));
        } else {
            let to = self.entries[program][number].unwrap_or(node);
            self.needs.push(NeedRef {
                program: scope.id.clone(),
                need: id.clone(),
            });
            if need.lag != NeedLag::NONE {
                let number = self.needs.len() as u32 - 1;
                self.stated.lags.push((number, need.lag));
            }
            self.links.push(Link {
                from,
                to,
                kind: need.link,
                lag: self.lag(need.lag, from, to),
                role: LinkRole::Need(self.needs.len() as u32 - 1),
            });
        }
    }

    /// A share is one of what is still to do of the provider, as Microsoft Project has it of the predecessor's duration.
    fn lag(&self, lag: NeedLag, from: NodeIndex, to: NodeIndex) -> Lag {
        let calendar = &self.calendars.calendars[self.nodes[to].calendar as usize];
        let (minutes, elapsed) = match lag {
            NeedLag::Time(span) => (calendar.minutes_of(span), span.elapsed),
            NeedLag::Share {
                milli_percent,
                elapsed,
            } => (share_of(self.nodes[from].duration, milli_percent), elapsed),
        };
        if elapsed {
            Lag::Elapsed(minutes)
        } else {
            Lag::Work(minutes)
        }
    }

    /// Whether what is needed takes no part, so that nothing waits for it.
    fn is_inactive(&self, scopes: &[Scope<'_>], program: usize, source: &NeedSource) -> bool {
        match source {
            NeedSource::Item(item) => {
                let program = match &item.program {
                    Some(id) => self.program_numbers.get(id).copied(),
                    None => Some(program),
                };
                program.is_some_and(|program| scopes[program].is_inactive(&item.item))
            }
            NeedSource::Decision(_) | NeedSource::Gate(_) => false,
        }
    }

    fn source(
        &self,
        scopes: &[Scope<'_>],
        program: usize,
        source: &NeedSource,
    ) -> Option<NodeIndex> {
        match source {
            NeedSource::Item(item) => {
                let program = match &item.program {
                    Some(id) => *self.program_numbers.get(id)?,
                    None => program,
                };
                let number = scopes[program].item(&item.item)?;
                Some(self.item_nodes[program][number])
            }
            NeedSource::Decision(id) => self.decision_node(&scopes[program], id),
            NeedSource::Gate(id) => self.gate_node(&scopes[program], id),
        }
    }

    fn decision_node(&self, scope: &Scope<'_>, id: &DecisionId) -> Option<NodeIndex> {
        let subject = Subject::decision(scope.id, scope.decision(id)?);
        self.by_subject.get(&subject).copied()
    }

    fn gate_node(&self, scope: &Scope<'_>, id: &GateId) -> Option<NodeIndex> {
        let subject = Subject::gate(scope.id, scope.gate(id)?);
        self.by_subject.get(&subject).copied()
    }

    /// A level of effort without needs lasts as long as the summary that it is part of, else as its program.
    fn tie_loose_efforts(&mut self, scope: &Scope<'_>, program: usize) {
        for number in 0..scope.items.len() {
            let node = self.item_nodes[program][number];
            let Some(parent) = scope.parent[number] else {
                continue;
            };
            let parent = self.item_nodes[program][parent];
            if let Some(spans) = self.ties.get_mut(&node)
                && spans.is_empty()
            {
                spans.push(parent);
            }
        }
    }
}

/// `minutes` times a share in thousandths of a percent, rounded half up.
fn share_of(minutes: i64, milli_percent: i64) -> i64 {
    let product = i128::from(minutes) * i128::from(milli_percent);
    let share = (product + 50_000).div_euclid(100_000);
    share.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
}

fn source_name(source: &NeedSource) -> String {
    match source {
        NeedSource::Item(item) => item.to_string(),
        NeedSource::Decision(id) => id.to_string(),
        NeedSource::Gate(id) => id.to_string(),
    }
}
