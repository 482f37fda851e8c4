//! Downloads a gallery over HTTP, makes a thumbnail of each picture, and a contact sheet of them all.
//!
//! ```text
//! cargo run --example gallery                      # draws its own pictures
//! cargo run --example gallery -- DIR --out THUMBS  # your pictures
//! ```
//!
//! Sync and async functions call each other throughout, each call through `exec!`: the config is read and the thumbnails
//! are made by sync functions, the pages are fetched by async ones, and what has to run elsewhere does.

mod cli;
mod client;
mod config;
mod contact_sheet;
mod download;
mod draw;
mod folder;
mod jpeg;
mod name;
mod progress;
mod save;
mod server;
mod source;
mod summary;
mod thumbnail;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use executor::exec;

use crate::cli::Cli;
use crate::config::Config;
use crate::progress::Progress;
use crate::source::Source;

executor::task_types! {
    /// Calls to the gallery's server.
    pub gallery: io { limit: 8 }
    /// Pictures between fetch and thumbnail: so many are in memory at once.
    pub pictures: io { limit: 16, queue: 16 }
}

#[executor::main]
fn main() -> ExitCode {
    exec!(run(Cli::parse())).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}

/// Sets up and downloads: an error here means that nothing was downloaded.
#[executor::task]
fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let config = exec!(config::load(cli.config.as_deref()))?;
    let source = exec!(Source::open(cli.folder, config.drawn_pictures))?;
    let out = exec!(save::out_folder(cli.out))?;
    println!("thumbnails go to {}", out.display());
    exec!(download(source, out, config))
}

/// Downloads as a task of its own: on Ctrl-C the executor waits for its tasks, and lets them start what they need.
#[executor::task]
async fn download(source: Source, out: PathBuf, config: Config) -> anyhow::Result<ExitCode> {
    let progress = Progress::start();
    let gallery = exec!(spawn download::gallery(source, out, config, progress.clone()));
    exec!(progress.follow(gallery))
}
