//! The system refuses threads: work waits for those that there are, and is done. In a process of its own, this test binary again, which
//! has little address space, and asks for large stacks.

#![cfg(target_os = "linux")]

mod common;

use std::process::Command;
use std::thread::{Builder, JoinHandle, park};
use std::time::Duration;

use common::{Hold, task_type, timed};
use executor::TaskType;

task_type!(other: Io, limit: 4);

/// Room for a few threads.
const SCRIPT: &str = "ulimit -v 6000000 && exec \"$0\" --exact works_without_more_threads --ignored --nocapture --test-threads=1";

#[test]
fn work_goes_on_where_the_system_refuses_threads() {
    timed(|| {
        let child = Command::new("sh")
            .args(["-c", SCRIPT])
            .arg(std::env::current_exe().expect("this test binary"))
            .env("RUST_MIN_STACK", (1_u64 << 30).to_string())
            .output()
            .expect("it runs");
        let text = String::from_utf8_lossy(&child.stderr);
        assert!(
            child.status.success() && text.contains("all is done"),
            "{text}"
        );
        assert!(
            text.contains("the system refused a thread for task type `other`"),
            "{text}"
        );
    });
}

/// Takes all threads that the system still gives.
fn take_all_threads() -> Vec<JoinHandle<()>> {
    let mut taken = Vec::new();
    while let Ok(thread) = Builder::new().spawn(park) {
        taken.push(thread);
        assert!(taken.len() < 100, "there is no bound here");
    }
    taken
}

#[test]
#[ignore = "run by another test, in a process of its own"]
fn works_without_more_threads() {
    common::current_thread().block_on(async {
        executor::invoke(|| ()).await;
        let mut taken = take_all_threads();

        // one thread has to do
        let calls = (0..100).map(|number| executor::invoke(move || number));
        let sum: u32 = futures::future::join_all(calls).await.into_iter().sum();
        assert_eq!(sum, 4_950);

        // there is none for this type before another ends
        let mut call = std::pin::pin!(other.invoke(|| 1));
        assert!(futures::poll!(call.as_mut()).is_pending());
        let last = taken.pop().expect("some");
        last.thread().unpark();
        last.join().expect("it parks");
        assert_eq!(call.await, 1);
        taken.extend(take_all_threads());

        // a deadline needs no thread
        let hold = Hold::default();
        let holds = hold.clone();
        let task = executor::spawn_task(move || holds.pass());
        hold.arrived(1);
        let mut shutdown = std::pin::pin!(executor::shutdown(Duration::from_secs(60)));
        for _ in 0..100 {
            assert!(futures::poll!(shutdown.as_mut()).is_pending());
            tokio::task::yield_now().await;
        }
        hold.open();
        let report = shutdown.await;
        assert!(report.is_clean(), "{report}");
        task.await;
        for thread in taken {
            thread.thread().unpark();
        }
    });
    eprintln!("all is done");
}
