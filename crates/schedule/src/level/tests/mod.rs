//! Levelled plans, by examples and by laws.

mod laws;
mod why;

use std::fmt::Write as _;

use snapbox::{Data, assert_data_eq, str};

use super::{ChainHold, LevelOptions, LevelRemark, Levelling, Pool, level};
use crate::tests::{Plan, day};
use crate::wall::DAY;
use crate::{Network, NodeKind, Schedule, Wall};

struct Levelled {
    plan: Plan,
    network: Network,
    planned: Schedule,
    levelling: Levelling,
}

#[track_caller]
fn levelled(text: &str) -> Levelled {
    let plan = Plan::read(text);
    let (network, planned) = plan.schedule();
    let options = LevelOptions {
        schedules: Some(300),
        seed: 1,
    };
    let levelling = level(&plan.workspace, &network, &planned, &options, &mut || true).unwrap();
    assert_eq!(levelling.order.check(), Ok(()), "{text}");
    Levelled {
        plan,
        network,
        planned,
        levelling,
    }
}

impl Levelled {
    fn name(&self, node: usize) -> String {
        self.plan.name(&self.network.nodes[node].subject)
    }

    /// A line for each item: when it was planned, when it would happen, when it should.
    fn dates(&self) -> String {
        let mut lines = Vec::new();
        for (node, this) in self.network.nodes.iter().enumerate() {
            if this.kind == NodeKind::Entry {
                continue;
            }
            let finish = |schedule: &Schedule| day(schedule.early_finish[node].datetime(), (17, 0));
            let start = self.levelling.schedule.early_start[node].datetime();
            let people = self.levelling.people.iter().find(|(of, _)| *of == node);
            let people = people.map_or(String::new(), |(_, count)| format!(", {count} people"));
            lines.push(format!(
                "{:<5} {} .. {}  planned {}, unmanaged {}{people}",
                self.name(node),
                day(start, (8, 0)),
                finish(&self.levelling.schedule),
                finish(&self.planned),
                finish(&self.levelling.unmanaged),
            ));
        }
        lines.sort();
        lines.join("\n") + "\n"
    }

    /// The work that goes on on `day` and asks `pool`.
    fn takers(&self, pool: &Pool, day: jiff::civil::Date) -> Vec<usize> {
        let Levelling {
            network,
            schedule,
            order,
            ..
        } = &self.levelling;
        let Some(source) = order.pools.iter().position(|it| it == pool) else {
            return Vec::new();
        };
        let asks = |node: usize| {
            order.activity_of[node]
                .is_some_and(|activity| order.problem.units(activity, source) > 0)
        };
        let midnight = Wall::midnight(day);
        let next = midnight.plus_clock(DAY);
        let goes_on = |&node: &usize| {
            let calendar = network.calendar(node);
            let from = schedule.early_restart[node].max(midnight);
            let to = schedule.early_finish[node].min(next);
            from < to && calendar.minutes_from(from, to) > 0
        };
        (0..network.nodes.len())
            .filter(|&node| asks(node))
            .filter(goes_on)
            .collect()
    }

    fn chain(&self) -> String {
        let mut text = String::new();
        for step in &self.levelling.chain {
            let reason = match &step.held_by {
                ChainHold::Need => "needs".to_owned(),
                ChainHold::People(queue) => format!("people of {}", pool_name(&queue.pool)),
                ChainHold::Capacity(queue) => format!("capacity of {}", pool_name(&queue.pool)),
                ChainHold::Start(_) => "starts".to_owned(),
            };
            writeln!(text, "{} {reason}", self.name(step.node)).unwrap();
        }
        if let Some(together) = &self.levelling.together {
            let pools: Vec<_> = together.pools.iter().map(pool_name).collect();
            let end = day(together.relieved_end.datetime(), (17, 0));
            writeln!(text, "{} together until {end}", pools.join(" and ")).unwrap();
        }
        for relief in &self.levelling.reliefs {
            let calendar = self.network.calendar(0);
            let minutes = calendar.minutes_from(relief.relieved_end, relief.end);
            let days = minutes as f64 / 480.0;
            writeln!(text, "{} costs {days} days", pool_name(&relief.pool)).unwrap();
        }
        text
    }

    fn loads(&self) -> String {
        let mut text = String::new();
        for pool in &self.levelling.pools {
            writeln!(text, "{}", pool_name(&pool.pool)).unwrap();
            for week in &pool.weeks {
                let work: Vec<_> = week.work.iter().map(|&node| self.name(node)).collect();
                writeln!(
                    text,
                    "{} has {} asked {} over {} levelled {} over {} {}",
                    week.monday.strftime("%e %b"),
                    week.available as f64 / 1000.0,
                    week.asked as f64 / 1000.0,
                    week.over as f64 / 1000.0,
                    week.levelled as f64 / 1000.0,
                    week.levelled_over as f64 / 1000.0,
                    work.join(" "),
                )
                .unwrap();
            }
        }
        text
    }

    fn standing(&self) -> String {
        let mut text = String::new();
        for date in &self.levelling.dates {
            writeln!(
                text,
                "{} {:?} {} planned {} levelled {}: {}",
                self.name(date.node),
                date.kind,
                day(date.by.datetime(), (17, 0)),
                day(date.planned.datetime(), (17, 0)),
                day(date.levelled.datetime(), (17, 0)),
                if date.is_kept() { "kept" } else { "missed" }
            )
            .unwrap();
        }
        text
    }

    fn remarks(&self) -> String {
        let mut text = String::new();
        for remark in &self.levelling.remarks {
            match remark {
                LevelRemark::UnknownPeople(team) => writeln!(text, "{team} has unknown people"),
                LevelRemark::AsksForMore {
                    subject,
                    pool,
                    asked,
                    available,
                } => writeln!(
                    text,
                    "{subject} asks {} for {asked}, which has {available}",
                    pool_name(pool)
                ),
                LevelRemark::NeverThere { subject, pool } => {
                    writeln!(text, "{} is never there for {subject}", pool_name(pool))
                }
                LevelRemark::Rests {
                    subject,
                    from,
                    days,
                    others,
                } => writeln!(
                    text,
                    "{subject} rests {days} days from {from}, {others} others"
                ),
                LevelRemark::BeyondThere { pool, days, worst } => writeln!(
                    text,
                    "{} is overloaded on {days} days, by {} of {} on {}",
                    pool_name(pool),
                    worst.asked,
                    worst.available,
                    worst.day
                ),
                LevelRemark::OnePersonEach(count) => writeln!(text, "{count} take one person each"),
                LevelRemark::Uneven(count) => writeln!(text, "{count} assignments are uneven"),
                LevelRemark::Rounded(minutes) => writeln!(text, "rounded to {minutes} minutes"),
            }
            .unwrap();
        }
        text
    }
}

fn pool_name(pool: &Pool) -> String {
    match pool {
        Pool::Team(team) => team.to_string(),
        Pool::Resource(_, resource) => resource.to_string(),
    }
}

#[track_caller]
fn dates(text: &str, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).dates(), expected.into());
}

#[track_caller]
fn chain(text: &str, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).chain(), expected.into());
}

#[track_caller]
fn loads(text: &str, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).loads(), expected.into());
}

#[track_caller]
fn standing(text: &str, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).standing(), expected.into());
}

#[track_caller]
fn remarks(text: &str, expected: impl Into<Data>) {
    assert_data_eq!(levelled(text).remarks(), expected.into());
}

#[test]
fn work_of_one_person_is_done_one_after_the_other() {
    dates(
        "team t people 1; a 3d team t; b 2d team t",
        str![[r#"
a     Mon  7 Sep .. Wed  9 Sep  planned Wed  9 Sep, unmanaged Wed  9 Sep
b     Thu 10 Sep .. Fri 11 Sep  planned Tue  8 Sep, unmanaged Fri 11 Sep

"#]],
    );
}

#[test]
fn what_others_wait_for_goes_first() {
    dates(
        "team t people 1; a 3d team t; b 2d team t; long 10d after b",
        str![[r#"
a     Wed  9 Sep .. Fri 11 Sep  planned Wed  9 Sep, unmanaged Wed  9 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Fri 11 Sep
long  Wed  9 Sep .. Tue 22 Sep  planned Tue 22 Sep, unmanaged Fri 25 Sep

"#]],
    );
}

#[test]
fn work_takes_the_people_that_it_says() {
    dates(
        "team t people 3; a 3d team t crew 2; b 2d team t crew 2; c 1d team t",
        str![[r#"
a     Mon  7 Sep .. Wed  9 Sep  planned Wed  9 Sep, unmanaged Wed  9 Sep
b     Thu 10 Sep .. Fri 11 Sep  planned Tue  8 Sep, unmanaged Fri 11 Sep
c     Mon  7 Sep .. Mon  7 Sep  planned Mon  7 Sep, unmanaged Mon  7 Sep

"#]],
    );
}

#[test]
fn teams_without_a_number_of_people_and_vendors_are_not_levelled() {
    let text = "team t; team v external; a 3d team t; b 2d team t; c 2d team v; d 2d team v; e 2d";
    dates(
        text,
        str![[r#"
a     Mon  7 Sep .. Wed  9 Sep  planned Wed  9 Sep, unmanaged Wed  9 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
c     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
d     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
e     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep

"#]],
    );
    remarks(
        text,
        str![[r#"
t has unknown people

"#]],
    );
}

#[test]
fn effort_gets_the_people_with_whom_the_whole_ends_soonest() {
    dates(
        "team t people 3; a effort 6pd people 1 team t; b effort 6pd people 1 team t after a",
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep  planned Mon 14 Sep, unmanaged Mon 14 Sep, 3 people
b     Wed  9 Sep .. Thu 10 Sep  planned Tue 22 Sep, unmanaged Tue 22 Sep, 3 people

"#]],
    );
    dates(
        "team t people 2; a effort 4pd people 1 team t; b effort 4pd people 1 team t",
        str![[r#"
a     Mon  7 Sep .. Thu 10 Sep  planned Thu 10 Sep, unmanaged Thu 10 Sep, 1 people
b     Mon  7 Sep .. Thu 10 Sep  planned Thu 10 Sep, unmanaged Thu 10 Sep, 1 people

"#]],
    );
}

#[test]
fn a_day_with_fewer_people_takes_fewer_pieces_of_work() {
    dates(
        "team t people 2 only 1 2026-09-09 2026-09-11; a 2d team t; b 2d team t after a; c 4d team t",
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Fri 11 Sep .. Mon 14 Sep  planned Thu 10 Sep, unmanaged Mon 14 Sep
c     Mon  7 Sep .. Thu 10 Sep  planned Thu 10 Sep, unmanaged Thu 10 Sep

"#]],
    );
}

#[test]
fn work_rests_while_nobody_is_there() {
    dates(
        "team t people 1 only 0 2026-09-09 2026-09-10; a 3d team t; b 1d after a",
        str![[r#"
a     Mon  7 Sep .. Fri 11 Sep  planned Wed  9 Sep, unmanaged Fri 11 Sep
b     Mon 14 Sep .. Mon 14 Sep  planned Thu 10 Sep, unmanaged Mon 14 Sep

"#]],
    );
}

#[test]
fn work_rests_while_one_of_those_whom_it_needs_is_away() {
    let text = "cal std; cal away 2026-09-08 2026-09-09; resource ann away; resource bob std; a 3d does ann 24h does bob 24h; b 2d does bob 16h";
    dates(
        text,
        str![[r#"
a     Mon  7 Sep .. Fri 11 Sep  planned Wed  9 Sep, unmanaged Fri 11 Sep
b     Tue  8 Sep .. Wed  9 Sep  planned Tue  8 Sep, unmanaged Wed  9 Sep

"#]],
    );
    loads(
        text,
        str![[r#"
ann
 7 Sep has 3 asked 3 over 2 levelled 3 over 0 a
bob
 7 Sep has 5 asked 5 over 2 levelled 5 over 0 a b

"#]],
    );
    remarks(
        text,
        str![[r#"
p/a rests 2 days from 2026-09-08, 0 others

"#]],
    );
}

#[test]
fn whoever_is_never_there_while_the_work_goes_on_does_not_hold_it() {
    let text = "cal night 22-24 0-6; cal std; resource ann night; resource bob std; a 2d does ann 16h does bob 16h; b 1d does bob 8h";
    dates(
        text,
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Wed  9 Sep .. Wed  9 Sep  planned Mon  7 Sep, unmanaged Wed  9 Sep

"#]],
    );
    remarks(
        text,
        str![[r#"
ann is never there for p/a

"#]],
    );
}

#[test]
fn work_goes_on_as_long_as_its_people_are_there_on_a_day() {
    let text = "cal short 8-12; resource ann short; a 1d does ann 8h; b 1d does ann 8h";
    dates(
        text,
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep 12:00  planned Mon  7 Sep, unmanaged Tue  8 Sep 12:00
b     Wed  9 Sep .. Thu 10 Sep 12:00  planned Mon  7 Sep, unmanaged Thu 10 Sep 12:00

"#]],
    );
}

#[test]
fn begun_and_set_work_that_takes_more_than_there_is_is_said() {
    remarks(
        "cal away 2026-09-08; resource ann away; a 3d does ann 24h started 2026-09-03; b 3d does ann 24h MSO 2026-09-07",
        str![[r#"
p/b rests 1 days from 2026-09-08, 0 others
ann is overloaded on 1 days, by 2000 of 1000 on 2026-09-07

"#]],
    );
}

#[test]
fn work_in_a_calendar_of_its_own_keeps_it() {
    dates(
        "cal six sat; team t people 1; team s people 1 cal six; a 4d team t; b 2d team s after a; c 2d team s; d 4d team t",
        str![[r#"
a     Mon  7 Sep .. Thu 10 Sep  planned Thu 10 Sep, unmanaged Thu 10 Sep
b     Fri 11 Sep .. Sat 12 Sep  planned Sat 12 Sep, unmanaged Sat 12 Sep
c     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
d     Fri 11 Sep .. Wed 16 Sep  planned Thu 10 Sep, unmanaged Wed 16 Sep

"#]],
    );
}

#[test]
fn half_days_and_hours_are_carried_exactly() {
    dates(
        "team t people 1; a 4h team t; b 1d team t after a +2h; c 3h team t",
        str![[r#"
a     Mon  7 Sep .. Mon  7 Sep 12:00  planned Mon  7 Sep 12:00, unmanaged Mon  7 Sep 12:00
b     Mon  7 Sep 16:00 .. Tue  8 Sep 16:00  planned Tue  8 Sep 15:00, unmanaged Tue  8 Sep 16:00
c     Mon  7 Sep 13:00 .. Mon  7 Sep 16:00  planned Mon  7 Sep 11:00, unmanaged Mon  7 Sep 16:00

"#]],
    );
    assert_eq!(
        levelled("team t people 1; a 4h team t; b 1d team t")
            .levelling
            .slot_minutes,
        240
    );
    assert_eq!(
        levelled("team t people 1; a 3h team t; b 1d team t")
            .levelling
            .slot_minutes,
        60
    );
}

#[test]
fn begun_work_stays_and_what_is_set_is_not_moved() {
    dates(
        "data 2026-09-09; team t people 1; a 5d team t started 2026-09-07; b 2d team t started 2026-09-08; c 1d team t; d 2d team t MSO 2026-09-14",
        str![[r#"
a     Mon  7 Sep .. Fri 11 Sep  planned Fri 11 Sep, unmanaged Fri 11 Sep
b     Tue  8 Sep .. Wed  9 Sep  planned Wed  9 Sep, unmanaged Wed  9 Sep
c     Wed 16 Sep .. Wed 16 Sep  planned Wed  9 Sep, unmanaged Wed 16 Sep
d     Mon 14 Sep .. Tue 15 Sep  planned Tue 15 Sep, unmanaged Tue 15 Sep

"#]],
    );
}

#[test]
fn levels_of_effort_and_summaries_ask_nobody() {
    dates(
        "team t people 1; s team t; a 2d in s team t; b 2d in s team t; care support team t; c 1d after s",
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Wed  9 Sep .. Thu 10 Sep  planned Tue  8 Sep, unmanaged Thu 10 Sep
c     Fri 11 Sep .. Fri 11 Sep  planned Wed  9 Sep, unmanaged Fri 11 Sep
care  Mon  7 Sep .. Fri 11 Sep  planned Wed  9 Sep, unmanaged Fri 11 Sep
s     Mon  7 Sep .. Thu 10 Sep  planned Tue  8 Sep, unmanaged Thu 10 Sep

"#]],
    );
}

#[test]
fn resources_of_a_schedule_are_levelled_by_their_units() {
    dates(
        "cal std; resource ann std; a 2d does ann 8h units 50%; b 2d does ann 8h units 50%; c 2d does ann 16h",
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
c     Wed  9 Sep .. Thu 10 Sep  planned Tue  8 Sep, unmanaged Thu 10 Sep

"#]],
    );
}

#[test]
fn programs_that_share_a_team_take_turns() {
    dates(
        "team t people 1; program p; a 2d team t; z 8d after a; program q; a 4d team t",
        str![[r#"
p/a   Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
p/z   Wed  9 Sep .. Fri 18 Sep  planned Fri 18 Sep, unmanaged Fri 18 Sep
q/a   Wed  9 Sep .. Mon 14 Sep  planned Thu 10 Sep, unmanaged Mon 14 Sep

"#]],
    );
}

#[test]
fn commitments_and_promises_are_kept_where_they_can_be() {
    let text = "team t people 1; a 2d team t; b 2d team t commit 2026-09-08; c 5d after a; d 1d team t promised 2026-09-10";
    dates(
        text,
        str![[r#"
a     Thu 10 Sep .. Fri 11 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Thu 10 Sep
c     Mon 14 Sep .. Fri 18 Sep  planned Tue 15 Sep, unmanaged Tue 15 Sep
d     Wed  9 Sep .. Wed  9 Sep  planned Mon  7 Sep, unmanaged Fri 11 Sep

"#]],
    );
    standing(
        text,
        str![[r#"
b Commitment Tue  8 Sep planned Tue  8 Sep levelled Tue  8 Sep: kept
d Promise Thu 10 Sep planned Mon  7 Sep levelled Wed  9 Sep: kept

"#]],
    );
}

#[test]
fn a_higher_priority_goes_first_where_all_else_is_alike() {
    dates(
        "team t people 1; a 2d team t; b 2d team t priority 800",
        str![[r#"
a     Wed  9 Sep .. Thu 10 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Thu 10 Sep

"#]],
    );
    dates(
        "team t people 1; a 2d team t priority 200; b 2d team t",
        str![[r#"
a     Wed  9 Sep .. Thu 10 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Thu 10 Sep

"#]],
    );
}

#[test]
fn the_chain_goes_through_needs_and_people_and_names_the_constraint() {
    chain(
        "team t people 1; team u people 1; a 3d team t; b 2d team t; c 4d team u after b; d 1d team u after a",
        str![[r#"
d people of u
c needs
b starts
u costs 1 days

"#]],
    );
}

#[test]
fn weeks_say_what_is_asked_and_what_there_is() {
    loads(
        "team t people 2 only 1 2026-09-14 2026-09-18; a 5d team t; b 5d team t; c 8d team t",
        str![[r#"
t
 7 Sep has 10 asked 15 over 5 levelled 10 over 0 a b c
14 Sep has 5 asked 3 over 0 levelled 5 over 0 c
21 Sep has 10 asked 0 over 0 levelled 3 over 0 

"#]],
    );
}

#[test]
fn whoever_asks_for_more_than_there_will_be_takes_all_there_are() {
    let text = "team t people 2; a 2d team t crew 5; b 1d team t";
    dates(
        text,
        str![[r#"
a     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
b     Wed  9 Sep .. Wed  9 Sep  planned Mon  7 Sep, unmanaged Wed  9 Sep

"#]],
    );
    remarks(
        text,
        str![[r#"
p/a asks t for 5000, which has 2000
1 take one person each

"#]],
    );
}

#[test]
fn as_late_as_possible_becomes_when_there_is_time() {
    dates(
        "team t people 1; a 2d team t ALAP; b 2d team t; c 5d",
        str![[r#"
a     Thu 10 Sep .. Fri 11 Sep  planned Fri 11 Sep, unmanaged Thu 10 Sep
b     Mon  7 Sep .. Tue  8 Sep  planned Tue  8 Sep, unmanaged Tue  8 Sep
c     Mon  7 Sep .. Fri 11 Sep  planned Fri 11 Sep, unmanaged Fri 11 Sep

"#]],
    );
}

#[test]
fn as_late_as_possible_is_as_late_as_what_waits_for_it_and_its_people_allow() {
    let text = "team t people 1; a 2d team t ALAP; b 2d team t from 2026-09-16 after a; c 10d; d 2d team t from 2026-09-14";
    dates(
        text,
        str![[r#"
a     Thu 10 Sep .. Fri 11 Sep  planned Tue 15 Sep, unmanaged Tue  8 Sep
b     Wed 16 Sep .. Thu 17 Sep  planned Thu 17 Sep, unmanaged Thu 17 Sep
c     Mon  7 Sep .. Fri 18 Sep  planned Fri 18 Sep, unmanaged Fri 18 Sep
d     Mon 14 Sep .. Tue 15 Sep  planned Tue 15 Sep, unmanaged Tue 15 Sep

"#]],
    );
}

#[test]
fn as_late_as_possible_is_not_held_by_the_other_parts_of_its_summary() {
    dates(
        "team t people 1; s; a 2d in s team t ALAP by 2026-10-30; b 1d in s team t; c 10d; d 1d team t after c",
        str![[r#"
a     Thu 17 Sep .. Fri 18 Sep  planned Mon 21 Sep, unmanaged Wed  9 Sep
b     Mon  7 Sep .. Mon  7 Sep  planned Mon  7 Sep, unmanaged Mon  7 Sep
c     Mon  7 Sep .. Fri 18 Sep  planned Fri 18 Sep, unmanaged Fri 18 Sep
d     Mon 21 Sep .. Mon 21 Sep  planned Mon 21 Sep, unmanaged Mon 21 Sep
s     Mon  7 Sep .. Fri 18 Sep  planned Mon 21 Sep, unmanaged Wed  9 Sep

"#]],
    );
}

#[test]
fn how_much_work_has_people_who_are_known_is_counted() {
    let coverage = |text: &str| levelled(text).levelling.coverage;
    let counted = |open, levelled| super::Coverage { open, levelled };
    assert_eq!(coverage("a 2d; b 3d; team t; c 1d team t"), counted(3, 0));
    assert_eq!(
        coverage("team t people 1; a 2d; b 3d team t; m milestone"),
        counted(2, 1)
    );
}

#[test]
fn pools_that_hold_the_end_only_together_are_named_together() {
    let text = "team dev people 2; team qa people 1; a 5d team dev crew 2; b 5d team dev; c 5d team dev; d 3d team dev crew 2 after a; q 4d team qa after b; r 4d team qa after c";
    chain(
        text,
        str![[r#"
r people of qa
q needs
b starts
dev and qa together until Thu 17 Sep

"#]],
    );
}

#[test]
fn assignments_that_are_not_even_are_said() {
    remarks(
        "cal std; resource R std; a 4d does R 16h late 1d; b 2d does R 16h contour 25,50,100; c 2d does R 16h",
        str![[r#"
2 assignments are uneven

"#]],
    );
}

#[test]
fn an_empty_plan_is_levelled_too() {
    dates(
        "team t people 1",
        str![[r#"


"#]],
    );
}
