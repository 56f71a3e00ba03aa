//! Plan files: programs as plain text, written by hand and kept beside the code.

pub mod source;
pub mod tree;
