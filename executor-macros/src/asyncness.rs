//! Is this function async? By its signature, and by its body: `async_trait` hands on a sync signature around an `async` block.

use quote::ToTokens;
use syn::{Block, Expr, ReturnType, Signature, Stmt};

use crate::tokens::mentions;

/// Whether a call of the function gives a future.
pub(crate) fn is_async(signature: &Signature, body: Option<&Block>) -> bool {
    signature.asyncness.is_some()
        || returns_future(&signature.output)
        || body.is_some_and(ends_async)
}

/// `-> impl Future<…>`, `-> Pin<Box<dyn Future<…>>>`, `-> BoxFuture<…>`.
fn returns_future(output: &ReturnType) -> bool {
    match output {
        ReturnType::Default => false,
        ReturnType::Type(_, ty) => mentions(
            ty.to_token_stream(),
            &["Future", "BoxFuture", "LocalBoxFuture", "IntoFuture"],
        ),
    }
}

/// The body's last expression is an `async` block, or one in `Box::pin(…)`.
fn ends_async(body: &Block) -> bool {
    match body.stmts.last() {
        Some(Stmt::Expr(Expr::Async(_), None)) => true,
        Some(Stmt::Expr(Expr::Call(call), None)) => {
            call.args.len() == 1 && matches!(call.args.first(), Some(Expr::Async(_)))
        }
        _ => false,
    }
}
