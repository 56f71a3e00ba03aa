//! Which elements does a link have?

use longpole_model::{LinkKind, NeedLag};

use super::record::Elements;
use crate::mspdi::values::{LengthFormat, Lengths, decimal_text};
use crate::xml::Element;

/// The elements of a link to the task `predecessor`.
pub(in crate::mspdi) fn link_elements(
    predecessor: i64,
    link: LinkKind,
    lag: NeedLag,
    lengths: &Lengths,
) -> Vec<Element<'static>> {
    let mut out = Elements::default();
    out.number("PredecessorUID", predecessor);
    out.number(
        "Type",
        match link {
            LinkKind::FinishToFinish => 0,
            LinkKind::FinishToStart => 1,
            LinkKind::StartToFinish => 2,
            LinkKind::StartToStart => 3,
        },
    );
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
