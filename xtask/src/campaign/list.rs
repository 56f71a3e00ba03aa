//! The campaigns there are: one line each.

use super::Campaign;

/// All campaigns, in the order in which the short forms run.
pub(super) static CAMPAIGNS: &[Campaign] = &[];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_campaigns_share_a_name() {
        for (place, campaign) in CAMPAIGNS.iter().enumerate() {
            let before = &CAMPAIGNS[..place];
            assert!(before.iter().all(|other| other.name != campaign.name));
            assert!(campaign.question.ends_with('?'), "{}", campaign.question);
        }
    }
}
