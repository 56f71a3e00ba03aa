//! Risks: because of a cause, an event may occur, which would lead to an effect on an objective.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    DecideBy, ItemId, Meta, Money, ObjectiveId, PersonId, Probability, ResponseId, RiskId, Span,
    Spread,
};

/// Something that may happen and would move dates, cost or quality.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Risk {
    /// A short name for people; made from the event when left out.
    pub title: Option<String>,
    /// The definite cause.
    pub because: Option<String>,
    /// The uncertain event.
    pub maybe: Option<String>,
    /// The effect on an objective.
    pub then: Option<String>,
    /// The objectives that it would affect.
    pub objectives: Vec<ObjectiveId>,
    /// Where it belongs in a risk breakdown, such as `supplier` or `technology`.
    pub category: Option<String>,
    /// Threat or opportunity.
    pub kind: RiskType,
    /// How likely it is; unknown when left out.
    pub probability: Option<Probability>,
    /// Where the probability comes from.
    pub probability_source: Option<String>,
    /// Working time that it adds to items (or takes off, for an opportunity) when it happens.
    pub delays: BTreeMap<ItemId, Spread<Span>>,
    /// Money that it costs when it happens.
    pub cost: Option<Money>,
    /// What it does to quality or safety, in words.
    pub quality: Option<String>,
    /// From when on it can happen.
    pub from: Option<Date>,
    /// Until when it can happen: a risk past it is over.
    pub until: Option<Date>,
    /// How soon its effect is felt after the event.
    pub velocity: Option<Span>,
    /// An observable sign that it is happening; see [`Risk::watch`].
    pub trigger: Option<String>,
    /// The day on which the trigger was seen.
    pub triggered_on: Option<Date>,
    /// Who watches it.
    pub owner: Option<PersonId>,
    /// What is done about it.
    pub responses: BTreeMap<ResponseId, Response>,
    /// What is done if it happens.
    pub contingency: Option<String>,
    /// What is done if the response fails.
    pub fallback: Option<String>,
    /// Risks that responses bring with them.
    pub secondary: Vec<RiskId>,
    /// How far it is.
    pub state: RiskState,
    /// Who accepted it.
    pub accepted_by: Option<PersonId>,
    /// Until when it is accepted.
    pub accepted_until: Option<Date>,
    /// When somebody last looked at it.
    pub reviewed_on: Option<Date>,
    /// Links to what it rests on.
    pub evidence: Vec<String>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// Whether a risk is to be avoided or sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RiskType {
    /// It harms.
    #[default]
    Threat,
    /// It helps.
    Opportunity,
}

/// How far a risk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum RiskState {
    /// Somebody named it.
    Proposed,
    /// It is taken seriously.
    #[default]
    Open,
    /// Responses are being carried out.
    Responding,
    /// Responses are done; it is watched.
    Watching,
    /// It happened: it is an issue now.
    Triggered,
    /// It cannot happen any more.
    Closed,
    /// It no longer matters.
    Retired,
    /// It is accepted by somebody until a day.
    Accepted,
}

impl RiskState {
    /// Whether it can still happen and so belongs into the forecast.
    pub fn is_live(self) -> bool {
        match self {
            Self::Proposed | Self::Open | Self::Responding | Self::Watching | Self::Accepted => {
                true
            }
            Self::Triggered | Self::Closed | Self::Retired => false,
        }
    }
}

/// What is done about a risk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Response {
    /// What is done, for people; the id when left out.
    pub title: Option<String>,
    /// Which kind of response.
    pub kind: ResponseKind,
    /// What it costs.
    pub cost: Option<Money>,
    /// The probability that remains with it.
    pub probability: Option<Probability>,
    /// The delays that remain with it; unchanged when empty.
    pub delays: BTreeMap<ItemId, Spread<Span>>,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// The day by which it is done.
    pub due: Option<Date>,
    /// The day by which one has to decide for it.
    pub decide_by: Option<DecideBy>,
    /// Whether it has been decided for.
    pub active: bool,
    /// When it was done.
    pub done_on: Option<Date>,
}

/// PMI's kinds of responses to threats and opportunities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ResponseKind {
    /// Remove the cause.
    Avoid,
    /// Give it to somebody who can carry it.
    Transfer,
    /// Make it less likely or less bad.
    #[default]
    Mitigate,
    /// Live with it.
    Accept,
    /// Hand it to somebody with more power.
    Escalate,
    /// Make sure that an opportunity happens.
    Exploit,
    /// Share an opportunity.
    Share,
    /// Make an opportunity likelier or larger.
    Enhance,
}

/// A trigger that can be checked: an item has not reached an event by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerWatch {
    /// The item.
    pub item: ItemId,
    /// The event.
    pub event: WatchedEvent,
    /// The day.
    pub by: Date,
}

/// An event of an item that a trigger watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WatchedEvent {
    /// Work began.
    Started,
    /// Work was done.
    Finished,
    /// It was delivered to a consumer, or done.
    Delivered,
}

impl Risk {
    /// The trigger as something that can be checked, when it reads
    /// `<item> is not started|finished|delivered by <date>`; `None` for any other words.
    pub fn watch(&self) -> Option<TriggerWatch> {
        let mut words = self.trigger.as_deref()?.split_whitespace();
        let item = ItemId::new(words.next()?).ok()?;
        if (words.next()?, words.next()?) != ("is", "not") {
            return None;
        }
        let event = match words.next()? {
            "started" => WatchedEvent::Started,
            "finished" | "done" => WatchedEvent::Finished,
            "delivered" => WatchedEvent::Delivered,
            _ => return None,
        };
        if words.next()? != "by" {
            return None;
        }
        let by = words.next()?.trim_end_matches('.').parse().ok()?;
        words
            .next()
            .is_none()
            .then_some(TriggerWatch { item, event, by })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_trigger_that_names_an_item_an_event_and_a_day_can_be_checked() {
        let with = |text: &str| {
            Risk {
                trigger: Some(text.into()),
                ..Risk::default()
            }
            .watch()
        };

        let watch = with("network-link is not delivered by 2027-01-15").unwrap();

        assert_eq!(watch.item.as_str(), "network-link");
        assert_eq!(watch.event, WatchedEvent::Delivered);
        assert_eq!(watch.by, date(2027, 1, 15));
        assert_eq!(with("two rehearsals fail in a row"), None);
        assert_eq!(with("link is not delivered by 2027-02-30"), None);
    }
}
