//! Receiver and arguments are evaluated once, left to right, on the caller's thread, before any hop: in every mode of `exec!`,
//! for sync and async callees.

mod common;

use std::sync::{Arc, Mutex};

use executor::{exec, task};

use crate::common::{CALLER, place, run, run_sync};

executor::task_types! {
    limited: io { limit: 2, queue: 4 }
}

/// What happened, in order, with the place where it happened.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<(&'static str, String)>>>);

impl Recorder {
    /// Notes `what`, and gives it.
    fn note(&self, what: &'static str) -> &'static str {
        self.0.lock().unwrap().push((what, place()));
        what
    }

    /// The same, as a receiver.
    fn receiver(&self) -> Self {
        self.note("receiver");
        self.clone()
    }

    /// The same, as something that can be borrowed.
    fn temporary(&self, what: &'static str) -> String {
        self.note(what).to_owned()
    }

    /// The same, as a future.
    async fn later(&self, what: &'static str) -> &'static str {
        tokio::task::yield_now().await;
        self.note(what)
    }

    async fn later_of(&self, what: &[&'static str; 1]) -> &'static str {
        what[0]
    }

    fn now_of(&self, what: &[&'static str; 1]) -> &'static str {
        what[0]
    }

    fn sync(self, _: &'static str, _: &str, _: &mut Vec<String>, _: &'static str) {
        self.note("call");
    }

    async fn asynchronous(self, _: &'static str, _: &str, _: &mut Vec<String>, _: &'static str) {
        tokio::task::yield_now().await;
        self.note("call");
    }

    #[task(type = "limited")]
    fn limited_sync(self, _: &'static str, _: &str, _: &mut Vec<String>, _: &'static str) {
        self.note("call");
    }

    #[task(type = "limited")]
    async fn limited_async(self, _: &'static str, _: &str, _: &mut Vec<String>, _: &'static str) {
        tokio::task::yield_now().await;
        self.note("call");
    }

    /// What was noted: the receiver and the four arguments in order, on the caller's thread; then the call. Gives its place.
    #[track_caller]
    fn place_of_call(&self) -> String {
        let mut noted = std::mem::take(&mut *self.0.lock().unwrap());
        let (last, place) = noted.pop().expect("something was noted");
        assert_eq!(last, "call");
        let expected = ["receiver", "first", "second", "third", "fourth"];
        assert_eq!(noted, expected.map(|what| (what, CALLER.to_owned())));
        place
    }
}

/// The arguments of each call: a value, a borrowed temporary, a mutably borrowed one, a value.
macro_rules! all_arguments {
    ([$($mode:tt)*] $recorder:ident.$method:ident) => {
        exec!($($mode)* $recorder.receiver().$method(
            $recorder.note("first"),
            &$recorder.temporary("second"),
            &mut vec![$recorder.temporary("third")],
            $recorder.note("fourth"),
        ))
    };
}

#[test]
fn awaited() {
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        all_arguments!([] recorder.asynchronous);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([] recorder.limited_async);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([] recorder.sync);
        assert_eq!(recorder.place_of_call(), "io");
        all_arguments!([<cpu>] recorder.sync);
        assert_eq!(recorder.place_of_call(), "cpu");
        all_arguments!([] recorder.limited_sync);
        assert_eq!(recorder.place_of_call(), "limited");
    }
    run(test);
}

#[test]
fn spawned() {
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        all_arguments!([spawn] recorder.asynchronous).await;
        assert_eq!(
            recorder.place_of_call(),
            CALLER,
            "a task of this event loop"
        );
        all_arguments!([spawn] recorder.limited_async).await;
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([spawn] recorder.sync).await;
        assert_eq!(recorder.place_of_call(), "io");
        all_arguments!([spawn <cpu>] recorder.sync).await;
        assert_eq!(recorder.place_of_call(), "cpu");
        all_arguments!([spawn] recorder.limited_sync).await;
        assert_eq!(recorder.place_of_call(), "limited");
    }
    run(test);
}

#[test]
fn blocked() {
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        all_arguments!([block] recorder.asynchronous);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([block] recorder.limited_async);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([block] recorder.sync);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([block <cpu>] recorder.sync);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([block] recorder.limited_sync);
        assert_eq!(recorder.place_of_call(), CALLER);
        (|| all_arguments!([block] recorder.asynchronous))();
        assert_eq!(recorder.place_of_call(), CALLER);
    }
    run(test);
}

#[test]
fn in_sync_code() {
    #[task]
    fn test() {
        let recorder = Recorder::default();
        all_arguments!([] recorder.asynchronous);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([] recorder.limited_async);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([] recorder.sync);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([<cpu>] recorder.sync);
        assert_eq!(recorder.place_of_call(), CALLER);
        all_arguments!([] recorder.limited_sync);
        assert_eq!(recorder.place_of_call(), CALLER);
    }
    run_sync(test);
}

#[test]
fn beside_other_calls_in_the_arguments() {
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        exec!(recorder.receiver().sync(
            exec!(recorder.later("first")),
            &recorder.temporary("second"),
            &mut vec![recorder.temporary("third")],
            recorder.later("fourth").await,
        ));
        assert_eq!(recorder.place_of_call(), "io");
        exec!(recorder.receiver().asynchronous(
            recorder.note("first"),
            &exec!(recorder.later("second")).to_string(),
            &mut vec![exec!(block recorder.later("third")).to_owned()],
            recorder.note("fourth"),
        ));
        assert_eq!(recorder.place_of_call(), CALLER);
        exec!(spawn recorder.receiver().sync(
            recorder.note("first"),
            &recorder.temporary("second"),
            &mut vec![recorder.later("third").await.to_owned()],
            recorder.later("fourth").await,
        ))
        .await;
        assert_eq!(recorder.place_of_call(), "io");
    }
    run(test);
}

#[test]
fn of_functions_without_a_receiver() {
    fn sync(recorder: Recorder, _: &'static str, _: &str, _: (&str, &'static str)) {
        recorder.note("call");
    }
    async fn asynchronous(recorder: Recorder, _: &'static str, _: &str, _: (&str, &'static str)) {
        recorder.note("call");
    }
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        exec!(sync(
            recorder.receiver(),
            recorder.note("first"),
            &recorder.temporary("second"),
            (recorder.note("third"), recorder.note("fourth")),
        ));
        assert_eq!(recorder.place_of_call(), "io");
        exec!(asynchronous(
            recorder.receiver(),
            recorder.note("first"),
            &recorder.temporary("second"),
            (&recorder.temporary("third"), recorder.note("fourth")),
        ));
        assert_eq!(recorder.place_of_call(), CALLER);
        exec!(block sync(
            recorder.receiver(),
            recorder.note("first"),
            &recorder.temporary("second"),
            (&recorder.temporary("third"), recorder.note("fourth")),
        ));
        assert_eq!(recorder.place_of_call(), CALLER);
    }
    run(test);
}

#[test]
fn of_a_callee_that_is_an_expression() {
    fn chosen(recorder: &Recorder) -> fn(Recorder, &'static str) {
        recorder.note("callee");
        |recorder, _| {
            recorder.note("call");
        }
    }
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        exec!((chosen(&recorder))(
            recorder.clone(),
            recorder.note("argument")
        ));
        let noted = std::mem::take(&mut *recorder.0.lock().unwrap());
        let expected = [("callee", CALLER), ("argument", CALLER), ("call", "io")];
        assert_eq!(
            noted,
            expected.map(|(what, place)| (what, place.to_owned()))
        );
    }
    run(test);
}

#[test]
fn of_an_async_callee_the_call_is_made_before_it_is_polled() {
    fn eager(recorder: &Recorder, _: &'static str) -> impl Future<Output = ()> + use<> {
        recorder.note("call");
        let recorder = recorder.clone();
        async move {
            recorder.note("poll");
        }
    }
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        exec!(eager(&recorder, recorder.note("argument")));
        exec!(block eager(&recorder, recorder.note("argument")));
        let task = exec!(spawn eager(&recorder.clone(), recorder.note("argument")));
        task.await;
        let noted = recorder
            .0
            .lock()
            .unwrap()
            .iter()
            .map(|(what, _)| *what)
            .collect::<Vec<_>>();
        assert_eq!(noted, ["argument", "call", "poll"].repeat(3));
    }
    run(test);
}

#[test]
fn a_receiver_before_a_borrowed_temporary_that_holds_a_closure() {
    #[task]
    async fn test() {
        let recorder = Recorder::default();
        let first = exec!(
            recorder
                .receiver()
                .later_of(&[|| recorder.note("first")].map(|f| f()))
        );
        let second = exec!(
            recorder
                .receiver()
                .now_of(&[|| recorder.note("first")].map(|f| f()))
        );
        assert_eq!((first, second), ("first", "first"));
        let noted = recorder.0.lock().unwrap().clone();
        let noted: Vec<_> = noted.iter().map(|(what, _)| *what).collect();
        assert_eq!(noted, ["receiver", "first", "receiver", "first"]);
    }
    run(test);
}

#[test]
fn an_argument_that_begins_with_braces() {
    #[task]
    async fn test() {
        let first = |a: u8, b: u8| a * 10 + b;
        let later = async |a: u8, b: u8| a * 10 + b;
        let yes = std::hint::black_box(true);
        assert_eq!(exec!(first(if yes { 1 } else { 2 } + 3, 4)), 44);
        assert_eq!(exec!(later(4, { u8::from(yes) } * 6)), 46);
        assert_eq!(exec!(block first({ 1 } - 1, 4)), 4);
        assert_eq!(exec!(spawn first(if yes { 1 } else { 0 } | 2, 4)).await, 34);
    }
    run(test);
}
