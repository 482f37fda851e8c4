fn load(name: &Path) -> Text {
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
                use ::executor::macro_support::default_card::__callee as __callee;
                {
                    struct read {}
                    use read as __callee;
                    ::executor::macro_support::card::<
                        __callee!(@ executor_card::executor),
                    >()
                }
            });
        #[allow(unused_variables, clippy::let_unit_value)]
        let __executor_permit = __executor_call.enter();
        #[allow(unreachable_code)]
        match (read(name),) {
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
