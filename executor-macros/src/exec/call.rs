//! What `exec!` was given: one call, and how it is to be run.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::{AngleBracketedGenericArguments, Expr, ExprPath};

use crate::options::TypeName;

/// `[spawn | block] [<type>] call`.
pub(super) struct Exec {
    pub(super) mode: Mode,
    pub(super) task_type: Option<TypeName>,
    pub(super) call: Call,
}

/// How the call is to be run; with the span of the word that says so.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// As the context and the callee's kind have it.
    Plain,
    /// `spawn`: in the background.
    Spawn(Span),
    /// `block`: on this thread, on purpose.
    Block(Span),
}

/// A callee and its arguments, kept apart.
pub(super) struct Call {
    pub(super) callee: Callee,
    pub(super) arguments: Vec<Expr>,
    /// Of the parentheses, or of the whole where there are none.
    pub(super) span: Span,
}

/// What is called.
pub(super) enum Callee {
    /// `path(…)`.
    Path(ExprPath),
    /// `receiver.name::<…>(…)`.
    Method {
        receiver: Expr,
        name: Ident,
        turbofish: Option<AngleBracketedGenericArguments>,
    },
    /// `(expression)(…)`, or a closure, which is called with no arguments.
    Function(Expr),
    /// An `async` block.
    Block(Expr),
}

impl Callee {
    /// What reports call the work.
    pub(super) fn display_name(&self) -> String {
        match self {
            Self::Path(path) => {
                let segments = path
                    .path
                    .segments
                    .iter()
                    .map(|segment| segment.ident.to_string());
                segments.collect::<Vec<_>>().join("::")
            }
            Self::Method { name, .. } => name.to_string(),
            Self::Function(Expr::Closure(_)) => "closure".to_owned(),
            Self::Function(callee) => callee.to_token_stream().to_string(),
            Self::Block(_) => "async block".to_owned(),
        }
    }
}

impl Callee {
    /// Where an error about the whole call points.
    pub(super) fn first_token(&self) -> proc_macro2::TokenStream {
        match self {
            Self::Path(path) => path.to_token_stream(),
            Self::Method { name, .. } => name.to_token_stream(),
            Self::Function(expr) | Self::Block(expr) => expr.to_token_stream(),
        }
    }
}

/// The expression inside redundant parentheses and macro groups.
pub(super) fn unparen(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => unparen(&inner.expr),
        Expr::Group(inner) => unparen(&inner.expr),
        expr => expr,
    }
}
