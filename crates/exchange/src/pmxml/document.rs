//! Which elements does a PMXML file that is being written have?

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::ProgramId;

use crate::import::{NoteKind, Notes, Place};
use crate::p6::dates::Extent;
use crate::p6::elements;
use crate::p6::keep::Cells;
use crate::p6::keys::{Given, Plan};
use crate::p6::own::{NAMESPACE, Own};
use crate::p6::payload::element;
use crate::p6::record::{Key, Kind, RateRecord};
use crate::p6::spelling;
use crate::p6::values::currency_code;
use crate::p6::words::Dialect;
use crate::p6::write::{Sheet, currency_of};
use crate::xml::{Element, write_lines};

/// Elements up to this length stay on one line.
const LINE: usize = 120;

/// The version whose files have all that is written.
const USUAL_NAMESPACE: &str = "http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects";

/// What the files of P6 Professional have in their namespace.
const PROFESSIONAL: &str = "/P6Professional/";

/// The namespace of the attribute that says that there is no value.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The file to be.
#[derive(Debug, Default)]
pub(super) struct Document {
    namespace: Option<String>,
    /// What was kept that projects share.
    shared: Vec<Element<'static>>,
    /// Calendars, resources and rates.
    rows: BTreeMap<Kind, Vec<Element<'static>>>,
    projects: BTreeMap<ProgramId, Section>,
    /// Projects that were kept as they stood: baselines, and those that are only named.
    whole: Vec<Element<'static>>,
}

/// A project.
#[derive(Debug, Default)]
struct Section {
    /// What it says of itself.
    fields: Vec<Element<'static>>,
    options: Option<Element<'static>>,
    rows: BTreeMap<Kind, Vec<Element<'static>>>,
    /// What was kept of it.
    others: Vec<Element<'static>>,
    /// Whether what its file shared was kept with it: it was the first.
    is_first: bool,
}

impl Sheet for Document {
    const DIALECT: Dialect = Dialect::Pmxml;

    fn extent(&self) -> Extent {
        let namespace = self.namespace.as_deref().unwrap_or_default();
        if namespace.contains(PROFESSIONAL) {
            Extent::Remaining
        } else {
            Extent::All
        }
    }

    fn has_root(&self, own: Option<&Own>) -> bool {
        // Of a file that had no node for its whole project none is made; where nobody knows, one summary that is called as its
        // program would be taken for it.
        own.is_none_or(|own| own.dialect != Dialect::Pmxml)
    }

    fn reserve(&self, given: &mut Given) {
        let own = self.projects.values().flat_map(|project| &project.others);
        let mut waiting: Vec<&Element<'_>> = self.shared.iter().chain(&self.whole).collect();
        waiting.extend(self.rows.values().flatten().chain(own));
        while let Some(element) = waiting.pop() {
            let kind = Kind::ALL.iter().find(|kind| kind.element() == element.name);
            let key = element.text_of(Kind::Project.key(Dialect::Pmxml));
            if let (Some(kind), Some(key)) = (kind, key) {
                given.reserve(*kind, key);
            }
            waiting.extend(&element.children);
        }
    }

    fn put(&mut self, kind: Kind, program: Option<&ProgramId>, cells: Cells) {
        let cells: Vec<_> = cells.into_iter().collect();
        let element = element(kind, &cells);
        let Some(program) = program else {
            self.rows.entry(kind).or_default().push(element);
            return;
        };
        let project = self.projects.entry(program.clone()).or_default();
        match kind {
            Kind::Project => project.fields = element.children,
            Kind::Options => project.options = Some(element),
            _ => project.rows.entry(kind).or_default().push(element),
        }
    }

    fn rates(&self) -> Vec<RateRecord> {
        let rates = self.rows.get(&Kind::Rate).into_iter().flatten();
        rates.map(rate).collect()
    }

    fn drop_rates(&mut self, resources: &BTreeSet<Key>) {
        let rates = self.rows.entry(Kind::Rate).or_default();
        rates.retain(|element| !resources.contains(&rate(element).resource));
    }
}

fn rate(element: &Element<'_>) -> RateRecord {
    let cells = elements::cells(&element.children);
    let cells = cells.iter().map(|(name, text)| (&**name, &**text));
    spelling::read(cells, 0, Dialect::Pmxml)
}

/// Whether an element is a project of which there is more than its name.
fn is_project(element: &Element<'_>) -> bool {
    element.name == Kind::Project.element() && element.attributes.is_empty()
}

impl Document {
    /// What was kept with the programs.
    pub(super) fn of(plans: &[Plan<'_>], own: &BTreeMap<ProgramId, Own>) -> Self {
        let mut document = Self::default();
        for (id, _) in plans {
            let own = own.get(*id).map_or(&[][..], |own| &own.whole);
            for whole in own {
                let version = whole.attributes.iter();
                let mut version = version.filter(|(name, _)| name == NAMESPACE).peekable();
                let section = document.projects.entry((*id).clone()).or_default();
                section.is_first |= version.peek().is_some();
                if document.namespace.is_none() {
                    document.namespace = version.map(|(_, version)| version.clone()).next();
                }
                for element in &whole.children {
                    document.take(id, element.clone());
                }
            }
        }
        document
    }

    fn take(&mut self, program: &ProgramId, element: Element<'static>) {
        let is_of = |kind: Kind| element.name == kind.element();
        if is_project(&element) {
            let project = self.projects.entry(program.clone()).or_default();
            project.others.extend(element.children);
        } else if is_of(Kind::Project) || element.name == "BaselineProject" {
            self.whole.push(element);
        } else if is_of(Kind::Rate) {
            self.rows.entry(Kind::Rate).or_default().push(element);
        } else {
            self.shared.push(element);
        }
    }

    /// The currency of prices: that of the file that was kept, where there is one.
    pub(super) fn currency(&self, plans: &[Plan<'_>]) -> Option<String> {
        if self.namespace.is_none() {
            return currency_of(plans);
        }
        let named = |name: &str| self.shared.iter().find(|element| element.name == name);
        let shown = named("DisplayCurrency").and_then(|shown| shown.child("Currency"));
        let currency = shown.or_else(|| named("Currency"))?;
        currency_code(currency.text_of("Id")?)
    }

    /// Says which currency prices are in, where nothing that was kept does.
    pub(super) fn add_currency(&mut self, code: &str) {
        if self.namespace.is_some() {
            return;
        }
        let fields = [
            ("DecimalPlaces", "2"),
            ("ExchangeRate", "1"),
            ("Id", code),
            ("Name", code),
            ("ObjectId", "1"),
            ("Symbol", code),
        ];
        let fields = fields.map(|(name, text)| Element::leaf(name, text.to_owned()));
        self.shared
            .push(Element::parent("Currency", fields.to_vec()));
    }

    /// What was kept of activities that are gone goes, too.
    pub(super) fn drop_dangling(&mut self, notes: &mut Notes) {
        let activities = Kind::Activity.element();
        let kept = self.whole.iter().flat_map(|project| &project.children);
        let kept = kept.filter(|element| element.name == activities);
        let rows = self.projects.values().map(|project| &project.rows);
        let rows = rows.filter_map(|rows| rows.get(&Kind::Activity)).flatten();
        let keys: BTreeSet<String> = kept
            .chain(rows)
            .filter_map(|activity| activity.text_of("ObjectId"))
            .map(str::to_owned)
            .collect();
        let mut dropped = 0;
        for project in self.projects.values_mut() {
            let before = project.others.len();
            project.others.retain(|element| {
                // Assignments may have led nowhere in the file that they came from.
                element.name == Kind::Assignment.element()
                    || element
                        .text_of("ActivityObjectId")
                        .is_none_or(|key| keys.contains(key))
            });
            dropped += before - project.others.len();
        }
        notes.add_counted(
            NoteKind::Changed,
            "gone",
            "what was kept of items that are gone is left out",
            dropped,
            Place::default(),
        );
    }

    /// The bytes of the file.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        let namespace = self.namespace.as_deref().unwrap_or(USUAL_NAMESPACE);
        let mut root = Element::leaf("APIBusinessObjects", "");
        root.attributes = [("xmlns", namespace), ("xmlns:xsi", INSTANCE)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let mut all = self.shared;
        all.extend(sorted(&mut self.rows));
        all.append(&mut self.whole);
        let mut projects: Vec<Section> = self.projects.into_values().collect();
        projects.sort_by_cached_key(|project| (!project.is_first, project.key()));
        all.extend(projects.into_iter().map(Section::element));
        root.children = all.into_iter().map(with_prefixes).collect();
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        write_lines(&root, LINE, Some(0), &mut out);
        out.push('\n');
        out.into_bytes()
    }
}

impl Section {
    fn key(&self) -> Option<i64> {
        let name = Kind::Project.key(Dialect::Pmxml);
        let mut fields = self.fields.iter();
        let key = fields.find(|field| field.name == name)?;
        key.text.trim().parse().ok()
    }

    fn element(mut self) -> Element<'static> {
        let mut children = self.fields;
        children.extend(sorted(&mut self.rows));
        children.append(&mut self.others);
        children.extend(self.options);
        Element::parent(Kind::Project.element(), children)
    }
}

/// The rows of all kinds, those of each in the order of their keys; rates as they stood.
fn sorted(rows: &mut BTreeMap<Kind, Vec<Element<'static>>>) -> Vec<Element<'static>> {
    let mut all = Vec::new();
    for (kind, rows) in rows {
        let key = kind.key(Dialect::Pmxml);
        if *kind != Kind::Rate {
            rows.sort_by_cached_key(|row| row.text_of(key).and_then(|key| key.parse::<i64>().ok()));
        }
        all.append(rows);
    }
    all
}

/// The same with the prefixes that attributes have in a file.
fn with_prefixes(mut element: Element<'static>) -> Element<'static> {
    for (name, _) in &mut element.attributes {
        if matches!(name.as_str(), "nil" | "type") {
            name.insert_str(0, "xsi:");
        }
    }
    element.children = element.children.into_iter().map(with_prefixes).collect();
    element
}
