//! Whatever names a user's program has in scope, expansions mean what they meant: standard names, crates and primitives that are
//! redefined, items and locals named as the macros name their own, and traits with a method on every type.
#![deny(warnings)]
#![allow(
    non_camel_case_types,
    non_upper_case_globals,
    clippy::wrong_self_convention,
    clippy::new_ret_no_self,
    clippy::ptr_arg,
    reason = "hostile names"
)]

/// Macros by textual scope, which goes before every import.
macro_rules! hostile_macros {
    ($($name:ident)*) => { $(
        #[allow(unused_macros)]
        macro_rules! $name { () => { compile_error!("the user's own macro was expanded") }; }
    )* };
}

hostile_macros! {
    assert cfg column concat debug_assert dbg env file format format_args include_str line matches module_path option_env
    panic print println stringify todo unimplemented unreachable vec write writeln
    Clone Copy Debug Default Eq Hash PartialEq call card gate task_types
}

/// Modules named as crates are.
mod shadows {
    #![allow(unused, missing_docs, unreachable_pub)]

    pub mod std {}
    pub mod core {}
    pub mod alloc {}
    pub mod executor {}
    pub mod executor_macros {}
    pub mod tokio {}
    pub mod macro_support {}
    pub mod str {}

    pub struct Result;
    pub struct Option;
    pub struct Box;
    pub struct String;
    pub struct Vec;
    pub struct PhantomData;
    pub struct Pin;
    pub struct Slot;
    pub struct Tag;
    pub struct u8;
    pub struct u64;
    pub struct usize;
    pub struct bool;
    pub struct Ok;
    pub struct Err;
    pub struct Some;
    pub struct None;
    pub trait Send {}
    pub trait Sync {}
    pub trait Sized {}
    pub trait Unpin {}
    pub trait Future {}
    pub trait IntoFuture {}
    pub trait Iterator {}
    pub trait IntoIterator {}
    pub trait Drop {}
    pub trait Fn {}
    pub trait FnMut {}
    pub trait FnOnce {}
    pub trait Into {}
    pub trait From {}
    pub trait ToString {}
    pub trait __Fallback {}
    pub trait TaskType {}
    pub fn drop() {}
    pub fn never() {}
    pub fn plan() {}
}

/// Constants, statics and unit structs, which a pattern of their name would mean.
mod patterns {
    #![allow(unused, missing_docs, unreachable_pub)]

    use ::std::io::BufRead;

    use super::{Number, Store, borrows, borrows_later, later, sync, text};

    pub const gate: i8 = 0;
    pub static tag: i8 = 0;
    pub struct out;
    pub const card: i8 = 0;
    pub static site: i8 = 0;
    pub struct call;
    pub const value: i8 = 0;
    pub const found: i8 = 0;
    pub static verdict: i8 = 0;
    pub struct function;
    pub const known: i8 = 0;
    pub const first0: i8 = 0;
    pub const l0: i8 = 0;
    pub const l1: i8 = 0;
    pub const l2: i8 = 0;
    pub const l3: i8 = 0;

    #[::executor::test]
    fn sync_code() {
        ::core::assert_eq!(::executor::exec!(sync(1)) + ::executor::exec!(later(2)), 3);
        ::core::assert_eq!(::executor::exec!(borrows(&text(), &mut { 1 })), 6);
        ::core::assert_eq!(::executor::exec!(Store(1).typed(2)), 3);
    }

    #[::executor::test]
    async fn async_code() {
        ::core::assert_eq!(::executor::exec!(sync(1)) + ::executor::exec!(later(2)), 3);
        ::core::assert_eq!(::executor::exec!(borrows(&text(), &mut { 1 })), 6);
        ::core::assert_eq!(::executor::exec!(borrows_later(&text(), &mut { 1 })), 6);
        ::core::assert_eq!(
            ::executor::exec!(borrows(&{ ::executor::exec!(text()) }, &mut { 1 })),
            6
        );
        ::core::assert_eq!(::executor::exec!(Store(1).typed(2)), 3);
        ::core::assert_eq!(::executor::exec!(spawn sync(1)).await, 1);
        ::core::assert_eq!(::executor::exec!(spawn Store(1).later(2)).await, 3);
        ::core::assert_eq!(::executor::exec!(block Store(1).later(2)), 3);
    }

    /// What the checks for blocking calls put in front of direct calls.
    #[::executor::test]
    async fn direct_calls() {
        fn read(number: Number) -> Number {
            number
        }
        struct Own;
        impl Own {
            fn other(&self) -> Number {
                2
            }
        }
        let own = Own;
        ::core::assert_eq!(sync(1) + read(2) + own.other(), 5);
        ::core::assert_eq!(::std::io::empty().lines().count(), 0);
    }
}

/// Methods on every type, by value where that is found first.
mod methods {
    #![allow(unused, missing_docs, unreachable_pub)]

    macro_rules! on_every_type {
        ($($name:ident)*) => { $(
            pub mod $name {
                pub trait Hostile: ::core::marker::Sized {
                    fn $name(self) {}
                }
                impl<T> Hostile for T {}
            }
            pub use self::$name::Hostile as _;
        )* };
    }

    on_every_type! {
        block card enter failure finish future hop into_future is is_function kind levels limit new next one only_function
        only_future queue room settle spawn_function spawn_future spawn_task take ties two verdict
    }
}

#[allow(unused_imports)]
use shadows::*;

#[allow(unused_imports)]
use methods::*;

::executor::task_types! {
    pub limited: io { limit: 3, queue: 9 }
    pub computing: cpu {}
}

type Number = i32;

#[::executor::task]
fn sync(number: Number) -> Number {
    number
}

#[::executor::task(type = "limited")]
pub(crate) fn typed(number: Number) -> Number {
    number
}

#[::executor::task(type = "limited")]
pub(crate) async fn later(number: Number) -> Number {
    number
}

#[::executor::task]
async fn fails(_: &::std::primitive::str) -> ::core::result::Result<Number, ::std::string::String> {
    ::core::result::Result::Err(::std::string::ToString::to_string("failed"))
}

fn borrows(text: &::std::string::String, number: &mut Number) -> Number {
    *number += text.chars().count() as Number;
    *number
}

async fn borrows_later(text: &::std::string::String, number: &mut Number) -> Number {
    borrows(text, number)
}

fn text() -> ::std::string::String {
    ::std::string::ToString::to_string("three")
}

#[derive(::core::clone::Clone)]
struct Store(Number);

#[::executor::task]
impl Store {
    #[task(type = "computing")]
    fn typed(&self, number: Number) -> Number {
        self.0 + number
    }

    #[task(type = "limited")]
    async fn later(self, number: Number) -> Number {
        self.0 + number
    }

    fn associated(number: Number) -> Number {
        number
    }

    async fn calls_its_own() -> Number {
        ::executor::exec!(Self::associated(4)) + ::executor::exec!(<Store>::associated(5))
    }
}

trait Render {
    #[::executor::task(type = "computing")]
    fn render(&self) -> Number;

    #[::executor::task]
    fn by_default(&self) -> Number {
        ::executor::exec!(sync(6))
    }
}

impl Render for Store {
    #[::executor::task]
    fn render(&self) -> Number {
        ::executor::exec!(self.typed(7))
    }
}

#[::executor::task]
impl ::core::ops::Drop for Store {
    fn drop(&mut self) {
        ::executor::exec!(later(1));
    }
}

#[::executor::test]
fn sync_code() {
    let store = Store(1);
    ::core::assert_eq!(::executor::exec!(sync(1)), 1);
    ::core::assert_eq!(::executor::exec!(typed(2)), 2);
    ::core::assert_eq!(::executor::exec!(later(3)), 3);
    ::core::assert_eq!(::executor::exec!(store.typed(3)), 4);
    ::core::assert_eq!(::executor::exec!(Store(1).clone().later(3)), 4);
    ::core::assert_eq!(::executor::exec!(<io> store.by_default()), 6);
    ::core::assert_eq!(::executor::exec!(borrows(&text(), &mut { 1 })), 6);
    ::core::assert_eq!(::executor::exec!(borrows_later(&text(), &mut { 1 })), 6);
    ::core::assert_eq!(::executor::exec!(|| 1), 1);
    ::core::assert_eq!(::executor::exec!(async { 1 }), 1);
}

#[::executor::test]
async fn async_code() {
    ::core::assert_eq!(::executor::exec!(sync(1)), 1);
    ::core::assert_eq!(::executor::exec!(typed(2)), 2);
    ::core::assert_eq!(::executor::exec!(later(3)), 3);
    ::core::assert_eq!(::executor::exec!(Store(1).typed(3)), 4);
    ::core::assert_eq!(::executor::exec!(Store(1).clone().later(3)), 4);
    ::core::assert_eq!(::executor::exec!(Store(1).render()), 8);
    ::core::assert_eq!(::executor::exec!(<limited> Store(1).by_default()), 6);
    ::core::assert_eq!(::executor::exec!(borrows(&text(), &mut { 1 })), 6);
    ::core::assert_eq!(::executor::exec!(borrows_later(&text(), &mut { 1 })), 6);
    ::core::assert_eq!(::executor::exec!(later(::executor::exec!(sync(3)))), 3);
    ::core::assert_eq!(
        ::executor::exec!(borrows(&{ ::executor::exec!(text()) }, &mut { 1 })),
        6
    );
    ::core::assert_eq!(::executor::exec!(Store::calls_its_own()), 9);
    ::core::assert_eq!(::executor::exec!(|| 1), 1);
    ::core::assert_eq!(::executor::exec!(async { 1 }), 1);
    ::core::assert!(::executor::exec!(fails(&text())).is_err());
}

#[::executor::test]
async fn background_and_blocking() {
    ::core::assert_eq!(::executor::exec!(spawn sync(1)).await, 1);
    ::core::assert_eq!(::executor::exec!(spawn typed(2)).await, 2);
    ::core::assert_eq!(::executor::exec!(spawn <io> later(3)).await, 3);
    ::core::assert_eq!(::executor::exec!(spawn Store(1).typed(3)).await, 4);
    ::core::assert_eq!(::executor::exec!(spawn Store(1).later(3)).await, 4);
    ::core::assert_eq!(
        ::executor::exec!(spawn borrows(&text(), &mut { 1 })).await,
        6
    );
    ::core::assert_eq!(
        ::executor::exec!(spawn borrows_later(&text(), &mut { 1 })).await,
        6
    );
    ::core::assert!(::executor::exec!(spawn fails("x")).await.is_err());
    ::core::assert_eq!(::executor::exec!(block sync(1)), 1);
    ::core::assert_eq!(::executor::exec!(block later(3)), 3);
    ::core::assert_eq!(::executor::exec!(block Store(1).typed(3)), 4);
    ::core::assert_eq!(
        ::executor::exec!(block borrows_later(&text(), &mut { 1 })),
        6
    );
}

/// What the checks for blocking calls put in front of direct calls.
#[::executor::test]
async fn direct_calls() {
    fn read(number: Number) -> Number {
        number
    }
    struct Own;
    impl Own {
        fn read(&self) -> Number {
            1
        }
        fn other(&self) -> Number {
            2
        }
    }
    ::core::assert_eq!(sync(1) + read(2), 3);
    ::core::assert_eq!(Own.read(), 1);
    let own = Own;
    ::core::assert_eq!(own.read() + own.other(), 3);
}

#[::executor::task]
async fn named_as_in_expansions(gate: Number, tag: Number, out: Store, card: &[Number]) -> Number {
    let (site, call, value) = (card[0], card[1], card[2]);
    let [first0, found, verdict] = [site, call, value];
    let [l0, l1, l2, l3] = [first0, found, verdict, gate];
    let sum = |function: Number, known: Number| function + known;
    let argument1 = ::executor::exec!(spawn out.clone().typed(l0)).await;
    let receiver = ::executor::exec!(out.clone().typed(l1 + ::executor::exec!(sync(l2))));
    let hidden = ::executor::exec!(sync(::executor::exec!(later(l3))));
    sum(
        argument1 + receiver,
        ::executor::exec!(block sync(hidden + tag)),
    )
}

#[::executor::test]
async fn locals() {
    let number = ::executor::exec!(named_as_in_expansions(1, 2, Store(3), &[4, 5, 6]));
    ::core::assert_eq!(number, 24);
}
