//! Documents to write: a small one with every kind of block.

mod small;

pub(crate) use small::small;
