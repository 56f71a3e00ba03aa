//! Chromium, for tests of what a page looks like: screenshots, light and dark, and what the printer gets.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::missing::{installed, remark_or_fail};

/// How wide and how high the window is, in CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Viewport {
    pub width: u32,
    pub height: u32,
}

/// Which of the two colour schemes the reader's system asks for.
#[derive(Clone, Copy, Debug)]
pub enum Appearance {
    Light,
    Dark,
}

/// Opens the page in the file `html` and writes a picture (PNG) of the window to `out`.
///
/// Returns `false` where Chromium isn't installed, after saying so on stderr.
///
/// # Panics
///
/// When Chromium fails, or is missing although `CI` is set: there, nothing may be skipped.
#[track_caller]
pub fn screenshot(html: &Path, out: &Path, viewport: Viewport, appearance: Appearance) -> bool {
    let Viewport { width, height } = viewport;
    // Chromium numbers the schemes this way round.
    let scheme = match appearance {
        Appearance::Dark => 0,
        Appearance::Light => 1,
    };
    run(
        html,
        out,
        &[
            format!("--window-size={width},{height}"),
            format!("--blink-settings=preferredColorScheme={scheme}"),
            "--hide-scrollbars".to_owned(),
            format!("--screenshot={}", out.display()),
        ],
    )
}

/// Prints the page in the file `html` to the PDF file `out`.
///
/// Returns `false` where Chromium isn't installed, after saying so on stderr.
///
/// # Panics
///
/// When Chromium fails, or is missing although `CI` is set: there, nothing may be skipped.
#[track_caller]
pub fn print_pdf(html: &Path, out: &Path) -> bool {
    run(
        html,
        out,
        &[
            "--no-pdf-header-footer".to_owned(),
            format!("--print-to-pdf={}", out.display()),
        ],
    )
}

#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "the browser is a process of its own"
)]
fn run(html: &Path, out: &Path, what: &[String]) -> bool {
    let Some(program) = installed(&["chromium", "chromium-browser", "google-chrome"]) else {
        remark_or_fail("Chromium");
        return false;
    };
    let html = html
        .canonicalize()
        .unwrap_or_else(|error| panic!("{}: {error}", html.display()));
    // A fresh profile each time: several tests run at once, and one profile serves one browser.
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new("timeout")
        .arg(TIME_LIMIT.as_secs().to_string())
        .arg(program)
        .args(FLAGS)
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(what)
        .arg(format!("file://{}", html.display()))
        .output()
        .expect("coreutils' `timeout` is installed");
    assert!(
        output.status.success() && out.exists(),
        "Chromium did not write {} ({}): {}",
        out.display(),
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    true
}

/// A page takes one second; a machine that builds at the same time may take long.
const TIME_LIMIT: Duration = Duration::from_mins(1);

const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const PAGE: &str = "<!doctype html><title>t</title>\
        <style>body { background: white } @media (prefers-color-scheme: dark) { body { background: black } }</style>";

    #[test]
    fn a_dark_page_looks_unlike_a_light_one() {
        let folder = tempfile::tempdir().unwrap();
        let html = folder.path().join("page.html");
        fs::write(&html, PAGE).unwrap();
        let viewport = Viewport {
            width: 320,
            height: 200,
        };

        let picture = |name: &str, appearance| {
            let out = folder.path().join(name);
            screenshot(&html, &out, viewport, appearance).then(|| fs::read(out).unwrap())
        };
        let (Some(light), Some(dark)) = (
            picture("light.png", Appearance::Light),
            picture("dark.png", Appearance::Dark),
        ) else {
            return;
        };

        assert_eq!(&light[..8], b"\x89PNG\r\n\x1a\n");
        let size = |png: &[u8]| png[16..24].to_vec();
        assert_eq!(size(&light), [0, 0, 1, 64, 0, 0, 0, 200]);
        assert_eq!(size(&dark), size(&light));
        assert_ne!(light, dark);
    }

    #[test]
    fn a_page_prints_to_a_pdf() {
        let folder = tempfile::tempdir().unwrap();
        let html = folder.path().join("page.html");
        fs::write(&html, PAGE).unwrap();
        let out = folder.path().join("page.pdf");

        if print_pdf(&html, &out) {
            assert!(fs::read(out).unwrap().starts_with(b"%PDF-"));
        }
    }
}
