//! Whoever wants an identity and whatever has one, held against each other in rounds: the surest evidence first.
//!
//! A round has a key for each side, and those with equal keys belong together. Where several do, they are paired in the order in
//! which people count, and what is gone only takes part when the others do not suffice. So after a merge the same export finds
//! the same: what it found last time is not gone, and what it did not find is.

use std::collections::BTreeMap;

use longpole_exchange::import::ids;
use longpole_model::EntityKind;

use super::entry::{Entry, Scope, Whose, counted};
use super::fresh;

/// What two have to have in common.
pub(super) struct Round {
    /// What is looked for; nothing where the round is not for this one.
    wanted: fn(&Entry) -> Option<Key>,
    /// What is found under it; nothing where this one is not to be found.
    found: fn(&Entry) -> Vec<Key>,
}

/// For each of `wanted` the place of its like among `candidates`, each of which is the like of at most one.
pub(super) fn pair(wanted: &[&Entry], candidates: &[&Entry], rounds: Rounds) -> Vec<Option<usize>> {
    let mut likes = vec![None; wanted.len()];
    let mut taken = vec![false; candidates.len()];
    let rounds = rounds.iter();
    for (round, gone) in rounds.flat_map(|(rounds, gone)| rounds.iter().map(move |it| (it, *gone)))
    {
        let mut groups: BTreeMap<(&Scope, Key), Group> = BTreeMap::new();
        let left = wanted
            .iter()
            .enumerate()
            .filter(|(at, _)| likes[*at].is_none());
        for (at, entry) in left {
            if let Some(key) = (round.wanted)(entry) {
                groups
                    .entry((&entry.scope, key))
                    .or_default()
                    .wanted
                    .push(at);
            }
        }
        let is_free = |(at, entry): &(usize, &&Entry)| {
            !taken[*at] && (gone == Gone::TakesPart || !entry.gone)
        };
        for (at, entry) in candidates.iter().enumerate().filter(is_free) {
            for key in (round.found)(entry) {
                if let Some(group) = groups.get_mut(&(&entry.scope, key)) {
                    group.found.push(at);
                }
            }
        }
        for Group { wanted, mut found } in groups.into_values() {
            // One that goes by several names may have been found under another of them.
            found.retain(|at| !taken[*at]);
            if found.len() > wanted.len() {
                found.sort_by_key(|at| (candidates[*at].gone, *at));
                found.truncate(wanted.len());
                found.sort_unstable();
            }
            for (wanted, found) in wanted.into_iter().zip(found) {
                likes[wanted] = Some(found);
                taken[found] = true;
            }
        }
    }
    likes
}

/// The places of those who look for something, and of what is found there, each in the order in which people count.
#[derive(Debug, Default)]
struct Group {
    wanted: Vec<usize>,
    found: Vec<usize>,
}

/// Rounds, and whether what is gone takes part.
pub(super) type Rounds = &'static [(&'static [Round], Gone)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    TakesPart,
    StaysAway,
}

/// What is the same in two exports of a source.
pub(super) const OTHERS_OF_EXPORTS: Rounds = &[
    (SAME_IDS, Gone::TakesPart),
    (ANY_OF_AN_ID, Gone::TakesPart),
    (ONE_LACKS_THE_ID, Gone::TakesPart),
];

/// What of the plan is the same as something in an export. What is gone comes back when the source's id says so, and of several
/// with that id none that is gone before one that is there; on weaker evidence only where nothing else fits.
pub(super) const OTHERS_OF_PLAN: Rounds = &[
    (SAME_IDS, Gone::TakesPart),
    (FORMER_IDS, Gone::StaysAway),
    (ANY_OF_AN_ID, Gone::StaysAway),
    (FORMER_IDS, Gone::TakesPart),
    (ANY_OF_AN_ID, Gone::TakesPart),
    (ONE_LACKS_THE_ID, Gone::StaysAway),
    (NUMBERED_IDS, Gone::StaysAway),
    (ONE_LACKS_THE_ID_AND_FRESH, Gone::StaysAway),
    (BY_HAND, Gone::TakesPart),
    (NAMED_HERE, Gone::TakesPart),
    (ONE_LACKS_THE_ID, Gone::TakesPart),
    (NUMBERED_IDS, Gone::TakesPart),
    (ONE_LACKS_THE_ID_AND_FRESH, Gone::TakesPart),
    (WHOEVER_BROUGHT_IT, Gone::TakesPart),
];

pub(super) const NEEDS_OF_EXPORTS: Rounds = &[
    (LINKS_WITH_IDS, Gone::TakesPart),
    (LINKS, Gone::TakesPart),
    (LINKS_OF_THE_SAME_ENDS, Gone::TakesPart),
];

pub(super) const NEEDS_OF_PLAN: Rounds = &[
    (LINKS_WITH_IDS, Gone::TakesPart),
    (LINKS, Gone::TakesPart),
    (LINKS_OF_THE_SAME_ENDS, Gone::StaysAway),
    (LINKS_OF_THE_SAME_ENDS, Gone::TakesPart),
    (LINKS_BY_HAND, Gone::TakesPart),
    (LINKS_NAMED_HERE, Gone::TakesPart),
];

/// One id in the source (or none on both sides), and the same id here. Of several with one id, titles tell more than the
/// order in which they were numbered; but not of what is gone, whose title is not the source's any more.
const SAME_IDS: &[Round] = &[
    Round {
        wanted: |entry| titled(entry, &[&entry.id]),
        found: |entry| found_if(!entry.gone, || titled(entry, &[&entry.id])),
    },
    Round {
        wanted: |entry| titled(entry, &[]),
        found: |entry| found_if(!entry.gone, || titled(entry, &[])),
    },
    Round {
        wanted: |entry| Some(of_both(entry, &entry.id)),
        found: |entry| of_source(entry, || [of_both(entry, &entry.id)]),
    },
];

/// It was renamed here, or it had to have the source's id behind its own when it came, as was usual once.
const FORMER_IDS: &[Round] = &[
    Round {
        wanted: |entry| Some(of_both(entry, &entry.id)),
        found: |entry| of_source(entry, || entry.aliases.iter().map(|id| of_both(entry, id))),
    },
    Round {
        wanted: |entry| with_external(entry, &[&entry.id]),
        found: |entry| of_source(entry, || with_external(entry, &[coded(entry)?])),
    },
];

/// It had to have a number behind its id when it came.
const NUMBERED_IDS: &[Round] = &[Round {
    wanted: |entry| Some(of_both(entry, fresh::stem(&entry.id))),
    found: |entry| of_source(entry, || Some(of_both(entry, &numbered(entry)?))),
}];

/// One id in the source, whatever it is called here.
const ANY_OF_AN_ID: &[Round] = &[Round {
    wanted: |entry| with_external(entry, &[]),
    found: |entry| with_external(entry, &[]).into_iter().collect(),
}];

/// Items that were written by hand and say what they are called in the source, or whose ids are the source's.
const BY_HAND: &[Round] = &[
    Round {
        wanted: |entry| with_external(entry, &[]).filter(|_| is_item(entry)),
        found: |entry| {
            let names = || entry.known_as.iter().map(|name| Key::of(&[name]));
            found_if(is_item(entry), names)
        },
    },
    Round {
        wanted: |entry| {
            let code = ids::code(entry.external.as_deref()?);
            (is_item(entry) && code.as_ref() == Some(&entry.id)).then(|| Key::of(&[&entry.id]))
        },
        found: |entry| by_hand(entry, || is_item(entry).then(|| Key::of(&[&entry.id]))),
    },
];

/// An item that the export calls by its id in the plan, whoever brought it there: a table that came from the plan.
const NAMED_HERE: &[Round] = &[Round {
    wanted: |entry| (entry.named_here && is_item(entry)).then(|| Key::of(&[&entry.id])),
    found: |entry| found_if(is_item(entry), || [Key::of(&[&entry.id])]),
}];

/// The same id here, and only one side has an id in the source: that has begun to give them, or has ceased to.
const ONE_LACKS_THE_ID: &[Round] = &[Round {
    wanted: |entry| Some(Key::of(&[lacks(entry), &entry.id])),
    found: |entry| of_source(entry, || [Key::of(&[has(entry), &entry.id])]),
}];

const ONE_LACKS_THE_ID_AND_FRESH: &[Round] = &[
    Round {
        wanted: |entry| Some(Key::of(&[lacks(entry), &entry.id])),
        found: |entry| {
            let former = entry.aliases.iter().map(String::as_str);
            let ids = former.chain(coded(entry));
            of_source(entry, || ids.map(|id| Key::of(&[has(entry), id])))
        },
    },
    Round {
        wanted: |entry| Some(Key::of(&[lacks(entry), fresh::stem(&entry.id)])),
        found: |entry| of_source(entry, || Some(Key::of(&[has(entry), &numbered(entry)?]))),
    },
];

/// Teams, people, what no reader makes from another tool's file, and what came without an origin: one id, one meaning.
const WHOEVER_BROUGHT_IT: &[Round] = &[Round {
    wanted: |entry| {
        let goes_by_id = goes_by_id(entry.scope.1) || entry.has_no_origin;
        goes_by_id.then(|| Key::of(&[&entry.id]))
    },
    found: |entry| vec![Key::of(&[&entry.id])],
}];

/// Links that have ids in the source.
const LINKS_WITH_IDS: &[Round] = &[
    Round {
        wanted: |entry| with_external(entry, &[&entry.id]),
        found: |entry| with_external(entry, &[&entry.id]).into_iter().collect(),
    },
    Round {
        wanted: |entry| with_external(entry, &[entry.link.as_ref()?.pair.as_str()]),
        found: |entry| {
            let key = || with_external(entry, &[entry.link.as_ref()?.pair.as_str()]);
            of_source(entry, key)
        },
    },
    Round {
        wanted: |entry| with_external(entry, &[]),
        found: |entry| with_external(entry, &[]).into_iter().collect(),
    },
];

/// Few sources have ids for links. They are the same when they tie the same; of several between two, those that tie it alike.
const LINKS: &[Round] = &[
    Round {
        wanted: |entry| without_external(entry, Alike::Id),
        found: |entry| of_source(entry, || without_external(entry, Alike::Id)),
    },
    Round {
        wanted: |entry| without_external(entry, Alike::Lag),
        found: |entry| of_source(entry, || without_external(entry, Alike::Lag)),
    },
    Round {
        wanted: |entry| without_external(entry, Alike::Kind),
        found: |entry| of_source(entry, || without_external(entry, Alike::Kind)),
    },
];

/// Links whose kinds may have changed, or whose source has begun or ceased to give ids.
const LINKS_OF_THE_SAME_ENDS: &[Round] = &[
    Round {
        wanted: |entry| without_external(entry, Alike::Ends),
        found: |entry| of_source(entry, || without_external(entry, Alike::Ends)),
    },
    // Only one side has an id in the source.
    Round {
        wanted: |entry| Some(ties(entry, Alike::Kind)?.with(lacks(entry))),
        found: |entry| of_source(entry, || Some(ties(entry, Alike::Kind)?.with(has(entry)))),
    },
    Round {
        wanted: |entry| Some(ties(entry, Alike::Ends)?.with(lacks(entry))),
        found: |entry| of_source(entry, || Some(ties(entry, Alike::Ends)?.with(has(entry)))),
    },
];

const LINKS_BY_HAND: &[Round] = &[
    Round {
        wanted: |entry| ties(entry, Alike::Kind),
        found: |entry| by_hand(entry, || ties(entry, Alike::Kind)),
    },
    Round {
        wanted: |entry| ties(entry, Alike::Ends),
        found: |entry| by_hand(entry, || ties(entry, Alike::Ends)),
    },
];

/// Links of a table that came from the plan, whoever brought them there.
const LINKS_NAMED_HERE: &[Round] = &[
    Round {
        wanted: |entry| ties(entry, Alike::Kind).filter(|_| entry.named_here),
        found: |entry| ties(entry, Alike::Kind).into_iter().collect(),
    },
    Round {
        wanted: |entry| ties(entry, Alike::Ends).filter(|_| entry.named_here),
        found: |entry| ties(entry, Alike::Ends).into_iter().collect(),
    },
];

/// What two have in common, part by part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(Vec<String>);

impl Key {
    fn of(parts: &[&str]) -> Self {
        Self(parts.iter().map(|part| (*part).to_owned()).collect())
    }

    fn with(mut self, part: &str) -> Self {
        self.0.push(part.to_owned());
        self
    }
}

fn of_source<K: IntoIterator<Item = Key>>(entry: &Entry, keys: impl FnOnce() -> K) -> Vec<Key> {
    found_if(entry.whose == Whose::Source, keys)
}

fn by_hand<K: IntoIterator<Item = Key>>(entry: &Entry, keys: impl FnOnce() -> K) -> Vec<Key> {
    found_if(entry.whose == Whose::Hand, keys)
}

fn found_if<K: IntoIterator<Item = Key>>(is: bool, keys: impl FnOnce() -> K) -> Vec<Key> {
    if is {
        keys().into_iter().collect()
    } else {
        Vec::new()
    }
}

/// The id in the source and more; nothing where the source has none.
fn with_external(entry: &Entry, more: &[&str]) -> Option<Key> {
    let key = Key::of(&[entry.external.as_deref()?]);
    Some(more.iter().fold(key, |key, part| key.with(part)))
}

/// An id here, and the one in the source or that there is none.
fn of_both(entry: &Entry, id: &str) -> Key {
    with_external(entry, &[id]).unwrap_or_else(|| Key::of(&[id]))
}

fn titled(entry: &Entry, more: &[&str]) -> Option<Key> {
    let key = with_external(entry, &[entry.title.as_deref()?])?;
    Some(more.iter().fold(key, |key, part| key.with(part)))
}

/// Which side has to have an id in the source, so that only one has.
fn lacks(entry: &Entry) -> &'static str {
    if entry.external.is_some() {
        "without"
    } else {
        "with"
    }
}

fn has(entry: &Entry) -> &'static str {
    if entry.external.is_some() {
        "with"
    } else {
        "without"
    }
}

/// What the id would have been, had that been free when it came: the source's id stands behind it.
fn coded(entry: &Entry) -> Option<&str> {
    let code = ids::code(entry.external.as_deref()?)?;
    entry.id.strip_suffix(code.as_str())?.strip_suffix('-')
}

/// What the id would have been, had that been free: a number stands behind it.
fn numbered(entry: &Entry) -> Option<String> {
    let (stem, _) = counted(&entry.id);
    stem.strip_suffix('-')
        .filter(|_| stem != entry.id)
        .map(str::to_owned)
}

fn is_item(entry: &Entry) -> bool {
    entry.scope.1 == EntityKind::Item
}

/// How much of what two needs say has to be equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alike {
    Ends,
    Kind,
    Lag,
    Id,
}

/// What a need ties.
fn ties(entry: &Entry, alike: Alike) -> Option<Key> {
    let link = entry.link.as_ref()?;
    let key = Key::of(&[link.pair.as_str()]);
    Some(match alike {
        Alike::Ends => key,
        Alike::Kind => key.with(&link.kind),
        Alike::Lag => key.with(&link.kind).with(&link.lag),
        Alike::Id => key.with(&link.kind).with(&link.lag).with(&entry.id),
    })
}

fn without_external(entry: &Entry, alike: Alike) -> Option<Key> {
    ties(entry, alike).filter(|_| entry.external.is_none())
}

fn goes_by_id(kind: EntityKind) -> bool {
    match kind {
        EntityKind::Charter
        | EntityKind::Calendar
        | EntityKind::Item
        | EntityKind::Need
        | EntityKind::Resource
        | EntityKind::Assignment
        | EntityKind::Baseline
        | EntityKind::Workstream => false,
        EntityKind::Team
        | EntityKind::Person
        | EntityKind::System
        | EntityKind::Objective
        | EntityKind::Ask
        | EntityKind::Risk
        | EntityKind::Assumption
        | EntityKind::Issue
        | EntityKind::Decision
        | EntityKind::Gate
        | EntityKind::Wave
        | EntityKind::Runbook
        | EntityKind::Probe
        | EntityKind::StatusUpdate
        | EntityKind::Scenario
        | EntityKind::Message
        | EntityKind::EscalationLevel
        | EntityKind::Raci
        | EntityKind::Allowance => true,
    }
}
