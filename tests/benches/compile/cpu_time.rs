//! The CPU time of child processes: on a busy machine it says more than a clock does.

use std::time::Duration;

/// The CPU time, in this program and in the kernel, of all children that have ended, and theirs.
#[cfg(unix)]
pub(crate) fn of_children() -> Duration {
    // SAFETY: plain numbers, for which zero is a value.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: `usage` is valid for writes.
    let failed = unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, &mut usage) };
    assert_eq!(failed, 0, "the kernel knows what children have used");
    duration(usage.ru_utime) + duration(usage.ru_stime)
}

#[cfg(unix)]
fn duration(time: libc::timeval) -> Duration {
    let seconds = u64::try_from(time.tv_sec).expect("time goes on");
    let microseconds = u64::try_from(time.tv_usec).expect("time goes on");
    Duration::from_secs(seconds) + Duration::from_micros(microseconds)
}

/// A clock, where the kernel is not asked.
#[cfg(not(unix))]
pub(crate) fn of_children() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
