//! The routes, and serving them to the end.

use std::future::IntoFuture;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use executor::exec;
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::cli::Cli;
use crate::{files, stats, users};

/// How large an upload may be, in bytes: it is in memory until it is written.
const UPLOAD: usize = 4 << 20;

/// Serves until Ctrl-C or SIGTERM, then answers what it has accepted.
#[executor::task]
pub(crate) async fn serve(app: App, cli: Cli) -> anyhow::Result<()> {
    let shutdown = executor::shutdown_signal();
    let listener = exec!(TcpListener::bind(cli.listen))
        .with_context(|| format!("cannot listen at {}", cli.listen))?;
    println!("listening on http://{}", listener.local_addr()?);
    let server = axum::serve(listener, routes(app, cli.time_limit));
    let server = server.with_graceful_shutdown(shutdown);
    tokio::select! {
        served = server.into_future() => served.context("cannot serve"),
        () = is_late(cli.time_limit) => Ok(()),
    }
}

/// Ends so long after the signal. A client that has not even asked yet would hold up the server for good.
#[executor::task]
async fn is_late(time_limit: Duration) {
    exec!(executor::shutdown_signal());
    exec!(tokio::time::sleep(time_limit));
}

/// A request that takes longer than `time_limit`, such as a slow upload, is dropped with what it waits for.
fn routes(app: App, time_limit: Duration) -> Router {
    let too_slow = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time_limit);
    Router::new()
        .route("/users", post(users::sign_up))
        .route("/sessions", post(users::sign_in))
        .route("/files/{name}", put(files::upload).get(files::download))
        .route("/stats", get(stats::show))
        .layer(DefaultBodyLimit::max(UPLOAD))
        .layer(too_slow)
        .with_state(app)
}
