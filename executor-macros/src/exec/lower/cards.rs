//! What tells an expansion the card of its callee.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::card;
use crate::exec::call::Callee;
use crate::exec::names::Names;
use crate::options::TypeName;
use crate::tokens::Runtime;

/// A method, and its receiver: by the name of its temporary, and as the user wrote it.
pub(super) struct Method {
    pub(super) name: Ident,
    /// A reference to its receiver, where the code around it only borrows that.
    pub(super) lent: Option<TokenStream>,
    pub(super) named: TokenStream,
    pub(super) verbatim: TokenStream,
}

pub(super) fn tell(found: Option<&TokenStream>, names: &Names) -> TokenStream {
    let call = &names.call;
    found
        .map(|found| quote!(#call.card(#found);))
        .unwrap_or_default()
}

/// The card of a callee that is no method; the type that the user chose for this call beats any card.
pub(super) fn card_of_function(
    callee: &Callee,
    task_type: Option<&TypeName>,
    names: &Names,
) -> Option<TokenStream> {
    let Names { rt, krate, .. } = names;
    if let Some(task_type) = task_type {
        return Some(card_of_type(task_type, krate, rt));
    }
    match callee {
        Callee::Path(path) => Some(card::find_by_path(path, krate, rt)),
        Callee::Method { .. } => None,
        Callee::Function(_) | Callee::Block(_) => Some(card::default(rt)),
    }
}

fn card_of_type(task_type: &TypeName, krate: &TokenStream, rt: &Runtime) -> TokenStream {
    let path = task_type.path(krate);
    let TypeName::Path(written) = task_type else {
        let found = quote!(#rt::card::<#rt::Free<#path>>());
        return match task_type.lints() {
            Some(lints) => {
                let card = Ident::new("__executor_card", Span::mixed_site());
                quote!({ #lints let #card = #found; #card })
            }
            None => found,
        };
    };
    // Any path: an error about it is at the path, and there is only one.
    let span = written.span();
    let check = {
        let rt = rt.at(span);
        quote_spanned!(span=> #rt::is_task_type::<#path>();)
    };
    quote!({
        #check
        use #rt::{ViaNoTaskType as _, ViaTaskType as _};
        (&#rt::Chosen::<#path>::new()).executor_card()
    })
}
