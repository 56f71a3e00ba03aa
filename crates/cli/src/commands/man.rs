//! `longpole man`

use std::fs;
use std::path::{Path, PathBuf};

use clap_mangen::Man;

use crate::error::{CommandError, Outcome};
use crate::settings::Settings;

/// Print the manual page, or write all manual pages to a folder
#[derive(Debug, clap::Args)]
#[command(after_long_help = "Examples:
  longpole man | man -l -
  longpole man --out ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write a page for each command to this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(crate) fn run(settings: &Settings, args: &ManArgs) -> Result<Outcome, CommandError> {
    match &args.out {
        None => settings
            .ui
            .print(&String::from_utf8_lossy(&page(crate::command())?))?,
        Some(folder) => write_all(settings, folder)?,
    }
    Ok(Outcome::Clean)
}

fn write_all(settings: &Settings, folder: &Path) -> Result<(), CommandError> {
    let failed = |error: std::io::Error| {
        CommandError::user(
            format!("cannot write to \"{}\": {error}", folder.display()),
            "choose another folder",
        )
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut tree = crate::command();
    tree.build();
    let mut pages = Vec::new();
    collect("longpole", &tree, &mut pages);
    for (name, command) in &pages {
        fs::write(folder.join(format!("{name}.1")), page(command.clone())?).map_err(failed)?;
    }
    settings.ui.remark(&format!(
        "wrote {} pages to {}",
        pages.len(),
        folder.display()
    ));
    Ok(())
}

/// Every command with the name of its page, such as `longpole-baseline-set`.
fn collect(name: &str, command: &clap::Command, pages: &mut Vec<(String, clap::Command)>) {
    pages.push((name.to_owned(), command.clone()));
    for below in command
        .get_subcommands()
        .filter(|below| below.get_name() != "help")
    {
        collect(&format!("{name}-{}", below.get_name()), below, pages);
    }
}

fn page(command: clap::Command) -> Result<Vec<u8>, CommandError> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(page)
}
