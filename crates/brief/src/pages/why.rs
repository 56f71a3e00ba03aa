//! Why is this date what it is?

use longpole_document::{
    Block, CitationId, Column, Document, Inline, Row, Sentence, Table, Term, words as format,
};
use longpole_engine::answers::{LeverAnswer, LeverChange, Limit, Why, WhyReason, WhyStep, why};
use longpole_engine::{Analysis, Scheduled};
use longpole_model::{ConstraintKind, EntityKey, ProgramId, SchedulingProfile};

use super::missing;
use crate::citations::{Cite, count, day};
use crate::facts::{person_name, team_name};
use crate::sections::{health::give_or_take, milestones};
use crate::words;

/// At most so many of those that set a date equally are named.
const NAMED: usize = 3;

/// Why the item, decision or gate at `key` has the dates that it has in `scheduled`, by the rules by which that was dated. It is of
/// the plan that was analysed.
pub fn why_page(analysis: &Analysis, scheduled: &Scheduled, key: &EntityKey) -> Document {
    let answer = why(analysis, scheduled, key);
    let Some((answer, program)) = answer.and_then(|it| Some((it, key.program.clone()?))) else {
        return missing("item, decision or gate with dates", &key.id);
    };
    let mut cite = Cite::new(&analysis.scheduled);
    let mut document = Document::new(&answer.title);
    document.subtitle = Some(
        Sentence::new()
            .text("Why this date · ")
            .code(answer.key.to_string()),
    );
    if let Some(rules) = rules(&mut cite, analysis, scheduled, &answer) {
        document.meta("Rules", rules);
    }
    document.headline(None, headline(&mut cite, &program, &answer));
    document.push(Block::Terms(terms(&mut cite, &program, &answer)));
    document.push(Block::section("What sets the date, from here back"));
    document.push(Block::Table(chain(analysis, &mut cite, &program, &answer)));
    document
        .blocks
        .extend(a_week_earlier(&mut cite, &program, &answer));
    document
        .blocks
        .extend(assumed(&mut cite, &program, &answer));
    document
        .blocks
        .extend(downstream(&mut cite, &program, &answer));
    cite.finish(document)
}

/// By whose rules the dates are, and what Longpole's own say, on which the forecast runs.
fn rules(
    cite: &mut Cite<'_>,
    analysis: &Analysis,
    scheduled: &Scheduled,
    answer: &Why<'_>,
) -> Option<Sentence> {
    let program = answer.key.program.as_ref()?;
    let rules = match scheduled.profile_of(program) {
        SchedulingProfile::Longpole => return None,
        SchedulingProfile::MicrosoftProject => "Microsoft Project’s",
        SchedulingProfile::PrimaveraP6 => "Primavera P6’s",
    };
    let own = &analysis.scheduled;
    let node = own.node_of(&answer.key)?;
    let finish = own.schedule.dates(&own.network, node).early.finish.date();
    let id = cite.schedule(program);
    Some(
        Sentence::new()
            .text(rules)
            .text("; by Longpole’s own, on which forecast and checks run, it finishes on ")
            .with(day(finish, &id)),
    )
}

fn headline(cite: &mut Cite<'_>, program: &ProgramId, answer: &Why<'_>) -> Sentence {
    let id = cite.schedule(program);
    if let Some(finished) = answer.finished {
        let said = cite.claim(&answer.key, "finished");
        return Sentence::new()
            .text("It was finished on ")
            .with(day(finished, &said))
            .text(".");
    }
    let sentence = Sentence::new()
        .text("It finishes on ")
        .with(day(answer.early.finish.date(), &id));
    if let Some((first, limit)) = limited(answer) {
        let before = answer.chain.get(1).filter(|_| limit.link.is_some());
        return sentence
            .text(", as the plan asks; ")
            .then(over(first, &limit, before, &id))
            .text(".");
    }
    match (answer.chain.first(), answer.chain.last()) {
        (Some(first), Some(last)) if first.key != last.key => sentence
            .text(", because the chain behind it begins with “")
            .name(&last.title)
            .text("”."),
        (Some(first), _) => match first.because {
            WhyReason::Begins(driver) => sentence.text(". ").text(words::begins(driver)),
            WhyReason::Needs { .. } | WhyReason::Child | WhyReason::Limited(_) => {
                sentence.text(".")
            }
        },
        (None, _) => sentence.text("."),
    }
}

/// The item itself, where it has a limit that it cannot keep.
fn limited<'a>(answer: &'a Why<'_>) -> Option<(&'a WhyStep, Limit)> {
    let first = answer.chain.first()?;
    match first.because {
        WhyReason::Limited(limit) => Some((first, limit)),
        WhyReason::Needs { .. } | WhyReason::Child | WhyReason::Begins(_) => None,
    }
}

/// "“Build” puts its finish at 15 Dec 2026, 4 days later".
fn over(step: &WhyStep, limit: &Limit, before: Option<&WhyStep>, id: &CitationId) -> Sentence {
    let sentence = match before {
        Some(before) => Sentence::new().text("“").name(&before.title).text("”"),
        None => "what holds it".into(),
    };
    let others = step.equally.len();
    let sentence = match others {
        0 => sentence.text(" puts"),
        _ => sentence
            .text(" and ")
            .with(count(others, "other", id))
            .text(" put"),
    };
    sentence
        .text(" its finish at ")
        .with(day(limit.finish, id))
        .text(", ")
        .figure(words::slack(limit.over_millidays), id)
        .text(" later")
}

/// What a constraint asks.
fn asks(limit: &Limit, id: &CitationId) -> Sentence {
    let asks = match limit.kind {
        ConstraintKind::StartNoLaterThan | ConstraintKind::StartOn => "Is asked to start by ",
        ConstraintKind::FinishNoLaterThan | ConstraintKind::FinishOn => "Is asked to finish by ",
        ConstraintKind::MustStartOn | ConstraintKind::StartNoEarlierThan => "Has to start on ",
        ConstraintKind::MustFinishOn
        | ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::AsLateAsPossible => "Has to finish on ",
    };
    Sentence::new().text(asks).with(day(limit.at, id))
}

fn terms(cite: &mut Cite<'_>, program: &ProgramId, answer: &Why<'_>) -> Vec<Term> {
    let (schedule, forecast) = (cite.schedule(program), cite.forecast(program));
    let span = |from, to| {
        Sentence::new()
            .with(day(from, &schedule))
            .text(" to ")
            .with(day(to, &schedule))
    };
    let mut terms = vec![Term::new(
        "Dates",
        span(answer.early.start.date(), answer.early.finish.date()),
    )];
    if answer.finished.is_some() {
        return terms;
    }
    terms.push(Term::new(
        "Latest",
        span(answer.late.start.date(), answer.late.finish.date()),
    ));
    let slack = Sentence::new()
        .figure(words::slack(answer.total_slack_millidays), &schedule)
        .text(" before a date that somebody stands for moves; ")
        .figure(words::slack(answer.free_slack_millidays), &schedule)
        .text(" before anything moves");
    terms.push(Term::new("Slack", slack.text(".")));
    let drives = if answer.driving {
        "Yes: it is on the chain that sets the program’s finish."
    } else {
        "No."
    };
    terms.push(Term::new("Sets the date", drives));
    terms.push(Term::new("Forecast", outlook(answer, &forecast)));
    terms
}

fn outlook(answer: &Why<'_>, id: &CitationId) -> Sentence {
    let Some(dates) = answer.forecast else {
        return "none".into();
    };
    if !dates.is_complete() {
        return "Unknown: something before it has no estimate.".into();
    }
    let mut sentence = Sentence::new()
        .text("P50 ")
        .with(day(dates.quantiles.p50, id))
        .text(", P80 ")
        .with(day(dates.quantiles.p80, id))
        .text(" (")
        .then(give_or_take(dates.p80_error_days, id))
        .text("); it sets the date in ")
        .figure(format::percent(dates.criticality), id)
        .text(" of the runs");
    if let Some(odds) = milestones::odds_of(dates) {
        sentence = sentence
            .text("; odds of ")
            .with(day(odds.by, id))
            .text(": ")
            .then(milestones::odds_words(odds, dates, id));
    }
    sentence.text(".")
}

fn chain(analysis: &Analysis, cite: &mut Cite<'_>, program: &ProgramId, answer: &Why<'_>) -> Table {
    let workspace = &analysis.scheduled.plan.workspace;
    let id = cite.schedule(program);
    let mut table = Table::new([
        Column::left("Item"),
        Column::left("Who"),
        Column::right("Takes"),
        Column::right("Finish"),
        Column::left("Why then"),
    ]);
    for (index, step) in answer.chain.iter().enumerate() {
        let person = step
            .owner
            .as_ref()
            .map(|owner| person_name(workspace, owner));
        let team = || step.team.as_ref().map(|team| team_name(workspace, team));
        let who = person
            .or_else(team)
            .or_else(|| words::several(&step.resources));
        table.row(Row::new([
            Sentence::from(Inline::name(&step.title)),
            who.map_or_else(|| "nobody".into(), |who| Inline::name(who).into()),
            takes(step, &id),
            day(step.early.finish.date(), &id).into(),
            because(step, answer.chain.get(index + 1), &id),
        ]));
    }
    table
}

/// What is left of a step; nothing of a point in time.
fn takes(step: &WhyStep, id: &CitationId) -> Sentence {
    match step.left_millidays {
        0 => "–".into(),
        left => Inline::figure(words::slack(left), id).into(),
    }
}

fn because(step: &WhyStep, next: Option<&WhyStep>, id: &CitationId) -> Sentence {
    let sentence = driven(step, next, id);
    let titles: Vec<&str> = step.equally.iter().map(|(_, title)| &**title).collect();
    match titles.len() {
        0 => sentence,
        1 => sentence
            .text(". ")
            .with(count(1, "other", id))
            .text(" drives equally: ")
            .then(words::titles(&titles, NAMED, id)),
        more => sentence
            .text(". ")
            .with(count(more, "other", id))
            .text(" drive equally: ")
            .then(words::titles(&titles, NAMED, id)),
    }
}

fn driven(step: &WhyStep, next: Option<&WhyStep>, id: &CitationId) -> Sentence {
    match (step.because, next) {
        (WhyReason::Limited(limit), next) => asks(&limit, id).text("; ").then(over(
            step,
            &limit,
            next.filter(|_| limit.link.is_some()),
            id,
        )),
        (WhyReason::Needs { link, lag }, Some(next)) => {
            let sentence = Sentence::new()
                .text("Waits for “")
                .name(&next.title)
                .text("”: ")
                .text(words::waits(link));
            match words::lag(lag, MINUTES_PER_DAY) {
                Some(lag) => sentence.text(", ").figure(lag, id),
                None => sentence,
            }
        }
        (WhyReason::Child, Some(next)) => Sentence::new()
            .text("Is done when its part “")
            .name(&next.title)
            .text("” is"),
        (WhyReason::Begins(driver), _) => words::begins(driver).into(),
        (WhyReason::Needs { .. } | WhyReason::Child, None) => {
            "The chain is longer than what is shown".into()
        }
    }
}

/// Lags are said in days of eight hours, as plans mostly mean them.
const MINUTES_PER_DAY: u32 = 480;

fn assumed(cite: &mut Cite<'_>, program: &ProgramId, answer: &Why<'_>) -> Vec<Block> {
    if answer.remarks.is_empty() {
        return Vec::new();
    }
    let id = cite.schedule(program);
    let line = |remark: &String| Inline::figure(words::capital(&words::as_sentence(remark)), &id);
    vec![
        Block::section("What was assumed"),
        Block::bullets(answer.remarks.iter().map(line)),
    ]
}

/// What would have to change for it to be a week earlier.
fn a_week_earlier(cite: &mut Cite<'_>, program: &ProgramId, answer: &Why<'_>) -> Vec<Block> {
    let Some(earlier) = &answer.earlier else {
        return Vec::new();
    };
    let id = cite.schedule(program);
    let limit = limited(answer);
    let mut blocks = vec![match limit {
        Some(_) => Block::section("What would let it keep its date"),
        None => Block::section("What would bring it a week forward"),
    }];
    if limit.is_some() {
        blocks.push(Block::paragraph(
            "Counted from where it would be without that date.",
        ));
    }
    if earlier.alone.is_empty() {
        blocks.push(Block::paragraph(
            "No single change of the work, dates or lags that lead to it brings it forward.",
        ));
    } else {
        let lines = earlier.alone.iter().map(|single| {
            change(&single.lever, &id)
                .text(": ")
                .figure(words::slack(single.gain_millidays), &id)
                .text(" earlier, ")
                .with(day(single.finish, &id))
        });
        blocks.push(Block::paragraph("One change alone:"));
        blocks.push(Block::Bullets(lines.collect()));
    }
    if earlier.together.is_empty() && earlier.gain_millidays <= 0 {
        blocks.push(Block::paragraph(
            "What sets its date has begun or is done, or cannot be any shorter.",
        ));
    } else if earlier.together.is_empty() {
        let most = Sentence::new()
            .text("All that was found together brings it ")
            .figure(words::slack(earlier.gain_millidays), &id)
            .text(" forward, to ")
            .with(day(earlier.finish, &id))
            .text(match limit {
                Some(_) => ". All of it takes a change of scope or of what waits for what.",
                None => ". A whole week takes a change of scope or of what waits for what.",
            });
        blocks.push(Block::Paragraph(most));
    } else if earlier.together.len() > 1 && !earlier.one_is_enough() {
        blocks.push(Block::paragraph(
            "No single one is enough, since another chain then sets the date. Together these are:",
        ));
        let lines = earlier.together.iter().map(|lever| change(lever, &id));
        blocks.push(Block::Bullets(lines.collect()));
    }
    blocks
}

fn change(lever: &LeverAnswer, id: &CitationId) -> Sentence {
    let name = Sentence::new().text("“").name(&lever.title).text("”");
    match &lever.change {
        LeverChange::Shorten {
            by_millidays,
            of_millidays,
        } => name
            .text(" takes ")
            .figure(words::slack(*by_millidays), id)
            .text(" less, of ")
            .figure(words::slack(*of_millidays), id)
            .text(" left"),
        LeverChange::StartFrom(at) => name.text(" may start on ").with(day(*at, id)),
        LeverChange::SetDay(at) => name.text(" is set for ").with(day(*at, id)),
        LeverChange::DropConstraint => name.text(" is free of its constraint"),
        LeverChange::AsSoonAsPossible => name.text(" is not put off as late as possible"),
        LeverChange::DropLag(after) => name.text(" follows “").name(after).text("” without a lag"),
    }
}

fn downstream(cite: &mut Cite<'_>, program: &ProgramId, answer: &Why<'_>) -> Vec<Block> {
    if answer.downstream.is_empty() || answer.finished.is_some() {
        return Vec::new();
    }
    let id = cite.schedule(program);
    let line = |(_, title, date): &(EntityKey, String, jiff::civil::Date)| {
        Sentence::new().name(title).text(", ").with(day(*date, &id))
    };
    vec![
        Block::section("What its delay would move"),
        Block::bullets(answer.downstream.iter().map(line)),
    ]
}
