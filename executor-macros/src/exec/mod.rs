//! `exec!`: parse → check → expand, once for each context.

mod awaited;
mod blocked;
mod call;
mod cfg;
mod check;
mod here;
mod hoist;
mod in_editor;
mod lower;
mod mentioned;
mod names;
mod parse;
mod parts;
mod places;
mod spawned;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::Error;

use self::call::{Exec, Mode};
use self::names::Names;
pub(crate) use self::parse::split_prefix;
pub(crate) use self::places::root;
use crate::context::Context;
use crate::reader::Reader;
use crate::tokens::split_crate;

/// Expands `(krate) [spawn | block] [<type>] call`, as the shadow of `context` passes it on.
pub(crate) fn expand(input: TokenStream, context: Context, reader: Reader) -> TokenStream {
    let (krate, tokens) = split_crate(input);
    if is_import_probe(&tokens) {
        return TokenStream::new();
    }
    let (captured, tokens) = parse::split_captured(tokens);
    let front = (!captured.is_empty()).then(|| quote!(@captured (#(#captured)*)));
    if let Some(both) = cfg::split(&tokens, &quote!(#front), context, &krate) {
        return both;
    }
    let names = Names::new(krate.clone(), captured);
    let checked = parse::parse(tokens.clone()).and_then(|exec| {
        check::check_mode(&exec, context)?;
        Ok(exec)
    });
    match (checked, reader) {
        (Ok(exec), Reader::Compiler) => expand_in(exec, context, &names),
        (Ok(exec), Reader::Editor) => {
            in_editor::expand(&exec, &parse::without_prefix(tokens), &names)
        }
        (Err(error), Reader::Compiler) => {
            let (mention, error) = (
                mentioned::expand(tokens, context, &names),
                error.to_compile_error(),
            );
            quote!({ #mention #error })
        }
        (Err(error), Reader::Editor) => {
            in_editor::unfinished(&parse::without_prefix(tokens), &error.to_compile_error())
        }
    }
}

fn expand_in(exec: Exec, context: Context, names: &Names) -> TokenStream {
    match (context, exec.mode) {
        (Context::Sync, _) => here::expand(exec, names),
        (Context::Closure, _) | (Context::Async, Mode::Block(_)) => blocked::expand(exec, names),
        (Context::Async, Mode::Plain) => awaited::expand(exec, names),
        (Context::Async, Mode::Spawn(_)) => spawned::expand(exec, names),
    }
}

/// Expands an `exec!` that no shadow has caught: it stands outside annotated code.
pub(crate) fn expand_outside(tokens: TokenStream) -> TokenStream {
    if is_import_probe(&tokens) {
        return TokenStream::new();
    }
    const MESSAGE: &str = "`exec!` outside a function annotated with `#[executor::task]`\n\
        = help: annotate the function, or the `impl` block, that this stands in; in annotated code, \
        call it as `exec!`: it is not found there under another name, or by its path inside your own `macro_rules!`";
    let error = match tokens.is_empty() {
        true => Error::new(proc_macro2::Span::call_site(), MESSAGE),
        false => Error::new_spanned(tokens, MESSAGE),
    };
    error.into_compile_error()
}

/// `exec! { @import }`, which the attribute writes so that the import of `exec!` counts as used.
fn is_import_probe(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter();
    matches!(tokens.next(), Some(TokenTree::Punct(p)) if p.as_char() == '@')
        && matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "import")
}
