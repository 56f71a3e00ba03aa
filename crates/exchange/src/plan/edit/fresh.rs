//! What is new in a file: entries at the end of their section, sections at the end, fields at the end of the charter's head.

use longpole_model::EntityKind;

use super::at::{colon, column, is_flow};
use super::set::head;
use super::splice::Splice;
use crate::diagnostic::line_range;
use crate::plan::out::Out;
use crate::plan::tree::{Entry, Node};

/// New entries, by the section that they belong to.
pub(super) type Added = [(EntityKind, Vec<(String, Out)>)];

/// Adds entries to sections that are there.
pub(super) fn added_entries(text: &str, entries: &[Entry<'_>], added: &Added) -> Vec<Splice> {
    let there = added.iter().filter_map(|(kind, new)| {
        let section = entries
            .iter()
            .find(|entry| entry.key.text == kind.section())?;
        Some(at_the_end_of(text, section, new))
    });
    there.collect()
}

fn at_the_end_of(text: &str, section: &Entry<'_>, new: &[(String, Out)]) -> Splice {
    let entries = section.value.entries().unwrap_or_default();
    let Some(last) = entries.last() else {
        // `items:` or `items: {}`.
        let start = colon(text, section);
        let end = (section.value.end as usize).max(start);
        return Splice::new(start..end, format!("\n{}", lines(new, 2)));
    };
    if is_flow(&section.value) {
        let end = last.value.end.max(last.key.end) as usize;
        let entries = Out::Map(new.to_vec()).flow();
        // Only the outermost braces: what is inside may end with braces of its own.
        let inside = entries.strip_prefix("{ ").unwrap_or(&entries);
        let inside = inside.strip_suffix(" }").unwrap_or(inside);
        return Splice::new(end..end, format!(", {inside}"));
    }
    let indent = column(text, last.key.start as usize);
    let end = line_range(text, last.value.end.max(last.key.end) as usize).end;
    Splice::new(end..end, format!("\n{}", lines(new, indent)))
}

fn lines(entries: &[(String, Out)], indent: usize) -> String {
    let block = Out::Map(entries.to_vec()).block(indent);
    block.trim_end_matches('\n').to_owned()
}

/// Adds the sections that are not there yet, at the end of the file.
pub(super) fn added_sections(text: &str, entries: &[Entry<'_>], added: &Added) -> Option<Splice> {
    let missing = added.iter().filter(|(kind, new)| {
        let is_there = |entry: &Entry<'_>| entry.key.text == kind.section();
        !new.is_empty() && !entries.iter().any(is_there)
    });
    let mut sections = String::new();
    for (kind, new) in missing {
        sections.push_str(
            "

",
        );
        sections.push_str(kind.section());
        sections.push_str(
            ":
",
        );
        sections.push_str(&lines(new, 2));
    }
    if sections.is_empty() {
        return None;
    }
    let Some(last) = entries.last() else {
        // A file of comments, or of nothing.
        let end = text.trim_end().len();
        let sections = if end == 0 {
            sections.trim_start()
        } else {
            &sections
        };
        return Some(Splice::new(end..end, sections));
    };
    let end = line_range(text, last.value.end.max(last.key.end) as usize).end;
    Some(Splice::new(end..end, sections))
}

/// Adds fields of the charter where its others are.
pub(super) fn added_head(text: &str, root: &Node<'_>, fields: &[(String, Out)]) -> Option<Splice> {
    if fields.is_empty() {
        return None;
    }
    let entries = root.entries()?;
    let last = head(root)
        .and_then(|at| entries.get(at))
        .or(entries.last())?;
    let end = line_range(text, last.value.end.max(last.key.end) as usize).end;
    Some(Splice::new(end..end, format!("\n{}", lines(fields, 0))))
}
