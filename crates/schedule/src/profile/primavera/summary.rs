//! Summaries: from the first start to the last finish of their children. P6's own have no links; those of other plans may.

use std::collections::BTreeMap;

use crate::profile::NodeDates;
use crate::profile::details::{LinkDetails, Role};
use crate::profile::passes::{Ends, Passes};
use crate::profile::tick::Tick;
use crate::{Driver, NodeIndex, NodeKind, Wall};

use super::asks::{Ask, ask};
use super::forward::Early;
use super::{Rules, dates};

/// What is asked of a summary is handed on to its children: the latest start and the latest finish.
pub(super) fn entry(rules: &Rules<'_, '_>, node: NodeIndex) -> Early {
    let details = rules.details.facts(node);
    let own = details.not_before.map_or(Wall::MIN, Tick::minute);
    let mut early = Early {
        start: own.max(rules.network.nodes[node].start_floor),
        finish: Wall::MIN,
        driver: Driver::NotBefore,
    };
    for link in rules.network.incoming(node) {
        match ask(rules, link) {
            Some(Ask::Start(at)) if at > early.start => {
                early.start = at;
                early.driver = Driver::Link(link);
            }
            Some(Ask::Finish(at)) => early.finish = early.finish.max(at),
            Some(Ask::Start(_)) | None => {}
        }
    }
    early
}

/// The span of the children.
pub(super) fn early(rules: &Rules<'_, '_>, node: NodeIndex) -> Early {
    let mut span: Option<Early> = None;
    for link in rules.network.incoming(node) {
        let ends = &rules.details.links[link];
        if ends.role != Role::Rollup {
            continue;
        }
        let (start, finish) = (
            rules.early_start(ends.from()),
            rules.early_finish(ends.from()),
        );
        let so_far = span.get_or_insert(Early {
            start,
            finish,
            driver: Driver::Link(link),
        });
        so_far.start = so_far.start.min(start);
        if finish > so_far.finish {
            so_far.finish = finish;
            so_far.driver = Driver::Link(link);
        }
    }
    let floor = rules.program(node).floor;
    span.unwrap_or(Early {
        start: floor,
        finish: floor,
        driver: Driver::DataDate,
    })
}

/// Gives summaries what follows from their children, the inner ones first. Levels of effort count unless they are complete.
pub(super) fn roll_up(passes: &mut Passes<'_>) {
    let efforts = efforts_by_parent(passes);
    for node in 0..passes.network.nodes.len() {
        if dates(passes, node) && passes.details.nodes[node].kind == NodeKind::Summary {
            let efforts = efforts.get(&node).map_or(&[][..], Vec::as_slice);
            roll_up_one(passes, node, efforts);
        }
    }
}

/// The levels of effort that count for a summary. One without links lasts as long as its summary, and says nothing of it.
fn efforts_by_parent(passes: &Passes<'_>) -> BTreeMap<NodeIndex, Vec<NodeIndex>> {
    let mut by_parent: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for effort in &passes.details.efforts {
        let counts =
            !effort.links.is_empty() && !passes.primavera.activities[effort.node].is_complete();
        if let Some(parent) = effort.parent.filter(|_| counts) {
            by_parent.entry(parent).or_default().push(effort.node);
        }
    }
    by_parent
}

fn roll_up_one(passes: &mut Passes<'_>, summary: NodeIndex, efforts: &[NodeIndex]) {
    let network = passes.network;
    let links = network
        .incoming(summary)
        .map(|link| &passes.details.links[link]);
    let children = links.filter(|link| link.role == Role::Rollup);
    let children = children
        .map(LinkDetails::from)
        .chain(efforts.iter().copied());
    let Some(mut rolled) = children.map(|child| passes.dates_of(child)).reduce(around) else {
        return;
    };
    let calendar = passes.details.working(summary);
    let is_open = rolled.total_slack.is_some();
    let open = |slack: i64| is_open.then_some(slack);
    let (early, late) = (rolled.early_finish, rolled.late_finish);
    rolled.total_slack = open(calendar.between(early, late));
    rolled.finish_slack = rolled.total_slack;
    rolled.start_slack = open(calendar.between(rolled.early_start, rolled.late_start));
    rolled.free_slack = None;
    let early = Ends {
        start: rolled.early_start,
        finish: rolled.early_finish,
    };
    passes.move_to(summary, early);
    passes.late[summary] = Ends {
        start: rolled.late_start,
        finish: rolled.late_finish,
    };
    passes.dates[summary] = rolled;
}

fn around(a: NodeDates, b: NodeDates) -> NodeDates {
    NodeDates {
        start: a.start.min(b.start),
        finish: a.finish.max(b.finish),
        early_start: a.early_start.min(b.early_start),
        early_finish: a.early_finish.max(b.early_finish),
        late_start: a.late_start.min(b.late_start),
        late_finish: a.late_finish.max(b.late_finish),
        total_slack: a.total_slack.max(b.total_slack),
        critical: a.critical || b.critical,
        longest_path: a.longest_path || b.longest_path,
        ..a
    }
}
