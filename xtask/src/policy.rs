//! What longpole may be built from, as `deny.toml` says it.

use toml_edit::{Array, DocumentMut, Item};

use crate::licences;
use crate::metadata::Package;

/// The lists of `deny.toml` that are held here.
#[derive(Debug)]
pub struct Policy {
    /// The system that longpole is built for.
    pub target: String,
    pub licences: Vec<String>,
    pub banned: Vec<String>,
    pub registries: Vec<String>,
}

impl Policy {
    /// Reads the lists from the text of a `deny.toml`.
    pub fn read(text: &str) -> Result<Self, String> {
        let document: DocumentMut = text
            .parse()
            .map_err(|error| format!("deny.toml is no TOML: {error}"))?;
        let list = |section: &str, key: &str| {
            let item = document.get(section).and_then(|table| table.get(key));
            let array = item.and_then(Item::as_array);
            array.ok_or_else(|| format!("deny.toml has no list [{section}] {key}"))
        };
        let targets = strings(list("graph", "targets")?);
        let [target] = targets.as_slice() else {
            return Err("deny.toml names one target".to_owned());
        };
        Ok(Self {
            target: target.clone(),
            licences: strings(list("licenses", "allow")?),
            banned: crates(list("bans", "deny")?),
            registries: strings(list("sources", "allow-registry")?),
        })
    }

    /// What in `packages` the policy forbids: a sentence each.
    pub fn violations(&self, packages: &[Package]) -> Vec<String> {
        let mut found = Vec::new();
        for package in packages {
            found.extend(self.licence_problem(package));
            found.extend(self.source_problem(package));
            if self.banned.contains(&package.name) {
                found.push(format!("`{}` is banned", package.name));
            }
        }
        found
    }

    fn licence_problem(&self, package: &Package) -> Option<String> {
        let name = &package.name;
        let Some(expression) = &package.licence else {
            return Some(format!("`{name}` declares no licence"));
        };
        match licences::allowed(expression, &self.licences) {
            Ok(true) => None,
            Ok(false) => Some(format!(
                "`{name}` comes under \"{expression}\", which is not allowed"
            )),
            Err(problem) => Some(format!("the licence of `{name}` can't be read: {problem}")),
        }
    }

    fn source_problem(&self, package: &Package) -> Option<String> {
        // The workspace's own packages come from nowhere.
        let source = package.source.as_ref()?;
        let registry = source.strip_prefix("registry+");
        let known = registry.is_some_and(|url| self.registries.iter().any(|r| r == url));
        (!known).then(|| format!("`{}` comes from {source}", package.name))
    }
}

fn strings(array: &Array) -> Vec<String> {
    let strings = array.iter().filter_map(|value| value.as_str());
    strings.map(str::to_owned).collect()
}

fn crates(array: &Array) -> Vec<String> {
    let tables = array.iter().filter_map(|value| value.as_inline_table());
    let names = tables.filter_map(|table| table.get("crate")?.as_str());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = r#"
        [graph]
        targets = ["x86_64-unknown-linux-gnu"]
        [licenses]
        allow = ["MIT"]
        [bans]
        deny = [{ crate = "openssl-sys", reason = "why" }]
        [sources]
        allow-registry = ["https://registry.example"]
    "#;

    fn check(name: &str, licence: Option<&str>, source: Option<&str>, expected: &[&str]) {
        let package = Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.map(str::to_owned),
            source: source.map(str::to_owned),
            dependencies: Vec::new(),
        };
        let policy = Policy::read(DENY).unwrap();
        assert_eq!(policy.violations(&[package]), expected);
    }

    const REGISTRY: Option<&str> = Some("registry+https://registry.example");

    #[test]
    fn an_allowed_licence_from_the_registry_passes() {
        check("good", Some("MIT"), REGISTRY, &[]);
        check("ours", Some("MIT"), None, &[]);
    }

    #[test]
    fn a_licence_that_is_not_allowed_missing_or_unreadable_is_named() {
        check(
            "strict",
            Some("GPL-3.0-only"),
            REGISTRY,
            &["`strict` comes under \"GPL-3.0-only\", which is not allowed"],
        );
        check("silent", None, REGISTRY, &["`silent` declares no licence"]);
        check(
            "odd",
            Some("MIT OR"),
            REGISTRY,
            &["the licence of `odd` can't be read: a licence is missing at the end"],
        );
    }

    #[test]
    fn a_banned_crate_and_a_git_source_are_named() {
        check(
            "openssl-sys",
            Some("MIT"),
            REGISTRY,
            &["`openssl-sys` is banned"],
        );
        check(
            "fork",
            Some("MIT"),
            Some("git+https://example.org/fork#abc"),
            &["`fork` comes from git+https://example.org/fork#abc"],
        );
    }

    #[test]
    fn a_list_that_is_missing_is_an_error_and_not_an_empty_list() {
        let problem = Policy::read("[graph]\ntargets = [\"x\"]\n").unwrap_err();
        assert_eq!(problem, "deny.toml has no list [licenses] allow");
    }
}
