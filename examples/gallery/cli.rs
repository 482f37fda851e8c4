//! The command line.

use std::path::PathBuf;

use clap::Parser;

/// Downloads a gallery, makes a thumbnail of each picture, and a contact sheet of them all.
#[derive(Parser)]
pub(crate) struct Cli {
    /// Folder of pictures to serve and download [default: pictures drawn on the spot]
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,

    /// Where the thumbnails go, and beside it DIR.contact-sheet.png [default: a fresh folder under the temporary directory]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// File of `key = value` lines: thumbnail_size, drawn_pictures, timeout_seconds
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}
