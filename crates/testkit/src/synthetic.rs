//! The synthetic project on which schedulers are compared: how long each task takes, and which ones it waits for.
//!
//! Every peer makes it from Python's `random.Random(1)`: task by task, sorted, so many of the fifty before it, then one to ten
//! days. So it is made here with the same generator, which is the Mersenne twister (Matsumoto and Nishimura, 1998).

/// A task takes its predecessors from so many before it.
const WINDOW: usize = 50;

/// A task of the synthetic project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntheticTask {
    /// Working days, 1 to 10.
    pub days: u32,
    /// The tasks that it starts after, by their position, in order.
    pub predecessors: Vec<usize>,
}

/// So many tasks, each with so many predecessors, as far as there are tasks before it. At most five are drawn as Python draws.
pub fn synthetic_project(tasks: usize, predecessors: usize) -> Vec<SyntheticTask> {
    let mut random = Twister::seeded(1);
    (0..tasks)
        .map(|task| {
            let first = task.saturating_sub(WINDOW);
            let mut chosen: Vec<usize> = random
                .sample(task - first, predecessors.min(task))
                .into_iter()
                .map(|place| first + place)
                .collect();
            chosen.sort_unstable();
            SyntheticTask {
                days: 1 + random.below(10) as u32,
                predecessors: chosen,
            }
        })
        .collect()
}

/// Words of the twister's state.
const WORDS: usize = 624;

/// MT19937, drawing numbers as Python's `random` does.
struct Twister {
    state: [u32; WORDS],
    next: usize,
}

impl Twister {
    /// Python's `random.Random(seed)`, which seeds by an array of one word.
    fn seeded(seed: u32) -> Self {
        let mut state = [0u32; WORDS];
        state[0] = 19_650_218;
        for word in 1..WORDS {
            state[word] = spread(&state, word, 1_812_433_253).wrapping_add(word as u32);
        }
        let mut word = 1;
        for _ in 0..WORDS {
            state[word] = (state[word] ^ spread(&state, word, 1_664_525)).wrapping_add(seed);
            word = following(&mut state, word);
        }
        for _ in 1..WORDS {
            state[word] =
                (state[word] ^ spread(&state, word, 1_566_083_941)).wrapping_sub(word as u32);
            word = following(&mut state, word);
        }
        state[0] = 0x8000_0000;
        Self { state, next: WORDS }
    }

    /// So many different numbers below `population`, as `random.sample` chooses them: from a pool that shrinks when the
    /// population is small, by drawing again when it is not.
    fn sample(&mut self, population: usize, count: usize) -> Vec<usize> {
        const SMALL: usize = 21;
        if population <= SMALL {
            let mut pool: Vec<usize> = (0..population).collect();
            return (0..count)
                .map(|_| {
                    let place = self.below(pool.len());
                    pool.swap_remove(place)
                })
                .collect();
        }
        let mut chosen = Vec::with_capacity(count);
        while chosen.len() < count {
            let number = self.below(population);
            if !chosen.contains(&number) {
                chosen.push(number);
            }
        }
        chosen
    }

    /// A number below `bound`: as many bits as that has, drawn again while they are too large.
    fn below(&mut self, bound: usize) -> usize {
        let bits = usize::BITS - bound.leading_zeros();
        loop {
            let number = (self.word() >> (32 - bits)) as usize;
            if number < bound {
                return number;
            }
        }
    }

    fn word(&mut self) -> u32 {
        if self.next == WORDS {
            self.twist();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn twist(&mut self) {
        const AHEAD: usize = 397;
        for word in 0..WORDS {
            let next = self.state[(word + 1) % WORDS];
            let mixed = (self.state[word] & 0x8000_0000) | (next & 0x7fff_ffff);
            let odd = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[word] = self.state[(word + AHEAD) % WORDS] ^ (mixed >> 1) ^ odd;
        }
        self.next = 0;
    }
}

/// The word before `word`, spread over all bits.
fn spread(state: &[u32; WORDS], word: usize, factor: u32) -> u32 {
    let before = state[word - 1];
    (before ^ (before >> 30)).wrapping_mul(factor)
}

/// The word after `word`; the first one takes over from the last.
fn following(state: &mut [u32; WORDS], word: usize) -> usize {
    if word + 1 < WORDS {
        return word + 1;
    }
    state[0] = state[WORDS - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_as_python_begins() {
        let tasks = synthetic_project(60, 2);
        let said = |task: usize| (tasks[task].days, tasks[task].predecessors.as_slice());
        assert_eq!(said(0), (3, &[][..]));
        assert_eq!(said(1), (5, &[0][..]));
        assert_eq!(said(2), (8, &[0, 1][..]));
        assert_eq!(said(3), (4, &[1, 2][..]));
        assert_eq!(said(59), (2, &[39, 40][..]));
    }
}
