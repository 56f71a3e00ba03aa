//! When can each item start and finish, and how much may it slip?

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use longpole_document::{
    Block, Chart, CitationId, Column, Document, Inline, Row, Sentence, Table, words as format,
};
use longpole_engine::Scheduled;
use longpole_engine::forecast::subject_key;
use longpole_engine::schedule::profile::FloatPathsBy;
use longpole_engine::schedule::{
    ItemDates, NodeIndex, NodeKind, Part, RemarkKind, Step, StepReason, drives_equally,
    driving_links,
};
use longpole_model::{
    EntityKey, EntityKind, Item, ItemId, ItemTree, Names, Program, ProgramId, ResourceId,
    SchedulingProfile, TeamId, Workspace,
};

use super::gantt::gantt;
use super::missing;
use crate::citations::{Cite, count, day};
use crate::facts::{person_name, team_name};
use crate::words;

/// At most so many remarks of one sort are named.
const NAMED: usize = 5;

/// Which rows are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScheduleOptions {
    /// Only what is on the chain that sets the date.
    pub driving_only: bool,
    /// Only the items of this team.
    pub team: Option<TeamId>,
    /// Also what is finished.
    pub finished: bool,
    /// Whether it is drawn.
    pub gantt: GanttChart,
    /// The day on which it ends by Longpole's own rules, where those that are shown are others.
    pub own_finish: Option<Date>,
    /// Whether there is a column with what one types to name an item.
    pub ids: bool,
    /// Which chains of work are shown.
    pub float_paths: Option<FloatPathsTo>,
}

/// Which float paths are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloatPathsTo {
    /// Where they lead.
    pub target: NodeIndex,
    /// At most so many.
    pub count: usize,
    /// How they are ranked.
    pub by: FloatPathsBy,
}

/// Whether a schedule is drawn as a Gantt chart, too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GanttChart {
    /// Only the table.
    #[default]
    None,
    /// A chart as long as a page bears, before the table.
    OnThePage,
    /// A chart with every row, and no table.
    Alone,
}

/// A program's dates, to be shown.
pub(super) struct Page<'a> {
    pub(super) scheduled: &'a Scheduled,
    workspace: &'a Workspace,
    pub(super) id: &'a ProgramId,
    pub(super) program: &'a Program,
    tree: ItemTree<'a>,
    /// The resources of each item that has any, as words.
    assigned: BTreeMap<&'a str, String>,
}

/// One row: an item, a gate or a decision with its dates.
pub(super) struct Line {
    pub(super) key: EntityKey,
    pub(super) node: NodeIndex,
    pub(super) dates: ItemDates,
    pub(super) depth: usize,
}

/// How the name of a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameOf {
    /// Its title.
    Alone,
    /// Its title, and its id behind it: the title is another row's, too.
    WithId,
    /// Its title, and its id in a column of its own.
    WithIdBeside,
}

impl Line {
    pub(super) fn slack_millidays(&self) -> i64 {
        let per_day = i64::from(self.dates.minutes_per_day.max(1));
        self.dates.total_slack_minutes.saturating_mul(1000) / per_day
    }
}

/// The dates of what `options` choose in `program`.
pub fn schedule_page(
    scheduled: &Scheduled,
    program: &ProgramId,
    options: &ScheduleOptions,
) -> Document {
    let Some(page) = Page::of(scheduled, program) else {
        return missing("program", program.as_str());
    };
    let mut cite = Cite::new(scheduled);
    let mut document = Document::new(page.workspace.display_name(&EntityKey::program(page.id)));
    document.subtitle = Some("Schedule".into());
    if let Some(data_date) = scheduled.data_date(page.id) {
        let said = cite.claim(&EntityKey::program(page.id), "data_date");
        document.meta("Data date", day(data_date, &said));
    }
    if let Some(rules) = page.rules(&mut cite, options.own_finish) {
        document.meta("Rules", rules);
    }
    document.headline(None, page.headline(&mut cite));
    let lines: Vec<Line> = page
        .lines()
        .into_iter()
        .filter(|line| page.is_wanted(line, options))
        .collect();
    if lines.is_empty() {
        document.push(Block::paragraph("Nothing to show: no open item is chosen."));
    }
    if !lines.is_empty() && options.gantt != GanttChart::None {
        document.push(Block::Chart(page.chart(&mut cite, &lines, options.gantt)));
    }
    if !lines.is_empty() && options.gantt != GanttChart::Alone {
        document.push(Block::Table(page.table(&mut cite, &lines, options.ids)));
    }
    if options.driving_only {
        document.blocks.extend(page.ties(&mut cite, &lines));
    }
    if let Some(wanted) = &options.float_paths {
        document.blocks.extend(page.float_paths(&mut cite, wanted));
    }
    document.blocks.extend(page.remarks(&mut cite));
    document.push(Block::footer(["Slack is in working days: how far an item may slip before the program’s finish, a commitment or a deadline moves. ◆ marks the chain that sets the date."]));
    cite.finish(document)
}

/// Who works on each item by its assignments, in words: `Ann`, `Ann and 2 others`.
fn assigned<'a>(workspace: &Workspace, program: &'a Program) -> BTreeMap<&'a str, String> {
    let mut resources: BTreeMap<&str, Vec<&ResourceId>> = BTreeMap::new();
    for assignment in program.assignments.values() {
        let of = resources.entry(assignment.item.as_str()).or_default();
        if !of.contains(&&assignment.resource) {
            of.push(&assignment.resource);
        }
    }
    let name = |id: &ResourceId| {
        let resource = program.resources.get(id);
        let person = resource.and_then(|resource| resource.person.as_ref());
        let own = resource.and_then(|resource| resource.name.clone());
        own.or_else(|| person.map(|person| person_name(workspace, person)))
            .unwrap_or_else(|| id.to_string())
    };
    let words = |of: &[&ResourceId]| {
        let names: Vec<String> = of.iter().map(|id| name(id)).collect();
        words::several(&names)
    };
    resources
        .iter()
        .filter_map(|(item, of)| Some((*item, words(of)?)))
        .collect()
}

impl<'a> Page<'a> {
    fn of(scheduled: &'a Scheduled, program: &ProgramId) -> Option<Self> {
        let workspace = &scheduled.plan.workspace;
        let (id, program) = workspace.programs.get_key_value(program)?;
        let tree = ItemTree::of(&Names::of(workspace), id)?;
        let assigned = assigned(workspace, program);
        Some(Self {
            scheduled,
            workspace,
            id,
            program,
            tree,
            assigned,
        })
    }

    fn headline(&self, cite: &mut Cite<'_>) -> Sentence {
        let dates = self
            .scheduled
            .schedule
            .programs
            .iter()
            .find(|dates| dates.program == *self.id);
        let Some(dates) = dates.filter(|dates| dates.last.is_some()) else {
            return "There is no work in the plan yet.".into();
        };
        let finish = dates.finish.finish_date();
        let id = cite.schedule(self.id);
        let is_open = self.program.items.values().any(|item| !item.is_finished());
        let verb = if is_open {
            "Without surprises, it ends on "
        } else {
            "It ended on "
        };
        let sentence = Sentence::new().text(verb).with(day(finish, &id));
        match self.program.charter.target.filter(|_| is_open) {
            Some(target) => {
                let days = self.scheduled.working_days(self.id, target.finish, finish);
                sentence
                    .text(", ")
                    .figure(format::working_days_late(days), &id)
                    .text(".")
            }
            None => sentence.text("."),
        }
    }

    /// By whose rules the dates are, and what Longpole's own say, where those are others.
    fn rules(&self, cite: &mut Cite<'_>, own_finish: Option<Date>) -> Option<Sentence> {
        let rules = match self.scheduled.profile_of(self.id) {
            SchedulingProfile::Longpole => return None,
            SchedulingProfile::MicrosoftProject => "Microsoft Project’s",
            SchedulingProfile::PrimaveraP6 => "Primavera P6’s",
        };
        let sentence = Sentence::new().text(rules);
        let own = own_finish?;
        let id = cite.schedule(self.id);
        let sentence = sentence
            .text("; by Longpole’s own, on which forecast and checks run, it ends on ")
            .with(day(own, &id));
        Some(sentence)
    }

    /// Items as a tree in the order of time, then gates and decisions by date.
    fn lines(&self) -> Vec<Line> {
        let network = &self.scheduled.network;
        let mut others = Vec::new();
        let mut items = BTreeMap::new();
        for (index, node) in network.nodes.iter().enumerate() {
            if node.subject.program != *self.id || node.kind == NodeKind::Entry {
                continue;
            }
            let dates = self.scheduled.schedule.dates(network, index);
            match &node.subject.part {
                Part::Item(item) => {
                    items.insert(item, (index, dates));
                }
                Part::Gate(_) | Part::Decision(_) => {
                    let key = self.key(&node.subject.part);
                    others.push(Line {
                        key,
                        node: index,
                        dates,
                        depth: 0,
                    });
                }
            }
        }
        others.sort_by_key(|line| (line.dates.early.finish, line.key.clone()));
        let in_order = self.in_order(&items);
        let lines = in_order.into_iter().filter_map(|id| {
            let key = EntityKey::of(self.id, EntityKind::Item, id);
            let (node, dates) = items.remove(id)?;
            Some(Line {
                key,
                node,
                dates,
                depth: self.tree.depth(id),
            })
        });
        lines.chain(others).collect()
    }

    /// Every item before those under it; sisters by the day on which they begin.
    fn in_order(&self, dates: &BTreeMap<&'a ItemId, (NodeIndex, ItemDates)>) -> Vec<&'a ItemId> {
        let begins = |id: &ItemId| {
            dates
                .get(id)
                .map(|(_, dates)| (dates.early.start, dates.early.finish))
        };
        let last_first = |level: &[&'a ItemId]| {
            let mut level = level.to_vec();
            level.sort_by_key(|id| Reverse((begins(id), *id)));
            level
        };
        let mut order = Vec::with_capacity(dates.len());
        let mut next = last_first(self.tree.roots());
        while let Some(id) = next.pop() {
            order.push(id);
            next.extend(last_first(self.tree.children(id)));
        }
        order
    }

    fn key(&self, part: &Part) -> EntityKey {
        match part {
            Part::Item(id) => EntityKey::of(self.id, EntityKind::Item, id),
            Part::Gate(id) => EntityKey::of(self.id, EntityKind::Gate, id),
            Part::Decision(id) => EntityKey::of(self.id, EntityKind::Decision, id),
        }
    }

    fn is_wanted(&self, line: &Line, options: &ScheduleOptions) -> bool {
        let of_team = |team: &TeamId| self.team(&line.key) == Some(team);
        (options.finished || !self.is_finished(&line.key))
            && (!options.driving_only || line.dates.driving)
            && options.team.as_ref().is_none_or(of_team)
    }

    fn table(&self, cite: &mut Cite<'_>, lines: &[Line], ids: bool) -> Table {
        let mut columns = vec![Column::left("Item")];
        columns.extend(ids.then(|| Column::left("Id")));
        columns.extend([
            Column::left("Who"),
            Column::right("Start"),
            Column::right("Finish"),
            Column::right("Latest finish"),
            Column::right("Slack"),
            Column::left("Drives"),
        ]);
        let mut table = Table::new(columns);
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        for line in lines {
            *titles.entry(self.name(line)).or_default() += 1;
        }
        let id = cite.schedule(self.id);
        for line in lines {
            let name = if ids {
                NameOf::WithIdBeside
            } else if titles.get(&self.name(line)).is_some_and(|count| *count > 1) {
                NameOf::WithId
            } else {
                NameOf::Alone
            };
            table.row(self.row(line, &id, name));
        }
        table
    }

    /// What one types to name it: the id of an item, `gates.ID`, `decisions.ID`.
    fn typed(line: &Line) -> String {
        match line.key.kind {
            EntityKind::Gate => format!("gates.{}", line.key.id),
            EntityKind::Decision => format!("decisions.{}", line.key.id),
            _ => line.key.id.to_string(),
        }
    }

    fn row(&self, line: &Line, id: &CitationId, shown: NameOf) -> Row {
        let dates = &line.dates;
        let indent = "\u{a0}\u{a0}".repeat(line.depth);
        let title = self.name(line);
        let mut name = Sentence::new().text(indent).name(&*title);
        if shown == NameOf::WithId && title != *line.key.id {
            name = name.text(" (").code(Self::typed(line)).text(")");
        }
        let mut cells = vec![name];
        if shown == NameOf::WithIdBeside {
            cells.push(Sentence::new().code(Self::typed(line)));
        }
        let is_done = self.is_finished(&line.key);
        let date = |at: DateTime| Sentence::from(day(at.date(), id));
        let slack = Inline::figure(words::slack(line.slack_millidays()), id);
        cells.extend([
            self.who(&line.key),
            date(dates.early.start),
            date(dates.early.finish),
            if is_done {
                "–".into()
            } else {
                date(dates.late.finish)
            },
            if is_done { "done".into() } else { slack.into() },
            if dates.driving {
                "◆".into()
            } else {
                Sentence::new()
            },
        ]);
        Row::new(cells)
    }

    /// What drives just as much as the chain that is shown.
    fn ties(&self, cite: &mut Cite<'_>, lines: &[Line]) -> Vec<Block> {
        let (network, schedule) = (&self.scheduled.network, &self.scheduled.schedule);
        let id = cite.schedule(self.id);
        let links = driving_links(network, schedule);
        let name = |node: NodeIndex| {
            self.workspace
                .display_name(&subject_key(&network.nodes[node].subject))
        };
        let tie = |line: &Line| {
            let link = links[line.node]?;
            let step = Step {
                node: line.node,
                reason: StepReason::Link(link),
            };
            let others = drives_equally(network, schedule, &step);
            let names: Vec<String> = others.into_iter().map(name).collect();
            (!names.is_empty()).then(|| {
                Sentence::new()
                    .text("“")
                    .name(self.name(line))
                    .text("” waits for “")
                    .name(name(network.links[link].from))
                    .text("” and as long for ")
                    .then(words::titles(&names, NAMED, &id))
                    .text(".")
            })
        };
        let ties: Vec<Sentence> = lines.iter().filter_map(tie).collect();
        if ties.is_empty() {
            return Vec::new();
        }
        vec![Block::section("What drives equally"), Block::Bullets(ties)]
    }

    /// The chains that lead to a target, each with how far it can slip and where it joins another.
    fn float_paths(&self, cite: &mut Cite<'_>, wanted: &FloatPathsTo) -> Vec<Block> {
        let id = cite.schedule(self.id);
        let network = &self.scheduled.network;
        let name = |node: NodeIndex| {
            let subject = &network.nodes[node].subject;
            self.workspace.display_name(&subject_key(subject))
        };
        let slack = match wanted.by {
            FloatPathsBy::FreeSlack => "Slips before it moves",
            FloatPathsBy::TotalSlack => "Slack",
        };
        let mut table = Table::new([
            Column::right("Path"),
            Column::right(slack),
            Column::left("Items, the first first"),
            Column::left("Then"),
        ]);
        let paths = self
            .scheduled
            .float_paths(wanted.target, wanted.count, wanted.by);
        for (at, path) in paths.iter().enumerate() {
            let day = path.nodes.last().map_or(480, |&node| {
                i64::from(network.calendar(node).minutes_per_day().max(1))
            });
            let slack = path.slack.map_or_else(
                || Sentence::from("–"),
                |minutes| {
                    let millidays = minutes.saturating_mul(1000) / day;
                    Inline::figure(words::slack(millidays), &id).into()
                },
            );
            let names: Vec<String> = path.nodes.iter().map(|&node| name(node)).collect();
            table.row(Row::new([
                Inline::figure((at + 1).to_string(), &id).into(),
                slack,
                Sentence::new().name(names.join(" → ")),
                path.joins
                    .map_or_else(Sentence::new, |node| Sentence::new().name(name(node))),
            ]));
        }
        let title = Sentence::new()
            .text("What leads to ")
            .name(name(wanted.target));
        vec![Block::Section(title), Block::Table(table)]
    }

    /// The chart, with what it shows as its title.
    fn chart(&self, cite: &mut Cite<'_>, lines: &[Line], chart: GanttChart) -> Chart {
        let id = cite.schedule(self.id);
        let driving = lines.iter().filter(|line| line.dates.driving).count();
        let title = Sentence::new()
            .name(self.workspace.display_name(&EntityKey::program(self.id)))
            .text(": ")
            .with(count(driving, "item", &id))
            .text(" of ")
            .figure(lines.len().to_string(), &id)
            .text(if driving == 1 {
                " sets the finish"
            } else {
                " set the finish"
            });
        let series = gantt(self, lines, chart == GanttChart::Alone);
        Chart::gantt(title, &id, series)
    }

    pub(super) fn name(&self, line: &Line) -> String {
        self.workspace.display_name(&line.key)
    }

    fn is_finished(&self, key: &EntityKey) -> bool {
        let program = self.program;
        match key.kind {
            EntityKind::Item => program.items.get(&*key.id).is_some_and(Item::is_finished),
            EntityKind::Gate => program
                .gates
                .get(&*key.id)
                .is_some_and(|gate| gate.passed_on.is_some()),
            EntityKind::Decision => {
                let decision = program.decisions.get(&*key.id);
                decision.is_some_and(|decision| decision.decided_on.is_some())
            }
            _ => false,
        }
    }

    fn team(&self, key: &EntityKey) -> Option<&'a TeamId> {
        let (id, _) = self.program.items.get_key_value(&*key.id)?;
        self.tree
            .effective(id)
            .team
            .filter(|_| key.kind == EntityKind::Item)
    }

    fn who(&self, key: &EntityKey) -> Sentence {
        let person = match key.kind {
            EntityKind::Item => self
                .program
                .items
                .get_key_value(&*key.id)
                .and_then(|(id, _)| self.tree.effective(id).owner),
            EntityKind::Gate => self
                .program
                .gates
                .get(&*key.id)
                .and_then(|gate| gate.decides.as_ref()),
            EntityKind::Decision => {
                let decision = self.program.decisions.get(&*key.id);
                decision.and_then(|decision| decision.approver.first())
            }
            _ => None,
        };
        let team = self.team(key).map(|team| team_name(self.workspace, team));
        let name = team.or_else(|| person.map(|person| person_name(self.workspace, person)));
        let name = name.or_else(|| self.assigned.get(&*key.id).cloned());
        name.map_or_else(|| "nobody".into(), |name| Inline::name(name).into())
    }

    /// What the schedule had to assume, each sort once.
    fn remarks(&self, cite: &mut Cite<'_>) -> Vec<Block> {
        let id = cite.schedule(self.id);
        let mut sorts: Vec<(String, Vec<Assumed>)> = Vec::new();
        for remark in &self.scheduled.network.remarks {
            let name = match (&remark.subject, &remark.kind) {
                (Some(subject), _) if subject.program == *self.id => {
                    Some(self.workspace.display_name(&self.key(&subject.part)))
                }
                // Calendars belong to the whole plan.
                (
                    None,
                    RemarkKind::CalendarNeverWorks(_)
                    | RemarkKind::CalendarCircle(_)
                    | RemarkKind::TooManyOccurrences(_)
                    | RemarkKind::UnknownCalendar(_),
                ) => None,
                (
                    None,
                    RemarkKind::UnknownProgramCalendar(program, _)
                    | RemarkKind::NoDataDate(program, _),
                ) if program == self.id => None,
                _ => continue,
            };
            let (sort, day) = match remark.kind.by_day() {
                Some((sort, day)) => (sort.to_owned(), Some(day)),
                None => (remark.kind.to_string(), None),
            };
            let name = name.map(|name| Assumed { name, day });
            match sorts.iter_mut().find(|(other, _)| *other == sort) {
                Some((_, names)) => names.extend(name),
                None => sorts.push((sort, name.into_iter().collect())),
            }
        }
        let open = self.program.items.iter().filter(|(_, item)| {
            let counts = item.progress.finished.is_none() && !item.scheduling.inactive;
            counts && item.meta.gone_from_source().is_some()
        });
        let gone: Vec<Assumed> = open
            .map(|(id, _)| {
                let key = EntityKey::of(self.id, EntityKind::Item, id);
                let name = self.workspace.display_name(&key);
                Assumed { name, day: None }
            })
            .collect();
        if !gone.is_empty() {
            let sort = "gone from its source and still counted, until somebody decides";
            sorts.push((sort.to_owned(), gone));
        }
        if sorts.is_empty() {
            return Vec::new();
        }
        let line = |(sort, names): &(String, Vec<Assumed>)| {
            let sort = Inline::figure(words::capital(sort), &id);
            if names.is_empty() {
                return Sentence::new().with(sort).text(".");
            }
            Sentence::new()
                .with(sort)
                .text(": ")
                .then(named(names, &id))
                .text(".")
        };
        let lead = Sentence::new()
            .with(count(sorts.len(), "assumption", &id))
            .text(" where the plan leaves something open:");
        let lines = sorts.iter().map(line).collect();
        vec![
            Block::section("What was assumed"),
            Block::Paragraph(lead),
            Block::Bullets(lines),
        ]
    }
}

/// Of what something was assumed.
struct Assumed {
    name: String,
    /// The day that the assumption is about.
    day: Option<Date>,
}

/// The first of them, with their days, and how many more there are.
fn named(assumed: &[Assumed], source: &CitationId) -> Sentence {
    let left = assumed.len().saturating_sub(NAMED);
    let more = Inline::figure(format!("{left} more"), source);
    let more = (left > 0).then(|| Sentence::from(more));
    let shown = assumed.iter().take(NAMED).map(|assumed| {
        let title = words::title(&assumed.name);
        match assumed.day {
            Some(day) => title
                .text(" (")
                .with(Inline::figure(format::date(day), source))
                .text(")"),
            None => title,
        }
    });
    words::list(shown.chain(more))
}
