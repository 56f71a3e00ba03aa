//! DCMA check 13: the critical path length index.

use crate::context::{Context, program_key};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit, Ratio};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-cpli",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_cpli.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let Some((length, slack)) = context.path_and_slack(id) else {
            findings.unknown(
                program_key(id),
                "the critical path length index needs a schedule and the program's target",
                "set a `target`, or give open tasks estimates",
            );
            continue;
        };
        findings.measure(
            id,
            dcma::Counted {
                ratio: Ratio {
                    numerator: length + slack,
                    denominator: length,
                    limit: Limit::AtLeast(950),
                },
                what: "fit before the target",
                of: "working minutes of the critical path",
                offenders: Vec::new(),
                hint: "shorten the driving path, or move the target",
            },
        );
    }
}
