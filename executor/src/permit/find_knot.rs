//! Finding a knot: who is stuck, and the circle of waits that holds it up.

use std::collections::{HashMap, VecDeque};

use super::frame::Wait;
use super::going::Going;
use super::ids::{RoomId, Ticket, TypeKey};
use super::knot::{Knot, Strand, Waiter, Wants};
use super::queue::Asker;
use super::state::State;
use crate::frame::{FrameId, FrameSet};
use crate::ordered::ordered_by;
use crate::site::Site;

impl State {
    /// Of waits that are known: the newest that is part of a knot; where no knot is made of permits alone, the newest that waits in vain.
    pub(super) fn find_knot(&self) -> Option<(Waiter, Knot)> {
        let going = Going::of(self);
        let mut stuck: Vec<(Ticket, Waiter)> = Vec::new();
        for (index, ty) in self.types.iter().enumerate() {
            let queue = ty.queue.iter().filter_map(|(ticket, asker)| match asker {
                Asker::Known(id) => Some((ticket, Waiter::Frame(*id))),
                Asker::Stranger(_) => None,
            });
            let ty_key = TypeKey(index);
            let rooms = ty.rooms.iter().map(|(ticket, _)| {
                let room = RoomId { ty: ty_key, ticket };
                (ticket, Waiter::Room(room))
            });
            stuck.extend(
                queue
                    .chain(rooms)
                    .filter(|(_, w)| !self.leaves(*w) && !going.waiter(self, *w)),
            );
        }
        stuck.retain(|(_, waiter)| !self.has_refused(*waiter));
        let stuck: Vec<_> = ordered_by(stuck, |(ticket, _)| !ticket).collect();
        let tied = stuck
            .iter()
            .find_map(|(_, waiter)| Some((*waiter, self.knot_of(*waiter)?)));
        tied.or_else(|| {
            let (_, waiter) = stuck.first()?;
            Some((
                *waiter,
                Knot {
                    strands: vec![self.strand(*waiter, None)],
                },
            ))
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
                let Some(frame) = self.frames.get(&id).filter(|_| seen.insert(id)) else {
                    continue;
                };
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
            Waiter::Room(id) => &ty.rooms[id.ticket].loans[..],
            Waiter::Frame(_) => &[],
        };
        let mut seen = FrameSet::default();
        let blockers = ty.users.iter().chain(loans).copied();
        blockers.filter(|blocker| seen.insert(*blocker)).collect()
    }

    pub(super) fn type_of(&self, waiter: Waiter) -> usize {
        match waiter {
            Waiter::Frame(id) => self.frames[&id].asking().map_or(0, |(ty, _)| ty.0),
            Waiter::Room(id) => id.ty.0,
        }
    }

    fn strand(&self, waiter: Waiter, holder: Option<FrameId>) -> Strand {
        let (site, wants) = match waiter {
            Waiter::Frame(id) => (self.site_of(id), Wants::Permit),
            Waiter::Room(id) => (Some(self.types[id.ty.0].rooms[id.ticket].site), Wants::Room),
        };
        let site = site.expect("who waits has a place");
        let tied = holder.is_some();
        let holder = holder.or_else(|| self.blockers(waiter).first().copied());
        let holder_waits_for = holder.filter(|_| !tied).and_then(|id| {
            self.frames
                .get(&id)?
                .waits
                .iter()
                .find_map(|wait| match wait {
                    Wait::Frame { site, .. } => Some(*site),
                    Wait::Room(_) => None,
                })
        });
        let holder = holder.and_then(|id| self.site_of(id)).unwrap_or(site);
        let ty = self.types[self.type_of(waiter)].name;
        Strand {
            waiter: site,
            wants,
            ty,
            holder,
            holder_waits_for,
        }
    }

    fn site_of(&self, frame: FrameId) -> Option<Site> {
        self.frames
            .get(&frame)?
            .claim
            .as_ref()
            .map(|claim| claim.site)
    }
}
