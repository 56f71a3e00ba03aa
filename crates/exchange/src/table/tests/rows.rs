//! What rows say.

use snapbox::{assert_data_eq, str};

use super::shown;

#[track_caller]
fn check(table: &str, expected: impl snapbox::IntoData) {
    assert_data_eq!(shown(table), expected.raw());
}

#[test]
fn a_sheet_as_people_keep_it_becomes_a_plan() {
    check(
        "\
ID,Task Name,Duration,Predecessors,Assigned To,Team,Colour
1,Dig,5 days,,Ann Lee,Ground works,brown
2,Fill,2d..3d..5d,1FS+1d,Ann Lee,Ground works,
3,Done,0 days,\"1; 2SS\",,,green
",
        str![[r#"
program: t

teams:
  ground-works: { name: Ground works }

people:
  ann-lee: { name: Ann Lee }

items:
  dig: { title: Dig, team: ground-works, owner: ann-lee, estimate: 5d, fields: { Colour: brown } }
  done: { title: Done, milestone: true, fields: { Colour: green }, needs: [dig, { fill: { kind: SS } }] }
  fill:
    title: Fill
    team: ground-works
    owner: ann-lee
    estimate: 2d..3d..5d
    needs: [{ dig: { lag: 1d } }]

"#]],
    );
}

#[test]
fn what_takes_no_part_and_what_is_dated_by_hand_is_said_by_columns_of_microsoft_project() {
    check(
        "\
ID,Active,Task Mode,Name,Duration,Start,Finish,Predecessors
1,Yes,Auto Scheduled,Dig,5 days,11.01.2027,15.01.2027,
2,No,Auto Scheduled,Cancelled scope,90 days,18.01.2027,21.05.2027,1
3,Yes,Manually Scheduled,Pinned,5 days,15.03.2027,19.03.2027,1
4,Yes,Whenever,Fill,2 days,18.01.2027,19.01.2027,1
",
        str![[r#"
program: t

items:
  cancelled-scope: { title: Cancelled scope, estimate: 90d, scheduling: { inactive: true }, needs: [dig] }
  dig: { title: Dig, estimate: 5d, not_before: 2027-01-11 }
  fill: { title: Fill, estimate: 2d, fields: { Task Mode: Whenever }, needs: [dig] }
  pinned:
    title: Pinned
    estimate: 5d
    scheduling: { manual: { start: 2027-03-15, finish: 2027-03-19 } }
    needs: [dig]
Suspicious unreadable-cell: "Whenever" is no task mode; it is kept as the custom field "Task Mode" (1) line 5, column "Task Mode"
Changed start-follows: starts of rows that wait for others follow from what they wait for; `--map 'Start=not-before'` holds them (2) line 3; line 5
Changed start-held: rows that wait for nothing start no earlier than their start (1) line 2

"#]],
    );
}

#[test]
fn levels_make_a_tree_and_summaries_take_nothing() {
    check(
        "\
Outline Level,Name,Duration,Start,Finish
1,Build,9 days,05.01.2026,15.01.2026
2,Dig,5 days,05.01.2026,09.01.2026
2,Fill,4 days,12.01.2026,15.01.2026
1,Sell,1 day,16.01.2026,16.01.2026
",
        str![[r#"
program: t

items:
  build: { title: Build }
  dig: { title: Dig, parent: build, estimate: 5d, not_before: 2026-01-05 }
  fill: { title: Fill, parent: build, estimate: 4d, not_before: 2026-01-12 }
  sell: { title: Sell, estimate: 1d, not_before: 2026-01-16 }
Changed start-held: rows that wait for nothing start no earlier than their start (3) line 3; line 4; line 5
Changed summary-duration: the duration of a summary follows from its parts, and was left out (1) line 2

"#]],
    );
}

#[test]
fn outline_numbers_make_a_tree_too() {
    check(
        "\
WBS,Title,Estimate
1,Build,
1.1,Dig,5d
1.1.1,Dig deep,2d
2,Sell,1d
",
        str![[r#"
program: t

items:
  build: { title: Build }
  dig: { title: Dig, parent: build, fields: { Estimate: 5d } }
  dig-deep: { title: Dig deep, parent: dig, estimate: 2d }
  sell: { title: Sell, estimate: 1d }
Changed set-aside: what a summary takes follows from its parts; what its row says is kept as it stands (1) line 3, column "Estimate"

"#]],
    );
}

#[test]
fn dates_that_are_all_there_is_are_the_plan() {
    check(
        "\
Key,Title,Start,End,Due,Depends on,Milestone
A-1,Design,2026-01-05,2026-01-16,2026-01-30,,
A-2,Build,2026-01-19,2026-02-06,,A-1,
A-3,Permit,,2026-02-02,,,yes
A-4,Paint,,2026-03-02,,,
",
        str![[r#"
program: t

items:
  A-1: { title: Design, estimate: 10d, not_before: 2026-01-05, target: 2026-01-30 }
  A-2: { title: Build, estimate: 15d, needs: [A-1] }
  A-3: { title: Permit, milestone: true, not_before: 2026-02-02 }
  A-4: { title: Paint, target: 2026-03-02 }
Changed duration-from-dates: rows with a start and a finish alone take the working time between them, Monday to Friday (2) line 2; line 3
Changed finish-wished: a finish without a start was taken as the date that is wished for (1) line 5
Changed start-follows: starts of rows that wait for others follow from what they wait for; `--map 'Start=not-before'` holds them (1) line 3
Changed start-held: rows that wait for nothing start no earlier than their start (2) line 2; line 4

"#]],
    );
}

#[test]
fn progress_is_taken_from_actual_dates_percentages_and_status() {
    check(
        "\
Key,Title,Estimate,Actual start,Actual finish,% Complete,Remaining,Status,Start,Finish
A,Done with dates,2d,2026-01-05,2026-01-06,100%,0d,Closed,,
B,Done by status,2d,,,,,Done,2026-01-07,2026-01-08
C,Begun,4d,2026-01-07,,25,3d,In Progress,,
D,Begun without a date,4d,,,50,,Doing,,
E,Done without a date,4d,,,,,Resolved,,
F,Open,4d,,,0,2d,To Do,,
",
        str![[r#"
program: t

items:
  A:
    title: Done with dates
    estimate: 2d
    started: 2026-01-05
    finished: 2026-01-06
    percent: 100%
    fields: { Status: Closed }
  B:
    title: Done by status
    estimate: 2d
    started: 2026-01-07
    finished: 2026-01-08
    fields: { Status: Done }
  C:
    title: Begun
    estimate: 4d
    started: 2026-01-07
    remaining: 3d
    percent: 25%
    fields: { Status: In Progress }
  D: { title: Begun without a date, estimate: 4d, percent: 50%, fields: { Status: Doing } }
  E: { title: Done without a date, estimate: 4d, percent: 100%, fields: { Status: Resolved } }
  F: { title: Open, estimate: 4d, percent: 0%, fields: { Remaining: 2d, Status: To Do } }
Suspicious begun-without-date: rows are in progress without a date on which they began (1) line 5
Suspicious done-without-date: rows are done without a date on which they were; they were taken as complete to 100 % (1) line 6
Changed done: the finish of rows that are done was taken as the day on which they were (1) line 3
Changed set-aside: what is left of rows that have not begun is kept as it stands (1) line 7, column "Remaining"

"#]],
    );
}

#[test]
fn every_field_has_its_column() {
    check(
        "\
Program,Item id,Key,Parent,Title,Kind,Workstream,Team,Owner,Approver,Resource names,Estimate,People,Remaining,Depends on,Blocks,Not before,Target,Target confidence,Deadline,Commit,Commit confidence,Committed by,Committed to,Committed on,Constraint type,Constraint date,% complete,Actual start,Health,Status date,Status note,Priority (0 to 1000),Link,Notes,Also known as
pay,a,X1,,Design,deliverable,Data,Identity,Ann,Bob,Ann[50%]; Crane,40pd,2,10pd,,b,2026-01-05,2026-02-01,50%,2026-03-01,2026-02-15,80%,Ann,the board,2026-01-02,finish no later than,2026-02-20,25%,2026-01-06T08:00,at risk,2026-01-09,waits for a review,700,https://example.com/1,Words,old-a
pay,b,,a,Build,,,,,,,25 items,1..3,,,,,,,,,,,,,,,,,,,,,,,
",
        str![[r#"
program: pay

teams:
  identity: { name: Identity }

people:
  ann: { name: Ann }
  bob: { name: Bob }

workstreams:
  data: { title: Data }

items:
  a:
    title: Design
    description: Words
    kind: deliverable
    workstream: data
    team: identity
    owner: ann
    approver: bob
    people: 2
    started: 2026-01-06T08:00
    percent: 25%
    not_before: 2026-01-05
    constraint: { finish-no-later-than: 2026-02-20 }
    deadline: 2026-03-01
    commit: { date: 2026-02-15, confidence: 80%, by: ann, to: the board, said_on: 2026-01-02 }
    target: { date: 2026-02-01, confidence: 50% }
    priority: 700
    status: { health: at-risk, on: 2026-01-09, note: waits for a review }
    was: old-a
    fields: { Estimate: 40pd, Remaining: 10pd }
  b: { title: Build, parent: a, remaining: 25 items, people: 1..3, needs: [{ a: { asked: withdrawn } }] }

resources:
  ann: { name: Ann }
  crane: { name: Crane }

assignments:
  a-ann: { item: a, resource: ann, units: 0.5 }
  a-crane: { item: a, resource: crane }
Suspicious loop: links lead in a circle; one of them was taken as withdrawn, so that dates can be computed (1) b waits for a
Changed set-aside: what a summary takes follows from its parts; what its row says is kept as it stands (1) line 2, column "Estimate"
Changed set-aside: what is left of a summary follows from its parts; what its row says is kept as it stands (1) line 2, column "Remaining"

"#]],
    );
}

#[test]
fn three_columns_make_a_spread() {
    check(
        "\
Title,Optimistic (h),Most likely (h),Pessimistic (h)
Rises,4,8,20
Falls,8,4,20
One point,,8,
",
        str![[r#"
program: t

items:
  falls: { title: Falls, fields: { Most likely (h): 4, Optimistic (h): 8, Pessimistic (h): 20 } }
  one-point: { title: One point, estimate: 8h }
  rises: { title: Rises, estimate: 4h..8h..20h }
Suspicious points-do-not-rise: three points of an estimate do not rise; they are kept as custom fields (1) line 3
Changed points: the optimistic and pessimistic values were taken as what is kept one time in ten and nine times in ten (2) column "Optimistic (h)"; column "Optimistic (h)"

"#]],
    );
}

#[test]
fn what_cannot_be_read_is_kept_and_told() {
    check(
        "\
Key,Title,Estimate,Start,Owner,Predecessors,Priority,Milestone,Percent
A,Dig,a while,soon,???,B; 17FF-2d,High,perhaps,150
B,Fill,-2d,2026-02-30,,,Low,no,10
",
        str![[r#"
program: t

items:
  A:
    title: Dig
    priority: 700
    fields: { Estimate: a while, Milestone: perhaps, Owner: ???, Percent: 150, Priority: High, Start: soon }
    needs: [B]
  B:
    title: Fill
    percent: 10%
    priority: 300
    fields: { Estimate: -2d, Priority: Low, Start: "2026-02-30" }
Suspicious begun-without-date: rows are in progress without a date on which they began (1) line 3
Suspicious dangling-link: links lead to what is not in the table; they are kept: 17 (1) line 2
Suspicious unreadable-cell: "-2d" is no length of time from nothing upwards; it is kept as the custom field "Estimate" (1) line 3, column "Estimate"
Suspicious unreadable-cell: "150" is no share between 0 and 100 %; it is kept as the custom field "Percent" (1) line 2, column "Percent"
Suspicious unreadable-cell: "2026-02-30" is no date; it is kept as the custom field "Start" (1) line 3, column "Start"
Suspicious unreadable-cell: "???" is no name of a person; it is kept as the custom field "Owner" (1) line 2, column "Owner"
Suspicious unreadable-cell: "a while" is no length of time; it is kept as the custom field "Estimate" (1) line 2, column "Estimate"
Suspicious unreadable-cell: "perhaps" is no yes or no; it is kept as the custom field "Milestone" (1) line 2, column "Milestone"
Suspicious unreadable-cell: "soon" is no date; it is kept as the custom field "Start" (1) line 2, column "Start"
Changed priority: the priority "High" was taken as 700 on the scale of 0 to 1000; the word is kept (1) line 2
Changed priority: the priority "Low" was taken as 300 on the scale of 0 to 1000; the word is kept (1) line 3

"#]],
    );
}

#[test]
fn links_to_what_is_not_there_are_kept() {
    check(
        "Key,Title,Depends on,Parent\nA,Dig,OPS-7SS+2d,EPIC-1\n",
        str![[r#"
program: t

items:
  A: { title: Dig }
Suspicious dangling-link: links lead to what is not in the table; they are kept: OPS-7 (1) line 2
Suspicious dangling-parent: rows are part of what is not in the table: EPIC-1 (1) line 2

"#]],
    );
}

#[test]
fn loops_and_circles_are_broken() {
    check(
        "Key,Title,Depends on,Parent\nA,One,B,B\nB,Two,A,A\n",
        str![[r#"
program: t

items:
  A: { title: One, parent: B, needs: [{ B: { asked: withdrawn } }] }
  B: { title: Two, needs: [{ A: { asked: withdrawn } }] }
Suspicious loop: links lead in a circle; one of them was taken as withdrawn, so that dates can be computed (2) B waits for A; A waits for B
Suspicious parents-in-a-circle: rows are part of each other; one was taken out (1) line 3

"#]],
    );
}

#[test]
fn keys_that_are_not_alike_and_rows_that_are() {
    check(
        "\
Key,Title,Depends on
A,One,
A,Again,
,No key,One
,No key,
,,A
",
        str![[r#"
program: t

items:
  A: { title: One }
  again: { title: Again }
  no-key: { title: No key, needs: [A] }
  no-key-2: { title: No key }
Suspicious duplicate-id: several rows have one key; those that follow the first are told apart by their place among them: A (1) line 3
Suspicious duplicate-id: two rows are called "A"; the later one got another id (1) line 3
Suspicious row-without-name: a row has neither a title nor a key, and was left out (1) line 6

"#]],
    );
}

#[test]
fn programs_are_told_apart_by_a_column() {
    check(
        "\
Project,Issue key,Summary,Blocked by
Pay & Go,P-1,Pay,Q-1
Quick,Q-1,Run,
",
        str![[r#"
program: pay-go
name: Pay & Go

items:
  P-1: { title: Pay, needs: [quick/Q-1] }

program: quick
name: Quick

items:
  Q-1: { title: Run }

"#]],
    );
}

#[test]
fn rows_that_are_done_keep_what_they_say_of_their_plan() {
    check(
        "\
Key,Title,Start,Finish,Actual start,Actual finish
A,Late,2026-01-05,2026-01-09,,2026-01-16
B,As planned,2026-01-05,2026-01-09,,2026-01-09
C,Begun late,2026-01-05,2026-01-09,2026-01-07,2026-01-16
D,Begun,2026-01-05,2026-01-16,2026-01-07,
E,Done before its planned start,2026-02-02,2026-02-06,,2026-01-16
",
        str![[r#"
program: t

items:
  A: { title: Late, estimate: 5d, started: 2026-01-05, finished: 2026-01-16, fields: { Finish: 2026-01-09 } }
  B: { title: As planned, started: 2026-01-05, finished: 2026-01-09 }
  C:
    title: Begun late
    estimate: 5d
    started: 2026-01-07
    finished: 2026-01-16
    fields: { Finish: 2026-01-09, Start: 2026-01-05 }
  D: { title: Begun, estimate: 10d, started: 2026-01-07 }
  E:
    title: Done before its planned start
    estimate: 5d
    finished: 2026-01-16
    fields: { Finish: 2026-02-06, Start: 2026-02-02 }
Changed done-since: the start of rows that are done and do not say when they began was taken as the day on which they did (2) line 2; line 3
Changed duration-from-dates: rows with a start and a finish alone take the working time between them, Monday to Friday (4) line 2; line 4; line 5; line 6
Changed set-aside: rows that are done began on another day than planned; the planned start is kept as it stands (2) line 4, column "Start"; line 6, column "Start"
Changed set-aside: rows that are done finished on another day than planned; the planned finish is kept as it stands (3) line 2, column "Finish"; line 4, column "Finish"; line 6, column "Finish"

"#]],
    );
}
