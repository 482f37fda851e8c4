//! The flags beside the locks of what is in flight, under loom: a shutdown that waits learns of the last end, and one that stops is
//! seen by what it stops, in every schedule and with every value that the orderings allow. A missed one shows as a deadlock.
//!
//! Seen to fail: where a shutdown does not say that it waits; where a stop does not set the flag; where a future leaves its waker
//! after it has looked whether it is to stop.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use loom::future::block_on;
use loom::thread;

use super::{About, Account, InFlight, Intake, Met, Pace, Stop, Taken};
use crate::frame::FrameId;
use crate::site::Site;
use crate::sync::{Mutex, check};

/// A function, as its shard sees it.
pub(crate) struct Function {
    frame: FrameId,
    now: Mutex<Now>,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Now {
    Queued,
    Runs,
    Ended,
}

impl Function {
    /// One of the first lane, which is `now` in flight.
    pub(crate) fn enter(in_flight: &InFlight, now: Now) -> Arc<Self> {
        let function = Arc::new(Self {
            frame: FrameId::next(),
            now: Mutex::new(now),
        });
        let work = Arc::clone(&function) as Arc<dyn Taken>;
        assert!(in_flight.enter_function(0, work, true, |_| ()).is_some());
        function
    }

    pub(crate) fn is(&self, now: Now) {
        *self.now.lock() = now;
    }
}

impl Taken for Function {
    fn about(&self) -> About {
        About {
            site: Site::here("function"),
            lane: 0,
            frame: self.frame,
            can_be_stopped: false,
        }
    }

    fn stop(&self, _: Stop) -> Met {
        Met::Running
    }

    fn is_cancelled(&self) -> bool {
        false
    }

    fn pace(&self) -> Pace {
        match *self.now.lock() {
            Now::Queued => Pace::Queued,
            Now::Runs | Now::Ended => Pace::Runs,
        }
    }

    fn is_over(&self) -> bool {
        *self.now.lock() == Now::Ended
    }

    fn ended(&self) -> Option<Account> {
        self.is_over().then(Account::default)
    }

    fn counted(&self) -> Option<Account> {
        self.ended()
    }
}

#[test]
fn a_shutdown_that_waits_learns_of_the_last_end() {
    check(Some(3), || {
        let in_flight = Arc::new(InFlight::new());
        let function = Function::enter(&in_flight, Now::Runs);
        let ends = {
            let in_flight = Arc::clone(&in_flight);
            thread::spawn(move || {
                function.is(Now::Ended);
                in_flight.has_ended();
            })
        };
        in_flight.close(Intake::Draining);
        block_on(in_flight.over_once_gone());
        ends.join().unwrap();
    });
}

#[test]
fn a_future_sees_that_it_is_to_stop() {
    check(Some(3), || {
        let in_flight = Arc::new(InFlight::new());
        let site = Site::here("future").kept();
        let entered = in_flight.enter_future(0, site, FrameId::next(), true, false);
        let (ticket, _) = entered.unwrap();
        let stops = {
            let in_flight = Arc::clone(&in_flight);
            thread::spawn(move || {
                in_flight.close(Intake::Over);
                in_flight.stop_all();
            })
        };
        let mut is_parked = false;
        // as a spawned future that waits for nothing
        block_on(poll_fn(|cx| {
            let mut stop = in_flight.poll(ticket);
            if stop.is_none() && !std::mem::replace(&mut is_parked, true) {
                stop = in_flight.park(ticket, cx.waker());
            }
            match stop {
                Some(_) => Poll::Ready(()),
                None => Poll::Pending,
            }
        }));
        stops.join().unwrap();
    });
}
