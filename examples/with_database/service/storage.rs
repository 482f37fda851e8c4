//! Files on disk, each under the digest of what is in it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use blake2::{Blake2s256, Digest};
use bytes::Bytes;
use executor::exec;

/// A folder of files. Clones share it.
#[derive(Clone)]
pub(crate) struct Storage {
    folder: Arc<Path>,
}

#[executor::task]
impl Storage {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Stores the bytes; gives the digest under which they are found.
    pub(crate) async fn store(&self, bytes: Bytes) -> io::Result<String> {
        let digest = exec!(digest(bytes.clone()));
        exec!(write(self.folder.join(&digest), bytes))?;
        Ok(digest)
    }

    /// The bytes of that digest.
    pub(crate) async fn load(&self, digest: &str) -> io::Result<Vec<u8>> {
        exec!(fs::read(self.folder.join(digest)))
    }
}

/// The digest of the bytes, in hexadecimal digits.
#[executor::task(type = "cpu")]
pub(crate) fn digest(bytes: Bytes) -> String {
    format!("{:x}", Blake2s256::digest(&bytes))
}

/// Writes a file as a whole: whoever sees it under its name sees all of it, also after a crash.
#[executor::task(type = "storage")]
pub(crate) fn write(path: PathBuf, bytes: Bytes) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let unfinished = path.with_extension(format!("{}-{count}.unfinished", std::process::id()));
    let written = write_through(&unfinished, &bytes).and_then(|()| fs::rename(&unfinished, &path));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
