async fn load(name: &Path) -> Text {
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
        let __executor_call = ::executor::macro_support::call("read");
        {
            #[allow(unreachable_code)]
            #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
            if false {
                ::executor::macro_support::never();
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
                    (&(__executor_call,).0)
                        .executor_decide(::executor::macro_support::Block);
                }
            }
            #[allow(unreachable_code)]
            match () {
                () => (__executor_call,).0.block(|| read(name)),
            }
        }
    }
}
