//! The words for health, states, odds, money and lists. Short, active, and none of our own jargon.

use longpole_document::{CitationId, Inline, Sentence, Status, words};
use longpole_engine::schedule::{Driver, Lag};
use longpole_model::{
    AskLevel, ContractState, DecisionState, Health, LinkKind, Money, ResponseKind, Reversibility,
    RiskState,
};

/// The status that shows a health.
pub(crate) fn status(health: Health) -> Status {
    match health {
        Health::OnTrack => Status::OnTrack,
        Health::AtRisk => Status::AtRisk,
        Health::Unknown => Status::Unknown,
        Health::OffTrack => Status::OffTrack,
    }
}

/// Working days with one decimal: "3.5 working days", "1 working day".
pub(crate) fn working_days(days: f64) -> String {
    let text = words::decimal(days);
    match text.as_str() {
        "1" | "−1" => format!("{text} working day"),
        _ => format!("{text} working days"),
    }
}

/// How far a day has moved: "7 working days later", "2 working days earlier", "not at all".
pub(crate) fn moved(days: i64) -> String {
    match days {
        0 => "not at all".to_owned(),
        1.. => format!("{} later", words::working_days(days)),
        _ => format!("{} earlier", words::working_days(days.saturating_neg())),
    }
}

/// The effect of something on a date, in days: "+3.5", "−2", "no change".
pub(crate) fn effect(days: f64) -> String {
    match words::signed(days).as_str() {
        "0" => "no change".to_owned(),
        text => format!(
            "{text} {}",
            if text == "+1" || text == "−1" {
                "day"
            } else {
                "days"
            }
        ),
    }
}

/// Slack from thousandths of a working day: "3.5 days", "none", "−2 days".
pub(crate) fn slack(millidays: i64) -> String {
    match words::decimal(millidays as f64 / 1000.0).as_str() {
        "0" => "none".to_owned(),
        "1" => "1 day".to_owned(),
        text => format!("{text} days"),
    }
}

/// Calendar days from now: "in 12 days", "today", "overdue by 9 days".
pub(crate) fn days_left(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1.. => format!("in {}", words::count(days, "day")),
        _ => format!("overdue by {}", words::count(days.saturating_neg(), "day")),
    }
}

/// An amount as people say it: "40k EUR", "2.4M EUR", "350 EUR". Rounded to three figures, since a cost is no account.
pub(crate) fn money(amount: &Money) -> String {
    let units = amount.hundredths as f64 / 100.0;
    let size = units.abs();
    let text = if size >= 999_500.0 {
        let places = if size >= 99_950_000.0 {
            1.0
        } else if size >= 9_995_000.0 {
            10.0
        } else {
            100.0
        };
        format!("{}M", trimmed((units / 1e6 * places).round() / places))
    } else if size >= 10_000.0 {
        format!("{}k", trimmed((units / 1e3).round()))
    } else {
        words::integer(units.round() as i64)
    };
    format!("{text} {}", amount.currency)
}

fn trimmed(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0')
        .trim_end_matches('.')
        .replace('-', "−")
}

/// The first `most` words of a title, with "…" for the rest.
pub(crate) fn clip(text: &str, most: usize) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    match parts.get(..most) {
        Some(first) if parts.len() > most => {
            let first = first.join(" ");
            format!(
                "{}…",
                first.trim_end_matches([',', ';', ':', '.', '–', '-'])
            )
        }
        _ => parts.join(" "),
    }
}

/// Text that somebody wrote, as a sentence: with a full stop unless it ends in a mark of its own.
pub(crate) fn as_sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        Some('.' | '!' | '?' | '…') | None => text.to_owned(),
        Some(_) => format!("{text}."),
    }
}

/// Text that somebody wrote, to stand inside a sentence: without a full stop at its end.
pub(crate) fn within_sentence(text: &str) -> String {
    text.trim().trim_end_matches('.').to_owned()
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(parts: impl IntoIterator<Item = impl Into<Sentence>>) -> Sentence {
    let parts: Vec<Sentence> = parts.into_iter().map(Into::into).collect();
    let last = parts.len().saturating_sub(1);
    let mut out = Sentence::new();
    for (index, part) in parts.into_iter().enumerate() {
        let before = if index == 0 {
            ""
        } else if index == last {
            " and "
        } else {
            ", "
        };
        if !before.is_empty() {
            out = out.text(before);
        }
        out = out.then(part);
    }
    out
}

/// Names as a list.
pub(crate) fn names(names: impl IntoIterator<Item = impl Into<String>>) -> Sentence {
    list(names.into_iter().map(Inline::name))
}

/// A title inside a sentence, in quotation marks: titles hold commas and verbs of their own.
pub(crate) fn title(title: impl Into<String>) -> Sentence {
    Sentence::new().text("“").name(title).text("”")
}

/// The first `most` titles as a list, and how many more there are.
pub(crate) fn titles(titles: &[impl AsRef<str>], most: usize, counted: &CitationId) -> Sentence {
    let left = titles.len().saturating_sub(most);
    let more = (left > 0).then(|| Sentence::from(Inline::figure(format!("{left} more"), counted)));
    let shown = titles.iter().take(most).map(|text| title(text.as_ref()));
    list(shown.chain(more))
}

/// The first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The first letter in lower case, to go on after a colon.
pub(crate) fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_lowercase);
    first.map_or_else(String::new, |first| first.chain(chars).collect())
}

/// How far a contract is.
pub(crate) fn contract_state(state: ContractState) -> &'static str {
    match state {
        ContractState::Identified => "not asked yet",
        ContractState::Requested => "asked, no answer",
        ContractState::Countered => "other date offered",
        ContractState::Committed => "promised",
        ContractState::InProgress => "in progress",
        ContractState::AtRisk => "said to be at risk",
        ContractState::Delivered => "delivered",
        ContractState::Accepted => "accepted",
        ContractState::Declined => "declined",
        ContractState::Broken => "broken",
        ContractState::Withdrawn => "withdrawn",
        ContractState::Superseded => "replaced",
    }
}

/// How far a risk is.
pub(crate) fn risk_state(state: RiskState) -> &'static str {
    match state {
        RiskState::Proposed => "proposed",
        RiskState::Open => "open",
        RiskState::Responding => "being responded to",
        RiskState::Watching => "watched",
        RiskState::Triggered => "happened",
        RiskState::Closed => "closed",
        RiskState::Retired => "retired",
        RiskState::Accepted => "accepted",
    }
}

/// What a response does.
pub(crate) fn response_kind(kind: ResponseKind) -> &'static str {
    match kind {
        ResponseKind::Avoid => "avoid",
        ResponseKind::Transfer => "transfer",
        ResponseKind::Mitigate => "mitigate",
        ResponseKind::Accept => "accept",
        ResponseKind::Escalate => "escalate",
        ResponseKind::Exploit => "exploit",
        ResponseKind::Enhance => "enhance",
        ResponseKind::Share => "share",
    }
}

/// How far a decision is.
pub(crate) fn decision_state(state: DecisionState) -> &'static str {
    match state {
        DecisionState::Drafted => "being drafted",
        DecisionState::Open => "open",
        DecisionState::Decided => "made",
        DecisionState::InForce => "in force",
        DecisionState::UnderReview => "under review",
        DecisionState::Superseded => "replaced",
        DecisionState::Retired => "retired",
        DecisionState::DefaultTaken => "default taken",
    }
}

/// Whether one can come back.
pub(crate) fn reversibility(reversibility: Reversibility) -> &'static str {
    match reversibility {
        Reversibility::OneWay => "hard to undo",
        Reversibility::TwoWay => "can be undone",
    }
}

/// How much of a team an ask takes.
pub(crate) fn ask_level(level: AskLevel) -> &'static str {
    match level {
        AskLevel::Vibes => "good wishes",
        AskLevel::Small => "small",
        AskLevel::Medium => "medium",
        AskLevel::Large => "large",
    }
}

/// Several names in a narrow place: `Ann`, `Ann and Ben`, `Ann and 2 others`; none for none.
pub(crate) fn several(names: &[impl AsRef<str>]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(only.as_ref().to_owned()),
        [first, second] => Some(format!("{} and {}", first.as_ref(), second.as_ref())),
        [first, others @ ..] => Some(format!("{} and {} others", first.as_ref(), others.len())),
    }
}

/// What a need ties, between "this" and "that": "starts after the finish of".
pub(crate) fn waits(link: LinkKind) -> &'static str {
    match link {
        LinkKind::FinishToStart => "it starts when this is done",
        LinkKind::StartToStart => "it starts when this has started",
        LinkKind::FinishToFinish => "it is done only when this is done",
        LinkKind::StartToFinish => "it is done only when this has started",
    }
}

/// The time between two ends: "and 3 days", "less 2 days"; nothing for none.
pub(crate) fn lag(lag: Lag, minutes_per_day: u32) -> Option<String> {
    let (minutes, per_day, unit) = match lag {
        Lag::Work(minutes) => (minutes, f64::from(minutes_per_day.max(1)), "working day"),
        Lag::Elapsed(minutes) => (minutes, 1440.0, "calendar day"),
    };
    if minutes == 0 {
        return None;
    }
    let days = words::decimal((minutes as f64).abs() / per_day);
    let plural = if days == "1" { "" } else { "s" };
    let sign = if minutes < 0 { "less" } else { "plus" };
    Some(format!("{sign} {days} {unit}{plural}"))
}

/// Where a chain of causes begins, in words.
pub(crate) fn begins(driver: Driver) -> &'static str {
    match driver {
        Driver::Link(_) => "It waits for what comes before it.",
        Driver::NotBefore => "It may not start earlier: the plan sets a first day.",
        Driver::DataDate => "Nothing holds it up: what remains of it can go on now.",
        Driver::Constraint => "The plan fixes its date, whatever it waits for.",
        Driver::Actual => "Its actual dates stand: it has begun, or is done.",
        Driver::SetDay => "Its day is set: by a gate, a decision, or what a supplier promised.",
        Driver::AsLateAsPossible => "The plan puts it off as late as possible.",
        Driver::Span => "It lasts as long as the work that it supports.",
        Driver::Nothing => "Nothing leads to it.",
    }
}

/// At most so many characters of a text, with a mark where more was.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(units: i64) -> String {
        money(&Money {
            hundredths: units * 100,
            currency: "EUR".into(),
        })
    }

    #[test]
    fn money_is_rounded_to_what_matters() {
        assert_eq!(euro(350), "350 EUR");
        assert_eq!(euro(9_999), "9,999 EUR");
        assert_eq!(euro(84_312), "84k EUR");
        assert_eq!(euro(120_000), "120k EUR");
        assert_eq!(euro(999_999), "1M EUR");
        assert_eq!(euro(6_400_000), "6.4M EUR");
        assert_eq!(euro(12_345_678), "12.3M EUR");
        assert_eq!(euro(-40_000), "−40k EUR");
    }

    #[test]
    fn a_move_has_a_direction_in_words() {
        assert_eq!(moved(7), "7 working days later");
        assert_eq!(moved(-1), "1 working day earlier");
        assert_eq!(moved(0), "not at all");
        assert_eq!(effect(-3.5), "−3.5 days");
        assert_eq!(effect(1.0), "+1 day");
        assert_eq!(effect(0.04), "no change");
        assert_eq!(days_left(-9), "overdue by 9 days");
        assert_eq!(days_left(1), "in 1 day");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        assert_eq!(
            clip("Two diverse lines, delivered", 3),
            "Two diverse lines…"
        );
        assert_eq!(clip("Two lines", 3), "Two lines");
    }

    #[test]
    fn a_list_reads_as_one_says_it() {
        assert_eq!(names(["a"]).plain(), "a");
        assert_eq!(names(["a", "b"]).plain(), "a and b");
        assert_eq!(names(["a", "b", "c"]).plain(), "a, b and c");
    }

    #[test]
    fn what_somebody_wrote_ends_as_a_sentence_does() {
        assert_eq!(as_sentence("Who moves it?"), "Who moves it?");
        assert_eq!(as_sentence("first line is lit "), "first line is lit.");
        assert_eq!(within_sentence("The link is late."), "The link is late");
    }
}
