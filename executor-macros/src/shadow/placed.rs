//! Where a shadow stands: at the top of a block or of a closure's body, where a macro is called in it.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Block, Expr, Item, Stmt};

use crate::tokens::calls_macro;

pub(super) fn calls_any_macro(tokens: TokenStream) -> bool {
    calls_macro(tokens, &|_| true)
}

/// Makes a closure's body a block with the shadow in it.
pub(super) fn put_in_front(body: &mut Expr, shadow: TokenStream) {
    let shadow = Stmt::Item(Item::Verbatim(shadow));
    match body {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            block.block.stmts.insert(0, shadow);
        }
        body => {
            let value = std::mem::replace(body, Expr::Verbatim(TokenStream::new()));
            // Printed as a statement is, in parentheses where it starts with braces.
            *body = Expr::Block(syn::ExprBlock {
                attrs: Vec::new(),
                label: None,
                block: Block {
                    brace_token: syn::token::Brace::default(),
                    stmts: vec![shadow, Stmt::Expr(value, None)],
                },
            });
        }
    }
}

pub(super) fn put_first(block: &mut Block, shadow: Option<TokenStream>) {
    let shadow = shadow.filter(|_| calls_any_macro(block.to_token_stream()));
    if let Some(shadow) = shadow {
        block.stmts.insert(0, Stmt::Item(Item::Verbatim(shadow)));
    }
}
