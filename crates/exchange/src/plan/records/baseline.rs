//! Baselines.

use std::collections::BTreeMap;

use longpole_model::{Baseline, BaselineDates, ItemId};

use crate::plan::out::Out;
use crate::plan::read::{Codec, Fields, Flat, Map, Opt, Reader, Req, record};
use crate::plan::shape::FieldShape;
use crate::plan::values::ItemKey;

record! { Baseline "The dates of a plan as they were agreed on a day." {
    name: Opt "name" "What it is for people.";
    on: Req "on" "The day on which it was set.";
    approved_by: Opt "approved_by" "Who approved it.";
    items: PastItems "items" "Dates by item; `longpole baseline set` writes them.";
    meta: Flat "" "";
} }

record! { BaselineDates "What a baseline holds of an item." {
    start: Opt "start" "Planned start.";
    finish: Opt "finish" "Planned finish.";
    duration: Opt "duration" "Planned working time.";
} }

/// Items as they were then: some may be gone by now.
struct PastItems;

impl Codec<BTreeMap<ItemId, BaselineDates>> for PastItems {
    fn read(
        &self,
        fields: &mut Fields<'_, '_>,
        key: &'static str,
        reader: &Reader<'_>,
    ) -> Option<BTreeMap<ItemId, BaselineDates>> {
        let map: BTreeMap<ItemKey, BaselineDates> = Map.read(fields, key, reader)?;
        Some(
            map.into_iter()
                .map(|(item, dates)| (item.0, dates))
                .collect(),
        )
    }

    fn write(
        &self,
        value: &BTreeMap<ItemId, BaselineDates>,
        key: &'static str,
        out: &mut Vec<(String, Out)>,
    ) {
        let map: BTreeMap<ItemKey, BaselineDates> = value
            .iter()
            .map(|(item, dates)| (ItemKey(item.clone()), *dates))
            .collect();
        Map.write(&map, key, out);
    }

    fn describe(&self, key: &'static str, doc: &'static str, out: &mut Vec<FieldShape>) {
        Codec::<BTreeMap<ItemKey, BaselineDates>>::describe(&Map, key, doc, out);
    }
}
