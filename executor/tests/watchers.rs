//! The watchers, switched on and off from outside: each in a process of its own, this test binary, again.

#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::timed;
use executor::macro_support::entry::{Options, main_sync};

/// Another process, which ends when its input does.
struct Program(Child);

impl Program {
    /// Runs the ignored test of this name, with a variable set.
    fn start(name: &str, variable: (&str, &str)) -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this test binary"));
        command
            .args(["--exact", name, "--ignored", "--nocapture"])
            .env(variable.0, variable.1)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Self(command.spawn().expect("it runs"))
    }

    /// Waits for a line of stdout, or of stderr, that has all these parts.
    fn says(&mut self, parts: &[&str]) -> String {
        let has_all = |line: &String| parts.iter().all(|part| line.contains(part));
        let output = self.0.stderr.as_mut().expect("it is piped");
        let mut lines = BufReader::with_capacity(1, output).lines();
        let found = lines.find_map(|line| line.ok().filter(has_all));
        found.unwrap_or_else(|| panic!("no line with {parts:?}"))
    }

    fn is_ready(&mut self) {
        self.says(&["ready"]);
    }

    /// Ends it; what else it wrote to stderr.
    fn end(mut self) -> String {
        drop(self.0.stdin.take());
        let mut rest = String::new();
        let stderr = self.0.stderr.as_mut().expect("it is piped");
        stderr.read_to_string(&mut rest).expect("text");
        assert!(self.0.wait().expect("it ends").success(), "{rest}");
        rest
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

/// Waits for the end of the input.
fn end_of_input() {
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}

#[test]
#[ignore = "run by others, in a process of its own"]
fn holds_the_event_loop() {
    executor::await_async(executor::spawn_task(async {
        std::thread::sleep(Duration::from_millis(50));
    }));
    eprintln!("ready");
    end_of_input();
}

#[test]
fn a_held_event_loop_is_reported_from_when_it_is_asked() {
    timed(|| {
        let mut program = Program::start("holds_the_event_loop", ("EXECUTOR_REPORT_HELD", "20ms"));
        program.says(&[
            "holds_the_event_loop",
            "watchers.rs:",
            "held the event loop for",
        ]);
        program.end();
    });
}

#[test]
fn a_held_event_loop_is_not_reported_where_that_is_off() {
    timed(|| {
        let mut program = Program::start("holds_the_event_loop", ("EXECUTOR_REPORT_HELD", "off"));
        program.is_ready();
        assert!(!program.end().contains("held the event loop"));
    });
}

#[test]
#[ignore = "run by others, in a process of its own"]
fn sets_it_itself() {
    executor::report_held_event_loop(None);
    holds_the_event_loop();
}

#[test]
fn what_the_program_sets_beats_the_environment() {
    timed(|| {
        let program = Program::start("sets_it_itself", ("EXECUTOR_REPORT_HELD", "20ms"));
        assert!(!program.end().contains("held the event loop"));
    });
}

#[test]
#[ignore = "run by others, in a process of its own"]
fn waits_for_the_end_of_the_input() {
    let (ends, ended) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        end_of_input();
        ends.send(())
    });
    eprintln!("ready");
    executor::await_async(ended).expect("it is sent");
}

#[test]
fn a_wait_without_progress_is_reported_from_when_it_is_asked() {
    timed(|| {
        let variable = ("EXECUTOR_REPORT_STALLED", "30ms");
        let mut program = Program::start("waits_for_the_end_of_the_input", variable);
        for _ in 0..2 {
            program.says(&["watchers.rs:", "without progress"]);
        }
        program.end();
    });
}

#[test]
fn a_wait_without_progress_is_not_reported_where_that_is_off() {
    timed(|| {
        let variable = ("EXECUTOR_REPORT_STALLED", "off");
        let mut program = Program::start("waits_for_the_end_of_the_input", variable);
        program.is_ready();
        // longer than the default would be
        std::thread::sleep(Duration::from_millis(2_500));
        assert!(!program.end().contains("without progress"));
    });
}

#[test]
fn a_mistake_in_a_variable_is_told() {
    timed(|| {
        let variable = ("EXECUTOR_REPORT_HELD", "often");
        let mut program = Program::start("holds_the_event_loop", variable);
        program.says(&["EXECUTOR_REPORT_HELD", "`20ms`", "`off`"]);
        program.end();
    });
}

#[test]
#[ignore = "run by others, in a process of its own"]
fn is_a_main_with_a_task() {
    main_sync(Options::new(), || {
        let executor = executor::spawn_task(|| {
            eprintln!("ready");
            end_of_input();
        });
        executor::await_async(executor);
    });
}

#[test]
fn a_signal_has_main_write_what_is_in_flight() {
    timed(|| {
        let variable = ("EXECUTOR_DUMP_ON_SIGUSR1", "1");
        let mut program = Program::start("is_a_main_with_a_task", variable);
        program.is_ready();
        for _ in 0..2 {
            let id = program.0.id().to_string();
            let killed = Command::new("kill").args(["-USR1", &id]).status();
            assert!(killed.expect("it runs").success());
            program.says(&["1 task is in flight:"]);
            program.says(&[
                "is_a_main_with_a_task",
                "watchers.rs:",
                "of type `io` runs, started",
            ]);
            program.says(&["type", "running", "queued", "done"]);
        }
        program.end();
    });
}
