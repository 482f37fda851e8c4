//! `exec!(f(x))` of a sync callee in async code: it runs on a thread of the callee's task type, or of the type chosen for this
//! call, with its receiver and arguments moved along. What it may not borrow is in `ui/hop`.
//!
//! Known limit: where only the place that the result is assigned to tells what a generic sync callee gives
//! (`let n: usize = exec!(default())`), rustc asks for type annotations; `default::<usize>()` says it.

mod common;

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use executor::{exec, task};

use crate::common::{CALLER, place, run};

executor::task_types! {
    pub gallery: io { limit: 2, queue: 3 }
    pub thumbnails: cpu {}
}

fn untyped() -> String {
    place()
}

#[task(type = "cpu")]
fn on_cpu() -> String {
    place()
}

#[task(type = "gallery")]
fn on_gallery() -> String {
    place()
}

#[task(type = executor::types::Cpu)]
fn on_path_of_type() -> String {
    place()
}

mod album {
    #[executor::task(type = "thumbnails")]
    pub(crate) fn shrink(bytes: &[u8]) -> (usize, String) {
        (bytes.len(), crate::place())
    }
}

#[derive(Clone, Default)]
struct Store {
    name: Arc<str>,
}

#[task]
impl Store {
    #[task(type = "gallery")]
    fn save(&self, _: usize) -> String {
        place()
    }

    #[task(type = "gallery")]
    async fn upload(&self) -> String {
        tokio::task::yield_now().await;
        place()
    }

    #[task(type = "cpu")]
    fn consume(self) -> String {
        place()
    }

    #[task(type = "cpu")]
    fn change(&mut self) -> String {
        place()
    }

    #[task(type = "cpu")]
    fn associated(_: usize) -> String {
        place()
    }

    fn untyped(&self) -> String {
        place()
    }

    async fn by_self() -> String {
        exec!(Self::associated(1))
    }
}

#[task(type = "thumbnails")]
impl<T: Send + 'static> Wrapper<T> {
    fn typed_by_the_block(&self) -> String {
        place()
    }

    #[task(type = "io")]
    fn typed_by_itself(&self) -> String {
        place()
    }
}

struct Wrapper<T>(Option<T>);

trait Render {
    #[task(type = "cpu")]
    fn render(&self) -> String;

    #[task(type = "gallery")]
    fn render_by_default(&self) -> String {
        place()
    }
}

impl Render for Store {
    fn render(&self) -> String {
        place()
    }
}

impl<T: Render + ?Sized> Render for Box<T> {
    fn render(&self) -> String {
        (**self).render()
    }
}

// ------------------------------------------------------------------------------------------------ functions

#[test]
fn a_function_runs_on_its_type() {
    #[task]
    async fn test() {
        assert_eq!(exec!(untyped()), "io");
        assert_eq!(exec!(on_cpu()), "cpu");
        assert_eq!(exec!(on_gallery()), "gallery");
        assert_eq!(exec!(on_path_of_type()), "cpu");
        assert_eq!(place(), CALLER);
    }
    run(test);
}

#[test]
fn a_function_is_named_by_any_path() {
    use album::shrink;
    use album::shrink as renamed;
    #[task]
    async fn test() {
        let bytes = vec![1, 2];
        assert_eq!(exec!(shrink(&bytes.clone())), (2, "thumbnails".to_owned()));
        assert_eq!(exec!(renamed(&bytes.clone())), (2, "thumbnails".to_owned()));
        assert_eq!(
            exec!(album::shrink(&bytes.clone())),
            (2, "thumbnails".to_owned())
        );
        assert_eq!(
            exec!(crate::album::shrink(&bytes.clone())),
            (2, "thumbnails".to_owned())
        );
        assert_eq!(
            exec!(self::album::shrink(&[1])),
            (1, "thumbnails".to_owned())
        );
    }
    run(test);
}

#[test]
fn a_type_chosen_for_one_call_beats_the_callee_s_own() {
    #[task]
    async fn test() {
        let store = Store::default();
        assert_eq!(exec!(<io> on_cpu()), "io");
        assert_eq!(exec!(<gallery> untyped()), "gallery");
        assert_eq!(
            exec!(<crate::task_types::thumbnails> on_gallery()),
            "thumbnails"
        );
        assert_eq!(exec!(<cpu> store.clone().save(1)), "cpu");
        assert_eq!(exec!(<cpu> Store::associated(1)), "cpu");
        assert_eq!(exec!(<cpu> place()), "cpu");
    }
    run(test);
}

#[test]
fn associated_functions_run_on_their_type() {
    #[task]
    async fn test() {
        assert_eq!(exec!(Store::by_self()), "cpu");
        assert_eq!(exec!(<Store>::associated(1)), "cpu");
        // A stated limit: by a type's plain path, the callee's own type is not seen.
        assert_eq!(exec!(Store::associated(1)), "io");
    }
    run(test);
}

#[test]
fn generic_callees_give_what_they_are_given() {
    fn identity<T>(value: T) -> T {
        value
    }
    fn call<R>(f: impl FnOnce() -> R) -> R {
        f()
    }
    #[task]
    async fn through<F, R>(f: F) -> R
    where
        F: Fn(usize) -> R + Send + 'static,
        R: Send + 'static,
    {
        exec!(f(1))
    }
    #[task]
    async fn test() {
        assert_eq!(exec!(identity(3)), 3);
        assert_eq!(exec!(call(|| 4)), 4);
        assert_eq!(exec!(call(place)), "io");
        assert_eq!(exec!(through(|n| (n + 1, place()))), (2, "io".to_owned()));
    }
    run(test);
}

#[test]
fn a_result_is_unwrapped_outside() {
    #[task]
    async fn parse() -> Result<usize, Box<dyn Error + Send + Sync>> {
        let twelve = exec!("12".to_string().parse::<usize>())?;
        let three: usize = exec!(str::parse("3"))?;
        exec!("x".parse::<usize>())?;
        Ok(twelve + three)
    }
    let error = run(parse).unwrap_err();
    assert_eq!(error.to_string(), "invalid digit found in string");
}

#[test]
fn a_callee_may_give_nothing() {
    fn nothing() {}
    #[task]
    async fn as_the_last_expression() {
        exec!(nothing())
    }
    #[task]
    async fn test() {
        exec!(nothing());
        exec!(as_the_last_expression());
    }
    run(test);
}

#[test]
fn a_callee_may_never_return() {
    fn never() -> ! {
        panic!("as told")
    }
    #[task]
    async fn number() -> u8 {
        exec!(never())
    }
    let error = run(|| async { tokio::spawn(number()).await.unwrap_err() });
    assert_eq!(error.into_panic().downcast_ref(), Some(&"as told"));
}

// ------------------------------------------------------------------------------------------------ methods

#[test]
fn a_method_runs_on_its_type_whatever_holds_its_receiver() {
    struct Holder {
        store: Arc<Store>,
    }
    #[task]
    async fn test() {
        let store = Arc::new(Store::default());
        let holder = Holder {
            store: store.clone(),
        };
        let fixed: &'static Store = Box::leak(Box::default());
        assert_eq!(exec!(store.clone().save(1)), "gallery");
        assert_eq!(exec!(holder.store.clone().save(1)), "gallery");
        let boxed = Box::new(Store::default());
        assert_eq!(exec!(boxed.save(1)), "gallery");
        assert_eq!(
            exec!(Arc::new(Box::new(Store::default())).save(1)),
            "gallery"
        );
        assert_eq!(exec!(Store::default().save(1)), "gallery");
        assert_eq!(exec!(fixed.save(1)), "gallery");
        assert_eq!(exec!(store.save(1)), "gallery", "moved along");
    }
    run(test);
}

#[test]
fn a_method_may_take_its_receiver_in_any_way() {
    #[task]
    async fn test() {
        let mut store = Store::default();
        assert_eq!(exec!(store.clone().consume()), "cpu");
        assert_eq!(exec!(store.clone().change()), "cpu");
        assert_eq!(exec!(store.clone().untyped()), "io");
        store.name = "moved".into();
        assert_eq!(exec!(store.change()), "cpu");
    }
    run(test);
}

#[test]
fn a_method_of_a_typed_impl_block_runs_on_that_type() {
    #[task]
    async fn test() {
        assert_eq!(exec!(Wrapper(Some(1)).typed_by_the_block()), "thumbnails");
        assert_eq!(exec!(Wrapper(Some("a")).typed_by_itself()), "io");
    }
    run(test);
}

#[test]
fn a_trait_s_method_runs_on_the_type_in_its_declaration() {
    #[task]
    async fn generic<T: Render + Clone + Send + 'static>(value: T) {
        assert_eq!(exec!(value.clone().render()), "cpu");
        assert_eq!(exec!(value.clone().render_by_default()), "gallery");
        assert_eq!(exec!(T::render(&value.clone())), "io", "a stated limit");
        assert_eq!(exec!(<T>::render(&value.clone())), "cpu");
    }
    #[task]
    async fn test() {
        let object: Arc<dyn Render + Send + Sync> = Arc::new(Store::default());
        let boxed: Box<dyn Render + Send> = Box::new(Store::default());
        assert_eq!(exec!(Store::default().render()), "cpu");
        assert_eq!(exec!(object.clone().render()), "cpu");
        assert_eq!(exec!(object.render_by_default()), "gallery");
        assert_eq!(exec!(boxed.render()), "cpu");
        exec!(generic(Store::default()));
    }
    run(test);
}

#[test]
fn an_async_callee_with_a_type_stays_here() {
    #[task]
    async fn test() {
        assert_eq!(exec!(Store::default().upload()), CALLER);
        let store = Store::default();
        assert_eq!(exec!(store.upload()), CALLER);
        assert_eq!(exec!(store.upload()), CALLER, "it was only borrowed");
    }
    run(test);
}

#[test]
fn methods_of_others_need_no_card() {
    #[task]
    async fn test() {
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::spawn(move || sender.send(3));
        assert_eq!(exec!(thread.join()).unwrap(), Ok(()));
        assert_eq!(exec!(receiver.recv()), Ok(3));
        let mut map = HashMap::from([(1, 2)]);
        assert_eq!(exec!(map.clone().remove(&1)), Some(2));
        assert_eq!(exec!(map.remove(&1)), Some(2));
    }
    run(test);
}

// ------------------------------------------------------------------------------------------------ what moves along

#[test]
fn borrowed_temporaries_move_along() {
    fn size(path: &Path) -> usize {
        path.as_os_str().len()
    }
    fn length(text: &str) -> usize {
        text.len()
    }
    fn push(list: &mut Vec<u8>) -> usize {
        list.push(1);
        list.len()
    }
    struct Picture {
        width: usize,
        name: String,
    }
    #[task]
    impl Picture {
        async fn sizes(&self) -> usize {
            exec!(usize::pow(self.width, 2))
                + exec!(length("abc"))
                + exec!(length(&self.name.clone()))
        }
    }
    #[task]
    async fn test() {
        let path = PathBuf::from("abc");
        let name = String::from("xy");
        assert_eq!(exec!(size(&path.clone())), 3);
        assert_eq!(exec!(length(&format!("{name}!"))), 3);
        assert_eq!(exec!(length(&name.clone())), 2);
        assert_eq!(exec!(push(&mut vec![1])), 2);
        assert!(exec!(std::fs::read_to_string(path.join("missing"))).is_err());
        let picture = Picture { width: 3, name };
        assert_eq!(exec!(picture.sizes()), 14);
    }
    run(test);
}

#[test]
fn closures_are_called_and_given() {
    fn map(list: Vec<u8>, f: impl Fn(u8) -> u8) -> Vec<u8> {
        list.into_iter().map(f).collect()
    }
    #[task]
    async fn test() {
        let three = 3;
        assert_eq!(exec!(map(vec![1, 2], move |n| n + three)), [4, 5]);
        assert_eq!(exec!(map(vec![1, 2], |n| n * 2)), [2, 4]);
        assert_eq!(
            exec!(move || (usize::from(three), place())),
            (3, "io".to_owned())
        );
        assert_eq!(exec!(<thumbnails> || place()), "thumbnails");
        let text = String::from("ab");
        let count = move || (text.len(), place());
        assert_eq!(exec!(count()), (2, "io".to_owned()));
    }
    run(test);
}
