//! What brings a finish forward.

use std::fmt::Write as _;

use proptest::prelude::*;
use snapbox::{IntoData, str};

use super::plan::{Plan, day};
use crate::{Earlier, Lever, Network, Options, Part, Planned, Single, Subject, earlier};

const WEEK: i64 = 5 * 480;

fn name(network: &Network, node: usize) -> String {
    match &network.nodes[node].subject.part {
        Part::Item(id) => id.to_string(),
        Part::Gate(id) => id.to_string(),
        Part::Decision(id) => id.to_string(),
    }
}

fn say(network: &Network, lever: Lever) -> String {
    match lever {
        Lever::Shorten(node, minutes) => {
            format!("{} takes {}d less", name(network, node), days(minutes))
        }
        Lever::StartFrom(node, day) => format!("{} may start on {day}", name(network, node)),
        Lever::SetDay(node, day) => format!("{} is on {day}", name(network, node)),
        Lever::DropConstraint(node) => format!("{} is free", name(network, node)),
        Lever::DropLag(link) => {
            format!("no lag before {}", name(network, network.links[link].to))
        }
    }
}

fn days(minutes: i64) -> f64 {
    minutes as f64 / 480.0
}

fn target(network: &Network, of: &str) -> usize {
    let program = network.programs[0].program.clone();
    let id = longpole_model::ItemId::new(of).unwrap();
    network.node(&Subject::item(&program, &id)).unwrap()
}

/// What brings the item `of` forward by a week, by the rules of the plan's profile.
fn found(plan: &Plan, of: &str) -> Option<Earlier> {
    let options = Options::default();
    let (network, schedule) = plan.schedule_by_profile();
    let planned = Planned {
        workspace: &plan.workspace,
        options: &options,
        by_profile: true,
        network: &network,
        schedule: &schedule,
    };
    earlier(planned, target(&network, of), WEEK)
}

#[track_caller]
fn check(text: &str, of: &str, expected: impl IntoData) {
    let plan = Plan::read(text);
    let (network, _) = plan.schedule();
    let mut out = String::new();
    match found(&plan, of) {
        None => out.push_str("it is done\n"),
        Some(found) => {
            for Single {
                lever,
                gain,
                finish,
            } in found.alone
            {
                let (lever, gain) = (say(&network, lever), days(gain));
                let finish = day(finish.datetime(), (17, 0));
                writeln!(out, "{lever}: {gain}d earlier, {finish}").unwrap();
            }
            let together: Vec<String> = found
                .together
                .iter()
                .map(|&lever| say(&network, lever))
                .collect();
            writeln!(
                out,
                "together {}d: {}",
                days(found.gain),
                together.join(", ")
            )
            .unwrap();
        }
    }
    snapbox::assert_data_eq!(out, expected.raw());
}

#[test]
fn the_longest_work_of_the_chain_has_to_take_a_week_less() {
    check(
        "design 10d; build 20d after design; test 3d after build; side 1d; done milestone after test and side",
        "done",
        str![[r#"
test takes 3d less: 3d earlier, Fri 16 Oct
build takes 5d less: 5d earlier, Wed 14 Oct
design takes 5d less: 5d earlier, Wed 14 Oct
together 5d: build takes 5d less

"#]],
    );
}

#[test]
fn a_rival_chain_has_to_be_shortened_too() {
    check(
        "long 20d; rival 18d; end milestone after long and rival",
        "end",
        str![[r#"
long takes 20d less: 2d earlier, Wed 30 Sep
together 5d: long takes 5d less, rival takes 3d less

"#]],
    );
}

#[test]
fn a_date_of_its_own_is_a_lever() {
    check(
        "kick 3d from 2026-10-05; end 5d after kick",
        "end",
        str![[r#"
end takes 5d less: 5d earlier, Wed  7 Oct
kick takes 3d less: 3d earlier, Fri  9 Oct
kick may start on 2026-09-28: 5d earlier, Wed  7 Oct
together 5d: kick may start on 2026-09-28

"#]],
    );
}

#[test]
fn a_lag_can_go() {
    check(
        "pour 1d; walls 4d after pour +10d",
        "walls",
        str![[r#"
walls takes 4d less: 4d earlier, Mon 21 Sep
no lag before walls: 10d earlier, Fri 11 Sep
pour takes 1d less: 1d earlier, Thu 24 Sep
together 10d: no lag before walls

"#]],
    );
}

#[test]
fn what_is_short_cannot_be_a_week_earlier() {
    check(
        "a 1d; b 1d after a",
        "b",
        str![[r#"
b takes 1d less: 1d earlier, Mon  7 Sep
a takes 1d less: 1d earlier, Mon  7 Sep
together 2d: 

"#]],
    );
}

#[test]
fn what_is_done_stays() {
    check(
        "a 5d started 2026-09-01 finished 2026-09-04",
        "a",
        str![[r#"
it is done

"#]],
    );
}

#[test]
fn what_is_put_off_is_no_earlier_when_it_is_shorter_but_when_it_is_put_off_no_longer() {
    check(
        "build 20d; train 3d ALAP; launch milestone after build and train",
        "train",
        str![[r#"
train is free: 17d earlier, Wed  9 Sep
build takes 5d less: 5d earlier, Fri 25 Sep
together 5d: build takes 5d less

"#]],
    );
}

#[test]
fn the_share_of_a_lag_goes_with_the_work() {
    check(
        "build 10d; rest 1d after build +50%",
        "rest",
        str![[r#"
rest takes 1d less: 1d earlier, Fri 25 Sep
no lag before rest: 5d earlier, Mon 21 Sep
build takes 3.4d less: 5.1d earlier, Mon 21 Sep 16:12
together 5.1d: build takes 3.4d less

"#]],
    );
}

#[test]
fn the_first_day_of_a_summary_is_a_lever() {
    check(
        "all from 2026-10-05; part 3d in all after before; before 1d",
        "part",
        str![[r#"
part takes 3d less: 3d earlier, Mon  5 Oct 08:00
all may start on 2026-09-28: 5d earlier, Wed 30 Sep
together 5d: all may start on 2026-09-28

"#]],
    );
}

#[test]
fn by_the_rules_of_a_product_its_dates_are_brought_forward() {
    check(
        "profile microsoft-project; start 2026-09-07; build 10d; fit 5d SNET 2026-10-05; done milestone after build after fit",
        "done",
        str![[r#"
fit takes 5d less: 5d earlier, Mon  5 Oct 08:00
fit may start on 2026-09-28: 5d earlier, Fri  2 Oct
together 5d: fit may start on 2026-09-28

"#]],
    );
}

/// A plan as numbers, whose text can be changed as an answer says.
#[derive(Debug, Clone)]
struct Numbers {
    rules: &'static str,
    items: Vec<Numbered>,
    /// Consumer, provider, kind, lag in hours or, from 100 on, in percent less 100.
    needs: Vec<(usize, usize, &'static str, i64)>,
}

#[derive(Debug, Clone)]
struct Numbered {
    minutes: i64,
    calendar: usize,
    constraint: Option<(&'static str, i8)>,
    /// Its first day.
    from: Option<i8>,
    /// What is left of it, where it began three days before the data date.
    left: Option<i64>,
}

fn on(day: i8) -> jiff::civil::Date {
    longpole_testkit::START.saturating_add(jiff::Span::new().days(day))
}

impl Numbers {
    fn text(&self) -> String {
        let mut text = format!(
            "cal c1 sat; cal c2 sat sun 2026-09-09 2026-09-16; profile {}",
            self.rules
        );
        for (at, item) in self.items.iter().enumerate() {
            write!(text, "; t{at} {}min", item.minutes).unwrap();
            if item.calendar > 0 {
                write!(text, " cal c{}", item.calendar).unwrap();
            }
            match item.constraint {
                Some(("ALAP", _)) => text.push_str(" ALAP"),
                Some((kind, day)) => write!(text, " {kind} {}", on(day)).unwrap(),
                None => {}
            }
            if let Some(day) = item.from {
                write!(text, " from {}", on(day)).unwrap();
            }
            if let Some(left) = item.left {
                write!(text, " started {} left {left}min", on(-3)).unwrap();
            }
            for (_, provider, kind, lag) in self.needs.iter().filter(|need| need.0 == at) {
                write!(text, " after t{provider} {kind}").unwrap();
                match lag {
                    0 => {}
                    100.. => write!(text, " {:+}%", lag - 100).unwrap(),
                    _ => write!(text, " {lag:+}h").unwrap(),
                }
            }
        }
        text.replace(" FS", "")
    }

    fn change(&mut self, network: &Network, lever: Lever) {
        let place = |node| name(network, node)[1..].parse::<usize>().unwrap();
        let days = |day: jiff::civil::Date| {
            i8::try_from((day - longpole_testkit::START).get_days()).unwrap()
        };
        match lever {
            Lever::Shorten(node, minutes) => {
                let item = &mut self.items[place(node)];
                *item.left.as_mut().unwrap_or(&mut item.minutes) -= minutes;
            }
            Lever::StartFrom(node, day) => {
                let item = &mut self.items[place(node)];
                item.from = item.from.map(|from| from.min(days(day)));
                if let Some(("SNET" | "SO", at)) = &mut item.constraint {
                    *at = (*at).min(days(day));
                }
            }
            Lever::SetDay(node, day) => {
                if let Some(("FNET" | "FO", at)) = &mut self.items[place(node)].constraint {
                    *at = (*at).min(days(day));
                }
            }
            Lever::DropConstraint(node) => self.items[place(node)].constraint = None,
            Lever::DropLag(link) => {
                let ends = (
                    place(network.links[link].to),
                    place(network.links[link].from),
                );
                let need = self.needs.iter_mut().find(|need| (need.0, need.1) == ends);
                need.unwrap().3 = 0;
            }
        }
    }
}

fn numbers() -> impl Strategy<Value = Numbers> {
    const KINDS: &[&str] = &[
        "ALAP", "MSO", "MFO", "SNLT", "FNLT", "SNET", "FNET", "SO", "FO",
    ];
    let constraint = (prop::sample::select(KINDS), 0i8..40);
    let item = (
        0i64..60,
        0usize..3,
        prop::option::weighted(0.4, constraint),
        prop::option::weighted(0.2, 0i8..40),
        prop::bool::weighted(0.1),
    );
    let item = item.prop_map(|(hours, calendar, constraint, from, is_started)| Numbered {
        minutes: hours * 60,
        calendar,
        constraint,
        from,
        left: is_started.then_some(hours * 40),
    });
    let kinds = &["FS", "FS", "SS", "FF", "SF"][..];
    let need = (
        0usize..8,
        0usize..8,
        prop::sample::select(kinds),
        -12i64..12,
        0i64..3,
    );
    (
        prop::sample::select(&["longpole", "microsoft-project", "primavera-p6"][..]),
        prop::collection::vec(item, 1..8),
        prop::collection::vec(need, 0..12),
    )
        .prop_map(|(rules, items, needs)| {
            let count = items.len();
            let mut needs: Vec<_> = needs
                .into_iter()
                .map(|(a, b, kind, lag, share)| (a % count, b % count, kind, lag, share))
                .filter(|need| need.0 != need.1)
                .map(|(a, b, kind, lag, share)| {
                    let lag = if share == 0 {
                        100 + (lag + 12) * 5
                    } else {
                        lag
                    };
                    (a.max(b), a.min(b), kind, lag)
                })
                .collect();
            needs.sort_unstable();
            needs.dedup_by_key(|need| (need.0, need.1));
            Numbers {
                rules,
                items,
                needs,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whoever_does_as_he_is_told_finishes_when_he_was_told(numbers in numbers()) {
        let text = numbers.text();
        let plan = Plan::read(&text);
        let (network, before) = plan.schedule_by_profile();
        for item in 0..numbers.items.len() {
            let of = format!("t{item}");
            let Some(found) = found(&plan, &of) else {
                continue;
            };
            let target = target(&network, &of);
            let finish_with = |levers: &[Lever]| {
                let mut changed = numbers.clone();
                for lever in levers {
                    changed.change(&network, *lever);
                }
                let (_, after) = Plan::read(&changed.text()).schedule_by_profile();
                after.early_finish[target]
            };
            let gain = |finish| network.calendar(target).minutes_from(finish, before.early_finish[target]);
            for single in &found.alone {
                let finish = finish_with(&[single.lever]);
                prop_assert_eq!(finish, single.finish, "{:?} for {} of {}", single.lever, of, text);
                prop_assert_eq!(gain(finish), single.gain);
                prop_assert!(single.gain > 0);
            }
            prop_assert_eq!(found.together.is_empty(), found.gain < WEEK);
            if !found.together.is_empty() {
                prop_assert_eq!(finish_with(&found.together), found.finish, "{:?} for {} of {}", found.together, of, text);
                prop_assert_eq!(gain(found.finish), found.gain);
            }
        }
    }
}
