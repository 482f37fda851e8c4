async fn load(name: String) -> Text {
    {
        exec! {
            @ import
        }
    }
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            other::exec_tools::macro_support::exec_in_async! { (other::exec_tools)
            $($call)* }
        };
    }
    {
        let __executor_call = other::exec_tools::macro_support::call("read");
        {
            #[allow(unreachable_code)]
            #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
            if false {
                other::exec_tools::macro_support::never();
                __executor_call
                    .card({
                        use other::exec_tools::macro_support::default_card::__callee as __callee;
                        {
                            struct read {}
                            use read as __callee;
                            other::exec_tools::macro_support::card::<
                                __callee!(@ executor_card other::exec_tools),
                            >()
                        }
                    });
                __executor_call.gives(&read(name));
                {
                    use other::exec_tools::macro_support::kind::*;
                    (&(__executor_call,).0)
                        .executor_decide(other::exec_tools::macro_support::Await);
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
                                let __executor_argument1 = other::exec_tools::macro_support::moved(
                                    (__executor_call,).0.gate,
                                    name,
                                );
                                move || {
                                    __executor_call.gate.only_function();
                                    let __executor_argument1 = __executor_argument1.take();
                                    read(__executor_argument1)
                                }
                            };
                            other::exec_tools::macro_support::hop(
                                (__executor_call,).0,
                                __executor_function,
                            )
                        }
                    } else {
                        __executor_call.only_future();
                        __executor_call.here(read(name))
                    })
                        .await
                }
            }
        }
    }
}
