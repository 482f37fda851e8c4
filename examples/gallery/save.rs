//! Where the thumbnails go.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use executor::exec;

use crate::progress::Item;

/// Makes the folder for the thumbnails; a fresh one where none is named.
#[executor::task(type = "io")]
pub(crate) fn out_folder(named: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let made = match &named {
        Some(path) => exec!(fs::create_dir_all(path)).map(|()| path.clone()),
        None => exec!(fresh_folder(&std::env::temp_dir())),
    };
    made.with_context(|| {
        let path = named.unwrap_or_else(std::env::temp_dir);
        format!(
            "cannot make a folder for the thumbnails at {}",
            path.display()
        )
    })
}

#[executor::task(type = "io")]
fn fresh_folder(parent: &Path) -> io::Result<PathBuf> {
    let process = std::process::id();
    let mut count = 0;
    loop {
        count += 1;
        let path = parent.join(format!("gallery-{process}-{count}"));
        match exec!(fs::create_dir(&path)) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Writes a thumbnail to `file`.
#[executor::task(type = "io")]
pub(crate) fn save(file: PathBuf, thumbnail: Vec<u8>, item: Item) -> anyhow::Result<()> {
    exec!(fs::write(file, thumbnail)).context("cannot save the thumbnail")?;
    item.is_saved();
    Ok(())
}
