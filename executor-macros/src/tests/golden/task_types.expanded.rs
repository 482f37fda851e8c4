/// The task types of this crate.
#[allow(non_camel_case_types, unreachable_pub)]
pub mod task_types {
    const _: () = {
        use ::executor::macro_support as __executor_rt;
        __executor_rt::task_types_declared::<
            __executor_rt::InCrateRoot<
                { __executor_rt::is_in_crate_root(::core::module_path!()) },
            >,
        >()
    };
    /// Calls to the gallery service.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct gallery;
    impl ::executor::TaskType for gallery {
        type Limit = ::executor::macro_support::Limited;
        type Futures = ::executor::macro_support::Allowed;
        const SETTINGS: ::executor::macro_support::Settings = ::executor::macro_support::Settings::new(
                "gallery",
                ::executor::macro_support::Base::Io,
            )
            .limit(8)
            .queue(1_000);
        fn slot() -> ::core::option::Option<&'static ::executor::macro_support::Slot> {
            static SLOT: ::executor::macro_support::Slot = ::executor::macro_support::Slot::new();
            ::core::option::Option::Some(&SLOT)
        }
    }
    ///The task type `thumbnails`.
    #[doc(hidden)]
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct thumbnails;
    impl ::executor::TaskType for thumbnails {
        type Limit = ::executor::macro_support::Unlimited;
        type Futures = ::executor::macro_support::Refused;
        const SETTINGS: ::executor::macro_support::Settings = ::executor::macro_support::Settings::new(
            "thumbnails",
            ::executor::macro_support::Base::Cpu,
        );
        fn slot() -> ::core::option::Option<&'static ::executor::macro_support::Slot> {
            static SLOT: ::executor::macro_support::Slot = ::executor::macro_support::Slot::new();
            ::core::option::Option::Some(&SLOT)
        }
    }
}
