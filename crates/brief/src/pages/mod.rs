//! Pages for people who ask one question: the schedule, the forecast, milestones, why a date is what it is, what changed.

pub(crate) mod entity_changes;

mod asks;
mod baselines;
mod diff;
mod forecast;
mod gantt;
mod import;
mod level;
mod levelled_why;
mod milestones;
mod missing;
mod notes;
mod schedule;
mod why;

pub use asks::asks_page;
pub use baselines::baselines_page;
pub use diff::diff_page;
pub use forecast::forecast_page;
pub use import::import_page;
pub use level::{LevelPageOptions, level_page};
pub use levelled_why::levelled_why_page;
pub use milestones::milestones_page;
pub(crate) use missing::{missing, without_work};
pub use schedule::{FloatPathsTo, GanttChart, ScheduleOptions, schedule_page};
pub use why::why_page;
