//! What became of each thing in a foreign file, a line a note.

use std::collections::BTreeMap;

use longpole_document::{CitationId, Inline, Sentence, words as figures};
use longpole_engine::exchange::import::{Note, Place};

/// So many names a line has before the rest is counted; `--json` has all.
const NAMES: usize = 24;

/// A line a note; notes that differ in one name alone, such as the field that is kept, share a line.
pub(super) fn note_lines<'n>(
    notes: impl Iterator<Item = &'n Note>,
    id: &CitationId,
) -> Vec<Sentence> {
    let mut groups: Vec<(&Note, Vec<&str>, usize)> = Vec::new();
    let mut alike: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for note in notes {
        let Some((before, name, after)) = named_once(&note.message) else {
            groups.push((note, Vec::new(), note.count));
            continue;
        };
        match alike.get(&(before, after)) {
            Some(&at) => {
                groups[at].1.push(name);
                groups[at].2 += note.count;
            }
            None => {
                alike.insert((before, after), groups.len());
                groups.push((note, vec![name], note.count));
            }
        }
    }
    let line =
        |(note, names, count): &(&Note, Vec<&str>, usize)| note_line(note, names, *count, id);
    groups.iter().map(line).collect()
}

/// A message with exactly one name in backticks: what stands before it, the name, and what stands after it.
fn named_once(message: &str) -> Option<(&str, &str, &str)> {
    let mut parts = message.split('`');
    let found = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(found)
}

/// A note about these names, with how often and where first.
fn note_line(note: &Note, names: &[&str], count: usize, id: &CitationId) -> Sentence {
    let mut sentence = match named_once(&note.message) {
        Some((before, _, after)) => {
            let mut sentence = said(Sentence::new(), before, id);
            for (at, name) in names.iter().take(NAMES).enumerate() {
                let between = if at == 0 { "" } else { ", " };
                sentence = sentence.text(between).code(*name);
            }
            let others = names.len().saturating_sub(NAMES);
            if others > 0 {
                let others = figures::count(to_i64(others), "other");
                sentence = sentence.text(" and ").figure(others, id);
            }
            said(sentence, after, id)
        }
        None => with_code(&note.message, id),
    };
    if count > 1 {
        let times = format!("{} times", figures::integer(to_i64(count)));
        sentence = sentence.text(" (").figure(times, id).text(")");
    }
    if !note.names.is_empty() {
        let names: Vec<_> = note.names.iter().take(NAMES).cloned().collect();
        sentence = sentence.text(": ").code(names.join(", "));
        let others = note.names.len().saturating_sub(NAMES);
        if others > 0 {
            let others = figures::count(to_i64(others), "other");
            sentence = sentence.text(" and ").figure(others, id);
        }
    }
    if !note.places.is_empty() && note.names.len() <= 1 {
        let places: Vec<_> = note.places.iter().map(Place::to_string).collect();
        sentence = sentence.text(": ").code(places.join("; "));
    }
    sentence
}

/// Words, in which what stands between backticks is code.
fn with_code(words: &str, id: &CitationId) -> Sentence {
    let parts = words.split('`').enumerate();
    parts.fold(Sentence::new(), |sentence, (at, part)| {
        if at % 2 == 1 {
            sentence.code(part)
        } else {
            said(sentence, part, id)
        }
    })
}

/// Words of a note; with a figure in them, they are cited.
fn said(sentence: Sentence, words: &str, id: &CitationId) -> Sentence {
    if words.chars().any(char::is_numeric) {
        sentence.with(Inline::figure(words, id))
    } else {
        sentence.text(words)
    }
}

fn to_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use longpole_engine::exchange::import::{NoteKind, Notes};

    use super::*;

    fn check(messages: &[(&str, usize)], expected: &[&str]) {
        let mut notes = Notes::default();
        for (message, count) in messages {
            notes.add_counted(NoteKind::Kept, "kept", *message, *count, Place::default());
        }
        let lines = note_lines(notes.iter(), &CitationId::new("c1"));
        let said: Vec<String> = lines.iter().map(Sentence::plain).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn notes_that_differ_in_a_name_alone_share_a_line() {
        check(
            &[
                ("nothing like `cost` of a task", 2),
                ("nothing like `rate` of a task", 3),
                ("nothing like `rate` of a person", 1),
                ("an hour is lost", 1),
            ],
            &[
                "an hour is lost",
                "nothing like cost, rate of a task (5 times)",
                "nothing like rate of a person",
            ],
        );
    }

    #[test]
    fn names_are_code_and_not_words_between_marks() {
        let mut notes = Notes::default();
        let message = "`a` and `b` are one";
        notes.add(NoteKind::Kept, "kept", message, Place::default());
        let line = &note_lines(notes.iter(), &CitationId::new("c1"))[0];

        assert!(line.0.contains(&Inline::code("a")) && line.0.contains(&Inline::code("b")));
        assert!(!line.plain().contains('`'));
    }
}
