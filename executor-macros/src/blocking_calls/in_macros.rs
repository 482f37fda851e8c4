//! What the macros of others evaluate where they stand: their arguments, read as expressions.
//!
//! Only macros that are known to do so: any other may take its tokens for something else. Known are those of the standard
//! prelude by their name, and by their path some of tokio, futures, log and tracing. `exec!` is this library's own.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Macro, Pat, Result, Token};

use crate::tokens::{groups, last_name};

/// What the macro does with its expressions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It evaluates them.
    Values,
    /// It evaluates them, and shows their text.
    Shown,
    /// It moves the parts of a call.
    Exec,
}

/// The arguments of a macro.
pub(super) struct Arguments {
    pub(super) form: Form,
    parts: Vec<Part>,
}

enum Part {
    Expr(Expr),
    Tokens(TokenStream),
}

const SHOWN: &[&str] = &["assert", "dbg", "debug_assert"];

const LISTS: &[&str] = &[
    "assert_eq",
    "assert_ne",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "matches",
    "panic",
    "print",
    "println",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

const LOGS: &[&str] = &["debug", "error", "info", "trace", "warn"];

impl Arguments {
    /// None where the macro is not known, its arguments cannot be read, or nothing in them could be asked about.
    pub(super) fn of(call: &Macro) -> Option<Self> {
        let (form, read) = form_of(call)?;
        // Of most calls each part is a name or a literal: they hold no other call, and are not read once more.
        if form == Form::Exec && groups(call.tokens.clone()) < 2 {
            return None;
        }
        let parts = read.parse2(call.tokens.clone()).ok()?;
        Some(Self { form, parts })
    }

    pub(super) fn exprs(&mut self) -> impl Iterator<Item = &mut Expr> {
        self.parts.iter_mut().filter_map(|part| match part {
            Part::Expr(expr) => Some(expr),
            Part::Tokens(_) => None,
        })
    }

    pub(super) fn into_tokens(self) -> TokenStream {
        let tokens = self.parts.into_iter().map(|part| match part {
            Part::Expr(expr) => expr.into_token_stream(),
            Part::Tokens(tokens) => tokens,
        });
        tokens.collect()
    }
}

/// Reads the arguments.
type Read = fn(ParseStream) -> Result<Vec<Part>>;

fn form_of(call: &Macro) -> Option<(Form, Read)> {
    let name = last_name(&call.path).to_string();
    let name = name.as_str();
    if name == "exec" {
        return Some((Form::Exec, exec));
    }
    let root = call
        .path
        .segments
        .first()
        .filter(|_| call.path.segments.len() > 1);
    let root = root.map(|root| root.ident.to_string());
    match root.as_deref() {
        None | Some("std" | "core" | "alloc") if name == "matches" => Some((Form::Values, first)),
        None | Some("std" | "core" | "alloc") if LISTS.contains(&name) => {
            Some((Form::Values, list))
        }
        None | Some("std" | "core" | "alloc") if SHOWN.contains(&name) => Some((Form::Shown, list)),
        Some("tokio" | "futures") if ["join", "try_join"].contains(&name) => {
            Some((Form::Values, list))
        }
        Some("tokio") if name == "select" => Some((Form::Values, branches)),
        Some("log" | "tracing") if LOGS.contains(&name) => Some((Form::Values, list)),
        _ => None,
    }
}

/// `a, b, c`, or `a; b`.
fn list(input: ParseStream) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    while !input.is_empty() {
        parts.push(Part::Expr(input.parse()?));
        if input.is_empty() {
            break;
        }
        let separator = match input.peek(Token![;]) {
            true => input.parse::<Token![;]>()?.into_token_stream(),
            false => input.parse::<Token![,]>()?.into_token_stream(),
        };
        parts.push(Part::Tokens(separator));
    }
    Ok(parts)
}

/// `a, pattern`.
fn first(input: ParseStream) -> Result<Vec<Part>> {
    Ok(vec![
        Part::Expr(input.parse()?),
        Part::Tokens(input.parse()?),
    ])
}

/// `[spawn] [<type>] call`; a call that blocks on purpose may have such parts too.
fn exec(input: ParseStream) -> Result<Vec<Part>> {
    let (prefix, call) = crate::exec::split_prefix(input)?;
    let blocks = matches!(prefix.clone().into_iter().next(), Some(TokenTree::Ident(word)) if word == "block");
    Ok(match blocks {
        true => Vec::new(),
        false => vec![Part::Tokens(prefix), Part::Expr(call)],
    })
}

/// `biased; pattern = future, if condition => handler, …, else => handler`.
fn branches(input: ParseStream) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let tokens = Part::Tokens;
    if input.peek(syn::Ident) && input.peek2(Token![;]) {
        let (word, semicolon): (syn::Ident, Token![;]) = (input.parse()?, input.parse()?);
        parts.push(tokens(quote!(#word #semicolon)));
    }
    while !input.is_empty() {
        if input.peek(Token![else]) {
            parts.push(tokens(input.parse::<Token![else]>()?.into_token_stream()));
        } else {
            let (pattern, equals): (Pat, Token![=]) =
                (Pat::parse_multi_with_leading_vert(input)?, input.parse()?);
            parts.push(tokens(quote!(#pattern #equals)));
            parts.push(Part::Expr(input.parse()?));
            if input.peek(Token![,]) {
                let (comma, word): (Token![,], Token![if]) = (input.parse()?, input.parse()?);
                parts.push(tokens(quote!(#comma #word)));
                parts.push(Part::Expr(input.parse()?));
            }
        }
        parts.push(tokens(input.parse::<Token![=>]>()?.into_token_stream()));
        let handler = Expr::parse_with_earlier_boundary_rule(input)?;
        parts.push(Part::Expr(handler));
        if input.peek(Token![,]) {
            parts.push(tokens(input.parse::<Token![,]>()?.into_token_stream()));
        }
    }
    Ok(parts)
}
