//! Tables in HTML. On a phone, wide ones become a block a row; the roles keep them tables for screen readers.

use maud::{Markup, html};

use super::{Page, inline};
use crate::citation::CitationId;
use crate::inline::Sentence;
use crate::table::{Align, Column, Table};
use crate::visible::visible;

/// With more columns than this, a table becomes blocks on a phone.
const BESIDE_ON_A_PHONE: usize = 3;

/// With no more rows than this, a table is kept on one page.
const SHORT: usize = 12;

impl Page<'_> {
    /// A table; the numbers in `shown` are cited beside it already.
    pub(super) fn table(&self, table: &Table, shown: &[usize]) -> Markup {
        let has_status = table.has_status();
        let count = table.columns.len() + usize::from(has_status);
        let class = match (count > BESIDE_ON_A_PHONE, table.rows.len() <= SHORT) {
            (true, true) => Some("stack short"),
            (true, false) => Some("stack"),
            (false, true) => Some("short"),
            (false, false) => None,
        };
        let sources: Vec<_> = (0..table.columns.len())
            .map(|column| table.source_of_column(column))
            .collect();
        html! {
            div.table { table class=[class] role="table" {
                @if let Some(caption) = &table.caption { caption { (self.sentence(caption)) } }
                thead role="rowgroup" {
                    tr role="row" {
                        @if has_status { th scope="col" role="columnheader" { "Status" } }
                        @for (index, column) in table.columns.iter().enumerate() {
                            th scope="col" role="columnheader" class=[align(column)] {
                                (visible(&column.heading))
                                @if let Some(source) = sources[index] {
                                    (self.source_link(source, &mut shown.to_vec()))
                                }
                            }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &table.rows {
                        @let mut shown = shown.to_vec();
                        tr role="row" {
                            @if has_status {
                                td.status-cell role="cell" data-label="Status" {
                                    @if let Some(status) = row.status { (inline::status(status)) }
                                }
                            }
                            @for (index, column) in table.columns.iter().enumerate() {
                                @let heading = visible(&column.heading);
                                td role="cell" class=[cell_class(index, column)] data-label=(heading) {
                                    @if let Some(cell) = row.cells.get(index) {
                                        (self.cell(cell, sources[index], &mut shown))
                                    }
                                }
                            }
                        }
                    }
                }
            } }
        }
    }

    /// A cell. What the heading of its column cites is not marked again.
    fn cell(
        &self,
        cell: &Sentence,
        cited_above: Option<&CitationId>,
        shown: &mut Vec<usize>,
    ) -> Markup {
        match cited_above {
            Some(source) => self.sentence_beside(cell, &mut vec![self.numbering.number(source)]),
            None => self.sentence_beside(cell, shown),
        }
    }
}

fn align(column: &Column) -> Option<&'static str> {
    match column.align {
        Align::Left => None,
        Align::Right => Some("number"),
    }
}

/// The first words of a row are its name.
fn cell_class(index: usize, column: &Column) -> Option<&'static str> {
    let is_name = index == 0 && column.align == Align::Left;
    if is_name { Some("name") } else { align(column) }
}
