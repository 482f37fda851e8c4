//! Writes one version of a program. Both versions take the same decisions, since they start from the same seed and no decision
//! looks at the version; only [`Writer::annotated`] and the writing of calls do.

use crate::function::Function;
use crate::rng::Rng;

/// Which of the two programs is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Plain,
    WithExec,
}

/// The code that is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Sync,
    Async,
    /// A sync closure in async code.
    Closure,
}

/// What a function gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Number,
    Text,
    Fallible,
}

impl Output {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Number => "u64",
            Self::Text => "String",
            Self::Fallible => "Result<u64, String>",
        }
    }
}

/// The local variables in scope.
#[derive(Clone, Default)]
pub(crate) struct Locals {
    pub(crate) numbers: Vec<String>,
    pub(crate) texts: Vec<String>,
    /// Mutable numbers.
    pub(crate) counters: Vec<String>,
    pub(crate) stores: Vec<String>,
}

pub(crate) struct Writer {
    pub(crate) rng: Rng,
    pub(crate) version: Version,
    /// The functions that are there to be called.
    pub(crate) functions: Vec<Function>,
    pub(crate) code: Code,
    pub(crate) locals: Locals,
    /// What the function that is being written gives.
    pub(crate) output: Output,
    /// Whether a `?` or a `return` leaves that function.
    pub(crate) may_return: bool,
    /// Whether what is written so far hops to another thread, or waits for a permit.
    pub(crate) leaves_order_open: bool,
    /// How many calls the function may still have.
    pub(crate) calls_left: usize,
    notes: u32,
    names: u32,
}

impl Writer {
    pub(crate) fn new(seed: u64, version: Version) -> Self {
        Self {
            rng: Rng::new(seed),
            version,
            functions: Vec::new(),
            code: Code::Sync,
            locals: Locals::default(),
            output: Output::Number,
            may_return: true,
            leaves_order_open: false,
            calls_left: 0,
            notes: 0,
            names: 0,
        }
    }

    /// The functions of a program, and `root`, which runs it.
    pub(crate) fn program(mut self) -> String {
        let mut program = self.macros();
        program += "#[derive(Clone)]\npub struct Store {\n    number: u64,\n}\n\
            impl Store {\n    fn new(number: u64) -> Self {\n        Self { number }\n    }\n}\n";
        for _ in 0..4 + self.rng.below(5) {
            let function = self.function();
            program += &function;
        }
        let root = self.functions.last().expect("there is one").clone();
        let call = root.written(&root.sample_receiver(), &root.sample_arguments());
        let waited = match (root.is_async, self.version) {
            (false, _) => call,
            (true, Version::Plain) => format!("now({call})"),
            (true, Version::WithExec) => {
                format!("executor::await_async(async move {{ {call}.await }})")
            }
        };
        program += &format!("pub fn root() -> String {{\n    format!(\"{{:?}}\", {waited})\n}}\n");
        program
    }

    /// Macros of the user's own.
    fn macros(&self) -> String {
        let (awaited, called) = match self.version {
            Version::Plain => ("$($call)*.await", "$($call)*"),
            Version::WithExec => ("exec!($($call)*)", "exec!($($call)*)"),
        };
        format!(
            "macro_rules! awaited {{ ($($call:tt)*) => {{ {awaited} }}; }}\n\
             macro_rules! called {{ ($($call:tt)*) => {{ {called} }}; }}\n\
             macro_rules! twice {{ ($value:expr) => {{ $value.wrapping_add($value) }}; }}\n"
        )
    }

    /// `#[task]` in the version that has it.
    pub(crate) fn annotated(&self, options: &str) -> String {
        match self.version {
            Version::Plain => String::new(),
            Version::WithExec => format!("#[task{options}] "),
        }
    }

    pub(crate) fn next_note(&mut self) -> u32 {
        self.notes += 1;
        self.notes
    }

    pub(crate) fn name(&mut self, stem: &str) -> String {
        self.names += 1;
        format!("{stem}{}", self.names)
    }

    /// Writes code that no `?` leaves, perhaps of another kind; what is bound in it goes out of scope.
    pub(crate) fn within<T>(&mut self, code: Code, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.code, self.may_return);
        self.may_return = false;
        self.code = code;
        let written = self.scope(write);
        (self.code, self.may_return) = outer;
        written
    }

    /// Writes a block; what is bound in it goes out of scope.
    pub(crate) fn scope<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.locals.clone();
        let written = write(self);
        self.locals = outer;
        written
    }
}
