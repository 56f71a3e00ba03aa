//! The laws of every document, over the examples and over plans that are small or nasty.

use longpole_brief::{
    BriefOptions, LevelPageOptions, ScheduleOptions, Since, Tier, asks_page, baselines_page,
    decision_list, decision_request, diff_page, executive_brief, forecast_page, level_page,
    levelled_why_page, milestones_page, risk_assessment, schedule_page, team_page, why_page,
};
use longpole_document::{
    Block, Callout, Document, Inline, citations_missing, terminal, uncited_figures,
};
use longpole_engine::answers::levelled_why;
use longpole_engine::schedule::LevelOptions;
use longpole_engine::{compare, level_plan};
use longpole_model::{EntityKey, EntityKind, ProgramId, TeamId};

use crate::fixture::{FERRY, Fixture};

/// Plans in which something is missing, odd, or full of digits.
const NASTY: &[&str] = &[
    "program: p1\n",
    "program: p1\ndata_date: 2026-11-20\nitems:\n  i1: {}\n",
    "program: p1\ndata_date: 2026-11-20\ntarget: { finish: 2026-12-01 }\nitems:\n  i1: { estimate: 3d }\n",
    "program: p1\ndata_date: 2026-11-20\nitems:\n  i1: { title: Release 7, estimate: 3d..5d..9d }\n  i2: { needs: [i1] }\n",
    "program: p1\ndata_date: 2026-11-20\nitems:\n  i1: { estimate: 3d, started: 2026-11-02, finished: 2026-11-05 }\n",
    "program: p1\ndata_date: 2026-11-20\ndecisions:\n  d1: { question: \"Version 1 or 2?\" }\n  d2: { decide_by: auto }\n",
    "program: p1\ndata_date: 2026-11-20\nrisks:\n  r1: { maybe: \"3 of 4 fail\", trigger: \"2 in a row\" }\n  r2: { state: closed }\n",
    "program: p1\ndata_date: 2026-11-20\ntarget: { finish: 2020-01-01 }\nitems:\n  i1: { estimate: 90d, status: { health: on-track, on: 2026-11-19, note: \"99% done\" } }\n",
    "program: p1\ndata_date: 2026-11-20\nteams: { t1: {} }\nitems:\n  i1: { team: t1, remaining: 25 items }\n  i2: { team: t1, commit: 2026-12-01, needs: [i1] }\nasks:\n  a1: { of: t1, what: \"2 days\" }\n",
    "program: p1\ndata_date: 2026-11-20\ngates:\n  g1: { on: 2026-12-01 }\nitems:\n  i1: { estimate: 2d, needs: [{ g1: gate }] }\nupdates:\n  u1: { on: 2026-11-19, health: off-track, ask: \"Give us 3 people by 1 December\" }\n",
];

#[test]
fn every_figure_has_its_citation_in_documents_about_small_and_nasty_plans() {
    for text in NASTY {
        hold(&Fixture::of(text), text);
    }
    hold(&Fixture::of(FERRY), "the ferry");
}

#[test]
fn every_figure_has_its_citation_in_documents_about_the_examples() {
    for name in ["payments-cloud", "rust-goals-2025h1"] {
        hold(&Fixture::of_example(name), name);
    }
}

#[test]
fn a_comparison_cites_both_states() {
    let (before, after) = (
        Fixture::of(FERRY),
        Fixture::of(&FERRY.replace("15d..25d..50d", "30d..40d..60d")),
    );
    let since = Since {
        name: "6 November",
        before: &before.analysis,
    };
    for tier in [Tier::Short, Tier::Long] {
        let options = BriefOptions {
            tier,
            since: Some(&since),
        };
        law(
            &executive_brief(&after.analysis, &after.insights, after.program(), &options),
            "compared",
        );
    }
    let compared = compare(&before.analysis, &after.analysis);
    law(
        &diff_page(&compared, &before.analysis, &after.analysis),
        "diff",
    );
}

#[test]
fn the_short_brief_has_at_most_five_points_of_at_most_fifteen_words() {
    let fixtures = NASTY.iter().map(|text| Fixture::of(text));
    let fixtures = fixtures.chain([
        Fixture::of(FERRY),
        Fixture::of_example("payments-cloud"),
        Fixture::of_example("rust-goals-2025h1"),
    ]);
    for fixture in fixtures {
        let document = brief(&fixture, fixture.program(), Tier::Short);
        let points = document.blocks.iter().find_map(|block| match block {
            Block::Bullets(points) => Some(points),
            _ => None,
        });
        // A program without work has nothing to make points of.
        let Some(points) = points else { continue };
        assert!(points.len() <= 5, "{} points", points.len());
        for point in points {
            let words = point
                .0
                .iter()
                .filter(|inline| !matches!(inline, Inline::Status(_)));
            let words = longpole_document::Sentence(words.cloned().collect()).plain();
            assert!(words.split_whitespace().count() <= 15, "{words}");
        }
    }
}

#[test]
fn every_brief_says_what_is_asked_of_leadership() {
    for text in NASTY {
        let fixture = Fixture::of(text);
        let short = brief(&fixture, fixture.program(), Tier::Short);
        let is_ask = |block: &Block| matches!(block, Block::Callout(Callout { .. }));
        assert!(short.blocks.iter().any(is_ask), "{text}");
        let long = brief(&fixture, fixture.program(), Tier::Long);
        let heading = Block::section("What is needed from you");
        assert!(long.blocks.contains(&heading), "{text}");
    }
}

#[test]
fn the_same_plan_gives_the_same_words() {
    let (one, other) = (Fixture::of(FERRY), Fixture::of(FERRY));
    let write = |fixture: &Fixture| {
        terminal::write(
            &brief(fixture, fixture.program(), Tier::Long),
            terminal::Terminal::plain(100),
        )
    };
    assert_eq!(write(&one), write(&other));
}

#[test]
fn a_question_about_something_that_is_not_there_is_answered() {
    let fixture = Fixture::of(FERRY);
    let nobody = ProgramId::new("nobody").unwrap();
    let document = brief(&fixture, &nobody, Tier::Long);
    let headline = document.headline.expect("it says so").text.plain();
    assert_eq!(headline, "The plan has no program called “nobody”.");
}

fn brief(fixture: &Fixture, program: &ProgramId, tier: Tier) -> Document {
    executive_brief(
        &fixture.analysis,
        &fixture.insights,
        program,
        &BriefOptions { tier, since: None },
    )
}

/// Every document that can be made about a plan keeps the law.
fn hold(fixture: &Fixture, name: &str) {
    let (analysis, insights) = (&fixture.analysis, &fixture.insights);
    let scheduled = &analysis.scheduled;
    let workspace = &scheduled.plan.workspace;
    for (id, program) in &workspace.programs {
        law(&brief(fixture, id, Tier::Long), name);
        law(&brief(fixture, id, Tier::Short), name);
        law(&risk_assessment(analysis, insights, id, None), name);
        law(&decision_list(analysis, insights, id), name);
        law(&forecast_page(analysis, id), name);
        law(&milestones_page(analysis, id), name);
        law(&baselines_page(scheduled, id), name);
        let few = LevelOptions {
            schedules: Some(50),
            seed: 1,
        };
        let levelling = level_plan(scheduled, &few, &mut || true)
            .expect("what a plan asks of its teams is a problem that can be levelled");
        for item in program.items.keys() {
            let why = levelled_why(
                scheduled,
                &levelling,
                &EntityKey::of(id, EntityKind::Item, item),
            )
            .expect("a change of the plan is a problem that can be levelled, too");
            if let Some(why) = why {
                law(&levelled_why_page(scheduled, id, &why), name);
            }
        }
        for all_weeks in [false, true] {
            let options = LevelPageOptions { all_weeks };
            law(&level_page(scheduled, &levelling, id, options), name);
        }
        let everything = ScheduleOptions {
            finished: true,
            ..ScheduleOptions::default()
        };
        law(&schedule_page(scheduled, id, &everything), name);
        law(
            &schedule_page(
                scheduled,
                id,
                &ScheduleOptions {
                    driving_only: true,
                    ..everything
                },
            ),
            name,
        );
        for risk in program.risks.keys() {
            law(&risk_assessment(analysis, insights, id, Some(risk)), name);
        }
        for decision in program.decisions.keys() {
            law(&decision_request(analysis, insights, id, decision), name);
        }
        for item in program.items.keys() {
            law(
                &why_page(
                    analysis,
                    &analysis.scheduled,
                    &EntityKey::of(id, EntityKind::Item, item),
                ),
                name,
            );
        }
    }
    for team in workspace.teams.keys() {
        law(&team_page(analysis, team), name);
    }
    law(
        &team_page(analysis, &TeamId::new("no-such-team").expect("it is an id")),
        name,
    );
    law(&asks_page(analysis), name);
}

#[track_caller]
fn law(document: &Document, name: &str) {
    assert_eq!(
        uncited_figures(document),
        Vec::<String>::new(),
        "{name}: {}",
        document.title
    );
    assert_eq!(
        citations_missing(document),
        Vec::<String>::new(),
        "{name}: {}",
        document.title
    );
}
