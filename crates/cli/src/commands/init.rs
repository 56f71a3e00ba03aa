//! `longpole init`

use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::civil::{Date, Weekday};
use longpole_api::{Files, MadeFile, Playbooks};
use longpole_engine::playbook::{self, Playbook};
use longpole_engine::save;
use longpole_model::ProgramId;

use crate::error::{CommandError, Outcome};
use crate::names::{Kind, pick};
use crate::settings::{Settings, day};
use crate::ui::Format;

/// Write a first plan
///
/// With a playbook the plan is complete and realistic: waves, gates, cut-over, decommissioning, typical risks, with comments
/// that say what to replace. Without one it is the smallest plan that forecasts. A file that is there already is never
/// written over.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole init
  longpole init --list
  longpole init --playbook cloud-migration --id payments-cloud --name 'Payments to the cloud'")]
pub(crate) struct InitArgs {
    /// The file to write
    #[arg(value_name = "FILE", default_value = "plan.yaml")]
    path: PathBuf,
    /// The kind of program; `--list` lists them
    #[arg(long, value_name = "NAME")]
    playbook: Option<String>,
    /// The program's id
    #[arg(long, value_name = "ID", default_value = "my-program")]
    id: String,
    /// The program's name for people [default: made from the id]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The first day of work [default: the Monday after today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    start: Option<Date>,
    /// List the playbooks
    #[arg(long)]
    list: bool,
}

pub(crate) fn run(settings: &Settings, args: &InitArgs) -> Result<Outcome, CommandError> {
    if args.list {
        return list(settings);
    }
    let chosen = chosen(args)?;
    let id = ProgramId::new(&args.id).map_err(|error| {
        CommandError::user(
            format!("\"{}\" is no id: {error}", args.id),
            "use letters, digits and dashes",
        )
    })?;
    let name = args.name.clone().unwrap_or_else(|| spoken(&args.id));
    let start = args
        .start
        .unwrap_or_else(|| next_monday(settings.options.now));
    let text = chosen.render(&id, &name, start);
    save::create(&args.path, &text).map_err(|error| {
        CommandError::user(error.to_string(), "name another file: `longpole init FILE`")
    })?;
    say(settings, args, chosen, text)?;
    Ok(Outcome::Clean)
}

fn chosen(args: &InitArgs) -> Result<&'static Playbook, CommandError> {
    match &args.playbook {
        None => Ok(&playbook::MINIMAL),
        Some(name) => Ok(pick(Kind::Playbook, name, playbook::ALL.iter().map(Named))?.0),
    }
}

/// A playbook by its name.
struct Named(&'static Playbook);

impl AsRef<str> for Named {
    fn as_ref(&self) -> &str {
        self.0.name
    }
}

fn say(
    settings: &Settings,
    args: &InitArgs,
    chosen: &Playbook,
    text: String,
) -> Result<(), CommandError> {
    let path = args.path.display().to_string();
    // Where a plan is looked for, it need not be named.
    let named = if path == "plan.yaml" {
        String::new()
    } else {
        format!(" {path}")
    };
    settings
        .ui
        .remark(&format!("wrote {path}: {}", chosen.summary));
    settings.ui.remark(&format!(
        "next: `longpole check{named}`, then `longpole brief{named} -o brief.html`"
    ));
    if settings.ui.format() == Format::Json {
        let file = MadeFile {
            path,
            text,
            written: true,
        };
        settings
            .ui
            .json(&longpole_api::value(&Files::new(vec![file])))?;
    }
    Ok(())
}

fn list(settings: &Settings) -> Result<Outcome, CommandError> {
    match settings.ui.format() {
        Format::Json => settings
            .ui
            .json(&longpole_api::value(&Playbooks::of(&playbook::ALL)))?,
        Format::Text => {
            let widest = playbook::ALL
                .iter()
                .map(|playbook| playbook.name.len())
                .max()
                .unwrap_or(0);
            let mut text = String::new();
            for playbook in &playbook::ALL {
                writeln!(text, "{:<widest$}  {}", playbook.name, playbook.summary).ok();
            }
            settings.ui.print(&text)?;
        }
    }
    Ok(Outcome::Clean)
}

/// `payments-cloud` as people say it: `Payments cloud`.
fn spoken(id: &str) -> String {
    let words = id.replace(['-', '_', '.'], " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The Monday after `day`, or as late as dates go.
fn next_monday(day: Date) -> Date {
    day.nth_weekday(1, Weekday::Monday).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_program_starts_on_the_monday_after_today() {
        assert_eq!(next_monday(date(2026, 11, 20)), date(2026, 11, 23));
        assert_eq!(next_monday(date(2026, 11, 23)), date(2026, 11, 30));
        assert_eq!(next_monday(Date::MAX), Date::MAX);
    }

    #[test]
    fn an_id_is_spoken_as_words() {
        assert_eq!(spoken("payments-cloud"), "Payments cloud");
        assert_eq!(spoken("überall"), "Überall");
    }
}
