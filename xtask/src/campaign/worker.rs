//! A thread that runs the cases of a campaign, so that a panic or an endless loop in one doesn't end the campaign.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

use super::Trial;

/// How a case ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It ran to its end; the word counts it.
    Outcome(&'static str),
    /// It panicked: where, and with which words.
    Panic(String),
    /// It had not ended after the time that a case is given.
    Hang,
}

/// The thread's name, by which its panics are told from others'.
const NAME: &str = "campaign case";

pub(super) struct Worker {
    trial: Arc<dyn Trial>,
    /// What a case is given.
    patience: Duration,
    inputs: Sender<Vec<u8>>,
    endings: Receiver<Ending>,
}

impl Worker {
    pub(super) fn new(trial: Arc<dyn Trial>, patience: Duration) -> Self {
        keep_quiet_about_cases();
        let (inputs, endings) = start(Arc::clone(&trial));
        Self {
            trial,
            patience,
            inputs,
            endings,
        }
    }

    /// Runs one case to its end, or until the patience is over.
    pub(super) fn run(&mut self, input: Vec<u8>) -> Ending {
        let ending = match self.inputs.send(input) {
            Ok(()) => self.endings.recv_timeout(self.patience),
            Err(_) => Err(RecvTimeoutError::Disconnected),
        };
        ending.unwrap_or_else(|error| {
            // The old thread can't be stopped; it is left behind, and a new one takes over.
            (self.inputs, self.endings) = start(Arc::clone(&self.trial));
            match error {
                RecvTimeoutError::Timeout => Ending::Hang,
                RecvTimeoutError::Disconnected => Ending::Panic("the thread ended".to_owned()),
            }
        })
    }
}

fn start(trial: Arc<dyn Trial>) -> (Sender<Vec<u8>>, Receiver<Ending>) {
    let (inputs, inbox) = channel::<Vec<u8>>();
    let (outbox, endings) = channel();
    thread::Builder::new()
        .name(NAME.to_owned())
        .spawn(move || {
            for input in inbox {
                if outbox.send(run_case(&*trial, &input)).is_err() {
                    return;
                }
            }
        })
        .expect("the system gives one more thread");
    (inputs, endings)
}

fn run_case(trial: &dyn Trial, input: &[u8]) -> Ending {
    match panic::catch_unwind(AssertUnwindSafe(|| trial.run(input))) {
        Ok(word) => Ending::Outcome(word),
        Err(_) => Ending::Panic(LAST_PANIC.take()),
    }
}

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

// The panics of cases are kept for the report instead of being printed one by one.
fn keep_quiet_about_cases() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some(NAME) {
                LAST_PANIC.set(info.to_string());
            } else {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs to its end, panics or hangs, as its input asks.
    struct Obedient;

    impl Trial for Obedient {
        fn input(&self, _: u64) -> Vec<u8> {
            Vec::new()
        }

        fn run(&self, input: &[u8]) -> &'static str {
            match input {
                b"panic" => panic!("as asked"),
                b"hang" => loop {
                    thread::park();
                },
                _ => "fine",
            }
        }
    }

    #[test]
    fn a_case_that_panics_or_hangs_does_not_stop_the_next_one() {
        let mut worker = Worker::new(Arc::new(Obedient), Duration::from_millis(200));
        assert_eq!(worker.run(b"".to_vec()), Ending::Outcome("fine"));

        let Ending::Panic(words) = worker.run(b"panic".to_vec()) else {
            panic!("the case did not panic");
        };
        assert!(words.contains("worker.rs"), "{words}");
        assert!(words.contains("as asked"), "{words}");

        assert_eq!(worker.run(b"hang".to_vec()), Ending::Hang);
        assert_eq!(worker.run(b"".to_vec()), Ending::Outcome("fine"));
    }
}
