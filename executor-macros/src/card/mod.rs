//! Cards: what the attribute puts beside a function for its callers, and how a caller finds it. The runtime crate's
//! `macro_support::card` and `macro_support::method_card` explain the two carriers.

mod find;
mod put;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Attribute;
use syn::ext::IdentExt;

pub(crate) use self::find::{default, find_by_path, find_by_receiver, find_in_dead_code};
pub(crate) use self::put::{of_function, of_method};
use crate::options::TypeName;

/// What callers are told of a function.
pub(crate) struct Card {
    /// Its task type; `io` where it has none.
    pub(crate) task_type: Option<TypeName>,
    /// Where the type was written.
    pub(crate) span: Option<Span>,
    /// Whether it holds up the thread that calls it.
    pub(crate) blocks: bool,
    /// The `cfg` under which alone there is one, beside those of its function.
    pub(crate) only_under: Option<Box<Attribute>>,
}

impl Card {
    /// The `cfg`s of the card, whose function has these attributes.
    fn conditions<'a>(
        &'a self,
        attributes: &'a [Attribute],
    ) -> impl Iterator<Item = &'a Attribute> {
        let of_function = attributes.iter().filter(|a| a.path().is_ident("cfg"));
        of_function.chain(self.only_under.as_deref())
    }

    /// The card's type, where the runtime crate is `krate`.
    fn tokens(&self, krate: &TokenStream) -> TokenStream {
        let task_type = match &self.task_type {
            Some(name) => name.path(krate),
            None => quote!(#krate::types::Io),
        };
        let form = Ident::new(
            if self.blocks { "Blocking" } else { "Free" },
            Span::call_site(),
        );
        quote!(#krate::macro_support::#form<#task_type>)
    }
}

/// The name of the hidden method that carries the card of the method `name`.
///
/// A method of a trait's implementation cannot be told from one of the type's own where the attribute stands on it alone. There
/// the compiler says that this method "is not a member of trait": so the name says what is wrong.
pub(crate) fn hidden_method(name: &Ident) -> Ident {
    format_ident!(
        "type_of_{}_belongs_on_its_declaration_in_the_trait",
        name.unraw().to_string(),
        span = Span::call_site()
    )
}
