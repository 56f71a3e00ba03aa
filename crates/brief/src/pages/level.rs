//! What can people really do by when, who is asked for too much, and what holds the end?

use longpole_document::{
    Block, CitationId, Column, Document, Row, Sentence, Status, Table, words as format,
};
use longpole_engine::Scheduled;
use longpole_engine::answers::{
    Levelled, LevelledDate, LevelledItem, LevelledPool, LevelledProgram, LevelledRelief, levelled,
};
use longpole_engine::schedule::{DayLoad, Levelling, StandingKind};
use longpole_model::{EntityKey, ProgramId, SchedulingProfile};

use super::levelled_why::chain_table;
use super::missing;
use crate::citations::{Cite, day};
use crate::facts::team_name;
use crate::words;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LevelPageOptions {
    /// All weeks of all teams, not only those in which more is asked than there is.
    pub all_weeks: bool,
}

/// At most so many items of a week are named.
const NAMED: usize = 3;

/// The levelled plan, for the readers of `program`.
pub fn level_page(
    scheduled: &Scheduled,
    levelling: &Levelling,
    program: &ProgramId,
    options: LevelPageOptions,
) -> Document {
    let answer = levelled(scheduled, levelling);
    let workspace = &scheduled.plan.workspace;
    let Some((id, _)) = workspace.programs.get_key_value(program) else {
        return missing("program", program.as_str());
    };
    let mut cite = Cite::new(scheduled);
    let source = cite.levelling(id, answer.schedules);
    let page = Page {
        scheduled,
        answer: &answer,
        source: &source,
    };
    let mut document = Document::new(workspace.display_name(&EntityKey::program(id)));
    document.subtitle = Some("What people can really do by when".into());
    document.headline(None, page.headline(id));
    document.blocks.extend(page.rules(id));
    if answer.programs.len() > 1 {
        document.push(Block::section("Programs"));
        document.push(Block::Table(page.programs()));
    }
    document.blocks.extend(page.dates());
    document.blocks.extend(page.constraint());
    document.blocks.extend(page.teams());
    document.blocks.extend(page.chain());
    document.blocks.extend(page.weeks(options));
    document.blocks.extend(page.items());
    if !answer.remarks.is_empty() {
        document.push(Block::section("Assumed"));
        document.push(Block::bullets(answer.remarks.iter().map(|remark| {
            // The words hold what the plan says, so they are cited as a whole.
            Sentence::new().figure(remark, &source)
        })));
    }
    document.push(Block::footer([page.how()]));
    cite.finish(document)
}

struct Page<'a> {
    scheduled: &'a Scheduled,
    answer: &'a Levelled<'a>,
    source: &'a CitationId,
}

impl Page<'_> {
    fn headline(&self, program: &ProgramId) -> Sentence {
        let own = self
            .answer
            .programs
            .iter()
            .find(|it| it.program == *program);
        let Some(own) = own else {
            return "There is no work in the plan yet.".into();
        };
        if self.is_unknown() {
            return Sentence::new()
                .text("Nothing is known of people, so nothing was levelled: as if everybody had time, it ends on ")
                .with(day(own.planned, self.source))
                .text(". When people can do it is unknown.");
        }
        let sentence = Sentence::new()
            .text("With the people that there are, it ends on ")
            .with(day(own.levelled, self.source))
            .text(", ")
            .then(self.later(own.later_days));
        let sentence = if own.unmanaged == own.levelled {
            sentence.text("; if nobody puts the work in order, on the same day.")
        } else {
            sentence
                .text("; if nobody puts the work in order, on ")
                .with(day(own.unmanaged, self.source))
                .text(".")
        };
        match self.left_out() {
            0 => sentence,
            left_out => sentence
                .text(" Of ")
                .figure(
                    format::count(self.answer.coverage.open as i64, "open item"),
                    self.source,
                )
                .text(", ")
                .figure(format::integer(left_out), self.source)
                .text(if left_out == 1 {
                    " needs nobody who is known, and is not levelled."
                } else {
                    " need nobody who is known, and are not levelled."
                }),
        }
    }

    /// Whether work is open and nothing is known of anybody.
    fn is_unknown(&self) -> bool {
        self.answer.coverage.levelled == 0 && self.answer.coverage.open > 0
    }

    /// How many open items need nobody who is known.
    fn left_out(&self) -> i64 {
        (self.answer.coverage.open - self.answer.coverage.levelled) as i64
    }

    /// That the dates of a program that keeps the rules of its product are others here.
    fn rules(&self, program: &ProgramId) -> Option<Block> {
        let workspace = &self.scheduled.plan.workspace;
        let rules = match workspace.programs.get(program)?.charter.scheduling.profile {
            SchedulingProfile::Longpole => return None,
            SchedulingProfile::MicrosoftProject => "Microsoft Project’s",
            SchedulingProfile::PrimaveraP6 => "Primavera P6’s",
        };
        let own = self
            .answer
            .programs
            .iter()
            .find(|it| it.program == *program)?;
        Some(Block::paragraph(
            Sentence::new()
                .text("Levelled by Longpole’s own rules, by which it is planned to end on ")
                .with(day(own.planned, self.source))
                .text("; ")
                .code("longpole schedule")
                .text(" has the dates by ")
                .text(rules)
                .text(", which may be others."),
        ))
    }

    /// "3 working days later than planned", "the same day as planned".
    fn later(&self, days: i64) -> Sentence {
        if days == 0 {
            "the same day as planned".into()
        } else {
            Sentence::new()
                .figure(words::moved(days), self.source)
                .text(" than planned")
        }
    }

    fn programs(&self) -> Table {
        let mut table = Table::new([
            Column::left("Program"),
            Column::right("Planned"),
            Column::right("If nothing changes"),
            Column::right("Levelled"),
            Column::right("Moved"),
        ]);
        for LevelledProgram {
            program,
            planned,
            unmanaged,
            levelled,
            later_days,
            unmanaged_later_days: _,
        } in &self.answer.programs
        {
            let name = self
                .scheduled
                .plan
                .workspace
                .display_name(&EntityKey::program(program));
            table.row(Row::new([
                Sentence::new().name(name),
                day(*planned, self.source).into(),
                day(*unmanaged, self.source).into(),
                day(*levelled, self.source).into(),
                Sentence::new().figure(words::moved(*later_days), self.source),
            ]));
        }
        table
    }

    fn dates(&self) -> Vec<Block> {
        if self.answer.dates.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new([
            Column::left("Item"),
            Column::left("What"),
            Column::right("By"),
            Column::right("Planned"),
            Column::right("Levelled"),
            Column::left("Kept"),
        ]);
        for date in &self.answer.dates {
            let status = match date.kept {
                true if self.is_unknown() => Status::Unknown,
                true => Status::OnTrack,
                false => Status::OffTrack,
            };
            table.row(
                Row::new([
                    Sentence::new().name(&date.title),
                    Sentence::new().text(kind(date.kind)),
                    day(date.by, self.source).into(),
                    day(date.planned, self.source).into(),
                    day(date.levelled, self.source).into(),
                    Sentence::new().text(if self.is_unknown() && date.kept {
                        "unknown: nothing is known of people"
                    } else {
                        kept(date)
                    }),
                ])
                .status(status),
            );
        }
        vec![
            Block::section("Dates that somebody stands for"),
            Block::Table(table),
        ]
    }

    fn constraint(&self) -> Vec<Block> {
        let mut sentences = Vec::new();
        if let Some(first) = self.answer.reliefs.first() {
            sentences.push(
                Sentence::new()
                    .text("The constraint is ")
                    .name(&first.title)
                    .text(": with people enough there, ")
                    .then(self.relief(first))
                    .text(" sooner."),
            );
        }
        if let Some(together) = &self.answer.together {
            sentences.push(
                Sentence::new()
                    .text("No team alone sets the end: ")
                    .name(together.titles.join(" and "))
                    .text(" do together; with people enough in all of them, all would end ")
                    .figure(format::working_days(together.days), self.source)
                    .text(" sooner."),
            );
        }
        if sentences.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::section("The constraint")];
        blocks.extend(sentences.into_iter().map(Block::paragraph));
        blocks
    }

    /// "all would end 3 working days", "“Go-live” would be done 3 working days".
    fn relief(&self, relief: &LevelledRelief) -> Sentence {
        let (what, days) = Self::relieved(relief);
        let done = if relief.days == days {
            " would end "
        } else {
            " would be done "
        };
        what.text(done)
            .figure(format::working_days(days), self.source)
    }

    /// What a relief brings most, and by how many working days: the end, unless a date that somebody stands for gains more.
    fn relieved(relief: &LevelledRelief) -> (Sentence, i64) {
        match &relief.date {
            Some((_, title, days)) if *days > relief.days => {
                (Sentence::new().text("“").name(title).text("”"), *days)
            }
            Some(_) | None => ("all".into(), relief.days),
        }
    }

    /// A line for each team of which too much is asked, or whose queue something waits in.
    fn teams(&self) -> Vec<Block> {
        let mut table = Table::new([
            Column::left("Team"),
            Column::right("Weeks with too much"),
            Column::right("Too many in all"),
            Column::left("The worst day"),
            Column::left("With people enough there"),
        ]);
        let mut rows: Vec<(bool, i64, Row)> = Vec::new();
        for pool in &self.answer.pools {
            let over: i64 = pool.weeks.iter().map(|week| week.over).sum();
            let relief = self.answer.reliefs.iter().find(|it| it.key == pool.key);
            if over > 0 || relief.is_some() {
                rows.push((relief.is_none(), -over, self.team(pool, over, relief)));
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        rows.sort_by_key(|(waits, over, _)| (*waits, *over));
        for (_, _, row) in rows {
            table.row(row);
        }
        vec![
            Block::section("Teams of which too much is asked, in person-days"),
            Block::Table(table),
        ]
    }

    fn team(&self, pool: &LevelledPool<'_>, over: i64, relief: Option<&LevelledRelief>) -> Row {
        let weeks = pool.weeks.iter().filter(|week| week.over > 0).count() as i64;
        let worst = pool.weeks.iter().filter_map(|week| week.worst_day);
        let worst = worst.max_by_key(|day| (day.over(), std::cmp::Reverse(day.day)));
        let figure = |text: String| Sentence::new().figure(text, self.source);
        let gain = relief.map_or_else(
            || "the end stays".into(),
            |relief| self.relief(relief).text(" sooner"),
        );
        Row::new([
            Sentence::new().name(&pool.title),
            figure(format::integer(weeks)),
            figure(person_days(over)),
            worst.map_or_else(|| "–".into(), |worst| self.day_load(worst)),
            gain,
        ])
    }

    /// "5 Jan 2027: 3 asked of 2".
    fn day_load(&self, load: DayLoad) -> Sentence {
        Sentence::new()
            .with(day(load.day, self.source))
            .text(": ")
            .figure(person_days(load.asked), self.source)
            .text(" asked of ")
            .figure(person_days(load.available), self.source)
    }

    fn chain(&self) -> Vec<Block> {
        if self.answer.chain.is_empty() {
            return Vec::new();
        }
        vec![
            Block::section("The critical chain, from the end back through needs and teams"),
            Block::Table(chain_table(&self.answer.chain, self.source)),
        ]
    }

    fn weeks(&self, options: LevelPageOptions) -> Vec<Block> {
        let mut table = Table::new([
            Column::left("Team"),
            Column::right("Week of"),
            Column::right("Person-days"),
            Column::right("Asked for"),
            Column::right("Too many"),
            Column::left("The worst day"),
            Column::right("Levelled"),
            Column::left("For"),
        ]);
        for pool in &self.answer.pools {
            self.weeks_of(pool, options, &mut table);
        }
        if table.rows.is_empty() {
            return match (self.answer.pools.is_empty(), self.left_out()) {
                (true, _) => Vec::new(),
                (false, 0) => vec![Block::paragraph(
                    "On no day is more asked of anybody than there are people for.",
                )],
                (false, _) => vec![Block::paragraph(
                    "On no day is more asked of anybody of whom it is known than there are people for.",
                )],
            };
        }
        let heading = if options.all_weeks {
            "Week by week"
        } else {
            "Weeks in which more is asked than there are people for"
        };
        vec![Block::section(heading), Block::Table(table)]
    }

    fn weeks_of(&self, pool: &LevelledPool<'_>, options: LevelPageOptions, table: &mut Table) {
        let person_days = |millidays| Sentence::new().figure(person_days(millidays), self.source);
        for (week, work) in pool.weeks.iter().zip(&pool.work) {
            if week.over == 0 && !options.all_weeks {
                continue;
            }
            let named: Vec<String> = work.iter().take(NAMED).map(|key| self.name(key)).collect();
            let mut items = Sentence::new().name(named.join(", "));
            if work.len() > NAMED {
                let more = format::integer((work.len() - NAMED) as i64);
                items = items.text(" and ").figure(more, self.source).text(" more");
            }
            table.row(Row::new([
                Sentence::new().name(&pool.title),
                day(week.monday, self.source).into(),
                person_days(week.available),
                person_days(week.asked),
                person_days(week.over),
                week.worst_day
                    .map_or_else(|| "–".into(), |worst| self.day_load(worst)),
                person_days(week.levelled),
                items,
            ]));
        }
    }

    fn items(&self) -> Vec<Block> {
        let moves = |item: &&LevelledItem| item.finish != item.planned_finish;
        let (moved, staffed): (Vec<_>, Vec<_>) = self.answer.items.iter().partition(moves);
        let mut blocks = Vec::new();
        if !moved.is_empty() {
            blocks.push(Block::section("What moves"));
            blocks.push(Block::Table(self.items_table(&moved)));
        }
        if !staffed.is_empty() {
            blocks.push(Block::section("What stays, with the people that it gets"));
            blocks.push(Block::Table(self.items_table(&staffed)));
        }
        blocks
    }

    fn items_table(&self, items: &[&LevelledItem]) -> Table {
        let mut table = Table::new([
            Column::left("Item"),
            Column::left("Team"),
            Column::right("People"),
            Column::right("Starts"),
            Column::right("Finishes"),
            Column::right("Planned"),
            Column::right("If nothing changes"),
        ]);
        for item in items {
            let team = item
                .team
                .as_ref()
                .map(|team| team_name(&self.scheduled.plan.workspace, team));
            let people = item.people.map_or_else(Sentence::new, |people| {
                Sentence::new().figure(format::integer(i64::from(people)), self.source)
            });
            table.row(Row::new([
                Sentence::new().name(&item.title),
                Sentence::new().name(team.unwrap_or_default()),
                people,
                day(item.start, self.source).into(),
                day(item.finish, self.source).into(),
                day(item.planned_finish, self.source).into(),
                day(item.unmanaged_finish, self.source).into(),
            ]));
        }
        table
    }

    fn how(&self) -> Sentence {
        if self.is_unknown() {
            return "No order was tried: `people:` of a team says how many it has.".into();
        }
        let sentence = Sentence::new().text("The best of ").figure(
            format::count(self.answer.schedules.min(i64::MAX as u64) as i64, "order"),
            self.source,
        );
        if self.answer.optimal {
            sentence.text("; none ends sooner.")
        } else {
            sentence.text("; there may be a better one. Begun work stays where it is; what a constraint sets is not moved, and what is to be as late as possible gives way.")
        }
    }

    fn name(&self, key: &EntityKey) -> String {
        self.scheduled.plan.workspace.display_name(key)
    }
}

/// From thousandths of a person's working day.
fn person_days(millidays: i64) -> String {
    format::decimal(millidays as f64 / 1000.0)
}

fn kind(kind: StandingKind) -> &'static str {
    match kind {
        StandingKind::Commitment => "commitment",
        StandingKind::Deadline => "deadline",
        StandingKind::Promise => "promise",
    }
}

fn kept(date: &LevelledDate) -> &'static str {
    if date.kept {
        "yes"
    } else if date.planned <= date.by {
        "no, for want of people"
    } else {
        "no, even with people enough"
    }
}
