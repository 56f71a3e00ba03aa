//! Probes of the code.

use longpole_model::{Probe, ProbePattern, ProbeTarget};

use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::read::{Codec as _, Fields, Flat, OneOrMany, Opt, Reader, Req, Value, record};
use crate::plan::shape::{FieldShape, RecordShape, Shape};
use crate::plan::tree::Node;

record! { Probe "A legacy pattern that is counted in the code." {
    title: Opt "title" "What is counted, for people.";
    repo: Opt "repo" "The repository.";
    find: Opt "find" "How it is found.";
    within: OneOrMany "within" "Paths that count, as globs; all when left out.";
    target: Opt "target" "The count to reach.";
    team: Opt "team" "Who brings it down.";
    meta: Flat "" "";
} }

record! { ProbeTarget "The count that a probe has to reach, and by when." {
    count: Req "count" "At most so many.";
    by: Opt "by" "The day.";
} }

const KINDS: [&str; 4] = ["ast", "regex", "files", "dependency"];

impl Value for ProbePattern {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, reader, || {
            "one of `ast`, `regex`, `files`, `dependency`".to_owned()
        })?;
        let there: Vec<_> = KINDS
            .into_iter()
            .filter(|kind| fields.peek(kind).is_some())
            .collect();
        let pattern = match there.as_slice() {
            ["ast"] => {
                let (pattern, language) = (
                    Req.read(&mut fields, "ast", reader),
                    Req.read(&mut fields, "language", reader),
                );
                pattern
                    .zip(language)
                    .map(|(pattern, language)| Self::Ast { pattern, language })
            }
            ["regex"] => Req.read(&mut fields, "regex", reader).map(Self::Regex),
            ["files"] => Req.read(&mut fields, "files", reader).map(Self::Files),
            ["dependency"] => Req
                .read(&mut fields, "dependency", reader)
                .map(Self::Dependency),
            _ => {
                let message = if there.is_empty() {
                    "how is it found?".to_owned()
                } else {
                    format!("found in one way, not by {}", there.join(" and "))
                };
                reader.report(
                    Diagnostic::error("missing-field", reader.span(node), message)
                        .help("one of `ast` with `language`, `regex`, `files`, `dependency`"),
                );
                for key in pattern_fields() {
                    fields.take(key.key);
                }
                None
            }
        };
        fields.finish(pattern_fields, reader);
        pattern
    }

    fn write(&self) -> Out {
        let (key, text) = match self {
            Self::Ast { pattern, language } => {
                return Out::Map(vec![
                    ("ast".to_owned(), pattern.write()),
                    ("language".to_owned(), language.write()),
                ]);
            }
            Self::Regex(text) => ("regex", text),
            Self::Files(text) => ("files", text),
            Self::Dependency(text) => ("dependency", text),
        };
        Out::Map(vec![(key.to_owned(), text.write())])
    }

    fn shape() -> Shape {
        Shape::Record(RecordShape {
            name: "ProbePattern",
            doc: "How a pattern is found: one of ast, regex, files, dependency.",
            fields: pattern_fields,
        })
    }
}

fn pattern_fields() -> Vec<FieldShape> {
    let field = |key, doc| FieldShape {
        key,
        doc,
        shape: String::shape(),
        required: false,
    };
    vec![
        field("ast", "A pattern of syntax, in ast-grep's notation."),
        field("language", "The language of the code, with `ast`."),
        field("regex", "A regular expression on text."),
        field("files", "Files by glob."),
        field("dependency", "A dependency by name."),
    ]
}
