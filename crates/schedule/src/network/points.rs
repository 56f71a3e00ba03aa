//! Decisions and gates as nodes: points in time with a day of their own.

use longpole_model::{DecideBy, Decision, DecisionState, Gate, Moment, Verdict};

use super::progress::finish_wall;
use super::{Anchor, AnchorKind, Node, NodeKind, NodeState, ProgramNode, Work};
use crate::{RemarkKind, Subject, Wall, WorkCalendar};

/// A point in time without anything known about it.
pub(super) fn point(subject: Subject, kind: NodeKind, program: u32, calendar: u32) -> Node {
    Node {
        subject,
        kind,
        program,
        calendar,
        own_calendar: calendar,
        state: NodeState::Planned,
        duration: 0,
        work: Work::None,
        used: 0,
        start_floor: Wall::MIN,
        finish_floor: Wall::MIN,
        constraint: None,
        anchors: Vec::new(),
    }
}

/// Puts the day of `decision` into its node.
pub(super) fn place_decision(
    node: &mut Node,
    decision: &Decision,
    calendar: &WorkCalendar,
    program: &ProgramNode,
    remarks: &mut Vec<RemarkKind>,
) {
    let is_deferred = decision.verdict == Some(Verdict::Deferred);
    match decision.decided_on {
        Some(on) if !is_deferred => {
            if on > program.data_date {
                remarks.push(RemarkKind::FinishAfterDataDate(on));
            }
            node.state = finished(finish_wall(Moment::day(on), calendar));
        }
        _ if is_made(decision) && !is_deferred => {
            if decision.superseded_by.is_none() {
                remarks.push(RemarkKind::DecidedWithoutDate);
                node.state = finished(calendar.day_start(Wall::midnight(program.data_date)));
            }
        }
        _ => {
            let set = match decision.decide_by {
                Some(DecideBy::On(date)) => Some(date),
                Some(DecideBy::Auto) | None => None,
            };
            let day = decision.deferred_to.or(set);
            if day.is_none() && decision.decide_by.is_none() {
                remarks.push(RemarkKind::DecisionWithoutDate);
            }
            if let Some(day) = day {
                node.finish_floor = finish_wall(Moment::day(day), calendar);
            }
        }
    }
}

/// Whether it holds nothing up any more. A default that was taken is a decision.
fn is_made(decision: &Decision) -> bool {
    match decision.state {
        DecisionState::Drafted | DecisionState::Open => false,
        DecisionState::Decided
        | DecisionState::InForce
        | DecisionState::UnderReview
        | DecisionState::Superseded
        | DecisionState::Retired
        | DecisionState::DefaultTaken => true,
    }
}

/// Puts the day of `gate` into its node: it is ruled at the end of its day, never before.
pub(super) fn place_gate(
    node: &mut Node,
    gate: &Gate,
    calendar: &WorkCalendar,
    program: &ProgramNode,
    remarks: &mut Vec<RemarkKind>,
) {
    if let Some(passed) = gate.passed_on {
        if passed > program.data_date {
            remarks.push(RemarkKind::FinishAfterDataDate(passed));
        }
        node.state = finished(finish_wall(Moment::day(passed), calendar));
    }
    if let Some(on) = gate.on {
        let at = finish_wall(Moment::day(on), calendar);
        node.finish_floor = node.finish_floor.max(at);
        node.anchors.push(Anchor {
            at,
            kind: AnchorKind::GateDay,
        });
    }
}

fn finished(at: Wall) -> NodeState {
    NodeState::Finished {
        start: at,
        finish: at,
    }
}
