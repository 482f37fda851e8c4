async fn load(store: Store) {
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
                struct prepare {}
                use prepare as __callee;
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
    #[allow(unreachable_code)]
    #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
    if false {
        ::executor::macro_support::never();
        let __executor_fate = (&&&&&::executor::macro_support::lost::given(&prepare()))
            .executor_fate();
        ::executor::macro_support::lost::dropped_here(__executor_fate);
    }
    prepare();
    #[allow(unreachable_code)]
    #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
    if false {
        ::executor::macro_support::never();
        let __executor_fate = (&&&&&::executor::macro_support::lost::given(
            &std::fs::read_to_string("a.txt"),
        ))
            .executor_fate();
        ::executor::macro_support::lost::dropped_here(__executor_fate);
    }
    ({
        let __executor_function = std::fs::read_to_string;
        #[allow(unreachable_code)]
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
        if false {
            ::executor::macro_support::never();
            use ::executor::macro_support::{Differs as _, Settled as _};
            {
                let __executor_known = ::std::fs::read_to_string;
                let __executor_verdict = ::executor::macro_support::same(
                        &__executor_function,
                        &__executor_known,
                    )
                    .executor_verdict();
                let __executor_verdict = {
                    let __executor_verdict = __executor_verdict;
                    let _ = ::executor::macro_support::judged_in_async_code(
                        __executor_verdict,
                    );
                    __executor_verdict
                };
                __executor_verdict.one(&__executor_known).executor_settle();
            }
        }
        __executor_function
    })("a.txt");
    #[allow(unreachable_code)]
    #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
    if false {
        ::executor::macro_support::never();
        let __executor_fate = (&&&&&::executor::macro_support::lost::given(
            &store.flush(),
        ))
            .executor_fate();
        ::executor::macro_support::lost::dropped_here(__executor_fate);
    }
    {
        trait __Fallback {
            fn type_of_flush_belongs_on_its_declaration_in_the_trait(
                &self,
            ) -> ::executor::macro_support::method_card::NoCard {
                loop {}
            }
        }
        impl<T: ?::core::marker::Sized> __Fallback for &T {}
        #[allow(unreachable_code)]
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
        if false {
            ::executor::macro_support::never();
            #[allow(unused_imports)]
            use ::executor::macro_support::method_card::{ViaPointer as _, ViaEnd as _};
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
                    .type_of_flush_belongs_on_its_declaration_in_the_trait()
                    .or(
                        __executor_l1
                            .type_of_flush_belongs_on_its_declaration_in_the_trait()
                            .or(
                                __executor_l2
                                    .type_of_flush_belongs_on_its_declaration_in_the_trait()
                                    .or(
                                        __executor_l3
                                            .type_of_flush_belongs_on_its_declaration_in_the_trait(),
                                    ),
                            ),
                    ),
            );
            ::executor::macro_support::called_in_async_code(__executor_found);
            use ::executor::macro_support::OtherType as _;
            let __executor_verdict = ::executor::macro_support::ty(__executor_l0)
                .flush();
            let _ = ::executor::macro_support::judged_in_async_code(__executor_verdict);
            let __executor_verdict = ::executor::macro_support::ty(__executor_l1)
                .flush();
            let _ = ::executor::macro_support::judged_in_async_code(__executor_verdict);
            let __executor_verdict = ::executor::macro_support::ty(__executor_l2)
                .flush();
            let _ = ::executor::macro_support::judged_in_async_code(__executor_verdict);
        }
    }
    store.flush();
    #[allow(unreachable_code)]
    #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
    if false {
        ::executor::macro_support::never();
        let __executor_fate = (&&&&&::executor::macro_support::lost::given(
            &store.save(),
        ))
            .executor_fate();
        ::executor::macro_support::lost::dropped_here(__executor_fate);
    }
    {
        trait __Fallback {
            fn type_of_save_belongs_on_its_declaration_in_the_trait(
                &self,
            ) -> ::executor::macro_support::method_card::NoCard {
                loop {}
            }
        }
        impl<T: ?::core::marker::Sized> __Fallback for &T {}
        #[allow(unreachable_code)]
        #[cfg_attr(clippy, allow(clippy::all, clippy::pedantic, clippy::nursery))]
        if false {
            ::executor::macro_support::never();
            #[allow(unused_imports)]
            use ::executor::macro_support::method_card::{ViaPointer as _, ViaEnd as _};
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
                    .type_of_save_belongs_on_its_declaration_in_the_trait()
                    .or(
                        __executor_l1
                            .type_of_save_belongs_on_its_declaration_in_the_trait()
                            .or(
                                __executor_l2
                                    .type_of_save_belongs_on_its_declaration_in_the_trait()
                                    .or(
                                        __executor_l3
                                            .type_of_save_belongs_on_its_declaration_in_the_trait(),
                                    ),
                            ),
                    ),
            );
            ::executor::macro_support::called_in_async_code(__executor_found);
        }
    }
    store.save();
    let later = || prepare();
}
