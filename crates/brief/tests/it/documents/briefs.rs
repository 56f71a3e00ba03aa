//! What the executive brief says, for one small plan and for plans of which little is known.

use longpole_brief::{BriefOptions, Since, Tier, executive_brief, milestones_page};
use snapbox::str;

use crate::fixture::{FERRY, Fixture, check, check_markdown};

#[test]
fn the_long_brief_says_whether_it_lands_and_what_is_needed() {
    let fixture = Fixture::of(FERRY);
    let document = executive_brief(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        &BriefOptions::default(),
    );

    check(
        &document,
        str![[r#"
Ferry tickets
Executive brief for Ada Berg

▲ at risk  Ferry tickets will probably make 26 Feb 2027[1]: P80 is 12 Feb 2027[2], 10 working days
early; Gate maker sets the date.

Data date: 20 Nov 2026[3]
Plan: working copy

Computed health  ▲ at risk  claimed: ● on track on 13 Nov 2026[4]
P50 finish  21 Jan 2027[2]  26 working days early[2]
P80 finish  12 Feb 2027[2]  10 working days early[2]
Odds of the target  93%[2]  wanted: 80%[1]

Jon Dahl said ● on track on 13 Nov 2026[4]; the figures say ▲ at risk.

Why
• ▲ at risk: “Boarding with scanned tickets”, “All ferries board by phone” and “Scanners at 12
  gates”.

Of 4 open items[5]: 1 on track and 3 at risk. At risk: odds below 80%[6], or a warning on work that
drives the date. Off track: odds below 40%, or an error. Unknown: something needed to tell is
missing, or older than 14 days.

What is needed from you
───────────────────────
┃ Decision  Ada Berg, decide: Do paper tickets stay valid for a season? By 27 Nov 2026[7],
┃ in 4 days[8].
┃ The printers' contract ends on 31 December.[9]
┃ Recommended: They stay valid.
┃ If nobody decides: They stay valid.

┃ Ask  Ada Berg, get a date that holds from Ole Vik for: Scanners on all 12 gates[10], by
┃ 30 Nov 2026[11].
┃ It is needed by 5 Feb 2027[12].
┃ Promised for 8 Jan 2027[13] (said to be at risk): Parts for 4 gates are late.

┃ Decision  Ada Berg, decide for or against: “Buy 12 scanners from stock”.
┃ It buys 5.1 working days[14] of P80 for 20k EUR[15]; those days are worth 51k EUR.
┃ Against the risk: Strike at the gate maker.

What changed
────────────
Nothing to compare with: no earlier state was given. --since DATE or --since REVISION names one.

When it lands
─────────────
P80 is 10 working days[2] before the target
▁▁▁▂▂▂▂▃▃▃▃▃▃▃▄▄▄▅▅▅▄▄▄▄███▄▄▄▄▃▃▃▄▄▄▄▃▃▃▂▂▂▂▂▂▂▄▄▄▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
          ├───────────────●──────────────┃──────┤  ┆
14 Dec 2026                                                  28 Mar 2027
├┤ P10–P90 29 Dec 2026 – 23 Feb 2027  ● P50 21 Jan 2027  ┃ P80 12 Feb 2027  ┆ target 26 Feb 2027

Even odds: 21 Jan 2027[2] (P50, ± 1 working day). Four in five: 12 Feb 2027 (P80,
± 1.6 working days). Without surprises: 7 Jan 2027[12].

Milestones
──────────
Status     Milestone   Owner            Baseline       Commitment             P50          P80  Odds
────────────────────────────────────────────────────────────────────────────────────────────────────
▲ at risk  All         Jon Dahl  12 Feb 2027[16]  19 Feb 2027[17]  21 Jan 2027[2]  12 Feb 2027   87%
           ferries
           board by
           phone

P80 keeps every commitment[2]
▲ All ferries board by phone  ╎                    ├───────────●───────────┃───┆─┤   P80 12 Feb 2027
                              20 Nov 2026                              23 Feb 2027
├┤ P10–P90  ● P50  ┃ P80  ◇ baseline  ┆ commitment  ╎ data date

The long pole
─────────────
Each of these steps is on the path that sets the date in at least 98%[2] of the runs
▲ Scanners at 12 gates (Ole Vik)        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━             24 Dec 2026
▲ Boarding with scanned tickets (Ole …              ╎                       ━━━━━━━━━━    7 Jan 2027
▲ All ferries board by phone (Jon Dah…              ╎                                ━    7 Jan 2027
                                        2 Nov 2026                          7 Jan 2027
╎ data date

It begins with “Scanners at 12 gates” (Ole Vik, Gate maker), planned until 24 Dec 2026[12]. All of
it together sets the date in 98%[2] of the runs; a day saved elsewhere moves the date only in the
others.

• Another chain, in 2%[2] of the runs: through “Tickets can be bought by phone”.

Promises between teams
──────────────────────
2 open contracts[8]: 1 in danger, 1 without a promise.

Status     Needed     From   For             Need by         Promised             P80     In  Who
                                                                                        time  acts
────────────────────────────────────────────────────────────────────────────────────────────────────
▲ at risk  Scanners   Gate   Harbour  5 Feb 2027[12]  8 Jan 2027[13],  27 Jan 2027[2]    88%  Ole
           on all 12  maker  systems                    said to be at                         Vik
           gates[10]                                             risk                         renews
                                                                                              the
                                                                                              date

Risks, in days
──────────────
Risk                       Likely  Working days at P80  Owner    What is done
────────────────────────────────────────────────────────────────────────────────────────────────────
Strike at the gate maker  30%[18]              5.5[19]  Ole Vik  Proposed: Buy 12 scanners from
                                                                 stock, Ole Vik, by 4 Dec 2026[20]

Decisions that wait
───────────────────
Status     Decision        Decides         Decide by            Last  Recommended     If nobody
                                                         responsible                  decides
                                                                 day
────────────────────────────────────────────────────────────────────────────────────────────────────
▲ at risk  Do paper        Ada Berg  27 Nov 2026[7],  none: it moves  They stay       They stay
           tickets stay                 in 4 days[8]         no date  valid           valid
           valid for a
           season?

Asks on teams
─────────────
2 asks[8] on 1 team; 2 not answered yet. 1 team asked for more than it can take.

Status       Team  Asks  Can take  Of which              Kinds                    Not answered
──────────────────────────────────────────────────────────────────────────────────────────────
■ off track  Shop  2[8]         1  1 small and 1 medium  1 review and 1 staffing             2

What does not fit together
──────────────────────────
6 warnings[8] and 2 remarks. The worst of each kind; longpole check lists them all.

• "Boarding with scanned tickets" is said to be on track, but computes as at risk: "boarding" needs
  "shop-api" of team "shop", and nothing is agreed about it.[21] Give a `reason`, a name and an
  `until` for the better claim, or claim what is computed.
• "scanners" is promised to "boarding" for 8 Jan 2027, but by its own work it comes by 27 Jan 2027
  at P80, 19 days later.[22] Promise a day that the provider's plan supports, or change the plan.
• 2 asks of 1 program are on "shop", which can take 1.[23] Agree with the team which asks wait, or
  ask another team.
• "boarding" needs "shop-api" of team "shop", and nothing is agreed about it.[24] Write what is
  needed and how it is accepted, and ask the provider for a date.
• Nobody in "shop" carries the medium ask "Two people on the help desk".[25] Find a `champion` in
  the team before counting on it.
• 2 of 3 open tasks lack a predecessor or a successor (at most 5 % passes): "scanners" and
  "shop-api".[26] Say what each needs, and what needs it.

What is not on track, and what would change that
────────────────────────────────────────────────
Boarding with scanned tickets
Status  ▲ at risk; owner: Ole Vik; claimed ● on track on 18 Nov 2026[27]; P80 12 Feb 2027[2].
Why  "boarding" needs "shop-api" of team "shop", and nothing is agreed about it.[24]
Being done  Nothing that the plan knows of.
You  Get a date that holds from Ole Vik for: Scanners on all 12 gates[10].
Changes when  This is settled: write what is needed and how it is accepted, and ask the provider
  for a date.[24]

All ferries board by phone
Status  ▲ at risk; owner: Jon Dahl; P80 12 Feb 2027[2].
Why  Nobody in "shop" carries the medium ask "Two people on the help desk".[25]
Being done  Nothing that the plan knows of.
You  Nothing now.
Changes when  This is settled: find a `champion` in the team before counting on it.[25]

Scanners at 12 gates
Status  ▲ at risk; owner: Ole Vik; P80 27 Jan 2027[2].
Why  Ole Vik said ▲ at risk on 16 Nov 2026[28].
Being done  Last word, of 16 Nov 2026[29] from Ole Vik: Parts for 4 gates are late.
You  Decide for or against “Buy 12 scanners from stock”: it buys 5.1 working days[14] of P80.
Changes when  Ole Vik says that it stands better, with what shows it.

The oldest status that this rests on: Scanners at 12 gates, of 16 Nov 2026[30] (7 days old[8]). Of
3 open items, 3 have a fresh status, 0 a stale one (older than 14 days), 0 none.
As of 23 Nov 2026[31]; 400 runs with seed 1. It expires when the plan changes. The plan was read
from a working copy, which nobody else can look up.

Sources
───────
[1] Claim · ferry target · plan.yaml:8
[2] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[3] Claim · ferry data_date · plan.yaml:7
[4] Claim · updates.week-46 health · plan.yaml:95, Jon Dahl · 13 Nov 2026
[5] Computation · ferry · health · 20 Nov 2026
[6] Claim · ferry health · plan.yaml:2
[7] Claim · decisions.paper decide_by · plan.yaml:80
[8] Computation · plan · counted in the plan · 23 Nov 2026
[9] Claim · decisions.paper why_now · plan.yaml:79
[10] Claim · needs.boarding<-scanners what · plan.yaml:48
[11] Computation · proposal · a week from now, and not after the need-by · 23 Nov 2026
[12] Computation · ferry · schedule · 20 Nov 2026
[13] Claim · items.scanners promises · plan.yaml:31, Ole Vik · 16 Nov 2026
[14] Computation · risks.strike · forecast with and without stock, seed 1 · 20 Nov 2026
[15] Claim · risks.strike responses.stock.cost · plan.yaml:74
[16] Claim · baselines.charter items.open · plan.yaml:92
[17] Claim · items.open commit · plan.yaml:56, Jon Dahl · 5 Oct 2026
[18] Claim · risks.strike probability · plan.yaml:68
[19] Computation · risks.strike · forecast with and without this risk, seed 1 · 20 Nov 2026
[20] Claim · risks.strike responses.stock.due · plan.yaml:74
[21] Computation · items.boarding status · rule claimed-better-than-computed · 23 Nov 2026 ·
    plan.yaml:50
[22] Computation · items.scanners promises.boarding<-scanners.date · rule forecast-after-promise ·
    23 Nov 2026 · plan.yaml:32
[23] Computation · teams.shop ask_capacity · rule ask-over-capacity · 23 Nov 2026 · plan.yaml:13
[24] Computation · needs.boarding<-shop-api · rule cross-team-need-without-contract · 23 Nov 2026 ·
    plan.yaml:49
[25] Computation · asks.help-desk · rule ask-without-champion · 23 Nov 2026 · plan.yaml:60
[26] Computation · ferry · rule dcma-logic · 23 Nov 2026 · plan.yaml:2
[27] Claim · items.boarding status.health · plan.yaml:50, Ole Vik · 18 Nov 2026
[28] Claim · items.scanners status.health · plan.yaml:33, Ole Vik · 16 Nov 2026
[29] Claim · items.scanners status.note · plan.yaml:33, Ole Vik · 16 Nov 2026
[30] Claim · items.scanners status · plan.yaml:33 · 16 Nov 2026
[31] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn the_short_brief_says_it_in_five_points() {
    let before = Fixture::of(&FERRY.replace("15d..25d..50d", "10d..15d..30d"));
    let fixture = Fixture::of(FERRY);
    let since = Since {
        name: "6 November",
        before: &before.analysis,
    };
    let options = BriefOptions {
        tier: Tier::Short,
        since: Some(&since),
    };
    let document = executive_brief(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        &options,
    );

    check_markdown(
        &document,
        str![[r##"
# Ferry tickets

_Executive brief for Ada Berg, short_

**▲ at risk  Ferry tickets will probably make 26 Feb 2027[^1]: P80 is 12 Feb 2027[^2], 10 working days early; Gate maker sets the date.**

**Data date:** 20 Nov 2026[^3] · **Plan:** working copy · **Compared with:** 6 November

- ● on track  P80 is 12 Feb 2027[^2], 10 working days early; odds 93%.
- ▲ at risk  P80 moved 17 working days later[^2] since 6 November.
- ▲ at risk  Claimed on track; the figures say at risk.
- ▲ at risk  1 promise[^4] in danger; the first is needed by 5 Feb 2027[^5].
- ▲ at risk  1 decision[^4] waits; the first is due on 27 Nov 2026.

**Risks:** Strike at the gate maker (5.5 working days[^6] at P80).

> [!IMPORTANT]
> **Ask:** Ada Berg: decide “Do paper tickets stay valid for a season?”, by 27 Nov 2026[^4].

## What is not on track, and what would change that

### Boarding with scanned tickets

- **Status:** ▲ at risk; owner: Ole Vik; claimed ● on track on 18 Nov 2026[^7]; P80 12 Feb 2027[^2].
- **Why:** "boarding" needs "shop-api" of team "shop", and nothing is agreed about it.[^8]
- **Being done:** Nothing that the plan knows of.
- **You:** Get a date that holds from Ole Vik for: Scanners on all 12 gates[^9].
- **Changes when:** This is settled: write what is needed and how it is accepted, and ask the provider for a date.[^8]

### All ferries board by phone

- **Status:** ▲ at risk; owner: Jon Dahl; P80 12 Feb 2027[^2].
- **Why:** Nobody in "shop" carries the medium ask "Two people on the help desk".[^10]
- **Being done:** Nothing that the plan knows of.
- **You:** Nothing now.
- **Changes when:** This is settled: find a \`champion\` in the team before counting on it.[^10]

### Scanners at 12 gates

- **Status:** ▲ at risk; owner: Ole Vik; P80 27 Jan 2027[^2].
- **Why:** Ole Vik said ▲ at risk on 16 Nov 2026[^11].
- **Being done:** Last word, of 16 Nov 2026[^12] from Ole Vik: Parts for 4 gates are late.
- **You:** Decide for or against “Buy 12 scanners from stock”: it buys 5.1 working days[^13] of P80.
- **Changes when:** Ole Vik says that it stands better, with what shows it.

---

The oldest status that this rests on: Scanners at 12 gates, of 16 Nov 2026[^14] (7 days old[^4]). Of 3 open items, 3 have a fresh status, 0 a stale one (older than 14 days), 0 none.

As of 23 Nov 2026[^15]; 400 runs with seed 1. It expires when the plan changes. The plan was read from a working copy, which nobody else can look up.

[^1]: Claim · ferry target · plan.yaml:8
[^2]: Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[^3]: Claim · ferry data\_date · plan.yaml:7
[^4]: Computation · plan · counted in the plan · 23 Nov 2026
[^5]: Computation · ferry · schedule · 20 Nov 2026
[^6]: Computation · risks.strike · forecast with and without this risk, seed 1 · 20 Nov 2026
[^7]: Claim · items.boarding status.health · plan.yaml:50, Ole Vik · 18 Nov 2026
[^8]: Computation · needs.boarding&lt;-shop-api · rule cross-team-need-without-contract · 23 Nov 2026 · plan.yaml:49
[^9]: Claim · needs.boarding&lt;-scanners what · plan.yaml:48
[^10]: Computation · asks.help-desk · rule ask-without-champion · 23 Nov 2026 · plan.yaml:60
[^11]: Claim · items.scanners status.health · plan.yaml:33, Ole Vik · 16 Nov 2026
[^12]: Claim · items.scanners status.note · plan.yaml:33, Ole Vik · 16 Nov 2026
[^13]: Computation · risks.strike · forecast with and without stock, seed 1 · 20 Nov 2026
[^14]: Claim · items.scanners status · plan.yaml:33 · 16 Nov 2026
[^15]: Computation · analysis · settings of this run

"##]],
    );
}

#[test]
fn a_plan_without_estimates_is_unknown_and_says_so() {
    let fixture = Fixture::of(
        "program: goals\nname: Goals\ndata_date: 2026-11-20\ntarget: { finish: 2026-12-31 }\nteams: { lang: { name: Language } }\nitems:\n  one: { title: A new syntax, owner: ana }\n  two: { title: Its documentation, needs: [one] }\nasks:\n  review: { of: lang, for: one, kind: design meeting }\n",
    );
    let document = executive_brief(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        &BriefOptions::default(),
    );

    check(
        &document,
        str![[r#"
Goals
Executive brief

◌ unknown  Nobody can tell whether Goals lands by 31 Dec 2026[1]: 2 open items[2] have no estimate.

Data date: 20 Nov 2026[3]
Plan: working copy

Computed health  ◌ unknown  claimed: nothing yet
Finish  ◌ unknown  estimates are missing
Odds of the target  ◌ unknown  estimates are missing

Why
• Nobody can tell the odds: something that it depends on has no estimate. What would change it: What
  it depends on gets its estimates.
• ◌ unknown: “A new syntax” and “Its documentation”.

Of 2 open items[4]: 2 unknown. At risk: odds below 80%[5], or a warning on work that drives the
date. Off track: odds below 40%, or an error. Unknown: something needed to tell is missing, or older
than 14 days.

What is needed from you
───────────────────────
None: the plan names no decision for the next four weeks and no promise in danger.

What changed
────────────
Nothing to compare with: no earlier state was given. --since DATE or --since REVISION names one.

When it lands
─────────────
Unknown. What it depends on has no estimate: “A new syntax” and “Its documentation”.

Asks on teams
─────────────
1 ask[2] on 1 team; 1 not answered yet. Nobody has said how many asks any of them can take at a
time.

Status     Team      Asks  Can take  Kinds             Not answered
───────────────────────────────────────────────────────────────────
◌ unknown  Language  1[2]   unknown  1 design meeting             1

What does not fit together
──────────────────────────
8 warnings[2] and 3 remarks. The worst of each kind; longpole check lists them all.

• Nobody says what "A new syntax" takes; it counts as no time, and odds after it are unknown.[6]
  Write an `estimate` (`5d..8d..15d`), an `effort` or a backlog (`remaining: 25 items`).
• Nobody has said how "A new syntax" stands, so its health is unknown.[7] Ask ana for a status.
• Nobody answers for "Its documentation": it has neither an owner nor a team.[8] Name an `owner` or
  a `team`.
• No one person answers for program "goals".[9] Name its `driver`.
• No executive sponsors program "goals".[10] Name its `sponsor`: who wants it, and can move what
  blocks it.
• 2 of 2 open tasks lack a predecessor or a successor (at most 5 % passes): "one" and "two".[11] Say
  what each needs, and what needs it.

What is not on track, and what would change that
────────────────────────────────────────────────
Unknown, because nobody says
Status  ◌ unknown
Why  2 items[4] have never had a status: “A new syntax” and “Its documentation”.
Changes when  Those who answer for them say how they stand.
Being done  Their owners are to be asked; what they say may be better or worse.
You  Nothing now.

The plan has no word of: a sponsor, what a week of delay costs, milestones, needs between teams,
risks, decisions and a baseline.

No open item has a status. Of 2 open items[2], 0 have a fresh status, 0 a stale one (older than
14 days), 2 none.
As of 23 Nov 2026[12]; 400 runs with seed 1. It expires when the plan changes. The plan was read
from a working copy, which nobody else can look up.

Sources
───────
[1] Claim · goals target · plan.yaml:4
[2] Computation · plan · counted in the plan · 23 Nov 2026
[3] Claim · goals data_date · plan.yaml:3
[4] Computation · goals · health · 20 Nov 2026
[5] Claim · goals health · plan.yaml:1
[6] Computation · items.one · rule estimate-missing · 23 Nov 2026 · plan.yaml:7
[7] Computation · items.one · rule missing-status · 23 Nov 2026 · plan.yaml:7
[8] Computation · items.two · rule item-without-owner · 23 Nov 2026 · plan.yaml:8
[9] Computation · goals · rule program-without-driver · 23 Nov 2026 · plan.yaml:1
[10] Computation · goals · rule program-without-sponsor · 23 Nov 2026 · plan.yaml:1
[11] Computation · goals · rule dcma-logic · 23 Nov 2026 · plan.yaml:1
[12] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn a_finished_program_is_done() {
    let fixture = Fixture::of(
        "program: goals\nname: Goals\ndata_date: 2026-11-20\nitems:\n  one: { estimate: 3d, started: 2026-11-02, finished: 2026-11-05 }\n",
    );
    let document = executive_brief(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        &BriefOptions::default(),
    );
    let headline = document.headline.expect("it has a verdict").text.plain();

    assert_eq!(
        headline,
        "Goals is done: its last item finished on 5 Nov 2026."
    );
}

#[test]
fn commitments_that_nobody_can_forecast_are_not_said_to_be_kept() {
    let fixture = Fixture::of(
        "
program: p
start: 2026-09-07
data_date: 2026-11-20
items:
  build: { estimate: 10d }
  open: { milestone: true, needs: [build] }
  hidden: { remaining: 9 items }
  end: { milestone: true, needs: [hidden], commit: 2027-06-18 }
",
    );
    let page = milestones_page(&fixture.analysis, fixture.program());

    let text = longpole_document::markdown::write(&page);
    assert!(
        text.contains("P80 is unknown for the one commitment"),
        "{text}"
    );
}
