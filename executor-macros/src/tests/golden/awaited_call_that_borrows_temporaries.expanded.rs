async fn load(name: String) -> Text {
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
        card.is({
            #[allow(unused_imports)]
            use ::executor::macro_support::default_card::__callee as __callee;
            {
                #[allow(non_camel_case_types, dead_code)]
                struct read {}
                #[allow(unused_imports, deprecated)]
                use read as __callee;
                ::executor::macro_support::card::<__callee!(@ executor_card::executor)>()
            }
        });
        #[allow(unreachable_code)]
        if gate.is_function() {
            gate.only_function();
            break 'exec {
                #[allow(unused_mut, unused_assignments)]
                let mut __executor_argument1;
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
                    __executor_argument1 = format!("{name}.txt");
                    gate.ties(
                        tag,
                        out,
                        &read(&__executor_argument1, __executor_argument2),
                    );
                }
                #[allow(unreachable_code)]
                match (
                    __executor_argument1 = format!("{name}.txt"),
                    __executor_argument2 = &name,
                ) {
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
                        #[allow(unreachable_code)]
                        let __executor_argument1 = ::executor::macro_support::moved(
                            gate,
                            __executor_argument1,
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
                            let mut __executor_argument1 = __executor_argument1.take();
                            let mut __executor_argument2 = __executor_argument2.take();
                            read(&__executor_argument1, __executor_argument2)
                        };
                        gate.hop(out, site, call).await
                    }
                }
            };
        }
        #[allow(unreachable_code)] gate.only_future();
        match (read(&format!("{name}.txt"), &name)) {
            value => gate.future(out, site, value).await,
        }
    }
}
