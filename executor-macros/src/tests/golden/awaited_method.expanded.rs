async fn load(store: Store) -> Text {
    exec! {
        @ import
    }
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            ::executor::macro_support::exec_in_async! { (::executor) $($call)* }
        };
    }
    'exec: {
        let gate = ::executor::macro_support::gate();
        let tag = ::executor::macro_support::Tag::new();
        let out = ::executor::macro_support::Slot::new();
        let card = ::executor::macro_support::CardIs::new();
        let site = || ::executor::macro_support::Site::here("read");
        #[allow(unreachable_code)]
        if gate.is_function() {
            gate.only_function();
            break 'exec {
                #[allow(unused_mut, unused_assignments)]
                let mut __executor_receiver;
                #[allow(unused_mut, unused_assignments)]
                let mut __executor_argument2;
                #[allow(
                    unreachable_code,
                    unused,
                    clippy::all,
                    clippy::pedantic,
                    clippy::nursery
                )]
                if false {
                    ::executor::macro_support::never();
                    __executor_receiver = store.files();
                    gate.ties(tag, out, &__executor_receiver.read(__executor_argument2));
                }
                #[allow(unreachable_code)]
                match (
                    __executor_receiver = store.files(),
                    __executor_argument2 = "a.txt",
                ) {
                    _ => {
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
                            use ::executor::macro_support::method_card::{
                                ViaDeref as _, ViaEnd as _,
                            };
                            let found = ::executor::macro_support::method_card::Found::new();
                            #[allow(
                                unreachable_code,
                                unused,
                                clippy::all,
                                clippy::pedantic
                            )]
                            if false {
                                ::executor::macro_support::never();
                                let l0 = &__executor_receiver;
                                let l1 = (&::executor::macro_support::method_card::Level(
                                    l0,
                                ))
                                    .next();
                                let l2 = (&::executor::macro_support::method_card::Level(
                                    l1,
                                ))
                                    .next();
                                let l3 = (&::executor::macro_support::method_card::Level(
                                    l2,
                                ))
                                    .next();
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
                        {
                            #[allow(unused_imports)]
                            use ::executor::macro_support::{ViaAsync as _, ViaSync as _};
                            gate.is(
                                ::executor::macro_support::plan::<
                                    ::executor::macro_support::Await,
                                    _,
                                    _,
                                >((&tag).kind(), card),
                            );
                        }
                        #[allow(unreachable_code)]
                        let __executor_receiver = ::executor::macro_support::moved(
                            gate,
                            __executor_receiver,
                        );
                        #[allow(unreachable_code)]
                        let __executor_argument2 = ::executor::macro_support::moved(
                            gate,
                            __executor_argument2,
                        );
                        #[allow(
                            unreachable_code,
                            unused,
                            clippy::all,
                            clippy::pedantic,
                            clippy::nursery
                        )]
                        let call = move || {
                            gate.only_function();
                            let mut __executor_receiver = __executor_receiver.take();
                            let mut __executor_argument2 = __executor_argument2.take();
                            __executor_receiver.read(__executor_argument2)
                        };
                        gate.hop(out, site, call).await
                    }
                }
            };
        }
        #[allow(unreachable_code)] gate.only_future();
        match (store.files().read("a.txt")) {
            value => gate.future(out, site, value).await,
        }
    }
}
