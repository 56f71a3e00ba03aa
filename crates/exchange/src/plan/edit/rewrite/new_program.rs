//! A program that is new in the plan: its file, and what the others then have to say.

use longpole_model::{Program, ProgramId, Workspace};

use super::NotRewritten;
use super::job::Job;
use crate::diagnostic::FileId;
use crate::plan::encode;
use crate::plan::tree::parse;

impl Job<'_> {
    /// Files that belonged to the only program there was say so once there are two.
    pub(super) fn name_the_nameless(&self, texts: &mut [(String, String)]) {
        for (at, (_, text)) in texts.iter_mut().enumerate() {
            let (tree, _) = parse(FileId(at as u32), text);
            let named = tree
                .root
                .as_ref()
                .is_some_and(|root| root.entry("program").is_some());
            let program = self
                .decoded
                .places
                .files
                .get(at)
                .and_then(|info| info.program.as_ref());
            if let Some(program) = program.filter(|_| !named) {
                *text = format!("program: {program}\n{text}");
            }
        }
    }

    /// The file of a new program, with all that is in it.
    pub(super) fn new_program(&self, id: &ProgramId) -> Result<(String, String), NotRewritten> {
        let Some(folder) = &self.homes.folder else {
            return Err(NotRewritten::NoRoom(id.clone()));
        };
        let mut alone = Workspace::default();
        let program: Option<&Program> = self.wanted.programs.get(id);
        alone
            .programs
            .extend(program.map(|program| (id.clone(), program.clone())));
        let files = encode(&alone);
        let text = files.into_iter().next().map(|(_, text)| text);
        let mut name = format!("{id}.yaml");
        let taken = |name: &str| {
            let path = joined(folder, name);
            self.source.files.iter().any(|file| file.name == path)
        };
        while taken(&name) {
            name.insert_str(0, "program-");
        }
        Ok((joined(folder, &name), text.unwrap_or_default()))
    }
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{}/{name}", folder.trim_end_matches(['/', '\\']))
    }
}
