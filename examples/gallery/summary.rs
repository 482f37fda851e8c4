//! What came of it.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::progress::Progress;

/// The counts, and each failure by name.
pub(crate) struct Summary {
    progress: Progress,
    failures: Vec<String>,
    contact_sheet: Option<PathBuf>,
    is_interrupted: bool,
}

impl Summary {
    pub(crate) fn new(progress: Progress) -> Self {
        Self {
            progress,
            failures: Vec::new(),
            contact_sheet: None,
            is_interrupted: false,
        }
    }

    /// Notes that `what` failed, and why.
    pub(crate) fn failed(&mut self, what: impl fmt::Display, error: &anyhow::Error) {
        let reason = format!("{error:#}");
        let reason: Vec<&str> = reason.split_whitespace().collect();
        self.failures.push(format!("{what}: {}", reason.join(" ")));
    }

    /// Notes where the contact sheet is.
    pub(crate) fn made(&mut self, contact_sheet: PathBuf) {
        self.contact_sheet = Some(contact_sheet);
    }

    /// Notes that not all is downloaded, and says what happens instead.
    pub(crate) fn interrupted(&mut self, instead: &str) {
        self.is_interrupted = true;
        self.progress.say(format_args!("interrupted: {instead}"));
    }

    /// Prints a line a failure, the executor's statistics, where the contact sheet is, and the counts.
    ///
    /// Gives the exit code: 0 only where all went well; what shells give for Ctrl-C where that came first.
    #[executor::task(type = "io")]
    pub(crate) fn print(self) -> ExitCode {
        for failure in &self.failures {
            eprintln!("{failure}");
        }
        println!("{}", executor::stats());
        if let Some(sheet) = &self.contact_sheet {
            println!("all on one picture: {}", sheet.display());
        }
        println!("{self}");
        match (self.is_interrupted, self.failures.is_empty()) {
            (true, _) => ExitCode::from(130),
            (false, true) => ExitCode::SUCCESS,
            (false, false) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "done: {} fetched, {} thumbnails, {} saved, {} failed",
            self.progress.fetched(),
            self.progress.thumbnails(),
            self.progress.saved(),
            self.failures.len()
        )
    }
}
