//! Two chains that take two types in opposite orders.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use super::super::{Acquire, Ledger, Permit, TypeKey};
use super::{Hand, Woken};
use crate::frame::{FrameId, here, turn};
use crate::site::Site;

struct Two {
    ledger: std::sync::Arc<Ledger>,
    gallery: TypeKey,
    mail: TypeKey,
}

impl Two {
    fn new() -> Self {
        let ledger = Ledger::new();
        let (gallery, mail) = (
            ledger.add_type("gallery", 1, None),
            ledger.add_type("mail", 1, None),
        );
        Self {
            ledger,
            gallery,
            mail,
        }
    }

    #[track_caller]
    fn call(&self, ty: TypeKey, name: &'static str, caller: Option<FrameId>) -> Hand<Acquire> {
        Hand::new(Acquire::new(
            &self.ledger,
            ty,
            FrameId::next(),
            caller,
            false,
            Site::here(name),
        ))
    }

    /// Each has one type and wants the other.
    fn knot(&self) -> (Permit, Permit, Hand<Acquire>, Hand<Acquire>) {
        let show = self.call(self.gallery, "show", None).expect();
        let send = self.call(self.mail, "send", None).expect();
        let mut older = self.call(self.mail, "notify", Some(show.frame()));
        assert!(older.is_pending());
        let newer = self.call(self.gallery, "attach", Some(send.frame()));
        (show, send, older, newer)
    }
}

/// Polls as often as it wakes itself.
fn run(hand: &mut Hand<Acquire>) -> Result<Poll<Permit>, String> {
    let poll = || loop {
        let before = hand.woken.times();
        match hand.poll() {
            Poll::Pending if Woken::times(&hand.woken) > before => {}
            done => return done,
        }
    };
    catch_unwind(AssertUnwindSafe(poll)).map_err(|panic| *panic.downcast().expect("a message"))
}

#[test]
fn the_newest_waiter_of_a_knot_panics_with_both_types_and_places() {
    let two = Two::new();
    let (show, send, mut older, mut newer) = two.knot();
    let message = run(&mut newer).expect_err("it is a knot");
    for part in [
        "`gallery`",
        "`mail`",
        "`show` (",
        "`send` (",
        "`attach` (",
        "`notify` (",
    ] {
        assert!(message.contains(part), "{part} is missing in {message}");
    }
    assert!(message.matches("knots.rs:").count() >= 4, "{message}");
    assert!(
        older.is_pending(),
        "the older one goes on when the newer unwinds"
    );
    drop((newer, send));
    drop(older.expect());
    drop(show);
}

#[test]
fn a_knot_that_comes_undone_before_it_is_confirmed_is_none() {
    let two = Two::new();
    let (show, send, older, mut newer) = two.knot();
    assert!(
        newer.is_pending() && newer.woken.times() == 1,
        "suspected, and polled again"
    );
    drop((older, show));
    drop(newer.expect());
    drop(send);
}

#[test]
fn who_waits_behind_a_knot_does_not_fail_for_it() {
    let two = Two::new();
    let (show, send) = (
        two.call(two.gallery, "show", None).expect(),
        two.call(two.mail, "send", None).expect(),
    );
    let child = FrameId::next();
    let mut tied = Hand::new(Acquire::new(
        &two.ledger,
        two.mail,
        child,
        None,
        true,
        Site::here("child"),
    ));
    let mut older = two.call(two.gallery, "attach", Some(send.frame()));
    let mut innocent = two.call(two.gallery, "innocent", None);
    assert!(tied.is_pending() && older.is_pending() && innocent.is_pending());
    // This wait closes the knot; the newest that waits is not part of it.
    let waits = two.ledger.waits(show.frame(), child, Site::here("awaits"));
    assert!(run(&mut innocent).is_ok_and(|poll| poll.is_pending()));
    let message = run(&mut older).expect_err("the newer of the two that are tied");
    assert!(!message.contains("innocent"), "{message}");
    drop((older, send, waits));
    drop((tied.expect(), show));
    drop(innocent.expect());
}

/// Polls on a thread that unwinds, where no knot may panic.
fn run_while_unwinding(hand: &mut Hand<Acquire>) {
    struct OnDrop<'a>(&'a mut Hand<Acquire>);
    impl Drop for OnDrop<'_> {
        fn drop(&mut self) {
            assert!(std::thread::panicking());
            assert!(run(self.0).is_ok_and(|poll| poll.is_pending()));
        }
    }
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let _polls = OnDrop(hand);
        std::panic::resume_unwind(Box::new(()));
    }));
    assert!(unwound.is_err());
}

#[test]
fn a_knot_while_unwinding_is_reported_and_another_of_it_fails() {
    let two = Two::new();
    let (show, send, mut older, mut newer) = two.knot();
    run_while_unwinding(&mut newer);
    let message = run(&mut older).expect_err("the newest that may panic");
    assert!(
        message.contains("`gallery`") && message.contains("`mail`"),
        "{message}"
    );
    drop((older, show));
    drop(newer.expect());
    drop(send);
}

#[test]
fn a_frame_with_another_branch_that_goes_on_is_not_knotted() {
    let two = Two::new();
    let show = two.call(two.gallery, "show", None).expect();
    let branch = two
        .ledger
        .waits(show.frame(), FrameId::next(), Site::here("branch"));
    let send = two.call(two.mail, "send", None).expect();
    let mut older = two.call(two.mail, "notify", Some(show.frame()));
    let mut newer = two.call(two.gallery, "attach", Some(send.frame()));
    assert!(older.is_pending());
    assert!(run(&mut newer).is_ok_and(|poll| poll.is_pending()));
    drop(branch);
    assert!(run(&mut newer).is_err(), "now nobody goes on");
    drop((newer, send));
    drop((older.expect(), show));
}

#[test]
fn a_call_that_has_ended_unseen_is_not_taken_for_part_of_a_knot() {
    let two = Two::new();
    let ledger = &two.ledger;
    let (print, scan) = (
        ledger.add_type("print", 1, None),
        ledger.add_type("scan", 1, None),
    );
    let (show, send, mut older, mut newer) = two.knot();
    // a knot that stays: all of it unwinds already
    run_while_unwinding(&mut newer);
    run_while_unwinding(&mut older);
    let page = two.call(print, "page", None).expect();
    // a branch of `page` has ended, and `page` has yet to see it
    let branch = FrameId::next();
    let unseen = ledger.waits(page.frame(), branch, Site::here("branch"));
    let asks = Acquire::new(ledger, scan, branch, None, false, Site::here("branch"));
    drop(Hand::new(asks).expect());
    let sheet = two.call(scan, "sheet", None).expect();
    let mut inner = two.call(scan, "inner", Some(page.frame()));
    let mut outer = two.call(print, "outer", Some(sheet.frame()));
    assert!(inner.is_pending() && outer.is_pending());
    assert!(run(&mut outer).is_ok_and(|poll| poll.is_pending()));
    assert!(run(&mut inner).is_ok_and(|poll| poll.is_pending()));
    drop((unseen, older, newer, show, send));
}

/// A poll of `frame`, in which `f` is called.
fn in_turn_of<R>(frame: FrameId, f: impl FnOnce() -> R) -> R {
    let around = here::enter(Some(frame));
    let result = f();
    here::leave(around);
    result
}

#[test]
fn who_is_being_polled_is_not_knotted() {
    let two = Two::new();
    let show = two.call(two.gallery, "show", None).expect();
    let send = two.call(two.mail, "send", None).expect();
    let (older, mut newer) = in_turn_of(show.frame(), || {
        let mut older = two.call(two.mail, "notify", Some(show.frame()));
        let mut newer = two.call(two.gallery, "attach", Some(send.frame()));
        assert!(older.is_pending());
        for _ in 0..3 {
            assert!(run(&mut newer).is_ok_and(|poll| poll.is_pending()));
        }
        (older, newer)
    });
    assert_eq!(newer.woken.times(), 1, "it is to look again");
    assert!(run(&mut newer).is_err(), "now nobody goes on");
    drop((newer, send));
    drop((older.expect(), show));
}

#[test]
fn who_is_blocked_with_its_thread_may_be_knotted() {
    let two = Two::new();
    let show = two.call(two.gallery, "show", None).expect();
    let send = two.call(two.mail, "send", None).expect();
    let mut older = two.call(two.gallery, "attach", Some(send.frame()));
    assert!(older.is_pending());
    let newer = in_turn_of(show.frame(), || {
        let mut newer = two.call(two.mail, "notify", Some(show.frame()));
        assert!(newer.is_pending());
        assert_eq!(newer.woken.times(), 0, "it runs");
        let _blocked = turn::pause();
        assert!(run(&mut newer).is_err(), "now nobody goes on");
        newer
    });
    drop((newer, show));
    drop((older.expect(), send));
}
