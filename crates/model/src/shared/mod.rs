//! What programs of a workspace share: teams, people, systems.

mod person;
mod system;
mod team;

pub use person::Person;
pub use system::{
    Criticality, Disposition, Lifecycle, MigrationUnit, System, TimeClass, UnitState,
};
pub use team::{Pace, Reliability, Succession, Team};
