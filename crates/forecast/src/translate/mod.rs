//! From the network of a plan to the one that the kernel runs, and back from its ticks to instants.

mod axis;
mod draft;
mod sources;
mod unit;
mod variant;

use longpole_schedule::{NodeKind, NodeState};

use axis::Axes;
use draft::Draft;
use sources::{Made, Maker, share};
pub(crate) use sources::{Place, Source};
pub(crate) use variant::{Edit, finishes_of_variants};

use crate::clock::NEVER;
use crate::inputs::{Inputs, RiskInput};
use crate::kernel::chance::Key;
use crate::kernel::network::{End, Network};

/// A plan's network, ready for the kernel.
pub(crate) struct Translation<'a> {
    pub(crate) network: Network,
    /// Minutes of a tick.
    pub(crate) unit: i64,
    axes: Axes<'a>,
    /// By node of the plan's network.
    made: Vec<Option<Made>>,
    /// By link: the delivery over it, where it comes later than the finish.
    deliveries: Vec<Option<Source>>,
    /// By program: when it finishes.
    pub(crate) programs: Vec<Source>,
    /// By node of the kernel: the node of the plan's network that drives when it does.
    pub(crate) owners: Vec<Option<u32>>,
    /// Risks beyond those of the plan, which don't occur unless they are let: the event of each, and how often it would occur.
    pub(crate) others: Vec<(u32, u32)>,
}

/// A plan's network while nobody has said how long a tick is.
struct Drafted<'a> {
    draft: Draft<'a>,
    made: Vec<Option<Made>>,
    deliveries: Vec<Option<Source>>,
    programs: Vec<Source>,
    others: Vec<(u32, u32)>,
}

impl<'a> Drafted<'a> {
    fn new(inputs: &'a Inputs<'a>, others: &[RiskInput], floors: &[(u32, i32)]) -> Self {
        let plan = inputs.network;
        let mut draft = Draft::new(Axes(&inputs.clocks));
        let mut maker = Maker {
            inputs,
            draft: &mut draft,
            made: vec![None; plan.nodes.len()],
            deliveries: vec![None; plan.links.len()],
            hits: vec![Vec::new(); plan.nodes.len()],
            sooner: vec![false; plan.nodes.len()],
            floors,
        };
        for risk in &inputs.risks {
            let event = maker.event(Key::from(risk.draws), risk.probability);
            maker.strike(risk, event);
        }
        let mut let_occur = Vec::new();
        for risk in others {
            let event = maker.event(Key::from(risk.draws), 0.0);
            let_occur.push((event, share(risk.probability)));
            maker.strike(risk, event);
        }
        for node in 0..plan.nodes.len() {
            maker.make(node);
        }
        maker.span_others();
        let programs = inputs
            .closers
            .iter()
            .map(|closers| {
                let closers: Vec<usize> = closers.iter().map(|&node| node as usize).collect();
                maker.spanning(&closers).finish
            })
            .collect();
        let Maker {
            made, deliveries, ..
        } = maker;
        Self {
            draft,
            made,
            deliveries,
            programs,
            others: let_occur,
        }
    }
}

impl<'a> Translation<'a> {
    /// Translates what `inputs` holds. `others` are risks that don't occur unless they are let, and `floors` instants until which
    /// nodes may be held back.
    ///
    /// Whatever they are, a tick is as long as without them, save where that does not carry them.
    pub(crate) fn new(inputs: &'a Inputs<'a>, others: &[RiskInput], floors: &[(u32, i32)]) -> Self {
        let plan = inputs.network;
        let drafted = Drafted::new(inputs, others, floors);
        let shared = *inputs.unit.get_or_init(|| {
            if others.is_empty() && floors.is_empty() {
                unit::unit(&drafted.draft)
            } else {
                unit::unit(&Drafted::new(inputs, &[], &[]).draft)
            }
        });
        let unit = if unit::carries(&drafted.draft, shared) {
            shared
        } else {
            unit::unit(&drafted.draft)
        };
        let Drafted {
            draft,
            made,
            deliveries,
            programs,
            others,
        } = drafted;
        let network = unit::in_ticks(&draft, unit);
        let mut owners = vec![None; network.nodes.len()];
        for (node, made) in made.iter().enumerate() {
            let is_shown = match plan.nodes[node].kind {
                NodeKind::Entry => false,
                NodeKind::Task
                | NodeKind::Milestone
                | NodeKind::Gate
                | NodeKind::Decision
                | NodeKind::Summary
                | NodeKind::LevelOfEffort => true,
            };
            if let Some(main) = made
                .as_ref()
                .and_then(|made| made.main)
                .filter(|_| is_shown)
            {
                owners[main as usize] = Some(node as u32);
            }
        }
        Self {
            network,
            unit,
            axes: draft.axes,
            made,
            deliveries,
            programs,
            owners,
            others,
        }
    }

    /// Where the finish of a node of the plan is.
    pub(crate) fn finish(&self, node: usize) -> Source {
        let made = self.made[node].as_ref();
        made.map_or(Source::At(NEVER), |made| made.finish.clone())
    }

    /// Where the start of a node of the plan is.
    pub(crate) fn start(&self, node: usize) -> Source {
        let made = self.made[node].as_ref();
        made.map_or(Source::At(NEVER), |made| made.start.clone())
    }

    /// Where the delivery over a link of the plan is: the finish of its provider, and the lateness beyond it.
    pub(crate) fn delivery(&self, link: usize, from: usize) -> Source {
        self.deliveries[link]
            .clone()
            .unwrap_or_else(|| self.finish(from))
    }

    /// The node of the kernel in which the work of a node of the plan is done, and the event by which it is late.
    pub(crate) fn work_of(&self, node: usize) -> (Option<u32>, Option<u32>) {
        let made = self.made[node].as_ref();
        made.map_or((None, None), |made| (made.main, made.late))
    }

    /// The ticks before which `instant` does not lie, on the axis of a node.
    pub(crate) fn tick(&self, place: &Place, instant: i32) -> u32 {
        unit::ticks_up(self.axes.place(place.axis, instant), self.unit) as u32
    }

    /// The instants, in minutes after the origin, that `ticks` of `place` stand for.
    pub(crate) fn instants(&self, place: &Place, ticks: impl Iterator<Item = u32>) -> Vec<i32> {
        let mut last = None;
        ticks
            .map(|tick| match last {
                Some((known, instant)) if known == tick => instant,
                _ => {
                    let at = i64::from(tick) * self.unit;
                    let end = if place.begins.binary_search(&at).is_ok() {
                        End::Start
                    } else {
                        place.end
                    };
                    let instant = self.axes.instant(place.axis, at, end);
                    last = Some((tick, instant));
                    instant
                }
            })
            .collect()
    }
}

impl Maker<'_, '_> {
    /// Levels of effort last as long as what they span.
    fn span_others(&mut self) {
        let plan = self.inputs.network;
        for tie in &plan.ties {
            let started = match plan.nodes[tie.node].state {
                NodeState::Finished { .. } => continue,
                NodeState::Planned => None,
                NodeState::Started(at) => Some(self.inputs.origin.minutes(at)),
            };
            let spans: Vec<usize> = if tie.spans.is_empty() {
                let program = plan.nodes[tie.node].program;
                let all = plan.nodes.iter().enumerate();
                all.filter(|(_, node)| {
                    let is_work = match node.kind {
                        NodeKind::Task | NodeKind::Milestone | NodeKind::Gate => true,
                        NodeKind::Decision
                        | NodeKind::Entry
                        | NodeKind::Summary
                        | NodeKind::LevelOfEffort => false,
                    };
                    is_work && node.program == program && node.subject.as_item().is_some()
                })
                .map(|(index, _)| index)
                .collect()
            } else {
                tie.spans.clone()
            };
            let mut made = self.spanning(&spans);
            if let Some(at) = started {
                made.start = Source::At(at);
                if let Source::At(finish) = made.finish {
                    made.finish = Source::At(finish.max(at));
                }
            }
            made.main = None;
            self.made[tie.node] = Some(made);
        }
    }
}
