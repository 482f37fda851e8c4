//! The rule, sentence by sentence.

use std::task::{Context, Waker};

use super::super::ready::RoomWait;
use super::super::{Ledger, Ready};
use super::{Hand, One, permits};
use crate::frame::{FrameId, here};
use crate::in_place::Permitted;
use crate::site::Site;

fn room(one: &One, parent: Option<FrameId>) -> Hand<RoomWait> {
    Hand::new(RoomWait::new(
        &one.ledger,
        one.ty,
        parent,
        Site::here("ready"),
    ))
}

#[test]
fn at_most_the_limit_runs() {
    let one = One::with_limit(2);
    let (first, second) = (one.running(), one.running());
    let mut third = one.call(None);
    assert!(third.is_pending());
    assert_eq!(one.counts(), (2, 1));
    drop(first);
    let third = third.expect();
    assert_eq!(one.counts(), (2, 0));
    drop((second, third));
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn a_permit_comes_back_on_panic() {
    let one = One::with_limit(1);
    let permit = one.running();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _permit = permit;
        std::panic::resume_unwind(Box::new(()));
    }));
    assert!(result.is_err());
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn the_queue_is_served_in_order_of_the_calls_not_of_the_polls() {
    let one = One::with_limit(1);
    let permit = one.running();
    let (mut first, mut second) = (one.call(None), one.call(None));
    assert!(second.is_pending() && first.is_pending());
    drop(permit);
    assert_eq!((first.woken.times(), second.woken.times()), (1, 0));
    assert!(second.is_pending());
    drop(first.expect());
    drop(second.expect());
}

#[test]
fn a_request_that_is_dropped_leaves_the_queue() {
    let one = One::with_limit(1);
    let permit = one.running();
    let (first, second) = (one.call(None), one.call(None));
    drop(first);
    drop(permit);
    drop(second.expect());
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn a_granted_request_that_is_dropped_unpolled_wakes_the_next() {
    let one = One::with_limit(1);
    let permit = one.running();
    let (mut first, mut second) = (one.call(None), one.call(None));
    assert!(first.is_pending() && second.is_pending());
    drop(permit);
    assert_eq!(first.woken.times(), 1);
    drop(first);
    assert_eq!(second.woken.times(), 1);
    drop(second.expect());
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn a_nested_call_borrows_its_callers_permit_to_any_depth() {
    let one = One::with_limit(1);
    let mut permits = vec![one.running()];
    for _ in 0..1_000 {
        let caller = permits.last().map(|permit| permit.frame());
        permits.push(one.call(caller).expect());
    }
    assert_eq!(one.counts(), (1, 0));
    while permits.pop().is_some() {}
    assert_eq!(one.counts(), (0, 0));
}

#[test]
fn a_nested_call_borrows_although_a_permit_is_free() {
    let one = One::with_limit(2);
    let outer = one.running();
    let _inner = one.call(Some(outer.frame())).expect();
    assert_eq!(one.counts(), (1, 0));
}

#[test]
fn a_lent_permit_is_not_lent_twice() {
    let one = One::with_limit(1);
    let outer = one.running();
    let first = one.call(Some(outer.frame())).expect();
    let mut second = one.call(Some(outer.frame()));
    assert!(second.is_pending());
    drop(first);
    assert_eq!(
        second.woken.times(),
        1,
        "what comes back to a waiter is lent again"
    );
    drop(second.expect());
}

#[test]
fn a_stranger_waits_until_the_owner_is_done_not_the_borrower() {
    let one = One::with_limit(1);
    let outer = one.running();
    let inner = one.call(Some(outer.frame())).expect();
    let mut stranger = one.call(None);
    drop(inner);
    assert!(stranger.is_pending());
    drop(outer);
    drop(stranger.expect());
}

#[test]
fn a_wait_for_a_spawned_task_lends_to_it() {
    let one = One::with_limit(1);
    let parent = one.running();
    let (child, mut asks) = one.spawn();
    assert!(asks.is_pending());
    let waits = one
        .ledger
        .waits(parent.frame(), child, Site::here("awaits"));
    assert_eq!(asks.woken.times(), 1);
    let permit = asks.expect();
    assert_eq!(one.counts(), (1, 0));
    drop((permit, waits));
}

#[test]
fn a_wait_lends_through_tasks_without_a_limit() {
    let one = One::with_limit(1);
    let parent = one.running();
    let between = FrameId::next();
    let mut asks = one.call(Some(between));
    assert!(asks.is_pending());
    let _waits = one
        .ledger
        .waits(parent.frame(), between, Site::here("awaits"));
    drop(asks.expect());
}

#[test]
fn a_task_that_awaits_several_handles_lends_to_the_oldest_first() {
    let one = One::with_limit(1);
    let parent = one.running();
    let ((first, mut first_asks), (second, mut second_asks)) = (one.spawn(), one.spawn());
    assert!(first_asks.is_pending() && second_asks.is_pending());
    let awaits_second = one
        .ledger
        .waits(parent.frame(), second, Site::here("awaits"));
    let awaits_first = one
        .ledger
        .waits(parent.frame(), first, Site::here("awaits"));
    let second_permit = second_asks.expect();
    assert!(first_asks.is_pending());
    let (_, mut third) = one.spawn();
    drop(second_permit);
    assert!(third.is_pending(), "a stranger borrows nothing");
    drop(first_asks.expect());
    drop((awaits_first, awaits_second));
}

#[test]
fn a_wait_that_began_before_there_was_any_limited_type_counts() {
    let ledger = Ledger::new();
    let (root, between) = (FrameId::next(), FrameId::next());
    let early = ledger.waits(root, between, Site::here("awaits"));
    let ty = ledger.add_type("gallery", 1, None);
    let one = One { ledger, ty };
    let parent = one.running();
    let _late = one.ledger.waits(parent.frame(), root, Site::here("awaits"));
    drop(one.call(Some(between)).expect());
    drop(early);
    assert!(one.call(Some(between)).is_pending());
}

#[test]
fn a_frame_that_ends_hands_a_lent_permit_to_its_borrower() {
    let one = One::with_limit(1);
    let outer = one.running();
    let inner = one.call(Some(outer.frame())).expect();
    drop(outer);
    assert_eq!(one.counts(), (1, 0));
    let mut stranger = one.call(None);
    assert!(stranger.is_pending());
    drop(inner);
    drop(stranger.expect());
}

#[test]
fn a_detached_borrower_gets_the_next_free_permit_ahead_of_the_queue() {
    let one = One::with_limit(2);
    let (outer, other) = (one.running(), one.running());
    let inner = one.call(Some(outer.frame())).expect();
    one.ledger.detach(inner.frame());
    let mut queued = one.call(None);
    drop(other);
    assert!(
        queued.is_pending(),
        "three ran under two permits, so one is owed"
    );
    assert_eq!(one.counts(), (2, 1));
    drop(inner);
    drop((queued.expect(), outer));
}

#[test]
fn a_detached_borrower_gets_a_free_permit_at_once() {
    let one = One::with_limit(2);
    let outer = one.running();
    let inner = one.call(Some(outer.frame())).expect();
    one.ledger.detach(inner.frame());
    assert_eq!(one.counts(), (2, 0));
    drop(inner);
}

#[test]
fn a_detached_frame_borrows_nothing_more_from_its_caller() {
    let one = One::with_limit(1);
    let outer = one.running();
    let job = FrameId::next();
    let waits = one.ledger.waits(outer.frame(), job, Site::here("invoke"));
    drop(waits);
    assert!(one.call(Some(job)).is_pending());
}

#[test]
fn there_is_room_until_as_many_spawned_tasks_wait() {
    let one = One::with_queue(1, Some(2));
    let permit = one.running();
    let nested = one.call(None);
    let first = one.spawn();
    room(&one, None).expect();
    let second = one.spawn();
    let mut waits = room(&one, None);
    assert!(waits.is_pending());
    drop(nested);
    assert!(waits.is_pending(), "only spawned tasks count");
    drop(first);
    assert_eq!(waits.woken.times(), 1);
    waits.expect();
    drop((permit, second));
}

#[test]
fn room_goes_to_whom_it_was_offered_first() {
    let one = One::with_queue(1, Some(1));
    let _permit = one.running();
    let queued = one.spawn();
    let (mut first, mut second) = (room(&one, None), room(&one, None));
    assert!(first.is_pending() && second.is_pending());
    drop(queued);
    assert_eq!((first.woken.times(), second.woken.times()), (1, 0));
    drop(first);
    assert_eq!(
        second.woken.times(),
        1,
        "who goes without taking it passes it on"
    );
    second.expect();
}

#[test]
fn room_that_somebody_else_took_is_waited_for_again() {
    let one = One::with_queue(1, Some(1));
    let _permit = one.running();
    let queued = one.spawn();
    let mut waits = room(&one, None);
    assert!(waits.is_pending());
    drop(queued);
    let taken = one.spawn();
    assert!(waits.is_pending());
    drop(taken);
    waits.expect();
}

#[test]
fn who_waits_for_room_lends_to_the_head_and_goes_on_when_repaid() {
    let one = One::with_queue(1, Some(1));
    let spawner = one.running();
    let (_, head) = one.spawn();
    let mut waits = room(&one, Some(spawner.frame()));
    assert!(waits.is_pending());
    let head = head.expect();
    assert!(waits.is_pending(), "there is room, but the permit is lent");
    drop(head);
    assert_eq!(waits.woken.times(), 1);
    waits.expect();
    assert_eq!(one.counts(), (1, 0));
}

#[test]
fn a_free_permit_repays_who_waits_for_room() {
    let one = One::with_queue(2, Some(1));
    let (spawner, other) = (one.running(), one.running());
    let (_, head) = one.spawn();
    let mut waits = room(&one, Some(spawner.frame()));
    assert!(waits.is_pending());
    let head = head.expect();
    drop(other);
    waits.expect();
    assert_eq!(one.counts(), (2, 0));
    drop(head);
}

#[test]
fn a_type_without_queue_has_room() {
    let one = One::with_limit(1);
    let _permit = one.running();
    let _queued: Vec<_> = (0..100).map(|_| one.spawn()).collect();
    room(&one, None).expect();
    Hand::new(Ready::at_once()).expect();
    Hand::new(Ready::room(&one.ledger, one.ty, None, Site::here("ready"))).expect();
}

#[test]
fn a_permitted_future_runs_in_a_frame_of_its_own_and_drops_before_its_permit() {
    struct Counts(One);
    impl Drop for Counts {
        fn drop(&mut self) {
            assert_eq!(self.0.counts().0, 1, "dropped under the permit");
            assert!(here::current().is_some(), "dropped in its frame");
        }
    }
    let one = One::with_limit(1);
    let counts = Counts(One {
        ledger: one.ledger.clone(),
        ty: one.ty,
    });
    let inner = One {
        ledger: one.ledger.clone(),
        ty: one.ty,
    };
    let future = async move {
        let _counts = counts;
        let frame = here::current();
        assert_eq!(inner.counts(), (1, 0));
        // Would wait for ever if its caller were not found.
        let site = Site::here("nested");
        let nested = async { here::current() };
        let nested = Permitted::new(permits(&inner.ledger, inner.ty), site, nested).await;
        assert!(frame.is_some() && nested.is_some() && nested != frame);
        std::future::pending::<()>().await;
    };
    let mut permitted = Box::pin(Permitted::new(
        permits(&one.ledger, one.ty),
        Site::here("outer"),
        future,
    ));
    let mut cx = Context::from_waker(Waker::noop());
    assert_eq!(one.counts(), (0, 0), "it asks at its first poll");
    assert!(permitted.as_mut().poll(&mut cx).is_pending());
    assert_eq!(one.counts(), (1, 0));
    drop(permitted);
    assert_eq!(one.counts(), (0, 0));
    assert!(here::current().is_none());
}

#[test]
fn the_futures_are_send() {
    fn send<T: Send>(value: T) -> T {
        value
    }
    let one = One::with_limit(1);
    let future = Permitted::new(permits(&one.ledger, one.ty), Site::here("send"), async {});
    drop(send(future));
    drop(send(Ready::room(
        &one.ledger,
        one.ty,
        None,
        Site::here("ready"),
    )));
    drop(send(one.running()));
}
