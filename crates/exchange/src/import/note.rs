//! Notes: what became of each thing in a foreign file, so that nothing is changed or left behind in silence.

use std::collections::BTreeMap;

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
    /// The first places.
    pub places: Vec<Place>,
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
                places: Vec::new(),
            });
        note.count += 1;
        if note.places.len() < MOST_PLACES && place != Place::default() {
            note.places.push(place);
        }
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
}
