//! Health: on track, at risk, unknown, off track, in that order, and how it rolls up.

use std::fmt;

use jiff::civil::Date;

use crate::StatusClaim;

/// How something stands. The order is from best to worst: what is unknown is worse than what is known to be at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Health {
    /// Nothing says that the date will be missed.
    OnTrack,
    /// It may be missed.
    AtRisk,
    /// What is needed to tell is missing or stale. Never shown as on track.
    Unknown,
    /// It will be missed unless something changes.
    OffTrack,
}

impl Health {
    /// Every health, from best to worst.
    pub const ALL: [Self; 4] = [Self::OnTrack, Self::AtRisk, Self::Unknown, Self::OffTrack];

    /// The worst of `healths`; `None` when there is none, since nothing cannot be on track.
    pub fn worst(healths: impl IntoIterator<Item = Self>) -> Option<Self> {
        healths.into_iter().max()
    }

    /// The name as plan files write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnTrack => "on-track",
            Self::AtRisk => "at-risk",
            Self::Unknown => "unknown",
            Self::OffTrack => "off-track",
        }
    }
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::Unknown => "unknown",
            Self::OffTrack => "off track",
        })
    }
}

/// A health, and whether what it rests on is too old.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// How it stands.
    pub health: Health,
    /// Whether it rests on something too old. Off track stays off track then; anything better is unknown.
    pub stale: bool,
}

impl Standing {
    /// `health`, on fresh grounds.
    pub fn fresh(health: Health) -> Self {
        Self {
            health,
            stale: false,
        }
    }

    /// `health`, on grounds that are too old to carry anything better than unknown.
    pub fn stale(health: Health) -> Self {
        Self {
            health: health.max(Health::Unknown),
            stale: true,
        }
    }
}

/// What a claim is worth on `today`: unknown when nothing was claimed, and when the claim is more than `stale_after_days`
/// calendar days old or past the day until which it holds. An old red stays red.
///
/// A claim dated after today counts as fresh, so that ageing it never improves anything.
pub fn claimed_health(claim: Option<&StatusClaim>, today: Date, stale_after_days: u32) -> Standing {
    let Some((claim, health)) = claim.and_then(|claim| Some((claim, claim.health?))) else {
        return Standing::fresh(Health::Unknown);
    };
    let too_old = days_between(claim.on, today) > i64::from(stale_after_days);
    let run_out = claim.until.is_some_and(|until| until < today);
    if too_old || run_out {
        Standing::stale(health)
    } else {
        Standing::fresh(health)
    }
}

/// Calendar days from `from` to `to`; negative when `to` lies before.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// A part of something, for its roll-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Work goes on, or has yet to begin.
    Open(Standing),
    /// Done or dropped: it does not count.
    Closed,
}

/// How the parts of something stand, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RollUp {
    /// The worst health of an open part. `None` when no part is open: nothing is claimed of it then.
    pub health: Option<Health>,
    /// Whether a part of that worst health rests on something too old.
    pub stale: bool,
    /// Open parts by health.
    pub counts: HealthCounts,
    /// Open parts, whatever their health, that rest on something too old.
    pub stale_parts: usize,
    /// Parts that are closed and do not count.
    pub closed: usize,
}

/// How many stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HealthCounts {
    /// On track.
    pub on_track: usize,
    /// At risk.
    pub at_risk: usize,
    /// Unknown.
    pub unknown: usize,
    /// Off track.
    pub off_track: usize,
}

impl HealthCounts {
    /// How many stand so.
    pub fn of(&self, health: Health) -> usize {
        match health {
            Health::OnTrack => self.on_track,
            Health::AtRisk => self.at_risk,
            Health::Unknown => self.unknown,
            Health::OffTrack => self.off_track,
        }
    }

    fn add(&mut self, health: Health) {
        *match health {
            Health::OnTrack => &mut self.on_track,
            Health::AtRisk => &mut self.at_risk,
            Health::Unknown => &mut self.unknown,
            Health::OffTrack => &mut self.off_track,
        } += 1;
    }
}

impl RollUp {
    /// Rolls up `parts`.
    pub fn of(parts: impl IntoIterator<Item = Part>) -> Self {
        let mut roll_up = Self::default();
        for part in parts {
            match part {
                Part::Closed => roll_up.closed += 1,
                Part::Open(standing) => roll_up.add(standing),
            }
        }
        roll_up
    }

    fn add(&mut self, standing: Standing) {
        self.counts.add(standing.health);
        self.stale_parts += usize::from(standing.stale);
        let worse = self.health.is_none_or(|health| health < standing.health);
        let as_bad = self.health == Some(standing.health);
        self.stale = (self.stale && !worse) || (standing.stale && (worse || as_bad));
        self.health = self.health.max(Some(standing.health));
    }

    /// The roll-up as a standing of its own, to roll up further; `None` when no part is open.
    pub fn standing(&self) -> Option<Standing> {
        let stale = self.stale;
        self.health.map(|health| Standing { health, stale })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2027, 3, 1);

    fn claim(health: Health, age: i64) -> StatusClaim {
        StatusClaim {
            health: Some(health),
            on: TODAY - jiff::Span::new().days(age),
            by: None,
            note: None,
            forecast: None,
            reason: None,
            until: None,
        }
    }

    fn claimed(health: Health, age: i64) -> Standing {
        claimed_health(Some(&claim(health, age)), TODAY, 14)
    }

    #[test]
    fn a_fresh_claim_stands_as_it_was_said() {
        assert_eq!(
            claimed(Health::OnTrack, 14),
            Standing::fresh(Health::OnTrack)
        );
    }

    #[test]
    fn a_stale_green_is_unknown() {
        let unknown = Standing {
            health: Health::Unknown,
            stale: true,
        };
        assert_eq!(claimed(Health::OnTrack, 15), unknown);
        assert_eq!(claimed(Health::AtRisk, 15), unknown);
    }

    #[test]
    fn a_stale_red_stays_red_and_is_marked() {
        let red = Standing {
            health: Health::OffTrack,
            stale: true,
        };
        assert_eq!(claimed(Health::OffTrack, 400), red);
    }

    #[test]
    fn a_missing_claim_is_unknown() {
        assert_eq!(
            claimed_health(None, TODAY, 14),
            Standing::fresh(Health::Unknown)
        );
    }

    #[test]
    fn a_claim_past_its_expiry_no_longer_holds() {
        let mut claim = claim(Health::OnTrack, 1);
        claim.until = Some(TODAY);
        assert_eq!(
            claimed_health(Some(&claim), TODAY, 14).health,
            Health::OnTrack
        );
        claim.until = Some(TODAY.yesterday().unwrap());
        assert_eq!(
            claimed_health(Some(&claim), TODAY, 14).health,
            Health::Unknown
        );
    }

    #[test]
    fn the_worst_open_part_decides_and_a_closed_one_does_not_count() {
        let open = |health| Part::Open(Standing::fresh(health));
        let roll_up = RollUp::of([
            open(Health::OnTrack),
            open(Health::AtRisk),
            Part::Closed,
            open(Health::OnTrack),
        ]);
        assert_eq!(roll_up.health, Some(Health::AtRisk));
        assert_eq!(roll_up.counts.of(Health::OnTrack), 2);
        assert_eq!(roll_up.closed, 1);
    }

    #[test]
    fn unknown_is_worse_than_at_risk_and_better_than_off_track() {
        let open = |health| Part::Open(Standing::fresh(health));
        let of = |one, other| RollUp::of([open(one), open(other)]).health;
        assert_eq!(of(Health::Unknown, Health::AtRisk), Some(Health::Unknown));
        assert_eq!(
            of(Health::Unknown, Health::OffTrack),
            Some(Health::OffTrack)
        );
    }

    #[test]
    fn without_an_open_part_there_is_no_health() {
        assert_eq!(RollUp::of([]).health, None);
        let closed = RollUp::of([Part::Closed]);
        assert_eq!((closed.health, closed.closed), (None, 1));
    }

    #[test]
    fn a_roll_up_is_stale_when_what_decides_it_is() {
        let red = Part::Open(Standing::stale(Health::OffTrack));
        let green = Part::Open(Standing::fresh(Health::OnTrack));
        let grey = Part::Open(Standing::stale(Health::OnTrack));
        let fresh_red = Part::Open(Standing::fresh(Health::OffTrack));
        assert!(RollUp::of([green, red]).stale);
        assert!(RollUp::of([red, green]).stale);
        assert!(!RollUp::of([grey, fresh_red]).stale);
        assert_eq!(RollUp::of([grey, fresh_red]).stale_parts, 1);
    }

    fn health() -> impl Strategy<Value = Health> {
        proptest::sample::select(&Health::ALL)
    }

    /// Claims as health, age in days and days until expiry.
    fn claims() -> impl Strategy<Value = Vec<(Option<Health>, i64, Option<i64>)>> {
        let claim = (
            proptest::option::of(health()),
            -20..60_i64,
            proptest::option::of(-20..60_i64),
        );
        proptest::collection::vec(claim, 0..6)
    }

    fn rolled(claims: &[(Option<Health>, i64, Option<i64>)], today: Date) -> RollUp {
        RollUp::of(claims.iter().map(|&(health, age, until)| {
            let claim = StatusClaim {
                health,
                until: until.map(|days| TODAY + jiff::Span::new().days(days)),
                ..claim(Health::OnTrack, age)
            };
            Part::Open(claimed_health(Some(&claim), today, 14))
        }))
    }

    proptest! {
        #[test]
        fn ageing_a_claim_never_improves_it(claims in claims(), which: proptest::sample::Index, older in 0..60_i64) {
            prop_assume!(!claims.is_empty());
            let mut aged = claims.clone();
            aged[which.index(claims.len())].1 += older;
            prop_assert!(rolled(&aged, TODAY).health >= rolled(&claims, TODAY).health);
        }

        #[test]
        fn the_passing_of_days_never_improves_a_roll_up(claims in claims(), days in 0..60_i64) {
            let later = TODAY + jiff::Span::new().days(days);
            prop_assert!(rolled(&claims, later).health >= rolled(&claims, TODAY).health);
        }

        #[test]
        fn withdrawing_a_favourable_claim_never_improves_a_roll_up(claims in claims(), which: proptest::sample::Index) {
            prop_assume!(!claims.is_empty());
            let which = which.index(claims.len());
            prop_assume!(claims[which].0.is_none_or(|health| health < Health::OffTrack));
            let mut withdrawn = claims.clone();
            withdrawn[which].0 = None;
            prop_assert!(rolled(&withdrawn, TODAY).health >= rolled(&claims, TODAY).health);
        }

        #[test]
        fn the_counts_add_up(claims in claims()) {
            let roll_up = rolled(&claims, TODAY);
            let counted: usize = Health::ALL.iter().map(|&health| roll_up.counts.of(health)).sum();
            prop_assert_eq!(counted, claims.len());
        }
    }
}
