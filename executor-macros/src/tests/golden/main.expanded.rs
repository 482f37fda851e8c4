fn main() -> Result<(), Failure> {
    async fn main() -> Result<(), Failure> {
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
            let __executor_call = ::executor::macro_support::call("serve");
            {
                #[allow(unreachable_code)]
                #[cfg_attr(
                    clippy,
                    allow(clippy::all, clippy::pedantic, clippy::nursery)
                )]
                if false {
                    ::executor::macro_support::never();
                    __executor_call
                        .card({
                            use ::executor::macro_support::default_card::__callee as __callee;
                            {
                                struct serve {}
                                use serve as __callee;
                                ::executor::macro_support::card::<
                                    __callee!(@ executor_card::executor),
                                >()
                            }
                        });
                    __executor_call.gives(&serve());
                    {
                        use ::executor::macro_support::kind::*;
                        (&(__executor_call,).0)
                            .executor_decide(::executor::macro_support::Await);
                    }
                }
                #[allow(unreachable_code)]
                match () {
                    () => {
                        (if __executor_call.is_function() {
                            __executor_call.only_function();
                            {
                                #[allow(unused_assignments)]
                                #[cfg_attr(
                                    clippy,
                                    allow(clippy::all, clippy::pedantic, clippy::nursery)
                                )]
                                let __executor_function = {
                                    move || {
                                        __executor_call.gate.only_function();
                                        serve()
                                    }
                                };
                                ::executor::macro_support::hop(
                                    (__executor_call,).0,
                                    __executor_function,
                                )
                            }
                        } else {
                            __executor_call.only_future();
                            __executor_call.here(serve())
                        })
                            .await
                    }
                }
            }
        }
    }
    ::executor::macro_support::entry::main_async(
        ::executor::macro_support::entry::Options::new()
            .worker_threads(2)
            .shutdown(::core::time::Duration::from_millis(10000u64)),
        main(),
    )
}
