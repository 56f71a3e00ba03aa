//! The status claim: anybody may say that it stands worse than computed; better only with a reason, a name and an expiry.

use super::refusal::absent;
use super::{Refusal, RefusalCode, says};
use crate::{Health, StatusClaim};

/// Whether `claim` may stand beside the `computed` health, or why not.
pub fn check_status_claim(claim: &StatusClaim, computed: Health) -> Result<(), Refusal> {
    let Some(claimed) = claim.health.filter(|&claimed| claimed < computed) else {
        return Ok(());
    };
    let fields = [
        ("reason", says(claim.reason.as_deref())),
        ("by", claim.by.is_some()),
        ("until", claim.until.is_some()),
    ];
    if let Some(missing) = absent(&fields) {
        let message = format!(
            "{claimed} is better than the computed {computed}; that needs a reason, a name and an expiry"
        );
        return Err(Refusal::missing(missing, message));
    }
    if let Some(until) = claim.until.filter(|&until| until < claim.on) {
        let message = format!("its expiry, {until}, lies before the day on which it was said");
        return Err(Refusal::new(RefusalCode::TooLate, message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use snapbox::{assert_data_eq, str};

    use super::super::refusal::line;
    use super::*;
    use crate::PersonId;

    fn claim(health: Health) -> StatusClaim {
        StatusClaim {
            health: Some(health),
            on: date(2027, 1, 15),
            by: None,
            note: None,
            forecast: None,
            reason: None,
            until: None,
        }
    }

    fn signed(health: Health) -> StatusClaim {
        StatusClaim {
            by: PersonId::new("lead").ok(),
            reason: Some("the vendor signed this morning".into()),
            until: Some(date(2027, 1, 29)),
            ..claim(health)
        }
    }

    #[test]
    fn a_worse_health_is_claimed_freely() {
        assert_eq!(
            check_status_claim(&claim(Health::OffTrack), Health::OnTrack),
            Ok(())
        );
    }

    #[test]
    fn a_better_health_needs_a_reason_a_name_and_an_expiry() {
        let refusal = check_status_claim(&claim(Health::OnTrack), Health::AtRisk).unwrap_err();
        assert_data_eq!(
            line(&refusal),
            str![
                "missing: on track is better than the computed at risk; that needs a reason, a name and an expiry; missing: reason, by, until"
            ]
        );
        assert_eq!(
            check_status_claim(&signed(Health::OnTrack), Health::AtRisk),
            Ok(())
        );
    }

    #[test]
    fn at_risk_is_better_than_unknown() {
        assert!(check_status_claim(&claim(Health::AtRisk), Health::Unknown).is_err());
    }

    #[test]
    fn an_expiry_lies_ahead() {
        let expired = StatusClaim {
            until: Some(date(2027, 1, 14)),
            ..signed(Health::OnTrack)
        };
        let refusal = check_status_claim(&expired, Health::AtRisk).unwrap_err();
        assert_data_eq!(
            line(&refusal),
            str!["too-late: its expiry, 2027-01-14, lies before the day on which it was said"]
        );
    }

    proptest! {
        #[test]
        fn what_may_be_said_of_a_better_health_may_be_said_of_a_worse(
            claimed in proptest::sample::select(&Health::ALL),
            one in proptest::sample::select(&Health::ALL),
            other in proptest::sample::select(&Health::ALL),
        ) {
            let (better, worse) = (one.min(other), one.max(other));
            if check_status_claim(&claim(claimed), worse).is_ok() {
                prop_assert!(check_status_claim(&claim(claimed), better).is_ok());
            }
        }
    }
}
