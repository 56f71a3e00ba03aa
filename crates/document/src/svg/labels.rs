//! Labels beside vertical lines: which level and which side each gets, so that none covers another.

use super::Anchor;

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placement {
    /// 0 is nearest to the plot.
    pub(super) level: usize,
    /// `Start`: to the right of its line. `End`: to the left.
    pub(super) anchor: Anchor,
}

/// Space between a line and its label.
pub(super) const GAP: f64 = 5.0;

/// The best of all placements: no label covers another or leaves the bounds; then, as few labels as can be are
/// crossed by a line, and they stand low. Each label has its line's place and its own width. Meant for up to five.
pub(super) fn place(labels: &[(f64, f64)], bounds: (f64, f64)) -> Vec<Placement> {
    let count = labels.len();
    let mut best: Option<(usize, Vec<Placement>)> = None;
    let choices = 2 * count;
    let Some(combinations) = choices.checked_pow(count as u32) else {
        return Vec::new();
    };
    for combination in 0..combinations {
        let placements = decode(combination, count);
        let cost = cost(labels, &placements, bounds);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, placements));
        }
    }
    best.map(|(_, placements)| placements).unwrap_or_default()
}

fn decode(mut combination: usize, count: usize) -> Vec<Placement> {
    let mut placements = Vec::with_capacity(count);
    for _ in 0..count {
        let choice = combination % (2 * count);
        combination /= 2 * count;
        placements.push(Placement {
            level: choice / 2,
            anchor: if choice.is_multiple_of(2) {
                Anchor::Start
            } else {
                Anchor::End
            },
        });
    }
    placements
}

/// The columns that a label fills.
pub(super) fn extent((x, width): (f64, f64), anchor: Anchor) -> (f64, f64) {
    match anchor {
        Anchor::Start => (x + GAP, x + GAP + width),
        Anchor::Middle => (x - width / 2.0, x + width / 2.0),
        Anchor::End => (x - GAP - width, x - GAP),
    }
}

fn cost(labels: &[(f64, f64)], placements: &[Placement], bounds: (f64, f64)) -> usize {
    const COVERED: usize = 1_000_000;
    const OUTSIDE: usize = 100_000;
    const CROSSED: usize = 1_000;
    let mut cost = 0;
    for (index, (&label, placement)) in labels.iter().zip(placements).enumerate() {
        let (left, right) = extent(label, placement.anchor);
        cost += placement.level * 10 + usize::from(placement.anchor == Anchor::End);
        if left < bounds.0 || right > bounds.1 {
            cost += OUTSIDE;
        }
        for (other_index, (&other, beside)) in labels.iter().zip(placements).enumerate() {
            if index == other_index {
                continue;
            }
            let (other_left, other_right) = extent(other, beside.anchor);
            if placement.level == beside.level
                && left < other_right + GAP
                && other_left < right + GAP
            {
                cost += COVERED;
            }
            // The other's line comes down from its own level, through every level below.
            if beside.level >= placement.level && left - 1.0 < other.0 && other.0 < right + 1.0 {
                cost += CROSSED;
            }
        }
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_label_covers_another_or_leaves_the_bounds(places in prop::collection::vec(0.0..720.0_f64, 0..5)) {
            let labels: Vec<(f64, f64)> = places.iter().map(|&x| (x, 130.0)).collect();
            let placements = place(&labels, (0.0, 720.0));

            prop_assert_eq!(placements.len(), labels.len());
            for (index, first) in placements.iter().enumerate() {
                let (left, right) = extent(labels[index], first.anchor);
                prop_assert!(left >= 0.0 && right <= 720.0);
                for (other, second) in placements.iter().enumerate().skip(index + 1) {
                    let (other_left, other_right) = extent(labels[other], second.anchor);
                    prop_assert!(first.level != second.level || right <= other_left || other_right <= left);
                }
            }
        }
    }

    #[test]
    fn labels_with_room_stand_on_one_level() {
        let placements = place(
            &[(10.0, 100.0), (200.0, 100.0), (400.0, 100.0)],
            (0.0, 720.0),
        );

        assert!(placements.iter().all(|placement| placement.level == 0));
    }
}
