//! How entities are called in messages.

use longpole_model::{Decision, DecisionId, Disposition, Risk, RiskId};

use crate::context::ItemView;

/// A risk's title, event or id.
pub(crate) fn risk<'r>(id: &'r RiskId, risk: &'r Risk) -> &'r str {
    let named = risk.title.as_deref().or(risk.maybe.as_deref());
    named.unwrap_or(id.as_str())
}

/// A decision's question or id.
pub(crate) fn decision<'d>(id: &'d DecisionId, decision: &'d Decision) -> &'d str {
    decision.question.as_deref().unwrap_or(id.as_str())
}

/// What happens to a system: "is to be …".
pub(crate) fn disposition(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Retire => "retired",
        Disposition::Retain => "retained",
        Disposition::Rehost => "rehosted",
        Disposition::Relocate => "relocated",
        Disposition::Repurchase => "repurchased",
        Disposition::Replatform => "replatformed",
        Disposition::Refactor => "refactored",
    }
}

/// What would let somebody tell the odds of an item.
pub(crate) fn why_no_odds(item: &ItemView<'_>) -> String {
    let missing = item
        .forecast()
        .map(|forecast| forecast.incomplete.as_slice());
    match missing {
        None => "run a forecast".to_owned(),
        Some([]) => "see what the forecast says of it".to_owned(),
        Some([first, ..]) => format!(
            "say what \"{}\" takes: it is missing upstream",
            first.subject.id
        ),
    }
}
