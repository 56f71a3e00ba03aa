//! Documents to write: a small one with every kind of block, and an executive brief as it is sent.

mod brief;
mod brief_charts;
mod small;

pub(crate) use brief::executive_brief;
pub(crate) use small::small;
