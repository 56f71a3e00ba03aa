//! How much time a processor has spent on this thread: what benchmarks count on a machine that does other things, too.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Time of the processor on this thread since it began.
pub fn processor_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_while_there_is_work() {
        let begun = processor_time();
        let mut sum = 0_u64;
        while processor_time() == begun {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(sum < u64::MAX && processor_time() > begun);
    }
}
