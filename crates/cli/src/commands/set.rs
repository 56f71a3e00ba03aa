//! `longpole set PATH VALUE`

use longpole_model::PlanEdit;

use crate::changes::{self, DryRun};
use crate::error::{CommandError, Outcome};
use crate::names;
use crate::settings::Settings;

/// Change one field of the plan, and only its lines
///
/// The path is as the plan file has it: section, id, field. The value is what one would write there. Comments and the order
/// of everything stay as they are. What would make a mistake is refused, and nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole set items.go-live.commit 2027-06-18
  longpole set items.tokens-api.estimate 15d..25d..50d
  longpole set items.tokens-api '{ team: identity, estimate: 20d }'
  longpole set teams.identity.people 5 --dry-run
  longpole set items.tokens-api.deadline --remove")]
pub(crate) struct SetArgs {
    /// The field, such as `items.go-live.estimate`; or a whole entity, such as `items.go-live`
    path: String,
    /// The value, as one would write it in the plan
    #[arg(required_unless_present = "remove", allow_hyphen_values = true)]
    value: Option<String>,
    /// Remove the field, or the whole entity
    #[arg(long, conflicts_with = "value")]
    remove: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

pub(crate) fn run(settings: &Settings, args: &SetArgs) -> Result<Outcome, CommandError> {
    let plan = settings.open_to_edit()?;
    let named = settings.named_program.as_deref();
    let program = named
        .map(|name| names::program(&plan, Some(name)))
        .transpose()?;
    let edit = PlanEdit {
        path: args.path.clone(),
        value: args.value.clone(),
    };
    changes::make(
        settings,
        &plan,
        program.map(|(id, _)| id),
        edit,
        args.dry_run,
    )?;
    Ok(Outcome::Clean)
}
