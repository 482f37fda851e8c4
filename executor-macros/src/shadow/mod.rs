//! Tells `exec!` whether it stands in sync or async code: a `macro_rules! exec` of the right kind at the top of the body, and
//! of each closure, `async` block and inner function in it whose code is of another kind. Textual scope carries it into other
//! macros' arguments and into what a user's own macros expand to. That of a block that borrows, where it calls such a macro, also tells
//! `exec!` what is borrowed.
//!
//! Other macros' arguments are read as expressions where they are some, else as bare tokens, in which an `async` group is
//! found by its keyword. In both cases nothing is changed but for the shadows that are put in and the path of `path::exec!`,
//! which is dropped so that it finds them.

mod in_macros;
mod placed;
mod shadows;
mod visits;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Block, Item, Signature, Stmt};

use self::in_macros::with_content;
use self::placed::calls_any_macro;
use self::shadows::Shadows;
use crate::context::Context;
use crate::visitor::Visitor;

/// Puts the context into the body of a function with this signature.
pub(crate) fn set(signature: &Signature, body: &mut Block, krate: &TokenStream) {
    let context = Context::of(signature);
    let import = import(body.to_token_stream());
    let mut shadows = Shadows::new(krate, context);
    shadows.captures.enter_function(signature);
    for input in &signature.inputs {
        if let syn::FnArg::Typed(input) = input {
            shadows.captures.visit_pat_mut(&mut input.pat.clone());
        }
    }
    shadows.visit_block_mut(body);
    if !calls_any_macro(body.to_token_stream()) {
        return;
    }
    let shadow = shadows.shadow(context);
    body.stmts
        .insert(0, Stmt::Item(Item::Verbatim(quote!(#import #shadow))));
}

/// The import of `exec!` counts as used only where its name is looked up beyond the shadow; where it is missing, the error is
/// at the user's own `exec!`. In braces of its own: until it is expanded, an unknown macro might bring in any name, so that no callee
/// beside it could be looked up.
fn import(body: TokenStream) -> Option<TokenStream> {
    let bare = crate::tokens::bare_exec(body);
    bare.map(|span| {
        let import = quote_spanned!(span=> exec! { @import });
        quote!({ #import })
    })
}

/// Puts the context into the braces at the end of a function whose signature cannot be read.
pub(crate) fn set_in_tokens(function: TokenStream, krate: &TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = function.into_iter().collect();
    let says = |word| {
        tokens
            .iter()
            .any(|token| matches!(token, TokenTree::Ident(name) if name == word))
    };
    let (is_function, is_async) = (says("fn"), says("async"));
    let context = if is_async {
        Context::Async
    } else {
        Context::Sync
    };
    let mut shadows = Shadows::new(krate, context);
    match tokens.last_mut() {
        Some(TokenTree::Group(body)) if is_function && body.delimiter() == Delimiter::Brace => {
            let import = import(body.stream());
            let (shadow, inner) = (shadows.shadow(context), shadows.block(body.stream()));
            *body = with_content(body.clone(), quote!(#import #shadow #inner));
        }
        _ => {}
    }
    tokens.into_iter().collect()
}
