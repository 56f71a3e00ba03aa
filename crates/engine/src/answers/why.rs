//! Why is this date what it is?

use jiff::civil::Date;
use longpole_forecast::{DateForecast, subject_key};
use longpole_model::{ConstraintKind, Dates, EntityKey, LinkKind, PersonId, TeamId};
use longpole_schedule::{
    AnchorKind, Driver, Lag, LinkIndex, LinkRole, NodeIndex, NodeState, Step, StepReason,
    drives_equally, driving_chain, without_constraint,
};

use super::earlier::{EarlierAnswer, a_week_earlier, within_its_limit};
use crate::look::{Look, Looks, subject_of};
use crate::{Analysis, Scheduled};

/// What drives the date of an item, decision or gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Why<'a> {
    /// The subject.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Its early dates.
    pub early: Dates,
    /// Its late dates.
    pub late: Dates,
    /// Total slack in thousandths of a working day.
    pub total_slack_millidays: i64,
    /// Free slack in thousandths of a working day.
    pub free_slack_millidays: i64,
    /// Whether it is on the driving path of its program.
    pub driving: bool,
    /// The day on which it was finished.
    pub finished: Option<Date>,
    /// Its forecast.
    pub forecast: Option<&'a DateForecast>,
    /// The chain that sets its date, from the item itself back to where the chain begins.
    pub chain: Vec<WhyStep>,
    /// What would bring its finish forward by a working week, or, where it has a [limit](WhyReason::Limited), what would let
    /// it keep that; none when it is finished.
    pub earlier: Option<EarlierAnswer>,
    /// What the schedule had to assume about it, in words.
    pub remarks: Vec<String>,
    /// Items downstream with a commitment, target or deadline, that its delay would move: key, title and that date.
    pub downstream: Vec<(EntityKey, String, Date)>,
}

/// One step of the chain back.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyStep {
    /// The item, decision or gate.
    pub key: EntityKey,
    /// Its name for people.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// The team that does it.
    pub team: Option<TeamId>,
    /// The names of the resources that are assigned to it.
    pub resources: Vec<String>,
    /// Its early dates.
    pub early: Dates,
    /// What is left of it, in thousandths of a working day.
    pub left_millidays: i64,
    /// What sets its date: the next step through a need, or where the chain begins.
    pub because: WhyReason,
    /// What else sets it, just as late as the next step: address and title.
    pub equally: Vec<(EntityKey, String)>,
}

/// What sets a step's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyReason {
    /// It waits for the next step.
    Needs {
        /// Which ends are tied.
        link: LinkKind,
        /// With what lag.
        lag: Lag,
    },
    /// It is a summary: the next step is the child that sets its date.
    Child,
    /// A constraint holds it where it cannot be: what it waits for, the next step, puts it later.
    Limited(Limit),
    /// The chain begins here.
    Begins(Driver),
}

/// A constraint that what an item waits for does not let it keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Which.
    pub kind: ConstraintKind,
    /// Its date.
    pub at: Date,
    /// When it would finish without.
    pub finish: Date,
    /// By how much that is later, in thousandths of a working day.
    pub over_millidays: i64,
    /// The same in working minutes.
    over_minutes: i64,
    /// Which ends are tied of the need by which it waits for the next step; none where it waits for nothing that can be named.
    pub link: Option<LinkKind>,
}

/// Why the date of `key` is what it is by the rules by which `scheduled` was dated, which is of the plan that was analysed;
/// `None` when it has no dates.
pub fn why<'a>(
    analysis: &'a Analysis,
    scheduled: &'a Scheduled,
    key: &EntityKey,
) -> Option<Why<'a>> {
    let look = Look::at(analysis, key.program.as_ref()?)?;
    let node = look.node(key)?;
    let dates = scheduled.schedule.dates(&scheduled.network, node);
    let per_day = i64::from(dates.minutes_per_day.max(1));
    let finished = match scheduled.network.nodes[node].state {
        NodeState::Finished { finish, .. } => Some(finish.finish_date()),
        NodeState::Planned | NodeState::Started(_) => None,
    };
    let remarks = scheduled
        .network
        .remarks
        .iter()
        .filter(|remark| remark.subject == subject_of(key));
    let chain = chain(analysis, scheduled, node);
    let limit = chain.first().and_then(|step| match step.because {
        WhyReason::Limited(limit) => Some(limit),
        WhyReason::Needs { .. } | WhyReason::Child | WhyReason::Begins(_) => None,
    });
    let earlier = match limit {
        Some(limit) => within_its_limit(scheduled, node, limit.over_minutes),
        None => a_week_earlier(scheduled, node),
    };
    Some(Why {
        title: look.title(key),
        early: dates.early,
        late: dates.late,
        total_slack_millidays: dates.total_slack_minutes.saturating_mul(1000) / per_day,
        free_slack_millidays: dates.free_slack_minutes.saturating_mul(1000) / per_day,
        driving: dates.driving,
        finished,
        forecast: analysis.forecast.dates.get(key),
        chain,
        earlier,
        remarks: remarks.map(|remark| remark.kind.to_string()).collect(),
        downstream: downstream(scheduled, node),
        key: key.clone(),
    })
}

/// The chain alone that sets the date of `key`; empty when it has none.
pub fn why_chain(analysis: &Analysis, scheduled: &Scheduled, key: &EntityKey) -> Vec<WhyStep> {
    let node = subject_of(key).and_then(|subject| scheduled.network.node(&subject));
    node.map_or_else(Vec::new, |node| chain(analysis, scheduled, node))
}

fn chain(analysis: &Analysis, scheduled: &Scheduled, node: NodeIndex) -> Vec<WhyStep> {
    let looks = Looks::of(analysis);
    let steps = steps(scheduled, node);
    let names = |nodes: &[NodeIndex]| {
        let keys = nodes
            .iter()
            .map(|&node| subject_key(&scheduled.network.nodes[node].subject));
        keys.map(|key| {
            let title = scheduled.plan.workspace.display_name(&key);
            (key, title)
        })
        .collect()
    };
    let steps = steps.iter().filter_map(|(node, because, equally)| {
        let (node, because) = (*node, *because);
        let key = subject_key(&scheduled.network.nodes[node].subject);
        let look = looks.at(key.program.as_ref()?)?;
        Some(WhyStep {
            title: look.title(&key),
            owner: look.owner(&key).cloned(),
            team: look.team(&key).cloned(),
            resources: look.resources(&key),
            early: scheduled.schedule.dates(&scheduled.network, node).early,
            left_millidays: millidays(scheduled, node, scheduled.network.nodes[node].duration),
            because,
            equally: names(equally),
            key,
        })
    });
    steps.collect()
}

/// A node of the chain, what sets its dates, and what does so equally.
type Reasoned = (NodeIndex, WhyReason, Vec<NodeIndex>);

/// The driving chain. Where a constraint that cannot be kept ends it, it goes on to what does not let it be kept.
fn steps(scheduled: &Scheduled, node: NodeIndex) -> Vec<Reasoned> {
    let mut steps = Vec::new();
    let mut chain = driving_chain(&scheduled.network, &scheduled.schedule, node);
    while let Some(last) = chain.pop() {
        let named = |step: &Step| {
            let because = match step.reason {
                StepReason::Link(link) => reason(scheduled, link),
                StepReason::Begins(driver) => WhyReason::Begins(driver),
            };
            let equally = drives_equally(&scheduled.network, &scheduled.schedule, step);
            (step.node, because, equally)
        };
        steps.extend(chain.iter().map(named));
        chain.clear();
        let overrun = match last.reason {
            StepReason::Begins(Driver::Constraint) => overrun(scheduled, last.node),
            StepReason::Begins(_) | StepReason::Link(_) => None,
        };
        match overrun {
            None => steps.push(named(&last)),
            Some((limit, free)) => {
                let [first, before @ ..] = &*free else {
                    break;
                };
                let equally = drives_equally(&scheduled.network, &scheduled.schedule, first);
                steps.push((last.node, WhyReason::Limited(limit), equally));
                chain = before.to_vec();
            }
        }
    }
    steps
}

/// The constraint of `node` where it cannot be kept, and the chain that would set its date without.
fn overrun(scheduled: &Scheduled, node: NodeIndex) -> Option<(Limit, Vec<Step>)> {
    let network = &scheduled.network;
    let (kind, at) = network.nodes[node].constraint?;
    let options = scheduled.planned_options();
    let free = without_constraint(scheduled.planned(&options), node)?;
    let finish = scheduled.schedule.early_finish[node];
    let over_minutes = network.calendar(node).minutes_from(finish, free.finish);
    if over_minutes <= 0 {
        return None;
    }
    let first = free.chain.first()?;
    let limit = Limit {
        kind,
        at: match kind {
            ConstraintKind::MustStartOn
            | ConstraintKind::StartNoLaterThan
            | ConstraintKind::StartNoEarlierThan
            | ConstraintKind::StartOn => at.date(),
            ConstraintKind::MustFinishOn
            | ConstraintKind::FinishNoLaterThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::FinishOn
            | ConstraintKind::AsLateAsPossible => at.finish_date(),
        },
        finish: free.finish.finish_date(),
        over_millidays: millidays(scheduled, node, over_minutes),
        over_minutes,
        link: match first.reason {
            StepReason::Link(link) => Some(network.links[link].kind),
            StepReason::Begins(_) => None,
        },
    };
    Some((limit, free.chain))
}

/// Working minutes of `node` in thousandths of a working day.
fn millidays(scheduled: &Scheduled, node: NodeIndex, minutes: i64) -> i64 {
    let day = i64::from(scheduled.network.calendar(node).minutes_per_day().max(1));
    minutes.saturating_mul(1000) / day
}

fn reason(scheduled: &Scheduled, link: LinkIndex) -> WhyReason {
    let link = &scheduled.network.links[link];
    match link.role {
        LinkRole::Rollup => WhyReason::Child,
        LinkRole::Need(_) | LinkRole::Gate | LinkRole::Replacement | LinkRole::Entry => {
            WhyReason::Needs {
                link: link.kind,
                lag: link.lag,
            }
        }
    }
}

/// What lies downstream of `node` and has a date of its own to keep, by date.
fn downstream(scheduled: &Scheduled, node: NodeIndex) -> Vec<(EntityKey, String, Date)> {
    let network = &scheduled.network;
    let workspace = &scheduled.plan.workspace;
    let mut reached = vec![false; network.nodes.len()];
    reached[node] = true;
    let mut found = Vec::new();
    for at in node..network.nodes.len() {
        if !reached[at] {
            continue;
        }
        for &link in network.outgoing(at) {
            reached[network.links[link as usize].to] = true;
        }
        let stated = network.nodes[at]
            .anchors
            .iter()
            .filter(|anchor| anchor.kind != AnchorKind::ProgramTarget);
        if let Some(anchor) = stated.min_by_key(|anchor| anchor.at).filter(|_| at != node) {
            let key = subject_key(&network.nodes[at].subject);
            found.push((
                key.clone(),
                workspace.display_name(&key),
                anchor.at.finish_date(),
            ));
        }
    }
    found.sort_by(|a, b| (a.2, &a.0).cmp(&(b.2, &b.0)));
    found
}
