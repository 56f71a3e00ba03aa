//! The risk: what makes it one, who accepts it, and the issue that it becomes when it happens.
//!
//! proposed → open → responding → watching → triggered; on the side: closed, retired, accepted until a day.

use jiff::civil::Date;

use super::refusal::absent;
use super::{Refusal, RefusalCode, says};
use crate::{Issue, PersonId, Risk, RiskId, RiskState, RiskType};

/// What is to be done with a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RiskMove {
    /// Take it seriously; also again, after it was accepted, closed or retired.
    Open,
    /// Carry out its responses.
    Respond,
    /// Watch it, its responses being done.
    Watch,
    /// Live with it.
    Accept {
        /// Who accepts it.
        by: Option<PersonId>,
        /// Until which day.
        until: Option<Date>,
    },
    /// It has happened.
    Trigger,
    /// It cannot happen any more, or what came of it is dealt with.
    Close,
    /// It no longer matters.
    Retire,
}

/// A risk after a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskMoved {
    /// The risk.
    pub risk: Risk,
    /// The issue that a triggered threat opens. An opportunity that happens is none.
    pub issue: Option<Issue>,
}

/// Moves the risk called `id` on the day `on`, or says why not.
pub fn move_risk(
    id: &RiskId,
    risk: &Risk,
    wanted: RiskMove,
    on: Date,
) -> Result<RiskMoved, Refusal> {
    let mut moved = risk.clone();
    let mut issue = None;
    match wanted {
        RiskMove::Open => {
            check_reopening(risk)?;
            check_effect(risk)?;
            moved.state = RiskState::Open;
            moved.accepted_by = None;
            moved.accepted_until = None;
        }
        RiskMove::Respond => {
            check_assessed(risk)?;
            if !risk.responses.values().any(|response| response.active) {
                let message = "no response to it was decided for";
                return Err(Refusal::missing(vec!["responses"], message));
            }
            moved.state = RiskState::Responding;
        }
        RiskMove::Watch => {
            check_assessed(risk)?;
            let under_way = |(_, response): &(_, &crate::Response)| {
                response.active && response.done_on.is_none()
            };
            if let Some((response, _)) = risk.responses.iter().find(under_way) {
                let message = format!("its response \"{response}\" is not done");
                return Err(Refusal::wrong_state(message));
            }
            moved.state = RiskState::Watching;
        }
        RiskMove::Accept { by, until } => {
            check_live(risk)?;
            if let Some(missing) = absent(&[
                ("accepted_by", by.is_some()),
                ("accepted_until", until.is_some()),
            ]) {
                let message = "somebody accepts a risk, until a day";
                return Err(Refusal::missing(missing, message));
            }
            if let Some(until) = until.filter(|&until| until < on) {
                let message = format!("{until} has passed");
                return Err(Refusal::new(RefusalCode::TooLate, message));
            }
            moved.state = RiskState::Accepted;
            moved.accepted_by = by;
            moved.accepted_until = until;
        }
        RiskMove::Trigger => {
            check_live(risk)?;
            moved.state = RiskState::Triggered;
            moved.triggered_on = Some(on);
            issue = issue_of(id, &moved);
        }
        RiskMove::Close => {
            check_not_over(risk)?;
            moved.state = RiskState::Closed;
        }
        RiskMove::Retire => {
            check_live(risk)?;
            moved.state = RiskState::Retired;
        }
    }
    moved.reviewed_on = Some(on);
    Ok(RiskMoved { risk: moved, issue })
}

/// The issue that a threat is, once it has happened: what the risk said of itself, and its contingency as the action.
pub fn issue_of(id: &RiskId, risk: &Risk) -> Option<Issue> {
    match risk.kind {
        RiskType::Threat => Some(Issue {
            title: Some(risk.display_name(id).to_owned()),
            owner: risk.owner.clone(),
            opened_on: risk.triggered_on,
            risk: Some(id.clone()),
            items: risk.delays.keys().cloned().collect(),
            action: risk.contingency.clone(),
            ..Issue::default()
        }),
        RiskType::Opportunity => None,
    }
}

/// What would be no risk: something without an effect on an objective, on dates, cost or quality.
fn check_effect(risk: &Risk) -> Result<(), Refusal> {
    let has_effect = says(risk.then.as_deref())
        || says(risk.quality.as_deref())
        || !risk.objectives.is_empty()
        || !risk.delays.is_empty()
        || risk.cost.is_some();
    if has_effect {
        return Ok(());
    }
    let message = "what has no effect on an objective is no risk";
    Err(Refusal::missing(vec!["then"], message))
}

fn check_reopening(risk: &Risk) -> Result<(), Refusal> {
    match risk.state {
        RiskState::Triggered => Err(Refusal::wrong_state("it has happened: it is an issue now")),
        RiskState::Open => Err(Refusal::wrong_state("it is open already")),
        RiskState::Proposed
        | RiskState::Responding
        | RiskState::Watching
        | RiskState::Closed
        | RiskState::Retired
        | RiskState::Accepted => Ok(()),
    }
}

fn check_assessed(risk: &Risk) -> Result<(), Refusal> {
    match risk.state {
        RiskState::Open | RiskState::Responding | RiskState::Watching => Ok(()),
        RiskState::Proposed
        | RiskState::Triggered
        | RiskState::Closed
        | RiskState::Retired
        | RiskState::Accepted => Err(Refusal::wrong_state("it has to be opened first")),
    }
}

fn check_live(risk: &Risk) -> Result<(), Refusal> {
    if risk.state.is_live() {
        return Ok(());
    }
    let message = match risk.state {
        RiskState::Triggered => "it has happened: it is an issue now",
        _ => "it is over; open it again if it can still happen",
    };
    Err(Refusal::wrong_state(message))
}

fn check_not_over(risk: &Risk) -> Result<(), Refusal> {
    match risk.state {
        RiskState::Closed | RiskState::Retired => Err(Refusal::wrong_state("it is over already")),
        RiskState::Proposed
        | RiskState::Open
        | RiskState::Responding
        | RiskState::Watching
        | RiskState::Triggered
        | RiskState::Accepted => Ok(()),
    }
}

impl Risk {
    /// Whether it was accepted until a day that has passed, so that it is open again.
    pub fn acceptance_expired(&self, today: Date) -> bool {
        self.state == RiskState::Accepted && self.accepted_until.is_none_or(|until| until < today)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::{ItemId, Response, ResponseId, Span, Spread};

    const TODAY: Date = date(2027, 1, 15);

    fn id() -> RiskId {
        RiskId::new("link-late").unwrap()
    }

    fn proposed() -> Risk {
        let item = ItemId::new("network-link").unwrap();
        Risk {
            state: RiskState::Proposed,
            maybe: Some("the link is late".into()),
            delays: [(item, Spread::Fixed(Span::days(20)))].into(),
            contingency: Some("rehearse over the old line".into()),
            ..Risk::default()
        }
    }

    fn with_response(done_on: Option<Date>) -> Risk {
        let response = Response {
            active: true,
            done_on,
            ..Response::default()
        };
        Risk {
            responses: [(ResponseId::new("second-carrier").unwrap(), response)].into(),
            ..proposed()
        }
    }

    fn named(word: &str) -> RiskMove {
        let cio = PersonId::new("cio").ok();
        match word {
            "open" => RiskMove::Open,
            "respond" => RiskMove::Respond,
            "watch" => RiskMove::Watch,
            "accept" => RiskMove::Accept {
                by: cio,
                until: Some(date(2027, 3, 31)),
            },
            "accept-nobody" => RiskMove::Accept {
                by: None,
                until: None,
            },
            "accept-past" => RiskMove::Accept {
                by: cio,
                until: Some(date(2026, 12, 31)),
            },
            "trigger" => RiskMove::Trigger,
            "close" => RiskMove::Close,
            "retire" => RiskMove::Retire,
            other => panic!("no move {other}"),
        }
    }

    /// Makes moves on one day; the states, or the refusal.
    fn check(mut risk: Risk, moves: &str, expected: impl IntoData) {
        let mut lines = Vec::new();
        for word in moves.split_whitespace() {
            match move_risk(&id(), &risk, named(word), TODAY) {
                Ok(moved) => {
                    let issue = moved.issue.map_or("", |_| ", an issue");
                    lines.push(format!("{:?}{issue}", moved.risk.state));
                    risk = moved.risk;
                }
                Err(refusal) => lines.push(line(&refusal)),
            }
        }
        assert_data_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn a_risk_is_answered_watched_and_closed() {
        check(
            with_response(Some(TODAY)),
            "open respond watch close open retire",
            str![[r#"
Open
Responding
Watching
Closed
Open
Retired
"#]],
        );
    }

    #[test]
    fn what_has_no_effect_is_no_risk() {
        check(
            Risk {
                delays: [].into(),
                ..proposed()
            },
            "open",
            str!["missing: what has no effect on an objective is no risk; missing: then"],
        );
    }

    #[test]
    fn a_risk_without_a_response_is_not_answered() {
        check(
            proposed(),
            "respond open respond",
            str![[r#"
wrong-state: it has to be opened first
Open
missing: no response to it was decided for; missing: responses
"#]],
        );
    }

    #[test]
    fn a_risk_is_watched_only_once_its_responses_are_done() {
        check(
            with_response(None),
            "open respond watch",
            str![[r#"
Open
Responding
wrong-state: its response "second-carrier" is not done
"#]],
        );
    }

    #[test]
    fn an_accepted_risk_has_an_approver_and_an_expiry() {
        check(
            proposed(),
            "accept-nobody accept-past accept",
            str![[r#"
missing: somebody accepts a risk, until a day; missing: accepted_by, accepted_until
too-late: 2026-12-31 has passed
Accepted
"#]],
        );
    }

    #[test]
    fn an_acceptance_expires() {
        let accepted = move_risk(&id(), &proposed(), named("accept"), TODAY)
            .unwrap()
            .risk;
        assert!(!accepted.acceptance_expired(date(2027, 3, 31)));
        assert!(accepted.acceptance_expired(date(2027, 4, 1)));
    }

    #[test]
    fn a_triggered_risk_opens_an_issue_and_stays_one() {
        check(
            proposed(),
            "trigger open accept close trigger",
            str![[r#"
Triggered, an issue
wrong-state: it has happened: it is an issue now
wrong-state: it has happened: it is an issue now
Closed
wrong-state: it is over; open it again if it can still happen
"#]],
        );
        let issue = move_risk(&id(), &proposed(), named("trigger"), TODAY)
            .unwrap()
            .issue
            .unwrap();
        assert_eq!(issue.title.as_deref(), Some("the link is late"));
        assert_eq!(issue.action.as_deref(), Some("rehearse over the old line"));
        assert_eq!((issue.risk, issue.opened_on), (Some(id()), Some(TODAY)));
        assert_eq!(issue.items, [ItemId::new("network-link").unwrap()]);
    }

    #[test]
    fn an_opportunity_that_happens_is_no_issue() {
        let opportunity = Risk {
            kind: RiskType::Opportunity,
            ..proposed()
        };
        check(opportunity, "trigger", str!["Triggered"]);
    }

    proptest! {
        #[test]
        fn no_walk_reaches_what_the_rules_forbid(
            effect: bool,
            answered in 0..3_usize,
            steps in proptest::collection::vec(0..9_usize, 0..30),
        ) {
            let names = [
                "open", "respond", "watch", "accept", "accept-nobody", "accept-past", "trigger", "close", "retire",
            ];
            let mut risk = [proposed(), with_response(None), with_response(Some(TODAY))][answered].clone();
            if !effect {
                risk.delays.clear();
            }
            for step in steps {
                let Ok(RiskMoved { risk: moved, issue }) = move_risk(&id(), &risk, named(names[step]), TODAY) else {
                    continue;
                };
                prop_assert_eq!(issue.is_some(), moved.state == RiskState::Triggered);
                if risk.state == RiskState::Triggered {
                    prop_assert_eq!(moved.state, RiskState::Closed);
                }
                match moved.state {
                    RiskState::Open => prop_assert!(effect),
                    RiskState::Responding => prop_assert!(answered > 0),
                    RiskState::Watching => prop_assert!(answered != 1),
                    RiskState::Accepted => prop_assert!(moved.accepted_by.is_some() && moved.accepted_until >= Some(TODAY)),
                    RiskState::Triggered => prop_assert_eq!(moved.triggered_on, Some(TODAY)),
                    RiskState::Proposed | RiskState::Closed | RiskState::Retired => {}
                }
                risk = moved;
            }
        }
    }
}
