//! The engine through its one door, on real files and real git repositories.

mod insights;
mod mpxj_scores;
mod open;
mod oracles;
mod payments_cloud;
mod playbooks;
mod rust_goals;
mod taskjuggler;
