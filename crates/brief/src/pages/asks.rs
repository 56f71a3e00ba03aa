//! Are we asking more of a team than it has?

use longpole_document::{Block, Document, Sentence};
use longpole_engine::Analysis;

use crate::citations::{Cite, day};
use crate::sections::asks;

/// The asks on every team, over all programs, against its capacity.
pub fn asks_page(analysis: &Analysis) -> Document {
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new("Asks on teams");
    let id = cite.settings();
    document.meta("As of", day(analysis.scheduled.options.now, &id));
    document.blocks = asks::blocks(analysis, &mut cite, None);
    if document.blocks.is_empty() {
        let empty = Sentence::new()
            .text("No team is asked anything. Asks stand in the plan under ")
            .code("asks:")
            .text(", each with the team, what is wanted, and by when.");
        document.push(Block::Paragraph(empty));
    }
    cite.finish(document)
}
