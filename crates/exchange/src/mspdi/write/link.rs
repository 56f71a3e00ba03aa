//! Which elements does a link have?

use longpole_model::{LinkKind, NeedLag};

use super::record::Elements;
use crate::mspdi::values::{LengthFormat, Lengths, decimal_text};
use crate::xml::Element;

/// Whether an element of a link says what follows from the need alone, as [`link_elements`] would.
pub(in crate::mspdi) fn says_no_more(
    element: &Element<'_>,
    predecessor: i64,
    link: LinkKind,
    lag: NeedLag,
    lengths: &Lengths,
) -> bool {
    let number = match (&*element.name, lag) {
        ("PredecessorUID", _) => predecessor,
        ("Type", _) => code_of(link),
        ("LinkLag", NeedLag::Time(span)) => lengths.in_milliseconds(span) / 6000,
        ("LagFormat", NeedLag::Time(span)) => LengthFormat::code_of(span),
        _ => return false,
    };
    element.children.is_empty() && element.text.parse() == Ok(number)
}

fn code_of(link: LinkKind) -> i64 {
    match link {
        LinkKind::FinishToFinish => 0,
        LinkKind::FinishToStart => 1,
        LinkKind::StartToFinish => 2,
        LinkKind::StartToStart => 3,
    }
}

/// The elements of a link to the task `predecessor`.
pub(in crate::mspdi) fn link_elements(
    predecessor: i64,
    link: LinkKind,
    lag: NeedLag,
    lengths: &Lengths,
) -> Vec<Element<'static>> {
    let mut out = Elements::default();
    out.number("PredecessorUID", predecessor);
    out.number("Type", code_of(link));
    match lag {
        NeedLag::Time(span) => {
            out.number("LinkLag", lengths.in_milliseconds(span) / 6000);
            out.number("LagFormat", LengthFormat::code_of(span));
        }
        NeedLag::Share {
            milli_percent,
            elapsed,
        } => {
            out.text("LinkLag", decimal_text(milli_percent, 3));
            out.number("LagFormat", if elapsed { 20 } else { 19 });
        }
    }
    out.0
}
