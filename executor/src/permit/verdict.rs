//! Who fails so that a knot comes undone, and when it learns so.

use std::task::Waker;

use super::frame::{Hold, Verdict};
use super::knot::{Knot, Waiter};
use super::state::{Answer, State};

impl State {
    /// Suspects waiters, the newest of each knot, until nobody is left who waits in vain.
    #[inline]
    pub(super) fn undo_knots(&mut self) {
        if !self.all_types_go() {
            self.suspect_all_but(None);
        }
    }

    /// What a waiter that is polled learns: whether it was suspected, and rightly.
    pub(super) fn decide(&mut self, waiter: Waiter, may_fail: bool) -> Answer {
        let (verdict, waker) = self.verdict_mut(waiter);
        match *verdict {
            Verdict::Suspected { woken: false } => {
                *verdict = Verdict::Suspected { woken: true };
                let waker = waker.clone();
                self.effects.wake.extend(waker);
                return Answer::Wait;
            }
            Verdict::Suspected { woken: true } => *verdict = Verdict::None,
            Verdict::None | Verdict::Told | Verdict::Refused => return Answer::Wait,
        }
        let Some(knot) = self.suspect_all_but(Some(waiter)) else {
            return Answer::Wait;
        };
        *self.verdict_mut(waiter).0 = if may_fail {
            Verdict::Told
        } else {
            Verdict::Refused
        };
        // Who stays where it is leaves the knot to others.
        if may_fail {
            return Answer::Fail(knot);
        }
        self.undo_knots();
        Answer::Report(knot)
    }

    /// Suspects the newest waiter of each knot. When it comes to be `confirmed`, that knot is the answer.
    fn suspect_all_but(&mut self, confirmed: Option<Waiter>) -> Option<Box<Knot>> {
        while !self.all_types_go() {
            self.know_all();
            let (newest, knot) = self.find_knot()?;
            if confirmed == Some(newest) {
                #[cfg(test)]
                if !self.may_fail_one(newest) {
                    *self.verdict_mut(newest).0 = Verdict::Refused;
                    continue;
                }
                return Some(Box::new(knot));
            }
            let (verdict, waker) = self.verdict_mut(newest);
            let waker = waker.take();
            *verdict = Verdict::Suspected {
                woken: waker.is_some(),
            };
            self.effects.wake.extend(waker);
        }
        None
    }

    fn verdict_mut(&mut self, waiter: Waiter) -> (&mut Verdict, &mut Option<Waker>) {
        match waiter {
            Waiter::Room(id) => {
                let room = self.room_mut(id);
                (&mut room.verdict, &mut room.waker)
            }
            Waiter::Frame(id) => match &mut self.claim_mut(id).hold {
                Hold::Asks(asking) => (&mut asking.verdict, &mut asking.waker),
                _ => unreachable!("only who asks waits"),
            },
        }
    }

    fn verdict(&self, waiter: Waiter) -> Verdict {
        match waiter {
            Waiter::Frame(id) => self.frames[&id]
                .asking()
                .map_or(Verdict::None, |(_, a)| a.verdict),
            Waiter::Room(id) => self.types[id.ty.0].rooms[id.ticket].verdict,
        }
    }

    pub(super) fn leaves(&self, waiter: Waiter) -> bool {
        self.verdict(waiter).leaves()
    }

    pub(super) fn has_refused(&self, waiter: Waiter) -> bool {
        self.verdict(waiter) == Verdict::Refused
    }
}

#[cfg(test)]
impl State {
    /// Tests may leave knots as they are, from a number of them on.
    fn may_fail_one(&mut self, waiter: Waiter) -> bool {
        if self.verdicts.len() >= self.rules.knots {
            return false;
        }
        self.verdicts.push(match waiter {
            Waiter::Frame(id) => self.frames[&id]
                .asking()
                .map_or(0, |(_, asking)| asking.ticket),
            Waiter::Room(id) => id.ticket,
        });
        true
    }
}
