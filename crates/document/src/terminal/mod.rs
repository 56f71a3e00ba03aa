//! The document for a terminal: wrapped to its width, with colour where wanted, and small charts in text.

mod chart;
mod flow;
mod table;

use anstyle::{AnsiColor, Style};

use crate::block::{Block, Callout, CalloutKind, Document, KeyFigure, Term};
use crate::inline::Sentence;
use crate::numbering::Numbering;
use flow::{Line, Pieces};

/// How to write for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Columns that a line may fill. Fewer than [`Terminal::NARROWEST`] are taken as that many.
    pub width: usize,
    pub colour: Colour,
    pub sources: Sources,
}

/// Whether escape sequences for colour and weight are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    On,
    Off,
}

/// Whether figures carry the numbers of their sources, and the sources are listed at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    Listed,
    LeftOut,
}

impl Terminal {
    /// The fewest columns that a document is laid out for.
    pub const NARROWEST: usize = 24;

    /// Plain text of that width, with sources: what a pipe gets.
    pub fn plain(width: usize) -> Self {
        Self {
            width,
            colour: Colour::Off,
            sources: Sources::Listed,
        }
    }
}

/// Writes the document; ends with a line break.
pub fn write(document: &Document, terminal: Terminal) -> String {
    let numbering = Numbering::of(document);
    let mut page = Page::new(terminal, &numbering);
    page.head(document);
    for block in &document.blocks {
        page.block(block);
    }
    page.sources();
    page.finish()
}

/// Writes a few blocks without a head, numbered on their own: a table or a chart within another command's output.
pub fn write_blocks(blocks: &[Block], terminal: Terminal) -> String {
    let document = Document {
        blocks: blocks.to_vec(),
        ..Document::default()
    };
    let numbering = Numbering::of(&document);
    let unsourced = Terminal {
        sources: Sources::LeftOut,
        ..terminal
    };
    let mut page = Page::new(unsourced, &numbering);
    for block in blocks {
        page.block(block);
    }
    page.finish()
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// What is written so far.
struct Page<'a> {
    width: usize,
    colour: Colour,
    sources: Sources,
    numbering: &'a Numbering<'a>,
    lines: Vec<Line>,
    after_heading: bool,
}

impl<'a> Page<'a> {
    fn new(terminal: Terminal, numbering: &'a Numbering<'a>) -> Self {
        Self {
            width: terminal.width.max(Terminal::NARROWEST),
            colour: terminal.colour,
            sources: terminal.sources,
            numbering,
            lines: Vec::new(),
            after_heading: false,
        }
    }

    fn finish(self) -> String {
        let mut out = String::new();
        for line in self.lines {
            line.render(&mut out, self.colour);
        }
        out
    }

    fn head(&mut self, document: &Document) {
        self.flow(&Pieces::styled(&document.title, BOLD), "", "");
        if let Some(subtitle) = &document.subtitle {
            let pieces = self.pieces(subtitle, DIM);
            self.flow(&pieces, "", "");
        }
        if let Some(headline) = &document.headline {
            self.gap();
            let pieces = self.pieces(&headline.sentence(), BOLD);
            self.flow(&pieces, "", "");
        }
        if !document.meta.is_empty() {
            self.gap();
        }
        for term in &document.meta {
            let mut pieces = Pieces::styled(&term.label, DIM);
            pieces.push(": ", DIM);
            pieces.extend(self.pieces(&term.value, DIM));
            self.flow(&pieces, "", "  ");
        }
    }

    fn block(&mut self, block: &Block) {
        self.gap();
        match block {
            Block::Section(text) => self.section(text),
            Block::Subsection(text) => {
                self.sentence(text, BOLD);
                self.after_heading = true;
            }
            Block::Paragraph(text) => self.sentence(text, Style::new()),
            Block::Bullets(items) => self.bullets(items),
            Block::Terms(terms) => self.terms(terms),
            Block::Table(table) => table::write(self, table),
            Block::Callout(callout) => self.callout(callout),
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Chart(chart) => chart::write(self, chart),
            Block::Footer(lines) => lines.iter().for_each(|line| self.sentence(line, DIM)),
        }
    }

    fn section(&mut self, text: &Sentence) {
        let start = self.lines.len();
        self.sentence(text, BOLD);
        let longest = self.lines[start..]
            .iter()
            .map(Line::width)
            .max()
            .unwrap_or(0);
        self.lines.push(Line::of(&"─".repeat(longest), DIM));
        self.after_heading = true;
    }

    fn sentence(&mut self, text: &Sentence, style: Style) {
        let pieces = self.pieces(text, style);
        self.flow(&pieces, "", "");
    }

    fn bullets(&mut self, items: &[Sentence]) {
        for item in items {
            let pieces = self.pieces(item, Style::new());
            self.flow(&pieces, "• ", "  ");
        }
    }

    fn terms(&mut self, terms: &[Term]) {
        for term in terms {
            let mut pieces = Pieces::styled(&term.label, BOLD);
            pieces.push("  ", Style::new());
            pieces.extend(self.pieces(&term.value, Style::new()));
            self.flow(&pieces, "", "  ");
        }
    }

    fn callout(&mut self, callout: &Callout) {
        let style = match callout.kind {
            CalloutKind::Ask | CalloutKind::Decision => AnsiColor::Blue.on_default().bold(),
            CalloutKind::Warning => AnsiColor::Yellow.on_default().bold(),
        };
        let mut pieces = Pieces::styled(callout.kind.word(), style);
        pieces.push("  ", Style::new());
        pieces.extend(self.pieces(&callout.title, BOLD));
        self.flow(&pieces, "┃ ", "┃ ");
        for detail in &callout.details {
            let pieces = self.pieces(detail, Style::new());
            self.flow(&pieces, "┃ ", "┃ ");
        }
    }

    fn key_figures(&mut self, figures: &[KeyFigure]) {
        for figure in figures {
            let mut pieces = Pieces::styled(&figure.label, DIM);
            pieces.push("  ", Style::new());
            pieces.extend(self.pieces(&figure.value, BOLD));
            if !figure.note.is_empty() {
                pieces.push("  ", Style::new());
                pieces.extend(self.pieces(&figure.note, DIM));
            }
            self.flow(&pieces, "", "  ");
        }
    }

    fn sources(&mut self) {
        if self.sources == Sources::LeftOut || self.numbering.is_empty() {
            return;
        }
        self.gap();
        self.section(&"Sources".into());
        let numbering = self.numbering;
        for (number, line) in numbering.sources() {
            self.flow(&Pieces::styled(&line, DIM), &format!("[{number}] "), "    ");
        }
    }

    /// An empty line, but not two, and none at the top or under a heading.
    fn gap(&mut self) {
        let after_heading = std::mem::take(&mut self.after_heading);
        if !after_heading && self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// The sentence as pieces, figures followed by the numbers of their sources.
    fn pieces(&self, sentence: &Sentence, style: Style) -> Pieces {
        let numbering = (self.sources == Sources::Listed).then_some(self.numbering);
        Pieces::of(sentence, style, numbering)
    }

    /// Wraps the pieces into lines, the first led by one indent and the rest by another.
    fn flow(&mut self, pieces: &Pieces, first: &str, rest: &str) {
        let indent = flow::width(first).max(flow::width(rest));
        for (index, line) in pieces.wrap(self.width - indent).into_iter().enumerate() {
            let lead = if index == 0 { first } else { rest };
            self.lines.push(Line::of(lead, Style::new()).then(line));
        }
    }
}
