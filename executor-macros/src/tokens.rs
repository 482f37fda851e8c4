//! Questions about token streams that need no parsing.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{ParseStream, Parser};
use syn::{Path, parenthesized};

/// Whether a macro is called in `tokens`, at any depth, for whose name `named` holds.
pub(crate) fn calls_macro(tokens: TokenStream, named: &dyn Fn(&Ident) -> bool) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => calls_macro(group.stream(), named),
            TokenTree::Ident(ident) => is_bang(tokens.peek()) && named(&ident),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether `exec!` is called in `tokens`, at any depth.
pub(crate) fn calls_exec(tokens: TokenStream) -> bool {
    calls_macro(tokens, &|name| name == "exec")
}

/// Where `exec!` is first called by its bare name in `tokens`, at any depth: not as `path::exec!`.
pub(crate) fn bare_exec(tokens: TokenStream) -> Option<Span> {
    let mut after_path = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match &token {
            TokenTree::Group(group) => bare_exec(group.stream()),
            TokenTree::Ident(ident) => {
                let is_call = !after_path && is_bang(tokens.peek()) && *ident == "exec";
                is_call.then(|| ident.span())
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        after_path = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
    }
    None
}

/// Whether the identifier is one of `names`. To compare it with each would ask the compiler for its text each time.
pub(crate) fn is_one_of(ident: &Ident, names: &[&str]) -> bool {
    names.contains(&ident.to_string().as_str())
}

/// Whether one of the identifiers stands in `tokens`, at any depth.
pub(crate) fn mentions(tokens: TokenStream, idents: &[&str]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), idents),
        TokenTree::Ident(ident) => is_one_of(&ident, idents),
        _ => false,
    })
}

/// Whether code in braces stands in `tokens`, at any depth.
pub(crate) fn holds_braces(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::Brace || holds_braces(group.stream())
        }
        _ => false,
    })
}

/// How many groups there are in `tokens`, at any depth.
pub(crate) fn groups(tokens: TokenStream) -> usize {
    let groups = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => 1 + groups(group.stream()),
        _ => 0,
    });
    groups.sum()
}

/// Whether the punctuation stands in `tokens`, at any depth.
pub(crate) fn holds_punct(tokens: TokenStream, character: char) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => holds_punct(group.stream(), character),
        TokenTree::Punct(punct) => punct.as_char() == character,
        _ => false,
    })
}

fn is_bang(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == '!')
}

/// The name that a path ends with.
pub(crate) fn last_name(path: &Path) -> &Ident {
    &path.segments.last().expect("a path has a segment").ident
}

/// Reads the tokens. Where they end too early, the error is at the last of them, not at the macro itself.
pub(crate) fn read<T>(
    tokens: TokenStream,
    read: impl FnOnce(ParseStream) -> syn::Result<T>,
) -> syn::Result<T> {
    let last = tokens.clone().into_iter().last();
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(last.map_or_else(Span::call_site, |last| last.span()));
    let read_inside = |input: ParseStream| {
        let inside;
        parenthesized!(inside in input);
        read(&inside)
    };
    read_inside.parse2(TokenTree::from(group).into())
}

/// The same tokens with another span.
pub(crate) fn at(span: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| token_at(span, token))
        .collect()
}

fn token_at(span: Span, mut token: TokenTree) -> TokenTree {
    if let TokenTree::Group(group) = &token {
        token = Group::new(group.delimiter(), at(span, group.stream())).into();
    }
    token.set_span(span);
    token
}

/// Where an expression of the user's begins and ends.
#[derive(Clone, Copy)]
pub(crate) struct Ends {
    pub(crate) first: Span,
    /// Where there is more than one token.
    last: Option<Span>,
}

impl Ends {
    pub(crate) fn of(tokens: &impl ToTokens) -> Self {
        let mut tokens = tokens.to_token_stream().into_iter();
        let first = tokens.next();
        Self {
            first: first.map_or_else(Span::call_site, |first| first.span()),
            last: tokens.last().map(|last| last.span()),
        }
    }

    pub(crate) fn at(first: Span) -> Self {
        Self { first, last: None }
    }

    pub(crate) fn is_one_token(self) -> bool {
        self.last.is_none()
    }

    /// What the variable is, over the whole expression.
    pub(crate) fn over(self, variable: &Ident) -> TokenStream {
        let inside = quote_spanned!(self.first=> (#variable,).);
        let mut index = Literal::usize_unsuffixed(0);
        index.set_span(self.last());
        quote!(#inside #index)
    }

    /// The variable at the end of the expression: behind a token at its begin, the two are over the whole.
    pub(crate) fn at_end(self, variable: &Ident) -> Ident {
        Ident::new(
            &variable.to_string(),
            variable.span().located_at(self.last()),
        )
    }

    pub(crate) fn last(self) -> Span {
        self.last.unwrap_or(self.first)
    }
}

/// The path to what expansions call, as single tokens: a `TokenStream` costs calls of the compiler each time it is written.
pub(crate) struct Runtime(Vec<TokenTree>);

impl Runtime {
    /// Of the runtime crate at `krate`.
    pub(crate) fn of(krate: &TokenStream) -> Self {
        Self(quote!(#krate::macro_support).into_iter().collect())
    }

    /// The same path with another span.
    pub(crate) fn at(&self, span: Span) -> Self {
        let tokens = self.0.iter().cloned();
        Self(tokens.map(|token| token_at(span, token)).collect())
    }
}

impl ToTokens for Runtime {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

/// Takes off the path of the runtime crate, in parentheses, that stands first; `::executor` where there is none.
pub(crate) fn split_crate(input: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = input.into_iter();
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            (group.stream(), tokens.collect())
        }
        first => (
            quote!(::executor),
            first.into_iter().chain(tokens).collect(),
        ),
    }
}

/// Whether the name is that of a type: in camel case, or one of C's.
pub(crate) fn names_type(name: &str) -> bool {
    let of_c = name.starts_with("c_") && C_TYPES.contains(&&name[2..]);
    name.trim_start_matches('_').starts_with(char::is_uppercase) || of_c || name.ends_with("_t")
}

const C_TYPES: &[&str] = &[
    "char",
    "double",
    "float",
    "int",
    "long",
    "longlong",
    "schar",
    "short",
    "uchar",
    "uint",
    "ulong",
    "ulonglong",
    "ushort",
    "void",
];
