//! Shadows in other macros' arguments: in expressions where they are some, else among bare tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Token};

use super::placed::calls_any_macro;
use super::shadows::Shadows;
use crate::context::Context;
use crate::tokens::{holds_punct, mentions};
use crate::visitor::Visitor;

impl Shadows<'_> {
    /// The arguments of another macro.
    pub(super) fn arguments(&mut self, tokens: TokenStream) -> TokenStream {
        let list = Punctuated::<Expr, Token![,]>::parse_terminated;
        match list.parse2(tokens.clone()) {
            Ok(mut arguments) => {
                for argument in &mut arguments {
                    self.visit_expr_mut(argument);
                }
                arguments.into_token_stream()
            }
            Err(_) => self.bare_tokens(tokens),
        }
    }

    /// The arguments of `exec!`: its mode and type, then an expression.
    pub(super) fn exec_arguments(&mut self, tokens: TokenStream) -> TokenStream {
        let Ok((prefix, mut call)) = crate::exec::split_prefix.parse2(tokens.clone()) else {
            return self.bare_tokens(tokens);
        };
        self.visit_expr_mut(&mut call);
        let captured = match prefix.is_empty() || !mentions(prefix.clone(), &["spawn", "block"]) {
            true => self.captures.of_call(&call),
            false => Vec::new(),
        };
        let captured = (!captured.is_empty()).then(|| quote!(@captured (#(#captured)*)));
        quote!(#captured #prefix #call)
    }

    /// Tokens that are no list of expressions.
    fn bare_tokens(&mut self, tokens: TokenStream) -> TokenStream {
        let mut out: Vec<TokenTree> = Vec::new();
        let mut scan = AsyncScan::default();
        for token in tokens {
            let starts_async = scan.step(&token);
            match token {
                TokenTree::Group(group) => {
                    let inner = self.group(&group, starts_async);
                    out.push(with_content(group, inner).into());
                }
                TokenTree::Punct(punct) if punct.as_char() == '!' => {
                    drop_path_of_exec(&mut out);
                    out.push(punct.into());
                }
                other => out.push(other),
            }
        }
        out.into_iter().collect()
    }

    fn group(&mut self, group: &Group, starts_async: bool) -> TokenStream {
        let is_body = starts_async && group.delimiter() == Delimiter::Brace;
        if !is_body {
            return self.within_group(group);
        }
        let mut inner = TokenStream::new();
        let shadow = self.within(Context::Async, TokenStream::new(), |this| {
            inner = this.within_group(group);
        });
        match shadow {
            Some(shadow) if calls_any_macro(inner.clone()) => quote!(#shadow #inner),
            _ => inner,
        }
    }

    fn within_group(&mut self, group: &Group) -> TokenStream {
        if group.delimiter() == Delimiter::Brace {
            self.block(group.stream())
        } else {
            self.arguments(group.stream())
        }
    }

    /// What stands in braces: statements where they can be read as some.
    pub(super) fn block(&mut self, tokens: TokenStream) -> TokenStream {
        match Block::parse_within.parse2(tokens.clone()) {
            Ok(mut statements) => {
                for statement in &mut statements {
                    self.visit_stmt_mut(statement);
                }
                quote!(#(#statements)*)
            }
            Err(_) => self.bare_tokens(tokens),
        }
    }
}

/// Whether a macro is called in what may be an `async` block or a closure: a user's own, perhaps, that expands to `exec!`.
pub(super) fn may_change_context(tokens: &TokenStream) -> bool {
    calls_any_macro(tokens.clone())
        && (mentions(tokens.clone(), &["async"]) || holds_punct(tokens.clone(), '|'))
}

/// The same group where nothing has changed: a new one would not have the spans of its two delimiters.
pub(super) fn with_content(group: Group, content: TokenStream) -> Group {
    if content.to_string() == group.stream().to_string() {
        return group;
    }
    let mut changed = Group::new(group.delimiter(), content);
    changed.set_span(group.span());
    changed
}

/// Drops `a::b::` in front of a last token `exec`.
fn drop_path_of_exec(tokens: &mut Vec<TokenTree>) {
    if !matches!(tokens.last(), Some(TokenTree::Ident(name)) if name == "exec") {
        return;
    }
    let name = tokens.pop().expect("just seen");
    while ends_with_colons(tokens) {
        tokens.truncate(tokens.len() - 2);
        if matches!(tokens.last(), Some(TokenTree::Ident(_))) {
            tokens.pop();
        }
    }
    tokens.push(name);
}

fn ends_with_colons(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ':');
    matches!(tokens, [.., a, b] if is_colon(a) && is_colon(b))
}

/// Finds the body of `async { … }`, `async move { … }`, `async |…| { … }` among bare tokens.
#[derive(Default)]
struct AsyncScan {
    after_async: bool,
    in_parameters: bool,
}

impl AsyncScan {
    /// Whether `token`, a group, stands where the body of something async does.
    fn step(&mut self, token: &TokenTree) -> bool {
        let before = self.after_async;
        self.after_async = match token {
            TokenTree::Ident(ident) if ident == "async" => true,
            TokenTree::Ident(ident) if ident == "move" => before,
            TokenTree::Punct(punct) if punct.as_char() == '|' && before => {
                self.in_parameters = !self.in_parameters;
                true
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                before && self.in_parameters
            }
            _ => before && self.in_parameters,
        };
        before && !self.in_parameters
    }
}
