//! `await_async` where other code calls it: on and off an event loop, on rayon's threads, in initialisers, and by thousands at once.

#[path = "../common/mod.rs"]
mod common;

mod by_thousands;
mod initialisers;
mod on_rayon;
mod runtimes;
mod work;
