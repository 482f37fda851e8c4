//! Stands for the mail server: a folder, and the time that a mail takes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use executor::exec;

use crate::storage;

/// Delivers mails. Clones share the folder.
#[derive(Clone)]
pub(crate) struct Mailer {
    folder: Arc<Path>,
    takes: Duration,
}

#[executor::task]
impl Mailer {
    pub(crate) fn new(folder: PathBuf, takes: Duration) -> Self {
        Self {
            folder: folder.into(),
            takes,
        }
    }

    /// Delivers a mail. One of the same number takes its place, so it may be delivered again.
    pub(crate) async fn deliver(
        &self,
        number: i64,
        recipient: &str,
        text: &str,
    ) -> anyhow::Result<()> {
        exec!(tokio::time::sleep(self.takes));
        let mail = Bytes::from(format!("To: {recipient}\n\n{text}"));
        exec!(storage::write(self.folder.join(number.to_string()), mail))?;
        Ok(())
    }
}
