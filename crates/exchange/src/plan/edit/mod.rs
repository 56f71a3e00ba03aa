//! Edits of plan files that leave everything else as it stands: comments, order, spacing.
//!
//! [`set`] and [`remove`] take a path such as `items.tokens-api.status.health`, change only the lines that say it, and
//! read the result again before they give it back. [`rewrite`] makes many changes at once.

mod at;
mod entry;
mod fresh;
mod rewrite;
mod set;
mod splice;
mod steps;

pub use rewrite::{Homes, NotRewritten, Rewritten, rewrite};
pub use set::{Edited, NotEdited, remove, set};

#[cfg(test)]
mod tests;
