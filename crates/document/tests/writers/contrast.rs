//! Colours that can be read: WCAG 2.2 AA for words (4.5 to 1) and for what is drawn (3 to 1), light, dark and printed.

use longpole_document::svg;

/// The values of `name` in the style sheet: light, dark, printed.
fn colours(name: &str) -> Vec<[f64; 3]> {
    let key = format!("--{name}: #");
    let values = svg::STYLE.split(key.as_str()).skip(1);
    values
        .map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
            let long: String = match digits.len() {
                3 => digits.chars().flat_map(|c| [c, c]).collect(),
                _ => digits,
            };
            let channel = |at: usize| {
                f64::from(
                    u8::from_str_radix(&long[at..at + 2], 16).expect("two hexadecimal digits"),
                ) / 255.0
            };
            [channel(0), channel(2), channel(4)]
        })
        .collect()
}

/// Relative luminance, WCAG 2.2.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|c| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            libm::pow((c + 0.055) / 1.055, 2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn least_contrast(name: &str, ground: &str) -> f64 {
    let (front, back) = (colours(name), colours(ground));
    assert_eq!((front.len(), back.len()), (3, 3), "{name} on {ground}");
    front
        .into_iter()
        .zip(back)
        .map(|(a, b)| contrast(a, b))
        .fold(f64::MAX, f64::min)
}

#[test]
fn words_stand_out_from_the_ground() {
    for name in [
        "ink",
        "quiet",
        "accent",
        "on-track",
        "at-risk",
        "off-track",
        "unknown",
    ] {
        let least = least_contrast(name, "ground");
        assert!(least >= 4.5, "{name}: {least:.2}");
    }
}

#[test]
fn marks_stand_out_from_the_band() {
    for name in ["ink", "accent"] {
        let least = least_contrast(name, "band");
        assert!(least >= 3.0, "{name}: {least:.2}");
    }
}
