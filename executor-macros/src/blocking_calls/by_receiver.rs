//! Blocking methods: those of the standard library, of tokio and of this library told by the receiver's type, a task's by its
//! card, both at each level of the receiver's deref chain.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprMethodCall};

use super::by_extern;
use super::judged::{Code, Rules, around, judge};
use super::method_names::{may_be_task, may_block};
use crate::card::hidden_method;
use crate::levels::{Levels, Through};
use crate::never_runs::never_runs;
use crate::tokens::{Runtime, calls_exec, is_one_of, last_name, mentions};

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
    (!is_costly).then(|| {
        let reference = rules.reference_to(&receiver);
        Check::InFront(question.dead_code(&reference, &call.method, rules))
    })
}

/// Where a check stands.
pub(super) enum Check {
    Around,
    InFront(TokenStream),
}

/// What compiles only where `method` does not block on the type of the place `receiver`, for a macro that calls it.
pub(super) fn of_macro(receiver: &TokenStream, method: &Ident, rules: &Rules) -> TokenStream {
    Question {
        of_type: true,
        of_card: false,
    }
    .dead_code(&rules.reference_to(receiver), method, rules)
}

/// What is to be asked about a method.
#[derive(Clone, Copy)]
struct Question {
    /// Whether its receiver is of a type on which it blocks.
    of_type: bool,
    /// Whether it is a blocking task.
    of_card: bool,
}

impl Question {
    fn about(method: &Ident, receiver: &Expr, rules: &Rules) -> Option<Self> {
        if rules.code == Code::Sync {
            let of_type = method == "spawn_task";
            return of_type.then_some(Self {
                of_type,
                of_card: false,
            });
        }
        let question = Self {
            of_type: may_block(method) || by_extern::may_block(method),
            of_card: may_have_card(receiver) && may_be_task(method) && rules.only_if.is_none(),
        };
        (question.of_type || question.of_card).then_some(question)
    }

    fn dead_code(self, reference: &TokenStream, method: &Ident, rules: &Rules) -> TokenStream {
        let rt = rules.rt;
        let levels = Levels::of(reference, Through::Pointers, rt);
        let (declared, of_card) = match self.of_card {
            true => of_card(&levels, method, rt),
            false => Default::default(),
        };
        let of_type = self.of_type.then(|| of_type(&levels, method, rules));
        let bound = &levels.bound;
        let checks = never_runs(rt, &quote!(#bound #of_card #of_type));
        quote!(#declared #checks)
    }
}

fn of_type(levels: &Levels, method: &Ident, rules: &Rules) -> TokenStream {
    let rt = rules.rt;
    let mut checks = by_extern::method_checks(levels, method, rules);
    if may_block(method) || rules.code == Code::Sync {
        let verdicts = levels.names.iter().take(3);
        let verdicts =
            verdicts.map(|level| judge(&quote!(#rt::ty(#level).#method()), method, rules));
        checks.extend(verdicts);
    }
    quote!(use #rt::OtherType as _; #checks)
}

fn of_card(levels: &Levels, method: &Ident, rt: &Runtime) -> (TokenStream, TokenStream) {
    let hidden = hidden_method(method);
    let card = levels.first_card(&hidden);
    let declared = quote! {
        trait __Fallback { fn #hidden(&self) -> #rt::method_card::NoCard { loop {} } }
        impl<T: ?::core::marker::Sized> __Fallback for &T {}
    };
    // Of the user's span, so that the error is at the method's name and speaks of no macro.
    let span = method.span();
    let (found_at, spanned_rt) = (Ident::new("__executor_found", span), rt.at(span));
    let check = quote_spanned!(span=> #spanned_rt::called_in_async_code(#found_at););
    let checks = quote! {
        let #found_at = #rt::method_card::first(#card);
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

/// Whether a method of this receiver is asked for its card: where that is a place, or a value that the program keeps elsewhere.
/// The steps of a longer chain, which build something, are not: each question costs compile time.
fn may_have_card(receiver: &Expr) -> bool {
    match receiver {
        Expr::Call(_) | Expr::Await(_) | Expr::Try(_) => true,
        Expr::MethodCall(call) => is_one_of(&call.method, GIVES_WHAT_IS_KEPT),
        other => is_place(other),
    }
}

/// Whether the expression is a variable, or leads from one to a place.
fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::Field(field) => is_place(&field.base),
        Expr::Index(index) => is_place(&index.expr),
        Expr::Reference(reference) => is_place(&reference.expr),
        Expr::Unary(unary) => is_place(&unary.expr),
        Expr::Paren(inner) => is_place(&inner.expr),
        Expr::Group(inner) => is_place(&inner.expr),
        _ => false,
    }
}

const GIVES_WHAT_IS_KEPT: &[&str] = &[
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "expect",
    "get_mut",
    "lock",
    "read",
    "to_owned",
    "unwrap",
    "write",
];
