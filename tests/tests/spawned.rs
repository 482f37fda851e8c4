//! `exec!(spawn f(x))`: what may be spawned, what moves along, and what the handle gives.

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use executor::{Task, TaskError, exec, task};

use crate::common::{CALLER, place, run};

executor::task_types! {
    pub gallery: io { limit: 2, queue: 3 }
    single: io { limit: 1, queue: 1 }
    thumbnails: cpu {}
}

async fn length(text: &str) -> (usize, String) {
    tokio::task::yield_now().await;
    (text.len(), place())
}

fn size(path: &Path) -> (usize, String) {
    (path.as_os_str().len(), place())
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

#[derive(Clone)]
struct Store(Arc<str>);

#[task]
impl Store {
    #[task(type = "thumbnails")]
    fn shrink(&self) -> (usize, String) {
        (self.0.len(), place())
    }

    #[task(type = "gallery")]
    async fn upload(&self) -> (usize, String) {
        tokio::task::yield_now().await;
        (self.0.len(), place())
    }

    async fn change(&mut self, to: &str) -> usize {
        tokio::task::yield_now().await;
        self.0 = to.into();
        self.0.len()
    }
}

fn on(place: &str, n: usize) -> (usize, String) {
    (n, place.to_owned())
}

#[test]
fn functions() {
    #[task]
    async fn test() {
        let path = PathBuf::from("ab");
        let tasks = [
            exec!(spawn length("abc")),
            exec!(spawn length(&path.join("c").display().to_string())),
            exec!(spawn size(&path.clone())),
            exec!(spawn <thumbnails> size(&path.clone())),
            exec!(spawn upload(5)),
            exec!(spawn save(6)),
            exec!(spawn <io> save(7)),
        ];
        let expected = [
            on(CALLER, 3),
            on(CALLER, 4),
            on("io", 2),
            on("thumbnails", 2),
            on(CALLER, 5),
            on("gallery", 6),
            on("io", 7),
        ];
        for (task, expected) in tasks.into_iter().zip(expected) {
            assert_eq!(task.await, expected);
        }
    }
    run(test);
}

#[test]
fn closures_and_async_blocks() {
    #[task]
    async fn test() {
        let text = String::from("ab");
        let three = 3;
        let block = exec!(spawn async move { text.len() + three });
        let closure = exec!(spawn move || (three, place()));
        let typed = exec!(spawn <thumbnails> || place());
        let typed_block = exec!(spawn <gallery> async { place() });
        assert_eq!(block.await, 5);
        assert_eq!(closure.await, on("io", 3));
        assert_eq!(typed.await, "thumbnails");
        assert_eq!(typed_block.await, CALLER);
        let bound = || place();
        let async_closure = async |n: usize| n + 1;
        assert_eq!(exec!(spawn bound()).await, "io");
        assert_eq!(exec!(spawn async_closure(1)).await, 2);
    }
    run(test);
}

#[test]
fn methods() {
    #[task]
    async fn test() {
        let mut store = Store("abc".into());
        assert_eq!(
            exec!(spawn store.clone().shrink()).await,
            on("thumbnails", 3)
        );
        assert_eq!(exec!(spawn store.clone().upload()).await, on(CALLER, 3));
        assert_eq!(
            exec!(spawn store.clone().change(&"abcd".to_string())).await,
            4
        );
        assert_eq!(exec!(spawn Store("x".into()).upload()).await, on(CALLER, 1));
        assert_eq!(
            exec!(spawn Arc::new(store.clone()).shrink()).await,
            on("thumbnails", 3)
        );
        store.0 = "moved along".into();
        assert_eq!(exec!(spawn store.shrink()).await, on("thumbnails", 11));
    }
    run(test);
}

#[test]
fn generic_code() {
    #[task]
    async fn spawns<F, Fut, T>(f: F) -> T
    where
        F: Fn() -> Fut,
        Fut: Future<Output = T> + Send + 'static,
        T: Send + 'static,
    {
        exec!(spawn f()).await
    }
    run(|| async { assert_eq!(spawns(async || 1).await, 1) });
}

#[test]
fn a_task_starts_at_once_and_goes_on_without_its_handle() {
    #[task]
    async fn test() {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        exec!(spawn async move { sender.send(1) });
        assert_eq!(receiver.await, Ok(1));
        let (sender, receiver) = std::sync::mpsc::channel();
        exec!(spawn sender.send(2));
        assert_eq!(
            exec!(block receiver.recv_timeout(Duration::from_secs(5))),
            Ok(2),
            "nothing was awaited"
        );
    }
    run(test);
}

#[test]
fn a_handle_gives_the_result_whatever_it_is() {
    struct NotDebug;
    fn nothing() {}
    async fn fails(text: &str) -> Result<u8, String> {
        Err(text.to_owned())
    }
    fn fails_with_no_debug() -> Result<u8, NotDebug> {
        Err(NotDebug)
    }
    #[task]
    async fn test() -> Result<(), String> {
        exec!(spawn nothing()).await;
        let task: Task<Result<u8, String>> = exec!(spawn fails(&"bad".to_string()));
        assert_eq!(task.await, Err("bad".to_owned()));
        assert!(exec!(spawn fails_with_no_debug()).await.is_err());
        exec!(spawn fails("through `?`")).await?;
        Ok(())
    }
    assert_eq!(run(test), Err("through `?`".to_owned()));
}

#[test]
fn a_panic_comes_out_of_the_handle() {
    fn panics() {
        panic!("as told");
    }
    #[task]
    async fn test() {
        let error = exec!(spawn panics()).join().await.unwrap_err();
        assert!(matches!(error, TaskError::Panicked(_)));
        assert!(error.to_string().contains("as told"), "{error}");
        let error = exec!(spawn async { panics() }).join().await.unwrap_err();
        assert!(error.to_string().contains("as told"), "{error}");
    }
    run(test);
}

#[test]
fn spawn_waits_for_room_in_the_queue() {
    #[task]
    async fn test() {
        let open = Arc::new(tokio::sync::Notify::new());
        let waits = |open: &Arc<tokio::sync::Notify>| {
            let open = open.clone();
            async move { open.notified().await }
        };
        let running = exec!(spawn <single> waits(&open));
        let queued = exec!(spawn <single> async {});
        let is_spawned = AtomicBool::new(false);
        let third = async {
            let task = exec!(spawn <single> async {});
            is_spawned.store(true, Ordering::Relaxed);
            task.await;
        };
        let others = async {
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            assert!(
                !is_spawned.load(Ordering::Relaxed),
                "there is no room for a third"
            );
            open.notify_one();
        };
        tokio::join!(third, others, running, queued);
        assert!(is_spawned.load(Ordering::Relaxed));
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
        Ok(exec!(spawn identity(text.parse()?)).await)
    }
    #[task]
    async fn test() {
        assert_eq!(exec!(parse("3")), Ok(3));
        assert!(exec!(parse("x")).is_err());
        assert_eq!(exec!(spawn identity(length("abc").await.0)).await, 3);
        assert_eq!(
            exec!(spawn identity(exec!(spawn identity(4)).await)).await,
            4
        );
    }
    run(test);
}

#[test]
fn a_task_that_only_panics_needs_no_type() {
    #[task]
    async fn body() {
        let future = exec!(spawn async { std::panic::resume_unwind(Box::new("future")) });
        assert!(future.join().await.is_err());
        let function = exec!(spawn || std::panic::resume_unwind(Box::new("function")));
        assert!(function.join().await.is_err());
    }
    run(body);
}
#[test]
fn a_receiver_moves_along_beside_a_closure_and_another_call() {
    struct Store(usize);
    impl Store {
        async fn map(&self, function: impl Fn(usize) -> usize, more: usize) -> usize {
            tokio::task::yield_now().await;
            function(self.0) + more
        }
    }
    async fn number(n: usize) -> usize {
        n
    }
    #[task]
    async fn test() {
        let task = exec!(spawn Store(exec!(number(1))).map(|n| n + 1, exec!(number(2))));
        assert_eq!(task.await, 4);
    }
    run(test);
}
