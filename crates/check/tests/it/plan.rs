//! A plan file as text, with all that rules look at.

use jiff::civil::Date;
use longpole_check::{Context, Report, run};
use longpole_exchange::diagnostic::{Lines, Look, Sources as _, render};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{Places, decode};
use longpole_model::{EntityKey, Workspace};
use longpole_schedule::{Network, Options, Schedule, needs_by, schedule};
use longpole_testkit::{DATA_DATE, NOW};

/// A decoded plan.
pub(crate) struct Plan {
    source: PlanSource,
    places: Places,
    pub(crate) workspace: Workspace,
}

impl Plan {
    /// Reads `text`; `whose` names it when it cannot be read.
    pub(crate) fn read(whose: &str, text: &str) -> Self {
        let source = PlanSource::of_text("plan.yaml", text);
        let decoded = decode(&source);
        let mistakes = || render(&decoded.diagnostics, &source, Look::default());
        let workspace = decoded.workspace.clone();
        let workspace = workspace
            .unwrap_or_else(|| panic!("the plan of {whose} has mistakes:\n{}", mistakes()));
        Self {
            places: decoded.places,
            workspace,
            source,
        }
    }

    /// The line, from 1, on which a field of an entity stands, or the entity.
    pub(crate) fn line(&self, key: &EntityKey, field: Option<&str>) -> u32 {
        let span = match field {
            Some(field) => self.places.field(&self.source, key, field),
            None => self.places.of(key),
        };
        let span = span.unwrap_or_else(|| panic!("{key} has no place"));
        let text = self.source.text(span.file);
        Lines::of(text).position(text, span.start as usize).line
    }
}

/// What the rules say of `workspace` today.
pub(crate) fn checked(workspace: &Workspace) -> Report {
    checked_on(workspace, NOW)
}

/// What the rules say of `workspace` on a day.
pub(crate) fn checked_on(workspace: &Workspace, today: Date) -> Report {
    let (network, schedule) = scheduled(workspace);
    let needs_by = needs_by(&network, &schedule);
    let context = Context::new(workspace, today).with_schedule(&network, &schedule, &needs_by);
    run(&context)
}

fn scheduled(workspace: &Workspace) -> (Network, Schedule) {
    let mut dated = workspace.clone();
    for program in dated.programs.values_mut() {
        program.charter.data_date.get_or_insert(DATA_DATE);
    }
    schedule(&dated, &Options::default()).expect("no needs wait for each other")
}
