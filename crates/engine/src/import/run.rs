//! From a file to a plan: read, compared, merged, and saved when that is wanted.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use longpole_exchange::import::{
    self, Format, Import, ImportError, ImportLimits, NoteKind, Place, ids,
};
use longpole_exchange::plan::encode;
use longpole_exchange::plan::source::PlanSource;
use longpole_model::{EntityKey, EntityKind, Item, ItemId, Preference, ProgramId, Workspace};
use longpole_schedule::Cycle;

use super::dates::{compare_dates, compare_held};
use super::into::{MergeError, Merger};
use super::kept::{self, Export, KeptError, kept, kept_sources};
use super::merge::Merged;
use super::rename::Renames;
use super::report::{ImportReport, LastImport, MergeReport, Stranger};
use crate::open::{PlanPlace, is_plan_file};
use crate::plan::{Mistakes, Plan, PlanError};
use crate::save::{self, SaveError};
use crate::system::in_words;

/// What is to be imported, and to where.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// The file.
    pub file: PathBuf,
    /// Its format; what its content says when left out.
    pub format: Option<Format>,
    /// The name of its source; made from the file's name when left out.
    pub source: Option<String>,
    /// Which field a column of a table is, as header and field.
    pub columns: Vec<(String, String)>,
    /// The encoding of a text that does not say.
    pub encoding: Option<String>,
    /// Files that belong to it.
    pub with: Vec<PathBuf>,
    /// To where.
    pub target: ImportTarget,
    /// The program that everything goes into.
    pub program: Option<ProgramId>,
    /// The data date of a new plan, in place of the file's. A plan that is there keeps its own.
    pub data_date: Option<Date>,
    /// The day of the import.
    pub today: Date,
    /// Whose value stands where the source and the plan both changed something.
    pub preference: Preference,
    /// Whether nothing is going to be saved, so that nothing can be in the way.
    pub dry_run: bool,
    /// Whether a file that has little in common with the last one of its source is taken all the same.
    pub anyway: bool,
}

/// To where an import goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportTarget {
    /// A new plan: a file that ends in `.yaml`, or a folder.
    New(PathBuf),
    /// A new plan where plans usually are: `plan.yaml`, or the folder `plan` where there are several programs.
    Usual,
    /// A plan that is there.
    Into(PathBuf),
}

/// An import that is ready to be saved.
#[derive(Debug, Clone)]
pub struct PreparedImport {
    /// What there is to say of it.
    pub report: ImportReport,
    /// Where the plan is, or is to be.
    pub place: PathBuf,
    /// The plan as it is; nothing where it is new.
    before: Option<PlanSource>,
    /// The plan as it is to be.
    pub plan: Plan,
    /// What the source says, to be kept, and where.
    keep: Vec<(PathBuf, Vec<u8>)>,
    /// What was kept before and is not any more.
    drop: Vec<PathBuf>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// A file cannot be read from the disk.
    #[error("cannot read \"{}\": {reason}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// What the source said last is missing or broken, so that nobody can tell what changed since.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// The file is not what can be imported.
    #[error("cannot import \"{}\": {error}", .path.display())]
    Import {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: Box<ImportError>,
    },
    /// Not a name of a source.
    #[error("\"{0}\" is no name of a source")]
    SourceName(String),
    /// The plan holds other sources, and nothing says whether this is one of them.
    #[error("which source is \"{}\"?", .file.display())]
    WhichSource {
        /// The file.
        file: PathBuf,
        /// The sources that the plan has.
        known: Vec<String>,
    },
    /// A data date for a plan that is there.
    #[error("a plan that is there keeps its own data date")]
    DataDate,
    /// The new plan is there already.
    #[error("\"{}\" is there already", .0.display())]
    Exists(PathBuf),
    /// The file has nothing that a plan could be made of.
    #[error("\"{}\" holds no item: there is nothing to import", .0.display())]
    Nothing(PathBuf),
    /// The file has little in common with the last one of its source.
    #[error(
        "of the {} items of this source, {} are not in \"{}\" and {} have another title there: is it another project’s file?",
        .stranger.known, .stranger.gone, .file.display(), .stranger.retitled
    )]
    Stranger {
        /// The file.
        file: PathBuf,
        /// How little.
        stranger: Stranger,
    },
    /// Several programs do not fit into one file.
    #[error("the file holds {0} programs, and a plan file holds one")]
    OneFile(usize),
    /// The plan cannot be read.
    #[error(transparent)]
    Plan(PlanError),
    /// The two cannot be merged.
    #[error(transparent)]
    Merge(MergeError),
    /// What comes of the file is no plan: a mistake of ours.
    #[error("what was read is no plan")]
    NoPlan(Box<Mistakes>),
    /// Its dates cannot be computed.
    #[error(transparent)]
    Cycle(#[from] Cycle),
}

impl ImportRequest {
    /// Reads and merges; nothing is saved yet.
    pub fn prepare(&self) -> Result<PreparedImport, ImportFailure> {
        let source = self.source()?;
        let export = self.export(&source)?;
        let mut import = self.read(&export, &source)?;
        if let Some(day) = self.data_date {
            if let ImportTarget::Into(_) = self.target {
                return Err(ImportFailure::DataDate);
            }
            for program in import.workspace.programs.values_mut() {
                program.charter.data_date = Some(day);
            }
        }
        // In a plan that is there, the dates that count are those that it has with the file in it.
        let dates = match self.target {
            ImportTarget::Into(_) => Vec::new(),
            ImportTarget::New(_) | ImportTarget::Usual => compare_dates(&import, self.today)?,
        };
        let file = self.file.to_string_lossy();
        let report = ImportReport::of(&file, &source, &import, dates, self.today);
        match &self.target {
            ImportTarget::New(path) => self.new_plan(path, &source, export, import, report),
            ImportTarget::Usual => {
                let several = import.workspace.programs.len() > 1;
                let path = Path::new(if several { "plan" } else { "plan.yaml" });
                self.new_plan(path, &source, export, import, report)
            }
            ImportTarget::Into(path) => self.merged_plan(path, &source, &export, &import, report),
        }
    }

    /// The name of the source: as it was said, else made from the file's name where that cannot be mistaken.
    fn source(&self) -> Result<String, ImportFailure> {
        if let Some(source) = &self.source {
            // As an id, it is a file name everywhere, too.
            ItemId::new(source).map_err(|_no_id| ImportFailure::SourceName(source.clone()))?;
            return Ok(source.clone());
        }
        let stem = self
            .file
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let name = ids::slug(&stem.unwrap_or_default());
        let name = if name.is_empty() {
            "import".to_owned()
        } else {
            name
        };
        if let ImportTarget::Into(plan) = &self.target {
            let known = kept_sources(plan);
            if !known.is_empty() && !known.contains(&name) {
                let file = self.file.clone();
                return Err(ImportFailure::WhichSource { file, known });
            }
        }
        Ok(name)
    }

    /// The file, with how it is to be read: as was said now, else as it was read last time.
    fn export(&self, source: &str) -> Result<Export, ImportFailure> {
        let bytes = content(&self.file)?;
        let last = match &self.target {
            ImportTarget::Into(plan) => kept(plan, source)?,
            ImportTarget::New(_) | ImportTarget::Usual => None,
        };
        let format = match self.format {
            Some(format) => format,
            None => import::recognise(&bytes, &self.file.to_string_lossy())
                .map_err(|error| self.refused(error))?,
        };
        let last = last.filter(|last| last.format == format);
        let or_last = |said: &Vec<(String, String)>| match (&last, said.is_empty()) {
            (Some(last), true) => last.columns.clone(),
            _ => said.clone(),
        };
        let encoding = self.encoding.clone();
        let mut export = Export {
            format,
            columns: or_last(&self.columns),
            encoding: encoding.or_else(|| last.as_ref()?.encoding.clone()),
            files: BTreeMap::new(),
            bytes,
        };
        for path in &self.with {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            export
                .files
                .insert(name.unwrap_or_default(), content(path)?);
        }
        if format == Format::TaskJuggler {
            self.add_included(&mut export);
        }
        Ok(export)
    }

    /// Files that the project includes, as far as they lie beside it or below. What is missing, the reader reports.
    fn add_included(&self, export: &mut Export) {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let mut waiting = vec![export.bytes.clone()];
        while let Some(bytes) = waiting.pop() {
            for name in included(&String::from_utf8_lossy(&bytes)) {
                let below = !Path::new(&name).is_absolute()
                    && !name.split(['/', '\\']).any(|part| part == "..");
                if below
                    && !export.files.contains_key(&name)
                    && let Ok(bytes) = content(&folder.join(&name))
                {
                    waiting.push(bytes.clone());
                    export.files.insert(name, bytes);
                }
            }
        }
    }

    fn read(&self, export: &Export, source: &str) -> Result<Import, ImportFailure> {
        import::read(export.format, &export.bytes, &export.options(source))
            .map_err(|error| self.refused(error))
    }

    fn refused(&self, error: ImportError) -> ImportFailure {
        ImportFailure::Import {
            path: self.file.clone(),
            error: Box::new(error),
        }
    }

    fn new_plan(
        &self,
        path: &Path,
        source: &str,
        export: Export,
        import: Import,
        report: ImportReport,
    ) -> Result<PreparedImport, ImportFailure> {
        if import.workspace.programs.is_empty() {
            return Err(ImportFailure::Nothing(self.file.clone()));
        }
        if path.exists() && !self.dry_run {
            return Err(ImportFailure::Exists(path.to_owned()));
        }
        let keep = kept::files(path, source, &export);
        drop(export);
        let in_the_way = keep.iter().find(|(path, _)| path.exists());
        if let Some((path, _)) = in_the_way.filter(|_| !self.dry_run) {
            return Err(ImportFailure::Exists(path.clone()));
        }
        let mut renames = Renames::default();
        let programs = &import.workspace.programs;
        let count = programs.len();
        if let (Some(named), 1) = (&self.program, programs.len()) {
            renames
                .programs
                .extend(programs.keys().map(|id| (id.clone(), named.clone())));
        }
        let files = if renames.is_empty() {
            encode(&import.workspace)
        } else {
            encode(&renames.apply(&import.workspace))
        };
        // The plan is read again below; of a large file there is no room for both.
        drop(import);
        let named: Vec<(String, Vec<u8>)> = if is_plan_file(path) {
            let Ok([(_, text)]) = <[_; 1]>::try_from(files) else {
                return Err(ImportFailure::OneFile(count));
            };
            vec![(path.to_string_lossy().into_owned(), text.into_bytes())]
        } else {
            let inside = |name: String| path.join(name).to_string_lossy().into_owned();
            files
                .into_iter()
                .map(|(name, text)| (inside(name), text.into_bytes()))
                .collect()
        };
        let plan = Plan::decode(PlanSource::new(named))
            .map_err(|mistakes| ImportFailure::NoPlan(Box::new(mistakes)))?;
        Ok(PreparedImport {
            report,
            place: path.to_owned(),
            before: None,
            plan,
            keep,
            drop: Vec::new(),
        })
    }

    fn merged_plan(
        &self,
        path: &Path,
        source: &str,
        export: &Export,
        import: &Import,
        mut report: ImportReport,
    ) -> Result<PreparedImport, ImportFailure> {
        let plan = Plan::open(&PlanPlace::Path(path.to_owned())).map_err(ImportFailure::Plan)?;
        let last = kept(path, source)?;
        if last.as_ref() == Some(export) {
            let merger = Merger {
                base: Some(import),
                others: &[],
                says_less: false,
                ..self.merger(&plan, path, source, import)
            };
            if let Ok(merged) = merger.run() {
                let held = merged.stated.held(&plan.workspace);
                report.dates = compare_held(&held, self.today)?;
            }
            report.merge = Some(MergeReport {
                last: LastImport::SameFile,
                ..MergeReport::default()
            });
            return Ok(PreparedImport {
                report,
                place: path.to_owned(),
                before: Some(plan.source.clone()),
                plan,
                keep: Vec::new(),
                drop: Vec::new(),
            });
        }
        let base = last
            .as_ref()
            .map(|last| kept::read_again(path, source, last))
            .transpose()?;
        let (others, unreadable) = Self::others(path, source);
        let merger = Merger {
            base: base.as_ref(),
            says_less: base.as_ref().is_some_and(|base| says_less(base, import)),
            others: &others,
            ..self.merger(&plan, path, source, import)
        };
        let merged = merger.run().map_err(ImportFailure::Merge)?;
        if merger.says_less {
            report.notes.add(
                NoteKind::Changed,
                "another-form",
                "the file has another form than the last one of its source (another format, or fewer columns): what it has no place for stays as it was",
                Place::default(),
            );
        }
        let theirs = self.preference == Preference::Theirs;
        let merge = MergeReport::of(&merged, &plan.workspace, source, base.is_some(), theirs);
        if let Some(stranger) = merge.stranger.filter(|_| !self.anyway && !self.dry_run) {
            return Err(ImportFailure::Stranger {
                file: self.file.clone(),
                stranger,
            });
        }
        for name in known_elsewhere(&plan.workspace, &merged.merged, source) {
            report.notes.add_named(
                NoteKind::Suspicious,
                "known-from-another-source",
                "items are new here with the ids and titles of items that another source brought: is that the same work under two names?",
                name,
                Place::default(),
            );
        }
        for pair in renumbered(&plan.workspace, &merged.merged) {
            report.notes.add_named(
                NoteKind::Suspicious,
                "same-work-under-a-new-id",
                "items are gone, and others are new with the same title in the same place: is that the same work under a new id? Where it is, remove the new item and let the one that is gone say `fields: { also: NEW-ID }`",
                pair,
                Place::default(),
            );
        }
        for error in unreadable {
            report.notes.add(
                NoteKind::Suspicious,
                "another-source-unreadable",
                format!("{error}: links to and from its work are not settled"),
                Place::default(),
            );
        }
        // What another source of the plan brought does not lead nowhere.
        for code in ["dangling-link", "outside-link"] {
            let is_open = |name: &str| merge.open.iter().any(|open| open == name);
            report.notes.retain_names(code, is_open);
        }
        report.merge = Some(merge);
        report.dates = compare_held(&merged.stated.held(&merged.plan.workspace), self.today)?;
        let keep = kept::files(path, source, export);
        let former = last
            .map(|last| kept::files(path, source, &last))
            .unwrap_or_default();
        let drop = former
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| keep.iter().all(|(kept, _)| kept != path));
        Ok(PreparedImport {
            report,
            place: path.to_owned(),
            before: Some(plan.source.clone()),
            drop: drop.collect(),
            keep,
            plan: merged.plan,
        })
    }

    /// A merge of a source of which nothing more is known yet.
    fn merger<'a>(
        &'a self,
        plan: &'a Plan,
        path: &Path,
        source: &'a str,
        import: &'a Import,
    ) -> Merger<'a> {
        Merger {
            plan,
            folder: path.is_dir().then(|| path.to_string_lossy().into_owned()),
            source,
            import,
            base: None,
            says_less: false,
            others: &[],
            program: self.program.as_ref(),
            today: self.today,
            preference: self.preference,
        }
    }

    /// What other sources of the plan said last, and what of that cannot be read.
    fn others(plan: &Path, source: &str) -> (Vec<(String, Import)>, Vec<KeptError>) {
        let names = kept_sources(plan).into_iter().filter(|name| name != source);
        let mut others = Vec::new();
        let mut unreadable = Vec::new();
        for name in names {
            let read = |export: Export| kept::read_again(plan, &name, &export);
            match kept(plan, &name).and_then(|export| export.map(read).transpose()) {
                Ok(import) => others.extend(import.map(|import| (name, import))),
                Err(error) => unreadable.push(error),
            }
        }
        (others, unreadable)
    }
}

impl PreparedImport {
    /// Saves the plan, and after it what the source said: where something comes between, the next import of the same file
    /// finds the plan as it is and keeps the rest.
    pub fn save(&self) -> Result<Vec<PathBuf>, SaveError> {
        let nothing = PlanSource::default();
        let before = self.before.as_ref().unwrap_or(&nothing);
        if self.before.is_none() {
            for file in &self.plan.source.files {
                save::make_folder_of(Path::new(&file.name))?;
            }
        }
        let mut written = save::save(before, &self.plan.source)?;
        for (path, bytes) in &self.keep {
            if save::keep(path, bytes)? {
                written.push(path.clone());
            }
        }
        for path in &self.drop {
            // What is left of a former format does no harm.
            fs::remove_file(path).ok();
        }
        Ok(written)
    }

    /// The files of the plan as it was; none where it is new.
    pub fn before(&self) -> Option<&PlanSource> {
        self.before.as_ref()
    }
}

/// New items whose ids and titles in their source are those of items that another source brought, with its name.
fn known_elsewhere(before: &Workspace, merged: &Merged, source: &str) -> Vec<String> {
    let called = |item: &Item| {
        let external = item.meta.origin.as_ref()?.external_id.clone()?;
        Some((external, item.title.clone()))
    };
    let mut elsewhere = BTreeMap::new();
    for item in before.programs.values().flat_map(|it| it.items.values()) {
        let origin = item.meta.origin.as_ref();
        let of = origin.map(|origin| &origin.source);
        if let (Some(of), Some(called)) = (of.filter(|of| *of != source), called(item)) {
            elsewhere.insert(called, of);
        }
    }
    let items = merged.added.iter().filter_map(|key| {
        let program = merged.workspace.programs.get(key.program.as_ref()?)?;
        program
            .items
            .get(&*key.id)
            .filter(|_| key.kind == EntityKind::Item)
    });
    let names = items.filter_map(|item| {
        let called = called(item)?;
        let of = elsewhere.get(&called)?;
        Some(format!("{} ({of})", called.0))
    });
    names.collect()
}

/// Items that are gone from their source, with those that are new with the same title in the same place.
fn renumbered(before: &Workspace, merged: &Merged) -> Vec<String> {
    let item = |workspace: &'_ Workspace, key: &EntityKey| -> Option<Item> {
        let program = workspace.programs.get(key.program.as_ref()?)?;
        program.items.get(&*key.id).cloned()
    };
    // Where it stands is said by titles: what it is part of may have another id now, too.
    let place = |workspace: &Workspace, key: &EntityKey| {
        let found = item(workspace, key).filter(|_| key.kind == EntityKind::Item)?;
        let above = found.parent.as_ref().map(|parent| EntityKey {
            id: parent.as_str().into(),
            ..key.clone()
        });
        let above = above.map(|above| workspace.display_name(&above));
        Some((key.program.clone(), above, found.title?))
    };
    let called = |workspace: &Workspace, key: &EntityKey| {
        let origin = item(workspace, key).and_then(|item| item.meta.origin);
        let external = origin.and_then(|origin| origin.external_id);
        external.unwrap_or_else(|| key.id.to_string())
    };
    let mut gone: BTreeMap<_, Vec<&EntityKey>> = BTreeMap::new();
    for key in &merged.gone {
        if let Some(place) = place(before, key) {
            gone.entry(place).or_default().push(key);
        }
    }
    let mut pairs = Vec::new();
    for key in &merged.added {
        let found = place(&merged.workspace, key)
            .and_then(|place| Some((gone.get_mut(&place)?.pop()?, place)));
        if let Some((was, (_, _, title))) = found {
            let (was, now) = (called(before, was), called(&merged.workspace, key));
            pairs.push(format!("{was} → {now} ({title})"));
        }
    }
    pairs
}

/// Whether a file is of another form than the last one of its source: of another format, or without some of its columns.
fn says_less(last: &Import, now: &Import) -> bool {
    last.format != now.format || !last.columns.is_subset(&now.columns)
}

/// The bytes of a file, unless there are more than any import has.
fn content(path: &Path) -> Result<Vec<u8>, ImportFailure> {
    let unreadable = |reason: String| ImportFailure::Unreadable {
        path: path.to_owned(),
        reason,
    };
    let about = fs::metadata(path).map_err(|error| unreadable(in_words(&error)))?;
    if !about.is_file() {
        return Err(unreadable("it is no regular file".to_owned()));
    }
    let most = ImportLimits::default().bytes;
    if about.len() > most {
        return Err(unreadable(format!(
            "it has {} bytes; at most {most} are read",
            about.len()
        )));
    }
    fs::read(path).map_err(|error| unreadable(in_words(&error)))
}

/// The names in `include "name"` statements.
fn included(text: &str) -> Vec<String> {
    let statements = text.split("include").skip(1);
    let names = statements.filter_map(|rest| {
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let name = rest[1..].split(quote).next()?;
        (name.len() < 200 && !name.contains('\n')).then(|| name.to_owned())
    });
    names.collect()
}
