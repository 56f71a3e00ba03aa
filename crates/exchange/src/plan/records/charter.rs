//! The charter: what stands at the top of a program's file.

use jiff::civil::Date;
use longpole_model::{
    Charter, CharterState, ExitCriterion, HealthRules, PersonId, Probability, Span, SpanUnit,
    Target,
};

use crate::plan::out::Out;
use crate::plan::read::{Codec, Def, Fields, Flat, Many, Opt, Reader, Req, Value, record};
use crate::plan::records::Pairs;
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::Node;
use crate::plan::values::words;

record! { Charter "What a program is for, who answers for it, and how it is run." {
    name: Opt "name" "Name for people; the id when left out.";
    purpose: Opt "purpose" "One line: what is different when it is done.";
    why_now: Opt "why_now" "Why now and not later.";
    state: Def "state" "How far the charter itself is.";
    chartered_on: Opt "chartered_on" "The day on which the charter was agreed.";
    revision: Def "revision" "Which re-charter this is.";
    recharter_on: Many "recharter_on" "The days on which it is to be looked at again.";
    sponsor: Opt "sponsor" "The executive who wants it and can move what blocks it.";
    driver: Opt "driver" "The one person who answers for it.";
    core_team: Pairs "core_team" "Core team by function, as in `security: sec-lead`.";
    affected_teams: Many "affected_teams" "Teams that are affected without owning items.";
    in_scope: Many "in_scope" "What belongs to it.";
    out_of_scope: Many "out_of_scope" "What does not.";
    exit_criteria: Many "exit_criteria" "When it may close.";
    constraints: Many "constraints" "Fixed dates, budget limits, freezes.";
    governance: Opt "governance" "Who decides what, in which meeting.";
    start: Opt "start" "The first day of work.";
    data_date: Opt "data_date" "What is done lies before it, remaining work after it.";
    target: Opt "target" "The date that the program is to land by, and with what confidence.";
    delay_cost: Opt "delay_cost" "What a day, week or month of delay costs.";
    budget: Opt "budget" "Money that may be spent.";
    cadence: Rhythm "cadence" "How often status is given.";
    calendar: Opt "calendar" "The calendar of items whose team has none.";
    scheduling: Def "scheduling" "By whose rules dates are computed.";
    health_rules: Def "health" "The thresholds of computed health.";
    meta: Flat "" "";
} }

words! { CharterState "state of a charter" {
    Draft "draft" "Being written.";
    InReview "in-review" "Before those who have to agree.";
    Chartered "chartered" "Agreed.";
    Rechartered "rechartered" "Agreed again with changes.";
    Closing "closing" "The exit criteria are being checked.";
    ClosedMet "closed-met" "Closed with its exit criteria met or waived.";
    ClosedStopped "closed-stopped" "Stopped before they were met.";
} }

record! { Target "A date with the confidence that it has to have." {
    finish: Req "finish" "The last acceptable day.";
    confidence: Confidence "confidence" "The odds that it should have; 80% when left out.";
} }

/// A condition in words, or with what became of it.
impl Value for ExitCriterion {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        if let Some(text) = node.text().filter(|_| !node.is_null()) {
            return Some(Self {
                text: text.to_owned(),
                ..Self::default()
            });
        }
        let Condition {
            text,
            evidence,
            met_on,
            waived_by,
        } = Condition::read(node, reader)?;
        Some(Self {
            text,
            evidence,
            met_on,
            waived_by,
        })
    }

    fn write(&self) -> Out {
        if *self
            == (Self {
                text: self.text.clone(),
                ..Self::default()
            })
        {
            return self.text.write();
        }
        let Self {
            text,
            evidence,
            met_on,
            waived_by,
        } = self.clone();
        Condition {
            text,
            evidence,
            met_on,
            waived_by,
        }
        .write()
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![String::shape(), Condition::shape()])
    }
}

struct Condition {
    text: String,
    evidence: Option<String>,
    met_on: Option<Date>,
    waived_by: Option<PersonId>,
}

record! { Condition "A condition under which the program may close." {
    text: Req "text" "What has to be true.";
    evidence: Opt "evidence" "What shows that it is.";
    met_on: Opt "met_on" "The day on which it was met.";
    waived_by: Opt "waived_by" "The sponsor who waived it.";
} }

record! { HealthRules "The thresholds of computed health; printed with every result." {
    off_track_below: HalfConfidence "off_track_below" "Off track when the odds are below this share of the stated confidence; 50% when left out.";
    confidence: Confidence "confidence" "The confidence that a commitment or target needs where it states none; 80% when left out.";
    stale_after_days: Opt "stale_after_days" "A status is stale after so many days; twice the cadence when left out.";
    risk_review_days: RiskReviewDays "risk_review_days" "A risk is stale after so many days without review; 30 when left out.";
    answer_within_days: AnswerWithinDays "answer_within_days" "A contract without an answer is escalated after so many days; 14 when left out.";
} }

/// Codecs of fields whose default is not nought.
macro_rules! defaults {
    ($($codec:ident $type:ty = $default:expr;)*) => {$(
        struct $codec;

        impl Codec<$type> for $codec {
            fn read(&self, fields: &mut Fields<'_, '_>, key: &'static str, reader: &Reader<'_>) -> Option<$type> {
                let value: Option<$type> = Opt.read(fields, key, reader)?;
                Some(value.unwrap_or($default))
            }

            fn write(&self, value: &$type, key: &'static str, out: &mut Vec<(String, Out)>) {
                if *value != $default {
                    out.push((key.to_owned(), value.write()));
                }
            }

            fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
                Codec::<Option<$type>>::describe(&Opt, key, doc, out);
            }
        }
    )*};
}

defaults! {
    Confidence Probability = HealthRules::default().confidence;
    HalfConfidence Probability = HealthRules::default().off_track_below;
    RiskReviewDays u32 = HealthRules::default().risk_review_days;
    AnswerWithinDays u32 = HealthRules::default().answer_within_days;
}

/// How often: a word for the usual rhythms, else a span of calendar time.
pub(super) struct Rhythm;

/// Days on the calendar, whether they are worked or not.
const RHYTHMS: [(&str, i64, SpanUnit); 4] = [
    ("daily", 1, SpanUnit::Day),
    ("weekly", 1, SpanUnit::Week),
    ("biweekly", 2, SpanUnit::Week),
    ("monthly", 1, SpanUnit::Month),
];

fn rhythm(count: i64, unit: SpanUnit) -> Span {
    Span {
        thousandths: count * 1000,
        unit,
        elapsed: true,
    }
}

impl Codec<Option<Span>> for Rhythm {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<Span>> {
        let Some(entry) = fields.take(key) else {
            return Some(None);
        };
        let text = entry.value.text().unwrap_or_default();
        if let Some((_, count, unit)) = RHYTHMS.into_iter().find(|(word, ..)| *word == text) {
            return Some(Some(rhythm(count, unit)));
        }
        if text.starts_with(|first: char| first.is_alphabetic()) {
            super::super::values::unknown_word(
                text,
                "rhythm",
                &RHYTHMS.map(|(word, ..)| word),
                &entry.value,
                reader,
            );
            return Some(None);
        }
        Some(Span::read(&entry.value, reader))
    }

    fn write(&self, value: &Option<Span>, key: &'static str, out: &mut Vec<(String, Out)>) {
        let Some(span) = value else { return };
        let word = RHYTHMS
            .into_iter()
            .find(|(_, count, unit)| rhythm(*count, *unit) == *span);
        out.push((
            key.to_owned(),
            word.map_or_else(|| span.write(), |(word, ..)| Out::Plain(word.to_owned())),
        ));
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let words = Shape::Words(&[
            ("daily", "Every day."),
            ("weekly", "Every week."),
            ("biweekly", "Every two weeks."),
            ("monthly", "Every month."),
        ]);
        out.push(FieldShape {
            key,
            doc,
            shape: Shape::OneOf(vec![words, Span::shape()]),
            required: false,
        });
    }
}
