async fn load(store: Store) {
    {
        exec! {
            @ import
        }
    }
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            ::executor::macro_support::exec_in_async! { (::executor) $($call)* }
        };
    }
    {
        ::core::compile_error! {
            "unexpected end of input, expected identifier or integer"
        }
    }
}
