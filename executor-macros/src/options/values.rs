//! The value of each option, and what is wrong with it.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitInt, LitStr, Path, Token};

use super::TypeName;

/// A literal of the type `T`; where there is another value, an error on all of it.
pub(super) fn literal<T: syn::parse::Parse>(input: ParseStream, expected: &str) -> syn::Result<T> {
    if let Ok(value) = input.fork().parse::<T>() {
        input.parse::<T>()?;
        return Ok(value);
    }
    if input.is_empty() {
        return Err(Error::new(input.span(), format!("expected {expected}")));
    }
    let found: TokenStream = input.parse()?;
    Err(Error::new_spanned(found, format!("expected {expected}")))
}

pub(super) fn parse_type(input: ParseStream) -> syn::Result<(TypeName, Span)> {
    const EXPECTED: &str = "the name of a task type in quotes, such as `\"io\"`, or a path to one, such as \
                            `my_crate::task_types::gallery`";
    if input.peek(syn::Ident::peek_any) || input.peek(Token![::]) {
        let path = input.call(Path::parse_mod_style)?;
        let span = path.segments[0].ident.span();
        return match path.get_ident() {
            Some(name) => Err(Error::new(
                name.span(),
                format!("expected a string or a path of several segments: `type = \"{name}\"`"),
            )),
            None => Ok((TypeName::Path(path), span)),
        };
    }
    let name: LitStr = literal(input, EXPECTED)?;
    let span = name.span();
    let unusable = || Error::new(span, format!("expected {EXPECTED}"));
    if name.value().contains("::") {
        let path = name
            .parse_with(Path::parse_mod_style)
            .map_err(|_| unusable())?;
        return Ok((TypeName::Path(path), span));
    }
    let mut ident: Ident = name.parse().map_err(|_| unusable())?;
    ident.set_span(span);
    Ok((TypeName::Name(ident), span))
}

pub(super) fn parse_crate(input: ParseStream) -> syn::Result<Path> {
    let path = input.call(Path::parse_mod_style)?;
    match path.segments.iter().find(|segment| segment.ident == "Self") {
        Some(segment) => Err(Error::new(
            segment.ident.span(),
            "expected the path of the crate, found a type",
        )),
        None => Ok(path),
    }
}

pub(super) fn parse_flavor(input: ParseStream) -> syn::Result<bool> {
    const EXPECTED: &str = "`\"multi_thread\"` or `\"current_thread\"`";
    let flavor: LitStr = literal(input, EXPECTED)?;
    match flavor.value().as_str() {
        "current_thread" => Ok(true),
        "multi_thread" => Ok(false),
        _ => Err(Error::new(flavor.span(), format!("expected {EXPECTED}"))),
    }
}

pub(super) fn parse_threads(input: ParseStream) -> syn::Result<LitInt> {
    const EXPECTED: &str = "a number of threads, at least 1";
    let threads: LitInt = literal(input, EXPECTED)?;
    match threads.base10_parse::<usize>() {
        Ok(number) if number > 0 => Ok(threads),
        _ => Err(Error::new(threads.span(), format!("expected {EXPECTED}"))),
    }
}

/// `"500ms"`, `"10s"`, `"2m"`: milliseconds.
pub(super) fn parse_duration(input: ParseStream) -> syn::Result<u64> {
    const EXPECTED: &str = "a duration in quotes with its unit, `ms`, `s` or `m`: `\"10s\"`";
    let text: LitStr = literal(input, EXPECTED)?;
    let value = text.value();
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &value[digits.len()..] {
        "ms" => Some(1),
        "s" => Some(1_000),
        "m" => Some(60_000),
        _ => None,
    };
    let number = digits.trim().parse::<u64>().ok();
    match (number, unit) {
        (Some(number), Some(unit)) if number.checked_mul(unit).is_some() => Ok(number * unit),
        _ => Err(Error::new(text.span(), format!("expected {EXPECTED}"))),
    }
}
