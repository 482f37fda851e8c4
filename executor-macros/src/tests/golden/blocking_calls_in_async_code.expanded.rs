async fn load(store: Store) {
    #[allow(unused_macros)]
    macro_rules! exec {
        ($($call:tt)*) => {
            ::executor::macro_support::exec_in_async! { (::executor) $($call)* }
        };
    }
    {
        let found = {
            #[allow(unused_imports)]
            use ::executor::macro_support::default_card::__callee as __callee;
            {
                #[allow(non_camel_case_types, dead_code)]
                struct prepare {}
                #[allow(unused_imports, deprecated)]
                use prepare as __callee;
                ::executor::macro_support::card::<__callee!(@ executor_card::executor)>()
            }
        };
        ::executor::macro_support::called_in_async_code(found);
    }
    prepare();
    ({
        let function = std::fs::read_to_string;
        #[allow(
            unreachable_code,
            unused,
            clippy::all,
            clippy::pedantic,
            clippy::nursery
        )]
        if false {
            ::executor::macro_support::never();
            use ::executor::macro_support::{Differs as _, Settled as _};
            {
                let known = ::std::fs::read_to_string;
                let verdict = ::executor::macro_support::same(&function, &known)
                    .verdict();
                ::executor::macro_support::judged_in_async_code(verdict)
                    .one(&known)
                    .settle();
            }
        }
        function
    })("a.txt");
    {
        use ::executor::macro_support::OtherType as _;
        #[allow(unused_imports)]
        use ::executor::macro_support::method_card::{ViaDeref as _, ViaEnd as _};
        #[allow(
            unreachable_code,
            unused,
            clippy::all,
            clippy::pedantic,
            clippy::nursery
        )]
        if false {
            ::executor::macro_support::never();
            let l0 = &store;
            let l1 = (&::executor::macro_support::method_card::Level(l0)).next();
            let l2 = (&::executor::macro_support::method_card::Level(l1)).next();
            let l3 = (&::executor::macro_support::method_card::Level(l2)).next();
            let verdict = ::executor::macro_support::ty(l0).flush();
            ::executor::macro_support::judged_in_async_code(verdict);
            let verdict = ::executor::macro_support::ty(l1).flush();
            ::executor::macro_support::judged_in_async_code(verdict);
            let verdict = ::executor::macro_support::ty(l2).flush();
            ::executor::macro_support::judged_in_async_code(verdict);
        }
    }
    store.flush();
    {
        trait __Fallback {
            fn __executor_task_save(
                &self,
            ) -> ::executor::macro_support::method_card::NoCard {
                loop {}
            }
        }
        impl<T: ?Sized> __Fallback for &T {}
        #[allow(unused_imports)]
        use ::executor::macro_support::method_card::{ViaDeref as _, ViaEnd as _};
        #[allow(
            unreachable_code,
            unused,
            clippy::all,
            clippy::pedantic,
            clippy::nursery
        )]
        if false {
            ::executor::macro_support::never();
            let l0 = &store;
            let l1 = (&::executor::macro_support::method_card::Level(l0)).next();
            let l2 = (&::executor::macro_support::method_card::Level(l1)).next();
            let l3 = (&::executor::macro_support::method_card::Level(l2)).next();
            let found = ::executor::macro_support::method_card::Found::new();
            found
                .levels(
                    l0.__executor_task_save(),
                    l1.__executor_task_save(),
                    l2.__executor_task_save(),
                    l3.__executor_task_save(),
                );
            let found = found.card();
            ::executor::macro_support::called_in_async_code(found);
        }
    }
    store.save();
    let later = || prepare();
}
