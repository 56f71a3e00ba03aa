//! What can people really do by when, who is asked for too much, and what holds the end?

use longpole_document::{
    Block, CitationId, Column, Document, Row, Sentence, Status, Table, words as format,
};
use longpole_engine::Scheduled;
use longpole_engine::answers::{
    Levelled, LevelledDate, LevelledPool, LevelledProgram, LevelledRelief, levelled,
};
use longpole_engine::schedule::{Levelling, StandingKind};
use longpole_model::{EntityKey, ProgramId};

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
        let sentence = Sentence::new()
            .text("With the people that there are, it ends on ")
            .with(day(own.levelled, self.source))
            .text(", ")
            .then(self.later(own.later_days));
        if own.unmanaged == own.levelled {
            return sentence.text("; if nobody puts the work in order, on the same day.");
        }
        sentence
            .text("; if nobody puts the work in order, on ")
            .with(day(own.unmanaged, self.source))
            .text(".")
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
            let status = if date.kept {
                Status::OnTrack
            } else {
                Status::OffTrack
            };
            table.row(
                Row::new([
                    Sentence::new().name(&date.title),
                    Sentence::new().text(kind(date.kind)),
                    day(date.by, self.source).into(),
                    day(date.planned, self.source).into(),
                    day(date.levelled, self.source).into(),
                    Sentence::new().text(kept(date)),
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
        let Some(first) = self.answer.reliefs.first() else {
            return Vec::new();
        };
        let sentence = Sentence::new()
            .text("The constraint is ")
            .name(&first.title)
            .text(": with people enough there, ")
            .then(self.relief(first))
            .text(" sooner.");
        vec![Block::section("The constraint"), Block::paragraph(sentence)]
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
            Column::right("The worst: asked"),
            Column::right("There"),
            Column::right("Week of"),
            Column::right("Too many"),
            Column::right("Sooner by"),
            Column::left("with people enough"),
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
        let worst = pool
            .weeks
            .iter()
            .max_by_key(|week| (week.over, std::cmp::Reverse(week.monday)));
        let worst = worst.filter(|week| week.over > 0);
        let figure = |text: String| Sentence::new().figure(text, self.source);
        let of_worst = |figure: Sentence| worst.map_or_else(|| "–".into(), |_| figure);
        let (what, days) = relief.map_or_else(
            || ("nothing".into(), "–".into()),
            |relief| {
                let (what, days) = Self::relieved(relief);
                (what, figure(format::working_days(days)))
            },
        );
        Row::new([
            Sentence::new().name(&pool.title),
            figure(format::integer(weeks)),
            of_worst(figure(
                worst.map_or_else(String::new, |it| person_days(it.asked)),
            )),
            of_worst(figure(
                worst.map_or_else(String::new, |it| person_days(it.available)),
            )),
            worst.map_or_else(|| "–".into(), |it| day(it.monday, self.source).into()),
            figure(person_days(over)),
            days,
            what,
        ])
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
            Column::right("Levelled"),
            Column::left("For"),
        ]);
        for pool in &self.answer.pools {
            self.weeks_of(pool, options, &mut table);
        }
        if table.rows.is_empty() {
            return vec![Block::paragraph(
                "In no week is more asked of anybody than there are people for.",
            )];
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
                person_days(week.levelled),
                items,
            ]));
        }
    }

    fn items(&self) -> Vec<Block> {
        if self.answer.items.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new([
            Column::left("Item"),
            Column::left("Team"),
            Column::right("People"),
            Column::right("Starts"),
            Column::right("Finishes"),
            Column::right("Planned"),
            Column::right("If nothing changes"),
        ]);
        for item in &self.answer.items {
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
        vec![Block::section("What moves"), Block::Table(table)]
    }

    fn how(&self) -> Sentence {
        let sentence = Sentence::new()
            .figure(
                format::count(self.answer.schedules.min(i64::MAX as u64) as i64, "order"),
                self.source,
            )
            .text(" tried");
        if self.answer.optimal {
            sentence.text("; none ends sooner.")
        } else {
            sentence.text("; there may be a better one. Begun work stays where it is; what a constraint sets is not moved.")
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
