fn load(name: &Path) -> Text {
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
        #[allow(unused_variables, clippy::let_unit_value)]
        let call = gate.enter(site);
        #[allow(unreachable_code)]
        match (read(name),) {
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
#[doc(hidden)]
#[allow(unused_macros)]
macro_rules! __executor_card_load_N {
    (@ executor_card $($krate:tt)*) => {
        $($krate)* ::macro_support::Blocking < $($krate)* ::types::Io >
    };
}
#[doc(hidden)]
#[allow(unused_imports, unreachable_pub)]
mod __executor_cards_load_N {
    pub(super) use __executor_card_load_N as load;
}
#[doc(hidden)]
#[allow(unused_imports, unreachable_pub)]
use __executor_cards_load_N::*;
