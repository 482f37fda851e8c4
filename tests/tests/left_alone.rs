//! Annotating a function changes nothing of what its code means, wherever a call stands in it.
#![deny(warnings)]

mod common;

use std::cell::Cell;
use std::future::Future;

use executor::{exec, task};

use crate::common::{CALLER, place, run};

/// Its methods have names that the checks for blocking calls ask about, or that may be those of tasks.
struct Own(u8);

impl Own {
    fn wait(&self) -> u8 {
        self.0
    }

    fn number(&self) -> u8 {
        self.0
    }

    fn with<T>(&self, function: impl FnOnce(u8) -> T) -> T {
        function(self.0)
    }

    async fn with_future<T>(&self, future: impl Future<Output = T>) -> T {
        future.await
    }
}

#[test]
fn method_calls_that_begin_an_expression() {
    #[task]
    async fn test() {
        let own = Own(3);
        let in_an_arm = match own.0 {
            3 => own.number() == 3,
            _ => own.wait() > 3,
        };
        let in_a_block = {
            let _ = &own;
            own.wait() + 1 == 4
        };
        let in_a_branch = if in_an_arm { own.number() as i8 - 3 } else { 1 };
        assert!(in_an_arm && in_a_block);
        assert_eq!(in_a_branch, 0);
        own.with(|number| assert_eq!(number, 3));
    }
    run(test);
}

#[test]
fn exec_in_the_arguments_of_a_method_call() {
    #[task]
    async fn test() {
        let own = Own(3);
        let later = own.with(|_| async { executor::exec!(place()) });
        let hopped = executor::exec!(own.with_future(async { executor::exec!(place()) }));
        let here = own.with(|_| executor::exec!(block place()));
        let sync = own.with(|_| {
            fn inner() -> String {
                exec!(place())
            }
            inner()
        });
        assert_eq!((later.await, hopped), ("io".to_owned(), "io".to_owned()));
        assert_eq!((here, sync), (CALLER.to_owned(), CALLER.to_owned()));
    }
    run(test);
}

#[test]
fn a_receiver_that_is_called() {
    trait Call {
        fn call(self) -> impl Future<Output = (u8, u8)>;
    }
    impl<F: FnOnce() -> R + Clone, R: Future<Output = u8>> Call for F {
        #[task]
        async fn call(self) -> (u8, u8) {
            let again = self.clone();
            (exec!(self()), again().await)
        }
    }
    let calls = Cell::new(0);
    let call = || {
        calls.set(calls.get() + 1);
        async { 7 }
    };
    let both = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("an event loop")
        .block_on(call.call());
    assert_eq!((both, calls.get()), ((7, 7), 2));
}
