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

/// Pixels for each unit of the drawing: sharp on a slide, small enough for a mail.
const SCALE: f32 = 2.0;
/// Pictures end here; what is longer belongs into an SVG.
const MOST_PIXELS: u64 = 120_000_000;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PngError {
    /// It would have so many pixels.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The drawing could not be rendered.
    Failed(String),
}

/// The chart as a PNG file, twice as large as the drawing.
pub fn write(chart: &Chart) -> Result<Vec<u8>, PngError> {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    let options = Options {
        fontdb: Arc::new(fonts),
        font_family: "Roboto".to_owned(),
        ..Options::default()
    };
    let drawing = svg::in_light_colours(chart);
    let tree =
        Tree::from_str(&drawing, &options).map_err(|error| PngError::Failed(error.to_string()))?;
    let size = tree.size();
    let (width, height) = (
        (size.width() * SCALE).ceil() as u32,
        (size.height() * SCALE).ceil() as u32,
    );
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PngError::TooLarge { width, height });
    }
    let mut pixels =
        Pixmap::new(width.max(1), height.max(1)).ok_or(PngError::TooLarge { width, height })?;
    pixels.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|error| PngError::Failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::chart::{Bar, Bars};
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

        assert!(picture.starts_with(b"\x89PNG"));
        assert_eq!(picture, write(&chart("The link is late")).unwrap());
    }

    #[test]
    fn letters_are_drawn() {
        assert_ne!(write(&chart("one")).unwrap(), write(&chart("two")).unwrap());
    }
}
