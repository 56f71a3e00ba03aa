//! `longpole schedule --json`

use longpole_engine::Scheduled;
use longpole_engine::forecast::subject_key;
use longpole_engine::schedule::{
    LinkIndex, NodeIndex, NodeKind, Step, StepReason, drives_equally, driving_links, profile,
};
use longpole_model::{EntityKey, LinkKind};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Basis;
use crate::basis::work_days;

/// When each item can start and finish, and what drives the end.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Schedule {
    /// `longpole-schedule/1`
    pub schema: &'static str,
    /// What it was computed from.
    pub basis: Basis,
    /// Each program's dates.
    pub programs: Vec<ScheduledProgram>,
    /// Items, decisions and gates, by program and id.
    pub items: Vec<ScheduledItem>,
    /// The chains of work that lead to a target; none unless they were asked for.
    pub float_paths: Vec<FloatPath>,
    /// What the schedule had to assume.
    pub remarks: Vec<String>,
}

/// A chain of work that leads to a target. The first one is that of the target itself; each other one joins one before it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FloatPath {
    /// Working days by which it can slip before the target moves; ranked by total slack, the slack of its last item.
    pub slack_days: Option<f64>,
    /// The items on it, the first first.
    pub items: Vec<String>,
    /// What waits for its last item, on a path before it.
    pub joins: Option<String>,
}

/// A program's dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScheduledProgram {
    /// The program.
    pub program: String,
    /// Its data date.
    pub data_date: String,
    /// The start of its first item.
    pub start: String,
    /// The finish of its last item.
    pub finish: String,
}

/// The dates of an item, decision or gate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScheduledItem {
    /// Its address, such as `payments-cloud/items.go-live`.
    pub key: String,
    /// Its name for people.
    pub title: String,
    /// The earliest start, to the minute.
    pub early_start: String,
    /// The earliest finish.
    pub early_finish: String,
    /// The latest start.
    pub late_start: String,
    /// The latest finish.
    pub late_finish: String,
    /// Working days by which it can slip before the finish, a commitment or a deadline moves; negative when one is missed.
    pub total_slack_days: f64,
    /// Working days by which it can slip before anything else moves.
    pub free_slack_days: f64,
    /// Not finished, and without slack.
    pub critical: bool,
    /// On the driving path to the finish of its program.
    pub driving: bool,
    /// What its early dates wait for; null where nothing else sets them: a date, progress, the data date.
    pub driven_by: Option<DrivingLink>,
}

/// The link that sets the dates of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DrivingLink {
    /// The address of what is waited for.
    pub key: String,
    /// Which ends are tied: `FS`, `SS`, `FF` or `SF`. Of a summary, the finish of the part that is last.
    pub link: &'static str,
    /// The addresses of what else sets them, just as late.
    pub equally: Vec<String>,
}

impl Schedule {
    /// The schedule as JSON.
    pub fn of(scheduled: &Scheduled) -> Self {
        let network = &scheduled.network;
        let nodes = network
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.kind != NodeKind::Entry);
        let links = driving_links(network, &scheduled.schedule);
        let mut items: Vec<_> = nodes
            .map(|(at, node)| item(scheduled, at, &subject_key(&node.subject), links[at]))
            .collect();
        items.sort_by(|a, b| a.key.cmp(&b.key));
        let programs = scheduled.schedule.programs.iter().zip(&network.programs);
        let remark = |remark: &longpole_engine::schedule::Remark| match &remark.subject {
            Some(subject) => format!("{subject}: {}", remark.kind),
            None => remark.kind.to_string(),
        };
        Self {
            schema: "longpole-schedule/1",
            basis: Basis::of(scheduled),
            programs: programs
                .map(|(dates, node)| ScheduledProgram {
                    program: dates.program.to_string(),
                    data_date: node.data_date.to_string(),
                    start: dates.start.datetime().to_string(),
                    finish: dates.finish.datetime().to_string(),
                })
                .collect(),
            items,
            float_paths: Vec::new(),
            remarks: network.remarks.iter().map(remark).collect(),
        }
    }

    /// The same with the chains of work that lead to a target.
    #[must_use]
    pub fn with_float_paths(mut self, scheduled: &Scheduled, paths: &[profile::FloatPath]) -> Self {
        let network = &scheduled.network;
        let key = |node: NodeIndex| subject_key(&network.nodes[node].subject).to_string();
        let path = |path: &profile::FloatPath| {
            let day = path
                .nodes
                .last()
                .map_or(480, |&node| network.calendar(node).minutes_per_day());
            FloatPath {
                slack_days: path.slack.map(|minutes| work_days(minutes, day)),
                items: path.nodes.iter().map(|&node| key(node)).collect(),
                joins: path.joins.map(key),
            }
        };
        self.float_paths = paths.iter().map(path).collect();
        self
    }
}

fn item(
    scheduled: &Scheduled,
    node: usize,
    key: &EntityKey,
    driven_by: Option<LinkIndex>,
) -> ScheduledItem {
    let dates = scheduled.schedule.dates(&scheduled.network, node);
    ScheduledItem {
        title: scheduled.plan.workspace.display_name(key),
        key: key.to_string(),
        early_start: dates.early.start.to_string(),
        early_finish: dates.early.finish.to_string(),
        late_start: dates.late.start.to_string(),
        late_finish: dates.late.finish.to_string(),
        total_slack_days: work_days(dates.total_slack_minutes, dates.minutes_per_day),
        free_slack_days: work_days(dates.free_slack_minutes, dates.minutes_per_day),
        critical: dates.critical,
        driving: dates.driving,
        driven_by: driven_by.map(|link| driving_link(scheduled, node, link)),
    }
}

fn driving_link(scheduled: &Scheduled, node: NodeIndex, link: LinkIndex) -> DrivingLink {
    let network = &scheduled.network;
    let step = Step {
        node,
        reason: StepReason::Link(link),
    };
    let equally = drives_equally(network, &scheduled.schedule, &step);
    let key = |node: NodeIndex| subject_key(&network.nodes[node].subject).to_string();
    let link = &network.links[link];
    DrivingLink {
        key: key(link.from),
        equally: equally.into_iter().map(key).collect(),
        link: match link.kind {
            LinkKind::FinishToStart => "FS",
            LinkKind::StartToStart => "SS",
            LinkKind::FinishToFinish => "FF",
            LinkKind::StartToFinish => "SF",
        },
    }
}
