//! How many samples a second does the kernel draw, with what drives and without, on one thread and on two?
//!
//! `cargo bench -p longpole-forecast --bench forecast_kernel`. The network is layered: each task waits for one to three of the five
//! layers before it. A sample is one task in one iteration: drawn, added and compared.

use std::time::Instant;

use longpole_forecast::kernel::chance::Key;
use longpole_forecast::kernel::network::{End, Link, Network, Node, Takes};
use longpole_forecast::kernel::quantile::Fitted;
use longpole_forecast::kernel::run::{Ask, Outcome, run};
use longpole_testkit::{Triangle, layered_project};

fn network(tasks: &[(Triangle, Vec<usize>)], ticks_per_day: f64) -> Network {
    let node = |(at, (triangle, links)): (usize, &(Triangle, Vec<usize>))| {
        let key = Key::of(1, &format!("p/items.t{at}"));
        let fitted = Fitted::of(&|u| triangle.quantile(u) * ticks_per_day);
        Node {
            links: links.iter().map(|&from| Link::after(from as u32)).collect(),
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
        let tasks = layered_project(count, layers);
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
