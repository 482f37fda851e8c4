//! The shadow of a context, and the context that is being visited.

use proc_macro2::{Ident, Punct, Spacing, TokenStream};
use quote::quote;

use crate::captures::Captures;
use crate::context::Context;
use crate::names::{is_often_a_macro, is_taken_in_macro_namespace};
use crate::tokens::calls_macro;

/// Whether it is a macro that expands to no `exec!` but those in its arguments, which are read.
fn is_known(macro_name: &Ident) -> bool {
    let name = macro_name.to_string();
    name == "exec" || is_taken_in_macro_namespace(&name) || is_often_a_macro(&name)
}

/// Puts shadows into the code that it visits.
pub(super) struct Shadows<'a> {
    krate: &'a TokenStream,
    /// Of the code that is being visited.
    pub(super) context: Context,
    pub(super) captures: Captures,
    /// The shadow in force tells `exec!` what the code borrows that is being visited.
    tells: bool,
}

impl<'a> Shadows<'a> {
    pub(super) fn new(krate: &'a TokenStream, context: Context) -> Self {
        Self {
            krate,
            context,
            captures: Captures::default(),
            tells: false,
        }
    }

    /// What stands in for `exec!` in code of this context.
    pub(super) fn shadow(&self, context: Context) -> TokenStream {
        shadow_of(self.arm(context, TokenStream::new(), TokenStream::new()))
    }

    /// The same, where the code borrows: a macro of the user's may expand to an `exec!` that cannot be seen here, and has yet to be
    /// told of what.
    fn telling_shadow(&self, context: Context) -> TokenStream {
        let captured = self.captures.all();
        // `@captured` and `@import` are the attribute's own, and complete
        let told = self.arm(context, quote!(@), quote!(@));
        let untold = self.arm(
            context,
            TokenStream::new(),
            quote!(@captured (#(#captured)*)),
        );
        shadow_of(quote!(#told #untold))
    }

    /// Has what follows `written` expanded, behind `passed`.
    fn arm(&self, context: Context, written: TokenStream, passed: TokenStream) -> TokenStream {
        let krate = self.krate;
        let expander = context.expander();
        let dollar = Punct::new('$', Spacing::Alone);
        quote! {
            (#written #dollar (#dollar call:tt)*) => {
                #krate::macro_support::#expander! { (#krate) #passed #dollar (#dollar call)* }
            };
        }
    }

    /// Visits code of another context, in which `calls` are made; whether it needs a shadow of its own.
    pub(super) fn within(
        &mut self,
        context: Context,
        calls: TokenStream,
        visit: impl FnOnce(&mut Self),
    ) -> Option<TokenStream> {
        let tells = self.captures.any() && calls_macro(calls, &|name| !is_known(name));
        let around = (self.context, self.tells);
        (self.context, self.tells) = (context, tells);
        visit(self);
        (self.context, self.tells) = around;
        if tells {
            return Some(self.telling_shadow(context));
        }
        ((context, tells) != around).then(|| self.shadow(context))
    }
}

fn shadow_of(arms: TokenStream) -> TokenStream {
    quote! {
        #[allow(unused_macros)]
        macro_rules! exec {
            #arms
        }
    }
}
