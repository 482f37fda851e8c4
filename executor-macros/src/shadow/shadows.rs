//! The shadow of a context, and the context that is being visited.

use proc_macro2::{Punct, Spacing, TokenStream};
use quote::quote;

use crate::captures::Captures;
use crate::context::Context;

/// Puts shadows into the code that it visits.
pub(super) struct Shadows<'a> {
    krate: &'a TokenStream,
    /// Of the code that is being visited.
    pub(super) context: Context,
    pub(super) captures: Captures,
}

impl<'a> Shadows<'a> {
    pub(super) fn new(krate: &'a TokenStream, context: Context) -> Self {
        Self {
            krate,
            context,
            captures: Captures::default(),
        }
    }

    /// What stands in for `exec!` in code of this context.
    pub(super) fn shadow(&self, context: Context) -> TokenStream {
        let krate = self.krate;
        let expander = context.expander();
        let dollar = Punct::new('$', Spacing::Alone);
        quote! {
            #[allow(unused_macros)]
            macro_rules! exec {
                (#dollar (#dollar call:tt)*) => {
                    #krate::macro_support::#expander! { (#krate) #dollar (#dollar call)* }
                };
            }
        }
    }

    /// Visits code of another context; whether it needs a shadow of its own.
    pub(super) fn within(
        &mut self,
        context: Context,
        visit: impl FnOnce(&mut Self),
    ) -> Option<TokenStream> {
        let outer = std::mem::replace(&mut self.context, context);
        visit(self);
        self.context = outer;
        (context != outer).then(|| self.shadow(context))
    }
}
