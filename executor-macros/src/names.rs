//! Names that the compiler itself gives a meaning in the macro namespace.

/// Built-in attributes and the standard prelude's macros: a function of such a name cannot have its card found under it.
pub(crate) fn is_taken_in_macro_namespace(name: &str) -> bool {
    BUILT_IN_ATTRIBUTES.contains(&name) || PRELUDE_MACROS.contains(&name)
}

const BUILT_IN_ATTRIBUTES: &[&str] = &[
    "allow", "allow_internal_unsafe", "allow_internal_unstable", "automatically_derived", "bench", "cfg", "cfg_attr",
    "cfg_eval", "cold", "collapse_debuginfo", "const_trait", "coroutine", "coverage", "crate_name", "crate_type",
    "debugger_visibility", "deny", "deprecated", "derive", "derive_const", "diagnostic", "do_not_recommend", "doc", "expect",
    "export_name", "feature", "ffi_const", "ffi_pure", "forbid", "fundamental", "global_allocator", "ignore", "inline",
    "instruction_set", "lang", "link", "link_name", "link_ordinal", "link_section", "linkage", "macro_escape", "macro_export",
    "macro_use", "marker", "may_dangle", "must_use", "naked", "needs_allocator", "no_builtins", "no_core",
    "no_implicit_prelude", "no_link", "no_main", "no_mangle", "no_sanitize", "no_std", "non_exhaustive", "optimize",
    "path", "pointee", "prelude_import", "proc_macro", "proc_macro_attribute", "proc_macro_derive", "recursion_limit",
    "repr", "rustfmt", "sanitize", "should_panic", "stable", "start", "target_feature", "test", "test_case", "thread_local",
    "track_caller", "type_const", "type_length_limit", "unsafe", "unstable", "used", "warn", "windows_subsystem",
];

const PRELUDE_MACROS: &[&str] = &[
    "addr_of", "addr_of_mut", "assert", "assert_eq", "assert_matches", "assert_ne", "asm", "cfg_match", "cfg_select", "column",
    "compile_error", "concat", "concat_bytes", "concat_idents", "const_format_args", "dbg", "debug_assert", "debug_assert_eq",
    "debug_assert_matches", "debug_assert_ne", "env", "eprint", "eprintln", "file", "format", "format_args",
    "format_args_nl", "global_asm", "include", "include_bytes", "include_str", "is_x86_feature_detected", "line",
    "log_syntax", "matches", "module_path", "option_env", "panic", "print", "println", "stringify", "todo", "trace_macros",
    "try", "unimplemented", "unreachable", "vec", "write", "writeln",
];
