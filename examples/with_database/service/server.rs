//! The routes, and serving them to the end.

use std::net::SocketAddr;

use anyhow::Context;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};
use executor::exec;
use tokio::net::TcpListener;

use crate::app::App;
use crate::{files, stats, users};

/// How large an upload may be, in bytes: it is in memory until it is written.
const UPLOAD: usize = 4 << 20;

/// Serves until Ctrl-C or SIGTERM, then answers what it has accepted.
#[executor::task]
pub(crate) async fn serve(app: App, address: SocketAddr) -> anyhow::Result<()> {
    let shutdown = executor::shutdown_signal();
    let listener =
        exec!(TcpListener::bind(address)).with_context(|| format!("cannot listen at {address}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    exec!(axum::serve(listener, routes(app)).with_graceful_shutdown(shutdown))
        .context("cannot serve")
}

fn routes(app: App) -> Router {
    Router::new()
        .route("/users", post(users::sign_up))
        .route("/sessions", post(users::sign_in))
        .route("/files/{name}", put(files::upload).get(files::download))
        .route("/stats", get(stats::show))
        .layer(DefaultBodyLimit::max(UPLOAD))
        .with_state(app)
}
