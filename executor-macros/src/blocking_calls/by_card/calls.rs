//! Calls of one function, and the question that is put to its card.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{Attribute, ExprPath};

use crate::card;
use crate::names::{is_often_a_macro, is_taken_in_macro_namespace};
use crate::tokens::{Runtime, is_one_of, last_name, names_type};

/// Calls of one function under the same conditions.
pub(super) struct Calls {
    pub(super) code: Code,
    /// The function and the conditions, as written.
    pub(super) written: String,
    pub(super) paths: Vec<ExprPath>,
    pub(super) conditions: Vec<Attribute>,
}

/// Looks the card up once, and demands it at each of the calls.
pub(super) fn check(calls: &Calls, krate: &TokenStream, rt: &Runtime) -> TokenStream {
    let Calls {
        code,
        paths: calls,
        conditions,
        ..
    } = calls;
    let card = card::find_by_path(&calls[0], krate, rt);
    let rule = match code {
        Code::Sync => "called_in_sync_code",
        Code::Async | Code::Elsewhere if last_name(&calls[0].path) == "await_async" => {
            "card_waited_in_async_code"
        }
        Code::Async | Code::Elsewhere => "called_in_async_code",
    };
    // A copy each: rustc reports the same value but once.
    let demands = calls.iter().map(|path| {
        // Wholly of the user's span, so that the error is at the call and speaks of no macro.
        let span = last_name(&path.path).span();
        let (rt, rule) = (rt.at(span), Ident::new(rule, span));
        let found = Ident::new("__executor_found", span);
        quote_spanned!(span=> { let __executor_copy = #found; #rt::#rule(__executor_copy); })
    });
    let span = last_name(&calls[0].path).span();
    let bound = quote_spanned!(span=> let __executor_found = #card;);
    quote_spanned!(span=> #(#conditions)* { #bound #(#demands)* })
}

/// The code that a call stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Async,
    Sync,
    /// In a plain closure: nobody knows where it will run.
    Elsewhere,
}

fn is_a_macro(name: &str) -> bool {
    is_taken_in_macro_namespace(name) || is_often_a_macro(name)
}

/// A function whose card can be found by its path.
pub(super) fn may_have_card(path: &ExprPath) -> bool {
    let segments = &path.path.segments;
    let last = last_name(&path.path).to_string();
    let is_standard =
        segments.len() > 1 && is_one_of(&segments[0].ident, &["std", "core", "alloc"]);
    let is_self = segments.len() == 2 && segments[0].ident == "Self";
    let through_type = segments
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|parent| names_type(&parent.ident.to_string()));
    path.qself.is_none()
        && !is_standard
        && (is_self || !through_type)
        && !last.starts_with(char::is_uppercase)
        && last != "exec"
        && !(segments.len() == 1 && (is_a_macro(&last) || last == "drop"))
}
