//! DCMA check 2: needs with a negative lag.

use crate::context::{Context, NeedView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-leads",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_leads.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let links = dcma::open_links(context, id);
        let leads = links.iter().filter(|need| need.need().lag.is_lead());
        let offenders: Vec<_> = leads.map(NeedView::key).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: dcma::share(&offenders, links.len(), Limit::None),
                what: "have a lead",
                of: "needs",
                offenders,
                hint: "split the provider where the consumer can begin, and need that part",
            },
        );
    }
}
