//! What came of a file of another tool: what was taken, changed, kept and doubted, how dates compare, what changed since.

use jiff::civil::DateTime;
use longpole_document::{
    Block, Callout, CalloutKind, Citation, CitationId, Citations, Column, Document, Inline, Row,
    Sentence, Table, words as figures,
};
use longpole_engine::exchange::import::{Note, NoteKind, Notes};
use longpole_engine::exchange::plan::FieldEdit;
use longpole_engine::fidelity::{Field, Value};
use longpole_engine::import::{
    DateComparison, DateDifference, ImportConflictKind, ImportReport, LastImport, MergeReport,
    Named, Reason, Stranger,
};
use longpole_model::SchedulingProfile;

use super::entity_changes::counted;
use super::notes::note_lines;
use crate::words;

/// So many lines a list has before the rest is counted.
const SHOWN: usize = 20;

/// Longer values are cut after so many characters.
const VALUE: usize = 60;

/// The fidelity report of an import.
pub fn import_page(report: &ImportReport) -> Document {
    let mut page = Page {
        report,
        citations: Citations::new(),
    };
    let file = page.file();
    let mut document = Document::new(format!("Import of {}", short(&report.file)));
    document.subtitle = Some(
        Sentence::new()
            .name(report.format.title())
            .text(", source ")
            .code(&report.source),
    );
    document.headline(None, page.headline(&file));
    let mut blocks = page.merge();
    blocks.extend(page.taken(&file));
    for (kind, title) in [
        (NoteKind::Suspicious, "What is suspicious"),
        (NoteKind::Changed, "What was changed, and how"),
        (
            NoteKind::Kept,
            "What has no equivalent, or not in full, and is kept",
        ),
    ] {
        blocks.extend(page.notes(kind, title, &file));
    }
    for comparison in &report.dates {
        blocks.extend(page.dates(comparison, &file));
    }
    document.blocks = blocks;
    document.citations = page.citations;
    document
}

struct Page<'a> {
    report: &'a ImportReport,
    citations: Citations,
}

impl Page<'_> {
    fn file(&mut self) -> CitationId {
        let read = format!("read from {}", self.report.file);
        let citation = Citation::fact("import", read).on(self.report.today);
        self.citations.cite(citation)
    }

    fn merged(&mut self) -> CitationId {
        let run = format!("merged with the source {}", self.report.source);
        let citation = Citation::computation("plan", run).on(self.report.today);
        self.citations.cite(citation)
    }

    fn scheduled(&mut self, comparison: &DateComparison, profile: SchedulingProfile) -> CitationId {
        let run = format!("schedule by {}", rules(profile));
        let citation =
            Citation::computation(comparison.program.as_str(), run).on(self.report.today);
        self.citations.cite(citation)
    }

    fn headline(&mut self, file: &CitationId) -> Sentence {
        let report = self.report;
        if let Some(merge) = &report.merge {
            return self.merge_headline(merge);
        }
        let items = report
            .taken
            .get(&longpole_model::EntityKind::Item)
            .copied()
            .unwrap_or(0);
        let sentence = Sentence::new()
            .figure(count(items, "item"), file)
            .text(" came in");
        let (of, equal) = report
            .dates
            .iter()
            .fold((0, 0), |(of, equal), it| (of + it.items, equal + it.equal));
        match (of, of - equal) {
            (0, _) => sentence.text("; the file states no dates to compare with."),
            (_, 0) => sentence.text(", and all dates that the file states are the same here."),
            (_, differ) => {
                let id = self
                    .citations
                    .cite(Citation::computation("dates", "held against the file's"));
                sentence
                    .text("; of ")
                    .figure(figures::integer(to_i64(of)), file)
                    .text(" whose dates the file states, ")
                    .figure(figures::integer(to_i64(differ)), &id)
                    .text(if differ == 1 { " differs" } else { " differ" })
                    .text(format!(" here, in {}.", differing(&report.dates)))
            }
        }
    }

    fn merge_headline(&mut self, merge: &MergeReport) -> Sentence {
        if merge.last == LastImport::SameFile {
            return "This is the file that was imported last: nothing was done.".into();
        }
        if merge.nothing_new() && merge.conflicts.is_empty() {
            return "Nothing in the source has changed that the plan does not say already.".into();
        }
        let id = self.merged();
        let parts = [
            (merge.added.len(), "new"),
            (merge.changed.len(), "changed"),
            (merge.gone.len(), "gone from the source"),
            (merge.back.len(), "back"),
            (merge.conflicts.len(), "changed on both sides"),
        ];
        let told: Vec<_> = parts.iter().filter(|(number, _)| *number > 0).collect();
        let mut sentence = Sentence::new();
        for (at, (number, what)) in told.iter().enumerate() {
            let between = if at == 0 { "" } else { ", " };
            sentence = sentence
                .text(between)
                .figure(figures::integer(to_i64(*number)), &id)
                .text(format!(" {what}"));
        }
        sentence.text(".")
    }

    /// How many of each kind.
    fn taken(&mut self, file: &CitationId) -> Vec<Block> {
        let taken = &self.report.taken;
        if taken.is_empty() {
            return vec![
                Block::section("What was taken"),
                Block::paragraph("Nothing."),
            ];
        }
        let mut sentence = Sentence::new();
        for (at, (kind, number)) in taken.iter().enumerate() {
            sentence = sentence
                .text(if at == 0 { "" } else { ", " })
                .figure(counted(*number, *kind), file);
        }
        let mut blocks = vec![
            Block::section("What was taken"),
            Block::Paragraph(sentence.text(".")),
        ];
        // What is more than the name of a kind, which was counted above.
        let telling = |note: &&Note| note.message.contains(' ');
        let notes = self.report.notes.of(NoteKind::Taken).filter(telling);
        let lines = note_lines(notes, file);
        if !lines.is_empty() {
            blocks.push(Block::Bullets(lines));
        }
        blocks
    }

    fn notes(&mut self, kind: NoteKind, title: &str, file: &CitationId) -> Vec<Block> {
        let notes: &Notes = &self.report.notes;
        let lines = note_lines(notes.of(kind), file);
        if lines.is_empty() {
            return Vec::new();
        }
        vec![Block::section(title), Block::Bullets(lines)]
    }

    /// How the dates that the file states compare with ours.
    fn dates(&mut self, comparison: &DateComparison, file: &CitationId) -> Vec<Block> {
        let here = self.scheduled(comparison, comparison.profile);
        let whose = match self.report.merge {
            Some(_) => "How the file’s dates compare with the plan’s",
            None => "How the file’s dates compare",
        };
        let title = match self.report.dates.len() {
            1 => Sentence::from(whose),
            _ => Sentence::new()
                .text(format!("{whose}: "))
                .name(comparison.program.as_str()),
        };
        let mut blocks = vec![Block::Section(title)];
        let mut table = Table::new([
            Column::left("Field"),
            Column::right("Equal"),
            Column::right("Of"),
        ]);
        for field in &comparison.fields {
            table.row(Row::new([
                Sentence::from(field.field.title()),
                Inline::figure(figures::integer(to_i64(field.equal)), &here).into(),
                Inline::figure(figures::integer(to_i64(field.of)), file).into(),
            ]));
        }
        blocks.push(Block::Table(table));
        blocks.push(Block::Paragraph(self.finishes(comparison, file, &here)));
        blocks.extend(differences(comparison, file, &here));
        blocks
    }

    /// What the product's rules make of it, and what Longpole's own do.
    fn finishes(
        &mut self,
        comparison: &DateComparison,
        file: &CitationId,
        here: &CitationId,
    ) -> Sentence {
        let own = self.scheduled(comparison, SchedulingProfile::Longpole);
        let mut sentence = Sentence::new();
        if let Some(finish) = comparison.file_finish {
            sentence = sentence
                .text("The file finishes on ")
                .figure(figures::date(finish), file)
                .text("; ");
        }
        if let Some(finish) = comparison.product_finish
            && comparison.profile != SchedulingProfile::Longpole
        {
            let what = match self.report.merge {
                Some(_) => "the plan’s program finishes",
                None => "it finishes",
            };
            let by = format!("by {} here, {what} on ", rules(comparison.profile));
            sentence = sentence
                .text(by)
                .figure(figures::date(finish), here)
                .text("; ");
        }
        let what = match self.report.merge {
            Some(_) if comparison.profile == SchedulingProfile::Longpole => {
                "by Longpole’s own rules, on which forecasts run, the plan’s program finishes on "
            }
            _ => "by Longpole’s own rules, on which forecasts run, on ",
        };
        match comparison.own_finish {
            Some(finish) => sentence
                .text(what)
                .figure(figures::date(finish), &own)
                .text("."),
            None => sentence.text("by Longpole’s own rules it has no finish."),
        }
    }

    /// What it did to the plan.
    fn merge(&mut self) -> Vec<Block> {
        let Some(merge) = self
            .report
            .merge
            .as_ref()
            .filter(|merge| merge.last != LastImport::SameFile)
        else {
            return Vec::new();
        };
        let id = self.merged();
        let mut blocks = Vec::new();
        blocks.extend(conflicts(merge, &id));
        blocks.extend(loops(merge, &id));
        blocks.extend(merge.stranger.map(|stranger| strange(stranger, &id)));
        let title = match merge.last {
            LastImport::Kept => "What changed since the last import",
            LastImport::Never | LastImport::Lost | LastImport::SameFile => {
                "What came into the plan"
            }
        };
        let mut lines = named("New", &merge.added, &id);
        lines.extend(changed(&merge.changed, &id));
        lines.extend(named(
            "Gone from the source, marked and kept",
            &merge.gone,
            &id,
        ));
        lines.extend(named("There again", &merge.back, &id));
        if lines.is_empty() {
            lines.push("Nothing.".into());
        }
        blocks.push(Block::section(title));
        blocks.push(Block::Bullets(lines));
        let mut remarks: Vec<Sentence> = Vec::new();
        if merge.last == LastImport::Lost {
            remarks.push(
                "Nothing is kept of the last import of this source, so that every difference counts as changed on both sides."
                    .into(),
            );
        }
        let gone: Vec<Named> = merge
            .still_gone
            .iter()
            .map(|(named, _)| named.clone())
            .collect();
        remarks.extend(named(
            "Gone from the source before, and still in the plan",
            &gone,
            &id,
        ));
        remarks.extend(named(
            "Removed here, and still in the source",
            &merge.removed_here,
            &id,
        ));
        remarks.extend(listed(
            "Links between sources that were joined",
            &merge.joined,
            &id,
        ));
        remarks.extend(listed(
            "Named by links, and nowhere in the plan",
            &merge.open,
            &id,
        ));
        for program in &merge.charters_kept {
            remarks.push(
                Sentence::new()
                    .text("The program ")
                    .code(program.as_str())
                    .text(" keeps its own charter: start, data date and rules are the plan’s, not the source’s. What goes by the source’s default calendar names it, where the plan’s has other hours."),
            );
        }
        if !remarks.is_empty() {
            blocks.push(Block::subsection("Beside that"));
            blocks.push(Block::Bullets(remarks));
        }
        blocks
    }
}

fn conflicts(merge: &MergeReport, id: &CitationId) -> Option<Block> {
    if merge.conflicts.is_empty() {
        return None;
    }
    let whose = if merge.theirs {
        "the source’s values were taken"
    } else {
        "the plan’s values stand"
    };
    let mut details: Vec<Sentence> = merge
        .conflicts
        .iter()
        .take(SHOWN)
        .map(|(named, kind)| conflict(named, kind))
        .collect();
    details.extend(more(merge.conflicts.len(), id));
    Some(Block::Callout(Callout {
        kind: CalloutKind::Decision,
        title: Sentence::new().text(format!(
            "The source and the plan both changed something; {whose}."
        )),
        details,
    }))
}

/// Links that contradict each other across teams: somebody has to say which of them holds.
fn loops(merge: &MergeReport, id: &CitationId) -> Option<Block> {
    if merge.loops.is_empty() {
        return None;
    }
    let mut details: Vec<Sentence> = merge
        .loops
        .iter()
        .take(SHOWN)
        .map(|need| Sentence::new().code(&**need))
        .collect();
    details.extend(more(merge.loops.len(), id));
    Some(Block::Callout(Callout {
        kind: CalloutKind::Decision,
        title: "Together with what is in the plan, links make items wait for themselves; those that close the circle were withdrawn."
            .into(),
        details,
    }))
}

fn strange(stranger: Stranger, id: &CitationId) -> Block {
    let number = |number: usize| Inline::figure(figures::integer(to_i64(number)), id);
    let title = Sentence::new()
        .text("Is this another project’s file? Of the ")
        .with(number(stranger.known))
        .text(" items of this source, ")
        .with(number(stranger.gone))
        .text(" are not in it and ")
        .with(number(stranger.retitled))
        .text(" have another title.");
    Block::Callout(Callout {
        kind: CalloutKind::Decision,
        title,
        details: Vec::new(),
    })
}

fn conflict(named: &Named, kind: &ImportConflictKind) -> Sentence {
    let name = name(named);
    match kind {
        ImportConflictKind::Field {
            field,
            before,
            plan,
            source,
        } => {
            let value = |text: &Option<String>| match text {
                Some(text) => Inline::code(words::shortened(text, VALUE)),
                None => Inline::text("nothing"),
            };
            let sentence = name
                .text(": ")
                .code(&**field)
                .text(" is ")
                .with(value(plan))
                .text(" here and ")
                .with(value(source))
                .text(" in the source");
            match before {
                Some(_) => sentence.text("; it was ").with(value(before)).text("."),
                None => sentence.text("."),
            }
        }
        ImportConflictKind::RemovedHere => name.text(": removed here, changed in the source."),
        ImportConflictKind::GoneThere => {
            name.text(": gone from the source; it holds here for what was agreed on it.")
        }
    }
}

fn changed(all: &[(Named, Vec<FieldEdit>)], id: &CitationId) -> Vec<Sentence> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        Sentence::new()
            .text("Changed: ")
            .figure(figures::integer(to_i64(all.len())), id),
    ];
    lines.extend(all.iter().take(SHOWN).map(|(named, edits)| {
        edits
            .iter()
            .take(VALUE / 10)
            .enumerate()
            .fold(name(named), |sentence, (at, edit)| {
                sentence
                    .text(if at == 0 { ": " } else { "; " })
                    .then(super::diff::field(edit))
            })
    }));
    lines.extend(more(all.len(), id));
    lines
}

/// What is new, gone or back: items by name, the rest by number.
fn named(what: &str, all: &[Named], id: &CitationId) -> Vec<Sentence> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut kinds: std::collections::BTreeMap<_, Vec<&Named>> = std::collections::BTreeMap::new();
    for one in all {
        kinds.entry(one.key.kind).or_default().push(one);
    }
    let lines = kinds.into_iter().map(|(kind, of_kind)| {
        let mut sentence = Sentence::new()
            .text(format!("{what}: "))
            .figure(counted(of_kind.len(), kind), id);
        if kind == longpole_model::EntityKind::Item || of_kind.len() <= 3 {
            for (at, one) in of_kind.iter().take(SHOWN).enumerate() {
                sentence = sentence
                    .text(if at == 0 { ": " } else { ", " })
                    .then(name(one));
            }
            if of_kind.len() > SHOWN {
                sentence = sentence.text(", …");
            }
        }
        sentence
    });
    lines.collect()
}

fn listed(what: &str, all: &[String], id: &CitationId) -> Option<Sentence> {
    if all.is_empty() {
        return None;
    }
    let sentence = Sentence::new()
        .text(format!("{what}: "))
        .figure(figures::integer(to_i64(all.len())), id);
    let mut sentence = all
        .iter()
        .take(SHOWN)
        .enumerate()
        .fold(sentence, |sentence, (at, one)| {
            sentence
                .text(if at == 0 { ": " } else { ", " })
                .code(&**one)
        });
    if all.len() > SHOWN {
        sentence = sentence.text(", …");
    }
    Some(sentence)
}

fn more(all: usize, id: &CitationId) -> Option<Sentence> {
    let left = all.saturating_sub(SHOWN);
    (left > 0).then(|| {
        Sentence::new()
            .text("And ")
            .figure(figures::integer(to_i64(left)), id)
            .text(" more.")
    })
}

fn name(named: &Named) -> Sentence {
    let sentence = Sentence::new().name(&*named.title);
    if named.title == *named.key.id {
        sentence
    } else {
        sentence.text(" (").code(&*named.key.id).text(")")
    }
}

/// The fields in which items differ, in words: "start and finish", "the mark “critical” alone".
fn differing(comparisons: &[DateComparison]) -> String {
    let mut fields: Vec<String> = Vec::new();
    for agreement in comparisons.iter().flat_map(|comparison| &comparison.fields) {
        let title = agreement.field.title();
        let words = match agreement.field {
            Field::Critical | Field::LongestPath => format!("the mark “{title}”"),
            _ => title.to_owned(),
        };
        if agreement.equal < agreement.of && !fields.contains(&words) {
            fields.push(words);
        }
    }
    match fields.as_slice() {
        [] => "nothing that is stated".to_owned(),
        [only] => format!("{only} alone"),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The items that differ, the farthest first, and what explains it.
fn differences(comparison: &DateComparison, file: &CitationId, here: &CitationId) -> Vec<Block> {
    if comparison.differences.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new([
        Column::left("Item"),
        Column::left("Field"),
        Column::right("In the file"),
        Column::right("Here"),
        Column::right("Apart"),
        Column::left("Why"),
    ]);
    for one in &comparison.differences {
        table.row(Row::new([
            Sentence::from(Inline::name(&*one.title)),
            field_cell(one).into(),
            stated(one.file, one, file),
            stated(one.ours, one, here),
            Inline::figure(apart(one), here).into(),
            why(one.reason.as_ref()),
        ]));
    }
    let mut blocks = vec![Block::subsection("What differs most"), Block::Table(table)];
    let reasons: Vec<_> = comparison
        .reasons
        .iter()
        .map(|(reason, number)| {
            let words = reason
                .as_ref()
                .map_or("no rule explains it", |reason| reason.words());
            Sentence::new()
                .figure(count(*number, "item"), here)
                .text(format!(": {words}."))
        })
        .collect();
    blocks.push(Block::Bullets(reasons));
    blocks
}

fn field_cell(one: &DateDifference) -> String {
    match one.also.as_slice() {
        [] => one.field.title().to_owned(),
        [other] => format!("{} and {}", one.field.title(), other.title()),
        _ => format!("{} and others", one.field.title()),
    }
}

fn why(reason: Option<&Reason>) -> Sentence {
    match reason {
        Some(Reason::Follows(item)) => Sentence::new().text("waits for ").code(item.as_str()),
        Some(reason) => reason.words().into(),
        None => "–".into(),
    }
}

fn stated(stated: Value, one: &DateDifference, id: &CitationId) -> Sentence {
    match stated {
        Value::At(at) => Inline::figure(moment(at), id).into(),
        Value::Slack(tenths) => Inline::figure(words::slack(millidays(tenths, one)), id).into(),
        Value::Flag(true) => "yes".into(),
        Value::Flag(false) => "no".into(),
    }
}

fn moment(at: DateTime) -> String {
    format!(
        "{} {:02}:{:02}",
        figures::date(at.date()),
        at.hour(),
        at.minute()
    )
}

fn millidays(tenths: i64, one: &DateDifference) -> i64 {
    tenths.saturating_mul(100) / i64::from(one.minutes_per_day.max(1))
}

/// Working time between the two, with a sign.
fn apart(one: &DateDifference) -> String {
    if one.tenths == 0 {
        return "–".to_owned();
    }
    words::effect(millidays(one.tenths, one) as f64 / 1000.0)
}

fn rules(profile: SchedulingProfile) -> &'static str {
    match profile {
        SchedulingProfile::Longpole => "Longpole’s own rules",
        SchedulingProfile::MicrosoftProject => "Microsoft Project’s rules",
        SchedulingProfile::PrimaveraP6 => "Primavera P6’s rules",
    }
}

fn count(number: usize, unit: &str) -> String {
    figures::count(to_i64(number), unit)
}

fn to_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The name of a file without its folders.
fn short(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}
