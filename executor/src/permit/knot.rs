//! Knots: waits that cannot end, since nobody who holds the type can go on.
//!
//! A frame *goes* if it waits for nothing, or if anything that it waits for goes; a wait for a permit goes if there is a free one
//! or if a frame that uses one goes; so does a wait for room (a free permit repays what it lent), and also if room is there or offered to
//! another, and all go that it lent to. That is the least fixed point of an and-or graph. What is left is a knot.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::mem;
use std::task::Waker;

use super::frame::{FrameId, FrameSet, Hold, Verdict, Wait};
use super::state::{Answer, State};
use super::types::{RoomId, Ticket, Type, TypeKey};
use crate::site::Site;

/// Waits that hold each other up. It prints each with its type and its place.
#[derive(Clone, Debug)]
pub(crate) struct Knot {
    strands: Vec<Strand>,
}

/// One wait of a knot, and the frame that holds it up.
#[derive(Clone, Debug)]
struct Strand {
    waiter: Site,
    wants: Wants,
    ty: &'static str,
    holder: Site,
    /// What the holder waits for, where the next strand does not tell.
    holder_waits_for: Option<Site>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wants {
    Permit,
    Room,
}

impl fmt::Display for Knot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "permits are knotted: nobody here can go on before another does")?;
        for Strand { waiter, wants, ty, holder, holder_waits_for } in &self.strands {
            let wants = match wants {
                Wants::Permit => "a permit",
                Wants::Room => "room in the queue",
            };
            write!(f, "  {waiter} waits for {wants} of type `{ty}`, held up by {holder}")?;
            match holder_waits_for {
                Some(site) => writeln!(f, ", which waits for {site}")?,
                None => writeln!(f)?,
            }
        }
        write!(f, "= help: take permits of these types in the same order everywhere, or raise a limit")
    }
}

/// A wait for a permit or for room.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Waiter {
    Frame(FrameId),
    Room(RoomId),
}

impl State {
    /// Suspects waiters, the newest of each knot, until nobody is left who waits in vain.
    pub(super) fn undo_knots(&mut self) {
        self.suspect_all_but(None);
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
        let Some(knot) = self.suspect_all_but(Some(waiter)) else { return Answer::Wait };
        *self.verdict_mut(waiter).0 = if may_fail { Verdict::Told } else { Verdict::Refused };
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
            *verdict = Verdict::Suspected { woken: waker.is_some() };
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

    /// The ordinary case, told at small cost: each type that is waited for has a user that leads to a running frame.
    fn all_types_go(&mut self) -> bool {
        (0..self.types.len()).all(|ty| {
            !self.types[ty].has_waiters() || self.type_goes(TypeKey(ty))
        })
    }

    /// Looks for a running frame among those that use `ty`, and those they wait for. May miss one behind a wait for
    /// room that only waits to be repaid.
    fn type_goes(&mut self, ty: TypeKey) -> bool {
        let mark = self.next_mark();
        let mut types = vec![ty.0];
        let mut frames = Vec::new();
        while let Some(ty) = types.pop() {
            if mem::replace(&mut self.types[ty].mark, mark) == mark {
                continue;
            }
            if self.types[ty].free > 0 {
                return true;
            }
            for user in &self.types[ty].users {
                frames.push(*user);
                while let Some(id) = frames.pop() {
                    let Some(frame) = self.frames.get_mut(&id) else { return true };
                    if mem::replace(&mut frame.mark, mark) == mark {
                        continue;
                    }
                    match frame.asking() {
                        Some((_, asking)) if asking.verdict.leaves() => return true,
                        Some((ty, _)) => types.push(ty.0),
                        None if frame.waits.is_empty() => return true,
                        None => {}
                    }
                    for wait in &frame.waits {
                        match wait {
                            Wait::Frame { on, .. } => frames.push(*on),
                            Wait::Room(id) => {
                                let room = &self.types[id.ty.0].rooms[&id.ticket];
                                let may_get = self.types[id.ty.0].may_get_room();
                                let goes = room.loans.is_empty() && may_get;
                                if goes || room.notified || room.verdict.leaves() {
                                    return true;
                                }
                                types.push(id.ty.0);
                            }
                        }
                    }
                }
            }
        }
        false
    }

    /// The newest wait that is part of a knot; where no knot is made of permits alone, the newest that waits in vain.
    fn find_knot(&self) -> Option<(Waiter, Knot)> {
        let going = Going::of(self);
        let mut stuck: Vec<(Ticket, Waiter)> = Vec::new();
        for (index, ty) in self.types.iter().enumerate() {
            let queue = ty.queue.iter().map(|(ticket, id)| (*ticket, Waiter::Frame(*id)));
            let rooms = ty.rooms.keys().map(|ticket| (*ticket, Waiter::Room(RoomId { ty: TypeKey(index), ticket: *ticket })));
            stuck.extend(queue.chain(rooms).filter(|(_, w)| !self.leaves(*w) && !going.waiter(self, *w)));
        }
        stuck.retain(|(_, waiter)| !self.has_refused(*waiter));
        stuck.sort_unstable_by_key(|(ticket, _)| std::cmp::Reverse(*ticket));
        let tied = stuck.iter().find_map(|(_, waiter)| Some((*waiter, self.knot_of(*waiter)?)));
        tied.or_else(|| {
            let (_, waiter) = stuck.first()?;
            Some((*waiter, Knot { strands: vec![self.strand(*waiter, None)] }))
        })
    }

    /// The shortest circle of waits that leads from `start` back to it.
    fn knot_of(&self, start: Waiter) -> Option<Knot> {
        let mut came_from: HashMap<Waiter, (Waiter, FrameId)> = HashMap::new();
        let mut line = VecDeque::from([start]);
        while let Some(waiter) = line.pop_front() {
            for (holder, next) in self.held_up_by(waiter) {
                if next != start && !came_from.contains_key(&next) {
                    came_from.insert(next, (waiter, holder));
                    line.push_back(next);
                }
                if next == start {
                    let mut strands = vec![self.strand(waiter, Some(holder))];
                    let mut at = waiter;
                    while let Some((before, holder)) = came_from.get(&at) {
                        strands.push(self.strand(*before, Some(*holder)));
                        at = *before;
                    }
                    strands.reverse();
                    return Some(Knot { strands });
                }
            }
        }
        None
    }

    /// The waits that must end before `waiter`'s can, each with the frame through which it holds it up.
    fn held_up_by(&self, waiter: Waiter) -> Vec<(FrameId, Waiter)> {
        let mut found = Vec::new();
        for holder in self.blockers(waiter) {
            let mut seen = FrameSet::default();
            let mut line = vec![holder];
            while let Some(id) = line.pop() {
                let Some(frame) = self.frames.get(&id).filter(|_| seen.insert(id)) else { continue };
                if frame.asking().is_some() {
                    found.push((holder, Waiter::Frame(id)));
                }
                for wait in &frame.waits {
                    match wait {
                        Wait::Frame { on, .. } => line.push(*on),
                        Wait::Room(id) => found.push((holder, Waiter::Room(*id))),
                    }
                }
            }
        }
        found
    }

    /// The frames that use the type, and those that a wait for room has lent to.
    fn blockers(&self, waiter: Waiter) -> Vec<FrameId> {
        let ty = &self.types[self.type_of(waiter)];
        let loans = match waiter {
            Waiter::Room(id) => &ty.rooms[&id.ticket].loans[..],
            Waiter::Frame(_) => &[],
        };
        let mut blockers: Vec<_> = ty.users.iter().chain(loans).copied().collect();
        blockers.sort_unstable();
        blockers.dedup();
        blockers
    }

    fn type_of(&self, waiter: Waiter) -> usize {
        match waiter {
            Waiter::Frame(id) => self.frames[&id].asking().map_or(0, |(ty, _)| ty.0),
            Waiter::Room(id) => id.ty.0,
        }
    }

    fn strand(&self, waiter: Waiter, holder: Option<FrameId>) -> Strand {
        let (site, wants) = match waiter {
            Waiter::Frame(id) => (self.site_of(id), Wants::Permit),
            Waiter::Room(id) => {
                (Some(self.types[id.ty.0].rooms[&id.ticket].site), Wants::Room)
            },
        };
        let site = site.expect("who waits has a place");
        let tied = holder.is_some();
        let holder = holder.or_else(|| self.blockers(waiter).first().copied());
        let holder_waits_for = holder.filter(|_| !tied).and_then(|id| {
            self.frames.get(&id)?.waits.iter().find_map(|wait| match wait {
                Wait::Frame { site, .. } => Some(*site),
                Wait::Room(_) => None,
            })
        });
        let holder = holder.and_then(|id| self.site_of(id)).unwrap_or(site);
        let ty = self.types[self.type_of(waiter)].name;
        Strand { waiter: site, wants, ty, holder, holder_waits_for }
    }

    fn site_of(&self, frame: FrameId) -> Option<Site> {
        self.frames.get(&frame)?.claim.as_ref().map(|claim| claim.site)
    }

    fn verdict(&self, waiter: Waiter) -> Verdict {
        match waiter {
            Waiter::Frame(id) => self.frames[&id].asking().map_or(Verdict::None, |(_, a)| a.verdict),
            Waiter::Room(id) => self.types[id.ty.0].rooms[&id.ticket].verdict,
        }
    }

    fn leaves(&self, waiter: Waiter) -> bool {
        self.verdict(waiter).leaves()
    }

    fn has_refused(&self, waiter: Waiter) -> bool {
        self.verdict(waiter) == Verdict::Refused
    }
}

/// What goes, of all that the waiters depend on.
struct Going {
    types: Vec<bool>,
    frames: FrameSet,
}

impl Going {
    fn of(state: &State) -> Self {
        let reached = reachable(state);
        let types = state.types.iter().map(|ty| ty.free > 0).collect();
        let mut going = Self { types, frames: FrameSet::default() };
        loop {
            let mut changed = false;
            for id in &reached {
                if !going.frames.contains(id) && going.frame_goes(state, *id) {
                    going.frames.insert(*id);
                    changed = true;
                }
            }
            for (ty, goes) in state.types.iter().zip(&mut going.types) {
                if !*goes && ty.users.iter().any(|user| going.frames.contains(user)) {
                    *goes = true;
                    changed = true;
                }
            }
            if !changed {
                return going;
            }
        }
    }

    fn frame_goes(&self, state: &State, id: FrameId) -> bool {
        let Some(frame) = state.frames.get(&id) else { return true };
        if frame.asking().is_some() {
            return self.waiter(state, Waiter::Frame(id));
        }
        frame.waits.is_empty()
            || frame.waits.iter().any(|wait| match wait {
                Wait::Frame { on, .. } => self.frames.contains(on),
                Wait::Room(id) => self.waiter(state, Waiter::Room(*id)),
            })
    }

    fn waiter(&self, state: &State, waiter: Waiter) -> bool {
        if state.leaves(waiter) {
            return true;
        }
        match waiter {
            Waiter::Frame(_) => self.types[state.type_of(waiter)],
            Waiter::Room(id) => {
                let ty = id.ty.0;
                let room = &state.types[ty].rooms[&id.ticket];
                let repaid = room.loans.iter().all(|borrower| self.frames.contains(borrower));
                room.notified || self.types[ty] || (repaid && state.types[ty].may_get_room())
            }
        }
    }
}

/// The frames that those who use a type, or have a loan of somebody who waits for room, depend on; themselves included.
fn reachable(state: &State) -> Vec<FrameId> {
    let waited_for = state.types.iter().filter(|ty| ty.has_waiters());
    let loans = |ty: &Type| -> Vec<FrameId> {
        ty.rooms.values().flat_map(|room| room.loans.iter().copied()).collect()
    };
    let mut line: Vec<FrameId> =
        waited_for.flat_map(|ty| ty.users.iter().copied().chain(loans(ty))).collect();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    while let Some(id) = line.pop() {
        let Some(frame) = state.frames.get(&id).filter(|_| seen.insert(id)) else { continue };
        found.push(id);
        line.extend(frame.waits.iter().filter_map(|wait| match wait {
            Wait::Frame { on, .. } => Some(*on),
            Wait::Room(_) => None,
        }));
    }
    found
}

#[cfg(test)]
impl State {
    /// Tests may leave knots as they are, from a number of them on.
    fn may_fail_one(&mut self, waiter: Waiter) -> bool {
        if self.verdicts.len() >= self.rules.knots {
            return false;
        }
        self.verdicts.push(match waiter {
            Waiter::Frame(id) => self.frames[&id].asking().map_or(0, |(_, asking)| asking.ticket),
            Waiter::Room(id) => id.ticket,
        });
        true
    }
}
