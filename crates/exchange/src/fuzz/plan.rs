//! Rubbish that looks like a plan, and what has to hold for it: an error with a place, never a panic.
//!
//! Mutations know lines, indentation and words, so that most of what they make gets past the YAML parser. They follow
//! from a seed: what once failed can be made again.

use super::Random;
use crate::diagnostic::{Look, render, view};
use crate::plan::source::PlanSource;
use crate::plan::{decode, encode, remove, set};

/// Words that have a meaning somewhere, or should not have one.
const WORDS: &[&str] = &[
    "items",
    "needs",
    "teams",
    "program",
    "owner",
    "a",
    "null",
    "~",
    "true",
    "no",
    "0",
    "-1",
    "10",
    "10d",
    "5d..8d..15d",
    "15d..8d..5d",
    "2026-02-30",
    "2027-06-30",
    "0000-00-00",
    "9999-99-99T99:99",
    "80%",
    "101%",
    "0.5",
    "40k EUR",
    "99999999999999999999",
    "1e9",
    "25 items",
    "decision",
    "{}",
    "[]",
    "{ a: b }",
    "[x, y]",
    "\"",
    "'",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "<<",
    "---",
    "...",
    "%YAML 1.2",
    "# c",
    ":",
    "- ",
    "?",
    "\t",
    "\u{FEFF}",
    "\u{0}",
    "Ü",
    "🚀",
    "a<-b",
    "x/y",
    "was",
    "fields",
    "milestone",
    "auto",
    "FS",
    "on-track",
];

/// Changes a text in one place, often enough that many plans can still be read, or in up to eight.
pub fn mutate(seed: u64, base: &str) -> Vec<u8> {
    let mut random = Random(seed);
    let mut text = base.to_owned();
    let places = match random.below(2) {
        0 => 1,
        _ => 1 + random.below(8),
    };
    for _ in 0..places {
        text = change(&mut random, &text);
    }
    let mut bytes = text.into_bytes();
    if random.below(16) == 0 && !bytes.is_empty() {
        let at = random.below(bytes.len());
        bytes[at] = random.next() as u8;
    }
    bytes
}

fn change(random: &mut Random, text: &str) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return random.one_of(WORDS).to_owned();
    }
    let at = random.below(lines.len());
    let other = random.below(lines.len());
    let line = lines[at];
    let fresh = match random.below(12) {
        0 => String::new(),
        1 => format!("{line}{line}"),
        2 => {
            lines.swap(at, other);
            return lines.concat();
        }
        3 => format!("  {line}"),
        4 => line.strip_prefix("  ").unwrap_or(line).to_owned(),
        5 => format!("{line}{}", lines[other]),
        6 => {
            return lines[..at].concat()
                + &line[..line.floor_char_boundary(random.below(line.len() + 1))];
        }
        7 => {
            let cut = line.floor_char_boundary(random.below(line.len() + 1));
            format!("{}{}{}", &line[..cut], random.one_of(WORDS), &line[cut..])
        }
        8 => line.replacen(": ", if random.below(2) == 0 { ":" } else { " : " }, 1),
        _ => replace_word(random, line, lines[other]),
    };
    lines[at] = &fresh;
    lines.concat()
}

/// Puts a word of the list, or one of another line, in the place of one of this line.
fn replace_word(random: &mut Random, line: &str, other: &str) -> String {
    let separators = |character: char| {
        matches!(
            character,
            ' ' | ':' | ',' | '\n' | '{' | '}' | '[' | ']' | '-'
        )
    };
    let words: Vec<&str> = line
        .split(separators)
        .filter(|word| !word.is_empty())
        .collect();
    let others: Vec<&str> = other
        .split(separators)
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return line.to_owned();
    }
    let old = words[random.below(words.len())];
    let new = if others.is_empty() || random.below(2) == 0 {
        random.one_of(WORDS)
    } else {
        others[random.below(others.len())]
    };
    line.replacen(old, new, 1)
}

/// Reads bytes as a plan and holds what has to hold. Panics where it does not.
pub fn run_one(bytes: &[u8]) {
    let source = PlanSource::new([("fuzz.yaml".to_owned(), bytes.to_vec())]);
    let decoded = decode(&source);
    let text = render(&decoded.diagnostics, &source, Look::default());
    assert_eq!(
        text.is_empty(),
        decoded.diagnostics.is_empty(),
        "a diagnostic is shown"
    );
    for diagnostic in &decoded.diagnostics {
        let view = view(diagnostic, &source);
        assert!(
            view.primary.start <= view.primary.end && view.primary.start.line > 0,
            "a place is a place: {view:?}"
        );
    }
    assert_eq!(
        decoded.workspace.is_none(),
        decoded.diagnostics.has_errors(),
        "either a plan or an error"
    );
    let Some(workspace) = decoded.workspace else {
        return;
    };
    for key in workspace.keys() {
        assert!(decoded.places.of(&key).is_some(), "{key} has a place");
        assert!(
            decoded.places.field(&source, &key, "title").is_some(),
            "{key} has a field's place"
        );
    }
    let files = encode(&workspace);
    let again = decode(&PlanSource::new(
        files
            .iter()
            .map(|(name, text)| (name.clone(), text.clone().into_bytes())),
    ));
    assert_eq!(
        again.workspace.as_ref(),
        Some(&workspace),
        "what is written is read back"
    );
    if let Some(item) = workspace
        .programs
        .values()
        .flat_map(|program| program.items.keys())
        .next()
    {
        for path in [
            format!("items.{item}.title"),
            format!("items.{item}.status.health"),
        ] {
            if let Ok(edited) = set(&source, &path, "unknown") {
                assert!(edited.decoded.workspace.is_some(), "an edit leaves a plan");
            }
            if let Ok(edited) = remove(&source, &path) {
                assert!(
                    edited.decoded.workspace.is_some(),
                    "a removal leaves a plan"
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The short form of the campaign.
    #[test]
    fn rubbish_gives_errors_with_places() {
        let base = include_str!("../plan/decode/example.yaml");
        for seed in 0..250 {
            let bytes = mutate(seed, base);
            let shown = String::from_utf8_lossy(&bytes).into_owned();
            let result = std::panic::catch_unwind(|| run_one(&bytes));
            assert!(result.is_ok(), "seed {seed}\n{shown}");
        }
    }

    #[test]
    fn a_seed_always_gives_the_same_bytes() {
        assert_eq!(mutate(7, "a: 1\nb: 2\n"), mutate(7, "a: 1\nb: 2\n"));
        assert_ne!(mutate(7, "a: 1\nb: 2\n"), mutate(8, "a: 1\nb: 2\n"));
    }
}
