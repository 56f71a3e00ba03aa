//! Events become nodes: what is open, which key waits for its value, and what is kept when reading stops.

use std::borrow::Cow;

use granit_parser::{ErrorKind, ScalarStyle, StructureStyle};

use super::parse::Reader;
use super::wording::{key_not_text, wording};
use super::{Entry, Key, Kind, Layout, Node, Style};
use crate::diagnostic::Span;

/// Collects events into nodes.
pub(super) struct Builder<'s> {
    /// Where in the file the parser began.
    pub(super) base: u32,
    pub(super) frames: Vec<Frame<'s>>,
    pub(super) root: Option<Node<'s>>,
    /// The end of what was last understood.
    pub(super) end: u32,
    /// The last quoted text over several lines.
    pub(super) quote: Option<Span>,
    /// From where to where the last scalar goes.
    pub(super) scalar: (u32, u32),
}

impl<'s> Builder<'s> {
    pub(super) fn open(&mut self, span: Span, style: StructureStyle, content: Content<'s>) {
        let layout = match style {
            StructureStyle::Block => Layout::Block,
            StructureStyle::Flow => Layout::Flow,
        };
        self.frames.push(Frame {
            start: span.start,
            layout,
            content,
        });
        self.end = span.end.max(self.end);
    }

    pub(super) fn close(&mut self, reader: &mut Reader<'s>, span: Span) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let node = match frame.layout {
            Layout::Flow => frame.node(span.end),
            // The parser ends a block where the next one begins; its last line is what is meant.
            Layout::Block => frame.block_node(),
        };
        self.node(reader, node);
    }

    pub(super) fn scalar(
        &mut self,
        reader: &mut Reader<'s>,
        text: Cow<'s, str>,
        style: ScalarStyle,
        span: Span,
    ) {
        self.scalar = (span.start, span.end);
        if matches!(style, ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted)
            && reader.text[span.range()].contains('\n')
        {
            self.quote = Some(span);
        }
        let style = if style == ScalarStyle::Plain {
            Style::Plain
        } else {
            Style::Quoted
        };
        if let Some(Frame {
            content: Content::Mapping(_, pending @ None),
            layout,
            ..
        }) = self.frames.last_mut()
        {
            self.end = span.end.max(self.end);
            *pending = Some(reader.key(text, style, span));
            if *layout == Layout::Block
                && let Some(tab) = reader.tab_before(span.start)
            {
                reader.report(tab, wording(&ErrorKind::TabInIndentation));
            }
            return;
        }
        let mut node = Node {
            start: span.start,
            end: span.end,
            kind: Kind::Scalar(text, style),
        };
        if node.start == node.end {
            node.kind = Kind::Scalar(Cow::Borrowed(""), Style::Plain);
            // Nothing is written: its place is right behind the colon of its key.
            if let Some(Frame {
                content: Content::Mapping(_, Some(PendingKey::Key(key))),
                ..
            }) = self.frames.last()
            {
                let colon = reader.text[key.end as usize..]
                    .find(':')
                    .map_or(0, |at| at as u32 + 1);
                (node.start, node.end) = (key.end + colon, key.end + colon);
            }
        } else {
            node.end = node.start + reader.text[span.range()].trim_end().len() as u32;
        }
        self.node(reader, node);
    }

    pub(super) fn node(&mut self, reader: &mut Reader<'s>, node: Node<'s>) {
        self.end = node.end.max(self.end);
        match self.frames.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(nodes)) => nodes.push(node),
            Some(Content::Mapping(entries, pending)) => match pending.take() {
                Some(PendingKey::Key(key)) => entries.push(Entry { key, value: node }),
                Some(PendingKey::Refused) => {}
                None => {
                    if !matches!(node.kind, Kind::Refused) {
                        reader.report(node.span(reader.file), key_not_text());
                    }
                    *pending = Some(PendingKey::Refused);
                }
            },
        }
    }

    /// The last key of the block mapping at a depth of the open collections.
    pub(super) fn last_key(&self, depth: usize) -> Option<&Key<'s>> {
        match self.frames.get(depth)? {
            Frame {
                content: Content::Mapping(_, Some(PendingKey::Key(key))),
                layout: Layout::Block,
                ..
            } => Some(key),
            Frame {
                content: Content::Mapping(entries, _),
                layout: Layout::Block,
                ..
            } => entries.last().map(|entry| &entry.key),
            _ => None,
        }
    }

    /// Closes what is open and drops what was read beyond `limit`, where reading goes on.
    pub(super) fn finish(mut self, limit: u32) -> Option<Node<'s>> {
        while let Some(mut frame) = self.frames.pop() {
            match &mut frame.content {
                Content::Sequence(nodes) => nodes.retain(|node| node.end <= limit),
                Content::Mapping(entries, _) => entries.retain(|entry| entry.value.end <= limit),
            }
            let node = frame.block_node();
            match self.frames.last_mut().map(|frame| &mut frame.content) {
                None => self.root = Some(node),
                Some(Content::Sequence(nodes)) => nodes.push(node),
                Some(Content::Mapping(entries, pending)) => {
                    if let Some(PendingKey::Key(key)) = pending.take() {
                        entries.push(Entry { key, value: node });
                    }
                }
            }
        }
        self.root
    }
}

impl<'s> Frame<'s> {
    fn node(self, end: u32) -> Node<'s> {
        let kind = match self.content {
            Content::Sequence(nodes) => Kind::Sequence(nodes, self.layout),
            Content::Mapping(entries, _) => Kind::Mapping(entries, self.layout),
        };
        Node {
            start: self.start,
            end,
            kind,
        }
    }

    fn block_node(self) -> Node<'s> {
        let end = match &self.content {
            Content::Sequence(nodes) => nodes.last().map(|node| node.end),
            Content::Mapping(entries, _) => entries
                .last()
                .map(|entry| entry.value.end.max(entry.key.end)),
        };
        let end = end.unwrap_or(self.start).max(self.start);
        self.node(end)
    }
}

/// A collection whose end has not come yet.
pub(super) struct Frame<'s> {
    pub(super) start: u32,
    pub(super) layout: Layout,
    pub(super) content: Content<'s>,
}

pub(super) enum Content<'s> {
    Sequence(Vec<Node<'s>>),
    Mapping(Vec<Entry<'s>>, Option<PendingKey<'s>>),
}

pub(super) enum PendingKey<'s> {
    Key(Key<'s>),
    /// A key that was refused; its value is read and dropped.
    Refused,
}
