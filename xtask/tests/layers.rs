//! The crates use each other as the table of layers says, and in no other way.

use xtask::layers::{LAYERS, Layer, MayUse, disagreements};
use xtask::metadata::workspace_packages;

#[test]
fn the_manifests_agree_with_the_table() {
    let packages = workspace_packages().unwrap();
    assert_eq!(disagreements(LAYERS, &packages), Vec::<String>::new());
}

#[test]
fn every_crate_stands_below_those_that_it_may_use() {
    for (place, layer) in LAYERS.iter().enumerate() {
        if let MayUse::These(names) = layer.may_use {
            for name in names {
                let above = LAYERS[..place].iter().any(|other| other.name == *name);
                assert!(above, "`{}` comes before `{name}`", layer.name);
            }
        }
    }
}

#[test]
fn front_ends_come_in_through_the_engine() {
    for name in ["cli", "api", "brief"] {
        for behind in ["exchange", "schedule", "forecast", "check"] {
            assert!(
                !find(name).may_use.allows(behind),
                "`{name}` uses `{behind}`"
            );
        }
    }
}

#[test]
fn documents_know_nothing_of_programs() {
    for layer in LAYERS.iter().filter(|layer| layer.name != "xtask") {
        assert!(!find("document").may_use.allows(layer.name));
    }
}

fn find(name: &str) -> &'static Layer {
    LAYERS
        .iter()
        .find(|layer| layer.name == name)
        .expect("the table lists it")
}
