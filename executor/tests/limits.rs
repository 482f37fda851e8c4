//! Limits that the docs state, each shown in a process of its own: the reach of a stack overflow, and initialisers that std waits for.

#![cfg(unix)]

mod common;

use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;

use common::{in_a_process, timed};
use executor::{await_async, invoke, spawn_task};
use tokio::sync::Semaphore;

const SIGABRT: i32 = 6;

/// Uses more than a kilobyte of stack for each level.
fn recurse(levels: u32) -> u32 {
    let room = black_box([levels; 256]);
    match levels {
        0 => 0,
        _ => recurse(levels - 1) + room[0] - room[255] + 1,
    }
}

/// Deeper than the 2 MiB of a thread, not as deep as 64 MiB.
const DEEP: u32 = 8 << 10;

#[test]
#[ignore = "run by another test, in another process"]
fn recurses_in_a_function() {
    assert_eq!(await_async(invoke(|| recurse(DEEP))), DEEP);
}

#[test]
#[ignore = "run by another test, in another process"]
fn recurses_in_a_task() {
    let recurses = || spawn_task(async { recurse(DEEP) });
    assert_eq!(await_async(async { recurses().await }), DEEP);
}

#[test]
fn a_stack_overflow_ends_the_process_and_names_the_thread() {
    timed(|| {
        for (test, thread) in [
            ("recurses_in_a_function", "executor-io"),
            ("recurses_in_a_task", "executor"),
        ] {
            let ended = in_a_process(test).output().expect("it runs");
            let text = String::from_utf8_lossy(&ended.stderr);
            assert_eq!(ended.status.signal(), Some(SIGABRT), "{text}");
            let thread = format!("thread '{thread}'");
            assert!(
                text.contains(&thread) && text.contains("has overflowed its stack"),
                "{text}"
            );
        }
    });
}

#[test]
fn all_threads_have_the_stack_that_the_environment_sets() {
    timed(|| {
        for test in ["recurses_in_a_function", "recurses_in_a_task"] {
            let mut deep = in_a_process(test);
            let ended = deep.env("RUST_MIN_STACK", (64 << 20).to_string()).output();
            let ended = ended.expect("it runs");
            assert!(ended.status.success(), "{ended:?}");
        }
    });
}

/// Tasks that use a `LazyLock` directly block their threads by means of std. Here these are all threads of the runtime, so a task of it
/// that the initialiser waits for cannot run.
#[test]
#[ignore = "run by another test, in another process"]
fn all_workers_wait_for_an_initialiser() {
    static ANSWER: Semaphore = Semaphore::const_new(0);
    static LAZY: LazyLock<u32> = LazyLock::new(|| {
        await_async(async {
            ANSWER.acquire().await.expect("it is open").forget();
            7
        })
    });
    executor::report_stalled_waits(Duration::from_millis(500));
    let runtime = common::multi_thread();
    let tasks = [(); 16].map(|()| runtime.spawn(async { *LAZY }));
    // until the input ends
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).expect("input");
    // from outside of the runtime
    ANSWER.add_permits(1);
    for task in tasks {
        assert_eq!(runtime.block_on(task).expect("no panic"), 7);
    }
}

#[test]
fn a_wait_in_an_initialiser_that_stands_still_is_told_and_goes_on_with_help_from_outside() {
    timed(|| {
        let mut process = in_a_process("all_workers_wait_for_an_initialiser");
        process.stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut process = process.spawn().expect("it runs");
        let output = BufReader::new(process.stderr.take().expect("it is piped"));
        let is_told =
            |line: &String| line.contains("limits.rs:") && line.contains("without progress");
        let mut lines = output.lines().map(|line| line.expect("text"));
        assert!(lines.any(|line| is_told(&line)));
        drop(process.stdin.take());
        assert!(process.wait().expect("it ends").success());
    });
}
