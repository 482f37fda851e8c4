//! The code of a crate with many calls, with `exec!` and without.

use std::fmt::Write as _;

/// Functions, and calls of them: async and sync ones, with variables, literals, values and borrowed temporaries for arguments.
pub(crate) struct Callees {
    /// `#[task]` stands in front of those that are annotated where `exec!` is used.
    declared: &'static str,
    parameters: &'static str,
    /// The calls of one function, which has a number, `NUMBER`.
    calls: [Call; 10],
}

/// The kind of the callee, what stands in front of the call, the call, and what follows it.
type Call = (Kind, &'static str, &'static str, &'static str);

#[derive(Clone, Copy)]
enum Kind {
    Async,
    Sync,
}

use Kind::{Async, Sync};

#[derive(Clone, Copy)]
pub(crate) enum Version {
    WithExec,
    Plain,
}

pub(crate) const FUNCTIONS: Callees = Callees {
    declared: "
pub async fn fetch(number: u64) -> u64 { number }
#[task]
pub async fn load(text: &str) -> String { text.to_owned() }
#[task]
pub async fn merge(text: String, number: u64) -> Result<u64, String> { if number > 7 { Ok(number) } else { Err(text) } }
pub fn compute(number: u64) -> u64 { number }
#[task(type = \"io\")]
pub fn digest(text: &str) -> u64 { text.len() as u64 }
#[task(type = \"io\")]
pub fn save(text: String, number: u64) -> Result<u64, String> { if number > 7 { Ok(number) } else { Err(text) } }
",
    parameters: "text: String, number: u64",
    calls: [
        (Async, "let a = ", "fetch(number)", ";"),
        (Async, "let b = ", "fetch(NUMBER)", ";"),
        (Sync, "let c = ", "compute(a)", ";"),
        (Sync, "let d = ", "compute(NUMBER)", ";"),
        (Async, "let e = ", "load(&text)", ";"),
        (Async, "let f = ", "load(&format!(\"{text}/{b}\"))", ";"),
        (Sync, "let g = ", "digest(&format!(\"{e}/{f}\"))", ";"),
        (Async, "let h = ", "merge(text.clone(), c)", "?;"),
        (Sync, "let i = ", "save(text, d)", "?;"),
        (Async, "let j = ", "fetch(g + h + i)", ";"),
    ],
};

pub(crate) const METHODS: Callees = Callees {
    declared: "
use std::sync::Arc;
#[derive(Clone)]
pub struct Store { index: Index }
#[derive(Clone)]
pub struct Index;
impl Store {
    pub async fn fetch(&self, number: u64) -> u64 { number }
    #[task]
    pub async fn load(&self, text: &str) -> String { text.to_owned() }
    pub fn index(&self) -> Index { self.index.clone() }
    pub fn compute(&self, number: u64) -> u64 { number }
    #[task(type = \"io\")]
    pub fn digest(&self, text: &str) -> u64 { text.len() as u64 }
}
#[task]
impl Index {
    async fn merge(&self, text: String, number: u64) -> Result<u64, String> { if number > 7 { Ok(number) } else { Err(text) } }
    #[task(type = \"io\")]
    fn save(&self, text: String, number: u64) -> Result<u64, String> { if number > 7 { Ok(number) } else { Err(text) } }
}
",
    parameters: "store: Arc<Store>, index: Index, text: String, number: u64",
    calls: [
        (Async, "let a = ", "store.fetch(number)", ";"),
        (Async, "let b = ", "store.fetch(NUMBER)", ";"),
        (Sync, "let c = ", "store.clone().compute(a)", ";"),
        (Sync, "let d = ", "store.clone().compute(NUMBER)", ";"),
        (Async, "let e = ", "store.load(&text)", ";"),
        (Async, "let f = ", "store.load(&format!(\"{text}/{b}\"))", ";"),
        (Sync, "let g = ", "store.clone().digest(&format!(\"{e}/{f}\"))", ";"),
        (Async, "let h = ", "store.index().merge(text.clone(), c)", "?;"),
        (Sync, "let i = ", "index.save(text, d)", "?;"),
        (Async, "let j = ", "store.fetch(g + h + i)", ";"),
    ],
};

impl Callees {
    /// A crate of so many calls, after so many changes of one function.
    pub(crate) fn source(&self, version: Version, calls: usize, changes: usize) -> String {
        let mut source = match version {
            Version::WithExec => format!("use executor::{{exec, task}};\n{}", self.declared),
            Version::Plain => without_tasks(self.declared),
        };
        for number in 0..calls / self.calls.len() {
            self.function(version, number, changes, &mut source)
                .expect("a string");
        }
        source
    }

    fn function(
        &self,
        version: Version,
        number: usize,
        changes: usize,
        source: &mut String,
    ) -> std::fmt::Result {
        if let Version::WithExec = version {
            writeln!(source, "#[task]")?;
        }
        let parameters = self.parameters;
        writeln!(
            source,
            "pub async fn caller_{number}({parameters}) -> Result<u64, String> {{"
        )?;
        for (kind, front, call, end) in &self.calls {
            let call = call.replace("NUMBER", &number.to_string());
            let call = match (version, kind) {
                (Version::WithExec, _) => format!("exec!({call})"),
                (Version::Plain, Async) => format!("{call}.await"),
                (Version::Plain, Sync) => call,
            };
            writeln!(source, "    {front}{call}{end}")?;
        }
        let last = if number == 0 { changes } else { 0 };
        writeln!(source, "    Ok(j + {last})\n}}")
    }
}

fn without_tasks(declared: &str) -> String {
    let lines = declared
        .lines()
        .filter(|line| !line.trim_start().starts_with("#[task"));
    lines.map(|line| format!("{line}\n")).collect()
}

impl Version {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::WithExec => "with_exec",
            Self::Plain => "plain",
        }
    }
}
