//! What calendars do with weekends, holidays and the ends of time.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use longpole_model::{
    Calendar, CalendarException, CalendarId, Moment, Recurrence, Shift, Split, WorkWeek,
};
use proptest::prelude::*;

use super::*;
use crate::RemarkKind;

fn wall(text: &str) -> Wall {
    Wall::at(text.parse::<DateTime>().unwrap())
}

fn show(wall: Wall) -> String {
    wall.datetime().strftime("%a %F %H:%M").to_string()
}

fn off(from: &str, to: &str) -> CalendarException {
    CalendarException {
        name: None,
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        hours: DayHours::off(),
        every: None,
    }
}

fn compile(calendars: Vec<(&str, Calendar)>, id: &str) -> (WorkCalendar, Vec<RemarkKind>) {
    let calendars = calendars
        .into_iter()
        .map(|(id, calendar)| (CalendarId::new(id).unwrap(), calendar))
        .collect();
    let set = CalendarSet::compile(&calendars);
    let index = set.find(&CalendarId::new(id).unwrap()).unwrap();
    (
        set.calendars[index as usize].clone(),
        set.remarks.into_iter().map(|remark| remark.kind).collect(),
    )
}

#[test]
fn friday_evening_and_monday_morning_are_the_same_working_minute() {
    let calendar = WorkCalendar::standard();
    let friday = calendar.work_at(wall("2026-11-20T17:00"));
    assert_eq!(friday, calendar.work_at(wall("2026-11-23T08:00")));
    assert_eq!(friday, calendar.work_at(wall("2026-11-22T11:11")));
    assert_eq!(show(calendar.finish_wall(friday)), "Fri 2026-11-20 17:00");
    assert_eq!(show(calendar.start_wall(friday)), "Mon 2026-11-23 08:00");
}

#[test]
fn work_goes_around_lunch_and_nights() {
    let calendar = WorkCalendar::standard();
    let start = wall("2026-11-20T11:00");
    assert_eq!(
        show(calendar.finish_after(start, 120)),
        "Fri 2026-11-20 14:00"
    );
    assert_eq!(
        show(calendar.finish_after(start, 480)),
        "Mon 2026-11-23 11:00"
    );
    assert_eq!(
        show(calendar.start_before(wall("2026-11-23T11:00"), 480)),
        "Fri 2026-11-20 11:00"
    );
}

#[test]
fn a_holiday_is_passed_over_and_the_later_of_two_exceptions_holds() {
    let working_boxing_day = CalendarException {
        hours: DayHours::new(vec![Shift::new(600, 720).unwrap()]).unwrap(),
        ..off("2026-12-26", "2026-12-26")
    };
    let calendar = Calendar {
        exceptions: vec![off("2026-12-24", "2027-01-01"), working_boxing_day],
        ..Calendar::default()
    };
    let (calendar, remarks) = compile(vec![("xmas", calendar)], "xmas");
    assert_eq!(remarks, []);
    let start = wall("2026-12-23T08:00");
    assert_eq!(
        show(calendar.finish_after(start, 480 + 120)),
        "Sat 2026-12-26 12:00"
    );
    assert_eq!(
        show(calendar.finish_after(start, 480 + 121)),
        "Mon 2027-01-04 08:01"
    );
}

#[test]
fn a_calendar_takes_from_its_base_what_it_leaves_out() {
    let base = Calendar {
        minutes_per_day: Some(400),
        exceptions: vec![off("2026-11-23", "2026-11-23")],
        ..Calendar::default()
    };
    let mut part_time = Calendar {
        base: Some(CalendarId::new("base").unwrap()),
        ..Calendar::default()
    };
    part_time.week[1] = Some(DayHours::off());
    let (calendar, _) = compile(vec![("base", base), ("part-time", part_time)], "part-time");
    assert_eq!(
        show(calendar.next_start(wall("2026-11-20T17:00"))),
        "Wed 2026-11-25 08:00"
    );
    assert_eq!(calendar.minutes_of(Span::days(2)), 800);
}

#[test]
fn a_calendar_that_never_works_falls_back_to_the_standard_week_with_a_remark() {
    let never = Calendar {
        week: std::array::from_fn(|_| Some(DayHours::off())),
        ..Calendar::default()
    };
    let (calendar, remarks) = compile(vec![("never", never)], "never");
    assert_eq!(calendar, WorkCalendar::standard());
    assert_eq!(
        remarks,
        [RemarkKind::CalendarNeverWorks(
            CalendarId::new("never").unwrap()
        )]
    );
}

#[test]
fn calendars_in_a_circle_are_cut_with_a_remark() {
    let base = |id: &str| Calendar {
        base: Some(CalendarId::new(id).unwrap()),
        ..Calendar::default()
    };
    let (calendar, remarks) = compile(vec![("a", base("b")), ("b", base("a"))], "a");
    assert_eq!(calendar, WorkCalendar::standard());
    assert_eq!(remarks.len(), 2);
}

#[test]
fn a_shutdown_of_all_time_ends_at_the_last_day_and_loops_nowhere() {
    let shut = Calendar {
        exceptions: vec![CalendarException {
            from: Date::MIN,
            to: Date::MAX,
            ..off("2026-01-01", "2026-01-01")
        }],
        ..Calendar::default()
    };
    let (calendar, _) = compile(vec![("shut", shut)], "shut");
    assert_eq!(
        calendar.finish_after(wall("2026-01-01T08:00"), 1),
        Wall::MAX
    );
}

#[test]
fn hostile_amounts_stop_at_the_ends_of_time() {
    for calendar in [WorkCalendar::standard(), WorkCalendar::around_the_clock()] {
        let start = wall("2026-01-05T08:00");
        assert!(calendar.finish_after(start, i64::MAX).datetime().year() == 9999);
        assert_eq!(
            calendar.start_before(start, i64::MAX).datetime().year(),
            1900
        );
        calendar.start_wall(i64::MIN);
        calendar.finish_wall(i64::MIN);
    }
}

#[test]
fn the_clock_counts_every_minute() {
    let clock = WorkCalendar::around_the_clock();
    let start = wall("2026-11-20T17:00");
    assert_eq!(
        show(clock.finish_after(start, 2 * 1440)),
        "Sun 2026-11-22 17:00"
    );
}

fn half_days() -> DayHours {
    DayHours::new(vec![Shift::new(480, 720).unwrap()]).unwrap()
}

#[test]
fn a_work_week_holds_for_its_days_and_leaves_others_to_the_usual_week() {
    let mut week: [Option<DayHours>; 7] = Default::default();
    week[1] = Some(DayHours::off());
    week[4] = Some(half_days());
    let april = Calendar {
        work_weeks: vec![WorkWeek {
            name: None,
            from: "2020-04-01".parse().unwrap(),
            to: "2020-04-30".parse().unwrap(),
            week,
        }],
        exceptions: vec![off("2020-04-10", "2020-04-10")],
        ..Calendar::default()
    };
    let (calendar, _) = compile(vec![("april", april)], "april");
    let day = |text: &str| calendar.hours_on(wall(text)).minutes();
    assert_eq!(day("2020-03-31T00:00"), 480, "a Tuesday of March");
    assert_eq!(day("2020-04-07T00:00"), 0, "a Tuesday of April");
    assert_eq!(day("2020-04-08T00:00"), 480, "a Wednesday of April");
    assert_eq!(day("2020-04-03T00:00"), 240, "a Friday of April");
    assert_eq!(day("2020-04-10T00:00"), 0, "exceptions go before");
    assert_eq!(day("2020-05-05T00:00"), 480, "a Tuesday of May");
}

#[test]
fn a_weekly_exception_interrupts_a_shorter_one_before_it_in_the_list() {
    let mondays = CalendarException {
        every: Some(Recurrence::Weeks {
            every: 1,
            on: [true, false, false, false, false, false, false],
        }),
        hours: half_days(),
        ..off("2026-01-01", "2026-12-31")
    };
    let calendar = Calendar {
        exceptions: vec![off("2026-09-07", "2026-09-09"), mondays],
        ..Calendar::default()
    };
    let (calendar, _) = compile(vec![("cal", calendar)], "cal");
    assert_eq!(
        show(calendar.finish_after(wall("2026-09-07T08:00"), 240 + 60)),
        "Thu 2026-09-10 09:00"
    );
}

#[test]
fn recurrences_beyond_what_fits_are_left_out_with_a_remark() {
    let every_other_day = CalendarException {
        every: Some(Recurrence::Days(2)),
        to: Date::MAX,
        ..off("2026-01-01", "2026-01-01")
    };
    let calendar = Calendar {
        exceptions: vec![every_other_day],
        ..Calendar::default()
    };
    let (_, remarks) = compile(vec![("cal", calendar)], "cal");
    let id = CalendarId::new("cal").unwrap();
    assert_eq!(remarks, [RemarkKind::TooManyOccurrences(id)]);
}

#[test]
fn calendars_that_add_nothing_to_their_base_are_the_same() {
    let derived = Calendar {
        base: Some(CalendarId::new("base").unwrap()),
        minutes_per_day: Some(480),
        ..Calendar::default()
    };
    let mut calendars: BTreeMap<CalendarId, Calendar> = (0..300)
        .map(|number| {
            let id = CalendarId::new(&format!("r{number}")).unwrap();
            (id, derived.clone())
        })
        .collect();
    let base = Calendar {
        exceptions: vec![off("2026-09-07", "2026-09-09")],
        minutes_per_day: Some(480),
        ..Calendar::default()
    };
    calendars.insert(CalendarId::new("base").unwrap(), base);
    let set = CalendarSet::compile(&calendars);
    assert_eq!(set.calendars.len(), 3, "the clock, the standard, the base");
    assert_eq!(
        set.find(&CalendarId::new("r7").unwrap()),
        set.find(&CalendarId::new("base").unwrap())
    );
}

#[test]
fn two_calendars_both_work_where_their_shifts_overlap() {
    let shift = |from, to| DayHours::new(vec![Shift::new(from, to).unwrap()]).unwrap();
    let late = Calendar {
        week: std::array::from_fn(|_| Some(shift(900, 1320))),
        exceptions: vec![off("2026-09-08", "2026-09-08")],
        ..Calendar::default()
    };
    let night = Calendar {
        week: std::array::from_fn(|_| Some(shift(0, 360))),
        ..Calendar::default()
    };
    let (late, _) = compile(vec![("late", late)], "late");
    let (night, _) = compile(vec![("night", night)], "night");
    let standard = WorkCalendar::standard();
    let both = WorkCalendar::intersection(&standard, &late).unwrap();
    // 15:00 to 17:00 from Monday to Friday, and not on the day off of one of them.
    assert_eq!(
        show(both.finish_after(wall("2026-09-07T08:00"), 180)),
        "Wed 2026-09-09 16:00"
    );
    assert_eq!(both.minutes_per_day(), 480);
    assert_eq!(WorkCalendar::intersection(&standard, &night), None);
}

/// A calendar with odd weeks and overlapping exceptions.
fn any_calendar() -> impl Strategy<Value = WorkCalendar> {
    let hours = prop_oneof![
        Just(DayHours::off()),
        Just(DayHours::standard()),
        (0u16..700, 701u16..=1440)
            .prop_map(|(from, to)| { DayHours::new(vec![Shift::new(from, to).unwrap()]).unwrap() }),
    ];
    let exception =
        (20_000i64..22_000, 0i64..40, hours.clone()).prop_map(|(day, length, hours)| {
            CalendarException {
                name: None,
                from: Wall::new(day * DAY).date(),
                to: Wall::new((day + length) * DAY).date(),
                hours,
                every: None,
            }
        });
    (
        prop::array::uniform7(prop::option::of(hours)),
        prop::collection::vec(exception, 0..6),
    )
        .prop_map(|(week, exceptions)| {
            let calendar = Calendar {
                week,
                exceptions,
                ..Calendar::default()
            };
            compile(vec![("any", calendar)], "any").0
        })
}

proptest! {
    #[test]
    fn working_time_and_wall_time_invert_each_other(calendar in any_calendar(), minute in 19_000i64 * DAY..23_000 * DAY) {
        let wall = Wall::new(minute);
        let axis = calendar.work_at(wall);
        let (finish, start) = (calendar.finish_wall(axis), calendar.start_wall(axis));
        prop_assert!(finish <= wall && wall <= start);
        prop_assert_eq!(calendar.work_at(finish), axis);
        prop_assert_eq!(calendar.work_at(start), axis);
        prop_assert_eq!(calendar.work_at(start.plus_clock(1)), axis + 1);
        prop_assert_eq!(calendar.work_at(finish.plus_clock(-1)), axis - 1);
    }

    #[test]
    fn work_is_found_next_to_an_instant_as_the_axis_has_it(calendar in any_calendar(), minute in 19_000i64 * DAY..23_000 * DAY, other in Wall::MIN.minutes()..=Wall::MAX.minutes()) {
        for wall in [Wall::new(minute), Wall::new(other), Wall::MIN, Wall::MAX] {
            let axis = calendar.work_at(wall);
            prop_assert_eq!(calendar.next_start(wall), calendar.start_wall(axis).max(wall));
            prop_assert_eq!(calendar.previous_finish(wall), calendar.finish_wall(axis).min(wall));
        }
    }

    #[test]
    fn what_is_asked_for_later_is_no_earlier_where_work_can_be_and_stays_there(calendar in any_calendar(), minute in 19_000i64 * DAY..23_000 * DAY, apart in 0i64..20 * DAY) {
        let (first, second) = (Wall::new(minute), Wall::new(minute + apart));
        let starts = [first, second].map(|at| calendar.next_start(at));
        let finishes = [first, second].map(|at| calendar.previous_finish(at));
        prop_assert!(starts[0] <= starts[1] && finishes[0] <= finishes[1]);
        prop_assert_eq!(starts.map(|at| calendar.next_start(at)), starts);
        prop_assert_eq!(finishes.map(|at| calendar.previous_finish(at)), finishes);
        // Since the last finish before it, an instant is the same one of work.
        let is_same = calendar.work_at(first) == calendar.work_at(second);
        prop_assert_eq!(first >= finishes[1], is_same);
    }

    #[test]
    fn work_from_a_finish_back_and_forth_takes_the_same_time(calendar in any_calendar(), minute in 19_000i64 * DAY..23_000 * DAY, work in 1i64..100_000) {
        let start = calendar.next_start(Wall::new(minute));
        let finish = calendar.finish_after(start, work);
        prop_assert_eq!(calendar.start_before(finish, work), start);
        prop_assert_eq!(calendar.minutes_from(start, finish), work);
    }

    #[test]
    fn both_work_in_an_intersection_and_one_of_them_in_a_union(a in any_calendar(), b in any_calendar(), minute in 19_000i64 * DAY..23_000 * DAY) {
        let works = |calendar: &WorkCalendar| {
            calendar.work_at(Wall::new(minute + 1)) > calendar.work_at(Wall::new(minute))
        };
        if let Some(both) = WorkCalendar::intersection(&a, &b) {
            prop_assert_eq!(works(&both), works(&a) && works(&b));
        }
        prop_assert_eq!(works(&WorkCalendar::union(&a, &b)), works(&a) || works(&b));
    }

    #[test]
    fn a_calendar_without_a_split_works_outside_it_as_before(calendar in any_calendar(), minute in 20_000i64 * DAY..20_010 * DAY, from in 20_000i64 * DAY..20_010 * DAY, length in 0i64..5 * DAY) {
        let works = |calendar: &WorkCalendar| {
            calendar.work_at(Wall::new(minute + 1)) > calendar.work_at(Wall::new(minute))
        };
        let moment = |minute| Moment::at(Wall::new(minute).datetime());
        let split = Split { from: moment(from), to: moment(from + length) };
        let is_off = (from..from + length).contains(&minute);
        prop_assert_eq!(works(&calendar.without(&[split])), works(&calendar) && !is_off);
    }
}
