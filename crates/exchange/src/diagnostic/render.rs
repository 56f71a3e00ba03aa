//! Diagnostics drawn for a terminal: message, file and line, the line itself with the place marked, advice.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};

use super::lines::{floor_char, line_range};
use super::{Diagnostic, Diagnostics, Label, Severity, Sources, Span};

/// More mistakes than this are counted, not shown.
pub const SHOWN: usize = 200;

/// Characters of an over-long line shown before and after its marked place.
const BEFORE: usize = 60;
const AFTER: usize = 120;

/// From this many bytes on, a line is cut before the renderer sees it.
const ENORMOUS: usize = 4096;

/// How it may look where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours, as terminal escape codes.
    pub colour: bool,
    /// Cells in a row.
    pub width: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: false,
            width: 120,
        }
    }
}

/// Draws the first 200 mistakes and counts the rest.
pub fn render(diagnostics: &Diagnostics, sources: &dyn Sources, look: Look) -> String {
    let (shown, left) = diagnostics.first(SHOWN);
    let mut text = String::new();
    for diagnostic in shown {
        text.push_str(&render_one(diagnostic, sources, look));
        text.push_str("\n\n");
    }
    if left > 0 {
        text.push_str("and ");
        text.push_str(&left.to_string());
        text.push_str(" more\n");
    } else if text.ends_with("\n\n") {
        text.pop();
    }
    text
}

fn render_one(diagnostic: &Diagnostic, sources: &dyn Sources, look: Look) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = one_line(&diagnostic.message);
    let mut group =
        Group::with_title(level.primary_title(message)).elements(excerpts(diagnostic, sources));
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(one_line(note)));
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(one_line(help)));
    }
    let renderer = if look.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Unicode)
        .term_width(look.width)
        .render(&[group])
}

/// Text from a plan must not move the cursor or break the frame.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect()
}

/// One excerpt for each marked line, the primary place first.
fn excerpts<'a>(diagnostic: &'a Diagnostic, sources: &'a dyn Sources) -> Vec<Element<'a>> {
    let mut elements = excerpt(&diagnostic.primary, AnnotationKind::Primary, sources);
    for label in &diagnostic.secondary {
        elements.extend(excerpt(label, AnnotationKind::Context, sources));
    }
    elements
}

fn excerpt<'a>(
    label: &'a Label,
    kind: AnnotationKind,
    sources: &'a dyn Sources,
) -> Vec<Element<'a>> {
    let name = sources.name(label.span.file);
    let text = sources.text(label.span.file);
    if text.is_empty() {
        return vec![Element::Origin(Origin::path(name))];
    }
    let position = sources
        .lines(label.span.file)
        .position(text, label.span.start as usize);
    let annotate = |mark| {
        let annotation: Annotation<'a> = kind.span(mark);
        if label.text.is_empty() {
            annotation
        } else {
            annotation.label(one_line(&label.text))
        }
    };
    let line = line_range(text, label.span.start as usize);
    if line.len() <= ENORMOUS {
        let mark = marked(text, label.span, &line);
        let mark = mark.start - line.start..mark.end - line.start;
        let snippet = Snippet::source(&text[line])
            .line_start(position.line as usize)
            .annotation(annotate(mark));
        return vec![snippet.path(name).into()];
    }
    // The renderer would count the column within what is left of the line.
    let Excerpt { line, mark } = cut(text, label.span);
    let origin = Origin::path(name)
        .line(position.line as usize)
        .char_column(position.column as usize);
    let snippet = Snippet::source(line)
        .line_start(position.line as usize)
        .annotation(annotate(mark));
    vec![Element::Origin(origin), snippet.into()]
}

/// A line to show and the bytes of it to mark.
pub(super) struct Excerpt {
    pub(super) line: String,
    pub(super) mark: std::ops::Range<usize>,
}

/// The line on which `span` begins, cut around the place when it is very long.
pub(super) fn cut(text: &str, span: Span) -> Excerpt {
    let range = line_range(text, span.start as usize);
    let std::ops::Range { start, end } = marked(text, span, &range);
    let head = &text[range.start..start];
    let tail = &text[start..range.end];
    let from = head
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .filter(|(at, _)| *at > 0 && head.len() > 2 * BEFORE);
    let till = tail
        .char_indices()
        .nth(AFTER)
        .filter(|_| tail.len() > 2 * AFTER);
    let (open, head) = from.map_or(("", head), |(at, _)| ("…", &head[at..]));
    let (tail, close) = till.map_or((tail, ""), |(at, _)| (&tail[..at], "…"));
    let mark = open.len() + head.len()..open.len() + head.len() + (end - start).min(tail.len());
    Excerpt {
        line: format!("{open}{head}{tail}{close}"),
        mark,
    }
}

/// The part of `span` on its first line, kept to whole characters.
fn marked(text: &str, span: Span, line: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = floor_char(text, span.start as usize).clamp(line.start, line.end);
    let end = floor_char(text, span.end as usize).clamp(start, line.end);
    start..end
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::super::{FileId, Lines};
    use super::*;

    struct Texts(Vec<(&'static str, String, Lines)>);

    impl Sources for Texts {
        fn name(&self, file: FileId) -> &str {
            self.0[file.0 as usize].0
        }
        fn text(&self, file: FileId) -> &str {
            &self.0[file.0 as usize].1
        }
        fn lines(&self, file: FileId) -> &Lines {
            &self.0[file.0 as usize].2
        }
    }

    fn texts(files: &[(&'static str, &str)]) -> Texts {
        Texts(
            files
                .iter()
                .map(|(name, text)| (*name, (*text).to_owned(), Lines::of(text)))
                .collect(),
        )
    }

    fn find(texts: &Texts, file: u32, needle: &str) -> Span {
        let start = texts.0[file as usize].1.find(needle).unwrap() as u32;
        Span {
            file: FileId(file),
            start,
            end: start + needle.len() as u32,
        }
    }

    fn plain(texts: &Texts, diagnostic: Diagnostic) -> String {
        render(&Diagnostics::new(vec![diagnostic]), texts, Look::default())
    }

    #[test]
    fn a_mistake_shows_its_line_and_a_suggestion() {
        let texts = texts(&[(
            "payments.yaml",
            "items:\n  a:\n    needs:\n      - token-api: { what: \"REST API\" }\n",
        )]);
        let place = find(&texts, 0, "token-api");
        assert_data_eq!(
            plain(
                &texts,
                Diagnostic::error("unknown-id", place, "no item called `token-api`")
                    .did_you_mean("tokens-api")
            ),
            str![[r#"
error: no item called `token-api`
  ╭▸ payments.yaml:4:9
  │
4 │       - token-api: { what: "REST API" }
  ╰╴        ━━━━━━━━━ did you mean `tokens-api`?

"#]]
        );
    }

    #[test]
    fn places_in_other_files_are_shown_too() {
        let texts = texts(&[
            ("a.yaml", "teams:\n  pay: {}\n"),
            ("b.yaml", "# b\nteams:\n  pay: {}\n"),
        ]);
        let (first, second) = (find(&texts, 0, "pay"), find(&texts, 1, "pay"));
        let diagnostic = Diagnostic::error("duplicate-id", second, "team `pay` is there twice")
            .label("again here")
            .also(first, "first here")
            .help("rename one of them")
            .note("ids are unique in a workspace");
        assert_data_eq!(
            plain(&texts, diagnostic),
            str![[r#"
error: team `pay` is there twice
  ╭▸ b.yaml:3:3
  │
3 │   pay: {}
  │   ━━━ again here
  │
  ⸬  a.yaml:2:3
  │
2 │   pay: {}
  │   ─── first here
  │
  ├ note: ids are unique in a workspace
  ╰ help: rename one of them

"#]]
        );
    }

    #[test]
    fn umlauts_emoji_and_tabs_leave_the_mark_in_place() {
        let texts = texts(&[("a.yaml", "ö:\n  Über 🚀\tx: wrong\n")]);
        let place = find(&texts, 0, "wrong");
        assert_data_eq!(
            plain(&texts, Diagnostic::error("test", place, "no").label("here")),
            str![[r#"
error: no
  ╭▸ a.yaml:2:13
  │
2 │   Über 🚀    x: wrong
  ╰╴                ━━━━━ here

"#]]
        );
    }

    #[test]
    fn an_enormous_line_is_cut_around_the_place() {
        let line = format!("{}wrong{}", "ä, ".repeat(100_000), ", ö".repeat(100_000));
        let texts = texts(&[("a.yaml", &line)]);
        let place = find(&texts, 0, "wrong");
        assert_data_eq!(
            plain(&texts, Diagnostic::error("test", place, "no").label("here")),
            str![[r#"
error: no
  ╭▸ a.yaml:1:300001
  │
  ⸬  
1 │ …ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, ä, wrong, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö, ö,…
  ╰╴                                                             ━━━━━ here

"#]]
        );
    }

    #[test]
    fn a_file_without_text_is_named() {
        let texts = texts(&[("big.yaml", "")]);
        let place = Span {
            file: FileId(0),
            start: 0,
            end: 0,
        };
        assert_data_eq!(
            plain(
                &texts,
                Diagnostic::error("too-large", place, "200 MB").help("split it")
            ),
            str![[r#"
error: 200 MB
 ╭▸ big.yaml
 ╰ help: split it

"#]]
        );
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let texts = texts(&[("a.yaml", &"x\n".repeat(300))]);
        let many = (0..237).map(|at| {
            Diagnostic::error(
                "test",
                Span {
                    file: FileId(0),
                    start: at * 2,
                    end: at * 2 + 1,
                },
                "no",
            )
        });
        let text = render(&Diagnostics::new(many.collect()), &texts, Look::default());
        assert!(text.ends_with("\n\nand 37 more\n"), "{text}");
    }

    #[test]
    fn colour_is_escape_codes_and_nothing_else() {
        let texts = texts(&[("a.yaml", "a: \u{1b}[31mred\n")]);
        let list = Diagnostics::new(vec![Diagnostic::error(
            "test",
            find(&texts, 0, "red"),
            "a \u{1b}[2J trick",
        )]);
        let plain = render(&list, &texts, Look::default());
        assert!(!plain.contains('\u{1b}'), "{plain}");
        let coloured = render(
            &list,
            &texts,
            Look {
                colour: true,
                width: 100,
            },
        );
        assert!(coloured.contains("\u{1b}[1m"), "{coloured}");
        assert!(
            !coloured.contains("[2J\u{1b}") && !coloured.contains("\u{1b}[2J"),
            "{coloured}"
        );
    }
}
