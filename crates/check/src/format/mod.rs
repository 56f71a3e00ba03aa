//! How a report leaves the crate: text, SARIF and annotations, each a pure function of the report and of where things stand
//! in the plan. Its JSON is one of the shapes of `longpole-api`.
//!
//! The same findings in the same order in each of them. Rules and health know nothing of this.

mod github;
#[cfg(test)]
mod sample;
mod sarif;
mod text;

use longpole_model::EntityKey;

pub use github::github;
pub use sarif::sarif;
pub use text::{TextOptions, text};

/// Where something stands in the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the user knows it, with `/` between folders.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

/// Looks up where an entity, or a field of it, stands. `None` for what came from elsewhere than plan files.
pub type PlaceOf<'p> = &'p dyn Fn(&EntityKey, Option<&str>) -> Option<Place>;
