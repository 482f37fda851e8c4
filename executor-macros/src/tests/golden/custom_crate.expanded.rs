async fn load(name: String) -> Text {
    exec! {
        @ import
    }
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            other::exec_tools::macro_support::exec_in_async! { (other::exec_tools)
            $($call)* }
        };
    }
    {
        let gate = other::exec_tools::macro_support::gate();
        let tag = other::exec_tools::macro_support::Tag::new();
        let out = other::exec_tools::macro_support::Slot::new();
        let card = other::exec_tools::macro_support::CardIs::new();
        let site = || other::exec_tools::macro_support::Site::here("read");
        card.is({
            #[allow(unused_imports)]
            use other::exec_tools::macro_support::default_card::__callee as __callee;
            {
                #[allow(non_camel_case_types, dead_code)]
                struct read {}
                #[allow(unused_imports, deprecated)]
                use read as __callee;
                other::exec_tools::macro_support::card::<
                    __callee!(@ executor_card other::exec_tools),
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
                other::exec_tools::macro_support::never();
                gate.ties(tag, out, &read(__executor_argument1));
            }
            #[allow(unreachable_code)]
            match (__executor_argument1 = name,) {
                _ => {
                    {
                        #[allow(unused_imports)]
                        use other::exec_tools::macro_support::{
                            ViaAsync as _, ViaSync as _,
                        };
                        gate.is(
                            other::exec_tools::macro_support::plan::<
                                other::exec_tools::macro_support::Await,
                                _,
                                _,
                            >((&tag).kind(), card),
                        );
                    }
                    if gate.is_function() {
                        #[allow(unreachable_code)] gate.only_function();
                        #[allow(unreachable_code)]
                        let __executor_argument1 = other::exec_tools::macro_support::moved(
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
    }
}
