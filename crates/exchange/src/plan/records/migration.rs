//! Waves and cut-over runbooks.

use jiff::civil::Date;
use longpole_model::{Runbook, RunbookStep, Span, StepId, Wave};

use crate::plan::out::Out;
use crate::plan::read::{
    Among, Codec, Def, Fields, Flat, Many, Map, OneOrMany, Opt, Reader, Req, Value, record,
};
use crate::plan::shape::FieldShape;
use crate::plan::tree::Kind;

record! { Wave "A scope that moves together." {
    title: Opt "title" "Name for people.";
    systems: Many "systems" "The systems that move in it.";
    after: OneOrMany "after" "Waves that come before.";
    owner: Opt "owner" "Who answers for it.";
    prerequisites: Many "prerequisites" "What has to be true before it begins.";
    acceptance: Many "acceptance" "How one sees that it is done.";
    item: Opt "item" "The item, mostly a milestone, that is its end.";
    from: Opt "from" "Its first day.";
    to: Opt "to" "Its last day.";
    lessons: Many "lessons" "What the retrospective after it changed.";
    meta: Flat "" "";
} }

const ONE_OF_ITS_STEPS: Among = Among {
    section: "steps",
    noun: "step",
};

record! { Runbook "The steps of a cut-over, in order, for one system in one environment." {
    title: Opt "title" "Name for people.";
    system: Opt "system" "The system that is cut over.";
    environment: Opt "environment" "The environment.";
    owner: Opt "owner" "Who leads the night.";
    item: Opt "item" "The item of the cut-over.";
    window: Opt "window" "The window in which it has to fit.";
    steps: Map "steps" "The steps.";
    order: InOrder "order" "The steps in the order in which they are done; as they stand in the file when left out.";
    point_of_no_return: ONE_OF_ITS_STEPS "point_of_no_return" "The step after which there is no way back.";
    rollback_criteria: Many "rollback_criteria" "Measurable thresholds at which one rolls back.";
    rehearsals: Rehearsals "rehearsals" "The rehearsals, and how long each took.";
    validation: Many "validation" "Business workflows that are checked afterwards.";
    communication: Many "communication" "Who is told what during the cut-over.";
    based_on: Opt "based_on" "The runbook that this one was made from.";
    meta: Flat "" "";
} }

record! { RunbookStep "A step of a cut-over." {
    action: Req "action" "What is done.";
    owner: Opt "owner" "Who does it.";
    verifier: Opt "verifier" "Who checks it.";
    takes: Opt "takes" "How long it takes.";
    rollback: Opt "rollback" "How it is undone.";
    checkpoint: Def "checkpoint" "Whether a go or no-go is ruled here.";
    planned: Opt "planned" "Planned start.";
    started: Opt "started" "When it began.";
    finished: Opt "finished" "When it was done.";
} }

/// Steps in their order: as they stand, unless somebody says otherwise.
struct InOrder;

impl Codec<Vec<StepId>> for InOrder {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<StepId>> {
        let Some(entry) = fields.peek(key) else {
            let steps = fields
                .peek("steps")
                .and_then(|entry| entry.value.entries())
                .unwrap_or_default();
            return Some(
                steps
                    .iter()
                    .filter_map(|entry| StepId::new(&entry.key.text).ok())
                    .collect(),
            );
        };
        if let Kind::Sequence(nodes, _) = &entry.value.kind {
            for node in nodes {
                ONE_OF_ITS_STEPS.check(node, fields, reader);
            }
        }
        Many.read(fields, key, reader)
    }

    fn write(&self, value: &Vec<StepId>, key: &'static str, out: &mut Vec<(String, Out)>) {
        let written = out
            .iter()
            .find(|(key, _)| key == "steps")
            .map(|(_, steps)| steps);
        let as_written = match written {
            Some(Out::Map(steps)) => steps
                .iter()
                .map(|(id, _)| id.as_str())
                .eq(value.iter().map(StepId::as_str)),
            _ => value.is_empty(),
        };
        if !as_written {
            out.push((
                key.to_owned(),
                Out::List(value.iter().map(Value::write).collect()),
            ));
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Vec<StepId>>::describe(&Many, key, doc, out);
    }
}

/// A day and how long it took.
struct Rehearsal {
    on: Date,
    took: Span,
}

record! { Rehearsal "A rehearsal of a cut-over." {
    on: Req "on" "Its day.";
    took: Req "took" "How long it took.";
} }

struct Rehearsals;

impl Codec<Vec<(Date, Span)>> for Rehearsals {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Vec<(Date, Span)>> {
        let rehearsals: Vec<Rehearsal> = Many.read(fields, key, reader)?;
        Some(
            rehearsals
                .into_iter()
                .map(|rehearsal| (rehearsal.on, rehearsal.took))
                .collect(),
        )
    }

    fn write(&self, value: &Vec<(Date, Span)>, key: &'static str, out: &mut Vec<(String, Out)>) {
        let rehearsals: Vec<_> = value
            .iter()
            .map(|(on, took)| Rehearsal {
                on: *on,
                took: *took,
            })
            .collect();
        Many.write(&rehearsals, key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<Vec<Rehearsal>>::describe(&Many, key, doc, out);
    }
}
