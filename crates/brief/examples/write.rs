//! Writes a document about a plan to standard output, to be looked at: `write brief examples/payments-cloud html > brief.html`.

use std::io::{self, Write as _};
use std::sync::Arc;

use longpole_brief::{
    BriefOptions, ScheduleOptions, Tier, asks_page, baselines_page, decision_list,
    decision_request, executive_brief, forecast_page, milestones_page, risk_assessment,
    schedule_page, team_page, why_page,
};
use longpole_document::terminal::{self, Terminal};
use longpole_document::{Document, html, markdown};
use longpole_engine::open::PlanPlace;
use longpole_engine::{Analysis, AnalysisOptions, Insights, Plan, analyse, insights};
use longpole_model::{DecisionId, EntityKey, EntityKind, ProgramId, TeamId};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |place: usize| arguments.get(place).map_or("", String::as_str);
    let plan = Arc::new(Plan::open(&PlanPlace::Path(argument(1).into()))?);
    let now = plan
        .workspace
        .programs
        .values()
        .find_map(|program| program.charter.data_date);
    let now = now.ok_or("the plan has no data date")?;
    let options = AnalysisOptions {
        iterations: 2_000,
        ..AnalysisOptions::on(now)
    };
    let analysis = analyse(plan, &options)?;
    let insights = insights(&analysis);
    let document = document(&analysis, &insights, argument(0), argument(3))?;
    let text = match argument(2) {
        "html" => html::write(&document),
        "markdown" => markdown::write(&document),
        _ => terminal::write(&document, Terminal::plain(120)),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

fn document(
    analysis: &Analysis,
    insights: &Insights,
    kind: &str,
    what: &str,
) -> Result<Document, Box<dyn std::error::Error>> {
    let scheduled = &analysis.scheduled;
    let mut programs = scheduled.plan.workspace.programs.keys();
    let program: &ProgramId = programs.next().ok_or("the plan has no program")?;
    let short = BriefOptions {
        tier: Tier::Short,
        since: None,
    };
    Ok(match kind {
        "short" => executive_brief(analysis, insights, program, &short),
        "risks" => risk_assessment(analysis, insights, program, None),
        "decision" => decision_request(analysis, insights, program, &DecisionId::new(what)?),
        "decisions" => decision_list(analysis, insights, program),
        "team" => team_page(analysis, &TeamId::new(what)?),
        "schedule" => schedule_page(scheduled, program, &ScheduleOptions::default()),
        "forecast" => forecast_page(analysis, program),
        "milestones" => milestones_page(analysis, program),
        "baselines" => baselines_page(scheduled, program),
        "why" => why_page(
            analysis,
            &analysis.scheduled,
            &EntityKey::of(program, EntityKind::Item, what),
        ),
        "asks" => asks_page(analysis),
        _ => executive_brief(analysis, insights, program, &BriefOptions::default()),
    })
}
