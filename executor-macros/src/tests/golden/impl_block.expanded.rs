impl Store {
    fn save(&self) {}
    pub fn flush(&self) {}
    async fn load(&self) -> Text {
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
                    __executor_call.gives(&self.read());
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
                                        self.read()
                                    }
                                };
                                ::executor::macro_support::hop(
                                    (__executor_call,).0,
                                    __executor_function,
                                )
                            }
                        } else {
                            __executor_call.only_future();
                            __executor_call.here(self.read())
                        })
                            .await
                    }
                }
            }
        }
    }
    const fn limit() -> usize {
        8
    }
    #[doc(hidden)]
    #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
    fn type_of_save_belongs_on_its_declaration_in_the_trait(
        &self,
    ) -> ::executor::macro_support::Blocking<::executor::types::Io> {
        ::core::unreachable!("only the type of this function is used")
    }
    #[allow(unused_qualifications)]
    #[doc(hidden)]
    #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
    pub fn type_of_flush_belongs_on_its_declaration_in_the_trait(
        &self,
    ) -> ::executor::macro_support::Blocking<crate::task_types::disk> {
        ::core::unreachable!("only the type of this function is used")
    }
    #[doc(hidden)]
    #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
    fn type_of_load_belongs_on_its_declaration_in_the_trait(
        &self,
    ) -> ::executor::macro_support::Free<::executor::types::Io> {
        ::core::unreachable!("only the type of this function is used")
    }
}
