//! The command line.

use std::net::SocketAddr;
use std::num::ParseIntError;
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

/// Keeps people's files.
#[derive(Parser)]
pub(crate) struct Cli {
    /// Where the database, the files and the mails go; made where there is none
    #[arg(long, value_name = "DIR", default_value = "service-data")]
    pub(crate) data: PathBuf,

    /// Where to listen; port 0 is any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3000")]
    pub(crate) listen: SocketAddr,

    /// How long the mail server takes for a mail, in milliseconds
    #[arg(long, value_name = "MS", default_value = "50", value_parser = milliseconds)]
    pub(crate) mail_takes: Duration,

    /// How long a request may take, its upload included, in milliseconds
    #[arg(long, value_name = "MS", default_value = "15000", value_parser = milliseconds)]
    pub(crate) time_limit: Duration,
}

fn milliseconds(text: &str) -> Result<Duration, ParseIntError> {
    Ok(Duration::from_millis(text.parse()?))
}
