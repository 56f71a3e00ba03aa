//! What does a tracker's link mean for the order of work?
//!
//! Trackers name a link by its type and by a phrase for each direction ("blocks", "is blocked by"). The phrase says more than
//! the type, so it goes first. What neither list names is nobody's guess: it is reported, and kept.

use longpole_model::LinkKind;

/// How the first of two issues stands to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The first waits for the second.
    Waits(LinkKind),
    /// The second waits for the first.
    HoldsUp(LinkKind),
    /// The first is part of the second.
    Part,
    /// The second is part of the first.
    Whole,
    /// Neither waits.
    Beside,
}

const FS: LinkKind = LinkKind::FinishToStart;
const SS: LinkKind = LinkKind::StartToStart;
const FF: LinkKind = LinkKind::FinishToFinish;
const SF: LinkKind = LinkKind::StartToFinish;

/// What a phrase between two issues means: the first "…" the second. Jira's own types, those of its usual Gantt charts
/// (`BigGantt`, Structure, `WBSGantt`), and what teams call their own.
const PHRASES: &[(&str, Relation)] = &[
    ("blocks", Relation::HoldsUp(FS)),
    ("is blocking", Relation::HoldsUp(FS)),
    ("is blocked by", Relation::Waits(FS)),
    ("blocked by", Relation::Waits(FS)),
    ("depends on", Relation::Waits(FS)),
    ("is dependent on", Relation::Waits(FS)),
    ("is dependent of", Relation::HoldsUp(FS)),
    ("is depended on by", Relation::HoldsUp(FS)),
    ("is depended upon by", Relation::HoldsUp(FS)),
    ("requires", Relation::Waits(FS)),
    ("is required by", Relation::HoldsUp(FS)),
    ("needs", Relation::Waits(FS)),
    ("is needed by", Relation::HoldsUp(FS)),
    ("precedes", Relation::HoldsUp(FS)),
    ("is preceded by", Relation::Waits(FS)),
    ("follows", Relation::Waits(FS)),
    ("is followed by", Relation::HoldsUp(FS)),
    ("predecessor of", Relation::HoldsUp(FS)),
    ("is predecessor of", Relation::HoldsUp(FS)),
    ("successor of", Relation::Waits(FS)),
    ("is successor of", Relation::Waits(FS)),
    ("has to be done before", Relation::HoldsUp(FS)),
    ("has to be done after", Relation::Waits(FS)),
    ("must be done before", Relation::HoldsUp(FS)),
    ("must be done after", Relation::Waits(FS)),
    ("has to be started together with", Relation::HoldsUp(SS)),
    ("start is earliest start of", Relation::HoldsUp(SS)),
    ("earliest start is start of", Relation::Waits(SS)),
    ("has to be finished together with", Relation::HoldsUp(FF)),
    ("end is earliest end of", Relation::HoldsUp(FF)),
    ("earliest end is end of", Relation::Waits(FF)),
    ("is triggering", Relation::HoldsUp(SF)),
    ("is triggered by", Relation::Waits(SF)),
    ("start is earliest end of", Relation::HoldsUp(SF)),
    ("earliest end is start of", Relation::Waits(SF)),
    ("is part of", Relation::Part),
    ("is child of", Relation::Part),
    ("is a child of", Relation::Part),
    ("is subtask of", Relation::Part),
    ("has part", Relation::Whole),
    ("contains", Relation::Whole),
    ("includes", Relation::Whole),
    ("is included in", Relation::Part),
    ("is included by", Relation::Part),
    ("is parent of", Relation::Whole),
    ("is a parent of", Relation::Whole),
    ("relates to", Relation::Beside),
    ("is related to", Relation::Beside),
    ("duplicates", Relation::Beside),
    ("is duplicated by", Relation::Beside),
    ("clones", Relation::Beside),
    ("is cloned by", Relation::Beside),
    ("is cloned from", Relation::Beside),
    ("is cloned into", Relation::Beside),
    ("causes", Relation::Beside),
    ("is caused by", Relation::Beside),
    ("implements", Relation::Beside),
    ("is implemented by", Relation::Beside),
    ("tests", Relation::Beside),
    ("is tested by", Relation::Beside),
    ("reviews", Relation::Beside),
    ("is reviewed by", Relation::Beside),
    ("mentions", Relation::Beside),
    ("is mentioned in", Relation::Beside),
    ("supersedes", Relation::Beside),
    ("is superseded by", Relation::Beside),
    ("splits to", Relation::Beside),
    ("split to", Relation::Beside),
    ("split from", Relation::Beside),
    ("discovered while testing", Relation::Beside),
    ("testing discovered", Relation::Beside),
];

/// What a type's name means for a link that is read in its outward direction, where the phrases are of another language.
const TYPES: &[(&str, Relation)] = &[
    ("blocks", Relation::HoldsUp(FS)),
    ("blocker", Relation::HoldsUp(FS)),
    ("depends", Relation::Waits(FS)),
    ("dependency", Relation::Waits(FS)),
    ("dependent", Relation::Waits(FS)),
    ("gantt: finish-start", Relation::HoldsUp(FS)),
    ("gantt end to start", Relation::HoldsUp(FS)),
    ("gantt: start-start", Relation::HoldsUp(SS)),
    ("gantt start to start", Relation::HoldsUp(SS)),
    ("gantt: finish-finish", Relation::HoldsUp(FF)),
    ("gantt end to end", Relation::HoldsUp(FF)),
    ("gantt: start-finish", Relation::HoldsUp(SF)),
    ("gantt start to end", Relation::HoldsUp(SF)),
    ("relates", Relation::Beside),
    ("related", Relation::Beside),
    ("duplicate", Relation::Beside),
    ("cloners", Relation::Beside),
    ("problem/incident", Relation::Beside),
    ("issue split", Relation::Beside),
];

/// What a link of the type `kind` means whose first issue "phrase" the second, in the type's outward direction. `None` when
/// neither word is known.
pub(crate) fn relation(kind: &str, phrase: &str) -> Option<Relation> {
    by_phrase(phrase).or_else(|| by_type(kind))
}

/// The same, in the type's inward direction.
pub(crate) fn inward_relation(kind: &str, phrase: &str) -> Option<Relation> {
    by_phrase(phrase).or_else(|| by_type(kind).map(turned))
}

fn by_phrase(phrase: &str) -> Option<Relation> {
    find(PHRASES, phrase)
}

fn by_type(kind: &str) -> Option<Relation> {
    find(TYPES, kind)
}

fn find(list: &[(&str, Relation)], wanted: &str) -> Option<Relation> {
    let wanted = wanted.trim().to_lowercase();
    list.iter()
        .find(|(word, _)| *word == wanted)
        .map(|(_, relation)| *relation)
}

/// The same link, read from its other end.
fn turned(relation: Relation) -> Relation {
    match relation {
        Relation::Waits(link) => Relation::HoldsUp(link),
        Relation::HoldsUp(link) => Relation::Waits(link),
        Relation::Part => Relation::Whole,
        Relation::Whole => Relation::Part,
        Relation::Beside => Relation::Beside,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_phrase_goes_before_the_type() {
        assert_eq!(relation("Blocks", "blocks"), Some(Relation::HoldsUp(FS)));
        assert_eq!(
            inward_relation("Blocks", "is blocked by"),
            Some(Relation::Waits(FS))
        );
        assert_eq!(
            relation("Depends", "is dependent of"),
            Some(Relation::HoldsUp(FS))
        );
        assert_eq!(
            relation("Gantt: start-finish", "is triggering"),
            Some(Relation::HoldsUp(SF))
        );
    }

    #[test]
    fn a_type_helps_where_the_phrase_is_of_another_language() {
        assert_eq!(relation("Blocks", "blockiert"), Some(Relation::HoldsUp(FS)));
        assert_eq!(
            inward_relation("Blocks", "wird blockiert von"),
            Some(Relation::Waits(FS))
        );
    }

    #[test]
    fn what_nobody_knows_is_not_guessed() {
        assert_eq!(relation("Vexes", "vexes"), None);
    }

    #[test]
    fn no_word_stands_twice() {
        for list in [PHRASES, TYPES] {
            let words: BTreeSet<&str> = list.iter().map(|(word, _)| *word).collect();
            assert_eq!(words.len(), list.len());
        }
    }
}
