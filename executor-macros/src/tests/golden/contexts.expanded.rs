async fn load() {
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            ::executor::macro_support::exec_in_async! { (::executor) $($call)* }
        };
    }
    let sync_closure = || {
        #[allow(unused_macros)]
        macro_rules! exec {
            ($($call:tt)*) => {
                ::executor::macro_support::exec_in_closure! { (::executor) $($call)* }
            };
        }
        println!("closure")
    };
    let async_closure = async || println!("async");
    join!(async { println!("async") });
    fn inner() {
        #[allow(unused_macros)]
        macro_rules! exec {
            ($($call:tt)*) => {
                ::executor::macro_support::exec_in_sync! { (::executor) $($call)* }
            };
        }
        println!("sync");
    }
}
