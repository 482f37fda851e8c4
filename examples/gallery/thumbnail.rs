//! Thumbnails.

use std::io::Cursor;

use anyhow::{Context, ensure};
use bytes::Bytes;
use executor::exec;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::jpeg;

/// Scales an encoded picture down until it fits a square of `size` pixels, and gives it as PNG.
#[executor::task(type = "cpu")]
pub(crate) fn thumbnail(picture: Bytes, size: u32) -> anyhow::Result<Vec<u8>> {
    let picture = exec!(decode(&picture)).context("not a picture")?;
    let thumbnail = if picture.width().max(picture.height()) > size {
        exec!(picture.thumbnail(size, size))
    } else {
        picture
    };
    let mut bytes = Cursor::new(Vec::new());
    exec!(thumbnail.write_to(&mut bytes, ImageFormat::Png))?;
    Ok(bytes.into_inner())
}

/// Decodes a picture, told by its content, whatever its name; turned as the camera noted.
#[executor::task]
fn decode(bytes: &[u8]) -> anyhow::Result<DynamicImage> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    if reader.format() == Some(ImageFormat::Jpeg) {
        ensure!(exec!(jpeg::is_whole(bytes)), "the file is cut short");
    }
    let mut decoder = reader.into_decoder()?;
    // A small file may claim to be a huge picture.
    Limits::default().reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let mut picture = exec!(DynamicImage::from_decoder(decoder))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
