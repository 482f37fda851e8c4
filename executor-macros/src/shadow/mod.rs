//! Tells `exec!` whether it stands in sync or async code: a `macro_rules! exec` of the right kind at the top of the body, and
//! of each closure, `async` block and inner function in it whose code is of another kind. Textual scope carries it into other
//! macros' arguments and into what a user's own macros expand to.
//!
//! Other macros' arguments are read as expressions where they are some, else as bare tokens, in which an `async` group is
//! found by its keyword. In both cases nothing is changed but for the shadows that are put in and the path of `path::exec!`,
//! which is dropped so that it finds them.

mod in_macros;
mod placed;

use proc_macro2::{Delimiter, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::visit_mut;
use syn::{Block, Expr, Item, Macro, MacroDelimiter, Signature, Stmt, parse_quote_spanned};

use self::in_macros::{may_change_context, with_content};
use self::placed::{calls_any_macro, put_first, put_in_front};
use crate::captures::Captures;
use crate::context::Context;
use crate::tokens::calls_exec;
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
