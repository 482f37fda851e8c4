//! Where a verdict on a call is put, so that the compiler asks for it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Arm, Expr, ExprMatch, parse_quote};

use crate::levels::lent;
use crate::tokens::Runtime;

/// Code whose calls are checked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Async,
    /// A sync function's own.
    Sync,
    /// A plain closure, for one.
    Elsewhere,
}

/// What the checks of a piece of code have in common.
pub(super) struct Rules<'a> {
    /// The path to what expansions call.
    pub(super) rt: &'a Runtime,
    /// The code that the call stands in.
    pub(super) code: Code,
    /// Whether that is an `async` block or closure without `move`, which may borrow its variables from the code around it.
    pub(super) borrows: bool,
    /// Whether `self` is a reference.
    pub(super) self_refers: bool,
    /// In a closure: a verdict that tells whether whoever it is given to runs it here and now.
    pub(super) only_if: Option<TokenStream>,
}

impl Rules<'_> {
    /// A reference to the place, in code that never runs.
    pub(super) fn reference_to(&self, place: &TokenStream) -> TokenStream {
        match self.borrows {
            true if self.self_refers && place.to_string() == "self" => quote!(&*#place),
            true => lent(place, self.rt),
            false => quote!(&#place),
        }
    }
}

/// The method by which a loop is asked about.
pub(super) const FOR_EACH_ITEM: &str = "for_each_item";

/// What waits for something that async code would `.await`.
pub(super) fn waits_for_a_future(callee: &str) -> bool {
    callee.starts_with("blocking_") || ["await_async", "block_on", "run_until"].contains(&callee)
}

/// Compiles where `verdict` is that the callee does not block. Wholly of the user's span, so that the error is at the call and
/// speaks of no macro.
pub(super) fn judge(verdict: &TokenStream, callee: &Ident, rules: &Rules) -> TokenStream {
    let span = callee.span();
    let (name, spanned_rt) = (Ident::new("__executor_verdict", span), rules.rt.at(span));
    let rule = match rules.code {
        Code::Sync => "judged_in_sync_code",
        Code::Async | Code::Elsewhere => match callee.to_string().as_str() {
            FOR_EACH_ITEM => "looped_in_async_code",
            callee if waits_for_a_future(callee) => "waited_in_async_code",
            _ => "judged_in_async_code",
        },
    };
    let rule = Ident::new(rule, span);
    let call = quote_spanned!(span=> let _ = #spanned_rt::#rule(#name););
    match &rules.only_if {
        Some(condition) => quote!(let #name = #condition.and(#verdict); #call),
        None => quote!(let #name = #verdict; #call),
    }
}

/// Makes `expr`, which has a value of its own, `match expr { value => { dead value } }`: evaluated once, with its temporaries
/// alive for as long as before.
pub(super) fn around(expr: &mut Expr, dead: impl FnOnce(&Ident) -> TokenStream) {
    let value = Ident::new("__executor_value", Span::mixed_site());
    let dead = dead(&value);
    let arm = Arm {
        attrs: Vec::new(),
        pat: parse_quote!(#value),
        fat_arrow_token: Default::default(),
        body: Box::new(Expr::Verbatim(quote!({ #dead #value }))),
        comma: None,
    };
    let taken = std::mem::replace(expr, Expr::Verbatim(TokenStream::new()));
    *expr = Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: Default::default(),
        expr: Box::new(taken),
        brace_token: Default::default(),
        arms: vec![arm],
    });
}

/// `{ front expr }`: the block keeps the temporaries of its tail, as it is of edition 2021.
pub(super) fn behind(front: TokenStream, expr: &mut Expr) {
    let tail = std::mem::replace(expr, Expr::Verbatim(TokenStream::new()));
    *expr = Expr::Block(syn::ExprBlock {
        attrs: Vec::new(),
        label: None,
        block: syn::Block {
            brace_token: Default::default(),
            stmts: vec![
                in_front(TokenStream::new(), front),
                syn::Stmt::Expr(tail, None),
            ],
        },
    });
}

/// A statement that holds checks, under these conditions.
pub(super) fn in_front(conditions: TokenStream, checks: TokenStream) -> syn::Stmt {
    syn::Stmt::Item(syn::Item::Verbatim(quote!(#conditions { #checks })))
}
