//! What calendars do with weekends, holidays and the ends of time.

use jiff::civil::{Date, DateTime};
use longpole_model::{Calendar, CalendarException, CalendarId, Shift};
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
    fn work_from_a_finish_back_and_forth_takes_the_same_time(calendar in any_calendar(), minute in 19_000i64 * DAY..23_000 * DAY, work in 1i64..100_000) {
        let start = calendar.next_start(Wall::new(minute));
        let finish = calendar.finish_after(start, work);
        prop_assert_eq!(calendar.start_before(finish, work), start);
        prop_assert_eq!(calendar.minutes_from(start, finish), work);
    }
}
