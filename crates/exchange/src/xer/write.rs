//! How do programs become an XER file that P6 opens?

use longpole_model::{ProgramId, Workspace};

use super::document::Document;
use crate::export::{ExportDates, Written};
use crate::import::Notes;
use crate::p6::words::Dialect;
use crate::p6::write::Programs;
use crate::p6::{keys, lost};

/// Writes programs; `None` when there is none, or the workspace lacks one of them.
pub(super) fn write(
    workspace: &Workspace,
    programs: &[ProgramId],
    dates: &ExportDates,
) -> Option<Written> {
    let plans = keys::plans(workspace, programs)?;
    let own = keys::own(&plans);
    let mut notes = Notes::default();
    let mut document = Document::of(&plans, &own);
    let currency = document.currency(&plans);
    Programs {
        workspace,
        plans: &plans,
        dates,
        own: &own,
        currency: currency.as_deref(),
    }
    .write(&mut document, &mut notes);
    document.drop_dangling(&mut notes);
    lost::note(&plans, &own, Dialect::Xer, &mut notes);
    let bytes = document.bytes(&plans, currency.as_deref(), &mut notes);
    Some(Written { bytes, notes })
}
