//! Shutting down: stop taking work, wait for the work in flight, stop what is left, and tell.

mod report;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::oneshot;

pub use self::report::{ShutdownReport, Unfinished};
use crate::engine::Engine;
use crate::frame::{FrameSet, here};
use crate::housekeeping::start_thread;
use crate::in_flight::Intake;
use crate::sync::Latch;

/// How long stopped async tasks are given to drop what they hold, after the deadline.
const GRACE: Duration = Duration::from_millis(100);

/// Shuts the current executor down: it takes no more work, waits at most `deadline` for the work in flight (spawned tasks,
/// detached ones too, and sync functions that run or are queued), then stops what is left.
///
/// Until the deadline work in flight may still start what it needs for itself, and what somebody waits for is still done, wherever
/// it comes from: a request whose handler is under way is answered. Only [`spawn_task`](crate::spawn_task()) from outside is
/// refused. Afterwards [`Task::join`](crate::Task::join) gives [`TaskError::ShutDown`](crate::TaskError::ShutDown), and every other
/// method panics. A sync function that runs cannot be stopped: it learns of it from [`is_cancelled`](crate::is_cancelled()), and the
/// deadline holds all the same. Called in a spawned task, this does not wait for that task.
///
/// # Cancel safety
///
/// Dropped before its deadline, it stops waiting: the executor takes no more work from outside, and nothing is stopped. Called
/// again, it goes on. The report names each task once, also one that an earlier shutdown, dropped after its deadline, had stopped.
///
/// # Examples
///
/// ```
/// # use std::time::Duration;
/// # executor::await_async(async {
/// executor::spawn_task(|| println!("written before the process ends"));
/// let report = executor::shutdown(Duration::from_secs(10)).await;
/// assert!(report.is_clean(), "{report}");
/// # });
/// ```
pub async fn shutdown(deadline: Duration) -> ShutdownReport {
    shut_down(&Engine::current(), deadline).await
}

/// Shuts the executor down.
pub(crate) async fn shut_down(engine: &Engine, deadline: Duration) -> ShutdownReport {
    let in_flight = engine.in_flight();
    in_flight.close(Intake::Draining);
    if engine.runs_the_caller()
        && let Some(own) = here::current()
    {
        in_flight.pass_over(own);
    }
    within(deadline, in_flight.over_once_gone()).await;

    in_flight.close(Intake::Over);
    in_flight.stop_all();
    within(GRACE, in_flight.stopped()).await;
    let unfinished = unfinished(engine);
    for lane in engine.lanes() {
        lane.pool().close();
    }
    ShutdownReport {
        deadline,
        unfinished,
    }
}

/// What did not finish, each task once.
fn unfinished(engine: &Engine) -> Vec<Unfinished> {
    let (cut_off, still_there) = engine.in_flight().take_unfinished();
    let goes_on: FrameSet = still_there.iter().map(|work| work.frame).collect();
    let mut named = FrameSet::default();
    // what was aborted before is named only where it has not ended
    let all = cut_off.into_iter().chain(still_there);
    all.filter(|work| named.insert(work.frame))
        .map(|work| Unfinished {
            site: work.site,
            task_type: engine.lane_at(work.lane).name(),
            goes_on: !work.can_be_stopped || goes_on.contains(&work.frame),
        })
        .collect()
}

/// Awaits `future` for at most `limit`, in real time and, where tokio's clock is paused, in its time.
async fn within(limit: Duration, future: impl Future<Output = ()>) {
    let mut future = pin!(future);
    if poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx).is_ready())).await {
        return;
    }
    // not tokio's timer alone: its clock stands still while sync work holds it, and its thread may be blocked
    let mut alarm = pin!(alarm(limit));
    let mut timer = pin!(clock_is_paused().then(|| tokio::time::sleep(limit)));
    poll_fn(|cx| {
        let is_over = future.as_mut().poll(cx).is_ready()
            || alarm.as_mut().poll(cx).is_ready()
            || timer
                .as_mut()
                .as_pin_mut()
                .is_some_and(|timer| timer.poll(cx).is_ready());
        if is_over {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// Ends after `limit` of real time, told by a thread of its own. Where the system refuses that, by the clock of the runtime that is
/// current here, or without one at once: better than a deadline that does not hold.
async fn alarm(limit: Duration) {
    let (rings, rung) = oneshot::channel();
    // dropped with this future: ends the thread
    let gone = Latch::new();
    let _awaited = gone.set_on_drop(());
    let wait = move || {
        if gone.wait(limit).is_none() {
            let _ = rings.send(());
        }
    };
    let started = start_thread("executor-shutdown".to_owned(), Box::new(wait));
    if started.is_ok() {
        let _ = rung.await;
    } else if Handle::try_current().is_ok() {
        tokio::time::sleep(limit).await;
    }
}

/// Whether the clock of the current tokio runtime is paused: it stands still while real time goes on.
fn clock_is_paused() -> bool {
    let (real, tokio) = (Instant::now(), tokio::time::Instant::now());
    while real.elapsed() < Duration::from_micros(20) {
        std::hint::spin_loop();
    }
    tokio.elapsed().is_zero()
}
