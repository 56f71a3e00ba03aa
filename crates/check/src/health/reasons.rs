//! The reasons: each thing that speaks for a health, in a sentence, with what would change it.

use jiff::civil::Date;
use longpole_forecast::Missing;
use longpole_model::{Health, HealthCounts, HealthRules, Probability, ProgramId};

use super::{ClaimedHealth, HealthReason, ReasonKind, Subject};
use crate::context::{Context, ItemView};
use crate::finding::{Finding, FindingSeverity};
use crate::words::{day, days, percent};

/// What a claim says by itself. A favourable one that is old says nothing any more, and makes unknown only what owes a
/// status: elsewhere, no claim would do as well, and an old one must not be worse than none. A red one says it until a newer
/// claim does.
pub(super) fn claim(claim: Option<&ClaimedHealth>, owed: bool) -> Option<HealthReason> {
    let claim = claim?;
    if claim.stale && claim.health == Health::OnTrack && !owed {
        return None;
    }
    let by = claim
        .by
        .as_ref()
        .map_or(String::new(), |by| format!(" by {by}"));
    let said = format!("said to be {}{by} on {}", claim.health, day(claim.on));
    let age = days(claim.age_days);
    let (kind, because, would_change) = match (claim.worth, claim.stale) {
        (Health::OffTrack, true) => (
            ReasonKind::Claim,
            format!("{said}, {age} ago, and not heard of since; red stays red"),
            "a fresh status that shows that it is not",
        ),
        (_, true) => (
            ReasonKind::StaleClaim {
                age_days: claim.age_days,
            },
            format!("{said}, {age} ago; that holds no longer"),
            "a fresh status",
        ),
        (_, false) => (ReasonKind::Claim, said, "a newer status"),
    };
    Some(HealthReason {
        health: claim.worth,
        kind,
        because,
        would_change: would_change.to_owned(),
    })
}

/// Unknown when nobody has said how work stands that was to begin by now.
pub(super) fn silence(item: &ItemView<'_>) -> HealthReason {
    HealthReason {
        health: Health::Unknown,
        kind: ReasonKind::NoClaim,
        because: "nobody has said how it stands".to_owned(),
        would_change: format!("a status of {}", item.asked()),
    }
}

/// The odds of an item's commitment or target, if it has one.
pub(super) fn aim(item: &ItemView<'_>) -> Option<HealthReason> {
    let aim = item.aim()?;
    let rules = item.program().charter.health_rules;
    let confidence = aim.confidence.unwrap_or(rules.confidence);
    Some(match item.aim_odds() {
        Some(odds) => odds_reason(odds, confidence, aim.date, &rules),
        None => no_odds(aim.date, crate::wording::why_no_odds(item)),
    })
}

/// Unknown when something that an item without a date of its own depends on has no estimate: its dates are only the earliest.
pub(super) fn incomplete(item: &ItemView<'_>) -> Option<HealthReason> {
    let missing = item.forecast()?.incomplete.first()?;
    let of = match missing.why {
        Missing::Estimate => "an estimate",
        Missing::Pace => "a pace",
        Missing::ZeroPace => "a pace above nought",
        Missing::Remaining => "an estimate of what is left",
    };
    let lacks = &missing.subject.id;
    Some(HealthReason {
        health: Health::Unknown,
        kind: ReasonKind::OddsUnknown,
        because: if **lacks == *item.id().as_str() {
            format!("it has no end in sight without {of}")
        } else {
            format!("it has no end in sight: \"{lacks}\", which it waits for, lacks {of}")
        },
        would_change: format!("{of} of \"{lacks}\""),
    })
}

/// The odds of a program's target. Without a target and without a commitment of an item, nobody can tell.
pub(super) fn target(context: &Context<'_>, program: &ProgramId) -> Option<HealthReason> {
    let charter = context.charter(program)?;
    if let Some(target) = charter.target {
        let odds = context.target_odds(program);
        return Some(match odds {
            Some(odds) => odds_reason(
                odds,
                target.confidence,
                target.finish,
                &charter.health_rules,
            ),
            None => no_odds(target.finish, context.why_no_odds(program)),
        });
    }
    let aims = context.items_of(program).any(|item| item.aim().is_some());
    (!aims).then(|| HealthReason {
        health: Health::Unknown,
        kind: ReasonKind::OddsUnknown,
        because: "it has no target, and no commitment to be measured against".to_owned(),
        would_change: "a target with its confidence".to_owned(),
    })
}

/// Off track below a share (half, unless set) of the confidence, at risk below the confidence.
fn odds_reason(
    odds: Probability,
    confidence: Probability,
    by: Date,
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

fn no_odds(by: Date, would_change: String) -> HealthReason {
    HealthReason {
        health: Health::Unknown,
        kind: ReasonKind::OddsUnknown,
        because: format!("the odds of {} are unknown", day(by)),
        would_change,
    }
}

pub(super) fn finding(finding: &Finding) -> HealthReason {
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

pub(super) fn part(health: Health, part: Subject, counts: &HealthCounts) -> HealthReason {
    let open = counts.on_track + counts.at_risk + counts.unknown + counts.off_track;
    let alike = counts.of(health);
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

pub(super) fn nothing_against() -> HealthReason {
    HealthReason {
        health: Health::OnTrack,
        kind: ReasonKind::NothingAgainst,
        because: "nothing speaks against it".to_owned(),
        would_change: "a finding, or a status that says otherwise".to_owned(),
    }
}
