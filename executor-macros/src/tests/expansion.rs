//! User code, expanded as the compiler does it: the attributes, then the `exec!`s, each by the shadow in scope.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Block, Expr, File, ImplItem, Item, ItemImpl, ItemTrait, Macro, Stmt, TraitItem,
};

use crate::context::Context;
use crate::diagnostics::Errors;
use crate::options;
use crate::reader::Reader;
use crate::{entry, exec, task, task_types};

/// A source file, expanded.
pub(super) fn of_file(source: &str) -> File {
    of_file_with(source, &TokenStream::new())
}

/// The same with `options` added to those of each attribute.
pub(super) fn of_file_with(source: &str, options: &TokenStream) -> File {
    let file = syn::parse_file(source).expect("user code that can be parsed");
    let items = file.items.into_iter().map(|item| of_item(item, options));
    let mut file: File = syn::parse2(items.collect()).expect("expansions that are items");
    Execs::default().visit_file_mut(&mut file);
    file
}

/// Formatted code. The numbers in the names of cards are left out: they depend on what was expanded before.
pub(super) fn formatted(file: &File) -> String {
    without_numbers(&prettyplease::unparse(file))
}

fn of_item(mut item: Item, options: &TokenStream) -> TokenStream {
    match &mut item {
        Item::Fn(function) => {
            if let Some(attribute) = take_attribute(&mut function.attrs) {
                return of_annotated(&attribute, options, item.into_token_stream());
            }
        }
        Item::Impl(block) => {
            if let Some(attribute) = take_attribute(&mut block.attrs) {
                return of_annotated(&attribute, options, item.into_token_stream());
            }
            expand_methods(block, options);
        }
        Item::Trait(item) => expand_declarations(item, options),
        Item::Macro(call)
            if call
                .mac
                .path
                .segments
                .last()
                .is_some_and(|l| l.ident == "task_types") =>
        {
            let declarations = &call.mac.tokens;
            let krate = runtime_crate(options);
            return task_types::expand(quote!((#krate) #declarations));
        }
        _ => {}
    }
    item.into_token_stream()
}

/// The path that the options give, as `task_types!` hands it on.
fn runtime_crate(given: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = options::parse(given.clone(), options::Attribute::Task, &mut errors);
    options.krate()
}

fn expand_methods(block: &mut ItemImpl, options: &TokenStream) {
    for member in &mut block.items {
        let ImplItem::Fn(function) = member else {
            continue;
        };
        if let Some(attribute) = take_attribute(&mut function.attrs) {
            *member = ImplItem::Verbatim(of_annotated(
                &attribute,
                options,
                function.to_token_stream(),
            ));
        }
    }
}

fn expand_declarations(item: &mut ItemTrait, options: &TokenStream) {
    for member in &mut item.items {
        let TraitItem::Fn(function) = member else {
            continue;
        };
        if let Some(attribute) = take_attribute(&mut function.attrs) {
            *member = TraitItem::Verbatim(of_annotated(
                &attribute,
                options,
                function.to_token_stream(),
            ));
        }
    }
}

fn take_attribute(attributes: &mut Vec<Attribute>) -> Option<Attribute> {
    let is_ours = |attribute: &Attribute| attribute.path().segments[0].ident == "executor";
    let index = attributes.iter().position(is_ours)?;
    Some(attributes.remove(index))
}

fn of_annotated(attribute: &Attribute, more: &TokenStream, item: TokenStream) -> TokenStream {
    let options = match &attribute.meta {
        syn::Meta::List(list) => {
            let own = &list.tokens;
            quote!(#own, #more)
        }
        _ => more.clone(),
    };
    let name = attribute
        .path()
        .segments
        .last()
        .expect("a path has a segment");
    match name.ident.to_string().as_str() {
        "task" => task::expand(options, item),
        "main" => entry::expand(options, item, options::Attribute::Main, Reader::Compiler),
        "test" => entry::expand(options, item, options::Attribute::Test, Reader::Compiler),
        other => panic!("no attribute of the crate: `{other}`"),
    }
}

/// Replaces each `exec!` by its expansion.
#[derive(Default)]
struct Execs {
    shadow: Option<Shadow>,
}

/// What the shadow in scope says: the context, and the path of the runtime crate in parentheses.
#[derive(Clone)]
struct Shadow {
    context: Context,
    krate: TokenTree,
}

impl Execs {
    fn expand(&mut self, call: &Macro) -> Option<Expr> {
        if !call.path.is_ident("exec") {
            return None;
        }
        let Shadow { context, krate } = self.shadow.clone()?;
        let tokens = &call.tokens;
        let expanded = exec::expand(quote!(#krate #tokens), context, Reader::Compiler);
        let mut expanded: Expr = syn::parse2(expanded).expect("an expansion that is an expression");
        self.visit_expr_mut(&mut expanded);
        Some(expanded)
    }
}

impl VisitMut for Execs {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let outer = self.shadow.clone();
        for statement in &mut block.stmts {
            match shadow(statement) {
                Some(shadow) => self.shadow = Some(shadow),
                None => self.visit_stmt_mut(statement),
            }
        }
        self.shadow = outer;
    }

    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        let expanded = match statement {
            Stmt::Macro(call) if !call.mac.tokens.to_string().starts_with('@') => {
                self.expand(&call.mac)
            }
            _ => None,
        };
        match (expanded, &statement) {
            (Some(expanded), Stmt::Macro(call)) => {
                *statement = Stmt::Expr(expanded, call.semi_token)
            }
            _ => visit_mut::visit_stmt_mut(self, statement),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            Expr::Macro(call) => {
                if let Some(expanded) = self.expand(&call.mac) {
                    *expr = expanded;
                }
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }
}

/// The shadow that the statement is, if it is one.
fn shadow(statement: &Stmt) -> Option<Shadow> {
    match statement {
        Stmt::Item(Item::Macro(definition)) => read_shadow(definition.mac.tokens.clone()),
        _ => None,
    }
}

/// Finds `exec_in_async! { (krate) …}` at any depth.
fn read_shadow(tokens: TokenStream) -> Option<Shadow> {
    let contexts = [Context::Async, Context::Sync, Context::Closure];
    let mut context = None;
    for token in tokens {
        match (token, context) {
            (TokenTree::Group(group), Some(context)) => {
                let krate = group.stream().into_iter().next()?;
                return Some(Shadow { context, krate });
            }
            (TokenTree::Group(group), None) => {
                if let Some(found) = read_shadow(group.stream()) {
                    return Some(found);
                }
            }
            (TokenTree::Ident(name), None) => {
                context = contexts
                    .into_iter()
                    .find(|context| context.expander() == name);
            }
            _ => {}
        }
    }
    None
}

/// `__executor_card_load_17` becomes `__executor_card_load_N`.
fn without_numbers(text: &str) -> String {
    let mut parts = text.split("__executor_card");
    let mut out = parts.next().expect("a split has a part").to_owned();
    for part in parts {
        let end = part
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = if stem.len() < name.len() { "N" } else { "" };
        out += &format!("__executor_card{stem}{number}{rest}");
    }
    out
}
