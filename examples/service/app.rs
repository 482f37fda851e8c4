//! What all requests share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use executor::exec;

use crate::database::Database;
use crate::storage::Storage;

/// The service's state. Clones share it.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) database: Database,
    pub(crate) storage: Storage,
    /// The folder of the mails that were sent.
    pub(crate) mails: Arc<Path>,
}

#[executor::task]
impl App {
    /// Opens the data at `folder`.
    pub(crate) async fn open(folder: &Path) -> anyhow::Result<Self> {
        let mails = folder.join("mails");
        let files = folder.join("files");
        exec!(make_folders([mails.clone(), files.clone()]))?;
        let database = exec!(Database::open(&folder.join("service.db")))
            .with_context(|| format!("cannot open the database in {}", folder.display()))?;
        Ok(Self {
            database,
            storage: Storage::new(files),
            mails: mails.into(),
        })
    }
}

#[executor::task(type = "io")]
fn make_folders(folders: [PathBuf; 2]) -> anyhow::Result<()> {
    for folder in folders {
        exec!(std::fs::create_dir_all(&folder))
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    Ok(())
}
