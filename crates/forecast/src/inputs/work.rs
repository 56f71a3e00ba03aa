//! What a node takes, as something that can be drawn.

use longpole_model::Spread;
use longpole_schedule::{Node, NodeState, Work};

use crate::distribution::{BacklogRun, Distribution, LONGEST, Triangular};

/// The distribution of the working minutes that `node` still takes. Where nothing is uncertain, exactly the minutes that the
/// schedule takes.
pub(crate) fn remaining_work(node: &Node) -> Distribution {
    let fixed = Distribution::Fixed(node.duration.clamp(0, i64::from(LONGEST)) as i32);
    if let NodeState::Finished { .. } = node.state {
        return Distribution::Fixed(0);
    }
    match &node.work {
        Work::None => fixed,
        Work::Minutes(spread) if spread.is_fixed() => fixed,
        Work::Minutes(spread) => {
            let whole = Triangular::from_spread(*spread, |minutes| minutes as f64);
            Distribution::Triangular(match node.used {
                0 => whole,
                used => whole.exceeding(used as f64),
            })
        }
        Work::Backlog {
            things,
            pace,
            period,
        } => backlog(*things, pace, *period).unwrap_or(fixed),
    }
}

/// `None` when nothing about it is uncertain.
fn backlog(things: Spread<u32>, pace: &[u32], period: i64) -> Option<Distribution> {
    if things.is_fixed() && is_steady(pace) {
        return None;
    }
    let things = Triangular::from_spread(things, f64::from);
    BacklogRun::new(things, pace, period as f64).map(Distribution::Backlog)
}

/// Whether every period had the same pace, so that there is no spread to draw from.
pub(crate) fn is_steady(pace: &[u32]) -> bool {
    pace.windows(2).all(|pair| pair[0] == pair[1])
}
