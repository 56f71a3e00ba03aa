//! How is XML read that nobody vouches for, and how is it written?
//!
//! Elements come one after the other, so that a large file is never held as a whole; a record (a task, a resource) is read
//! as a tree of its own. No entity is expanded beyond the five predefined ones and character references, no document type is
//! looked at, depth is limited. Names are local names: prefixes of namespaces are left out.

mod decode;
mod element;
mod stream;
mod write;

pub(crate) use decode::decode;
pub(crate) use element::Element;
pub(crate) use stream::{Start, Xml, fragment};
pub(crate) use write::{write_children, write_lines};
