//! How a document looks: blocks, charts, HTML, Markdown, terminal.
