//! What does a cell say: a date, a length of time, links, a word?

pub(in crate::table) mod custom;
pub(in crate::table) mod date;
pub(in crate::table) mod escape;
pub(in crate::table) mod length;
pub(in crate::table) mod link;
pub(in crate::table) mod name;
pub(in crate::table) mod words;
