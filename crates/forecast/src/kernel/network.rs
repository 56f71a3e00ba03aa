//! What is run, in plain numbers: no calendar, no plan, no names. Whoever compiles a plan into it says which is which.
//!
//! Dates are ticks of working time on an axis, counted from where it begins; nodes of different axes are linked through maps.
//! Nodes come in an order in which each stands after all that it waits for.

use super::chance::Key;
use super::quantile::Fitted;

/// Everything that an iteration works out.
#[derive(Debug, Clone, Default)]
pub struct Network {
    pub nodes: Vec<Node>,
    pub events: Vec<Event>,
    /// By how a date on one axis is read on another: for every tick of the one the tick of the other.
    pub maps: Vec<Vec<u32>>,
}

/// Something with a start and a finish.
#[derive(Debug, Clone)]
pub struct Node {
    pub kind: Kind,
    /// It does not start earlier.
    pub floor: u32,
    /// It does not finish earlier.
    pub finish_floor: u32,
    pub takes: Takes,
    pub links: Vec<Link>,
    pub hits: Vec<Hit>,
    pub pull: Option<Pull>,
}

impl Node {
    /// Work that can begin at once, waits for nothing and takes so long.
    pub fn work(takes: Takes) -> Self {
        Self {
            kind: Kind::Work,
            floor: 0,
            finish_floor: 0,
            takes,
            links: Vec::new(),
            hits: Vec::new(),
            pull: None,
        }
    }
}

/// How a node's dates follow from its links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It starts when all that it waits for allows, and takes its time.
    Work,
    /// From the earliest start to the latest finish of what it is linked to, and then as long as it takes beyond that.
    Span,
}

/// How long something takes, in ticks.
#[derive(Debug, Clone)]
pub enum Takes {
    Always(u32),
    Drawn(Key, Fitted),
}

/// An end of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    Start,
    Finish,
}

/// One end of a node waits for an end of another.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub from: u32,
    /// Which end of `from` is waited for.
    pub reads: End,
    /// Which end of the node waits.
    pub moves: End,
    /// How it is read on the axis of the node, where that is another.
    pub map: Option<u32>,
    /// Ticks on the axis of the node, added after that; nothing comes before the axis begins.
    pub lag: i32,
}

impl Link {
    /// When that is finished, this can start.
    pub fn after(from: u32) -> Self {
        Self {
            from,
            reads: End::Finish,
            moves: End::Start,
            map: None,
            lag: 0,
        }
    }
}

/// Something that occurs in some iterations.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// Events that exclude each other share a key.
    pub key: Key,
    /// It occurs when the bits drawn lie from here, counted in 65,536ths,
    pub from: u32,
    /// to before here,
    pub to: u32,
    /// and when another one occurs, which stands before it.
    pub after: Option<u32>,
}

/// What an event does to a node.
#[derive(Debug, Clone)]
pub struct Hit {
    pub event: u32,
    pub takes: Takes,
    /// Whether the node takes so much longer, rather than so much less.
    pub adds: bool,
}

/// A date that overrides what is waited for, though not what it must not come before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pull {
    pub to: PullTo,
    pub at: u32,
    /// It does not start earlier for it.
    pub floor: u32,
}

/// What a pull asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PullTo {
    StartOn,
    FinishOn,
    StartNoLater,
    FinishNoLater,
}

/// A date may lie so late that the ticks don't carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;
