//! What the pages about a team, an item, the schedule, the forecast, milestones, baselines, asks and differences say.

use longpole_brief::{
    ScheduleOptions, asks_page, baselines_page, diff_page, forecast_page, milestones_page,
    schedule_page, team_page, why_page,
};
use longpole_engine::compare;
use longpole_model::{EntityKey, EntityKind, TeamId};
use snapbox::str;

use crate::fixture::{FERRY, Fixture, check};

#[test]
fn the_team_page_says_what_is_owed_and_whom_it_waits_for() {
    let fixture = Fixture::of(FERRY);
    let document = team_page(&fixture.analysis, &TeamId::new("harbour").unwrap());

    check(
        &document,
        str![[r#"
Harbour systems
What we owe, and whom we wait for · Ole Vik

▲ at risk  Harbour systems owes 1 open item[1], which sets a program’s date; it waits for 2 others.

What we owe
───────────
Status     What we owe             Owner    Due        Planned             P80  Slack  Sets the date
────────────────────────────────────────────────────────────────────────────────────────────────────
▲ at risk  Boarding with scanned   Ole Vik    –  7 Jan 2027[2]  12 Feb 2027[3]   none  ◆
           tickets

Whom we wait for
────────────────
Status     Needed    From     For            Need by        Promised             P80      In  Who
                                                                                        time  acts
────────────────────────────────────────────────────────────────────────────────────────────────────
▲ at risk  Scanners  Gate     Harbour  5 Feb 2027[2]  8 Jan 2027[5],  27 Jan 2027[3]     88%  Ole
           on all    maker    systems                  said to be at                          Vik
           12                                                   risk                          renews
           gates[4]                                                                           the
                                                                                              date
◌ unknown  Tickets   Shop     Harbour  5 Feb 2027[2]   not asked yet   7 Dec 2026[3]   > 99%  Ole
           can be             systems                                                         Vik
           bought                                                                             asks
           by phone

What to put right
─────────────────
• "Boarding with scanned tickets" is said to be on track, but computes as at risk: "boarding" needs
  "shop-api" of team "shop", and nothing is agreed about it.[6] Give a `reason`, a name and an
  `until` for the better claim, or claim what is computed.
• "boarding" needs "shop-api" of team "shop", and nothing is agreed about it.[7] Write what is
  needed and how it is accepted, and ask the provider for a date.
• "scanners" of another team sets the program's date, and nobody says what is done if it does not
  come.[8] Write a `fallback`, with what it costs, or that there is none.

As of 23 Nov 2026[9]. Due is the strictest of commitment, deadline and what others need; slack is in
working days; ◆ marks what sets a program’s date.

Sources
───────
[1] Computation · plan · counted in the plan · 23 Nov 2026
[2] Computation · ferry · schedule · 20 Nov 2026
[3] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[4] Claim · needs.boarding<-scanners what · plan.yaml:48
[5] Claim · items.scanners promises · plan.yaml:31, Ole Vik · 16 Nov 2026
[6] Computation · items.boarding status · rule claimed-better-than-computed · 23 Nov 2026 ·
    plan.yaml:50
[7] Computation · needs.boarding<-shop-api · rule cross-team-need-without-contract · 23 Nov 2026 ·
    plan.yaml:49
[8] Computation · needs.boarding<-scanners · rule need-without-fallback · 23 Nov 2026 · plan.yaml:48
[9] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn why_follows_the_chain_back() {
    let fixture = Fixture::of(FERRY);
    let key = EntityKey::of(fixture.program(), EntityKind::Item, "open");

    check(
        &why_page(&fixture.analysis, &fixture.analysis.scheduled, &key),
        str![[r#"
All ferries board by phone
Why this date · ferry/items.open

It finishes on 7 Jan 2027[1], because the chain behind it begins with “Scanners at 12 gates”.

Dates  7 Jan 2027[1] to 7 Jan 2027
Latest  7 Jan 2027[1] to 7 Jan 2027
Slack  none[1] before a date that somebody stands for moves; none before anything moves.
Sets the date  Yes: it is on the chain that sets the program’s finish.
Forecast  P50 21 Jan 2027[2], P80 12 Feb 2027 (± 1.6 working days); it sets the date in 100% of
  the runs; odds of 19 Feb 2027: 87%.

What sets the date, from here back
──────────────────────────────────
Item                           Who            Takes         Finish  Why then
────────────────────────────────────────────────────────────────────────────────────────────────────
All ferries board by phone     Jon Dahl           –  7 Jan 2027[1]  Waits for “Boarding with scanned
                                                                    tickets”: it starts when this is
                                                                    done
Boarding with scanned tickets  Ole Vik   10 days[1]     7 Jan 2027  Waits for “Scanners at 12
                                                                    gates”: it starts when this is
                                                                    done
Scanners at 12 gates           Ole Vik   25 days[1]    24 Dec 2026  Nothing holds it up: what
                                                                    remains of it can go on now.

What would bring it a week forward
──────────────────────────────────
One change alone:

• “Boarding with scanned tickets” takes 5 days[1] less, of 10 days left: 5 days earlier, 31 Dec 2026
• “Scanners at 12 gates” takes 5 days[1] less, of 25 days left: 5 days earlier, 31 Dec 2026

Sources
───────
[1] Computation · ferry · schedule · 20 Nov 2026
[2] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026

"#]],
    );
}

#[test]
fn the_schedule_marks_what_sets_the_date() {
    let fixture = Fixture::of(FERRY);
    let document = schedule_page(
        &fixture.analysis.scheduled,
        fixture.program(),
        &ScheduleOptions::default(),
    );

    check(
        &document,
        str![[r#"
Ferry tickets
Schedule

Without surprises, it ends on 7 Jan 2027[1], 36 working days early.

Data date: 20 Nov 2026[2]

Item                    Who                       Start       Finish  Latest finish    Slack  Drives
────────────────────────────────────────────────────────────────────────────────────────────────────
Tickets can be bought   Shop              2 Nov 2026[1]   1 Dec 2026    24 Dec 2026  17 days
by phone
Scanners at 12 gates    Gate maker        2 Nov 2026[1]  24 Dec 2026    24 Dec 2026     none  ◆
Boarding with scanned   Harbour systems  25 Dec 2026[1]   7 Jan 2027     7 Jan 2027     none  ◆
tickets
All ferries board by    Jon Dahl          7 Jan 2027[1]   7 Jan 2027     7 Jan 2027     none  ◆
phone
Do paper tickets stay   Ada Berg         27 Nov 2026[1]  27 Nov 2026     7 Jan 2027  29 days
valid for a season?

Slack is in working days: how far an item may slip before the program’s finish, a commitment or a
deadline moves. ◆ marks the chain that sets the date.

Sources
───────
[1] Computation · ferry · schedule · 20 Nov 2026
[2] Claim · ferry data_date · plan.yaml:7

"#]],
    );
}

#[test]
fn the_forecast_gives_quantiles_with_their_error() {
    let fixture = Fixture::of(FERRY);

    check(
        &forecast_page(&fixture.analysis, fixture.program()),
        str![[r#"
Ferry tickets
Forecast

Ferry tickets will probably make 26 Feb 2027[1]: P80 is 12 Feb 2027[2], 10 working days early; Gate
maker sets the date.

Data date: 20 Nov 2026[3]
Plan: working copy

When it lands
─────────────
P80 is 10 working days[2] before the target
▁▁▁▂▂▂▂▃▃▃▃▃▃▃▄▄▄▅▅▅▄▄▄▄███▄▄▄▄▃▃▃▄▄▄▄▃▃▃▂▂▂▂▂▂▂▄▄▄▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
          ├───────────────●──────────────┃──────┤  ┆
14 Dec 2026                                                  28 Mar 2027
├┤ P10–P90 29 Dec 2026 – 23 Feb 2027  ● P50 21 Jan 2027  ┃ P80 12 Feb 2027  ┆ target 26 Feb 2027

Even odds: 21 Jan 2027[2] (P50, ± 1 working day). Four in five: 12 Feb 2027 (P80,
± 1.6 working days). Without surprises: 7 Jan 2027[4].

The long pole
─────────────
Each of these steps is on the path that sets the date in at least 98%[2] of the runs
▲ Scanners at 12 gates (Ole Vik)        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━             24 Dec 2026
▲ Boarding with scanned tickets (Ole …              ╎                       ━━━━━━━━━━    7 Jan 2027
▲ All ferries board by phone (Jon Dah…              ╎                                ━    7 Jan 2027
                                        2 Nov 2026                          7 Jan 2027
╎ data date

It begins with “Scanners at 12 gates” (Ole Vik, Gate maker), planned until 24 Dec 2026[4]. All of it
together sets the date in 98%[2] of the runs; a day saved elsewhere moves the date only in the
others.

• Another chain, in 2%[2] of the runs: through “Tickets can be bought by phone”.

Item by item
────────────
Item                    P10          P50          P80          P90  ± at P80    Sets the     Odds of
                                                                                 date in    its date
────────────────────────────────────────────────────────────────────────────────────────────────────
Tickets can  27 Nov 2026[2]   2 Dec 2026   7 Dec 2026   9 Dec 2026     0.2 d          2%           –
be bought
by phone
Scanners at  15 Dec 2026[2]   6 Jan 2027  27 Jan 2027   8 Feb 2027     1.5 d         98%           –
12 gates
Boarding     29 Dec 2026[2]  21 Jan 2027  12 Feb 2027  23 Feb 2027     1.6 d        100%           –
with
scanned
tickets
All ferries  29 Dec 2026[2]  21 Jan 2027  12 Feb 2027  23 Feb 2027     1.6 d        100%         87%
board by
phone

The oldest status that this rests on: Scanners at 12 gates, of 16 Nov 2026[5] (7 days old[6]). Of
3 open items, 3 have a fresh status, 0 a stale one (older than 14 days), 0 none.
As of 23 Nov 2026[7]; 400 runs with seed 1. It expires when the plan changes. The plan was read from
a working copy, which nobody else can look up.

Sources
───────
[1] Claim · ferry target · plan.yaml:8
[2] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[3] Claim · ferry data_date · plan.yaml:7
[4] Computation · ferry · schedule · 20 Nov 2026
[5] Claim · items.scanners status · plan.yaml:33 · 16 Nov 2026
[6] Computation · plan · counted in the plan · 23 Nov 2026
[7] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn milestones_stand_with_their_odds() {
    let fixture = Fixture::of(FERRY);

    check(
        &milestones_page(&fixture.analysis, fixture.program()),
        str![[r#"
Ferry tickets
Milestones

Data date: 20 Nov 2026[1]
Plan: working copy

Status     Milestone     Owner           Baseline      Commitment             P50          P80  Odds
────────────────────────────────────────────────────────────────────────────────────────────────────
▲ at risk  All ferries   Jon Dahl  12 Feb 2027[2]  19 Feb 2027[3]  21 Jan 2027[4]  12 Feb 2027   87%
           board by
           phone

P80 keeps every commitment[4]
▲ All ferries board by phone  ╎                    ├───────────●───────────┃───┆─┤   P80 12 Feb 2027
                              20 Nov 2026                              23 Feb 2027
├┤ P10–P90  ● P50  ┃ P80  ◇ baseline  ┆ commitment  ╎ data date

The oldest status that this rests on: Scanners at 12 gates, of 16 Nov 2026[5] (7 days old[6]). Of
3 open items, 3 have a fresh status, 0 a stale one (older than 14 days), 0 none.
As of 23 Nov 2026[7]; 400 runs with seed 1. It expires when the plan changes. The plan was read from
a working copy, which nobody else can look up.

Sources
───────
[1] Claim · ferry data_date · plan.yaml:7
[2] Claim · baselines.charter items.open · plan.yaml:92
[3] Claim · items.open commit · plan.yaml:56, Jon Dahl · 5 Oct 2026
[4] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[5] Claim · items.scanners status · plan.yaml:33 · 16 Nov 2026
[6] Computation · plan · counted in the plan · 23 Nov 2026
[7] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn baselines_say_how_far_the_plan_has_moved() {
    let fixture = Fixture::of(FERRY);

    check(
        &baselines_page(&fixture.analysis.scheduled, fixture.program()),
        str![[r#"
Ferry tickets
Baselines

Baseline         Set on  Approved by  Items  Latest finish
──────────────────────────────────────────────────────────
Charter   5 Oct 2026[1]  Ada Berg         1    12 Feb 2027

Against “Charter”
─────────────────
0 of 1[2] items are later than agreed.

Item                                Agreed            Now   Against the baseline
────────────────────────────────────────────────────────────────────────────────
All ferries board by phone  12 Feb 2027[3]  7 Jan 2027[2]  26 working days early

Sources
───────
[1] Claim · baselines.charter on · plan.yaml:92
[2] Computation · ferry · schedule · 20 Nov 2026
[3] Claim · baselines.charter items · plan.yaml:92

"#]],
    );
}

#[test]
fn asks_stand_against_what_a_team_can_take() {
    check(
        &asks_page(&Fixture::of(FERRY).analysis),
        str![[r#"
Asks on teams

As of: 23 Nov 2026[1]

Asks on teams
─────────────
2 asks[2] on 1 team; 2 not answered yet. 1 team asked for more than it can take.

Status       Team  Asks  Can take  Of which              Kinds                    Not answered
──────────────────────────────────────────────────────────────────────────────────────────────
■ off track  Shop  2[2]         1  1 small and 1 medium  1 review and 1 staffing             2

Sources
───────
[1] Computation · analysis · settings of this run
[2] Computation · plan · counted in the plan · 23 Nov 2026

"#]],
    );
}

#[test]
fn a_difference_names_edits_and_what_they_did() {
    let before = Fixture::of(&FERRY.replace("15d..25d..50d", "10d..15d..30d"));
    let after = Fixture::of(FERRY);
    let compared = compare(&before.analysis, &after.analysis);

    check(
        &diff_page(&compared, &before.analysis, &after.analysis),
        str![[r#"
What changed
Since the earlier plan

1 entry[1] of the plan was edited.

What it did to the finish
─────────────────────────
Program              P80 then         P80 now                  Moved  Planned finish now
────────────────────────────────────────────────────────────────────────────────────────
Ferry tickets  20 Jan 2027[2]  12 Feb 2027[3]  17 working days later       7 Jan 2027[4]

Dates that moved
────────────────
Item                        Finish then   Finish now                  Moved  What sets it now
────────────────────────────────────────────────────────────────────────────────────────────────────
Boarding with scanned    24 Dec 2026[1]   7 Jan 2027  10 working days later  Scanners at 12 gates
tickets
All ferries board by     24 Dec 2026[1]   7 Jan 2027  10 working days later  Boarding with scanned
phone                                                                        tickets
Scanners at 12 gates     10 Dec 2026[1]  24 Dec 2026  10 working days later  –

Edits
─────
Items
• Scanners at 12 gates (scanners): remaining 10d..15d..30d → 15d..25d..50d

Sources
───────
[1] Computation · plan · compared with the earlier plan · 23 Nov 2026
[2] Computation · ferry · forecast of the earlier plan, 400 runs, seed 1 · 20 Nov 2026
[3] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[4] Computation · ferry · schedule · 20 Nov 2026

"#]],
    );
}
