//! Which fields can a table have, and by which names do people's headers call them?

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a column of a table can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::table) enum Field {
    /// The program that a row belongs to.
    Program,
    /// The exact id that the item has in a plan.
    ItemId,
    /// What the source calls it for good.
    Key,
    /// A row's number: what predecessors are named by.
    Number,
    /// Its place in the outline: `1.2.3`.
    Wbs,
    /// How deep it lies in the outline.
    Level,
    Parent,
    /// The epic: the parent of what has no other.
    Epic,
    Title,
    Description,
    Kind,
    Milestone,
    Workstream,
    Team,
    Owner,
    Approver,
    Resources,
    Estimate,
    Duration,
    Low,
    Likely,
    High,
    Effort,
    People,
    Remaining,
    DependsOn,
    Blocks,
    NotBefore,
    Start,
    Finish,
    Target,
    TargetConfidence,
    Deadline,
    Commit,
    CommitConfidence,
    CommittedBy,
    CommittedTo,
    CommittedOn,
    ConstraintKind,
    ConstraintDate,
    Percent,
    Started,
    Finished,
    Status,
    Health,
    StatusDate,
    StatusNote,
    Priority,
    Link,
    Aliases,
    /// The consumer of a link, in a table of links.
    LinkFrom,
    /// The provider of a link, in a table of links.
    LinkTo,
    /// What a link is called, in a table of links.
    LinkKind,
    /// What a link is called when read from its first end, in a table of links.
    LinkPhrase,
    /// Time between the ends, in a table of links.
    LinkLag,
}

/// A field, what its column is called when a table is written, its name in a mapping, and other spellings, best first.
type Entry = (Field, &'static str, &'static str, &'static [&'static str]);

/// Every field of items, in the order in which its columns are written.
///
/// Spellings are compared without case, umlauts' dots, punctuation, and what stands in brackets at the end. They are those of
/// Microsoft Project (English and German), Primavera P6, Jira, GitHub, Smartsheet, Asana and of plain sheets.
pub(in crate::table) const FIELDS: &[Entry] = &[
    (
        Field::Program,
        "Program",
        "program",
        &[
            "program id",
            "programme",
            "project",
            "project id",
            "project key",
            "project name",
        ],
    ),
    (Field::ItemId, "Item id", "item-id", &["longpole id"]),
    (
        Field::Key,
        "Key",
        "key",
        &[
            "issue key",
            "unique id",
            "uid",
            "activity id",
            "activity code",
            "task id",
            "item key",
            "id",
            "code",
            "identifier",
            "guid",
            "ref",
            "reference",
            "ticket",
            "eindeutige nr",
        ],
    ),
    (
        Field::Number,
        "Number",
        "number",
        &[
            "#",
            "no",
            "nr",
            "num",
            "row",
            "row id",
            "row number",
            "line",
            "lfd nr",
        ],
    ),
    (
        Field::Wbs,
        "WBS",
        "wbs",
        &[
            "wbs code",
            "outline number",
            "outline code",
            "psp code",
            "psp",
            "gliederungsnummer",
        ],
    ),
    (
        Field::Level,
        "Level",
        "level",
        &[
            "outline level",
            "wbs level",
            "indent",
            "hierarchy level",
            "gliederungsebene",
        ],
    ),
    (
        Field::Parent,
        "Parent",
        "parent",
        &[
            "parent id",
            "parent key",
            "parent task",
            "parent issue",
            "parent item",
            "part of",
            "summary task",
            "ubergeordneter vorgang",
        ],
    ),
    (Field::Epic, "Epic", "epic", &["epic link", "epic key"]),
    (
        Field::Title,
        "Title",
        "title",
        &[
            "name",
            "task name",
            "summary",
            "task",
            "activity name",
            "item",
            "item name",
            "issue",
            "subject",
            "work item",
            "activity",
            "what",
            "vorgangsname",
            "vorgang",
            "titel",
            "aufgabe",
        ],
    ),
    (
        Field::Kind,
        "Kind",
        "kind",
        &[
            "type",
            "item type",
            "issue type",
            "task type",
            "activity type",
            "art",
            "typ",
        ],
    ),
    (
        Field::Milestone,
        "Milestone",
        "milestone",
        &["is milestone", "meilenstein"],
    ),
    (
        Field::Workstream,
        "Workstream",
        "workstream",
        &["work stream", "stream", "track"],
    ),
    (
        Field::Team,
        "Team",
        "team",
        &[
            "squad",
            "team name",
            "owning team",
            "responsible team",
            "group",
            "department",
            "crew",
        ],
    ),
    (
        Field::Owner,
        "Owner",
        "owner",
        &[
            "assignee",
            "assigned to",
            "responsible",
            "dri",
            "accountable",
            "lead",
            "driver",
            "verantwortlich",
            "zustandig",
        ],
    ),
    (
        Field::Approver,
        "Approver",
        "approver",
        &["approved by", "accepted by", "sign off"],
    ),
    (
        Field::Resources,
        "Resource names",
        "resources",
        &[
            "resources",
            "assigned resources",
            "resource",
            "ressourcennamen",
        ],
    ),
    (
        Field::Estimate,
        "Estimate",
        "estimate",
        &[
            "est",
            "estimated duration",
            "aufwandsschatzung",
            "schatzung",
        ],
    ),
    (
        Field::Duration,
        "Duration",
        "duration",
        &[
            "dur",
            "original duration",
            "planned duration",
            "at completion duration",
            "length",
            "dauer",
        ],
    ),
    (
        Field::Low,
        "Low",
        "low",
        &["p10", "optimistic", "best case", "best", "min", "minimum"],
    ),
    (
        Field::Likely,
        "Likely",
        "likely",
        &["most likely", "mode", "expected", "p50"],
    ),
    (
        Field::High,
        "High",
        "high",
        &[
            "p90",
            "pessimistic",
            "worst case",
            "worst",
            "max",
            "maximum",
        ],
    ),
    (
        Field::Effort,
        "Effort",
        "effort",
        &[
            "work",
            "planned work",
            "person days",
            "man days",
            "estimated effort",
            "arbeit",
            "aufwand",
        ],
    ),
    (
        Field::People,
        "People",
        "people",
        &["headcount", "staff", "fte", "ftes", "number of people"],
    ),
    (
        Field::Remaining,
        "Remaining",
        "remaining",
        &[
            "remaining duration",
            "remaining work",
            "remaining effort",
            "left",
            "to go",
            "verbleibende dauer",
            "restdauer",
        ],
    ),
    (
        Field::DependsOn,
        "Depends on",
        "depends-on",
        &[
            "predecessors",
            "predecessor",
            "dependencies",
            "dependency",
            "depends",
            "blocked by",
            "is blocked by",
            "needs",
            "waits for",
            "requires",
            "after",
            "prerequisites",
            "unique id predecessors",
            "vorganger",
        ],
    ),
    (
        Field::Blocks,
        "Blocks",
        "blocks",
        &[
            "successors",
            "successor",
            "needed by",
            "required by",
            "unique id successors",
            "nachfolger",
        ],
    ),
    (
        Field::NotBefore,
        "Not before",
        "not-before",
        &["earliest start", "start no earlier than", "start after"],
    ),
    (
        Field::Start,
        "Start",
        "start",
        &[
            "start date",
            "planned start",
            "begin",
            "begin date",
            "starts",
            "from",
            "anfang",
            "beginn",
            "start am",
        ],
    ),
    (
        Field::Finish,
        "Finish",
        "finish",
        &[
            "end",
            "finish date",
            "end date",
            "planned finish",
            "planned end",
            "ends",
            "until",
            "eta",
            "ende",
            "fertig",
        ],
    ),
    (
        Field::Target,
        "Target",
        "target",
        &[
            "due",
            "due date",
            "target date",
            "due on",
            "wanted by",
            "fallig",
            "fallig am",
            "falligkeitsdatum",
        ],
    ),
    (
        Field::TargetConfidence,
        "Target confidence",
        "target-confidence",
        &[],
    ),
    (
        Field::Deadline,
        "Deadline",
        "deadline",
        &["deadline date", "hard deadline", "stichtag"],
    ),
    (
        Field::Commit,
        "Commit",
        "commit",
        &[
            "committed",
            "commitment",
            "committed date",
            "commit date",
            "commitment date",
            "promised",
            "promise date",
            "zusage",
        ],
    ),
    (
        Field::CommitConfidence,
        "Commit confidence",
        "commit-confidence",
        &["confidence"],
    ),
    (Field::CommittedBy, "Committed by", "committed-by", &[]),
    (Field::CommittedTo, "Committed to", "committed-to", &[]),
    (Field::CommittedOn, "Committed on", "committed-on", &[]),
    (
        Field::ConstraintKind,
        "Constraint type",
        "constraint-type",
        &["constraint", "primary constraint", "einschrankungsart"],
    ),
    (
        Field::ConstraintDate,
        "Constraint date",
        "constraint-date",
        &["primary constraint date", "einschrankungstermin"],
    ),
    (
        Field::Percent,
        "% complete",
        "percent",
        &[
            "percent complete",
            "percent",
            "% done",
            "percent done",
            "progress",
            "complete",
            "% abgeschlossen",
            "activity % complete",
            "done %",
            "fortschritt",
        ],
    ),
    (
        Field::Started,
        "Actual start",
        "actual-start",
        &[
            "started",
            "started on",
            "actual start date",
            "tatsachlicher anfang",
        ],
    ),
    (
        Field::Finished,
        "Actual finish",
        "actual-finish",
        &[
            "finished",
            "finished on",
            "actual end",
            "actual finish date",
            "completed",
            "completed on",
            "completed at",
            "completion date",
            "resolved",
            "resolution date",
            "done on",
            "closed",
            "closed at",
            "tatsachliches ende",
        ],
    ),
    (
        Field::Status,
        "Status",
        "status",
        &["state", "activity status"],
    ),
    (
        Field::Health,
        "Health",
        "health",
        &["rag", "rag status", "traffic light", "ampel"],
    ),
    (
        Field::StatusDate,
        "Status date",
        "status-date",
        &["status as of", "as of"],
    ),
    (
        Field::StatusNote,
        "Status note",
        "status-note",
        &["status comment", "status text"],
    ),
    (
        Field::Priority,
        "Priority (0 to 1000)",
        "priority",
        &["priority", "prio", "prioritat"],
    ),
    (
        Field::Link,
        "Link",
        "link",
        &["url", "hyperlink", "web link", "html url"],
    ),
    (
        Field::Description,
        "Notes",
        "notes",
        &["description", "note", "details", "beschreibung", "notizen"],
    ),
    (
        Field::Aliases,
        "Also known as",
        "also-known-as",
        &["former ids", "aliases"],
    ),
];

/// The fields of a table of links.
pub(in crate::table) const LINK_FIELDS: &[Entry] = &[
    (
        Field::LinkFrom,
        "From",
        "from",
        &["source", "source key", "issue", "issue key", "inward issue"],
    ),
    (
        Field::LinkTo,
        "To",
        "to",
        &["target", "target key", "linked issue", "outward issue"],
    ),
    (
        Field::LinkKind,
        "Type",
        "type",
        &["link type", "kind", "relation", "relationship"],
    ),
    (
        Field::LinkPhrase,
        "Outward",
        "outward",
        &["outward name", "phrase"],
    ),
    (Field::LinkLag, "Lag", "lag", &["delay", "lead lag"]),
];

impl Field {
    /// What its column is called when a table is written.
    pub(in crate::table) fn header(self) -> &'static str {
        entry(self).1
    }

    /// Its name in a mapping and in reports: `depends-on`.
    pub(in crate::table) fn name(self) -> &'static str {
        entry(self).2
    }

    /// The field of a mapping.
    pub(in crate::table) fn named(name: &str) -> Option<Self> {
        let wanted = normal(name);
        let all = FIELDS.iter().chain(LINK_FIELDS);
        all.clone()
            .find(|entry| normal(entry.2) == wanted)
            .or_else(|| all.clone().find(|entry| normal(entry.1) == wanted))
            .map(|entry| entry.0)
    }

    /// Whether its cells hold dates.
    pub(in crate::table) fn is_date(self) -> bool {
        matches!(
            self,
            Self::NotBefore
                | Self::Start
                | Self::Finish
                | Self::Target
                | Self::Deadline
                | Self::Commit
                | Self::CommittedOn
                | Self::ConstraintDate
                | Self::Started
                | Self::Finished
                | Self::StatusDate
        )
    }
}

fn entry(field: Field) -> &'static Entry {
    FIELDS
        .iter()
        .chain(LINK_FIELDS)
        .find(|entry| entry.0 == field)
        .expect("every field has its line in one of the two lists")
}

/// The kinds of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum TableKind {
    Items,
    Links,
}

/// Every spelling of every field, and how good a name it is: 0 for our own, then by the order of spellings.
type Spellings = BTreeMap<String, (Field, usize)>;

static ITEM_SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| spellings(FIELDS));
static LINK_SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| spellings(LINK_FIELDS));

fn spellings(entries: &[Entry]) -> Spellings {
    let mut all = Spellings::new();
    for (field, own, _, others) in entries {
        for (rank, spelling) in std::iter::once(own).chain(*others).enumerate() {
            all.entry(normal(spelling)).or_insert((*field, rank));
        }
    }
    all
}

/// The field that a header names in a kind of table, and how good the name is: the lower the better.
pub(in crate::table) fn field_of(header: &str, kind: TableKind) -> Option<(Field, usize)> {
    // No name of a field is as long; texts of cells are.
    if header.len() > 100 {
        return None;
    }
    let spellings = match kind {
        TableKind::Items => &ITEM_SPELLINGS,
        TableKind::Links => &LINK_SPELLINGS,
    };
    spellings.get(&normal(header)).copied()
}

/// A header as it is compared: `Start_Date (planned)` as `start date`.
pub(in crate::table) fn normal(header: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for c in without_brackets(header).chars() {
        // `fixVersions` are two words.
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        before = c;
        match c {
            'ä' | 'Ä' => words.push('a'),
            'ö' | 'Ö' => words.push('o'),
            'ü' | 'Ü' => words.push('u'),
            '%' | '#' => words.push(c),
            _ if c.is_alphanumeric() => words.extend(c.to_lowercase()),
            _ => words.push(' '),
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

/// A header without what stands in brackets at its end.
fn without_brackets(header: &str) -> &str {
    match bracketed(header) {
        Some((rest, _)) if !rest.is_empty() => rest,
        _ => header,
    }
}

/// A header apart from what stands in brackets at its end: a unit, the order of a date's parts.
pub(in crate::table) fn bracketed(header: &str) -> Option<(&str, &str)> {
    let header = header.trim();
    let open = match header.chars().last()? {
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = header.rfind(open)?;
    let inside = header.get(at + 1..header.len() - 1)?;
    Some((header[..at].trim_end(), inside.trim()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Option<Field>) {
        assert_eq!(
            field_of(header, TableKind::Items).map(|(field, _)| field),
            expected,
            "{header}"
        );
    }

    #[test]
    fn a_header_is_known_however_it_is_spelled() {
        check("Task Name", Some(Field::Title));
        check("task_name", Some(Field::Title));
        check("% Complete", Some(Field::Percent));
        check("Duration (days)", Some(Field::Duration));
        check("DueDate", Some(Field::Target));
        check("Vorgänger", Some(Field::DependsOn));
        check("Colour", None);
        check("", None);
        check("(days)", None);
    }

    #[test]
    fn the_best_name_of_a_field_has_the_lowest_rank() {
        let rank = |header| field_of(header, TableKind::Items).unwrap().1;
        assert!(rank("Key") < rank("Unique ID") && rank("Unique ID") < rank("ID"));
    }

    #[test]
    fn no_spelling_names_two_fields_of_one_table() {
        for entries in [FIELDS, LINK_FIELDS] {
            let mut seen = BTreeSet::new();
            for (field, own, name, spellings) in entries {
                let own = normal(own);
                let unlike = spellings
                    .iter()
                    .map(|spelling| normal(spelling))
                    .filter(|spelling| *spelling != own);
                for spelling in unlike.chain([own.clone()]) {
                    assert!(seen.insert(spelling.clone()), "{spelling} of {field:?}");
                }
                assert_eq!(Field::named(name), Some(*field));
            }
        }
    }
}
