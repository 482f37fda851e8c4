async fn load(store: Store) -> Text {
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
        {
            {
                trait __Fallback {
                    fn type_of_files_belongs_on_its_declaration_in_the_trait(
                        &self,
                    ) -> ::executor::macro_support::method_card::NoCard {
                        loop {}
                    }
                }
                impl<T: ?::core::marker::Sized> __Fallback for &T {}
                #[allow(unreachable_code)]
                #[cfg_attr(
                    clippy,
                    allow(clippy::all, clippy::pedantic, clippy::nursery)
                )]
                if false {
                    ::executor::macro_support::never();
                    #[allow(unused_imports)]
                    use ::executor::macro_support::method_card::{
                        ViaPointer as _, ViaEnd as _,
                    };
                    let __executor_l0 = &store;
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
                    let __executor_found = ::executor::macro_support::method_card::first(
                        __executor_l0
                            .type_of_files_belongs_on_its_declaration_in_the_trait()
                            .or(
                                __executor_l1
                                    .type_of_files_belongs_on_its_declaration_in_the_trait()
                                    .or(
                                        __executor_l2
                                            .type_of_files_belongs_on_its_declaration_in_the_trait()
                                            .or(
                                                __executor_l3
                                                    .type_of_files_belongs_on_its_declaration_in_the_trait(),
                                            ),
                                    ),
                            ),
                    );
                    ::executor::macro_support::called_in_async_code(__executor_found);
                }
            }
        }
        ('exec: {
            let __executor_call = ::executor::macro_support::call("read");
            #[allow(unreachable_code)]
            if __executor_call.is_function() {
                __executor_call.only_function();
                break 'exec match (store.files()) {
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
                            __executor_call.gives(&__executor_receiver.read("a.txt"));
                            {
                                use ::executor::macro_support::kind::*;
                                (&(__executor_call,).0)
                                    .executor_decide(::executor::macro_support::Await);
                            }
                        }
                        #[allow(unreachable_code)]
                        match () {
                            () => {
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
                                        __executor_receiver.read("a.txt")
                                    }
                                };
                                ::executor::macro_support::hop(
                                    (__executor_call,).0,
                                    __executor_function,
                                )
                            }
                        }
                    }
                };
            }
            #[allow(unreachable_code)] __executor_call.only_future();
            match (store.files().read("a.txt")) {
                __executor_value => __executor_call.here(__executor_value),
            }
        })
            .await
    }
}
