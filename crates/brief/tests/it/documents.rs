//! What documents say, for one small plan.

use longpole_brief::{
    BriefOptions, ScheduleOptions, Since, Tier, asks_page, baselines_page, decision_request,
    diff_page, executive_brief, forecast_page, milestones_page, risk_assessment, schedule_page,
    team_page, why_page,
};
use longpole_engine::compare;
use longpole_model::{DecisionId, EntityKey, EntityKind, RiskId, TeamId};
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
fn the_risk_assessment_prices_a_risk_and_its_response() {
    let fixture = Fixture::of(FERRY);
    let risk = RiskId::new("strike").unwrap();
    let document = risk_assessment(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        Some(&risk),
    );

    check(
        &document,
        str![[r#"
Strike at the gate maker
Risk assessment · Ferry tickets

It costs 5.5 working days[1] at P80; “Buy 12 scanners from stock” would win back 5.1 working days.

Data date: 20 Nov 2026[2]
Plan: working copy

Because the wage agreement ends in December, it may be that the gate maker is on strike in January,
which would lead to this: the scanners come late.

Exposure  5.5 working days[1] at P80, 3 working days at P50; 30% likely[3].
Would delay  Scanners at 12 gates by 5d to 20d, most likely 10d[4].
Owner  Ole Vik
State  open, reviewed on 10 Nov 2026[5].

Response    Who                Due        Cost          Buys at P80    Worth   Left with  State
                                                                                      it
────────────────────────────────────────────────────────────────────────────────────────────────────
Buy 12      Ole Vik  4 Dec 2026[6]  20k EUR[7]  5.1 working days[8]  51k EUR       5%[9]  not
scanners                                                                                  decided
from stock
(mitigate)

┃ Decision  Decide for or against: Buy 12 scanners from stock.
┃ It buys 5.1 working days[8] of P80, which would then be 5 Feb 2027, for 20k EUR[7]: 3,951 EUR a
┃ day won; the days are worth 51k EUR.

The oldest status that this rests on: Scanners at 12 gates, of 16 Nov 2026[10] (7 days old[11]). Of
3 open items, 3 have a fresh status, 0 a stale one (older than 14 days), 0 none.
As of 23 Nov 2026[12]; 400 runs with seed 1. It expires when the plan changes. The plan was read
from a working copy, which nobody else can look up.

Sources
───────
[1] Computation · risks.strike · forecast with and without this risk, seed 1 · 20 Nov 2026
[2] Claim · ferry data_date · plan.yaml:7
[3] Claim · risks.strike probability · plan.yaml:68
[4] Claim · risks.strike delays · plan.yaml:69
[5] Claim · risks.strike reviewed_on · plan.yaml:72
[6] Claim · risks.strike responses.stock.due · plan.yaml:74
[7] Claim · risks.strike responses.stock.cost · plan.yaml:74
[8] Computation · risks.strike · forecast with and without stock, seed 1 · 20 Nov 2026
[9] Claim · risks.strike responses.stock.probability · plan.yaml:74
[10] Claim · items.scanners status · plan.yaml:33 · 16 Nov 2026
[11] Computation · plan · counted in the plan · 23 Nov 2026
[12] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn the_decision_request_sets_the_options_beside_doing_nothing() {
    let fixture = Fixture::of(FERRY);
    let decision = DecisionId::new("paper").unwrap();
    let document = decision_request(
        &fixture.analysis,
        &fixture.insights,
        fixture.program(),
        &decision,
    );

    check(
        &document,
        str![[r#"
Do paper tickets stay valid for a season?
Decision request · Ferry tickets

▲ at risk  Ada Berg decides by 27 Nov 2026[1], in 4 days[2].

Data date: 20 Nov 2026[3]
Plan: working copy

Why now  The printers' contract ends on 31 December.[4]
Decide by  27 Nov 2026[1], in 4 days[2]
Last responsible day  none: it moves no date
If nobody decides  They stay valid
Approver  Ada Berg
Prepared by  Jon Dahl

Options
───────
Option                                  P50          P80  Moves P80        Cost  Way back       Risk
────────────────────────────────────────────────────────────────────────────────────────────────────
Phones only                  21 Jan 2027[5]  12 Feb 2027  no change    0 EUR[6]  hard to undo   –
They stay valid              21 Jan 2027[7]  12 Feb 2027  no change  30k EUR[8]  can be undone  –
(recommended; also the
default)
Do nothing: the plan as it   21 Jan 2027[9]  12 Feb 2027          –           –  –              –
stands

Phones only  Against: One in 5 has no phone.[10]
They stay valid  For: Nobody is left ashore.

┃ Decision  Recommended: They stay valid, by Jon Dahl, who is 70%[11] sure of it.

Who disagrees, and why
──────────────────────
• Mia Holm: Two ways to board cost 3 people.[12]

The oldest status that this rests on: Scanners at 12 gates, of 16 Nov 2026[13] (7 days old[2]). Of
3 open items, 3 have a fresh status, 0 a stale one (older than 14 days), 0 none.
As of 23 Nov 2026[14]; 400 runs with seed 1. It expires when the plan changes. The plan was read
from a working copy, which nobody else can look up.

Sources
───────
[1] Claim · decisions.paper decide_by · plan.yaml:80
[2] Computation · plan · counted in the plan · 23 Nov 2026
[3] Claim · ferry data_date · plan.yaml:7
[4] Claim · decisions.paper why_now · plan.yaml:79
[5] Computation · decisions.paper · forecast with option go, seed 1 · 20 Nov 2026
[6] Claim · decisions.paper options.go.cost · plan.yaml:89
[7] Computation · decisions.paper · forecast with option stay, seed 1 · 20 Nov 2026
[8] Claim · decisions.paper options.stay.cost · plan.yaml:88
[9] Computation · ferry · forecast, 400 runs, seed 1 · 20 Nov 2026
[10] Claim · decisions.paper options.go.against · plan.yaml:89
[11] Claim · decisions.paper confidence · plan.yaml:85
[12] Claim · decisions.paper dissent · plan.yaml:86
[13] Claim · items.scanners status · plan.yaml:33 · 16 Nov 2026
[14] Computation · analysis · settings of this run

"#]],
    );
}

#[test]
fn parts_that_are_called_alike_are_told_apart_by_what_they_are_part_of() {
    let fixture = Fixture::of(
        "program: p\nteams: { lang: {} }\nitems:\n  \
           gpu: { title: Offload to graphics cards }\n  \
           gpu-rfc: { title: RFC decision, parent: gpu, team: lang, estimate: 5d }\n  \
           sve: { title: Scalable vectors }\n  \
           sve-rfc: { title: RFC decision, parent: sve, team: lang, estimate: 8d }\n\
         asks:\n  \
           sve-rfc: { of: lang, for: sve-rfc, what: RFC decision }\n",
    );

    check(
        &team_page(&fixture.analysis, &TeamId::new("lang").unwrap()),
        str![[r#"
lang
What we owe, and whom we wait for

◌ unknown  lang owes 2 open items[1], 1 of which sets a program’s date; it waits for nobody.

What we owe
───────────
Status     What we owe  Part of      Owner   Due         Planned             P80   Slack  Sets the
                                                                                          date
────────────────────────────────────────────────────────────────────────────────────────────────────
◌ unknown  RFC          Offload to   nobody    –  27 Nov 2026[2]  27 Nov 2026[3]  3 days
           decision     graphics
                        cards
◌ unknown  RFC          Scalable     nobody    –   2 Dec 2026[2]   2 Dec 2026[3]    none  ◆
           decision     vectors

What is asked of us
───────────────────
1 ask[1]. Nobody has said how many it can take at a time.

Status     Asked         For               Level  Champion  By  Answer
───────────────────────────────────────────────────────────────────────
◌ unknown  RFC decision  Scalable vectors  –      nobody     –  not yet

What to put right
─────────────────
• Team "lang" has 2 open tasks and nobody who answers for it.[4] Name its `lead`; of an external
  team, the `contact` inside.
• Nobody has said how "RFC decision" stands, so its health is unknown.[5] Ask team "lang" for a
  status.
• Nobody has said how "RFC decision" stands, so its health is unknown.[6] Ask team "lang" for a
  status.
• "RFC decision" sets the program's date, and its estimate has no spread.[7] Write three numbers:
  `5d..8d..15d`.
• Nothing says how much of "lang" the ask "RFC decision" takes.[8] Write its `level`: vibes, small,
  medium or large.

As of 23 Nov 2026[9]. Due is the strictest of commitment, deadline and what others need; slack is in
working days; ◆ marks what sets a program’s date.

Sources
───────
[1] Computation · plan · counted in the plan · 23 Nov 2026
[2] Computation · p · schedule · 23 Nov 2026
[3] Computation · p · forecast, 400 runs, seed 1 · 23 Nov 2026
[4] Computation · teams.lang · rule team-without-lead · 23 Nov 2026 · plan.yaml:2
[5] Computation · items.gpu-rfc · rule missing-status · 23 Nov 2026 · plan.yaml:5
[6] Computation · items.sve-rfc · rule missing-status · 23 Nov 2026 · plan.yaml:7
[7] Computation · items.sve-rfc estimate · rule estimate-as-single-number · 23 Nov 2026 ·
    plan.yaml:7
[8] Computation · asks.sve-rfc · rule ask-without-level · 23 Nov 2026 · plan.yaml:9
[9] Computation · analysis · settings of this run

"#]],
    );
}

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
        &why_page(&fixture.analysis, &key),
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

• “Boarding with scanned tickets” takes 5 days[1] less, of 10 days left: 5 days earlier
• “Scanners at 12 gates” takes 5 days[1] less, of 25 days left: 5 days earlier

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
