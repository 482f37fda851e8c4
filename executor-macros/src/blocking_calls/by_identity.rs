//! Blocking functions of the standard library, told by the identity of the function's own type: another function of the same
//! name never trips the check.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Expr, ExprCall, ExprPath};

use super::by_extern;
use super::judged::{Rules, judge};
use super::parameters::Parameters;
use crate::never_runs::never_runs;
use crate::tokens::last_name;

struct Known {
    /// Under `std::os::unix` it is there on such systems only.
    path: &'static [&'static str],
    parameters: Parameters,
}

const fn known(path: &'static [&'static str], generics: usize) -> Known {
    let parameters = match generics {
        0 => Parameters::Typed,
        1 => Parameters::One,
        _ => Parameters::Two,
    };
    Known { path, parameters }
}

const FUNCTIONS: &[Known] = &[
    known(&["std", "thread", "sleep"], 0),
    known(&["std", "thread", "park"], 0),
    known(&["std", "thread", "park_timeout"], 0),
    known(&["std", "fs", "canonicalize"], 1),
    known(&["std", "fs", "copy"], 2),
    known(&["std", "fs", "create_dir"], 1),
    known(&["std", "fs", "create_dir_all"], 1),
    known(&["std", "fs", "exists"], 1),
    known(&["std", "fs", "hard_link"], 2),
    known(&["std", "fs", "metadata"], 1),
    known(&["std", "fs", "read"], 1),
    known(&["std", "fs", "read_dir"], 1),
    known(&["std", "fs", "read_link"], 1),
    known(&["std", "fs", "read_to_string"], 1),
    known(&["std", "fs", "remove_dir"], 1),
    known(&["std", "fs", "remove_dir_all"], 1),
    known(&["std", "fs", "remove_file"], 1),
    known(&["std", "fs", "rename"], 2),
    known(&["std", "fs", "symlink_metadata"], 1),
    known(&["std", "fs", "write"], 2),
    known(&["std", "fs", "File", "create"], 1),
    known(&["std", "fs", "File", "create_new"], 1),
    known(&["std", "fs", "File", "open"], 1),
    known(&["std", "path", "Path", "canonicalize"], 0),
    known(&["std", "path", "Path", "exists"], 0),
    known(&["std", "path", "Path", "is_dir"], 0),
    known(&["std", "path", "Path", "is_file"], 0),
    known(&["std", "path", "Path", "metadata"], 0),
    known(&["std", "path", "Path", "read_dir"], 0),
    known(&["std", "path", "Path", "try_exists"], 0),
    known(&["std", "net", "TcpStream", "connect"], 1),
    known(&["std", "net", "TcpStream", "connect_timeout"], 0),
    known(&["std", "os", "unix", "fs", "symlink"], 2),
    known(&["std", "os", "unix", "net", "UnixStream", "connect"], 1),
];

/// Puts the check in front of the callee, where that has the name of a known function.
pub(super) fn check(call: &mut ExprCall, rules: &Rules) -> bool {
    let Expr::Path(path) = &*call.func else {
        return false;
    };
    let name = last_name(&path.path);
    let known = FUNCTIONS
        .iter()
        .filter(|known| known.path.last().is_some_and(|last| name == last));
    let mut candidates: Vec<_> = known.map(Candidate::of).collect();
    candidates.extend(
        by_extern::functions(name).map(|(path, parameters)| Candidate {
            condition: TokenStream::new(),
            path,
            parameters,
        }),
    );
    if candidates.is_empty() {
        return false;
    }
    *call.func = Expr::Verbatim(checked(path, &candidates, rules));
    true
}

/// A function that the callee may be.
struct Candidate {
    /// The attribute that says where the function is there.
    condition: TokenStream,
    path: TokenStream,
    parameters: Parameters,
}

impl Candidate {
    fn of(known: &Known) -> Self {
        let path = known.path.iter();
        let names = path.map(|name| Ident::new(name, Span::call_site()));
        Self {
            condition: match known.path.contains(&"unix") {
                true => quote!(#[cfg(unix)]),
                false => TokenStream::new(),
            },
            path: quote!(::#(#names)::*),
            parameters: known.parameters,
        }
    }
}

fn checked(path: &ExprPath, candidates: &[Candidate], rules: &Rules) -> TokenStream {
    let rt = rules.rt;
    let callee = last_name(&path.path);
    let function = Ident::new("__executor_function", Span::mixed_site());
    let known = Ident::new("__executor_known", Span::mixed_site());
    let verdict = Ident::new("__executor_verdict", Span::mixed_site());
    let checks = candidates.iter().map(|candidate| {
        let Candidate {
            condition, path, ..
        } = candidate;
        let settle = candidate.parameters.settle(&known);
        let judged = judge(&quote!(#verdict), callee, rules);
        quote!(#condition {
            let #known = #path;
            let #verdict = #rt::same(&#function, &#known).executor_verdict();
            let #verdict = { #judged #verdict };
            #verdict #settle;
        })
    });
    let checks = quote!(use #rt::{Differs as _, Settled as _}; #(#checks)*);
    let checks = never_runs(rt, &checks);
    quote!(({ let #function = #path; #checks #function }))
}
