//! Writes a document about a plan to standard output, to be looked at: `write brief examples/payments-cloud html > brief.html`.

use std::io::{self, Write as _};
use std::sync::Arc;

use longpole_brief::{
    BriefOptions, Tier, asks_page, baselines_page, decision_request, executive_brief,
    forecast_page, milestones_page, risk_assessment, schedule_page, team_page, why_page,
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
    let Some(document) = document(&analysis, &insights, argument(0), argument(3)) else {
        return Err("no such document".into());
    };
    let text = match argument(2) {
        "html" => html::write(&document),
        "markdown" => markdown::write(&document),
        _ => terminal::write(&document, Terminal::plain(120)),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

fn document(analysis: &Analysis, insights: &Insights, kind: &str, what: &str) -> Option<Document> {
    let program: &ProgramId = analysis.scheduled.plan.workspace.programs.keys().next()?;
    match kind {
        "brief" => executive_brief(analysis, insights, program, &BriefOptions::default()),
        "short" => executive_brief(
            analysis,
            insights,
            program,
            &BriefOptions {
                tier: Tier::Short,
                since: None,
            },
        ),
        "risks" => risk_assessment(analysis, insights, program, None),
        "decision" => decision_request(analysis, insights, program, &DecisionId::new(what).ok()?),
        "team" => team_page(analysis, &TeamId::new(what).ok()?),
        "schedule" => schedule_page(analysis, program),
        "forecast" => forecast_page(analysis, program),
        "milestones" => milestones_page(analysis, program),
        "baselines" => baselines_page(analysis, program),
        "why" => why_page(analysis, &EntityKey::of(program, EntityKind::Item, what)),
        "asks" => Some(asks_page(analysis)),
        _ => None,
    }
}
