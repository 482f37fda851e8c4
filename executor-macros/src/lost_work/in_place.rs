//! `exec!` and calls of `invoke` with a closure, which cannot be written twice: what they give passes by the question.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Expr, ExprMatch, Stmt, StmtMacro};

use super::{copied, dropped, only_conditions};
use crate::exec::split_prefix;
use crate::tokens::{Runtime, mentions};

/// Makes the statement one that compiles only where it drops no future that has yet to run; whether there was a need to.
pub(super) fn check(statement: &mut Stmt, rt: &Runtime) -> bool {
    if let Stmt::Macro(call) = statement {
        return check_macro(call, rt)
            .map(|checked| *statement = checked)
            .is_some();
    }
    let Some((expr, attributes)) = dropped(statement) else {
        return false;
    };
    let Some((name, rule)) = asked(expr) else {
        return false;
    };
    if !only_conditions(&attributes) {
        return false;
    }
    *expr = passed(expr, &name, expr.span(), rule, rt);
    true
}

/// `exec!(…);`
fn check_macro(call: &StmtMacro, rt: &Runtime) -> Option<Stmt> {
    let name = exec_name(&call.mac)?;
    if call.semi_token.is_none() || !only_conditions(&call.attrs) {
        return None;
    }
    let (attributes, mac) = (&call.attrs, &call.mac);
    let close = mac.delimiter.span().close();
    let checked = passed(mac, &name, close, "dropped_after_exec", rt);
    Some(syn::parse_quote!(#(#attributes)* #checked;))
}

/// The name to point at, and the rule, where the expression is to be asked about in its place.
fn asked(expr: &Expr) -> Option<(Ident, &'static str)> {
    let of_invoke = |name: &Ident| (name == "invoke").then(|| (name.clone(), "dropped_here"));
    match expr {
        Expr::Macro(call) => exec_name(&call.mac).map(|name| (name, "dropped_after_exec")),
        Expr::Call(call) if !copied::may_be_copied(expr) => match &*call.func {
            Expr::Path(path) => of_invoke(&path.path.segments.last()?.ident),
            _ => None,
        },
        Expr::MethodCall(call) if !copied::may_be_copied(expr) => of_invoke(&call.method),
        _ => None,
    }
}

fn exec_name(call: &syn::Macro) -> Option<Ident> {
    let last = &call.path.segments.last()?.ident;
    (last == "exec" && !gives_the_rest(&call.tokens)).then(|| last.clone())
}

/// Whether what is called gives the futures that it has left: `select(a, b)`. They are of this function, perhaps, and nothing but
/// its end tells what they may do; that they are dropped is what a race is for.
fn gives_the_rest(tokens: &TokenStream) -> bool {
    const RACES: &[&str] = &["select", "select_all", "select_ok"];
    mentions(tokens.clone(), RACES)
        && split_prefix
            .parse2(tokens.clone())
            .ok()
            .and_then(|(_, call)| copied::called(&call))
            .is_some_and(|name| RACES.iter().any(|race| name == race))
}

/// `match expr { value => … value }`: its temporaries live as long as those of the statement, and its type is that of `expr`.
fn passed(expr: &impl ToTokens, name: &Ident, end: Span, rule: &str, rt: &Runtime) -> Expr {
    let value = Ident::new("__executor_value", Span::mixed_site());
    let question = copied::ask(&quote!(&#value), name, rule, rt);
    let head = quote_spanned!(name.span()=> match);
    let arms = quote_spanned!(end=> {
        #[allow(unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)]
        #value => ()
    });
    let mut passed: ExprMatch = syn::parse_quote!(#head #expr #arms);
    // No code of the user's: the other checks are not to look at it.
    *passed.arms[0].body = Expr::Verbatim(quote!({
        #[allow(unreachable_code, unused)]
        if false { #rt::never(); #question }
        #value
    }));
    Expr::Match(passed)
}
