//! Which ids there are, before anything else is read: so that a reference is checked where it stands.

use std::collections::BTreeMap;

use longpole_model::{EntityKind, ProgramId};

use crate::diagnostic::Span;

/// Ids and former ids by kind and program.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) programs: BTreeMap<ProgramId, Span>,
    names: BTreeMap<(EntityKind, Option<ProgramId>), Names>,
    /// Whether all files could be read in full.
    pub(crate) complete: bool,
}

#[derive(Default)]
struct Names {
    ids: BTreeMap<String, Span>,
    aliases: BTreeMap<String, String>,
}

/// What an id turned out to be.
pub(crate) enum Known<'i> {
    Id(&'i str),
    Unknown,
}

impl Index {
    /// Enters an id; gives the place where it is already.
    pub(crate) fn add(
        &mut self,
        kind: EntityKind,
        program: Option<&ProgramId>,
        id: &str,
        span: Span,
    ) -> Option<Span> {
        let names = self.names.entry(key(kind, program)).or_default();
        if let Some(first) = names.ids.get(id) {
            return Some(*first);
        }
        names.ids.insert(id.to_owned(), span);
        None
    }

    /// Enters a former id.
    pub(crate) fn add_alias(
        &mut self,
        kind: EntityKind,
        program: Option<&ProgramId>,
        alias: &str,
        id: &str,
    ) {
        let names = self.names.entry(key(kind, program)).or_default();
        names
            .aliases
            .entry(alias.to_owned())
            .or_insert_with(|| id.to_owned());
    }

    pub(crate) fn find(
        &self,
        kind: EntityKind,
        program: Option<&ProgramId>,
        id: &str,
    ) -> Known<'_> {
        let Some(names) = self.names.get(&key(kind, program)) else {
            return Known::Unknown;
        };
        match names.ids.get_key_value(id) {
            Some((id, _)) => Known::Id(id),
            None => names
                .aliases
                .get(id)
                .map_or(Known::Unknown, |id| Known::Id(id)),
        }
    }

    pub(crate) fn names(&self, kind: EntityKind, program: Option<&ProgramId>) -> Vec<&str> {
        self.names
            .get(&key(kind, program))
            .map(|names| names.ids.keys().map(String::as_str).collect())
            .unwrap_or_default()
    }

    /// Another kind of entity of this name.
    pub(crate) fn kinds_of(
        &self,
        program: Option<&ProgramId>,
        id: &str,
        but: EntityKind,
    ) -> Option<EntityKind> {
        let kinds = EntityKind::ALL.iter().copied();
        kinds.filter(|kind| *kind != but).find(|kind| {
            self.names
                .get(&key(*kind, program))
                .is_some_and(|names| names.ids.contains_key(id))
        })
    }
}

/// What programs share has no program.
fn key(kind: EntityKind, program: Option<&ProgramId>) -> (EntityKind, Option<ProgramId>) {
    (kind, program.filter(|_| !kind.is_shared()).cloned())
}
