//! The one door for every front end.

pub mod open;
pub mod playbook;
pub mod save;
