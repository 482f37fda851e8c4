//! Pictures to show where the user has none.

use std::io::Cursor;

use executor::exec;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::name::Name;

/// The name of the picture at `index`: every third is a JPEG.
pub(crate) fn name(index: usize) -> Name {
    let extension = format(index).extensions_str()[0];
    Name::of_file(format!("drawn-{:02}.{extension}", index + 1).as_ref())
}

fn format(index: usize) -> ImageFormat {
    if index % 3 == 2 {
        ImageFormat::Jpeg
    } else {
        ImageFormat::Png
    }
}

/// Draws rings around a point, other ones for each index, and encodes them as the name says.
#[executor::task(type = "cpu")]
pub(crate) fn picture(index: usize) -> Vec<u8> {
    let rings = exec!(rings(index as u32));
    let mut bytes = Cursor::new(Vec::new());
    exec!(rings.write_to(&mut bytes, format(index))).expect("RGB pictures can be encoded");
    bytes.into_inner()
}

#[executor::task]
fn rings(index: u32) -> DynamicImage {
    let (width, height) = (320 - 8 * (index % 20), 160 + 8 * (index % 20));
    let centre = (width * (index % 5) / 4, height * (index % 7) / 6);
    let shade = |distance: u32, speed: u32| (distance * (speed + index % 4) / 8 % 256) as u8;
    DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
        let distance = x.abs_diff(centre.0).pow(2) + y.abs_diff(centre.1).pow(2);
        let distance = distance.isqrt();
        Rgb([
            shade(distance, 3),
            shade(distance + 8 * index, 5),
            shade(x + y, 4),
        ])
    }))
}
