//! Which rows do programs make, and in which order, whichever format they are written in?
//!
//! The records come from `give`, their cells from `spelling`. What was kept of a row when it came in stands beside the cells
//! that follow from the model, or in their place. A [`Sheet`] takes the rows: it knows how the file looks.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{Item, ItemId, Meta, Need, NeedLag, ProgramId, Resource, Workspace};

use super::dates::{self, Extent};
use super::give::Giving;
use super::keep::{Cells, joined};
use super::keys::{Given, Keys, Plan};
use super::own::Own;
use super::payload::{Cell, kept_in, kept_key};
use super::record::{
    ActivityRecord, Key, Kind, ProjectRecord, RateRecord, ResourceRecord, WbsRecord,
};
use super::same::same;
use super::spelling::{Spelled, cells, read_cells};
use super::take::Context;
use super::take::resource::{rates_of, resource};
use super::usual::{FRESH_ACTIVITY, usual};
use super::words::Dialect;
use crate::export::ExportDates;
use crate::import::{NoteKind, Notes, Place};

/// A file that is being written.
pub(crate) trait Sheet {
    /// Its format.
    const DIALECT: Dialect;

    /// How much of what is computed it says.
    fn extent(&self) -> Extent {
        Extent::All
    }

    /// Whether a project that kept this has a node of the work breakdown that stands for it, although none was kept.
    fn has_root(&self, own: Option<&Own>) -> bool;

    /// Reserves the keys of rows that were kept as they stood.
    fn reserve(&self, given: &mut Given);

    /// Takes a row.
    fn put(&mut self, kind: Kind, program: Option<&ProgramId>, cells: Cells);

    /// The rates that were kept.
    fn rates(&self) -> Vec<RateRecord>;

    /// Drops the kept rates of these resources, since the plan says otherwise.
    fn drop_rates(&mut self, resources: &BTreeSet<Key>);
}

/// The currency of the rates of programs, else that of the first budget.
pub(crate) fn currency_of(plans: &[Plan<'_>]) -> Option<String> {
    let programs = || plans.iter().map(|(_, program)| program);
    let rates = programs().flat_map(|program| program.resources.values());
    let mut rates = rates.filter_map(|resource| resource.rate.as_ref());
    let budgets = programs().filter_map(|program| program.charter.budget.as_ref());
    let of_rate = rates.next().map(|rate| rate.amount.currency.clone());
    of_rate.or_else(|| budgets.map(|budget| budget.currency.clone()).next())
}

/// Programs on their way out.
pub(crate) struct Programs<'a, 'w> {
    pub(crate) workspace: &'w Workspace,
    pub(crate) plans: &'a [Plan<'w>],
    pub(crate) dates: &'a ExportDates,
    /// What was kept with each.
    pub(crate) own: &'a BTreeMap<ProgramId, Own>,
    /// The currency of rates.
    pub(crate) currency: Option<&'a str>,
}

impl Programs<'_, '_> {
    /// Puts the rows of all programs into `sheet`.
    pub(crate) fn write(&self, sheet: &mut impl Sheet, notes: &mut Notes) {
        let mut given = Given::default();
        sheet.reserve(&mut given);
        let has_root = |own: Option<&Own>| sheet.has_root(own);
        let keys = Keys::give(&mut given, self.workspace, self.plans, self.own, has_root);
        let giving = Giving {
            workspace: self.workspace,
            keys: &keys,
        };
        let mut writing = Writing {
            giving,
            context: giving.context(),
            programs: self,
            given,
            sheet,
            notes,
        };
        writing.calendars();
        writing.projects();
        writing.items();
        writing.resources();
        writing.assignments();
        writing.links();
    }
}

struct Writing<'a, 'w, S> {
    giving: Giving<'a>,
    context: Context,
    programs: &'a Programs<'a, 'w>,
    given: Given,
    sheet: &'a mut S,
    notes: &'a mut Notes,
}

impl<S: Sheet> Writing<'_, '_, S> {
    /// The cells of a record with those that were kept of it.
    fn row<R: Spelled>(
        &self,
        kind: Kind,
        record: &R,
        kept: &[Cell],
        program: Option<&ProgramId>,
    ) -> Cells {
        self.joined(kind, cells(record, S::DIALECT), kept, program)
    }

    fn joined(&self, kind: Kind, made: Cells, kept: &[Cell], program: Option<&ProgramId>) -> Cells {
        let usual = usual(kind, S::DIALECT);
        let whole = |cells: &Cells| {
            let mut whole = cells.clone();
            for (field, cell) in usual {
                whole
                    .entry((*field).to_owned())
                    .or_insert_with(|| (*cell).to_owned());
            }
            whole
        };
        let own = whole(&made);
        let of = (kind, S::DIALECT);
        joined(made, usual, kept, |cells| {
            same(of, &whole(cells), &own, program, &self.context)
        })
    }

    fn put(&mut self, kind: Kind, key: Option<Key>, program: Option<&ProgramId>, mut cells: Cells) {
        if let Some(key) = key {
            cells.insert(kind.key(S::DIALECT).to_owned(), key);
        }
        self.sheet.put(kind, program, cells);
    }

    fn calendars(&mut self) {
        let giving = self.giving;
        for (id, key) in &giving.keys.calendars {
            let Some(calendar) = giving.workspace.calendars.get(id) else {
                continue;
            };
            let kept = kept_in(&calendar.meta, Kind::Calendar, S::DIALECT);
            let row = self.row(Kind::Calendar, &giving.calendar(id, calendar), &kept, None);
            self.put(Kind::Calendar, Some(key.clone()), None, row);
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
        for (id, program) in self.programs.plans {
            let record = self.giving.project(id, program);
            let own = self.programs.own.get(*id);
            let of = |kind| own.and_then(|own| own.cells(kind, S::DIALECT));
            let mut made = cells(&record, S::DIALECT);
            let mut options = cells(&record.options, S::DIALECT);
            let came_so = own.is_some_and(|own| own.dialect == S::DIALECT);
            // Before P6 Professional had an element for them, the options stood in that of the project.
            let are_flat = S::DIALECT == Dialect::Pmxml && came_so && of(Kind::Options).is_none();
            if are_flat {
                made.append(&mut options);
            }
            let kept = of(Kind::Project).unwrap_or_default();
            let row = self.joined(Kind::Project, made, kept, None);
            let key = Some(record.key.clone());
            self.put(Kind::Project, key, Some(id), row);
            if !options.is_empty() || of(Kind::Options).is_some() {
                self.options(id, &record, options, of(Kind::Options));
            }
            if let Some(key) = self.giving.keys.roots.get(*id).cloned() {
                let kept = of(Kind::Wbs).unwrap_or_default();
                let mut root = root_node(&record, id);
                if let Some(code) = self.giving.keys.root_codes.get(*id) {
                    root.code = Some(code.clone());
                }
                let row = self.row(Kind::Wbs, &root, kept, None);
                self.put(Kind::Wbs, Some(key), Some(id), row);
            }
        }
    }

    fn options(
        &mut self,
        id: &ProgramId,
        project: &ProjectRecord,
        made: Cells,
        kept: Option<&[Cell]>,
    ) {
        let kept = kept.unwrap_or_default();
        let mut row = self.joined(Kind::Options, made, kept, None);
        let field = Kind::Project.key(S::DIALECT);
        let key = match S::DIALECT {
            Dialect::Xer => {
                row.insert(field.to_owned(), project.key.clone());
                let key = Kind::Options.key(S::DIALECT);
                let had = kept.iter().find(|(field, _)| field == key);
                let had = had.map(|(_, key)| key.clone());
                Some(self.given.take_or_fresh(Kind::Options, had))
            }
            // The element stands in that of its project.
            Dialect::Pmxml => None,
        };
        self.put(Kind::Options, key, Some(id), row);
    }

    fn items(&mut self) {
        let giving = self.giving;
        for (program, plan) in self.programs.plans {
            for (number, (id, item)) in plan.items.iter().enumerate() {
                let entity = ((*program).clone(), id.clone());
                if let Some(key) = giving.keys.nodes.get(&entity) {
                    let mut record = giving.node(program, id, item);
                    let kept = kept_in(&item.meta, Kind::Wbs, S::DIALECT);
                    if !kept.is_empty() {
                        // Its code is among what was kept, if it had one.
                        record.code = None;
                    } else if record.code.is_none() {
                        record.code = Some((number + 1).to_string());
                    }
                    let row = self.row(Kind::Wbs, &record, &kept, Some(program));
                    self.put(Kind::Wbs, Some(key.clone()), Some(program), row);
                } else if let Some(key) = giving.keys.activities.get(&entity) {
                    self.activity(program, id, item, key.clone());
                }
            }
        }
    }

    fn activity(&mut self, program: &ProgramId, id: &ItemId, item: &Item, key: Key) {
        let entity = (program.clone(), id.clone());
        let dates = self.programs.dates.get(&entity).copied();
        let record = self
            .giving
            .activity(program, id, item, &dates.unwrap_or_default());
        let kept = kept_in(&item.meta, Kind::Activity, S::DIALECT);
        let mut row = self.row(Kind::Activity, &record, &kept, Some(program));
        if S::DIALECT == Dialect::Pmxml && kept.is_empty() {
            let (field, cell) = FRESH_ACTIVITY;
            row.entry(field.to_owned())
                .or_insert_with(|| cell.to_owned());
        }
        let whole = ActivityRecord {
            dates: record.dates,
            ..read_cells(&row, S::DIALECT)
        };
        row.extend(dates::cells(&whole, S::DIALECT, self.sheet.extent()));
        self.put(Kind::Activity, Some(key), Some(program), row);
    }

    fn resources(&mut self) {
        let giving = self.giving;
        let kept_rates = self.sheet.rates();
        let kept_rates = rates_of(&kept_rates);
        let mut other_rates: BTreeMap<Key, Vec<RateRecord>> = BTreeMap::new();
        let mut written: BTreeSet<&Key> = BTreeSet::new();
        for ((program, id), key) in &giving.keys.resources {
            let Some(plan) = giving.workspace.programs.get(program) else {
                continue;
            };
            let resource = plan.resources.get(id);
            if let Some(resource) = resource.filter(|_| written.insert(key)) {
                let record = giving.resource(program, id, resource);
                let kept = kept_in(&resource.meta, Kind::Resource, S::DIALECT);
                let row = self.row(Kind::Resource, &record, &kept, Some(program));
                self.put(Kind::Resource, Some(key.clone()), None, row);
                let kept = kept_rates.get(&**key).map_or(&[][..], Vec::as_slice);
                if !self.rates_hold(&record, resource, kept) {
                    let rates = giving.rates(key, plan, resource, self.programs.currency);
                    other_rates.insert(key.clone(), rates);
                }
            }
        }
        self.sheet
            .drop_rates(&other_rates.keys().cloned().collect());
        for rate in other_rates.values().flatten() {
            let key = self.given.fresh(Kind::Rate);
            self.put(Kind::Rate, Some(key), None, cells(rate, S::DIALECT));
        }
    }

    /// Whether the rates that were kept of a resource say what the plan says.
    fn rates_hold(&self, record: &ResourceRecord, of: &Resource, kept: &[&RateRecord]) -> bool {
        let context = Context {
            currency: self.programs.currency.map(str::to_owned),
            ..Context::default()
        };
        let says = resource(record, kept, &context);
        (says.units, &says.availability, &says.rate) == (of.units, &of.availability, &of.rate)
    }

    fn assignments(&mut self) {
        let giving = self.giving;
        for (program, plan) in self.programs.plans {
            for assignment in plan.assignments.values() {
                if let Some(record) = giving.assignment(program, assignment) {
                    self.tied(Kind::Assignment, &record, &assignment.meta, program);
                }
            }
        }
    }

    fn links(&mut self) {
        let giving = self.giving;
        for (program, plan) in self.programs.plans {
            for need in plan.needs.values().filter(|need| need.binds()) {
                match giving.link(program, need) {
                    Some(record) => {
                        self.tied(Kind::Link, &record, &need.meta, program);
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

    /// Puts a record that ties others together; none leads to it, so it has its key from when it came in, or a new one.
    fn tied<R: Spelled>(&mut self, kind: Kind, record: &R, meta: &Meta, program: &ProgramId) {
        let kept = kept_in(meta, kind, S::DIALECT);
        let row = self.row(kind, record, &kept, Some(program));
        let key = self.given.take_or_fresh(kind, kept_key(meta, kind));
        self.put(kind, Some(key), Some(program), row);
    }

    fn remark_on_lag(&mut self, need: &Need) {
        let changed = match need.lag {
            NeedLag::Time(span) => span.elapsed,
            NeedLag::Share { .. } => true,
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

/// The node that stands for a whole project.
pub(crate) fn root_node(project: &ProjectRecord, id: &ProgramId) -> WbsRecord {
    WbsRecord {
        project: Some(project.key.clone()),
        name: project.name.clone().or_else(|| Some(id.to_string())),
        code: project.code.clone(),
        root: true,
        ..WbsRecord::default()
    }
}
