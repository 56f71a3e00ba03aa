//! How late teams deliver what they promised, beyond what their own plan says.
//!
//! A promise is a claim, not a constraint. Two things follow from how well a team has kept its word so far:
//!
//! - An external team that plans nothing here, so that only its promised day is known, delivers on that day or, as often as
//!   it breaks its word, later.
//! - Any other team's delivery follows from its own items; where it promised a day to *another* team and its reliability is
//!   known, that team waits longer, as often as the provider breaks its word, by as much as it then is late. One draw holds
//!   for all who wait for the same item.

use std::collections::BTreeSet;

use longpole_model::{
    EntityKey, Item, ItemId, LinkKind, Need, Probability, Program, ProgramId, Promise,
    PromiseState, Reliability, Span, Spread, Team, TeamId, Workspace,
};
use longpole_schedule::{LinkIndex, Network, NodeIndex, NodeState, RemarkKind};

use crate::distribution::{Distribution, Triangular};
use crate::key::subject_key;
use crate::random::Draws;

/// What is taken for an external team whose reliability nobody measured: six promises in ten kept, the others late by
/// `5d..10d..30d`.
pub fn default_reliability() -> Reliability {
    Reliability {
        on_time: Probability::percent(60).unwrap_or(Probability::ZERO),
        late_by: Spread::Three {
            low: Span::days(5),
            likely: Span::days(10),
            high: Span::days(30),
        },
    }
}

/// By how much a node is delivered later than it is finished.
#[derive(Debug, Clone)]
pub(crate) struct Lateness {
    pub(crate) node: NodeIndex,
    pub(crate) by: Distribution,
    pub(crate) draws: Draws,
    /// Whether the node itself is late, rather than only what other teams wait for.
    pub(crate) whole: bool,
    /// Whether the reliability is the default one.
    pub(crate) assumed: bool,
}

/// Lateness of providers, and which needs it holds up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Latenesses {
    /// By rising node.
    pub(crate) list: Vec<Lateness>,
    /// By link: the position in `list` of what holds it up beyond its provider's finish.
    pub(crate) of_link: Vec<Option<u32>>,
}

impl Latenesses {
    /// The position in `list` of the lateness of `node`.
    pub(crate) fn of_node(&self, node: NodeIndex) -> Option<usize> {
        self.list.binary_search_by_key(&node, |late| late.node).ok()
    }
}

/// Finds who may be late.
pub(crate) fn latenesses(workspace: &Workspace, network: &Network, seed: u64) -> Latenesses {
    let external = promised_externals(network);
    let widened: BTreeSet<LinkIndex> = (0..network.links.len())
        .filter(|&link| is_widened(workspace, network, &external, link))
        .collect();
    let mut nodes: BTreeSet<NodeIndex> = widened.iter().map(|&l| network.links[l].from).collect();
    nodes.extend(&external);
    let list: Vec<Lateness> = nodes
        .into_iter()
        .filter_map(|node| lateness(workspace, network, node, external.contains(&node), seed))
        .collect();
    let of_link = (0..network.links.len())
        .map(|link| {
            let from = network.links[link].from;
            let position = list.binary_search_by_key(&from, |late| late.node).ok()?;
            widened.contains(&link).then_some(position as u32)
        })
        .collect();
    Latenesses { list, of_link }
}

/// Nodes of external teams whose promised day stands for their delivery.
fn promised_externals(network: &Network) -> BTreeSet<NodeIndex> {
    network
        .remarks
        .iter()
        .filter(|remark| matches!(remark.kind, RemarkKind::PromiseAsDate(_)))
        .filter_map(|remark| network.node(remark.subject.as_ref()?))
        .filter(|&node| !is_finished(network, node))
        .collect()
}

/// Whether a need waits for what another team promised and has not delivered.
fn is_widened(
    workspace: &Workspace,
    network: &Network,
    external: &BTreeSet<NodeIndex>,
    link: LinkIndex,
) -> bool {
    let Some(promised) = promised(workspace, network, link) else {
        return false;
    };
    let at_finish = match network.links[link].kind {
        LinkKind::FinishToStart | LinkKind::FinishToFinish => true,
        LinkKind::StartToStart | LinkKind::StartToFinish => false,
    };
    let open = match promised.promise.state {
        PromiseState::Committed | PromiseState::InProgress | PromiseState::AtRisk => true,
        PromiseState::Countered
        | PromiseState::Delivered
        | PromiseState::Declined
        | PromiseState::Broken => false,
    };
    let from = network.links[link].from;
    at_finish
        && open
        && promised.promise.date.is_some()
        && !external.contains(&from)
        && !is_finished(network, from)
        && promised.consumer_team != promised.provider_team
}

fn lateness(
    workspace: &Workspace,
    network: &Network,
    node: NodeIndex,
    whole: bool,
    seed: u64,
) -> Option<Lateness> {
    let subject = &network.nodes[node].subject;
    let program = workspace.programs.get(&subject.program)?;
    let team = team_of(program, subject.as_item()?).and_then(|id| workspace.teams.get(id));
    let known = team.and_then(|team: &Team| team.reliability);
    let reliability = match (known, whole) {
        (Some(known), _) => known,
        (None, true) => default_reliability(),
        (None, false) => return None,
    };
    let calendar = network.calendar(node);
    let by = Triangular::from_spread(reliability.late_by, |span| {
        calendar.minutes_of(span).max(0) as f64
    });
    Some(Lateness {
        node,
        by: Distribution::Late(1.0 - reliability.on_time.as_f64(), by),
        draws: Draws::of(seed, &format!("{} late", key_of(network, node))),
        whole,
        assumed: known.is_none(),
    })
}

/// A need with what was promised for it.
pub(crate) struct Promised<'a> {
    pub(crate) promise: &'a Promise,
    consumer_team: Option<&'a TeamId>,
    provider_team: Option<&'a TeamId>,
}

/// What was promised for the need that `link` stands for.
pub(crate) fn promised<'a>(
    workspace: &'a Workspace,
    network: &Network,
    link: LinkIndex,
) -> Option<Promised<'a>> {
    let need_ref = network.need_of(link)?;
    let (consumer_program, need) = need_at(workspace, &need_ref.program, need_ref)?;
    let provider = &network.nodes[network.links[link].from].subject;
    let provider_program = workspace.programs.get(&provider.program)?;
    let provider_id = provider.as_item()?;
    let item: &Item = provider_program.items.get(provider_id)?;
    Some(Promised {
        promise: item.promise_for(&need_ref.program, &need_ref.need, need)?,
        consumer_team: team_of(consumer_program, &need.consumer),
        provider_team: team_of(provider_program, provider_id),
    })
}

fn need_at<'a>(
    workspace: &'a Workspace,
    program: &ProgramId,
    need: &longpole_schedule::NeedRef,
) -> Option<(&'a Program, &'a Need)> {
    let program = workspace.programs.get(program)?;
    Some((program, program.needs.get(&need.need)?))
}

/// The team of an item, else the nearest one above it.
fn team_of<'a>(program: &'a Program, item: &ItemId) -> Option<&'a TeamId> {
    let mut item = program.items.get(item)?;
    // A tree is no deeper than it has items; a circle of parents ends here too.
    for _ in 0..program.items.len() {
        if item.team.is_some() {
            break;
        }
        item = program.items.get(item.parent.as_ref()?)?;
    }
    item.team.as_ref()
}

fn is_finished(network: &Network, node: NodeIndex) -> bool {
    match network.nodes[node].state {
        NodeState::Finished { .. } => true,
        NodeState::Planned | NodeState::Started(_) => false,
    }
}

fn key_of(network: &Network, node: NodeIndex) -> EntityKey {
    subject_key(&network.nodes[node].subject)
}
