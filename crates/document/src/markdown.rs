//! The document as Markdown in GitHub's flavour: charts as tables, citations as footnotes.

use crate::block::{Block, Callout, CalloutKind, Document, KeyFigure, Term};
use crate::chart::Chart;
use crate::inline::{Inline, Sentence, Status};
use crate::link;
use crate::numbering::Numbering;
use crate::table::{Align, Row, Table};
use crate::visible::visible;

/// Writes the document; ends with a line break.
pub fn write(document: &Document) -> String {
    let writer = Writer {
        numbering: &Numbering::of(document),
    };
    let mut paragraphs = writer.head(document);
    paragraphs.extend(document.blocks.iter().flat_map(|block| writer.block(block)));
    paragraphs.extend(writer.footnotes());
    let mut out = paragraphs.join("\n\n");
    out.push('\n');
    out
}

struct Writer<'a> {
    numbering: &'a Numbering<'a>,
}

impl Writer<'_> {
    fn head(&self, document: &Document) -> Vec<String> {
        let mut paragraphs = vec![format!("# {}", escape(&document.title))];
        paragraphs.extend(
            document
                .subtitle
                .iter()
                .map(|subtitle| format!("_{}_", self.sentence(subtitle))),
        );
        if let Some(headline) = &document.headline {
            paragraphs.push(self.strong_sentence(&headline.sentence(), &mut Vec::new()));
        }
        if !document.meta.is_empty() {
            let terms: Vec<String> = document.meta.iter().map(|term| self.term(term)).collect();
            paragraphs.push(terms.join(" · "));
        }
        paragraphs
    }

    /// The paragraphs of a block; a block without content has none.
    fn block(&self, block: &Block) -> Vec<String> {
        match block {
            Block::Section(text) => vec![format!("## {}", self.sentence(text))],
            Block::Subsection(text) => vec![format!("### {}", self.sentence(text))],
            Block::Paragraph(text) => vec![self.paragraph(text)],
            Block::Bullets(items) => list(items.iter().map(|item| self.paragraph(item))),
            Block::Terms(terms) => list(terms.iter().map(|term| self.term(term))),
            Block::Table(table) => self.table(table, &[]),
            Block::Callout(callout) => vec![self.callout(callout)],
            Block::KeyFigures(figures) => {
                list(figures.iter().map(|figure| self.key_figure(figure)))
            }
            Block::Chart(chart) => self.chart(chart),
            Block::Footer(lines) => {
                let rule = std::iter::once("---".to_owned());
                rule.chain(lines.iter().map(|line| self.paragraph(line)))
                    .collect()
            }
        }
    }

    fn term(&self, term: &Term) -> String {
        format!(
            "**{}:** {}",
            escape(&term.label),
            self.sentence(&term.value)
        )
    }

    fn key_figure(&self, figure: &KeyFigure) -> String {
        let mut shown = Vec::new();
        let value = self.inlines(&figure.value.0, &mut shown);
        let note = self.inlines(&figure.note.0, &mut shown);
        let dash = if note.is_empty() { "" } else { " – " };
        format!("**{}:** {value}{dash}{note}", escape(&figure.label))
    }

    fn callout(&self, callout: &Callout) -> String {
        let kind = match callout.kind {
            CalloutKind::Ask | CalloutKind::Decision => "IMPORTANT",
            CalloutKind::Warning => "WARNING",
        };
        let title = format!(
            "**{}:** {}",
            callout.kind.word(),
            self.sentence(&callout.title)
        );
        let details = callout.details.iter().map(|detail| self.paragraph(detail));
        let lines: Vec<String> = std::iter::once(title)
            .chain(details)
            .map(|line| format!("> {line}"))
            .collect();
        format!("> [!{kind}]\n{}", lines.join("\n>\n"))
    }

    fn chart(&self, chart: &Chart) -> Vec<String> {
        let mut shown = Vec::new();
        let title = self.strong_sentence(&chart.title, &mut shown);
        let source = footnote(self.numbering.number(&chart.citation), &mut shown);
        let mut paragraphs = vec![format!("{title}{source}")];
        // The title cites what the whole table rests on.
        paragraphs.extend(self.table(&chart.table(), &shown));
        paragraphs
    }

    fn table(&self, table: &Table, shown: &[usize]) -> Vec<String> {
        let has_status = table.has_status();
        let status = has_status.then_some(("Status".to_owned(), "---"));
        let sources: Vec<_> = (0..table.columns.len())
            .map(|column| Some(self.numbering.number(table.source_of_column(column)?)))
            .collect();
        let columns = table.columns.iter().zip(&sources).map(|(column, source)| {
            let rule = match column.align {
                Align::Left => "---",
                Align::Right => "--:",
            };
            let mark = source.map_or(String::new(), |number| {
                footnote(number, &mut shown.to_vec())
            });
            (format!("{}{mark}", escape(&column.heading)), rule)
        });
        let (headings, rules): (Vec<String>, Vec<&str>) = status.into_iter().chain(columns).unzip();
        let mut lines = vec![
            format!("| {} |", headings.join(" | ")),
            format!("| {} |", rules.join(" | ")),
        ];
        lines.extend((table.rows.iter()).map(|row| self.row((table, &sources), row, shown)));
        let caption = table
            .caption
            .iter()
            .map(|caption| self.strong_sentence(caption, &mut shown.to_vec()));
        caption.chain([lines.join("\n")]).collect()
    }

    /// A row. What the heading of a column cites is not marked again in its cells.
    fn row(
        &self,
        (table, sources): (&Table, &[Option<usize>]),
        row: &Row,
        shown: &[usize],
    ) -> String {
        let mut shown = shown.to_vec();
        let status = table
            .has_status()
            .then(|| row.status.map_or(String::new(), words_of));
        let cells = (0..table.columns.len()).map(|index| {
            let Some(cell) = row.cells.get(index) else {
                return String::new();
            };
            match sources[index] {
                Some(above) => self.inlines(&cell.0, &mut vec![above]),
                None => self.inlines(&cell.0, &mut shown),
            }
        });
        let cells: Vec<String> = status.into_iter().chain(cells).collect();
        format!("| {} |", cells.join(" | "))
    }

    fn footnotes(&self) -> Vec<String> {
        let notes: Vec<String> = self
            .numbering
            .sources()
            .map(|(number, line)| format!("[^{number}]: {}", escape(&line)))
            .collect();
        if notes.is_empty() {
            Vec::new()
        } else {
            vec![notes.join("\n")]
        }
    }

    /// A sentence at the start of a line, where "1." and "-" would begin a list.
    fn paragraph(&self, sentence: &Sentence) -> String {
        guard_start(&self.sentence(sentence))
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        self.inlines(&sentence.0, &mut Vec::new()).trim().to_owned()
    }

    /// A sentence that is strong as a whole; what is strong in it cannot be stronger.
    fn strong_sentence(&self, sentence: &Sentence, shown: &mut Vec<usize>) -> String {
        let mut flat = Vec::new();
        flatten_strong(&mut flat, &sentence.0);
        strong(&self.inlines(&flat, shown))
    }

    fn inlines(&self, inlines: &[Inline], shown: &mut Vec<usize>) -> String {
        let texts: Vec<String> = inlines
            .iter()
            .map(|inline| self.inline(inline, shown))
            .collect();
        texts.concat()
    }

    fn inline(&self, inline: &Inline, shown: &mut Vec<usize>) -> String {
        match inline {
            Inline::Text(text) | Inline::Name(text) => escape(text),
            Inline::Strong(inner) => self.strong_sentence(&Sentence(inner.clone()), shown),
            Inline::Code(text) => code(text),
            Inline::Link { text, href } => match link::safe(href) {
                Some(href) => format!("[{}]({})", escape(text), escape_address(href)),
                None => escape(text),
            },
            Inline::Status(status) => words_of(*status),
            Inline::Figure(figure) => {
                let number = self.numbering.number(&figure.citation);
                format!("{}{}", escape(&figure.text), footnote(number, shown))
            }
        }
    }
}

/// The mark of a footnote, once a sentence or row.
fn footnote(number: usize, shown: &mut Vec<usize>) -> String {
    if shown.contains(&number) {
        return String::new();
    }
    shown.push(number);
    format!("[^{number}]")
}

fn list(items: impl Iterator<Item = String>) -> Vec<String> {
    let lines: Vec<String> = items.map(|item| format!("- {item}")).collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![lines.join("\n")]
    }
}

fn words_of(status: Status) -> String {
    format!("{} {}", status.shape(), status.word())
}

/// Strong words; spaces at their ends stay outside, where stars would not count.
fn strong(text: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + words.len()..]);
    format!("{before}**{words}**{after}")
}

fn flatten_strong(flat: &mut Vec<Inline>, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Strong(inner) => flatten_strong(flat, inner),
            other => flat.push(other.clone()),
        }
    }
}

/// Text in which nothing is markup, in a paragraph and in a cell of a table alike.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Code between as many backticks as it takes. A pipe would end the cell of a table, so such code stands as plain text.
fn code(text: &str) -> String {
    let text = visible(text);
    if text.trim().is_empty() || text.contains('|') {
        return escape(&text);
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

fn escape_address(href: &str) -> String {
    let escapes = [
        ("(", "%28"),
        (")", "%29"),
        ("<", "%3C"),
        (">", "%3E"),
        ("|", "%7C"),
        ("\\", "%5C"),
    ];
    escapes
        .iter()
        .fold(href.to_owned(), |href, (from, to)| href.replace(from, to))
}

fn guard_start(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &text[..digits]);
    }
    if text.starts_with(['-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    text.to_owned()
}
