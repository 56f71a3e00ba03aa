//! From a network that was edited to one that lies in order, as the full passes and the forecast take it.

use std::collections::BTreeMap;

use crate::network::{Graph as _, Parts};
use crate::{Link, LinkRole, Network, NodeIndex};

use super::Live;

impl Live {
    /// The network as it is now, and the position there of each node that is here.
    ///
    /// Its remarks are those of the network with which the edits began.
    pub fn network(&self) -> (Network, BTreeMap<NodeIndex, NodeIndex>) {
        let graph = &self.graph;
        let places: BTreeMap<NodeIndex, NodeIndex> = graph
            .in_order()
            .enumerate()
            .map(|(place, node)| (node, place))
            .collect();
        let mut links: Vec<Link> = graph
            .in_order()
            .flat_map(|node| self.links_to(node))
            .map(|link| {
                let link = graph.link_at(link);
                Link {
                    from: places[&link.from],
                    to: places[&link.to],
                    ..link
                }
            })
            .collect();
        let needs = self.sort_needs(&mut links);
        let parts = Parts {
            nodes: graph
                .in_order()
                .map(|node| graph.node(node).clone())
                .collect(),
            links,
            needs,
            ties: self
                .ties
                .iter()
                .map(|tie| {
                    let spans = tie.spans.iter().map(|span| places[span]);
                    (places[&tie.node], spans.collect())
                })
                .collect(),
            programs: graph.programs().to_vec(),
            calendar_ids: self.calendar_ids.clone(),
            calendars: graph.calendars.clone(),
            remarks: self.remarks.clone(),
            by_subject: self
                .by_subject
                .iter()
                .map(|(subject, node)| (subject.clone(), places[node]))
                .collect(),
            stated: None,
        };
        let order: Vec<u32> = (0..places.len() as u32).collect();
        (parts.arranged(&order), places)
    }

    /// The needs that `links` stand for, in order; the links point there afterwards.
    fn sort_needs(&self, links: &mut [Link]) -> Vec<crate::NeedRef> {
        let mut by_need = BTreeMap::new();
        for (index, link) in links.iter().enumerate() {
            if let LinkRole::Need(need) = link.role {
                by_need.insert(self.graph.needs[need as usize].clone(), index);
            }
        }
        for (place, &link) in by_need.values().enumerate() {
            links[link].role = LinkRole::Need(place as u32);
        }
        by_need.into_keys().collect()
    }
}
