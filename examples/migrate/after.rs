//! Backs a folder up to a server, with `executor`. `before.rs` is the same program in plain tokio.
//!
//! ```text
//! cargo run --example migrate_after -- DIR http://127.0.0.1:3000 backup.log
//! ```
//!
//! | in `before.rs` | here |
//! |---|---|
//! | `select!` over the signals, time limits at the end, a `TaskTracker` for the background | `#[executor::main]` |
//! | a `Semaphore` that is cloned, acquired and held | `type = "uploads"` |
//! | `spawn_blocking(move \|\| …).await??`, with clones made for the closure | `exec!(…)?` |
//! | `Handle::current().block_on(…)`, which panics anywhere but on a blocking thread | `exec!(…)` |
//! | a `JoinSet`, whose `JoinError` is told from the task's own error | `exec!(spawn …)`, and `.await` |
//! | a wrapper that prints the failures of background work | reported by itself, with its name and line |

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use blake2::{Blake2s256, Digest};
use clap::Parser;
use executor::exec;

executor::task_types! {
    /// Files between reading and upload: so many are in memory at once.
    pub uploads: io { limit: 8 }
}

#[derive(Parser)]
struct Cli {
    folder: PathBuf,
    server: String,
    log: PathBuf,
}

#[derive(Clone)]
struct Backup {
    http: reqwest::Client,
    server: String,
    log: Arc<Path>,
}

#[executor::main]
fn main() -> anyhow::Result<()> {
    exec!(run(Cli::parse()))
}

#[executor::task]
async fn run(cli: Cli) -> anyhow::Result<()> {
    let backup = Backup {
        http: reqwest::Client::builder().no_proxy().build()?,
        server: cli.server,
        log: cli.log.into(),
    };
    let mut tasks = Vec::new();
    for file in exec!(list(cli.folder))? {
        tasks.push(exec!(spawn backup.clone().file(file)));
    }
    let (mut uploaded, mut unchanged) = (0, 0);
    for task in tasks {
        match task.await? {
            true => uploaded += 1,
            false => unchanged += 1,
        }
    }
    println!("{uploaded} uploaded, {unchanged} unchanged");
    Ok(())
}

#[executor::task(type = "io")]
fn list(folder: PathBuf) -> io::Result<Vec<PathBuf>> {
    exec!(fs::read_dir(folder))?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

#[executor::task]
impl Backup {
    /// Whether the file was uploaded.
    #[executor::task(type = "uploads")]
    async fn file(self, path: PathBuf) -> anyhow::Result<bool> {
        let name = path.display().to_string();
        let Some((digest, bytes)) = exec!(self.clone().read_if_new(path))? else {
            return Ok(false);
        };
        exec!(self.upload(&digest, bytes)).with_context(|| name.clone())?;
        exec!(spawn append(self.log, format!("{digest} {name}\n")));
        Ok(true)
    }

    /// On an `io` thread: it reads, computes, and asks the server in between.
    #[executor::task(type = "io")]
    fn read_if_new(&self, path: PathBuf) -> anyhow::Result<Option<(String, Vec<u8>)>> {
        let bytes = exec!(fs::read(&path)).with_context(|| path.display().to_string())?;
        let digest = digest(&bytes);
        let is_stored = exec!(self.is_stored(&digest))?;
        Ok((!is_stored).then_some((digest, bytes)))
    }

    async fn is_stored(&self, digest: &str) -> anyhow::Result<bool> {
        let url = format!("{}/{digest}", self.server);
        Ok(exec!(self.http.head(url).send())?.status().is_success())
    }

    async fn upload(&self, digest: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        let url = format!("{}/{digest}", self.server);
        exec!(self.http.put(url).body(bytes).send())?.error_for_status()?;
        Ok(())
    }
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Blake2s256::digest(bytes))
}

#[executor::task(type = "io")]
fn append(log: Arc<Path>, line: String) -> io::Result<()> {
    let mut file = exec!(OpenOptions::new().append(true).create(true).open(&log))?;
    exec!(file.write_all(line.as_bytes()))
}
