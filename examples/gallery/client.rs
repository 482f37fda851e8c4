//! The gallery's client: fetches pages and pictures.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::bail;
use bytes::Bytes;
use executor::exec;
use reqwest::Response;

use crate::name::Name;

/// Talks to the gallery's server. Clones share their connections.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    server: SocketAddr,
}

impl Client {
    /// A client of the server at `server`, which may take as long as `timeout` for an answer.
    pub(crate) fn new(server: SocketAddr, timeout: Duration) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(timeout)
            .build()?;
        Ok(Self { http, server })
    }
}

#[executor::task(type = "gallery")]
impl Client {
    /// The names on a page; none after the last page.
    pub(crate) async fn page(&self, page: usize) -> anyhow::Result<Vec<Name>> {
        let response = exec!(self.get(&format!("pages/{page}")))?;
        Ok(exec!(response.text())?
            .lines()
            .map(Name::from_encoded)
            .collect())
    }

    /// The bytes of the picture called `name`.
    pub(crate) async fn picture(&self, name: &Name) -> anyhow::Result<Bytes> {
        let response = exec!(self.get(&format!("pictures/{}", name.encoded())))?;
        Ok(exec!(response.bytes())?)
    }

    async fn get(&self, path: &str) -> anyhow::Result<Response> {
        let request = self.http.get(format!("http://{}/{path}", self.server));
        let response = exec!(request.send())?;
        if !response.status().is_success() {
            bail!("{}", exec!(response.text())?);
        }
        Ok(response)
    }
}
