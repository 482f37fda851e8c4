async fn load(name: &Path) -> Text {
    exec! {
        @ import
    }
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            ::executor::macro_support::exec_in_async! { (::executor) $($call)* }
        };
    }
    {
        let __executor_call = ::executor::macro_support::call("read");
        {
            #[allow(
                unreachable_code,
                unused,
                clippy::all,
                clippy::pedantic,
                clippy::nursery
            )]
            if false {
                ::executor::macro_support::never();
                #[allow(unused_imports, deprecated, non_camel_case_types, dead_code)]
                __executor_call
                    .card({
                        use ::executor::macro_support::default_card::__callee as __callee;
                        {
                            struct read {}
                            use read as __callee;
                            ::executor::macro_support::card::<
                                __callee!(@ executor_card::executor),
                            >()
                        }
                    });
                __executor_call.gives(&read(name));
                {
                    use ::executor::macro_support::kind::*;
                    let __executor_there = __executor_call;
                    (&__executor_there)
                        .executor_decide(::executor::macro_support::Block);
                }
            }
            #[allow(unreachable_code)]
            match () {
                () => {
                    let __executor_there = __executor_call;
                    __executor_there.block(|| read(name))
                }
            }
        }
    }
}
