//! What do the two formats of Primavera P6 have in common?
//!
//! XER and PMXML hold the same records under other names. Both are read into the records of `record`, which `take` makes
//! programs of; so the same project gives the same program, whichever way it came.

pub(crate) mod field_names;
pub(crate) mod give;
pub(crate) mod record;
pub(crate) mod take;
pub(crate) mod values;
pub(crate) mod words;
