//! Plan files: programs as plain text, written by hand and kept beside the code.

mod cycles;
mod decode;
mod edit;
mod encode;
mod field_edits;
mod path;
mod places;
mod read;
mod records;
mod reference;
mod schema;
mod values;

pub mod out;
pub mod scalar;
pub mod shape;
pub mod source;
pub mod tree;

pub use decode::{Decoded, decode};
pub use edit::{Edited, Homes, NotEdited, NotRewritten, Rewritten, remove, rewrite, set};
pub use encode::encode;
pub use field_edits::{FieldEdit, field_edits};
pub use places::{FileInfo, Places};
pub use read::nearest;
pub use records::fields_of;
pub use reference::reference;
pub use schema::schema;
pub(crate) use values::{custom_value, decimal, decimal_text};
