//! Where each figure comes from: one function for each kind of source, so that wording reads as wording.
//!
//! A claim names its entity and field, the file and line where it stands, and the day on which it was said. A computation
//! names what was run and with what, so that somebody else can run it again.

use jiff::civil::Date;
use longpole_document::{Citation, CitationId, Citations, Document, Inline, Sentence, words};
use longpole_engine::check::Finding;
use longpole_engine::{Analysis, Scheduled};
use longpole_model::{EntityKey, EntityKind, PersonId, ProgramId};

/// Collects the citations of one document about one plan.
pub(crate) struct Cite<'a> {
    scheduled: &'a Scheduled,
    citations: Citations,
}

impl<'a> Cite<'a> {
    pub(crate) fn new(scheduled: &'a Scheduled) -> Self {
        Self {
            scheduled,
            citations: Citations::new(),
        }
    }

    /// Hands the citations over to the document that uses them.
    pub(crate) fn finish(self, mut document: Document) -> Document {
        document.citations = self.citations;
        document
    }

    /// What the plan says in a field, on a day that nobody noted.
    pub(crate) fn claim(&mut self, key: &EntityKey, field: &str) -> CitationId {
        self.said(key, field, None, None)
    }

    /// What the plan says in a field, with who said it and when, where that is known.
    pub(crate) fn said(
        &mut self,
        key: &EntityKey,
        field: &str,
        by: Option<&PersonId>,
        on: Option<Date>,
    ) -> CitationId {
        let place = self
            .place(key, field)
            .unwrap_or_else(|| "the plan".to_owned());
        let source = match by {
            Some(by) => format!("{place}, {}", self.person(by)),
            None => place,
        };
        let mut citation = Citation::claim(self.subject(key, field), source);
        citation.date = on;
        self.citations.cite(citation)
    }

    /// Dates, slack and drivers without chance.
    pub(crate) fn schedule(&mut self, program: &ProgramId) -> CitationId {
        self.computed(program.as_str(), program, "schedule", None)
    }

    /// Dates and loads of the plan levelled by its teams' people.
    pub(crate) fn levelling(&mut self, program: &ProgramId, schedules: u64) -> CitationId {
        let run = format!(
            "levelling, {} schedules, seed {}",
            words::integer(i64::try_from(schedules).unwrap_or(i64::MAX)),
            self.scheduled.options.seed
        );
        self.computed(program.as_str(), program, &run, None)
    }

    /// Quantiles, odds and criticality.
    pub(crate) fn forecast(&mut self, program: &ProgramId) -> CitationId {
        let options = &self.scheduled.options;
        let run = format!(
            "forecast, {} runs, seed {}",
            words::integer(i64::from(options.iterations)),
            options.seed
        );
        self.computed(program.as_str(), program, &run, None)
    }

    /// The effect of something on the program's finish: the forecast run again with or without it.
    pub(crate) fn comparison(&mut self, key: &EntityKey, what: &str) -> CitationId {
        let program = key.program.clone();
        let Some(program) = program else {
            return self.plan_count();
        };
        let seed = self.scheduled.options.seed;
        let run = format!("forecast {what}, seed {seed}");
        let subject = self.short(key);
        self.computed(&subject, &program, &run, None)
    }

    /// A computed health.
    pub(crate) fn health(&mut self, program: &ProgramId) -> CitationId {
        self.computed(program.as_str(), program, "health", None)
    }

    /// A finding of a rule.
    pub(crate) fn finding(&mut self, finding: &Finding) -> CitationId {
        let field = finding.field.as_deref().unwrap_or_default();
        let place = self.place(&finding.at, field);
        let mut citation = Citation::computation(
            self.subject(&finding.at, field),
            format!("rule {}", finding.rule),
        )
        .on(self.scheduled.options.now);
        citation.note = place;
        self.citations.cite(citation)
    }

    /// A count of what the plan holds, or a comparison of its dates with today.
    pub(crate) fn plan_count(&mut self) -> CitationId {
        let citation = Citation::computation("plan", self.with_revision("counted in the plan"))
            .on(self.scheduled.options.now);
        self.citations.cite(citation)
    }

    /// A day that this document proposes, by which somebody should have acted.
    pub(crate) fn proposed(&mut self, what: &str) -> CitationId {
        let citation = Citation::computation("proposal", what).on(self.scheduled.options.now);
        self.citations.cite(citation)
    }

    /// A difference between two states of the plan.
    pub(crate) fn difference(&mut self, since: &str, before: &Analysis) -> CitationId {
        let source = self.with_revision(&format!("compared with {since}"));
        let mut citation = Citation::computation("plan", source);
        citation.date = Some(before.scheduled.options.now);
        self.citations.cite(citation)
    }

    /// The same figure of an earlier state.
    pub(crate) fn forecast_before(
        &mut self,
        since: &str,
        before: &Analysis,
        program: &ProgramId,
    ) -> CitationId {
        let options = &before.scheduled.options;
        let source = format!(
            "forecast of {since}, {} runs, seed {}",
            words::integer(i64::from(options.iterations)),
            options.seed
        );
        let mut citation = Citation::computation(program.as_str(), source);
        citation.date = before.scheduled.data_date(program);
        self.citations.cite(citation)
    }

    /// The run's own settings: the day, the seed, the number of runs.
    pub(crate) fn settings(&mut self) -> CitationId {
        let citation =
            Citation::computation("analysis", self.with_revision("settings of this run"));
        self.citations.cite(citation)
    }

    /// What somebody wrote. Where it holds a number, it is shown with the place where it stands.
    pub(crate) fn quote(&mut self, key: &EntityKey, field: &str, text: &str) -> Sentence {
        self.quote_said(key, field, text, None, None)
    }

    /// What somebody wrote on a day.
    pub(crate) fn quote_said(
        &mut self,
        key: &EntityKey,
        field: &str,
        text: &str,
        by: Option<&PersonId>,
        on: Option<Date>,
    ) -> Sentence {
        if text.chars().any(char::is_numeric) {
            let id = self.said(key, field, by, on);
            Inline::figure(text, &id).into()
        } else {
            Inline::name(text).into()
        }
    }

    fn computed(
        &mut self,
        subject: &str,
        program: &ProgramId,
        run: &str,
        note: Option<String>,
    ) -> CitationId {
        let mut citation = Citation::computation(subject, self.with_revision(run));
        citation.date = self.scheduled.data_date(program);
        citation.note = note;
        self.citations.cite(citation)
    }

    /// The file and line where a field is said, or its entity.
    fn place(&self, key: &EntityKey, field: &str) -> Option<String> {
        let field = Some(field).filter(|field| !field.is_empty());
        let place = self.scheduled.plan.place(key, field)?;
        Some(format!("{}:{}", place.file, place.line))
    }

    fn with_revision(&self, run: &str) -> String {
        match &self.scheduled.plan.revision {
            Some(revision) => format!("{run}, plan at {}", revision.commit),
            None => run.to_owned(),
        }
    }

    /// `items.go-live commit`; with the program where the plan holds several.
    fn subject(&self, key: &EntityKey, field: &str) -> String {
        let name = self.short(key);
        if field.is_empty() {
            name
        } else {
            format!("{name} {field}")
        }
    }

    fn short(&self, key: &EntityKey) -> String {
        let workspace = &self.scheduled.plan.workspace;
        let alone = workspace.programs.len() <= 1;
        match (key.kind, &key.program) {
            (EntityKind::Charter, _) => key.id.to_string(),
            (kind, Some(_)) if alone => format!("{}.{}", kind.section(), key.id),
            _ => key.to_string(),
        }
    }

    fn person(&self, person: &PersonId) -> String {
        let key = EntityKey::shared(EntityKind::Person, person);
        self.scheduled.plan.workspace.display_name(&key)
    }
}

/// A day with its source.
pub(crate) fn day(date: Date, id: &CitationId) -> Inline {
    Inline::figure(words::date(date), id)
}

/// A day as a cell, "–" where there is none.
pub(crate) fn maybe_day(date: Option<Date>, id: &CitationId) -> Sentence {
    date.map_or_else(|| "–".into(), |date| day(date, id).into())
}

/// A count with its unit and source.
pub(crate) fn count(number: usize, unit: &str, id: &CitationId) -> Inline {
    Inline::figure(
        words::count(i64::try_from(number).unwrap_or(i64::MAX), unit),
        id,
    )
}
