//! A task type as it is written.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{Ident, Path};

/// A task type as written: a name or a path.
#[derive(Clone)]
pub(crate) enum TypeName {
    /// `"io"`, `"cpu"`, or a type declared with `task_types!` in this crate.
    Name(Ident),
    /// `my_crate::task_types::gallery`.
    Path(Path),
}

impl TypeName {
    /// The path to the type, from a crate that calls this one `krate`.
    pub(crate) fn path(&self, krate: &TokenStream) -> TokenStream {
        match self {
            Self::Name(name) if name == "io" => quote_spanned!(name.span()=> #krate::types::Io),
            Self::Name(name) if name == "cpu" => quote_spanned!(name.span()=> #krate::types::Cpu),
            Self::Name(name) => {
                quote_spanned!(name.span()=> crate::task_types::#name)
            }
            Self::Path(path) => path.to_token_stream(),
        }
    }

    /// The attribute of an item or a statement with the path: at the root of the crate, its own types can be named without one.
    pub(crate) fn lints(&self) -> Option<TokenStream> {
        match self {
            Self::Name(name) if name != "io" && name != "cpu" => {
                Some(quote!(#[allow(unused_qualifications)]))
            }
            _ => None,
        }
    }

    /// Of a path as `exec!(<path> …)` has it: a single name is one of `io`, `cpu` or this crate's own.
    pub(crate) fn of_path(path: Path) -> Self {
        match path.get_ident() {
            Some(name) => Self::Name(name.clone()),
            None => Self::Path(path),
        }
    }
}
