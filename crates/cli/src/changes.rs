//! What an edit changes, as lines taken out and put in; and the way of an edit into the plan's files.

use std::fmt::Write as _;

use longpole_api::{ChangedLines, Edit};
use longpole_engine::exchange::plan::source::{PlanSource, SourceFile};
use longpole_engine::save::save;
use longpole_engine::{EditError, Plan, PlanError, edit_plan};
use longpole_model::{PlanEdit, ProgramId};

use crate::error::CommandError;
use crate::settings::Settings;
use crate::ui::Format;

/// Whether an edit is written, or only shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub(crate) struct DryRun {
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

/// Makes `edit` in the plan's own text, shows the lines that it changes, and writes them. The plan with it comes back.
pub(crate) fn make(
    settings: &Settings,
    plan: &Plan,
    program: Option<&ProgramId>,
    edit: PlanEdit,
    DryRun { dry_run }: DryRun,
) -> Result<Plan, CommandError> {
    let edited = edit_plan(plan, program, &[edit]).map_err(|error| refusal(settings, error))?;
    let lines = changed_lines(&plan.source, &edited.source);
    let nothing = lines.is_empty();
    let written = !dry_run && !nothing;
    let paths = if written {
        save(&plan.source, &edited.source)
    } else {
        Ok(Vec::new())
    };
    let paths = paths.map_err(|error| {
        CommandError::user(
            error.to_string(),
            "run the command again: it works on the plan as it is then",
        )
    })?;
    match settings.ui.format() {
        Format::Json => settings
            .ui
            .json(&longpole_api::value(&Edit::new(lines, written)))?,
        Format::Text => settings
            .ui
            .print(&lines.iter().map(drawn).collect::<String>())?,
    }
    for path in paths {
        settings.ui.remark(&format!("wrote {}", path.display()));
    }
    if nothing {
        settings
            .ui
            .remark("the plan says so already; nothing was written");
    }
    Ok(edited)
}

fn refusal(settings: &Settings, error: EditError) -> CommandError {
    match error {
        EditError::Path { message, hint } => CommandError::user(message, hint),
        EditError::Mistakes(mistakes) => settings.plan_error(PlanError::Mistakes(mistakes)),
    }
}

fn changed_lines(before: &PlanSource, after: &PlanSource) -> Vec<ChangedLines> {
    let pairs = after
        .files
        .iter()
        .map(|new| (before.files.iter().find(|old| old.name == new.name), new));
    let differ = pairs.filter(|(old, new)| old.map(|old| &old.text) != Some(&new.text));
    differ.map(|(old, new)| in_file(old, new)).collect()
}

/// An edit is in one place: what is the same at the beginning and at the end is left out.
fn in_file(old: Option<&SourceFile>, new: &SourceFile) -> ChangedLines {
    let was: Vec<&str> = old.map_or_else(Vec::new, |old| old.text.lines().collect());
    let is: Vec<&str> = new.text.lines().collect();
    let same = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let most = was.len().min(is.len()) - same;
    let ends = was.iter().rev().zip(is.iter().rev());
    let same_end = ends.take(most).take_while(|(a, b)| a == b).count();
    let between = |lines: &[&str]| {
        lines[same..lines.len() - same_end]
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    ChangedLines {
        file: new.name.clone(),
        line: same + 1,
        before: between(&was),
        after: between(&is),
    }
}

fn drawn(lines: &ChangedLines) -> String {
    let mut text = format!("{}:{}\n", lines.file, lines.line);
    for (sign, lines) in [('-', &lines.before), ('+', &lines.after)] {
        for line in lines {
            writeln!(text, "{sign} {line}").ok();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, shown: &str) {
        let source = |text| PlanSource::of_text("p.yaml", text);
        let lines = changed_lines(&source(before), &source(after));
        assert_eq!(lines.iter().map(drawn).collect::<String>(), shown);
    }

    #[test]
    fn only_what_differs_is_shown() {
        check(
            "a: 1\nb: 2\nc: 3\n",
            "a: 1\nb: 5\nb2: 6\nc: 3\n",
            "p.yaml:2\n- b: 2\n+ b: 5\n+ b2: 6\n",
        );
        check("a: 1\n", "a: 1\n", "");
    }

    #[test]
    fn lines_that_repeat_are_counted_once() {
        check("a\na\n", "a\na\na\n", "p.yaml:3\n+ a\n");
        check("a\na\na\n", "a\n", "p.yaml:2\n- a\n- a\n");
    }
}
