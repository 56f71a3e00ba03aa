//! The fields of a table of links, and by which names people's headers call them.

use super::{Entry, Field};

/// The fields of a table of links.
pub(in crate::table) const LINK_FIELDS: &[Entry] = &[
    (
        Field::LinkFrom,
        "From",
        "from",
        &["source", "source key", "issue", "issue key", "inward issue"],
    ),
    (
        Field::LinkTo,
        "To",
        "to",
        &["target", "target key", "linked issue", "outward issue"],
    ),
    (
        Field::LinkKind,
        "Type",
        "type",
        &["link type", "kind", "relation", "relationship"],
    ),
    (
        Field::LinkPhrase,
        "Outward",
        "outward",
        &["outward name", "phrase"],
    ),
    (Field::LinkLag, "Lag", "lag", &["delay", "lead lag"]),
];
