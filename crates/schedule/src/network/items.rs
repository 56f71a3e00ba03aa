//! Items as nodes: what each takes, where it stands, which dates hold it.

use longpole_model::{
    Constraint, ConstraintKind, Item, ItemKind, LinkKind, Moment, Promise, PromiseState, Workspace,
};

use super::build::Builder;
use super::needs::binds;
use super::points::point;
use super::progress::{finish_wall, standing, start_wall};
use super::scope::Scope;
use super::stated::says_no_more;
use super::work::{estimated, is_elapsed};
use super::{Anchor, AnchorKind, LinkRole, Node, NodeIndex, NodeKind, NodeState, Work};
use crate::{CalendarSet, RemarkKind, Subject, Wall};

/// What the needs of a program ask of its items.
#[derive(Clone, Copy, Default)]
struct Asked {
    /// Something has to hold before it starts.
    start: bool,
    /// Something has to hold before it finishes.
    finish: bool,
}

impl Builder {
    /// Adds the items of a program, and the links between summaries and their children.
    pub(super) fn add_items(&mut self, workspace: &Workspace, scope: &Scope<'_>, program: u32) {
        let asked = asked_of(scope);
        let mut nodes = Vec::with_capacity(scope.items.len());
        for (number, asked) in asked.iter().enumerate() {
            let has_needs = asked.start || asked.finish;
            nodes.push(self.add_item(workspace, scope, number, program, has_needs));
        }
        let entries = self.add_entries(scope, &asked, &nodes);
        self.entries.push(entries);
        self.item_nodes.push(nodes);
        self.tie_children(scope, program as usize);
    }

    fn add_item(
        &mut self,
        workspace: &Workspace,
        scope: &Scope<'_>,
        number: usize,
        program: u32,
        has_needs: bool,
    ) -> NodeIndex {
        let (id, item) = scope.items[number];
        let subject = Subject::item(scope.id, id);
        if item.parent.is_some() && scope.parent[number].is_none() {
            self.remark(&subject, RemarkKind::UnknownParent);
        }
        let own = self.own_calendar(workspace, scope, number, program, &subject);
        let mut node = point(subject.clone(), kind(scope, number), program, own);
        node.calendar = self.calendar_of_work(own, item, scope.is_summary(number));
        let mut remarks = Vec::new();
        if node.kind == NodeKind::Summary {
            self.describe_summary(&mut node, item, &mut remarks);
        } else {
            self.describe_leaf(&mut node, scope, number, has_needs, &mut remarks);
        }
        self.anchor(&mut node, item);
        let calendar = &self.calendars.calendars[own as usize];
        let is_plain = says_no_more(item, &node, calendar);
        for kind in remarks {
            self.remark(&subject, kind);
        }
        let node = self.add_node(node);
        self.stated.plain[node] = is_plain;
        self.by_subject.insert(subject, node);
        if self.nodes[node].kind == NodeKind::LevelOfEffort {
            self.ties.insert(node, Vec::new());
        }
        node
    }

    /// Its own calendar, else its team's, else the program's.
    fn own_calendar(
        &mut self,
        workspace: &Workspace,
        scope: &Scope<'_>,
        number: usize,
        program: u32,
        subject: &Subject,
    ) -> u32 {
        let item = scope.items[number].1;
        let named = [
            item.calendar.as_ref(),
            scope.team[number].and_then(|team| team.calendar.as_ref()),
        ];
        for id in named.into_iter().flatten() {
            if let Some(calendar) = self.calendars.find(id) {
                return calendar;
            }
            if !workspace.calendars.contains_key(id) {
                self.remark(subject, RemarkKind::UnknownCalendar(id.clone()));
            }
        }
        self.programs[program as usize].calendar
    }

    /// The clock for elapsed work; else `own` without the days of its splits.
    fn calendar_of_work(&mut self, own: u32, item: &Item, is_summary: bool) -> u32 {
        if is_summary {
            return own;
        }
        let calendar = if is_elapsed(item) {
            CalendarSet::CLOCK
        } else {
            own
        };
        if item.splits.is_empty() {
            calendar
        } else {
            self.calendars.without(calendar, &item.splits)
        }
    }

    fn describe_leaf(
        &self,
        node: &mut Node,
        scope: &Scope<'_>,
        number: usize,
        has_needs: bool,
        remarks: &mut Vec<RemarkKind>,
    ) {
        let item = scope.items[number].1;
        let team = scope.team[number];
        let calendar = &self.calendars.calendars[node.calendar as usize];
        let program = &self.programs[node.program as usize];
        let estimate = if item.is_milestone() {
            Work::None
        } else {
            estimated(item, team, calendar, remarks)
        };
        let standing = standing(item, estimate, calendar, program, remarks);
        node.state = standing.state;
        node.work = standing.work;
        node.used = standing.used;
        node.duration = standing.duration;
        node.start_floor = standing.resumes;
        if node.state == NodeState::Planned {
            if let Some(not_before) = item.not_before {
                node.start_floor = node.start_floor.max(start_wall(not_before, calendar));
            }
            if item.estimate.is_none() && node.kind == NodeKind::Task {
                let is_external = team.is_some_and(|team| team.external);
                match promised(item).filter(|_| is_external && !has_needs) {
                    Some(date) => {
                        node.finish_floor = finish_wall(Moment::day(date), calendar);
                        remarks.push(RemarkKind::PromiseAsDate(date));
                    }
                    None => remarks.push(RemarkKind::NoEstimate),
                }
            }
        }
        if let Some(constraint) = by_hand(item).or(item.constraint) {
            self.constrain(node, constraint, remarks);
        }
    }

    fn constrain(&self, node: &mut Node, constraint: Constraint, remarks: &mut Vec<RemarkKind>) {
        let calendar = &self.calendars.calendars[node.calendar as usize];
        let at = match (constraint.kind, constraint.at) {
            (ConstraintKind::AsLateAsPossible, _) => {
                node.constraint = Some((constraint.kind, Wall::MAX));
                return;
            }
            (_, Some(at)) => at,
            (_, None) => {
                remarks.push(RemarkKind::ConstraintWithoutDate);
                return;
            }
        };
        let start = start_wall(at, calendar);
        let finish = finish_wall(at, calendar);
        match constraint.kind {
            ConstraintKind::StartNoEarlierThan => node.start_floor = node.start_floor.max(start),
            ConstraintKind::FinishNoEarlierThan => {
                node.finish_floor = node.finish_floor.max(finish);
            }
            ConstraintKind::MustStartOn | ConstraintKind::StartNoLaterThan => {
                node.constraint = Some((constraint.kind, start));
            }
            ConstraintKind::StartOn => {
                node.start_floor = node.start_floor.max(start);
                node.constraint = Some((constraint.kind, start));
            }
            ConstraintKind::FinishOn => {
                node.finish_floor = node.finish_floor.max(finish);
                node.constraint = Some((constraint.kind, finish));
            }
            ConstraintKind::MustFinishOn
            | ConstraintKind::FinishNoLaterThan
            | ConstraintKind::AsLateAsPossible => node.constraint = Some((constraint.kind, finish)),
        }
    }

    /// The children say what a summary takes; of constraints it can have those that Microsoft Project allows it.
    fn describe_summary(&self, node: &mut Node, item: &Item, remarks: &mut Vec<RemarkKind>) {
        if item.estimate.is_some() {
            remarks.push(RemarkKind::SummaryWithEstimate);
        }
        if let Some(finished) = item.progress.finished {
            // What was said; the children decide once all nodes are known.
            let at = finish_wall(finished, &self.calendars.calendars[node.calendar as usize]);
            node.state = NodeState::Finished {
                start: at,
                finish: at,
            };
        }
        match item.constraint.map(|constraint| constraint.kind) {
            None | Some(ConstraintKind::StartNoEarlierThan) => {}
            Some(ConstraintKind::FinishNoLaterThan) => {
                if let Some(constraint) = item.constraint {
                    self.constrain(node, constraint, remarks);
                }
            }
            Some(
                ConstraintKind::MustStartOn
                | ConstraintKind::MustFinishOn
                | ConstraintKind::StartNoLaterThan
                | ConstraintKind::FinishNoEarlierThan
                | ConstraintKind::StartOn
                | ConstraintKind::FinishOn
                | ConstraintKind::AsLateAsPossible,
            ) => remarks.push(RemarkKind::ConstraintOnSummary),
        }
    }

    fn anchor(&self, node: &mut Node, item: &Item) {
        let calendar = &self.calendars.calendars[node.calendar as usize];
        let day = |date| finish_wall(Moment::day(date), calendar);
        let dates = [
            (
                item.commit.as_ref().map(|commit| day(commit.date)),
                AnchorKind::Commitment,
            ),
            (
                item.deadline
                    .map(|deadline| finish_wall(deadline, calendar)),
                AnchorKind::Deadline,
            ),
            (
                item.target.as_ref().map(|target| day(target.date)),
                AnchorKind::Target,
            ),
        ];
        node.anchors = dates
            .into_iter()
            .filter_map(|(at, kind)| Some(Anchor { at: at?, kind }))
            .collect();
    }

    /// An entry for each summary of which, or of a parent of which, something is asked.
    fn add_entries(
        &mut self,
        scope: &Scope<'_>,
        asked: &[Asked],
        nodes: &[NodeIndex],
    ) -> Vec<Option<NodeIndex>> {
        let mut entries: Vec<Option<NodeIndex>> = vec![None; scope.items.len()];
        for &number in &scope.top_down {
            let handed_on = scope.parent[number].is_some_and(|parent| entries[parent].is_some());
            let own = asked[number].start || asked[number].finish;
            if !scope.is_summary(number) || !(own || handed_on) {
                continue;
            }
            let summary = &self.nodes[nodes[number]];
            let calendar = &self.calendars.calendars[summary.calendar as usize];
            let item = scope.items[number].1;
            let no_earlier = item
                .constraint
                .filter(|constraint| constraint.kind == ConstraintKind::StartNoEarlierThan)
                .and_then(|constraint| constraint.at);
            let by_hand = item.scheduling.manual.and_then(|manual| manual.start);
            let start_floor = [item.not_before, no_earlier, by_hand]
                .into_iter()
                .flatten()
                .map(|moment| start_wall(moment, calendar))
                .max();
            let entry = Node {
                start_floor: start_floor.unwrap_or(Wall::MIN),
                ..point(
                    summary.subject.clone(),
                    NodeKind::Entry,
                    summary.program,
                    summary.calendar,
                )
            };
            entries[number] = Some(self.add_node(entry));
        }
        entries
    }

    fn tie_children(&mut self, scope: &Scope<'_>, program: usize) {
        for (summary, children) in scope.children.iter().enumerate() {
            let entry = self.entries[program][summary];
            for &child in children {
                if scope.is_level_of_effort(child) {
                    continue;
                }
                let node = self.item_nodes[program][child];
                let parent = self.item_nodes[program][summary];
                self.tie(node, parent, LinkKind::FinishToFinish, LinkRole::Rollup);
                if let Some(entry) = entry {
                    let inner = self.entries[program][child].unwrap_or(node);
                    self.tie(entry, inner, LinkKind::StartToStart, LinkRole::Entry);
                    self.tie(entry, inner, LinkKind::FinishToFinish, LinkRole::Entry);
                }
            }
        }
    }
}

/// Dates that were set by hand hold as a must-constraint: needs don't move them.
fn by_hand(item: &Item) -> Option<Constraint> {
    let manual = item.scheduling.manual?;
    let start = manual
        .start
        .map(|start| (ConstraintKind::MustStartOn, start));
    let finish = manual
        .finish
        .map(|finish| (ConstraintKind::MustFinishOn, finish));
    let (kind, at) = start.or(finish)?;
    Some(Constraint { kind, at: Some(at) })
}

fn asked_of(scope: &Scope<'_>) -> Vec<Asked> {
    let mut asked = vec![Asked::default(); scope.items.len()];
    for need in scope.program.needs.values().filter(|need| binds(need)) {
        if let Some(consumer) = scope.item(&need.consumer) {
            match need.link {
                LinkKind::FinishToStart | LinkKind::StartToStart => asked[consumer].start = true,
                LinkKind::FinishToFinish | LinkKind::StartToFinish => asked[consumer].finish = true,
            }
        }
    }
    for (number, (_, item)) in scope.items.iter().enumerate() {
        let no_earlier = item
            .constraint
            .is_some_and(|constraint| constraint.kind == ConstraintKind::StartNoEarlierThan);
        let by_hand = item.scheduling.manual.is_some();
        if scope.is_summary(number) && (item.not_before.is_some() || no_earlier || by_hand) {
            asked[number].start = true;
        }
    }
    asked
}

fn kind(scope: &Scope<'_>, number: usize) -> NodeKind {
    if scope.is_summary(number) {
        return NodeKind::Summary;
    }
    match scope.items[number].1.kind {
        ItemKind::Task | ItemKind::Deliverable => NodeKind::Task,
        ItemKind::Milestone | ItemKind::StartMilestone => NodeKind::Milestone,
        ItemKind::Gate => NodeKind::Gate,
        ItemKind::LevelOfEffort => NodeKind::LevelOfEffort,
    }
}

/// The latest day on which an item was promised to anybody, if the promise still stands.
fn promised(item: &Item) -> Option<jiff::civil::Date> {
    let stands = |promise: &&Promise| match promise.state {
        PromiseState::Committed
        | PromiseState::InProgress
        | PromiseState::AtRisk
        | PromiseState::Delivered
        | PromiseState::Broken => true,
        PromiseState::Countered | PromiseState::Declined => false,
    };
    item.promises
        .values()
        .filter(stands)
        .filter_map(|promise| promise.date)
        .max()
}
