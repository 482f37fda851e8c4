//! The grammar of `exec!`: `[spawn | block] [<type>] call`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Error, Expr, LitStr, Path, Result, Token, parenthesized};

use super::call::{Exec, Mode};
use super::check::check_call;
use crate::options::TypeName;
use crate::tokens::{is_one_of, read};

/// Reads what stands in the parentheses of `exec!`.
pub(super) fn parse(tokens: TokenStream) -> Result<Exec> {
    if tokens.is_empty() {
        return Err(Error::new(
            Span::call_site(),
            "`exec!` is empty: expected a call, such as `exec!(f(x))`",
        ));
    }
    let (mode, task_type, call) = read(tokens, |input| {
        let (mode, task_type) = parse_prefix(input)?;
        Ok((mode, task_type, parse_call(input)?))
    })?;
    Ok(Exec {
        mode,
        task_type,
        call: check_call(call)?,
    })
}

fn starts_with_at(tokens: &TokenStream) -> bool {
    let first = tokens.clone().into_iter().next();
    matches!(first, Some(TokenTree::Punct(punct)) if punct.as_char() == '@')
}

/// The variables that the code around only borrows: the shadow says so by `@captured (…)` in front.
pub(super) fn split_captured(tokens: TokenStream) -> (Vec<Ident>, TokenStream) {
    // Most calls have none: they are not read twice.
    if !starts_with_at(&tokens) {
        return (Vec::new(), tokens);
    }
    let split = |input: ParseStream| -> Result<(Vec<Ident>, TokenStream)> {
        input.parse::<Token![@]>()?;
        let word: Ident = input.parse()?;
        if word != "captured" {
            return Err(Error::new(word.span(), "another word"));
        }
        let names;
        parenthesized!(names in input);
        let mut captured = Vec::new();
        while !names.is_empty() {
            captured.push(names.call(Ident::parse_any)?);
        }
        Ok((captured, input.parse()?))
    };
    split
        .parse2(tokens.clone())
        .unwrap_or_else(|_| (Vec::new(), tokens))
}

/// What follows the mode and the type, whatever it is.
pub(super) fn without_prefix(tokens: TokenStream) -> TokenStream {
    let rest = |input: ParseStream| {
        take_prefix(input)?;
        input.parse()
    };
    rest.parse2(tokens.clone()).unwrap_or(tokens)
}

/// The tokens of the mode and the type, and the call, as one expression.
pub(crate) fn split_prefix(input: ParseStream) -> Result<(TokenStream, Expr)> {
    Ok((take_prefix(input)?, input.parse()?))
}

fn take_prefix(input: ParseStream) -> Result<TokenStream> {
    let mut prefix = TokenStream::new();
    if is_mode(input) {
        prefix.extend(input.parse::<Ident>()?.into_token_stream());
    }
    if is_type(input) {
        prefix.extend(input.parse::<Token![<]>()?.into_token_stream());
        prefix.extend(input.parse::<Path>()?.into_token_stream());
        prefix.extend(input.parse::<Token![>]>()?.into_token_stream());
    }
    Ok(prefix)
}

fn parse_prefix(input: ParseStream) -> Result<(Mode, Option<TypeName>)> {
    let mut mode = Mode::Plain;
    if is_mode(input) {
        let word: Ident = input.parse()?;
        mode = if word == "spawn" {
            Mode::Spawn(word.span())
        } else {
            Mode::Block(word.span())
        };
        if is_mode(input) {
            let second: Ident = input.parse()?;
            return Err(Error::new(
                second.span(),
                format!(
                    "`exec!` has one mode, and this is the second: remove `{second}` or `{word}`"
                ),
            ));
        }
    } else if let Some(word) = unknown_word(input) {
        return Err(no_such_mode(&word));
    }
    if input.peek(Token![<]) && input.peek2(LitStr) {
        let (_, name): (Token![<], LitStr) = (input.parse()?, input.parse()?);
        let message = format!(
            "a task type stands without quotes here: `exec!(<{}> f(x))`",
            name.value()
        );
        return Err(Error::new(name.span(), message));
    }
    let mut task_type = None;
    if is_type(input) {
        input.parse::<Token![<]>()?;
        task_type = Some(TypeName::of_path(input.parse()?));
        input.parse::<Token![>]>()?;
        if is_mode(input) {
            let word: Ident = input.parse()?;
            return Err(Error::new(
                word.span(),
                format!("`{word}` goes before the type: `exec!({word} <type> f(x))`"),
            ));
        }
    }
    Ok((mode, task_type))
}

fn parse_call(input: ParseStream) -> Result<Expr> {
    if input.is_empty() {
        return Err(Error::new(
            input.span(),
            "expected a call after this, such as `f(x)`",
        ));
    }
    let call: Expr = input.parse()?;
    if input.is_empty() {
        return Ok(call);
    }
    let rest: TokenStream = input.parse()?;
    Err(Error::new_spanned(
        rest,
        "`exec!` takes one call, and nothing after it",
    ))
}

/// `spawn` and `block` are modes only where a call can follow.
fn is_mode(input: ParseStream) -> bool {
    let ahead = input.fork();
    let Ok(word) = ahead.parse::<Ident>() else {
        return false;
    };
    !ahead.is_empty()
        && !ahead.peek(syn::token::Paren)
        && !ahead.peek(syn::token::Bracket)
        && !ahead.peek(Token![.])
        && !ahead.peek(Token![::])
        && !ahead.peek(Token![!])
        && !ahead.peek(Token![?])
        && is_one_of(&word, &["spawn", "block"])
}

/// A word in front of another one, which is no expression.
fn unknown_word(input: ParseStream) -> Option<Ident> {
    let ahead = input.fork();
    let word = ahead.call(Ident::parse_any).ok()?;
    if ahead.peek(syn::Ident) && word == "async" {
        return Some(word);
    }
    let is_expression = [
        "async", "move", "static", "unsafe", "const", "match", "if", "loop", "while", "for",
        "return", "break", "continue", "let", "box", "yield", "true", "false",
    ];
    let starts_call = ahead.peek(Ident::peek_any) && !ahead.peek(Token![as]);
    (starts_call && !is_one_of(&word, &is_expression)).then_some(word)
}

fn no_such_mode(word: &Ident) -> Error {
    let remedy = match word.to_string().as_str() {
        "detach" | "background" | "go" | "fork" => "to run in the background, write `spawn`",
        "wait" | "sync" | "block_on" => "to block this thread on purpose, write `block`",
        "await" | "async" => "leave it out: in async code `exec!` awaits the call",
        _ => "expected `spawn`, `block`, or a call",
    };
    Error::new(
        word.span(),
        format!("`{word}` is no mode of `exec!`: {remedy}"),
    )
}

/// `<` opens a type unless `::` follows its `>`.
fn is_type(input: ParseStream) -> bool {
    if !input.peek(Token![<]) {
        return false;
    }
    let ahead = input.fork();
    let parsed = (|| -> Result<()> {
        ahead.parse::<Token![<]>()?;
        Path::parse(&ahead)?;
        ahead.parse::<Token![>]>()?;
        Ok(())
    })();
    parsed.is_ok() && !ahead.peek(Token![::])
}
