//! How far has the plan moved from what was agreed?

use longpole_document::{Block, Column, Document, Inline, Row, Sentence, Table, words as format};
use longpole_engine::Scheduled;
use longpole_engine::schedule::Subject;
use longpole_model::{
    Baseline, BaselineId, EntityKey, EntityKind, Item, ItemId, Program, ProgramId,
};

use super::missing;
use crate::citations::{Cite, count, day, maybe_day};
use crate::facts::person_name;

/// The baselines of `program`, and how far the plan lies from the newest.
pub fn baselines_page(scheduled: &Scheduled, program: &ProgramId) -> Document {
    let workspace = &scheduled.plan.workspace;
    let Some((id, program)) = workspace.programs.get_key_value(program) else {
        return missing("program", program.as_str());
    };
    let mut cite = Cite::new(scheduled);
    let mut document = Document::new(workspace.display_name(&EntityKey::program(id)));
    document.subtitle = Some("Baselines".into());
    let mut baselines: Vec<(&BaselineId, &Baseline)> = program.baselines.iter().collect();
    baselines.sort_by_key(|(id, baseline)| (baseline.on, *id));
    match baselines.last() {
        Some((newest, baseline)) => {
            document.push(Block::Table(list(scheduled, &mut cite, id, &baselines)));
            document.blocks.extend(distance(
                scheduled, &mut cite, id, program, newest, baseline,
            ));
        }
        None => {
            let empty = Sentence::new()
                .text("No baseline yet, so nobody can say how far the plan has moved. ")
                .code("longpole baseline set")
                .text(" writes the present dates as one.");
            document.push(Block::Paragraph(empty));
        }
    }
    cite.finish(document)
}

fn name(id: &BaselineId, baseline: &Baseline) -> String {
    baseline.name.clone().unwrap_or_else(|| id.to_string())
}

fn list(
    scheduled: &Scheduled,
    cite: &mut Cite<'_>,
    program: &ProgramId,
    baselines: &[(&BaselineId, &Baseline)],
) -> Table {
    let mut table = Table::new([
        Column::left("Baseline"),
        Column::right("Set on"),
        Column::left("Approved by"),
        Column::right("Items"),
        Column::right("Latest finish"),
    ]);
    for (id, baseline) in baselines {
        let said = cite.claim(&EntityKey::of(program, EntityKind::Baseline, id), "on");
        let latest = baseline
            .items
            .values()
            .filter_map(|dates| dates.finish)
            .max();
        let approved = baseline.approved_by.as_ref();
        let approved = approved.map(|by| person_name(&scheduled.plan.workspace, by));
        table.row(Row::new([
            Sentence::from(Inline::name(name(id, baseline))),
            day(baseline.on, &said).into(),
            approved.map_or_else(|| "nobody".into(), |by| Inline::name(by).into()),
            Inline::figure(baseline.items.len().to_string(), &said).into(),
            maybe_day(latest, &said),
        ]));
    }
    table
}

/// Item by item: agreed, planned now, and the difference; the farthest first.
fn distance(
    scheduled: &Scheduled,
    cite: &mut Cite<'_>,
    program_id: &ProgramId,
    program: &Program,
    id: &BaselineId,
    baseline: &Baseline,
) -> Vec<Block> {
    let said = cite.claim(
        &EntityKey::of(program_id, EntityKind::Baseline, id),
        "items",
    );
    let schedule = cite.schedule(program_id);
    let mut rows: Vec<(i64, &ItemId, Row)> = Vec::new();
    let mut gone = 0;
    for (item, dates) in &baseline.items {
        let Some(agreed) = dates.finish else { continue };
        let Some(node) = scheduled.network.node(&Subject::item(program_id, item)) else {
            gone += 1;
            continue;
        };
        let now = scheduled.schedule.early_finish[node].finish_date();
        let days = scheduled.working_days(program_id, agreed, now);
        let is_done = program.items.get(item).is_some_and(Item::is_finished);
        let key = EntityKey::of(program_id, EntityKind::Item, item);
        let row = Row::new([
            Sentence::from(Inline::name(scheduled.plan.workspace.display_name(&key))),
            day(agreed, &said).into(),
            Sentence::from(day(now, &schedule)).text(if is_done { ", done" } else { "" }),
            Inline::figure(format::working_days_late(days), &schedule).into(),
        ]);
        rows.push((days, item, row));
    }
    rows.sort_by_key(|(days, item, _)| (std::cmp::Reverse(*days), *item));
    let mut table = Table::new([
        Column::left("Item"),
        Column::right("Agreed"),
        Column::right("Now"),
        Column::right("Against the baseline"),
    ]);
    let late = rows.iter().filter(|(days, ..)| *days > 0).count();
    let all = rows.len();
    for (_, _, row) in rows {
        table.row(row);
    }
    let heading = Sentence::new()
        .text("Against “")
        .name(name(id, baseline))
        .text("”");
    let lead = match all {
        0 => Sentence::from("It holds no dates yet."),
        all => Sentence::new()
            .figure(format!("{late} of {all}"), &schedule)
            .text(" items are later than agreed."),
    };
    let mut blocks = vec![Block::Section(heading), Block::Paragraph(lead)];
    if all > 0 {
        blocks.push(Block::Table(table));
    }
    if gone > 0 {
        let gone = Sentence::new()
            .with(count(gone, "item", &said))
            .text(" of the baseline no longer in the plan.");
        blocks.push(Block::Paragraph(gone));
    }
    blocks
}
