//! The loop of a campaign: seed after seed until the limit, keeping each input that made trouble.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::worker::{Ending, Worker};
use super::{Campaign, Trial};

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    Cases(u64),
    Time(Duration),
}

/// Generous for one case, even on a machine that does other things: a case takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a long run says that it is still alive.
const PROGRESS: Duration = Duration::from_secs(30);

/// What a campaign found.
#[derive(Debug)]
pub(super) struct Summary {
    name: &'static str,
    first_seed: u64,
    cases: u64,
    took: Duration,
    /// How many cases ended in which way.
    outcomes: BTreeMap<&'static str, u64>,
    /// Panics by their place, and hangs: one mistake is usually found a thousand times, with other figures in its words.
    trouble: BTreeMap<String, Trouble>,
}

#[derive(Debug)]
struct Trouble {
    count: u64,
    /// What the first case said.
    words: String,
    /// The input of the first case.
    input: PathBuf,
}

impl Summary {
    pub(super) fn is_well(&self) -> bool {
        self.trouble.is_empty()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, cases, .. } = self;
        let seconds = self.took.as_secs_f64();
        let first = self.first_seed;
        writeln!(
            f,
            "{name}: {cases} cases in {seconds:.1} s, from seed {first} on"
        )?;
        for (word, count) in &self.outcomes {
            writeln!(f, "  {count:>9} {word}")?;
        }
        for Trouble {
            count,
            words,
            input,
        } in self.trouble.values()
        {
            writeln!(f, "  {count:>9} {}", words.replace('\n', "\n            "))?;
            writeln!(f, "            shown by {}", input.display())?;
        }
        match self.trouble.len() {
            0 => writeln!(f, "{name}: no trouble"),
            1 => writeln!(f, "{name}: FAILED, one kind of trouble"),
            kinds => writeln!(f, "{name}: FAILED, {kinds} kinds of trouble"),
        }
    }
}

/// Runs `trial` from `first_seed` on until `limit`, and keeps the inputs that make trouble in the folder `kept`.
#[expect(
    clippy::disallowed_methods,
    reason = "a campaign runs for as long as it was told to; no result depends on it"
)]
pub(super) fn drive(
    campaign: &Campaign,
    trial: Box<dyn Trial>,
    limit: Limit,
    first_seed: u64,
    kept: &Path,
    out: &mut dyn Write,
) -> io::Result<Summary> {
    fs::create_dir_all(kept)?;
    // A case that takes the whole process down (an overflow of the stack) leaves its input here.
    let running = kept.join("running");
    let trial: Arc<dyn Trial> = Arc::from(trial);
    let mut worker = Worker::new(Arc::clone(&trial), PATIENCE);
    let mut summary = Summary {
        name: campaign.name,
        first_seed,
        cases: 0,
        took: Duration::ZERO,
        outcomes: BTreeMap::new(),
        trouble: BTreeMap::new(),
    };
    let start = Instant::now();
    let mut next_word = PROGRESS;
    while goes_on(limit, &summary) {
        let seed = first_seed + summary.cases;
        let input = trial.input(seed);
        fs::write(&running, &input)?;
        match worker.run(input.clone()) {
            Ending::Outcome(word) => *summary.outcomes.entry(word).or_default() += 1,
            Ending::Panic(words) => note(&mut summary, words, seed, &input, kept)?,
            Ending::Hang => {
                let words = format!("did not end within {} s", PATIENCE.as_secs());
                note(&mut summary, words, seed, &input, kept)?;
            }
        }
        summary.cases += 1;
        summary.took = start.elapsed();
        if summary.took >= next_word {
            next_word = summary.took + PROGRESS;
            progress(&summary, out)?;
        }
    }
    fs::remove_file(&running).or_else(|error| match error.kind() {
        io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(summary)
}

fn goes_on(limit: Limit, summary: &Summary) -> bool {
    match limit {
        Limit::Cases(cases) => summary.cases < cases,
        Limit::Time(time) => summary.took < time,
    }
}

fn note(
    summary: &mut Summary,
    words: String,
    seed: u64,
    input: &[u8],
    kept: &Path,
) -> io::Result<()> {
    let place = words.lines().next().unwrap_or_default().to_owned();
    if let Some(known) = summary.trouble.get_mut(&place) {
        known.count += 1;
        return Ok(());
    }
    let path = kept.join(format!("seed-{seed}"));
    fs::write(&path, input)?;
    let trouble = Trouble {
        count: 1,
        words,
        input: path,
    };
    summary.trouble.insert(place, trouble);
    Ok(())
}

fn progress(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}: {} cases in {} s, {} kinds of trouble",
        summary.name,
        summary.cases,
        summary.took.as_secs(),
        summary.trouble.len()
    )?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Panics on every third seed.
    struct Thirds;

    impl Trial for Thirds {
        fn input(&self, seed: u64) -> Vec<u8> {
            seed.to_string().into_bytes()
        }

        fn run(&self, input: &[u8]) -> &'static str {
            let seed: u64 = std::str::from_utf8(input).unwrap().parse().unwrap();
            assert!(seed % 3 != 2, "a third");
            if seed.is_multiple_of(2) {
                "even"
            } else {
                "odd"
            }
        }
    }

    const CAMPAIGN: Campaign = Campaign {
        name: "thirds",
        question: "Does it panic?",
        short_cases: 10,
        prepare: |_| Ok(Box::new(Thirds)),
    };

    #[test]
    fn cases_are_counted_and_the_input_of_a_panic_is_kept() {
        let kept = tempfile::tempdir().unwrap();
        let summary = drive(
            &CAMPAIGN,
            Box::new(Thirds),
            Limit::Cases(10),
            0,
            kept.path(),
            &mut Vec::new(),
        )
        .unwrap();

        assert_eq!(summary.cases, 10);
        assert_eq!(summary.outcomes["even"], 3);
        assert_eq!(summary.outcomes["odd"], 4);
        assert!(!summary.is_well());
        let trouble = summary.trouble.values().next().unwrap();
        assert!(trouble.words.contains("a third"), "{}", trouble.words);
        assert_eq!(trouble.count, 3);
        assert_eq!(fs::read(&trouble.input).unwrap(), b"2");
        assert!(!kept.path().join("running").exists());
        assert!(summary.to_string().contains("FAILED, one kind of trouble"));
    }

    #[test]
    fn a_run_from_another_seed_begins_there() {
        let kept = tempfile::tempdir().unwrap();
        let summary = drive(
            &CAMPAIGN,
            Box::new(Thirds),
            Limit::Cases(2),
            3,
            kept.path(),
            &mut Vec::new(),
        )
        .unwrap();
        assert!(summary.is_well());
        let words = summary.to_string();
        assert!(words.contains(": 2 cases in "), "{words}");
        assert!(words.contains(", from seed 3 on\n"), "{words}");
    }
}
