//! Ids for what comes in: readable ones, made from what the source calls a thing, and each given once.

use std::collections::{BTreeMap, BTreeSet};

/// The most characters that are taken from a title.
const MOST_CHARS: usize = 48;

/// Ids given so far within one kind of entity.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    given: BTreeSet<String>,
    /// The number at which the next of an id's likes begins, so that many of them take no long time.
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// An id for something called `name`. Where that is taken, or says nothing, `key` (its id in the source) tells it apart,
    /// and where even that is taken, a number. The same calls give the same ids.
    pub fn give(&mut self, name: &str, key: &str) -> String {
        let slug = slug(name);
        let key = slug_of_key(key);
        let candidates = [
            slug.clone(),
            match (slug.is_empty(), key.is_empty()) {
                (false, false) => format!("{slug}-{key}"),
                (true, false) => format!("n{key}"),
                (_, true) => String::new(),
            },
        ];
        for candidate in candidates {
            if !candidate.is_empty() && self.given.insert(candidate.clone()) {
                return candidate;
            }
        }
        let base = if slug.is_empty() { "unnamed" } else { &slug };
        let number = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let candidate = format!("{base}-{number}");
            *number += 1;
            if self.given.insert(candidate.clone()) {
                return candidate;
            }
        }
    }

    /// Takes `id` as given, so that nothing else gets it. `false` when it was taken before.
    pub fn reserve(&mut self, id: &str) -> bool {
        self.given.insert(id.to_owned())
    }
}

/// `Install & test` as `install-test`: letters and digits in lower case, whatever lies between as one dash.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    let mut chars = 0;
    for c in name.chars() {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
                chars += 1;
            }
            gap = false;
            if chars >= MOST_CHARS {
                break;
            }
            for lower in c.to_lowercase().filter(|lower| lower.is_alphanumeric()) {
                slug.push(lower);
                chars += 1;
            }
        } else {
            gap = true;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A key such as `A-1000.5` as it stands, as far as an id may have its characters.
fn slug_of_key(key: &str) -> String {
    let kept: String = key
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') {
                c
            } else {
                '-'
            }
        })
        .take(100)
        .collect();
    kept.trim_matches(['-', '.']).to_owned()
}

/// A code that the source itself uses to name things, such as P6's `A1000` or an issue's `LEDG-12`, as an id: its case is
/// kept. `None` when nothing of it can stand in an id.
pub fn code(text: &str) -> Option<String> {
    Some(slug_of_key(text.trim())).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use longpole_model::ItemId;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_becomes_a_readable_id_once() {
        let mut ids = Ids::default();

        let given = [
            ids.give("Install & test", "7"),
            ids.give("Install, test!", "8"),
            ids.give("Install test", "8"),
            ids.give("…", "9"),
            ids.give("", ""),
            ids.give("Überprüfen (2)", "3"),
        ];

        assert_eq!(
            given,
            [
                "install-test",
                "install-test-8",
                "install-test-2",
                "n9",
                "unnamed-2",
                "überprüfen-2"
            ]
        );
    }

    #[test]
    fn a_code_keeps_its_case() {
        assert_eq!(code(" A1000.x "), Some("A1000.x".to_owned()));
        assert_eq!(code("A 10/2"), Some("A-10-2".to_owned()));
        assert_eq!(code("--"), None);
    }

    proptest! {
        #[test]
        fn whatever_something_is_called_its_id_is_one(name in ".{0,80}", key in ".{0,20}") {
            let mut ids = Ids::default();
            for _ in 0..3 {
                let id = ids.give(&name, &key);
                prop_assert!(ItemId::new(&id).is_ok(), "{id:?}");
            }
            if let Some(code) = code(&key) {
                prop_assert!(ItemId::new(&code).is_ok(), "{code:?}");
            }
        }
    }
}
