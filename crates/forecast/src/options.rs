//! What a forecast is computed with.

/// Seed, number of iterations, and how far comparisons go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ForecastOptions {
    /// Where chance comes from. Forecasts that are compared have the same.
    pub seed: u64,
    /// How often the network is run.
    pub iterations: u32,
    /// How often it is run for each comparison: with a risk left out, an item fixed, a decision at another day.
    pub comparison_iterations: u32,
    /// Items are tried one by one from this criticality on, 0 to 1.
    pub least_criticality: f64,
    /// At most so many items are tried, the most critical first.
    pub item_cap: u32,
    /// By how many working days deciding later may move P80 before it counts as too late.
    pub tolerance_days: f64,
}

impl Default for ForecastOptions {
    fn default() -> Self {
        Self {
            seed: 0,
            iterations: 10_000,
            comparison_iterations: 2_000,
            least_criticality: 0.05,
            item_cap: 40,
            tolerance_days: 1.0,
        }
    }
}
