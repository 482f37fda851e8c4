//! Blocking methods: those of the standard library, of tokio and of this library told by the receiver's type, a task's by its
//! card, both at each level of the receiver's deref chain.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

use super::by_extern;
use super::judged::{Rules, around, judge};
use super::method_names::{may_be_task, may_block};
use crate::card::hidden_method;
use crate::levels::{Levels, Through};
use crate::tokens::{at, calls_exec, last_name, mentions};

/// Puts the check around the receiver where that is a value, and else gives what is to stand in front of the call; nothing
/// where there is no need to ask.
///
/// A receiver that names a place is written twice: around it, the check would move the place, or borrow it in another way.
pub(super) fn check(call: &mut ExprMethodCall, rules: &Rules) -> Option<Check> {
    let question = Question::about(&call.method, &call.receiver, rules)?;
    if is_value(&call.receiver) {
        around(&mut call.receiver, |value| {
            question.dead_code(&quote!(&#value), &call.method, rules)
        });
        return Some(Check::Around);
    }
    let receiver = call.receiver.to_token_stream();
    // Another `exec!` or an `.await` must not be written twice.
    let is_costly = calls_exec(receiver.clone()) || mentions(receiver.clone(), &["await"]);
    (!is_costly)
        .then(|| Check::InFront(question.dead_code(&quote!(&#receiver), &call.method, rules)))
}

/// Where a check stands.
pub(super) enum Check {
    Around,
    InFront(TokenStream),
}

/// What compiles only where `method` does not block on the type of the place `receiver`, for a macro that calls it.
pub(super) fn of_macro(receiver: &TokenStream, method: &Ident, rules: &Rules) -> TokenStream {
    Question::Type.dead_code(&quote!(&#receiver), method, rules)
}

/// What is to be asked about a method.
#[derive(Clone, Copy)]
enum Question {
    /// Whether its receiver is of a type on which it blocks.
    Type,
    /// Whether it is a blocking task.
    Card,
}

impl Question {
    fn about(method: &Ident, receiver: &Expr, rules: &Rules) -> Option<Self> {
        if may_block(method) || by_extern::may_block(method) {
            Some(Self::Type)
        } else if is_named(receiver) && may_be_task(method) && rules.only_if.is_none() {
            Some(Self::Card)
        } else {
            None
        }
    }

    fn dead_code(self, reference: &TokenStream, method: &Ident, rules: &Rules) -> TokenStream {
        let rt = rules.rt;
        let levels = Levels::of(reference, Through::Pointers, rt);
        let (declared, checks) = match self {
            Self::Type => of_type(&levels, method, rules),
            Self::Card => of_card(&levels, method, rt),
        };
        let bound = &levels.bound;
        quote! {
            #declared
            #[allow(unreachable_code, unused, clippy::all, clippy::pedantic, clippy::nursery)]
            if false {
                #rt::never();
                #bound
                #checks
            }
        }
    }
}

fn of_type(levels: &Levels, method: &Ident, rules: &Rules) -> (TokenStream, TokenStream) {
    let rt = rules.rt;
    let mut checks = by_extern::method_checks(levels, method, rules);
    if may_block(method) {
        let verdicts = levels.names.iter().take(3);
        let verdicts =
            verdicts.map(|level| judge(&quote!(#rt::ty(#level).#method()), method.span(), rules));
        checks.extend(verdicts);
    }
    (quote!(), quote!(use #rt::OtherType as _; #checks))
}

fn of_card(levels: &Levels, method: &Ident, rt: &TokenStream) -> (TokenStream, TokenStream) {
    let (hidden, found) = (
        hidden_method(method),
        Ident::new("__executor_found", Span::mixed_site()),
    );
    let names = &levels.names;
    let declared = quote! {
        trait __Fallback { fn #hidden(&self) -> #rt::method_card::NoCard { loop {} } }
        impl<T: ?::core::marker::Sized> __Fallback for &T {}
    };
    // Of the user's span, so that the error is at the method's name and speaks of no macro.
    let span = method.span();
    let (found_at, spanned_rt) = (Ident::new("__executor_found", span), at(span, rt.clone()));
    let check = quote_spanned!(span=> #spanned_rt::called_in_async_code(#found_at););
    let checks = quote! {
        let #found = #rt::method_card::Found::new();
        #found.levels(#(#names.#hidden()),*);
        let #found_at = #found.card();
        #check
    };
    (declared, checks)
}

/// Whether the expression has a value of its own, which a check can take and give back.
fn is_value(expr: &Expr) -> bool {
    match expr {
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Await(_) | Expr::Try(_) | Expr::Lit(_) => true,
        Expr::Macro(call) => last_name(&call.mac.path) == "exec",
        _ => false,
    }
}

/// Whether the expression is a variable, or a field of one.
fn is_named(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_named(&field.base),
        Expr::Paren(inner) => is_named(&inner.expr),
        Expr::Group(inner) => is_named(&inner.expr),
        _ => false,
    }
}
