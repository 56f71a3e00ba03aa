//! How do programs become an XER file that P6 opens?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use encoding_rs::{Encoding, WINDOWS_1252};
use longpole_model::{CalendarId, Item, ItemId, Meta, Need, Program, ProgramId, Workspace};

use super::cells;
use super::keep::{self, Cells, joined, unescaped};
use super::lost;
use super::remember::root_node;
use super::same::same;
use super::schema;
use super::table::Tables;
use crate::export::{ExportDates, Written};
use crate::import::{ImportLimits, NoteKind, Notes, Place};
use crate::p6::give::{Giving, Keys};
use crate::p6::record::Key;
use crate::p6::take::Context;

/// Writes programs; `None` when there is none, or the workspace lacks one of them.
pub(super) fn write(
    workspace: &Workspace,
    programs: &[ProgramId],
    dates: &ExportDates,
) -> Option<Written> {
    let mut plans = Vec::new();
    for id in programs {
        plans.push(workspace.programs.get_key_value(id)?);
    }
    plans.dedup_by_key(|(id, _)| *id);
    let first = plans.first()?.1;
    let mut notes = Notes::default();
    let mut document = Document::of(&plans);
    let keys = document.keys(workspace, &plans);
    let giving = Giving {
        workspace,
        keys: &keys,
    };
    let mut writing = Writing {
        giving,
        context: giving.context(),
        plans: &plans,
        dates,
        document: &mut document,
        notes: &mut notes,
    };
    writing.calendars();
    writing.projects();
    writing.items();
    writing.resources();
    writing.assignments();
    writing.links();
    document.drop_dangling(&mut notes);
    lost::note(&plans, &mut notes);
    let bytes = document.bytes(first, &mut notes);
    Some(Written { bytes, notes })
}

type Plan<'w> = (&'w ProgramId, &'w Program);

/// What was kept of a row when it came in: nothing where it came from another format.
fn kept(meta: &Meta) -> Vec<(String, String)> {
    let payload = meta
        .origin
        .as_ref()
        .and_then(|origin| origin.payload.as_deref());
    payload
        .filter(|text| !text.trim_start().starts_with('<'))
        .map(keep::kept)
        .unwrap_or_default()
}

/// The key that a row had when it came in.
fn kept_key(meta: &Meta, field: &str) -> Option<Key> {
    let kept = kept(meta);
    kept.into_iter()
        .find(|(name, _)| name == field)
        .map(|(_, key)| key.trim().to_owned())
}

/// The tables of the file to be.
#[derive(Debug, Default)]
struct Document {
    header: Vec<String>,
    encoding: Option<String>,
    tables: Vec<Table>,
    /// What was kept of the rows of each program itself, as `TABLE.field`.
    own: BTreeMap<ProgramId, Vec<(String, String)>>,
    /// The highest number that a key of each table has.
    highest: BTreeMap<&'static str, i64>,
}

#[derive(Debug, Default)]
struct Table {
    name: String,
    fields: Vec<String>,
    rows: Vec<Cells>,
    /// Whether it stood in a file that came in, be it without rows.
    was_there: bool,
}

impl Document {
    /// What was kept with the programs. The tables that programs share are those of the first that has some.
    fn of(plans: &[Plan<'_>]) -> Self {
        let mut document = Self::default();
        for (id, program) in plans {
            let payload = program
                .charter
                .meta
                .origin
                .as_ref()
                .and_then(|origin| origin.payload.as_deref());
            let Some(payload) = payload.filter(|text| !text.trim_start().starts_with('<')) else {
                continue;
            };
            let own = keep::kept(payload);
            if document.encoding.is_none() {
                let named = own.iter().find(|(field, _)| field == "ENCODING");
                document.encoding = named.map(|(_, name)| name.clone());
            }
            document.own.insert((*id).clone(), own);
            document.take_tables(payload);
        }
        document
    }

    fn take_tables(&mut self, payload: &str) {
        let begins = |line: &str| line.starts_with("ERMHDR") || line.starts_with("%T\t");
        let mut at = 0;
        for line in payload.split_inclusive('\n') {
            if begins(line) {
                break;
            }
            at += line.len();
        }
        let rest = &payload[at..];
        let text = if rest.starts_with("ERMHDR") {
            format!("{rest}%E\n")
        } else {
            format!("ERMHDR\n{rest}%E\n")
        };
        let Ok(tables) = Tables::read(&text, &ImportLimits::default()) else {
            return;
        };
        if self.header.is_empty() {
            self.header = tables.header.iter().map(|cell| unescaped(cell)).collect();
        }
        for table in &tables.all {
            let own = self.table(table.name, &table.fields);
            let rows = table.rows.iter().map(|row| {
                let cells = row.text.split('\t').map(unescaped);
                let names = table.fields.iter().map(|field| (*field).to_owned());
                let names = names.chain(std::iter::repeat("+".to_owned()));
                names
                    .zip(cells)
                    .filter(|(_, cell)| !cell.is_empty())
                    .collect::<Cells>()
            });
            for row in rows {
                if !own.rows.contains(&row) {
                    own.rows.push(row);
                }
            }
        }
    }

    /// The table of that name; a new one has the fields that P6 gives it.
    fn table(&mut self, name: &str, fields: &[&str]) -> &mut Table {
        let at = self.tables.iter().position(|table| table.name == name);
        let at = at.unwrap_or_else(|| {
            let is_new = fields.is_empty();
            let fields = if is_new {
                schema::fields(name)
            } else {
                fields.to_vec()
            };
            // Tables that were kept stand in their own order.
            let after = |table: &Table| schema::place(&table.name) > schema::place(name);
            let before = self.tables.iter().position(after).filter(|_| is_new);
            let at = before.unwrap_or(self.tables.len());
            self.tables.insert(
                at,
                Table {
                    name: name.to_owned(),
                    fields: fields.iter().map(|field| (*field).to_owned()).collect(),
                    rows: Vec::new(),
                    was_there: !is_new,
                },
            );
            at
        });
        &mut self.tables[at]
    }

    /// Keys for everything: those of the file that it came from, and new ones.
    fn keys(&mut self, workspace: &Workspace, plans: &[Plan<'_>]) -> Keys {
        let mut given = Given::default();
        for table in &self.tables {
            let key = schema::key(&table.name);
            let rows = table.rows.iter().filter_map(|row| row.get(key?));
            rows.for_each(|cell| given.reserve(&table.name, cell));
        }
        let mut keys = Keys::default();
        let mut wanted = Vec::new();
        for calendar in calendars(workspace, plans) {
            let meta = workspace
                .calendars
                .get(&calendar)
                .map(|calendar| &calendar.meta);
            wanted.push((
                Of::Calendar(calendar),
                meta.and_then(|meta| kept_key(meta, "clndr_id")),
            ));
        }
        for (id, program) in plans {
            let own = |field: &str| {
                let own = self.own.get(*id)?;
                own.iter()
                    .find(|(name, _)| name == field)
                    .map(|(_, key)| key.clone())
            };
            wanted.push((Of::Project((*id).clone()), own("PROJECT.proj_id")));
            // A file that had no node for its whole project gets none.
            let root = own("PROJWBS.wbs_id");
            if root.is_some() || !self.own.contains_key(*id) {
                wanted.push((Of::Root((*id).clone()), root));
            }
            let parents: BTreeSet<&ItemId> = program
                .items
                .values()
                .filter_map(|item| item.parent.as_ref())
                .collect();
            for (item_id, item) in &program.items {
                let entity = ((*id).clone(), item_id.clone());
                let node = kept_key(&item.meta, "wbs_id")
                    .filter(|_| kept_key(&item.meta, "task_id").is_none());
                if node.is_some() || parents.contains(item_id) {
                    wanted.push((Of::Node(entity), node));
                } else if !item.scheduling.inactive {
                    wanted.push((Of::Activity(entity), kept_key(&item.meta, "task_id")));
                }
            }
            for (resource_id, resource) in &program.resources {
                let entity = ((*id).clone(), resource_id.clone());
                wanted.push((Of::Resource(entity), kept_key(&resource.meta, "rsrc_id")));
            }
        }
        // Those that have a key come first, so that no new one gets it.
        for (of, key) in &wanted {
            if let Some(key) = key {
                let key = given.take(of.table(), key, matches!(of, Of::Resource(_)));
                if let Some(key) = key {
                    of.put(&mut keys, key);
                }
            }
        }
        for (of, _) in &wanted {
            if !of.is_in(&keys) {
                of.put(&mut keys, given.fresh(of.table()));
            }
        }
        self.highest = given.highest;
        keys
    }

    fn fresh(&mut self, table: &'static str) -> Key {
        let highest = self.highest.entry(table).or_insert(0);
        *highest += 1;
        highest.to_string()
    }

    /// Rows that were kept and lead to activities that are gone.
    fn drop_dangling(&mut self, notes: &mut Notes) {
        let ids = |tables: &[Table], name: &str, key: &str| -> BTreeSet<String> {
            let rows = tables
                .iter()
                .filter(|table| table.name == name)
                .flat_map(|table| &table.rows);
            rows.filter_map(|row| row.get(key).cloned()).collect()
        };
        let tasks = ids(&self.tables, "TASK", "task_id");
        let mut dropped = 0;
        for table in &mut self.tables {
            // Links and assignments may have led nowhere in the file that they came from.
            if matches!(&*table.name, "TASK" | "TASKPRED" | "TASKRSRC") {
                continue;
            }
            let before = table.rows.len();
            table
                .rows
                .retain(|row| row.get("task_id").is_none_or(|task| tasks.contains(task)));
            dropped += before - table.rows.len();
        }
        notes.add_counted(
            NoteKind::Changed,
            "gone",
            "what was kept of items that are gone is left out",
            dropped,
            Place::default(),
        );
    }

    fn bytes(&mut self, first: &Program, notes: &mut Notes) -> Vec<u8> {
        let mut header = self.header.clone();
        if header.is_empty() {
            let on = first.charter.data_date.or(first.charter.start);
            let currency = first
                .charter
                .budget
                .as_ref()
                .map_or("USD", |budget| &budget.currency);
            let on = on.map_or_else(|| "2000-01-01".to_owned(), |on| on.to_string());
            header = [
                "20.12",
                &on,
                "Project",
                "admin",
                "admin",
                "dbxDatabaseNoName",
                "Project Management",
                currency,
            ]
            .map(str::to_owned)
            .to_vec();
        }
        let mut text = format!("ERMHDR\t{}\r\n", header.join("\t"));
        for table in &mut self.tables {
            if table.rows.is_empty() && !table.was_there {
                continue;
            }
            if let Some(key) = schema::key(&table.name) {
                let number = |row: &Cells| row.get(key).and_then(|key| key.parse::<i64>().ok());
                table.rows.sort_by_key(number);
            }
            let _ = write!(
                text,
                "%T\t{}\r\n%F\t{}\r\n",
                table.name,
                table.fields.join("\t")
            );
            for row in &table.rows {
                let cells = table
                    .fields
                    .iter()
                    .map(|field| row.get(field).map_or("", |cell| cell));
                let more = row.get("+").map(|cell| &**cell);
                let cells: Vec<&str> = cells.chain(more).collect();
                let _ = write!(text, "%R\t{}\r\n", cells.join("\t"));
            }
        }
        text.push_str("%E\r\n");
        let named = self
            .encoding
            .as_deref()
            .and_then(|name| Encoding::for_label(name.as_bytes()));
        let encoding = named.unwrap_or(WINDOWS_1252);
        let (bytes, _, lossy) = encoding.encode(&text);
        if lossy {
            notes.add(
                NoteKind::Changed,
                "encoding",
                format!(
                    "the file is written in UTF-8, since {} has not all of its letters",
                    encoding.name()
                ),
                Place::default(),
            );
            return text.into_bytes();
        }
        bytes.into_owned()
    }
}

/// The calendars that programs use, with those on which they are based.
fn calendars(workspace: &Workspace, plans: &[Plan<'_>]) -> BTreeSet<CalendarId> {
    let came_from_p6 = plans.iter().any(|(_, program)| {
        program.charter.scheduling.profile == longpole_model::SchedulingProfile::PrimaveraP6
    });
    if came_from_p6 || plans.len() == workspace.programs.len() {
        return workspace.calendars.keys().cloned().collect();
    }
    let mut used: BTreeSet<CalendarId> = BTreeSet::new();
    for (_, program) in plans {
        used.extend(program.charter.calendar.clone());
        used.extend(
            program
                .items
                .values()
                .filter_map(|item| item.calendar.clone()),
        );
        used.extend(
            program
                .resources
                .values()
                .filter_map(|resource| resource.calendar.clone()),
        );
    }
    let mut waiting: Vec<CalendarId> = used.iter().cloned().collect();
    while let Some(id) = waiting.pop() {
        let base = workspace
            .calendars
            .get(&id)
            .and_then(|calendar| calendar.base.clone());
        if let Some(base) = base.filter(|base| used.insert(base.clone())) {
            waiting.push(base);
        }
    }
    used
}

/// Something that needs a key.
enum Of {
    Calendar(CalendarId),
    Project(ProgramId),
    Root(ProgramId),
    Node((ProgramId, ItemId)),
    Activity((ProgramId, ItemId)),
    Resource((ProgramId, longpole_model::ResourceId)),
}

impl Of {
    fn table(&self) -> &'static str {
        match self {
            Self::Calendar(_) => "CALENDAR",
            Self::Project(_) => "PROJECT",
            Self::Root(_) | Self::Node(_) => "PROJWBS",
            Self::Activity(_) => "TASK",
            Self::Resource(_) => "RSRC",
        }
    }

    fn put(&self, keys: &mut Keys, key: Key) {
        match self {
            Self::Calendar(id) => keys.calendars.insert(id.clone(), key),
            Self::Project(id) => keys.projects.insert(id.clone(), key),
            Self::Root(id) => keys.roots.insert(id.clone(), key),
            Self::Node(id) => keys.nodes.insert(id.clone(), key),
            Self::Activity(id) => keys.activities.insert(id.clone(), key),
            Self::Resource(id) => keys.resources.insert(id.clone(), key),
        };
    }

    fn is_in(&self, keys: &Keys) -> bool {
        match self {
            Self::Calendar(id) => keys.calendars.contains_key(id),
            Self::Project(id) => keys.projects.contains_key(id),
            Self::Root(id) => keys.roots.contains_key(id),
            Self::Node(id) => keys.nodes.contains_key(id),
            Self::Activity(id) => keys.activities.contains_key(id),
            Self::Resource(id) => keys.resources.contains_key(id),
        }
    }
}

/// Keys that are given, by table.
#[derive(Default)]
struct Given {
    taken: BTreeSet<(&'static str, Key)>,
    highest: BTreeMap<&'static str, i64>,
}

impl Given {
    fn reserve(&mut self, table: &str, key: &str) {
        if let (Some(table), Ok(number)) = (schema::name(table), key.trim().parse::<i64>()) {
            let highest = self.highest.entry(table).or_insert(0);
            *highest = (*highest).max(number.min(i64::MAX / 2));
        }
    }

    /// A key that something had, unless it is given; a resource of several programs has one for all.
    fn take(&mut self, table: &'static str, key: &str, shared: bool) -> Option<Key> {
        let is_free = self.taken.insert((table, key.to_owned()));
        self.reserve(table, key);
        (is_free || shared).then(|| key.to_owned())
    }

    fn fresh(&mut self, table: &'static str) -> Key {
        let highest = self.highest.entry(table).or_insert(0);
        *highest += 1;
        highest.to_string()
    }
}

struct Writing<'a, 'w> {
    giving: Giving<'w>,
    context: Context,
    plans: &'a [Plan<'w>],
    dates: &'a ExportDates,
    document: &'a mut Document,
    notes: &'a mut Notes,
}

impl Writing<'_, '_> {
    /// A row of `made` cells and `kept` ones, under its key.
    fn put(
        &mut self,
        table: &'static str,
        key: Option<Key>,
        made: Cells,
        kept: &[(String, String)],
        program: Option<&ProgramId>,
    ) {
        let whole = |cells: &Cells| {
            let mut whole = cells.clone();
            for (field, cell) in cells::usual(table) {
                whole
                    .entry((*field).to_owned())
                    .or_insert_with(|| (*cell).to_owned());
            }
            whole
        };
        let own = whole(&made);
        let means_the_same =
            |cells: &Cells| same(table, &whole(cells), &own, program, &self.context);
        let mut cells = joined(made, cells::usual(table), kept, means_the_same);
        if let (Some(field), Some(key)) = (schema::key(table), key) {
            cells.insert(field.to_owned(), key);
        }
        self.document.table(table, &[]).rows.push(cells);
    }

    fn calendars(&mut self) {
        let giving = self.giving;
        for (id, key) in &giving.keys.calendars {
            let Some(calendar) = giving.workspace.calendars.get(id) else {
                continue;
            };
            let made = cells::calendar(&giving.calendar(id, calendar));
            self.put(
                "CALENDAR",
                Some(key.clone()),
                made,
                &kept(&calendar.meta),
                None,
            );
            if calendar
                .exceptions
                .iter()
                .any(|exception| exception.from != exception.to || exception.every.is_some())
                || !calendar.work_weeks.is_empty()
            {
                self.notes.add(
                    NoteKind::Changed,
                    "calendar",
                    "recurring exceptions, exceptions of several days and work weeks of a calendar are left out",
                    Place::default(),
                );
            }
        }
    }

    fn projects(&mut self) {
        let giving = self.giving;
        for (id, program) in self.plans {
            let of = |document: &Document, table: &str| -> Vec<(String, String)> {
                let own = document.own.get(*id).into_iter().flatten();
                let own = own.filter_map(|(field, cell)| {
                    let field = field.strip_prefix(table)?.strip_prefix('.')?;
                    Some((field.to_owned(), cell.clone()))
                });
                own.collect()
            };
            let record = giving.project(id, program);
            let kept = of(self.document, "PROJECT");
            let key = giving.keys.projects.get(*id).cloned();
            self.put("PROJECT", key, cells::project(&record), &kept, None);
            let kept = of(self.document, "SCHEDOPTIONS");
            let had = kept
                .iter()
                .find(|(field, _)| field == "schedoptions_id")
                .map(|(_, key)| key.clone());
            if had.is_some() || !self.document.own.contains_key(*id) {
                let key = had.unwrap_or_else(|| self.document.fresh("SCHEDOPTIONS"));
                self.put(
                    "SCHEDOPTIONS",
                    Some(key),
                    cells::options(&record),
                    &kept,
                    None,
                );
            }
            let kept = of(self.document, "PROJWBS");
            let mut root = root_node(&record);
            root.code = Some(id.to_string());
            root.name = root.name.or_else(|| Some(id.to_string()));
            if let Some(key) = giving.keys.roots.get(*id).cloned() {
                self.put("PROJWBS", Some(key), cells::wbs(&root), &kept, None);
            }
        }
    }

    fn items(&mut self) {
        let giving = self.giving;
        for (program, plan) in self.plans {
            for (number, (id, item)) in plan.items.iter().enumerate() {
                let entity = ((*program).clone(), id.clone());
                if let Some(key) = giving.keys.nodes.get(&entity) {
                    let mut record = giving.node(program, id, item);
                    let kept = kept_unless_moved(&item.meta);
                    if kept.is_empty() {
                        record.code = Some((number + 1).to_string());
                    }
                    self.put(
                        "PROJWBS",
                        Some(key.clone()),
                        cells::wbs(&record),
                        &kept,
                        Some(program),
                    );
                } else if let Some(key) = giving.keys.activities.get(&entity) {
                    self.activity(program, id, item, key.clone());
                }
            }
        }
    }

    fn activity(&mut self, program: &ProgramId, id: &ItemId, item: &Item, key: Key) {
        let dates = self
            .dates
            .get(&(program.clone(), id.clone()))
            .copied()
            .unwrap_or_default();
        let record = self.giving.activity(program, id, item, &dates);
        self.put(
            "TASK",
            Some(key),
            cells::activity(&record),
            &kept(&item.meta),
            Some(program),
        );
        let rows = &mut self.document.table("TASK", &[]).rows;
        if let Some(row) = rows.last_mut() {
            for (field, cell) in cells::dates(&record) {
                row.insert(field, cell);
            }
        }
    }

    fn resources(&mut self) {
        let giving = self.giving;
        let mut written: BTreeSet<&Key> = BTreeSet::new();
        for ((program, id), key) in &giving.keys.resources {
            let resource = giving
                .workspace
                .programs
                .get(program)
                .and_then(|plan| plan.resources.get(id));
            if let Some(resource) = resource.filter(|_| written.insert(key)) {
                let made = cells::resource(&giving.resource(program, id, resource));
                self.put(
                    "RSRC",
                    Some(key.clone()),
                    made,
                    &kept(&resource.meta),
                    Some(program),
                );
            }
        }
    }

    fn assignments(&mut self) {
        let giving = self.giving;
        for (program, plan) in self.plans {
            for assignment in plan.assignments.values() {
                let Some(record) = giving.assignment(program, assignment) else {
                    continue;
                };
                let kept = kept(&assignment.meta);
                let key = kept_key(&assignment.meta, "taskrsrc_id")
                    .unwrap_or_else(|| self.document.fresh("TASKRSRC"));
                self.put(
                    "TASKRSRC",
                    Some(key),
                    cells::assignment(&record),
                    &kept,
                    Some(program),
                );
            }
        }
    }

    fn links(&mut self) {
        let giving = self.giving;
        for (program, plan) in self.plans {
            for need in plan.needs.values().filter(|need| need.binds()) {
                match giving.link(program, need) {
                    Some(record) => {
                        let key = kept_key(&need.meta, "task_pred_id").unwrap_or_else(|| self.document.fresh("TASKPRED"));
                        self.put("TASKPRED", Some(key), cells::link(&record), &kept(&need.meta), Some(program));
                        self.remark_on_lag(need);
                    }
                    None => self.notes.add(
                        NoteKind::Changed,
                        "need-elsewhere",
                        "a need of a decision, a gate, a summary, or something that is not in the file has no link here",
                        Place::default(),
                    ),
                }
            }
        }
    }

    fn remark_on_lag(&mut self, need: &Need) {
        let changed = match need.lag {
            longpole_model::NeedLag::Time(span) => span.elapsed,
            longpole_model::NeedLag::Share { .. } => true,
        };
        if changed {
            self.notes.add(
                NoteKind::Changed,
                "lag",
                "a lag in per cent or by the clock is written as working hours",
                Place::default(),
            );
        }
    }
}

/// What was kept of a node; an activity that got parts is one now, and its own cells mean nothing there.
fn kept_unless_moved(meta: &Meta) -> Vec<(String, String)> {
    let kept = kept(meta);
    let was_activity = kept.iter().any(|(field, _)| field == "task_id");
    if was_activity { Vec::new() } else { kept }
}
