//! The options of `#[executor::task]`, `#[executor::main]` and `#[executor::test]`: `key = value`, separated by commas.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitBool, LitInt, LitStr, Path, Token};

use crate::diagnostics::Errors;
use crate::tokens;

/// A task type as written: a name or a path.
#[derive(Clone)]
pub(crate) enum TypeName {
    /// `"io"`, `"cpu"`, or a type declared with `task_types!` in this crate.
    Name(Ident),
    /// `my_crate::task_types::gallery`.
    Path(Path),
}

impl TypeName {
    /// The path to the type, from a crate that calls this one `krate`.
    pub(crate) fn path(&self, krate: &TokenStream) -> TokenStream {
        match self {
            Self::Name(name) if name == "io" => quote_spanned!(name.span()=> #krate::types::Io),
            Self::Name(name) if name == "cpu" => quote_spanned!(name.span()=> #krate::types::Cpu),
            Self::Name(name) => {
                quote_spanned!(name.span()=> crate::task_types::#name)
            }
            Self::Path(path) => path.to_token_stream(),
        }
    }

    /// The attribute of an item or a statement with the path: at the root of the crate, its own types can be named without one.
    pub(crate) fn lints(&self) -> Option<TokenStream> {
        match self {
            Self::Name(name) if name != "io" && name != "cpu" => {
                Some(quote!(#[allow(unused_qualifications)]))
            }
            _ => None,
        }
    }

    /// Of a path as `exec!(<path> …)` has it: a single name is one of `io`, `cpu` or this crate's own.
    pub(crate) fn of_path(path: Path) -> Self {
        match path.get_ident() {
            Some(name) => Self::Name(name.clone()),
            None => Self::Path(path),
        }
    }
}

/// What the attributes were given.
#[derive(Default)]
pub(crate) struct Options {
    /// `type = …`, with the span of its value.
    pub(crate) task_type: Option<(TypeName, Span)>,
    /// `crate = path`.
    pub(crate) krate: Option<Path>,
    /// `allow_blocking`.
    pub(crate) allow_blocking: bool,
    /// `flavor = "…"`: whether it is `current_thread`.
    pub(crate) current_thread: Option<bool>,
    /// `worker_threads = n`.
    pub(crate) worker_threads: Option<LitInt>,
    /// `shutdown = "10s"`, in milliseconds.
    pub(crate) shutdown: Option<u64>,
    /// `start_paused = true`.
    pub(crate) start_paused: Option<LitBool>,
}

impl Options {
    /// The path of the crate, as the expansion is to write it.
    pub(crate) fn krate(&self) -> TokenStream {
        match &self.krate {
            Some(path) => path.to_token_stream(),
            None => quote!(::executor),
        }
    }
}

/// The attribute whose options are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Task,
    Main,
    Test,
}

impl Attribute {
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Task => &["type", "crate", "allow_blocking"],
            Self::Main => &["flavor", "worker_threads", "shutdown", "crate"],
            Self::Test => &["flavor", "worker_threads", "start_paused", "crate"],
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Main => "main",
            Self::Test => "test",
        }
    }
}

/// Reads all options, and reports every mistake among them.
pub(crate) fn parse(tokens: TokenStream, attribute: Attribute, errors: &mut Errors) -> Options {
    let mut options = Options::default();
    let mut seen: Vec<Ident> = Vec::new();
    for option in split_at_commas(tokens) {
        let read = |input: ParseStream| parse_one(input, attribute, &mut seen, &mut options);
        errors.keep(tokens::read(option, read));
    }
    options
}

/// Each option alone, so that a mistake in one leaves the others readable.
fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match &token {
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == ',' => {
                parts.push(TokenStream::new());
            }
            _ => parts.last_mut().expect("never empty").extend([token]),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn parse_one(
    input: ParseStream,
    attribute: Attribute,
    seen: &mut Vec<Ident>,
    options: &mut Options,
) -> syn::Result<()> {
    if !input.peek(Ident::peek_any) {
        let found: TokenStream = input.parse()?;
        let message = format!("expected an option: {}", allowed(attribute));
        return Err(Error::new_spanned(found, message));
    }
    let key = input.call(Ident::parse_any)?;
    let name = key.to_string();
    if !attribute.keys().contains(&name.as_str()) {
        let rest: TokenStream = input.parse()?;
        drop(rest);
        return Err(unknown(&key, attribute));
    }
    if seen.contains(&key) {
        let rest: TokenStream = input.parse()?;
        drop(rest);
        return Err(Error::new(key.span(), format!("`{name}` is given twice")));
    }
    seen.push(key.clone());
    if name == "allow_blocking" {
        options.allow_blocking = true;
        return end(input, "`allow_blocking` takes no value");
    }
    if !input.peek(Token![=]) {
        return Err(Error::new(
            key.span(),
            format!("`{name}` needs a value: {}", example(&name)),
        ));
    }
    input.parse::<Token![=]>()?;
    match name.as_str() {
        "type" => options.task_type = Some(parse_type(input)?),
        "crate" => options.krate = Some(parse_crate(input)?),
        "flavor" => options.current_thread = Some(parse_flavor(input)?),
        "worker_threads" => options.worker_threads = Some(parse_threads(input)?),
        "shutdown" => options.shutdown = Some(parse_duration(input)?),
        _ => options.start_paused = Some(literal(input, "`true` or `false`")?),
    }
    end(input, &format!("expected `,` after the value of `{name}`"))
}

fn end(input: ParseStream, message: &str) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    let rest: TokenStream = input.parse()?;
    Err(Error::new_spanned(rest, message))
}

fn allowed(attribute: Attribute) -> String {
    let keys = attribute.keys().iter();
    let keys: Vec<_> = keys.map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

fn unknown(key: &Ident, attribute: Attribute) -> Error {
    Error::new(
        key.span(),
        format!(
            "unknown option `{key}` of `#[executor::{}]`: expected {}",
            attribute.name(),
            allowed(attribute)
        ),
    )
}

fn example(key: &str) -> &'static str {
    match key {
        "type" => "`type = \"io\"`",
        "crate" => "`crate = some::path`",
        "flavor" => "`flavor = \"current_thread\"`",
        "worker_threads" => "`worker_threads = 2`",
        "shutdown" => "`shutdown = \"10s\"`",
        _ => "`start_paused = true`",
    }
}

/// A literal of the type `T`; where there is another value, an error on all of it.
fn literal<T: syn::parse::Parse>(input: ParseStream, expected: &str) -> syn::Result<T> {
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

fn parse_type(input: ParseStream) -> syn::Result<(TypeName, Span)> {
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

fn parse_crate(input: ParseStream) -> syn::Result<Path> {
    let path = input.call(Path::parse_mod_style)?;
    match path.segments.iter().find(|segment| segment.ident == "Self") {
        Some(segment) => Err(Error::new(
            segment.ident.span(),
            "expected the path of the crate, found a type",
        )),
        None => Ok(path),
    }
}

fn parse_flavor(input: ParseStream) -> syn::Result<bool> {
    const EXPECTED: &str = "`\"multi_thread\"` or `\"current_thread\"`";
    let flavor: LitStr = literal(input, EXPECTED)?;
    match flavor.value().as_str() {
        "current_thread" => Ok(true),
        "multi_thread" => Ok(false),
        _ => Err(Error::new(flavor.span(), format!("expected {EXPECTED}"))),
    }
}

fn parse_threads(input: ParseStream) -> syn::Result<LitInt> {
    const EXPECTED: &str = "a number of threads, at least 1";
    let threads: LitInt = literal(input, EXPECTED)?;
    match threads.base10_parse::<usize>() {
        Ok(number) if number > 0 => Ok(threads),
        _ => Err(Error::new(threads.span(), format!("expected {EXPECTED}"))),
    }
}

/// `"500ms"`, `"10s"`, `"2m"`: milliseconds.
fn parse_duration(input: ParseStream) -> syn::Result<u64> {
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
