//! Runs the program before and after its migration, against a server of the test: both do the same.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::put;
use bytes::Bytes;
use examples_harness::{End, Program, Scratch, TIME_LIMIT, example};
use executor::exec;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

const FILES: usize = 200;

#[executor::test(flavor = "multi_thread")]
async fn before_uploads_what_is_new() -> anyhow::Result<()> {
    exec!(uploads_what_is_new("migrate_before"))
}

#[executor::test(flavor = "multi_thread")]
async fn after_uploads_what_is_new() -> anyhow::Result<()> {
    exec!(uploads_what_is_new("migrate_after"))
}

#[executor::test(flavor = "multi_thread")]
async fn before_finishes_after_sigterm() -> anyhow::Result<()> {
    exec!(finishes_after_sigterm("migrate_before", 0))
}

#[executor::test(flavor = "multi_thread")]
async fn after_finishes_after_sigterm() -> anyhow::Result<()> {
    // its exit code tells whoever started it that a signal came
    exec!(finishes_after_sigterm("migrate_after", 143))
}

#[executor::task]
async fn uploads_what_is_new(program: &'static str) -> anyhow::Result<()> {
    let scratch = Scratch::new(program, "new");
    exec!(make_files(scratch.path("in"), FILES))?;
    let store = Store::default();
    let address = exec!(serve(store.clone()))?;
    store.open();

    let begin = Instant::now();
    let first = start(program, &scratch, address);
    let first = exec!(first.end());
    println!("{program}: {FILES} files in {:.1?}", begin.elapsed());
    assert_eq!(first, uploaded(0, FILES, 0));
    exec!(make_files(scratch.path("in"), FILES + 1))?;
    let second = start(program, &scratch, address);
    assert_eq!(exec!(second.end()), uploaded(0, 1, FILES));

    assert!(store.at_once() <= 8, "{}", store.at_once());
    exec!(check(store, scratch.path("log"), FILES + 1))
}

#[executor::task]
async fn finishes_after_sigterm(program: &'static str, code: i32) -> anyhow::Result<()> {
    let scratch = Scratch::new(program, "sigterm");
    exec!(make_files(scratch.path("in"), FILES))?;
    let store = Store::default();
    let address = exec!(serve(store.clone()))?;

    let process = start(program, &scratch, address);
    exec!(timeout(TIME_LIMIT, store.is_asked()))?;
    process.signal("-TERM");
    store.open();
    assert_eq!(exec!(process.end()), uploaded(code, FILES, 0));
    exec!(check(store, scratch.path("log"), FILES))
}

fn start(program: &str, scratch: &Scratch, server: SocketAddr) -> Program {
    let mut command = example(program);
    command
        .arg(scratch.path("in"))
        .arg(format!("http://{server}"))
        .arg(scratch.path("log"));
    Program::start(&mut command)
}

fn uploaded(code: i32, uploaded: usize, unchanged: usize) -> End {
    End {
        code: Some(code),
        stdout: format!("{uploaded} uploaded, {unchanged} unchanged\n"),
        stderr: String::new(),
    }
}

fn content(file: usize) -> String {
    format!("file {file}\n").repeat(1000)
}

#[executor::task(type = "io")]
fn make_files(folder: PathBuf, count: usize) -> anyhow::Result<()> {
    exec!(fs::create_dir_all(&folder))?;
    for file in 0..count {
        exec!(fs::write(folder.join(file.to_string()), content(file)))?;
    }
    Ok(())
}

/// Each file was uploaded once, and noted in the log.
#[executor::task(type = "io")]
fn check(store: Store, log: PathBuf, files: usize) -> anyhow::Result<()> {
    let stored = store.stored();
    let mut found: Vec<&[u8]> = stored.values().map(|bytes| &bytes[..]).collect();
    let expected: Vec<String> = (0..files).map(content).collect();
    let mut expected: Vec<&[u8]> = expected.iter().map(String::as_bytes).collect();
    found.sort_unstable();
    expected.sort_unstable();
    assert!(found == expected, "{} files are stored", found.len());

    let log = exec!(fs::read_to_string(log))?;
    let mut logged: Vec<&str> = log
        .lines()
        .filter_map(|line| Some(line.split_once(' ')?.0))
        .collect();
    logged.sort_unstable();
    assert!(logged.iter().copied().eq(stored.keys()), "{log}");
    Ok(())
}

/// The server's side: the files by digest, and a gate that holds uploads back.
#[derive(Clone, Default)]
struct Store(Arc<Shared>);

#[derive(Default)]
struct Shared {
    stored: Mutex<BTreeMap<String, Bytes>>,
    is_open: watch::Sender<bool>,
    /// How many uploads there are at once, and were at most.
    uploads: watch::Sender<(usize, usize)>,
}

impl Store {
    /// From now on uploads end.
    fn open(&self) {
        self.0.is_open.send_replace(true);
    }

    fn at_once(&self) -> usize {
        self.0.uploads.borrow().1
    }

    fn has(&self, digest: &str) -> bool {
        self.stored().contains_key(digest)
    }

    /// Whether it is new.
    fn insert(&self, digest: String, bytes: Bytes) -> bool {
        self.stored().insert(digest, bytes).is_none()
    }

    fn stored(&self) -> MutexGuard<'_, BTreeMap<String, Bytes>> {
        self.0.stored.lock().expect("nobody panics with it")
    }

    /// Waits for the first upload.
    #[executor::task]
    async fn is_asked(&self) {
        let mut uploads = self.0.uploads.subscribe();
        let asked = exec!(uploads.wait_for(|uploads| uploads.0 > 0));
        asked.expect("`self` has the sender");
    }
}

/// Serves until the test ends; gives the address.
#[executor::task]
async fn serve(store: Store) -> anyhow::Result<SocketAddr> {
    let listener = exec!(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let routes = Router::new()
        .route("/{digest}", put(keep).head(has))
        .with_state(store);
    tokio::spawn(async { axum::serve(listener, routes).await });
    Ok(address)
}

async fn has(State(store): State<Store>, Path(digest): Path<String>) -> StatusCode {
    match store.has(&digest) {
        true => StatusCode::OK,
        false => StatusCode::NOT_FOUND,
    }
}

#[executor::task]
async fn keep(State(store): State<Store>, Path(digest): Path<String>, bytes: Bytes) -> StatusCode {
    let uploads = &store.0.uploads;
    uploads.send_modify(|(now, most)| {
        *now += 1;
        *most = (*most).max(*now);
    });
    let mut is_open = store.0.is_open.subscribe();
    let open = exec!(is_open.wait_for(|is_open| *is_open)).is_ok();
    uploads.send_modify(|(now, _)| *now -= 1);
    match open && store.insert(digest, bytes) {
        true => StatusCode::CREATED,
        false => StatusCode::CONFLICT,
    }
}
