//! Calls that can be written twice: the copy is asked about in a branch that never runs.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut;
use syn::{Expr, Stmt};

use super::{dropped, only_conditions};
use crate::never_runs::never_runs;
use crate::tokens::{Runtime, is_one_of};
use crate::visitor::Visitor;

/// What compiles only where the statement drops no future that has yet to run; nothing where there is no need to ask.
pub(super) fn check(statement: &mut Stmt, rt: &Runtime) -> Option<TokenStream> {
    let (expr, attributes) = dropped(statement)?;
    let name = called(expr)?;
    if !only_conditions(&attributes) || !may_be_copied(expr) {
        return None;
    }
    let mut copy = expr.clone();
    match &mut copy {
        Expr::Call(call) => call.attrs.clear(),
        Expr::MethodCall(call) => call.attrs.clear(),
        _ => {}
    }
    let question = ask(&quote!(&#copy), &name, "dropped_here", rt);
    let question = never_runs(rt, &question);
    Some(quote!(#(#attributes)* #question))
}

/// Asks whether the value that `value` borrows may be dropped; by the function `rule`, at the callee's name.
pub(super) fn ask(value: &TokenStream, callee: &Ident, rule: &str, rt: &Runtime) -> TokenStream {
    let span = callee.span();
    let fate = Ident::new("__executor_fate", span);
    // Wholly of the user's span, so that the error is at the call and speaks of no macro.
    let (spanned_rt, rule) = (rt.at(span), Ident::new(rule, span));
    let judged = quote_spanned!(span=> #spanned_rt::lost::#rule(#fate););
    let is_invoke = callee == "invoke" || callee == "ready";
    let given = match is_invoke {
        true => quote!(&&&&&&#rt::lost::given_by_name(#value)),
        false => quote!(&&&&&#rt::lost::given(#value)),
    };
    quote!(let #fate = (#given).executor_fate(); #judged)
}

/// What the questions in a body need in scope.
pub(super) fn import(rt: &Runtime) -> TokenStream {
    quote! {
        #[allow(unused_imports)]
        use #rt::lost::{ViaAny as _, ViaBoxed as _, ViaInvoke as _, ViaPinned as _, ViaShared as _, ViaUnpin as _};
    }
}

/// The name of what is called, where it may give a future.
pub(super) fn called(expr: &Expr) -> Option<Ident> {
    let name = match expr {
        Expr::Call(call) => match &*call.func {
            Expr::Path(path) => path.path.segments.last()?.ident.clone(),
            _ => return None,
        },
        Expr::MethodCall(call) => call.method.clone(),
        _ => return None,
    };
    let text = name.to_string();
    let gives_none = text.starts_with(char::is_uppercase) || NO_FUTURE.contains(&text.as_str());
    (!gives_none).then_some(name)
}

/// What the standard library has under these names gives no future of its own. Some give a type that may still be open.
const NO_FUTURE: &[&str] = &[
    "drop",
    "expect",
    "pop",
    "pop_back",
    "pop_first",
    "pop_front",
    "pop_last",
    "replace",
    "swap_remove",
    "take",
    "unwrap",
];

/// Whether all of the call can be written twice: it holds no code that is set in its context, and none that leaves the call.
pub(super) fn may_be_copied(expr: &Expr) -> bool {
    let mut copyable = Copyable(true);
    copyable.visit_expr_mut(&mut expr.clone());
    copyable.0
}

struct Copyable(bool);

impl Visitor for Copyable {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Array(_)
            | Expr::Binary(_)
            | Expr::Call(_)
            | Expr::Cast(_)
            | Expr::Field(_)
            | Expr::Group(_)
            | Expr::Index(_)
            | Expr::Lit(_)
            | Expr::MethodCall(_)
            | Expr::Paren(_)
            | Expr::Path(_)
            | Expr::Range(_)
            | Expr::Reference(_)
            | Expr::Repeat(_)
            | Expr::Struct(_)
            | Expr::Try(_)
            | Expr::Tuple(_)
            | Expr::Unary(_) => visit_mut::visit_expr_mut(self.as_visitor(), expr),
            Expr::Macro(call) => self.0 &= is_plain_macro(&call.mac),
            _ => self.0 = false,
        }
    }
}

/// `format!` and its like, over plain values.
fn is_plain_macro(call: &syn::Macro) -> bool {
    const PLAIN: &[&str] = &[
        "concat",
        "env",
        "format",
        "format_args",
        "line",
        "stringify",
        "vec",
    ];
    PLAIN.iter().any(|name| call.path.is_ident(name))
        && holds_only_values(call.tokens.to_token_stream())
}

fn holds_only_values(tokens: TokenStream) -> bool {
    const CODE: &[&str] = &[
        "async", "await", "break", "continue", "move", "return", "unsafe",
    ];
    tokens.into_iter().all(|token| match token {
        TokenTree::Group(group) => holds_only_values(group.stream()),
        TokenTree::Ident(ident) => !is_one_of(&ident, CODE),
        TokenTree::Punct(punct) => !matches!(punct.as_char(), '|' | '?' | '!'),
        TokenTree::Literal(_) => true,
    })
}
