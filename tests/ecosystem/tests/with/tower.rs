//! tower: annotated code in functions that are services, and in services of one's own, beneath layers.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use executor::exec;
use tower::timeout::error::Elapsed;
use tower::{BoxError, Service, ServiceBuilder, ServiceExt, service_fn};

use crate::{assert_elsewhere, double};

#[executor::task]
async fn doubled(bytes: Vec<u8>) -> Result<Vec<u8>, Infallible> {
    let (doubled, there) = exec!(double(bytes));
    assert_elsewhere(there);
    Ok(doubled)
}

/// Calls the service within, and doubles what it gives.
#[derive(Clone)]
struct Doubles<S>(S);

#[executor::task]
impl<S> Service<Vec<u8>> for Doubles<S>
where
    S: Service<Vec<u8>, Response = Vec<u8>, Future: Send + 'static>,
{
    type Response = Vec<u8>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Vec<u8>, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, bytes: Vec<u8>) -> Self::Future {
        let inner = self.0.call(bytes);
        Box::pin(async move {
            let bytes = inner.await?;
            Ok(exec!(double(bytes)).0)
        })
    }
}

#[executor::test]
async fn services_beneath_layers() {
    let service = ServiceBuilder::new()
        .buffer(4)
        .concurrency_limit(2)
        .timeout(Duration::from_secs(20))
        .layer_fn(Doubles)
        .service(service_fn(doubled));
    let mut calls = Vec::new();
    for number in 0..20 {
        calls.push(exec!(spawn service.clone().oneshot(vec![number])));
    }
    for (number, call) in (0..20).zip(calls) {
        let result: Result<_, BoxError> = call.await;
        assert_eq!(result.expect("it answers in time"), [4 * number]);
    }
}

#[executor::task]
async fn never(_: ()) -> Result<(), Infallible> {
    exec!(std::future::pending::<()>());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_layer_drops_a_call_that_takes_too_long() {
    let service = ServiceBuilder::new().timeout(Duration::from_secs(20));
    let error = service.service(service_fn(never)).oneshot(()).await;
    assert!(error.expect_err("it never ends").is::<Elapsed>());
}
