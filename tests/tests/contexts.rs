//! `exec!` knows whether it stands in sync or async code, wherever it stands and however it got there. Each test tells by the
//! thread that a sync callee ran on: in sync code it is called on the caller's, in async code it hops to an `io` thread.
//!
//! Known limits, which `ui/context` shows: a renamed import of `exec!`, and `executor::exec!` in a `macro_rules!` of the user's.
//! Where a user's macro makes an `async` block of its argument, `exec!` in the argument keeps the context that it is written in.

mod common;

use std::future::Future;

use executor::{exec, task};

use crate::common::{CALLER, place, run, run_sync};

/// A sync callee.
fn here() -> String {
    place()
}

/// What [`here`] gives in async code.
const HOPPED: &str = "io";

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("an event loop")
        .block_on(future)
}

// ------------------------------------------------------------------------------------------------ nested code

#[test]
fn sync_code_and_the_code_in_it() {
    #[task]
    fn test() {
        let closure = || exec!(here());
        fn inner() -> String {
            exec!(here())
        }
        async fn inner_async() -> String {
            exec!(here())
        }
        assert_eq!(exec!(here()), CALLER);
        assert_eq!(closure(), CALLER);
        assert_eq!(inner(), CALLER);
        assert_eq!(block_on(inner_async()), HOPPED);
        assert_eq!(block_on(async { exec!(here()) }), HOPPED);
        assert_eq!(
            block_on(async move {
                let hopped = exec!(here());
                let in_closure = (|| exec!(block here()))();
                (hopped, in_closure)
            }),
            (HOPPED.to_owned(), CALLER.to_owned())
        );
        let async_closure = async |_: u8| exec!(here());
        assert_eq!(block_on(async_closure(1)), HOPPED);
    }
    run_sync(test);
}

#[test]
fn async_code_and_the_code_in_it() {
    #[task]
    async fn test() {
        let closure = || exec!(block here());
        let async_closure = async || exec!(here());
        let closure_of_a_block = || async { exec!(here()) };
        fn inner() -> String {
            let closure = || exec!(here());
            assert_eq!(closure(), CALLER);
            exec!(here())
        }
        async fn inner_async() -> String {
            exec!(here())
        }
        assert_eq!(exec!(here()), HOPPED);
        assert_eq!(closure(), CALLER);
        assert_eq!(async_closure().await, HOPPED);
        assert_eq!(closure_of_a_block().await, HOPPED);
        assert_eq!(inner(), CALLER);
        assert_eq!(inner_async().await, HOPPED);
        assert_eq!(async { exec!(here()) }.await, HOPPED);
    }
    run(test);
}

#[test]
fn items_in_a_function() {
    #[task]
    async fn test() {
        struct Local;
        impl Local {
            fn sync(&self) -> String {
                exec!(here())
            }
            async fn asynchronous(&self) -> String {
                exec!(here())
            }
        }
        trait ByDefault {
            fn sync(&self) -> String {
                exec!(here())
            }
            fn declared(&self) -> String;
        }
        impl ByDefault for u8 {
            fn declared(&self) -> String {
                exec!(here())
            }
        }
        mod inner {
            pub(super) fn sync() -> String {
                exec!(crate::here())
            }
        }
        assert_eq!(Local.sync(), CALLER);
        assert_eq!(Local.asynchronous().await, HOPPED);
        assert_eq!(1.sync(), CALLER);
        assert_eq!(1.declared(), CALLER);
        assert_eq!(inner::sync(), CALLER);
    }
    run(test);
}

#[test]
fn the_functions_of_an_impl_block() {
    struct Store;
    #[task]
    impl Store {
        fn sync(&self) -> String {
            exec!(here())
        }
        async fn asynchronous(&self) -> String {
            exec!(here())
        }
        fn future(&self) -> impl Future<Output = String> + use<> {
            async { exec!(here()) }
        }
        const fn constant() -> u8 {
            1
        }
    }
    run(async || {
        assert_eq!(Store.sync(), CALLER);
        assert_eq!(Store.asynchronous().await, HOPPED);
        assert_eq!(Store.future().await, HOPPED);
        const { assert!(Store::constant() == 1) };
    });
}

// ------------------------------------------------------------------------------------------------ imports

#[test]
fn imported_by_glob() {
    mod inner {
        use executor::*;

        #[task]
        pub(super) async fn test() {
            assert_eq!(exec!(super::here()), super::HOPPED);
            assert_eq!(vec![exec!(super::here())], [super::HOPPED]);
        }
    }
    run(inner::test);
}

#[test]
fn named_by_its_path() {
    mod inner {
        #[executor::task]
        pub(super) async fn test() {
            let hopped = executor::exec!(super::here());
            assert_eq!(hopped, super::HOPPED);
            assert_eq!(executor::exec!(super::here()), super::HOPPED);
            assert_eq!(
                format!("{}", ::executor::exec!(super::here())),
                super::HOPPED
            );
            let task = executor::exec!(spawn identity(executor::exec!(super::here())));
            assert_eq!(task.await, super::HOPPED);
        }

        async fn identity<T>(value: T) -> T {
            value
        }
    }
    run(inner::test);
}

#[test]
fn the_crate_under_another_name() {
    mod inner {
        use executor as renamed;

        #[renamed::task(crate = renamed)]
        pub(super) async fn test() {
            assert_eq!(renamed::exec!(super::here()), super::HOPPED);
            let hopped = { renamed::exec!(super::here()) };
            assert_eq!(hopped, super::HOPPED);
        }
    }
    run(inner::test);
}

#[test]
fn imported_in_the_function() {
    mod inner {
        #[executor::task]
        pub(super) async fn test() {
            use executor::exec;
            assert_eq!(exec!(super::here()), super::HOPPED);
        }
    }
    run(inner::test);
}

// ------------------------------------------------------------------------------------------------ macros

#[test]
fn arguments_of_standard_macros() {
    #[task]
    async fn asynchronous() {
        assert_eq!(exec!(here()), HOPPED);
        assert_ne!(exec!(here()), CALLER, "{}", exec!(here()));
        assert!(matches!(exec!(here()).as_str(), "io" | "cpu"));
        let list = vec![exec!(here()), exec!(here())];
        assert_eq!(list, [HOPPED; 2]);
        assert_eq!(format!("{}", [exec!(here())].concat()), HOPPED);
        println!("{} {text}", exec!(here()), text = exec!(here()));
        let mut text = String::new();
        {
            use std::fmt::Write as _;
            write!(text, "{}", exec!(here())).unwrap();
        }
        assert_eq!(text, HOPPED);
        assert_eq!(
            Some(1).map(|_| exec!(block here())).as_deref(),
            Some(CALLER)
        );
        assert_eq!(vec![async { exec!(here()) }].pop().unwrap().await, HOPPED);
    }
    #[task]
    fn sync() {
        assert_eq!(vec![exec!(here())], [CALLER]);
        assert_eq!(format!("{}", block_on(async { exec!(here()) })), HOPPED);
        assert_eq!(
            format!("{}", block_on((async |_: u8| exec!(here()))(1))),
            HOPPED
        );
        // What puts the context there shows in the text.
        assert!(stringify!(async { exec!(here()) }).contains("exec"));
    }
    run(asynchronous);
    run_sync(sync);
}

#[test]
fn arguments_of_joins_and_selects() {
    #[task]
    async fn test() {
        let (a, b) = tokio::join!(async { exec!(here()) }, async { exec!(here()) });
        let (c, d) = futures::join!(async { exec!(here()) }, async { exec!(here()) });
        assert_eq!([a, b, c, d], [HOPPED; 4]);

        let e = tokio::select! {
            biased;
            hopped = async { exec!(here()) }, if exec!(here()) == HOPPED => {
                assert_eq!(exec!(here()), HOPPED);
                hopped
            }
            () = std::future::pending() => exec!(here()),
        };
        let mut fused = Box::pin(futures::FutureExt::fuse(async { exec!(here()) }));
        let f = futures::select! { hopped = fused => [hopped, exec!(here())].concat() };
        assert_eq!((e.as_str(), f.as_str()), (HOPPED, "ioio"));

        let tried = tokio::try_join!(async { Ok::<_, ()>(exec!(here())) }, async {
            Ok(exec!(here()))
        });
        assert_eq!(tried.unwrap().0, HOPPED);
        tracing::info!(place = exec!(here()), "{}", exec!(here()));
    }
    run(test);
}

macro_rules! call {
    ($call:expr) => {
        exec!($call)
    };
    (tokens $($call:tt)*) => {
        exec!($($call)*)
    };
}

macro_rules! in_async_block {
    ($value:expr) => {
        async { $value }
    };
}

#[test]
fn macro_rules_of_the_user_expand_to_exec() {
    #[task]
    async fn asynchronous() {
        assert_eq!(call!(here()), HOPPED);
        assert_eq!(call!(tokens spawn <cpu> here()).await, "cpu");
        assert_eq!(in_async_block!(exec!(here())).await, HOPPED);
        let closure = || call!(tokens block here());
        assert_eq!(closure(), CALLER);

        let mut places = vec![];
        macro_rules! push {
            ($($call:tt)*) => {
                places.push(exec!($($call)*))
            };
        }
        push!(here());
        push!(<cpu> here());
        assert_eq!(places, [HOPPED, "cpu"]);
    }
    #[task]
    fn sync() {
        assert_eq!(call!(here()), CALLER);
        let hopped = block_on(async { call!(here()) });
        assert_eq!(hopped, HOPPED);
    }
    run(asynchronous);
    run_sync(sync);
}

macro_rules! function {
    ($name:ident) => {
        #[task]
        async fn $name() -> String {
            exec!(here())
        }
    };
    ($name:ident, $body:block) => {
        #[task]
        async fn $name() -> String $body
    };
    ($name:ident, $callee:ident, $place:expr) => {
        #[task(type = "cpu")]
        fn $callee() -> String {
            place()
        }
        #[task]
        async fn $name() {
            let chosen = $place;
            assert_eq!(exec!($callee()), chosen);
        }
    };
}

function!(made_with_a_name);
function!(made_with_a_body, { exec!(here()) });
function!(made_with_its_callee, made_callee, "cpu");

#[test]
fn macro_rules_of_the_user_make_functions() {
    run(async || {
        assert_eq!(made_with_a_name().await, HOPPED);
        assert_eq!(made_with_a_body().await, HOPPED);
        made_with_its_callee().await;
    });
}

// ------------------------------------------------------------------------------------------------ other attributes

/// In the thread of a tokio test.
fn name_of_this_thread() -> String {
    std::thread::current().name().unwrap_or_default().to_owned()
}

#[tokio::test]
#[task]
async fn below_tokio_test() {
    assert_eq!(exec!(here()), HOPPED);
    assert_eq!(
        (|| exec!(block name_of_this_thread()))(),
        name_of_this_thread()
    );
}

#[task]
#[tokio::test]
async fn above_tokio_test() {
    assert_eq!(exec!(here()), HOPPED);
    assert_eq!(
        (|| exec!(block name_of_this_thread()))(),
        name_of_this_thread()
    );
}

#[test]
fn beside_tokio_main() {
    #[tokio::main(flavor = "current_thread")]
    #[task]
    async fn above() -> (String, String) {
        (exec!(here()), (|| exec!(block here()))())
    }
    #[task]
    #[tokio::main(flavor = "current_thread")]
    async fn below() -> (String, String) {
        (exec!(here()), (|| exec!(block here()))())
    }
    let expected = (HOPPED.to_owned(), CALLER.to_owned());
    assert_eq!(run_sync(above), expected);
    assert_eq!(run_sync(below), expected);
}

#[executor::test]
async fn in_a_test_of_ours() {
    assert_eq!(exec!(here()), HOPPED);
    assert_eq!(
        (|| exec!(block name_of_this_thread()))(),
        name_of_this_thread()
    );
}

#[executor::test]
fn in_a_sync_test_of_ours() {
    assert_eq!(exec!(name_of_this_thread()), name_of_this_thread());
    assert_eq!(exec!(async { exec!(here()) }), HOPPED);
}

#[async_trait::async_trait]
trait Service: Sync {
    async fn declared(&self, suffix: &str) -> String;
    fn sync(&self) -> String;
    #[task]
    async fn by_default(&self) -> String {
        exec!(here())
    }
}

struct TaskOnMethods;
struct TaskAbove;
struct TaskBelow;

#[async_trait::async_trait]
impl Service for TaskOnMethods {
    #[task]
    async fn declared(&self, suffix: &str) -> String {
        exec!(here()) + suffix + &exec!(self.by_default())
    }
    #[task]
    fn sync(&self) -> String {
        exec!(here())
    }
}

#[task]
#[async_trait::async_trait]
impl Service for TaskAbove {
    async fn declared(&self, suffix: &str) -> String {
        exec!(here()) + suffix + &exec!(self.by_default())
    }
    fn sync(&self) -> String {
        exec!(here())
    }
}

#[async_trait::async_trait]
#[task]
impl Service for TaskBelow {
    async fn declared(&self, suffix: &str) -> String {
        exec!(here()) + suffix + &exec!(self.by_default())
    }
    fn sync(&self) -> String {
        exec!(here())
    }
}

#[test]
fn beside_async_trait() {
    run(async || {
        let services: [Box<dyn Service>; 3] = [
            Box::new(TaskOnMethods),
            Box::new(TaskAbove),
            Box::new(TaskBelow),
        ];
        for service in services {
            assert_eq!(service.declared("/").await, "io/io");
            assert_eq!(service.sync(), CALLER);
            assert_eq!(service.by_default().await, HOPPED);
        }
    });
}

#[test]
fn beside_instrument() {
    #[tracing::instrument]
    #[task]
    async fn above() -> (String, String) {
        (exec!(here()), (|| exec!(block here()))())
    }
    #[task]
    #[tracing::instrument]
    async fn below() -> (String, String) {
        (exec!(here()), (|| exec!(block here()))())
    }
    #[task]
    #[tracing::instrument(ret, err)]
    async fn with_arguments(n: u8) -> Result<String, String> {
        Ok(format!("{n}{}", exec!(here())))
    }
    #[tracing::instrument]
    #[task]
    fn sync_above() -> String {
        exec!(here())
    }
    #[task]
    #[tracing::instrument]
    fn sync_below() -> String {
        exec!(here())
    }
    run(async || {
        let expected = (HOPPED.to_owned(), CALLER.to_owned());
        assert_eq!(above().await, expected);
        assert_eq!(below().await, expected);
        assert_eq!(with_arguments(1).await.as_deref(), Ok("1io"));
    });
    assert_eq!(run_sync(sync_above), CALLER);
    assert_eq!(run_sync(sync_below), CALLER);
}
