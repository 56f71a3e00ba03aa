//! How far things can slip, and what is critical.

use snapbox::str;

use super::check;

#[test]
fn slack_is_what_the_longest_path_leaves() {
    check(
        "a 2d; long 10d after a; short 3d after a; follow 2d after short; end 1d after long and follow",
        str![[r#"
a        Mon  7 Sep .. Tue  8 Sep  slack 0d free 0d critical driving
end      Wed 23 Sep .. Wed 23 Sep  slack 0d free 0d critical driving
follow   Mon 14 Sep .. Tue 15 Sep  slack 5d free 5d
long     Wed  9 Sep .. Tue 22 Sep  slack 0d free 0d critical driving
short    Wed  9 Sep .. Fri 11 Sep  slack 5d free 0d

"#]],
    );
}

#[test]
fn slack_counts_in_the_items_own_calendar() {
    check(
        "cal six sat; long 10d; short 2d cal six; end milestone after long and short",
        str![[r#"
end      Fri 18 Sep 17:00 .. Fri 18 Sep  slack 0d free 0d critical driving
long     Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
short    Mon  7 Sep .. Tue  8 Sep  slack 9d free 9d

"#]],
    );
}

#[test]
fn only_the_finish_counts_once_work_has_begun() {
    check(
        "data 2026-09-21; a 5d started 2026-09-10 left 2d; b 10d",
        str![[r#"
a        Thu 10 Sep .. Tue 22 Sep  slack 8d free 8d
b        Mon 21 Sep .. Fri  2 Oct  slack 0d free 0d critical driving

"#]],
    );
}

#[test]
fn typed_links_leave_slack_at_the_end_they_tie() {
    check(
        "long 10d; ss 2d; after-ss 9d after ss SS; ff 2d; after-ff 3d after ff FF +1d",
        str![[r#"
after-ff Mon  7 Sep .. Wed  9 Sep  slack 7d free 7d
after-ss Mon  7 Sep .. Thu 17 Sep  slack 1d free 1d
ff       Mon  7 Sep .. Tue  8 Sep  slack 7d free 0d
long     Mon  7 Sep .. Fri 18 Sep  slack 0d free 0d critical driving
ss       Mon  7 Sep .. Tue  8 Sep  slack 1d free 0d

"#]],
    );
}
