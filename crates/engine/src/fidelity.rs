//! How far do our dates agree with those that a file itself holds?
//!
//! Two dates agree when hardly any working time lies between them: Friday 17:00 and Monday 08:00 are the same instant, and
//! less than 0.29 minutes is a matter of rounding. Two slacks agree when they are alike to a hundredth of the unit that people
//! see. What the file does not hold is not compared. (These are the comparisons of MPXJ's own tests, so that the figures can
//! stand side by side.)

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use longpole_exchange::import::{ForeignDates, Import};
use longpole_model::{Estimate, ItemId, ProgramId, SpanUnit, Workspace};
use longpole_schedule::profile::{self, NodeDates, ProfileDates, Tick, Working};
use longpole_schedule::{Cycle, Network, NodeIndex, NodeKind, Options, Subject};

/// Something that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The start that is shown.
    Start,
    /// The finish that is shown.
    Finish,
    /// Early start.
    EarlyStart,
    /// Early finish.
    EarlyFinish,
    /// Late start.
    LateStart,
    /// Late finish.
    LateFinish,
    /// Total slack.
    TotalSlack,
    /// Free slack.
    FreeSlack,
    /// Slack of the start.
    StartSlack,
    /// Slack of the finish.
    FinishSlack,
    /// Whether it is critical.
    Critical,
    /// Whether it is on the longest path.
    LongestPath,
}

impl Field {
    /// Every field, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::Start,
        Self::Finish,
        Self::EarlyStart,
        Self::EarlyFinish,
        Self::LateStart,
        Self::LateFinish,
        Self::TotalSlack,
        Self::FreeSlack,
        Self::StartSlack,
        Self::FinishSlack,
        Self::Critical,
        Self::LongestPath,
    ];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Finish => "finish",
            Self::EarlyStart => "early start",
            Self::EarlyFinish => "early finish",
            Self::LateStart => "late start",
            Self::LateFinish => "late finish",
            Self::TotalSlack => "total slack",
            Self::FreeSlack => "free slack",
            Self::StartSlack => "start slack",
            Self::FinishSlack => "finish slack",
            Self::Critical => "critical",
            Self::LongestPath => "longest path",
        }
    }
}

/// A value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// An instant.
    At(DateTime),
    /// Slack, in tenths of a working minute.
    Slack(i64),
    /// Yes or no.
    Flag(bool),
}

/// A field of an item in which the file and we differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The program.
    pub program: ProgramId,
    /// The item.
    pub item: ItemId,
    /// In what.
    pub field: Field,
    /// What the file holds.
    pub theirs: Value,
    /// What we computed.
    pub ours: Value,
    /// How much later, or how much more, ours is: in tenths of a working minute; 0 for a flag.
    pub by: i64,
}

/// A field of an item as a file has it and as we have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compared {
    pub(crate) field: Field,
    pub(crate) theirs: Value,
    pub(crate) ours: Value,
    /// How much later, or how much more, ours is; `None` when the two agree.
    pub(crate) by: Option<i64>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// That agree.
    pub agree: usize,
    /// That were compared.
    pub of: usize,
}

impl Share {
    fn count(&mut self, agrees: bool) {
        self.of += 1;
        self.agree += usize::from(agrees);
    }
}

/// How far our dates agree with those of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fidelity {
    /// Single items that agree in every field.
    pub items: Share,
    /// Summaries that do.
    pub summaries: Share,
    /// By field, single items that agree in it.
    pub fields: BTreeMap<Field, Share>,
    /// All differences, by item and field.
    pub differences: Vec<Difference>,
}

/// Dates what a file brought by the rules that it names, and compares with the file's own dates, without the fields to `skip`.
pub fn of_import(import: &Import, skip: &BTreeSet<Field>) -> Result<Fidelity, Cycle> {
    let options = Options::default();
    let network = Network::build(&import.workspace, &options)?;
    let dates = profile::compute(&import.workspace, &network, &options);
    Ok(fidelity(
        &import.workspace,
        &network,
        &dates,
        &import.dates,
        skip,
    ))
}

/// Compares `ours`, computed for `network`, with `theirs`, without the fields to `skip`.
pub fn fidelity(
    workspace: &Workspace,
    network: &Network,
    ours: &ProfileDates,
    theirs: &BTreeMap<(ProgramId, ItemId), ForeignDates>,
    skip: &BTreeSet<Field>,
) -> Fidelity {
    let mut fidelity = Fidelity::default();
    for ((program, item), theirs) in theirs {
        let Some(node) = network.node(&Subject::item(program, item)) else {
            continue;
        };
        let is_summary = network.nodes[node].kind == NodeKind::Summary;
        let mut compared = compare(workspace, network, node, &ours.nodes[node], theirs);
        compared.retain(|compared| !skip.contains(&compared.field));
        let any = !compared.is_empty();
        let agrees = compared.iter().all(|compared| compared.by.is_none());
        for Compared {
            field,
            theirs,
            ours,
            by,
        } in compared
        {
            if !is_summary {
                let share = fidelity.fields.entry(field).or_default();
                share.count(by.is_none());
            }
            if let Some(by) = by {
                fidelity.differences.push(Difference {
                    program: program.clone(),
                    item: item.clone(),
                    field,
                    theirs,
                    ours,
                    by,
                });
            }
        }
        if any && is_summary {
            fidelity.summaries.count(agrees);
        } else if any {
            fidelity.items.count(agrees);
        }
    }
    fidelity
}

/// Every field that a file states of the item of `node`, held against ours.
pub(crate) fn compare(
    workspace: &Workspace,
    network: &Network,
    node: NodeIndex,
    ours: &NodeDates,
    theirs: &ForeignDates,
) -> Vec<Compared> {
    let both = Both {
        calendar: Working(&network.calendars[network.nodes[node].own_calendar as usize]),
        unit_tenths: unit_tenths(workspace, network, node),
        ours,
    };
    let fields = Field::ALL.iter().filter_map(|&field| {
        let (theirs, ours, by) = both.field(field, theirs)?;
        Some(Compared {
            field,
            theirs,
            ours,
            by,
        })
    });
    fields.collect()
}

/// The tenths of a minute in the unit in which people see the slack of an item.
fn unit_tenths(workspace: &Workspace, network: &Network, node: NodeIndex) -> i64 {
    let subject = &network.nodes[node].subject;
    let plan = workspace.programs.get(&subject.program);
    let item = subject.as_item().and_then(|id| plan?.items.get(id));
    let estimate = item.and_then(|item| item.estimate.as_ref());
    let (unit, elapsed) = match estimate {
        Some(Estimate::Duration(spread)) => (spread.likely().unit, spread.likely().elapsed),
        Some(Estimate::Effort(_) | Estimate::Backlog(_)) | None => (SpanUnit::Day, false),
    };
    let one = longpole_model::Span {
        thousandths: 1000,
        unit,
        elapsed,
    };
    let calendar = &network.calendars[network.nodes[node].own_calendar as usize];
    (calendar.minutes_of(one) * 10).max(1)
}

/// An item of both.
struct Both<'a> {
    calendar: Working<'a>,
    unit_tenths: i64,
    ours: &'a NodeDates,
}

/// Less than 0.29 minutes, in tenths.
const ROUNDING: i64 = 2;

/// A field as the file has it and as we have it, and by how much they differ; `None` when they agree.
type Pair = (Value, Value, Option<i64>);

impl Both<'_> {
    fn field(&self, field: Field, theirs: &ForeignDates) -> Option<Pair> {
        let ours = self.ours;
        match field {
            Field::Start => self.date(theirs.start, ours.start),
            Field::Finish => self.date(theirs.finish, ours.finish),
            Field::EarlyStart => self.date(theirs.early_start, ours.early_start),
            Field::EarlyFinish => self.date(theirs.early_finish, ours.early_finish),
            Field::LateStart => self.date(theirs.late_start, ours.late_start),
            Field::LateFinish => self.date(theirs.late_finish, ours.late_finish),
            Field::TotalSlack => self.slack(theirs.total_slack, ours.total_slack),
            Field::FreeSlack => self.slack(theirs.free_slack, ours.free_slack),
            Field::StartSlack => self.slack(theirs.start_slack, ours.start_slack),
            Field::FinishSlack => self.slack(theirs.finish_slack, ours.finish_slack),
            Field::Critical => flag(theirs.critical, ours.critical),
            Field::LongestPath => flag(theirs.longest_path, ours.longest_path),
        }
    }

    fn date(&self, theirs: Option<DateTime>, ours: Tick) -> Option<Pair> {
        let theirs = theirs?;
        let at = Tick::at(theirs);
        let by = self.calendar.between(at, ours);
        let agrees = at == ours || by.abs() <= ROUNDING;
        let pair = (Value::At(theirs), Value::At(ours.datetime()));
        Some((pair.0, pair.1, (!agrees).then_some(by)))
    }

    fn slack(&self, theirs: Option<i64>, ours: Option<i64>) -> Option<Pair> {
        let theirs = theirs?;
        let ours = ours.unwrap_or(0);
        let hundredths = |tenths: i64| i128::from(tenths) * 100 / i128::from(self.unit_tenths);
        let by = ours - theirs;
        let agrees = by.abs() <= ROUNDING || hundredths(theirs) == hundredths(ours);
        let pair = (Value::Slack(theirs), Value::Slack(ours));
        Some((pair.0, pair.1, (!agrees).then_some(by)))
    }
}

fn flag(theirs: Option<bool>, ours: bool) -> Option<Pair> {
    let theirs = theirs?;
    let pair = (Value::Flag(theirs), Value::Flag(ours));
    Some((pair.0, pair.1, (theirs != ours).then_some(0)))
}
