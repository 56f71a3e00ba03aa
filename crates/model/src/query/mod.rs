//! Questions that many ask of a workspace, answered from its values alone.

mod acyclic;
mod contracts;
mod cycle;
mod item_tree;
mod names;
mod statuses;
mod structure;

pub use contracts::{Contract, contracts};
pub use cycle::{find_cycle, find_cycles};
pub use item_tree::{Effective, ItemTree};
pub use names::{AliasClash, Names};
pub use statuses::{LastWord, Statuses};
pub use structure::{Cycle, CycleKind};
