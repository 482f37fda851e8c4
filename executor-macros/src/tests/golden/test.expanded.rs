#[::core::prelude::v1::test]
fn loads() {
    async fn loads() {
        exec! {
            @ import
        }
        #[allow(unused_macros)]
        macro_rules! exec {
            ($($call:tt)*) => {
                ::executor::macro_support::exec_in_async! { (::executor) $($call)* }
            };
        }
        {
            let gate = ::executor::macro_support::gate();
            let tag = ::executor::macro_support::Tag::new();
            let out = ::executor::macro_support::Slot::new();
            let card = ::executor::macro_support::CardIs::new();
            let site = || ::executor::macro_support::Site::here("read");
            card.is({
                #[allow(unused_imports)]
                use ::executor::macro_support::default_card::__callee as __callee;
                {
                    #[allow(non_camel_case_types, dead_code)]
                    struct read {}
                    #[allow(unused_imports, deprecated)]
                    use read as __callee;
                    ::executor::macro_support::card::<
                        __callee!(@ executor_card::executor),
                    >()
                }
            });
            {
                #[allow(unused_mut, unused_assignments)]
                let mut __executor_argument1;
                #[allow(
                    unreachable_code,
                    unused,
                    clippy::all,
                    clippy::pedantic,
                    clippy::nursery
                )]
                if false {
                    ::executor::macro_support::never();
                    gate.ties(tag, out, &read(__executor_argument1));
                }
                #[allow(unreachable_code)]
                match (__executor_argument1 = "a.txt",) {
                    _ => {
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
                        if gate.is_function() {
                            #[allow(unreachable_code)] gate.only_function();
                            #[allow(unreachable_code)]
                            let __executor_argument1 = ::executor::macro_support::moved(
                                gate,
                                __executor_argument1,
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
                                let mut __executor_argument1 = __executor_argument1.take();
                                read(__executor_argument1)
                            };
                            gate.hop(out, site, call).await
                        } else {
                            #[allow(unreachable_code)] gate.only_future();
                            gate.future(out, site, read(__executor_argument1)).await
                        }
                    }
                }
            }
        };
    }
    ::executor::macro_support::entry::test_async(
        ::executor::macro_support::entry::Options::new().start_paused(true),
        loads(),
    )
}
