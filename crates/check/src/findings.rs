//! Where a rule puts what it has to say.

use longpole_model::{EntityKey, EntityKind, ProgramId};

use crate::finding::{Finding, Measure, Ratio, Unknown, Verdict};
use crate::rule::Rule;
use crate::words::{quoted_list, ratio};

/// What the rules have said so far. Each entry carries the rule that is being run.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    pub(crate) found: Vec<Finding>,
    pub(crate) unknown: Vec<Unknown>,
    pub(crate) measured: Vec<Measure>,
}

/// What a measuring rule counted in a program.
pub(crate) struct Counted {
    pub(crate) ratio: Ratio,
    /// What is true of those in the numerator: "have a lag".
    pub(crate) what: &'static str,
    /// What the denominator counts: "needs".
    pub(crate) of: &'static str,
    pub(crate) offenders: Vec<EntityKey>,
    /// What to do when it fails.
    pub(crate) hint: &'static str,
}

impl Findings {
    /// Nothing said yet, by `rule`.
    pub(crate) fn of(rule: &'static Rule) -> Self {
        Self {
            rule,
            found: Vec::new(),
            unknown: Vec::new(),
            measured: Vec::new(),
        }
    }

    /// Reports a finding at an entity: a sentence about this program, and an action. Figures and the field are added to what it returns.
    pub(crate) fn report(
        &mut self,
        at: EntityKey,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> &mut Finding {
        self.found.push(Finding {
            rule: self.rule.name,
            severity: self.rule.severity,
            at,
            field: None,
            message: message.into(),
            hint: hint.into(),
            figures: Vec::new(),
            ratio: None,
            about: Vec::new(),
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Says that the rule lacks an input and so cannot tell: never fine by default.
    pub(crate) fn unknown(
        &mut self,
        at: EntityKey,
        why: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.unknown.push(Unknown {
            rule: self.rule.name,
            at,
            why: why.into(),
            hint: hint.into(),
        });
    }

    /// Records what was counted in a program, and reports a finding at the program when it is beyond its limit.
    pub(crate) fn measure(&mut self, program: &ProgramId, counted: Counted) {
        let passed = counted.ratio.passes();
        if !passed {
            let offenders = match counted.offenders.as_slice() {
                [] => String::new(),
                keys => format!(": {}", quoted_list(keys.iter().map(|key| &*key.id))),
            };
            let message = ratio(&counted.ratio, counted.of, counted.what) + &offenders;
            let at = EntityKey {
                program: Some(program.clone()),
                kind: EntityKind::Charter,
                id: program.as_str().into(),
            };
            let finding = self.report(at, message, counted.hint);
            finding.ratio = Some(counted.ratio);
            finding.about.clone_from(&counted.offenders);
        }
        self.measured.push(Measure {
            rule: self.rule.name,
            program: program.clone(),
            ratio: counted.ratio,
            what: counted.what,
            of: counted.of,
            verdict: if passed {
                Verdict::Passed
            } else {
                Verdict::Failed
            },
            offenders: counted.offenders,
        });
    }
}
