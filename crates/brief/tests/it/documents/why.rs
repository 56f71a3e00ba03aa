//! What the page about the date of one item says.

use longpole_brief::why_page;
use longpole_model::{EntityKey, EntityKind};
use snapbox::str;

use crate::fixture::{Fixture, check};

/// The page about the item `item` of the plan `text`.
#[track_caller]
fn check_why(text: &str, item: &str, expected: snapbox::data::Inline) {
    let fixture = Fixture::of(text);
    let key = EntityKey::of(fixture.program(), EntityKind::Item, item);
    check(&why_page(&fixture.analysis, &key), expected);
}

#[test]
fn where_nobody_owns_a_step_its_resources_are_named() {
    check_why(
        "program: house
data_date: 2026-11-23
resources:
  ann: { name: Ann Ruud }
  roofers: { name: Roofers }
  crane: { name: Crane }
items:
  walls: { title: Walls, estimate: 5d }
  roof: { title: Roof, estimate: 3d, needs: [walls] }
assignments:
  a: { item: walls, resource: ann }
  b: { item: roof, resource: roofers }
  c: { item: roof, resource: crane }
  d: { item: roof, resource: ann }
",
        "roof",
        str![[r#"
Roof
Why this date · house/items.roof

It finishes on 2 Dec 2026[1], because the chain behind it begins with “Walls”.

Dates  30 Nov 2026[1] to 2 Dec 2026
Latest  30 Nov 2026[1] to 2 Dec 2026
Slack  none[1] before a date that somebody stands for moves; none before anything moves.
Sets the date  Yes: it is on the chain that sets the program’s finish.
Forecast  P50 2 Dec 2026[2], P80 2 Dec 2026 (± 0 working days); it sets the date in 100% of the
  runs.

What sets the date, from here back
──────────────────────────────────
Item   Who                       Takes       Finish  Why then
────────────────────────────────────────────────────────────────────────────────────────────────────
Roof   Roofers and 2 others  3 days[1]   2 Dec 2026  Waits for “Walls”: it starts when this is done
Walls  Ann Ruud              5 days[1]  27 Nov 2026  Nothing holds it up: what remains of it can go
                                                     on now.

What would bring it a week forward
──────────────────────────────────
One change alone:

• “Roof” takes 3 days[1] less, of 3 days left: 3 days earlier
• “Walls” takes 5 days[1] less, of 5 days left: 5 days earlier

Sources
───────
[1] Computation · house · schedule · 23 Nov 2026
[2] Computation · house · forecast, 400 runs, seed 1 · 23 Nov 2026

"#]],
    );
}
