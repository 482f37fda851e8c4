//! `CancellationToken` of `tokio-util` stops an executor, and tells its tasks to end.

use std::time::Duration;

use executor::{Executor, ShutdownReport, TaskError, exec};
use tokio_util::sync::CancellationToken;

/// Waits for the token, and drains the executor.
#[executor::task]
async fn stop_by(token: CancellationToken, executor: &Executor) -> ShutdownReport {
    exec!(token.cancelled());
    exec!(executor.shutdown(Duration::from_secs(10)))
}

#[tokio::test]
async fn a_token_stops_the_executor() {
    let (executor, token) = (Executor::builder().build(), CancellationToken::new());
    let child = token.child_token();
    let listens = executor.spawn_task(async move {
        child.cancelled().await;
        // what it needs for its end is done
        executor::invoke(|| "all is saved").await
    });
    let (report, ()) = tokio::join!(stop_by(token.clone(), &executor), async {
        assert!(!listens.is_finished());
        token.cancel();
    });
    assert!(report.is_clean(), "{report}");
    assert_eq!(listens.await, "all is saved");
    let late = executor.spawn_task(async {}).join().await;
    assert!(matches!(late, Err(TaskError::ShutDown)));
}

#[tokio::test(start_paused = true)]
async fn a_task_that_does_not_listen_is_named() {
    let (executor, token) = (Executor::builder().build(), CancellationToken::new());
    let deaf = executor.spawn_task(std::future::pending::<()>());
    token.cancel();
    let report = stop_by(token, &executor).await;
    assert_eq!(report.unfinished().len(), 1, "{report}");
    assert!(report.to_string().contains("cancellation.rs"), "{report}");
    assert!(matches!(deaf.join().await, Err(TaskError::ShutDown)));
}
