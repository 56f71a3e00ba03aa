//! The records of a plan file, a file for each kind of entity. Each table says how a record is read, written and
//! described; nothing else in this crate knows the fields.

mod allowance;
mod ask;
mod baseline;
mod calendar;
mod charter;
mod communication;
mod decision;
mod examples;
mod gate;
mod item;
mod meta;
mod migration;
mod need;
mod objective;
mod pairs;
mod probe;
mod raid;
mod resource;
mod risk;
mod scenario;
mod scheduling;
mod status;
mod system;
mod team;
mod workstream;

use longpole_model::{
    Allowance, Ask, Assignment, Assumption, Baseline, Calendar, Charter, Decision, Entity,
    EntityKind, EscalationLevel, Gate, Issue, Message, Objective, Person, Probe, Raci, Resource,
    Risk, Runbook, Scenario, StatusUpdate, System, Team, Wave, Workstream,
};

use super::out::Out;
use super::read::{Reader, Record as _, Value as _};
use super::shape::{FieldShape, Shape};
use super::tree::Node;

pub(crate) use examples::example_of;
pub(crate) use item::{ItemEntry, write_item};
pub(crate) use need::{NeedEntry, write_need};
pub(crate) use pairs::Pairs;

macro_rules! kinds {
    ($($kind:ident)*) => {
        /// The fields of an entity's record.
        pub fn fields_of(kind: EntityKind) -> Vec<FieldShape> {
            match kind {
                $(EntityKind::$kind => $kind::fields(),)*
                EntityKind::Item => ItemEntry::fields(),
                EntityKind::Need => need::Terms::fields(),
            }
        }

        /// What may stand under an entity's id.
        pub(crate) fn shape_of(kind: EntityKind) -> Shape {
            match kind {
                $(EntityKind::$kind => $kind::shape(),)*
                EntityKind::Item => ItemEntry::shape(),
                EntityKind::Need => need::Terms::shape(),
            }
        }

        /// Reads an entity; items and needs are read together, by themselves.
        pub(crate) fn read_entity(kind: EntityKind, node: &Node<'_>, reader: &Reader<'_>) -> Option<Entity> {
            match kind {
                $(EntityKind::$kind => $kind::read(node, reader).map(Entity::$kind),)*
                EntityKind::Item | EntityKind::Need => None,
            }
        }

        /// Writes an entity; items and needs are written together, by themselves.
        pub(crate) fn write_entity(entity: &Entity) -> Option<Out> {
            match entity {
                $(Entity::$kind(value) => Some(value.write()),)*
                Entity::Item(_) | Entity::Need(_) => None,
            }
        }
    };
}

kinds! {
    Charter Calendar Team Person System Objective Workstream Resource Assignment Ask Risk Assumption Issue Decision
    Gate Wave Runbook Probe StatusUpdate Baseline Scenario Message EscalationLevel Raci Allowance
}
