//! Who reads an expansion: the compiler, or an editor.
//!
//! An editor asks what became of each of the user's tokens, to show docs, to complete a name, to go to a definition. So what it
//! reads has each token once, as it was written, and none of ours; what the compiler alone finds out is left to the compiler, which
//! editors run too.

use std::path::Path;
use std::sync::OnceLock;

/// Who reads an expansion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reader {
    Compiler,
    Editor,
}

impl Reader {
    /// Of the expansions that this process asks for: rust-analyzer has macros expanded in a process that runs nothing else,
    /// `rust-analyzer-proc-macro-srv`.
    pub(crate) fn of_this_process() -> Self {
        static READER: OnceLock<Reader> = OnceLock::new();
        *READER.get_or_init(|| {
            let program = std::env::current_exe();
            program.map_or(Self::Compiler, |program| Self::of_program(&program))
        })
    }

    fn of_program(program: &Path) -> Self {
        let name = program.file_name().unwrap_or_default();
        match name.to_string_lossy().starts_with("rust-analyzer") {
            true => Self::Editor,
            false => Self::Compiler,
        }
    }
}

#[cfg(test)]
#[test]
fn is_told_by_the_name_of_the_program() {
    let of = |name: &str| Reader::of_program(&Path::new("rust-analyzer").join(name));
    assert_eq!(of("rustc"), Reader::Compiler);
    assert_eq!(of("rust-analyzer-proc-macro-srv.exe"), Reader::Editor);
    assert_eq!(of("rust-analyzer"), Reader::Editor);
}
