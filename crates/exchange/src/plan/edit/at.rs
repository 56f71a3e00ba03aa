//! Where in a text a change has to go: into a block or between brackets, on which line, how far to the right.

use super::splice::Splice;
use crate::diagnostic::line_range;
use crate::plan::out::Out;
use crate::plan::path::section_kind;
use crate::plan::scalar;
use crate::plan::tree::{Entry, Kind, Layout, Node};

/// Why a change cannot be made where it was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A value stands where the path goes on; the keys up to it.
    NotAMapping(usize),
    /// Nothing stands there.
    NothingThere,
    /// A form that people hardly write.
    Unusual,
}

/// A file's text with its tree.
#[derive(Clone, Copy)]
pub(super) struct File<'f> {
    pub(super) text: &'f str,
    pub(super) root: &'f Node<'f>,
    /// After which of the root's entries a new one belongs that is no section.
    pub(super) head: Option<usize>,
}

/// A node on the way along a path.
struct Step<'f> {
    node: &'f Node<'f>,
    /// Whether it stands between brackets, where line ends mean nothing.
    flow: bool,
}

/// Sets what stands at a path.
pub(super) fn put(file: File<'_>, path: &[String], value: &Out) -> Result<Vec<Splice>, Refusal> {
    let mut step = Step {
        node: file.root,
        flow: is_flow(file.root),
    };
    for (depth, key) in path.iter().enumerate() {
        let rest = &path[depth + 1..];
        match &step.node.kind {
            Kind::Mapping(entries, _) => {
                match entries.iter().find(|entry| entry.key.text == key.as_str()) {
                    Some(entry) if rest.is_empty() || entry.value.is_null() => {
                        return Ok(replace_value(
                            file.text,
                            entry,
                            &nested(rest, value),
                            step.flow,
                        ));
                    }
                    Some(entry) => {
                        step = Step {
                            flow: step.flow || is_flow(&entry.value),
                            node: &entry.value,
                        }
                    }
                    None => return insert(file, &step, depth == 0, key, &nested(rest, value)),
                }
            }
            Kind::Sequence(nodes, _) => {
                let Some(node) = nodes.iter().find(|node| names(node, key)) else {
                    return Err(Refusal::NothingThere);
                };
                match (node.entry(key), rest.is_empty()) {
                    (Some(entry), true) => {
                        return Ok(replace_value(
                            file.text,
                            entry,
                            value,
                            step.flow || is_flow(node),
                        ));
                    }
                    (Some(entry), false) if entry.value.text().is_none() => {
                        step = Step {
                            flow: step.flow || is_flow(node) || is_flow(&entry.value),
                            node: &entry.value,
                        };
                    }
                    (Some(_), false) => return Err(Refusal::NotAMapping(depth + 1)),
                    // A need by its id alone gets terms.
                    (None, _) => {
                        let terms = nested(rest, value);
                        let entry = format!("{}: {}", scalar::key(key), terms.flow());
                        let entry = if step.flow {
                            format!("{{ {entry} }}")
                        } else {
                            entry
                        };
                        return Ok(vec![Splice::new(range(node), entry)]);
                    }
                }
            }
            Kind::Scalar(..) | Kind::Refused => return Err(Refusal::NotAMapping(depth)),
        }
    }
    Err(Refusal::Unusual)
}

/// Adds `value` at the end of the list at a path.
pub(super) fn append(file: File<'_>, path: &[String], value: &Out) -> Result<Vec<Splice>, Refusal> {
    let mut node = file.root;
    let mut flow = is_flow(node);
    for (depth, key) in path.iter().enumerate() {
        let entries = node.entries().ok_or(Refusal::NotAMapping(depth))?;
        let entry = entries.iter().find(|entry| entry.key.text == key.as_str());
        node = &entry.ok_or(Refusal::NothingThere)?.value;
        flow = flow || is_flow(node);
    }
    let Kind::Sequence(nodes, _) = &node.kind else {
        return Err(Refusal::Unusual);
    };
    let Some(last) = nodes.last() else {
        return Ok(vec![Splice::new(
            range(node),
            format!("[{}]", value.flow()),
        )]);
    };
    let end = last.end as usize;
    if flow {
        return Ok(vec![Splice::new(end..end, format!(", {}", value.flow()))]);
    }
    let start = last.start as usize;
    let line = line_range(file.text, start).start;
    let dash = file.text[line..start].rfind('-').ok_or(Refusal::Unusual)?;
    let indent = column(file.text, line + dash);
    let element = Out::List(vec![value.clone()]).block(indent);
    let end = line_range(file.text, end).end;
    Ok(vec![Splice::new(
        end..end,
        format!("\n{}", element.trim_end_matches('\n')),
    )])
}

/// Takes away what stands at a path.
pub(super) fn take(file: File<'_>, path: &[String]) -> Result<Vec<Splice>, Refusal> {
    let mut node = file.root;
    let mut flow = is_flow(node);
    for (depth, key) in path.iter().enumerate() {
        let last = depth + 1 == path.len();
        match &node.kind {
            Kind::Mapping(entries, _) => {
                let at = entries
                    .iter()
                    .position(|entry| entry.key.text == key.as_str())
                    .ok_or(Refusal::NothingThere)?;
                if last {
                    return Ok(vec![take_entry(file.text, node, entries, at, flow)]);
                }
                node = &entries[at].value;
            }
            Kind::Sequence(nodes, _) => {
                let at = nodes
                    .iter()
                    .position(|node| names(node, key))
                    .ok_or(Refusal::NothingThere)?;
                if last && nodes.len() == 1 {
                    // An empty list says the same as none.
                    return take(file, &path[..depth]);
                }
                if last {
                    return Ok(vec![take_element(file.text, nodes, at, flow)]);
                }
                node = &nodes[at].entry(key).ok_or(Refusal::NothingThere)?.value;
            }
            Kind::Scalar(..) | Kind::Refused => return Err(Refusal::NothingThere),
        }
        flow = flow || is_flow(node);
    }
    Err(Refusal::Unusual)
}

/// Whether an element of a list is, or begins with, a name.
fn names(node: &Node<'_>, key: &str) -> bool {
    node.text() == Some(key) || node.entry(key).is_some()
}

pub(super) fn is_flow(node: &Node<'_>) -> bool {
    matches!(
        &node.kind,
        Kind::Mapping(_, Layout::Flow) | Kind::Sequence(_, Layout::Flow)
    )
}

pub(super) fn range(node: &Node<'_>) -> std::ops::Range<usize> {
    node.start as usize..node.end as usize
}

/// A value below some keys that are not there yet.
fn nested(keys: &[String], value: &Out) -> Out {
    keys.iter().rev().fold(value.clone(), |value, key| {
        Out::Map(vec![(key.clone(), value)])
    })
}

/// A value in a line of its own or between brackets.
fn inline(value: &Out, flow: bool) -> String {
    match value {
        Out::List(_) | Out::Map(_) => value.flow(),
        Out::Text(text) if flow => scalar::text(text, scalar::Place::Flow),
        Out::Plain(text) if flow => scalar::plain(text, scalar::Place::Flow),
        Out::Text(text) => scalar::text(text, scalar::Place::Block),
        Out::Plain(text) => scalar::plain(text, scalar::Place::Block),
        Out::Quoted(text) => scalar::quoted(text),
    }
}

/// The column of a byte, in characters.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_range(text, at).start..at].chars().count()
}

fn replace_value(text: &str, entry: &Entry<'_>, value: &Out, flow: bool) -> Vec<Splice> {
    let after_colon = colon(text, entry);
    let old = range(&entry.value);
    let gap = &text[after_colon..old.start.max(after_colon)];
    if flow {
        let space = if gap.is_empty() { " " } else { "" };
        return vec![Splice::new(old, format!("{space}{}", inline(value, true)))];
    }
    let key_column = column(text, entry.key.start as usize);
    let used = column(text, after_colon);
    let fresh = value.after_key(key_column + 2, used);
    let one_line = !fresh.contains('\n');
    if !entry.value.is_null() && gap.chars().all(|character| character == ' ') && one_line {
        // The usual case: a value behind its key, however many spaces lie between.
        let space = if gap.is_empty() { " " } else { "" };
        return vec![Splice::new(old, format!("{space}{}", &fresh[1..]))];
    }
    let line_end = line_range(text, after_colon).end;
    let rest_of_line = &text[after_colon..line_end];
    let comment = rest_of_line
        .find(" #")
        .filter(|_| old.start > line_end || entry.value.is_null());
    match comment {
        // `needs:   # why`, and the value below or not at all: the comment stays on the line of the key.
        Some(_) if one_line => {
            let mut splices = vec![Splice::new(after_colon..after_colon, fresh)];
            if old.end > line_end {
                splices.push(Splice::new(line_end..old.end, ""));
            }
            splices
        }
        Some(_) => vec![Splice::new(line_end..old.end.max(line_end), fresh)],
        None => vec![Splice::new(after_colon..old.end.max(after_colon), fresh)],
    }
}

/// The byte behind the colon of an entry.
pub(super) fn colon(text: &str, entry: &Entry<'_>) -> usize {
    let key_end = entry.key.end as usize;
    key_end + text[key_end..].find(':').map_or(0, |at| at + 1)
}

/// Adds an entry at the end of a mapping; a field of the program's head where its others are.
fn insert(
    file: File<'_>,
    step: &Step<'_>,
    at_root: bool,
    key: &str,
    value: &Out,
) -> Result<Vec<Splice>, Refusal> {
    let Kind::Mapping(entries, layout) = &step.node.kind else {
        return Err(Refusal::Unusual);
    };
    if *layout == Layout::Flow || step.flow {
        return insert_between_brackets(file.text, step.node, entries, key, value);
    }
    let Some(first) = entries.first() else {
        return Err(Refusal::Unusual);
    };
    let is_section = at_root && section_kind(key).is_some();
    let last = if at_root && !is_section {
        file.head.and_then(|at| entries.get(at)).or(entries.last())
    } else {
        entries.last()
    };
    let last = last.map_or(0, |entry| entry.value.end.max(entry.key.end)) as usize;
    let end = line_range(file.text, last).end;
    let indent = column(file.text, first.key.start as usize);
    if is_section {
        let section = value.block(indent + 2);
        let section = format!("\n\n{key}:\n{}", section.trim_end());
        return Ok(vec![Splice::new(end..end, section)]);
    }
    let key = scalar::key(key);
    let fresh = value.after_key(indent + 2, indent + key.chars().count() + 1);
    Ok(vec![Splice::new(
        end..end,
        format!("\n{}{key}:{fresh}", " ".repeat(indent)),
    )])
}

fn insert_between_brackets(
    text: &str,
    node: &Node<'_>,
    entries: &[Entry<'_>],
    key: &str,
    value: &Out,
) -> Result<Vec<Splice>, Refusal> {
    let whole = range(node);
    if !text[whole.clone()].starts_with('{') {
        return Err(Refusal::Unusual);
    }
    let entry = format!("{}: {}", scalar::key(key), inline(value, true));
    Ok(vec![match entries.last() {
        None => Splice::new(whole, format!("{{ {entry} }}")),
        Some(last) => {
            let end = last.value.end.max(last.key.end) as usize;
            Splice::new(end..end, format!(", {entry}"))
        }
    }])
}

fn take_entry(text: &str, node: &Node<'_>, entries: &[Entry<'_>], at: usize, flow: bool) -> Splice {
    let entry = &entries[at];
    let (start, end) = (
        entry.key.start as usize,
        entry.value.end.max(entry.key.end) as usize,
    );
    if flow {
        return match (
            entries.get(at + 1),
            at.checked_sub(1).and_then(|before| entries.get(before)),
        ) {
            (Some(next), _) => Splice::new(start..next.key.start as usize, ""),
            (None, Some(before)) => {
                Splice::new(before.value.end.max(before.key.end) as usize..end, "")
            }
            (None, None) => Splice::new(range(node), "{}"),
        };
    }
    let line = line_range(text, start);
    if !text[line.start..start].trim().is_empty() {
        // The first entry behind a dash: the next one moves up to it.
        return match entries.get(at + 1) {
            Some(next) => Splice::new(start..next.key.start as usize, ""),
            None => Splice::new(start..end, "{}"),
        };
    }
    Splice::new(whole_lines(text, line.start, end), "")
}

fn take_element(text: &str, nodes: &[Node<'_>], at: usize, flow: bool) -> Splice {
    let node = range(&nodes[at]);
    if flow {
        return match (
            nodes.get(at + 1),
            at.checked_sub(1).and_then(|before| nodes.get(before)),
        ) {
            (Some(next), _) => Splice::new(node.start..next.start as usize, ""),
            (None, Some(before)) => Splice::new(before.end as usize..node.end, ""),
            (None, None) => Splice::new(node, ""),
        };
    }
    Splice::new(
        whole_lines(text, line_range(text, node.start).start, node.end),
        "",
    )
}

/// From the beginning of a line to the beginning of the line after `end`.
fn whole_lines(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let line_end = line_range(text, end).end;
    let next = text[line_end..]
        .find('\n')
        .map_or(text.len(), |at| line_end + at + 1);
    // The last line of a file without a line end takes the one before it along.
    let start = if next == line_end && start > 0 {
        text[..start].trim_end_matches(['\n', '\r']).len()
    } else {
        start
    };
    start..next
}
