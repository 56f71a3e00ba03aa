//! A chart as a PNG: the SVG, in the light colours, drawn with the fonts that are compiled in.
//!
//! The same chart gives the same bytes on every machine, since no font of the machine is used. Letters that the fonts lack
//! (they have Latin, Greek and Cyrillic) are left out of the picture; an SVG has them.

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::chart::Chart;
use crate::svg;

const REGULAR: &[u8] = include_bytes!("../fonts/Roboto-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/Roboto-Bold.ttf");

/// Pixels for each unit of the drawing: sharp on a slide, small enough for a mail. What would be too large has half of it.
const SCALES: [f64; 2] = [2.0, 1.0];
/// What is longer is opened by few programs and belongs into an SVG.
const LONGEST_SIDE: f64 = 32_767.0;
const MOST_PIXELS: f64 = 120_000_000.0;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Whether it has half the usual resolution, since it would be too large otherwise.
    pub halved: bool,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngError {
    /// Even at half the resolution it would have so many pixels.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The drawing could not be rendered.
    Failed(String),
}

/// The chart as a PNG file, twice as large as the drawing, or as large where it is long.
pub fn write(chart: &Chart) -> Result<Png, PngError> {
    let drawing = svg::in_light_colours(chart);
    let (scale, width, height) = size(drawing.width, drawing.height)?;
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "Roboto".to_owned(),
        ..Options::default()
    };
    let failed = |reason: String| PngError::Failed(reason);
    let tree =
        Tree::from_str(&drawing.text, &options).map_err(|error| failed(error.to_string()))?;
    let mut pixels = Pixmap::new(width, height).ok_or(PngError::TooLarge { width, height })?;
    pixels.fill(Color::WHITE);
    let transform = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Ok(Png {
        bytes: (pixels.encode_png()).map_err(|error| failed(error.to_string()))?,
        width,
        height,
        halved: scale < SCALES[0],
    })
}

/// The scale of a drawing of that size, and how many pixels it has then.
fn size(width: f64, height: f64) -> Result<(f64, u32, u32), PngError> {
    let pixels = |scale: f64| {
        let side = |side: f64| (side * scale).ceil().max(1.0);
        (side(width), side(height))
    };
    let fits = |scale: &f64| {
        let (width, height) = pixels(*scale);
        width.max(height) <= LONGEST_SIDE && width * height <= MOST_PIXELS
    };
    let scale = SCALES.into_iter().find(fits);
    let (width, height) = pixels(scale.unwrap_or(1.0));
    let (width, height) = (width as u32, height as u32);
    match scale {
        Some(scale) => Ok((scale, width, height)),
        None => Err(PngError::TooLarge { width, height }),
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::{Bar, Bars, Gantt, GanttRow, GanttShape, SlackSign};
    use crate::citation::CitationId;

    use super::*;

    fn chart(label: &str) -> Chart {
        let bars = Bars {
            subject: "Risk".to_owned(),
            unit: "working days".to_owned(),
            signed: false,
            bars: vec![Bar::new(label, 3.0)],
        };
        Chart::bars("What it costs", &CitationId::new("c1"), bars)
    }

    #[test]
    fn a_picture_has_the_same_bytes_each_time() {
        let picture = write(&chart("The link is late")).unwrap();

        assert!(picture.bytes.starts_with(b"\x89PNG"));
        assert_eq!(picture, write(&chart("The link is late")).unwrap());
    }

    #[test]
    fn letters_are_drawn() {
        assert_ne!(write(&chart("one")).unwrap(), write(&chart("two")).unwrap());
    }

    #[test]
    fn what_is_long_has_half_the_resolution() {
        assert_eq!(size(1120.0, 1500.0), Ok((2.0, 2240, 3000)));
        assert_eq!(size(1120.0, 16_500.0), Ok((1.0, 1120, 16_500)));
        assert_eq!(size(10_000.0, 5_000.0), Ok((1.0, 10_000, 5_000)));
    }

    #[test]
    fn what_few_programs_open_is_refused_before_it_is_drawn() {
        let row = GanttRow {
            name: "Move".to_owned(),
            depth: 0,
            shape: GanttShape::Work,
            start: jiff::civil::date(2027, 1, 4),
            finish: jiff::civil::date(2027, 1, 4),
            latest: None,
            baseline: None,
            done_until: None,
            driving: false,
            slack: String::new(),
            slack_sign: SlackSign::Zero,
        };
        let gantt = Gantt {
            data_date: row.start,
            rows: vec![row; 1_400],
            links: Vec::new(),
            left_out: 0,
        };

        let refused = write(&Chart::gantt("Long", &CitationId::new("c1"), gantt)).unwrap_err();

        assert!(
            matches!(refused, PngError::TooLarge { width: 1120, height } if height > 32_767),
            "{refused:?}"
        );
    }
}
