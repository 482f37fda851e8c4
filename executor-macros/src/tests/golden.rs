//! Expansions to be read in review: `golden/<form>.rs` is what a user writes, `golden/<form>.expanded.rs` what the compiler gets.
//!
//! `UPDATE_EXPECT=1 cargo test -p executor-macros golden` writes the expansions anew: read the difference.

use expect_test::expect_file;

use super::expansion;

macro_rules! golden {
    ($($form:ident)*) => {
        $(
            #[test]
            fn $form() {
                let source = include_str!(concat!("golden/", stringify!($form), ".rs"));
                let expected = expect_file![concat!("golden/", stringify!($form), ".expanded.rs")];
                expected.assert_eq(&expansion::formatted(&expansion::of_file(source)));
            }
        )*

        /// Each form, and what a user writes.
        pub(super) const FORMS: &[(&str, &str)] = &[
            $((stringify!($form), include_str!(concat!("golden/", stringify!($form), ".rs")))),*
        ];
    };
}

golden! {
    awaited_call
    awaited_call_that_borrows_temporaries
    awaited_method
    blocked_call
    blocking_calls_in_async_code
    call_in_sync_code
    contexts
    custom_crate
    half_typed_call
    impl_block
    main
    method_of_a_trait
    mistake_in_the_attribute
    nested_calls
    spawned_call
    spawned_method_of_a_temporary
    task_types
    test
    typed_function
}

/// A file that no test reads would go stale.
#[test]
fn each_file_has_its_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/golden");
    for entry in std::fs::read_dir(folder).expect("the folder of the golden files") {
        let name = entry
            .expect("a golden file")
            .file_name()
            .into_string()
            .expect("a name in UTF-8");
        let form = name.split('.').next().expect("a split has a part");
        assert!(
            FORMS.iter().any(|(known, _)| *known == form),
            "no test reads `golden/{name}`"
        );
    }
}
