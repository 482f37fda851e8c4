//! What both shuttle and loom play.

#[cfg(executor_loom)]
use loom::future::block_on;
#[cfg(shuttle)]
use shuttle::future::block_on;

use super::super::{Acquire, Held, Ledger};
use super::{counts, permits};
use crate::frame::FrameId;
use crate::site::Site;
use crate::sync::thread;

/// A callee that the ledger does not know ends while its caller's other branch comes to be part of a knot: in whatever order, the
/// knot is seen.
pub(super) fn a_knot_that_only_a_callee_held_off() {
    let ledger = Ledger::new();
    let [gallery, mail, other] =
        ["gallery", "mail", "other"].map(|name| ledger.add_type(name, 1, None));
    let ask = |ty, caller| {
        Acquire::new(
            &ledger,
            ty,
            FrameId::next(),
            caller,
            false,
            Site::here("call"),
        )
    };
    let (show, send) = (block_on(ask(gallery, None)), block_on(ask(mail, None)));
    let mut callee = Held::new(permits(&ledger, other), Site::here("callee"));
    callee.take_free_as_called_by(show.frame());
    let ends = thread::spawn(move || drop(callee));
    let older = ask(mail, Some(show.frame()));
    let mut newer = ask(gallery, Some(send.frame()));
    let knotted = block_on(std::future::poll_fn(|cx| newer.try_poll(cx)));
    assert!(knotted.is_err(), "it is the newest of the knot");
    drop((knotted, newer));
    drop(send);
    drop(block_on(older));
    drop(show);
    ends.join().unwrap();
}

/// A wait that begins while the first limited type is added is seen in either order.
pub(super) fn an_early_wait() {
    let ledger = Ledger::new();
    let (root, between) = (FrameId::next(), FrameId::next());
    let early = {
        let ledger = ledger.clone();
        thread::spawn(move || ledger.waits(root, between, Site::here("awaits")))
    };
    let ty = ledger.add_type("gallery", 1, None);
    let frame = FrameId::next();
    let permit = block_on(Acquire::new(
        &ledger,
        ty,
        frame,
        None,
        false,
        Site::here("call"),
    ));
    let late = ledger.waits(permit.frame(), root, Site::here("awaits"));
    let early = early.join().unwrap();
    let nested = FrameId::next();
    let asks = Acquire::new(
        &ledger,
        ty,
        nested,
        Some(between),
        false,
        Site::here("nested"),
    );
    drop(block_on(asks));
    drop((early, late, permit));
    assert_eq!(counts(&ledger, ty), (0, 0));
    ledger.with(|state| assert!(state.frames.is_empty()));
}
