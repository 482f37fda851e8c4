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
        let __executor_found = {
            use ::executor::macro_support::default_card::__callee as __callee;
            {
                #[allow(unused_imports)]
                use ::executor::macro_support::never as __callee;
                ::executor::macro_support::card::<__callee!(@ executor_card::executor)>()
            }
        };
        {
            let __executor_copy = __executor_found;
            ::executor::macro_support::called_in_async_code(__executor_copy);
        }
    }
    {
        let __executor_found = {
            use ::executor::macro_support::default_card::__callee as __callee;
            {
                #[allow(unused_imports)]
                use ::executor::macro_support::lost::given as __callee;
                ::executor::macro_support::card::<__callee!(@ executor_card::executor)>()
            }
        };
        {
            let __executor_copy = __executor_found;
            ::executor::macro_support::called_in_async_code(__executor_copy);
        }
    }
    {
        let __executor_found = {
            use ::executor::macro_support::default_card::__callee as __callee;
            {
                #[allow(unused_imports)]
                use ::executor::macro_support::lost::dropped_after_exec as __callee;
                ::executor::macro_support::card::<__callee!(@ executor_card::executor)>()
            }
        };
        {
            let __executor_copy = __executor_found;
            ::executor::macro_support::called_in_async_code(__executor_copy);
        }
    }
    #[allow(unused_imports)]
    use ::executor::macro_support::lost::{
        ViaAny as _, ViaBoxed as _, ViaInvoke as _, ViaPinned as _, ViaShared as _,
        ViaUnpin as _,
    };
    match {
        let __executor_call = ::executor::macro_support::call("read");
        let __executor_blame = ::executor::macro_support::Blamed::new();
        match (store.clone()) {
            #[allow(unused_mut)]
            mut __executor_receiver => {
                #[allow(unreachable_code)]
                #[cfg_attr(
                    clippy,
                    allow(clippy::all, clippy::pedantic, clippy::nursery)
                )]
                if false {
                    ::executor::macro_support::never();
                    __executor_call
                        .card({
                            trait __Fallback {
                                fn type_of_read_belongs_on_its_declaration_in_the_trait(
                                    &self,
                                ) -> ::executor::macro_support::method_card::NoCard {
                                    loop {}
                                }
                            }
                            impl<T: ?::core::marker::Sized> __Fallback for &T {}
                            #[allow(unused_imports)]
                            use ::executor::macro_support::method_card::{
                                ViaDeref as _, ViaEnd as _,
                            };
                            let __executor_l0 = &__executor_receiver;
                            let __executor_l1 = (&::executor::macro_support::method_card::Level(
                                __executor_l0,
                            ))
                                .executor_next();
                            let __executor_l2 = (&::executor::macro_support::method_card::Level(
                                __executor_l1,
                            ))
                                .executor_next();
                            let __executor_l3 = (&::executor::macro_support::method_card::Level(
                                __executor_l2,
                            ))
                                .executor_next();
                            ::executor::macro_support::method_card::first(
                                __executor_l0
                                    .type_of_read_belongs_on_its_declaration_in_the_trait()
                                    .or(
                                        __executor_l1
                                            .type_of_read_belongs_on_its_declaration_in_the_trait()
                                            .or(
                                                __executor_l2
                                                    .type_of_read_belongs_on_its_declaration_in_the_trait()
                                                    .or(
                                                        __executor_l3
                                                            .type_of_read_belongs_on_its_declaration_in_the_trait(),
                                                    ),
                                            ),
                                    ),
                            )
                        });
                    __executor_call.gives(&__executor_receiver.read("a"));
                    {
                        use ::executor::macro_support::kind::*;
                        (&(__executor_call,).0)
                            .executor_decide(::executor::macro_support::Spawn);
                    }
                    __executor_blame
                        .is({
                            #[allow(unused_imports)]
                            use ::executor::macro_support::blame::*;
                            __executor_call
                                .suspects((&__executor_receiver, ()))
                                .executor_blame()
                        });
                    ::executor::macro_support::blameless(
                        (__executor_blame,).0,
                        &__executor_receiver,
                    );
                }
                #[allow(unreachable_code)]
                match () {
                    () => {
                        __executor_call.room().await;
                        {
                            #[allow(unused_imports)]
                            use ::executor::macro_support::NotOpen as _;
                            __executor_call.outcome().executor_settle_output();
                        }
                        let __executor_failure = {
                            use ::executor::macro_support::failure::*;
                            (&&&&__executor_call.outcome()).executor_failure()
                        };
                        if __executor_call.is_function() {
                            __executor_call.only_function();
                            {
                                #[allow(unused_assignments)]
                                #[cfg_attr(
                                    clippy,
                                    allow(clippy::all, clippy::pedantic, clippy::nursery)
                                )]
                                let __executor_function = {
                                    let __executor_receiver = ::executor::macro_support::moved(
                                        (__executor_call,).0.gate,
                                        __executor_receiver,
                                    );
                                    move || {
                                        __executor_call.gate.only_function();
                                        let mut __executor_receiver = __executor_receiver.take();
                                        __executor_receiver.read("a")
                                    }
                                };
                                ::executor::macro_support::spawn_function(
                                    (__executor_call,).0,
                                    __executor_failure,
                                    __executor_function,
                                )
                            }
                        } else {
                            __executor_call.only_future();
                            ::executor::macro_support::spawn_future(
                                (__executor_call,).0,
                                __executor_blame,
                                __executor_failure,
                                async move {
                                    __executor_call.only_future();
                                    ::executor::macro_support::hold_future(
                                            (__executor_call,).0,
                                            __executor_blame,
                                            __executor_receiver.read("a"),
                                        )
                                        .await
                                },
                            )
                        }
                    }
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
