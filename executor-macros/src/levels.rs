//! The first levels of a receiver's deref chain, in code that is type-checked and never runs.

use crate::tokens::Runtime;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Which types are looked through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Through {
    /// Every type that derefs.
    All,
    /// References, and the standard library's and tokio's pointers and guards: they have no methods of their own that tasks
    /// or blocking calls share a name with, while a user's own type that derefs may.
    Pointers,
}

/// A reference to the place, by a method: an `async` block captures for it what it captures for a call of the place's own method,
/// where `&place` could capture more, a reference's own variable, which does not live as long as what it refers to.
pub(crate) fn lent(place: &TokenStream, rt: &Runtime) -> TokenStream {
    quote!({ #[allow(unused_imports)] use #rt::method_card::Lends as _; (#place).executor_lend() })
}

/// The names of the levels, and the statements that bind them.
pub(crate) struct Levels {
    pub(crate) names: [Ident; 4],
    pub(crate) bound: TokenStream,
}

impl Levels {
    /// The levels of what `reference` refers to.
    pub(crate) fn of(reference: &TokenStream, through: Through, rt: &Runtime) -> Self {
        let names = ["l0", "l1", "l2", "l3"]
            .map(|name| Ident::new(&format!("__executor_{name}"), Span::mixed_site()));
        let [l0, l1, l2, l3] = &names;
        let via = match through {
            Through::All => quote!(ViaDeref),
            Through::Pointers => quote!(ViaPointer),
        };
        let bound = quote! {
            #[allow(unused_imports)] use #rt::method_card::{#via as _, ViaEnd as _};
            let #l0 = #reference;
            let #l1 = (&#rt::method_card::Level(#l0)).executor_next();
            let #l2 = (&#rt::method_card::Level(#l1)).executor_next();
            let #l3 = (&#rt::method_card::Level(#l2)).executor_next();
        };
        Self { names, bound }
    }

    /// The first card that the method `hidden` gives at one of the levels.
    pub(crate) fn first_card(&self, hidden: &Ident) -> TokenStream {
        let [l0, l1, l2, l3] = &self.names;
        quote!(#l0.#hidden().or(#l1.#hidden().or(#l2.#hidden().or(#l3.#hidden()))))
    }
}
