//! A plan file as text, with all that rules look at.

use jiff::civil::Date;
use longpole_check::{Context, Report, run};
use longpole_exchange::diagnostic::{Lines, Look, Sources as _, render};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{Places, decode};
use longpole_forecast::{Forecast, ForecastOptions, forecast};
use longpole_model::{EntityKey, ItemId, ProgramId, Workspace};
use longpole_schedule::{NeedBy, Network, Options, Schedule, Subject, needs_by, schedule};
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
        let source = PlanSource::of_text("plan.yaml", &dedented(text));
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

/// `text` without the indentation of its first line that says something.
fn dedented(text: &str) -> String {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let indent = first.map_or(0, |line| line.len() - line.trim_start().len());
    let lines = text
        .lines()
        .map(|line| line.get(indent..).unwrap_or_default());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What the rules say of `workspace` today.
pub(crate) fn checked(workspace: &Workspace) -> Report {
    Planned::of(workspace, 1_000).checked(workspace, NOW)
}

/// The schedule and the forecast of a workspace.
pub(crate) struct Planned {
    network: Network,
    schedule: Schedule,
    needs_by: Vec<NeedBy>,
    forecast: Forecast,
}

impl Planned {
    /// Schedules and forecasts. Programs without a data date get the tests' own.
    pub(crate) fn of(workspace: &Workspace, iterations: u32) -> Self {
        let mut dated = workspace.clone();
        for program in dated.programs.values_mut() {
            program.charter.data_date.get_or_insert(DATA_DATE);
        }
        let planned = schedule(&dated, &Options::default());
        let (network, schedule) = planned.expect("no needs wait for each other");
        let options = ForecastOptions {
            iterations,
            ..ForecastOptions::default()
        };
        let plan = longpole_forecast::Plan {
            workspace: &dated,
            network: &network,
            schedule: &schedule,
        };
        Self {
            forecast: forecast(plan, &options),
            needs_by: needs_by(&network, &schedule),
            network,
            schedule,
        }
    }

    /// What the rules say on a day.
    pub(crate) fn checked(&self, workspace: &Workspace, today: Date) -> Report {
        let context = Context::new(workspace, today)
            .with_schedule(&self.network, &self.schedule, &self.needs_by)
            .with_forecast(&self.forecast);
        run(&context)
    }

    /// Whether an item is on the driving path.
    pub(crate) fn is_driving(&self, program: &ProgramId, item: &ItemId) -> bool {
        let node = self.network.node(&Subject::item(program, item));
        node.is_some_and(|node| self.schedule.driving[node])
    }
}
