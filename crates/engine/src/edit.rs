//! Plans with something said differently: the edits of an option, a scenario, or a person, made in the plan's own text.

use longpole_exchange::diagnostic::Look;
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{Decoded, NotEdited, remove, set};
use longpole_model::{PlanEdit, ProgramId};

use crate::plan::{Mistakes, Plan};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The path leads nowhere, or not there.
    #[error("{message}")]
    Path {
        /// What is wrong with it.
        message: String,
        /// What to do.
        hint: String,
    },
    /// With the edit the plan would have mistakes.
    #[error(transparent)]
    Mistakes(Box<Mistakes>),
}

impl EditError {
    /// The whole error in a sentence, for where there is no room for excerpts.
    pub fn summary(&self) -> String {
        match self {
            Self::Path { message, .. } => message.clone(),
            Self::Mistakes(mistakes) => match mistakes.views().first() {
                Some(first) => first.message.clone(),
                None => mistakes.to_string(),
            },
        }
    }

    /// The whole error with excerpts, for people.
    pub fn render(&self, look: Look) -> Option<String> {
        match self {
            Self::Path { .. } => None,
            Self::Mistakes(mistakes) => Some(mistakes.render(look)),
        }
    }
}

/// The plan with `edits` made one after the other, each as `longpole set` makes it. Paths without a program are `program`'s.
///
/// Nothing is written. The edits of several steps may depend on each other; the first that cannot be made stops all.
pub fn edit_plan(
    plan: &Plan,
    program: Option<&ProgramId>,
    edits: &[PlanEdit],
) -> Result<Plan, EditError> {
    let mut edited = plan.clone();
    for edit in edits {
        let path = qualified(plan, program, &edit.path);
        let made = match &edit.value {
            Some(value) => set(&edited.source, &path, value),
            None => remove(&edited.source, &path),
        };
        let made = made.map_err(refusal)?;
        let source = edited.source.with_text(made.file, made.text);
        edited = Plan {
            revision: None,
            ..taken(source, made.decoded)?
        };
    }
    Ok(edited)
}

/// Names the program, where the plan holds several and the path does not.
fn qualified(plan: &Plan, program: Option<&ProgramId>, path: &str) -> String {
    let programs = &plan.workspace.programs;
    let named = path
        .split_once('/')
        .is_some_and(|(first, _)| programs.contains_key(first));
    match program {
        Some(program) if programs.len() > 1 && !named => format!("{program}/{path}"),
        _ => path.to_owned(),
    }
}

fn taken(source: PlanSource, decoded: Decoded) -> Result<Plan, EditError> {
    Plan::from_decoded(source, decoded).map_err(|mistakes| EditError::Mistakes(Box::new(mistakes)))
}

fn refusal(error: NotEdited) -> EditError {
    match error {
        NotEdited::Path {
            message,
            suggestion,
            help,
        } => {
            let hint = suggestion.map_or(help, |near| format!("did you mean `{near}`?"));
            EditError::Path { message, hint }
        }
        NotEdited::Value {
            source,
            diagnostics,
        } => EditError::Mistakes(Box::new(Mistakes {
            files: *source,
            diagnostics,
        })),
    }
}
