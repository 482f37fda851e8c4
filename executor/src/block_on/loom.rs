//! The parker under loom: in every schedule, and with every value that the orderings allow a load to give.
//!
//! Seen to fail: with `Relaxed` for the `Release` of the wake-up or for the `Acquire` of `take`; where the thread falls asleep by a
//! store; where it parks without another look; where a wake-up of one who is about to park does not unpark.

use super::models;
use crate::sync::check;

#[test]
fn every_wake_up_ends_a_sleep() {
    check(None, models::every_wake_up_ends_a_sleep::<2>);
}

#[test]
fn a_parker_serves_one_wait_after_the_other() {
    check(Some(3), models::a_parker_serves_one_wait_after_the_other);
}
