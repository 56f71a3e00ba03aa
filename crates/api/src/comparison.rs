//! `longpole diff --json`

use longpole_engine as engine;
use longpole_engine::exchange::plan::{FieldEdit, field_edits};
use longpole_model::Change;
use schemars::JsonSchema;
use serde::Serialize;

use crate::basis::text;

/// What differs between two states of a plan, and what that did to its dates.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// `longpole-comparison/1`
    pub schema: &'static str,
    /// The commit of the earlier state, when it came from history.
    pub before: Option<String>,
    /// Entities that were added, removed or changed.
    pub changes: Vec<Changed>,
    /// How each program's finish moved.
    pub programs: Vec<ProgramMoved>,
    /// Items, decisions and gates whose scheduled finish moved, the farthest first.
    pub moves: Vec<Moved>,
}

/// An entity that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changed {
    /// Its address.
    pub key: String,
    /// `added`, `removed` or `changed`.
    pub how: &'static str,
    /// The fields that say something else, where it was changed.
    pub fields: Vec<ChangedField>,
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedField {
    /// The field below the entity, such as `estimate` or `status.health`.
    pub field: String,
    /// What stood there, as a plan file writes it; null where nothing did.
    pub before: Option<String>,
    /// What stands there; null where nothing does.
    pub after: Option<String>,
}

/// How a program's finish moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ProgramMoved {
    /// The program.
    pub program: String,
    /// Before; null when it is new.
    pub before: Option<Landing>,
    /// After; null when it is gone.
    pub after: Option<Landing>,
    /// Working days by which P80 moved; positive is later.
    pub p80_days: Option<i64>,
}

/// When a program lands.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Landing {
    /// The deterministic finish.
    pub planned: String,
    /// P50; null when unknown.
    pub p50: Option<String>,
    /// P80; null when unknown.
    pub p80: Option<String>,
    /// The odds of the target.
    pub odds: Option<f64>,
    /// The computed health.
    pub health: Option<String>,
}

/// How a scheduled finish moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moved {
    /// Its address.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The finish before; null when it is new.
    pub before: Option<String>,
    /// The finish after; null when it is gone.
    pub after: Option<String>,
    /// Working days by which it moved; positive is later.
    pub days: i64,
}

impl From<&engine::Comparison> for Comparison {
    fn from(it: &engine::Comparison) -> Self {
        Self {
            schema: "longpole-comparison/1",
            before: it.before.as_ref().map(|revision| revision.commit.clone()),
            changes: it.changes.0.iter().map(Changed::from).collect(),
            programs: it
                .programs
                .iter()
                .map(|program| ProgramMoved {
                    program: program.program.to_string(),
                    before: program.before.as_ref().map(Landing::from),
                    after: program.after.as_ref().map(Landing::from),
                    p80_days: program.p80_days,
                })
                .collect(),
            moves: it
                .moves
                .iter()
                .map(|moved| Moved {
                    key: moved.key.to_string(),
                    title: moved.title.clone(),
                    before: text(moved.before.as_ref()),
                    after: text(moved.after.as_ref()),
                    days: moved.days,
                })
                .collect(),
        }
    }
}

impl From<&Change> for Changed {
    fn from(it: &Change) -> Self {
        let (how, fields) = match (&it.before, &it.after) {
            (Some(before), Some(after)) => ("changed", field_edits(before, after)),
            (None, _) => ("added", Vec::new()),
            (_, None) => ("removed", Vec::new()),
        };
        let field = |it: FieldEdit| ChangedField {
            field: it.field,
            before: it.before,
            after: it.after,
        };
        Self {
            key: it.key.to_string(),
            how,
            fields: fields.into_iter().map(field).collect(),
        }
    }
}

impl From<&engine::Landing> for Landing {
    fn from(it: &engine::Landing) -> Self {
        Self {
            planned: it.planned.to_string(),
            p50: text(it.p50.as_ref()),
            p80: text(it.p80.as_ref()),
            odds: it.odds,
            health: it.health.map(|health| health.as_str().to_owned()),
        }
    }
}
