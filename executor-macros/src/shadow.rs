//! Tells `exec!` whether it stands in sync or async code: a `macro_rules! exec` of the right kind at the top of the body, and
//! of each closure, `async` block and inner function in it whose code is of another kind. Textual scope carries it into other
//! macros' arguments and into what a user's own macros expand to.
//!
//! Other macros' arguments are read as expressions where they are some, else as bare tokens, in which an `async` group is
//! found by its keyword. In both cases nothing is changed but for the shadows that are put in and the path of `path::exec!`,
//! which is dropped so that it finds them.

use proc_macro2::{Delimiter, Group, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit_mut;
use syn::{Block, Expr, Item, Macro, MacroDelimiter, Signature, Stmt, Token, parse_quote_spanned};

use crate::captures::Captures;
use crate::context::Context;
use crate::tokens::{calls_exec, calls_macro, holds_punct, mentions};
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

/// The same group where nothing has changed: a new one would not have the spans of its two delimiters.
fn with_content(group: Group, content: TokenStream) -> Group {
    if content.to_string() == group.stream().to_string() {
        return group;
    }
    let mut changed = Group::new(group.delimiter(), content);
    changed.set_span(group.span());
    changed
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

fn calls_any_macro(tokens: TokenStream) -> bool {
    calls_macro(tokens, &|_| true)
}

struct Shadows<'a> {
    krate: &'a TokenStream,
    /// Of the code that is being visited.
    context: Context,
    captures: Captures,
}

impl<'a> Shadows<'a> {
    fn new(krate: &'a TokenStream, context: Context) -> Self {
        Self {
            krate,
            context,
            captures: Captures::default(),
        }
    }
    fn shadow(&self, context: Context) -> TokenStream {
        let krate = self.krate;
        let expander = context.expander();
        let dollar = Punct::new('$', Spacing::Alone);
        quote! {
            #[allow(unused_macros)]
            macro_rules! exec {
                (#dollar (#dollar call:tt)*) => {
                    #krate::macro_support::#expander! { (#krate) #dollar (#dollar call)* }
                };
            }
        }
    }

    /// Visits code of another context; whether it needs a shadow of its own.
    fn within(&mut self, context: Context, visit: impl FnOnce(&mut Self)) -> Option<TokenStream> {
        let outer = std::mem::replace(&mut self.context, context);
        visit(self);
        self.context = outer;
        (context != outer).then(|| self.shadow(context))
    }

    fn visit_function(&mut self, signature: &mut Signature, body: &mut Block) {
        let outer = self.captures.enter_function(signature);
        let shadow = self.within(Context::of(signature), |this| {
            visit_mut::visit_signature_mut(this.as_visitor(), signature);
            visit_mut::visit_block_mut(this.as_visitor(), body);
        });
        self.captures.leave_function(outer);
        put_first(body, shadow);
    }

    fn closure_context(&self, is_async: bool) -> Context {
        match (is_async, self.context) {
            (true, _) => Context::Async,
            (false, Context::Sync) => Context::Sync,
            (false, Context::Async | Context::Closure) => Context::Closure,
        }
    }

    /// The arguments of another macro.
    fn arguments(&mut self, tokens: TokenStream) -> TokenStream {
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
    fn exec_arguments(&mut self, tokens: TokenStream) -> TokenStream {
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
        let context = if is_body {
            Context::Async
        } else {
            self.context
        };
        let mut inner = TokenStream::new();
        let shadow = self.within(context, |this| {
            inner = if group.delimiter() == Delimiter::Brace {
                this.block(group.stream())
            } else {
                this.arguments(group.stream())
            };
        });
        match shadow {
            Some(shadow) if calls_any_macro(inner.clone()) => quote!(#shadow #inner),
            _ => inner,
        }
    }

    /// What stands in braces: statements where they can be read as some.
    fn block(&mut self, tokens: TokenStream) -> TokenStream {
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

impl Visitor for Shadows<'_> {
    fn as_visitor(&mut self) -> &mut dyn Visitor {
        self
    }

    /// What is kept as tokens, and so would be passed over.
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Verbatim(tokens) if calls_any_macro(tokens.clone()) => {
                *tokens = self.block(std::mem::take(tokens));
            }
            expr => visit_mut::visit_expr_mut(self.as_visitor(), expr),
        }
    }

    fn visit_pat_mut(&mut self, pattern: &mut syn::Pat) {
        self.captures.visit_pat_mut(pattern);
        visit_mut::visit_pat_mut(self.as_visitor(), pattern);
    }

    fn visit_expr_async_mut(&mut self, expr: &mut syn::ExprAsync) {
        let outer = self.captures.enter(expr.capture.is_some());
        let shadow = self.within(Context::Async, |this| {
            visit_mut::visit_expr_async_mut(this.as_visitor(), expr);
        });
        self.captures.leave(outer);
        put_first(&mut expr.block, shadow);
    }

    fn visit_expr_closure_mut(&mut self, expr: &mut syn::ExprClosure) {
        let context = self.closure_context(expr.asyncness.is_some());
        let outer = self.captures.enter(expr.capture.is_some());
        let shadow = self.within(context, |this| {
            visit_mut::visit_expr_closure_mut(this.as_visitor(), expr)
        });
        self.captures.leave(outer);
        let shadow = shadow.filter(|_| calls_any_macro(expr.body.to_token_stream()));
        if let Some(shadow) = shadow {
            put_in_front(&mut expr.body, shadow);
        }
    }

    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.visit_function(&mut item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.visit_function(&mut item.sig, &mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut syn::TraitItemFn) {
        if let Some(body) = &mut item.default {
            self.visit_function(&mut item.sig, body);
        }
    }

    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let is_exec = call
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "exec");
        if is_exec {
            let name = call.path.segments.last().expect("just seen").ident.clone();
            if call.tokens.is_empty() {
                *call = empty_call(name.span(), &call.delimiter);
                return;
            }
            call.path = name.into();
        }
        if is_exec && self.captures.any()
            || calls_exec(call.tokens.clone())
            || may_change_context(&call.tokens)
        {
            let tokens = std::mem::take(&mut call.tokens);
            call.tokens = if is_exec {
                self.exec_arguments(tokens)
            } else {
                self.arguments(tokens)
            };
        }
    }
}

/// The error for `exec!()`, which has no token of its own to point at. In braces, it needs no semicolon behind it.
fn empty_call(span: Span, delimiter: &MacroDelimiter) -> Macro {
    let message = "`exec!` is empty: expected a call, such as `exec!(f(x))`";
    match delimiter {
        MacroDelimiter::Brace(_) => {
            parse_quote_spanned!(span=> ::core::compile_error! { #message })
        }
        _ => parse_quote_spanned!(span=> ::core::compile_error!(#message)),
    }
}

/// Whether a macro is called in what may be an `async` block or a closure: a user's own, perhaps, that expands to `exec!`.
fn may_change_context(tokens: &TokenStream) -> bool {
    calls_any_macro(tokens.clone())
        && (mentions(tokens.clone(), &["async"]) || holds_punct(tokens.clone(), '|'))
}

/// Makes a closure's body a block with the shadow in it.
fn put_in_front(body: &mut Expr, shadow: TokenStream) {
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

fn put_first(block: &mut Block, shadow: Option<TokenStream>) {
    let shadow = shadow.filter(|_| calls_any_macro(block.to_token_stream()));
    if let Some(shadow) = shadow {
        block.stmts.insert(0, Stmt::Item(Item::Verbatim(shadow)));
    }
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
