//! An import into a plan that is there: whose is whose, merged, and written into the plan's own lines.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use longpole_exchange::diagnostic::{FileId, Sources as _};
use longpole_exchange::import::{Import, withdraw_loops};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{Homes, NotRewritten, rewrite};
use longpole_model::{Changes, EntityKey, NeedId, Preference, Program, ProgramId, Workspace, diff};

use super::default_calendar::name_default_calendars;
use super::identify::{Destination, identify};
use super::merge::{Merged, Sides, merge};
use super::open_links::{Joined, Known, Link, join};
use super::rename::Renames;
use super::stated::Stated;
use crate::plan::{Mistakes, Plan};

/// What is to be merged into a plan.
#[derive(Debug, Clone)]
pub struct Merger<'a> {
    /// The plan as it is.
    pub plan: &'a Plan,
    /// The folder that is the plan; none where the plan is one file.
    pub folder: Option<String>,
    /// The name of the source.
    pub source: &'a str,
    /// What the source says now.
    pub import: &'a Import,
    /// What it said last time; nothing where that was not kept.
    pub base: Option<&'a Import>,
    /// Whether the file has another form than the last one (another format, fewer columns), so that it may not be able to say
    /// what that one said.
    pub says_less: bool,
    /// What other sources of the plan said last, by name: their links may lead to what comes now.
    pub others: &'a [(String, Import)],
    /// The program that everything goes into, where one was named.
    pub program: Option<&'a ProgramId>,
    /// The day of the import.
    pub today: Date,
    /// Whose value stands where both changed a field.
    pub preference: Preference,
}

/// What came of a merge.
#[derive(Debug, Clone)]
pub struct MergedPlan {
    /// The plan as it is to be.
    pub plan: Plan,
    /// What was taken over and what was not.
    pub merged: Merged,
    /// Links between sources that were joined.
    pub joined: Vec<(ProgramId, NeedId)>,
    /// What links of this source name and nothing in the plan goes by.
    pub open: Vec<String>,
    /// The program of the plan for each of the source's.
    pub programs: BTreeMap<ProgramId, ProgramId>,
    /// Programs whose charters the plan keeps, whatever the source says of them.
    pub charters_kept: Vec<ProgramId>,
    /// What the file states of dates, and what in the plan may speak against it.
    pub(super) stated: Stated,
}

/// Why nothing was merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// The source has several programs, and the plan is one file.
    #[error("the source holds several programs, and the plan is one file")]
    OneFile,
    /// The plan cannot be edited.
    #[error(transparent)]
    NotRewritten(NotRewritten),
    /// With the merge the plan would have mistakes.
    #[error(transparent)]
    Mistakes(Box<Mistakes>),
}

impl Merger<'_> {
    /// Merges and writes the result into the plan's own lines. Nothing is saved.
    pub fn run(&self) -> Result<MergedPlan, MergeError> {
        let destination = Destination {
            program: self.program.cloned(),
            only: self.folder.is_none(),
        };
        let plan = &self.plan.workspace;
        let (import, before) = (
            &self.import.workspace,
            self.base.map(|base| &base.workspace),
        );
        let identified = identify(
            plan,
            self.source,
            &destination,
            import,
            before,
            self.import.says_plan_ids(),
        );
        let renames = identified.theirs;
        let mut theirs = renames.apply(import);
        let base = self.base.zip(identified.base.as_ref());
        let mut before = base.map(|(base, renames)| renames.apply(&base.workspace));
        if self.folder.is_none()
            && theirs
                .programs
                .keys()
                .any(|id| !plan.programs.contains_key(id))
        {
            return Err(MergeError::OneFile);
        }

        let charters = self.charters(&theirs);
        name_default_calendars(&mut theirs, import, &renames, plan, &charters);
        let met = self.join(&renames, &mut theirs);
        if let (Some((base, renames)), Some(before)) = (base, &mut before) {
            name_default_calendars(before, &base.workspace, renames, plan, &charters);
            self.rejoin(&Link::of(&base.open_links, renames), &theirs, before);
        }
        let mut merged = merge(&Sides {
            base: before.as_ref(),
            plan,
            theirs: &theirs,
            source: self.source,
            today: self.today,
            preference: self.preference,
            says_less: self.says_less,
            charters: &charters,
        });
        let mut joined = met.needs.into_iter().map(|(program, id, _)| (program, id));
        let mut joined: Vec<_> = joined
            .by_ref()
            .filter(|(program, id)| is_new(plan, program, id))
            .collect();
        let others = self.join_others(&mut merged.workspace);
        let is_new = |program: &ProgramId, need: &NeedId| {
            others.iter().any(|(of, id)| (of, id) == (program, need))
        };
        let loops = withdraw_loops(&mut merged.workspace, is_new);
        merged.loops.extend(loops);
        joined.extend(others);
        let stated = Stated::of(self.import, &renames, &theirs, &merged.workspace, &met.open);
        let programs = renames.programs;
        let charters_kept = programs
            .values()
            .filter(|id| !charters.contains(*id))
            .cloned()
            .collect();
        Ok(MergedPlan {
            plan: self.written(&merged.workspace)?,
            merged,
            joined,
            open: met.open,
            programs,
            charters_kept,
            stated,
        })
    }

    /// A charter is the source's where it came from it, or where the program is new.
    fn charters(&self, theirs: &Workspace) -> BTreeSet<ProgramId> {
        let is_theirs = |id: &&ProgramId| match self.plan.workspace.programs.get(*id) {
            None => true,
            Some(program) => {
                let origin = program.charter.meta.origin.as_ref();
                origin.is_some_and(|origin| origin.source == self.source)
            }
        };
        theirs.programs.keys().filter(is_theirs).cloned().collect()
    }

    /// Adds to `theirs` the links that lead to what the plan has of others.
    fn join(&self, renames: &Renames, theirs: &mut Workspace) -> Joined {
        let links = Link::of(&self.import.open_links, renames);
        if links.is_empty() {
            return Joined::default();
        }
        let all = together(&self.plan.workspace, theirs);
        let mut joined = join(&links, &Known::of(&all), self.source);
        let plan = &self.plan.workspace;
        joined.needs.retain(|(program, id, need)| {
            !is_new(plan, program, id) || !has_alike(plan, program, need)
        });
        for (program, id, need) in &joined.needs {
            put_need(theirs, program, id, need);
        }
        joined
    }

    /// Adds to the previous export those of its links that the plan has joined.
    fn rejoin(&self, links: &[Link], theirs: &Workspace, before: &mut Workspace) {
        let plan = &self.plan.workspace;
        let all = together(plan, theirs);
        for (program, id, need) in join(links, &Known::of(&all), self.source).needs {
            if !is_new(plan, &program, &id) {
                put_need(before, &program, &id, &need);
            }
        }
    }

    /// Joins links of other sources that led nowhere before, and lead to something now.
    fn join_others(&self, merged: &mut Workspace) -> Vec<(ProgramId, NeedId)> {
        let mut joined = Vec::new();
        for (source, import) in self
            .others
            .iter()
            .filter(|(_, import)| !import.open_links.is_empty())
        {
            let destination = Destination::default();
            let plan = &self.plan.workspace;
            let renames = identify(
                plan,
                source,
                &destination,
                &import.workspace,
                None,
                import.says_plan_ids(),
            )
            .theirs;
            let links = Link::of(&import.open_links, &renames);
            let before = join(&links, &Known::of(&self.plan.workspace), source);
            let open: Vec<Link> = links
                .into_iter()
                .filter(|link| before.open.contains(&link.other))
                .collect();
            let now = join(&open, &Known::of(merged), source);
            for (program, id, need) in now.needs {
                if is_new(merged, &program, &id) && !has_alike(merged, &program, &need) {
                    put_need(merged, &program, &id, &need);
                    joined.push((program, id));
                }
            }
        }
        joined
    }

    /// The plan whose files say `wanted`.
    fn written(&self, wanted: &Workspace) -> Result<Plan, MergeError> {
        let changes = diff(&self.plan.workspace, wanted);
        let (source, homes) = self.homes(&changes);
        let done = rewrite(&source, &changes, &homes).map_err(refused)?;
        Plan::from_decoded(done.source, done.decoded)
            .map_err(|mistakes| MergeError::Mistakes(Box::new(mistakes)))
    }

    /// Where new entities go: to the file that holds most of what came from the source, else, in a folder, to a file of its own.
    fn homes(&self, changes: &Changes) -> (PlanSource, Homes) {
        let mut homes = Homes {
            files: BTreeMap::new(),
            folder: self.folder.clone(),
        };
        let mut source = self.plan.source.clone();
        let programs = &self.plan.workspace.programs;
        let added = changes.0.iter().filter(|change| change.before.is_none());
        let mut by_program: BTreeMap<&ProgramId, Vec<&EntityKey>> = BTreeMap::new();
        for change in added {
            if let Some(program) = change
                .key
                .program
                .as_ref()
                .filter(|id| programs.contains_key(*id))
            {
                by_program.entry(program).or_default().push(&change.key);
            }
        }
        let mut names: Vec<(Vec<&EntityKey>, String)> = Vec::new();
        for (program, keys) in by_program {
            let name = match (self.file_of_source(program), &self.folder) {
                (Some(file), _) => source.name(file).to_owned(),
                (None, None) => continue,
                (None, Some(folder)) => {
                    let name = self.new_file(folder, program, &source);
                    source = with_file(&source, &name, &format!("program: {program}\n"));
                    name
                }
            };
            names.push((keys, name));
        }
        // A new file may have changed the order of the others.
        for (keys, name) in names {
            let at = source.files.iter().position(|file| file.name == name);
            let file = at.map(|at| FileId(at as u32));
            homes.files.extend(
                file.into_iter()
                    .flat_map(|file| keys.iter().map(move |key| ((*key).clone(), file))),
            );
        }
        (source, homes)
    }

    /// The file that holds most of the source's entities in `program`.
    fn file_of_source(&self, program: &ProgramId) -> Option<FileId> {
        let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
        self.plan.workspace.for_each_meta(|of, kind, id, meta| {
            let from_source = meta
                .origin
                .as_ref()
                .is_some_and(|origin| origin.source == self.source);
            if of != Some(program) || !from_source {
                return;
            }
            let key = EntityKey {
                program: of.cloned(),
                kind,
                id: id.into(),
            };
            if let Some(file) = self.plan.places.file(&key) {
                *counts.entry(file).or_default() += 1;
            }
        });
        let most = counts
            .into_iter()
            .max_by_key(|(file, count)| (*count, std::cmp::Reverse(*file)));
        most.map(|(file, _)| file)
    }

    fn new_file(&self, folder: &str, program: &ProgramId, source: &PlanSource) -> String {
        let path = |name: &str| {
            let folder = folder.trim_end_matches(['/', '\\']);
            if folder.is_empty() {
                format!("{name}.yaml")
            } else {
                format!("{folder}/{name}.yaml")
            }
        };
        let is_free = |path: &String| source.files.iter().all(|file| file.name != *path);
        let names = [self.source.to_owned(), format!("{program}-{}", self.source)];
        let numbered = (2..).map(|number| format!("{program}-{}-{number}", self.source));
        let mut paths = names.into_iter().chain(numbered).map(|name| path(&name));
        paths.find(is_free).expect("numbers don't end")
    }
}

fn with_file(source: &PlanSource, name: &str, text: &str) -> PlanSource {
    let files = source
        .files
        .iter()
        .map(|file| (file.name.clone(), file.text.clone().into_bytes()));
    let new = (name.to_owned(), text.as_bytes().to_vec());
    PlanSource::new(files.chain([new]))
}

fn refused(error: NotRewritten) -> MergeError {
    match error {
        NotRewritten::Mistakes { files, diagnostics } => MergeError::Mistakes(Box::new(Mistakes {
            files: *files,
            diagnostics,
        })),
        other @ (NotRewritten::Unreadable
        | NotRewritten::Conflict(_)
        | NotRewritten::NoRoom(_)
        | NotRewritten::Unusual(_)) => MergeError::NotRewritten(other),
    }
}

/// The charters and items of both, the plan's where they have one.
fn together(plan: &Workspace, theirs: &Workspace) -> Workspace {
    let mut all = Workspace::default();
    for workspace in [plan, theirs] {
        for (id, program) in &workspace.programs {
            let named = || Program {
                charter: program.charter.clone(),
                ..Program::default()
            };
            let into = all.programs.entry(id.clone()).or_insert_with(named);
            for (id, item) in &program.items {
                into.items.entry(id.clone()).or_insert_with(|| item.clone());
            }
        }
    }
    all
}

fn is_new(plan: &Workspace, program: &ProgramId, id: &NeedId) -> bool {
    let program = plan.programs.get(program);
    !program.is_some_and(|program| program.needs.contains_key(id))
}

/// Whether the plan has a need that says the same.
fn has_alike(plan: &Workspace, program: &ProgramId, need: &longpole_model::Need) -> bool {
    let needs = plan
        .programs
        .get(program)
        .into_iter()
        .flat_map(|program| program.needs.values());
    needs.into_iter().any(|other| {
        (&other.consumer, &other.source, other.link, other.lag)
            == (&need.consumer, &need.source, need.link, need.lag)
    })
}

fn put_need(into: &mut Workspace, program: &ProgramId, id: &NeedId, need: &longpole_model::Need) {
    let program = into.programs.entry(program.clone()).or_default();
    program.needs.insert(id.clone(), need.clone());
}
