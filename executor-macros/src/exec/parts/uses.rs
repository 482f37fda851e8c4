//! A part as each form of the call has it.

use proc_macro2::TokenStream;

/// A part as the call has it.
#[derive(Default)]
pub(in crate::exec) struct Use {
    /// Where the call is never reached, and types its parts.
    pub(in crate::exec) typing: TokenStream,
    /// On this thread.
    pub(in crate::exec) named: TokenStream,
    /// On another thread.
    pub(in crate::exec) moved: TokenStream,
}

impl Use {
    pub(super) fn same(tokens: TokenStream) -> Self {
        Self {
            typing: tokens.clone(),
            named: tokens.clone(),
            moved: tokens,
        }
    }

    pub(super) fn map(self, form: impl Fn(TokenStream) -> TokenStream) -> Self {
        Self {
            typing: form(self.typing),
            named: form(self.named),
            moved: form(self.moved),
        }
    }
}
