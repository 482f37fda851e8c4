//! Names that are keywords elsewhere.

use quote::quote;

#[test]
fn a_task_type_may_have_a_raw_name() {
    let expanded = crate::task::expand(
        quote!(type = "r#async"),
        quote!(
            fn load() {}
        ),
    )
    .to_string();
    assert!(expanded.contains("task_types :: r#async"), "{expanded}");
    assert!(!expanded.contains("compile_error"), "{expanded}");
}
