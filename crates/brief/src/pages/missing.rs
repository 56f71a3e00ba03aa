//! The document for a question about something that is not there.

use longpole_document::{Block, CalloutKind, Document, Sentence};
use longpole_engine::Scheduled;
use longpole_model::{EntityKey, ProgramId};

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

/// Says that there is no such program, or that there is no work in it yet, and what to do about that.
pub(crate) fn without_work(scheduled: &Scheduled, program: &ProgramId) -> Document {
    let workspace = &scheduled.plan.workspace;
    if !workspace.programs.contains_key(program) {
        return missing("program", program.as_str());
    }
    let name = workspace.display_name(&EntityKey::program(program));
    let mut document = Document::new(&name);
    let sentence = Sentence::new()
        .name(name)
        .text(" has no work in its plan yet.");
    document.headline(None, sentence);
    document.push(Block::section("What is needed from you"));
    let first = Sentence::new()
        .text("Write down the work under ")
        .code("items:")
        .text(": what it is, who owns it, what it takes, what it needs.");
    document.push(Block::callout(CalloutKind::Ask, first));
    document
}
