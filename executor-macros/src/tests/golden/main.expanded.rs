fn main() -> Result<(), Failure> {
    async fn main() -> Result<(), Failure> {
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
            let site = || ::executor::macro_support::Site::here("serve");
            card.is({
                #[allow(unused_imports)]
                use ::executor::macro_support::default_card::__callee as __callee;
                {
                    #[allow(non_camel_case_types, dead_code)]
                    struct serve {}
                    #[allow(unused_imports, deprecated)]
                    use serve as __callee;
                    ::executor::macro_support::card::<
                        __callee!(@ executor_card::executor),
                    >()
                }
            });
            {
                #[allow(
                    unreachable_code,
                    unused,
                    clippy::all,
                    clippy::pedantic,
                    clippy::nursery
                )]
                if false {
                    ::executor::macro_support::never();
                    gate.ties(tag, out, &serve());
                }
                #[allow(unreachable_code)]
                match () {
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
                            #[allow(
                                unreachable_code,
                                unused,
                                clippy::all,
                                clippy::pedantic,
                                clippy::nursery
                            )]
                            let call = move || {
                                gate.only_function();
                                serve()
                            };
                            gate.hop(out, site, call).await
                        } else {
                            #[allow(unreachable_code)] gate.only_future();
                            gate.future(out, site, serve()).await
                        }
                    }
                }
            }
        }
    }
    ::executor::macro_support::entry::main_async(
        ::executor::macro_support::entry::Options::new()
            .worker_threads(2)
            .shutdown(::core::time::Duration::from_millis(10000u64)),
        main(),
    )
}
