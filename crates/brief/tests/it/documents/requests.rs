//! What the risk assessment and the decision request say, for one small plan.

use longpole_brief::{decision_request, risk_assessment, team_page};
use longpole_model::{DecisionId, RiskId, TeamId};
use snapbox::str;

use crate::fixture::{FERRY, Fixture, check};

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
