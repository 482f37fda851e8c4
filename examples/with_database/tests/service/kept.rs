//! What the service has left behind: read from its files, not asked of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use executor::exec;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

/// What is in the data folder.
pub(crate) struct Kept {
    pub(crate) users: BTreeSet<String>,
    /// By user and name.
    pub(crate) files: BTreeSet<(String, String)>,
    /// To which users there is a mail that was sent.
    pub(crate) mails_sent: BTreeSet<String>,
    /// How many files were not written to their end.
    pub(crate) unfinished: usize,
}

#[executor::task]
impl Kept {
    pub(crate) async fn read(folder: PathBuf) -> anyhow::Result<Self> {
        let file = SqliteConnectOptions::new().filename(folder.join("service.db"));
        let database = exec!(SqlitePool::connect_with(file))?;
        let integrity = sqlx::query_scalar("PRAGMA integrity_check");
        let integrity: String = exec!(integrity.fetch_one(&database))?;
        ensure!(integrity == "ok", "{integrity}");

        let users = sqlx::query_scalar("SELECT name FROM users");
        let users: Vec<String> = exec!(users.fetch_all(&database))?;
        let files = sqlx::query_as(
            "SELECT users.name, files.name, digest FROM files JOIN users ON users.id = user",
        );
        let files: Vec<(String, String, String)> = exec!(files.fetch_all(&database))?;
        let mails = sqlx::query_as("SELECT id, is_sent FROM mails");
        let mails: Vec<(i64, bool)> = exec!(mails.fetch_all(&database))?;
        exec!(database.close());

        let mut mails_sent = BTreeSet::new();
        for (mail, is_sent) in mails {
            ensure!(is_sent, "mail {mail} was not sent");
            let user = exec!(recipient(folder.join("mails").join(mail.to_string())))?;
            ensure!(mails_sent.insert(user), "mail {mail} is one too many");
        }
        for (user, name, digest) in &files {
            let content = exec!(fs::read_to_string(folder.join("files").join(digest)))?;
            ensure!(content.starts_with(&format!("files/{name} of {user}\n")));
        }
        Ok(Self {
            users: users.into_iter().collect(),
            files: files
                .into_iter()
                .map(|(user, name, _)| (user, name))
                .collect(),
            mails_sent,
            unfinished: exec!(unfinished(&folder.join("mails")))?
                + exec!(unfinished(&folder.join("files")))?,
        })
    }
}

/// How many mails have been sent so far.
#[executor::task(type = "io")]
pub(crate) fn mails(folder: PathBuf) -> anyhow::Result<usize> {
    Ok(exec!(fs::read_dir(folder.join("mails")))?.count())
}

/// The user to whom the mail in this file goes.
#[executor::task(type = "io")]
fn recipient(mail: PathBuf) -> anyhow::Result<String> {
    let mail = exec!(fs::read_to_string(mail))?;
    let user = mail
        .strip_prefix("To: ")
        .and_then(|mail| mail.split_once("@example.org\n"))
        .context("no recipient")?
        .0;
    ensure!(mail.ends_with(&format!("\n\nWelcome, {user}!\n")), "{mail}");
    Ok(user.to_owned())
}

#[executor::task(type = "io")]
fn unfinished(folder: &Path) -> anyhow::Result<usize> {
    let mut count = 0;
    for file in exec!(fs::read_dir(folder))? {
        let name = file?.file_name();
        count += usize::from(name.to_string_lossy().contains("unfinished"));
    }
    Ok(count)
}
