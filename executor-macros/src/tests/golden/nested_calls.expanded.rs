async fn load() -> Text {
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
        let __executor_call = ::executor::macro_support::call("parse");
        {
            let __executor_argument1_typed;
            #[allow(unreachable_code)]
            #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
            if false {
                ::executor::macro_support::never();
                __executor_call
                    .card({
                        use ::executor::macro_support::default_card::__callee as __callee;
                        {
                            struct parse {}
                            use parse as __callee;
                            ::executor::macro_support::card::<
                                __callee!(@ executor_card::executor),
                            >()
                        }
                    });
                __executor_call.gives(&parse(__executor_argument1_typed));
            }
            #[allow(unreachable_code)]
            match 'value: {
                if false {
                    ::executor::macro_support::never();
                    break 'value __executor_argument1_typed;
                }
                {
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
                }
            } {
                __executor_argument1 => {
                    {
                        use ::executor::macro_support::kind::*;
                        (&(__executor_call,).0)
                            .executor_decide(::executor::macro_support::Await);
                    }
                    (if __executor_call.is_function() {
                        __executor_call.only_function();
                        {
                            #[allow(unused_assignments)]
                            #[cfg_attr(
                                clippy,
                                allow(clippy::all, clippy::pedantic, clippy::nursery)
                            )]
                            let __executor_function = {
                                let __executor_argument1 = ::executor::macro_support::moved(
                                    (__executor_call,).0.gate,
                                    __executor_argument1,
                                );
                                move || {
                                    __executor_call.gate.only_function();
                                    let __executor_argument1 = __executor_argument1.take();
                                    parse(__executor_argument1)
                                }
                            };
                            ::executor::macro_support::hop(
                                (__executor_call,).0,
                                __executor_function,
                            )
                        }
                    } else {
                        __executor_call.only_future();
                        __executor_call.here(parse(__executor_argument1))
                    })
                        .await
                }
            }
        }
    }
}
