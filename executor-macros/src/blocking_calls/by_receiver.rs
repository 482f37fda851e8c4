//! Blocking methods: those of the standard library and of tokio told by the receiver's type, a task's by its card, both at each
//! level of the receiver's deref chain.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

use crate::card::hidden_method;
use crate::tokens::{at, calls_exec, mentions};

/// Methods that block on some types of the standard library or of tokio.
const KNOWN: &[&str] = &[
    "accept",
    "block_on",
    "blocking_lock",
    "blocking_lock_owned",
    "blocking_read",
    "blocking_recv",
    "blocking_recv_many",
    "blocking_send",
    "blocking_write",
    "canonicalize",
    "exists",
    "flush",
    "is_dir",
    "is_file",
    "is_symlink",
    "join",
    "metadata",
    "output",
    "peek",
    "read",
    "read_dir",
    "read_exact",
    "read_line",
    "read_link",
    "read_to_end",
    "read_to_string",
    "recv",
    "recv_from",
    "recv_timeout",
    "send",
    "send_to",
    "set_len",
    "status",
    "symlink_metadata",
    "sync_all",
    "sync_data",
    "to_socket_addrs",
    "try_exists",
    "wait",
    "wait_timeout",
    "wait_timeout_while",
    "wait_while",
    "wait_with_output",
    "write",
    "write_all",
    "write_vectored",
];

/// Methods of the standard library that programs call everywhere: no task is asked for under these names, which would cost
/// compile time at each of the calls.
const COMMON: &[&str] = &[
    "abs",
    "all",
    "and_then",
    "any",
    "append",
    "as_bytes",
    "as_deref",
    "as_mut",
    "as_mut_ptr",
    "as_path",
    "as_ptr",
    "as_ref",
    "as_slice",
    "as_str",
    "borrow",
    "borrow_mut",
    "by_ref",
    "bytes",
    "capacity",
    "chain",
    "chars",
    "checked_add",
    "checked_sub",
    "chunks",
    "clear",
    "clone",
    "cloned",
    "cmp",
    "collect",
    "contains",
    "contains_key",
    "copied",
    "count",
    "deref",
    "display",
    "drain",
    "elapsed",
    "ends_with",
    "entry",
    "enumerate",
    "eq",
    "err",
    "expect",
    "extend",
    "extend_from_slice",
    "fetch_add",
    "fetch_sub",
    "file_name",
    "filter",
    "filter_map",
    "find",
    "first",
    "flat_map",
    "flatten",
    "fmt",
    "fold",
    "for_each",
    "get",
    "get_mut",
    "get_or_insert_with",
    "hash",
    "id",
    "insert",
    "insert_str",
    "into",
    "into_inner",
    "into_iter",
    "into_owned",
    "is_empty",
    "is_err",
    "is_none",
    "is_ok",
    "is_some",
    "is_some_and",
    "iter",
    "iter_mut",
    "keys",
    "last",
    "len",
    "lines",
    "load",
    "lock",
    "map",
    "map_err",
    "map_or",
    "map_or_else",
    "max",
    "min",
    "ne",
    "next",
    "now",
    "nth",
    "ok",
    "ok_or",
    "ok_or_else",
    "or_default",
    "or_else",
    "or_insert",
    "or_insert_with",
    "parse",
    "partial_cmp",
    "path",
    "pop",
    "pop_front",
    "position",
    "push",
    "push_back",
    "push_str",
    "remove",
    "replace",
    "reserve",
    "resize",
    "retain",
    "rev",
    "saturating_add",
    "saturating_sub",
    "skip",
    "sort",
    "sort_by",
    "sort_by_key",
    "split",
    "split_at",
    "splitn",
    "starts_with",
    "store",
    "strip_prefix",
    "strip_suffix",
    "sum",
    "swap",
    "take",
    "then",
    "then_some",
    "to_ascii_lowercase",
    "to_lowercase",
    "to_owned",
    "to_str",
    "to_string",
    "to_string_lossy",
    "to_uppercase",
    "to_vec",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "try_from",
    "try_into",
    "unwrap",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "upgrade",
    "values",
    "values_mut",
    "windows",
    "with_capacity",
    "wrapping_add",
    "zip",
];

/// What compiles only where the method does not block; nothing where there is no need to ask.
pub(super) fn check(call: &ExprMethodCall, rt: &TokenStream) -> Option<TokenStream> {
    let name = &call.method;
    let is_known = KNOWN.iter().any(|known| name == known);
    let is_place = is_place(&call.receiver);
    let may_be_task = is_place && !is_known && !COMMON.iter().any(|common| name == common);
    let receiver = call.receiver.to_token_stream();
    if !(is_known || may_be_task) || is_costly(&receiver) {
        return None;
    }
    Some(probe(&receiver, name, is_known, rt))
}

/// Another `exec!` or an `.await` must not be written twice.
fn is_costly(receiver: &TokenStream) -> bool {
    calls_exec(receiver.clone()) || mentions(receiver.clone(), &["await"])
}

fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        _ => false,
    }
}

fn probe(receiver: &TokenStream, name: &Ident, is_known: bool, rt: &TokenStream) -> TokenStream {
    let span = name.span();
    let local = |name: &str| Ident::new(&format!("__executor_{name}"), Span::mixed_site());
    let levels = [local("l0"), local("l1"), local("l2"), local("l3")];
    let [l0, l1, l2, l3] = &levels;
    // Of the user's span, so that the error is at the method's name and speaks of no macro.
    let spanned_rt = at(span, rt.clone());
    let (declare, checks) = if is_known {
        let verdict = Ident::new("__executor_verdict", span);
        let checks = levels.iter().take(3).map(|level| {
            let check = quote_spanned!(span=> #spanned_rt::judged_in_async_code(#verdict););
            quote!(let #verdict = #rt::ty(#level).#name(); #check)
        });
        (quote!(use #rt::OtherType as _;), quote!(#(#checks)*))
    } else {
        let hidden = hidden_method(name);
        let found = local("found");
        let check = quote_spanned!(span=> #spanned_rt::called_in_async_code(__executor_found););
        let declare = quote! {
            trait __Fallback { fn #hidden(&self) -> #rt::method_card::NoCard { loop {} } }
            impl<T: ?::core::marker::Sized> __Fallback for &T {}
        };
        let found_at = Ident::new("__executor_found", span);
        let checks = quote! {
            let #found = #rt::method_card::Found::new();
            #found.levels(#l0.#hidden(), #l1.#hidden(), #l2.#hidden(), #l3.#hidden());
            let #found_at = #found.card();
            #check
        };
        (declare, checks)
    };
    quote! {
        #declare
        #[allow(unused_imports)]
        use #rt::method_card::{ViaDeref as _, ViaEnd as _};
        #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
        if false {
            #rt::never();
            let #l0 = &#receiver;
            let #l1 = (&#rt::method_card::Level(#l0)).executor_next();
            let #l2 = (&#rt::method_card::Level(#l1)).executor_next();
            let #l3 = (&#rt::method_card::Level(#l2)).executor_next();
            #checks
        }
    }
}
