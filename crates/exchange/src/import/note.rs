//! Notes: what became of each thing in a foreign file, so that nothing is changed or left behind in silence.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;

/// What kind of note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// Suspicious: it contradicts itself or is likely a mistake (stale dates, contradictory hours, loops).
    Suspicious,
    /// Taken, but not as it stood.
    Changed,
    /// No equivalent; it is kept and comes out again when the same format is written.
    Kept,
    /// Taken as it stood.
    Taken,
}

/// What became of one kind of thing in a file, however often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind of note.
    pub kind: NoteKind,
    /// A stable name, such as `constraint-on-summary`.
    pub code: &'static str,
    /// What was there, and what became of it: a sentence without its full stop.
    pub message: String,
    /// How often.
    pub count: usize,
    /// What it is about, all of it, where the message leaves the names to this list.
    pub names: BTreeSet<String>,
    /// The first places.
    pub places: Vec<Place>,
}

impl Note {
    /// The message, with all names that it is about.
    pub fn told(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => self.message.clone(),
            names => format!("{}: {}", self.message, names.join(", ")),
        }
    }
}

/// The notes of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    notes: BTreeMap<(NoteKind, &'static str, String), Note>,
}

/// So many places are named; the rest is counted.
const MOST_PLACES: usize = 5;

impl Notes {
    /// Adds a note. Notes of the same kind, code and message are counted together.
    pub fn add(
        &mut self,
        kind: NoteKind,
        code: &'static str,
        message: impl Into<String>,
        place: Place,
    ) {
        let message = message.into();
        let note = self
            .notes
            .entry((kind, code, message.clone()))
            .or_insert_with(|| Note {
                kind,
                code,
                message,
                count: 0,
                names: BTreeSet::new(),
                places: Vec::new(),
            });
        note.count += 1;
        if note.places.len() < MOST_PLACES && place != Place::default() {
            note.places.push(place);
        }
    }

    /// Adds a note about `name`. Notes that differ in the name alone are counted together, with all names.
    pub fn add_named(
        &mut self,
        kind: NoteKind,
        code: &'static str,
        message: &str,
        name: impl Into<String>,
        place: Place,
    ) {
        self.add(kind, code, message, place);
        if let Some(note) = self.notes.get_mut(&(kind, code, message.to_owned())) {
            note.names.insert(name.into());
        }
    }

    /// Leaves of the names that notes of this code are about those that `stays` says, and drops notes that are about no other.
    pub fn retain_names(&mut self, code: &str, stays: impl Fn(&str) -> bool) {
        self.notes.retain(|_, note| {
            if note.code != code || note.names.is_empty() {
                return true;
            }
            let before = note.names.len();
            note.names.retain(|name| stays(name));
            if note.names.len() < before {
                // How often each name occurred is not known apart.
                note.count = note.names.len();
                note.places.clear();
            }
            !note.names.is_empty()
        });
    }

    /// Adds a note about something that occurs `count` times; nothing where it does not.
    pub fn add_counted(
        &mut self,
        kind: NoteKind,
        code: &'static str,
        message: impl Into<String>,
        count: usize,
        place: Place,
    ) {
        if count == 0 {
            return;
        }
        let message = message.into();
        let key = (kind, code, message.clone());
        self.add(kind, code, message, place);
        if let Some(note) = self.notes.get_mut(&key) {
            note.count += count - 1;
        }
    }

    /// All of them: suspicious ones first, then by code and message.
    pub fn iter(&self) -> impl Iterator<Item = &Note> {
        self.notes.values()
    }

    /// Those of a kind.
    pub fn of(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.iter().filter(move |note| note.kind == kind)
    }

    /// Adds all notes of another list.
    pub fn extend(&mut self, other: Self) {
        for (key, note) in other.notes {
            match self.notes.entry(key) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(note);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    let here = entry.get_mut();
                    here.count += note.count;
                    here.names.extend(note.names);
                    let room = MOST_PLACES.saturating_sub(here.places.len());
                    here.places.extend(note.places.into_iter().take(room));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_occurs_often_is_said_once_and_counted() {
        let mut notes = Notes::default();
        for line in 1..=9 {
            let place = Place {
                line: Some(line),
                ..Place::default()
            };
            notes.add(NoteKind::Kept, "cost", "costs have no place here", place);
        }

        let all: Vec<_> = notes.iter().collect();

        assert_eq!(all.len(), 1);
        assert_eq!((all[0].count, all[0].places.len()), (9, MOST_PLACES));
    }

    #[test]
    fn what_is_about_several_names_is_said_once_with_all_of_them() {
        let mut notes = Notes::default();
        for name in ["B-2", "A-1", "B-2"] {
            let place = Place::default();
            notes.add_named(NoteKind::Suspicious, "link", "it leads away", name, place);
        }

        let all: Vec<_> = notes.iter().cloned().collect();
        notes.retain_names("link", |name| name == "A-1");
        let left: Vec<_> = notes.iter().cloned().collect();
        notes.retain_names("link", |_| false);

        assert_eq!(all.len(), 1);
        assert_eq!((all[0].count, all[0].names.len()), (3, 2));
        assert_eq!((left[0].count, left[0].names.len()), (1, 1));
        assert_eq!(notes.iter().count(), 0);
    }
}
