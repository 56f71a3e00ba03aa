//! `longpole check --json`

use longpole_engine::Analysis;
use longpole_engine::check as inner;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::text;

/// What contradicts what, and what is missing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Findings {
    /// `longpole-findings/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// Findings that stand, by place and rule.
    pub findings: Vec<Finding>,
    /// Findings that somebody allowed.
    pub allowed: Vec<AllowedFinding>,
    /// What could not be told.
    pub unknown: Vec<Unknown>,
    /// What was measured, passed or not.
    pub measured: Vec<Measured>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// The rule; `longpole explain RULE` explains it.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The address of the entity that it stands at.
    pub at: String,
    /// The field below that entity.
    pub field: Option<String>,
    /// A sentence about this program.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The figures that the sentence rests on.
    pub figures: Vec<FindingFigure>,
    /// The file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column in characters, from 1.
    pub column: Option<u32>,
}

/// A figure that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingFigure {
    /// What it is.
    pub name: String,
    /// How much, with its unit.
    pub value: String,
}

/// A finding that somebody allowed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AllowedFinding {
    /// The finding.
    pub finding: Finding,
    /// Why that is all right.
    pub reason: String,
    /// Who says so.
    pub by: Option<String>,
    /// The last day on which it holds.
    pub until: String,
}

/// A rule that lacks its input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unknown {
    /// The rule.
    pub rule: String,
    /// What it cannot tell about.
    pub at: String,
    /// Why it cannot tell.
    pub why: String,
    /// What would let it tell.
    pub hint: String,
}

/// A measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Measured {
    /// The rule.
    pub rule: String,
    /// The program.
    pub program: String,
    /// What was counted.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
    /// What the numerator counts.
    pub counted: String,
    /// What the denominator counts.
    pub of: String,
    /// What passes.
    pub limit: String,
    /// Whether it passed.
    pub passed: bool,
    /// The entities that count, by address.
    pub offenders: Vec<String>,
}

impl Findings {
    /// The report of an analysis as JSON.
    pub fn of(analysis: &Analysis) -> Self {
        let report = &analysis.report;
        let allowed = |it: &inner::Allowed| AllowedFinding {
            finding: Finding::of(analysis, &it.finding),
            reason: it.reason.clone(),
            by: text(it.by.as_ref()),
            until: it.until.to_string(),
        };
        Self {
            schema: "longpole-findings/1",
            basis: Basis::of(&analysis.scheduled),
            findings: report
                .findings
                .iter()
                .map(|finding| Finding::of(analysis, finding))
                .collect(),
            allowed: report.allowed.iter().map(allowed).collect(),
            unknown: report.unknown.iter().map(Unknown::from).collect(),
            measured: report.measures.iter().map(Measured::from).collect(),
        }
    }
}

impl Finding {
    /// A finding with its place in the plan's files.
    pub fn of(analysis: &Analysis, finding: &inner::Finding) -> Self {
        let place = analysis
            .scheduled
            .plan
            .place(&finding.at, finding.field.as_deref());
        Self {
            rule: finding.rule.to_owned(),
            severity: finding.severity.to_string(),
            at: finding.at.to_string(),
            field: finding.field.clone(),
            message: finding.message.clone(),
            hint: finding.hint.clone(),
            figures: finding
                .figures
                .iter()
                .map(|figure| FindingFigure {
                    name: figure.name.to_owned(),
                    value: figure.value.to_string(),
                })
                .collect(),
            line: place.as_ref().map(|place| place.line),
            column: place.as_ref().map(|place| place.column),
            file: place.map(|place| place.file),
        }
    }
}

impl From<&inner::Unknown> for Unknown {
    fn from(it: &inner::Unknown) -> Self {
        Self {
            rule: it.rule.to_owned(),
            at: it.at.to_string(),
            why: it.why.clone(),
            hint: it.hint.clone(),
        }
    }
}

impl From<&inner::Measure> for Measured {
    fn from(it: &inner::Measure) -> Self {
        Self {
            rule: it.rule.to_owned(),
            program: it.program.to_string(),
            numerator: it.ratio.numerator,
            denominator: it.ratio.denominator,
            counted: it.what.to_owned(),
            of: it.of.to_owned(),
            limit: it.ratio.limit.to_string(),
            passed: it.verdict == inner::Verdict::Passed,
            offenders: it.offenders.iter().map(ToString::to_string).collect(),
        }
    }
}
