//! The document as JSON: the tree as it is, texts verbatim, every figure with the id of its citation.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::block::{Block, Callout, Document, KeyFigure, Term};
use crate::chart::{
    Bars, Chart, Drawing, FinishDistribution, Gantt, GanttShape, LongPole, MilestoneRow,
    MilestoneStrip, SlackSign, Sparkline, Spread, Waterfall,
};
use crate::citation::Citation;
use crate::inline::{Inline, Sentence, Status};
use crate::table::{Align, Table};

/// The version of the shape. It goes up when something is renamed or removed, not when something is added.
pub const SCHEMA: &str = "longpole-document/1";

/// The JSON Schema of what [`value`] gives. The tests of the command hold it to real documents.
pub const JSON_SCHEMA: &str = include_str!("document.schema.json");

/// The document as a value.
pub fn value(document: &Document) -> Value {
    let citations: serde_json::Map<String, Value> = document
        .citations
        .iter()
        .map(|(id, citation)| (id.0.clone(), citation_value(citation)))
        .collect();
    json!({
        "schema": SCHEMA,
        "title": document.title,
        "subtitle": document.subtitle.as_ref().map(sentence),
        "meta": terms(&document.meta),
        "headline": document.headline.as_ref().map(|headline| json!({
            "status": headline.status.map(Status::key),
            "text": sentence(&headline.text),
        })),
        "blocks": document.blocks.iter().map(block).collect::<Vec<_>>(),
        "citations": citations,
    })
}

/// Writes the document, indented; ends with a line break.
pub fn write(document: &Document) -> String {
    format!("{:#}\n", value(document))
}

fn citation_value(citation: &Citation) -> Value {
    json!({
        "kind": citation.kind.word(),
        "subject": citation.subject,
        "source": citation.source,
        "date": citation.date.map(iso),
        "note": citation.note,
    })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Section(text) => json!({ "type": "section", "text": sentence(text) }),
        Block::Subsection(text) => json!({ "type": "subsection", "text": sentence(text) }),
        Block::Paragraph(text) => json!({ "type": "paragraph", "text": sentence(text) }),
        Block::Bullets(items) => json!({ "type": "bullets", "items": sentences(items) }),
        Block::Terms(list) => json!({ "type": "terms", "terms": terms(list) }),
        Block::Table(table) => table_value(table),
        Block::Callout(callout) => callout_value(callout),
        Block::KeyFigures(figures) => json!({
            "type": "key-figures",
            "figures": figures.iter().map(key_figure).collect::<Vec<_>>(),
        }),
        Block::Chart(chart) => chart_value(chart),
        Block::Footer(lines) => json!({ "type": "footer", "lines": sentences(lines) }),
    }
}

fn sentences(list: &[Sentence]) -> Vec<Value> {
    list.iter().map(sentence).collect()
}

fn sentence(text: &Sentence) -> Value {
    text.0.iter().map(inline).collect()
}

fn inline(inline_: &Inline) -> Value {
    match inline_ {
        Inline::Text(text) => json!({ "type": "text", "text": text }),
        Inline::Strong(inner) => json!({
            "type": "strong",
            "text": inner.iter().map(inline).collect::<Vec<_>>(),
        }),
        Inline::Name(name) => json!({ "type": "name", "text": name }),
        Inline::Code(code) => json!({ "type": "code", "text": code }),
        Inline::Link { text, href } => json!({ "type": "link", "text": text, "href": href }),
        Inline::Status(status) => json!({ "type": "status", "status": status.key() }),
        Inline::Figure(figure) => json!({
            "type": "figure",
            "text": figure.text,
            "citation": figure.citation.0,
        }),
    }
}

fn terms(list: &[Term]) -> Vec<Value> {
    list.iter()
        .map(|term| json!({ "label": term.label, "value": sentence(&term.value) }))
        .collect()
}

fn key_figure(figure: &KeyFigure) -> Value {
    json!({
        "label": figure.label,
        "value": sentence(&figure.value),
        "note": sentence(&figure.note),
    })
}

fn callout_value(callout: &Callout) -> Value {
    json!({
        "type": "callout",
        "kind": callout.kind.key(),
        "title": sentence(&callout.title),
        "details": sentences(&callout.details),
    })
}

fn table_value(table: &Table) -> Value {
    let columns = table.columns.iter().map(|column| {
        let align = match column.align {
            Align::Left => "left",
            Align::Right => "right",
        };
        json!({ "heading": column.heading, "align": align })
    });
    let rows = table.rows.iter().map(|row| {
        json!({
            "status": row.status.map(Status::key),
            "cells": sentences(&row.cells),
        })
    });
    json!({
        "type": "table",
        "caption": table.caption.as_ref().map(sentence),
        "columns": columns.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

fn chart_value(chart: &Chart) -> Value {
    let (kind, series) = match &chart.drawing {
        Drawing::FinishDistribution(series) => ("finish-distribution", finish_distribution(series)),
        Drawing::MilestoneStrip(series) => ("milestone-strip", milestone_strip(series)),
        Drawing::Bars(series) => ("bars", bars(series)),
        Drawing::Waterfall(series) => ("waterfall", waterfall(series)),
        Drawing::LongPole(series) => ("long-pole", long_pole(series)),
        Drawing::Sparkline(series) => ("sparkline", sparkline(series)),
        Drawing::Gantt(series) => ("gantt", gantt(series)),
    };
    json!({
        "type": "chart",
        "kind": kind,
        "title": sentence(&chart.title),
        "citation": chart.citation.0,
        "series": series,
    })
}

fn spread(spread: Spread) -> Value {
    json!({ "p10": iso(spread.p10), "p50": iso(spread.p50), "p80": iso(spread.p80), "p90": iso(spread.p90) })
}

fn finish_distribution(series: &FinishDistribution) -> Value {
    let bins = series
        .bins
        .iter()
        .map(|bin| json!({ "first": iso(bin.first), "last": iso(bin.last), "share": bin.share }));
    json!({
        "bins": bins.collect::<Vec<_>>(),
        "spread": spread(series.spread),
        "target": series.target.map(iso),
        "commitment": series.commitment.map(iso),
    })
}

fn milestone_strip(series: &MilestoneStrip) -> Value {
    json!({
        "data_date": iso(series.data_date),
        "rows": series.rows.iter().map(milestone).collect::<Vec<_>>(),
    })
}

fn milestone(row: &MilestoneRow) -> Value {
    json!({
        "name": row.name,
        "status": row.status.map(Status::key),
        "baseline": row.baseline.map(iso),
        "commitment": row.commitment.map(iso),
        "spread": row.spread.map(spread),
        "reached": row.reached.map(iso),
    })
}

fn waterfall(series: &Waterfall) -> Value {
    let steps = series
        .steps
        .iter()
        .map(|step| json!({ "label": step.label, "value": step.value }));
    let end = |(label, text): &(String, String)| json!({ "label": label, "text": text });
    json!({
        "unit": series.unit,
        "start": end(&series.start),
        "steps": steps.collect::<Vec<_>>(),
        "end": end(&series.end),
    })
}

fn bars(series: &Bars) -> Value {
    let bars = series
        .bars
        .iter()
        .map(|bar| json!({ "label": bar.label, "value": bar.value }));
    json!({
        "subject": series.subject,
        "unit": series.unit,
        "signed": series.signed,
        "bars": bars.collect::<Vec<_>>(),
    })
}

fn long_pole(series: &LongPole) -> Value {
    let steps = series.steps.iter().map(|step| {
        json!({
            "name": step.name,
            "owner": step.owner,
            "start": iso(step.start),
            "finish": iso(step.finish),
            "criticality": step.criticality,
            "status": step.status.map(Status::key),
        })
    });
    json!({ "data_date": iso(series.data_date), "steps": steps.collect::<Vec<_>>() })
}

fn gantt(series: &Gantt) -> Value {
    let rows = series.rows.iter().map(|row| {
        json!({
            "name": row.name,
            "depth": row.depth,
            "shape": match row.shape {
                GanttShape::Work => "work",
                GanttShape::Summary => "summary",
                GanttShape::Point => "point",
            },
            "start": iso(row.start),
            "finish": iso(row.finish),
            "latest": row.latest.map(iso),
            "baseline": row.baseline.map(|(from, to)| json!({ "start": iso(from), "finish": iso(to) })),
            "done_until": row.done_until.map(iso),
            "driving": row.driving,
            "slack": row.slack,
            "slack_sign": match row.slack_sign {
                SlackSign::Positive => "positive",
                SlackSign::Zero => "zero",
                SlackSign::Negative => "negative",
            },
        })
    });
    let links = series.links.iter().map(|link| {
        json!({
            "from": link.from,
            "from_finish": link.from_finish,
            "to": link.to,
            "to_start": link.to_start,
            "driving": link.driving,
        })
    });
    json!({
        "data_date": iso(series.data_date),
        "rows": rows.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
        "left_out": series.left_out,
    })
}

fn sparkline(series: &Sparkline) -> Value {
    let readings = series.readings.iter().map(
        |reading| json!({ "on": iso(reading.on), "value": reading.value, "text": reading.text }),
    );
    let target = series
        .target
        .as_ref()
        .map(|(value, name)| json!({ "value": value, "name": name }));
    json!({
        "subject": series.subject,
        "readings": readings.collect::<Vec<_>>(),
        "target": target,
    })
}

/// The date as in ISO 8601.
fn iso(date: Date) -> String {
    date.to_string()
}
