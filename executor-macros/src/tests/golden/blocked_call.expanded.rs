async fn load(name: &Path) -> Text {
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
                ::executor::macro_support::card::<__callee!(@ executor_card::executor)>()
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
            match (__executor_argument1 = name,) {
                _ => {
                    {
                        #[allow(unused_imports)]
                        use ::executor::macro_support::{ViaAsync as _, ViaSync as _};
                        gate.is(
                            ::executor::macro_support::plan::<
                                ::executor::macro_support::Block,
                                _,
                                _,
                            >((&tag).kind(), card),
                        );
                    }
                    gate.block(out, site, || read(__executor_argument1))
                }
            }
        }
    }
}
