//! Every playbook is a plan without a mistake, on whatever day it starts.

use jiff::civil::{Date, date};
use longpole_engine::playbook::{ALL, MINIMAL, Playbook};
use longpole_exchange::diagnostic::{Look, render};
use longpole_exchange::plan::decode;
use longpole_exchange::plan::source::PlanSource;
use longpole_model::{ProgramId, Workspace};

/// The plan that a playbook makes. Panics with what the reader says when it says anything.
#[track_caller]
fn plan(playbook: &Playbook, start: Date) -> Workspace {
    let program = ProgramId::new("north-star").expect("an id");
    let text = playbook.render(&program, "North star: the way out", start);
    let source = PlanSource::new([(format!("{}.yaml", playbook.name), text.into_bytes())]);
    let decoded = decode(&source);
    let said = render(&decoded.diagnostics, &source, Look::default());
    assert!(said.is_empty(), "{said}");
    decoded
        .workspace
        .expect("a plan without mistakes is a workspace")
}

#[test]
fn playbooks_are_read_without_a_word_whenever_they_start() {
    let (monday, leap_day, saturday) = (date(2027, 3, 1), date(2028, 2, 29), date(2026, 12, 26));
    for playbook in ALL.iter().chain([&MINIMAL]) {
        for start in [monday, leap_day, saturday] {
            let workspace = plan(playbook, start);
            let program = workspace.programs.values().next().expect("one program");
            assert_eq!(program.charter.start, Some(start));
            assert_eq!(
                program.charter.name.as_deref(),
                Some("North star: the way out")
            );
        }
    }
}
