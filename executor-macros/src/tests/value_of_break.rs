//! An argument that leaves the code around it with a value: `break x` in front of braces would be a struct's literal.

use std::str::FromStr;

use proc_macro2::TokenStream;
use syn::Expr;

use crate::context::Context;
use crate::exec;
use crate::reader::Reader;

#[test]
fn an_argument_may_break_with_a_value() {
    for call in [
        "f(break x, 3)",
        "f(break 'outer x, y)",
        "f(&a.clone(), break x)",
        "block f(break x, 3)",
        "spawn f(break x, 3)",
        "(f(y))(break x, 3)",
    ] {
        let call = TokenStream::from_str(&format!("(::executor) {call}")).expect("tokens");
        let expanded = exec::expand(call, Context::Async, Reader::Compiler);
        let parsed = syn::parse2::<Expr>(expanded.clone());
        assert!(parsed.is_ok(), "no expression: {expanded}");
    }
}
