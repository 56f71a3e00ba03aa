//! Every node of the plan's network as nodes of the kernel's.
//!
//! Work lies on the axis of its calendar. What takes no time (milestones, gates, decisions, summaries) has no calendar of its own to
//! speak of: it is where what it waits for is. It lies on the axis that all of these share, and where they share none, on the clock,
//! where every instant has a place.

use longpole_model::{ConstraintKind, LinkKind};
use longpole_schedule::{Lag, NodeKind, NodeState, Wall};

use super::axis::{CLOCK, Reading};
use super::draft::{Draft, DraftHit, DraftLink, DraftNode};
use crate::clock::{HORIZON, NEVER};
use crate::distribution::{Distribution, LONGEST};
use crate::inputs::{Inputs, RiskInput};
use crate::kernel::chance::Key;
use crate::kernel::network::{End, Event, Kind, PullTo};

/// Where a date of a node of the plan is to be found.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// It is known, in minutes after the origin.
    At(i32),
    /// It is drawn.
    Drawn(Place),
}

/// A date of a node of the kernel.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) node: u32,
    pub(crate) end: End,
    pub(crate) axis: u32,
    /// Places at which it is where work begins, though work ends there, too. Rising.
    pub(crate) begins: Vec<i64>,
}

/// What a node of the plan became.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) start: Source,
    pub(crate) finish: Source,
    /// The node of the kernel that drives when it does.
    pub(crate) main: Option<u32>,
    /// The event by which it is late.
    pub(crate) late: Option<u32>,
}

/// A node, while it is made.
pub(crate) struct Maker<'a, 'b> {
    pub(crate) inputs: &'a Inputs<'a>,
    pub(crate) draft: &'b mut Draft<'a>,
    /// By node of the plan's network; known for all that stand before.
    pub(crate) made: Vec<Option<Made>>,
    /// By link: the delivery over it, where it comes later than the finish.
    pub(crate) deliveries: Vec<Option<Source>>,
    /// By node of the plan's network: what events do to it.
    pub(crate) hits: Vec<Vec<DraftHit>>,
    /// Nodes whose risks differ in sign, so that they may be done earlier, too.
    pub(crate) sooner: Vec<bool>,
    /// Instants until which nodes may be held back.
    pub(crate) floors: &'b [(u32, i32)],
}

/// What a link asks of an end of a node.
struct Asked {
    source: Source,
    lag: Lag,
    moves: End,
}

impl Maker<'_, '_> {
    /// Makes `node`, all before which have been made.
    pub(crate) fn make(&mut self, node: usize) {
        let kind = self.inputs.network.nodes[node].kind;
        let mut made = match (self.inputs.network.nodes[node].state, kind) {
            (_, NodeKind::Summary) => self.summary(node),
            (NodeState::Finished { start, finish }, _) => Made {
                start: Source::At(self.inputs.origin.minutes(start)),
                finish: Source::At(self.inputs.origin.minutes(finish)),
                main: None,
                late: None,
            },
            (_, NodeKind::LevelOfEffort) => return,
            (_, NodeKind::Entry) => self.entry(node),
            (_, NodeKind::Task | NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision)
                if self.takes_time(node) =>
            {
                self.work(node)
            }
            (_, NodeKind::Task | NodeKind::Milestone | NodeKind::Gate | NodeKind::Decision) => {
                self.point(node)
            }
        };
        if let NodeState::Started(at) = self.inputs.network.nodes[node].state
            && kind != NodeKind::Summary
        {
            made.start = Source::At(self.inputs.origin.minutes(at));
        }
        self.make_late(node, &mut made);
        self.made[node] = Some(made);
    }

    fn takes_time(&self, node: usize) -> bool {
        !matches!(self.inputs.work[node], Distribution::Fixed(0))
    }

    /// Work, in its own calendar.
    fn work(&mut self, node: usize) -> Made {
        let axis = self.inputs.network.nodes[node].calendar;
        let key = Key::from(self.inputs.draws[node]);
        let lasts = self.draft.lasts(key, &self.inputs.work[node]);
        let mut draft = DraftNode {
            lasts,
            hits: self.hits[node].clone(),
            ..DraftNode::point(axis)
        };
        self.bind(node, &mut draft);
        draft.pull = self.pull(node, axis);
        // Where it happens to take no time, it is done where it could begin.
        let begins = if self.draft.shortest(lasts) > 0 && draft.hits.iter().all(|hit| hit.adds) {
            Vec::new()
        } else {
            let floors = self.floors(node);
            self.begins(axis, &floors, &self.asked(node))
        };
        let place = |node, end, begins| {
            Source::Drawn(Place {
                node,
                end,
                axis,
                begins,
            })
        };
        let main = self.draft.add(draft);
        Made {
            start: place(main, End::Start, Vec::new()),
            finish: place(main, End::Finish, begins),
            main: Some(main),
            late: None,
        }
    }

    /// Lets `draft`, which stands for `node`, wait for all that the node waits for.
    fn bind(&mut self, node: usize, draft: &mut DraftNode) {
        let axis = draft.axis;
        let [start, finish] = self.floors(node);
        draft.floor = self.draft.axes.place(axis, start);
        draft.finish_floor = self.draft.axes.place(axis, finish.max(0));
        for asked in self.asked(node) {
            if let Source::Drawn(place) = &asked.source {
                let link = self.link(node, place, asked.lag, asked.moves, axis);
                draft.links.push(link);
            }
        }
    }

    /// The instants before which `node` neither starts nor finishes, with what is known of what it waits for.
    fn floors(&self, node: usize) -> [i32; 2] {
        let inputs = self.inputs;
        let this = &inputs.network.nodes[node];
        let calendar = inputs.network.calendar(node);
        let own = inputs.origin.minutes(this.start_floor);
        let mut floors = [own, inputs.origin.minutes(this.finish_floor)];
        if this.kind != NodeKind::Entry {
            let program = inputs.network.programs[this.program as usize].floor;
            let program = inputs.origin.minutes(calendar.next_start(program));
            floors[0] = own.max(program).max(self.history(node));
        }
        let clock = &inputs.clocks[this.calendar as usize];
        for asked in self.asked(node) {
            if let Source::At(at) = asked.source {
                let at = match asked.lag {
                    Lag::NONE => at,
                    Lag::Work(lag) => clock.shift(at, clamp(lag) as i32),
                    Lag::Elapsed(lag) => at.saturating_add(clamp(lag) as i32).min(HORIZON),
                };
                let floor = &mut floors[asked.moves as usize];
                *floor = (*floor).max(at);
            }
        }
        floors
    }

    /// What a node's start cannot come before, beside floors and links: its actual start, and of one that is to be as late as
    /// possible the day for which it is planned. Chance then moves it later, never back to where it could have been.
    fn history(&self, node: usize) -> i32 {
        let this = &self.inputs.network.nodes[node];
        let put_off = matches!(this.constraint, Some((ConstraintKind::AsLateAsPossible, _)));
        match this.state {
            NodeState::Started(at) => self.inputs.origin.minutes(at),
            NodeState::Planned if put_off => {
                let early = self.inputs.schedule.early_start[node];
                self.inputs.origin.minutes(early)
            }
            NodeState::Planned | NodeState::Finished { .. } => NEVER,
        }
    }

    /// What the links to `node` ask for.
    fn asked(&self, node: usize) -> Vec<Asked> {
        let network = self.inputs.network;
        let links = network.incoming(node);
        let asked = links.filter_map(|link| {
            let linked = &network.links[link];
            let made = self.made[linked.from].as_ref()?;
            let (reads, moves) = match linked.kind {
                LinkKind::FinishToStart => (&made.finish, End::Start),
                LinkKind::StartToStart => (&made.start, End::Start),
                LinkKind::FinishToFinish => (&made.finish, End::Finish),
                LinkKind::StartToFinish => (&made.start, End::Finish),
            };
            let delivered = self.deliveries[link].as_ref();
            Some(Asked {
                source: delivered.unwrap_or(reads).clone(),
                lag: linked.lag,
                moves,
            })
        });
        asked.collect()
    }

    /// A link of `node` from `place`, on `axis`.
    fn link(&mut self, node: usize, place: &Place, lag: Lag, moves: End, axis: u32) -> DraftLink {
        let own = self.inputs.network.nodes[node].calendar;
        match lag {
            Lag::Work(lag) if lag != 0 && axis != own => {
                // Working time passes in the node's own calendar, wherever the node itself is.
                let mut waits = DraftNode::point(own);
                let mut link = self.read(place, 0, own, End::Start);
                link.lag = clamp(lag);
                waits.links.push(link);
                let waited = Place {
                    node: self.draft.add(waits),
                    end: End::Finish,
                    axis: own,
                    begins: Vec::new(),
                };
                self.read(&waited, 0, axis, moves)
            }
            Lag::Work(lag) => {
                let mut link = self.read(place, 0, axis, moves);
                link.lag = clamp(lag);
                link
            }
            Lag::Elapsed(elapsed) => self.read(place, clamp(elapsed), axis, moves),
        }
    }

    /// A link that reads `place` on `axis`, after so many minutes on the clock.
    fn read(&mut self, place: &Place, elapsed: i64, axis: u32, moves: End) -> DraftLink {
        let is_same = place.axis == axis && elapsed == 0;
        let reading = (!is_same).then(|| {
            self.draft.reading(Reading {
                from: place.axis,
                end: place.end,
                begins: place.begins.clone(),
                elapsed,
                to: axis,
            })
        });
        DraftLink {
            from: place.node,
            reads: place.end,
            moves,
            reading,
            lag: 0,
        }
    }

    fn pull(&self, node: usize, axis: u32) -> Option<(PullTo, i64, i64)> {
        let inputs = self.inputs;
        let this = &inputs.network.nodes[node];
        let (kind, at) = this
            .constraint
            .filter(|_| this.state == NodeState::Planned)?;
        let to = match kind {
            ConstraintKind::MustStartOn => PullTo::StartOn,
            ConstraintKind::MustFinishOn => PullTo::FinishOn,
            ConstraintKind::StartNoLaterThan => PullTo::StartNoLater,
            ConstraintKind::FinishNoLaterThan => PullTo::FinishNoLater,
            ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::StartOn
            | ConstraintKind::FinishOn
            | ConstraintKind::AsLateAsPossible => return None,
        };
        let program = inputs.network.programs[this.program as usize].floor;
        let floor = inputs.network.calendar(node).next_start(program);
        let place = |wall: Wall| self.draft.axes.place(axis, inputs.origin.minutes(wall));
        Some((to, place(at), place(floor)))
    }

    /// A point in time: where all that it waits for is.
    fn point(&mut self, node: usize) -> Made {
        let own = self.inputs.network.nodes[node].calendar;
        let asked = self.asked(node);
        let floors = self.floors(node);
        // Where a date pulls at it, only the clock tells whether it is where work ends or where it begins.
        let axis = match self.pull(node, CLOCK) {
            Some(_) => CLOCK,
            None => self.shared_axis(own, &asked, &floors),
        };
        let mut draft = DraftNode::point(axis);
        self.bind(node, &mut draft);
        draft.pull = self.pull(node, axis);
        for (_, at) in self
            .floors
            .iter()
            .filter(|(held, _)| *held as usize == node)
        {
            draft.reach = draft.reach.max(self.draft.axes.place(axis, *at));
        }
        let hits = self.hits[node].clone();
        let is_own = axis == own;
        if is_own {
            draft.hits.clone_from(&hits);
        }
        let begins = self.begins(axis, &floors, &asked);
        let mut place = Place {
            node: self.draft.add(draft),
            end: End::Finish,
            axis,
            begins,
        };
        let start = if is_own && !hits.is_empty() {
            // It begins where it would be done if nothing delayed it.
            let mut draft = DraftNode::point(axis);
            self.bind(node, &mut draft);
            Place {
                node: self.draft.add(draft),
                ..place.clone()
            }
        } else {
            place.clone()
        };
        if !is_own && !hits.is_empty() {
            // When something delays it, it is done where that delay ends in its own calendar.
            let mut delayed = DraftNode {
                hits,
                ..DraftNode::point(own)
            };
            self.bind(node, &mut delayed);
            delayed.pull = self.pull(node, own);
            let delayed = Place {
                node: self.draft.add(delayed),
                end: End::Finish,
                axis: own,
                begins: Vec::new(),
            };
            place = self.later(&place, &delayed);
        }
        Made {
            start: Source::Drawn(start),
            main: Some(place.node),
            finish: Source::Drawn(place),
            late: None,
        }
    }

    /// The places on `axis` at which what takes no time is where work begins, if it is not before `instants` and waits for all this.
    fn begins(&self, axis: u32, instants: &[i32], asked: &[Asked]) -> Vec<i64> {
        let mut begins = Vec::new();
        for &instant in instants {
            if self.draft.axes.begins(axis, instant) {
                begins.push(self.draft.axes.place(axis, instant));
            }
        }
        for asked in asked {
            if let (Source::Drawn(place), Lag::NONE) = (&asked.source, asked.lag)
                && axis != CLOCK
                && place.axis == axis
            {
                begins.extend(&place.begins);
            }
        }
        begins.sort_unstable();
        begins.dedup();
        begins
    }

    /// The axis of a point that is asked for all this and not before `instants`.
    fn shared_axis(&self, own: u32, asked: &[Asked], instants: &[i32]) -> u32 {
        let mut shared = None;
        for asked in asked {
            let Source::Drawn(place) = &asked.source else {
                continue;
            };
            let axis = match asked.lag {
                Lag::NONE if place.end == End::Start => CLOCK,
                Lag::NONE => place.axis,
                Lag::Work(_) => own,
                Lag::Elapsed(_) => CLOCK,
            };
            if *shared.get_or_insert(axis) != axis {
                return CLOCK;
            }
        }
        let axis = shared.unwrap_or(own);
        let all = instants
            .iter()
            .all(|&instant| self.draft.axes.has(axis, instant));
        if all { axis } else { CLOCK }
    }

    /// The later of two dates, on the clock.
    fn later(&mut self, a: &Place, b: &Place) -> Place {
        let mut later = DraftNode::point(CLOCK);
        for place in [a, b] {
            let link = self.read(place, 0, CLOCK, End::Start);
            later.links.push(link);
        }
        Place {
            node: self.draft.add(later),
            end: End::Finish,
            axis: CLOCK,
            begins: Vec::new(),
        }
    }

    /// What a summary hands on to its children: the least that the start of each must be, and the least that its finish must be.
    fn entry(&mut self, node: usize) -> Made {
        let [start, finish] = [End::Start, End::Finish].map(|end| self.half_entry(node, end));
        Made {
            start,
            finish,
            main: None,
            late: None,
        }
    }

    fn half_entry(&mut self, node: usize, end: End) -> Source {
        let own = self.inputs.network.nodes[node].calendar;
        let floor = self.floors(node)[end as usize];
        let mut asked = self.asked(node);
        asked.retain(|asked| asked.moves == end);
        if !asked
            .iter()
            .any(|asked| matches!(asked.source, Source::Drawn(_)))
        {
            return Source::At(floor);
        }
        let axis = self.shared_axis(own, &asked, &[floor]);
        let mut draft = DraftNode::point(axis);
        draft.floor = self.draft.axes.place(axis, floor);
        let begins = self.begins(axis, &[floor], &asked);
        for asked in &asked {
            if let Source::Drawn(place) = &asked.source {
                let link = self.link(node, place, asked.lag, End::Start, axis);
                draft.links.push(link);
            }
        }
        Source::Drawn(Place {
            node: self.draft.add(draft),
            end: End::Finish,
            axis,
            begins,
        })
    }

    /// From the earliest start to the latest finish of the children, and then what delays the whole.
    fn summary(&mut self, node: usize) -> Made {
        let network = self.inputs.network;
        let children: Vec<usize> = network
            .incoming(node)
            .map(|link| network.links[link].from)
            .collect();
        if children.is_empty() {
            let [floor, _] = self.floors(node);
            return Made {
                start: Source::At(floor),
                finish: Source::At(floor),
                main: None,
                late: None,
            };
        }
        let mut made = self.spanning(&children);
        let hits = self.hits[node].clone();
        if !hits.is_empty() {
            let sooner = self.sooner[node];
            made.finish = self.delayed(node, &made.finish, hits, sooner);
            if let Source::Drawn(place) = &made.finish {
                made.main = Some(place.node);
            }
        }
        made
    }

    /// From the earliest start to the latest finish of `nodes`.
    pub(crate) fn spanning(&mut self, nodes: &[usize]) -> Made {
        let all: Vec<Made> = nodes
            .iter()
            .filter_map(|&node| self.made[node].clone())
            .collect();
        let known = |source: &Source| match source {
            Source::At(at) => Some(*at),
            Source::Drawn(_) => None,
        };
        let first = all.iter().filter_map(|made| known(&made.start)).min();
        let last = all.iter().filter_map(|made| known(&made.finish)).max();
        let drawn = |pick: &dyn Fn(&Made) -> Source| -> Vec<Place> {
            let places = all.iter().filter_map(|made| match pick(made) {
                Source::Drawn(place) => Some(place),
                Source::At(_) => None,
            });
            places.collect()
        };
        let starts = drawn(&|made| made.start.clone());
        let finishes = drawn(&|made| made.finish.clone());
        if finishes.is_empty() {
            return Made {
                start: Source::At(first.unwrap_or(NEVER)),
                finish: Source::At(last.unwrap_or(NEVER)),
                main: None,
                late: None,
            };
        }
        // What is over lies before the origin, or on it; all else lies after.
        let is_late = last.is_some_and(|last| last > 0);
        let shared = finishes[0].axis;
        let is_shared = finishes
            .iter()
            .chain(&starts)
            .all(|place| place.axis == shared);
        let has = last.is_none_or(|last| self.draft.axes.has(shared, last));
        let axis = if is_shared && has { shared } else { CLOCK };
        let mut span = DraftNode::span(axis);
        if let Some(last) = last.filter(|_| is_late) {
            span.finish_floor = self.draft.axes.place(axis, last);
        }
        for place in &starts {
            let link = self.read(place, 0, axis, End::Start);
            span.links.push(link);
        }
        if let Some(first) = first.filter(|first| *first > 0) {
            let known = DraftNode {
                floor: self.draft.axes.place(axis, first),
                ..DraftNode::point(axis)
            };
            span.links.push(DraftLink {
                from: self.draft.add(known),
                reads: End::Finish,
                moves: End::Start,
                reading: None,
                lag: 0,
            });
        }
        let mut begins = Vec::new();
        for place in &finishes {
            let link = self.read(place, 0, axis, End::Finish);
            span.links.push(link);
            begins.extend(&place.begins);
        }
        begins.sort_unstable();
        begins.dedup();
        if axis == CLOCK {
            begins.clear();
        }
        let node = self.draft.add(span);
        let place = |end, begins| Place {
            node,
            end,
            axis,
            begins,
        };
        Made {
            start: match first {
                // What has begun began before all that has not.
                Some(first) if first <= 0 => Source::At(first),
                Some(_) | None => Source::Drawn(place(End::Start, Vec::new())),
            },
            finish: Source::Drawn(place(End::Finish, begins)),
            main: Some(node),
            late: None,
        }
    }

    /// `finish` delayed by `hits`, in the calendar of `node`.
    fn delayed(
        &mut self,
        node: usize,
        finish: &Source,
        hits: Vec<DraftHit>,
        sooner: bool,
    ) -> Source {
        let own = self.inputs.network.nodes[node].calendar;
        let mut draft = DraftNode {
            kind: Kind::Span,
            hits,
            ..DraftNode::point(own)
        };
        let mut begins = Vec::new();
        let place = match finish {
            Source::At(at) => {
                draft.finish_floor = self.draft.axes.place(own, *at);
                None
            }
            Source::Drawn(place) => {
                let link = self.read(place, 0, own, End::Finish);
                draft.links.push(link);
                if place.axis == own {
                    begins.clone_from(&place.begins);
                }
                Some(place)
            }
        };
        let delayed = Place {
            node: self.draft.add(draft),
            end: End::Finish,
            axis: own,
            begins,
        };
        Source::Drawn(match place {
            // Undelayed it stays where it is, though its own calendar may have no place for that.
            Some(place) if place.axis != own && !sooner => self.later(place, &delayed),
            _ => delayed,
        })
    }

    /// How late `node` is delivered: as a whole, or to those only whom its team promised it.
    fn make_late(&mut self, node: usize, made: &mut Made) {
        let Some(position) = self.inputs.late.of_node(node) else {
            return;
        };
        let late = &self.inputs.late.list[position];
        let Distribution::Late(probability, by) = &late.by else {
            return;
        };
        let event = self.event(Key::from(late.draws), *probability);
        made.late = Some(event);
        let hit = DraftHit {
            event,
            lasts: self.draft.triangle(Key::from(late.draws.nested(0)), by),
            adds: true,
        };
        let delivered = self.delayed(node, &made.finish, vec![hit], false);
        if late.whole {
            made.finish = delivered;
            return;
        }
        for &link in self.inputs.network.outgoing(node) {
            if self.inputs.late.of_link[link as usize].is_some() {
                self.deliveries[link as usize] = Some(delivered.clone());
            }
        }
    }

    /// Adds an event that occurs with a probability.
    pub(crate) fn event(&mut self, key: Key, probability: f64) -> u32 {
        self.draft.events.push(Event {
            key,
            from: 0,
            to: share(probability),
            after: None,
        });
        self.draft.events.len() as u32 - 1
    }

    /// What `risk` does, by node; it occurs when `event` does.
    pub(crate) fn strike(&mut self, risk: &RiskInput, event: u32) {
        for hit in &risk.hits {
            let lasts = self.draft.lasts(Key::from(hit.draws), &hit.delay);
            let node = hit.node as usize;
            self.sooner[node] |= hit.sign < 0;
            self.hits[node].push(DraftHit {
                event,
                lasts,
                adds: hit.sign > 0,
            });
        }
    }
}

/// A probability in 65,536ths.
pub(crate) fn share(probability: f64) -> u32 {
    (probability.clamp(0.0, 1.0) * 65_536.0 + 0.5) as u32
}

fn clamp(minutes: i64) -> i64 {
    minutes.clamp(-i64::from(LONGEST), i64::from(LONGEST))
}
