//! DCMA check 4: needs that are not finish-to-start.

use longpole_model::LinkKind;

use crate::context::{Context, NeedView};
use crate::dcma;
use crate::finding::{FindingSeverity, Limit, Ratio};
use crate::findings::Findings;
use crate::rule::{Reads, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dcma-relationship-types",
    severity: FindingSeverity::Warning,
    since: "0.1",
    explanation: include_str!("dcma_relationship_types.md"),
    reads: Reads::Plan,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (id, _) in context.programs() {
        let links = dcma::open_links(context, id);
        let is_plain = |need: &&NeedView<'_>| need.need().link == LinkKind::FinishToStart;
        let plain = links.iter().filter(is_plain).count();
        let other = links.iter().filter(|need| !is_plain(need));
        let offenders: Vec<_> = other.map(NeedView::key).collect();
        findings.measure(
            id,
            dcma::Counted {
                ratio: Ratio {
                    numerator: plain as i64,
                    denominator: links.len() as i64,
                    limit: Limit::AtLeast(900),
                },
                what: "are finish-to-start",
                of: "needs",
                offenders,
                hint: "where work overlaps, split it and tie the parts finish to start",
            },
        );
    }
}
