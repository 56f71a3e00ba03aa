//! DCMA check 3: needs with a positive lag.

use crate::context::{Context, NeedView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-lags",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_lags.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let links = dcma::open_links(context, id);
        let lags = links.iter().filter(|need| need.need().lag.is_wait());
        let offenders: Vec<_> = lags.map(NeedView::key).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, links.len(), Limit::AtMost(50)),
                what: "have a lag",
                of: "needs",
                offenders,
                hint: "make the time in between an item, with an owner",
            },
        );
    }
}
