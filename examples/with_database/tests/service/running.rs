//! The service as a process.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::thread::JoinHandle;

use anyhow::Context;
use examples_harness::{Running, example, read, wait_for};
use executor::exec;

/// A service that runs.
pub(crate) struct Service {
    process: Running,
    stdout: JoinHandle<String>,
    stderr: JoinHandle<String>,
    pub(crate) url: String,
}

/// How it ended.
pub(crate) struct Status {
    /// The exit code; none after a signal that it could not catch.
    pub(crate) code: Option<i32>,
    pub(crate) stderr: String,
}

#[executor::task(type = "io")]
impl Service {
    /// Starts it on the data at `folder`; it listens when this returns.
    pub(crate) fn start(folder: PathBuf) -> anyhow::Result<Self> {
        Self::start_with(folder, [])
    }

    /// The same with more arguments.
    pub(crate) fn start_with<const N: usize>(
        folder: PathBuf,
        more: [&str; N],
    ) -> anyhow::Result<Self> {
        let child = example("service")
            .arg("--data")
            .arg(folder)
            .args(more)
            .args(["--listen", "127.0.0.1:0", "--mail-takes", "150"])
            // a debug build on a machine that has other work may be late; that alone is not to fail a test
            .env("EXECUTOR_REPORT_HELD", "1s")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut process = Running(child?);
        let stderr = read(process.0.stderr.take().context("it is piped")?);
        let mut stdout = BufReader::new(process.0.stdout.take().context("it is piped")?);
        let mut line = String::new();
        exec!(stdout.read_line(&mut line))?;
        let url = line.trim_end().strip_prefix("listening on ");
        let url = url.with_context(|| format!("unexpected first line {line:?}"))?;
        Ok(Self {
            process,
            url: url.to_owned(),
            stdout: read(stdout),
            stderr,
        })
    }

    /// Ends it by a signal; the rest of its output.
    pub(crate) fn end(self, signal: &str) -> anyhow::Result<Status> {
        let Self {
            mut process,
            stdout,
            stderr,
            ..
        } = self;
        process.signal(signal);
        let status = exec!(wait_for(|| process.0.try_wait().transpose()))?;
        stdout.join().expect("it was read");
        Ok(Status {
            code: status.code(),
            stderr: stderr.join().expect("it was read"),
        })
    }
}
