//! A tiny language for plans: statements separated by `;`, read word by word.
//!
//! `design 3d; review 1d after design +2d` — an item, its duration, what it needs (`SS`, `FF`, `SF` and a lag may follow).
//! Further words: `milestone`, `support` (level of effort), `inactive`, `in PARENT`, `from DATE` (not before), `by DATE` (deadline),
//! `commit DATE`, `aim DATE` (target), `started DATE`, `finished DATE`, `left 2d`, `stopped DATE`, `resumed DATE`,
//! `done 40%`, `effort 6pd`, `people 2`, `backlog 25`, `team T`, `cal C`, `off DATE DATE` (split), `MSO DATE` and its like,
//! `ALAP`, `promised DATE` (by the item to its consumers). Of other products: `manual START FINISH` (`-` for none),
//! `delay 1ed` (levelling), `rule fixed-duration`, `took 2d` (actual duration), `does R 16h` (an assignment, which may be
//! followed by `units 50%`, `overtime 4h`, `late 1d`, `levelled 1ed`, `contour 25,50,100`), `ignores-resources`.
//! Of P6: `SO DATE` and `FO DATE` (start and finish on), `also MSO DATE` (a second constraint), `expects DATE`,
//! `external-start DATE`, `external-finish DATE`, `start-milestone`. Statements that begin with a keyword: `data DATE`, `land DATE` (target of the program), `decision D`, `gate G`,
//! `program P` (what follows is in it), `cal C ...`, `team T ...`, `profile NAME`, `option NAME ...`, `resource R CAL`.
//! For levelling: `crew 2` (just so many people), `priority 700`; a team may have `people 3` and `only 1 FROM TO`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use longpole_model::*;
use longpole_testkit::{START, date};

use crate::{
    Driver, NeedByBasis, Network, NodeKind, Options, Schedule, StepReason, driving_chain, needs_by,
    profile, schedule,
};

pub(crate) struct Plan {
    pub(crate) workspace: Workspace,
    program: ProgramId,
}

impl Plan {
    #[track_caller]
    pub(crate) fn read(text: &str) -> Self {
        let mut plan = Self {
            workspace: Workspace::default(),
            program: ProgramId::new("p").unwrap(),
        };
        plan.begin("p");
        for statement in text.split(';') {
            let words: Vec<&str> = statement.split_whitespace().collect();
            if let Some((first, rest)) = words.split_first() {
                plan.statement(first, rest);
            }
        }
        plan
    }

    fn begin(&mut self, program: &str) {
        self.program = ProgramId::new(program).unwrap();
        let charter = Charter {
            data_date: Some(START),
            ..Charter::default()
        };
        self.workspace.programs.insert(
            self.program.clone(),
            Program {
                charter,
                ..Program::default()
            },
        );
    }

    fn program(&mut self) -> &mut Program {
        self.workspace.programs.get_mut(&self.program).unwrap()
    }

    fn scheduling(&mut self) -> &mut Scheduling {
        &mut self.program().charter.scheduling
    }

    /// `option links-first`, `option critical-slack 2d`, `option open-ends`, `option finish 2026-10-01T17:00`.
    fn option(&mut self, words: &[&str]) {
        let scheduling = self.scheduling();
        match words[0] {
            "links-first" => scheduling.needs_before_constraints = true,
            "critical-slack" => scheduling.critical_slack = Some(span(words[1])),
            "open-ends" => scheduling.open_ends_critical = true,
            "finish" => {
                scheduling.from = ScheduleFrom::Finish;
                scheduling.finish = Some(moment(words[1]));
            }
            "must-finish" => scheduling.finish = Some(moment(words[1])),
            "lags" => {
                scheduling.lag_calendar = Some(match words[1] {
                    "predecessor" => LagCalendar::Predecessor,
                    "successor" => LagCalendar::Successor,
                    "clock" => LagCalendar::Clock,
                    _ => LagCalendar::Program,
                });
            }
            "slack" => {
                scheduling.slack = Some(match words[1] {
                    "start" => SlackKind::Start,
                    "finish" => SlackKind::Finish,
                    _ => SlackKind::Smaller,
                });
            }
            "progress" => {
                scheduling.out_of_sequence = Some(match words[1] {
                    "retained" => OutOfSequence::RetainedLogic,
                    "override" => OutOfSequence::ProgressOverride,
                    _ => OutOfSequence::ActualDates,
                });
            }
            "longest-path" => scheduling.critical_by = CriticalBy::LongestPath,
            "expected" => scheduling.expected_finish = true,
            "at" => scheduling.start_time = Some(words[1].parse().unwrap()),
            other => panic!("no option {other}"),
        }
    }

    /// `resource night late` works by the calendar `late`; `resource paint -` is a material.
    fn resource(&mut self, words: &[&str]) {
        let id = ResourceId::new(words[0]).unwrap();
        let resource = match words[1] {
            "-" => Resource {
                kind: ResourceKind::Material,
                ..Resource::default()
            },
            calendar => Resource {
                calendar: Some(CalendarId::new(calendar).unwrap()),
                ..Resource::default()
            },
        };
        self.program().resources.insert(id, resource);
    }

    fn statement(&mut self, first: &str, rest: &[&str]) {
        match first {
            "program" => self.begin(rest[0]),
            "data" => self.program().charter.data_date = Some(date(rest[0])),
            "start" => self.program().charter.start = Some(date(rest[0])),
            "land" => {
                self.program().charter.target = Some(Target {
                    finish: date(rest[0]),
                    confidence: Probability::ONE,
                });
            }
            "profile" => self.scheduling().profile = profile(rest[0]),
            "option" => self.option(rest),
            "resource" => self.resource(rest),
            "cal" => self.calendar(rest),
            "team" => self.team(rest),
            "decision" => self.decision(rest),
            "gate" => self.gate(rest),
            _ => self.item(first, rest),
        }
    }

    /// `cal night 22-24 0-6` works by these hours on every day; `cal six sat` works on Saturdays, too; `cal closed 2026-09-09` has a day off; `cal clock clock` never rests.
    fn calendar(&mut self, words: &[&str]) {
        let mut calendar = Calendar::default();
        let mut shifts = Vec::new();
        for &word in &words[1..] {
            match word {
                "sat" => calendar.week[5] = Some(DayHours::standard()),
                "sun" => calendar.week[6] = Some(DayHours::standard()),
                "clock" => {
                    let day = DayHours::new(vec![Shift::new(0, 1440).unwrap()]);
                    calendar.week = std::array::from_fn(|_| day.clone());
                }
                hours if !hours.contains("20") && hours.contains('-') => {
                    let (from, to) = hours.split_once('-').unwrap();
                    let minutes = |hour: &str| hour.parse::<u16>().unwrap() * 60;
                    shifts.push(Shift::new(minutes(from), minutes(to)).unwrap());
                    shifts.sort_unstable();
                    let day = DayHours::new(shifts.clone());
                    calendar.week = std::array::from_fn(|_| day.clone());
                    calendar.minutes_per_day = Some(480);
                }
                day => calendar.exceptions.push(CalendarException {
                    name: None,
                    from: date(day),
                    to: date(day),
                    hours: DayHours::off(),
                    every: None,
                }),
            }
        }
        let id = CalendarId::new(words[0]).unwrap();
        self.workspace.calendars.insert(id, calendar);
    }

    /// `team T cal C external pace 5 3`
    fn team(&mut self, words: &[&str]) {
        let mut team = Team::default();
        let mut rest = words[1..].iter();
        while let Some(&word) = rest.next() {
            match word {
                "cal" => team.calendar = Some(CalendarId::new(rest.next().unwrap()).unwrap()),
                "external" => team.external = true,
                "people" => team.people = Some(rest.next().unwrap().parse().unwrap()),
                "only" => {
                    let mut next = || *rest.next().unwrap();
                    let people: u32 = next().parse().unwrap();
                    team.capacity.push(CapacityStep {
                        units: people * 1000,
                        from: date(next()),
                        to: Some(date(next())),
                    });
                }
                "pace" => {
                    team.pace = Some(Pace {
                        samples: rest.by_ref().map(|done| done.parse().unwrap()).collect(),
                        per: SpanUnit::Week,
                    });
                }
                other => panic!("a team has no {other}"),
            }
        }
        let id = TeamId::new(words[0]).unwrap();
        self.workspace.teams.insert(id, team);
    }

    fn decision(&mut self, words: &[&str]) {
        let mut decision = Decision::default();
        for pair in words[1..].chunks(2) {
            match pair[0] {
                "by" => decision.decide_by = Some(DecideBy::On(date(pair[1]))),
                "decided" => {
                    decision.decided_on = Some(date(pair[1]));
                    decision.state = DecisionState::Decided;
                }
                "default-taken" => decision.state = DecisionState::DefaultTaken,
                "deferred" => {
                    decision.verdict = Some(Verdict::Deferred);
                    decision.deferred_to = Some(date(pair[1]));
                }
                "replaced" => {
                    decision.state = DecisionState::Superseded;
                    decision.superseded_by = Some(DecisionId::new(pair[1]).unwrap());
                }
                other => panic!("a decision has no {other}"),
            }
        }
        let id = DecisionId::new(words[0]).unwrap();
        self.program().decisions.insert(id, decision);
    }

    fn gate(&mut self, words: &[&str]) {
        let mut gate = Gate::default();
        for pair in words[1..].chunks(2) {
            match pair[0] {
                "on" => gate.on = Some(date(pair[1])),
                "passed" => gate.passed_on = Some(date(pair[1])),
                "item" => gate.item = Some(ItemId::new(pair[1]).unwrap()),
                "after" => gate.needs.push(source(pair[1])),
                other => panic!("a gate has no {other}"),
            }
        }
        let id = GateId::new(words[0]).unwrap();
        self.program().gates.insert(id, gate);
    }

    fn item(&mut self, name: &str, words: &[&str]) {
        let id = ItemId::new(name).unwrap();
        let mut item = Item::default();
        let mut needs: Vec<Need> = Vec::new();
        let mut assignments: Vec<Assignment> = Vec::new();
        let mut rest = words.iter();
        while let Some(&word) = rest.next() {
            let mut next = || *rest.next().unwrap();
            let day = |text: &str| Some(moment(text));
            match word {
                "milestone" => item.kind = ItemKind::Milestone,
                "start-milestone" => item.kind = ItemKind::StartMilestone,
                "also" => item.scheduling.also = Some(constraint(next(), day(next()))),
                "expects" => item.scheduling.expected_finish = day(next()),
                "external-start" => item.scheduling.external_start = day(next()),
                "external-finish" => item.scheduling.external_finish = day(next()),
                "inactive" => item.scheduling.inactive = true,
                "support" => item.kind = ItemKind::LevelOfEffort,
                "in" => item.parent = Some(ItemId::new(next()).unwrap()),
                "team" => item.team = Some(TeamId::new(next()).unwrap()),
                "cal" => item.calendar = Some(CalendarId::new(next()).unwrap()),
                "from" => item.not_before = day(next()),
                "by" => item.deadline = day(next()),
                "commit" => item.commit = Some(commitment(next())),
                "aim" => item.target = Some(commitment(next())),
                "started" => item.progress.started = day(next()),
                "finished" => item.progress.finished = day(next()),
                "stopped" => item.progress.stopped = day(next()),
                "resumed" => item.progress.resumed = day(next()),
                "left" => {
                    item.progress.remaining =
                        Some(Remaining::Duration(Spread::Fixed(span(next()))));
                }
                "done" => {
                    let percent = next().trim_end_matches('%').parse().unwrap();
                    item.progress.percent = Probability::percent(percent);
                }
                "effort" => {
                    let days = next().trim_end_matches("pd").parse().unwrap();
                    item.estimate =
                        Some(Estimate::Effort(Spread::Fixed(Effort::person_days(days))));
                }
                "people" => {
                    let least = next().parse().unwrap();
                    item.people = Some(PeopleRange {
                        least,
                        most: least + 2,
                    });
                }
                "crew" => {
                    let people = next().parse().unwrap();
                    item.people = Some(PeopleRange {
                        least: people,
                        most: people,
                    });
                }
                "priority" => item.priority = Some(next().parse().unwrap()),
                "backlog" => {
                    let left = Spread::Fixed(next().parse().unwrap());
                    item.estimate = Some(Estimate::Backlog(Backlog {
                        size: BacklogSize::Remaining(left),
                        pace: None,
                    }));
                }
                "manual" => {
                    let date = |text: &str| (text != "-").then(|| moment(text));
                    item.scheduling.manual = Some(ManualDates {
                        start: date(next()),
                        finish: date(next()),
                    });
                }
                "delay" => item.scheduling.levelling_delay = Some(span(next())),
                "took" => item.scheduling.actual_duration = Some(span(next())),
                "ignores-resources" => item.scheduling.ignores_resource_calendars = true,
                "rule" => {
                    item.scheduling.work_rule = Some(match next() {
                        "fixed-units" => WorkRule::FixedUnits,
                        "fixed-duration" => WorkRule::FixedDuration,
                        "fixed-work" => WorkRule::FixedWork,
                        "resource-dependent" => WorkRule::ResourceDependent,
                        other => panic!("no rule {other}"),
                    });
                }
                "does" => assignments.push(Assignment {
                    item: id.clone(),
                    resource: ResourceId::new(next()).unwrap(),
                    units: None,
                    work: Some(effort(next())),
                    actual_work: None,
                    remaining_work: None,
                    overtime: None,
                    delay: None,
                    levelling_delay: None,
                    contour: Vec::new(),
                    meta: Meta::default(),
                }),
                "units" => {
                    let percent: u32 = next().trim_end_matches('%').parse().unwrap();
                    assignments.last_mut().unwrap().units = Some(percent * 10);
                }
                "overtime" => assignments.last_mut().unwrap().overtime = Some(effort(next())),
                "late" => assignments.last_mut().unwrap().delay = Some(span(next())),
                "levelled" => assignments.last_mut().unwrap().levelling_delay = Some(span(next())),
                "contour" => {
                    let shares = next().split(',').map(|share| share.parse().unwrap());
                    assignments.last_mut().unwrap().contour =
                        shares.filter_map(Probability::percent).collect();
                }
                "off" => item.splits.push(Split {
                    from: moment(next()),
                    to: moment(next()),
                }),
                "ALAP" => item.constraint = Some(constraint(word, None)),
                "MSO" | "MFO" | "SNET" | "FNET" | "SNLT" | "FNLT" | "SO" | "FO" => {
                    item.constraint = Some(constraint(word, day(next())));
                }
                "promised" => {
                    let promise = Promise {
                        date: Some(date(next())),
                        by: None,
                        state: PromiseState::Committed,
                        said_on: None,
                        confidence: None,
                        evidence: None,
                        delivered_on: None,
                        note: None,
                    };
                    let need = NeedId::new(&format!("someone<-{name}")).unwrap();
                    item.promises.insert(need, promise);
                }
                "after" | "and" => needs.push(Need::plain(id.clone(), source(next()))),
                "SS" | "FF" | "SF" => {
                    needs.last_mut().unwrap().link = match word {
                        "SS" => LinkKind::StartToStart,
                        "FF" => LinkKind::FinishToFinish,
                        _ => LinkKind::StartToFinish,
                    };
                }
                "accepted" => needs.last_mut().unwrap().asked = Asked::Accepted,
                share if share.starts_with(['+', '-']) && share.ends_with('%') => {
                    let percent: i64 = share.trim_end_matches('%').parse().unwrap();
                    needs.last_mut().unwrap().lag = NeedLag::Share {
                        milli_percent: percent * 1000,
                        elapsed: false,
                    };
                }
                lag if lag.starts_with(['+', '-']) => {
                    needs.last_mut().unwrap().lag = span(lag).into();
                }
                duration => item.estimate = Some(Estimate::Duration(Spread::Fixed(span(duration)))),
            }
        }
        let program = self.program();
        for (number, assignment) in assignments.into_iter().enumerate() {
            let id = AssignmentId::new(&format!("{name}-{number}")).unwrap();
            program.assignments.insert(id, assignment);
        }
        for need in needs {
            let provider = match &need.source {
                NeedSource::Item(item) => item.to_string(),
                NeedSource::Decision(id) => id.to_string(),
                NeedSource::Gate(id) => id.to_string(),
            };
            let need_id = NeedId::new(&format!("{name}<-{provider}")).unwrap();
            program.needs.insert(need_id, need);
        }
        program.items.insert(id, item);
    }

    #[track_caller]
    pub(crate) fn schedule(&self) -> (Network, Schedule) {
        schedule(&self.workspace, &Options::default()).unwrap()
    }

    #[track_caller]
    pub(crate) fn show_dates(&self) -> String {
        let (network, schedule) = match schedule(&self.workspace, &Options::default()) {
            Ok(done) => done,
            Err(cycle) => return format!("{cycle}\n"),
        };
        let mut lines = BTreeMap::new();
        for (node, this) in network.nodes.iter().enumerate() {
            if this.kind == NodeKind::Entry {
                continue;
            }
            let dates = schedule.dates(&network, node);
            let per_day = i64::from(dates.minutes_per_day);
            let critical = if dates.critical { " critical" } else { "" };
            let driving = if dates.driving { " driving" } else { "" };
            let name = self.name(&this.subject);
            let line = format!(
                "{name:<8} {} .. {}  slack {} free {}{critical}{driving}",
                day(dates.early.start, (8, 0)),
                day(dates.early.finish, (17, 0)),
                days(dates.total_slack_minutes, per_day),
                days(dates.free_slack_minutes, per_day),
            );
            lines.insert(name, line);
        }
        let mut text = lines.into_values().collect::<Vec<_>>().join("\n");
        text.push('\n');
        text
    }

    /// What front ends read of the dates by each program's profile.
    #[track_caller]
    pub(super) fn schedule_by_profile(&self) -> (Network, Schedule) {
        let options = Options::default();
        let network = Network::build(&self.workspace, &options).unwrap();
        let dates = profile::compute(&self.workspace, &network, &options);
        (network, dates.to_schedule())
    }

    /// The node of an item of the last program.
    #[track_caller]
    pub(super) fn node(&self, network: &Network, item: &str) -> usize {
        let subject = crate::Subject::item(&self.program, &ItemId::new(item).unwrap());
        network.node(&subject).unwrap()
    }

    /// Dates by the rules of each program's profile.
    #[track_caller]
    pub(super) fn show_profile(&self) -> String {
        let options = Options::default();
        let network = Network::build(&self.workspace, &options).unwrap();
        let dates = profile::compute(&self.workspace, &network, &options);
        let mut lines = BTreeMap::new();
        for (node, this) in network.nodes.iter().enumerate() {
            if this.kind == NodeKind::Entry {
                continue;
            }
            let dates = &dates.nodes[node];
            let per_day =
                i64::from(network.calendars[this.own_calendar as usize].minutes_per_day());
            let name = self.name(&this.subject);
            let slack = |tenths: Option<i64>| {
                tenths.map_or("-".to_owned(), |tenths| tenths_as_days(tenths, per_day))
            };
            let shown = if (dates.start, dates.finish) == (dates.early_start, dates.early_finish) {
                String::new()
            } else {
                format!(
                    "  shown {} .. {}",
                    day(dates.start.datetime(), (8, 0)),
                    day(dates.finish.datetime(), (17, 0))
                )
            };
            let critical = if dates.critical { " critical" } else { "" };
            let is_asked = self.workspace.programs[&self.program]
                .charter
                .scheduling
                .profile
                == SchedulingProfile::PrimaveraP6;
            let path = if is_asked && dates.longest_path {
                " path"
            } else {
                ""
            };
            let line = format!(
                "{name:<6} {} .. {}  late {} .. {}  slack {} free {}{critical}{path}{shown}",
                day(dates.early_start.datetime(), (8, 0)),
                day(dates.early_finish.datetime(), (17, 0)),
                day(dates.late_start.datetime(), (8, 0)),
                day(dates.late_finish.datetime(), (17, 0)),
                slack(dates.total_slack),
                slack(dates.free_slack),
            );
            lines.insert(name, line);
        }
        let mut text = lines.into_values().collect::<Vec<_>>().join("\n");
        text.push('\n');
        text
    }

    #[track_caller]
    pub(crate) fn show_chain(&self, of: &str) -> String {
        let (network, schedule) = self.schedule();
        let subject = crate::Subject::item(&self.program, &ItemId::new(of).unwrap());
        let node = network.node(&subject).unwrap();
        let mut text = String::new();
        for step in driving_chain(&network, &schedule, node) {
            let name = self.name(&network.nodes[step.node].subject);
            let reason = match step.reason {
                StepReason::Link(link) => match network.need_of(link) {
                    Some(need) => format!("needs {}", need.need),
                    None => format!("{:?}", network.links[link].role),
                },
                StepReason::Begins(driver) => match driver {
                    Driver::Link(_) => panic!("a link does not begin a chain"),
                    driver => format!("{driver:?}"),
                },
            };
            writeln!(text, "{name:<8} {reason}").unwrap();
        }
        text
    }

    #[track_caller]
    pub(crate) fn show_needs(&self) -> String {
        let (network, schedule) = self.schedule();
        let mut text = String::new();
        for need in needs_by(&network, &schedule) {
            let name = &network.need_of(need.link).unwrap().need;
            let basis = match need.basis {
                NeedByBasis::Anchor(node, anchor) => format!(
                    "{:?} of {}",
                    anchor.kind,
                    self.name(&network.nodes[node].subject)
                ),
                NeedByBasis::EarliestStart => "earliest start".to_owned(),
                NeedByBasis::Met => "met".to_owned(),
            };
            writeln!(
                text,
                "{name}: by {} ({basis}), free {}, delivery {}, gap {}",
                day(need.by.datetime(), (17, 0)),
                day(need.free.datetime(), (17, 0)),
                day(need.delivery.datetime(), (17, 0)),
                days(need.gap_minutes, i64::from(need.minutes_per_day)),
            )
            .unwrap();
        }
        text
    }

    #[track_caller]
    pub(crate) fn show_remarks(&self) -> String {
        let (network, _) = self.schedule();
        let mut text = String::new();
        for remark in &network.remarks {
            match &remark.subject {
                Some(subject) => writeln!(text, "{subject}: {}", remark.kind).unwrap(),
                None => writeln!(text, "{}", remark.kind).unwrap(),
            }
        }
        text
    }

    pub(crate) fn name(&self, subject: &crate::Subject) -> String {
        if self.workspace.programs.len() > 1 {
            format!("{}/{}", subject.program, subject.id())
        } else {
            subject.id().to_owned()
        }
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

fn moment(text: &str) -> Moment {
    match text.split_once('T') {
        Some(_) => Moment::at(text.parse().unwrap()),
        None => Moment::day(date(text)),
    }
}

fn commitment(text: &str) -> Commitment {
    Commitment {
        date: date(text),
        confidence: None,
        by: None,
        to: None,
        said_on: None,
    }
}

fn constraint(kind: &str, at: Option<Moment>) -> Constraint {
    let kind = match kind {
        "MSO" => ConstraintKind::MustStartOn,
        "MFO" => ConstraintKind::MustFinishOn,
        "SNET" => ConstraintKind::StartNoEarlierThan,
        "FNET" => ConstraintKind::FinishNoEarlierThan,
        "SNLT" => ConstraintKind::StartNoLaterThan,
        "FNLT" => ConstraintKind::FinishNoLaterThan,
        "SO" => ConstraintKind::StartOn,
        "FO" => ConstraintKind::FinishOn,
        _ => ConstraintKind::AsLateAsPossible,
    };
    Constraint { kind, at }
}

/// `3d`, `-4h`, `+2ed`
fn span(text: &str) -> Span {
    let text = text.trim_start_matches('+');
    let unit_at = text.find(|c: char| c.is_alphabetic()).unwrap();
    let (number, unit) = text.split_at(unit_at);
    let elapsed = unit.starts_with('e');
    Span {
        thousandths: number.parse::<i64>().unwrap() * 1000,
        unit: match unit.trim_start_matches('e') {
            "min" => SpanUnit::Minute,
            "h" => SpanUnit::Hour,
            "d" => SpanUnit::Day,
            "w" => SpanUnit::Week,
            other => panic!("no unit {other}"),
        },
        elapsed,
    }
}

/// `Mon 7 Sep`, with the time where it is not the usual one.
pub(crate) fn day(at: jiff::civil::DateTime, usual: (i8, i8)) -> String {
    let text = at.strftime("%a %e %b").to_string();
    if (at.hour(), at.minute()) == usual {
        text
    } else {
        format!("{text} {:02}:{:02}", at.hour(), at.minute())
    }
}

fn days(minutes: i64, per_day: i64) -> String {
    if minutes % per_day == 0 {
        format!("{}d", minutes / per_day)
    } else {
        format!("{minutes}min")
    }
}

/// In days of so many minutes, else in minutes.
fn tenths_as_days(tenths: i64, per_day: i64) -> String {
    if tenths % 10 == 0 {
        days(tenths / 10, per_day)
    } else {
        format!("{tenths}tenths")
    }
}

fn profile(name: &str) -> SchedulingProfile {
    match name {
        "longpole" => SchedulingProfile::Longpole,
        "microsoft-project" => SchedulingProfile::MicrosoftProject,
        "primavera-p6" => SchedulingProfile::PrimaveraP6,
        other => panic!("no profile {other}"),
    }
}

/// `16h` of one person, in person-days of eight hours.
fn effort(text: &str) -> Effort {
    let hours: i64 = text.trim_end_matches('h').parse().unwrap();
    Effort {
        micro_person_days: hours * 125_000,
    }
}
