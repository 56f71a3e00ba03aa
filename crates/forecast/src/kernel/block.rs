//! One block: sixty-four iterations of the whole network.

use super::chance::{Counters, bits};
use super::network::{End, Kind, PullTo};
use super::program::{Arc, Lasts, NONE, Program, Step};
use super::quantile::at_fine;
use super::row::{Row, Tick};
use super::vector::{Task, Unit};

/// The dates of a block, and what was drawn for it.
#[derive(Debug)]
pub(crate) struct Block<T: Tick> {
    /// By row: the finish of every node, then starts that somebody asks for.
    pub(crate) rows: Vec<Row<T>>,
    counters: Counters,
    /// By event: all bits where it occurs, none where it doesn't.
    events: Vec<Row<u16>>,
}

/// What holds a node back.
pub(crate) struct Bounds<T: Tick> {
    pub(crate) start: Row<T>,
    pub(crate) finish: Row<T>,
}

impl<T: Tick> Block<T> {
    /// Room for a block of `program`.
    pub(crate) fn new(program: &Program<T>) -> Self {
        Self {
            rows: vec![Row::all(T::ZERO); program.rows],
            counters: Counters::of(0, 0),
            events: vec![Row::all(0); program.events.len()],
        }
    }
}

/// Works out all dates of a block.
pub(crate) struct Forward<'a, T: Tick> {
    pub(crate) program: &'a Program<T>,
    pub(crate) seed: u64,
    pub(crate) block: u32,
    pub(crate) into: &'a mut Block<T>,
}

impl<T: Tick> Task for Forward<'_, T> {
    type Out = ();

    #[inline(always)]
    fn run<U: Unit>(self, unit: U) {
        let Self {
            program,
            seed,
            block,
            into,
        } = self;
        into.counters = Counters::of(seed, block);
        occur(program, into);
        for (node, step) in program.steps.iter().enumerate() {
            let Block {
                rows,
                counters,
                events,
            } = into;
            let drawn = Drawn {
                program,
                counters,
                events,
                unit,
            };
            let mut start = Row::all(step.floor);
            for &from in &program.plain[step.links[0] as usize..step.links[1] as usize] {
                start.raise(&rows[from as usize]);
            }
            if step.start_row == NONE && step.links[2] == step.links[4] {
                drawn.lengthen(step, &mut start);
                rows[node] = start;
            } else {
                drawn.place(node, step, start, rows);
            }
        }
    }
}

/// Finds out which events occur.
#[inline(always)]
fn occur<T: Tick>(program: &Program<T>, block: &mut Block<T>) {
    for (at, event) in program.events.iter().enumerate() {
        let mut row = bits(&block.counters, event.key);
        for bits in &mut row.0 {
            let drawn = u32::from(*bits);
            *bits = if drawn >= event.from && drawn < event.to {
                u16::MAX
            } else {
                0
            };
        }
        if let Some(after) = event.after {
            let after = block.events[after as usize];
            for (bits, after) in row.0.iter_mut().zip(&after.0) {
                *bits &= after;
            }
        }
        block.events[at] = row;
    }
}

/// What chance says in a block.
pub(crate) struct Drawn<'a, T: Tick, U: Unit> {
    pub(crate) program: &'a Program<T>,
    pub(crate) counters: &'a Counters,
    pub(crate) events: &'a [Row<u16>],
    pub(crate) unit: U,
}

impl<T: Tick> Block<T> {
    /// What was drawn for it.
    #[inline(always)]
    pub(crate) fn drawn<'a, U: Unit>(
        &'a self,
        program: &'a Program<T>,
        unit: U,
    ) -> Drawn<'a, T, U> {
        Drawn {
            program,
            counters: &self.counters,
            events: &self.events,
            unit,
        }
    }
}

impl<T: Tick, U: Unit> Drawn<'_, T, U> {
    /// How long something lasts.
    #[inline(always)]
    fn lasts(&self, lasts: Lasts<T>) -> Row<T> {
        match lasts {
            Lasts::Always(ticks) => Row::all(ticks),
            Lasts::Coarse(key, curve, scale) => {
                let bits = bits(self.counters, key);
                let shares = self
                    .unit
                    .coarse(&bits, &self.program.coarse[curve as usize]);
                stretched(&shares, scale)
            }
            Lasts::Fine(key, curve, scale) => {
                let mut shares = bits(self.counters, key);
                let curve = &self.program.fine[curve as usize];
                for share in &mut shares.0 {
                    *share = at_fine(curve, *share);
                }
                stretched(&shares, scale)
            }
        }
    }

    /// Adds to `start` how long `step` lasts.
    #[inline(always)]
    fn lengthen(&self, step: &Step<T>, start: &mut Row<T>) {
        if step.hits.0 == step.hits.1 {
            match step.lasts {
                Lasts::Always(ticks) if ticks == T::ZERO => {}
                lasts => start.add(&self.lasts(lasts)),
            }
        } else {
            start.add(&self.duration(step));
        }
    }

    /// How long `step` lasts, with what occurs.
    #[inline(always)]
    pub(crate) fn duration(&self, step: &Step<T>) -> Row<T> {
        let mut row = self.lasts(step.lasts);
        let hits = &self.program.hits[step.hits.0 as usize..step.hits.1 as usize];
        for adds in [true, false] {
            for hit in hits.iter().filter(|hit| hit.adds == adds) {
                let mut by = self.lasts(hit.lasts);
                let occurs = &self.events[hit.event as usize];
                for (by, occurs) in by.0.iter_mut().zip(&occurs.0) {
                    *by = if *occurs == 0 { T::ZERO } else { *by };
                }
                if adds {
                    row.add(&by);
                } else {
                    row.take_off(&by);
                }
            }
        }
        row
    }

    /// Places a step whose start is asked for, or that has links of other kinds.
    #[inline(always)]
    fn place(&self, node: usize, step: &Step<T>, start: Row<T>, rows: &mut [Row<T>]) {
        let Bounds { mut start, finish } = self.bounds(step, start, rows);
        let duration = self.duration(step);
        match step.kind {
            Kind::Span => {
                let mut ends = finish;
                self.span(step, &mut start, rows);
                ends.raise(&start);
                self.lengthen_span(step, &mut ends);
                rows[node] = ends;
                if step.start_row != NONE {
                    rows[step.start_row as usize] = start;
                }
            }
            Kind::Work => {
                let mut ends = start;
                ends.add(&duration);
                ends.raise(&finish);
                if step.pull != NONE {
                    self.pull(step.pull, &duration, &mut ends);
                }
                rows[node] = ends;
                if step.start_row != NONE {
                    let mut starts = ends;
                    starts.take_off(&duration);
                    rows[step.start_row as usize] = starts;
                }
            }
        }
    }

    /// What the links and floors of `step` ask for, beside `start`.
    #[inline(always)]
    pub(crate) fn bounds(&self, step: &Step<T>, start: Row<T>, rows: &[Row<T>]) -> Bounds<T> {
        let mut bounds = Bounds {
            start,
            finish: Row::all(step.finish_floor),
        };
        let [_, _, starts, finishes, end] = step.links.map(|at| at as usize);
        if step.kind == Kind::Work {
            for arc in &self.program.arcs[starts..finishes] {
                bounds.start.raise(&self.asked(arc, rows));
            }
        }
        for arc in &self.program.arcs[finishes..end] {
            bounds.finish.raise(&self.asked(arc, rows));
        }
        bounds
    }

    /// The date that a link asks for.
    #[inline(always)]
    pub(crate) fn asked(&self, arc: &Arc, rows: &[Row<T>]) -> Row<T> {
        let mut row = rows[arc.row as usize];
        if arc.map != NONE {
            let map = &self.program.maps[arc.map as usize];
            for at in &mut row.0 {
                // A map reaches as far as any date; that was made sure of when the program was compiled.
                *at = map.get(at.ticks() as usize).copied().unwrap_or(*at);
            }
        }
        if arc.lag != 0 {
            row.shift(arc.lag);
        }
        row
    }

    /// The earliest start of what a summary spans.
    #[inline(always)]
    fn span(&self, step: &Step<T>, start: &mut Row<T>, rows: &[Row<T>]) {
        let arcs = &self.program.arcs[step.links[2] as usize..step.links[3] as usize];
        if let [first, others @ ..] = arcs {
            *start = self.asked(first, rows);
            for arc in others {
                start.lower(&self.asked(arc, rows));
            }
        }
    }

    #[inline(always)]
    fn lengthen_span(&self, step: &Step<T>, ends: &mut Row<T>) {
        let hits = &self.program.hits[step.hits.0 as usize..step.hits.1 as usize];
        ends.add(&self.lasts(step.lasts));
        for hit in hits {
            let mut by = self.lasts(hit.lasts);
            let occurs = &self.events[hit.event as usize];
            for (by, occurs) in by.0.iter_mut().zip(&occurs.0) {
                *by = if *occurs == 0 { T::ZERO } else { *by };
            }
            if hit.adds {
                ends.add(&by);
            } else {
                ends.take_off(&by);
            }
        }
    }

    /// Moves finishes to where a pull wants them.
    #[inline(always)]
    fn pull(&self, pull: u32, duration: &Row<T>, ends: &mut Row<T>) {
        let pull = &self.program.pulls[pull as usize];
        let (at, floor) = (T::of(pull.at), T::of(pull.floor));
        for (ends, &lasts) in ends.0.iter_mut().zip(&duration.0) {
            let (start, finish) = (ends.minus(lasts), *ends);
            let start = match pull.to {
                PullTo::StartOn => at,
                PullTo::FinishOn => at.minus(lasts),
                PullTo::StartNoLater => start.min(at),
                PullTo::FinishNoLater => {
                    if finish > at {
                        at.minus(lasts)
                    } else {
                        start
                    }
                }
            };
            *ends = start.max(floor).plus(lasts);
        }
    }
}

#[inline(always)]
fn stretched<T: Tick>(shares: &Row<u16>, scale: T::Scale) -> Row<T> {
    let mut row = Row::all(T::ZERO);
    for (ticks, share) in row.0.iter_mut().zip(&shares.0) {
        *ticks = T::stretched(*share, scale);
    }
    row
}

impl Arc {
    /// Which end of what node it reads.
    pub(crate) fn source(&self) -> (u32, End) {
        (self.from, self.reads)
    }
}
