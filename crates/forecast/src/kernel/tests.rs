//! The kernel held against plain arithmetic in doubles, one iteration after the other, with chance of its own.

use longpole_testkit::{Lcg, Triangle, layered_project};
use proptest::prelude::*;

use super::chance::Key;
use super::network::{End, Event, Hit, Kind, Link, Network, Node, Pull, PullTo, Takes};
use super::program::Program;
use super::quantile::Fitted;
use super::row::Tick;
use super::run::{Ask, Outcome, run, run_program};
use crate::random::Draws;

fn network(tasks: &[(Triangle, Vec<usize>)], ticks_per_day: f64) -> Network {
    let node = |(at, (triangle, links)): (usize, &(Triangle, Vec<usize>))| {
        let key = Key::of(1, &format!("p/items.t{at}"));
        let fitted = Fitted::of(&|u| triangle.quantile(u) * ticks_per_day);
        Node {
            links: links.iter().map(|&from| Link::after(from as u32)).collect(),
            ..Node::work(Takes::Drawn(key, fitted))
        }
    };
    let mut network = Network {
        nodes: tasks.iter().enumerate().map(node).collect(),
        ..Network::default()
    };
    end(&mut network);
    network
}

/// Finishes and, by task, the share of runs in which it drives.
fn reference(tasks: &[(Triangle, Vec<usize>)], iterations: u32) -> (Vec<f64>, Vec<f64>) {
    let draws: Vec<Draws> = (0..tasks.len())
        .map(|at| Draws::of(99, &format!("reference {at}")))
        .collect();
    let mut drives = vec![0.0; tasks.len()];
    let finishes = (0..iterations)
        .map(|iteration| {
            let mut finish = vec![0.0_f64; tasks.len()];
            for (at, (triangle, links)) in tasks.iter().enumerate() {
                let start = links.iter().map(|&from| finish[from]).fold(0.0, f64::max);
                finish[at] = start + triangle.quantile(draws[at].unit(iteration));
            }
            let latest = |nodes: &mut dyn Iterator<Item = usize>| {
                nodes.max_by(|&a, &b| finish[a].total_cmp(&finish[b]))
            };
            let mut next = latest(&mut (0..tasks.len()));
            let end = next.map_or(0.0, |node| finish[node]);
            while let Some(node) = next {
                drives[node] += 1.0 / f64::from(iterations);
                next = latest(&mut tasks[node].1.iter().copied());
            }
            end
        })
        .collect();
    (finishes, drives)
}

struct Told {
    mean: f64,
    deviation: f64,
    p50: f64,
    p80: f64,
}

fn told(mut values: Vec<f64>) -> Told {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    Told {
        mean,
        deviation: square.sqrt(),
        p50: values[values.len() / 2],
        p80: values[values.len() * 8 / 10],
    }
}

fn ask(network: &Network, iterations: u32) -> Ask {
    Ask {
        seed: 1,
        iterations,
        targets: vec![network.nodes.len() as u32 - 1],
        keep: vec![(network.nodes.len() as u32 - 1, End::Finish)],
        ..Ask::default()
    }
}

/// Adds the point at which all others are done.
fn end(network: &mut Network) {
    let all = (0..network.nodes.len() as u32).map(Link::after);
    let links = all.collect();
    network.nodes.push(Node {
        links,
        ..Node::work(Takes::Always(0))
    });
}

fn in_days(outcome: &Outcome, ticks_per_day: f64) -> Vec<f64> {
    let ticks = outcome.dates[0].iter();
    ticks
        .map(|&ticks| f64::from(ticks) / ticks_per_day)
        .collect()
}

#[test]
fn a_thousand_tasks_finish_when_plain_arithmetic_says() {
    let tasks = layered_project(1_000, 50);
    let network = network(&tasks, 32.0);
    let outcome = run(&network, &ask(&network, 60_000)).unwrap();
    assert!(!outcome.is_wide);
    let (finishes, drives) = reference(&tasks, 60_000);
    let (ours, theirs) = (told(in_days(&outcome, 32.0)), told(finishes));
    // Three standard errors of a difference of two runs: of means sd sqrt(2 / n), of quantiles a little more.
    let error = theirs.deviation * (2.0_f64 / 60_000.0).sqrt();
    assert!((ours.mean - theirs.mean).abs() < 3.0 * error);
    assert!((ours.p50 - theirs.p50).abs() < 3.0 * 1.25 * error);
    assert!((ours.p80 - theirs.p80).abs() < 3.0 * 1.45 * error);
    assert!((ours.deviation / theirs.deviation - 1.0).abs() < 0.01);
    for (counts, share) in outcome.drives[0].counts.iter().zip(drives) {
        let ours = f64::from(*counts) / 60_000.0;
        let error = (2.0 * share.max(0.001) * (1.0 - share) / 60_000.0).sqrt();
        // Ties of whole ticks count for both, which adds a little.
        assert!((ours - share).abs() < 5.0 * error + 0.002, "{ours} {share}");
    }
}

#[test]
fn wide_ticks_say_the_same_as_narrow_ones() {
    let tasks = layered_project(300, 15);
    let network = network(&tasks, 32.0);
    let ask = ask(&network, 20_000);
    let narrow = run_program(
        &Program::<u16>::compile(&network, &[]).unwrap(),
        &ask,
        false,
    );
    let wide = run_program(&Program::<u32>::compile(&network, &[]).unwrap(), &ask, true);
    assert_eq!(narrow.dates, wide.dates);
    assert_eq!(narrow.drives, wide.drives);
}

#[test]
fn what_sixteen_bits_do_not_carry_takes_thirty_two() {
    let mut network = Network::default();
    for at in 0..3 {
        let links = (at > 0).then(|| Link::after(at - 1)).into_iter().collect();
        network.nodes.push(Node {
            links,
            ..Node::work(Takes::Always(30_000))
        });
    }
    let outcome = run(&network, &ask(&network, 10)).unwrap();
    assert!(outcome.is_wide);
    assert_eq!(outcome.dates[0], [90_000; 10]);
    network.nodes[2].takes = Takes::Always(5_535);
    let outcome = run(&network, &ask(&network, 10)).unwrap();
    assert!(!outcome.is_wide);
    assert_eq!(outcome.dates[0], [65_535; 10]);
}

/// A network of every kind of link, lag, pull, event and map.
fn mixed(seed: u64, tasks: usize) -> Network {
    let mut chance = Lcg(seed);
    let mut network = Network::default();
    network
        .maps
        .push((0..20_000).map(|at| at + at / 7).collect());
    for at in 0..4 {
        network.events.push(Event {
            key: Key::of(seed, &format!("p/risks.r{}", at / 2)),
            from: if at % 2 == 0 { 0 } else { 20_000 },
            to: if at % 2 == 0 { 20_000 } else { 50_000 },
            after: (at == 3).then_some(0),
        });
    }
    for at in 0..tasks {
        let mut links: Vec<Link> = Vec::new();
        for _ in 0..chance.below(4).min(at) {
            links.push(Link {
                from: chance.below(at) as u32,
                reads: if chance.below(3) == 0 {
                    End::Start
                } else {
                    End::Finish
                },
                moves: if chance.below(3) == 0 {
                    End::Finish
                } else {
                    End::Start
                },
                map: (chance.below(8) == 0).then_some(0),
                lag: chance.below(4) as i32 * 5 - 5,
            });
        }
        let takes = |name: &str, chance: &mut Lcg| {
            let triangle = Triangle {
                a: 2.0,
                m: 2.0 + 30.0 * chance.next(),
                b: 40.0,
            };
            let fitted = Fitted::of(&|u| triangle.quantile(u));
            Takes::Drawn(Key::of(seed, name), fitted)
        };
        let hits = (0..chance.below(8).saturating_sub(5))
            .map(|hit| Hit {
                event: chance.below(4) as u32,
                takes: takes(&format!("p/risks.r{hit} on t{at}"), &mut chance),
                adds: chance.below(3) > 0,
            })
            .collect();
        let pull = (chance.below(9) == 0).then(|| Pull {
            to: [
                PullTo::StartOn,
                PullTo::FinishOn,
                PullTo::StartNoLater,
                PullTo::FinishNoLater,
            ][chance.below(4)],
            at: chance.below(120) as u32,
            floor: 10,
        });
        let kind = if chance.below(6) == 0 && !links.is_empty() {
            Kind::Span
        } else {
            Kind::Work
        };
        if kind == Kind::Span {
            let children: Vec<u32> = links.iter().map(|link| link.from).collect();
            links = children
                .into_iter()
                .flat_map(|from| {
                    [End::Start, End::Finish].map(|end| Link {
                        from,
                        reads: end,
                        moves: end,
                        map: None,
                        lag: 0,
                    })
                })
                .collect();
        }
        network.nodes.push(Node {
            kind,
            floor: 10 + chance.below(20) as u32,
            finish_floor: chance.below(5).saturating_sub(3) as u32 * 60,
            takes: match (kind, chance.below(4)) {
                (Kind::Span, _) => Takes::Always(0),
                (Kind::Work, 0) => Takes::Always(chance.below(20) as u32),
                (Kind::Work, _) => takes(&format!("p/items.t{at}"), &mut chance),
            },
            links,
            hits,
            pull: pull.filter(|_| kind == Kind::Work),
        });
    }
    end(&mut network);
    network
}

/// The same rules once more, for one iteration and without any row: by what was drawn, starts and finishes.
fn plainly<T: Tick>(
    network: &Network,
    drawn: &dyn Fn(&Takes) -> u32,
    occurs: &[bool],
) -> Vec<(u32, u32)> {
    let mut dates: Vec<(u32, u32)> = Vec::new();
    let less = u32::saturating_sub;
    for node in &network.nodes {
        let asked = |link: &Link| {
            let (start, finish) = dates[link.from as usize];
            let read = if link.reads == End::Start {
                start
            } else {
                finish
            };
            let read = link
                .map
                .map_or(read, |map| network.maps[map as usize][read as usize]);
            read.saturating_add_signed(link.lag)
        };
        let of = |end: End| {
            node.links
                .iter()
                .filter(move |link| link.moves == end)
                .map(asked)
        };
        let (mut more, mut off) = (0, 0);
        for hit in node.hits.iter().filter(|hit| occurs[hit.event as usize]) {
            *(if hit.adds { &mut more } else { &mut off }) += drawn(&hit.takes);
        }
        let (start, finish) = match node.kind {
            Kind::Span => {
                let start = of(End::Start).min().unwrap_or(node.floor);
                let mut finish = of(End::Finish).fold(node.finish_floor.max(start), u32::max);
                for hit in node.hits.iter().filter(|hit| occurs[hit.event as usize]) {
                    let by = drawn(&hit.takes);
                    finish = if hit.adds {
                        finish + by
                    } else {
                        less(finish, by)
                    };
                }
                (start, finish)
            }
            Kind::Work => {
                let lasts = less(drawn(&node.takes) + more, off);
                let start = of(End::Start).fold(node.floor, u32::max);
                let finish = of(End::Finish)
                    .fold(node.finish_floor, u32::max)
                    .max(start + lasts);
                let start = less(finish, lasts);
                match node.pull {
                    None => (start, finish),
                    Some(pull) => {
                        let start = match pull.to {
                            PullTo::StartOn => pull.at,
                            PullTo::FinishOn => less(pull.at, lasts),
                            PullTo::StartNoLater => start.min(pull.at),
                            PullTo::FinishNoLater if finish > pull.at => less(pull.at, lasts),
                            PullTo::FinishNoLater => start,
                        };
                        let start = start.max(pull.floor);
                        (start, start + lasts)
                    }
                }
            }
        };
        dates.push((start, finish));
    }
    dates
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_say_what_one_iteration_after_the_other_says(seed in 0..u64::MAX, tasks in 1..40_usize) {
        let network = mixed(seed, tasks);
        let ends = [End::Start, End::Finish];
        let keep = (0..=tasks as u32).flat_map(|node| ends.map(|end| (node, end))).collect();
        let ask = Ask { seed, iterations: 100, keep, targets: vec![tasks as u32], ..Ask::default() };
        both_agree::<u16>(&network, &ask)?;
        both_agree::<u32>(&network, &ask)?;
    }
}

fn both_agree<T: Tick>(network: &Network, ask: &Ask) -> Result<(), TestCaseError> {
    use super::chance::{Counters, bits};
    let outcome = run_program(
        &Program::<T>::compile(network, &ask.starts()).unwrap(),
        ask,
        false,
    );
    let mut drives = vec![0; network.nodes.len()];
    for iteration in 0..ask.iterations as usize {
        let counters = Counters::of(ask.seed, iteration as u32 / 64);
        let draw = |key: Key| bits(&counters, key).0[iteration % 64];
        let drawn = |takes: &Takes| match takes {
            Takes::Always(ticks) => *ticks,
            Takes::Drawn(key, fitted) => {
                let share = fitted.shape.at(draw(*key));
                T::stretched(share, T::scale(fitted.low, fitted.width)).ticks()
            }
        };
        let mut occurs: Vec<bool> = Vec::new();
        for event in &network.events {
            let lies = (event.from..event.to).contains(&u32::from(draw(event.key)));
            occurs.push(lies && event.after.is_none_or(|after| occurs[after as usize]));
        }
        let dates = plainly::<T>(network, &drawn, &occurs);
        for (node, (start, finish)) in dates.iter().enumerate() {
            prop_assert_eq!(
                outcome.dates[2 * node][iteration],
                *start,
                "start of {}",
                node
            );
            prop_assert_eq!(
                outcome.dates[2 * node + 1][iteration],
                *finish,
                "finish of {}",
                node
            );
        }
        let latest = dates.last().map_or(0, |(_, finish)| *finish);
        for (node, (_, finish)) in dates.iter().enumerate() {
            drives[node] += u32::from(*finish == latest);
        }
    }
    // What finishes last drives at least as often as it does.
    for (counts, drives) in outcome.drives[0].counts.iter().zip(drives) {
        prop_assert!(*counts >= drives);
    }
    Ok(())
}

#[test]
fn every_number_of_threads_gives_the_same_bytes_and_they_are_pinned() {
    let network = mixed(11, 200);
    let ask = ask(&network, 5_000);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| run(&network, &ask).unwrap())
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(7));
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for number in one.dates.iter().chain([&one.drives[0].counts]).flatten() {
        for byte in number.to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    snapbox::assert_data_eq!(format!("{hash:016x}"), snapbox::str!["2d620fab6ef885b2"]);
}
