//! Gates, their criteria and exceptions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{
    Attestation, Criterion, CriterionKind, ExceptionState, Gate, GateException, ItemAtGate, ItemId,
    PersonId, ProbeId,
};

use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::read::{
    Codec, Def, Fields, Flat, Many, Map, Opt, Reader, Req, Value as _, record,
};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::tree::Kind;
use crate::plan::values::words;

record! { Gate "A point at which criteria have to be met." {
    title: Opt "title" "Name for people.";
    on: Opt "on" "The last day, anywhere on earth.";
    decides: Opt "decides" "Who rules.";
    criteria: Map "criteria" "What has to be true.";
    items: AtGate "items" "The items that have to pass, and where they stand.";
    needs: Many "needs" "What the gate itself waits for.";
    item: Opt "item" "The item that stands for it in the work breakdown.";
    if_missed: Opt "if_missed" "What happens to what misses it.";
    exceptions: Map "exceptions" "Requests for more time.";
    passed_on: Opt "passed_on" "The day on which it was passed.";
    meta: Flat "" "";
} }

record! { Criterion "Something that has to be true at a gate: one of attest, probe, done, green." {
    kind: Judged "" "";
    text: Opt "text" "What has to be true, for people.";
} }

words! { ItemAtGate "standing at a gate" {
    NotAssessed "not-assessed" "Nobody has looked.";
    Tracked "tracked" "It meets the criteria so far.";
    AtRisk "at-risk" "It may not.";
    ExceptionPending "exception-pending" "More time was asked for.";
    ExceptionApproved "exception-approved" "More time was granted.";
    Removed "removed" "It missed.";
    Deferred "deferred" "Its owner moved it to a later gate.";
} }

record! { GateException "A request for more time at a gate." {
    item: Req "item" "The item.";
    owner: Opt "owner" "Who asks.";
    state: Def "state" "How far the request is.";
    requested_on: Opt "requested_on" "When it was asked for.";
    extra_days: Opt "extra_days" "Days more that it needs, with very high confidence.";
    why: Opt "why" "Why it is critical now.";
    risk_if_added: Opt "risk_if_added" "The risk of adding it late.";
    risk_if_cut: Opt "risk_if_cut" "The risk of leaving it out.";
    ruled_by: Opt "ruled_by" "Who ruled.";
    ruled_on: Opt "ruled_on" "When.";
    granted_until: Opt "granted_until" "Until when more time was granted.";
    evidence: Many "evidence" "Links to what it rests on.";
} }

words! { ExceptionState "state of an exception" {
    Requested "requested" "Asked for.";
    Approved "approved" "Granted until a day.";
    Refused "refused" "Refused.";
    Tracked "tracked" "The granted time has passed and the item meets the criteria.";
    Removed "removed" "The granted time has passed and the item does not.";
} }

/// How a criterion is judged, told by which of four keys is there.
struct Judged;

const KINDS: [&str; 4] = ["attest", "probe", "done", "green"];

impl Codec<CriterionKind> for Judged {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        _key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<CriterionKind> {
        let there: Vec<_> = KINDS
            .into_iter()
            .filter(|kind| fields.peek(kind).is_some())
            .collect();
        let &[kind] = there.as_slice() else {
            if !reader.is_broken(fields.node) {
                let message = if there.is_empty() {
                    "a criterion says how it is judged".to_owned()
                } else {
                    format!("judged in one way, not by {}", there.join(" and "))
                };
                reader.report(Diagnostic::error("missing-field", reader.span(fields.node), message).help("one of `attest: person`, `probe: id` with `at_most`, `done: item`, `green: job` with `runs`"));
            }
            for key in [
                "attest",
                "probe",
                "done",
                "green",
                "at_most",
                "runs",
                "met",
                "attested_on",
                "evidence",
            ] {
                fields.take(key);
            }
            return None;
        };
        Some(match kind {
            "attest" => {
                let (by, attested) = (Req.read(fields, kind, reader), attestation(fields, reader));
                CriterionKind::Attest { by: by?, attested }
            }
            "probe" => {
                let (probe, at_most) = (
                    Req.read(fields, kind, reader),
                    Def.read(fields, "at_most", reader),
                );
                CriterionKind::Probe {
                    probe: probe?,
                    at_most: at_most?,
                }
            }
            "done" => CriterionKind::Done {
                item: Req.read(fields, kind, reader)?,
            },
            _ => {
                let (job, runs) = (
                    Req.read(fields, kind, reader),
                    Codec::<Option<u32>>::read(&Opt, fields, "runs", reader),
                );
                CriterionKind::Green {
                    job: job?,
                    runs: runs?.unwrap_or(1),
                }
            }
        })
    }

    fn write(&self, value: &CriterionKind, _key: &'static str, out: &mut Vec<(String, Out)>) {
        let mut put = |key: &str, value: Out| out.push((key.to_owned(), value));
        match value {
            CriterionKind::Attest { by, attested } => {
                put("attest", by.write());
                if let Some(attested) = attested {
                    put("met", attested.met.write());
                    put("attested_on", attested.on.write());
                    if let Some(evidence) = &attested.evidence {
                        put("evidence", evidence.write());
                    }
                }
            }
            CriterionKind::Probe { probe, at_most } => {
                put("probe", probe.write());
                put("at_most", at_most.write());
            }
            CriterionKind::Done { item } => put("done", item.write()),
            CriterionKind::Green { job, runs } => {
                put("green", job.write());
                put("runs", runs.write());
            }
        }
    }

    fn describe(&self, _key: &'static str, _doc: &'static str, out: &mut Vec<FieldShape>) {
        let mut field = |key, doc, shape| {
            out.push(FieldShape {
                key,
                doc,
                shape,
                required: false,
            });
        };
        field("attest", "Somebody has to say so: who.", PersonId::shape());
        field("met", "Whether it was said to be met.", Shape::Flag);
        field("attested_on", "When that was said.", Date::shape());
        field("evidence", "What shows it.", String::shape());
        field(
            "probe",
            "A probe's count has to be at most so many.",
            ProbeId::shape(),
        );
        field(
            "at_most",
            "The largest count that passes; 0 when left out.",
            u64::shape(),
        );
        field("done", "An item has to be done.", ItemId::shape());
        field(
            "green",
            "Runs of a CI job have to be green.",
            String::shape(),
        );
        field("runs", "How many in a row; 1 when left out.", u32::shape());
    }
}

/// What was said of a criterion: whether, when, on what grounds.
fn attestation(fields: &mut Fields<'_, '_>, reader: &Reader<'_>) -> Option<Attestation> {
    let said = ["met", "attested_on", "evidence"]
        .into_iter()
        .find_map(|key| fields.peek(key))?;
    let met: Option<bool> = Opt.read(fields, "met", reader)?;
    let on: Option<Date> = Opt.read(fields, "attested_on", reader)?;
    let evidence = Opt.read(fields, "evidence", reader)?;
    if met.is_none() || on.is_none() {
        let message = "an attestation says whether the criterion is met, and when that was said";
        let diagnostic = Diagnostic::error("missing-field", said.key.span(reader.file), message);
        reader.report(diagnostic.help("`met: true, attested_on: 2027-05-20`"));
    }
    Some(Attestation {
        met: met?,
        on: on?,
        evidence,
    })
}

/// Items with where they stand, or a plain list of items.
struct AtGate;

impl Codec<BTreeMap<ItemId, ItemAtGate>> for AtGate {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<BTreeMap<ItemId, ItemAtGate>> {
        let is_list = fields
            .peek(key)
            .is_some_and(|entry| matches!(entry.value.kind, Kind::Sequence(..)));
        if is_list {
            let items: Vec<ItemId> = Many.read(fields, key, reader)?;
            return Some(
                items
                    .into_iter()
                    .map(|item| (item, ItemAtGate::default()))
                    .collect(),
            );
        }
        Map.read(fields, key, reader)
    }

    fn write(
        &self,
        value: &BTreeMap<ItemId, ItemAtGate>,
        key: &'static str,
        out: &mut Vec<(String, Out)>,
    ) {
        if value
            .values()
            .all(|standing| *standing == ItemAtGate::default())
        {
            Many.write(&value.keys().cloned().collect::<Vec<_>>(), key, out);
        } else {
            Map.write(value, key, out);
        }
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        let mut shapes = Vec::new();
        Codec::<BTreeMap<ItemId, ItemAtGate>>::describe(&Map, key, doc, &mut shapes);
        Codec::<Vec<ItemId>>::describe(&Many, key, doc, &mut shapes);
        let shape = Shape::OneOf(shapes.into_iter().map(|field| field.shape).collect());
        out.push(FieldShape {
            key,
            doc,
            shape,
            required: false,
        });
    }
}
