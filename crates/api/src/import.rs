//! `longpole import --json`

use longpole_engine::exchange::import::{Note, NoteKind};
use longpole_engine::exchange::plan::FieldEdit;
use longpole_engine::fidelity::Value;
use longpole_engine::import as engine;
use longpole_model::SchedulingProfile;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ChangedField;
use crate::basis::text;

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Import {
    /// `longpole-import/1`
    pub schema: &'static str,
    /// The file.
    pub file: String,
    /// Its format, such as `mspdi`.
    pub format: String,
    /// The name of the source.
    pub source: String,
    /// How many entities of each kind it holds.
    pub taken: Vec<TakenKind>,
    /// What was taken as it stood, changed, kept without an equivalent, or is suspicious.
    pub notes: Vec<ImportNote>,
    /// How its dates compare with ours, by program; programs whose dates it does not state are left out. Where it was merged
    /// into a plan, ours are the dates that the plan has with it.
    pub dates: Vec<ComparedDates>,
    /// What it did to the plan; null when the plan is new.
    pub merge: Option<ImportMerge>,
    /// The files that were written; empty with `--dry-run`, and when nothing changed.
    pub written: Vec<String>,
}

/// So many entities of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TakenKind {
    /// The section of a plan that holds them, such as `items`.
    pub kind: String,
    /// How many.
    pub count: usize,
}

/// What became of one kind of thing in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportNote {
    /// `taken`, `changed`, `kept` or `suspicious`.
    pub kind: &'static str,
    /// A stable name.
    pub code: String,
    /// What was there, and what became of it.
    pub message: String,
    /// How often.
    pub count: usize,
    /// What it is about, all of it, where the message does not name it.
    pub names: Vec<String>,
    /// The first places in the file.
    pub places: Vec<String>,
}

/// How the dates of one program compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedDates {
    /// The program.
    pub program: String,
    /// By whose rules ours were computed: `longpole`, `microsoft-project` or `primavera-p6`.
    pub profile: &'static str,
    /// How many items the file states a date of.
    pub items: usize,
    /// How many of them agree in everything.
    pub equal: usize,
    /// Each field that the file states.
    pub fields: Vec<ComparedField>,
    /// Items that differ, the farthest first; at most twenty.
    pub differences: Vec<DifferentDates>,
    /// The last finish that the file states.
    pub file_finish: Option<String>,
    /// The finish by the rules of the profile.
    pub finish: Option<String>,
    /// The finish by Longpole's own rules, on which forecasts run.
    pub longpole_finish: Option<String>,
}

/// In how many items a field agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedField {
    /// The field, such as `early start`.
    pub field: &'static str,
    /// In so many it is equal.
    pub equal: usize,
    /// So many state it.
    pub of: usize,
}

/// An item whose dates differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferentDates {
    /// The item.
    pub item: String,
    /// Its name for people.
    pub title: String,
    /// The field in which it differs most.
    pub field: &'static str,
    /// What the file states: a date with time, minutes of slack, or `true` and `false`.
    pub file: Option<String>,
    /// What the rules give.
    pub here: Option<String>,
    /// Working minutes by which ours is later or more.
    pub minutes: i64,
    /// Other fields in which it differs.
    pub also: Vec<&'static str>,
    /// Why, where a rule can be named.
    pub reason: Option<String>,
}

/// How little a file has in common with the last one of its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StrangeFile {
    /// Items that the source had.
    pub known: usize,
    /// Those of them that are not in the file.
    pub gone: usize,
    /// Those of them that have another title now.
    pub retitled: usize,
}

/// What an import did to a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportMerge {
    /// The last import of the source: `never`, `kept`, `same-file` (nothing was done) or `lost` (nothing is kept of it, so
    /// that every difference counts as changed on both sides).
    pub last: &'static str,
    /// The programs that it went into.
    pub programs: Vec<String>,
    /// Those of them that keep their own charter.
    pub charters_kept: Vec<String>,
    /// What is new.
    pub added: Vec<String>,
    /// What was taken over from the source.
    pub changed: Vec<ImportedChange>,
    /// What both changed. The plan's value stands unless `--theirs` was said.
    pub conflicts: Vec<ImportConflict>,
    /// What is gone from the source: marked, and kept.
    pub gone: Vec<String>,
    /// What was gone before, and since when.
    pub still_gone: Vec<StillGone>,
    /// What was gone and is back.
    pub back: Vec<String>,
    /// What somebody removed from the plan and the source still has.
    pub removed_here: Vec<String>,
    /// Needs that were withdrawn, since something would have waited for itself.
    pub loops: Vec<String>,
    /// Links between sources that were joined.
    pub joined: Vec<String>,
    /// What links name and nothing in the plan goes by.
    pub open: Vec<String>,
    /// How little the file has in common with the last one of its source, where that is little: likely it is another project's.
    pub stranger: Option<StrangeFile>,
}

/// An entity with the fields that were taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportedChange {
    /// Its address.
    pub key: String,
    /// The fields.
    pub fields: Vec<ChangedField>,
}

/// What the source and the plan both changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportConflict {
    /// The entity.
    pub key: String,
    /// `field`, `removed-here` or `gone-there`.
    pub kind: &'static str,
    /// The field, where it is one.
    pub field: Option<String>,
    /// What the source said last time.
    pub before: Option<String>,
    /// What the plan says.
    pub plan: Option<String>,
    /// What the source says.
    pub source: Option<String>,
}

/// What is gone from its source since a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StillGone {
    /// Its address.
    pub key: String,
    /// The day on which that was seen.
    pub since: String,
}

impl Import {
    /// The answer for an import of which these files were written.
    pub fn new(it: &engine::ImportReport, written: Vec<String>) -> Self {
        let taken = it.taken.iter().map(|(kind, count)| TakenKind {
            kind: kind.section().to_owned(),
            count: *count,
        });
        Self {
            schema: "longpole-import/1",
            file: it.file.clone(),
            format: it.format.name().to_owned(),
            source: it.source.clone(),
            taken: taken.collect(),
            notes: it.notes.iter().map(ImportNote::from).collect(),
            dates: it.dates.iter().map(ComparedDates::from).collect(),
            merge: it.merge.as_ref().map(ImportMerge::from),
            written,
        }
    }
}

impl From<&Note> for ImportNote {
    fn from(it: &Note) -> Self {
        Self {
            kind: match it.kind {
                NoteKind::Suspicious => "suspicious",
                NoteKind::Changed => "changed",
                NoteKind::Kept => "kept",
                NoteKind::Taken => "taken",
            },
            code: it.code.to_owned(),
            message: it.message.clone(),
            count: it.count,
            names: it.names.iter().cloned().collect(),
            places: it.places.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&engine::DateComparison> for ComparedDates {
    fn from(it: &engine::DateComparison) -> Self {
        let fields = it.fields.iter().map(|it| ComparedField {
            field: it.field.title(),
            equal: it.equal,
            of: it.of,
        });
        Self {
            program: it.program.to_string(),
            profile: match it.profile {
                SchedulingProfile::Longpole => "longpole",
                SchedulingProfile::MicrosoftProject => "microsoft-project",
                SchedulingProfile::PrimaveraP6 => "primavera-p6",
            },
            items: it.items,
            equal: it.equal,
            fields: fields.collect(),
            differences: it.differences.iter().map(DifferentDates::from).collect(),
            file_finish: text(it.file_finish.as_ref()),
            finish: text(it.product_finish.as_ref()),
            longpole_finish: text(it.own_finish.as_ref()),
        }
    }
}

impl From<&engine::DateDifference> for DifferentDates {
    fn from(it: &engine::DateDifference) -> Self {
        Self {
            item: it.item.to_string(),
            title: it.title.clone(),
            field: it.field.title(),
            file: Some(stated(it.file)),
            here: Some(stated(it.ours)),
            minutes: it.tenths / 10,
            also: it.also.iter().map(|field| field.title()).collect(),
            reason: it.reason.as_ref().map(|reason| match reason {
                engine::Reason::Follows(item) => format!("it waits for {item}, which differs"),
                other => other.words().to_owned(),
            }),
        }
    }
}

fn stated(it: Value) -> String {
    match it {
        Value::At(at) => at.to_string(),
        Value::Slack(tenths) => (tenths / 10).to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

impl From<&engine::MergeReport> for ImportMerge {
    fn from(it: &engine::MergeReport) -> Self {
        let keys = |named: &[engine::Named]| named.iter().map(|it| it.key.to_string()).collect();
        let ids = |ids: &[longpole_model::ProgramId]| ids.iter().map(ToString::to_string).collect();
        let changed = it.changed.iter().map(|(named, fields)| ImportedChange {
            key: named.key.to_string(),
            fields: fields.iter().map(changed_field).collect(),
        });
        let still_gone = it.still_gone.iter().map(|(named, since)| StillGone {
            key: named.key.to_string(),
            since: since.to_string(),
        });
        Self {
            last: match it.last {
                engine::LastImport::Never => "never",
                engine::LastImport::Kept => "kept",
                engine::LastImport::SameFile => "same-file",
                engine::LastImport::Lost => "lost",
            },
            programs: ids(&it.programs),
            charters_kept: ids(&it.charters_kept),
            added: keys(&it.added),
            changed: changed.collect(),
            conflicts: it
                .conflicts
                .iter()
                .map(|(named, kind)| conflict(named, kind))
                .collect(),
            gone: keys(&it.gone),
            still_gone: still_gone.collect(),
            back: keys(&it.back),
            removed_here: keys(&it.removed_here),
            loops: it.loops.clone(),
            joined: it.joined.clone(),
            open: it.open.clone(),
            stranger: it.stranger.map(|it| StrangeFile {
                known: it.known,
                gone: it.gone,
                retitled: it.retitled,
            }),
        }
    }
}

fn changed_field(it: &FieldEdit) -> ChangedField {
    ChangedField {
        field: it.field.clone(),
        before: it.before.clone(),
        after: it.after.clone(),
    }
}

fn conflict(named: &engine::Named, kind: &engine::ImportConflictKind) -> ImportConflict {
    let whole = |kind| ImportConflict {
        key: named.key.to_string(),
        kind,
        field: None,
        before: None,
        plan: None,
        source: None,
    };
    match kind {
        engine::ImportConflictKind::Field {
            field,
            before,
            plan,
            source,
        } => ImportConflict {
            field: Some(field.clone()),
            before: before.clone(),
            plan: plan.clone(),
            source: source.clone(),
            ..whole("field")
        },
        engine::ImportConflictKind::RemovedHere => whole("removed-here"),
        engine::ImportConflictKind::GoneThere => whole("gone-there"),
    }
}
