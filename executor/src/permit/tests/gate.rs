//! The gate, and frames that the ledger does not know until it has to.

use std::task::{Context, Poll, Waker};

use super::super::Held;
use super::{Hand, One};
use crate::frame::{FrameId, here};
use crate::site::Site;

/// A frame in place that has a permit, called by `caller`.
fn running(one: &One, caller: Option<FrameId>) -> Held {
    let mut held = one.in_place();
    assert!(ask(&mut held, caller));
    held
}

/// Whether it has its permit at once.
fn ask(held: &mut Held, caller: Option<FrameId>) -> bool {
    let before = here::enter(caller);
    let has_it = held.ask(None);
    here::leave(before);
    has_it
}

fn runs_now(held: &mut Held) -> bool {
    matches!(
        held.try_poll(&mut Context::from_waker(Waker::noop())),
        Poll::Ready(Ok(()))
    )
}

fn knows(one: &One, held: &Held) -> bool {
    one.ledger.with(|state| state.is_known(held.frame()))
}

#[test]
fn a_holder_that_waits_for_nobody_is_not_known() {
    let one = One::with_limit(2);
    let held = running(&one, None);
    assert!(!knows(&one, &held));
    assert_eq!(one.counts(), (1, 0));
    drop(held);
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn a_holder_signs_before_it_waits_and_then_lends() {
    let one = One::with_limit(1);
    let mut held = running(&one, None);
    let frame = held.frame();
    let (child, mut asks) = one.spawn();
    assert!(asks.is_pending());
    let around = held.enter();
    let waits = one.ledger.waits(frame, child, Site::here("awaits"));
    held.leave(around);
    assert!(knows(&one, &held));
    drop(asks.expect());
    drop((waits, held));
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn a_nested_call_in_place_borrows_from_a_caller_that_signs_for_it() {
    let one = One::with_limit(2);
    let mut outer = running(&one, None);
    let around = outer.enter();
    let inner = running(&one, Some(outer.frame()));
    outer.leave(around);
    assert_eq!(one.counts(), (1, 0), "borrowed, though one is free");
    drop((inner, outer));
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn who_asks_in_place_stands_behind_those_who_asked_before() {
    let one = One::with_limit(1);
    let held = running(&one, None);
    let mut queued = one.call(None);
    let mut stranger = one.in_place();
    assert!(queued.is_pending() && !ask(&mut stranger, None));
    let mut last = one.call(None);
    drop(held);
    let permit = queued.expect();
    assert!(!runs_now(&mut stranger));
    drop(permit);
    assert!(runs_now(&mut stranger) && last.is_pending());
    drop(stranger);
    drop(last.expect());
}

#[test]
fn a_stranger_that_is_dropped_when_granted_passes_the_permit_on() {
    let one = One::with_limit(1);
    let held = running(&one, None);
    let (mut first, mut second) = (one.in_place(), one.in_place());
    assert!(!ask(&mut first, None) && !ask(&mut second, None));
    drop(held);
    drop(first);
    assert!(runs_now(&mut second));
    drop(second);
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn who_waits_for_room_lends_to_a_stranger_at_the_head() {
    let one = One::with_queue(1, Some(1));
    let spawner = one.running();
    let mut stranger = one.in_place();
    assert!(!ask(&mut stranger, None));
    let (_, queued) = one.spawn();
    let mut room = Hand::new(super::super::Ready::room(
        &one.ledger,
        one.ty,
        Some(spawner.frame()),
        Site::here("ready"),
    ));
    assert!(room.is_pending());
    assert!(runs_now(&mut stranger), "it was lent the spawner's");
    assert!(knows(&one, &stranger));
    assert!(!runs_again_as_unknown(&stranger));
    drop((stranger, queued, room, spawner));
    assert_eq!(one.counts(), (0, 0));
}

fn runs_again_as_unknown(held: &Held) -> bool {
    held.stage == super::super::held::Stage::Unknown
}

#[test]
fn a_caller_with_an_unknown_callee_that_runs_is_not_stuck() {
    let ledger = super::Ledger::new();
    let one = |name| One {
        ty: ledger.add_type(name, 1, None),
        ledger: ledger.clone(),
    };
    let (gallery, mail, other) = (one("gallery"), one("mail"), one("other"));
    let (show, send) = (gallery.running(), mail.running());
    let callee = running(&other, Some(show.frame()));
    assert!(!knows(&other, &callee));
    let mut older = mail.call(Some(show.frame()));
    let mut newer = gallery.call(Some(send.frame()));
    assert!(older.is_pending() && newer.is_pending());
    assert_eq!(newer.woken.times(), 0, "nobody is suspected");
    drop(callee);
    assert_eq!(newer.woken.times(), 1, "now nobody goes on");
    drop((newer, send));
    drop((older.expect(), show));
}

#[test]
fn calls_are_counted_whatever_way_they_took() {
    let one = One::with_limit(1);
    let permits = super::permits(&one.ledger, one.ty);
    for _ in 0..100 {
        drop(running(&one, None));
    }
    let held = running(&one, None);
    let mut waits = one.in_place();
    assert!(!ask(&mut waits, None));
    let counted = permits.counted();
    assert_eq!((counted.running, counted.queued, counted.done), (1, 1, 100));
    drop(waits);
    drop(held);
    let counted = permits.counted();
    assert_eq!((counted.running, counted.queued, counted.done), (0, 0, 102));
}
