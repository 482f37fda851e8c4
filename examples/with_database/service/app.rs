//! What all requests share.

use std::path::PathBuf;

use anyhow::Context;
use executor::exec;

use crate::cli::Cli;
use crate::database::Database;
use crate::mailer::Mailer;
use crate::storage::Storage;

/// The service's state. Clones share it.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) database: Database,
    pub(crate) storage: Storage,
    pub(crate) mailer: Mailer,
}

#[executor::task]
impl App {
    /// Opens the data folder.
    pub(crate) async fn open(cli: &Cli) -> anyhow::Result<Self> {
        let folder = &cli.data;
        let mails = folder.join("mails");
        let files = folder.join("files");
        exec!(make_folders([mails.clone(), files.clone()]))?;
        let database = exec!(Database::open(&folder.join("service.db")))
            .with_context(|| format!("cannot open the database in {}", folder.display()))?;
        Ok(Self {
            database,
            storage: Storage::new(files),
            mailer: Mailer::new(mails, cli.mail_takes),
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
