//! What tells an entity from others: its ids here and there, its title, and for a need what it ties.

use std::cmp::Ordering;

use longpole_model::{
    Entity, EntityKey, EntityKind, ItemId, ItemRef, Meta, Need, NeedId, NeedSource, ProgramId,
    Workspace,
};

use super::known_as;
use crate::import::merge::GONE;
use crate::import::rename::Renames;

/// Within what ids are told apart: a program of the plan, or nothing for what programs share, and a kind.
pub(super) type Scope = (Option<ProgramId>, EntityKind);

/// An entity of an export or of the plan, as far as it says who it is.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Where it stands in its own workspace.
    pub(super) key: EntityKey,
    /// Where it stands in the plan, or is to.
    pub(super) scope: Scope,
    /// Its id; for a need of an export as it would be under the plan's ids for its ends.
    pub(super) id: String,
    /// Its former ids.
    pub(super) aliases: Vec<String>,
    /// Its id in the source, where it is the source's and that has one for it.
    pub(super) external: Option<String>,
    /// What else it says that it is called in the source.
    pub(super) known_as: Vec<String>,
    pub(super) whose: Whose,
    /// It is of an export that goes by the plan's own ids.
    pub(super) named_here: bool,
    /// It says of nobody that he brought it.
    pub(super) has_no_origin: bool,
    /// An item's title.
    pub(super) title: Option<String>,
    /// What a need ties.
    pub(super) link: Option<Link>,
    /// It was missed in an earlier export.
    pub(super) gone: bool,
    /// The id without the number at its end, and that number: so `b-10` comes after `b-9`.
    counted: (String, u64),
}

/// Who brought an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// The source that is imported.
    Source,
    /// Nobody: it was written by hand.
    Hand,
    /// Another source.
    Other,
}

/// What a need ties, under the plan's ids.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The usual id of a need between the two.
    pub(super) pair: NeedId,
    /// Which ends of the two, such as finish to start.
    pub(super) kind: String,
    pub(super) lag: String,
}

impl Entry {
    /// The entity of the plan at `key`.
    pub(super) fn of_plan(plan: &Workspace, key: EntityKey, source: &str) -> Option<Self> {
        let entity = plan.get(&key)?;
        let whose = match &entity.meta().origin {
            None => Whose::Hand,
            Some(origin) if origin.source == source => Whose::Source,
            Some(_) => Whose::Other,
        };
        Some(Self::new(&entity, key, whose, source, &Renames::default()))
    }

    /// The entity of an export at `key`, as it will be under the plan's ids as far as `renames` has them.
    pub(super) fn of_export(
        export: &Workspace,
        key: EntityKey,
        source: &str,
        renames: &Renames,
    ) -> Option<Self> {
        let entity = export.get(&key)?;
        Some(Self::new(&entity, key, Whose::Source, source, renames))
    }

    fn new(entity: &Entity, key: EntityKey, whose: Whose, source: &str, renames: &Renames) -> Self {
        let meta = entity.meta();
        let program = key.program.as_ref().filter(|_| !key.kind.is_shared());
        let program = program.map(|program| renames.program(program));
        let (link, id) = match (entity, &key.program) {
            (Entity::Need(need), Some(program)) => {
                let pair = usual_id(need, program, renames);
                let id = need_id(&key.id, need, &pair);
                (Some(Link::of(need, pair)), id)
            }
            _ => (None, key.id.to_string()),
        };
        Self {
            scope: (program, key.kind),
            aliases: meta.aliases.clone(),
            external: external(meta).filter(|_| whose == Whose::Source),
            known_as: known_as(meta, source),
            whose,
            named_here: false,
            has_no_origin: meta.origin.is_none(),
            title: match entity {
                Entity::Item(item) => item.title.clone(),
                _ => None,
            },
            link,
            gone: meta.fields.contains_key(GONE),
            counted: counted(&id),
            id,
            key,
        }
    }

    pub(super) fn untitled(&self) -> Self {
        Self {
            title: None,
            ..self.clone()
        }
    }

    /// By the numbers at the ends of their ids, as people count.
    pub(super) fn cmp_as_counted(&self, other: &Self) -> Ordering {
        let whole = |entry: &Self| (entry.id.clone(), entry.key.clone());
        (&self.scope, &self.counted)
            .cmp(&(&other.scope, &other.counted))
            .then_with(|| whole(self).cmp(&whole(other)))
    }
}

impl Link {
    fn of(need: &Need, pair: NeedId) -> Self {
        Self {
            pair,
            kind: format!("{:?}", need.link),
            lag: format!("{:?}", need.lag),
        }
    }
}

fn external(meta: &Meta) -> Option<String> {
    let origin = meta.origin.as_ref();
    origin.and_then(|origin| origin.external_id.clone())
}

/// An id as what stands before the number at its end, and that number.
pub(super) fn counted(id: &str) -> (String, u64) {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = id[stem.len()..].parse();
    number.map_or_else(
        |_not_a_small_number| (id.to_owned(), 0),
        |number| (stem.to_owned(), number),
    )
}

/// The usual id of a need, under the new ids of its ends.
fn usual_id(need: &Need, program: &ProgramId, renames: &Renames) -> NeedId {
    let renamed = |program: &ProgramId, item: &ItemId| {
        let key = renames.key(&EntityKey {
            program: Some(program.clone()),
            kind: EntityKind::Item,
            id: item.as_str().into(),
        });
        ItemId::new(&key.id).unwrap_or_else(|_invalid| item.clone())
    };
    let source = match &need.source {
        NeedSource::Item(other) => {
            let there = other.program.as_ref().unwrap_or(program);
            let (to, here) = (renames.program(there), renames.program(program));
            NeedSource::Item(ItemRef {
                program: Some(to).filter(|to| *to != here),
                item: renamed(there, &other.item),
            })
        }
        other @ (NeedSource::Decision(_) | NeedSource::Gate(_)) => other.clone(),
    };
    NeedId::usual(&renamed(program, &need.consumer), &source)
}

/// The id of a need whose usual id has become `pair`: the number behind it stays.
fn need_id(id: &str, need: &Need, pair: &NeedId) -> String {
    let usual = NeedId::usual(&need.consumer, &need.source);
    let behind = id.strip_prefix(usual.as_str());
    let renamed = behind.map(|behind| format!("{pair}{behind}"));
    renamed
        .filter(|id| NeedId::new(id).is_ok())
        .unwrap_or_else(|| pair.to_string())
}
