//! Which characters does a project consist of, once its macros are expanded and its included files are in place?
//!
//! Texts lie on a stack: the project, files that it includes, macros that are called. What is read of all of them together is
//! bounded, so that macros that call each other, or themselves, end in an error.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::malformed;
use crate::import::{ImportError, NoteKind, Notes, Place};

/// So much text may come from macros and included files, in bytes, beyond the project's own.
const MOST_EXPANDED: usize = 16 << 20;
/// So many macros and files may be open within each other.
const MOST_OPEN: usize = 200;
/// So many files may be included.
const MOST_INCLUDED: usize = 1000;
/// The longest macro call, in bytes.
const LONGEST_CALL: usize = 64 << 10;

/// Characters, one after the other.
pub(super) struct Characters<'o> {
    /// Texts that are open, the innermost last.
    open: Vec<Text>,
    macros: BTreeMap<String, String>,
    files: &'o BTreeMap<String, Vec<u8>>,
    /// Bytes that may still be read.
    budget: usize,
    /// How many files were included.
    included: usize,
    pub(super) notes: Notes,
}

struct Text {
    chars: Rc<str>,
    at: usize,
    /// The line of `at`, from 1; of a macro, the line of its call.
    line: u32,
    /// What a file is called; the project itself has no name.
    file: Option<Rc<str>>,
    is_macro: bool,
}

impl<'o> Characters<'o> {
    pub(super) fn new(text: &str, files: &'o BTreeMap<String, Vec<u8>>, notes: Notes) -> Self {
        Self {
            open: vec![Text {
                chars: text.into(),
                at: 0,
                line: 1,
                file: None,
                is_macro: false,
            }],
            macros: BTreeMap::new(),
            files,
            budget: text.len().saturating_add(MOST_EXPANDED),
            included: 0,
            notes,
        }
    }

    /// Where the next character stands.
    pub(super) fn place(&self) -> Place {
        let text = self.open.last();
        Place {
            line: text.map(|text| text.line),
            record: text.and_then(|text| text.file.as_ref().map(|file| format!("file `{file}`"))),
            ..Place::default()
        }
    }

    /// The next character, without taking it.
    pub(super) fn peek(&mut self) -> Result<Option<char>, ImportError> {
        loop {
            let Some(text) = self.open.last() else {
                return Ok(None);
            };
            let rest = &text.chars[text.at..];
            match rest.chars().next() {
                None if self.open.len() == 1 => return Ok(None),
                None => {
                    self.open.pop();
                }
                Some('$') if rest[1..].starts_with('{') => self.call()?,
                Some('$') if rest[1..].starts_with('(') && environment(rest).is_some() => {
                    let (name, length) = environment(rest).expect("it was found");
                    let message =
                        format!("the environment's `{name}` is not known here; it was left out");
                    let place = self.place();
                    self.notes
                        .add(NoteKind::Suspicious, "environment", message, place);
                    self.skip(length)?;
                }
                Some(c) => return Ok(Some(c)),
            }
        }
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Result<Option<char>, ImportError> {
        let Some(c) = self.peek()? else {
            return Ok(None);
        };
        self.skip(c.len_utf8())?;
        Ok(Some(c))
    }

    /// What stands next in the text that is open, macros not expanded.
    pub(super) fn rest(&self) -> &str {
        self.open.last().map_or("", |text| &text.chars[text.at..])
    }

    /// Takes so many bytes of the text that is open.
    pub(super) fn skip(&mut self, bytes: usize) -> Result<(), ImportError> {
        if let Some(left) = self.budget.checked_sub(bytes) {
            self.budget = left;
        } else {
            return Err(ImportError::TooLarge(format!(
                "macros and included files make more than {} MiB of text",
                MOST_EXPANDED >> 20
            )));
        }
        if let Some(text) = self.open.last_mut() {
            let taken = &text.chars[text.at..text.at + bytes];
            if !text.is_macro {
                let lines = taken.bytes().filter(|byte| *byte == b'\n').count();
                text.line = text.line.saturating_add(lines as u32);
            }
            text.at += bytes;
        }
        Ok(())
    }

    /// Sets what a macro stands for. The project's own wins over an earlier one of the same name.
    pub(super) fn define(&mut self, name: &str, body: &str) {
        self.macros.insert(name.to_owned(), body.to_owned());
    }

    /// Goes on with an included file. `false` when it was not given.
    pub(super) fn include(&mut self, name: &str) -> Result<bool, ImportError> {
        let Some(bytes) = self.file(name) else {
            return Ok(false);
        };
        self.included += 1;
        if self.included > MOST_INCLUDED {
            let message = format!("more than {MOST_INCLUDED} files are included");
            return Err(ImportError::TooLarge(message));
        }
        let text = super::read::decode(bytes, None, &mut self.notes);
        self.push(Text {
            // What follows is no part of the file's last word.
            chars: format!("{text}\n").into(),
            at: 0,
            line: 1,
            file: Some(name.into()),
            is_macro: false,
        })?;
        Ok(true)
    }

    /// The file of that name, or, where only its folder differs, the one that ends like it.
    fn file(&self, name: &str) -> Option<&'o [u8]> {
        let files = self.files;
        let base = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
        let exact = files
            .get(name)
            .or_else(|| files.get(name.trim_start_matches("./")));
        let found = exact.or_else(|| {
            let mut alike = files.iter().filter(|(path, _)| base(path) == base(name));
            let first = alike.next()?;
            alike.next().is_none().then_some(first.1)
        });
        found.map(Vec::as_slice)
    }

    fn push(&mut self, text: Text) -> Result<(), ImportError> {
        if self.open.len() >= MOST_OPEN {
            let message =
                format!("more than {MOST_OPEN} macros and files are open within each other");
            return Err(malformed(self.place(), message));
        }
        self.open.push(text);
        Ok(())
    }

    /// `${name "argument" …}`: goes on with what the macro stands for.
    fn call(&mut self) -> Result<(), ImportError> {
        let place = self.place();
        let rest = self.rest();
        let mut end = rest.len().min(LONGEST_CALL);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let Some(call) = Call::read(&rest[..end]) else {
            return Err(malformed(place, "a macro call has no end"));
        };
        self.skip(call.length)?;
        let optional = call.name.starts_with('?');
        let name = call.name.trim_start_matches('?');
        match self.macros.get(name) {
            Some(body) => {
                let text = call.fill(body);
                // Even a macro that is empty takes time.
                self.budget = self.budget.saturating_sub(256);
                let (line, file) = self.open.last().map_or((1, None), |text| (text.line, text.file.clone()));
                self.push(Text {
                    chars: text.into(),
                    at: 0,
                    line,
                    file,
                    is_macro: true,
                })
            }
            None if optional => Ok(()),
            None => Err(ImportError::Malformed {
                place,
                message: format!("there is no macro `{name}`"),
                hint: Some("where it stands in a file that this one includes, that file has to be given, too".to_owned()),
            }),
        }
    }
}

struct Call {
    name: String,
    arguments: Vec<String>,
    /// Bytes from `$` to `}`.
    length: usize,
}

impl Call {
    fn read(text: &str) -> Option<Self> {
        let inside = &text[2..];
        let start = inside.len() - inside.trim_start().len();
        let named = &inside[start..];
        let length = named
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '?'))
            .unwrap_or(named.len());
        let name = named[..length].to_owned();
        let mut at = 2 + start + length;
        let mut arguments = Vec::new();
        loop {
            let rest = &text[at..];
            let trimmed = rest.trim_start();
            at += rest.len() - trimmed.len();
            match trimmed.chars().next()? {
                '}' if !name.is_empty() => {
                    return Some(Self {
                        name,
                        arguments,
                        length: at + 1,
                    });
                }
                '"' => {
                    let (argument, length) = quoted(trimmed)?;
                    arguments.push(argument);
                    at += length;
                }
                _ => return None,
            }
        }
    }

    /// The body with its arguments. What was not given is nothing.
    fn fill(&self, body: &str) -> String {
        let mut text = String::with_capacity(body.len());
        let mut rest = body;
        while let Some(at) = rest.find("${") {
            text.push_str(&rest[..at]);
            let inside = &rest[at + 2..];
            let end = inside.find('}').unwrap_or(0);
            match inside[..end].trim().parse::<usize>() {
                Ok(number) => {
                    let argument = number
                        .checked_sub(1)
                        .and_then(|index| self.arguments.get(index));
                    text.push_str(argument.map_or("", String::as_str));
                    rest = &inside[end + 1..];
                }
                Err(_) => {
                    text.push_str("${");
                    rest = inside;
                }
            }
        }
        text.push_str(rest);
        text
    }
}

/// A text in double quotes, and its length with them.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut argument = String::new();
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if escaped => argument.push('"'),
            '"' => return Some((argument, at + 1)),
            '\\' if !escaped => {}
            c => {
                if escaped {
                    argument.push('\\');
                }
                argument.push(c);
            }
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// `$(NAME)` and its length.
fn environment(text: &str) -> Option<(String, usize)> {
    let name = &text[2..text.find(')')?];
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    is_name.then(|| (name.to_owned(), name.len() + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str, macros: &[(&str, &str)]) -> Result<String, ImportError> {
        let files = BTreeMap::new();
        let mut characters = Characters::new(text, &files, Notes::default());
        for (name, body) in macros {
            characters.define(name, body);
        }
        let mut out = String::new();
        while let Some(c) = characters.next()? {
            out.push(c);
        }
        Ok(out)
    }

    #[test]
    fn macros_are_expanded_wherever_they_stand() {
        let macros = [
            ("days", "${1}d"),
            ("work", "length ${days \"${1}\"}${2}"),
            ("one", "1"),
        ];
        assert_eq!(expanded("a${one}b", &macros).unwrap(), "a1b");
        assert_eq!(
            expanded("${work \"2\" \" \\\"x\\\"\"};", &macros).unwrap(),
            "length 2d \"x\";"
        );
        assert_eq!(expanded("x${?none}y", &macros).unwrap(), "xy");
        assert_eq!(expanded("$ {1} $", &macros).unwrap(), "$ {1} $");
    }

    #[test]
    fn what_never_ends_is_an_error() {
        let said =
            |text: &str, macros: &[(&str, &str)]| expanded(text, macros).unwrap_err().to_string();
        assert_eq!(
            said("\n${a}", &[("a", "${b}"), ("b", "${a}")]),
            "line 2: more than 200 macros and files are open within each other"
        );
        let doubling: Vec<(String, String)> = (1..60)
            .map(|level| {
                (
                    format!("m{level}"),
                    format!("${{m{}}}${{m{}}}", level - 1, level - 1),
                )
            })
            .chain([("m0".to_owned(), String::new())])
            .collect();
        let doubling: Vec<(&str, &str)> = doubling
            .iter()
            .map(|(name, body)| (name.as_str(), body.as_str()))
            .collect();
        assert_eq!(
            said("${m59}", &doubling),
            "macros and included files make more than 16 MiB of text"
        );
        assert_eq!(said("${none}", &[]), "line 1: there is no macro `none`");
        assert_eq!(said("${none \"x", &[]), "line 1: a macro call has no end");
    }
}
