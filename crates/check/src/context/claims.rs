//! Claims of health: what was last said, whether it is stale, and whether it may stand against what is computed.

use jiff::civil::Date;
use longpole_model::{Health, ProgramId, StatusClaim, StatusUpdate, UpdateState, UpdateSubject};

use super::{Context, ItemView, stale_after_days};
use crate::health::{ClaimedHealth, ComputedHealth, Subject};

impl Context<'_> {
    /// Whether a claim that is better than the computed health has a reason, a name and a day that has not passed.
    pub(crate) fn is_signed(&self, status: &StatusClaim) -> bool {
        status.reason.is_some()
            && status.by.is_some()
            && status.until.is_some_and(|until| until >= self.today)
    }

    /// Open items whose status claims a better health than is computed.
    pub(crate) fn better_claims(&self) -> Vec<(ItemView<'_>, &StatusClaim, &ComputedHealth)> {
        let Some(informed) = self.informed else {
            return Vec::new();
        };
        let better = self.open_items().filter_map(|item| {
            let status = item.item().status.as_ref()?;
            let subject = Subject::Item(item.program_id().clone(), item.id().clone());
            let computed = informed.healths.of(&subject)?;
            (status.health? < computed.health?).then_some((item, status, computed))
        });
        better.collect()
    }

    /// What was last said of an item, in its status or in an update.
    pub(crate) fn claim_of_item(&self, item: &ItemView<'_>) -> Option<ClaimedHealth> {
        let about = UpdateSubject::Item(item.id().clone());
        let status = item.item().status.as_ref().and_then(|status| {
            Some(ClaimedHealth {
                health: status.health?,
                on: status.on,
                by: status.by.clone(),
                reason: status.reason.clone(),
                until: status.until,
                age_days: self.days_since(status.on),
                stale: self.is_stale(item.program_id(), status.on),
            })
        });
        let update = self.claim_in_updates(item.program_id(), &about);
        // On the same day the status wins: it stands with the item.
        match (status, update) {
            (Some(status), Some(update)) if update.on > status.on => Some(update),
            (status, update) => status.or(update),
        }
    }

    /// What the last update said of a program, workstream or item.
    pub(crate) fn claim_in_updates(
        &self,
        program: &ProgramId,
        about: &UpdateSubject,
    ) -> Option<ClaimedHealth> {
        let updates = self.workspace.programs.get(program)?.updates.iter();
        let said = updates.filter(|(_, update)| update.about == *about && is_said(update));
        let (_, last) = said.max_by_key(|(id, update)| (update.on, *id))?;
        Some(ClaimedHealth {
            health: last.health.unwrap_or(Health::Unknown),
            on: last.on,
            by: last.by.clone(),
            reason: None,
            until: None,
            age_days: self.days_since(last.on),
            stale: self.is_stale(program, last.on),
        })
    }

    fn is_stale(&self, program: &ProgramId, on: Date) -> bool {
        let limit = self.charter(program).map_or(14, stale_after_days);
        self.days_since(on) > limit
    }
}

/// Whether a person said it: drafts are the machine's, corrected versions are replaced. Without a health it claims none.
fn is_said(update: &StatusUpdate) -> bool {
    let by_a_person = match update.state {
        UpdateState::Edited | UpdateState::Published => true,
        UpdateState::Draft | UpdateState::Corrected => false,
    };
    by_a_person && update.health.is_some()
}
