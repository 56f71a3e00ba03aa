//! Words in lines: styled pieces of text, wrapped to a width in columns.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::Colour;
use crate::inline::{Inline, Sentence, Status};
use crate::numbering::Numbering;
use crate::visible::visible;

/// The columns that a text fills.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Styled text that is not yet wrapped.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces(Vec<Piece>);

#[derive(Clone, Debug)]
struct Piece {
    text: String,
    style: Style,
    /// Whether its spaces are no place to break: a date, a status.
    whole: bool,
    /// Whether it is to be copied: an id, a command.
    copied: bool,
}

/// A figure or name up to this many columns is not broken at its spaces.
const WHOLE: usize = 20;

impl Pieces {
    /// Words of one style.
    pub(super) fn styled(text: &str, style: Style) -> Self {
        let mut pieces = Self::default();
        pieces.push(text, style);
        pieces
    }

    /// A sentence; with a numbering, its figures carry their sources' numbers, each number once.
    pub(super) fn of(sentence: &Sentence, style: Style, numbering: Option<&Numbering<'_>>) -> Self {
        let mut pieces = Self::default();
        pieces.add_all(&sentence.0, style, numbering, &mut Vec::new());
        pieces
    }

    /// The same for the cells of one row, which share what they have already cited.
    pub(super) fn of_cell(
        sentence: &Sentence,
        numbering: Option<&Numbering<'_>>,
        cited: &mut Vec<usize>,
    ) -> Self {
        let mut pieces = Self::default();
        pieces.add_all(&sentence.0, Style::new(), numbering, cited);
        pieces
    }

    pub(super) fn push(&mut self, text: &str, style: Style) {
        self.add(text, style, false);
    }

    /// Words that stay together where they fit on a line at all.
    pub(super) fn push_whole(&mut self, text: &str, style: Style) {
        self.add(text, style, true);
        if let Some(piece) = self.0.last_mut() {
            piece.whole = true;
        }
    }

    /// The number of a source, unless these pieces have it already.
    pub(super) fn push_source(&mut self, number: usize, style: Style) {
        let mark = format!("[{number}]");
        if !self.0.iter().any(|piece| piece.whole && piece.text == mark) {
            self.add(&mark, style.dimmed(), true);
        }
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    fn add(&mut self, text: &str, style: Style, whole: bool) {
        // Terminals disagree about the width of variation selectors; without them they agree.
        let text: String = visible(text)
            .chars()
            .filter(|c| !matches!(c, '\u{fe00}'..='\u{fe0f}'))
            .collect();
        let whole = whole && width(&text) <= WHOLE;
        self.0.push(Piece {
            text,
            style,
            whole,
            copied: false,
        });
    }

    fn add_all(
        &mut self,
        inlines: &[Inline],
        style: Style,
        numbering: Option<&Numbering<'_>>,
        cited: &mut Vec<usize>,
    ) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Name(text) => self.add(text, style, false),
                Inline::Strong(inner) => self.add_all(inner, style.bold(), numbering, cited),
                Inline::Code(text) => {
                    self.add(text, style.fg_color(Some(AnsiColor::Cyan.into())), true);
                    if let Some(piece) = self.0.last_mut() {
                        piece.copied = true;
                    }
                }
                Inline::Link { text, href } => {
                    self.add(text, style.underline(), false);
                    if href.starts_with("http") && href != text {
                        self.add(&format!(" <{href}>"), style.dimmed(), false);
                    }
                }
                Inline::Status(status) => {
                    let words = format!("{} {}", status.shape(), status.word());
                    self.add(&words, status_style(*status, style), true);
                }
                Inline::Figure(figure) => {
                    self.add(&figure.text, style, true);
                    if let Some(number) =
                        numbering.map(|numbering| numbering.number(&figure.citation))
                        && !cited.contains(&number)
                    {
                        cited.push(number);
                        self.add(&format!("[{number}]"), style.dimmed(), true);
                    }
                }
            }
        }
    }

    /// The columns of the longest stretch that would rather not be broken.
    pub(super) fn longest_word(&self) -> usize {
        self.words().iter().map(Word::width).max().unwrap_or(0)
    }

    /// The columns of the longest stretch that is of no use in two pieces, since it is to be copied.
    pub(super) fn longest_copied(&self) -> usize {
        let words = self.words();
        let copied = words.iter().filter(|word| word.copied);
        copied.map(Word::width).max().unwrap_or(0)
    }

    /// The columns of everything on one line.
    pub(super) fn natural_width(&self) -> usize {
        self.wrap(usize::MAX)
            .iter()
            .map(Line::width)
            .max()
            .unwrap_or(0)
    }

    /// Lines of at most that many columns; words break only where they alone are too long. No pieces, no lines. What begins with
    /// no-break spaces is set in by them, and so are all of its lines.
    pub(super) fn wrap(&self, columns: usize) -> Vec<Line> {
        let mut words = self.words();
        let indent = words.first_mut().map_or(0, Word::take_indent);
        let indent = if 2 * indent > columns { 0 } else { indent };
        let lines = wrap(words, columns - indent);
        if indent == 0 {
            return lines;
        }
        let set_in = |line| Line::of(&" ".repeat(indent), Style::new()).then(line);
        lines.into_iter().map(set_in).collect()
    }

    fn words(&self) -> Vec<Word> {
        let mut words = vec![Word::default()];
        for piece in &self.0 {
            if piece.whole {
                let word = last(&mut words);
                word.spans.push((piece.text.clone(), piece.style));
                word.copied |= piece.copied;
                continue;
            }
            for (index, part) in piece.text.split(' ').enumerate() {
                if index > 0 {
                    if last(&mut words).spans.is_empty() {
                        last(&mut words).spaces += 1;
                    } else {
                        words.push(Word {
                            spaces: 1,
                            ..Word::default()
                        });
                    }
                }
                if !part.is_empty() {
                    let word = last(&mut words);
                    word.spans.push((part.to_owned(), piece.style));
                    word.copied |= piece.copied;
                }
            }
        }
        words.retain(|word| word.width() > 0);
        for word in &mut words {
            // Two spaces set a label apart; more are leftovers of line breaks.
            word.spaces = word.spaces.min(2);
        }
        words
    }
}

fn wrap(words: Vec<Word>, columns: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for word in words {
        let space = usize::from(word.spaces > 0 && line.width > 0) * word.spaces;
        if line.width > 0 && (line.width + space).saturating_add(word.width()) > columns {
            lines.push(std::mem::take(&mut line));
        } else {
            line.push(&" ".repeat(space), Style::new());
        }
        for (text, style) in word.spans {
            line.push_broken(&text, style, columns, &mut lines);
        }
    }
    if line.width > 0 {
        lines.push(line);
    }
    lines
}

fn last(words: &mut Vec<Word>) -> &mut Word {
    if words.is_empty() {
        words.push(Word::default());
    }
    let index = words.len() - 1;
    &mut words[index]
}

/// A stretch without a place to break, and the spaces in front of it.
#[derive(Debug, Default)]
struct Word {
    spaces: usize,
    spans: Vec<(String, Style)>,
    copied: bool,
}

impl Word {
    fn width(&self) -> usize {
        self.spans.iter().map(|(text, _)| width(text)).sum()
    }

    /// Takes off the no-break spaces that it begins with: how many.
    fn take_indent(&mut self) -> usize {
        let Some((text, _)) = self.spans.first_mut() else {
            return 0;
        };
        let rest = text.trim_start_matches('\u{a0}');
        let indent = text[..text.len() - rest.len()].chars().count();
        *text = rest.to_owned();
        indent
    }
}

/// The colour that goes with a status.
pub(super) fn status_style(status: Status, base: Style) -> Style {
    let colour = match status {
        Status::OnTrack => AnsiColor::Green,
        Status::AtRisk => AnsiColor::Yellow,
        Status::OffTrack => AnsiColor::Red,
        Status::Unknown => AnsiColor::Magenta,
    };
    base.fg_color(Some(colour.into()))
}

/// One line of styled text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    spans: Vec<(String, Style)>,
    width: usize,
}

impl Line {
    pub(super) fn of(text: &str, style: Style) -> Self {
        let mut line = Self::default();
        line.push(text, style);
        line
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        self.width += width(text);
        match self.spans.last_mut() {
            Some((before, same)) if *same == style => before.push_str(text),
            _ => self.spans.push((text.to_owned(), style)),
        }
    }

    /// Adds spaces until the line is that wide.
    pub(super) fn pad_to(&mut self, columns: usize) {
        self.push(
            &" ".repeat(columns.saturating_sub(self.width)),
            Style::new(),
        );
    }

    pub(super) fn then(mut self, other: Self) -> Self {
        for (text, style) in other.spans {
            self.push(&text, style);
        }
        self
    }

    /// Adds a text, starting new lines inside it where it does not fit.
    fn push_broken(&mut self, text: &str, style: Style, columns: usize, lines: &mut Vec<Self>) {
        if self.width.saturating_add(width(text)) <= columns {
            return self.push(text, style);
        }
        for c in text.chars() {
            if self.width > 0 && self.width + c.width().unwrap_or(0) > columns {
                lines.push(std::mem::take(self));
            }
            self.push(c.encode_utf8(&mut [0; 4]), style);
        }
    }

    /// The line within that many columns, with an ellipsis where something is left out.
    pub(super) fn cut(self, columns: usize) -> Self {
        if self.width <= columns {
            return self;
        }
        let mut short = Self::default();
        for (text, style) in &self.spans {
            for c in text.chars() {
                if short.width + c.width().unwrap_or(0) + 1 > columns {
                    short.push("…", *style);
                    return short;
                }
                short.push(c.encode_utf8(&mut [0; 4]), *style);
            }
        }
        short
    }

    pub(super) fn render(&self, out: &mut String, colour: Colour) {
        let start = out.len();
        for (text, style) in &self.spans {
            match colour {
                Colour::Off => out.push_str(text),
                Colour::On => {
                    out.push_str(&style.render().to_string());
                    out.push_str(text);
                    out.push_str(&style.render_reset().to_string());
                }
            }
        }
        let kept = out[start..].trim_end_matches(' ').len();
        out.truncate(start + kept);
        out.push('\n');
    }
}
