//! Which fields can a table have?
//!
//! `items` and `links` list them with the names that people's headers have for them; `header` finds the field of a header.

mod header;
mod items;
mod links;

pub(in crate::table) use self::header::{TableKind, bracketed, field_of, normal};
pub(in crate::table) use self::items::FIELDS;
pub(in crate::table) use self::links::LINK_FIELDS;

/// What a column of a table can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::table) enum Field {
    /// The program that a row belongs to.
    Program,
    /// The exact id that the item has in a plan.
    ItemId,
    /// What the source calls it for good.
    Key,
    /// A row's number: what predecessors are named by.
    Number,
    /// Its place in the outline: `1.2.3`.
    Wbs,
    /// How deep it lies in the outline.
    Level,
    Parent,
    /// The epic: the parent of what has no other.
    Epic,
    Title,
    Description,
    Kind,
    Milestone,
    /// Whether it takes part in the schedule.
    Active,
    /// Whether its dates are set by hand.
    TaskMode,
    Workstream,
    Team,
    Owner,
    Approver,
    Resources,
    Estimate,
    Duration,
    Low,
    Likely,
    High,
    Effort,
    People,
    Remaining,
    DependsOn,
    Blocks,
    NotBefore,
    Start,
    Finish,
    Target,
    TargetConfidence,
    Deadline,
    Commit,
    CommitConfidence,
    CommittedBy,
    CommittedTo,
    CommittedOn,
    ConstraintKind,
    ConstraintDate,
    Percent,
    Started,
    Finished,
    Status,
    Health,
    StatusDate,
    StatusNote,
    Priority,
    Link,
    Aliases,
    /// The consumer of a link, in a table of links.
    LinkFrom,
    /// The provider of a link, in a table of links.
    LinkTo,
    /// What a link is called, in a table of links.
    LinkKind,
    /// What a link is called when read from its first end, in a table of links.
    LinkPhrase,
    /// Time between the ends, in a table of links.
    LinkLag,
}

/// A field, what its column is called when a table is written, its name in a mapping, and other spellings, best first.
pub(in crate::table) type Entry = (Field, &'static str, &'static str, &'static [&'static str]);

impl Field {
    /// What its column is called when a table is written.
    pub(in crate::table) fn header(self) -> &'static str {
        entry(self).1
    }

    /// Its name in a mapping and in reports: `depends-on`.
    pub(in crate::table) fn name(self) -> &'static str {
        entry(self).2
    }

    /// The field of a mapping.
    pub(in crate::table) fn named(name: &str) -> Option<Self> {
        let wanted = normal(name);
        let all = FIELDS.iter().chain(LINK_FIELDS);
        all.clone()
            .find(|entry| normal(entry.2) == wanted)
            .or_else(|| all.clone().find(|entry| normal(entry.1) == wanted))
            .map(|entry| entry.0)
    }

    /// Whether its cells hold dates.
    pub(in crate::table) fn is_date(self) -> bool {
        matches!(
            self,
            Self::NotBefore
                | Self::Start
                | Self::Finish
                | Self::Target
                | Self::Deadline
                | Self::Commit
                | Self::CommittedOn
                | Self::ConstraintDate
                | Self::Started
                | Self::Finished
                | Self::StatusDate
        )
    }
}

fn entry(field: Field) -> &'static Entry {
    FIELDS
        .iter()
        .chain(LINK_FIELDS)
        .find(|entry| entry.0 == field)
        .expect("every field has its line in one of the two lists")
}
