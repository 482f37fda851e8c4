//! Lints say of a call in `exec!` no more than of the plain call, whatever its arguments are made of.
//!
//! An expansion writes a call more than once. So many forms of arguments, in many forms of calls, are checked twice with all lints that
//! might tell: as they stand, and with each `exec!` replaced by the plain call.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What may stand for an argument. Some of it a lint tells of, wherever it stands.
const ARGUMENTS: &[&str] = &[
    "number",
    "number + 1",
    "(number)",
    "((number))",
    "number as u64",
    "3u64 as u64",
    "-1",
    "text",
    "text.clone()",
    "&*format!(\"{text}!\").leak()",
    "list[0]",
    "[number, 2]",
    "(number, text)",
    "Point { x: number }",
    "0..number",
    "option.unwrap_or(3)",
    "Some(number).map(|number| number + 1)",
    "Some(number).map(|unused| 1)",
    "|number: u64| number + 1",
    "move |unused: u64| number",
    "|mut unneeded: u64| unneeded",
    "|number: u64| { return number + 1; }",
    "async { 1 }",
    "async move { let unused = number; }",
    "{ number }",
    "{ let other = number; other }",
    "{ let unused = number; 1 }",
    "{ let mut unneeded = number; unneeded }",
    "{ let mut other = 1; other += number; other }",
    "{ let mut other = 1; other = number; other }",
    "{ let other; other = number; other }",
    "{ let late; if number > 3 { late = 1 } else { late = 2 } late }",
    "{ fn inner() -> u64 { 1 } inner() }",
    "{ fn never_called() {} 1 }",
    "{ struct Inner; let _inner = Inner; 1 }",
    "{ #[allow(non_camel_case_types)] struct inner; let _inner = inner; 1 }",
    "{ struct lower; let _lower = lower; 1 }",
    "{ use std::cmp::max; max(number, 1) }",
    "{ use std::cmp::max; 1 }",
    "{ const INNER: u64 = 1; INNER }",
    "{ const lower: u64 = 1; lower }",
    "{ let Upper = number; Upper }",
    "{ macro_rules! inner { () => { 1 } } inner!() }",
    "{ macro_rules! never_used { () => { 1 } } 1 }",
    "{ 5; number }",
    "{ number; 1 }",
    "{ must_be_used(); 1 }",
    "{ let _ = must_be_used(); 1 }",
    "{ Ok::<u64, u64>(3); 1 }",
    "{ ;; number }",
    "{ /// unused\n 1 }",
    "unsafe { danger(number) }",
    "unsafe { number }",
    "old(number)",
    "OLD",
    "if number > 3 { 1 } else { 2 }",
    "if (number > 3) { 1 } else { 2 }",
    "if let Some(found) = option { found } else { 0 }",
    "if let Some(unused) = option { 1 } else { 0 }",
    "match option { Some(found) => found, None => 0 }",
    "match option { Some(unused) => 1, None => 0 }",
    "match option { _ => 1, None => 0 }",
    "match number { found @ 1..=3 => found, other => other }",
    "match (number) { other => other }",
    "'unused: loop { break number }",
    "'used: loop { loop { break 'used number } }",
    "loop { break number; }",
    "while number > 3 { }",
    "while (number > 3) { }",
    "for unused in 0..number { }",
    "{ for index in 0..list.len() { drop(list[index]) } 1 }",
    "option.ok_or(0u64)?",
    "{ if number > 3 { return Ok(4); } 1 }",
    "{ if number > 3 { return Ok(4) } else { 1 } }",
    "{ return Ok(number); 1 }",
    "return Ok(number)",
    "panic!()",
    "{ panic!(); }",
    "{ panic!(); 1 }",
    "vec![number, 1]",
    "dbg!(number)",
    "number >= 0",
    "std::convert::identity::<u64>(number)",
    "{ let (one, unused) = (number, 1); one }",
    "{ let Point { x } = Point { x: number }; x }",
    "{ let Point { x: unused } = Point { x: number }; 1 }",
    "{ let inner = |unused: u64| 1; inner(number) }",
    "{ let never_called = || 1; number }",
    "{ let shadowed = 1; let shadowed = number; shadowed }",
    "{ static INNER: u64 = 1; INNER }",
    "{ type Inner = u64; Inner::from(number as u32) }",
    "&mut *Box::leak(Box::new(number))",
    "<u64 as Default>::default()",
    "std::string::String::new()",
    "Box::new(number) as Box<dyn Send + Sync>",
    "number.to_string().as_str().len()",
    "{ let guard = must_be_used(); guard }",
    "const { 1 + 1 }",
    "{ _ = number; 1 }",
    "{ let _unused = number; 1 }",
    "{ let x; x = 1; 1 }",
    "{ let mut never_read = 1; never_read = 2; 1 }",
];

/// What stands for a call of an argument, in async code and in sync code.
const CALLS_IN_ASYNC: &[&str] = &[
    "AWAITED!(fetch(ARGUMENT))",
    "DIRECT!(take(ARGUMENT))",
    "AWAITED!(fetch_both(number, ARGUMENT))",
    "DIRECT!(take_both(ARGUMENT, number + 1))",
    "AWAITED!(look(&wrapped(ARGUMENT)))",
    "DIRECT!(look_there(&wrapped(ARGUMENT)))",
    "AWAITED!(store.fetch(ARGUMENT))",
    "DIRECT!(store.clone().take(ARGUMENT))",
    "DIRECT!(Store::new(ARGUMENT).take(1))",
    "AWAITED!(old_fetch(ARGUMENT))",
    "DIRECT!(block take(ARGUMENT))",
    "DIRECT!(spawn take(ARGUMENT))",
    "DIRECT!(<cpu> take(ARGUMENT))",
    "DIRECT!((|value| wrapped(value))(ARGUMENT))",
    "AWAITED!(inner::fetch(ARGUMENT))",
    "DIRECT!(inner::old_take(ARGUMENT))",
    "DIRECT!(Store::of(ARGUMENT))",
    // No call in `exec!`, but written more than once too, to be asked about.
    "{ take(ARGUMENT); 1 }",
    "inner::old_take(ARGUMENT)",
    "{ wrapped(ARGUMENT).given(); 1 }",
    "wrapped(ARGUMENT).join()",
    "wrapped(ARGUMENT).old_recv()",
    "{ assert_ne!(wrapped(ARGUMENT).recv(), 2); 1 }",
];
const CALLS_IN_SYNC: &[&str] = &[
    "WAITED!(fetch(ARGUMENT))",
    "DIRECT!(take(ARGUMENT))",
    "WAITED!(look(&wrapped(ARGUMENT)))",
    "DIRECT!(look_there(&wrapped(ARGUMENT)))",
    "WAITED!(store.fetch(ARGUMENT))",
    "DIRECT!(store.take(ARGUMENT))",
    "DIRECT!(<thumbnails> take(ARGUMENT))",
    "DIRECT!(inner::old_take(ARGUMENT))",
];

const HEAD: &str = r#"#![warn(
    unused, future_incompatible, nonstandard_style, let_underscore_drop, unused_qualifications, unused_lifetimes, unused_results,
    trivial_casts, trivial_numeric_casts, single_use_lifetimes, unreachable_pub, rust_2018_idioms, deprecated,
    if_let_rescope, keyword_idents, redundant_lifetimes, unit_bindings, macro_use_extern_crate
)]
#![allow(clippy::all)]
use std::fmt::Debug;
executor::task_types! { thumbnails: cpu { limit: 2 } }
#[derive(Clone, Debug)] pub struct Point { pub x: u64 }
#[must_use] pub fn must_be_used() -> u64 { 1 }
pub unsafe fn danger(number: u64) -> u64 { number }
#[deprecated] pub fn old(number: u64) -> u64 { number }
#[deprecated] pub const OLD: u64 = 1;
#[deprecated] pub async fn old_fetch<T: Send>(_value: T) -> u64 { 1 }
pub async fn fetch<T: Send>(_value: T) -> u64 { 1 }
pub fn take<T>(_value: T) -> u64 { 1 }
pub async fn fetch_both<T: Send>(_number: u64, _value: T) -> u64 { 1 }
pub fn take_both<T>(_value: T, _number: u64) -> u64 { 1 }
pub struct Wrapped<T>(pub T);
impl<T> Wrapped<T> {
    pub fn join(&self) -> u64 { 1 }
    pub fn recv(&self) -> u64 { 1 }
    #[deprecated] pub fn old_recv(self) -> u64 { 1 }
    #[must_use] pub fn given(&self) -> u64 { 1 }
}
pub fn wrapped<T>(value: T) -> Wrapped<T> { Wrapped(value) }
pub async fn look<T: Send + Sync>(_value: &Wrapped<T>) -> u64 { 1 }
pub fn look_there<T>(_value: &Wrapped<T>) -> u64 { 1 }
#[derive(Clone)] pub struct Store;
impl Store {
    TASK pub fn typed(&self) -> u64 { 1 }
    pub fn new<T>(_value: T) -> Self { Self }
    pub fn of<T>(_value: T) -> u64 { 1 }
    pub async fn fetch<T: Send>(&self, _value: T) -> u64 { 1 }
    pub fn take<T>(&self, _value: T) -> u64 { 1 }
}
pub mod inner {
    pub async fn fetch<T: Send>(_value: T) -> u64 { 1 }
    #[deprecated] pub fn old_take<T>(_value: T) -> u64 { 1 }
}
pub fn uses(_: &impl Debug) {}
"#;

/// Each call in a function of its own, in a line of its own.
fn program(with_exec: bool) -> String {
    // With a path of the crate, at the crate's root.
    let typed = match with_exec {
        true => "#[executor::task(type = \"thumbnails\")] ",
        false => "",
    };
    let mut source = HEAD.replace("TASK ", typed);
    let calls = CALLS_IN_ASYNC.iter().map(|call| ("async fn", call));
    let calls = calls.chain(CALLS_IN_SYNC.iter().map(|call| ("fn", call)));
    for (call_number, (kind, call)) in calls.enumerate() {
        for (number, argument) in ARGUMENTS.iter().enumerate() {
            // A closure is called with one type, and each writing of a closure has its own.
            if call.contains("|value|") && argument.contains("|") {
                continue;
            }
            let call = call.replace("ARGUMENT", argument);
            let call = match with_exec {
                true => in_exec(&call),
                false => plain(&call),
            };
            let task = match with_exec {
                true if kind == "fn" && number % 2 == 0 => typed,
                true => "#[executor::task] ",
                false => "",
            };
            source.push_str(&format!(
                "{task}pub {kind} function_{call_number}_{number}(number: u64, text: String, list: Vec<u64>, option: Option<u64>, \
                 store: Store) -> Result<u64, u64> {{ uses(&(number, &text, &list, option)); let _store = &store; \
                 let _given = {call}; Ok(1) }}\n"
            ));
        }
    }
    source
}

fn in_exec(call: &str) -> String {
    ["AWAITED!", "DIRECT!", "WAITED!"]
        .iter()
        .fold(call.to_owned(), |call, word| {
            call.replace(word, "executor::exec!")
        })
}

fn plain(call: &str) -> String {
    let Some((word @ ("AWAITED" | "DIRECT" | "WAITED"), call)) = call.split_once("!(") else {
        return call.to_owned();
    };
    let mut call = call.strip_suffix(')').expect("its end");
    for mode in ["block ", "spawn ", "<cpu> ", "<thumbnails> "] {
        call = call.strip_prefix(mode).unwrap_or(call);
    }
    match word {
        "AWAITED" => format!("{call}.await"),
        "WAITED" => format!("executor::await_async({call})"),
        _ => call.to_owned(),
    }
}

/// What the compiler says of the program, by line and text.
fn told_of(with_exec: bool) -> BTreeSet<(usize, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let name = if with_exec {
        "lints_of_exec"
    } else {
        "lints_of_plain_calls"
    };
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(package.join("src")).unwrap();
    let executor = root.join("executor");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nexecutor = {{ path = {executor:?} }}\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("src/lib.rs"), program(with_exec)).unwrap();
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let mut check = Command::new(env!("CARGO"));
    check
        .args(["check", "--offline", "--quiet", "--message-format", "short"])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("../lints_target"))
        // flags of this build must not change what is checked
        .env_remove("RUSTFLAGS");
    let output = check.output().expect("cargo runs");
    let told = String::from_utf8_lossy(&output.stderr);
    let errors = told.lines().filter(|line| line.contains(" error"));
    let errors: Vec<&str> = errors.collect();
    assert!(output.status.success(), "{errors:#?}");
    let lines = told.lines().filter_map(|line| {
        let (place, text) = line.split_once(": warning: ")?;
        let line = place.split(':').nth(1)?.parse().ok()?;
        Some((line, kind_of(text).to_owned()))
    });
    lines.collect()
}

/// What is told, without the form of code in which it is found, which depends on what stands around an argument.
fn kind_of(text: &str) -> &str {
    match text.split_once(" around ") {
        Some((kind, _)) => kind,
        None if text.starts_with("unreachable") => "unreachable",
        None => text,
    }
}

#[test]
fn say_no_more_of_exec_than_of_plain_calls() {
    let (of_exec, of_plain) = (told_of(true), told_of(false));
    let source = program(true);
    let lines: Vec<&str> = source.lines().collect();
    let more: Vec<String> = of_exec
        .difference(&of_plain)
        .map(|(line, text)| format!("{text}\n    {}", lines[line - 1]))
        .collect();
    assert!(more.is_empty(), "{} more:\n{}", more.len(), more.join("\n"));
    let less = of_plain.difference(&of_exec).count();
    println!(
        "{} warnings, {less} of them only of plain calls",
        of_plain.len()
    );
    assert!(of_exec.len() > 100, "most of what lints tell stays");
}
