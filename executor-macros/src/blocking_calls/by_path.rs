//! Blocking functions of crates that the runtime crate does not depend on, told by their path.

use syn::{Error, Expr, ExprCall, Path, Result};

/// An error where the callee is one.
pub(super) fn check(call: &ExprCall) -> Result<()> {
    let Expr::Path(path) = &*call.func else {
        return Ok(());
    };
    if blocks(&path.path) {
        return Err(Error::new_spanned(
            &path.path,
            "this call blocks, and this is async code\n\
             = help: to run it off the event loop, write `exec!(…)` around the call; to block on purpose, `exec!(block …)`",
        ));
    }
    Ok(())
}

fn blocks(path: &Path) -> bool {
    let names: Vec<_> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    matches!(
        names[..],
        ["block_on"]
            | [
                ..,
                "executor" | "future" | "pollster" | "smol" | "futures_lite",
                "block_on"
            ]
            | ["ureq", ..]
            | ["reqwest", "blocking", ..]
    )
}
