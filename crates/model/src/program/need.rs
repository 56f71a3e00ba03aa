//! Needs: who waits for what, and the two-sided contract about it.
//!
//! The consumer's side is the [`Need`]: what is wanted, how it is accepted. The provider's side is the [`Promise`] on the
//! provider's item. Each side moves only its own half; the state of the contract is read from both.

use std::fmt;

use jiff::civil::Date;

use crate::amount::write_decimal;
use crate::{DecisionId, GateId, ItemId, Meta, NeedId, PersonId, Probability, ProgramId, Span};

/// An item of this or another program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRef {
    /// The program; the need's own when left out.
    pub program: Option<ProgramId>,
    /// The item.
    pub item: ItemId,
}

impl fmt::Display for ItemRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.program {
            Some(program) => write!(f, "{program}/{}", self.item),
            None => write!(f, "{}", self.item),
        }
    }
}

/// What a consumer waits for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedSource {
    /// Another item.
    Item(ItemRef),
    /// A decision of the same program.
    Decision(DecisionId),
    /// A gate of the same program.
    Gate(GateId),
}

impl fmt::Display for NeedSource {
    /// The id alone, as the usual id of a need has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(item) => write!(f, "{item}"),
            Self::Decision(decision) => write!(f, "{decision}"),
            Self::Gate(gate) => write!(f, "{gate}"),
        }
    }
}

impl NeedId {
    /// The id that a need has unless the plan gives it another: `consumer<-provider`.
    pub fn usual(consumer: &ItemId, source: &NeedSource) -> Self {
        Self::new(&format!("{consumer}<-{source}"))
            .expect("a need's id has room for three ids and what stands between")
    }

    /// Whether it is the one that a need has unless the plan gives it another.
    pub fn is_usual(&self, consumer: &ItemId, source: &NeedSource) -> bool {
        let behind = self.as_str().strip_prefix(consumer.as_str());
        let Some(provider) = behind.and_then(|rest| rest.strip_prefix("<-")) else {
            return false;
        };
        match source {
            NeedSource::Item(ItemRef {
                program: None,
                item,
            }) => provider == item.as_str(),
            NeedSource::Item(_) | NeedSource::Decision(_) | NeedSource::Gate(_) => {
                provider == source.to_string()
            }
        }
    }
}

/// Which ends of two items a need ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LinkKind {
    /// FS: the consumer starts after the provider's finish.
    #[default]
    FinishToStart,
    /// SS: the consumer starts after the provider's start.
    StartToStart,
    /// FF: the consumer finishes after the provider's finish.
    FinishToFinish,
    /// SF: the consumer finishes after the provider's start.
    StartToFinish,
}

/// Time between the two ends of a need; negative for a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedLag {
    /// Working time, or elapsed time.
    Time(Span),
    /// A share of the provider's duration.
    Share {
        /// Thousandths of a percent: 50 % is 50,000.
        milli_percent: i64,
        /// Whether it runs through the clock.
        elapsed: bool,
    },
}

impl NeedLag {
    /// No time between.
    pub const NONE: Self = Self::Time(Span::ZERO);

    /// Whether it lets the consumer begin before the provider's end.
    pub fn is_lead(self) -> bool {
        self.sign() < 0
    }

    /// Whether it makes the consumer wait after the provider's end.
    pub fn is_wait(self) -> bool {
        self.sign() > 0
    }

    fn sign(self) -> i64 {
        match self {
            Self::Time(span) => span.thousandths.signum(),
            Self::Share { milli_percent, .. } => milli_percent.signum(),
        }
    }
}

impl Default for NeedLag {
    fn default() -> Self {
        Self::NONE
    }
}

impl From<Span> for NeedLag {
    fn from(span: Span) -> Self {
        Self::Time(span)
    }
}

impl fmt::Display for NeedLag {
    /// `2d`, `-4eh`, `50%`, `e50%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Time(span) => write!(f, "{span}"),
            Self::Share {
                milli_percent,
                elapsed,
            } => {
                if elapsed {
                    f.write_str("e")?;
                }
                write_decimal(f, milli_percent, 1000)?;
                f.write_str("%")
            }
        }
    }
}

/// A consumer's need of something else: an edge of the network, and the consumer's half of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The item that needs it.
    pub consumer: ItemId,
    /// What is needed.
    pub source: NeedSource,
    /// Which ends are tied.
    pub link: LinkKind,
    /// Time between them.
    pub lag: NeedLag,
    /// What exactly is needed.
    pub what: Option<String>,
    /// How the consumer will see that it has it.
    pub accept: Option<String>,
    /// What kind of dependency.
    pub kind: Option<ContractKind>,
    /// The consumer's person for it.
    pub owner: Option<PersonId>,
    /// How far the consumer's side is.
    pub asked: Asked,
    /// When it was requested.
    pub requested_on: Option<Date>,
    /// A date that the consumer says was promised. It counts as requested, never as a promise.
    pub promised: Option<Date>,
    /// The day by which it is escalated if nobody answers.
    pub escalate_on: Option<Date>,
    /// What is done if it does not come.
    pub fallback: Option<String>,
    /// When the consumer accepted it.
    pub accepted_on: Option<Date>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

impl Need {
    /// A plain finish-to-start need without a contract.
    pub fn plain(consumer: ItemId, source: NeedSource) -> Self {
        Self {
            consumer,
            source,
            link: LinkKind::FinishToStart,
            lag: NeedLag::NONE,
            what: None,
            accept: None,
            kind: None,
            owner: None,
            asked: Asked::Identified,
            requested_on: None,
            promised: None,
            escalate_on: None,
            fallback: None,
            accepted_on: None,
            meta: Meta::default(),
        }
    }

    /// Whether it still holds its consumer: not once it is accepted, withdrawn or replaced.
    pub fn binds(&self) -> bool {
        let is_open = match self.asked {
            Asked::Identified | Asked::Requested => true,
            Asked::Accepted | Asked::Withdrawn | Asked::Superseded => false,
        };
        is_open && self.accepted_on.is_none()
    }
}

/// What kind of dependency a contract is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContractKind {
    /// Something that is built.
    Technical,
    /// Something that somebody knows.
    Knowledge,
    /// Somebody's time.
    Resource,
    /// Somebody's consent.
    Approval,
    /// Something from outside the organisation.
    External,
}

/// How far the consumer's side of a contract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Asked {
    /// Somebody saw that it is needed.
    #[default]
    Identified,
    /// The provider was asked.
    Requested,
    /// It was delivered and the consumer accepts it.
    Accepted,
    /// It is no longer needed.
    Withdrawn,
    /// Another need took its place.
    Superseded,
}

/// The provider's half of a contract: what its team says it will deliver when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The promised day.
    pub date: Option<Date>,
    /// Who promised.
    pub by: Option<PersonId>,
    /// How far the provider's side is.
    pub state: PromiseState,
    /// When that was said.
    pub said_on: Option<Date>,
    /// How sure the provider is.
    pub confidence: Option<Probability>,
    /// What shows a delivery: a merged change, a deployed version, a passing contract test.
    pub evidence: Option<String>,
    /// When it was delivered.
    pub delivered_on: Option<Date>,
    /// In words; for a counter-offer, what is offered instead.
    pub note: Option<String>,
}

/// How far the provider's side of a contract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PromiseState {
    /// Another date or scope was offered.
    Countered,
    /// Committed to.
    #[default]
    Committed,
    /// Being worked on.
    InProgress,
    /// The provider says that the date is in danger.
    AtRisk,
    /// Delivered, with evidence.
    Delivered,
    /// The provider will not do it.
    Declined,
    /// The promised day passed without it.
    Broken,
}

impl Promise {
    /// A promise in `state` of which nothing else was said.
    pub fn of(state: PromiseState) -> Self {
        Self {
            date: None,
            by: None,
            state,
            said_on: None,
            confidence: None,
            evidence: None,
            delivered_on: None,
            note: None,
        }
    }
}
