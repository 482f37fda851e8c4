async fn load(name: String) -> Text {
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
    ('exec: {
        let __executor_call = ::executor::macro_support::call("read");
        #[allow(unreachable_code)]
        if __executor_call.is_function() {
            __executor_call.only_function();
            break 'exec match (format!("{name}.txt")) {
                #[allow(unused_mut)]
                mut __executor_argument1 => {
                    let __executor_argument2_typed;
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
                        __executor_call
                            .gives(
                                &read(&__executor_argument1, __executor_argument2_typed),
                            );
                    }
                    #[allow(unreachable_code)]
                    match 'value: {
                        if false {
                            ::executor::macro_support::never();
                            break 'value __executor_argument2_typed;
                        }
                        &name
                    } {
                        __executor_argument2 => {
                            {
                                use ::executor::macro_support::kind::*;
                                (&(__executor_call,).0)
                                    .executor_decide(::executor::macro_support::Await);
                            }
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
                                    let __executor_argument2 = ::executor::macro_support::moved(
                                        (__executor_call,).0.gate,
                                        __executor_argument2,
                                    );
                                    move || {
                                        __executor_call.gate.only_function();
                                        let mut __executor_argument1 = __executor_argument1.take();
                                        let __executor_argument2 = __executor_argument2.take();
                                        read(&__executor_argument1, __executor_argument2)
                                    }
                                };
                                ::executor::macro_support::hop(
                                    (__executor_call,).0,
                                    __executor_function,
                                )
                            }
                        }
                    }
                }
            };
        }
        #[allow(unreachable_code)] __executor_call.only_future();
        match (read(&format!("{name}.txt"), &name)) {
            __executor_value => __executor_call.here(__executor_value),
        }
    })
        .await
}
