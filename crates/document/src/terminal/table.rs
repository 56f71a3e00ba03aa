//! Tables in columns; one below the other, as records, where the width does not suffice for columns.

use anstyle::Style;

use super::flow::{Line, Pieces, width};
use super::{BOLD, DIM, Page, Sources};
use crate::inline::{Inline, Sentence};
use crate::table::{Align, Column, Table};
use crate::visible::visible;

/// Columns between columns.
const GUTTER: usize = 2;
/// A column is not made narrower than its longest word, nor than this where the word is longer: first the wider, then, where there
/// is no room for that, the narrower. Ids and commands, which are copied, have the room they need, or a line of their own.
const NARROW: [usize; 2] = [24, 12];

pub(super) fn write(page: &mut Page<'_>, table: &Table) {
    if let Some(caption) = &table.caption {
        page.sentence(caption, BOLD);
    }
    let columns = columns(table);
    let rows = rows(page, table, columns.len());
    let fitting = NARROW.iter().find_map(|&narrow| {
        [Copied::InTheColumn, Copied::BelowTheRow]
            .into_iter()
            .find_map(|copied| widths(&columns, &rows, page.width, copied, narrow))
    });
    match fitting {
        Some(widths) => write_columns(page, &columns, &rows, &widths),
        None => write_records(page, &columns, &rows),
    }
}

/// The columns, led by one for the status where there is any.
fn columns(table: &Table) -> Vec<Column> {
    let status = table.has_status().then(|| Column::left("Status"));
    status
        .into_iter()
        .chain(table.columns.iter().cloned())
        .collect()
}

/// The cells, as many a row as there are columns.
fn rows(page: &Page<'_>, table: &Table, count: usize) -> Vec<Vec<Pieces>> {
    let numbering = (page.sources == Sources::Listed).then_some(page.numbering);
    let has_status = table.has_status();
    let mut rows = Vec::new();
    for row in &table.rows {
        let status = row
            .status
            .map_or_else(Sentence::new, |status| Inline::Status(status).into());
        let lead = has_status.then_some(&status);
        let mut cited = Vec::new();
        let mut cells: Vec<Pieces> = lead
            .into_iter()
            .chain(&row.cells)
            .take(count)
            .map(|cell| Pieces::of_cell(cell, numbering, &mut cited))
            .collect();
        cells.resize_with(count, Pieces::default);
        rows.push(cells);
    }
    rows
}

/// Where ids and commands stand that are longer than what may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    /// With all else: the column is as wide as they are.
    InTheColumn,
    /// On a line below the row, from their column on.
    BelowTheRow,
}

/// The width of each column, or nothing where they cannot stand side by side.
fn widths(
    columns: &[Column],
    rows: &[Vec<Pieces>],
    available: usize,
    copied: Copied,
    narrow: usize,
) -> Option<Vec<usize>> {
    let gutters = GUTTER * columns.len().saturating_sub(1);
    let mut widths = Vec::new();
    let mut least = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let heading = Pieces::styled(&column.heading, BOLD);
        // What stands below its row asks for no room in it.
        let is_beside = |cell: &&Pieces| match copied {
            Copied::InTheColumn => true,
            Copied::BelowTheRow => cell.longest_copied() == 0,
        };
        let cells = || {
            let cells = rows.iter().map(|row| &row[index]).chain([&heading]);
            cells.filter(is_beside)
        };
        widths.push(cells().map(Pieces::natural_width).max().unwrap_or(0));
        let word = cells().map(Pieces::longest_word).max().unwrap_or(0);
        let words_only = column.align == Align::Left;
        let whole = match copied {
            Copied::InTheColumn => cells().map(Pieces::longest_copied).max().unwrap_or(0),
            Copied::BelowTheRow => 0,
        };
        least.push(if words_only {
            word.min(narrow).max(whole)
        } else {
            word
        });
    }
    if least.iter().sum::<usize>() + gutters > available {
        return None;
    }
    // Take a column at a time from the widest that can still give.
    while widths.iter().sum::<usize>() + gutters > available {
        let widest = (0..widths.len())
            .filter(|&index| widths[index] > least[index])
            .max_by_key(|&index| (widths[index], index))?;
        widths[widest] -= 1;
    }
    Some(widths)
}

fn write_columns(page: &mut Page<'_>, columns: &[Column], rows: &[Vec<Pieces>], widths: &[usize]) {
    let headings: Vec<Pieces> = columns
        .iter()
        .map(|column| Pieces::styled(&column.heading, BOLD))
        .collect();
    write_row(page, columns, &headings, widths);
    let total = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
    page.lines.push(Line::of(&"─".repeat(total), DIM));
    for row in rows {
        write_row(page, columns, row, widths);
    }
}

fn write_row(page: &mut Page<'_>, columns: &[Column], cells: &[Pieces], widths: &[usize]) {
    let wrapped: Vec<Vec<Line>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| {
            if cell.longest_copied() <= width {
                cell.wrap(width.max(1))
            } else {
                Vec::new()
            }
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = Line::default();
        let mut end = 0;
        for ((column, cell), &width) in columns.iter().zip(&wrapped).zip(widths) {
            let part = cell.get(index).cloned().unwrap_or_default();
            if column.align == Align::Right {
                line.pad_to(end + width.saturating_sub(part.width()));
            }
            line = line.then(part);
            end += width;
            line.pad_to(end);
            end += GUTTER;
            line.pad_to(end.min(page.width));
        }
        page.lines.push(line);
    }
    let mut start = 0;
    for (cell, &width) in cells.iter().zip(widths) {
        if cell.longest_copied() > width {
            write_below(page, cell, start);
        }
        start += width + GUTTER;
    }
}

/// Writes a cell below its row, from its column on, or as far to the left of it as it needs.
fn write_below(page: &mut Page<'_>, cell: &Pieces, start: usize) {
    let room = page.width.saturating_sub(start);
    let columns = cell.longest_copied().max(room).min(page.width);
    for part in cell.wrap(columns.max(1)) {
        let mut line = Line::default();
        line.pad_to(page.width.saturating_sub(part.width()).min(start));
        page.lines.push(line.then(part));
    }
}

fn write_records(page: &mut Page<'_>, columns: &[Column], rows: &[Vec<Pieces>]) {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            page.gap();
        }
        for (column, cell) in columns.iter().zip(row) {
            if cell.natural_width() == 0 {
                continue;
            }
            let heading = visible(&column.heading).into_owned();
            let mut pieces = Pieces::styled(&heading, DIM);
            if width(&heading) > 0 {
                pieces.push(": ", DIM);
            }
            pieces.extend(cell.clone());
            page.flow(&pieces, "", "  ");
        }
    }
    if rows.is_empty() {
        page.flow(&Pieces::styled("–", Style::new()), "", "");
    }
}
