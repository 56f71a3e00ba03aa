//! Whatever is edited, what the edits reach comes out as if all were computed anew.

use std::collections::BTreeMap;

use longpole_model::{ConstraintKind, LinkKind, ProgramId};
use proptest::prelude::*;

use super::Live;
use crate::tests::Plan;
use crate::{
    Anchor, AnchorKind, Lag, Link, LinkIndex, LinkRole, NeedRef, NodeIndex, NodeKind, NodeState,
    ProgramDates, Schedule, Wall,
};

/// Plans in which everything occurs that the passes know.
const PLANS: &[&str] = &[
    "a 3d; b 2d after a; c 4d after a SS +1d; d milestone after b after c; e 5d after d FF",
    "cal six sat; cal clock clock; a 3d cal six; b 20h cal clock after a -4h; c 2d after b SF +3d; s; d 2d in s after c; \
     e 1d in s after d SS; f 3d after s; g milestone after s FF; h support after d after f; i support",
    "s after a; t in s; u in s after b FF; a 2d; b 3d; c 2d in t; d 4d in t after c; e 1d in u; f 2d in u after t; g after s SS; \
     g 2d; h 1d after u; i support in s; k support after i after b",
    "a 4d started 2026-09-04; b 3d after a; c 2d finished 2026-09-02; d 2d after c SS +5d; e 3d started 2026-09-07 stopped 2026-09-08 \
     resumed 2026-09-20 after b; s; f 2d in s started 2026-09-01 left 3d; g 1d in s finished 2026-09-03; h 2d after s",
    "a 4d; b 3d after a ALAP; c 9d after a; d milestone after b after c; e 2d after a ALAP; s; f 1d in s after e; g 8d in s",
    "a 4d MSO 2026-09-20; b 2d after a FNLT 2026-09-15; c 3d after b by 2026-09-18; d 1d after c commit 2026-09-25; \
     e 2d after a SNET 2026-10-01; s FNLT 2026-09-30; f 3d in s after d; g 2d in s MFO 2026-09-29; gate ready on 2026-10-05 after f; \
     decision sso by 2026-09-10; h 2d after decision:sso after gate:ready",
    "a 3d; b 2d after a; program q; c 4d after p/b; d 1d after c FF; land 2026-10-01; program r; e 2d after q/d after p/a SS; f support",
];

/// An edit, drawn before it is known what there is: numbers are taken modulo what there is.
#[derive(Debug, Clone)]
enum Edit {
    Duration(usize, i64),
    State(usize, u8, i64),
    Constraint(usize, u8, i64),
    Floors(usize, i64, i64),
    Calendar(usize, usize),
    Anchor(usize, i64, bool),
    Link(usize, usize, u8, i64, bool),
    PutLink(usize, u8, i64, bool),
    RemoveLink(usize),
    AddNode(usize, i64, bool),
    RemoveNode(usize),
    Spans(usize, Vec<usize>),
    Floor(usize, i64),
}

fn edit() -> impl Strategy<Value = Edit> {
    let node = || 0usize..1000;
    let hours = || -10i64..60;
    prop_oneof![
        3 => (node(), 0i64..60).prop_map(|(node, hours)| Edit::Duration(node, hours)),
        2 => (node(), 0u8..3, hours()).prop_map(|(node, state, at)| Edit::State(node, state, at)),
        2 => (node(), 0u8..10, hours()).prop_map(|(node, kind, at)| Edit::Constraint(node, kind, at)),
        1 => (node(), hours(), hours()).prop_map(|(node, start, finish)| Edit::Floors(node, start, finish)),
        1 => (node(), node()).prop_map(|(node, calendar)| Edit::Calendar(node, calendar)),
        1 => (node(), hours(), any::<bool>()).prop_map(|(node, at, bounds)| Edit::Anchor(node, at, bounds)),
        4 => (node(), node(), 0u8..4, hours(), any::<bool>())
            .prop_map(|(from, to, kind, lag, elapsed)| Edit::Link(from, to, kind, lag, elapsed)),
        2 => (node(), 0u8..4, hours(), any::<bool>())
            .prop_map(|(link, kind, lag, elapsed)| Edit::PutLink(link, kind, lag, elapsed)),
        3 => node().prop_map(Edit::RemoveLink),
        2 => (node(), 0i64..60, any::<bool>()).prop_map(|(like, hours, effort)| Edit::AddNode(like, hours, effort)),
        1 => node().prop_map(Edit::RemoveNode),
        1 => (node(), prop::collection::vec(node(), 0..3)).prop_map(|(effort, spans)| Edit::Spans(effort, spans)),
        1 => (node(), hours()).prop_map(|(program, hours)| Edit::Floor(program, hours)),
    ]
}

/// A network under edits, with a list of what is there.
struct Edited {
    live: Live,
    nodes: Vec<NodeIndex>,
    links: Vec<LinkIndex>,
    added: usize,
}

impl Edited {
    fn new(plan: &str) -> Self {
        let (network, _) = Plan::read(plan).schedule();
        Self {
            nodes: (0..network.nodes.len()).collect(),
            links: (0..network.links.len()).collect(),
            live: Live::new(&network),
            added: 0,
        }
    }

    fn pick(&self, number: usize) -> Option<NodeIndex> {
        let places = self.nodes.len().max(1);
        self.nodes.get(number % places).copied()
    }

    fn pick_link(&self, number: usize) -> Option<LinkIndex> {
        let places = self.links.len().max(1);
        self.links.get(number % places).copied()
    }

    fn hour(&self, node: NodeIndex, hours: i64) -> Wall {
        let program = self.live.node_at(node).program as usize;
        self.live.graph.programs()[program]
            .floor
            .plus_clock(hours * 180)
    }

    fn apply(&mut self, edit: &Edit) -> Option<()> {
        match *edit {
            Edit::Duration(node, hours) => self.change(node, |node, _| {
                if node.kind == NodeKind::Task && !matches!(node.state, NodeState::Finished { .. })
                {
                    node.duration = hours * 60;
                }
            }),
            Edit::State(node, state, hours) => self.change(node, |node, at| {
                if node.kind == NodeKind::Summary || node.kind == NodeKind::Entry {
                    return;
                }
                node.state = match state {
                    0 => NodeState::Planned,
                    1 => NodeState::Started(at(hours)),
                    _ => NodeState::Finished {
                        start: at(hours - 8),
                        finish: at(hours),
                    },
                };
            }),
            Edit::Constraint(node, kind, hours) => self.change(node, |node, at| {
                use ConstraintKind as K;
                let kinds = [
                    K::MustStartOn,
                    K::MustFinishOn,
                    K::StartNoLaterThan,
                    K::FinishNoLaterThan,
                    K::StartNoEarlierThan,
                    K::FinishNoEarlierThan,
                    K::StartOn,
                    K::FinishOn,
                    K::AsLateAsPossible,
                ];
                node.constraint = kinds.get(usize::from(kind)).map(|&kind| (kind, at(hours)));
            }),
            Edit::Floors(node, start, finish) => self.change(node, |node, at| {
                (node.start_floor, node.finish_floor) = (at(start), at(finish));
            }),
            Edit::Calendar(node, calendar) => {
                let calendars = self.live.graph.calendars.len();
                self.change(node, |node, _| {
                    node.calendar = (calendar % calendars) as u32;
                })
            }
            Edit::Anchor(node, hours, bounds) => self.change(node, |node, at| {
                let kind = if bounds {
                    AnchorKind::Deadline
                } else {
                    AnchorKind::Target
                };
                node.anchors = vec![Anchor {
                    at: at(hours),
                    kind,
                }];
            }),
            Edit::Link(from, to, kind, lag, elapsed) => self.link(from, to, kind, lag, elapsed),
            Edit::PutLink(link, kind, hours, elapsed) => {
                let link = self.pick_link(link)?;
                if let LinkRole::Need(_) = self.live.link_at(link).role {
                    self.live
                        .put_link(link, link_kind(kind), lag(hours, elapsed));
                }
                Some(())
            }
            Edit::RemoveLink(link) => {
                let link = self.pick_link(link)?;
                self.live.remove_link(link);
                self.links.retain(|&other| other != link);
                Some(())
            }
            Edit::AddNode(like, hours, effort) => {
                let mut node = self.live.node_at(self.pick(like)?).clone();
                self.added += 1;
                node.kind = if effort {
                    NodeKind::LevelOfEffort
                } else {
                    NodeKind::Task
                };
                node.duration = hours * 60;
                node.subject.part = crate::Part::Item(
                    longpole_model::ItemId::new(&format!("new{}", self.added)).unwrap(),
                );
                self.nodes.push(self.live.add_node(node));
                Some(())
            }
            Edit::RemoveNode(node) => {
                let node = self.pick(node)?;
                let gone: Vec<LinkIndex> = self
                    .live
                    .links_to(node)
                    .chain(self.live.links_from(node))
                    .collect();
                self.live.remove_node(node);
                self.nodes.retain(|&other| other != node);
                self.links.retain(|link| !gone.contains(link));
                Some(())
            }
            Edit::Spans(effort, ref spans) => {
                let effort = self.pick(effort)?;
                if self.live.node_at(effort).kind == NodeKind::LevelOfEffort {
                    let spans = spans
                        .iter()
                        .filter_map(|&span| self.pick(span))
                        .filter(|&span| self.live.node_at(span).kind != NodeKind::Entry);
                    self.live.put_spans(effort, spans.collect());
                }
                Some(())
            }
            Edit::Floor(program, hours) => {
                let program = program % self.live.graph.programs().len();
                let mut node = self.live.graph.programs()[program].clone();
                node.floor = node.floor.plus_clock(hours * 60);
                self.live.put_program(program, node);
                Some(())
            }
        }
    }

    fn change(
        &mut self,
        node: usize,
        change: impl Fn(&mut crate::Node, &dyn Fn(i64) -> Wall),
    ) -> Option<()> {
        let at = self.pick(node)?;
        let mut node = self.live.node_at(at).clone();
        change(&mut node, &|hours| self.hour(at, hours));
        self.live.put_node(at, node);
        Some(())
    }

    fn link(&mut self, from: usize, to: usize, kind: u8, hours: i64, elapsed: bool) -> Option<()> {
        let (from, to) = (self.pick(from)?, self.pick(to)?);
        let is = |node: NodeIndex, kind| self.live.node_at(node).kind == kind;
        // Levels of effort are tied instead, and a summary waits through its entry.
        if is(from, NodeKind::LevelOfEffort) || is(to, NodeKind::LevelOfEffort) {
            return None;
        }
        let to_summary = is(to, NodeKind::Summary);
        if is(from, NodeKind::Entry) || (to_summary && is(from, NodeKind::Summary)) {
            return None;
        }
        self.added += 1;
        let need = NeedRef {
            program: ProgramId::new("p").unwrap(),
            need: longpole_model::NeedId::new(&format!("new<-{}", self.added)).unwrap(),
        };
        let link = if to_summary {
            Link {
                from,
                to,
                kind: LinkKind::FinishToFinish,
                lag: Lag::NONE,
                role: LinkRole::Rollup,
            }
        } else {
            let role = self.live.need(need);
            Link {
                from,
                to,
                kind: link_kind(kind),
                lag: lag(hours, elapsed),
                role,
            }
        };
        match self.live.add_link(link) {
            Ok(link) => self.links.push(link),
            Err(cycle) => assert!(closes(self, &cycle, from, to), "{cycle}"),
        }
        Some(())
    }
}

/// Whether there is a way from `to` to `from`, and the circle tells of both.
fn closes(edited: &Edited, cycle: &crate::Cycle, from: NodeIndex, to: NodeIndex) -> bool {
    let subject = |node| &edited.live.node_at(node).subject;
    let tells_of = |node| {
        cycle
            .steps
            .iter()
            .any(|step| &step.subject == subject(node))
    };
    let mut open = vec![to];
    let mut met = vec![to];
    while let Some(node) = open.pop() {
        for link in edited.live.links_from(node) {
            let next = edited.live.link_at(link).to;
            if !met.contains(&next) {
                met.push(next);
                open.push(next);
            }
        }
    }
    met.contains(&from) && tells_of(from) && tells_of(to)
}

fn link_kind(kind: u8) -> LinkKind {
    match kind {
        0 => LinkKind::FinishToStart,
        1 => LinkKind::StartToStart,
        2 => LinkKind::FinishToFinish,
        _ => LinkKind::StartToFinish,
    }
}

fn lag(hours: i64, elapsed: bool) -> Lag {
    if elapsed {
        Lag::Elapsed(hours * 60)
    } else {
        Lag::Work(hours * 60)
    }
}

/// All that the schedule says of each node.
fn rows(schedule: &Schedule, nodes: &[NodeIndex]) -> BTreeMap<NodeIndex, String> {
    let row = |node: NodeIndex| {
        format!(
            "{:?} {:?} {:?} late {:?} {:?} slack {} {} {:?} {}",
            schedule.early_start[node].datetime(),
            schedule.early_restart[node].datetime(),
            schedule.early_finish[node].datetime(),
            schedule.late_start[node].datetime(),
            schedule.late_finish[node].datetime(),
            schedule.total_slack[node],
            schedule.free_slack[node],
            matches!(schedule.driver[node], crate::Driver::Link(_)),
            schedule.driving[node],
        )
    };
    nodes.iter().map(|&node| (node, row(node))).collect()
}

/// Holds the schedule of `edited` against one that is computed anew.
fn check(edited: &Edited, changed: &[NodeIndex], before: &BTreeMap<NodeIndex, String>) {
    let (network, places) = edited.live.network();
    let anew = Schedule::compute(&network);
    let here = edited.live.schedule();
    let rows_here = rows(here, &edited.nodes);
    let nodes_anew: Vec<NodeIndex> = edited.nodes.iter().map(|node| places[node]).collect();
    let rows_anew = rows(&anew, &nodes_anew);
    for (&node, place) in edited.nodes.iter().zip(nodes_anew) {
        let this = edited.live.node_at(node);
        assert_eq!(
            rows_here[&node], rows_anew[&place],
            "{:?} {}",
            this.kind, this.subject
        );
        assert_eq!(this, &network.nodes[place]);
        let linked = |schedule: &Schedule, node: NodeIndex| match schedule.driver[node] {
            crate::Driver::Link(link) => Some(link),
            _ => None,
        };
        let from_here = linked(here, node).map(|link| places[&edited.live.link_at(link).from]);
        let from_anew = linked(&anew, place).map(|link| network.links[link].from);
        assert_eq!(from_here, from_anew);
        let is_other = before.get(&node) != rows_here.get(&node);
        assert!(
            !is_other || changed.contains(&node),
            "{} is not told of",
            this.subject
        );
    }
    let of_programs = |programs: &[ProgramDates], place: &dyn Fn(NodeIndex) -> NodeIndex| {
        let dates = programs
            .iter()
            .map(|dates| (dates.start, dates.finish, dates.last.map(place)));
        dates.collect::<Vec<_>>()
    };
    assert_eq!(
        of_programs(&here.programs, &|node| places[&node]),
        of_programs(&anew.programs, &|node| node),
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_edits_reach_comes_out_as_if_all_were_computed_anew(
        plan in prop::sample::select(PLANS),
        rounds in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..8),
    ) {
        let mut edited = Edited::new(plan);
        for round in rounds {
            let before = rows(edited.live.schedule(), &edited.nodes);
            for edit in &round {
                edited.apply(edit);
            }
            let changed = edited.live.update();
            check(&edited, &changed, &before);
        }
    }
}

#[test]
fn a_schedule_that_nobody_edited_is_the_one_of_the_full_pass() {
    for plan in PLANS {
        let edited = Edited::new(plan);
        let before = rows(edited.live.schedule(), &edited.nodes);
        check(&edited, &[], &before);
    }
}

#[test]
fn only_what_an_edit_reaches_is_told_of() {
    let mut edited = Edited::new("a 1d; b 2d after a; c 9d; d 1d after b after c; e 5d");
    let node = edited
        .nodes
        .iter()
        .copied()
        .find(|&node| edited.live.node_at(node).subject.id() == "a")
        .unwrap();
    let mut longer = edited.live.node_at(node).clone();
    longer.duration = 2 * 480;
    edited.live.put_node(node, longer);
    let names: Vec<&str> = edited
        .live
        .update()
        .into_iter()
        .map(|node| edited.live.node_at(node).subject.id())
        .collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn a_circle_is_refused_and_nothing_changes() {
    let mut edited = Edited::new("a 1d; b 2d after a; c 3d after b");
    let before = rows(edited.live.schedule(), &edited.nodes);
    let node = |name: &str| {
        edited
            .nodes
            .iter()
            .copied()
            .find(|&node| edited.live.node_at(node).subject.id() == name)
            .unwrap()
    };
    let link = Link {
        from: node("c"),
        to: node("a"),
        kind: LinkKind::FinishToStart,
        lag: Lag::NONE,
        role: LinkRole::Gate,
    };
    let cycle = edited.live.add_link(link).unwrap_err();
    assert_eq!(
        cycle.to_string(),
        "these wait for each other: p/a -> p/c -> p/b -> p/a"
    );
    assert_eq!(edited.live.update(), [0usize; 0]);
    check(&edited, &[], &before);
}
