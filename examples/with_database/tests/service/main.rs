//! Runs the service as it is run in earnest: under load, ended by SIGTERM, and by a crash.

#![cfg(unix)]

mod kept;
mod load;
mod running;

use std::sync::Arc;
use std::time::Duration;

use examples_harness::Scratch;
use executor::exec;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::kept::Kept;
use crate::load::{Ending, Load};
use crate::running::Service;

/// How many requests are answered before the signal.
const REQUESTS: usize = 4_000;

/// How many clients send them.
const CLIENTS: usize = 32;

/// How long a load may take.
const TIME_LIMIT: Duration = Duration::from_secs(120);

#[executor::test(flavor = "multi_thread")]
async fn loses_nothing_that_it_accepted_before_sigterm() -> anyhow::Result<()> {
    let scratch = Scratch::new("service", "sigterm");
    let service = exec!(Service::start(scratch.path("data")))?;
    let load = Arc::new(Load::new(&service)?);

    let clients = exec!(load.clone().start(CLIENTS));
    exec!(tokio::time::timeout(TIME_LIMIT, load.has_answers(REQUESTS)))?;
    load.ends(Ending::Orderly);
    let before = exec!(kept::mails(scratch.path("data")))?;
    let status = exec!(service.end("-TERM"))?;
    for client in clients {
        exec!(tokio::time::timeout(TIME_LIMIT, client))??;
    }

    assert_eq!(status.code, Some(0), "{}", status.stderr);
    assert_eq!(status.stderr, "");
    let kept = exec!(Kept::read(scratch.path("data")))?;
    let tally = load.tally();
    let mails = kept.mails_sent.len();
    println!(
        "{tally}; {mails} mails sent, {} of them after the signal",
        mails - before
    );
    assert!(tally.answered() >= REQUESTS);
    // what was answered has been done, and what has been done was answered
    assert_eq!(kept.users, tally.users);
    assert_eq!(kept.files, tally.files);
    assert_eq!(kept.mails_sent, kept.users);
    assert_eq!(kept.unfinished, 0);
    Ok(())
}

#[executor::test(flavor = "multi_thread")]
async fn makes_up_for_a_crash_after_the_next_start() -> anyhow::Result<()> {
    let scratch = Scratch::new("service", "crash");
    let service = exec!(Service::start(scratch.path("data")))?;
    let load = Arc::new(Load::new(&service)?);

    let clients = exec!(load.clone().start(CLIENTS));
    exec!(tokio::time::timeout(
        TIME_LIMIT,
        load.has_answers(REQUESTS / 10)
    ))?;
    load.ends(Ending::Crash);
    let status = exec!(service.end("-KILL"))?;
    for client in clients {
        exec!(tokio::time::timeout(TIME_LIMIT, client))??;
    }
    assert_eq!(status.code, None);

    let service = exec!(Service::start(scratch.path("data")))?;
    let status = exec!(service.end("-TERM"))?;
    assert_eq!((status.code, &*status.stderr), (Some(0), ""));
    let kept = exec!(Kept::read(scratch.path("data")))?;
    let tally = load.tally();
    assert!(kept.users.is_superset(&tally.users));
    assert!(kept.files.is_superset(&tally.files));
    assert_eq!(kept.mails_sent, kept.users);
    Ok(())
}

#[executor::test]
async fn slow_clients_hold_it_up_for_no_longer_than_its_time_limit() -> anyhow::Result<()> {
    const HEAD: &str = "POST /users HTTP/1.1\r\nhost: localhost\r\n";
    let scratch = Scratch::new("service", "slow");
    let time_limit = ["--time-limit", "300"];
    let service = exec!(Service::start_with(scratch.path("data"), time_limit))?;
    let address = service.url.trim_start_matches("http://").to_owned();
    let connect = async |start: &str| {
        let mut client = exec!(TcpStream::connect(&address))?;
        exec!(client.write_all(start.as_bytes()))?;
        anyhow::Ok(client)
    };

    let body = format!("{HEAD}content-type: application/json\r\ncontent-length: 9\r\n\r\n{{");
    let mut sends_slowly = exec!(connect(&body))?;
    let mut answer = [0; 12];
    exec!(sends_slowly.read_exact(&mut answer))?;
    assert_eq!(&answer, b"HTTP/1.1 408");

    let _has_not_asked = exec!(connect(HEAD))?;
    let status = exec!(service.end("-TERM"))?;
    // it would be 143 at the deadline of `main`
    assert_eq!((status.code, &*status.stderr), (Some(0), ""));
    Ok(())
}

#[executor::test]
async fn says_why_it_refuses() -> anyhow::Result<()> {
    let scratch = Scratch::new("service", "refusals");
    let service = exec!(Service::start(scratch.path("data")))?;
    let load = Load::new(&service)?;
    let status = async |request: reqwest::RequestBuilder| {
        let response = exec!(request.send())?;
        anyhow::Ok(response.status().as_u16())
    };
    let ada = json!({ "name": "ada", "email": "ada@example.org", "password": "correct horse" });
    let wrong = json!({ "name": "ada", "password": "wrong horse" });

    assert_eq!(exec!(status(load.post("users").json(&ada)))?, 201);
    assert_eq!(exec!(status(load.post("users").json(&ada)))?, 409);
    assert_eq!(exec!(status(load.post("users").json(&wrong)))?, 422);
    assert_eq!(exec!(status(load.post("sessions").json(&wrong)))?, 401);
    let response = exec!(load.post("sessions").json(&ada).send())?;
    assert_eq!(response.status(), 201);
    let signed_in: serde_json::Value = exec!(response.json())?;
    let token = signed_in["token"].as_str().expect("a token");

    assert_eq!(exec!(status(load.get("files/none", "no token")))?, 401);
    assert_eq!(exec!(status(load.get("files/none", token)))?, 404);
    // no byte more than tells that it is too large: what nobody reads resets the connection, and the answer is lost
    let large = vec![0; (4 << 20) + 1];
    assert_eq!(
        exec!(status(load.put("files/large", token).body(large)))?,
        413
    );

    let stats = exec!(load.get("stats", "").send())?;
    let stats = exec!(stats.text())?;
    for name in ["passwords", "mail"] {
        assert!(stats.lines().any(|line| line.starts_with(name)), "{stats}");
    }
    let status = exec!(service.end("-TERM"))?;
    assert_eq!((status.code, &*status.stderr), (Some(0), ""));
    Ok(())
}
