//! The run of all rules over a workspace, and what came of it.

use jiff::civil::Date;
use longpole_model::{AllowanceId, PersonId, ProgramId};

use crate::context::Context;
use crate::finding::{Finding, FindingSeverity, Measure, Unknown};
use crate::findings::Findings;
use crate::health::Healths;
use crate::rule::{Reads, Rule};

/// What the rules say of a workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Findings that stand, by place and rule.
    pub findings: Vec<Finding>,
    /// Findings that somebody allowed, by place and rule.
    pub allowed: Vec<Allowed>,
    /// What could not be told, by rule and place.
    pub unknown: Vec<Unknown>,
    /// What was measured, passed or not, by program and rule.
    pub measures: Vec<Measure>,
    /// The computed health of everything, with its reasons.
    pub healths: Healths,
}

/// A finding with the allowance that covers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Allowed {
    /// The finding.
    pub finding: Finding,
    /// The program that holds the allowance.
    pub program: ProgramId,
    /// The allowance.
    pub allowance: AllowanceId,
    /// Why that is all right.
    pub reason: String,
    /// Who says so.
    pub by: Option<PersonId>,
    /// The last day on which it holds.
    pub until: Date,
}

impl Report {
    /// The worst severity that stands; `None` when nothing does.
    pub fn worst(&self) -> Option<FindingSeverity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The number of standing findings of a severity.
    pub fn count(&self, severity: FindingSeverity) -> usize {
        let of_it = self
            .findings
            .iter()
            .filter(|finding| finding.severity == severity);
        of_it.count()
    }

    /// The report with what these rules say, and nothing of the others. Healths stay as all rules made them.
    #[must_use]
    pub fn only(mut self, rules: &[&str]) -> Self {
        self.findings.retain(|it| rules.contains(&it.rule));
        self.allowed.retain(|it| rules.contains(&it.finding.rule));
        self.unknown.retain(|it| rules.contains(&it.rule));
        self.measures.retain(|it| rules.contains(&it.rule));
        self
    }
}

/// Holds every rule against `context`.
///
/// Findings come in the order of their place, field and rule, so that the same workspace gives the same report.
pub fn run(context: &Context<'_>) -> Report {
    let mut said = Said::default();
    for rule in rules_reading(Reads::Plan) {
        said.add(rule, context);
    }
    let (standing, _) = crate::allow::part(said.found.clone(), context.workspace, context.today);
    let healths = Healths::compute(context, &standing);
    let informed = context.with_healths(&healths, &said.found);
    let mut afterwards = Said::default();
    for rule in rules_reading(Reads::Health) {
        afterwards.add(rule, &informed);
    }
    said.append(afterwards);
    let (findings, allowed) = crate::allow::part(said.found, context.workspace, context.today);
    let mut report = Report {
        findings,
        allowed,
        unknown: said.unknown,
        measures: said.measured,
        healths,
    };
    report.sort();
    report
}

fn rules_reading(reads: Reads) -> impl Iterator<Item = &'static Rule> {
    let all = crate::rules::ALL.iter().copied();
    all.filter(move |rule| rule.reads == reads)
}

/// What all rules have said.
#[derive(Default)]
struct Said {
    found: Vec<Finding>,
    unknown: Vec<Unknown>,
    measured: Vec<Measure>,
}

impl Said {
    fn add(&mut self, rule: &'static Rule, context: &Context<'_>) {
        let mut findings = Findings::of(rule);
        (rule.check)(context, &mut findings);
        self.found.append(&mut findings.found);
        self.unknown.append(&mut findings.unknown);
        self.measured.append(&mut findings.measured);
    }

    fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
        self.unknown.append(&mut other.unknown);
        self.measured.append(&mut other.measured);
    }
}

impl Report {
    fn sort(&mut self) {
        let order = |a: &Finding, b: &Finding| {
            (&a.at, &a.field, a.rule, &a.message).cmp(&(&b.at, &b.field, b.rule, &b.message))
        };
        self.findings.sort_by(order);
        self.allowed.sort_by(|a, b| order(&a.finding, &b.finding));
        self.unknown
            .sort_by(|a, b| (a.rule, &a.at, &a.why).cmp(&(b.rule, &b.at, &b.why)));
        self.measures
            .sort_by(|a, b| (&a.program, a.rule).cmp(&(&b.program, b.rule)));
    }
}
