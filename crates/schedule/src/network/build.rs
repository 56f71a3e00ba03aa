//! From a workspace to its network, in the order: calendars, programs, nodes, links, arrangement.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use longpole_model::{CalendarId, Charter, LinkKind, Moment, ProgramId, Workspace};

use super::order::{arrange, group, sort, waits_for_finish};
use super::progress::finish_wall;
use super::scope::Scope;
use super::{
    Cycle, Lag, Link, LinkRole, Network, Node, NodeIndex, NodeKind, NodeState, Options,
    ProgramNode, Stated, Tie,
};
use crate::{CalendarSet, NeedRef, Remark, RemarkKind, Subject, Wall, WorkCalendar};

/// The data date of a plan that names no date at all. It is remarked on.
const NO_DATE: Date = Date::constant(2000, 1, 1);

impl Network {
    /// Builds the network of all programs.
    ///
    /// What the plan leaves open is assumed and remarked on. The one thing that stops it is a circle of needs.
    pub fn build(workspace: &Workspace, options: &Options) -> Result<Self, Cycle> {
        let mut builder = Builder::new(workspace);
        let scopes: Vec<Scope<'_>> = workspace
            .programs
            .iter()
            .map(|(id, program)| Scope::new(workspace, id, program))
            .collect();
        builder.add_programs(workspace, options);
        for (index, scope) in scopes.iter().enumerate() {
            builder.add_items(workspace, scope, index as u32);
            builder.add_points(scope, index as u32);
        }
        for index in 0..scopes.len() {
            builder.add_needs(&scopes, index);
        }
        builder.finish()
    }
}

/// A network in the making: nodes in the order of the plan.
pub(super) struct Builder {
    pub(super) calendars: CalendarSet,
    pub(super) programs: Vec<ProgramNode>,
    pub(super) program_numbers: BTreeMap<ProgramId, usize>,
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
    pub(super) needs: Vec<NeedRef>,
    pub(super) ties: BTreeMap<NodeIndex, Vec<NodeIndex>>,
    pub(super) remarks: Vec<Remark>,
    pub(super) by_subject: BTreeMap<Subject, NodeIndex>,
    /// By program and item number: the item's node; of a summary, the one after its children.
    pub(super) item_nodes: Vec<Vec<NodeIndex>>,
    /// Items that stand for a gate.
    pub(super) gate_items: BTreeSet<NodeIndex>,
    /// By program and item number: the entry of a summary that has one.
    pub(super) entries: Vec<Vec<Option<NodeIndex>>>,
    pub(super) stated: Stated,
}

impl Builder {
    fn new(workspace: &Workspace) -> Self {
        let mut calendars = CalendarSet::compile(&workspace.calendars);
        let mut program_numbers = BTreeMap::new();
        for (number, (id, program)) in workspace.programs.iter().enumerate() {
            let former = &program.charter.meta.aliases;
            for alias in former.iter().filter_map(|alias| ProgramId::new(alias).ok()) {
                program_numbers.entry(alias).or_insert(number);
            }
            program_numbers.insert(id.clone(), number);
        }
        Self {
            remarks: std::mem::take(&mut calendars.remarks),
            calendars,
            programs: Vec::new(),
            program_numbers,
            nodes: Vec::new(),
            links: Vec::new(),
            needs: Vec::new(),
            ties: BTreeMap::new(),
            by_subject: BTreeMap::new(),
            item_nodes: Vec::new(),
            gate_items: BTreeSet::new(),
            entries: Vec::new(),
            stated: Stated::default(),
        }
    }

    fn add_programs(&mut self, workspace: &Workspace, options: &Options) {
        let charters = || workspace.programs.values().map(|program| &program.charter);
        let others = charters()
            .filter_map(|charter| charter.data_date)
            .max()
            .or_else(|| charters().filter_map(|charter| charter.start).min())
            .or(options.undated);
        for (id, program) in &workspace.programs {
            let charter = &program.charter;
            let calendar = self.program_calendar(id, charter);
            let data_date = options
                .data_date
                .or(charter.data_date)
                .unwrap_or_else(|| self.assumed_data_date(id, charter, others));
            let scheduling = &charter.scheduling;
            // The time of day belongs to the date that the plan names, not to one that the caller names instead.
            let data_time = scheduling.data_time.filter(|_| options.data_date.is_none());
            let now = moment_of(data_date, data_time);
            let first = charter
                .start
                .map_or(now, |day| moment_of(day, scheduling.start_time));
            let target = charter.target.map(|target| {
                finish_wall(
                    Moment::day(target.finish),
                    &self.calendars.calendars[calendar as usize],
                )
            });
            self.programs.push(ProgramNode {
                program: id.clone(),
                calendar,
                data_date,
                now,
                floor: now.max(first),
                target,
            });
        }
    }

    fn program_calendar(&mut self, id: &ProgramId, charter: &Charter) -> u32 {
        let Some(calendar) = &charter.calendar else {
            return CalendarSet::STANDARD;
        };
        self.calendars.find(calendar).unwrap_or_else(|| {
            self.remarks.push(Remark {
                subject: None,
                kind: RemarkKind::UnknownProgramCalendar(id.clone(), calendar.clone()),
            });
            CalendarSet::STANDARD
        })
    }

    /// The data date that other programs have, else the first day that there is, else what is taken for undated plans.
    fn assumed_data_date(
        &mut self,
        id: &ProgramId,
        charter: &Charter,
        others: Option<Date>,
    ) -> Date {
        let date = others.or(charter.start).unwrap_or(NO_DATE);
        self.remarks.push(Remark {
            subject: None,
            kind: RemarkKind::NoDataDate(id.clone(), date),
        });
        date
    }

    pub(super) fn add_node(&mut self, node: Node) -> NodeIndex {
        self.nodes.push(node);
        self.stated.plain.push(false);
        self.nodes.len() - 1
    }

    /// A link without lag that the plan does not have as a need.
    pub(super) fn tie(&mut self, from: NodeIndex, to: NodeIndex, kind: LinkKind, role: LinkRole) {
        self.links.push(Link {
            from,
            to,
            kind,
            lag: Lag::NONE,
            role,
        });
    }

    pub(super) fn remark(&mut self, subject: &Subject, kind: RemarkKind) {
        self.remarks.push(Remark {
            subject: Some(subject.clone()),
            kind,
        });
    }

    fn finish(self) -> Result<Network, Cycle> {
        let order = sort(&self.nodes, &self.links, &self.needs)?;
        let parts = Parts {
            nodes: self.nodes,
            links: self.links,
            needs: self.needs,
            ties: self.ties.into_iter().collect(),
            programs: self.programs,
            calendar_ids: self.calendars.by_id,
            calendars: self.calendars.calendars,
            remarks: self.remarks,
            by_subject: self.by_subject,
            stated: Some(self.stated),
        };
        let mut network = parts.arranged(&order);
        network.settle_summaries();
        network.remark_on_order();
        network.remarks.sort();
        network.remarks.dedup();
        Ok(network)
    }
}

/// What a network is made of, before it lies in order.
pub(crate) struct Parts {
    pub(crate) nodes: Vec<Node>,
    pub(crate) links: Vec<Link>,
    /// Sorted.
    pub(crate) needs: Vec<NeedRef>,
    /// Levels of effort and what they span.
    pub(crate) ties: Vec<(NodeIndex, Vec<NodeIndex>)>,
    pub(crate) programs: Vec<ProgramNode>,
    pub(crate) calendar_ids: BTreeMap<CalendarId, u32>,
    pub(crate) calendars: Vec<WorkCalendar>,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) by_subject: BTreeMap<Subject, NodeIndex>,
    pub(crate) stated: Option<Stated>,
}

impl Parts {
    /// The network with its nodes in `order`, in which no link leads back.
    pub(crate) fn arranged(self, order: &[u32]) -> Network {
        let (nodes, links, place) = arrange(self.nodes, &self.links, order);
        let place_of = |node: NodeIndex| place[node] as NodeIndex;
        let incoming = group(nodes.len(), &links, |link| link.to).offsets;
        let outgoing = group(nodes.len(), &links, |link| link.from);
        let mut need_links = vec![0; self.needs.len()];
        for (index, link) in links.iter().enumerate() {
            if let LinkRole::Need(need) = link.role {
                need_links[need as usize] = index as u32;
            }
        }
        Network {
            nodes,
            links,
            needs: self.needs,
            ties: self
                .ties
                .into_iter()
                .map(|(node, spans)| Tie {
                    node: place_of(node),
                    spans: spans.into_iter().map(place_of).collect(),
                })
                .collect(),
            programs: self.programs,
            calendar_ids: self.calendar_ids,
            calendars: self.calendars,
            remarks: self.remarks,
            incoming,
            outgoing: outgoing.offsets,
            outgoing_links: outgoing.links,
            by_subject: self
                .by_subject
                .into_iter()
                .map(|(subject, node)| (subject, place_of(node)))
                .collect(),
            need_links,
            stated: self.stated.map(|stated| Stated {
                plain: order
                    .iter()
                    .map(|&node| stated.plain[node as usize])
                    .collect(),
                lags: stated.lags,
            }),
        }
    }
}

impl Network {
    /// A summary is as far as its children are.
    fn settle_summaries(&mut self) {
        for node in 0..self.nodes.len() {
            if self.nodes[node].kind != NodeKind::Summary {
                continue;
            }
            let said_finished = matches!(self.nodes[node].state, NodeState::Finished { .. });
            let children = self.incoming(node).filter_map(|link| {
                let link = &self.links[link];
                (link.role == LinkRole::Rollup).then(|| self.nodes[link.from].state)
            });
            let state = children.reduce(rolled_up).unwrap_or(NodeState::Planned);
            if said_finished && !matches!(state, NodeState::Finished { .. }) {
                self.remarks.push(Remark {
                    subject: Some(self.nodes[node].subject.clone()),
                    kind: RemarkKind::SummaryFinishedBeforeChildren,
                });
            }
            self.nodes[node].state = state;
        }
    }

    /// Work that is said to be finished before what it needs.
    fn remark_on_order(&mut self) {
        let is_finished =
            |node: NodeIndex| matches!(self.nodes[node].state, NodeState::Finished { .. });
        let found: Vec<Remark> = self
            .links
            .iter()
            .filter(|link| {
                waits_for_finish(link.kind) && is_finished(link.to) && !is_finished(link.from)
            })
            .filter_map(|link| match link.role {
                LinkRole::Need(need) => Some(Remark {
                    subject: Some(self.nodes[link.to].subject.clone()),
                    kind: RemarkKind::FinishedBeforeNeed(self.needs[need as usize].need.clone()),
                }),
                LinkRole::Gate | LinkRole::Replacement | LinkRole::Entry | LinkRole::Rollup => None,
            })
            .collect();
        self.remarks.extend(found);
    }
}

fn moment_of(day: Date, time: Option<Time>) -> Wall {
    Wall::at(day.to_datetime(time.unwrap_or(Time::MIN)))
}

/// The state of two children together.
pub(crate) fn rolled_up(a: NodeState, b: NodeState) -> NodeState {
    match (a, b) {
        (
            NodeState::Finished { start, finish },
            NodeState::Finished {
                start: other_start,
                finish: other_finish,
            },
        ) => NodeState::Finished {
            start: start.min(other_start),
            finish: finish.max(other_finish),
        },
        (NodeState::Planned, NodeState::Planned) => NodeState::Planned,
        (NodeState::Planned, begun) | (begun, NodeState::Planned) => {
            NodeState::Started(begun_on(begun))
        }
        (begun, other) => NodeState::Started(begun_on(begun).min(begun_on(other))),
    }
}

fn begun_on(state: NodeState) -> Wall {
    match state {
        NodeState::Planned => Wall::MAX,
        NodeState::Started(start) | NodeState::Finished { start, .. } => start,
    }
}
