//! What `#[executor::main]` and `#[executor::test]` expand to. `main` is run in a process of its own: this test binary, again.

#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use common::{panic_of, timed};
use executor::macro_support::entry::{Options, main_async, main_sync, test_async, test_sync};
use executor::{Task, exec, spawn_task};

executor::task_types! {
    alone: io { limit: 1 }
}

/// Set in the process that is to run a `main`.
const IS_CHILD: &str = "EXECUTOR_ENTRY_CHILD";

/// Runs the test of this name in another process, where it is `main`.
struct Main(Child);

impl Main {
    fn start(name: &str) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this test binary"));
        command
            .args([
                "--exact",
                name,
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(IS_CHILD, "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Self(command.spawn().expect("it runs"))
    }

    /// Waits for a line of output that ends with `line`; those before it are skipped.
    fn says(&mut self, line: &str) {
        self.says_each_of([line]);
    }

    /// Waits for lines that end with each of `lines`, in any order.
    fn says_each_of<const N: usize>(&mut self, lines: [&str; N]) {
        let output = self.0.stdout.as_mut().expect("it is piped");
        let mut output = BufReader::with_capacity(1, output).lines();
        let mut missing = lines.to_vec();
        while !missing.is_empty() {
            let Some(found) = output.next() else {
                panic!("no line {missing:?}")
            };
            let found = found.expect("text");
            missing.retain(|line| !found.ends_with(line));
        }
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill")
            .args([signal, &self.0.id().to_string()])
            .status();
        assert!(status.expect("it runs").success());
    }

    /// Waits for the end; gives the status and stderr.
    fn end(mut self) -> (ExitStatus, String) {
        let mut text = String::new();
        self.0
            .stderr
            .take()
            .expect("it is piped")
            .read_to_string(&mut text)
            .expect("text");
        (self.0.wait().expect("it ends"), text)
    }
}

impl Drop for Main {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

fn say(line: &str) {
    println!("{line}");
    std::io::stdout().flush().expect("stdout");
}

fn is_child() -> bool {
    std::env::var_os(IS_CHILD).is_some()
}

fn both() -> [Options; 2] {
    [
        Options::new().multi_thread(),
        Options::new().current_thread(),
    ]
}

#[test]
fn a_paused_clock_needs_one_thread() {
    timed(|| {
        let paused = |options: Options| test_async(options.start_paused(true), async {});
        paused(Options::new());
        let text = panic_of(|| paused(Options::new().multi_thread()));
        assert!(text.contains("needs the flavor `current_thread`"), "{text}");
    });
}

#[test]
fn results_pass_through() {
    timed(|| {
        for options in both() {
            assert_eq!(test_async(options, async { Ok::<_, ()>(1) }), Ok(1));
            assert_eq!(test_sync(options, || Some("borrowed")), Some("borrowed"));
            let text = panic_of(|| test_async(options, async { panic!("its own") }));
            assert_eq!(text, "its own");
            assert_eq!(
                panic_of(|| test_sync(options, || panic!("its own"))),
                "its own"
            );
        }
    });
}

#[test]
fn a_test_waits_for_its_tasks() {
    timed(|| {
        for options in both() {
            let (told, tells) = std::sync::mpsc::channel();
            test_async(options, async {
                drop(spawn_task(async move {
                    tokio::task::yield_now().await;
                    spawn_task(move || told.send(())).await
                }));
            });
            assert_eq!(tells.try_recv(), Ok(()));
        }
    });
}

#[test]
fn a_test_fails_for_lost_failures() {
    timed(|| {
        let text = panic_of(|| {
            test_async(Options::new(), async {
                drop(spawn_task(|| panic!("first loss")));
                drop(spawn_task(async { panic!("second loss") }));
            });
        });
        for part in ["first loss", "second loss", "entry.rs:", "`io`"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let text = panic_of(|| {
            test_sync(Options::new(), || {
                executor::await_async(async { drop(spawn_task(|| panic!("third loss"))) });
            });
        });
        assert!(
            text.contains("third loss") && !text.contains("first loss"),
            "{text}"
        );
    });
}

#[test]
fn a_test_may_start_with_a_paused_clock() {
    timed(|| {
        test_async(Options::new().start_paused(true), async {
            let begin = tokio::time::Instant::now();
            tokio::time::sleep(Duration::from_secs(3600)).await;
            assert!(begin.elapsed() >= Duration::from_secs(3600));
            drop(spawn_task(tokio::time::sleep(Duration::from_secs(20))));
        });
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_that_returns() {
    if is_child() {
        let begin = Instant::now();
        let value = main_async(Options::new().shutdown(Duration::from_millis(200)), async {
            drop(spawn_task(|| say("finished at the end")));
            drop(spawn_task(std::future::pending::<()>()));
            drop(spawn_task(|| std::thread::sleep(Duration::from_secs(60))));
            7
        });
        assert_eq!(value, 7);
        assert!(begin.elapsed() < Duration::from_secs(10));
        say("returned");
    }
}

#[test]
fn main_drains_and_tells_what_did_not_finish() {
    timed(|| {
        let mut main = Main::start("main_that_returns");
        main.says("finished at the end");
        main.says("returned");
        let (status, text) = main.end();
        assert!(status.success(), "{text}");
        assert!(
            text.contains("2 tasks did not finish within 200ms"),
            "{text}"
        );
        assert!(
            text.contains("entry.rs:") && text.contains("`io`"),
            "{text}"
        );
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_that_panics() {
    if is_child() {
        main_sync(Options::new(), || {
            executor::await_async(async { drop(spawn_task(|| say("finished at the end"))) });
            panic!("the cause");
        })
    }
}

#[test]
fn a_panic_of_main_resumes_after_the_drain() {
    timed(|| {
        let mut main = Main::start("main_that_panics");
        main.says("finished at the end");
        assert!(!main.end().0.success());
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_that_fails() {
    if is_child() {
        let result = main_async(Options::new(), async {
            drop(spawn_task(|| say("finished at the end")));
            Err::<(), _>("the cause")
        });
        assert_eq!(result, Err("the cause"));
        say("failed");
    }
}

#[test]
fn an_error_of_main_is_given_after_the_drain() {
    timed(|| {
        let mut main = Main::start("main_that_fails");
        main.says("finished at the end");
        main.says("failed");
        assert!(main.end().0.success());
    });
}

/// Has a task that ends after the drain has begun.
fn main_that_waits(options: Options) {
    main_async(options.shutdown(Duration::from_secs(15)), async {
        drop(spawn_task(async {
            common::until(is_draining).await;
            executor::invoke(|| say("finished after the signal")).await;
        }));
        let _says = Says("main was dropped");
        say("waits");
        std::future::pending::<()>().await;
    });
}

struct Says(&'static str);

impl Drop for Says {
    fn drop(&mut self) {
        say(self.0);
    }
}

#[test]
#[ignore = "run by another test, in another process"]
fn multi_thread_main() {
    if is_child() {
        main_that_waits(Options::new());
    }
}

#[test]
#[ignore = "run by another test, in another process"]
fn current_thread_main() {
    if is_child() {
        main_that_waits(Options::new().current_thread());
    }
}

#[test]
fn a_signal_drains() {
    timed(|| {
        for (name, signal, code) in [
            ("multi_thread_main", "-TERM", 143),
            ("current_thread_main", "-INT", 130),
        ] {
            let mut main = Main::start(name);
            main.says("waits");
            main.signal(signal);
            main.says_each_of(["main was dropped", "finished after the signal"]);
            let (status, text) = main.end();
            assert_eq!(status.code(), Some(code), "{text}");
        }
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_that_is_blocked() {
    if is_child() {
        main_async(Options::new().current_thread(), async {
            drop(spawn_task(|| {
                say("runs");
                std::thread::sleep(Duration::from_secs(60));
            }));
            std::thread::sleep(Duration::from_secs(60));
        });
    }
}

#[test]
fn a_second_signal_ends_at_once() {
    timed(|| {
        let mut main = Main::start("main_that_is_blocked");
        main.says("runs");
        main.signal("-INT");
        let again = Instant::now();
        // the first may not have been received yet; signals of one kind do not queue
        while main.0.try_wait().expect("its state").is_none() {
            main.signal("-INT");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(again.elapsed() < Duration::from_secs(10));
        assert_eq!(main.0.wait().expect("it ended").code(), Some(130));
    });
}

/// Draining has begun: a plain thread may not spawn any more.
fn is_draining() -> bool {
    let spawns = || common::current_thread().block_on(spawn_task(|| ()).join());
    std::thread::spawn(spawns)
        .join()
        .expect("no panic")
        .is_err()
}

#[test]
#[ignore = "run by another test, in another process"]
fn sync_main() {
    if is_child() {
        main_sync(Options::new(), || {
            say("waits");
            // nothing is in flight
            while !is_draining() {}
            let own = executor::await_async(async { spawn_task(|| "its own task").await });
            say(own);
            say("the last line");
            Err::<(), _>("what main gave")
        })
        .expect("the process has ended");
    }
}

#[test]
fn a_sync_main_may_go_on_to_its_end_after_a_signal() {
    timed(|| {
        for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
            let mut main = Main::start("sync_main");
            main.says("waits");
            main.signal(signal);
            main.says("its own task");
            main.says("the last line");
            let (status, text) = main.end();
            assert_eq!(status.code(), Some(code), "{text}");
            assert_eq!(text, "Error: \"what main gave\"\n");
        }
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn sync_main_that_goes_on() {
    if is_child() {
        main_sync(Options::new().shutdown(Duration::from_millis(100)), || {
            say("waits");
            std::thread::sleep(Duration::from_secs(60));
        });
    }
}

#[test]
fn a_sync_main_that_goes_on_is_ended_at_the_deadline() {
    timed(|| {
        let mut main = Main::start("sync_main_that_goes_on");
        main.says("waits");
        main.signal("-TERM");
        let (status, text) = main.end();
        assert_eq!((status.code(), text.as_str()), (Some(143), ""));
    });
}

#[test]
fn a_signal_that_is_delivered_twice_drains() {
    timed(|| {
        let mut main = Main::start("multi_thread_main");
        main.says("waits");
        let twice = format!("kill -INT {0}; kill -TERM {0}; kill -INT {0}", main.0.id());
        let sent = Command::new("sh").args(["-c", &twice]).status();
        assert!(sent.expect("it runs").success());
        main.says("finished after the signal");
        let (status, text) = main.end();
        assert!(matches!(status.code(), Some(130 | 143)), "{status}: {text}");
    });
}

/// Ends when it is told, and has work spawned from outside after the signal, as handlers of a server do.
async fn ends_in_its_own_order() -> Result<(), &'static str> {
    let signal = executor::shutdown_signal();
    say("waits");
    signal.await;
    executor::shutdown_signal().await;
    assert!(!is_draining());
    tokio::spawn(async {
        drop(spawn_task(async {
            // main has returned
            common::until(is_draining).await;
            executor::invoke(|| say("spawned after the signal")).await;
        }));
    })
    .await
    .expect("no panic");
    say("main returns");
    Err("what main gave")
}

#[test]
#[ignore = "run by another test, in another process"]
fn multi_thread_main_that_is_told() {
    if is_child() {
        let result = main_async(Options::new(), ends_in_its_own_order());
        std::process::exit(result.map_or(7, |()| 0));
    }
}

#[test]
#[ignore = "run by another test, in another process"]
fn current_thread_main_that_is_told() {
    if is_child() {
        let options = Options::new().current_thread();
        let result = main_async(options, ends_in_its_own_order());
        std::process::exit(result.map_or(7, |()| 0));
    }
}

#[test]
#[ignore = "run by another test, in another process"]
fn sync_main_that_is_told() {
    if is_child() {
        let main = || executor::await_async(ends_in_its_own_order());
        let result = main_sync(Options::new(), main);
        std::process::exit(result.map_or(7, |()| 0));
    }
}

async fn awaited_by_main() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

async fn awaited_by_another() {
    awaited_by_main().await;
}

#[test]
#[ignore = "run by another test, in another process"]
fn sync_main_that_serves() {
    if is_child() {
        executor::report_stalled_waits(Duration::from_millis(50));
        main_sync(Options::new(), || {
            let _signal = executor::shutdown_signal();
            executor::await_async(awaited_by_main());
            let another = executor::invoke(|| executor::await_async(awaited_by_another()));
            executor::await_async(another);
        });
    }
}

#[test]
fn a_sync_main_that_serves_waits_as_long_as_it_likes_and_nobody_else_does() {
    timed(|| {
        let (status, text) = Main::start("sync_main_that_serves").end();
        assert!(status.success(), "{text}");
        let is_expected = |line: &str| line.contains("`entry::awaited_by_another`");
        assert!(!text.is_empty() && text.lines().all(is_expected), "{text}");
    });
}

#[test]
fn a_main_that_is_told_of_the_signal_ends_in_its_own_order() {
    timed(|| {
        for name in [
            "multi_thread_main_that_is_told",
            "current_thread_main_that_is_told",
            "sync_main_that_is_told",
        ] {
            for signal in ["-INT", "-TERM"] {
                let mut main = Main::start(name);
                main.says("waits");
                main.signal(signal);
                main.says("main returns");
                main.says("spawned after the signal");
                let (status, text) = main.end();
                assert_eq!((status.code(), text.as_str()), (Some(7), ""), "{name}");
            }
        }
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_that_is_told_and_goes_on() {
    if is_child() {
        main_async(Options::new().shutdown(Duration::from_millis(100)), async {
            drop(spawn_task(never_ends()));
            let signal = executor::shutdown_signal();
            say("waits");
            signal.await;
            std::future::pending::<()>().await;
        });
    }
}

#[test]
fn a_main_that_is_told_and_goes_on_is_ended_at_the_deadline() {
    timed(|| {
        let mut main = Main::start("main_that_is_told_and_goes_on");
        main.says("waits");
        main.signal("-TERM");
        let (status, text) = main.end();
        assert_eq!(status.code(), Some(143), "{text}");
        assert!(text.contains("1 task did not finish"), "{text}");
    });
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_of_tokio_that_is_told() {
    if is_child() {
        common::current_thread().block_on(async {
            let signal = executor::shutdown_signal();
            let mut signal = std::pin::pin!(signal);
            let once = std::future::poll_fn(|cx| {
                std::task::Poll::Ready(signal.as_mut().poll(cx).is_ready())
            });
            assert!(!once.await);
            say("waits");
            signal.await;
            say("told");
        });
    }
}

#[test]
fn another_main_is_told_too() {
    timed(|| {
        let mut main = Main::start("main_of_tokio_that_is_told");
        main.says("waits");
        main.signal("-TERM");
        main.says("told");
        assert!(main.end().0.success());
    });
}

#[executor::task]
async fn fails() -> Result<(), &'static str> {
    Err("a lost error")
}

#[executor::task]
async fn never_ends() {
    std::future::pending().await
}

async fn panics_in_async() {
    panic!("a lost panic")
}

fn panics() {
    panic!("a lost panic of a function")
}

#[executor::task(type = "cpu")]
fn adds(left: u32, right: u32) -> u32 {
    left + right
}

/// As under `#[tokio::main]`.
#[executor::task]
async fn body_of_a_tokio_main() {
    drop(finished(exec!(spawn panics_in_async())).await);
    drop(finished(exec!(spawn panics())).await);
    drop(finished(exec!(spawn fails())).await);
    drop(exec!(spawn never_ends()));
}

async fn finished<T>(task: Task<T>) -> Task<T> {
    common::until(|| task.is_finished()).await;
    task
}

#[test]
#[ignore = "run by another test, in another process"]
fn tokio_main() {
    if is_child() {
        common::multi_thread().block_on(body_of_a_tokio_main());
    }
}

#[test]
fn nothing_is_lost_under_a_main_of_tokio() {
    timed(|| {
        let (status, text) = Main::start("tokio_main").end();
        assert!(status.success(), "{text}");
        let reports = || {
            text.lines()
                .filter(|line| line.starts_with("executor: task"))
        };
        for part in ["a lost panic", "a lost panic of a function", "a lost error"] {
            let told = reports().filter(|line| line.ends_with(&format!(": {part}")));
            assert_eq!(told.count(), 1, "{part} in {text}");
        }
        let unfinished = reports().filter(|line| line.contains("never_ends"));
        assert_eq!(unfinished.count(), 1, "{text}");
        assert_eq!(reports().count(), 4, "{text}");
    });
}

#[executor::task]
fn calls_after_a_shutdown() {
    assert_eq!(exec!(adds(1, 2)), 3, "a plain call needs no executor");
    for text in [
        panic_of(|| exec!(<alone> adds(1, 2))),
        panic_of(|| exec!(never_ends())),
        panic_of(|| common::current_thread().block_on(async { exec!(adds(1, 2)) })),
        panic_of(|| common::current_thread().block_on(async { exec!(<alone> fails()) })),
        panic_of(|| common::current_thread().block_on(async { exec!(block fails()) })),
        panic_of(|| common::current_thread().block_on(async { exec!(spawn fails()).await })),
        panic_of(|| common::current_thread().block_on(async { exec!(spawn adds(1, 2)).await })),
    ] {
        assert!(
            text.contains("shut down") && text.contains("entry.rs:"),
            "{text}"
        );
    }
    say("all say so");
}

#[test]
#[ignore = "run by another test, in another process"]
fn main_that_has_shut_down() {
    if is_child() {
        let report = executor::await_async(executor::shutdown(Duration::ZERO));
        assert!(report.is_clean(), "{report}");
        calls_after_a_shutdown();
    }
}

#[test]
fn after_a_shutdown_every_call_says_so() {
    timed(|| {
        let mut main = Main::start("main_that_has_shut_down");
        main.says("all say so");
        assert!(main.end().0.success());
    });
}
