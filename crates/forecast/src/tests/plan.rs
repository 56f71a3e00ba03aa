//! A tiny language for uncertain plans: statements separated by `;`, read word by word.
//!
//! An item: `build 5d..8d..15d after design +2d and tools SS`; further words are `milestone`, `support`, `in PARENT`,
//! `team T`, `cal C`, `from DATE`, `by DATE` (deadline), `commit DATE`, `aim DATE`, `started DATE`, `finished DATE`,
//! `left SPREAD`, `backlog 20..25..40`, `promised CONSUMER DATE`, `ALAP`, `MSO DATE` and its like.
//! Others: `data DATE`, `land DATE`, `program P`, `cal C sat`, `team T external cal C kept 70% late 5d..10d..30d pace 4 0 3`,
//! `decision D by DATE`, `gate G on DATE after X`,
//! `risk R 35% hits ITEM SPREAD opportunity triggered until DATE response NAME 10% ITEM SPREAD active`.

use longpole_model::*;
use longpole_schedule::{Network, Options, Schedule, Subject, schedule};
use longpole_testkit::{START, date};

use crate::{Forecast, ForecastOptions, Plan, forecast};

pub(super) struct Text {
    pub(super) workspace: Workspace,
    pub(super) network: Network,
    pub(super) schedule: Schedule,
}

impl Text {
    #[track_caller]
    pub(super) fn read(text: &str) -> Self {
        Self::of(Reader::read(text))
    }

    #[track_caller]
    pub(super) fn of(workspace: Workspace) -> Self {
        Self::schedule(workspace).unwrap()
    }

    /// `None` when some of it wait for each other.
    pub(super) fn try_read(text: &str) -> Option<Self> {
        Self::schedule(Reader::read(text))
    }

    fn schedule(workspace: Workspace) -> Option<Self> {
        let (network, schedule) = schedule(&workspace, &Options::default()).ok()?;
        Some(Self {
            workspace,
            network,
            schedule,
        })
    }

    pub(super) fn plan(&self) -> Plan<'_> {
        Plan {
            workspace: &self.workspace,
            network: &self.network,
            schedule: &self.schedule,
        }
    }

    pub(super) fn forecast(&self, iterations: u32) -> Forecast {
        let options = ForecastOptions {
            seed: 1,
            iterations,
            ..ForecastOptions::default()
        };
        forecast(self.plan(), &options)
    }

    /// The node of an item of program `p`.
    #[track_caller]
    pub(super) fn node(&self, item: &str) -> usize {
        let program = ProgramId::new("p").unwrap();
        let subject = Subject::item(&program, &ItemId::new(item).unwrap());
        self.network.node(&subject).unwrap()
    }
}

/// The key of an entity of program `p`.
pub(super) fn key(kind: EntityKind, id: &str) -> EntityKey {
    crate::key::entity_key(&ProgramId::new("p").unwrap(), kind, id)
}

struct Reader {
    workspace: Workspace,
    program: ProgramId,
}

impl Reader {
    #[track_caller]
    fn read(text: &str) -> Workspace {
        let mut reader = Self {
            workspace: Workspace::default(),
            program: ProgramId::new("p").unwrap(),
        };
        reader.begin("p");
        for statement in text.split(';') {
            let mut words = statement.split_whitespace();
            if let Some(first) = words.next() {
                reader.statement(first, &mut words.collect::<Vec<_>>().into_iter());
            }
        }
        reader.workspace
    }

    fn begin(&mut self, program: &str) {
        self.program = ProgramId::new(program).unwrap();
        let mut begun = Program::default();
        begun.charter.data_date = Some(START);
        self.workspace.programs.insert(self.program.clone(), begun);
    }

    fn program(&mut self) -> &mut Program {
        self.workspace.programs.get_mut(&self.program).unwrap()
    }

    fn statement<'a>(&mut self, first: &str, words: &mut impl Iterator<Item = &'a str>) {
        match first {
            "program" => self.begin(words.next().unwrap()),
            "data" => self.program().charter.data_date = Some(date(words.next().unwrap())),
            "land" => {
                self.program().charter.target = Some(Target {
                    finish: date(words.next().unwrap()),
                    confidence: Probability::percent(80).unwrap(),
                });
            }
            "cal" => self.calendar(words),
            "team" => self.team(words),
            "risk" => self.risk(words),
            "decision" => {
                let id = DecisionId::new(words.next().unwrap()).unwrap();
                let mut decision = Decision::default();
                while let Some(word) = words.next() {
                    let on = date(words.next().unwrap());
                    match word {
                        "by" => decision.decide_by = Some(DecideBy::On(on)),
                        _ => decision.decided_on = Some(on),
                    }
                }
                self.program().decisions.insert(id, decision);
            }
            "gate" => {
                let id = GateId::new(words.next().unwrap()).unwrap();
                let mut gate = Gate::default();
                while let Some(word) = words.next() {
                    match word {
                        "on" => gate.on = Some(date(words.next().unwrap())),
                        _ => gate.needs.push(source(words.next().unwrap())),
                    }
                }
                self.program().gates.insert(id, gate);
            }
            name => self.item(name, words),
        }
    }

    fn calendar<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) {
        let id = CalendarId::new(words.next().unwrap()).unwrap();
        let mut calendar = Calendar::default();
        for word in words {
            match word {
                "sat" => calendar.week[5] = Some(DayHours::standard()),
                day => calendar.exceptions.push(CalendarException {
                    name: None,
                    from: date(day),
                    to: date(day),
                    hours: DayHours::off(),
                    every: None,
                }),
            }
        }
        self.workspace.calendars.insert(id, calendar);
    }

    fn team<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) {
        let id = TeamId::new(words.next().unwrap()).unwrap();
        let mut team = Team::default();
        while let Some(word) = words.next() {
            match word {
                "external" => team.external = true,
                "cal" => team.calendar = Some(CalendarId::new(words.next().unwrap()).unwrap()),
                "kept" => {
                    let on_time = percent(words.next().unwrap());
                    assert_eq!(words.next(), Some("late"));
                    team.reliability = Some(Reliability {
                        on_time,
                        late_by: spans(words.next().unwrap()),
                    });
                }
                _ => {
                    team.pace = Some(Pace {
                        samples: words.by_ref().map(|n| n.parse().unwrap()).collect(),
                        per: SpanUnit::Week,
                    });
                }
            }
        }
        self.workspace.teams.insert(id, team);
    }

    fn risk<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) {
        let id = RiskId::new(words.next().unwrap()).unwrap();
        let mut risk = Risk::default();
        let mut response: Option<(ResponseId, Response)> = None;
        while let Some(word) = words.next() {
            match word {
                "hits" => {
                    let item = ItemId::new(words.next().unwrap()).unwrap();
                    let delay = spans(words.next().unwrap());
                    match &mut response {
                        Some((_, response)) => response.delays.insert(item, delay),
                        None => risk.delays.insert(item, delay),
                    };
                }
                "opportunity" => risk.kind = RiskType::Opportunity,
                "triggered" => risk.state = RiskState::Triggered,
                "until" => risk.until = Some(date(words.next().unwrap())),
                "active" => response.as_mut().unwrap().1.active = true,
                "response" => {
                    risk.responses.extend(response.take());
                    let name = ResponseId::new(words.next().unwrap()).unwrap();
                    response = Some((name, Response::default()));
                }
                share => match &mut response {
                    Some((_, response)) => response.probability = Some(percent(share)),
                    None => risk.probability = Some(percent(share)),
                },
            }
        }
        risk.responses.extend(response);
        self.program().risks.insert(id, risk);
    }

    fn item<'a>(&mut self, name: &str, words: &mut impl Iterator<Item = &'a str>) {
        let id = ItemId::new(name).unwrap();
        let mut item = Item::default();
        let mut needs: Vec<Need> = Vec::new();
        while let Some(word) = words.next() {
            let mut next = || words.next().unwrap();
            match word {
                "milestone" => item.kind = ItemKind::Milestone,
                "support" => item.kind = ItemKind::LevelOfEffort,
                "in" => item.parent = Some(ItemId::new(next()).unwrap()),
                "team" => item.team = Some(TeamId::new(next()).unwrap()),
                "cal" => item.calendar = Some(CalendarId::new(next()).unwrap()),
                "from" => item.not_before = Some(Moment::day(date(next()))),
                "by" => item.deadline = Some(Moment::day(date(next()))),
                "commit" => item.commit = Some(commitment(next())),
                "aim" => item.target = Some(commitment(next())),
                "started" => item.progress.started = Some(Moment::day(date(next()))),
                "finished" => item.progress.finished = Some(Moment::day(date(next()))),
                "left" => item.progress.remaining = Some(Remaining::Duration(spans(next()))),
                "backlog" => {
                    let size = spread(next(), |n| n.parse().unwrap());
                    item.estimate = Some(Estimate::Backlog(Backlog {
                        size: BacklogSize::Remaining(size),
                        pace: None,
                    }));
                }
                "promised" => {
                    let need = NeedId::new(&format!("{}<-{name}", next())).unwrap();
                    item.promises.insert(need, promise(next()));
                }
                "ALAP" => {
                    item.constraint = Some(Constraint {
                        kind: ConstraintKind::AsLateAsPossible,
                        at: None,
                    });
                }
                "MSO" | "MFO" | "SNET" | "FNET" | "SNLT" | "FNLT" => {
                    item.constraint = Some(Constraint {
                        kind: constraint(word),
                        at: Some(Moment::day(date(next()))),
                    });
                }
                "after" | "and" => needs.push(Need::plain(id.clone(), source(next()))),
                "SS" => needs.last_mut().unwrap().link = LinkKind::StartToStart,
                "FF" => needs.last_mut().unwrap().link = LinkKind::FinishToFinish,
                "SF" => needs.last_mut().unwrap().link = LinkKind::StartToFinish,
                lag if lag.starts_with(['+', '-']) => {
                    needs.last_mut().unwrap().lag = span(lag).into();
                }
                duration => item.estimate = Some(Estimate::Duration(spans(duration))),
            }
        }
        for need in needs {
            let provider = match &need.source {
                NeedSource::Item(item) => item.to_string(),
                NeedSource::Decision(id) => id.to_string(),
                NeedSource::Gate(id) => id.to_string(),
            };
            let id = NeedId::new(&format!("{name}<-{provider}")).unwrap();
            self.program().needs.insert(id, need);
        }
        self.program().items.insert(id, item);
    }
}

/// `decision:D`, `gate:G`, `program/item` or `item`.
fn source(text: &str) -> NeedSource {
    if let Some(id) = text.strip_prefix("decision:") {
        return NeedSource::Decision(DecisionId::new(id).unwrap());
    }
    if let Some(id) = text.strip_prefix("gate:") {
        return NeedSource::Gate(GateId::new(id).unwrap());
    }
    let (program, item) = match text.split_once('/') {
        Some((program, item)) => (Some(ProgramId::new(program).unwrap()), item),
        None => (None, text),
    };
    NeedSource::Item(ItemRef {
        program,
        item: ItemId::new(item).unwrap(),
    })
}

fn commitment(on: &str) -> Commitment {
    Commitment {
        date: date(on),
        confidence: None,
        by: None,
        to: None,
        said_on: None,
    }
}

fn promise(on: &str) -> Promise {
    Promise {
        date: Some(date(on)),
        by: None,
        state: PromiseState::Committed,
        said_on: None,
        confidence: None,
        evidence: None,
        delivered_on: None,
        note: None,
    }
}

fn constraint(kind: &str) -> ConstraintKind {
    match kind {
        "MSO" => ConstraintKind::MustStartOn,
        "MFO" => ConstraintKind::MustFinishOn,
        "SNET" => ConstraintKind::StartNoEarlierThan,
        "FNET" => ConstraintKind::FinishNoEarlierThan,
        "SNLT" => ConstraintKind::StartNoLaterThan,
        _ => ConstraintKind::FinishNoLaterThan,
    }
}

fn percent(text: &str) -> Probability {
    Probability::percent(text.trim_end_matches('%').parse().unwrap()).unwrap()
}

fn spans(text: &str) -> Spread<Span> {
    spread(text, span)
}

fn spread<T: Copy>(text: &str, read: impl Fn(&str) -> T) -> Spread<T> {
    let points: Vec<T> = text.split("..").map(read).collect();
    match points[..] {
        [low, likely, high] => Spread::Three { low, likely, high },
        _ => Spread::Fixed(points[0]),
    }
}

/// `3d`, `-4h`, `+2ed`
fn span(text: &str) -> Span {
    let text = text.trim_start_matches('+');
    let unit_at = text.find(char::is_alphabetic).unwrap();
    let (number, unit) = text.split_at(unit_at);
    Span {
        thousandths: number.parse::<i64>().unwrap() * 1000,
        unit: match unit.trim_start_matches('e') {
            "h" => SpanUnit::Hour,
            "d" => SpanUnit::Day,
            "w" => SpanUnit::Week,
            other => panic!("no unit {other}"),
        },
        elapsed: unit.starts_with('e'),
    }
}
