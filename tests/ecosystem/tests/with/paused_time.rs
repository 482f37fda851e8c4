//! `start_paused`: the clock stands while sync work runs, so that no timeout around it comes early.

use std::time::Duration;

use executor::exec;
use tokio::time::{Instant, sleep, timeout};

use crate::double;

const SECOND: Duration = Duration::from_secs(1);

/// Takes some real time.
#[executor::task(type = "io")]
fn sync_work() -> u8 {
    std::thread::sleep(Duration::from_millis(20));
    1
}

#[executor::task]
async fn mixed() -> u8 {
    exec!(sleep(SECOND));
    exec!(sync_work()) + exec!(double(vec![1])).0[0]
}

#[tokio::test(start_paused = true)]
async fn of_tokio() {
    let start = Instant::now();
    let result = timeout(2 * SECOND, mixed()).await;
    assert_eq!(result, Ok(3));
    assert_eq!(start.elapsed(), SECOND);
}

#[executor::test(start_paused = true)]
async fn of_executor() {
    let start = Instant::now();
    let result = timeout(2 * SECOND, exec!(spawn mixed())).await;
    assert_eq!(result, Ok(3));
    assert_eq!(start.elapsed(), SECOND);
}
