//! `longpole status ITEM`

use jiff::civil::Date;
use longpole_engine::Plan;
use longpole_model::{EntityKey, EntityKind, PlanEdit};

use crate::changes::{self, DryRun};
use crate::error::{CommandError, Outcome};
use crate::names::{Kind, of_program};
use crate::settings::{Settings, day};
use crate::ui::Format;

/// Say how an item stands
///
/// Writes the claim into the plan, with its day and author. A claim is no fact: `longpole check` and the brief hold it
/// against dates, odds and evidence, and show both. A better health than the computed one counts only with a reason and an
/// expiry; without them the claim is written all the same, and you are told.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole status tokens-api --health at-risk --by identity-lead --note 'second review round'
  longpole status tokens-api --health on-track --by identity-lead --reason 'contract signed' --until 2026-12-15")]
pub(crate) struct StatusArgs {
    /// The item
    item: String,
    /// How it stands
    #[arg(long, value_enum, value_name = "HEALTH")]
    health: HealthArg,
    /// Who says so
    #[arg(long, value_name = "PERSON")]
    by: String,
    /// In words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The date that is expected now
    #[arg(long, value_name = "DATE", value_parser = day)]
    forecast: Option<Date>,
    /// Why a better health than the computed one is right
    #[arg(long, value_name = "TEXT", requires = "until")]
    reason: Option<String>,
    /// Until when that holds
    #[arg(long, value_name = "DATE", value_parser = day, requires = "reason")]
    until: Option<Date>,
    /// The day of the claim [default: today, or --now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    #[command(flatten)]
    dry_run: DryRun,
}

/// The healths that a person can claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum HealthArg {
    /// Nothing says that the date will be missed
    OnTrack,
    /// It may be missed
    AtRisk,
    /// Nobody can tell
    Unknown,
    /// It will be missed unless something changes
    OffTrack,
}

/// The rules that speak of a claim which is better than what is computed.
const BETTER_CLAIMS: [&str; 3] = [
    "claimed-better-than-computed",
    "better-claim-without-reason",
    "better-claim-expired",
];

pub(crate) fn run(settings: &Settings, args: &StatusArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open_to_edit()?;
    let named = settings.named_program.as_deref();
    let (program, item) = of_program(&plan, named, Kind::Item, &args.item, |program| {
        &program.items
    })?;
    let edit = PlanEdit {
        path: format!("items.{item}.status"),
        value: Some(claim(settings, args)),
    };
    let edited = changes::make(settings, &plan, Some(program), edit, args.dry_run)?;
    if settings.ui.format() == Format::Text {
        remark_on_claim(
            settings,
            edited,
            &EntityKey::of(program, EntityKind::Item, item),
        )?;
    }
    Ok(Outcome::Clean)
}

/// The claim as a plan file has it.
fn claim(settings: &Settings, args: &StatusArgs) -> String {
    let health = match args.health {
        HealthArg::OnTrack => "on-track",
        HealthArg::AtRisk => "at-risk",
        HealthArg::Unknown => "unknown",
        HealthArg::OffTrack => "off-track",
    };
    let mut fields = vec![
        format!("health: {health}"),
        format!("on: {}", args.on.unwrap_or(settings.options.now)),
        format!("by: {}", quoted(&args.by)),
    ];
    fields.extend(
        args.note
            .as_deref()
            .map(|note| format!("note: {}", quoted(note))),
    );
    fields.extend(args.forecast.map(|date| format!("forecast: {date}")));
    fields.extend(
        args.reason
            .as_deref()
            .map(|reason| format!("reason: {}", quoted(reason))),
    );
    fields.extend(args.until.map(|date| format!("until: {date}")));
    format!("{{ {} }}", fields.join(", "))
}

/// Says so when the claim is better than what is computed, in the words of the rule that will find it.
fn remark_on_claim(
    settings: &Settings,
    edited: Plan,
    item: &EntityKey,
) -> Result<(), CommandError> {
    let analysis = settings.analyse(edited)?;
    let findings = analysis.report.only(&BETTER_CLAIMS).findings;
    for finding in findings.iter().filter(|finding| finding.at == *item) {
        settings.ui.warn(&finding.message, &finding.hint);
    }
    Ok(())
}

/// Text between double quotes, as JSON and so YAML has it.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
