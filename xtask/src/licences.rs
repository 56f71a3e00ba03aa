//! Whether a licence expression can be met with the licences that are allowed.
//!
//! SPDX expressions: `OR` (one side is enough), `AND` (both are needed), `WITH` (a licence and its exception count as one name),
//! brackets. Old manifests write `/` for `OR`.

/// Whether the licence `expression` can be met by choosing among `allowed`. An error says what in it can't be read.
pub fn allowed(expression: &str, allowed: &[String]) -> Result<bool, String> {
    let mut words = Words::of(expression);
    let met = alternatives(&mut words, allowed)?;
    match words.next() {
        None => Ok(met),
        Some(word) => Err(format!("\"{word}\" is one too many in \"{expression}\"")),
    }
}

// `AND` binds closer than `OR`.
fn alternatives(words: &mut Words, allowed: &[String]) -> Result<bool, String> {
    let mut met = all_of(words, allowed)?;
    while words.take("OR") || words.take("/") {
        met |= all_of(words, allowed)?;
    }
    Ok(met)
}

fn all_of(words: &mut Words, allowed: &[String]) -> Result<bool, String> {
    let mut met = one(words, allowed)?;
    while words.take("AND") {
        met &= one(words, allowed)?;
    }
    Ok(met)
}

fn one(words: &mut Words, allowed: &[String]) -> Result<bool, String> {
    if words.take("(") {
        let met = alternatives(words, allowed)?;
        if !words.take(")") {
            return Err("a bracket is not closed".to_owned());
        }
        return Ok(met);
    }
    let mut name = words.name()?;
    if words.take("WITH") {
        name = format!("{name} WITH {}", words.name()?);
    }
    Ok(allowed.contains(&name))
}

struct Words {
    /// Last first, so that the next one is popped.
    left: Vec<String>,
}

impl Words {
    fn of(expression: &str) -> Self {
        let mut spaced = String::new();
        for letter in expression.chars() {
            match letter {
                '(' | ')' | '/' => spaced.extend([' ', letter, ' ']),
                other => spaced.push(other),
            }
        }
        let left = spaced.split_whitespace().rev().map(str::to_owned).collect();
        Self { left }
    }

    fn next(&mut self) -> Option<String> {
        self.left.pop()
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.left.last().is_some_and(|next| next == word);
        if is_next {
            self.left.pop();
        }
        is_next
    }

    fn name(&mut self) -> Result<String, String> {
        match self.next() {
            Some(word) if !["OR", "AND", "WITH", "/", "(", ")"].contains(&word.as_str()) => {
                Ok(word)
            }
            Some(word) => Err(format!("\"{word}\" stands where a licence is expected")),
            None => Err("a licence is missing at the end".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expected: Result<bool, &str>) {
        let list = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
        assert_eq!(
            allowed(expression, &list),
            expected.map_err(str::to_owned),
            "{expression}"
        );
    }

    #[test]
    fn one_side_of_an_or_is_enough() {
        check("MIT", Ok(true));
        check("GPL-3.0-only", Ok(false));
        check("GPL-3.0-only OR MIT", Ok(true));
        check("GPL-3.0-only/MIT", Ok(true));
        check("GPL-3.0-only / LGPL-2.1", Ok(false));
    }

    #[test]
    fn both_sides_of_an_and_are_needed() {
        check("MIT AND Apache-2.0", Ok(true));
        check("MIT AND GPL-3.0-only", Ok(false));
        check("(MIT OR GPL-3.0-only) AND Unicode-3.0", Ok(false));
    }

    #[test]
    fn and_binds_closer_than_or() {
        check("MIT OR Apache-2.0 AND GPL-3.0-only", Ok(true));
        check("(MIT OR Apache-2.0) AND GPL-3.0-only", Ok(false));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        check("Apache-2.0 WITH LLVM-exception", Ok(true));
        check("MIT WITH Classpath-exception-2.0", Ok(false));
        check("MIT WITH Classpath-exception-2.0 OR MIT", Ok(true));
    }

    #[test]
    fn what_is_no_expression_is_an_error() {
        check("", Err("a licence is missing at the end"));
        check("MIT OR", Err("a licence is missing at the end"));
        check("(MIT", Err("a bracket is not closed"));
        check("OR MIT", Err("\"OR\" stands where a licence is expected"));
        check("MIT MIT", Err("\"MIT\" is one too many in \"MIT MIT\""));
    }
}
