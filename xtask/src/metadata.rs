//! What cargo knows about the workspace: its packages, what each depends on, and under which licence it comes.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A package of the workspace, or one that it is built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// The SPDX expression that the package declares.
    pub licence: Option<String>,
    /// Where it comes from; `None` for the workspace's own.
    pub source: Option<String>,
    pub dependencies: Vec<Dependency>,
}

/// One line of a package's manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    pub name: String,
    pub kind: Kind,
}

/// When a dependency is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To build the package or its build script.
    Normal,
    /// For its tests and benchmarks only.
    Test,
}

/// The root of this checkout.
pub fn repo_root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder
        .parent()
        .expect("xtask lies in the root of the workspace")
        .to_path_buf()
}

/// The workspace's own packages.
pub fn workspace_packages() -> Result<Vec<Package>, String> {
    packages(&["--no-deps"])
}

/// The workspace's own packages and all that they are built from on `target`, tests included.
pub fn all_packages(target: &str) -> Result<Vec<Package>, String> {
    packages(&["--filter-platform", target])
}

#[expect(clippy::disallowed_methods, reason = "cargo is asked, not guessed at")]
fn packages(arguments: &[&str]) -> Result<Vec<Package>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(arguments)
        .current_dir(repo_root())
        .output()
        .map_err(|error| format!("cargo can't be started: {error}"))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(format!("cargo metadata failed: {words}"));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo metadata printed no JSON: {error}"))?;
    let packages = metadata["packages"].as_array();
    let mut packages: Vec<Package> = packages.into_iter().flatten().map(package).collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

fn package(json: &Value) -> Package {
    let dependencies = json["dependencies"].as_array();
    Package {
        name: text(&json["name"]),
        version: text(&json["version"]),
        licence: json["license"].as_str().map(str::to_owned),
        source: json["source"].as_str().map(str::to_owned),
        dependencies: dependencies.into_iter().flatten().map(dependency).collect(),
    }
}

fn dependency(json: &Value) -> Dependency {
    let kind = match json["kind"].as_str() {
        Some("dev") => Kind::Test,
        Some(_) | None => Kind::Normal,
    };
    Dependency {
        name: text(&json["name"]),
        kind,
    }
}

fn text(json: &Value) -> String {
    json.as_str().unwrap_or_default().to_owned()
}
