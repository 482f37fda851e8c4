#[::core::prelude::v1::test]
fn loads() {
    async fn loads() {
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
        #[allow(unused_imports)]
        use ::executor::macro_support::lost::{
            ViaAny as _, ViaBoxed as _, ViaInvoke as _, ViaPinned as _, ViaShared as _,
            ViaUnpin as _,
        };
        match {
            let __executor_call = ::executor::macro_support::call("read");
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
                                struct read {}
                                use read as __callee;
                                ::executor::macro_support::card::<
                                    __callee!(@ executor_card::executor),
                                >()
                            }
                        });
                    __executor_call.gives(&read("a.txt"));
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
                                        read("a.txt")
                                    }
                                };
                                ::executor::macro_support::hop(
                                    (__executor_call,).0,
                                    __executor_function,
                                )
                            }
                        } else {
                            __executor_call.only_future();
                            __executor_call.here(read("a.txt"))
                        })
                            .await
                    }
                }
            }
        } {
            #[allow(unreachable_code, clippy::all, clippy::pedantic, clippy::nursery)]
            __executor_value => {
                #[allow(unreachable_code, unused)]
                if false {
                    ::executor::macro_support::never();
                    let __executor_fate = (&&&&&::executor::macro_support::lost::given(
                        &__executor_value,
                    ))
                        .executor_fate();
                    ::executor::macro_support::lost::dropped_after_exec(__executor_fate);
                }
                __executor_value
            }
        };
    }
    ::executor::macro_support::entry::test_async(
        ::executor::macro_support::entry::Options::new().start_paused(true),
        loads(),
    )
}
