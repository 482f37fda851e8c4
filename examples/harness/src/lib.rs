//! What the tests of the examples share: the example as a process, a folder, a time limit.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long anything may take.
pub const TIME_LIMIT: Duration = Duration::from_secs(60);

/// The example of that name, which `cargo test` has built beside this test.
pub fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("this test has a path");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("it is in `deps`");
    let example = profile
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        example.exists(),
        "build it first: `cargo build --example {name}`"
    );
    Command::new(example)
}

/// A process that does not outlive its test.
pub struct Running(pub Child);

impl Running {
    /// Sends a signal, such as `-TERM`.
    pub fn signal(&self, signal: &str) {
        let kill = Command::new("kill")
            .args([signal, &self.0.id().to_string()])
            .status();
        assert!(kill.expect("`kill` runs").success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A program that runs, and what it has written so far.
pub struct Program {
    process: Running,
    stdout: JoinHandle<String>,
    stderr: JoinHandle<String>,
}

/// How a program ended.
#[derive(Debug, PartialEq, Eq)]
pub struct End {
    /// The exit code; none after a signal that it could not catch.
    pub code: Option<i32>,
    /// All that it wrote there.
    pub stdout: String,
    /// All that it wrote there.
    pub stderr: String,
}

impl Program {
    /// Starts it, without input.
    pub fn start(command: &mut Command) -> Self {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut process = Running(child.expect("the example starts"));
        let stdout = read(process.0.stdout.take().expect("it is piped"));
        let stderr = read(process.0.stderr.take().expect("it is piped"));
        Self {
            process,
            stdout,
            stderr,
        }
    }

    /// Sends a signal, such as `-TERM`.
    pub fn signal(&self, signal: &str) {
        self.process.signal(signal);
    }

    /// Waits for the end.
    pub fn end(mut self) -> End {
        let status = wait_for(|| self.process.0.try_wait().expect("it can be waited for"));
        End {
            code: status.code(),
            stdout: self.stdout.join().expect("it was read"),
            stderr: self.stderr.join().expect("it was read"),
        }
    }
}

/// Reads all of `pipe` on a thread of its own, so that the writer never waits.
pub fn read(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text)
            .expect("the example writes UTF-8");
        text
    })
}

/// Asks until there is an answer.
pub fn wait_for<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(
            start.elapsed() < TIME_LIMIT,
            "nothing came within {TIME_LIMIT:?}"
        );
        thread::sleep(Duration::from_millis(10));
    }
}

/// A folder that goes when the test ends.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A folder for that test of that example.
    pub fn new(example: &str, test: &str) -> Self {
        let folder = format!("{example}-test-{}-{test}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder).expect("the temporary folder is writable");
        Self(folder)
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
