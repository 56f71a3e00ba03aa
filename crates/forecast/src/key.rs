//! What a subject of the network is called everywhere else: its entity key, which also names its draws.

use longpole_model::{EntityKey, EntityKind, ProgramId};
use longpole_schedule::{NeedRef, Part, Subject};

/// The key of an entity of `program`.
pub(crate) fn entity_key(program: &ProgramId, kind: EntityKind, id: &str) -> EntityKey {
    EntityKey {
        program: Some(program.clone()),
        kind,
        id: id.into(),
    }
}

/// The key of an item, decision or gate.
pub fn subject_key(subject: &Subject) -> EntityKey {
    let kind = match subject.part {
        Part::Item(_) => EntityKind::Item,
        Part::Decision(_) => EntityKind::Decision,
        Part::Gate(_) => EntityKind::Gate,
    };
    entity_key(&subject.program, kind, subject.id())
}

/// The key of a need.
pub fn need_key(need: &NeedRef) -> EntityKey {
    entity_key(&need.program, EntityKind::Need, need.need.as_str())
}

/// The key of a program: its charter's.
pub fn program_key(program: &ProgramId) -> EntityKey {
    entity_key(program, EntityKind::Charter, program.as_str())
}
