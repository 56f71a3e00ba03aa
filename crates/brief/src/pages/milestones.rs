//! What is promised for when?

use longpole_document::{Block, Document, Sentence};
use longpole_engine::answers::MilestoneLine;
use longpole_engine::{Analysis, Insights};
use longpole_model::ProgramId;

use super::without_work;
use crate::citations::Cite;
use crate::facts::Facts;
use crate::sections::{self, milestones};

/// The milestones of `program`.
pub fn milestones_page(analysis: &Analysis, program: &ProgramId) -> Document {
    let nothing = Insights::default();
    let Some(facts) = Facts::of(analysis, &nothing, program) else {
        return without_work(&analysis.scheduled, program);
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new(&facts.line.name);
    document.subtitle = Some("Milestones".into());
    document.meta = sections::based_on(&facts, &mut cite, None);
    let lines: Vec<&MilestoneLine<'_>> = facts.milestones.iter().collect();
    if lines.is_empty() {
        let empty = Sentence::new()
            .text("No milestones yet. An item with ")
            .code("milestone: true")
            .text(", or with a ")
            .code("commit:")
            .text(" date, is shown here.");
        document.push(Block::Paragraph(empty));
    } else {
        document.push(Block::Table(milestones::table(&facts, &mut cite, &lines)));
        document
            .blocks
            .extend(milestones::strip(&facts, &mut cite, &lines).map(Block::Chart));
    }
    document.push(sections::freshness::footer(&facts, &mut cite));
    cite.finish(document)
}
