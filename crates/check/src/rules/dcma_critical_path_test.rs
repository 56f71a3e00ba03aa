//! DCMA check 12: a delay of 600 working days on the critical path has to reach the finish.

use crate::context::{Context, program_key};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit, Ratio};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-critical-path-test",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_critical_path_test.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let Some(moved) = context.delay_critical_task(id, ADDED_DAYS) else {
            findings.unknown(
                program_key(id),
                "the critical path test needs a schedule with an open task on the critical path",
                "give open tasks estimates, and tie them",
            );
            continue;
        };
        findings.measure(
            id,
            dcma::Counted {
                ratio: Ratio {
                    numerator: moved.work_days,
                    denominator: ADDED_DAYS,
                    limit: Limit::AtLeast(950),
                },
                what: "reach the finish",
                of: "working days added to the critical path",
                offenders: vec![moved.task],
                hint: "look for a constraint or a gap in the logic between that task and the finish",
            },
        );
    }
}

/// What the test adds, in working days.
const ADDED_DAYS: i64 = 600;
