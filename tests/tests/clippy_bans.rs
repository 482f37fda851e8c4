//! The `clippy.toml` that is shipped: clippy tells of each raw crossing between sync and async code, and of no other.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each line that ends with `// banned` is to be told of.
const PROGRAM: &str = r#"
#[executor::task(type = "cpu")]
fn add(one: u8) -> u8 {
    one + 1
}

#[executor::task]
async fn is_fine() -> u8 {
    let task = executor::exec!(spawn add(1));
    executor::exec!(add(task.await))
}

#[executor::task]
fn waits() -> u8 {
    executor::exec!(is_fine()) + executor::await_async(is_fine())
}

async fn raw() {
    tokio::task::spawn_blocking(waits).await.unwrap(); // banned
    tokio::task::block_in_place(waits); // banned
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(raw()); // banned
    runtime.handle().block_on(raw()); // banned
    runtime.spawn_blocking(waits); // banned
    runtime.handle().spawn_blocking(waits); // banned
    tokio::task::LocalSet::new().block_on(&runtime, raw()); // banned
}
"#;

/// Writes the program as a package outside of the workspace, with the versions that this one has.
fn write_package(root: &Path) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clippy_bans");
    fs::create_dir_all(package.join("src")).unwrap();
    let executor = root.join("executor");
    let manifest = format!(
        "[package]\nname = \"bans\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         executor = {{ path = {executor:?} }}\n\
         tokio = {{ version = \"1\", features = [\"rt-multi-thread\"] }}\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("src/main.rs"), PROGRAM).unwrap();
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    package
}

#[test]
fn clippy_tells_of_each_raw_crossing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let package = write_package(root);
    let mut clippy = Command::new(env!("CARGO"));
    clippy
        .args([
            "clippy",
            "--offline",
            "--quiet",
            "--message-format",
            "short",
        ])
        .args(["--", "--deny", "clippy::disallowed_methods"])
        .current_dir(&package)
        .env("CLIPPY_CONF_DIR", root.join("examples/lints"))
        .env("CARGO_TARGET_DIR", package.join("target"))
        // flags of this build must not change what is checked
        .env_remove("RUSTFLAGS");
    let output = clippy.output().expect("clippy is part of the toolchain");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{told}");
    let lines = PROGRAM.lines().zip(1..);
    let banned: Vec<usize> = lines
        .filter(|(line, _)| line.ends_with("// banned"))
        .map(|(_, number)| number)
        .collect();
    let mut found: Vec<usize> = told
        .lines()
        .filter(|line| line.contains("use of a disallowed method"))
        .map(|line| line.split(':').nth(1).unwrap().parse().unwrap())
        .collect();
    found.sort_unstable();
    assert_eq!(found, banned, "{told}");
    let others = told.lines().filter(|line| line.contains("warning"));
    assert_eq!(others.count(), 0, "{told}");
}
