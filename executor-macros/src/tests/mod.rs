//! Tests of the expansions themselves. Nothing can link a macro crate but its own tests, which call what stands behind the entry
//! points, over the token streams that `proc_macro2` has outside the compiler.
//!
//! What the expansions mean to the compiler is tested in the package `executor-tests`.

mod contexts;
mod custom_crate;
mod expansion;
mod fuzz;
mod golden;
mod growth;
mod half_typed;
mod in_editor;
mod raw_names;
mod value_of_break;
