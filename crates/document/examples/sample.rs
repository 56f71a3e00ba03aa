//! Writes a sample document to standard output, to be looked at: `sample brief html > brief.html`.

use std::io::{self, Write as _};

use longpole_document::terminal::{self, Colour, Sources, Terminal};
use longpole_document::{Document, html, json, markdown};

#[path = "../tests/writers/sample/mod.rs"]
mod sample;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let document = match arguments.first().map(String::as_str) {
        Some("small") => sample::small(),
        _ => sample::executive_brief(),
    };
    let format = arguments.get(1).map_or("terminal", String::as_str);
    io::stdout().write_all(written(&document, format).as_bytes())
}

fn written(document: &Document, format: &str) -> String {
    match format {
        "html" => html::write(document),
        "json" => json::write(document),
        "markdown" => markdown::write(document),
        _ => terminal::write(
            document,
            Terminal {
                width: 100,
                colour: Colour::On,
                sources: Sources::Listed,
            },
        ),
    }
}
