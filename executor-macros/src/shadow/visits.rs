//! Where the context changes in code that can be read: functions, closures, `async` blocks.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::visit_mut;
use syn::{Block, Expr, Macro, MacroDelimiter, Signature, parse_quote_spanned};

use super::in_macros::may_change_context;
use super::placed::{calls_any_macro, put_first, put_in_front};
use super::shadows::Shadows;
use crate::context::Context;
use crate::tokens::calls_exec;
use crate::visitor::Visitor;

impl Shadows<'_> {
    fn visit_function(&mut self, signature: &mut Signature, body: &mut Block) {
        let outer = self.captures.enter_function(signature);
        let outer_captures = self.captures.enter(true);
        let shadow = self.within(Context::of(signature), TokenStream::new(), |this| {
            visit_mut::visit_signature_mut(this.as_visitor(), signature);
            visit_mut::visit_block_mut(this.as_visitor(), body);
        });
        self.captures.leave(outer_captures);
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
        let calls = expr.block.to_token_stream();
        let shadow = self.within(Context::Async, calls, |this| {
            visit_mut::visit_expr_async_mut(this.as_visitor(), expr);
        });
        self.captures.leave(outer);
        put_first(&mut expr.block, shadow);
    }

    fn visit_expr_closure_mut(&mut self, expr: &mut syn::ExprClosure) {
        let context = self.closure_context(expr.asyncness.is_some());
        let outer = self.captures.enter(expr.capture.is_some());
        let calls = expr.body.to_token_stream();
        let shadow = self.within(context, calls, |this| {
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
