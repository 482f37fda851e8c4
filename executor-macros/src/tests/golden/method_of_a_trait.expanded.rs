trait Store {
    fn save(&self);
    #[doc(hidden)]
    #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
    fn __executor_task_save(
        &self,
    ) -> ::executor::macro_support::Blocking<::executor::types::Io> {
        ::core::unreachable!("only the type of this function is used")
    }
    fn load(&self) -> Text {
        exec! {
            @ import
        }
        #[allow(unused_macros)]
        macro_rules! exec {
            ($($call:tt)*) => {
                ::executor::macro_support::exec_in_sync! { (::executor) $($call)* }
            };
        }
        {
            let gate = ::executor::macro_support::gate();
            let card = ::executor::macro_support::CardIs::new();
            let site = || ::executor::macro_support::Site::here("read");
            card.is({
                trait __Fallback {
                    fn __executor_task_read(
                        &self,
                    ) -> ::executor::macro_support::method_card::NoCard {
                        loop {}
                    }
                }
                impl<T: ?Sized> __Fallback for &T {}
                #[allow(unused_imports)]
                use ::executor::macro_support::method_card::{ViaDeref as _, ViaEnd as _};
                let found = ::executor::macro_support::method_card::Found::new();
                #[allow(unreachable_code, unused, clippy::all, clippy::pedantic)]
                if false {
                    ::executor::macro_support::never();
                    let l0 = &self;
                    let l1 = (&::executor::macro_support::method_card::Level(l0)).next();
                    let l2 = (&::executor::macro_support::method_card::Level(l1)).next();
                    let l3 = (&::executor::macro_support::method_card::Level(l2)).next();
                    found
                        .levels(
                            l0.__executor_task_read(),
                            l1.__executor_task_read(),
                            l2.__executor_task_read(),
                            l3.__executor_task_read(),
                        );
                }
                found.card()
            });
            #[allow(unused_variables, clippy::let_unit_value)]
            let call = gate.enter(site);
            #[allow(unreachable_code)]
            match (self.read(),) {
                (value,) => {
                    let tag = ::executor::macro_support::Tag::of(&value);
                    {
                        #[allow(unused_imports)]
                        use ::executor::macro_support::{ViaAsync as _, ViaSync as _};
                        gate.is(
                            ::executor::macro_support::plan::<
                                ::executor::macro_support::Here,
                                _,
                                _,
                            >((&tag).kind(), card),
                        );
                    }
                    gate.finish(site, value)
                }
            }
        }
    }
}
