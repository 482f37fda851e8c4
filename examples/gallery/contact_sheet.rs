//! The contact sheet: all thumbnails on one picture, for people to look at.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use anyhow::Context;
use executor::exec;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage, imageops};

/// How wide and high the sheet is at most, in pixels: where there are many thumbnails, they are smaller.
const SHEET: u32 = 4096;

/// Between thumbnails, and around them all, in pixels.
const GAP: u32 = 8;

const BACKGROUND: Rgba<u8> = Rgba([240, 240, 240, 255]);

/// Lays out thumbnails of at most `size` pixels in rows, and saves the sheet beside the folder that they are in; gives its path.
#[executor::task]
pub(crate) async fn make(
    folder: &Path,
    thumbnails: Vec<PathBuf>,
    size: u32,
) -> anyhow::Result<PathBuf> {
    let layout = Layout::of(thumbnails.len() as u32, size);
    let mut started = Vec::new();
    for thumbnail in thumbnails {
        started.push(exec!(spawn tile(thumbnail, layout.tile)));
    }
    let mut tiles = Vec::new();
    for tile in started {
        tiles.push(tile.await?);
    }
    let sheet = exec!(draw(layout, tiles))?;
    let mut file = folder.as_os_str().to_owned();
    file.push(".contact-sheet.png");
    let file = PathBuf::from(file);
    exec!(fs::write(file.clone(), sheet))
        .with_context(|| format!("cannot save {}", file.display()))?;
    Ok(file)
}

/// Reads a thumbnail, and makes it fit.
#[executor::task(type = "pictures")]
async fn tile(thumbnail: PathBuf, size: u32) -> anyhow::Result<DynamicImage> {
    let context = || format!("cannot read {}", thumbnail.display());
    let bytes = exec!(fs::read(thumbnail.clone())).with_context(context)?;
    exec!(fit(bytes, size)).with_context(context)
}

#[executor::task(type = "cpu")]
fn fit(bytes: Vec<u8>, size: u32) -> image::ImageResult<DynamicImage> {
    let picture = exec!(image::load_from_memory(&bytes))?;
    if picture.width().max(picture.height()) > size {
        Ok(exec!(picture.thumbnail(size, size)))
    } else {
        Ok(picture)
    }
}

/// Draws the sheet, and encodes it as PNG.
#[executor::task(type = "cpu")]
fn draw(layout: Layout, tiles: Vec<DynamicImage>) -> image::ImageResult<Vec<u8>> {
    let mut sheet = RgbaImage::from_pixel(layout.width, layout.height, BACKGROUND);
    for (index, tile) in (0..).zip(tiles) {
        let (x, y) = layout.place(index, &tile);
        imageops::overlay(&mut sheet, &tile, x.into(), y.into());
    }
    let mut bytes = Cursor::new(Vec::new());
    exec!(sheet.write_to(&mut bytes, ImageFormat::Png))?;
    Ok(bytes.into_inner())
}

/// Where the tiles go, in pixels.
struct Layout {
    columns: u32,
    /// The edge of each tile.
    tile: u32,
    width: u32,
    height: u32,
}

impl Layout {
    /// Room for `count` tiles of at most `size` pixels, about as many in a row as there are rows.
    fn of(count: u32, size: u32) -> Self {
        let columns = (count.isqrt() + u32::from(count.isqrt().pow(2) < count)).max(1);
        let tile = size.min((SHEET / columns).saturating_sub(GAP)).max(1);
        let edge = |tiles| GAP + tiles * (tile + GAP);
        Self {
            columns,
            tile,
            width: edge(columns),
            height: edge(count.div_ceil(columns)),
        }
    }

    /// In the middle of the place of that index.
    fn place(&self, index: u32, tile: &DynamicImage) -> (u32, u32) {
        let place = |at| GAP + at * (self.tile + GAP);
        let (x, y) = (place(index % self.columns), place(index / self.columns));
        let rest = |edge| (self.tile - edge) / 2;
        (x + rest(tile.width()), y + rest(tile.height()))
    }
}
