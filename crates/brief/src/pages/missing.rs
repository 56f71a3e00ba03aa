//! The document for a question about something that is not there.

use longpole_document::{Document, Sentence};

/// Says that there is no such thing, and where to look.
pub(crate) fn missing(what: &str, id: &str) -> Document {
    let mut document = Document::new(id);
    let sentence = Sentence::new()
        .text(format!("The plan has no {what} called “"))
        .name(id)
        .text("”.");
    document.headline(None, sentence);
    document
}
