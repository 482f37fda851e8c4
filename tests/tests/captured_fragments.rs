//! What a user's macro captured stays one expression, or one type, in an annotated function: operators around it do not reach into it.

use executor::{exec, task};

async fn same(value: i32) -> i32 {
    value
}

macro_rules! functions {
    ($sync:ident, $asynchronous:ident, $sum:expr, $closure:expr, $pattern:pat) => {
        #[task]
        fn $sync(value: i32) -> i32 {
            match value {
                $pattern => $sum * 2 + $closure(1) + $sum.pow(2),
                _ => -$sum,
            }
        }

        #[task]
        async fn $asynchronous() -> i32 {
            exec!(same($sum * 2)) + exec!(same($closure(1))) + exec!(same($sum.pow(2)))
        }
    };
}

functions!(here, later, 1 + 2_i32, |x: i32| x, 1 | 2);

#[test]
fn stay_one_expression() {
    assert_eq!(here(1), 16);
    assert_eq!(here(3), -3);
    assert_eq!(executor::await_async(later()), 16);
}

// rust-analyzer takes a captured `dyn A + B` behind a `&` for two types, in any macro.
#[cfg(not(rust_analyzer))]
mod types {
    macro_rules! function_over {
        ($name:ident, $ty:ty) => {
            #[executor::task]
            fn $name() -> bool {
                let nothing: Option<&'static $ty> = None;
                nothing.is_none()
            }
        };
    }

    function_over!(over_two_traits, dyn Send + Sync);

    #[test]
    fn stay_one_type() {
        assert!(over_two_traits());
    }
}

macro_rules! function_of {
    ($name:ident -> $result:ty, $body:block) => {
        #[task]
        fn $name() -> Option<$result> $body
    };
}

function_of!(third -> Vec<u8>, { exec!(|| Some(vec![3])) });

#[test]
fn a_body_behind_the_bracket_of_its_result() {
    assert_eq!(third(), Some(vec![3]));
}
