//! Calls whose arguments hold other `exec!`s, temporaries and values that change: in every mode the same as a plain call.

mod common;

use executor::{exec, task};

use crate::common::{CALLER, place, run};

fn add(text: &str, number: usize) -> usize {
    text.len() * 100 + number
}

async fn add_later(text: &str, number: usize) -> usize {
    tokio::task::yield_now().await;
    add(text, number)
}

async fn same(number: usize) -> usize {
    tokio::task::yield_now().await;
    number
}

#[test]
fn a_borrowed_temporary_moves_along_beside_a_nested_exec() {
    #[task]
    async fn body() {
        let text = String::from("abc");
        assert_eq!(exec!(add(&text.clone(), exec!(same(1)))), 301);
        assert_eq!(exec!(add_later(&text.clone(), exec!(same(1)))), 301);
        assert_eq!(exec!(block add(&text.clone(), exec!(same(1)))), 301);
        assert_eq!(exec!(spawn add(&text.clone(), exec!(same(1)))).await, 301);
        assert_eq!(
            exec!(spawn add_later(&text.clone(), exec!(same(1)))).await,
            301
        );
    }
    run(body);
}

#[test]
fn a_borrowed_temporary_made_by_a_nested_exec_moves_along() {
    #[task]
    async fn body() {
        assert_eq!(exec!(add(&exec!(same(7)).to_string(), 3)), 103);
        assert_eq!(exec!(add_later(&exec!(same(7)).to_string(), 3)), 103);
        assert_eq!(exec!(spawn add(&exec!(same(7)).to_string(), 3)).await, 103);
        assert_eq!(
            exec!(spawn add_later(&exec!(same(7)).to_string(), 3)).await,
            103
        );
    }
    run(body);
}

trait Part: Send {
    fn size(&self) -> usize;
}

impl Part for u8 {
    fn size(&self) -> usize {
        1
    }
}

impl Part for u16 {
    fn size(&self) -> usize {
        2
    }
}

fn sizes(parts: Vec<Box<dyn Part>>, last: Option<Box<dyn Part>>, text: &str) -> usize {
    let sum: usize = parts.iter().map(|part| part.size()).sum();
    sum + last.map_or(0, |part| part.size()) + text.len()
}

async fn sizes_later(parts: Vec<Box<dyn Part>>, last: Option<Box<dyn Part>>, text: &str) -> usize {
    sizes(parts, last, text)
}

#[test]
fn values_coerce_inside_vectors_and_options_left_of_a_temporary() {
    #[task]
    async fn body() {
        let n = 42;
        assert_eq!(
            exec!(sizes(
                vec![Box::new(1u8), Box::new(2u16)],
                Some(Box::new(3u8)),
                &format!("{n}")
            )),
            6
        );
        assert_eq!(
            exec!(sizes_later(
                vec![Box::new(1u8)],
                Some(Box::new(3u16)),
                &format!("{n}")
            )),
            5
        );
        assert_eq!(
            exec!(block sizes(vec![Box::new(1u8)], Some(Box::new(3u16)), &format!("{n}"))),
            5
        );
        let task =
            exec!(spawn sizes_later(vec![Box::new(1u8)], Some(Box::new(3u8)), &format!("{n}")));
        assert_eq!(task.await, 4);
    }
    run(body);
}

#[test]
fn a_value_is_read_before_a_later_argument_changes_it() {
    async fn pair(a: usize, b: usize) -> usize {
        a * 10 + b
    }
    async fn increase(n: &mut usize) -> usize {
        *n += 1;
        *n
    }
    fn first(n: usize, _: &str) -> usize {
        n
    }
    #[task]
    async fn body() {
        let mut n = 1;
        assert_eq!(exec!(pair(n, exec!(increase(&mut n)))), 12);
        let mut change = || {
            n += 1;
            n
        };
        change();
        let mut n = 1;
        assert_eq!(
            exec!(first(
                n,
                &{
                    n += 1;
                    n
                }
                .to_string()
            )),
            1
        );
        assert_eq!(exec!(block first(n, &{ n += 1; n }.to_string())), 2);
        assert_eq!(exec!(spawn first(n, &{ n += 1; n }.to_string())).await, 3);
        assert_eq!(n, 4);
    }
    run(body);
}

#[test]
fn a_borrowed_temporary_may_hold_a_closure() {
    fn apply(n: u8, numbers: &[u8], f: &(dyn Fn(u8) -> u8 + Sync)) -> u8 {
        numbers.iter().sum::<u8>() + f(n)
    }
    #[task]
    async fn body() {
        let v = [1, 2];
        assert_eq!(
            exec!(apply(
                v[0] + 1,
                &v.iter().map(|n| n + 1).collect::<Vec<_>>(),
                &|n| n * 2
            )),
            9
        );
    }
    run(body);
}

#[test]
fn a_macro_of_the_user_s_finds_the_context_inside_other_macros_arguments() {
    macro_rules! fetch {
        () => {
            exec!(place())
        };
    }
    #[task]
    fn body() {
        // In an `async` block the call hops; were it taken for sync code, it would run here.
        assert_eq!(
            format!("{}", executor::await_async(async { fetch!() })),
            "io"
        );
        assert_eq!(format!("{}", fetch!()), CALLER);
    }
    common::run_sync(body);
}

#[test]
fn a_callee_may_never_return() {
    fn fail() -> ! {
        std::panic::resume_unwind(Box::new("never"))
    }
    async fn fail_later() -> ! {
        fail()
    }
    #[task]
    async fn hop() -> u8 {
        exec!(fail())
    }
    #[task]
    async fn block() -> u8 {
        exec!(block fail())
    }
    #[task]
    async fn block_for_future() -> u8 {
        exec!(block fail_later())
    }
    #[task]
    fn here() -> u8 {
        exec!(fail())
    }
    #[task]
    fn here_for_future() -> u8 {
        exec!(fail_later())
    }
    let never = |f: fn() -> u8| assert!(std::panic::catch_unwind(f).is_err());
    never(|| run(hop));
    never(|| run(block));
    never(|| run(block_for_future));
    never(here);
    never(here_for_future);
}
