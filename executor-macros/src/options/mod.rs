//! The options of `#[executor::task]`, `#[executor::main]` and `#[executor::test]`: `key = value`, separated by commas.

mod parse;
mod type_name;
mod values;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{LitBool, LitInt, Path};

pub(crate) use self::parse::parse;
pub(crate) use self::type_name::TypeName;

/// What the attributes were given.
#[derive(Default)]
pub(crate) struct Options {
    /// `type = …`, with the span of its value.
    pub(crate) task_type: Option<(TypeName, Span)>,
    /// `crate = path`.
    pub(crate) krate: Option<Path>,
    /// `allow_blocking`.
    pub(crate) allow_blocking: bool,
    /// `flavor = "…"`: whether it is `current_thread`.
    pub(crate) current_thread: Option<bool>,
    /// `worker_threads = n`.
    pub(crate) worker_threads: Option<LitInt>,
    /// `shutdown = "10s"`, in milliseconds.
    pub(crate) shutdown: Option<u64>,
    /// `start_paused = true`.
    pub(crate) start_paused: Option<LitBool>,
}

impl Options {
    /// The path of the crate, as the expansion is to write it.
    pub(crate) fn krate(&self) -> TokenStream {
        match &self.krate {
            Some(path) => path.to_token_stream(),
            None => quote!(::executor),
        }
    }
}

/// The attribute whose options are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Task,
    Main,
    Test,
}

impl Attribute {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Task => &["type", "crate", "allow_blocking"],
            Self::Main => &["flavor", "worker_threads", "shutdown", "crate"],
            Self::Test => &["flavor", "worker_threads", "start_paused", "crate"],
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Main => "main",
            Self::Test => "test",
        }
    }
}
