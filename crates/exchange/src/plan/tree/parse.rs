//! From text to tree, over the events of the YAML parser.
//!
//! After a syntax error, reading goes on at the next line that begins in the first column: a plan's sections begin
//! there, so that one slip costs one section and hides no mistake of the others.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Parser, ScanError};

use super::build::{Builder, Content, PendingKey};
use super::wording::{Wording, tag, too_deep, unclosed, wording};
use super::{Entry, Key, Kind, Layout, Node, Style, Tree, usual};
use crate::diagnostic::{Diagnostic, FileId, Label, Span};

/// Levels of nesting.
pub(super) const DEPTH: usize = 64;
/// Keys and values in one file.
const NODES: usize = 5_000_000;
/// Syntax errors after which the rest of a file is left alone.
const RESTARTS: usize = 25;
/// A file this large is not read again and again.
const LARGE: usize = 4 << 20;
/// Mistakes of one file that are worth keeping.
const MISTAKES: usize = 1000;

/// Reads a text of at most 4 GiB.
pub fn parse(file: FileId, text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let Some(mut root) = usual::read(text, NODES) else {
        return parse_by_events(file, text);
    };
    let mut reader = Reader::new(file, text);
    reader.check_duplicates(&mut root);
    reader.diagnostics.truncate(MISTAKES);
    let tree = Tree {
        root: Some(root),
        broken: Vec::new(),
    };
    (tree, reader.diagnostics)
}

/// As [`parse`], whatever the text looks like.
pub(super) fn parse_by_events(file: FileId, text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, text);
    let mut tree = Tree::default();
    let mut parts = vec![Part {
        start: 0,
        end: text.len(),
        within: None,
    }];
    let mut left = if text.len() > LARGE { 2 } else { RESTARTS };
    while let Some(part) = parts.pop() {
        let (root, slip) = reader.part(part);
        merge(&mut tree.root, root, part.within);
        if let Some(slip) = slip {
            tree.broken.push(slip.at);
            // Last in, first out: what is nearest to the slip comes next.
            let next = slip
                .next_section
                .into_iter()
                .chain(slip.next_entry)
                .take(left);
            left -= next.clone().count().min(left);
            parts.extend(next);
        }
    }
    if let Some(root) = &mut tree.root {
        reader.check_duplicates(root);
    }
    reader.diagnostics.truncate(MISTAKES);
    (tree, reader.diagnostics)
}

/// Lines to read in one go: the whole file, its rest from some section on, or some entries of one section.
#[derive(Debug, Clone, Copy)]
struct Part {
    start: usize,
    end: usize,
    /// Where the key of the section begins whose entries these are.
    within: Option<u32>,
}

/// Where reading stopped, and where it can go on.
struct Slip {
    at: u32,
    next_section: Option<Part>,
    next_entry: Option<Part>,
}

/// Puts what was read after a slip beside what was read before it.
fn merge<'s>(root: &mut Option<Node<'s>>, more: Option<Node<'s>>, within: Option<u32>) {
    let Some(more) = more else { return };
    let Some(old) = root.as_mut() else {
        *root = Some(more);
        return;
    };
    old.end = old.end.max(more.end);
    let Kind::Mapping(mut entries, _) = more.kind else {
        return;
    };
    let Kind::Mapping(into, _) = &mut old.kind else {
        return;
    };
    let Some(within) = within else {
        into.append(&mut entries);
        return;
    };
    if let Some(section) = into.iter_mut().find(|entry| entry.key.start == within)
        && let Kind::Mapping(into, _) = &mut section.value.kind
    {
        section.value.end = section.value.end.max(more.end);
        into.append(&mut entries);
    }
}

/// The mark of a conflict that git left in the first column of a line, if there is one.
fn merge_mark(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(|mark| "<|=>".contains(*mark))?;
    let rest = line.trim_start_matches(mark);
    let ends = rest.is_empty() || rest.starts_with([' ', '\r', '\n']);
    (line.len() - rest.len() == 7 && ends).then_some(mark)
}

/// The text, and what was noticed in it.
pub(super) struct Reader<'s> {
    pub(super) file: FileId,
    pub(super) text: &'s str,
    diagnostics: Vec<Diagnostic>,
    nodes: usize,
}

/// Why reading stopped before the end.
enum Stop {
    Syntax(ScanError),
    /// Reported already.
    Reported,
}

impl<'s> Reader<'s> {
    fn new(file: FileId, text: &'s str) -> Self {
        Self {
            file,
            text,
            diagnostics: Vec::new(),
            nodes: 0,
        }
    }

    /// Reads a part as far as possible.
    fn part(&mut self, part: Part) -> (Option<Node<'s>>, Option<Slip>) {
        let mut builder = Builder {
            base: part.start as u32,
            frames: Vec::new(),
            root: None,
            end: part.start as u32,
            quote: None,
            scalar: (0, 0),
        };
        let stop = match self.events(&mut builder, part) {
            Ok(()) => return (builder.root, None),
            Err(stop) => stop,
        };
        let mut slip = Slip {
            at: builder.end,
            next_section: None,
            next_entry: None,
        };
        if let Stop::Syntax(error) = stop {
            let at = (part.start + error.marker().byte_offset().unwrap_or(0)).min(part.end);
            self.report_syntax(at, &error, &builder);
            slip.at = slip.at.min(at as u32);
            match part.within {
                None => self.go_on(&mut slip, &builder, at),
                Some(within) => {
                    let from = builder.last_key(0).map_or(at, |key| key.start as usize);
                    let column = self.column(
                        part.start + self.text[part.start..].len()
                            - self.text[part.start..].trim_start_matches(' ').len(),
                    );
                    slip.next_entry = self.next_entry(from, column, part.end).map(|start| Part {
                        start,
                        end: part.end,
                        within: Some(within),
                    });
                }
            }
        }
        let next = [slip.next_entry, slip.next_section]
            .into_iter()
            .flatten()
            .map(|part| part.start)
            .min();
        (builder.finish(next.unwrap_or(part.end) as u32), Some(slip))
    }

    /// After a slip in a whole file: first the section's other entries, then the other sections.
    fn go_on(&self, slip: &mut Slip, builder: &Builder<'_>, at: usize) {
        let key = builder.last_key(0);
        let after = key.map_or(at, |key| key.start as usize);
        let next = self.next_section(after);
        let end = next.unwrap_or(self.text.len());
        slip.next_section = next.map(|start| Part {
            start,
            end: self.text.len(),
            within: None,
        });
        if let (Some(section), Some(entry)) = (key, builder.last_key(1)) {
            let start =
                self.next_entry(entry.start as usize, self.column(entry.start as usize), end);
            slip.next_entry = start.map(|start| Part {
                start,
                end,
                within: Some(section.start),
            });
        }
    }

    fn column(&self, at: usize) -> usize {
        at - self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The next line after `at` that is indented by `column` spaces.
    fn next_entry(&self, at: usize, column: usize, end: usize) -> Option<usize> {
        let mut from = at;
        loop {
            // What an open bracket swallowed may lie beyond the end.
            from += self.text.get(from..end)?.find('\n')? + 1;
            let line = &self.text[from..end];
            let content = line.trim_start_matches(' ');
            if line.len() - content.len() == column
                && !content.starts_with(['#', '-', '\n', '\r', '\t', '}', ']'])
                && !content.is_empty()
            {
                return Some(from);
            }
        }
    }

    fn events(&mut self, builder: &mut Builder<'s>, part: Part) -> Result<(), Stop> {
        let options = granit_parser::options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            emit_comments: false,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        let base = builder.base;
        let text: &'s str = &self.text[part.start..part.end];
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(text, options) {
            let (event, place) = event.map_err(Stop::Syntax)?;
            let range = place.byte_range().unwrap_or(0..0);
            let span = Span {
                file: self.file,
                start: base + range.start as u32,
                end: base + range.end as u32,
            };
            if event.tag().is_some() {
                let tagged = place
                    .tag_span()
                    .and_then(|tagged| tagged.byte_range())
                    .unwrap_or(range);
                let span = Span {
                    start: base + tagged.start as u32,
                    end: base + tagged.end as u32,
                    ..span
                };
                self.report(span, tag());
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        self.report(span, second_document());
                        return Err(Stop::Reported);
                    }
                }
                Event::Anchor(..) => {
                    self.report(span, anchor("`&` anchors are not used in plan files"));
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    self.report(span, anchor("`*` aliases are not used in plan files"));
                    builder.node(
                        self,
                        Node {
                            start: span.start,
                            end: span.end,
                            kind: Kind::Refused,
                        },
                    );
                }
                Event::Scalar(text, style, ..) => builder.scalar(self, text, style, span),
                Event::SequenceStart(style, ..) => {
                    builder.open(span, style, Content::Sequence(Vec::new()));
                }
                Event::MappingStart(style, ..) => {
                    builder.open(span, style, Content::Mapping(Vec::new(), None));
                }
                Event::SequenceEnd | Event::MappingEnd => builder.close(self, span),
                // Beginnings and ends of streams and documents, comments.
                _ => continue,
            }
            self.budgets(builder, span)?;
        }
        Ok(())
    }

    fn budgets(&mut self, builder: &Builder<'_>, span: Span) -> Result<(), Stop> {
        self.nodes += 1;
        if builder.frames.len() > DEPTH {
            self.report(span, too_deep());
        } else if self.nodes > NODES {
            self.report(span, too_many());
        } else if self.diagnostics.len() <= MISTAKES {
            return Ok(());
        }
        Err(Stop::Reported)
    }

    pub(super) fn report(&mut self, span: Span, wording: Wording) {
        let mut diagnostic = Diagnostic::error(wording.code, span, wording.message);
        diagnostic.helps.extend(wording.help.map(str::to_owned));
        self.diagnostics.push(diagnostic);
    }

    /// Whether the line that begins at `line` is one that git leaves where it cannot merge. A conflict is reported where it
    /// begins, once.
    fn is_unmerged(&mut self, line: usize) -> bool {
        let Some(mark) = merge_mark(&self.text[line..]) else {
            return false;
        };
        let begins = |line: &str| merge_mark(line) == Some('<');
        if mark == '<' || !self.text[..line].lines().any(begins) {
            let span = Span {
                file: self.file,
                start: line as u32,
                end: (line + 7) as u32,
            };
            self.report(span, super::wording::unmerged());
        }
        true
    }

    fn report_syntax(&mut self, at: usize, error: &ScanError, builder: &Builder<'_>) {
        let wording = wording(error.kind());
        let mut at = self.visible(at);
        let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        if self.is_unmerged(line) {
            return;
        }
        let mut cause = None;
        // The parser stops where it noticed; the slip is often where something was opened on a line above.
        if let Some(frame) = builder
            .frames
            .last()
            .filter(|frame| frame.layout == Layout::Flow && (frame.start as usize) < line)
        {
            cause = Some(frame.start as usize);
        } else if let Some(quote) = self.open_quote(builder).filter(|quote| *quote < line) {
            cause = Some(quote);
        }
        let mut wording = wording;
        if let Some(start) = self.line_without_colon(builder, line).filter(|_| {
            cause.is_none()
                && matches!(
                    error.kind(),
                    ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
                )
        }) {
            if self.is_unmerged(start) {
                return;
            }
            at = start;
            wording = super::wording::wording(&ErrorKind::SimpleKeyExpected);
        }
        if let Some(cause) = cause {
            at = cause;
            wording = unclosed(&self.text[at..]);
        }
        let width = self.text[at..]
            .chars()
            .next()
            .filter(|next| *next != '\n')
            .map_or(0, char::len_utf8);
        let span = Span {
            file: self.file,
            start: at as u32,
            end: (at + width) as u32,
        };
        // The same slip can be met again where reading went on.
        if self
            .diagnostics
            .iter()
            .any(|other| other.primary.span.start == span.start)
        {
            return;
        }
        self.report(span, wording);
        if let (Some(last), Some(quote)) = (self.diagnostics.last_mut(), builder.quote)
            && cause.is_none()
            && (line..=at).contains(&(quote.end as usize))
        {
            let opening = Span {
                end: quote.start + 1,
                ..quote
            };
            last.secondary.push(Label {
                span: opening,
                text: "is the quote opened here closed where it should be?".to_owned(),
            });
        }
    }

    /// Where a text begins that holds a line of its own and went on into `line`: mostly a key without its colon.
    fn line_without_colon(&self, builder: &Builder<'_>, line: usize) -> Option<usize> {
        let (start, end) = (builder.scalar.0 as usize, builder.scalar.1 as usize);
        let own_line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let alone = self.text[own_line..start].trim().is_empty();
        (start < line && line < end && alone).then_some(start)
    }

    /// A quote right behind what was understood last.
    fn open_quote(&self, builder: &Builder<'_>) -> Option<usize> {
        let rest = &self.text[builder.end as usize..];
        let content = rest.trim_start_matches([' ', ':', '-', ',']);
        content
            .starts_with(['"', '\''])
            .then(|| self.text.len() - content.len())
    }

    /// An error at the very end is shown on the last line that holds anything.
    fn visible(&self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at);
        if self.text[at..].trim().is_empty() {
            self.text[..at].trim_end().len()
        } else {
            at
        }
    }

    /// The next line after `at` on which a section can begin.
    fn next_section(&self, at: usize) -> Option<usize> {
        let mut from = at;
        loop {
            from += self.text.as_bytes()[from..]
                .iter()
                .position(|byte| *byte == b'\n')?
                + 1;
            match self.text.as_bytes().get(from)? {
                b' ' | b'\t' | b'\r' | b'\n' | b'#' | b'-' | b'}' | b']' | b'.' => {}
                _ => return Some(from),
            }
        }
    }

    /// Reports keys that one mapping holds twice, and joins what stands under them.
    fn check_duplicates(&mut self, node: &mut Node<'s>) {
        match &mut node.kind {
            Kind::Scalar(..) | Kind::Refused => {}
            Kind::Sequence(nodes, _) => nodes
                .iter_mut()
                .for_each(|node| self.check_duplicates(node)),
            Kind::Mapping(entries, _) => {
                for (first, second) in duplicates(entries).into_iter().rev() {
                    let again = entries.remove(second);
                    self.report_duplicate(&entries[first].key, &again.key);
                    if let (Kind::Mapping(into, _), Kind::Mapping(more, _)) =
                        (&mut entries[first].value.kind, again.value.kind)
                    {
                        into.extend(more);
                    }
                }
                for entry in entries {
                    self.check_duplicates(&mut entry.value);
                }
            }
        }
    }

    fn report_duplicate(&mut self, first: &Key<'_>, again: &Key<'_>) {
        let message = format!("`{}` is there twice", again.text);
        let diagnostic =
            Diagnostic::error("duplicate-key", again.span(self.file), message).label("again here");
        self.diagnostics
            .push(diagnostic.also(first.span(self.file), "first here"));
    }
}

/// Pairs (first, later) of entries with the same key, in the order of the later ones.
fn duplicates(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    // Keys in order, as the writer leaves them, take no sorting to be told apart.
    let is_sorted = |pair: &[Entry<'_>]| pair[0].key.text < pair[1].key.text;
    if entries.windows(2).all(is_sorted) || entries.len() <= FEW && are_different(entries) {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| {
        entries[*a]
            .key
            .text
            .cmp(&entries[*b].key.text)
            .then(a.cmp(b))
    });
    let mut pairs = Vec::new();
    let mut first = 0;
    for at in 1..order.len() {
        if entries[order[at]].key.text == entries[order[first]].key.text {
            pairs.push((order[first], order[at]));
        } else {
            first = at;
        }
    }
    pairs.sort_by_key(|pair| pair.1);
    pairs.truncate(MISTAKES);
    pairs
}

/// Of so many keys, each is held against each.
const FEW: usize = 12;

fn are_different(entries: &[Entry<'_>]) -> bool {
    entries.iter().enumerate().all(|(at, entry)| {
        let others = &entries[at + 1..];
        others.iter().all(|other| other.key.text != entry.key.text)
    })
}

impl Reader<'_> {
    pub(super) fn key<'t>(
        &mut self,
        text: Cow<'t, str>,
        style: Style,
        span: Span,
    ) -> PendingKey<'t> {
        if style == Style::Plain && text == "<<" {
            self.report(span, merge_key());
            return PendingKey::Refused;
        }
        if span.start == span.end {
            self.report(
                span,
                Wording {
                    code: "syntax",
                    message: "a key is missing before the colon".to_owned(),
                    help: None,
                },
            );
            return PendingKey::Refused;
        }
        PendingKey::Key(Key {
            text,
            start: span.start,
            end: span.end,
        })
    }

    /// The parser lets a tab pass that follows spaces; whoever sees another tab width sees another plan.
    pub(super) fn tab_before(&self, start: u32) -> Option<Span> {
        let before = &self.text[..start as usize];
        let indent = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let tab = indent.find('\t').filter(|_| indent.trim().is_empty())?;
        let at = start - (indent.len() - tab) as u32;
        Some(Span {
            file: self.file,
            start: at,
            end: at + 1,
        })
    }
}

fn second_document() -> Wording {
    Wording {
        code: "documents",
        message: "a second document begins here".to_owned(),
        help: Some("put it into a file of its own in the same folder"),
    }
}

fn anchor(message: &str) -> Wording {
    Wording {
        code: "anchor",
        message: message.to_owned(),
        help: Some(
            "a text that begins with `&` or `*` needs quotes; anything else is written out where it is read",
        ),
    }
}

fn merge_key() -> Wording {
    Wording {
        code: "anchor",
        message: "`<<` merge keys are not used in plan files".to_owned(),
        help: Some("write out the fields: a plan says everything where it is read"),
    }
}

fn too_many() -> Wording {
    Wording {
        code: "too-large",
        message: format!("more than {NODES} keys and values in one file"),
        help: Some("split the plan into several files of one folder"),
    }
}
