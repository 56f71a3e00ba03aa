//! "Did you mean": the name that was probably meant.

/// Names compared in all, so that a broken plan of many thousand ids is answered at once.
const BUDGET: usize = 3_000_000;

/// Looks for near names as long as its budget lasts.
#[derive(Default)]
pub(crate) struct Nearest {
    compared: usize,
}

impl Nearest {
    pub(crate) fn ask<'n>(
        &mut self,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Option<&'n str> {
        let names: Vec<_> = names.collect();
        self.compared += names.len();
        if self.compared > BUDGET {
            None
        } else {
            nearest(name, names)
        }
    }
}

/// The name nearest to `name`, if one is near: about one slip in three characters, whatever the case and the dashes.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = folded(name);
    let length = wanted.chars().count();
    if length == 0 || length > 100 {
        return None;
    }
    // Of two letters, each is half the word.
    let allowed = if length < 3 { 0 } else { (length / 3).max(1) };
    names
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed + 2)
        .map(|candidate| (strsim::osa_distance(&wanted, &folded(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let names = ["tokens-api", "ledger", "go-live"];
        assert_eq!(nearest("token-api", names), Some("tokens-api"));
        assert_eq!(nearest("TokensApi", names), Some("tokens-api"));
        assert_eq!(nearest("legder", names), Some("ledger"));
        assert_eq!(nearest("golive", names), Some("go-live"));
        assert_eq!(nearest("network", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("x", ["a", "b"]), None);
    }
}
