//! Blocking calls in the immediate async code of an annotated function: each becomes a compile error at the user's own call.
//!
//! Whether a call blocks is told by what is called, never by its name alone: a function by its card ([`by_card`]) or by its
//! identity ([`by_identity`]), a method by its card or by its receiver's type ([`by_receiver`]), a loop by the type of what it goes
//! over ([`loops`]). Of crates that the runtime crate does not depend on, functions and types are known where the user's crate
//! depends on them ([`by_extern`]).
//!
//! Nothing is looked at inside plain closures (nobody knows where they will run), inner functions, and what `exec!` calls. Other
//! macros' arguments are looked at where the macro is known to evaluate them ([`in_macros`]).

mod by_card;
mod by_extern;
mod by_identity;
mod by_receiver;
mod calls;
mod chains;
mod in_macros;
mod judged;
mod loops;
mod method_names;
mod parameters;
mod visits;
mod waits;

use proc_macro2::TokenStream;
use syn::{Block, Signature};

use self::calls::Calls;
use self::judged::{Code, Rules};
pub(crate) use self::waits::{Waits, waits_itself};
use crate::captures::self_refers;
use crate::tokens::Runtime;
use crate::visitor::Visitor;

/// Makes every blocking call in the async code of this body a compile error.
pub(crate) fn reject(signature: &Signature, body: &mut Block, krate: &TokenStream) {
    by_card::reject(signature, body, krate);
    let rt = Runtime::of(krate);
    let code = match signature.asyncness {
        Some(_) => Code::Async,
        None => Code::Sync,
    };
    Calls {
        rules: Rules {
            rt: &rt,
            code,
            borrows: false,
            self_refers: self_refers(signature),
            only_if: None,
        },
        keeps_shape: None,
        front: TokenStream::new(),
        changes: 0,
    }
    .visit_block_mut(body);
}
