//! Links that lead out of one source's file into what another source brought, joined in the plan where both ends meet.

use std::collections::BTreeMap;

use longpole_exchange::import::{OpenEnd, OpenLink};
use longpole_exchange::p6;
use longpole_model::{
    EntityKey, EntityKind, ItemId, ItemRef, LinkKind, Need, NeedId, NeedLag, NeedSource, Origin,
    ProgramId, Workspace,
};

use super::identify::known_as;
use super::rename::Renames;

/// A link under the plan's ids, whose other end is known only by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    program: ProgramId,
    item: ItemId,
    /// What the source calls the other end.
    pub(super) other: String,
    waits: OpenEnd,
    kind: LinkKind,
    lag: NeedLag,
}

impl Link {
    /// The open links of an import under the ids of the plan.
    pub(super) fn of(links: &[OpenLink], renames: &Renames) -> Vec<Self> {
        let renamed = links.iter().filter_map(|link| {
            let key = renames.key(&EntityKey {
                program: Some(link.program.clone()),
                kind: EntityKind::Item,
                id: link.item.as_str().into(),
            });
            Some(Self {
                program: key.program?,
                item: ItemId::new(&key.id).ok()?,
                other: link.other.clone(),
                waits: link.waits,
                kind: link.link,
                lag: link.lag,
            })
        });
        renamed.collect()
    }
}

/// The items of a workspace by all that they are called: the ids that their sources have for them, what they say that they
/// are also known as, former ids, and their own. A name that several items have means none.
pub(super) struct Known<'w> {
    by_name: BTreeMap<String, Vec<(&'w ProgramId, &'w ItemId)>>,
}

impl<'w> Known<'w> {
    pub(super) fn of(workspace: &'w Workspace) -> Self {
        let mut by_name: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (program, plan) in &workspace.programs {
            let charter = plan.charter.meta.origin.as_ref();
            let code = charter.and_then(|origin| origin.external_id.clone());
            // Sources whose codes are told apart only within a project put that before them.
            let projects: Vec<String> = code.into_iter().chain([program.to_string()]).collect();
            let mut keys: BTreeMap<&ItemId, String> = p6::activity_keys(plan).collect();
            for (id, item) in &plan.items {
                let origin = item.meta.origin.as_ref();
                let mut names = known_as(&item.meta, "");
                names.extend(origin.and_then(|origin| origin.external_id.clone()));
                names.push(id.to_string());
                let own = origin.and_then(|origin| origin.external_id.clone());
                let own = own.into_iter().chain([id.to_string()]);
                let within: Vec<String> = own
                    .flat_map(|own| projects.iter().map(move |of| format!("{of}/{own}")))
                    .collect();
                // What is said of another source is meant without its name, too.
                let bare = names.iter().filter_map(|name| name.split_once('/'));
                let bare: Vec<String> = bare.map(|(_, name)| name.to_owned()).collect();
                names.extend(bare);
                names.extend(within);
                names.extend(keys.remove(id));
                names.sort_unstable();
                names.dedup();
                for name in names {
                    by_name.entry(name).or_default().push((program, id));
                }
            }
        }
        Self { by_name }
    }

    fn find(&self, name: &str) -> Option<(&'w ProgramId, &'w ItemId)> {
        match self.by_name.get(name)?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// What became of open links.
#[derive(Default)]
pub(super) struct Joined {
    /// Needs for those whose other end is in the plan, by program and id.
    pub(super) needs: Vec<(ProgramId, NeedId, Need)>,
    /// Names that nothing in the plan goes by.
    pub(super) open: Vec<String>,
}

/// Joins links with the items that `known` has, as needs of `source`.
pub(super) fn join(links: &[Link], known: &Known<'_>, source: &str) -> Joined {
    let mut joined = Joined::default();
    let mut alike: BTreeMap<(ProgramId, NeedId), usize> = BTreeMap::new();
    for link in links {
        let Some((program, item)) = known.find(&link.other) else {
            joined.open.push(link.other.clone());
            continue;
        };
        let (consumer, provider) = match link.waits {
            OpenEnd::Item => ((&link.program, &link.item), (program, item)),
            OpenEnd::Other => ((program, item), (&link.program, &link.item)),
        };
        if consumer == provider {
            continue;
        }
        let other = NeedSource::Item(ItemRef {
            program: Some(provider.0.clone()).filter(|program| program != consumer.0),
            item: provider.1.clone(),
        });
        let usual = NeedId::usual(consumer.1, &other);
        let count = alike
            .entry((consumer.0.clone(), usual.clone()))
            .or_default();
        *count += 1;
        // Links between the same two keep apart, from each other and from those that lie within a file.
        let id = format!(
            "{usual}#{source}{}",
            if *count == 1 {
                String::new()
            } else {
                count.to_string()
            }
        );
        let mut need = Need::plain(consumer.1.clone(), other);
        (need.link, need.lag) = (link.kind, link.lag);
        need.meta.origin = Some(Origin {
            source: source.to_owned(),
            ..Origin::default()
        });
        let id = NeedId::new(&id).unwrap_or(usual);
        joined.needs.push((consumer.0.clone(), id, need));
    }
    joined.open.sort_unstable();
    joined.open.dedup();
    joined
}
