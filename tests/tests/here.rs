//! `exec!(f(x))` in sync code: a sync callee is called here, as in a plain call, within a permit where its type has a limit; an
//! async one is waited for.

mod common;

use std::cell::Cell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard};

use executor::{exec, task};

use crate::common::{CALLER, place, run_sync};

executor::task_types! {
    gallery: io { limit: 1 }
    thumbnails: cpu { limit: 1 }
}

async fn length(text: &str) -> usize {
    tokio::task::yield_now().await;
    text.len()
}

fn size(path: &Path) -> usize {
    path.as_os_str().len()
}

async fn first(text: &str) -> &str {
    tokio::task::yield_now().await;
    &text[..1]
}

#[task(type = "gallery")]
async fn upload(n: usize) -> usize {
    tokio::task::yield_now().await;
    n
}

#[task(type = "gallery")]
fn save(n: usize) -> usize {
    n
}

#[task(type = "gallery")]
fn first_limited(text: &str) -> &str {
    &text[..1]
}

#[derive(Default)]
struct Album {
    pictures: Vec<String>,
    names: HashMap<u8, String>,
}

#[task]
impl Album {
    fn new() -> Self {
        Self::default()
    }

    #[task(type = "thumbnails")]
    fn add(&mut self, name: &str) -> usize {
        self.pictures.push(name.to_owned());
        self.pictures.len()
    }

    #[task(type = "gallery")]
    fn last(&mut self) -> Option<&mut String> {
        exec!(self.pictures.last_mut())
    }

    fn name(&self, key: u8) -> Option<&str> {
        exec!(self.names.get(&key)).map(String::as_str)
    }

    async fn last_later(&mut self) -> Option<&mut String> {
        tokio::task::yield_now().await;
        self.pictures.last_mut()
    }
}

#[test]
fn functions_are_called_and_waited_for() {
    #[task]
    fn test() {
        let path = PathBuf::from("ab");
        let text = String::from("abc");
        assert_eq!(exec!(place()), CALLER);
        assert_eq!(exec!(length(&text)), 3);
        assert_eq!(exec!(length(&path.join("c").display().to_string())), 4);
        assert_eq!(exec!(size(&path)), 2);
        assert_eq!(exec!(<gallery> size(&path)), 2);
        assert_eq!(exec!(<cpu> place()), CALLER);
        assert_eq!(exec!(upload(3)), 3);
        assert_eq!(exec!(save(3)), 3);
    }
    run_sync(test);
}

#[test]
fn methods_are_called_and_waited_for() {
    #[task]
    fn test() {
        let mut album = Album::new();
        assert_eq!(exec!(album.add("a")), 1);
        assert_eq!(exec!(Album::new().add("a")), 1);
        assert_eq!(exec!(album.name(1)), None);
        if let Some(last) = exec!(album.last()) {
            last.push('b');
        }
        exec!(album.last_later()).unwrap().push('c');
        assert_eq!(album.pictures, ["abc"]);
    }
    run_sync(test);
}

#[test]
fn closures_and_async_blocks_borrow() {
    #[task]
    fn test() {
        let mut list = vec![1];
        exec!(|| list.push(2));
        exec!(async { list.push(3) });
        assert_eq!(exec!(|| list.len()), 3);
        assert_eq!(exec!(async { exec!(async { list.len() }) }), 3);
        let lengths: Vec<_> = ["a", "bc"].iter().map(|name| exec!(length(name))).collect();
        assert_eq!(lengths, [1, 2]);
    }
    run_sync(test);
}

#[test]
fn results_borrow_from_the_arguments() {
    #[task]
    fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
        exec!(std::cmp::max_by_key(a, b, |text| text.len()))
    }
    #[task]
    fn test() {
        let text = String::from("abc");
        let letter = exec!(first(&text));
        let limited = exec!(first_limited(&text));
        assert_eq!((letter, limited), ("a", "a"));
        assert_eq!(exec!(longest("a", &text)), "abc");
        let mut list = vec![1, 2];
        *exec!(list.last_mut()).unwrap() += 1;
        *exec!(list.as_mut_slice().get_mut(exec!(upload(0)))).unwrap() += 1;
        assert_eq!(list, [2, 3]);
        let lock = Mutex::new(list);
        let guard: MutexGuard<'_, _> = exec!(lock.lock()).unwrap();
        assert_eq!(guard.len(), 2);
    }
    run_sync(test);
}

#[test]
fn temporaries_live_as_long_as_the_statement() {
    #[task]
    fn test() {
        assert_eq!(exec!(String::from("abc").as_str()).len(), 3);
        assert_eq!(exec!(first(&String::from("abc"))).len(), 1);
        assert_eq!(exec!(first_limited(&String::from("abc"))).len(), 1);
        let lock = Mutex::new(vec![1]);
        exec!(lock.lock().unwrap().push(2));
        assert_eq!(exec!(lock.lock().unwrap().iter()).count(), 2);
        let letter = exec!(first(&format!("{}c", "ab".len()))).to_owned();
        assert_eq!(letter, "2");
        match exec!(first_limited(&String::from("xyz"))) {
            "x" => {}
            other => panic!("{other}"),
        }
    }
    run_sync(test);
}

#[test]
fn what_is_not_send_and_what_is_inferred() {
    fn count(count: &Rc<Cell<usize>>) -> usize {
        count.set(count.get() + 1);
        count.get()
    }
    fn default<T: Default>(_: u8) -> T {
        T::default()
    }
    #[task]
    fn test() {
        let counted = Rc::new(Cell::new(0));
        assert_eq!(exec!(count(&counted)), 1);
        assert_eq!(exec!(async { count(&counted) }), 2);
        assert_eq!(exec!(default::<u16>(1)), 0);
        let parsed: usize = exec!(str::parse("12")).unwrap();
        assert_eq!(parsed, 12);
        let identity = exec!(std::convert::identity(|n: usize| n + 1));
        assert_eq!(exec!(identity(1)), 2);
    }
    run_sync(test);
}

#[test]
fn limited_functions_are_nested_in_each_other() {
    #[task(type = "gallery")]
    fn down(n: usize) -> usize {
        if n == 0 {
            0
        } else {
            exec!(down_later(n - 1)) + 1
        }
    }
    #[task(type = "gallery")]
    async fn down_later(n: usize) -> usize {
        if n == 0 {
            0
        } else {
            exec!(block down(n - 1)) + exec!(Box::pin(upload(1)))
        }
    }
    #[task]
    fn test() {
        assert_eq!(exec!(save(exec!(save(exec!(upload(1)))))), 1);
        assert_eq!(exec!(down(20)), 20);
    }
    run_sync(test);
}

#[test]
fn a_permit_is_given_back_before_the_temporaries_go() {
    struct SavesOnDrop;
    #[task]
    impl Drop for SavesOnDrop {
        fn drop(&mut self) {
            assert_eq!(exec!(save(1)), 1);
        }
    }
    #[task(type = "gallery")]
    fn borrows(_: &SavesOnDrop) -> usize {
        1
    }
    #[task]
    fn test() {
        assert_eq!(exec!(borrows(&SavesOnDrop)), 1);
        // Two permits of one type in one expression, one after the other.
        assert_eq!(exec!(save(1)) + exec!(save(2)), 3);
    }
    run_sync(test);
}

#[test]
fn a_permit_comes_back_from_a_panic() {
    #[task(type = "thumbnails")]
    fn panics() {
        panic!("as told");
    }
    #[task]
    fn test() {
        let caught = std::panic::catch_unwind(|| exec!(panics()));
        assert_eq!(caught.unwrap_err().downcast_ref(), Some(&"as told"));
        assert_eq!(exec!(Album::new().add("a")), 1);
    }
    run_sync(test);
}

#[test]
fn a_callee_may_give_nothing() {
    fn nothing() {}
    #[task(type = "gallery")]
    fn limited() {}
    #[task]
    fn test() {
        exec!(nothing());
        exec!(limited());
        exec!(async {});
        exec!(limited())
    }
    run_sync(test);
}

#[test]
fn arguments_may_end_the_function() {
    #[task]
    fn parse(text: &str) -> Result<usize, std::num::ParseIntError> {
        Ok(exec!(save(text.parse()?)) + exec!(upload(text.parse()?)))
    }
    #[task]
    fn test() {
        assert_eq!(exec!(parse("3")), Ok(6));
        assert!(exec!(parse("x")).is_err());
        let broken = loop {
            exec!(upload(if place() == CALLER { break 7 } else { 1 }));
        };
        assert_eq!(broken, 7);
        assert_eq!(exec!(save(1)), 1, "the permit is back");
    }
    run_sync(test);
}
#[test]
fn a_waited_call_gives_back_what_it_borrows_before_the_statement_ends() {
    #[task]
    fn test() {
        async fn next(number: &mut usize) -> usize {
            *number += 1;
            *number
        }
        let mut number = 0;
        let pair = (exec!(next(&mut number)), exec!(next(&mut number)));
        assert_eq!(pair, (1, 2));
        assert_eq!(
            exec!(usize::checked_add(
                exec!(next(&mut number)),
                exec!(next(&mut number))
            )),
            Some(7)
        );
    }
    run_sync(test);
}
