//! The same file again is nothing new, whichever reader takes it and whatever stands in the plan already.

use std::path::PathBuf;
use std::{fs, io};

use longpole_exchange::fuzz::FOREIGN;
use longpole_exchange::import::{ReadOptions, read};
use longpole_exchange::plan::encode;
use longpole_model::Meta;

use super::*;

const MANY: usize = 200;

/// Every sound file of every reader's corpus.
fn sound_files() -> io::Result<Vec<(String, Import)>> {
    let corpus = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../exchange/tests/foreign"
    ));
    let mut files = Vec::new();
    for format in Format::ALL {
        let folder = corpus.join(format.name());
        let extension = FOREIGN
            .iter()
            .find(|known| known.name == format.name())
            .map(|known| known.extension);
        let mut paths: Vec<PathBuf> = fs::read_dir(&folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<_>>()?;
        paths.retain(|path| path.extension().and_then(|of| of.to_str()) == extension);
        paths.sort();
        let before = files.len();
        for path in paths {
            let Ok(import) = read(*format, &fs::read(&path)?, &ReadOptions::of("jira")) else {
                continue;
            };
            // A small file that says very much says nothing more about ids.
            if import.workspace.keys().len() <= MANY {
                let name = path.file_name().unwrap().to_string_lossy();
                files.push((format!("{}/{name}", format.name()), import));
            }
        }
        assert!(files.len() > before, "{}: no sound file", format.name());
    }
    Ok(files)
}

fn plan_of(workspace: &Workspace) -> Plan {
    let mut files: Vec<_> = encode(workspace).into_iter().collect();
    files.push(("more.yaml".to_owned(), "teams: {}\n".to_owned()));
    let files = files.into_iter();
    let files = files.map(|(name, text)| (format!("plan/{name}"), text.into_bytes()));
    Plan::decode(PlanSource::new(files))
        .unwrap_or_else(|mistakes| panic!("{}", mistakes.render(Look::default())))
}

/// A plan in which others have had the ids that the source's things would get.
fn with_their_ids_taken(import: &Import) -> Plan {
    let mut workspace = import.workspace.clone();
    for key in workspace.keys() {
        let mut entity = workspace.get(&key).unwrap();
        *entity.meta_mut() = Meta::default();
        workspace.put(&key, entity);
    }
    plan_of(&workspace)
}

#[track_caller]
fn nothing_new(what: &str, plan: &Plan, base: Option<&Import>, import: &Import) {
    let again = run(&merger(plan, base, import)).merged;

    let news = [&again.added, &again.gone, &again.back, &again.removed_here];
    assert_eq!(news, [&vec![]; 4], "{what}");
    assert_eq!(again.changed, [], "{what}");
    assert_eq!(again.workspace, plan.workspace, "{what}");
}

#[test]
fn the_same_file_again_is_nothing_new_for_any_reader() {
    for (name, import) in sound_files().unwrap() {
        let plan = plan_of(&import.workspace);
        nothing_new(&name, &plan, Some(&import), &import);
        nothing_new(&format!("{name}, nothing kept"), &plan, None, &import);
    }
}

#[test]
fn what_had_to_get_another_id_here_is_found_again() {
    for (name, import) in sound_files().unwrap() {
        let plan = with_their_ids_taken(&import);

        let merged = run(&merger(&plan, None, &import));

        assert_eq!(merged.merged.gone, [], "{name}");
        nothing_new(&name, &merged.plan, Some(&import), &import);
        nothing_new(
            &format!("{name}, nothing kept"),
            &merged.plan,
            None,
            &import,
        );
    }
}
