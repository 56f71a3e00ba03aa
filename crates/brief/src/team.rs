//! The team's page: what do we owe, whom do we wait for, by when? For one screen or one sheet of paper.

use longpole_document::{Align, Block, Column, Document, Inline, Row, Sentence, Status, Table};
use longpole_engine::Analysis;
use longpole_engine::answers::{ContractLine, Owed, TeamPage, team_page as answer};
use longpole_engine::check::Finding;
use longpole_model::{EntityKey, EntityKind, ProgramId, TeamId, Workspace};

use crate::citations::{Cite, count, day, maybe_day};
use crate::facts::person_name;
use crate::pages::missing;
use crate::sections::{contracts, contradictions};
use crate::words;

/// At most so many findings stand on a team's page.
const FINDINGS: usize = 8;

/// The page of `team`.
pub fn team_page(analysis: &Analysis, team: &TeamId) -> Document {
    let Some(page) = answer(analysis, team) else {
        return missing("team", team.as_str());
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new(&page.name);
    document.subtitle = Some(subtitle(analysis, &page));
    document.headline(page.computed.map(words::status), headline(&mut cite, &page));
    let workspace = &analysis.scheduled.plan.workspace;
    document.blocks = [
        to_answer(workspace, &mut cite, &page),
        owes(workspace, &mut cite, &page),
        waits_for(workspace, &mut cite, &page),
        promises(workspace, &mut cite, &page),
        asks(workspace, &mut cite, &page),
        findings(&mut cite, &page),
    ]
    .concat();
    document.push(footer(analysis, &mut cite));
    cite.finish(document)
}

fn subtitle(analysis: &Analysis, page: &TeamPage<'_>) -> Sentence {
    let sentence = Sentence::new().text("What we owe, and whom we wait for");
    match &page.team.lead {
        Some(lead) => sentence
            .text(" · ")
            .name(person_name(&analysis.scheduled.plan.workspace, lead)),
        None => sentence,
    }
}

fn headline(cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Sentence {
    let id = cite.plan_count();
    let driving = page.owes.iter().filter(|owed| owed.driving).count();
    let waiting = page.waits_for.iter().filter(|line| !line.met).count();
    let mut sentence = match page.owes.len() {
        0 => Sentence::new()
            .name(&page.name)
            .text(" owes nothing that is still open"),
        owed => Sentence::new()
            .name(&page.name)
            .text(" owes ")
            .with(count(owed, "open item", &id)),
    };
    sentence = match (driving, page.owes.len()) {
        (0, _) => sentence,
        (1, 1) => sentence.text(", which sets a program’s date"),
        (1, _) => sentence
            .text(", ")
            .figure("1", &id)
            .text(" of which sets a program’s date"),
        (several, _) => sentence
            .text(", ")
            .figure(several.to_string(), &id)
            .text(" of which set a program’s date"),
    };
    sentence = match waiting {
        0 => sentence.text("; it waits for nobody"),
        waiting => sentence
            .text("; it waits for ")
            .with(count(waiting, "other", &id)),
    };
    match page.to_answer.len() {
        0 => sentence.text("."),
        1 => sentence
            .text("; ")
            .figure("1 request", &id)
            .text(" waits for its answer."),
        requests => sentence
            .text("; ")
            .with(count(requests, "request", &id))
            .text(" wait for its answer."),
    }
}

fn to_answer(workspace: &Workspace, cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Vec<Block> {
    contract_section(workspace, cite, "To answer now", &page.to_answer)
}

fn waits_for(workspace: &Workspace, cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Vec<Block> {
    contract_section(workspace, cite, "Whom we wait for", &page.waits_for)
}

fn promises(workspace: &Workspace, cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Vec<Block> {
    contract_section(workspace, cite, "Who waits for us", &page.promises)
}

fn contract_section(
    workspace: &Workspace,
    cite: &mut Cite<'_>,
    title: &str,
    lines: &[ContractLine<'_>],
) -> Vec<Block> {
    let open: Vec<&ContractLine<'_>> = lines.iter().filter(|line| !line.met).collect();
    if open.is_empty() {
        return Vec::new();
    }
    vec![
        Block::section(title),
        Block::Table(contracts::table(workspace, cite, &open)),
    ]
}

fn owes(workspace: &Workspace, cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Vec<Block> {
    if page.owes.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new([
        Column::left("What we owe"),
        Column::left("Owner"),
        Column::right("Due"),
        Column::right("Planned"),
        Column::right("P80"),
        Column::right("Slack"),
        Column {
            heading: "Sets the date".to_owned(),
            align: Align::Left,
        },
    ]);
    // Parts are often called alike; what they are part of tells them apart.
    let has_parts = page
        .owes
        .iter()
        .any(|owed| whole(workspace, &owed.key).is_some());
    if has_parts {
        table.columns.insert(1, Column::left("Part of"));
    }
    for owed in &page.owes {
        let mut row = owed_row(workspace, cite, owed);
        if has_parts {
            let whole = whole(workspace, &owed.key);
            let whole = whole.map_or_else(|| "–".into(), |whole| Inline::name(whole).into());
            row.cells.insert(1, whole);
        }
        table.row(row);
    }
    vec![Block::section("What we owe"), Block::Table(table)]
}

/// What an item is part of; `None` where it stands for itself.
fn whole(workspace: &Workspace, item: &EntityKey) -> Option<String> {
    let program = item.program.as_ref()?;
    let parent = workspace
        .programs
        .get(program)?
        .items
        .get(&*item.id)?
        .parent
        .as_ref()?;
    Some(workspace.display_name(&EntityKey::of(program, EntityKind::Item, parent)))
}

fn owed_row(workspace: &Workspace, cite: &mut Cite<'_>, owed: &Owed) -> Row {
    let (schedule, forecast) = computed(cite, owed.key.program.as_ref());
    let owner = owed
        .owner
        .as_ref()
        .map(|owner| person_name(workspace, owner));
    Row::new([
        Sentence::from(Inline::name(&owed.title)),
        owner.map_or_else(|| "nobody".into(), |owner| Inline::name(owner).into()),
        maybe_day(owed.due, &schedule),
        day(owed.planned, &schedule).into(),
        owed.p80
            .map_or_else(|| "unknown".into(), |date| day(date, &forecast).into()),
        Inline::figure(words::slack(owed.slack_millidays), &schedule).into(),
        if owed.driving {
            "◆".into()
        } else {
            Sentence::new()
        },
    ])
    .status(words::status(owed.computed))
}

fn computed(
    cite: &mut Cite<'_>,
    program: Option<&ProgramId>,
) -> (longpole_document::CitationId, longpole_document::CitationId) {
    match program {
        Some(program) => (cite.schedule(program), cite.forecast(program)),
        None => (cite.plan_count(), cite.plan_count()),
    }
}

fn asks(workspace: &Workspace, cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Vec<Block> {
    let Some(load) = page.asks.as_ref().filter(|load| !load.asks.is_empty()) else {
        return Vec::new();
    };
    let id = cite.plan_count();
    let capacity = match load.capacity {
        Some(capacity) => Sentence::new()
            .text("Can take at a time: ")
            .figure(capacity.to_string(), &id)
            .text("."),
        None => "Nobody has said how many it can take at a time.".into(),
    };
    let lead = Sentence::new()
        .with(count(load.asks.len(), "ask", &id))
        .text(". ")
        .then(capacity);
    let mut table = Table::new([
        Column::left("Asked"),
        Column::left("For"),
        Column::left("Level"),
        Column::left("Champion"),
        Column::right("By"),
        Column::left("Answer"),
    ]);
    for (program, ask_id) in &load.asks {
        let Some(ask) = workspace
            .programs
            .get(program)
            .and_then(|program| program.asks.get(ask_id))
        else {
            continue;
        };
        let key = EntityKey::of(program, EntityKind::Ask, ask_id);
        let what = workspace.display_name(&key);
        let about = ask
            .item
            .as_ref()
            .map(|item| EntityKey::of(program, EntityKind::Item, item));
        let about = about.unwrap_or_else(|| EntityKey::program(program));
        let name = workspace.display_name(&about);
        // An ask that is called as the item it is for says nothing new: what the item is part of does.
        let about = if name == what {
            whole(workspace, &about).unwrap_or(name)
        } else {
            name
        };
        let said = cite.claim(&key, "by");
        let row = Row::new([
            cite.quote(&key, "what", &what),
            Inline::name(about).into(),
            ask.level.map_or("–", words::ask_level).into(),
            ask.champion.as_ref().map_or_else(
                || "nobody".into(),
                |who| Inline::name(person_name(workspace, who)).into(),
            ),
            maybe_day(ask.by, &said),
            match ask.accepted {
                Some(true) => "accepted",
                Some(false) => "declined",
                None => "not yet",
            }
            .into(),
        ]);
        table.row(match ask.accepted {
            Some(true) => row.status(Status::OnTrack),
            Some(false) => row.status(Status::AtRisk),
            None => row.status(Status::Unknown),
        });
    }
    vec![
        Block::section("What is asked of us"),
        Block::Paragraph(lead),
        Block::Table(table),
    ]
}

fn findings(cite: &mut Cite<'_>, page: &TeamPage<'_>) -> Vec<Block> {
    if page.findings.is_empty() {
        return Vec::new();
    }
    let shown: Vec<&&Finding> = page.findings.iter().take(FINDINGS).collect();
    let left = page.findings.len() - shown.len();
    let mut lines: Vec<Sentence> = shown
        .into_iter()
        .map(|finding| contradictions::line(cite, finding))
        .collect();
    lines.extend(crate::sections::and_more(left, "finding", cite));
    vec![Block::section("What to put right"), Block::Bullets(lines)]
}

fn footer(analysis: &Analysis, cite: &mut Cite<'_>) -> Block {
    let id = cite.settings();
    Block::footer([Sentence::new()
        .text("As of ")
        .with(day(analysis.scheduled.options.now, &id))
        .text(". Due is the strictest of commitment, deadline and what others need; slack is in working days; ◆ marks what sets a program’s date.")])
}
