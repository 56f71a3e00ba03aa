//! Which findings somebody has allowed, for a reason and a time.
//!
//! An allowance that has run out allows nothing; the rules `allowance-expired` and `allowance-without-finding` look after
//! the allowances themselves.

use jiff::civil::Date;
use longpole_model::{Allowance, AllowanceId, ProgramId, Workspace};

use crate::finding::Finding;
use crate::report::Allowed;

/// Parts `findings` into those that stand and those that an allowance covers on `today`.
pub(crate) fn part(
    findings: Vec<Finding>,
    workspace: &Workspace,
    today: Date,
) -> (Vec<Finding>, Vec<Allowed>) {
    let mut standing = Vec::new();
    let mut allowed = Vec::new();
    for finding in findings {
        match covering(&finding, workspace, today) {
            Some((program, id, allowance)) => allowed.push(Allowed {
                program: program.clone(),
                allowance: id.clone(),
                reason: allowance.reason.clone(),
                by: allowance.by.clone(),
                until: allowance.until,
                finding,
            }),
            None => standing.push(finding),
        }
    }
    (standing, allowed)
}

fn covering<'w>(
    finding: &Finding,
    workspace: &'w Workspace,
    today: Date,
) -> Option<(&'w ProgramId, &'w AllowanceId, &'w Allowance)> {
    let programs = workspace.programs.iter();
    let all = programs.flat_map(|(program, held)| {
        let allowances = held.allowances.iter();
        allowances.map(move |(id, allowance)| (program, id, allowance))
    });
    let mut covering = all.filter(|(program, _, allowance)| {
        allowance.until >= today && covers(program, allowance, finding)
    });
    covering.next()
}

/// Whether an allowance of `program` is about `finding`, whatever the day. One without a place covers the whole program,
/// but never what programs share.
pub(crate) fn covers(program: &ProgramId, allowance: &Allowance, finding: &Finding) -> bool {
    if allowance.rule != finding.rule {
        return false;
    }
    let own = finding.at.program.as_ref() == Some(program);
    match &allowance.at {
        None => own,
        Some(at) => names(at, program, finding),
    }
}

/// `items.x`, `payments/items.x`, `teams.y` or, for the program's own record, `program`.
fn names(at: &str, program: &ProgramId, finding: &Finding) -> bool {
    let full = finding.at.to_string();
    if full == at {
        return true;
    }
    let short = full
        .strip_prefix(program.as_str())
        .and_then(|rest| rest.strip_prefix('/'));
    short == Some(at)
        || (at == "program" && short.is_some_and(|short| short.starts_with("program.")))
}
