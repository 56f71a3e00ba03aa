//! Rubbish that looks like a file of another tool.
//!
//! Mutations know the marks that such files are made of (tags, tabs, quotes, commas, lines), so that most of what they make
//! gets past the outermost parser.

use super::{Random, archive, blocks};
use crate::import::{Import, ImportError, ReadOptions};
use crate::plan::source::PlanSource;
use crate::plan::{decode, encode};

/// A format of another tool.
#[derive(Debug)]
pub struct ForeignFormat {
    /// Its name: that of the folder of its corpus below `tests/foreign`.
    pub name: &'static str,
    /// How its files end.
    pub extension: &'static str,
    /// Its reader.
    pub read: fn(&[u8], &ReadOptions) -> Result<Import, ImportError>,
}

/// The formats that are read, a line each.
pub static FOREIGN: &[ForeignFormat] = &[
    ForeignFormat {
        name: "mspdi",
        extension: "xml",
        read: crate::mspdi::read,
    },
    ForeignFormat {
        name: "xer",
        extension: "xer",
        read: crate::xer::read,
    },
    ForeignFormat {
        name: "pmxml",
        extension: "pmxml",
        read: crate::pmxml::read,
    },
    ForeignFormat {
        name: "mpx",
        extension: "mpx",
        read: crate::mpx::read,
    },
    ForeignFormat {
        name: "taskjuggler",
        extension: "tjp",
        read: crate::taskjuggler::read,
    },
    ForeignFormat {
        name: "ganttproject",
        extension: "gan",
        read: crate::ganttproject::read,
    },
    ForeignFormat {
        name: "csv",
        extension: "csv",
        read: crate::table::csv::read,
    },
    // What breaks in a workbook is mostly the archive. Its sheet alone gets further.
    ForeignFormat {
        name: "xlsx-sheet",
        extension: "xml",
        read: crate::table::xlsx::read_sheet_alone,
    },
    ForeignFormat {
        name: "xlsx",
        extension: "xlsx",
        read: crate::table::xlsx::read,
    },
    ForeignFormat {
        name: "jira",
        extension: "json",
        read: crate::jira::read,
    },
    ForeignFormat {
        name: "github",
        extension: "json",
        read: crate::github::read,
    },
];

/// Words that have a meaning somewhere, or should not have one.
const WORDS: &[&str] = &[
    "",
    "0",
    "1",
    "-1",
    "2",
    "7",
    "19",
    "65535",
    "-65535",
    "0.5",
    "1e9",
    "99999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "NaN",
    "true",
    "null",
    "Key",
    "Title",
    "Start",
    "Depends on",
    "12FS+2d; 14",
    "5d..8d..15d",
    "03/04/2026",
    "1.2.3",
    "XFD1048576",
    "\"key\"",
    "\"issues\"",
    "\"fields\"",
    "\"issuelinks\"",
    "\"outwardIssue\"",
    "\"number\"",
    "blocked by #1",
    "- [ ] #2",
    "[]",
    "{}",
    "inlineStr",
    "PT8H0M0S",
    "PT0H0M0S",
    "-PT8H0M0S",
    "PT9999999999H0M0S",
    "1900-01-01T00:00:00",
    "9999-12-31T23:59:59",
    "2026-02-30T08:00:00",
    "2026-01-05T24:00:00",
    "00:00:00",
    "23:59:59",
    "&amp;",
    "&#0;",
    "&#x10FFFF;",
    "&boom;",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    "\"",
    "task",
    "depends",
    "effort",
    "end",
    "!",
    "2d",
    "2026-01-05",
    "${a}",
    "macro a [${1}]\n",
    "-8<-",
    "\t",
    "\r\n",
    "\u{FEFF}",
    "\u{0}",
    "\u{7F}\u{7F}",
    "Ü",
    "🚀",
];

/// Marks between the pieces that mutations move about.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '<' | '>'
            | '/'
            | '\t'
            | '\n'
            | ','
            | ';'
            | '"'
            | '{'
            | '}'
            | '['
            | ']'
            | ':'
            | '='
            | '('
            | ')'
            | '|'
            | ' '
    )
}

impl ForeignFormat {
    /// Changes a file in one place, or in up to eight, or cuts it off. In every other file whole blocks (elements, lines,
    /// what stands between brackets) are changed first. An archive is mostly packed again with a changed part in it.
    pub fn mutate(&self, seed: u64, base: &[u8]) -> Vec<u8> {
        let mut random = Random(seed);
        if base.starts_with(b"PK") && random.below(4) > 0 {
            let changed = archive::with_one_part(base, &mut random, mutate_text);
            return changed.unwrap_or_else(|| base.to_vec());
        }
        mutate_text(&mut random, base)
    }
    /// Reads bytes and holds what has to hold: a plan that can be written and read again, or an error with words. Panics
    /// where it does not; says in a word what came out.
    pub fn run(&self, bytes: &[u8]) -> &'static str {
        let import = match (self.read)(bytes, &ReadOptions::of("fuzz")) {
            Ok(import) => import,
            Err(error) => {
                assert!(!error.to_string().is_empty(), "an error has words");
                return "refused";
            }
        };
        for note in import.notes.iter() {
            assert!(
                note.count > 0 && !note.message.is_empty(),
                "a note says something"
            );
        }
        for (program, item) in import.dates.keys() {
            let known = import.workspace.programs.get(program);
            assert!(
                known.is_some_and(|known| known.items.contains_key(item)),
                "{program}/{item} has dates and is there"
            );
        }
        let files = encode(&import.workspace);
        let files = files
            .iter()
            .map(|(name, text)| (name.clone(), text.clone().into_bytes()));
        let again = decode(&PlanSource::new(files));
        let said: Vec<&str> = again
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.message.as_str())
            .collect();
        assert_eq!(
            again.workspace.as_ref(),
            Some(&import.workspace),
            "what came in can be written as a plan and read again: {said:?}"
        );
        "read"
    }
}

fn mutate_text(random: &mut Random, base: &[u8]) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(base).into_owned();
    let of_blocks = random.below(2) == 0;
    if of_blocks {
        for _ in 0..=random.below(3) {
            text = blocks::change(random, &text);
        }
    }
    let mut pieces: Vec<&str> = text.split_inclusive(is_mark).collect();
    let changes = match random.below(4) {
        0 if of_blocks => 0,
        0 | 1 => 1,
        _ => 1 + random.below(8),
    };
    for _ in 0..changes {
        change(random, &mut pieces);
    }
    let mut bytes = pieces.concat().into_bytes();
    match random.below(16) {
        0 => bytes.truncate(random.below(bytes.len() + 1)),
        1 if !bytes.is_empty() => {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        _ => {}
    }
    bytes
}

/// Takes a piece away, doubles it, moves it, or puts a word or another piece in its place.
fn change<'t>(random: &mut Random, pieces: &mut Vec<&'t str>) {
    if pieces.is_empty() {
        pieces.push(random.one_of(WORDS));
        return;
    }
    let (at, other) = (random.below(pieces.len()), random.below(pieces.len()));
    match random.below(8) {
        0 => {
            pieces.remove(at);
        }
        1 => pieces.insert(at, pieces[at]),
        2 => pieces.swap(at, other),
        3 => {
            let few = (at + 1 + random.below(40)).min(pieces.len());
            pieces.drain(at..few);
        }
        4 => {
            let few = (at + 1 + random.below(40)).min(pieces.len());
            let copy: Vec<&'t str> = pieces[at..few].to_vec();
            let other = other.min(pieces.len());
            pieces.splice(other..other, copy);
        }
        5 => pieces[at] = pieces[other],
        _ => {
            // The mark after the piece stays: what is changed is a value.
            let old = pieces[at];
            let mark = old.char_indices().next_back().filter(|(_, c)| is_mark(*c));
            pieces[at] = random.one_of(WORDS);
            if let Some((start, _)) = mark {
                pieces.insert(at + 1, &old[start..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The short form of the campaigns.
    #[test]
    fn rubbish_from_other_tools_gives_plans_or_errors() {
        for format in FOREIGN {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/foreign")
                .join(format.name);
            let bases: Vec<Vec<u8>> = longpole_testkit::files_below(&folder, format.extension)
                .iter()
                .map(|file| std::fs::read(file).unwrap())
                .collect();
            for seed in 0..200 {
                let base = &bases[seed as usize % bases.len()];
                let bytes = format.mutate(seed, base);
                let shown = String::from_utf8_lossy(&bytes).into_owned();
                let result = std::panic::catch_unwind(|| format.run(&bytes));
                assert!(result.is_ok(), "{} seed {seed}\n{shown}", format.name);
            }
        }
    }

    #[test]
    fn a_seed_always_gives_the_same_bytes() {
        let format = &FOREIGN[0];
        assert_eq!(format.mutate(7, b"<a>1</a>"), format.mutate(7, b"<a>1</a>"));
    }
}
