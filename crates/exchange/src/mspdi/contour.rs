//! How is the work of an assignment spread over its time?
//!
//! Project's predefined contours, in ten equal stretches, each as the share of the units that work in it (Microsoft's
//! documentation of work contours).

use longpole_model::Probability;

static CONTOURS: [[u32; 10]; 7] = [
    [10, 15, 25, 50, 50, 75, 75, 100, 100, 100],
    [100, 100, 100, 75, 75, 50, 50, 25, 15, 10],
    [25, 50, 100, 50, 25, 25, 50, 100, 50, 25],
    [25, 50, 100, 100, 75, 50, 50, 25, 15, 10],
    [10, 15, 25, 50, 50, 75, 100, 100, 50, 25],
    [10, 20, 40, 80, 100, 100, 80, 40, 20, 10],
    [25, 50, 75, 100, 100, 100, 100, 75, 50, 25],
];

/// The shares of a contour by its code, 1 (back loaded) to 7 (turtle), in percent. `None` for an even one (0) and for one
/// that somebody edited (8).
pub(super) fn shares(code: i64) -> Option<&'static [u32]> {
    let at = usize::try_from(code.checked_sub(1)?).ok()?;
    CONTOURS.get(at).map(<[u32; 10]>::as_slice)
}

/// The code of shares; 8 when they are none of the predefined ones.
pub(super) fn code(shares: &[Probability]) -> i64 {
    if shares.is_empty() {
        return 0;
    }
    let same = |contour: &[u32; 10]| {
        contour.len() == shares.len()
            && contour
                .iter()
                .zip(shares)
                .all(|(percent, share)| Probability::percent(*percent) == Some(*share))
    };
    CONTOURS.iter().position(same).map_or(8, |at| at as i64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_gives_shares_and_they_give_the_code() {
        for contour in 1..=7 {
            let shares: Vec<_> = shares(contour)
                .unwrap()
                .iter()
                .filter_map(|share| Probability::percent(*share))
                .collect();
            assert_eq!(code(&shares), contour);
        }
        assert_eq!(shares(0), None);
        assert_eq!(shares(8), None);
        assert_eq!(code(&[]), 0);
        assert_eq!(code(&[Probability::ONE]), 8);
    }
}
