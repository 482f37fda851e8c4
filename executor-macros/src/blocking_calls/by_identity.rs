//! Blocking functions of the standard library, told by the identity of the function's own type: another function of the same
//! name never trips the check.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, ExprCall, ExprPath};

use crate::tokens::at;

/// A function, and how many of its parameters have a type of their own.
struct Known {
    path: &'static [&'static str],
    generics: usize,
}

const fn known(path: &'static [&'static str], generics: usize) -> Known {
    Known { path, generics }
}

const FUNCTIONS: &[Known] = &[
    known(&["std", "thread", "sleep"], 0),
    known(&["std", "thread", "park"], 0),
    known(&["std", "thread", "park_timeout"], 0),
    known(&["std", "fs", "canonicalize"], 1),
    known(&["std", "fs", "copy"], 2),
    known(&["std", "fs", "create_dir"], 1),
    known(&["std", "fs", "create_dir_all"], 1),
    known(&["std", "fs", "exists"], 1),
    known(&["std", "fs", "hard_link"], 2),
    known(&["std", "fs", "metadata"], 1),
    known(&["std", "fs", "read"], 1),
    known(&["std", "fs", "read_dir"], 1),
    known(&["std", "fs", "read_link"], 1),
    known(&["std", "fs", "read_to_string"], 1),
    known(&["std", "fs", "remove_dir"], 1),
    known(&["std", "fs", "remove_dir_all"], 1),
    known(&["std", "fs", "remove_file"], 1),
    known(&["std", "fs", "rename"], 2),
    known(&["std", "fs", "symlink_metadata"], 1),
    known(&["std", "fs", "write"], 2),
    known(&["std", "fs", "File", "create"], 1),
    known(&["std", "fs", "File", "create_new"], 1),
    known(&["std", "fs", "File", "open"], 1),
    known(&["std", "net", "TcpListener", "bind"], 1),
    known(&["std", "net", "TcpStream", "connect"], 1),
    known(&["std", "net", "TcpStream", "connect_timeout"], 0),
    known(&["std", "net", "UdpSocket", "bind"], 1),
];

/// Puts the check in front of the callee, where that has the name of a known function.
pub(super) fn check(call: &mut ExprCall, rt: &TokenStream) {
    let Expr::Path(path) = &*call.func else {
        return;
    };
    let last = &path
        .path
        .segments
        .last()
        .expect("a path has a segment")
        .ident;
    let candidates: Vec<_> = FUNCTIONS
        .iter()
        .filter(|known| known.path.last().is_some_and(|name| last == name))
        .collect();
    if candidates.is_empty() {
        return;
    }
    *call.func = Expr::Verbatim(checked(path, &candidates, rt));
}

fn checked(path: &ExprPath, candidates: &[&Known], rt: &TokenStream) -> TokenStream {
    let span = path
        .path
        .segments
        .last()
        .expect("a path has a segment")
        .ident
        .span();
    let function = Ident::new("__executor_function", Span::mixed_site());
    let known = Ident::new("__executor_known", Span::mixed_site());
    let checks = candidates.iter().map(|candidate| {
        let names = candidate
            .path
            .iter()
            .map(|name| Ident::new(name, Span::call_site()));
        let settle = match candidate.generics {
            0 => quote!(),
            1 => quote!(.one(&#known).executor_settle()),
            _ => quote!(.two(&#known).executor_settle()),
        };
        // Of the user's span, so that the error is at the call and speaks of no macro.
        let verdict = Ident::new("__executor_verdict", span);
        let spanned_rt = at(span, rt.clone());
        let call = quote_spanned!(span=> #spanned_rt::judged_in_async_code(#verdict));
        quote!({
            let #known = ::#(#names)::*;
            let #verdict = #rt::same(&#function, &#known).executor_verdict();
            #call #settle;
        })
    });
    quote!(({
        let #function = #path;
        #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
        if false {
            #rt::never();
            use #rt::{Differs as _, Settled as _};
            #(#checks)*
        }
        #function
    }))
}
