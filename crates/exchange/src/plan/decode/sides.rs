//! Whose side is said where: a promise belongs into a file that its provider's team owns.

use longpole_model::{EntityKey, EntityKind, ItemTree, Names, TeamId};

use super::Reading;
use crate::diagnostic::{Diagnostic, Span};

impl Reading<'_> {
    /// A promise in a file that another team owns is what that team heard, and not what the provider said.
    pub(super) fn promises_in_others_files(&self) {
        if self.places.files.iter().all(|file| file.owner.is_none()) {
            return;
        }
        let names = Names::of(&self.workspace);
        for (program, contents) in &self.workspace.programs {
            let Some(tree) = ItemTree::of(&names, program) else {
                continue;
            };
            let promising = contents
                .items
                .iter()
                .filter(|(_, item)| !item.promises.is_empty());
            for (id, _) in promising {
                let said = self
                    .places
                    .of(&EntityKey::of(program, EntityKind::Item, id));
                let (Some(place), Some(team)) = (said, tree.effective(id).team) else {
                    continue;
                };
                let file = self.places.files.get(place.file.0 as usize);
                let owner = file.and_then(|file| file.owner.as_ref());
                // Who is outside writes in no file of ours: whoever deals with them notes down what they said.
                let outside = self
                    .workspace
                    .teams
                    .get(team)
                    .is_some_and(|team| team.external);
                if let Some(owner) = owner.filter(|owner| *owner != team && !outside) {
                    self.report(in_anothers_file(place, team, owner));
                }
            }
        }
    }
}

fn in_anothers_file(place: Span, team: &TeamId, owner: &TeamId) -> Diagnostic {
    let message =
        format!("`{team}` promises here, in a file of `{owner}`: only `{team}` can say so");
    Diagnostic::warning("promise-in-another-teams-file", place, message)
        .label(format!("done by `{team}`"))
        .help(format!(
            "let `{team}` promise in a file of its own; until then it is only requested"
        ))
}

#[cfg(test)]
mod tests {
    use crate::plan::decode;
    use crate::plan::source::PlanSource;

    fn warnings(owner: &str) -> Vec<String> {
        let shared =
            "program: p\nteams: { a: {}, b: {} }\nitems:\n  use: { team: a, needs: [make] }\n";
        let own = format!(
            "program: p\nowner: {owner}\nitems:\n  make:\n    team: b\n    promises: {{ use<-make: {{ date: 2027-01-15, state: committed }} }}\n"
        );
        let files = [
            ("1.yaml".to_owned(), shared.into()),
            ("2.yaml".to_owned(), own.into_bytes()),
        ];
        let decoded = decode(&PlanSource::new(files));
        assert!(decoded.workspace.is_some(), "it is no error");
        decoded
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.message.clone())
            .collect()
    }

    #[test]
    fn a_promise_in_another_teams_file_is_remarked_upon() {
        assert_eq!(
            warnings("a"),
            ["`b` promises here, in a file of `a`: only `b` can say so"]
        );
        assert_eq!(warnings("b"), Vec::<String>::new());
    }
}
