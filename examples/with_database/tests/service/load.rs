//! Clients that sign up, upload and download, and note what was answered.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bytes::Bytes;
use executor::{Task, exec};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::running::Service;

/// How many files each user uploads, and how often each is downloaded.
const FILES: usize = 4;
const DOWNLOADS: usize = 4;

/// The clients' view of the service.
pub(crate) struct Load {
    http: Client,
    url: String,
    begin: Instant,
    ending: OnceLock<Ending>,
    answers: watch::Sender<usize>,
    tally: Mutex<Tally>,
}

/// How the service ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It may refuse connections, but finishes what it has begun to answer.
    Orderly,
    /// It breaks off anywhere.
    Crash,
}

/// What was answered, each by 2xx.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) users: BTreeSet<String>,
    /// By user and name.
    pub(crate) files: BTreeSet<(String, String)>,
    times: Vec<Duration>,
    /// When the last answer came, after the beginning.
    took: Duration,
    after_signal: usize,
}

impl Load {
    pub(crate) fn new(service: &Service) -> anyhow::Result<Self> {
        let http = Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            http,
            url: service.url.clone(),
            begin: Instant::now(),
            ending: OnceLock::new(),
            answers: watch::Sender::default(),
            tally: Mutex::default(),
        })
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}/{path}", self.url))
    }

    pub(crate) fn put(&self, path: &str, token: &str) -> RequestBuilder {
        let request = self.http.put(format!("{}/{path}", self.url));
        request.bearer_auth(token)
    }

    pub(crate) fn get(&self, path: &str, token: &str) -> RequestBuilder {
        let request = self.http.get(format!("{}/{path}", self.url));
        request.bearer_auth(token)
    }

    /// From now on the service may end.
    pub(crate) fn ends(&self, ending: Ending) {
        let _ = self.ending.set(ending);
    }

    pub(crate) fn tally(&self) -> MutexGuard<'_, Tally> {
        self.tally.lock().expect("no client panics with it")
    }
}

#[executor::task]
impl Load {
    /// Starts so many clients, each of which goes on until the service has ended.
    pub(crate) async fn start(self: Arc<Self>, clients: usize) -> Vec<Task<anyhow::Result<()>>> {
        let mut started = Vec::new();
        for client in 0..clients {
            started.push(exec!(spawn self.clone().client(client)));
        }
        started
    }

    /// Waits until so many requests are answered.
    pub(crate) async fn has_answers(&self, count: usize) {
        let mut answers = self.answers.subscribe();
        let enough = exec!(answers.wait_for(|answers| *answers >= count));
        enough.expect("`self` has the sender");
    }

    async fn client(self: Arc<Self>, client: usize) -> anyhow::Result<()> {
        for round in 0.. {
            if exec!(self.user(format!("user-{client}-{round}")))?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// Does what a user does; `None` where the service has ended.
    async fn user(&self, name: String) -> anyhow::Result<Option<()>> {
        let user = json!({ "name": name, "email": name.clone() + "@example.org", "password": "correct horse" });
        let Some(answer) = exec!(self.send(self.post("users").json(&user)))? else {
            return Ok(None);
        };
        self.tally().users.insert(name.clone());
        let answer: Value = serde_json::from_slice(&answer)?;
        let token = answer["token"].as_str().context("no token")?;
        for file in 0..FILES {
            let file = format!("file-{file}");
            let path = format!("files/{file}");
            let content = format!("{path} of {name}\n").repeat(100);
            let upload = self.put(&path, token).body(content.clone());
            if exec!(self.send(upload))?.is_none() {
                return Ok(None);
            }
            self.tally().files.insert((name.clone(), file));
            for _ in 0..DOWNLOADS {
                let Some(found) = exec!(self.send(self.get(&path, token)))? else {
                    return Ok(None);
                };
                ensure!(
                    found == content,
                    "{path} of {name} is not what was uploaded"
                );
            }
        }
        Ok(Some(()))
    }

    /// Sends a request; its answer, which must be a 2xx. `None` where the service ended and did not accept it.
    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Option<Bytes>> {
        let begin = Instant::now();
        let response = match exec!(request.send()) {
            Err(_) if self.ending.get().is_some() => return Ok(None),
            response => response?,
        };
        let status = response.status();
        let body = match exec!(response.bytes()) {
            Err(_) if self.ending.get() == Some(&Ending::Crash) => return Ok(None),
            body => body?,
        };
        ensure!(status.is_success(), "{status}: {body:?}");
        let mut tally = self.tally();
        tally.times.push(begin.elapsed());
        tally.took = self.begin.elapsed();
        tally.after_signal += usize::from(self.ending.get().is_some());
        self.answers.send_replace(tally.times.len());
        Ok(Some(body))
    }
}

impl Tally {
    pub(crate) fn answered(&self) -> usize {
        self.times.len()
    }

    /// The time that so many per cent of the requests took at most.
    fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times[(times.len() - 1) * percent / 100]
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (answered, took) = (self.answered(), self.took.as_secs_f64());
        write!(
            f,
            "{answered} requests answered in {took:.1} s, {:.0} per second, p50 {:.1?}, p99 {:.1?}; {} of them after the signal; \
             {} users, {} files",
            answered as f64 / took,
            self.percentile(50),
            self.percentile(99),
            self.after_signal,
            self.users.len(),
            self.files.len(),
        )
    }
}
