//! How to use this crate, a page a subject. Each example is a test.
//!
//! | page | of |
//! |---|---|
//! | [`exec`] | `exec!`: its grammar, what it picks, what moves, what it expands to |
//! | [`task`] | `#[task]`: options, `impl` blocks, methods, traits, what it leaves and what it adds |
//! | [`task_types`] | where sync work runs, how much of it at once, and how much may wait |
//! | [`inside_tokio_and_axum`] | one function at a time in a program that you have; handlers |
//! | [`testing`] | `#[executor::test]`, paused time, failures that nobody saw |
//! | [`shutdown`] | the end of a program: draining, signals, deadlines |
//! | [`performance`] | what each row of the bench measures, and its figures |
//! | [`limits`] | what it does not do |
//! | [`how_it_works`] | for maintainers: card, kind, context, pool, permits, and a call's way from `exec!` to its thread and back |
//!
//! [`what_the_compiler_rejects`](crate::what_the_compiler_rejects) lists the mistakes that do not compile.

/// A page: its text, its chart if it has one, and where its links lead.
macro_rules! page {
    ($($(#[$attribute:meta])* $page:ident: $($text:literal),+;)*) => { $(
        $(#[$attribute])*
        $(#[doc = include_str!($text)])+
        #[doc = include_str!("links.md")]
        pub mod $page {}
    )* };
}

page! {
    exec: "exec.md";
    how_it_works: "how_it_works.md";
    // its examples are tested in `executor-tests`, which depends on axum
    #[cfg(not(doctest))]
    inside_tokio_and_axum: "inside_tokio_and_axum.md";
    limits: "limits.md";
    performance: "performance.md", "invoke.svg";
    shutdown: "shutdown.md";
    task: "task.md";
    task_types: "task_types.md";
    testing: "testing.md";
}
