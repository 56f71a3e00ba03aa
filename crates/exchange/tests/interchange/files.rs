//! The files that products wrote themselves, and how each is read and written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Format, Import, ReadOptions, read as read_format};
use longpole_exchange::plan::source::PlanSource;
use longpole_exchange::plan::{decode, encode};
use longpole_exchange::{mspdi, pmxml, xer};
use longpole_model::{Meta, Workspace};
use longpole_testkit::{files_below, shared_data};

/// The files among the oracles whose names begin and end so.
pub(crate) fn oracles(begins: &str, ends: &[&str]) -> Vec<PathBuf> {
    let Some(folder) = shared_data("oracles") else {
        return Vec::new();
    };
    let files = ends.iter().flat_map(|ends| files_below(&folder, ends));
    files
        .filter(|file| name(file).starts_with(begins))
        .collect()
}

/// Every file of every product.
pub(crate) fn all_oracles() -> Vec<PathBuf> {
    oracles("", &["xml", "xer", "pmxml"])
}

pub(crate) fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The format that a file has by the end of its name.
pub(crate) fn format(name: &str) -> Format {
    match name.rsplit_once('.') {
        Some((_, "xer")) => Format::Xer,
        Some((_, "pmxml")) => Format::Pmxml,
        Some((_, "mpx")) => Format::Mpx,
        Some((_, "tjp")) => Format::TaskJuggler,
        Some((_, "csv")) => Format::Csv,
        Some((_, "xlsx")) => Format::Xlsx,
        _ => Format::Mspdi,
    }
}

pub(crate) fn read(file: &Path) -> Import {
    let bytes = fs::read(file).expect("the file can be read");
    read_bytes(&bytes, format(&name(file)))
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

pub(crate) fn read_bytes(bytes: &[u8], format: Format) -> Result<Import, String> {
    read_format(format, bytes, &ReadOptions::of("source")).map_err(|error| error.to_string())
}

/// Writes an import in a format of planning products, with the dates that it states.
pub(crate) fn written(import: &Import, format: Format) -> Vec<u8> {
    let (workspace, dates) = (&import.workspace, &import.dates);
    let programs: Vec<_> = workspace.programs.keys().cloned().collect();
    let written = match format {
        Format::Xer => xer::write(workspace, &programs, dates),
        Format::Pmxml => pmxml::write(workspace, &programs, dates),
        Format::Mspdi => mspdi::write(workspace, &programs[0], dates),
        other => panic!("{} is not written here", other.name()),
    };
    written.expect("the programs are there").bytes
}

/// What comes of an import that is written as a plan and read again.
pub(crate) fn as_a_plan(import: &Import) -> Option<Workspace> {
    let files = encode(&import.workspace).into_iter();
    let files = files.map(|(name, text)| (name, text.into_bytes()));
    decode(&PlanSource::new(files)).workspace
}

/// The example of that name.
pub(crate) fn example(name: &str) -> Workspace {
    let files = files_below(&longpole_testkit::example(name), "yaml");
    let files = files.iter().map(|file| {
        let bytes = fs::read(file).expect("an example can be read");
        (self::name(file), bytes)
    });
    decode(&PlanSource::new(files))
        .workspace
        .expect("an example is a plan")
}

/// A workspace, without what only the format from which it came has: where things came from, and fields of the user's own.
pub(crate) fn bare(workspace: &Workspace) -> Workspace {
    let mut bare = workspace.clone();
    let strip = |meta: &mut Meta| {
        meta.origin = None;
        meta.fields.clear();
    };
    for calendar in bare.calendars.values_mut() {
        strip(&mut calendar.meta);
        calendar.exceptions.sort_by_key(|exception| exception.from);
    }
    for program in bare.programs.values_mut() {
        strip(&mut program.charter.meta);
        // They are kept whole beside the plan; the other format has no such projects.
        program.baselines.clear();
        program
            .items
            .values_mut()
            .for_each(|item| strip(&mut item.meta));
        program
            .needs
            .values_mut()
            .for_each(|need| strip(&mut need.meta));
        let resources = program.resources.values_mut();
        resources.for_each(|resource| strip(&mut resource.meta));
        let assignments = program.assignments.values_mut();
        assignments.for_each(|assignment| strip(&mut assignment.meta));
    }
    bare
}

/// Where two workspaces differ, a line each.
pub(crate) fn differences(one: &Workspace, other: &Workspace) -> Vec<String> {
    let lines = |workspace: &Workspace| -> Vec<String> {
        let files = encode(workspace).into_iter();
        let lines = files.flat_map(|(name, text)| {
            let lines = text.lines().map(|line| format!("{name}: {line}"));
            lines.collect::<Vec<_>>()
        });
        lines.collect()
    };
    let (one, other) = (lines(one), lines(other));
    let only = |lines: &[String], others: &[String], mark: char| -> Vec<String> {
        let known: BTreeSet<&String> = others.iter().collect();
        let lines = lines.iter().enumerate();
        let lines = lines.filter(|(_, line)| !known.contains(line));
        let lines = lines.map(|(at, line)| {
            let other = others.get(at).map_or("", String::as_str);
            format!("{mark} {}", where_they_part(line, other))
        });
        lines.take(12).collect()
    };
    let mut all = only(&one, &other, '-');
    all.extend(only(&other, &one, '+'));
    all
}

/// A line, of a long one what lies around the place where it parts from another.
fn where_they_part(line: &str, other: &str) -> String {
    let same = line.chars().zip(other.chars());
    let same = same.take_while(|(one, other)| one == other).count();
    let from = if same > 200 { same - 100 } else { 0 };
    line.chars().skip(from).take(400).collect()
}
