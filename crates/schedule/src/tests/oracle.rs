//! A synthetic project on whose dates independent schedulers agree.
//!
//! Durations of 1 to 10 days, each task after two of the fifty before it, drawn as Python's `random.Random(1)` draws them.

use longpole_model::{
    Charter, Estimate, Item, ItemId, ItemRef, Need, NeedId, NeedSource, Program, ProgramId, Span,
    Spread, Workspace,
};
use longpole_testkit::date;

use crate::{Options, needs_by, schedule};

#[test]
fn a_thousand_tasks_end_where_other_schedulers_say() {
    check(1_000, 550, "2028-02-11T17:00:00", 86);
}

#[test]
fn ten_thousand_tasks_end_where_other_schedulers_say() {
    check(10_000, 4_931, "2044-11-28T17:00:00", 786);
}

#[test]
fn a_hundred_thousand_items_with_three_needs_each_are_dated() {
    let (network, schedule) = schedule(&synthetic(100_000, 3), &Options::default()).unwrap();
    assert_eq!(network.nodes.len(), 100_000);
    assert_eq!(network.links.len(), 299_994);
    assert_eq!(needs_by(&network, &schedule).len(), 299_994);
    assert!(schedule.total_slack.iter().all(|&slack| slack >= 0));
}

fn check(tasks: usize, working_days: i64, finish: &str, critical: usize) {
    let (network, schedule) = schedule(&synthetic(tasks, 2), &Options::default()).unwrap();
    let program = &schedule.programs[0];
    assert_eq!(program.finish.datetime(), finish.parse().unwrap());
    let calendar = network.calendar(0);
    assert_eq!(
        calendar.minutes_from(program.start, program.finish),
        working_days * 480
    );
    let without_slack =
        (0..network.nodes.len()).filter(|&node| schedule.is_critical(&network, node));
    assert_eq!(without_slack.count(), critical);
}

fn synthetic(tasks: usize, needs: usize) -> Workspace {
    let mut random = Twister::new(1);
    let id = |task: usize| ItemId::new(&format!("t{task:06}")).unwrap();
    let mut program = Program {
        charter: Charter {
            data_date: Some(date("2026-01-05")),
            ..Charter::default()
        },
        ..Program::default()
    };
    for task in 0..tasks {
        let first = task.saturating_sub(50);
        for provider in random.sample(task - first, needs.min(task)) {
            let source = NeedSource::Item(ItemRef {
                program: None,
                item: id(first + provider),
            });
            let need = NeedId::new(&format!("{}<-{}", id(task), id(first + provider))).unwrap();
            program.needs.insert(need, Need::plain(id(task), source));
        }
        let days = 1 + random.below(10) as i64;
        let item = Item {
            estimate: Some(Estimate::Duration(Spread::Fixed(Span::days(days)))),
            ..Item::default()
        };
        program.items.insert(id(task), item);
    }
    Workspace {
        programs: [(ProgramId::new("synthetic").unwrap(), program)].into(),
        ..Workspace::default()
    }
}

/// The Mersenne Twister (Matsumoto and Nishimura, 1998), seeded and read as Python does.
struct Twister {
    state: [u32; 624],
    next: usize,
}

impl Twister {
    fn new(seed: u32) -> Self {
        let mut state = [0u32; 624];
        state[0] = 19_650_218;
        for index in 1..624 {
            state[index] = mix(state[index - 1])
                .wrapping_mul(1_812_433_253)
                .wrapping_add(index as u32);
        }
        // The key has one word: the seed.
        let mut index = 1;
        for _ in 0..624 {
            state[index] =
                (state[index] ^ mix(state[index - 1]).wrapping_mul(1_664_525)).wrapping_add(seed);
            index = wrap(&mut state, index + 1);
        }
        for _ in 0..623 {
            state[index] = (state[index] ^ mix(state[index - 1]).wrapping_mul(1_566_083_941))
                .wrapping_sub(index as u32);
            index = wrap(&mut state, index + 1);
        }
        state[0] = 0x8000_0000;
        Self { state, next: 624 }
    }

    fn word(&mut self) -> u32 {
        if self.next == 624 {
            for index in 0..624 {
                let high = self.state[index] & 0x8000_0000;
                let both = high | (self.state[(index + 1) % 624] & 0x7fff_ffff);
                let odd = if both & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[index] = self.state[(index + 397) % 624] ^ (both >> 1) ^ odd;
            }
            self.next = 0;
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// A number below `bound`: as many bits as it has, drawn again while too large.
    fn below(&mut self, bound: usize) -> usize {
        let bits = usize::BITS - bound.leading_zeros();
        loop {
            let drawn = (self.word() >> (32 - bits)) as usize;
            if drawn < bound {
                return drawn;
            }
        }
    }

    /// `count` different numbers below `bound`, sorted.
    fn sample(&mut self, bound: usize, count: usize) -> Vec<usize> {
        let mut drawn = Vec::with_capacity(count);
        if bound <= 21 {
            let mut pool: Vec<usize> = (0..bound).collect();
            for taken in 0..count {
                let at = self.below(bound - taken);
                drawn.push(pool[at]);
                pool[at] = pool[bound - taken - 1];
            }
        } else {
            while drawn.len() < count {
                let number = self.below(bound);
                if !drawn.contains(&number) {
                    drawn.push(number);
                }
            }
        }
        drawn.sort_unstable();
        drawn
    }
}

fn mix(word: u32) -> u32 {
    word ^ (word >> 30)
}

/// The seeding walks the state in a circle that leaves out its first word.
fn wrap(state: &mut [u32; 624], index: usize) -> usize {
    if index < 624 {
        return index;
    }
    state[0] = state[623];
    1
}
