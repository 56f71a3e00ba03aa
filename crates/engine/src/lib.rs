//! The one door for every front end.

pub mod open;
pub mod save;
