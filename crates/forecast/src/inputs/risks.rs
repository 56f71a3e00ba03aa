//! Risks as something that can be drawn: whether each occurs, and by how much it then delays what.

use longpole_model::{
    EntityKey, EntityKind, ItemId, ProgramId, ResponseId, Risk, RiskId, RiskType, Span, Spread,
    Workspace,
};
use longpole_schedule::{Network, NodeKind, NodeState, Subject};

use std::collections::BTreeMap;

use crate::distribution::{Distribution, Triangular};
use crate::key::entity_key;
use crate::random::Draws;

/// A risk that can still occur.
#[derive(Debug, Clone)]
pub(crate) struct RiskInput {
    pub(crate) program: ProgramId,
    pub(crate) id: RiskId,
    pub(crate) key: EntityKey,
    /// Whether nobody said how likely it is.
    pub(crate) no_probability: bool,
    pub(crate) draws: Draws,
    pub(crate) probability: f64,
    pub(crate) hits: Vec<Hit>,
}

/// What a risk does to one node when it occurs.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) node: u32,
    /// Working minutes.
    pub(crate) delay: Distribution,
    pub(crate) draws: Draws,
    /// 1 for a threat, which adds them; -1 for an opportunity, which takes them off.
    pub(crate) sign: i32,
}

/// The risks of every program that can still occur on its data date, with their active responses.
pub(crate) fn live_risks(workspace: &Workspace, network: &Network, seed: u64) -> Vec<RiskInput> {
    let mut risks = Vec::new();
    for place in &network.programs {
        let Some(program) = workspace.programs.get(&place.program) else {
            continue;
        };
        for (id, risk) in &program.risks {
            let over = risk.until.is_some_and(|until| until < place.data_date);
            if risk.state.is_live() && !over {
                risks.push(with_responses(
                    network,
                    &place.program,
                    id,
                    risk,
                    seed,
                    |_, on| on,
                ));
            }
        }
    }
    risks
}

/// `risk` with the responses that `chosen` says, given whether each has been decided for.
///
/// Of several responses the best counts, for probability and for the delay of each item by itself.
pub(crate) fn with_responses(
    network: &Network,
    program: &ProgramId,
    id: &RiskId,
    risk: &Risk,
    seed: u64,
    chosen: impl Fn(&ResponseId, bool) -> bool,
) -> RiskInput {
    let key = entity_key(program, EntityKind::Risk, id.as_str());
    let name = key.to_string();
    let mut probability = risk.probability;
    let mut delays = risk.delays.clone();
    for (response_id, response) in &risk.responses {
        if !chosen(response_id, response.active || response.done_on.is_some()) {
            continue;
        }
        let remaining = response.probability.or(probability);
        probability = match risk.kind {
            RiskType::Threat => remaining.min(probability.or(remaining)),
            RiskType::Opportunity => remaining.max(probability),
        };
        if !response.delays.is_empty() {
            delays = better_delays(risk.kind, &delays, &response.delays);
        }
    }
    let hits = delays
        .iter()
        .filter_map(|(item, delay)| hit(network, program, item, *delay, risk.kind, &name, seed))
        .collect();
    RiskInput {
        program: program.clone(),
        id: id.clone(),
        key,
        no_probability: probability.is_none(),
        draws: Draws::of(seed, &name),
        probability: probability.map_or(0.0, longpole_model::Probability::as_f64),
        hits,
    }
}

/// Item by item the better of two: for a threat the smaller delay, none where one of them has none.
fn better_delays(
    kind: RiskType,
    a: &BTreeMap<ItemId, Spread<Span>>,
    b: &BTreeMap<ItemId, Spread<Span>>,
) -> BTreeMap<ItemId, Spread<Span>> {
    // Compared as on an eight-hour day: both are of the same item, so the calendar does not change the order.
    let size = |spread: &Spread<Span>| {
        let minutes = spread.map(|span| span.in_minutes(480));
        (minutes.likely(), minutes.high(), minutes.low())
    };
    match kind {
        RiskType::Threat => a
            .iter()
            .filter_map(|(item, delay)| {
                let other = b.get(item)?;
                Some((
                    item.clone(),
                    *std::cmp::min_by_key(delay, other, |d| size(d)),
                ))
            })
            .collect(),
        RiskType::Opportunity => {
            let mut all = a.clone();
            for (item, gain) in b {
                let known = all.entry(item.clone()).or_insert(*gain);
                *known = *std::cmp::max_by_key(&*known, gain, |d| size(d));
            }
            all
        }
    }
}

/// `None` when the item is finished, unknown, or only lasts as long as others.
fn hit(
    network: &Network,
    program: &ProgramId,
    item: &ItemId,
    delay: Spread<Span>,
    kind: RiskType,
    risk: &str,
    seed: u64,
) -> Option<Hit> {
    let index = network.node(&Subject::item(program, item))?;
    let node = &network.nodes[index];
    let open = match node.state {
        NodeState::Planned | NodeState::Started(_) => true,
        NodeState::Finished { .. } => false,
    };
    if !open || node.kind == NodeKind::LevelOfEffort {
        return None;
    }
    let calendar = network.calendar(index);
    let floor = network.programs[node.program as usize].floor;
    // A delay on the clock counts as the working time that it would cover from now on.
    let minutes = |span: Span| {
        let minutes = calendar.minutes_of(span);
        if span.elapsed {
            calendar.minutes_from(floor, floor.plus_clock(minutes))
        } else {
            minutes
        }
    };
    let spread = delay.map(minutes);
    Some(Hit {
        node: index as u32,
        delay: Distribution::of_spread(spread),
        draws: Draws::of(seed, &format!("{risk} on {item}")),
        sign: match kind {
            RiskType::Threat => 1,
            RiskType::Opportunity => -1,
        },
    })
}

impl Distribution {
    /// Fixed or triangular minutes.
    pub(crate) fn of_spread(spread: Spread<i64>) -> Self {
        let triangular = Triangular::from_spread(spread, |minutes| minutes.max(0) as f64);
        Self::Triangular(triangular)
    }
}
