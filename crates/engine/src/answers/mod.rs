//! Answers: what front ends show, put together from an [`crate::Analysis`], one question a file.
//!
//! Values only, already joined (an item with its team, its dates, its odds), never worded: wording is `brief`'s, JSON is
//! `api`'s. Every list has a stated order, so that the same analysis gives the same answer.

mod asks;
mod contracts;
mod decisions;
mod earlier;
mod freshness;
mod levelled;
mod levelled_chain;
mod levelled_why;
mod milestones;
mod pole;
mod program;
mod risks;
mod team;
mod why;

pub use asks::{AskLoad, KindCount, ask_loads};
pub use contracts::{ContractLine, contracts};
pub(crate) use decisions::is_open;
pub use decisions::{DecisionLine, OptionLine, decisions};
pub use earlier::{EarlierAnswer, LeverAnswer, LeverChange, SingleAnswer};
pub use freshness::{Freshness, Source, freshness};
pub use levelled::{
    Levelled, LevelledDate, LevelledItem, LevelledPool, LevelledProgram, LevelledRelief,
    LevelledTogether, levelled,
};
pub use levelled_chain::{LevelledHold, LevelledHolder, LevelledQueue, LevelledStep};
pub use levelled_why::{LevelledWhy, SoonerAnswer, SoonerChange, SoonerLever, levelled_why};
pub use milestones::{MilestoneLine, milestones};
pub use pole::{LongPole, PoleStep, Rival, long_pole};
pub use program::{ProgramLine, program_line, programs};
pub use risks::{ResponseLine, RiskLine, risks};
pub use team::{Owed, TeamPage, team_page};
pub use why::{Limit, Why, WhyReason, WhyStep, why, why_chain};
