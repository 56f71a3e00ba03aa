//! What does a priority's word weigh, on the scale of 0 to 1000 on which 500 is the usual?

/// The weight of a word such as `High`, `P1` or `Blocker`: those of Jira's two schemes, GitHub's usual labels and P6.
pub(crate) fn weight(word: &str) -> Option<u16> {
    Some(match word.trim().to_lowercase().as_str() {
        "blocker" | "critical" | "highest" | "urgent" | "immediate" | "top" | "p0"
        | "very high" | "showstopper" => 900,
        "high" | "major" | "p1" | "important" | "hoch" => 700,
        "medium" | "normal" | "moderate" | "p2" | "mittel" => 500,
        "low" | "minor" | "p3" | "niedrig" => 300,
        "lowest" | "trivial" | "p4" | "p5" | "very low" => 100,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_weigh_what_they_say() {
        assert_eq!(
            ["Highest", "High", "Medium", "Low", "Trivial", "None"].map(weight),
            [Some(900), Some(700), Some(500), Some(300), Some(100), None]
        );
    }
}
