//! What a user's macro captured stays one expression in an annotated function: operators around it do not reach into it.

use executor::{exec, task};

async fn same(value: i32) -> i32 {
    value
}

macro_rules! functions {
    ($sync:ident, $asynchronous:ident, $sum:expr, $closure:expr, $ty:ty, $pattern:pat) => {
        #[task]
        fn $sync(value: i32) -> i32 {
            let _: Option<&'static $ty> = None;
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

functions!(here, later, 1 + 2_i32, |x: i32| x, dyn Send + Sync, 1 | 2);

#[test]
fn stay_one_expression() {
    assert_eq!(here(1), 16);
    assert_eq!(here(3), -3);
    assert_eq!(executor::await_async(later()), 16);
}
