//! From any expression to a call, and from a mode to one that the code around allows; every mistake is reported here.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, Result, Token};

use super::call::{Call, Callee, Exec, Mode, unparen};
use crate::context::Context;

fn into_unparen(expr: Expr) -> Expr {
    match expr {
        Expr::Paren(inner) => into_unparen(*inner.expr),
        Expr::Group(inner) => into_unparen(*inner.expr),
        expr => expr,
    }
}

/// Takes a call apart; anything else is an error that says what to write.
pub(super) fn check_call(expr: Expr) -> Result<Call> {
    match into_unparen(expr) {
        Expr::Call(call) if matches!(*call.func, Expr::Await(_)) => Err(no_call(*call.func)),
        Expr::Call(call) => Ok(Call {
            span: call.paren_token.span.join(),
            arguments: list(call.args),
            callee: match *call.func {
                Expr::Path(path) => Callee::Path(path),
                other => Callee::Function(into_unparen(other)),
            },
        }),
        Expr::MethodCall(call) => Ok(Call {
            span: call.paren_token.span.join(),
            arguments: list(call.args),
            callee: Callee::Method {
                receiver: *call.receiver,
                name: call.method,
                turbofish: call.turbofish,
            },
        }),
        Expr::Closure(closure) if !closure.inputs.is_empty() => Err(Error::new_spanned(
            &closure.inputs,
            "`exec!` calls a closure with no arguments: bind this one, and call it with them",
        )),
        Expr::Closure(closure)
            if closure.asyncness.is_none() && matches!(unparen(&closure.body), Expr::Async(_)) =>
        {
            Err(Error::new_spanned(
                closure.body,
                "the closure around this `async` block would only make a future: leave out `||`",
            ))
        }
        closure @ Expr::Closure(_) => Ok(Call {
            span: closure.span(),
            arguments: Vec::new(),
            callee: Callee::Function(closure),
        }),
        block @ Expr::Async(_) => Ok(Call {
            span: block.span(),
            arguments: Vec::new(),
            callee: Callee::Block(block),
        }),
        other => Err(no_call(other)),
    }
}

fn list(arguments: Punctuated<Expr, Token![,]>) -> Vec<Expr> {
    arguments.into_iter().collect()
}

fn no_call(expr: Expr) -> Error {
    match expr {
        Expr::Await(expr) => Error::new_spanned(
            expr.await_token,
            "`exec!` awaits the call itself: remove the `.await`",
        ),
        Expr::Try(expr) => {
            Error::new_spanned(expr.question_token, "`?` goes outside: `exec!(f(x))?`")
        }
        Expr::Unsafe(expr) => Error::new_spanned(
            expr.unsafe_token,
            "`unsafe` goes outside: `unsafe { exec!(f(x)) }`",
        ),
        Expr::Path(path) => {
            let name = path.to_token_stream().to_string().replace(' ', "");
            Error::new_spanned(
                path,
                format!("expected a call, found a name: to call it, write `exec!({name}(…))`"),
            )
        }
        Expr::Macro(call) => Error::new_spanned(
            call,
            "expected a call, found a macro: put it in an `async` block or a closure",
        ),
        other => Error::new_spanned(
            other,
            "expected a call: `f(x)`, `value.method(x)`, a closure or an `async` block",
        ),
    }
}

/// Whether the mode may be used in this code.
pub(super) fn check_mode(exec: &Exec, context: Context) -> Result<()> {
    match (context, exec.mode) {
        (Context::Sync, Mode::Spawn(word)) => Err(Error::new(
            word,
            "fire-and-forget in sync code: `exec!(spawn …)` needs an async function around it\n\
             = help: wait for the call with `exec!(f(x))`, or make this function `async`",
        )),
        (Context::Sync, Mode::Block(word)) => {
            Err(Error::new(word, "sync code blocks anyway: remove `block`"))
        }
        (Context::Closure, Mode::Spawn(word)) => Err(Error::new(
            word,
            "fire-and-forget in a sync closure: `exec!(spawn …)` needs async code around it\n\
             = help: make the closure `async`, or spawn outside it",
        )),
        (Context::Closure, Mode::Plain) => Err(Error::new_spanned(
            exec.call.callee.first_token(),
            "`exec!` in a sync closure of async code would block the event loop\n\
             = help: make the closure `async`, or write `exec!(block …)` to block on purpose",
        )),
        _ => Ok(()),
    }
}
