//! Layers: stretches of days that say something else of some weekdays than what lies beneath them.
//!
//! A work week is a layer, and so is each run of days of an exception. The later layer goes before the earlier, weekday by
//! weekday. Together with the week beneath they become the stretches of a calendar.

use std::collections::{BTreeMap, BTreeSet};

use longpole_model::{DayHours, WorkWeek};

use super::week::Week;
use super::{Stretch, WorkCalendar};
use crate::Wall;

/// Days, both ends in it, with what it says of each weekday, Monday first; `None` where what lies beneath holds.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) week: [Option<DayHours>; 7],
}

impl Layer {
    /// The same hours on every day.
    pub(super) fn daily(from: i64, to: i64, hours: &DayHours) -> Self {
        Self {
            from,
            to,
            week: std::array::from_fn(|_| Some(hours.clone())),
        }
    }

    /// The stretch of a work week.
    pub(super) fn work_week(week: &WorkWeek) -> Self {
        Self {
            from: Wall::midnight(week.from).day(),
            to: Wall::midnight(week.to).day(),
            week: week.week.clone(),
        }
    }
}

impl WorkCalendar {
    /// `layers` above `week`, which works. Of layers, the later in the list goes before the earlier.
    pub(super) fn layered(week: &Week, layers: &[Layer], minutes_per_day: u32) -> Self {
        let mut patterns = Patterns::new(week, layers);
        let (first, last) = (Wall::MIN.day(), Wall::MAX.day());
        let mut edges: Vec<(i64, bool, usize)> = Vec::with_capacity(2 * layers.len());
        for (index, layer) in layers.iter().enumerate() {
            let (from, to) = (layer.from.max(first), layer.to.min(last));
            if from <= to {
                edges.push((from, true, index));
                edges.push((to + 1, false, index));
            }
        }
        edges.sort_unstable();
        let mut stretches: Vec<(i64, u32)> = vec![(first, patterns.week())];
        let mut edges = edges.into_iter().peekable();
        while let Some((day, begins, layer)) = edges.next() {
            patterns.turn(layer, begins);
            if edges.peek().is_some_and(|next| next.0 == day) {
                continue;
            }
            let week = patterns.week();
            match stretches.last_mut() {
                Some(before) if before.0 == day => before.1 = week,
                Some(before) if before.1 == week => {}
                _ => stretches.push((day, week)),
            }
        }
        Self::new(patterns.weeks, &stretches, minutes_per_day)
    }

    /// What holds up to the last stretch, as layers above the week of that one.
    pub(super) fn as_layers(&self) -> (&Week, Vec<Layer>) {
        let layers = self
            .stretches
            .windows(2)
            .map(|pair| Layer {
                from: pair[0].from_day,
                to: pair[1].from_day - 1,
                week: self.week(&pair[0]).days().clone().map(Some),
            })
            .collect();
        (self.week(self.last_stretch()), layers)
    }

    fn last_stretch(&self) -> &Stretch {
        self.stretches.last().expect("a calendar has a stretch")
    }
}

/// Which hours hold, as layers begin and end.
struct Patterns {
    hours: Vec<DayHours>,
    /// By layer, what it says of each weekday, in `hours`.
    layers: Vec<[Option<u32>; 7]>,
    /// What lies beneath, in `hours`.
    beneath: [u32; 7],
    /// By weekday, the layers that have begun and say something of it.
    open: [BTreeSet<usize>; 7],
    weeks: Vec<Week>,
    by_hours: BTreeMap<[u32; 7], u32>,
}

impl Patterns {
    fn new(week: &Week, layers: &[Layer]) -> Self {
        let mut hours: Vec<DayHours> = Vec::new();
        let mut known: BTreeMap<DayHours, u32> = BTreeMap::new();
        let mut number = |day: &DayHours| match known.get(day) {
            Some(&number) => number,
            None => {
                let number = hours.len() as u32;
                hours.push(day.clone());
                known.insert(day.clone(), number);
                number
            }
        };
        let beneath = std::array::from_fn(|day| number(&week.days()[day]));
        let layers = layers
            .iter()
            .map(|layer| std::array::from_fn(|day| layer.week[day].as_ref().map(&mut number)))
            .collect();
        Self {
            hours,
            layers,
            beneath,
            open: Default::default(),
            weeks: Vec::new(),
            by_hours: BTreeMap::new(),
        }
    }

    /// A layer begins or ends.
    fn turn(&mut self, layer: usize, begins: bool) {
        for (open, hours) in self.open.iter_mut().zip(&self.layers[layer]) {
            if hours.is_none() {
                continue;
            }
            if begins {
                open.insert(layer);
            } else {
                open.remove(&layer);
            }
        }
    }

    /// The week that holds now, in `weeks`.
    fn week(&mut self) -> u32 {
        let hours: [u32; 7] = std::array::from_fn(|day| {
            let top = self.open[day].last();
            top.and_then(|&layer| self.layers[layer][day])
                .unwrap_or(self.beneath[day])
        });
        if let Some(&week) = self.by_hours.get(&hours) {
            return week;
        }
        let week = self.weeks.len() as u32;
        let days = hours.map(|hours| self.hours[hours as usize].clone());
        self.weeks.push(Week::new(days));
        self.by_hours.insert(hours, week);
        week
    }
}
