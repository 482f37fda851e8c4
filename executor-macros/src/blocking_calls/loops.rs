//! `for` loops over what is waited for item by item: a channel's messages, a listener's connections, the lines of a file.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::spanned::Spanned;

use super::by_extern;
use super::judged::{FOR_EACH_ITEM, Rules, around, judge};
use crate::levels::{Levels, Through};
use crate::never_runs::never_runs;
use crate::tokens::is_one_of;

/// Iterators that are not asked about otherwise: no loop is looked at that cannot be over one of these.
const METHODS: &[&str] = &[
    "bytes",
    "enumerate",
    "incoming",
    "into_iter",
    "iter",
    "lines",
    "map",
    "skip",
    "split",
    "take",
];

/// Puts the check around what the loop goes over, or gives what is to stand in front of the loop.
pub(super) fn check(over: &mut Expr, rules: &Rules) -> Option<TokenStream> {
    let span = named(over).span();
    match over {
        Expr::MethodCall(call) if is_one_of(&call.method, METHODS) => {
            let span = call.method.span();
            around(over, |value| dead_code(&quote!(&#value), span, rules));
            None
        }
        Expr::Path(_) | Expr::Field(_) | Expr::Reference(_) if is_named(over) => {
            let over = over.to_token_stream();
            Some(dead_code(&quote!(&#over), span, rules))
        }
        _ => None,
    }
}

/// What a reference refers to: of several tokens an error would be at the first alone.
fn named(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(reference) => named(&reference.expr),
        expr => expr,
    }
}

fn is_named(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_named(&field.base),
        Expr::Reference(reference) => is_named(&reference.expr),
        _ => false,
    }
}

fn dead_code(reference: &TokenStream, span: proc_macro2::Span, rules: &Rules) -> TokenStream {
    let rt = rules.rt;
    let levels = Levels::of(reference, Through::Pointers, rt);
    let (bound, method) = (&levels.bound, Ident::new(FOR_EACH_ITEM, span));
    let of_others = by_extern::method_checks(&levels, &method, rules);
    let verdicts = levels.names.iter().take(2);
    let verdicts = verdicts.map(|level| judge(&quote!(#rt::ty(#level).#method()), &method, rules));
    let checks = quote!(#bound use #rt::OtherType as _; #(#verdicts)* #of_others);
    never_runs(rt, &checks)
}
