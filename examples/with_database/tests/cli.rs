//! Runs the checker of links on files of the test, whose links lead to a server of the test.

use std::fs;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use examples_harness::{End, Program, Scratch, example};
use executor::exec;
use tokio::net::TcpListener;

/// How many links of the file are fine.
const FINE: usize = 100;

#[executor::test(flavor = "multi_thread")]
async fn names_the_broken_links_and_remembers_the_others() -> anyhow::Result<()> {
    let scratch = Scratch::new("cli", "broken");
    let asked = Arc::default();
    let server = exec!(serve(Arc::clone(&asked)))?;
    let fine: String = (0..FINE)
        .map(|at| format!("[{at}](http://{server}/{at})\n"))
        .collect();
    let text =
        format!("{fine}See http://{server}/gone, http://{server}/0 or http://127.0.0.1:1/.\n");
    let file = scratch.path("text.md");
    exec!(fs::write(file.clone(), text))?;

    let first = start(&scratch, "text.md");
    let first = exec!(first.end());
    let lines: Vec<&str> = first.stdout.lines().collect();
    let file = file.display();
    assert_eq!(lines.len(), 3, "{first:?}");
    assert!(
        lines[0].starts_with(&format!("{file}: http://127.0.0.1:1/: ")),
        "{first:?}"
    );
    assert_eq!(
        lines[1],
        format!("{file}: http://{server}/gone: 404 Not Found")
    );
    assert_eq!(
        lines[2],
        format!("{file}: 102 links, 0 known from before, 2 broken")
    );
    assert_eq!((first.code, &*first.stderr), (Some(1), ""));
    assert_eq!(asked.swap(0, Ordering::Relaxed), FINE + 1);

    let second = start(&scratch, "text.md");
    let second = exec!(second.end());
    assert!(
        second
            .stdout
            .ends_with("102 links, 100 known from before, 2 broken\n"),
        "{second:?}"
    );
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    Ok(())
}

#[executor::test]
async fn a_missing_file_is_one_line() {
    let scratch = Scratch::new("cli", "missing");
    let end = start(&scratch, "none.md");
    let End {
        code,
        stdout,
        stderr,
    } = exec!(end.end());
    assert_eq!(
        (code, &*stdout, stderr.lines().count()),
        (Some(2), "", 1),
        "{stderr}"
    );
    assert!(stderr.contains("none.md"), "{stderr}");
}

fn start(scratch: &Scratch, file: &str) -> Program {
    let mut command = example("cli");
    command
        .arg("--memory")
        .arg(scratch.path("links.db"))
        .arg(scratch.path(file));
    Program::start(&mut command)
}

/// Serves until the test ends, and counts what it is asked for.
#[executor::task]
async fn serve(asked: Arc<AtomicUsize>) -> anyhow::Result<SocketAddr> {
    let listener = exec!(TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let routes = Router::new().fallback(answer).with_state(asked);
    tokio::spawn(async { axum::serve(listener, routes).await });
    Ok(address)
}

async fn answer(State(asked): State<Arc<AtomicUsize>>, uri: Uri) -> StatusCode {
    asked.fetch_add(1, Ordering::Relaxed);
    match uri.path() {
        "/gone" => StatusCode::NOT_FOUND,
        _ => StatusCode::OK,
    }
}
