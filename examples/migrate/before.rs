//! Backs a folder up to a server, in plain tokio. `after.rs` is the same program with `executor`.
//!
//! ```text
//! cargo run --example migrate_before -- DIR http://127.0.0.1:3000 backup.log
//! ```

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use blake2::{Blake2s256, Digest};
use clap::Parser;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, spawn_blocking};
use tokio_util::task::TaskTracker;

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
    uploads: Arc<Semaphore>,
    background: TaskTracker,
}

#[tokio::main]
async fn main() -> ExitCode {
    let background = TaskTracker::new();
    let mut work = tokio::spawn(run(Cli::parse(), background.clone()));
    let result = tokio::select! {
        result = &mut work => result,
        () = asked_to_end() => match tokio::time::timeout(Duration::from_secs(30), work).await {
            Ok(result) => result,
            Err(_) => {
                eprintln!("error: not all was finished within 30 s");
                return ExitCode::FAILURE;
            }
        },
    };
    // what still writes to the log would end with `main`
    background.close();
    if tokio::time::timeout(Duration::from_secs(30), background.wait())
        .await
        .is_err()
    {
        eprintln!("error: the log was not finished within 30 s");
    }
    match result {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
        Err(panic) => {
            eprintln!("error: {panic}");
            ExitCode::FAILURE
        }
    }
}

async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be listened to");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

async fn run(cli: Cli, background: TaskTracker) -> anyhow::Result<()> {
    let backup = Backup {
        http: reqwest::Client::builder().no_proxy().build()?,
        server: cli.server,
        log: cli.log.into(),
        uploads: Arc::new(Semaphore::new(8)),
        background,
    };
    let files = spawn_blocking(move || list(cli.folder)).await??;
    let mut tasks = JoinSet::new();
    for file in files {
        tasks.spawn(backup.clone().file(file));
    }
    let (mut uploaded, mut unchanged) = (0, 0);
    while let Some(result) = tasks.join_next().await {
        match result.context("a file's task panicked")?? {
            true => uploaded += 1,
            false => unchanged += 1,
        }
    }
    println!("{uploaded} uploaded, {unchanged} unchanged");
    Ok(())
}

fn list(folder: PathBuf) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

impl Backup {
    /// Whether the file was uploaded.
    async fn file(self, path: PathBuf) -> anyhow::Result<bool> {
        // a permit is held over both parts, so that no more than 8 files are in memory
        let _permit = self.uploads.clone().acquire_owned().await?;
        let (this, name) = (self.clone(), path.display().to_string());
        let Some((digest, bytes)) = spawn_blocking(move || this.read_if_new(path)).await?? else {
            return Ok(false);
        };
        self.upload(&digest, bytes)
            .await
            .with_context(|| name.clone())?;
        let log = self.log.clone();
        self.background.spawn(async move {
            let line = format!("{digest} {name}\n");
            match spawn_blocking(move || append(&log, &line)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => eprintln!("error: cannot write the log: {error}"),
                Err(panic) => eprintln!("error: cannot write the log: {panic}"),
            }
        });
        Ok(true)
    }

    /// On a blocking thread: it reads, computes, and asks the server in between.
    fn read_if_new(&self, path: PathBuf) -> anyhow::Result<Option<(String, Vec<u8>)>> {
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        let digest = digest(&bytes);
        let is_stored = Handle::current().block_on(self.is_stored(&digest))?;
        Ok((!is_stored).then_some((digest, bytes)))
    }

    async fn is_stored(&self, digest: &str) -> anyhow::Result<bool> {
        let url = format!("{}/{digest}", self.server);
        Ok(self.http.head(url).send().await?.status().is_success())
    }

    async fn upload(&self, digest: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        let url = format!("{}/{digest}", self.server);
        self.http
            .put(url)
            .body(bytes)
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }
}

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Blake2s256::digest(bytes))
}

fn append(log: &Path, line: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(log)?;
    file.write_all(line.as_bytes())
}
