//! The layered project on which simulations are compared: triangles, each of which waits for some of the five layers before it.

/// 64-bit linear congruential generator (Knuth's MMIX constants), of which the top 31 bits are taken: the same everywhere.
#[derive(Debug, Clone)]
pub struct Lcg(pub u64);

impl Lcg {
    /// A number from 0 to 1, 1 left out.
    #[expect(
        clippy::should_implement_trait,
        reason = "it never ends, and is no iterator"
    )]
    pub fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    /// A number from 0 to `bound`, `bound` left out.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() * bound as f64) as usize
    }
}

/// A triangular distribution, in days.
#[derive(Debug, Clone, Copy)]
pub struct Triangle {
    /// The least.
    pub a: f64,
    /// The most likely.
    pub m: f64,
    /// The most.
    pub b: f64,
}

impl Triangle {
    /// What is not exceeded with the probability `u`: the exact inverse of the distribution.
    pub fn quantile(self, u: f64) -> f64 {
        let width = self.b - self.a;
        if u * width < self.m - self.a {
            self.a + (u * width * (self.m - self.a)).sqrt()
        } else {
            self.b - ((1.0 - u) * width * (self.b - self.m)).sqrt()
        }
    }
}

/// A layered network of so many tasks, each with the positions of the one to three that it waits for.
pub fn layered_project(tasks: usize, layers: usize) -> Vec<(Triangle, Vec<usize>)> {
    let mut chance = Lcg(1);
    let width = tasks / layers;
    (0..tasks)
        .map(|at| {
            let r = chance.next();
            let m = 1.0 + (19.0 * r).floor() + r;
            let triangle = Triangle {
                a: m * (0.5 + 0.4 * chance.next()),
                m,
                b: m * (1.2 + 1.6 * chance.next()),
            };
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
            (triangle, links)
        })
        .collect()
}
