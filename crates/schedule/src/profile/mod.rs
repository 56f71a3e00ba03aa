//! Dates by the rules of other products, so that a schedule keeps those that were computed there.
//!
//! Each node is dated by the rules of its program's profile; all read and write the same arrays, so that links may lead from
//! a program of one profile to that of another. Where every program has Longpole's own profile these are the dates of
//! [`Schedule::compute`]. Forecasts and checks always run on Longpole's own rules: a simulation may not leave unfinished work
//! in the past, as Microsoft Project does.

mod dates;
mod details;
mod float_paths;
mod longpole;
mod microsoft;
mod passes;
mod primavera;
mod tick;
mod working;

use longpole_model::{SchedulingProfile, Workspace};

use crate::{Network, Options, Schedule};
use passes::Passes;

pub use dates::{NodeDates, ProfileDates};
pub use details::{
    AssignmentDetails, Constrained, Delay, Details, EffortDetails, EffortLink, LinkDetails,
    LinkLag, ManualTicks, NodeDetails, NodeFacts, ProgramDetails, Role, Stage,
};
pub use float_paths::{FloatPath, FloatPathsBy, float_paths};
pub use tick::Tick;
pub use working::Working;

/// Dates everything in `network`, which was built of `workspace`, by the rules of each program's profile.
pub fn compute(workspace: &Workspace, network: &Network, options: &Options) -> ProfileDates {
    let details = Details::new(workspace, network, options);
    let is_own = |program: &ProgramDetails| program.profile == SchedulingProfile::Longpole;
    if details.programs.iter().all(is_own) {
        return ProfileDates::of_schedule(network, &Schedule::compute(network));
    }
    Passes::new(network, &details).run()
}
