//! `exec!(block f(x))` in async code: the call runs on this thread, so it may borrow anything, and lend it to its result.

mod common;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use executor::{exec, task};

use crate::common::{CALLER, place, run};

executor::task_types! {
    gallery: io { limit: 1 }
}

async fn length(text: &str) -> (usize, String) {
    tokio::task::yield_now().await;
    (text.len(), place())
}

fn size(path: &Path) -> (usize, String) {
    (path.as_os_str().len(), place())
}

async fn first(text: &str) -> &str {
    tokio::task::yield_now().await;
    &text[..1]
}

#[task(type = "gallery")]
async fn upload(n: usize) -> (usize, String) {
    tokio::task::yield_now().await;
    (n, place())
}

#[task(type = "gallery")]
fn save(n: usize) -> (usize, String) {
    (n, place())
}

fn here(n: usize) -> (usize, String) {
    (n, CALLER.to_owned())
}

#[derive(Default)]
struct Album {
    pictures: Vec<String>,
}

#[task]
impl Album {
    #[task(type = "gallery")]
    fn add(&mut self, name: &str) -> usize {
        self.pictures.push(name.to_owned());
        self.pictures.len()
    }

    fn last(&mut self) -> Option<&mut String> {
        self.pictures.last_mut()
    }

    async fn last_later(&mut self) -> Option<&mut String> {
        tokio::task::yield_now().await;
        self.pictures.last_mut()
    }

    async fn names(&self) -> &[String] {
        &self.pictures
    }

    async fn fill(mut self) -> Vec<String> {
        assert_eq!(exec!(block self.add("a")), 1);
        if let Some(last) = exec!(block self.last()) {
            last.push('b');
        }
        if let Some(last) = exec!(block self.last_later()) {
            last.push('c');
        }
        assert_eq!(exec!(block self.names()).len(), 1);
        self.pictures
    }
}

#[test]
fn functions_with_borrows() {
    #[task]
    async fn test() {
        let path = PathBuf::from("ab");
        let text = String::from("abc");
        assert_eq!(exec!(block length(&text)), here(3));
        assert_eq!(
            exec!(block length(&path.join("c").display().to_string())),
            here(4)
        );
        assert_eq!(exec!(block size(&path)), here(2));
        assert_eq!(exec!(block <cpu> size(&path)), here(2));
        assert_eq!(exec!(block upload(3)), here(3));
        assert_eq!(exec!(block save(3)), here(3));
        assert_eq!(
            exec!(block save(exec!(block save(exec!(upload(1)).0)).0)),
            here(1)
        );
    }
    run(test);
}

#[test]
fn methods_with_borrows() {
    run(|| async { assert_eq!(Album::default().fill().await, ["abc"]) });
}

#[test]
fn what_is_not_send() {
    fn count(count: &Rc<RefCell<usize>>) -> usize {
        *count.borrow_mut() += 1;
        *count.borrow()
    }
    async fn count_later(count: Rc<RefCell<usize>>) -> usize {
        tokio::task::yield_now().await;
        *count.borrow_mut() += 1;
        *count.borrow()
    }
    #[task]
    async fn test() {
        let counted = Rc::new(RefCell::new(0));
        assert_eq!(exec!(block count(&counted)), 1);
        assert_eq!(exec!(block count_later(counted.clone())), 2);
    }
    run(test);
}

#[test]
fn closures_and_async_blocks_with_borrows() {
    #[task]
    async fn test() {
        let mut list = vec![1];
        exec!(block || list.push(2));
        exec!(block async { list.push(3) });
        assert_eq!(exec!(block || (list.len(), place())), here(3));
        assert_eq!(exec!(block async { list.len() }), 3);
        let bound = |n: usize| list[n];
        assert_eq!(exec!(block bound(1)), 2);
    }
    run(test);
}

#[test]
fn results_borrow_from_the_arguments() {
    #[task]
    async fn test() {
        let text = String::from("abc");
        let letter = exec!(block first(&text));
        let trimmed = exec!(block text.trim_start_matches('a'));
        assert_eq!((letter, trimmed), ("a", "bc"));
        let mut list = vec![1, 2];
        *exec!(block list.last_mut()).unwrap() += 1;
        for n in exec!(block list.iter_mut()) {
            *n += 1;
        }
        assert_eq!(list, [2, 4]);
    }
    run(test);
}

#[test]
fn sync_closures_of_async_code() {
    #[task]
    async fn test() {
        let names = ["a", "bc"];
        let lengths: Vec<_> = names.iter().map(|name| exec!(block length(name))).collect();
        assert_eq!(lengths, [here(1), here(2)]);
        let mut total = 0;
        names
            .iter()
            .for_each(|name| total += exec!(block size(Path::new(name))).0);
        assert_eq!(total, 3);
    }
    run(test);
}

#[test]
fn a_callee_may_give_nothing() {
    fn nothing() {}
    async fn nothing_later() {}
    #[task]
    async fn test() {
        exec!(block nothing());
        exec!(block nothing_later());
        exec!(block nothing())
    }
    run(test);
}

#[test]
fn arguments_may_await_and_end_the_function() {
    fn identity(n: usize) -> usize {
        n
    }
    #[task]
    async fn parse(text: &str) -> Result<usize, std::num::ParseIntError> {
        Ok(exec!(block identity(text.parse()?)))
    }
    #[task]
    async fn test() {
        assert_eq!(exec!(parse("3")), Ok(3));
        assert!(exec!(parse("x")).is_err());
        assert_eq!(exec!(block identity(length("abc").await.0)), 3);
        let broken = loop {
            exec!(block identity(if place() == CALLER { break 7 } else { 1 }));
        };
        assert_eq!(broken, 7);
    }
    run(test);
}

#[test]
fn a_future_stays_send() {
    fn assert_send<T: Send>(value: T) -> T {
        value
    }
    #[task]
    async fn test() {
        let text = String::from("abc");
        assert_eq!(exec!(block length(&text)), here(3));
        tokio::task::yield_now().await;
        assert_eq!(exec!(block upload(text.len())), here(3));
    }
    run(|| assert_send(test()));
}
