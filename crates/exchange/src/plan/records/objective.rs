//! Objectives and key results.

use longpole_model::{KeyResult, Measure, Objective};

use crate::diagnostic::Diagnostic;
use crate::plan::out::Out;
use crate::plan::read::{Codec, Def, Fields, Flat, Map, Opt, Reader, Req, Value as _, record};
use crate::plan::shape::{FieldShape, Shape};
use crate::plan::values::Thousandths;

record! { Objective "Something that the program is to achieve." {
    title: Opt "title" "What is true when it is achieved.";
    owner: Opt "owner" "Who answers for it.";
    measure: Figure "" "";
    by: Opt "by" "The day by which it is to be achieved.";
    key_results: Map "key_results" "Its key results.";
    meta: Flat "" "";
} }

record! { KeyResult "A key result: graded, with a confidence that is logged." {
    title: Req "title" "What is reached.";
    measure: Figure "" "";
    committed: Def "committed" "Whether all of it is expected; else 60 to 70% is good.";
    grade: Opt "grade" "The grade so far.";
    confidence: Opt "confidence" "The confidence that was last said.";
} }

/// A measure beside what it measures: `measure: workloads, from: 41, to: 0`.
struct Figure;

impl Codec<Option<Measure>> for Figure {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        _key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<Option<Measure>> {
        let stray = ["from", "to", "now", "seen_on"]
            .into_iter()
            .find_map(|key| fields.peek(key));
        let name: Option<String> = Opt.read(fields, "measure", reader)?;
        let mut figure = |key| -> Option<i64> {
            let value: Option<Thousandths> = Opt.read(fields, key, reader)?;
            value.map(|value| value.0)
        };
        let (from, to, now) = (figure("from"), figure("to"), figure("now"));
        let seen_on = Opt.read(fields, "seen_on", reader)?;
        if let (None, Some(stray)) = (&name, stray) {
            let message = format!("`{}` of what? `measure` is missing", stray.key.text);
            reader.report(
                Diagnostic::error("missing-field", stray.key.span(reader.file), message)
                    .help("name what is counted: `measure: workloads`"),
            );
        }
        Some(name.map(|name| Measure {
            name,
            from,
            to,
            now,
            seen_on,
        }))
    }

    fn write(&self, value: &Option<Measure>, _key: &'static str, out: &mut Vec<(String, Out)>) {
        let Some(measure) = value else { return };
        out.push(("measure".to_owned(), measure.name.write()));
        for (key, figure) in [
            ("from", measure.from),
            ("to", measure.to),
            ("now", measure.now),
        ] {
            Opt.write(&figure.map(Thousandths), key, out);
        }
        Opt.write(&measure.seen_on, "seen_on", out);
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
        field("measure", "What is counted.", String::shape());
        field("from", "The value at the beginning.", Shape::Number);
        field("to", "The value to reach.", Shape::Number);
        field("now", "The value last seen.", Shape::Number);
        field(
            "seen_on",
            "The day on which it was seen.",
            jiff::civil::Date::shape(),
        );
    }
}
