//! Ids for needs that come in: the usual one, and with a number behind it where a pair has several.

use std::collections::BTreeMap;

use longpole_model::{NeedId, Program, ProgramId};

/// How often each id was asked for.
#[derive(Debug, Default)]
pub(crate) struct NeedIds {
    asked: BTreeMap<(ProgramId, NeedId), usize>,
}

impl NeedIds {
    /// The id of the next need of a program whose usual id is `usual`.
    pub(crate) fn next(&mut self, id: &ProgramId, program: &Program, usual: &NeedId) -> NeedId {
        let asked = self.asked.entry((id.clone(), usual.clone())).or_default();
        loop {
            *asked += 1;
            let next = match *asked {
                1 => Ok(usual.clone()),
                number => NeedId::new(&format!("{usual}#{number}")),
            };
            // Of ids as long as an id may be, one with a number would be too long.
            let next = next.unwrap_or_else(|_| {
                NeedId::new(&format!("need#{}", program.needs.len() + *asked))
                    .expect("this is an id")
            });
            if !program.needs.contains_key(&next) {
                return next;
            }
        }
    }
}
