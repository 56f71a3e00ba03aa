//! What does a link of a task say, and which need is it?

use longpole_model::{LinkKind, NeedLag};

use crate::mspdi::values::{LengthFormat, Lengths, decimal};
use crate::xml::Element;

/// A link of a task to one that it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mspdi) struct LinkFields {
    /// The task that is waited for.
    pub(in crate::mspdi) predecessor: Option<i64>,
    /// Which ends are tied.
    pub(in crate::mspdi) link: LinkKind,
    /// Time between them.
    pub(in crate::mspdi) lag: NeedLag,
    /// Whether it leads into another project.
    pub(in crate::mspdi) crosses: bool,
}

impl LinkFields {
    /// Reads the elements of a link.
    pub(in crate::mspdi) fn read(elements: &[Element<'_>], lengths: &Lengths) -> Self {
        let text = |name: &str| {
            let found = elements.iter().find(|element| element.name == name);
            found.map(|element| element.text.trim())
        };
        let number = |name: &str| text(name).and_then(|text| decimal(text, 0));
        let link = match number("Type") {
            Some(0) => LinkKind::FinishToFinish,
            Some(2) => LinkKind::StartToFinish,
            Some(3) => LinkKind::StartToStart,
            _ => LinkKind::FinishToStart,
        };
        let format = LengthFormat::of(number("LagFormat").unwrap_or(7));
        let lag = match format {
            LengthFormat::Percent { elapsed } => {
                let percent = text("LinkLag")
                    .and_then(|text| decimal(text, 3))
                    .unwrap_or(0);
                if percent == 0 {
                    NeedLag::NONE
                } else {
                    NeedLag::Share {
                        milli_percent: percent,
                        elapsed,
                    }
                }
            }
            LengthFormat::Time { .. } | LengthFormat::Unknown => {
                let milliseconds = number("LinkLag")
                    .and_then(|tenths| tenths.checked_mul(6000))
                    .filter(|lag| *lag != 0);
                milliseconds
                    .and_then(|milliseconds| lengths.span(milliseconds, format))
                    .map_or(NeedLag::NONE, NeedLag::Time)
            }
        };
        Self {
            predecessor: number("PredecessorUID"),
            link,
            lag,
            crosses: matches!(text("CrossProject"), Some("1" | "true")),
        }
    }
}
