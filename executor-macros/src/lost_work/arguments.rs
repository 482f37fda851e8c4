//! The arguments of macros whose arguments are known to be code: `exec!`, those of the standard library, `join!` and `select!`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Macro, Token};

use super::Statements;
use crate::tokens::holds_braces;
use crate::visitor::Visitor;

const LISTS: &[&str] = &[
    "assert",
    "assert_eq",
    "assert_ne",
    "dbg",
    "eprint",
    "eprintln",
    "format",
    "join",
    "print",
    "println",
    "try_join",
    "vec",
    "write",
    "writeln",
];

/// Visits the blocks among the arguments; where no check is put in, the tokens stay as they are.
pub(super) fn visit(statements: &mut Statements, call: &mut Macro) {
    let Some(name) = call.path.segments.last().map(|last| last.ident.to_string()) else {
        return;
    };
    let before = statements.found;
    let tokens = call.tokens.clone();
    if !holds_braces(tokens.clone()) {
        return;
    }
    let changed = match name.as_str() {
        "exec" => of_exec(statements, tokens),
        "select" => Some(of_select(statements, tokens)),
        name if LISTS.contains(&name) => of_list(statements, tokens),
        _ => None,
    };
    if let Some(changed) = changed.filter(|_| statements.found > before) {
        call.tokens = changed;
    }
}

fn of_exec(statements: &mut Statements, tokens: TokenStream) -> Option<TokenStream> {
    let (prefix, mut call) = crate::exec::split_prefix.parse2(tokens).ok()?;
    statements.visit_expr_mut(&mut call);
    Some(quote!(#prefix #call))
}

fn of_list(statements: &mut Statements, tokens: TokenStream) -> Option<TokenStream> {
    let list = Punctuated::<Expr, Token![,]>::parse_terminated;
    let mut arguments = list.parse2(tokens).ok()?;
    for argument in &mut arguments {
        statements.visit_expr_mut(argument);
    }
    Some(quote!(#arguments))
}

/// `pattern = future => { statements }`: the groups in braces are blocks.
fn of_select(statements: &mut Statements, tokens: TokenStream) -> TokenStream {
    let mut after_arrow = false;
    let mut previous = ' ';
    let mut out = TokenStream::new();
    for token in tokens {
        let character = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        let token = match token {
            TokenTree::Group(group) if after_arrow && group.delimiter() == Delimiter::Brace => {
                of_block(statements, &group).into()
            }
            other => other,
        };
        after_arrow = previous == '=' && character == '>';
        previous = character;
        out.extend([token]);
    }
    out
}

fn of_block(statements: &mut Statements, group: &Group) -> Group {
    let inner = match Block::parse_within.parse2(group.stream()) {
        Ok(block) => {
            let checked = statements.checked(block);
            quote!(#(#checked)*)
        }
        Err(_) => group.stream(),
    };
    let mut changed = Group::new(group.delimiter(), inner);
    changed.set_span(group.span());
    changed
}
