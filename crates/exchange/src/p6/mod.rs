//! What do the two formats of Primavera P6 have in common?
//!
//! XER and PMXML hold the same records under other names, which `fields` lists. Both are read into the records of `record`,
//! which `take` makes programs of; so the same project gives the same program, whichever way it came. On the way out, `give`
//! makes records of programs again, and `write` rows of those. What a program does not say of its file is kept (`remember`)
//! and stands in its place when the same format is written.

pub(crate) mod dates;
pub(crate) mod elements;
pub(crate) mod field_names;
mod fields;
mod give;
mod hours;
pub(crate) mod keep;
pub(crate) mod keys;
pub(crate) mod lost;
pub(crate) mod own;
pub(crate) mod payload;
pub(crate) mod record;
pub(crate) mod remember;
mod same;
pub(crate) mod spelling;
pub(crate) mod take;
pub(crate) mod usual;
pub(crate) mod values;
pub(crate) mod words;
pub(crate) mod write;

use longpole_model::{ItemId, Program};

use self::own::Own;
use self::payload::kept_key;
use self::record::Kind;

/// What P6's database calls the activities of a program that came in from it: the key of the project, a slash, the key of the
/// activity. Links between files that P6 wrote may name nothing else.
pub fn activity_keys(program: &Program) -> impl Iterator<Item = (&ItemId, String)> {
    let project = Own::of(program).and_then(|own| own.key(Kind::Project));
    let items = project.map(|project| {
        program.items.iter().filter_map(move |(id, item)| {
            let key = kept_key(&item.meta, Kind::Activity)?;
            Some((id, format!("{project}/{key}")))
        })
    });
    items.into_iter().flatten()
}
