//! How many samples a second does the kernel draw, with what drives and without, on one thread and on two?
//!
//! `cargo bench -p longpole-forecast --bench forecast_kernel`. The network is layered: each task waits for one to three of the five
//! layers before it. A sample is one task in one iteration: drawn, added and compared.

use std::time::Instant;

use longpole_forecast::kernel::chance::Key;
use longpole_forecast::kernel::network::{End, Link, Network, Node, Takes};
use longpole_forecast::kernel::quantile::Fitted;
use longpole_forecast::kernel::run::{Ask, Outcome, run};

/// 64-bit linear congruential generator (Knuth's MMIX constants), top 31 bits: the same network everywhere.
struct Lcg(u64);

impl Lcg {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() * bound as f64) as usize
    }
}

/// A triangle in days, and what it waits for.
struct Task {
    ends: [f64; 3],
    links: Vec<usize>,
}

fn tasks(count: usize, layers: usize) -> Vec<Task> {
    let mut chance = Lcg(1);
    let width = count / layers;
    (0..count)
        .map(|at| {
            let r = chance.next();
            let m = 1.0 + (19.0 * r).floor() + r;
            let ends = [
                m * (0.5 + 0.4 * chance.next()),
                m,
                m * (1.2 + 1.6 * chance.next()),
            ];
            let layer = at / width;
            let mut links = Vec::new();
            if layer > 0 {
                links.push((layer - 1) * width + chance.below(width));
                for _ in 0..chance.below(3) {
                    let back = 1 + chance.below(5.min(layer));
                    links.push((layer - back) * width + chance.below(width));
                }
                links.sort_unstable();
                links.dedup();
            }
            Task { ends, links }
        })
        .collect()
}

fn quantile([a, m, b]: [f64; 3], u: f64) -> f64 {
    let width = b - a;
    if u * width < m - a {
        a + (u * width * (m - a)).sqrt()
    } else {
        b - ((1.0 - u) * width * (b - m)).sqrt()
    }
}

fn network(tasks: &[Task], ticks_per_day: f64) -> Network {
    let node = |(at, task): (usize, &Task)| {
        let key = Key::of(1, &format!("p/items.t{at}"));
        let fitted = Fitted::of(&|u| quantile(task.ends, u) * ticks_per_day);
        Node {
            links: task
                .links
                .iter()
                .map(|&from| Link::after(from as u32))
                .collect(),
            ..Node::work(Takes::Drawn(key, fitted))
        }
    };
    let mut nodes: Vec<Node> = tasks.iter().enumerate().map(node).collect();
    let links = (0..nodes.len() as u32).map(Link::after).collect();
    nodes.push(Node {
        links,
        ..Node::work(Takes::Always(0))
    });
    Network {
        nodes,
        ..Network::default()
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn main() {
    for (count, layers, per_day) in [(1_000, 50, 32.0), (10_000, 100, 16.0)] {
        let tasks = tasks(count, layers);
        let began = Instant::now();
        let network = network(&tasks, per_day);
        println!(
            "{count} tasks, built in {:.2} ms",
            began.elapsed().as_secs_f64() * 1e3
        );
        let ask = |drive: bool| Ask {
            seed: 1,
            iterations: 10_000,
            keep: vec![(count as u32, End::Finish)],
            targets: drive.then_some(count as u32).into_iter().collect(),
            ..Ask::default()
        };
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("a pool");
            for drive in [false, true] {
                let mut best = f64::MAX;
                let mut outcome: Option<Outcome> = None;
                for _ in 0..20 {
                    let began = Instant::now();
                    outcome = pool.install(|| run(&network, &ask(drive)).ok());
                    best = best.min(began.elapsed().as_secs_f64());
                }
                let outcome = outcome.expect("it ran");
                println!(
                    "{threads} threads, criticality {drive}: {:.2} ms, {:.2} G/s, wide {}",
                    best * 1e3,
                    count as f64 * 1e4 / best / 1e9,
                    outcome.is_wide
                );
            }
        }
    }
}
