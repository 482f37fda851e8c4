//! Annotated code stands where other libraries ask for functions, traits and services.

mod async_trait;
mod axum;
mod cancellation;
mod metrics;
mod paused_time;
mod tonic;
mod tower;

executor::task_types! {
    /// For work that must not run on an event loop.
    pub(crate) heavy: cpu { limit: 2 }
    /// Of `metrics` alone, so that it can count.
    pub(crate) counted: io { limit: 1 }
}

/// Doubles each byte, and tells on which thread.
#[executor::task(type = "heavy")]
pub(crate) fn double(bytes: Vec<u8>) -> (Vec<u8>, std::thread::ThreadId) {
    let doubled = bytes.iter().map(|byte| byte.wrapping_mul(2)).collect();
    (doubled, std::thread::current().id())
}

/// Asserts that `there` is another thread.
pub(crate) fn assert_elsewhere(there: std::thread::ThreadId) {
    assert_ne!(there, std::thread::current().id());
}
