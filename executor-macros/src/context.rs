//! Sync or async: the code that an `exec!` stands in.

use proc_macro2::{Ident, Span};
use syn::Signature;

/// The code that an `exec!` stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Context {
    /// A sync function, or a closure in one.
    Sync,
    /// An async function, block or closure.
    Async,
    /// A sync closure in async code: it runs on the event loop, or who knows where.
    Closure,
}

impl Context {
    pub(crate) fn of(signature: &Signature) -> Self {
        if signature.asyncness.is_some() {
            Self::Async
        } else {
            Self::Sync
        }
    }

    /// The macro that carries out `exec!` in this code.
    pub(crate) fn expander(self) -> Ident {
        let name = match self {
            Self::Sync => "exec_in_sync",
            Self::Async => "exec_in_async",
            Self::Closure => "exec_in_closure",
        };
        Ident::new(name, Span::call_site())
    }
}
