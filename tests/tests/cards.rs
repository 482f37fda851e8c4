//! A callee's card is found wherever the callee is: through imports, re-exports, other crates, under any name, with any
//! visibility. Each callee gives the task type whose thread it ran on.
//!
//! Known limits: a function that shares its name with a built-in attribute or a macro of the standard prelude (`test`, `format`)
//! has no card: it runs on `io`. One that shares it with another macro in scope (an imported `info!`) needs its type chosen
//! where it is called. An annotated function that hides a glob import, or an outer function, of the same name is ambiguous for
//! `exec!`: `self::f` says which.

mod common;

use executor::{exec, task};

use crate::common::{place, run};

executor::task_types! {
    gallery: io { limit: 2 }
    pub thumbnails: cpu {}
}

// ------------------------------------------------------------------------------------------------ another crate

#[test]
fn of_another_crate_through_its_re_exports() {
    use neighbour::deep::serve as module_and_function;
    use neighbour::{serve, shrink, shrink as renamed};

    #[task]
    async fn test() {
        assert_eq!(exec!(neighbour::top()), "executor-thumbnails");
        assert_eq!(exec!(neighbour::deep::shrink()), "executor-cpu");
        assert_eq!(exec!(neighbour::shrink()), "executor-cpu");
        assert_eq!(
            exec!(neighbour::shrink_under_another_name()),
            "executor-cpu"
        );
        assert_eq!(exec!(shrink()), "executor-cpu");
        assert_eq!(exec!(renamed()), "executor-cpu");
        assert_eq!(exec!(neighbour::deep::serve::serve()), "executor-gallery");
        assert_eq!(exec!(neighbour::deep::serve()), "executor-gallery");
        assert_eq!(exec!(neighbour::serve()), "executor-gallery");
        assert_eq!(exec!(serve()), "executor-gallery");
        assert_eq!(exec!(module_and_function()), "executor-gallery");
        assert_eq!(exec!(neighbour::both()), "executor-io");
        assert_eq!(exec!(neighbour::deep::both()), "executor-cpu");
        assert_eq!(exec!(neighbour::plain()), "executor-io");
        assert_eq!(exec!(neighbour::limited()), common::CALLER);
        assert_eq!(exec!(spawn neighbour::top()).await, "executor-thumbnails");
        assert_eq!(
            exec!(neighbour::calls_its_own()),
            ["executor-thumbnails", "executor-gallery", "executor-io"]
        );
    }
    run(test);
}

#[test]
fn of_another_crate_re_exported_here() {
    mod reexported {
        pub(crate) use neighbour::*;
        pub(crate) mod by_name {
            pub(crate) use neighbour::deep::shrink;
        }
    }
    #[task]
    async fn test() {
        assert_eq!(exec!(reexported::top()), "executor-thumbnails");
        assert_eq!(exec!(reexported::deep::shrink()), "executor-cpu");
        assert_eq!(exec!(reexported::by_name::shrink()), "executor-cpu");
    }
    run(test);
}

#[test]
fn of_methods_of_another_crate() {
    struct Here;
    impl neighbour::Render for Here {
        fn render(&self) -> String {
            place()
        }
    }
    #[task]
    async fn test() {
        use neighbour::Render;
        assert_eq!(exec!(neighbour::Store.save()), "executor-thumbnails");
        assert_eq!(exec!(Here.render()), "cpu");
        let boxed: Box<dyn Render + Send> = Box::new(Here);
        assert_eq!(exec!(boxed.render()), "cpu");
    }
    run(test);
}

// ------------------------------------------------------------------------------------------------ names

mod serve {
    #[executor::task(type = "gallery")]
    pub(crate) fn serve() -> String {
        crate::place()
    }
}
use serve::serve;

#[test]
fn of_a_function_with_the_name_of_its_module() {
    #[task]
    async fn test() {
        assert_eq!(exec!(serve()), "gallery");
        assert_eq!(exec!(serve::serve()), "gallery");
        assert_eq!(exec!(crate::serve()), "gallery");
    }
    run(test);
}

mod named_like {
    #[executor::task(type = "cpu")]
    pub(crate) fn u8(number: u16) -> (u8, String) {
        (number as u8, crate::place())
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn str(text: &str) -> (usize, String) {
        (text.len(), crate::place())
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn tokio() -> String {
        crate::place()
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn executor() -> String {
        crate::place()
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn task() -> String {
        crate::place()
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn r#match() -> String {
        crate::place()
    }

    #[executor::task]
    pub(crate) async fn calls() {
        assert_eq!(executor::exec!(u8(3)), (3, "cpu".to_owned()));
        assert_eq!(executor::exec!(str("abc")), (3, "cpu".to_owned()));
        assert_eq!(executor::exec!(tokio()), "cpu");
        assert_eq!(executor::exec!(self::tokio()), "cpu");
        assert_eq!(executor::exec!(executor()), "cpu");
        assert_eq!(executor::exec!(task()), "cpu");
        assert_eq!(executor::exec!(r#match()), "cpu");
    }
}

#[test]
fn of_functions_named_like_primitives_crates_and_keywords() {
    #[task]
    async fn test() {
        use named_like::tokio;
        exec!(named_like::calls());
        assert_eq!(exec!(named_like::u8(3)).1, "cpu");
        assert_eq!(exec!(named_like::tokio()), "cpu");
        assert_eq!(exec!(tokio()), "cpu");
        assert_eq!(exec!(named_like::r#match()), "cpu");
    }
    run(test);
}

mod named_like_macros {
    #[executor::task(type = "cpu")]
    pub(crate) fn test() -> String {
        crate::place()
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn path() -> String {
        crate::place()
    }

    #[executor::task(type = "cpu")]
    pub(crate) fn format() -> String {
        format!("on {}", crate::place())
    }

    #[executor::task]
    pub(crate) async fn calls() {
        assert_eq!(executor::exec!(test()), "io");
        assert_eq!(executor::exec!(path()), "io");
        assert_eq!(executor::exec!(format()), "on io");
        assert_eq!(executor::exec!(<cpu> test()), "cpu");
    }

    #[test]
    fn and_the_attribute_still_works() {
        assert_eq!(vec![1].len(), 1);
    }
}

mod beside_an_imported_macro {
    use tracing::info;

    #[executor::task(type = "cpu")]
    pub(crate) fn info() -> String {
        info!("still a macro");
        crate::place()
    }

    #[executor::task]
    pub(crate) async fn calls() {
        assert_eq!(executor::exec!(<cpu> info()), "cpu");
    }
}

macro_rules! beside_a_local_macro {
    () => {
        1
    };
}

#[task(type = "cpu")]
fn beside_a_local_macro() -> String {
    assert_eq!(beside_a_local_macro!(), 1);
    place()
}

#[test]
fn functions_named_like_macros_have_none_and_are_called_all_the_same() {
    #[task]
    async fn test() {
        exec!(named_like_macros::calls());
        exec!(beside_an_imported_macro::calls());
        assert_eq!(exec!(named_like_macros::test()), "io");
        assert_eq!(exec!(named_like_macros::format()), "on io");
        assert_eq!(exec!(<cpu> beside_a_local_macro()), "cpu");
    }
    run(test);
}

#[test]
fn the_expansion_s_own_names_hide_nothing() {
    fn identity(n: i32) -> i32 {
        n
    }
    #[task]
    async fn test() {
        let (gate, tag, out, card, site, call, value) = (1, 2, 3, 4, 5, 6, 7);
        let (argument1, first0, receiver, found) = (8, 9, 10, 11);
        let sum = exec!(identity(gate + tag + out + card + site + call + value));
        assert_eq!(sum, 28);
        assert_eq!(exec!(identity(exec!(identity(argument1)) + first0)), 17);
        assert_eq!(exec!(i32::max(receiver, found)), 11);
        assert_eq!(exec!(receiver.max(argument1)), 10);
        fn gate_of(n: &i32) -> &i32 {
            n
        }
        assert_eq!(exec!(block gate_of(&gate)), &1);
    }
    run(test);
}

#[test]
fn of_local_variables_there_is_none() {
    #[task(type = "cpu")]
    fn shadowed() -> String {
        place()
    }
    #[task]
    async fn test() {
        assert_eq!(exec!(shadowed()), "cpu");
        let local = || place();
        assert_eq!(exec!(local()), "io");
        let pointer: fn() -> String = shadowed;
        assert_eq!(exec!(pointer()), "io");
    }
    #[task]
    async fn parameter(call: fn() -> String) -> String {
        exec!(call())
    }
    run(test);
    assert_eq!(run(|| parameter(shadowed)), "io");
}

// ------------------------------------------------------------------------------------------------ visibility and scope

mod outer {
    pub(crate) mod middle {
        #[executor::task(type = "cpu")]
        pub(super) fn to_super() -> String {
            crate::place()
        }

        #[executor::task(type = "cpu")]
        pub(crate) fn to_crate() -> String {
            crate::place()
        }

        #[executor::task(type = "cpu")]
        pub(in crate::outer) fn to_outer() -> String {
            crate::place()
        }

        #[executor::task(type = "cpu")]
        #[allow(clippy::needless_pub_self, reason = "it is what is tested")]
        pub(self) fn to_self() -> String {
            crate::place()
        }

        #[executor::task(type = "cpu")]
        fn private() -> String {
            crate::place()
        }

        #[executor::task]
        pub(crate) async fn calls() {
            assert_eq!(executor::exec!(to_self()), "cpu");
            assert_eq!(executor::exec!(private()), "cpu");
            assert_eq!(executor::exec!(to_super()), "cpu");
        }

        pub(crate) mod inner {
            #[executor::task]
            pub(crate) async fn calls() {
                assert_eq!(executor::exec!(super::private()), "cpu");
            }
        }
    }

    #[executor::task]
    pub(crate) async fn calls() {
        assert_eq!(executor::exec!(middle::to_super()), "cpu");
        assert_eq!(executor::exec!(middle::to_outer()), "cpu");
    }
}

#[test]
fn of_any_visibility() {
    #[task]
    async fn test() {
        exec!(outer::calls());
        exec!(outer::middle::calls());
        exec!(outer::middle::inner::calls());
        assert_eq!(exec!(outer::middle::to_crate()), "cpu");
    }
    run(test);
}

#[test]
fn of_functions_in_functions() {
    #[task]
    async fn test() {
        #[task(type = "cpu")]
        fn inner() -> String {
            place()
        }
        assert_eq!(exec!(inner()), "cpu");
        assert_eq!(exec!(declared_later()), "gallery");
        #[task(type = "gallery")]
        fn declared_later() -> String {
            place()
        }
    }
    run(test);
}

mod all {
    #[executor::task(type = "cpu")]
    pub(crate) fn by_glob() -> String {
        crate::place()
    }
}

mod imports_all {
    use super::all::*;

    #[executor::task]
    pub(crate) async fn calls() {
        assert_eq!(executor::exec!(by_glob()), "cpu");
        assert_eq!(executor::exec!(super::all::by_glob()), "cpu");
    }
}

#[test]
fn of_functions_that_are_imported_by_glob() {
    run(imports_all::calls);
}

#[test]
fn of_functions_that_call_each_other() {
    #[task(type = "cpu")]
    fn even(n: u32) -> bool {
        n == 0 || exec!(odd(n - 1))
    }
    #[task(type = "io")]
    fn odd(n: u32) -> bool {
        n != 0 && exec!(even(n - 1))
    }
    #[task]
    async fn test() {
        assert!(exec!(even(10)));
        assert!(!exec!(odd(10)));
    }
    run(test);
}

macro_rules! module {
    ($module:ident, $task_type:literal) => {
        mod $module {
            #[executor::task(type = $task_type)]
            pub(crate) fn made() -> String {
                crate::place()
            }
        }
    };
}

module!(made_first, "cpu");
module!(made_second, "thumbnails");

macro_rules! named {
    ($($name:ident)*) => {
        $(#[task(type = "cpu")]
        fn $name() -> String {
            place()
        })*
    };
}

named! { made_third made_fourth }

#[test]
fn of_functions_that_a_macro_makes() {
    #[task]
    async fn test() {
        assert_eq!(exec!(made_first::made()), "cpu");
        assert_eq!(exec!(made_second::made()), "thumbnails");
        assert_eq!(exec!(made_third()), "cpu");
        assert_eq!(exec!(made_fourth()), "cpu");
    }
    run(test);
}

#[task(type = "cpu")]
#[cfg(false)]
fn configured() -> String {
    unreachable!("it is not compiled: {}", exec!(does_not_exist()))
}

#[cfg(true)]
#[task(type = "thumbnails")]
fn configured() -> String {
    place()
}

struct Configured;

#[task]
impl Configured {
    #[cfg(false)]
    #[task(type = "cpu")]
    fn method(&self) -> String {
        unreachable!("it is not compiled: {}", exec!(does_not_exist()))
    }

    #[cfg(true)]
    #[task(type = "thumbnails")]
    fn method(&self) -> String {
        place()
    }
}

#[test]
fn of_functions_that_are_configured() {
    #[task]
    async fn test() {
        assert_eq!(exec!(configured()), "thumbnails");
        assert_eq!(exec!(Configured.method()), "thumbnails");
    }
    run(test);
}
