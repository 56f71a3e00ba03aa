//! Which crate may use which: the layers of the house, one line a crate.
//!
//! `xtask/tests/layers.rs` holds this table against the manifests, `tidy` against ARCHITECTURE.md. A new edge is a line here,
//! and its reason belongs into the commit.

use crate::metadata::{Kind, Package};

/// A crate and what it may use.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    /// The folder's name: `crates/model` holds the package `longpole-model`.
    pub name: &'static str,
    pub may_use: MayUse,
}

/// What a crate may use of the others, besides what anyone may take from the registry.
#[derive(Clone, Copy, Debug)]
pub enum MayUse {
    These(&'static [&'static str]),
    /// Only `xtask`: it asks every crate for what can be generated from it, and nothing is built on it.
    Everything,
}

/// The crate that everyone's tests may use, and nothing else may.
pub const TESTKIT: &str = "testkit";

/// All crates, each below those that it may use. Tests may also use any crate that stands above theirs here.
pub const LAYERS: &[Layer] = &[
    layer("model", &[]),
    layer("exchange", &["model"]),
    layer("schedule", &["model"]),
    layer("forecast", &["model", "schedule"]),
    layer("check", &["model", "schedule", "forecast"]),
    layer(
        "engine",
        &["model", "exchange", "schedule", "forecast", "check"],
    ),
    layer("document", &[]),
    layer("brief", &["model", "engine", "document"]),
    layer("api", &["model", "engine"]),
    layer("cli", &["model", "engine", "brief", "api", "document"]),
    layer(TESTKIT, &[]),
    Layer {
        name: "xtask",
        may_use: MayUse::Everything,
    },
];

const fn layer(name: &'static str, may_use: &'static [&'static str]) -> Layer {
    Layer {
        name,
        may_use: MayUse::These(may_use),
    }
}

impl Layer {
    /// The name of its package.
    pub fn package(&self) -> String {
        match self.may_use {
            MayUse::These(_) => format!("longpole-{}", self.name),
            MayUse::Everything => self.name.to_owned(),
        }
    }

    /// The folder that holds it.
    pub fn folder(&self) -> String {
        match self.may_use {
            MayUse::These(_) => format!("crates/{}", self.name),
            MayUse::Everything => self.name.to_owned(),
        }
    }
}

/// Where the packages of the workspace and the table disagree: a sentence each.
pub fn disagreements(layers: &[Layer], packages: &[Package]) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(unlisted(layers, packages));
    found.extend(gone(layers, packages));
    for (place, layer) in layers.iter().enumerate() {
        let package = packages.iter().find(|p| p.name == layer.package());
        if let Some(package) = package {
            found.extend(forbidden_edges(layers, place, package));
        }
    }
    found
}

fn unlisted(layers: &[Layer], packages: &[Package]) -> Vec<String> {
    let listed = |package: &&Package| layers.iter().any(|layer| layer.package() == package.name);
    let extra = packages.iter().filter(|package| !listed(package));
    extra
        .map(|package| format!("`{}` has no line in the table", package.name))
        .collect()
}

fn gone(layers: &[Layer], packages: &[Package]) -> Vec<String> {
    let exists = |layer: &&Layer| packages.iter().any(|p| p.name == layer.package());
    let missing = layers.iter().filter(|layer| !exists(layer));
    missing
        .map(|layer| format!("the table names `{}`, which is no crate", layer.name))
        .collect()
}

fn forbidden_edges(layers: &[Layer], place: usize, package: &Package) -> Vec<String> {
    let user = &layers[place];
    let mut found = Vec::new();
    for dependency in &package.dependencies {
        let used = layers.iter().position(|l| l.package() == dependency.name);
        let Some(used) = used else {
            continue;
        };
        let name = layers[used].name;
        match dependency.kind {
            Kind::Normal if !user.may_use.allows(name) => {
                found.push(format!("`{}` may not use `{name}`", user.name));
            }
            Kind::Test if name != TESTKIT && used >= place => {
                found.push(format!(
                    "the tests of `{}` may not use `{name}`, which stands below it",
                    user.name
                ));
            }
            Kind::Normal | Kind::Test => {}
        }
    }
    found
}

impl MayUse {
    /// Whether the crate called `name` is among them.
    pub fn allows(&self, name: &str) -> bool {
        match self {
            Self::These(names) => names.contains(&name),
            Self::Everything => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Dependency;

    const SMALL: &[Layer] = &[
        layer("model", &[]),
        layer("schedule", &["model"]),
        layer("cli", &["model"]),
        layer(TESTKIT, &[]),
    ];

    /// A package a line: `schedule: model, testkit (test)`.
    fn check(packages: &str, expected: &[&str]) {
        let packages: Vec<_> = packages.lines().map(package).collect();
        assert_eq!(disagreements(SMALL, &packages), expected);
    }

    fn package(line: &str) -> Package {
        let (name, uses) = line.trim().split_once(':').unwrap();
        let uses = uses.split(',').map(str::trim).filter(|u| !u.is_empty());
        Package {
            name: format!("longpole-{name}"),
            version: "0.1.0".to_owned(),
            licence: None,
            source: None,
            dependencies: uses.map(dependency).collect(),
        }
    }

    fn dependency(text: &str) -> Dependency {
        let (name, kind) = match text.strip_suffix(" (test)") {
            Some(name) => (name, Kind::Test),
            None => (text, Kind::Normal),
        };
        Dependency {
            name: format!("longpole-{name}"),
            kind,
        }
    }

    #[test]
    fn what_the_table_allows_passes() {
        check("model:\nschedule: model\ncli: model\ntestkit:", &[]);
    }

    #[test]
    fn an_edge_that_is_not_in_the_table_is_named() {
        check(
            "model:\nschedule: model\ncli: model, schedule\ntestkit:",
            &["`cli` may not use `schedule`"],
        );
    }

    #[test]
    fn testkit_is_for_tests_only() {
        check(
            "model: testkit (test)\nschedule: testkit\ncli:\ntestkit:",
            &["`schedule` may not use `testkit`"],
        );
    }

    #[test]
    fn tests_may_use_what_stands_above_them_and_not_what_stands_below() {
        check(
            "model: cli (test)\nschedule: model (test)\ncli: schedule (test)\ntestkit:",
            &["the tests of `model` may not use `cli`, which stands below it"],
        );
    }

    #[test]
    fn a_crate_without_a_line_and_a_line_without_a_crate_are_named() {
        check(
            "model:\ncli:\ntestkit:\nserver:",
            &[
                "`longpole-server` has no line in the table",
                "the table names `schedule`, which is no crate",
            ],
        );
    }
}
