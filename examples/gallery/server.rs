//! The gallery's web server: pages of names, and the pictures.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::routing::get;
use executor::{Task, exec};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::name::Name;
use crate::source::Source;

/// How many names stand on a page.
const PAGE: usize = 50;

/// A server that runs in the background.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: Task<io::Result<()>>,
}

#[executor::task]
impl Server {
    /// Serves `source` on a free port of this machine.
    pub(crate) async fn start(source: Source) -> io::Result<Self> {
        let listener = exec!(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let routes = Router::new()
            .route("/pages/{page}", get(page))
            .route("/pictures/{name}", get(picture))
            .with_state(Arc::new(source));
        let (stop, stopped) = oneshot::channel();
        let until = async {
            let _ = stopped.await;
        };
        let serving = exec!(spawn axum::serve(listener, routes).with_graceful_shutdown(until));
        Ok(Self {
            address,
            stop,
            serving,
        })
    }

    /// Answers what was asked and ends.
    pub(crate) async fn stop(self) -> io::Result<()> {
        let _ = self.stop.send(());
        self.serving.await
    }
}

/// The names on a page, one a line. The page after the last is empty.
#[executor::task]
async fn page(State(source): State<Arc<Source>>, Path(page): Path<usize>) -> String {
    let names = source.names(page.saturating_mul(PAGE), PAGE);
    names
        .iter()
        .map(Name::encoded)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The bytes of a picture; the reason where it cannot be read.
#[executor::task]
async fn picture(
    State(source): State<Arc<Source>>,
    uri: Uri,
) -> Result<Vec<u8>, (StatusCode, String)> {
    // As it was sent: decoded it would have to be UTF-8, which a file's name need not be.
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    match exec!(source.picture(&Name::from_encoded(name))) {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(error)) => Err((StatusCode::INTERNAL_SERVER_ERROR, error.to_string())),
        None => Err((StatusCode::NOT_FOUND, "no such picture".to_owned())),
    }
}
