//! The schedule as a picture: its rows on an axis of time, what waits for what, what sets the finish.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_document::chart::{Gantt, GanttLink, GanttRow, GanttShape, SlackSign};
use longpole_engine::schedule::{Driver, LinkRole, NodeIndex, NodeKind, NodeState};
use longpole_model::{LinkKind, Program};

use super::schedule::{Line, Page};
use crate::words;

/// As many rows as a reader can make sense of on a page; a file of its own has all.
const ROWS_ON_A_PAGE: usize = 250;

/// The picture of `lines`, at most so many as a page bears unless `all` are wanted.
pub(super) fn gantt(page: &Page<'_>, lines: &[Line], all: bool) -> Gantt {
    let most = if all { lines.len() } else { ROWS_ON_A_PAGE };
    let shown = &lines[..lines.len().min(most)];
    let data_date = page
        .scheduled
        .data_date(page.id)
        .unwrap_or_else(|| Date::constant(2000, 1, 1));
    Gantt {
        data_date,
        rows: shown
            .iter()
            .map(|line| row(page, line, data_date))
            .collect(),
        links: links(page, shown),
        left_out: lines.len() - shown.len(),
    }
}

fn row(page: &Page<'_>, line: &Line, data_date: Date) -> GanttRow {
    let network = &page.scheduled.network;
    let node = &network.nodes[line.node];
    let schedule = &page.scheduled.schedule;
    let finished = matches!(node.state, NodeState::Finished { .. });
    let finish = schedule.early_finish[line.node].finish_date();
    let start = schedule.early_start[line.node].date().min(finish);
    GanttRow {
        name: page.name(line),
        depth: line.depth,
        shape: match node.kind {
            NodeKind::Task | NodeKind::LevelOfEffort => GanttShape::Work,
            NodeKind::Summary | NodeKind::Entry => GanttShape::Summary,
            NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision => GanttShape::Point,
        },
        start,
        finish,
        latest: Some(schedule.late_finish[line.node].finish_date()).filter(|_| !finished),
        baseline: baseline(page.program, line),
        done_until: match node.state {
            NodeState::Planned => None,
            NodeState::Started(_) => Some(data_date.min(finish)),
            NodeState::Finished { .. } => Some(finish),
        },
        driving: line.dates.driving,
        slack: if finished {
            "done".to_owned()
        } else {
            words::slack(line.slack_millidays())
        },
        slack_sign: match line.dates.total_slack_minutes.signum() {
            _ if finished => SlackSign::Zero,
            1 => SlackSign::Positive,
            -1 => SlackSign::Negative,
            _ => SlackSign::Zero,
        },
    }
}

/// The dates of the newest baseline that has any for the item.
fn baseline(program: &Program, line: &Line) -> Option<(Date, Date)> {
    let newest = program
        .baselines
        .values()
        .filter_map(|baseline| Some((baseline.on, baseline.items.get(&*line.key.id)?)))
        .max_by_key(|(on, _)| *on);
    let (_, dates) = newest?;
    let finish = dates.finish?;
    Some((dates.start.unwrap_or(finish).min(finish), finish))
}

fn links(page: &Page<'_>, shown: &[Line]) -> Vec<GanttLink> {
    let network = &page.scheduled.network;
    let schedule = &page.scheduled.schedule;
    let rows: BTreeMap<NodeIndex, usize> = shown
        .iter()
        .enumerate()
        .map(|(row, line)| (line.node, row))
        .collect();
    // The needs of a summary lead to its entry, which has no row.
    let row_of = |node: NodeIndex| {
        let shown = network.node(&network.nodes[node].subject)?;
        rows.get(&shown).copied()
    };
    network
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| match link.role {
            LinkRole::Need(_) | LinkRole::Gate | LinkRole::Replacement => true,
            LinkRole::Entry | LinkRole::Rollup => false,
        })
        .filter_map(|(index, link)| {
            let sets = schedule.driver[link.to] == Driver::Link(index);
            Some(GanttLink {
                from: row_of(link.from)?,
                from_finish: matches!(
                    link.kind,
                    LinkKind::FinishToStart | LinkKind::FinishToFinish
                ),
                to: row_of(link.to)?,
                to_start: matches!(link.kind, LinkKind::FinishToStart | LinkKind::StartToStart),
                driving: sets && schedule.driving[link.to] && schedule.driving[link.from],
            })
        })
        .collect()
}
