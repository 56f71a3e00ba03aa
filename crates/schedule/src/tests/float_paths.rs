//! Which chains of work lead to a target, worked out by hand.
//!
//! The network is the shape of a published example of P6's two ways: a chain that sets the end of the program, and a branch
//! off it, whose last item is the target. The branch waits for three things, of which the one that drives it is not the
//! most critical.

use std::fmt::Write as _;

use longpole_model::ItemId;
use proptest::prelude::*;
use snapbox::{IntoData, str};

use super::Plan;
use super::laws::{ALL, tasks};
use crate::profile::{self, FloatPathsBy, ProfileDates, float_paths};
use crate::{Network, NodeKind, Options};

const BRANCH: &str = "start 2026-09-07; a 5d; b 5d after a; c 5d after b; d 10d after c; e 10d after d; \
     a1 2d after a; b1 8d after b; c1 2d after a1 after b1 after c; c2 2d after c1; c3 1d after c2";

fn dated(text: &str) -> (Network, ProfileDates) {
    let plan = Plan::read(text);
    let options = Options::default();
    let network = Network::build(&plan.workspace, &options).unwrap();
    let dates = profile::compute(&plan.workspace, &network, &options);
    (network, dates)
}

#[track_caller]
fn check(text: &str, to: &str, by: FloatPathsBy, expected: impl IntoData) {
    let (network, dates) = dated(text);
    let id = |name: &str| ItemId::new(name).unwrap();
    let target = network
        .nodes
        .iter()
        .position(|node| node.kind != NodeKind::Entry && node.subject.as_item() == Some(&id(to)));
    let name = |node: usize| network.nodes[node].subject.as_item().unwrap().to_string();
    let mut text = String::new();
    for path in float_paths(&network, &dates, target.unwrap(), 4, by) {
        let slack = path
            .slack
            .map_or("-".to_owned(), |minutes| format!("{}h", minutes / 60));
        let nodes: Vec<String> = path.nodes.into_iter().map(name).collect();
        let joins = path
            .joins
            .map_or(String::new(), |node| format!(" > {}", name(node)));
        writeln!(text, "{slack:>4} {}{joins}", nodes.join(" ")).unwrap();
    }
    snapbox::assert_data_eq!(text, expected.raw());
}

/// The branch starts on day 18, when b1 is done: 3 days after c and 11 after a1.
#[test]
fn by_free_slack_the_first_path_drives_the_target() {
    for profile in ["longpole", "microsoft-project", "primavera-p6"] {
        check(
            &format!("profile {profile}; {BRANCH}"),
            "c3",
            FloatPathsBy::FreeSlack,
            str![[r#"
  0h a b b1 c1 c2 c3
 24h c > c1
 88h a1 > c1

"#]],
        );
    }
}

/// c is on the critical path, so it comes before b1, which drives.
#[test]
fn by_total_slack_the_first_path_is_the_most_critical() {
    for profile in ["longpole", "microsoft-project", "primavera-p6"] {
        check(
            &format!("profile {profile}; {BRANCH}"),
            "c3",
            FloatPathsBy::TotalSlack,
            str![[r#"
 96h a b c c1 c2 c3
 96h b1 > c1
184h a1 > c1

"#]],
        );
    }
}

#[test]
fn links_of_all_kinds_and_lags_lead_on() {
    check(
        "profile primavera-p6; a 4d; b 3d after a SS +1d; c 2d after b FF +2d; d 1d after a +1d; e 1d after c after d",
        "e",
        FloatPathsBy::FreeSlack,
        str![[r#"
  0h a d e
  0h b c > e

"#]],
    );
}

/// What waits for a summary waits for its children, and they for what it waits for.
#[test]
fn paths_lead_through_summaries() {
    for profile in ["longpole", "microsoft-project"] {
        check(
            &format!(
                "profile {profile}; start 2026-09-07; go 1d; s after go; a 2d in s; b 5d in s; next 1d after s"
            ),
            "next",
            FloatPathsBy::FreeSlack,
            str![[r#"
  0h go b s next
 24h a > s

"#]],
        );
    }
}

#[test]
fn what_is_done_is_on_no_path() {
    check(
        "profile microsoft-project; start 2026-09-07; a 1d started 2026-09-07T08:00 finished 2026-09-07T17:00; b 1d after a; c 1d; d 1d after b after c",
        "d",
        FloatPathsBy::FreeSlack,
        str![[r#"
  0h b d
  8h c > d

"#]],
    );
}

proptest! {
    #[test]
    fn paths_share_nothing_and_each_of_their_items_drives_the_next(tasks in tasks(ALL, 1)) {
        let (network, schedule) = tasks.dated();
        let dates = ProfileDates::of_schedule(&network, &schedule);
        let Some(target) = schedule.programs[0].last else { return Ok(()) };
        let paths = float_paths(&network, &dates, target, usize::MAX, FloatPathsBy::FreeSlack);
        let mut seen = vec![false; network.nodes.len()];
        let mut before = i64::MIN;
        for path in &paths {
            let slack = path.slack.unwrap();
            prop_assert!(slack >= before, "{paths:?}");
            before = slack;
            for &node in &path.nodes {
                prop_assert!(!std::mem::replace(&mut seen[node], true), "{paths:?}");
            }
        }
        prop_assert_eq!(paths[0].slack, Some(0));
        for path in &paths {
            for pair in path.nodes.windows(2) {
                let mut links = network.incoming(pair[1]);
                let drives = links.any(|link| {
                    network.links[link].from == pair[0] && dates.link_slack[link] <= Some(0)
                });
                prop_assert!(drives, "{paths:?}");
            }
        }
    }
}
