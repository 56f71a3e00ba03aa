//! Working time in tenths of a minute: a thin layer over [`WorkCalendar`], which counts whole minutes.

use longpole_model::Span;

use super::tick::{PER_MINUTE, Tick};
use crate::{Wall, WorkCalendar};

/// A calendar, read in ticks. Its axis counts tenths of working minutes.
#[derive(Debug, Clone, Copy)]
pub struct Working<'a>(pub &'a WorkCalendar);

impl Working<'_> {
    /// The position of `tick` on the axis. Within time off it stands still.
    pub fn work_at(self, tick: Tick) -> i64 {
        let minute = tick.minute();
        let axis = self.0.work_at(minute);
        let part = tick.part();
        if part == 0 {
            return axis * PER_MINUTE;
        }
        let works = self.0.work_at(minute.plus_clock(1)) > axis;
        axis * PER_MINUTE + if works { part } else { 0 }
    }

    /// The latest instant at `axis`: where the next work begins.
    pub fn start_tick(self, axis: i64) -> Tick {
        Tick::of(self.0.start_wall(axis.div_euclid(PER_MINUTE)))
            .plus_clock(axis.rem_euclid(PER_MINUTE))
    }

    /// The earliest instant at `axis`: where the work before it ends.
    pub fn finish_tick(self, axis: i64) -> Tick {
        if axis.rem_euclid(PER_MINUTE) == 0 {
            Tick::of(self.0.finish_wall(axis.div_euclid(PER_MINUTE)))
        } else {
            self.start_tick(axis)
        }
    }

    /// `tick`, or the next instant at which work can begin.
    #[inline]
    pub fn next_start(self, tick: Tick) -> Tick {
        Tick::of(self.0.next_start(tick.minute())).max(tick)
    }

    /// `tick`, or the last instant before it at which work can end.
    #[inline]
    pub fn previous_finish(self, tick: Tick) -> Tick {
        let minute = tick.minute();
        if tick.part() > 0 && self.0.next_start(minute) == minute {
            // In the middle of a minute that is worked.
            return tick;
        }
        Tick::of(self.0.previous_finish(minute))
    }

    /// The finish of so much work (tenths of a minute) that begins at `start`, or at the next working instant; `start` for none.
    pub fn finish_after(self, start: Tick, tenths: i64) -> Tick {
        if tenths <= 0 {
            return start;
        }
        self.finish_tick(self.work_at(start).saturating_add(tenths))
    }

    /// The latest start of so much work that ends at `finish`, or at the last working instant before it; `finish` for none.
    pub fn start_before(self, finish: Tick, tenths: i64) -> Tick {
        if tenths <= 0 {
            return finish;
        }
        self.start_tick(self.work_at(finish).saturating_sub(tenths))
    }

    /// Tenths of working minutes from `from` to `to`; negative when `to` is earlier.
    pub fn between(self, from: Tick, to: Tick) -> i64 {
        if from == to {
            return 0;
        }
        self.work_at(to) - self.work_at(from)
    }

    /// Tenths of working minutes of `span`, rounded half up; of an elapsed span its tenths of minutes on the clock.
    pub fn tenths_of(self, span: Span) -> i64 {
        self.0.tenths_of(span)
    }

    /// Where the work of the day of `midnight` begins; its midnight when nobody works.
    pub fn day_start(self, midnight: Wall) -> Tick {
        Tick::of(self.0.day_start(midnight))
    }

    /// Where the work of the day of `midnight` ends; its last minute when nobody works.
    pub fn day_end(self, midnight: Wall) -> Tick {
        Tick::of(self.0.day_end(midnight))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use longpole_model::SpanUnit;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn work_runs_in_tenths_across_a_night() {
        let calendar = WorkCalendar::standard();
        let work = Working(&calendar);
        let start = Tick::at(date(2026, 9, 7).at(16, 59, 36, 0));

        let finish = work.finish_after(start, 7);

        assert_eq!(finish.datetime(), date(2026, 9, 8).at(8, 0, 18, 0));
        assert_eq!(work.between(start, finish), 7);
        assert_eq!(work.start_before(finish, 7), start);
    }

    #[test]
    fn a_part_of_a_minute_in_time_off_does_not_count() {
        let calendar = WorkCalendar::standard();
        let work = Working(&calendar);
        let noon = Tick::at(date(2026, 9, 7).at(12, 0, 0, 0));

        assert_eq!(work.between(noon, noon.plus_clock(7)), 0);
        assert_eq!(work.previous_finish(noon.plus_clock(7)), noon);
        assert_eq!(
            work.next_start(noon.plus_clock(7)).datetime(),
            date(2026, 9, 7).at(13, 0, 0, 0)
        );
    }

    #[test]
    fn spans_are_exact_to_the_tenth() {
        let calendar = WorkCalendar::standard();
        let span = |thousandths, unit, elapsed| {
            Working(&calendar).tenths_of(Span {
                thousandths,
                unit,
                elapsed,
            })
        };
        assert_eq!(span(300, SpanUnit::Minute, false), 3);
        assert_eq!(span(1500, SpanUnit::Day, false), 7200);
        assert_eq!(span(1000, SpanUnit::Day, true), 14_400);
    }

    proptest! {
        #[test]
        fn work_is_found_next_to_an_instant_as_the_axis_has_it(tenths in Tick::MIN.tenths()..=Tick::MAX.tenths()) {
            for calendar in [WorkCalendar::standard(), WorkCalendar::around_the_clock()] {
                let work = Working(&calendar);
                for tick in [Tick::new(tenths), Tick::MIN, Tick::MAX] {
                    prop_assert_eq!(work.next_start(tick), work.start_tick(work.work_at(tick)).max(tick));
                    prop_assert_eq!(work.previous_finish(tick), work.finish_tick(work.work_at(tick)).min(tick));
                }
            }
        }
    }
}
