//! The schedule as rules ask for it: by item and need, with the dates that the plan had before anything happened.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    Asked, BacklogSize, DecisionState, Estimate, LinkKind, ProgramId, Progress, Workspace,
};
use longpole_schedule::{
    Driver, LinkIndex, NeedBy, NeedByBasis, NeedRef, Network, NodeIndex, NodeKind, NodeState,
    Options, RemarkKind, Schedule, Subject, Wall, early_dates,
};

use super::index::Index;

/// The schedule, looked up by the places of the index.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    pub(crate) network: &'a Network,
    pub(crate) schedule: &'a Schedule,
    /// The node of each item.
    pub(crate) nodes: Vec<Option<NodeIndex>>,
    /// When the plan, before any progress, let each item begin; `None` where nobody can tell.
    pub(crate) planned_start: Vec<Option<Date>>,
    needs_by: BTreeMap<LinkIndex, NeedBy>,
    remarks: BTreeMap<&'a Subject, Vec<&'a RemarkKind>>,
}

/// How far the finish moved when a task was made longer.
pub(crate) struct Moved {
    pub(crate) node: NodeIndex,
    /// Working days of the task's calendar.
    pub(crate) work_days: i64,
}

impl<'a> Timeline<'a> {
    pub(crate) fn new(
        workspace: &'a Workspace,
        index: &Index<'a>,
        network: &'a Network,
        schedule: &'a Schedule,
        needs_by: &[NeedBy],
    ) -> Self {
        let subjects: Vec<_> = index
            .items
            .iter()
            .map(|entry| Subject::item(entry.program_id, entry.id))
            .collect();
        let mut remarks = BTreeMap::<_, Vec<_>>::new();
        for remark in &network.remarks {
            if let Some(subject) = &remark.subject {
                remarks.entry(subject).or_default().push(&remark.kind);
            }
        }
        Self {
            network,
            schedule,
            nodes: subjects
                .iter()
                .map(|subject| network.node(subject))
                .collect(),
            planned_start: planned_starts(workspace, &subjects),
            needs_by: needs_by.iter().map(|by| (by.link, *by)).collect(),
            remarks,
        }
    }

    /// By when a need has to be met, where a date downstream says so, and when it is delivered by the schedule.
    pub(crate) fn need_by(&self, need: &NeedRef) -> Option<(Option<Date>, Date)> {
        let link = self.network.link_of(need)?;
        let by = self.needs_by.get(&link)?;
        let day = |wall: Wall| match self.network.links[link].kind {
            LinkKind::FinishToStart | LinkKind::FinishToFinish => wall.finish_date(),
            LinkKind::StartToStart | LinkKind::StartToFinish => wall.date(),
        };
        let needed = match by.basis {
            NeedByBasis::Anchor(..) => Some(day(by.by)),
            NeedByBasis::EarliestStart | NeedByBasis::Met => None,
        };
        Some((needed, day(by.delivery)))
    }

    /// What the schedule had to assume about an item.
    pub(crate) fn remarks(&self, subject: &Subject) -> &[&'a RemarkKind] {
        self.remarks.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Adds `days` working days to the open task with the least slack on the critical path, and reschedules; `None` when
    /// there is none.
    pub(crate) fn delay_critical_task(&self, program: &ProgramId, days: i64) -> Option<Moved> {
        let node = self.critical_task(program)?;
        let calendar = self.network.calendar(node);
        let day = i64::from(calendar.minutes_per_day());
        let mut durations = self.network.durations();
        let before = self.finish(program, &early_dates(self.network, &durations).finish)?;
        durations[node] += days * day;
        let after = self.finish(program, &early_dates(self.network, &durations).finish)?;
        Some(Moved {
            node,
            work_days: calendar.minutes_from(before, after) / day,
        })
    }

    fn critical_task(&self, program: &ProgramId) -> Option<NodeIndex> {
        let works = |node: &NodeIndex| {
            let held = &self.network.nodes[*node];
            let open = match held.state {
                NodeState::Planned | NodeState::Started(_) => true,
                NodeState::Finished { .. } => false,
            };
            held.kind == NodeKind::Task
                && open
                && held.duration > 0
                && held.subject.program == *program
        };
        let tasks = self.critical_path(program).into_iter().filter(works);
        tasks.min_by_key(|&node| (self.schedule.total_slack[node], node))
    }

    /// The driving path to a program's finish, and beyond it whatever a constraint on that path overrides: that is where a
    /// delay gets lost.
    fn critical_path(&self, program: &ProgramId) -> Vec<NodeIndex> {
        let nodes = self.network.nodes.len();
        let drives = |&node: &NodeIndex| {
            self.schedule.driving[node] && self.network.nodes[node].subject.program == *program
        };
        let mut path = vec![false; nodes];
        let mut overridden = vec![false; nodes];
        // Nodes lie in topological order, so one walk backwards reaches all that is waited for.
        for node in (0..nodes).rev() {
            let constrained = drives(&node) && self.schedule.driver[node] == Driver::Constraint;
            path[node] = drives(&node) || overridden[node];
            if constrained || overridden[node] {
                for link in self.network.incoming(node) {
                    overridden[self.network.links[link].from] = true;
                }
            }
        }
        (0..nodes).filter(|&node| path[node]).collect()
    }

    fn finish(&self, program: &ProgramId, finishes: &[Wall]) -> Option<Wall> {
        let counts = |node: &NodeIndex| {
            let held = &self.network.nodes[*node];
            let dated = !matches!(held.kind, NodeKind::Entry | NodeKind::LevelOfEffort);
            dated && held.subject.program == *program && held.subject.as_item().is_some()
        };
        let nodes = (0..finishes.len()).filter(counts);
        nodes.map(|node| finishes[node]).max()
    }

    /// Working minutes from where unfinished work begins to the finish, and from there to the target.
    pub(crate) fn path_and_slack(&self, program: &ProgramId) -> Option<(i64, i64)> {
        let mut programs = self.network.programs.iter().zip(&self.schedule.programs);
        let (place, dates) = programs.find(|(place, _)| place.program == *program)?;
        dates.last?;
        let target = place.target?;
        let calendar = &self.network.calendars[place.calendar as usize];
        let length = calendar.minutes_from(place.floor, dates.finish);
        (length > 0).then(|| (length, calendar.minutes_from(dates.finish, target)))
    }
}

/// The early starts of the plan as if nothing had happened yet. Claims of progress change none of them, so that withdrawing
/// one cannot make an item owe less.
fn planned_starts(workspace: &Workspace, subjects: &[Subject]) -> Vec<Option<Date>> {
    let plan = without_progress(workspace);
    let Ok(network) = Network::build(&plan, &Options::default()) else {
        return vec![None; subjects.len()];
    };
    let early = early_dates(&network, &network.durations());
    let start = |subject: &Subject| Some(early.start[network.node(subject)?].date());
    subjects.iter().map(start).collect()
}

fn without_progress(workspace: &Workspace) -> Workspace {
    let mut plan = workspace.clone();
    for program in plan.programs.values_mut() {
        if program.charter.start.is_some() {
            program.charter.data_date = program.charter.start;
        }
        for item in program.items.values_mut() {
            item.progress = Progress::default();
            if let Some(Estimate::Backlog(backlog)) = &mut item.estimate
                && let BacklogSize::Total { done, .. } = &mut backlog.size
            {
                *done = 0;
            }
        }
        for need in program
            .needs
            .values_mut()
            .filter(|need| need.asked == Asked::Accepted)
        {
            need.asked = Asked::Requested;
            need.accepted_on = None;
        }
        for decision in program.decisions.values_mut() {
            decision.decided_on = None;
            if matches!(
                decision.state,
                DecisionState::Decided | DecisionState::InForce | DecisionState::UnderReview
            ) {
                decision.state = DecisionState::Open;
            }
        }
        for gate in program.gates.values_mut() {
            gate.passed_on = None;
        }
    }
    plan
}
