//! axum: annotated functions and methods are handlers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{get, post};
use bytes::Bytes;
use executor::exec;
use tower::ServiceExt;

use crate::{assert_elsewhere, double};

#[derive(Clone, Default)]
struct App {
    answered: Arc<AtomicUsize>,
}

/// An extractor that itself awaits.
struct Caller(String);

impl<S> FromRequestParts<S> for Caller
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = StatusCode;

    #[executor::task]
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let header = parts
            .headers
            .get("caller")
            .ok_or(StatusCode::UNAUTHORIZED)?;
        let name = header.clone();
        let name = exec!(move || name.to_str().map(str::to_owned));
        name.map(Self).map_err(|_| StatusCode::BAD_REQUEST)
    }
}

#[executor::task]
async fn greet(Caller(name): Caller, Path(word): Path<String>) -> String {
    exec!(async { format!("{word}, {name}") })
}

#[executor::task]
impl App {
    async fn doubled(State(app): State<Self>, body: Bytes) -> Result<Vec<u8>, StatusCode> {
        let (doubled, there) = exec!(double(body.to_vec()));
        assert_elsewhere(there);
        let answered = Arc::clone(&app.answered);
        exec!(spawn async move { answered.fetch_add(1, Ordering::Relaxed) }).await;
        Ok(doubled)
    }
}

#[executor::task]
async fn passes(request: Request<Body>, next: Next) -> Response {
    exec!(next.run(request))
}

fn routes(app: App) -> Router {
    Router::new()
        .route("/greet/{word}", get(greet))
        .route("/doubled", post(App::doubled))
        .layer(from_fn(passes))
        .with_state(app)
}

#[executor::task]
async fn answer(routes: &Router, request: Request<Body>) -> (StatusCode, Bytes) {
    let response = exec!(routes.clone().oneshot(request)).expect("a router always answers");
    let status = response.status();
    let body = exec!(to_bytes(response.into_body(), usize::MAX));
    (status, body.expect("it is in memory"))
}

#[tokio::test]
async fn functions_and_methods_are_handlers() {
    let app = App::default();
    let routes = routes(app.clone());
    let greeting = Request::get("/greet/hello").header("caller", "Ann");
    let greeting = greeting.body(Body::empty()).expect("a request");
    assert_eq!(
        answer(&routes, greeting).await,
        (StatusCode::OK, Bytes::from("hello, Ann"))
    );
    let stranger = Request::get("/greet/hello").body(Body::empty());
    let (status, _) = answer(&routes, stranger.expect("a request")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let doubled = Request::post("/doubled").body(Body::from("!"));
    assert_eq!(
        answer(&routes, doubled.expect("a request")).await,
        (StatusCode::OK, Bytes::from("B"))
    );
    assert_eq!(app.answered.load(Ordering::Relaxed), 1);
}
