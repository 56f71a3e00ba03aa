//! What does a cell with links name, and how are they tied: `12FS+2d; 14`?

use longpole_model::{Asked, LinkKind, NeedLag};

use super::length::{Unit, amount};
use crate::plan::{decimal, decimal_text};
use crate::table::field::bracketed;
use crate::table::sheet::Cell;

/// A link as a cell says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::table) struct LinkText {
    /// What the other end is called.
    pub(in crate::table) other: String,
    pub(in crate::table) link: LinkKind,
    pub(in crate::table) lag: NeedLag,
    /// How far the consumer's side is: `14 (withdrawn)`.
    pub(in crate::table) asked: Asked,
}

/// The texts of the single links in a cell. Where there are semicolons or line breaks, commas stand within a link.
pub(in crate::table) fn split(text: &str) -> Vec<&str> {
    let separators: &[char] = if text.contains([';', '\n']) {
        &[';', '\n']
    } else {
        &[',']
    };
    text.split(separators)
        .map(str::trim)
        .filter(|link| !link.is_empty())
        .collect()
}

/// The link that a text says, when `is_known` tells what is called so: the whole text first, since ids may end as links do
/// (`A-1FS`), then without what ties the ends. What is not known at all is taken apart as far as it goes.
pub(in crate::table) fn read(text: &str, is_known: impl Fn(&str) -> bool) -> LinkText {
    let (text, asked) = asked_at_end(text);
    let plain = |other: &str| LinkText {
        other: other.trim().to_owned(),
        link: LinkKind::FinishToStart,
        lag: NeedLag::NONE,
        asked,
    };
    if is_known(text) {
        return plain(text);
    }
    let (without_lag, lag) = match lag_at_end(text) {
        Some((rest, lag)) => (rest, Some(lag)),
        None => (text, None),
    };
    let mut found = None;
    for (rest, lag) in [(text, None), (without_lag, lag)] {
        if let Some((other, link)) = kind_at_end(rest) {
            let with_kind = LinkText {
                link,
                lag: lag.unwrap_or(NeedLag::NONE),
                ..plain(other)
            };
            if is_known(&with_kind.other) {
                return with_kind;
            }
            found = Some(with_kind);
        }
        if let Some(lag) = lag {
            let without_kind = LinkText { lag, ..plain(rest) };
            if is_known(&without_kind.other) {
                return without_kind;
            }
            found = found.or(Some(without_kind));
        }
    }
    found.unwrap_or_else(|| plain(text))
}

/// How far the consumer's side is, in brackets at the end of a text.
fn asked_at_end(text: &str) -> (&str, Asked) {
    let found = bracketed(text).and_then(|(rest, word)| {
        let asked = match word {
            "requested" => Asked::Requested,
            "accepted" => Asked::Accepted,
            "withdrawn" => Asked::Withdrawn,
            "superseded" => Asked::Superseded,
            _ => return None,
        };
        Some((rest, asked)).filter(|(rest, _)| !rest.is_empty())
    });
    found.unwrap_or((text, Asked::Identified))
}

/// The two ends at the end of a text: `12FS`, `A-1 SS`; `EA`, `AA`, `EE`, `AE` of the German Microsoft Project.
fn kind_at_end(text: &str) -> Option<(&str, LinkKind)> {
    let text = text.trim_end();
    let at = text
        .len()
        .checked_sub(2)
        .filter(|at| text.is_char_boundary(*at))?;
    let (other, kind) = text.split_at(at);
    let link = kind_named(kind)?;
    let other = other.trim_end();
    (!other.is_empty()).then_some((other, link))
}

/// The kind of link that two letters say.
pub(in crate::table) fn kind_named(kind: &str) -> Option<LinkKind> {
    match kind.to_ascii_uppercase().as_str() {
        "FS" | "EA" => Some(LinkKind::FinishToStart),
        "SS" | "AA" => Some(LinkKind::StartToStart),
        "FF" | "EE" => Some(LinkKind::FinishToFinish),
        "SF" | "AE" => Some(LinkKind::StartToFinish),
        _ => None,
    }
}

/// A lag at the end of a text: `+2d`, `- 1 day`, `+50%`, `+e50%`.
fn lag_at_end(text: &str) -> Option<(&str, NeedLag)> {
    let at = text.rfind(['+', '-'])?;
    let (other, lag) = text.split_at(at);
    let lag = lag_named(lag)?;
    let other = other.trim_end();
    (!other.is_empty()).then_some((other, lag))
}

/// A lag with its sign, or without one.
pub(in crate::table) fn lag_named(text: &str) -> Option<NeedLag> {
    let compact: String = text
        .chars()
        .filter(|c| *c != '+')
        .collect::<String>()
        .trim()
        .replace("- ", "-");
    if let Some(share) = compact.strip_suffix('%') {
        let (negative, share) = share
            .strip_prefix('-')
            .map_or((false, share), |share| (true, share));
        let (elapsed, share) = share
            .trim()
            .strip_prefix('e')
            .map_or((false, share), |share| (true, share));
        let milli_percent =
            decimal(share.trim(), 1000).filter(|share| share.abs() <= 100_000_000)?;
        return Some(NeedLag::Share {
            milli_percent: if negative {
                -milli_percent
            } else {
                milli_percent
            },
            elapsed,
        });
    }
    // A lag without a unit would be an id with a dash in it.
    let has_unit = compact.ends_with(char::is_alphabetic);
    let span = amount(&Cell::Text(compact), None)
        .filter(|amount| has_unit && !amount.assumed)?
        .span()?;
    Some(NeedLag::Time(span))
}

/// Which unit a lag has in a column of lags.
pub(in crate::table) fn lag_of_cell(cell: &Cell, unit: Option<Unit>) -> Option<NeedLag> {
    match cell {
        Cell::Empty => Some(NeedLag::NONE),
        Cell::Text(text) => {
            lag_named(text).or_else(|| amount(cell, unit)?.span().map(NeedLag::Time))
        }
        _ => amount(cell, unit)?.span().map(NeedLag::Time),
    }
}

/// A link as it is written.
pub(in crate::table) fn text(link: &LinkText) -> String {
    let tied = tied(&link.other, link.link, link.lag);
    match link.asked {
        Asked::Identified => tied,
        Asked::Requested => format!("{tied} (requested)"),
        Asked::Accepted => format!("{tied} (accepted)"),
        Asked::Withdrawn => format!("{tied} (withdrawn)"),
        Asked::Superseded => format!("{tied} (superseded)"),
    }
}

fn tied(other: &str, link: LinkKind, lag: NeedLag) -> String {
    let kind = match link {
        LinkKind::FinishToStart => "FS",
        LinkKind::StartToStart => "SS",
        LinkKind::FinishToFinish => "FF",
        LinkKind::StartToFinish => "SF",
    };
    if lag == NeedLag::NONE {
        return match link {
            LinkKind::FinishToStart => other.to_owned(),
            LinkKind::StartToStart | LinkKind::FinishToFinish | LinkKind::StartToFinish => {
                format!("{other} {kind}")
            }
        };
    }
    let (sign, lag) = match lag {
        NeedLag::Time(span) if span.is_negative() => ("", span.to_string()),
        NeedLag::Time(span) => ("+", span.to_string()),
        NeedLag::Share {
            milli_percent,
            elapsed,
        } => {
            let sign = if milli_percent < 0 { "-" } else { "+" };
            let elapsed = if elapsed { "e" } else { "" };
            (
                sign,
                format!(
                    "{elapsed}{}%",
                    decimal_text(milli_percent.saturating_abs(), 1000)
                ),
            )
        }
    };
    format!("{other} {kind}{sign}{lag}")
}

#[cfg(test)]
mod tests {
    use longpole_model::{Span, SpanUnit};
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let known = ["12", "14", "A-1", "A-1FS", "x-2d", "Dig, then fill"];
        let links = split(cell)
            .into_iter()
            .map(|link| text(&read(link, |other| known.contains(&other))));
        assert_eq!(links.collect::<Vec<_>>().join("; "), expected, "{cell}");
    }

    #[test]
    fn links_are_read_as_tools_write_them() {
        check("12FS+2d; 14", "12 FS+2d; 14");
        check("12, 14SS", "12; 14 SS");
        check("12FF - 1 day", "12 FF-1d");
        check("A-1FS+50%", "A-1 FS+50%");
        check("A-1SS+50%", "A-1 SS+50%");
        check("12EA+2 Tage", "12 FS+2d");
        check("12+3w", "12 FS+3w");
        check("12FS-2ed", "12 FS-2ed");
        check("12 SS (withdrawn)", "12 SS (withdrawn)");
    }

    #[test]
    fn an_id_may_look_like_a_link() {
        check("A-1FS", "A-1FS");
        check("A-1 FS+1d", "A-1 FS+1d");
        check("x-2d", "x-2d");
        check("x-2d SS", "x-2d SS");
        check("Dig, then fill; 12", "Dig, then fill; 12");
    }

    #[test]
    fn what_is_not_known_is_taken_apart_as_far_as_it_goes() {
        check("77SS+2d", "77 SS+2d");
        check("OPS-7", "OPS-7");
        check("OPS-7FF", "OPS-7 FF");
    }

    proptest! {
        #[test]
        fn a_link_comes_back(thousandths in -99_999_999_i64..99_999_999, milli in -99_999_999_i64..99_999_999, elapsed: bool, kind in 0_usize..4, unit in 0_usize..5) {
            let link = [LinkKind::FinishToStart, LinkKind::StartToStart, LinkKind::FinishToFinish, LinkKind::StartToFinish][kind];
            let unit = [SpanUnit::Minute, SpanUnit::Hour, SpanUnit::Day, SpanUnit::Week, SpanUnit::Month][unit];
            for lag in [NeedLag::Time(Span { thousandths, unit, elapsed }), NeedLag::Share { milli_percent: milli, elapsed }] {
                let asked = if elapsed { Asked::Identified } else { Asked::Superseded };
                let link = LinkText { other: "A-1FS".to_owned(), link, lag, asked };
                let again = read(&text(&link), |other| other == "A-1FS" || other == "A-1");
                prop_assert_eq!(again, link);
            }
        }

        #[test]
        fn whatever_a_cell_says_links_are_found_or_not(cell in "[0-9A-Za-z;, +%e.\\-ü\n]{0,24}") {
            for link in split(&cell) {
                read(link, |_| false);
            }
        }
    }
}
