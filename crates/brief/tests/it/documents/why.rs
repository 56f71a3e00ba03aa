//! What the page about the date of one item says.

use std::sync::Arc;

use longpole_brief::{ScheduleOptions, schedule_page, why_page};
use longpole_engine::schedule_by_profile;
use longpole_model::{EntityKey, EntityKind};
use snapbox::{IntoData, str};

use crate::fixture::{Fixture, check};

/// The page about the item `item` of the plan `text`.
#[track_caller]
fn check_why(text: &str, item: &str, expected: impl IntoData) {
    let fixture = Fixture::of(text);
    let key = EntityKey::of(fixture.program(), EntityKind::Item, item);
    let own = &fixture.analysis.scheduled;
    let scheduled = schedule_by_profile(Arc::clone(&own.plan), &own.options, None);
    let page = why_page(&fixture.analysis, &scheduled.expect("no circle"), &key);
    check(&page, expected);
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

• “Roof” takes 3 days[1] less, of 3 days left: 3 days earlier, 27 Nov 2026
• “Walls” takes 5 days[1] less, of 5 days left: 5 days earlier, 25 Nov 2026

Sources
───────
[1] Computation · house · schedule · 23 Nov 2026
[2] Computation · house · forecast, 400 runs, seed 1 · 23 Nov 2026

"#]],
    );
}

#[test]
fn a_limit_that_cannot_be_kept_is_said_with_what_does_not_let_it_be() {
    check_why(
        "program: house
data_date: 2026-11-23
items:
  walls: { title: Walls, estimate: 10d }
  roof: { title: Roof, estimate: 3d, needs: [walls], constraint: { finish-no-later-than: 2026-12-04 } }
",
        "roof",
        str![[r#"
Roof
Why this date · house/items.roof

It finishes on 4 Dec 2026[1], as the plan asks; “Walls” puts its finish at 9 Dec 2026, 3 days later.

Dates  2 Dec 2026[1] to 4 Dec 2026
Latest  2 Dec 2026[1] to 4 Dec 2026
Slack  −3 days[1] before a date that somebody stands for moves; none before anything moves.
Sets the date  Yes: it is on the chain that sets the program’s finish.
Forecast  P50 4 Dec 2026[2], P80 4 Dec 2026 (± 0 working days); it sets the date in 100% of the
  runs.

What sets the date, from here back
──────────────────────────────────
Item   Who          Takes      Finish  Why then
────────────────────────────────────────────────────────────────────────────────────────────────────
Roof   nobody   3 days[1]  4 Dec 2026  Is asked to finish by 4 Dec 2026; “Walls” puts its finish at
                                       9 Dec 2026, 3 days later
Walls  nobody  10 days[1]  4 Dec 2026  Nothing holds it up: what remains of it can go on now.

What would let it keep its date
───────────────────────────────
Counted from where it would be without that date.

One change alone:

• “Roof” takes 3 days[1] less, of 3 days left: 3 days earlier, 4 Dec 2026
• “Walls” takes 3 days[1] less, of 10 days left: 3 days earlier, 4 Dec 2026

Sources
───────
[1] Computation · house · schedule · 23 Nov 2026
[2] Computation · house · forecast, 400 runs, seed 1 · 23 Nov 2026

"#]],
    );
}

#[test]
fn what_is_put_off_is_explained_by_what_it_is_put_off_to() {
    check_why(
        "program: house
data_date: 2026-11-23
items:
  walls: { title: Walls, estimate: 20d }
  paint: { title: Paint, estimate: 3d, constraint: as-late-as-possible }
  keys: { title: Keys, milestone: true, needs: [walls, paint] }
",
        "paint",
        str![[r#"
Paint
Why this date · house/items.paint

It finishes on 18 Dec 2026[1]. The plan puts it off as late as possible.

Dates  16 Dec 2026[1] to 18 Dec 2026
Latest  16 Dec 2026[1] to 18 Dec 2026
Slack  none[1] before a date that somebody stands for moves; none before anything moves.
Sets the date  No.
Forecast  P50 18 Dec 2026[2], P80 18 Dec 2026 (± 0 working days); it sets the date in 100% of the
  runs.

What sets the date, from here back
──────────────────────────────────
Item   Who         Takes       Finish  Why then
────────────────────────────────────────────────────────────────────────────────
Paint  nobody  3 days[1]  18 Dec 2026  The plan puts it off as late as possible.

What would bring it a week forward
──────────────────────────────────
One change alone:

• “Paint” is not put off as late as possible: 17 days[1] earlier, 25 Nov 2026
• “Walls” takes 5 days[1] less, of 20 days left: 5 days earlier, 11 Dec 2026

Sources
───────
[1] Computation · house · schedule · 23 Nov 2026
[2] Computation · house · forecast, 400 runs, seed 1 · 23 Nov 2026

"#]],
    );
}

#[test]
fn the_dates_of_an_imported_program_are_those_of_its_product() {
    check_why(
        "program: house
start: 2026-11-16
data_date: 2026-11-23
scheduling: { profile: microsoft-project }
items:
  walls: { title: Walls, estimate: 5d }
  roof: { title: Roof, estimate: 3d, needs: [walls] }
",
        "roof",
        str![[r#"
Roof
Why this date · house/items.roof

It finishes on 25 Nov 2026[1], because the chain behind it begins with “Walls”.

Rules: Microsoft Project’s; by Longpole’s own, on which forecast and checks run, it finishes on
  2 Dec 2026[1]

Dates  23 Nov 2026[1] to 25 Nov 2026
Latest  23 Nov 2026[1] to 25 Nov 2026
Slack  none[1] before a date that somebody stands for moves; none before anything moves.
Sets the date  Yes: it is on the chain that sets the program’s finish.
Forecast  P50 2 Dec 2026[2], P80 2 Dec 2026 (± 0 working days); it sets the date in 100% of the
  runs.

What sets the date, from here back
──────────────────────────────────
Item   Who         Takes       Finish  Why then
─────────────────────────────────────────────────────────────────────────────────────────────
Roof   nobody  3 days[1]  25 Nov 2026  Waits for “Walls”: it starts when this is done
Walls  nobody  5 days[1]  20 Nov 2026  Nothing holds it up: what remains of it can go on now.

What would bring it a week forward
──────────────────────────────────
One change alone:

• “Roof” takes 3 days[1] less, of 3 days left: 3 days earlier, 20 Nov 2026
• “Walls” takes 5 days[1] less, of 5 days left: 5 days earlier, 18 Nov 2026

Sources
───────
[1] Computation · house · schedule · 23 Nov 2026
[2] Computation · house · forecast, 400 runs, seed 1 · 23 Nov 2026

"#]],
    );
}

#[test]
fn the_driving_path_names_what_drives_equally() {
    let fixture = Fixture::of(
        "program: house
data_date: 2026-11-23
items:
  contract: { title: Contract, estimate: 5d }
  power: { title: Permit for power, milestone: true, needs: [contract] }
  water: { title: Permit for water, milestone: true, needs: [contract] }
  roads: { title: Permit for roads, milestone: true, needs: [contract] }
  trees: { title: Permit for trees, estimate: 2d }
  clear: { title: Clear the lot, estimate: 2d, needs: [power, water, roads, trees] }
",
    );
    let options = ScheduleOptions {
        driving_only: true,
        ..ScheduleOptions::default()
    };
    let page = schedule_page(&fixture.analysis.scheduled, fixture.program(), &options);

    check(
        &page,
        str![[r#"
house
Schedule

Without surprises, it ends on 1 Dec 2026[1].

Data date: 23 Nov 2026[2]

Item              Who              Start       Finish  Latest finish  Slack  Drives
───────────────────────────────────────────────────────────────────────────────────
Contract          nobody  23 Nov 2026[1]  27 Nov 2026    27 Nov 2026   none  ◆
Permit for power  nobody  27 Nov 2026[1]  27 Nov 2026    30 Nov 2026   none  ◆
Clear the lot     nobody  30 Nov 2026[1]   1 Dec 2026     1 Dec 2026   none  ◆

What drives equally
───────────────────
• “Clear the lot” waits for “Permit for power” and as long for “Permit for roads” and “Permit for
  water”.

Slack is in working days: how far an item may slip before the program’s finish, a commitment or a
deadline moves. ◆ marks the chain that sets the date.

Sources
───────
[1] Computation · house · schedule · 23 Nov 2026
[2] Claim · house data_date · plan.yaml:2

"#]],
    );
}
