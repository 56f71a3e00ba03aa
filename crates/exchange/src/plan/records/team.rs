//! Teams and people.

use longpole_model::{Pace, Person, Reliability, SpanUnit, Succession, Team};

use crate::plan::out::Out;
use crate::plan::read::{Def, Flat, Many, OneOrMany, Opt, Reader, Req, Value, record};
use crate::plan::shape::Shape;
use crate::plan::tree::{Kind, Node};
use crate::plan::values::{ItemCount, Scalar, Wrong, words};

record! { Team "A team, inside the organisation or outside it." {
    name: Opt "name" "Name for people.";
    lead: Opt "lead" "Who answers for the team's promises.";
    people: Opt "people" "How many people work in it; unknown when left out.";
    capacity: Many "capacity" "Stretches with more or fewer people; where two overlap, the later one holds.";
    calendar: Opt "calendar" "The calendar it works by, else the program's.";
    external: Def "external" "Whether it is outside the organisation.";
    contact: Opt "contact" "Who owns the relation to an external team.";
    owns: OneOrMany "owns" "Paths of code that it owns, as globs.";
    ask_capacity: Opt "ask_capacity" "How many asks it can take at a time; unknown when left out.";
    pace: Opt "pace" "How many backlog items it finishes.";
    reliability: Opt "reliability" "How well it has kept promised dates.";
    parent: Opt "parent" "The larger team that it is part of.";
    became: Many "became" "Teams that it became by a merge or split.";
    meta: Flat "" "";
} }

record! { Person "A person or role that owns, approves or works." {
    name: Opt "name" "Name for people.";
    team: Opt "team" "The team that the person belongs to.";
    role: Opt "role" "What the person is.";
    email: Opt "email" "Where to reach the person.";
    authors: OneOrMany "authors" "Author names and addresses in version control that are this person.";
    availability: Opt "availability" "The share of working time for these programs.";
    meta: Flat "" "";
} }

record! { Reliability "How well a provider has kept its promises so far." {
    on_time: Req "on_time" "The share of promises kept.";
    late_by: Req "late_by" "How late the others came, in working time.";
} }

record! { Succession "A team that took over from another on a day." {
    team: Req "team" "The team that took over.";
    on: Req "on" "From which day on.";
} }

words! { SpanUnit "period" {
    Week "week" "A working week.";
    Day "day" "A working day.";
    Month "month" "A month.";
    Hour "hour" "An hour.";
    Minute "minute" "A minute.";
} }

/// `5 items / week`, or several measured periods: `{ items: [4, 6, 5], per: week }`.
impl Value for Pace {
    fn read(node: &Node<'_>, reader: &Reader<'_>) -> Option<Self> {
        if matches!(node.kind, Kind::Scalar(..)) {
            let average = Average::read(node, reader)?;
            return Some(Self {
                samples: vec![average.0],
                per: average.1,
            });
        }
        let measured = Measured::read(node, reader)?;
        Some(Self {
            samples: measured.samples,
            per: measured.per,
        })
    }

    fn write(&self) -> Out {
        match self.samples.as_slice() {
            [one] => Average(*one, self.per).write(),
            samples => Measured {
                samples: samples.to_vec(),
                per: self.per,
            }
            .write(),
        }
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![Average::shape(), Measured::shape()])
    }
}

struct Measured {
    samples: Vec<u32>,
    per: SpanUnit,
}

record! { Measured "Items finished in each of some past periods." {
    samples: Many "items" "Items finished in each period, oldest first.";
    per: Req "per" "The period.";
} }

struct Average(u32, SpanUnit);

impl Scalar for Average {
    const WHAT: &'static str = "a pace";
    const EXAMPLE: &'static str = "5 items / week";
    const PATTERN: Option<&'static str> = Some(r"^\d+( items?)? */ *(minute|hour|day|week|month)$");

    fn parse(text: &str) -> Result<Self, Wrong> {
        let Some((count, per)) = text.split_once('/') else {
            return Err(match ItemCount::parse(text) {
                Ok(ItemCount(count)) => Wrong::unit(format!("{count} by the day or by the week?"))
                    .suggest(format!("{count} items / week")),
                Err(_) => Wrong::form(),
            });
        };
        let per = match per.trim() {
            "minute" => SpanUnit::Minute,
            "hour" => SpanUnit::Hour,
            "day" => SpanUnit::Day,
            "week" => SpanUnit::Week,
            "month" => SpanUnit::Month,
            _ => return Err(Wrong::form()),
        };
        let count = ItemCount::parse(count.trim())?;
        Ok(Self(count.0, per))
    }

    fn text(&self) -> String {
        let per = match self.1 {
            SpanUnit::Minute => "minute",
            SpanUnit::Hour => "hour",
            SpanUnit::Day => "day",
            SpanUnit::Week => "week",
            SpanUnit::Month => "month",
        };
        format!("{} / {per}", ItemCount(self.0).text())
    }
}
