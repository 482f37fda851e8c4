//! A service for people's files: sign up, sign in, upload, download. Each new user is sent a mail in the background.
//!
//! ```text
//! cargo run --example service -- --data DIR --listen 127.0.0.1:3000
//! curl -d '{"name":"ada","email":"ada@example.org","password":"correct horse"}' \
//!     -H 'content-type: application/json' 127.0.0.1:3000/users
//! curl -H "authorization: Bearer $TOKEN" --upload-file notes.txt 127.0.0.1:3000/files/notes.txt
//! curl 127.0.0.1:3000/stats
//! ```
//!
//! After Ctrl-C or SIGTERM it accepts nothing more, answers what it has accepted, and sends the mails that are on their way. Mails
//! that a crash has cut off are sent after the next start.

mod app;
mod cli;
mod database;
mod error;
mod files;
mod mail;
mod mailer;
mod password;
mod server;
mod session;
mod stats;
mod storage;
mod users;

use std::process::ExitCode;

use clap::Parser;
use executor::exec;

use crate::app::App;
use crate::cli::Cli;

executor::task_types! {
    /// Hashing passwords is made to be slow and to take much memory, 19 MiB each; the other threads are left to the requests.
    pub passwords: cpu { limit: 2 }
    /// Writing what was uploaded.
    pub storage: io { limit: 16 }
    /// What the mail server takes at once. Where too many mails wait, those who sign up wait too.
    pub mail: io { limit: 4, queue: 1_000 }
}

#[executor::main(shutdown = "20s")]
async fn main() -> ExitCode {
    match exec!(run(Cli::parse())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until it is asked to end. What is then still in the background is drained after `main`.
#[executor::task]
async fn run(cli: Cli) -> anyhow::Result<()> {
    let app = exec!(App::open(&cli))?;
    exec!(mail::resume(&app))?;
    exec!(server::serve(app, cli))
}
