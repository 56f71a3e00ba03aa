//! Claims of health: what was last said, whether it is stale, and whether it may stand against what is computed.

use jiff::civil::Date;
use longpole_model::{
    Health, LastWord, ProgramId, StatusClaim, UpdateSubject, check_status_claim, claimed_health,
};

use super::{Context, ItemView, stale_after_days};
use crate::health::{ClaimedHealth, ComputedHealth, Subject};

/// An open item whose claim is better than what is computed.
pub(crate) struct BetterClaim<'c> {
    pub(crate) item: ItemView<'c>,
    pub(crate) claim: &'c StatusClaim,
    pub(crate) claimed: Health,
    pub(crate) computed: Health,
    /// What decided the computed health.
    pub(crate) because: &'c str,
}

impl Context<'_> {
    /// What was last said of something, in an item's status or in an update.
    pub(crate) fn last_word(
        &self,
        program: &ProgramId,
        about: &UpdateSubject,
    ) -> Option<&LastWord> {
        self.index.statuses.get(program)?.last(about)
    }

    /// Open items whose last claim is better than what is computed, and not signed for: by a reason, a name and a day that
    /// has not passed.
    pub(crate) fn unsigned_better_claims(&self) -> Vec<BetterClaim<'_>> {
        let Some(informed) = self.informed else {
            return Vec::new();
        };
        let better = self.open_items().filter_map(|item| {
            let claim = &item.last_word()?.claim;
            let subject = Subject::Item(item.program_id().clone(), item.id().clone());
            let held: &ComputedHealth = informed.healths.of(&subject)?;
            let (claimed, computed) = (claim.health?, held.health?);
            let expired = claim.until.is_some_and(|until| until < self.today);
            let signed = check_status_claim(claim, computed).is_ok() && !expired;
            (claimed < computed && !signed).then(|| BetterClaim {
                item,
                claim,
                claimed,
                computed,
                because: held.reasons.first().map_or("", |reason| &reason.because),
            })
        });
        better.collect()
    }

    /// What was last claimed of something; `None` when nobody has named a health.
    pub(crate) fn claim(
        &self,
        program: &ProgramId,
        about: &UpdateSubject,
    ) -> Option<ClaimedHealth> {
        let claim = &self.last_word(program, about)?.claim;
        let limit = self.charter(program).map_or(14, stale_after_days);
        let worth = claimed_health(
            Some(claim),
            self.today,
            u32::try_from(limit).unwrap_or(u32::MAX),
        );
        Some(ClaimedHealth {
            health: claim.health?,
            worth: worth.health,
            stale: worth.stale,
            on: claim.on,
            age_days: self.days_since(claim.on),
            by: claim.by.clone(),
            reason: claim.reason.clone(),
            until: claim.until,
        })
    }

    /// Whether a program says its status so seldom that what was said on a day is too old.
    pub(crate) fn stale_age(&self, program: &ProgramId, on: Date) -> Option<(i64, i64)> {
        let limit = self.charter(program).map_or(14, stale_after_days);
        let age = self.days_since(on);
        (age > limit).then_some((age, limit))
    }
}
