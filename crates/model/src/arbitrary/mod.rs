//! Arbitrary workspaces for property tests: every field of every entity, with references that resolve and no cycles.
//!
//! Each entity is drawn from a hash of the seed and its place, so that a failing case shrinks by leaving out whole kinds,
//! then entities, then the last fields, while the rest stays as it was. What has no second way of being written stays
//! within what plan files can say (a backlog's item has no other `remaining`, steps stand in their order).

mod draw;
mod gates;
mod program;
mod raid;
mod reports;
mod shared;
mod work;
mod world;

use proptest::prelude::*;

use crate::{EntityKind, Workspace};
use world::World;

/// How large a workspace is to be drawn, and from which seed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    seed: u64,
    /// A bit for each kind of entity.
    kinds: u32,
    programs: usize,
    /// Entities of each kind.
    each: usize,
    /// Choices for each entity; fields beyond them are left out.
    fields: u32,
}

impl Shape {
    fn has(&self, kind: EntityKind) -> bool {
        self.kinds >> kind as u32 & 1 == 1
    }
}

/// Any workspace of up to three programs and seven entities of each kind.
pub fn workspace() -> impl Strategy<Value = Workspace> {
    shape().prop_map(build)
}

fn shape() -> impl Strategy<Value = Shape> {
    let few = (proptest::bits::u32::ANY, 0..2_usize, 0..3_usize, 0..60_u32);
    let many = (Just(u32::MAX), 1..4_usize, 1..8_usize, 0..200_u32);
    (any::<u64>().no_shrink(), prop_oneof![few, many]).prop_map(
        |(seed, (kinds, programs, each, fields))| Shape {
            seed,
            kinds,
            programs,
            each,
            fields,
        },
    )
}

fn build(shape: Shape) -> Workspace {
    let world = World::new(shape);
    let mut workspace = Workspace {
        calendars: shared::calendars(&world),
        teams: shared::teams(&world),
        people: shared::people(&world),
        systems: shared::systems(&world),
        programs: world
            .programs
            .iter()
            .map(|ids| (ids.id.clone(), program::program(&world, ids)))
            .collect(),
    };
    work::add_needs_and_promises(&world, &mut workspace);
    workspace
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NeedSource;

    fn full(seed: u64) -> Workspace {
        build(Shape {
            seed,
            kinds: u32::MAX,
            programs: 3,
            each: 7,
            fields: 200,
        })
    }

    #[test]
    fn every_kind_of_entity_is_drawn() {
        let keys = full(1).keys();
        for &kind in EntityKind::ALL {
            assert!(keys.iter().any(|key| key.kind == kind), "{kind:?}");
        }
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        assert_eq!(full(7), full(7));
        assert_ne!(full(7), full(8));
    }

    #[test]
    fn needs_find_what_they_name_and_promises_their_need() {
        let workspace = full(3);
        let mut promises = 0;
        for (id, program) in &workspace.programs {
            for (need_id, need) in &program.needs {
                assert!(program.items.contains_key(&need.consumer));
                let NeedSource::Item(provider) = &need.source else {
                    continue;
                };
                let home = &workspace.programs[provider.program.as_ref().unwrap_or(id)];
                let item = &home.items[&provider.item];
                promises += usize::from(item.promise_for(id, need_id, need).is_some());
            }
        }
        let said = workspace.programs.values().flat_map(|p| p.items.values());
        assert!(promises > 0);
        assert!(said.map(|item| item.promises.len()).sum::<usize>() <= promises);
    }
}
