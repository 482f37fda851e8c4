//! Blocking functions and methods of crates that the runtime crate does not depend on, told by identity and by type as those of
//! the standard library are, where the crate that is being compiled can name theirs: rustc was given `--extern` for it.
//!
//! What a crate does not have, in the version or with the features at hand, stands in as an item of its own, which nothing
//! else is the same as: the crate's items come by a glob import, which hides it.

use std::sync::OnceLock;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::judged::{Rules, judge};
use super::parameters::Parameters;
use crate::levels::Levels;
use crate::tokens::is_one_of;

/// A function: a module that is always there, the path from there, and its parameters.
struct Function(&'static [&'static str], &'static [&'static str], Parameters);

const FUNCTIONS: &[Function] = &[
    Function(&["async_io"], &["block_on"], Parameters::Future),
    Function(&["futures"], &["executor", "block_on"], Parameters::Future),
    Function(&["futures_executor"], &["block_on"], Parameters::Future),
    Function(
        &["futures_lite", "future"],
        &["block_on"],
        Parameters::Future,
    ),
    Function(&["pollster"], &["block_on"], Parameters::Future),
    Function(&["smol"], &["block_on"], Parameters::Future),
    Function(&["smol"], &["future", "block_on"], Parameters::Future),
    Function(&["reqwest"], &["blocking", "get"], Parameters::One),
];

/// A type: a module that is always there, the path from there, its parameters, and the methods of it that block.
struct Type(
    &'static [&'static str],
    &'static [&'static str],
    Generics,
    &'static [&'static str],
);

/// The parameters of a type.
#[derive(Clone, Copy)]
enum Generics {
    None,
    /// `<T>`.
    One,
    /// `<'a, T>`.
    Borrowed,
}

impl Generics {
    /// The type's declaration, where its crate has none.
    fn declare(self, name: &Ident) -> TokenStream {
        match self {
            Self::None => quote!(pub struct #name;),
            Self::One => quote!(pub struct #name<T>(T);),
            Self::Borrowed => quote!(pub struct #name<'a, T>(&'a T);),
        }
    }

    /// The parameters of an implementation, and the type's arguments in it.
    fn arguments(self) -> (TokenStream, TokenStream) {
        match self {
            Self::None => Default::default(),
            Self::One => (quote!(<T>), quote!(<T>)),
            Self::Borrowed => (quote!(<T>), quote!(<'_, T>)),
        }
    }
}

const RECV: &[&str] = &["for_each_item", "recv", "recv_deadline", "recv_timeout"];
const EACH: &[&str] = &["for_each_item"];
const SEND: &[&str] = &[
    "call",
    "send",
    "send_bytes",
    "send_empty",
    "send_form",
    "send_json",
    "send_string",
];

const TYPES: &[Type] = &[
    Type(
        &["crossbeam"],
        &["channel", "Receiver"],
        Generics::One,
        RECV,
    ),
    Type(
        &["crossbeam"],
        &["channel", "Iter"],
        Generics::Borrowed,
        EACH,
    ),
    Type(
        &["crossbeam"],
        &["channel", "IntoIter"],
        Generics::One,
        EACH,
    ),
    Type(&["crossbeam_channel"], &["Receiver"], Generics::One, RECV),
    Type(&["crossbeam_channel"], &["Iter"], Generics::Borrowed, EACH),
    Type(&["crossbeam_channel"], &["IntoIter"], Generics::One, EACH),
    Type(
        &["futures"],
        &["executor", "LocalPool"],
        Generics::None,
        &["run", "run_until"],
    ),
    Type(
        &["reqwest"],
        &["blocking", "Client"],
        Generics::None,
        &["execute"],
    ),
    Type(
        &["reqwest"],
        &["blocking", "RequestBuilder"],
        Generics::None,
        &["send"],
    ),
    Type(
        &["reqwest"],
        &["blocking", "Response"],
        Generics::None,
        &["bytes", "copy_to", "json", "text"],
    ),
    Type(&["ureq"], &["Agent"], Generics::None, &["run"]),
    Type(&["ureq"], &["Request"], Generics::None, SEND),
    Type(&["ureq"], &["RequestBuilder"], Generics::One, SEND),
];

/// What functions of this name in such crates are called in the expansion.
pub(super) fn functions(name: &Ident) -> impl Iterator<Item = (TokenStream, Parameters)> + '_ {
    let named = FUNCTIONS
        .iter()
        .filter(move |Function(root, path, _)| name == path[path.len() - 1] && is_there(root));
    named.map(|Function(root, path, parameters)| {
        let (root, path) = (idents(root), idents(path));
        let stand_in = stand_in(&path, &|name| quote!(pub fn #name<F>(_: F) {}));
        let found = quote!({ #stand_in { use ::#(#root)::*::*; #(#path)::* } });
        (found, *parameters)
    })
}

/// Whether a method of this name blocks on a type of such a crate.
pub(super) fn may_block(method: &Ident) -> bool {
    types(method).next().is_some()
}

/// What compiles only where none of the levels is of such a type.
pub(super) fn method_checks(levels: &Levels, method: &Ident, rules: &Rules) -> TokenStream {
    let rt = rules.rt;
    let checks = types(method).map(|Type(root, path, generics, _)| {
        let (root, path) = (idents(root), idents(path));
        let stand_in = stand_in(&path, &|name| generics.declare(name));
        let (parameters, arguments) = generics.arguments();
        let verdicts = levels.names.iter().take(3);
        let verdicts = verdicts.map(|level| judge(&quote!(#rt::ty(#level).waits()), method, rules));
        quote!({
            use #rt::{Blocks as __Blocks, Ty as __Ty};
            trait __Waits { fn waits(self) -> __Blocks; }
            #stand_in
            {
                use ::#(#root)::*::*;
                impl #parameters __Waits for __Ty<#(#path)::* #arguments> {
                    fn waits(self) -> __Blocks { loop {} }
                }
            }
            #(#verdicts)*
        })
    });
    checks.collect()
}

fn types(method: &Ident) -> impl Iterator<Item = &'static Type> + '_ {
    TYPES
        .iter()
        .filter(move |Type(root, .., methods)| is_one_of(method, methods) && is_there(root))
}

fn idents(names: &[&str]) -> Vec<Ident> {
    names
        .iter()
        .map(|name| Ident::new(name, Span::call_site()))
        .collect()
}

/// The item that the path leads to, in modules of its own.
fn stand_in(path: &[Ident], item: &dyn Fn(&Ident) -> TokenStream) -> TokenStream {
    let (last, modules) = path.split_last().expect("a path has a segment");
    let item = item(last);
    modules
        .iter()
        .rev()
        .fold(item, |inner, name| quote!(mod #name { #inner }))
}

fn is_there(root: &[&str]) -> bool {
    static CRATES: OnceLock<Vec<String>> = OnceLock::new();
    let crates = CRATES.get_or_init(|| named_crates(std::env::args()));
    crates.iter().any(|name| name == root[0])
}

/// The crates that rustc was told of with `--extern [options:]name[=path]`. In an editor, whose arguments are others, there are none.
fn named_crates(arguments: impl Iterator<Item = String>) -> Vec<String> {
    let mut crates = Vec::new();
    let mut is_value = false;
    for argument in arguments {
        let value = match is_value {
            true => Some(argument.as_str()),
            false => argument.strip_prefix("--extern="),
        };
        let value = value.map(|value| value.split('=').next().unwrap_or_default());
        let name = value.filter(|value| !value.contains("noprelude"));
        crates.extend(name.map(|name| name.rsplit(':').next().unwrap_or_default().to_owned()));
        is_value = argument == "--extern";
    }
    crates
}

#[cfg(test)]
mod tests {
    use super::named_crates;

    #[test]
    fn crates_are_read_from_the_arguments_of_rustc() {
        let arguments = "rustc --crate-name x --extern a=/a.rmeta --extern=b=/b.rmeta --extern priv:c=/c \
                         --extern noprelude:d=/d --extern e -L dependency=/f";
        let crates = named_crates(arguments.split_whitespace().map(str::to_owned));
        assert_eq!(crates, ["a", "b", "c", "e"]);
    }
}
