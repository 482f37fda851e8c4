trait Store {
    fn save(&self);
    #[doc(hidden)]
    #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
    fn type_of_save_belongs_on_its_declaration_in_the_trait(
        &self,
    ) -> ::executor::macro_support::Blocking<::executor::types::Io> {
        ::core::unreachable!("only the type of this function is used")
    }
    fn load(&self) -> Text {
        {
            exec! {
                @ import
            }
        }
        #[allow(unused_macros)]
        macro_rules! exec {
            ($($call:tt)*) => {
                ::executor::macro_support::exec_in_sync! { (::executor) $($call)* }
            };
        }
        {
            let __executor_call = ::executor::macro_support::call("read");
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
                    let __executor_found = ::executor::macro_support::method_card::Found::new();
                    #[allow(unreachable_code)]
                    #[cfg_attr(
                        clippy,
                        allow(clippy::all, clippy::pedantic, clippy::nursery)
                    )]
                    if false {
                        ::executor::macro_support::never();
                        #[allow(unused_imports)]
                        use ::executor::macro_support::method_card::{
                            ViaDeref as _, ViaEnd as _,
                        };
                        let __executor_l0 = &self;
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
                        __executor_found
                            .is(
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
                            );
                    }
                    __executor_found.card()
                });
            #[allow(unused_variables, clippy::let_unit_value)]
            let __executor_permit = __executor_call.enter();
            #[allow(unreachable_code)]
            match (self.read(),) {
                __executor_value => {
                    let (__executor_value,) = __executor_value;
                    __executor_call.gives(&__executor_value);
                    {
                        use ::executor::macro_support::kind::*;
                        (&(__executor_call,).0)
                            .executor_decide(::executor::macro_support::Here);
                    }
                    (__executor_call,).0.finish(__executor_value)
                }
            }
        }
    }
}
