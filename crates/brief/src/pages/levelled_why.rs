//! Why is a date what it is when teams do what they can?

use longpole_document::{
    Block, CitationId, Column, Document, Row, Sentence, Table, Term, words as format,
};
use longpole_engine::Scheduled;
use longpole_engine::answers::{
    LevelledHold, LevelledQueue, LevelledStep, LevelledWhy, SoonerAnswer, SoonerLever,
};
use longpole_engine::schedule::Driver;
use longpole_model::ProgramId;

use crate::citations::{Cite, day};
use crate::words;

/// At most so many holders of a team's people are named with their days.
const NAMED: usize = 4;

/// Why the levelled date of the item, decision or gate of `answer` is what it is.
pub fn levelled_why_page(
    scheduled: &Scheduled,
    program: &ProgramId,
    answer: &LevelledWhy,
) -> Document {
    let mut cite = Cite::new(scheduled);
    let source = cite.levelling(program, answer.schedules);
    let mut document = Document::new(&answer.title);
    document.subtitle = Some(
        Sentence::new()
            .text("Why this date, with the people that there are · ")
            .code(answer.key.to_string()),
    );
    document.headline(None, headline(answer, &source));
    document.push(Block::Terms(terms(answer, &source)));
    if !answer.chain.is_empty() {
        document.push(Block::section(
            "What sets the date, from here back through needs and teams",
        ));
        document.push(Block::Table(chain_table(&answer.chain, &source)));
    }
    if let Some(sooner) = &answer.sooner {
        document.blocks.extend(a_week_sooner(sooner, &source));
    }
    cite.finish(document)
}

fn headline(answer: &LevelledWhy, source: &CitationId) -> Sentence {
    if answer.finished {
        return Sentence::new()
            .text("It was finished on ")
            .with(day(answer.finish, source))
            .text(".");
    }
    let mut sentence = Sentence::new()
        .text("With the people that there are, it finishes on ")
        .with(day(answer.finish, source));
    sentence = match answer.later_days {
        0 => sentence.text(", as planned"),
        days => sentence
            .text(", ")
            .figure(words::moved(days), source)
            .text(" than if everybody had time"),
    };
    match answer.chain.last() {
        None => sentence.text("."),
        Some(last) => sentence.text("; ").then(origin(last, source)),
    }
}

/// Where the chain ends, as the end of a sentence.
fn origin(last: &LevelledStep, source: &CitationId) -> Sentence {
    let named = |text: &str| {
        Sentence::new()
            .text("the chain begins with “")
            .name(&last.title)
            .text(text)
    };
    match &last.held_by {
        LevelledHold::Capacity(queue) => named("”, for which ")
            .name(&queue.title)
            .text(" has people enough only from ")
            .with(day(last.start, source))
            .text("."),
        LevelledHold::Start(Driver::Constraint) => named("”, whose date the plan fixes."),
        LevelledHold::Start(Driver::NotBefore) => named("”, which the plan lets start no earlier."),
        LevelledHold::Start(Driver::SetDay) => named("”, whose day is set."),
        LevelledHold::Start(_)
        | LevelledHold::Need
        | LevelledHold::Part
        | LevelledHold::People(_) => named("”."),
    }
}

fn terms(answer: &LevelledWhy, source: &CitationId) -> Vec<Term> {
    let mut terms = Vec::new();
    if !answer.finished {
        let span = Sentence::new()
            .with(day(answer.start, source))
            .text(" to ")
            .with(day(answer.finish, source));
        terms.push(Term::new("Levelled", span));
        terms.push(Term::new(
            "If everybody had time",
            Sentence::new()
                .text("until ")
                .with(day(answer.planned_finish, source)),
        ));
    }
    terms
}

/// A chain through needs and teams, a row a step.
pub(super) fn chain_table(chain: &[LevelledStep], source: &CitationId) -> Table {
    let mut table = Table::new([
        Column::left("Step"),
        Column::right("Starts"),
        Column::right("Finishes"),
        Column::left("Held by"),
    ]);
    for (index, step) in chain.iter().enumerate() {
        let next = chain.get(index + 1).map(|next| next.title.as_str());
        table.row(Row::new([
            Sentence::new().name(&step.title),
            day(step.start, source).into(),
            day(step.finish, source).into(),
            held_by(step, next, source),
        ]));
    }
    table
}

fn held_by(step: &LevelledStep, next: Option<&str>, source: &CitationId) -> Sentence {
    match (&step.held_by, next) {
        (LevelledHold::Need, Some(next)) => {
            Sentence::new().text("Waits for “").name(next).text("”")
        }
        (LevelledHold::Part, Some(next)) => Sentence::new()
            .text("Is done when its part “")
            .name(next)
            .text("” is"),
        (LevelledHold::People(queue), _) => people(queue, source)
            .text(": ")
            .then(holders(queue, source)),
        (LevelledHold::Capacity(queue), _) => {
            let sentence = people(queue, source);
            if queue.holders.is_empty() {
                sentence
            } else {
                sentence.text(": ").then(holders(queue, source))
            }
        }
        (LevelledHold::Start(Driver::Link(_)), _) => "Follows what is done".into(),
        (LevelledHold::Start(driver), _) => words::begins(*driver).into(),
        (LevelledHold::Need | LevelledHold::Part, None) => {
            "The chain begins with what is done, or with a date of its own".into()
        }
    }
}

/// "Asks for 3 people of Payments, which has 6".
fn people(queue: &LevelledQueue, source: &CitationId) -> Sentence {
    Sentence::new()
        .text("Asks for ")
        .figure(count(queue.asks_millipeople), source)
        .text(" of ")
        .name(&queue.title)
        .text(", which on ")
        .with(day(queue.day, source))
        .text(" has ")
        .figure(number(queue.available_millipeople), source)
}

/// "4 on “Ledger” (4 Jan – 5 Feb)", and so on.
fn holders(queue: &LevelledQueue, source: &CitationId) -> Sentence {
    let mut sentence = Sentence::new();
    for (index, holder) in queue.holders.iter().take(NAMED).enumerate() {
        if index > 0 {
            sentence = sentence.text(", ");
        }
        sentence = sentence
            .figure(number(holder.millipeople), source)
            .text(" on “")
            .name(&holder.title)
            .text("” from ")
            .with(day(holder.start, source))
            .text(" to ")
            .with(day(holder.finish, source));
    }
    match queue.holders.len().saturating_sub(NAMED) {
        0 => sentence,
        more => sentence
            .text(" and ")
            .figure(format::integer(more as i64), source)
            .text(" more"),
    }
}

/// Thousandths of a person as "2 people", "1 person", "0.5 people".
fn count(millipeople: u32) -> String {
    match number(millipeople).as_str() {
        "1" => "1 person".to_owned(),
        text => format!("{text} people"),
    }
}

fn number(millipeople: u32) -> String {
    format::decimal(f64::from(millipeople) / 1000.0)
}

fn a_week_sooner(answer: &SoonerAnswer, source: &CitationId) -> Vec<Block> {
    let mut blocks = vec![Block::section("What would bring it a week forward")];
    if answer.alone.is_empty() && answer.together.is_empty() {
        blocks.push(Block::paragraph(
            "No change of people, work or order brings it forward: what sets its date is fixed.",
        ));
        return blocks;
    }
    if !answer.alone.is_empty() {
        blocks.push(Block::paragraph(
            "One change alone, everything else in the same order:",
        ));
        let lines = answer.alone.iter().map(|change| {
            let sentence = lever(&change.lever, source)
                .text(": done on ")
                .with(day(change.finish, source))
                .text(", ")
                .figure(words::moved(-change.gain_days), source);
            match change.gives_way {
                Some(at) => sentence
                    .text("; what gives way is then done on ")
                    .with(day(at, source)),
                None => sentence,
            }
        });
        blocks.push(Block::Bullets(lines.collect()));
    }
    let one_is_enough = answer.alone.iter().any(|change| change.is_enough);
    if answer.together.is_empty() {
        let sentence = Sentence::new()
            .text("All that was found together brings it to ")
            .with(day(answer.together_finish, source))
            .text(".");
        blocks.push(Block::Paragraph(sentence));
    } else if !one_is_enough {
        blocks.push(Block::paragraph(
            "No single one is enough. Together these are:",
        ));
        let lines = answer.together.iter().map(|it| lever(it, source));
        blocks.push(Block::Bullets(lines.collect()));
    }
    blocks
}

fn lever(lever: &SoonerLever, source: &CitationId) -> Sentence {
    let name = |title: &str| Sentence::new().text("“").name(title).text("”");
    match lever {
        SoonerLever::MorePeople {
            title, millipeople, ..
        } => Sentence::new()
            .name(title)
            .text(" has ")
            .figure(count(*millipeople), source)
            .text(" more"),
        SoonerLever::Shorten {
            title,
            by_millidays,
            ..
        } => name(title)
            .text(" takes ")
            .figure(words::slack(*by_millidays), source)
            .text(" less"),
        SoonerLever::GoesBefore {
            title, other_title, ..
        } => name(title).text(" goes before ").then(name(other_title)),
        SoonerLever::StartFrom { title, from, .. } => {
            name(title).text(" may start on ").with(day(*from, source))
        }
    }
}
