//! Asks for links: the async part.

use std::collections::BTreeSet;
use std::error::Error;
use std::time::Duration;

use executor::exec;

/// Asks servers. Clones share their connections.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
}

/// Whether a link can be followed.
pub(crate) enum Verdict {
    Fine,
    /// And why.
    Broken(String),
}

#[executor::task]
impl Client {
    /// A client that waits at most so long for an answer.
    pub(crate) fn new(timeout: Duration) -> reqwest::Result<Self> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(timeout)
            .build()?;
        Ok(Self { http })
    }

    /// Asks for all links, many at once; in their order.
    pub(crate) async fn check(&self, links: BTreeSet<String>) -> Vec<(String, Verdict)> {
        let mut asked = Vec::new();
        for link in links {
            let verdict = exec!(spawn self.clone().ask(link.clone()));
            asked.push((link, verdict));
        }
        let mut verdicts = Vec::new();
        for (link, verdict) in asked {
            verdicts.push((link, verdict.await));
        }
        verdicts
    }

    #[executor::task(type = "requests")]
    async fn ask(self, link: String) -> Verdict {
        match exec!(self.http.get(link).send()) {
            Ok(response) if response.status().is_success() => Verdict::Fine,
            Ok(response) => Verdict::Broken(response.status().to_string()),
            Err(error) => Verdict::Broken(cause(&error)),
        }
    }
}

/// What is at the bottom of an error: the rest repeats the link.
fn cause(error: &dyn Error) -> String {
    error.source().map_or_else(|| error.to_string(), cause)
}
