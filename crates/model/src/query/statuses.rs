//! Statuses: what was last said of each item, workstream and of the program, wherever it was said.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{Program, StatusClaim, StatusUpdate, UpdateId, UpdateState, UpdateSubject};

/// What was last said of everything in a program: of an item by its own `status` or by an update.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statuses {
    by_subject: BTreeMap<UpdateSubject, LastWord>,
}

/// What was last said of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastWord {
    /// The newest claim that says a health; if there is none, the newest without. Words alone do not clear a red.
    pub claim: StatusClaim,
    /// The update that it is from; `None` when the item itself says it.
    pub update: Option<UpdateId>,
    /// The last day on which anything was said, with a health or without.
    pub heard_on: Date,
}

impl Statuses {
    /// Collects what was said in `program`. Drafts that a machine made and updates that were corrected do not count.
    pub fn of(program: &Program) -> Self {
        let mut statuses = Self::default();
        for (id, item) in &program.items {
            if let Some(claim) = &item.status {
                statuses.hear(UpdateSubject::Item(id.clone()), claim.clone(), None);
            }
        }
        for (id, update) in &program.updates {
            let counts = match update.state {
                UpdateState::Edited | UpdateState::Published => true,
                UpdateState::Draft | UpdateState::Corrected => false,
            };
            if counts {
                statuses.hear(update.about.clone(), claim_of(update), Some(id.clone()));
            }
        }
        statuses
    }

    /// What was last said of `subject`.
    pub fn last(&self, subject: &UpdateSubject) -> Option<&LastWord> {
        self.by_subject.get(subject)
    }

    /// Everything of which something was said.
    pub fn iter(&self) -> impl Iterator<Item = (&UpdateSubject, &LastWord)> {
        self.by_subject.iter()
    }

    fn hear(&mut self, subject: UpdateSubject, claim: StatusClaim, update: Option<UpdateId>) {
        let heard_on = claim.on;
        let word = LastWord {
            claim,
            update,
            heard_on,
        };
        self.by_subject
            .entry(subject)
            .and_modify(|last| {
                last.heard_on = last.heard_on.max(heard_on);
                if rank(&word.claim) > rank(&last.claim) {
                    last.claim = word.claim.clone();
                    last.update.clone_from(&word.update);
                }
            })
            .or_insert(word);
    }
}

/// The larger holds: a health before none, the newer before the older, on one day the worse before the better.
fn rank(claim: &StatusClaim) -> impl Ord + use<> {
    (claim.health.is_some(), claim.on, claim.health)
}

fn claim_of(update: &StatusUpdate) -> StatusClaim {
    StatusClaim {
        health: update.health,
        on: update.on,
        by: update.by.clone(),
        note: update.summary.clone(),
        forecast: None,
        reason: None,
        until: None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{Health, Item, ItemId};

    /// The last word on an item that says `own` of itself, with updates on days of January as `(day, health, state)`.
    fn last(
        own: Option<(i8, Health)>,
        updates: &[(i8, Option<Health>, UpdateState)],
    ) -> (Option<Health>, i8, i8) {
        let id = ItemId::new("a").unwrap();
        let mut program = Program::default();
        let status = own.map(|(day, health)| StatusClaim {
            health: Some(health),
            on: date(2027, 1, day),
            by: None,
            note: None,
            forecast: None,
            reason: None,
            until: None,
        });
        program.items.insert(
            id.clone(),
            Item {
                status,
                ..Item::default()
            },
        );
        for (number, &(day, health, state)) in updates.iter().enumerate() {
            let about = UpdateSubject::Item(id.clone());
            let update = StatusUpdate {
                health,
                state,
                ..StatusUpdate::new(about, date(2027, 1, day))
            };
            let id = UpdateId::new(&format!("u{number}")).unwrap();
            program.updates.insert(id, update);
        }
        let statuses = Statuses::of(&program);
        let last = statuses.last(&UpdateSubject::Item(id)).unwrap();
        (last.claim.health, last.claim.on.day(), last.heard_on.day())
    }

    use Health::{AtRisk, OffTrack, OnTrack};
    use UpdateState::{Corrected, Draft, Published};

    #[test]
    fn the_newest_claim_holds_wherever_it_was_said() {
        let newer_update = last(Some((5, OnTrack)), &[(8, Some(AtRisk), Published)]);
        assert_eq!(newer_update, (Some(AtRisk), 8, 8));
        let older_update = last(Some((5, OnTrack)), &[(4, Some(AtRisk), Published)]);
        assert_eq!(older_update, (Some(OnTrack), 5, 5));
    }

    #[test]
    fn on_one_day_the_worse_claim_holds() {
        let same_day = last(Some((5, OffTrack)), &[(5, Some(OnTrack), Published)]);
        assert_eq!(same_day, (Some(OffTrack), 5, 5));
    }

    #[test]
    fn an_update_without_a_health_does_not_clear_one() {
        let words = last(Some((5, OffTrack)), &[(9, None, Published)]);
        assert_eq!(words, (Some(OffTrack), 5, 9));
    }

    #[test]
    fn drafts_and_corrected_updates_do_not_count() {
        let unsent = [(8, Some(OnTrack), Draft), (9, Some(OnTrack), Corrected)];
        assert_eq!(last(Some((5, OffTrack)), &unsent), (Some(OffTrack), 5, 5));
    }
}
