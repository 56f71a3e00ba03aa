//! The computation itself: items first, then what they add up to.

use std::collections::BTreeMap;

use longpole_model::{
    Commitment, Health, HealthRules, Probability, ProgramId, TeamId, UpdateSubject, WorkstreamId,
};

use super::standing::Standing;
use super::{
    ClaimedHealth, ComputedHealth, HealthReason, Healths, ReasonKind, RollUpCounts, Subject,
};
use crate::context::{Context, ItemView, stale_after_days};
use crate::finding::{Finding, FindingSeverity};
use crate::words::{day, days, percent};

impl Healths {
    /// The health of everything in `context`, given the findings that stand.
    pub(crate) fn compute(context: &Context<'_>, findings: &[Finding]) -> Self {
        let standing = Standing::of(context, findings);
        let mut healths = Self::default();
        healths.add_items(context, &standing);
        healths.add_teams(context);
        healths.add_workstreams(context);
        healths.add_programs(context, &standing);
        healths.add_portfolio();
        healths
    }

    /// Leaves first, so that a summary finds its parts. An item whose parts are not there yet waits for the next round.
    fn add_items(&mut self, context: &Context<'_>, standing: &Standing<'_>) {
        let mut waiting: Vec<ItemView<'_>> = context.items().collect();
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|item| {
                let ready = item
                    .children()
                    .all(|child| self.by_subject.contains_key(&subject_of(&child)));
                if ready {
                    let computed = item_health(self, context, standing, item);
                    self.by_subject.insert(subject_of(item), computed);
                }
                !ready
            });
            if waiting.len() == before {
                // A tree that bites its tail is an error of the plan; its items have no health to tell.
                break;
            }
        }
    }

    fn add_teams(&mut self, context: &Context<'_>) {
        let mut parts = BTreeMap::<&TeamId, Vec<Subject>>::new();
        for item in context.items().filter(|item| !item.is_summary()) {
            if let Some(team) = item.team() {
                parts.entry(team).or_default().push(subject_of(&item));
            }
        }
        for (team, parts) in parts {
            // A team works for several programs; only the thresholds that all start with are common to them.
            let computed = self.rolled_up(parts, Vec::new(), None, HealthRules::default(), 14);
            self.by_subject
                .insert(Subject::Team(team.clone()), computed);
        }
    }

    fn add_workstreams(&mut self, context: &Context<'_>) {
        for (program, held) in context.programs() {
            for id in held.workstreams.keys() {
                let parts = parts_of_workstream(context, program, id);
                let claimed =
                    context.claim_in_updates(program, &UpdateSubject::Workstream(id.clone()));
                let reasons = claim_reasons(claimed.as_ref());
                let charter = &held.charter;
                let computed = self.rolled_up(
                    parts,
                    reasons,
                    claimed,
                    charter.health_rules,
                    stale_after_days(charter),
                );
                self.by_subject
                    .insert(Subject::Workstream(program.clone(), id.clone()), computed);
            }
        }
    }

    fn add_programs(&mut self, context: &Context<'_>, standing: &Standing<'_>) {
        for (id, program) in context.programs() {
            let leaves = context.items_of(id).filter(|item| !item.is_summary());
            let parts = leaves.map(|item| subject_of(&item)).collect();
            let claimed = context.claim_in_updates(id, &UpdateSubject::Program);
            let mut reasons = claim_reasons(claimed.as_ref());
            reasons.extend(target_reason(context, id));
            reasons.extend(standing.at_program(id).map(finding_reason));
            let charter = &program.charter;
            let computed = self.rolled_up(
                parts,
                reasons,
                claimed,
                charter.health_rules,
                stale_after_days(charter),
            );
            self.by_subject
                .insert(Subject::Program(id.clone()), computed);
        }
    }

    fn add_portfolio(&mut self) {
        let programs = self
            .by_subject
            .keys()
            .filter(|subject| matches!(subject, Subject::Program(_)));
        let parts: Vec<_> = programs.cloned().collect();
        let computed = self.rolled_up(parts, Vec::new(), None, HealthRules::default(), 14);
        self.by_subject.insert(Subject::Portfolio, computed);
    }

    /// The worst of the open `parts` and of the subject's own `reasons`. Without open parts it has no health: an old red of
    /// something that is done does not count any more.
    fn rolled_up(
        &self,
        parts: Vec<Subject>,
        mut reasons: Vec<HealthReason>,
        claimed: Option<ClaimedHealth>,
        rules: HealthRules,
        stale_after_days: i64,
    ) -> ComputedHealth {
        let mut counts = RollUpCounts::default();
        let mut worst: Option<(Health, Subject)> = None;
        let mut stale = false;
        for part in parts {
            let held = self.by_subject.get(&part);
            let health = held.and_then(|held| held.health);
            counts.count(health);
            stale |= held.is_some_and(|held| held.stale);
            if let Some(health) = health
                && worst.as_ref().is_none_or(|(so_far, _)| health > *so_far)
            {
                worst = Some((health, part));
            }
        }
        let is_open = worst.is_some();
        reasons.extend(worst.map(|(health, part)| part_reason(health, part, &counts)));
        let own_stale = claimed
            .as_ref()
            .is_some_and(|claim| claim.stale && claim.health == Health::OffTrack);
        ComputedHealth::from_reasons(is_open, reasons, claimed, counts, rules, stale_after_days)
            .marked_stale(stale || own_stale)
    }
}

impl RollUpCounts {
    fn count(&mut self, health: Option<Health>) {
        let number = match health {
            Some(Health::OnTrack) => &mut self.on_track,
            Some(Health::AtRisk) => &mut self.at_risk,
            Some(Health::Unknown) => &mut self.unknown,
            Some(Health::OffTrack) => &mut self.off_track,
            None => &mut self.closed,
        };
        *number += 1;
    }
}

impl ComputedHealth {
    fn from_reasons(
        is_open: bool,
        mut reasons: Vec<HealthReason>,
        claimed: Option<ClaimedHealth>,
        counts: RollUpCounts,
        rules: HealthRules,
        stale_after_days: i64,
    ) -> Self {
        // Stable, so that within a grade the order in which reasons were found stays.
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.health));
        let health = Health::worst(reasons.iter().map(|reason| reason.health));
        Self {
            health: health.filter(|_| is_open),
            stale: false,
            reasons: if is_open { reasons } else { Vec::new() },
            claimed,
            counts,
            rules,
            stale_after_days,
        }
    }

    fn marked_stale(mut self, stale: bool) -> Self {
        self.stale = stale && self.health == Some(Health::OffTrack);
        self
    }
}

/// The leaves of a workstream and of those that are part of it.
fn parts_of_workstream(
    context: &Context<'_>,
    program: &ProgramId,
    id: &WorkstreamId,
) -> Vec<Subject> {
    let Some(held) = context.workspace.programs.get(program) else {
        return Vec::new();
    };
    let within = |start: &WorkstreamId| {
        let parent = |id: &&WorkstreamId| held.workstreams.get(*id)?.parent.as_ref();
        let mut lineage = std::iter::successors(
            held.workstreams.get_key_value(start).map(|(id, _)| id),
            parent,
        )
        .take(held.workstreams.len());
        lineage.any(|workstream| workstream == id)
    };
    let leaves = context.items_of(program).filter(|item| !item.is_summary());
    let own = leaves.filter(|item| item.workstream().is_some_and(within));
    own.map(|item| subject_of(&item)).collect()
}

fn subject_of(item: &ItemView<'_>) -> Subject {
    Subject::Item(item.program_id().clone(), item.id().clone())
}

fn item_health(
    healths: &Healths,
    context: &Context<'_>,
    standing: &Standing<'_>,
    item: &ItemView<'_>,
) -> ComputedHealth {
    let charter = &item.program().charter;
    let claimed = context.claim_of_item(item);
    let mut reasons = claim_reasons(claimed.as_ref());
    if claimed.is_none() {
        reasons.extend(silence_reason(context, item));
    }
    reasons.extend(aim_reason(item));
    let driving = item.is_driving();
    for finding in standing.at_item(item) {
        let counts = match finding.severity {
            FindingSeverity::Error => true,
            FindingSeverity::Warning => driving,
            FindingSeverity::Info => false,
        };
        if counts {
            reasons.push(finding_reason(finding));
        }
    }
    if reasons.is_empty() {
        reasons.push(nothing_against());
    }
    let parts: Vec<_> = item.children().map(|child| subject_of(&child)).collect();
    if parts.is_empty() {
        let stale = claimed
            .as_ref()
            .is_some_and(|claim| claim.stale && claim.health == Health::OffTrack);
        let (counts, limit) = (RollUpCounts::default(), stale_after_days(charter));
        return ComputedHealth::from_reasons(
            item.is_open(),
            reasons,
            claimed,
            counts,
            charter.health_rules,
            limit,
        )
        .marked_stale(stale);
    }
    healths.rolled_up(
        parts,
        reasons,
        claimed,
        charter.health_rules,
        stale_after_days(charter),
    )
}

/// What a claim says by itself. A favourable one that is old says nothing any more; a red one says it until a newer claim does.
fn claim_reasons(claimed: Option<&ClaimedHealth>) -> Vec<HealthReason> {
    let Some(claim) = claimed else {
        return Vec::new();
    };
    let by = claim
        .by
        .as_ref()
        .map_or(String::new(), |by| format!(" by {by}"));
    let said = format!("said to be {}{by} on {}", claim.health, day(claim.on));
    let (health, kind, because, would_change) = match (claim.health, claim.stale) {
        (Health::OffTrack, false) => (
            Health::OffTrack,
            ReasonKind::Claim,
            said,
            "a newer status that says what was done",
        ),
        (Health::OffTrack, true) => (
            Health::OffTrack,
            ReasonKind::Claim,
            format!("{said}, and not heard of since; red stays red"),
            "a fresh status that shows that it is not",
        ),
        (health, false) => (health, ReasonKind::Claim, said, "another status"),
        (_, true) => (
            Health::Unknown,
            ReasonKind::StaleClaim {
                age_days: claim.age_days,
            },
            format!(
                "{said}, {} ago, too long to be believed",
                days(claim.age_days)
            ),
            "a fresh status",
        ),
    };
    vec![HealthReason {
        health,
        kind,
        because,
        would_change: would_change.to_owned(),
    }]
}

/// Unknown when nobody has said how work stands that was to begin by now. Milestones and summaries are told by what leads to
/// them.
fn silence_reason(context: &Context<'_>, item: &ItemView<'_>) -> Option<HealthReason> {
    (item.is_task() && item.owes_status(context.today)).then(|| HealthReason {
        health: Health::Unknown,
        kind: ReasonKind::NoClaim,
        because: "nobody has said how it stands".to_owned(),
        would_change: format!("a status of {}", item.asked()),
    })
}

fn aim_reason(item: &ItemView<'_>) -> Option<HealthReason> {
    let aim: &Commitment = item.aim()?;
    let rules = item.program().charter.health_rules;
    let confidence = aim.confidence.unwrap_or(rules.confidence);
    Some(match item.aim_odds() {
        Some(odds) => odds_reason(odds, confidence, aim.date, &rules),
        None => no_odds(aim.date, crate::wording::why_no_odds(item)),
    })
}

fn target_reason(context: &Context<'_>, program: &ProgramId) -> Option<HealthReason> {
    let charter = context.charter(program)?;
    let Some(target) = charter.target else {
        let aims = context.items_of(program).any(|item| item.aim().is_some());
        return (!aims).then(|| HealthReason {
            health: Health::Unknown,
            kind: ReasonKind::OddsUnknown,
            because: "it has no target and no commitment to be measured against".to_owned(),
            would_change: "a target with its confidence".to_owned(),
        });
    };
    Some(match context.target_odds(program) {
        Some(odds) => odds_reason(
            odds,
            target.confidence,
            target.finish,
            &charter.health_rules,
        ),
        None => no_odds(target.finish, context.why_no_odds(program)),
    })
}

/// Off track below a share (half, unless set) of the confidence, at risk below the confidence.
fn odds_reason(
    odds: Probability,
    confidence: Probability,
    by: jiff::civil::Date,
    rules: &HealthRules,
) -> HealthReason {
    let millionths = |share: Probability| u64::from(share.in_millionths());
    let half = millionths(confidence) * millionths(rules.off_track_below) / 1_000_000;
    let health = if millionths(odds) < half {
        Health::OffTrack
    } else if odds < confidence {
        Health::AtRisk
    } else {
        Health::OnTrack
    };
    HealthReason {
        health,
        kind: ReasonKind::Odds {
            odds: odds.as_f64(),
            confidence: confidence.as_f64(),
            by,
        },
        because: format!(
            "the odds of {} are {}; {confidence} are wanted",
            day(by),
            percent(odds)
        ),
        would_change: format!(
            "odds of {confidence} or more put it on track, below {} off track",
            percent(Probability::millionths(half as u32).unwrap_or(Probability::ZERO))
        ),
    }
}

fn no_odds(by: jiff::civil::Date, would_change: String) -> HealthReason {
    HealthReason {
        health: Health::Unknown,
        kind: ReasonKind::OddsUnknown,
        because: format!("the odds of {} are unknown", day(by)),
        would_change,
    }
}

fn finding_reason(finding: &Finding) -> HealthReason {
    let health = match finding.severity {
        FindingSeverity::Error => Health::OffTrack,
        FindingSeverity::Warning => Health::AtRisk,
        FindingSeverity::Info => Health::OnTrack,
    };
    HealthReason {
        health,
        kind: ReasonKind::Finding {
            rule: finding.rule,
            at: finding.at.clone(),
        },
        because: finding.message.clone(),
        would_change: finding.hint.clone(),
    }
}

fn part_reason(health: Health, part: Subject, counts: &RollUpCounts) -> HealthReason {
    let open = counts.on_track + counts.at_risk + counts.unknown + counts.off_track;
    let alike = match health {
        Health::OnTrack => counts.on_track,
        Health::AtRisk => counts.at_risk,
        Health::Unknown => counts.unknown,
        Health::OffTrack => counts.off_track,
    };
    HealthReason {
        health,
        because: format!(
            "{alike} of {open} open parts: {health}, {} among them",
            part.name()
        ),
        would_change: format!("what changes {}", part.name()),
        kind: ReasonKind::Part(part),
    }
}

fn nothing_against() -> HealthReason {
    HealthReason {
        health: Health::OnTrack,
        kind: ReasonKind::NothingAgainst,
        because: "nothing speaks against it".to_owned(),
        would_change: "a finding, or a status that says otherwise".to_owned(),
    }
}
