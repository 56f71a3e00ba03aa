//! What does the workspace say of each node and each need of its network?
//!
//! Both sides lie in the order of ids, so that one walk along them finds all, where a look-up for each would search a tree.

use longpole_model::{Item, NeedLag, Workspace};

use crate::{Network, NodeKind};

/// By node, the item that it stands for; an entry stands for that of its summary.
pub(super) fn items<'w>(workspace: &'w Workspace, network: &Network) -> Vec<Option<&'w Item>> {
    let programs = workspace.programs.iter();
    let mut all = programs
        .flat_map(|(name, program)| {
            program
                .items
                .iter()
                .map(move |(id, item)| ((name, id), item))
        })
        .peekable();
    let mut items = vec![None; network.nodes.len()];
    for (subject, &node) in &network.by_subject {
        let Some(id) = subject.as_item() else {
            continue;
        };
        let key = (&subject.program, id);
        while all.next_if(|(next, _)| *next < key).is_some() {}
        items[node] = all.next_if(|(next, _)| *next == key).map(|(_, item)| item);
    }
    for (node, this) in network.nodes.iter().enumerate() {
        if this.kind == NodeKind::Entry {
            items[node] = network.node(&this.subject).and_then(|node| items[node]);
        }
    }
    items
}

/// The lags that the plan states, each with the position of its need in [`Network::needs`].
pub(super) fn lags(workspace: &Workspace, network: &Network) -> Vec<(u32, NeedLag)> {
    let programs = workspace.programs.iter();
    let mut all = programs
        .flat_map(|(name, program)| {
            program
                .needs
                .iter()
                .map(move |(id, need)| ((name, id), need))
        })
        .peekable();
    let of_need = |(place, need): (usize, &crate::NeedRef)| {
        let key = (&need.program, &need.need);
        while all.next_if(|(next, _)| *next < key).is_some() {}
        let found = all.next_if(|(next, _)| *next == key);
        let lag = found.map_or(NeedLag::NONE, |(_, need)| need.lag);
        (lag != NeedLag::NONE).then_some((place as u32, lag))
    };
    network
        .needs
        .iter()
        .enumerate()
        .filter_map(of_need)
        .collect()
}

#[cfg(test)]
mod tests {
    use longpole_model::arbitrary;
    use proptest::prelude::*;

    use super::super::{Details, NodeDetails};
    use super::*;
    use crate::Options;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_walk_finds_what_look_ups_find(workspace in arbitrary::workspace()) {
            // Of what goes in circles there is no network.
            let Ok(network) = Network::build(&workspace, &Options::default()) else {
                return Ok(());
            };
            let items = items(&workspace, &network);
            for (node, item) in network.nodes.iter().zip(items) {
                let program = workspace.programs.get(&node.subject.program);
                let expected = node.subject.as_item().and_then(|id| program?.items.get(id));
                prop_assert_eq!(item, expected);
            }
            let stated = lags(&workspace, &network);
            for (place, need) in network.needs.iter().enumerate() {
                let lag = stated.iter().find(|(need, _)| *need as usize == place);
                let lag = lag.map_or(NeedLag::NONE, |(_, lag)| *lag);
                prop_assert_eq!(lag, workspace.programs[&need.program].needs[&need.need].lag);
            }
        }

        #[test]
        fn a_network_knows_what_its_plan_states(workspace in arbitrary::workspace()) {
            let Ok(network) = Network::build(&workspace, &Options::default()) else {
                return Ok(());
            };
            let stated = network.stated.clone().unwrap_or_default();
            prop_assert_eq!(stated.lags, lags(&workspace, &network));
            // One that was edited asks the plan.
            let asks = Network { stated: None, ..network.clone() };
            let options = Options::default();
            let told = Details::new(&workspace, &network, &options);
            let asked = Details::new(&workspace, &asks, &options);
            prop_assert_eq!(&told.lags, &asked.lags);
            for node in 0..network.nodes.len() {
                let same = NodeDetails { facts: told.nodes[node].facts, ..asked.nodes[node] };
                prop_assert_eq!(told.nodes[node], same);
                prop_assert_eq!(told.facts(node), asked.facts(node));
            }
        }
    }
}
