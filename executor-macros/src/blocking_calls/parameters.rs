//! What a blocking function's parameters leave open where it is only compared, and how that is closed.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What a function's parameters leave open, where nobody calls it.
#[derive(Clone, Copy)]
pub(super) enum Parameters {
    /// Nothing.
    Typed,
    /// The type of the only one, which a string may have.
    One,
    /// The types of both, which strings may have.
    Two,
    /// The type of the only one, which is a future.
    Future,
}

impl Parameters {
    /// Closes what they leave open, where the function is not called.
    pub(super) fn settle(self, known: &Ident) -> TokenStream {
        match self {
            Self::Typed => quote!(),
            Self::One => quote!(.one(&#known).executor_settle()),
            Self::Two => quote!(.two(&#known).executor_settle()),
            Self::Future => quote!(.one(&#known).executor_settle_future()),
        }
    }
}
