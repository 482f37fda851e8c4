//! The parker under shuttle: in schedules at random, with one waker more than loom has time for.

use super::models;
use crate::sync::check;

const SCHEDULES: usize = 20_000;

#[test]
fn every_wake_up_ends_a_sleep() {
    check(SCHEDULES, models::every_wake_up_ends_a_sleep::<3>);
}

#[test]
fn a_parker_serves_one_wait_after_the_other() {
    check(SCHEDULES, models::a_parker_serves_one_wait_after_the_other);
}
