//! What is said to whom.
//!
//! Pure functions from an [`Analysis`](longpole_engine::Analysis) to a [`Document`](longpole_document::Document). This crate
//! chooses what a reader needs and words it; how it looks is `longpole-document`'s. A number gets into a sentence only as a
//! figure with its citation, which `citations` makes from the plan's places and from how the computation was run: nobody
//! writes a citation by hand. What is not known is called unknown, with what would make it known.
//!
//! Each kind of document is a function and a file (a folder where its sections are files).

mod citations;

mod decision_request;
mod executive;
mod facts;
mod pages;
mod risk_assessment;
mod sections;
mod since;
mod team;
mod words;

pub use decision_request::{decision_list, decision_request};
pub use executive::{BriefOptions, Tier, executive_brief};
pub use pages::{
    FloatPathsTo, GanttChart, LevelPageOptions, ScheduleOptions, asks_page, baselines_page,
    diff_page, forecast_page, import_page, level_page, levelled_why_page, milestones_page,
    schedule_page, why_page,
};
pub use risk_assessment::risk_assessment;
pub use since::Since;
pub use team::team_page;
