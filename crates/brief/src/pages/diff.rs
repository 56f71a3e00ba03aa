//! What changed between two states of a plan, and what did it do to the dates?

use jiff::civil::Date;
use longpole_document::{Block, CitationId, Column, Document, Inline, Row, Sentence, Table};
use longpole_engine::answers::why_chain;
use longpole_engine::exchange::plan::{FieldEdit, field_edits};
use longpole_engine::{Analysis, Comparison, Landing, Move};
use longpole_model::{Change, EntityKey, EntityKind};

use super::entity_changes::noun;
use crate::citations::{Cite, day};
use crate::since::Since;
use crate::words;

/// Longer values are cut after so many characters.
const SHOWN: usize = 60;

/// At most so many moved items stand in the table.
const MOVED: usize = 20;

/// The edits from `before` to `after`, entity by entity, and how they moved the dates. `compared` is what the engine makes
/// of the two.
pub fn diff_page(compared: &Comparison, before: &Analysis, after: &Analysis) -> Document {
    let name = match &compared.before {
        Some(revision) => revision.commit.as_str(),
        None => "the earlier plan",
    };
    let since = &Since { name, before };
    let mut cite = Cite::new(&after.scheduled);
    let changes = &compared.changes.0;
    let mut document = Document::new("What changed");
    document.subtitle = Some(Sentence::new().text("Since ").name(name));
    document.headline(None, headline(&mut cite, since, changes));
    document.blocks = [
        finishes(after, &mut cite, since, compared),
        moved(after, &mut cite, since, compared),
        edits(after, &mut cite, since, changes),
    ]
    .concat();
    cite.finish(document)
}

fn headline(cite: &mut Cite<'_>, since: &Since<'_>, changes: &[Change]) -> Sentence {
    let id = cite.difference(since.name, since.before);
    match changes.len() {
        0 => "Nothing in the plan was edited.".into(),
        1 => Sentence::new()
            .figure("1 entry", &id)
            .text(" of the plan was edited."),
        edited => Sentence::new()
            .figure(format!("{edited} entries"), &id)
            .text(" of the plan were edited."),
    }
}

/// Each program's finish, then and now.
fn finishes(
    analysis: &Analysis,
    cite: &mut Cite<'_>,
    since: &Since<'_>,
    compared: &Comparison,
) -> Vec<Block> {
    let mut table = Table::new([
        Column::left("Program"),
        Column::right("P80 then"),
        Column::right("P80 now"),
        Column::right("Moved"),
        Column::right("Planned finish now"),
    ]);
    let workspace = &analysis.scheduled.plan.workspace;
    for line in &compared.programs {
        let then = cite.forecast_before(since.name, since.before, &line.program);
        let (now, schedule) = (cite.forecast(&line.program), cite.schedule(&line.program));
        let p80 = |landing: Option<Landing>, id: &CitationId, none: &'static str| match landing {
            Some(landing) => landing
                .p80
                .map_or_else(|| "unknown".into(), |date| Sentence::from(day(date, id))),
            None => none.into(),
        };
        let moved = line
            .p80_days
            .map(|days| Inline::figure(words::moved(days), &now));
        table.row(Row::new([
            Sentence::from(Inline::name(
                workspace.display_name(&EntityKey::program(&line.program)),
            )),
            p80(line.before, &then, "new"),
            p80(line.after, &now, "gone"),
            moved.map_or_else(|| "–".into(), Sentence::from),
            line.after.map_or_else(
                || "–".into(),
                |landing| day(landing.planned, &schedule).into(),
            ),
        ]));
    }
    vec![
        Block::section("What it did to the finish"),
        Block::Table(table),
    ]
}

/// Whatever has a planned finish that moved, the farthest first.
fn moved(
    analysis: &Analysis,
    cite: &mut Cite<'_>,
    since: &Since<'_>,
    compared: &Comparison,
) -> Vec<Block> {
    let moved: Vec<(&Move, Date, Date)> = compared
        .moves
        .iter()
        .filter_map(|one| Some((one, one.before?, one.after?)))
        .filter(|(_, before, after)| before != after)
        .collect();
    if moved.is_empty() {
        return vec![Block::paragraph("No planned date moved.")];
    }
    let id = cite.difference(since.name, since.before);
    let mut table = Table::new([
        Column::left("Item"),
        Column::right("Finish then"),
        Column::right("Finish now"),
        Column::right("Moved"),
        Column::left("What sets it now"),
    ]);
    for (one, before, after) in moved.iter().take(MOVED) {
        table.row(Row::new([
            Sentence::from(Inline::name(&one.title)),
            day(*before, &id).into(),
            day(*after, &id).into(),
            Inline::figure(words::moved(one.days), &id).into(),
            driver(analysis, &one.key),
        ]));
    }
    let mut blocks = vec![Block::section("Dates that moved"), Block::Table(table)];
    let left = moved.len().saturating_sub(MOVED);
    blocks.extend(crate::sections::and_more(left, "item", cite).map(Block::Paragraph));
    blocks
}

fn driver(analysis: &Analysis, key: &EntityKey) -> Sentence {
    let next = why_chain(analysis, &analysis.scheduled, key)
        .into_iter()
        .nth(1);
    next.map_or_else(|| "–".into(), |step| Inline::name(step.title).into())
}

/// Every edit, by kind.
fn edits(
    analysis: &Analysis,
    cite: &mut Cite<'_>,
    since: &Since<'_>,
    changes: &[Change],
) -> Vec<Block> {
    let id = cite.difference(since.name, since.before);
    let mut kinds: Vec<EntityKind> = changes.iter().map(|change| change.key.kind).collect();
    kinds.sort();
    kinds.dedup();
    let mut blocks = Vec::new();
    for kind in kinds {
        let of_it = changes.iter().filter(|change| change.key.kind == kind);
        let lines: Vec<Sentence> = of_it
            .map(|change| edit(analysis, since, &id, change))
            .collect();
        blocks.push(Block::subsection(words::capital(kind.section())));
        blocks.push(Block::Bullets(lines));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::section("Edits"));
    }
    blocks
}

fn edit(analysis: &Analysis, since: &Since<'_>, id: &CitationId, change: &Change) -> Sentence {
    let workspace = match change.after {
        Some(_) => &analysis.scheduled.plan.workspace,
        None => &since.before.scheduled.plan.workspace,
    };
    let name = Sentence::new()
        .name(workspace.display_name(&change.key))
        .text(" (")
        .code(&*change.key.id)
        .text(")");
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let edits = field_edits(before, after);
            edits.iter().enumerate().fold(name, |sentence, (at, edit)| {
                sentence
                    .text(if at == 0 { ": " } else { "; " })
                    .then(field(edit))
            })
        }
        (None, _) => name
            .text(": new ")
            .with(Inline::figure(noun(change.key.kind), id)),
        (_, None) => name.text(": removed"),
    }
}

/// What stood in a field and what stands there now, as the plan writes it.
pub(super) fn field(edit: &FieldEdit) -> Sentence {
    let field = Sentence::new().code(&*edit.field);
    let code = |text: &str| Inline::code(words::shortened(text, SHOWN));
    match (&edit.before, &edit.after) {
        (Some(before), Some(after)) => field
            .text(" ")
            .with(code(before))
            .text(" → ")
            .with(code(after)),
        (Some(before), None) => field.text(" ").with(code(before)).text(" removed"),
        (None, Some(after)) => field.text(" ").with(code(after)).text(" added"),
        (None, None) => field,
    }
}
