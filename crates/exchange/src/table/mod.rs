//! Tables: how do rows of a CSV file or a workbook come in as items, and how do items go out as rows?
//!
//! A table has a row of headers and a row for each item. Headers are matched by their names, in many spellings; which column was
//! taken as what is reported, and can be said (`ReadOptions::columns`). Columns that are no field become custom fields. What
//! stands in several files or sheets belongs together: items, and tables of links between them.
//!
//! Dates that are all a row has are its plan; those of rows that wait for others follow from that, and are only compared.

mod cells;
mod column;
mod field;
mod read;
mod sheet;
mod write;

pub mod csv;
pub mod xlsx;

/// The name of the field that holds the id that an item has in a plan.
pub(crate) const ITEM_ID: &str = "item-id";

#[cfg(test)]
mod tests;
