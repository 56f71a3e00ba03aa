//! How old is what this rests on?

use jiff::civil::Date;
use longpole_model::{EntityKey, EntityKind, ProgramId, Statuses, UpdateSubject};

use crate::Analysis;
use crate::look::Look;

/// The ages of a program's inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// The program.
    pub program: ProgramId,
    /// The day against which ages are measured.
    pub now: Date,
    /// Its data date.
    pub data_date: Date,
    /// The oldest status that an open item rests on.
    pub oldest: Option<Source>,
    /// The newest status.
    pub newest: Option<Source>,
    /// Open items whose status is fresh, stale and missing.
    pub fresh: u32,
    /// Open items whose status is stale.
    pub stale: u32,
    /// Open items without any status.
    pub missing: u32,
    /// After how many calendar days a status is stale.
    pub stale_after_days: i64,
}

/// A claim and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is about.
    pub key: EntityKey,
    /// When it was said.
    pub on: Date,
}

/// How old the statuses are that `program` rests on.
pub fn freshness(analysis: &Analysis, program: &ProgramId) -> Option<Freshness> {
    let look = Look::at(analysis, program)?;
    let now = analysis.scheduled.options.now;
    let stale_after_days = look.stale_after_days()?;
    let statuses = Statuses::of(look.program);
    let mut ages = Freshness {
        program: program.clone(),
        now,
        data_date: analysis.scheduled.data_date(program)?,
        oldest: None,
        newest: None,
        fresh: 0,
        stale: 0,
        missing: 0,
        stale_after_days,
    };
    // A summary and a milestone stand as their parts do: nobody has to report on them.
    let open = look.program.items.iter().filter(|(id, item)| {
        !item.is_finished() && !item.is_milestone() && !look.tree.is_summary(id)
    });
    for (id, _) in open {
        let Some(word) = statuses.last(&UpdateSubject::Item(id.clone())) else {
            ages.missing += 1;
            continue;
        };
        let source = Source {
            key: EntityKey::of(program, EntityKind::Item, id),
            on: word.heard_on,
        };
        if days_between(word.heard_on, now) > stale_after_days {
            ages.stale += 1;
        } else {
            ages.fresh += 1;
        }
        if ages
            .oldest
            .as_ref()
            .is_none_or(|oldest| source.on < oldest.on)
        {
            ages.oldest = Some(source.clone());
        }
        if ages
            .newest
            .as_ref()
            .is_none_or(|newest| source.on > newest.on)
        {
            ages.newest = Some(source);
        }
    }
    Some(ages)
}

/// Calendar days from `from` to `to`; negative when `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
