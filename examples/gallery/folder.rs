//! A folder of pictures on disk.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;
use executor::exec;

use crate::name::Name;

const EXTENSIONS: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// The files of a folder, as they were when it was opened, by name.
///
/// Only what is listed can be asked for, so no name leads out of the folder.
pub(crate) struct Folder {
    files: BTreeMap<Name, PathBuf>,
}

#[executor::task]
impl Folder {
    /// Lists the folder at `path`. Folders within are passed over, unless they are called like a picture: those are listed,
    /// and fail like any other broken picture.
    #[executor::task(type = "io")]
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let context = || format!("cannot read the folder {}", path.display());
        let mut files = BTreeMap::new();
        for entry in exec!(fs::read_dir(path)).with_context(context)? {
            let entry = entry.with_context(context)?;
            let file = entry.path();
            if entry.file_type().is_ok_and(|kind| is_listed(&file, kind)) {
                files.insert(Name::of_file(&entry.file_name()), file);
            }
        }
        Ok(Self { files })
    }

    /// All names, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        self.files.keys()
    }

    /// The file called `name`.
    pub(crate) fn path(&self, name: &Name) -> Option<&Path> {
        self.files.get(name).map(PathBuf::as_path)
    }
}

fn is_listed(file: &Path, kind: FileType) -> bool {
    let extension = file
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    !kind.is_dir() || extension.is_some_and(|extension| EXTENSIONS.contains(&&*extension))
}

/// Reads a file. Anything else is refused, since reading a pipe or a device might never end.
#[executor::task(type = "io")]
pub(crate) fn read(path: PathBuf) -> io::Result<Vec<u8>> {
    let kind = exec!(fs::metadata(&path))?;
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        return Err(io::Error::other("not a file"));
    }
    exec!(fs::read(path))
}
