//! The command line.

use std::num::ParseIntError;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

/// Checks the links of text files.
#[derive(Parser)]
pub(crate) struct Arguments {
    /// Files whose links are checked
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// Where links that were fine are remembered for a day
    #[arg(long, value_name = "FILE", default_value = "links.db")]
    pub(crate) memory: PathBuf,

    /// How long a server may take to answer, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(crate) timeout: Duration,
}

fn seconds(text: &str) -> Result<Duration, ParseIntError> {
    Ok(Duration::from_secs(text.parse()?))
}
