//! What a forecast says: dates with their spread, odds, what drives the finish, and what is not known.
//!
//! Values only. Every subject is named by the [`EntityKey`] of what it is about: items, gates and decisions by their own,
//! a program by its charter's, a contract by its need's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use longpole_model::{EntityKey, Probability, ProgramId, Quantiles};

/// The most reasons that one [`DateForecast::incomplete`] lists.
pub const MAX_REASONS: usize = 16;

/// The odds of every date in a workspace: a pure function of network, options and seed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forecast {
    /// The seed that chance was drawn from.
    pub seed: u64,
    /// How often the network was run.
    pub iterations: u32,
    /// Minutes of the time unit of the runs, one of a fixed ladder: what is known is a multiple of it wherever that can be, what is
    /// drawn always is.
    pub unit_minutes: u32,
    /// Whether sixteen bits did not carry the plan in any unit that holds it to the minute, so that thirty-two were taken.
    pub is_wide: bool,
    /// Items (milestones and summaries among them), gates and decisions: when each is finished.
    pub dates: BTreeMap<EntityKey, DateForecast>,
    /// Programs: when each lands, and what sets that date.
    pub programs: BTreeMap<ProgramId, ProgramForecast>,
    /// Needs with a provider: when each is delivered, against its promise and its need-by.
    pub needs: BTreeMap<EntityKey, NeedForecast>,
}

/// The spread of one date.
#[derive(Debug, Clone, PartialEq)]
pub struct DateForecast {
    /// Quantiles of the day.
    pub quantiles: Quantiles,
    /// The mean, as a day.
    pub mean: Date,
    /// The standard deviation, in working days of the subject's calendar.
    pub sd_days: f64,
    /// The standard error of P50 that comes from running only so many iterations, in working days.
    pub p50_error_days: f64,
    /// The standard error of P80, in working days.
    pub p80_error_days: f64,
    /// How many iterations the figures above rest on. All of them for programs, milestones, gates, and whatever has a
    /// commitment, target, deadline or promise; the first so many for the rest of a very large network.
    pub samples: u32,
    /// The share of iterations in which it lies on the path that sets its program's finish, 0 to 1.
    pub criticality: f64,
    /// The odds of the commitment, where there is one.
    pub commitment: Option<Odds>,
    /// The odds of the target, where there is one.
    pub target: Option<Odds>,
    /// The odds of the deadline, where there is one.
    pub deadline: Option<Odds>,
    /// What is missing upstream, so that the dates are only the earliest that they can be, and no odds are given. At most
    /// [`MAX_REASONS`] of them.
    pub incomplete: Vec<Incomplete>,
    /// What was taken for granted where the plan says nothing.
    pub assumed: Vec<Assumed>,
}

impl DateForecast {
    /// Whether everything that it depends on has an estimate.
    pub fn is_complete(&self) -> bool {
        self.incomplete.is_empty()
    }
}

/// How often a date is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odds {
    /// The last day that keeps it.
    pub by: Date,
    /// The odds that were asked for, where somebody said.
    pub confidence: Option<Probability>,
    /// In how many iterations it is kept; `None` when something upstream has no estimate, so that nobody can tell.
    pub kept: Option<u32>,
    /// Out of how many iterations.
    pub of: u32,
}

impl Odds {
    /// The share of iterations in which the date is kept, 0 to 1; `None` when unknown.
    pub fn share(&self) -> Option<f64> {
        self.kept
            .filter(|_| self.of > 0)
            .map(|kept| f64::from(kept) / f64::from(self.of))
    }

    /// The standard error of [`Odds::share`], from the number of iterations alone.
    pub fn standard_error(&self) -> Option<f64> {
        self.share()
            .map(|share| libm::sqrt(share * (1.0 - share) / f64::from(self.of)))
    }
}

/// Why a forecast is incomplete: the odds are unknown rather than a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incomplete {
    /// The item that lacks something.
    pub subject: EntityKey,
    /// What it lacks.
    pub why: Missing,
}

/// What an unfinished item lacks for a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// It has no estimate, and no promised date stands in for one.
    Estimate,
    /// It is a backlog and nobody says at what pace it is worked off.
    Pace,
    /// It is a backlog and nothing was finished in any of the periods that were measured.
    ZeroPace,
    /// It has used up its estimate, which was a single number, and nobody says what is left.
    Remaining,
}

/// What was taken for granted in a forecast.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assumed {
    /// What it was assumed for.
    pub subject: EntityKey,
    /// What was assumed.
    pub what: Assumption,
}

/// What a forecast assumes where the plan is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assumption {
    /// An external team delivers around its promised date with the default spread, since nobody measured how well it keeps
    /// its word.
    DefaultReliability,
    /// A backlog is worked off at one average pace without spread, since no single periods are known.
    SteadyPace,
    /// A risk without a probability does not happen in the forecast.
    NoProbability,
    /// An open decision for which no day is set is made on the data date.
    DecidedAtOnce,
}

/// When a program lands.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramForecast {
    /// The spread of its finish: the latest of its items. The target in it is the charter's.
    pub finish: DateForecast,
    /// In how many iterations it finishes on each day, by rising day. The counts sum to the iterations.
    pub distribution: Vec<(Date, u32)>,
    /// The long pole, first to last: from the finish back, always by what sets the date most often among the runs that came
    /// this far. Chains differ in many small ways; this is what most of them share.
    pub long_pole: Vec<PoleStep>,
    /// The chains that set the finish, each as a whole, the most frequent first.
    pub chains: Vec<DrivingChain>,
    /// Iterations whose chain is not among [`ProgramForecast::chains`].
    pub other_chains: u32,
}

impl ProgramForecast {
    /// The odds of landing on or before `day`; `None` when something upstream has no estimate.
    pub fn odds_by(&self, day: Date) -> Odds {
        let of = self.distribution.iter().map(|(_, count)| count).sum();
        let kept = self
            .distribution
            .iter()
            .take_while(|(finish, _)| *finish <= day)
            .map(|(_, count)| count)
            .sum();
        Odds {
            by: day,
            confidence: None,
            kept: self.finish.is_complete().then_some(kept),
            of,
        }
    }
}

/// A step of the long pole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoleStep {
    /// What it is.
    pub subject: EntityKey,
    /// In how many iterations the finish is set through this step and all that follow it here.
    pub drives: u32,
}

/// A chain of work that sets the finish, first to last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrivingChain {
    /// What it consists of, in the order in which it is worked.
    pub subjects: Vec<EntityKey>,
    /// In how many iterations it sets the finish.
    pub drives: u32,
}

/// When a need is delivered.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedForecast {
    /// What delivers it.
    pub provider: EntityKey,
    /// When it is delivered: the end of the provider that the need is tied to, with the lateness that its team is known
    /// for where it promised a date to another team.
    pub delivery: Quantiles,
    /// The mean, as a day.
    pub mean: Date,
    /// The odds of the promised date, where the provider promised one.
    pub promise: Option<Odds>,
    /// The odds of the need-by, where a commitment, deadline or target downstream asks for one. A need that merely would
    /// let its consumer start earlier has none.
    pub need_by: Option<Odds>,
    /// What is missing upstream of the delivery.
    pub incomplete: Vec<Incomplete>,
}

/// What moves a program's finish, found by leaving things out one at a time under the same chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// The program whose finish is meant.
    pub program: ProgramId,
    /// How many iterations each comparison ran.
    pub iterations: u32,
    /// P50 of the plan as it is, in these iterations.
    pub p50: Date,
    /// P80 of the plan as it is, in these iterations.
    pub p80: Date,
    /// Each item and risk with its effect, the largest at P80 first.
    pub effects: Vec<Effect>,
    /// Each response that could still be taken or dropped, with P80 if it is taken.
    pub responses: Vec<ResponseEffect>,
    /// Items were tried from this criticality on.
    pub least_criticality: f64,
    /// At most so many items were tried.
    pub item_cap: u32,
    /// How many items above the threshold were left out because of the cap.
    pub items_left_out: u32,
}

/// How many working days one uncertainty adds to the finish.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The risk, or the item whose estimate is uncertain.
    pub subject: EntityKey,
    /// Working days by which P50 comes earlier without it; negative for an opportunity.
    pub p50_days: f64,
    /// Working days by which P80 comes earlier without it.
    pub p80_days: f64,
}

/// What a risk's response buys.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseEffect {
    /// The risk.
    pub risk: EntityKey,
    /// The response.
    pub response: longpole_model::ResponseId,
    /// Whether it has been decided for, so that the forecast already has it in.
    pub active: bool,
    /// P80 with the response.
    pub p80_with: Date,
    /// P80 without it.
    pub p80_without: Date,
    /// Working days of P50 that it buys: without less with.
    pub p50_days: f64,
    /// Working days of P80 that it buys.
    pub p80_days: f64,
}

/// By when a decision has to be made, and what waiting costs.
#[derive(Debug, Clone, PartialEq)]
pub struct LastResponsibleDay {
    /// The decision.
    pub decision: EntityKey,
    /// The program whose P80 is watched.
    pub program: ProgramId,
    /// The latest day on which deciding moves P80 by no more than the tolerance; `None` when no day within the horizon
    /// does, so that nothing that is forecast waits for it.
    pub day: Option<Date>,
    /// Whether even deciding on the data date moves P80 by more than the tolerance against having decided before: it is
    /// already late, and the day is the data date.
    pub already_late: bool,
    /// Working days of P80 that count as no move: what was asked for, or the simulation's own error where that is more.
    pub tolerance_days: f64,
    /// P80 of the program when it is decided by then.
    pub p80: Date,
    /// Working days of P80 that each calendar week of waiting costs after that day, over the four weeks after it.
    pub cost_days_per_week: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_unknown_when_nobody_can_tell() {
        let odds = |kept| Odds {
            by: jiff::civil::date(2027, 6, 30),
            confidence: None,
            kept,
            of: 400,
        };
        assert_eq!(odds(Some(100)).share(), Some(0.25));
        assert_eq!(odds(None).share(), None);
        let error = odds(Some(100)).standard_error().unwrap();
        assert!((error - 0.021_650_6).abs() < 1e-6);
    }
}
