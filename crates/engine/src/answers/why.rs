//! Why is this date what it is?

use jiff::civil::Date;
use longpole_forecast::{DateForecast, subject_key};
use longpole_model::{Dates, EntityKey, LinkKind, PersonId, TeamId};
use longpole_schedule::{
    AnchorKind, Driver, Lag, LinkIndex, LinkRole, NodeIndex, NodeState, StepReason, driving_chain,
};

use super::earlier::{EarlierAnswer, a_week_earlier};
use crate::Analysis;
use crate::look::{Look, Looks, subject_of};

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
    /// What would bring its finish forward by a working week; none when it is finished.
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
    /// The chain begins here.
    Begins(Driver),
}

/// Why the date of `key` is what it is; `None` when it has no dates.
pub fn why<'a>(analysis: &'a Analysis, key: &EntityKey) -> Option<Why<'a>> {
    let look = Look::at(analysis, key.program.as_ref()?)?;
    let node = look.node(key)?;
    let scheduled = &analysis.scheduled;
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
    Some(Why {
        title: look.title(key),
        early: dates.early,
        late: dates.late,
        total_slack_millidays: dates.total_slack_minutes.saturating_mul(1000) / per_day,
        free_slack_millidays: dates.free_slack_minutes.saturating_mul(1000) / per_day,
        driving: dates.driving,
        finished,
        forecast: analysis.forecast.dates.get(key),
        chain: chain(analysis, node),
        earlier: a_week_earlier(analysis, node),
        remarks: remarks.map(|remark| remark.kind.to_string()).collect(),
        downstream: downstream(analysis, node),
        key: key.clone(),
    })
}

fn chain(analysis: &Analysis, node: NodeIndex) -> Vec<WhyStep> {
    let scheduled = &analysis.scheduled;
    let steps = driving_chain(&scheduled.network, &scheduled.schedule, node);
    let looks = Looks::of(analysis);
    steps
        .iter()
        .filter_map(|step| {
            let key = subject_key(&scheduled.network.nodes[step.node].subject);
            let look = looks.at(key.program.as_ref()?)?;
            Some(WhyStep {
                title: look.title(&key),
                owner: look.owner(&key).cloned(),
                team: look.team(&key).cloned(),
                resources: look.resources(&key),
                early: scheduled
                    .schedule
                    .dates(&scheduled.network, step.node)
                    .early,
                left_millidays: left_millidays(analysis, step.node),
                because: match step.reason {
                    StepReason::Link(link) => reason(analysis, link),
                    StepReason::Begins(driver) => WhyReason::Begins(driver),
                },
                key,
            })
        })
        .collect()
}

fn left_millidays(analysis: &Analysis, node: NodeIndex) -> i64 {
    let network = &analysis.scheduled.network;
    let day = i64::from(network.calendar(node).minutes_per_day().max(1));
    network.nodes[node].duration.saturating_mul(1000) / day
}

fn reason(analysis: &Analysis, link: LinkIndex) -> WhyReason {
    let link = &analysis.scheduled.network.links[link];
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
fn downstream(analysis: &Analysis, node: NodeIndex) -> Vec<(EntityKey, String, Date)> {
    let network = &analysis.scheduled.network;
    let workspace = &analysis.scheduled.plan.workspace;
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
